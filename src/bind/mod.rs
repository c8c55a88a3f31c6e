//! Many readings become one compilation (汇编): put in order, doubles left out, each article as it was read.

mod double;
mod order;

pub use order::natural;

use crate::bind::double::Double;
use crate::diag::{Log, Severity};
use crate::document::{Article, Document};
use crate::message;
use crate::text::is_han;

/// An input that was read.
#[derive(Clone, Debug)]
pub struct Part {
    /// What messages call it: its path.
    pub name: String,
    /// What it holds: one article, or several.
    pub document: Document,
}

/// In which order the parts stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they are given; those of a folder by name.
    #[default]
    Given,
    /// By name, numbers by their value: `2.txt` before `10.txt`, `第二章` before `第十章`.
    Name,
    /// By the date of the article, the earliest first; those without one last.
    Date,
}

/// How to bind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// In which order the parts stand.
    pub order: Order,
    /// Whether an article that is there twice stays twice.
    pub keep_duplicates: bool,
    /// Title of the whole.
    pub title: Option<String>,
    /// What the file to write is called, without its ending: it stands for a title nobody gives, if it is Chinese.
    pub file: Option<String>,
    /// Who made the compilation.
    pub publishers: Vec<String>,
    /// When it was made.
    pub published: Option<String>,
}

/// A compilation, and what of it comes from where.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The compilation.
    pub document: Document,
    /// For each of its articles, the name of the part it comes from.
    pub origins: Vec<String>,
}

/// Binds `parts` into one compilation. What is left out, or looks wrong, is in the log.
pub fn bind(log: &mut Log, mut parts: Vec<Part>, options: &Options) -> Bound {
    order::sort(log, &mut parts, options.order);
    let mut seen = double::Seen::default();
    let mut bound = Bound {
        document: Document {
            title: title(log, &parts, options),
            publishers: options.publishers.clone(),
            published: options.published.clone(),
            compiled: true,
            ..Document::default()
        },
        origins: Vec::new(),
    };
    for part in parts {
        leave_out(log, &part.name, &part.document, &bound.document);
        for mut article in part.document.articles {
            let title = article.full_title();
            name_by_file(log, &mut article, &part.name);
            let double = seen.look(&article, &title, &part.name);
            if let Some(double) = &double {
                report(log, &article, &part.name, double, options.keep_duplicates);
            }
            if options.keep_duplicates || !matches!(double, Some(Double::Same(_))) {
                bound.document.adopt(article, &part.document.pictures);
                bound.origins.push(part.name.clone());
            }
        }
    }
    bound
}

/// The title of the whole: the one given, that of the only part, or the name of the file.
fn title(log: &mut Log, parts: &[Part], options: &Options) -> Option<String> {
    let found = match parts {
        [part] => part.document.title.clone(),
        _ => None,
    };
    options.title.clone().or(found).or_else(|| {
        let file = options.file.as_ref().filter(|file| file.contains(is_han))?;
        log.changed("bind.title", 0, "", file);
        let message = message!(
            "\"%{title}\" is taken from the name of the output as the title of the whole; --title gives another",
            title = file
        );
        log.found("bind.title", Severity::Info, 0, message);
        Some(file.clone())
    })
}

/// Says that head, imprint, title and the rest of the cover of `document` are left out: they belong to it as it was issued, and not
/// to what is `made` of it; what that has too is not.
pub fn leave_out(log: &mut Log, name: &str, document: &Document, made: &Document) {
    let whole = document.title.iter().chain(&document.publishers).chain(&document.published);
    // `--set` gives these to every part, and the only part its title to what is made of it.
    let own = |text: &&String| {
        let shared = [&made.published, &made.title].into_iter().any(|made| made.as_ref() == Some(*text));
        !shared && !made.publishers.contains(text)
    };
    let texts: Vec<&str> = whole.filter(own).map(String::as_str).chain(document.official.texts()).collect();
    if texts.is_empty() {
        return;
    }
    texts.iter().for_each(|text| log.removed("bind.head", 0, *text));
    let message = message!(
        "head, imprint and title of the whole of %{name} are left out: %{texts}",
        name = name,
        texts = texts.join("；")
    );
    log.found("bind.head", Severity::Warning, 0, message);
}

/// An article without a title would have no line in the table of contents: the name of its file stands for it.
fn name_by_file(log: &mut Log, article: &mut Article, name: &str) {
    if !article.title.is_empty() {
        return;
    }
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    log.changed("bind.untitled", article.line, "", stem);
    log.found(
        "bind.untitled",
        Severity::Warning,
        article.line,
        message!("%{name} has no title; the file name is used instead", name = name),
    );
    article.title = vec![stem.into()];
}

fn report(log: &mut Log, article: &Article, name: &str, double: &Double, kept: bool) {
    let (rule, other, message) = match double {
        Double::Same(other) if kept => {
            ("bind.double", other, message!("\"%{title}\" in %{name} is the same text as in %{other}"))
        }
        Double::Same(other) => (
            "bind.double",
            other,
            message!("\"%{title}\" in %{name} is the same text as in %{other} and left out"),
        ),
        Double::Alike(other) => (
            "bind.alike",
            other,
            message!(
                "\"%{title}\" in %{name} is for the most part the same text as in %{other}; look whether both belong here"
            ),
        ),
    };
    let message =
        message.with("title", article.full_title()).with("name", name).with("other", other.as_str());
    log.found(rule, Severity::Warning, article.line, message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Role};

    fn part(name: &str, date: &str, texts: &[&str]) -> Part {
        let blocks = texts.iter().map(|text| Block { role: Role::Paragraph, text: (*text).into(), line: 2 });
        let article = Article {
            title: vec![name.trim_end_matches(".txt").into()],
            date: Some(date.to_owned()).filter(|date| !date.is_empty()),
            blocks: blocks.collect(),
            line: 1,
            ..Article::default()
        };
        Part { name: name.to_owned(), document: Document { articles: vec![article], ..Document::default() } }
    }

    fn bound(parts: &[(&str, &str)], order: Order) -> Vec<String> {
        let parts = parts.iter().map(|(name, date)| part(name, date, &[name])).collect();
        bind(&mut Log::new(), parts, &Options { order, ..Options::default() }).origins
    }

    #[test]
    fn parts_stand_in_the_order_asked_for() {
        let parts = [("10.txt", "2024年2月1日"), ("2.txt", ""), ("1.txt", "2023年12月31日")];
        assert_eq!(bound(&parts, Order::Given), ["10.txt", "2.txt", "1.txt"]);
        assert_eq!(bound(&parts, Order::Name), ["1.txt", "2.txt", "10.txt"]);
        assert_eq!(bound(&parts, Order::Date), ["1.txt", "10.txt", "2.txt"]);
    }

    const LONG: [&str; 4] =
        ["近年来，全区各级认真落实部署要求。", "一是抓学习。", "二是抓落实。", "三是抓监督。"];

    #[test]
    fn a_double_is_left_out_and_told() {
        let again = |name: &str| Part { name: name.to_owned(), ..part("a.txt", "", &LONG) };
        let parts = vec![part("a.txt", "", &LONG), again("b.txt")];
        let mut log = Log::new();
        assert_eq!(bind(&mut log, parts.clone(), &Options::default()).origins, ["a.txt"]);
        assert!(
            log.findings()[0].message.to_string().contains("b.txt is the same text as in a.txt and left out")
        );
        let keep = Options { keep_duplicates: true, ..Options::default() };
        let mut log = Log::new();
        assert_eq!(bind(&mut log, parts, &keep).origins, ["a.txt", "b.txt"]);
        assert!(log.findings()[0].message.to_string().ends_with("b.txt is the same text as in a.txt"));
    }

    #[test]
    fn other_titles_are_no_doubles() {
        let origins = |titles: [&str; 3]| {
            let parts = titles.map(|title| {
                let mut part = part("a.txt", "", &["请准时参加。"]);
                part.document.articles[0].title =
                    Some(title).filter(|title| !title.is_empty()).map(Into::into).into_iter().collect();
                part
            });
            let mut log = Log::new();
            let bound = bind(&mut log, parts.to_vec(), &Options::default());
            (bound.origins.len(), log.findings().iter().filter(|found| found.rule == "bind.double").count())
        };
        assert_eq!(origins(["关于召开甲会议的通知", "关于召开乙会议的通知", "关于召开丙会议的通知"]), (3, 0));
        assert_eq!(
            origins(["关于召开甲会议的通知", "关于召开乙会议的通知", "关于召开 甲会议的通知"]),
            (2, 1)
        );
        // What has no title of its own is known by its text alone.
        assert_eq!(origins(["关于召开甲会议的通知", "", "关于召开乙会议的通知"]), (2, 1));
    }

    #[test]
    fn a_text_that_is_mostly_the_same_is_told_and_kept() {
        let other = [LONG[0], LONG[1], LONG[2], "三是抓考核。"];
        let mut log = Log::new();
        let bound =
            bind(&mut log, vec![part("a.txt", "", &LONG), part("b.txt", "", &other)], &Options::default());
        assert_eq!((bound.origins.len(), &*log.findings()[0].rule), (2, "bind.alike"));
        let mut log = Log::new();
        bind(
            &mut log,
            vec![part("a.txt", "", &LONG), part("b.txt", "", &["另一篇文章。"])],
            &Options::default(),
        );
        assert!(log.findings().is_empty());
    }

    fn told_of(first: &[&str], second: &[&str]) -> Vec<String> {
        let mut log = Log::new();
        bind(&mut log, vec![part("a.txt", "", first), part("a.txt", "", second)], &Options::default());
        log.findings().iter().map(|found| found.rule.to_string()).collect()
    }

    #[test]
    fn two_thirds_in_common_are_mostly_the_same_and_three_fifths_are_not() {
        assert_eq!(told_of(&["甲项", "乙项", "丙项"], &["甲项", "乙项", "丁项"]), ["bind.alike"]);
        let other = ["甲项", "乙项", "丙项", "己项", "庚项"];
        assert!(told_of(&["甲项", "乙项", "丙项", "丁项", "戊项"], &other).is_empty());
    }

    #[test]
    fn a_part_of_a_text_is_not_the_same_text() {
        assert_eq!(told_of(&["甲项", "乙项", "丙项"], &["甲项", "乙项"]), ["bind.alike"]);
        assert_eq!(told_of(&["甲项", "乙项"], &["甲项", "乙项", "丙项"]), ["bind.alike"]);
    }

    #[test]
    fn a_paragraph_said_twice_does_not_stand_for_another() {
        assert!(told_of(&["甲项", "乙项"], &["甲项", "甲项"]).is_empty());
        assert_eq!(told_of(&["甲项", "甲项", "乙项"], &["甲项", "乙项", "甲项"]), ["bind.double"]);
    }

    #[test]
    fn the_cover_says_who_made_the_compilation_and_when() {
        let options = Options {
            publishers: vec!["岚川市委办公室".to_owned()],
            published: Some("2026年8月".to_owned()),
            ..Options::default()
        };
        let made = bind(&mut Log::new(), vec![part("a.txt", "", &LONG)], &options).document;
        assert!(made.compiled);
        assert_eq!((made.publishers, made.published), (options.publishers, options.published));
    }

    #[test]
    fn what_the_whole_says_too_is_not_left_out_of_a_part() {
        let told = |title: &str, publisher: &str, published: &str| {
            let mut own = part("a.txt", "", &LONG);
            own.document.title = Some(title.to_owned());
            own.document.publishers = vec![publisher.to_owned()];
            own.document.published = Some(published.to_owned());
            let options = Options {
                title: Some("材料汇编".to_owned()),
                publishers: vec!["岚川市委办公室".to_owned()],
                published: Some("2026年8月".to_owned()),
                ..Options::default()
            };
            let mut log = Log::new();
            bind(&mut log, vec![own], &options);
            log.removals().iter().map(|removal| removal.text.clone()).collect::<Vec<_>>()
        };
        assert!(told("材料汇编", "岚川市委办公室", "2026年8月").is_empty());
        assert_eq!(told("经验选编", "岚川市委办公室", "2026年8月"), ["经验选编"]);
        assert_eq!(told("材料汇编", "岚川市政府办公室", "2026年8月"), ["岚川市政府办公室"]);
        assert_eq!(told("材料汇编", "岚川市委办公室", "2026年7月"), ["2026年7月"]);
    }

    #[test]
    fn the_file_names_the_whole_if_it_is_chinese_and_nobody_else_does() {
        let title = |title: Option<&str>, file: &str, parts: Vec<Part>| {
            let (title, file) = (title.map(str::to_owned), Some(file.to_owned()));
            let mut log = Log::new();
            let bound = bind(&mut log, parts, &Options { title, file, ..Options::default() });
            (bound.document.title, log.findings().iter().any(|finding| finding.rule == "bind.title"))
        };
        let two = || vec![part("a.txt", "", &["甲文。"]), part("b.txt", "", &["乙文。"])];
        let (name, given) = (Some("2026年工作总结汇编".to_owned()), Some("材料汇编".to_owned()));
        assert_eq!(title(None, "2026年工作总结汇编", two()), (name, true));
        assert_eq!(title(Some("材料汇编"), "2026年工作总结汇编", two()), (given.clone(), false));
        assert_eq!(title(None, "all-2026", two()), (None, false));
        let mut whole = two().remove(0);
        whole.document.title.clone_from(&given);
        assert_eq!(title(None, "汇编", vec![whole]), (given, false));
    }

    #[test]
    fn head_and_imprint_are_left_out_and_told() {
        let mut issued = part("a.txt", "", &LONG);
        issued.document.official.number = Some("岚政发〔2026〕1号".to_owned());
        let mut log = Log::new();
        bind(&mut log, vec![issued], &Options::default());
        assert_eq!(log.removals()[0].text, "岚政发〔2026〕1号");
        assert!(log.findings()[0].message.to_string().contains("岚政发〔2026〕1号"));
    }

    #[test]
    fn the_file_names_an_article_without_a_title() {
        let mut untitled = part("in/岚川经验.txt", "", &LONG);
        untitled.document.articles[0].title.clear();
        let bound = bind(&mut Log::new(), vec![untitled], &Options::default());
        assert_eq!(bound.document.articles[0].title, ["岚川经验"]);
    }
}
