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

#[cfg(test)]
mod tests {
    use crate::extract::check_lines_of_page as check;

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
}
