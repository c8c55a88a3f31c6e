//! Which reader an input needs.

use std::path::Path;

/// How an input is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text: a line a paragraph, or hard-wrapped.
    Text,
    /// A web page or a fragment of one.
    Html,
    /// Markdown.
    Markdown {
        /// Asterisks hide numbers and names (`****年`) and are not markup.
        masked: bool,
    },
}

impl Kind {
    /// The name used in messages and reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Html => "html",
            Kind::Markdown { .. } => "markdown",
        }
    }
}

/// How `text`, from a file called `name`, should be read.
///
/// Content decides: a `.txt` full of tags is a page, a `.html` without any is text, and a `.txt` with `##` headings
/// is Markdown whose asterisks stay what they are, since in official texts they mask numbers.
pub fn detect(text: &str, name: Option<&Path>) -> Kind {
    let extension =
        name.and_then(Path::extension).and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    let named_html = matches!(extension.as_str(), "html" | "htm" | "xhtml" | "shtml");
    if is_page(text, if named_html { 1 } else { 3 }) {
        return Kind::Html;
    }
    if matches!(extension.as_str(), "md" | "markdown") {
        return Kind::Markdown { masked: has_masks(text) };
    }
    if text.lines().any(is_heading_line) { Kind::Markdown { masked: true } } else { Kind::Text }
}

/// Whether at least `enough` block tags stand in `text`.
fn is_page(text: &str, enough: usize) -> bool {
    const OPENERS: [&str; 13] =
        ["!doctype", "html", "head", "body", "/p", "/div", "br", "/span", "/td", "/li", "/h1", "/h2", "/a"];
    let tags = text.match_indices('<').filter(|(i, _)| {
        let rest = &text.as_bytes()[i + 1..];
        OPENERS.iter().any(|tag| {
            rest.len() > tag.len()
                && rest[..tag.len()].eq_ignore_ascii_case(tag.as_bytes())
                && !rest[tag.len()].is_ascii_alphanumeric()
        })
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
fn has_masks(text: &str) -> bool {
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

    #[track_caller]
    fn check(name: &str, text: &str, expected: Kind) {
        assert_eq!(detect(text, Some(Path::new(name))), expected, "{name}: {text}");
    }

    #[test]
    fn content_decides() {
        check("a.txt", "标题\n正文。", Kind::Text);
        check("a.txt", "## 引题\n\n# 标题\n正文**市。", Kind::Markdown { masked: true });
        check("a.txt", "#话题# 讨论", Kind::Text);
        check("a.txt", "<p>甲</p><p>乙</p><div>丙</div>", Kind::Html);
        check("a.txt", "满足 a<b 的情况", Kind::Text);
        check("a.html", "标题\n没有标记的正文。", Kind::Text);
        check("a.html", "<p>正文</p>", Kind::Html);
        check("a.md", "正文。", Kind::Markdown { masked: false });
    }

    #[test]
    fn masks_are_told_from_emphasis() {
        let masked = Kind::Markdown { masked: true };
        let marked = Kind::Markdown { masked: false };
        check("a.md", "截至****年，共*个项目。", masked);
        check("a.md", "在*区召开*次会议。", masked);
        check("a.md", "共*个项目。", masked);
        check("a.md", "**一、提高认识**\n正文里有*强调*字样。", marked);
        check("a.md", "* 列表项\n* 第二项\n\n***\n", marked);
    }
}
