//! How the content of a text shows its format.

use crate::lexicon::numbering;

/// Whether `text` is a web page or a fragment of one: a tag where the name says so, else three.
pub(crate) fn page(text: &str, named: bool) -> bool {
    let enough = if named { 1 } else { 3 };
    // Editors of Markdown write breaks and colours, and names of headings, as tags.
    is_page(text, enough, false)
        || (named || !headed(text)) && is_page(text, enough, true)
        || named && has_table(text)
}

/// Whether a table stands in `text`, as spreadsheets and scripts save one, without another element around it.
fn has_table(text: &str) -> bool {
    let table = |rest: &str| rest.as_bytes().get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"table"));
    text.match_indices('<').any(|(i, _)| table(&text[i + 1..]))
}

/// Whether `text` is Markdown: by its name, or by a heading.
pub(crate) fn markdown(text: &str, named: bool) -> bool {
    named || text.lines().any(is_heading_line) || starred(text)
}

/// Whether asterisks are bold type by what they open: twice at least a line, the entry of a list or what a number counts begins with it
/// (`**一、目标**`, `- **时间**：三月`, `1. **抓保障**。`), and nowhere do they hide anything.
pub(crate) fn starred(text: &str) -> bool {
    // Once may be a line of somebody's.
    const FEWEST: usize = 2;
    let starred = text.lines().filter(|line| line.contains("**"));
    starred.filter(|line| opens_bold(line)).nth(FEWEST - 1).is_some() && !masks(text)
}

/// Whether two lines at least are headings of Markdown.
pub(crate) fn headed(text: &str) -> bool {
    // One may number a building: `# 三号楼`.
    const FEWEST: usize = 2;
    text.lines().filter(|line| is_heading_line(line)).nth(FEWEST - 1).is_some()
}

fn opens_bold(line: &str) -> bool {
    let signs = |c: char| c.is_whitespace() || "-+#>".contains(c);
    let line = line.trim_start();
    let listed = line.strip_prefix("* ").unwrap_or(line).trim_start_matches(signs);
    let counted = &listed[numbering::marker(listed).map_or(0, |marker| marker.length)..];
    let bold = counted.strip_prefix("**").and_then(|rest| rest.split_once("**"));
    bold.is_some_and(|(inner, _)| !inner.is_empty() && inner.trim() == inner && !inner.contains('*'))
}

/// Whether at least `enough` tags of a page stand in `text`, those inside of a line among them if `inline`.
fn is_page(text: &str, enough: usize, inline: bool) -> bool {
    const BLOCKS: [&str; 10] = ["!doctype", "html", "head", "body", "/p", "/div", "/td", "/li", "/h1", "/h2"];
    const INLINE: [&str; 3] = ["br", "/span", "/a"];
    let tags = text.match_indices('<').filter(|(i, _)| {
        let rest = &text.as_bytes()[i + 1..];
        let begins = |tag: &&str| {
            rest.len() > tag.len()
                && rest[..tag.len()].eq_ignore_ascii_case(tag.as_bytes())
                && !rest[tag.len()].is_ascii_alphanumeric()
        };
        BLOCKS.iter().any(begins) || inline && INLINE.iter().any(begins)
    });
    tags.take(enough).count() >= enough
}

/// `# Title` up to `###### Title`, of a length a heading can have.
fn is_heading_line(line: &str) -> bool {
    let line = line.trim();
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    (1..=6).contains(&level)
        && rest.starts_with([' ', '\u{3000}', '\t'])
        && (1..=80).contains(&rest.trim().trim_end_matches('#').trim_end().chars().count())
}

/// Whether asterisks hide numbers and names: a run of three or more inside a line, a run before a word that counts
/// or names, or a line whose runs do not pair.
pub(crate) fn masks(text: &str) -> bool {
    const COUNTED: &str = "年月日号时分个项次名人件条家户万亿余多期届级元吨区市县省州镇乡村街%％．.";
    text.lines().filter(|line| !is_rule(line)).any(|line| {
        let runs: Vec<(usize, usize)> = asterisk_runs(line);
        let starts_list = line.trim_start().starts_with("* ");
        let unpaired = (runs.len() - usize::from(starts_list)) % 2 == 1;
        unpaired
            || runs.iter().any(|&(start, end)| {
                let next = line[end..].chars().next();
                end - start >= 3 && start > 0 || next.is_some_and(|c| COUNTED.contains(c)) && end - start != 2
            })
    })
}

/// A thematic break of asterisks.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.chars().all(|c| c == '*' || c == ' ')
}

fn asterisk_runs(line: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (i, _) in line.match_indices('*').filter(|(i, _)| !line[..*i].ends_with('\\')) {
        match runs.last_mut() {
            Some(run) if run.1 == i => run.1 += 1,
            _ => runs.push((i, i + 1)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_are_told_from_emphasis() {
        for text in ["截至****年，共*个项目。", "在*区召开*次会议。", "共*个项目。"] {
            assert!(masks(text), "{text}");
        }
        for text in ["**一、提高认识**\n正文里有*强调*字样。", "* 列表项\n* 第二项\n\n***\n"]
        {
            assert!(!masks(text), "{text}");
        }
    }

    #[test]
    fn breaks_and_colours_make_no_page_of_markdown() {
        let text = "# 春耕\n## 一、目标\n甲<br>乙<span>丙</span><a name=\"u\"></a>";
        assert!(!page(text, false) && page(text, true));
        assert!(page(&format!("{text}<p>甲</p><p>乙</p><p>丙</p>"), false));
        assert!(page(&text[text.find('甲').unwrap()..], false));
    }

    #[test]
    fn asterisks_that_open_lines_are_bold_type() {
        for text in
            ["**时间：** 三月\n**地点：**二楼", "- **甲**：一\n* **乙**：二", "1. **甲**。一\n## **二、乙**"]
        {
            assert!(starred(text) && markdown(text, false), "{text}");
        }
        for text in
            ["**甲**", "共**重点**项目\n又**重点**项目", "**甲**\n**乙**\n截至****年", "** 甲 **\n** 乙 **"]
        {
            assert!(!starred(text), "{text}");
        }
    }

    #[test]
    fn one_tag_makes_a_page_only_where_the_name_says_so() {
        assert!(
            page("<TABLE><tr><td>甲", true) && !page("<table><tr><td>甲", false) && !page("<table", false)
        );
        assert!(page("<p>正文</p>", true) && !page("<p>正文</p>", false));
        assert!(page("<p>甲</p><p>乙</p><p>丙</p>", false) && !page("没有标记", true));
    }

    #[test]
    fn the_sign_of_a_list_is_no_mask() {
        assert!(!masks("* 列表项有*强调*字样") && masks("* 列表项有*个") && masks("* 共*甲*乙*"));
        assert!(masks("某**市") || !masks("某**市**乙"));
        assert!(!masks("***\n* * *") && masks("** 甲"));
    }

    #[test]
    fn a_heading_has_up_to_six_signs_a_blank_and_some_words() {
        let long = |count: usize| format!("# {}", "字".repeat(count));
        for line in ["# 标题", "###### 六", " ## 标题 ##", "#　标题", "#\t标题", &long(80)] {
            assert!(is_heading_line(line), "{line}");
        }
        for line in ["标题", "####### 七", "#标题", "# ", "# ##", &long(81)] {
            assert!(!is_heading_line(line), "{line}");
        }
    }
}
