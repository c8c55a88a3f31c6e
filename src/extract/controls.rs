//! What the controls of a form show: a box that is checked or not, a field that is filled in.

use dom_query::NodeRef;

use crate::extract::hiding::Hiding;

/// What a control that holds no text of its own shows, if it shows anything.
pub(crate) fn shown(node: &NodeRef<'_>, style: &str) -> Option<String> {
    if Hiding::default().within(node, style).hides() {
        return None;
    }
    let kind = node.attr("type").map(|kind| kind.trim().to_ascii_lowercase()).unwrap_or_default();
    match kind.as_str() {
        "checkbox" | "radio" => Some(if node.has_attr("checked") { "☑" } else { "□" }.to_owned()),
        // These are for the browser, or for whoever presses them.
        "hidden" | "password" | "submit" | "reset" | "button" | "image" | "file" | "color" | "range" => None,
        _ => node.attr("value").map(|value| value.to_string()).filter(|value| !value.trim().is_empty()),
    }
}

/// What a list to choose from shows, and what else could have been chosen.
pub(crate) fn choice(node: &NodeRef<'_>, style: &str) -> Option<(String, String)> {
    // Lists of places have hundreds; the first tell what it is about.
    const MOST: usize = 12;
    if Hiding::default().within(node, style).hides() {
        return None;
    }
    let is_option = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| &*name == "option");
    let said = |node: &NodeRef<'_>| node.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let options: Vec<NodeRef<'_>> = node.descendants_it().filter(is_option).collect();
    let mut chosen: Vec<usize> = (0..options.len()).filter(|&i| options[i].has_attr("selected")).collect();
    let several = node.has_attr("multiple");
    if !several {
        // Of several the last counts; a list that shows one entry shows the first if none is chosen.
        let last = chosen.last().copied().or_else(|| (!options.is_empty()).then_some(0));
        chosen = last.into_iter().collect();
    }
    let [shown, others] = [true, false].map(|wanted| {
        let of = (0..options.len()).filter(|i| chosen.contains(i) == wanted).map(|i| said(&options[i]));
        of.filter(|text| !text.is_empty()).collect::<Vec<_>>()
    });
    let more = if others.len() > MOST { "…" } else { "" };
    Some((shown.join("、"), others.iter().take(MOST).cloned().collect::<Vec<_>>().join("、") + more))
}

#[cfg(test)]
mod tests {
    use crate::diag::Log;
    use crate::extract::check_lines_of_page as check;
    use crate::extract::{Kind, extract, reader};
    use crate::rules::Rules;

    #[test]
    fn boxes_and_fields_show_what_they_hold() {
        check("<p><input type=checkbox checked>同意<input type=checkbox>不同意", &["☑同意□不同意"]);
        check("<p><input type=Radio> 甲 <input type=radio checked=''> 乙", &["□ 甲 ☑ 乙"]);
        check(
            "<p>姓名：<input value='张三'>，<input type=date value='2026-01-02'>。",
            &["姓名：张三，2026-01-02。"],
        );
        check("<ol><li><input type=checkbox>甲</ol>", &["1.□甲"]);
        check(
            "<table><tr><td>甲<td><input value=1><tr><td>乙<td><input value=2></table>",
            &["甲\t1", "乙\t2"],
        );
    }

    #[test]
    fn a_list_shows_what_is_chosen() {
        let list = "<select><option>甲<option selected>乙<option>丙</select>";
        check(&format!("<p>等级：{list}。"), &["等级：乙。"]);
        check("<p>等级：<select><option>甲<option>乙</select>。", &["等级：甲。"]);
        check(
            "<p>科目：<select multiple><option selected>甲<option>乙<option selected>丙</select>。",
            &["科目：甲、丙。"],
        );
        check("<p>科目：<select multiple><option>甲</select>无。", &["科目：无。"]);
        check("<p>甲<select hidden><option>乙</select>丙<datalist><option>丁</datalist>", &["甲丙"]);
    }

    #[test]
    fn what_is_for_the_browser_is_not_shown() {
        let kinds = ["hidden", "password", "submit", "reset", "button", "image", "file", "color", "range"];
        for kind in kinds {
            check(&format!("<p>甲<input type={kind} value=乙>丙"), &["甲丙"]);
        }
        check(
            "<p>甲<input type=checkbox style='display:none'><input hidden value=乙><input value=' '><input>丙",
            &["甲丙"],
        );
    }

    #[test]
    fn of_a_long_list_the_first_entries_are_told() {
        let told = |count: usize| {
            let options: String = (1..=count).map(|n| format!("<option>第{n}区")).collect();
            let page = format!("<p>县区：<select><option>甲{options}</select>。</p>");
            let mut log = Log::new();
            extract(&mut log, &page, Kind::told(reader("html").unwrap()), &Rules::default()).unwrap();
            let found = log.findings().iter().find(|finding| finding.rule == "page.choice");
            found.map(|finding| finding.message.to_string()).unwrap()
        };
        assert!(told(12).contains("第12区") && !told(12).contains('…') && !told(2).contains('…'));
        assert!(told(13).contains("第12区…") && !told(13).contains("第13区"));
    }
}
