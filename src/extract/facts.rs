//! What the markup of a page says about the article without showing it: its name, date, source and author in meta tags and JSON-LD.

use std::ops::RangeInclusive;

use dom_query::{Document, NodeRef};
use serde_json::Value;

use crate::lexicon::date::Form;
use crate::lexicon::{date, label, organ};
use crate::limits::JSON_LD;
use crate::text::{Line, Mark, key, simplified, words};

/// Names of meta tags that hold the day an article was published, as [`plain`] spells them; the first that is there counts.
const DATES: &str = "article:published_time publishdate pubdate firstpublishedtime publish_time publishtime pubtime _pubtime \
    apub:time weibo:article:create_at og:published_time og:pubdate og:release_date og:time datepublished dc.date.issued dc.date \
    dateupdate date";
/// Names of meta tags that hold the paper or office an article comes from.
const SOURCES: &str = "contentsource source article:source mediasource";
/// Names of meta tags that hold a person.
const AUTHORS: &str = "author article:author dc.creator byl";
/// Names of meta tags that hold the title.
const TITLES: &str = "og:title articletitle";

/// What the markup says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// `<title>`, with the name of the site.
    pub(crate) name: String,
    /// The title alone.
    pub(crate) title: Option<String>,
    /// `2023-02-02`.
    date: Option<String>,
    source: Option<String>,
    author: Option<String>,
}

impl Facts {
    pub(crate) fn of(page: &Document) -> Facts {
        let mut facts = Facts::default();
        let mut tags: Vec<(String, String)> = Vec::new();
        let mut articles: Vec<Article> = Vec::new();
        for node in page.root().descendants_it().filter(NodeRef::is_element) {
            match node.node_name().as_deref() {
                Some("meta") => tags.extend(tag(&node)),
                Some("title") if facts.name.is_empty() => node.text().trim().clone_into(&mut facts.name),
                Some("script") => articles.extend(article(node.text().trim())),
                _ => {}
            }
        }
        let first = |names| {
            words(names).find_map(|name| tags.iter().find(|tag| tag.0 == name).map(|tag| tag.1.clone()))
        };
        facts.title = first(TITLES);
        facts.date = first(DATES).as_deref().and_then(day);
        facts.source = first(SOURCES).filter(|source| is_name(source));
        facts.author = first(AUTHORS).filter(|author| is_name(author));
        articles.into_iter().for_each(|article| facts.add(article));
        facts
    }

    /// Fills what is missing from an article of JSON-LD.
    fn add(&mut self, article: Article) {
        self.date.get_or_insert(article.date);
        self.author = self.author.take().or(article.author);
    }

    /// A line that says the same in words, for the step that reads such lines; its date, source and author only count where the
    /// page itself shows none. `shown` are the texts of the page.
    ///
    /// `author` is mostly the account of an editor: it is believed only if the page names the same person, and not as editor.
    pub(crate) fn line(&self, shown: &[&str]) -> Option<Line> {
        let edited = |text: &str| ["编", "審", "审", "編"].iter().any(|word| text.contains(word));
        let author = self.author.as_deref().filter(|author| {
            !self.name.contains(author)
                && shown.iter().any(|text| text.contains(author))
                && !shown.iter().any(|text| text.contains(author) && edited(text))
        });
        let source = self.source.as_ref().map(|source| format!("来源：{source}"));
        let author = author.map(|author| format!("作者：{author}"));
        let parts: Vec<String> = [self.date.clone(), source, author].into_iter().flatten().collect();
        let line = Line { mark: Mark::Meta, ..Line::plain(parts.join("|"), 1) };
        (!parts.is_empty()).then_some(line)
    }
}

/// What JSON-LD says of an article.
struct Article {
    date: String,
    author: Option<String>,
}

/// The article in a script of JSON-LD: the first object that has a date of publication.
fn article(script: &str) -> Option<Article> {
    let data: Value = (script.len() <= JSON_LD).then(|| serde_json::from_str(script).ok()).flatten()?;
    let objects = data.as_array().or_else(|| data.get("@graph")?.as_array());
    let objects = objects.map_or(std::slice::from_ref(&data), Vec::as_slice);
    let date = |object: &Value| {
        ["datePublished", "pubDate"].iter().find_map(|name| object.get(name)?.as_str().and_then(day))
    };
    let (article, date) = objects.iter().find_map(|object| Some((object, date(object)?)))?;
    let author = article.get("author").map(|author| author.get(0).unwrap_or(author));
    let name = author.and_then(|author| author.get("name").unwrap_or(author).as_str());
    Some(Article { date, author: name.filter(|name| is_name(name)).map(str::to_owned) })
}

/// Name and content of a meta tag.
fn tag(node: &NodeRef<'_>) -> Option<(String, String)> {
    let name = ["property", "name", "itemprop"].iter().find_map(|name| node.attr(name))?;
    let content = node.attr("content")?;
    let content = content.trim();
    (!content.is_empty()).then(|| (plain(&name), content.to_owned()))
}

/// The name of a meta tag, without its spaces and capitals: `og: time` and `PubDate` are written in many ways.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

/// `标题_栏目_网站` and `标题 - 网站` without what comes after the title.
pub(crate) fn without_site(title: &str) -> &str {
    let ends = ["_", "|", "--", " - ", "-", "－", "—", "＿"];
    let end = ends.iter().filter_map(|end| title.find(end)).filter(|&i| i > 0).min().unwrap_or(title.len());
    title[..end].trim()
}

/// The title behind the name of a site: `青禾日报数字报-标题`, as papers and offices of Taiwan name their pages.
pub(crate) fn behind_site(name: &str) -> Option<&str> {
    let site = without_site(name);
    let rest = name.trim_start().strip_prefix(site)?;
    let title = rest.trim_start_matches(|c: char| c.is_whitespace() || "_|-－—＿".contains(c)).trim_end();
    let simple = |text: &str| text.chars().map(simplified).collect::<String>();
    let publishes = |text: &str| organ::is_publisher(&simple(text));
    (title.len() >= site.len() && publishes(site) && !publishes(last_part(title))).then_some(title)
}

/// What stands behind the last bar or hyphen of a title, where the name of a site has its place.
pub(crate) fn last_part(title: &str) -> &str {
    title.rsplit(['_', '|', '-', '－', '—', '＿']).next().unwrap_or_default().trim()
}

/// Whether `text` can be the name of a person or a paper.
pub(crate) fn is_name(text: &str) -> bool {
    (2..=24).contains(&text.chars().count())
        && text.chars().any(crate::text::is_han)
        && !text.contains(['，', '。', '|', ':', '：', '/', '@', '\n', '<'])
}

/// The first full date in `text`, as `2023-02-02`; earlier ones than the first pages have are no dates of a page.
pub(crate) fn day(text: &str) -> Option<String> {
    // There were no pages before, and years beyond are numbers.
    const YEARS: RangeInclusive<u32> = 1990..=2099;
    let mut rest = text;
    while let Some(date) = date::find(rest) {
        // The date of a post in words (十一月 6th, 2009) stands by its column, in no record of a page.
        if date.form != Form::English && date.year.is_some_and(|year| YEARS.contains(&year)) {
            return date.iso();
        }
        rest = &rest[date.end..];
    }
    None
}

/// Whether `text` shows a date or names a source or an author: on a page this is often a row of links.
pub(crate) fn is_info(text: &str) -> bool {
    // Half of 417 lines of title, source and date have 20 characters, and 84 the longest; a sentence that cites a source is longer.
    const LONGEST: usize = 80;
    let short = text.chars().take(LONGEST + 1).count() <= LONGEST;
    short && (day(text).is_some() || label::mentions_origin(&key(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, expected: Option<&str>) {
        let page = Document::from(page);
        let pieces = crate::extract::page::pieces(
            &page,
            Default::default(),
            &mut Default::default(),
            &mut Default::default(),
        );
        let shown: Vec<&str> = pieces.0.iter().map(|piece| piece.text.as_str()).collect();
        let line = Facts::of(&page).line(&shown);
        assert_eq!(line.as_ref().map(|line| line.text.as_str()), expected);
    }

    #[test]
    fn meta_tags() {
        check(
            "<meta name=PubDate content='2023-02-02 10:55'><meta name=ContentSource content=某报><p>正文",
            Some("2023-02-02|来源：某报"),
        );
        check("<meta property='og: time ' content='2023/2/2 10:55:00'><p>正文", Some("2023-02-02"));
        check("<meta itemprop=dateUpdate content='2019-10-08 12:00:57'><p>正文", Some("2019-10-08"));
        check("<meta name=date content='08-10-2019'><meta name=source content='http://a.example'>正文", None);
    }

    #[test]
    fn an_author_the_page_does_not_name_is_an_account() {
        check("<meta name=author content=张三><p>记者 张三 李四</p>", Some("作者：张三"));
        check("<meta name=author content=张三><p>正文</p>", None);
        check("<meta name=author content=张三><p>正文</p><p>责任编辑：张三</p>", None);
    }

    #[test]
    fn json_ld() {
        let data = r#"{"@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","datePublished":"2023-11-02T09:12:00+08:00",
            "author":[{"@type":"Person","name":"张三"}]}]}"#;
        let page = format!("<script type='application/ld+json'>{data}</script><p>文/张三</p>");
        check(&page, Some("2023-11-02|作者：张三"));
        check("<script type='application/ld+json'>{\"datePublished\": 1}</script><p>正文</p>", None);
        check("<script>var date = '2023-11-02'</script><p>正文</p>", None);
    }

    #[test]
    fn a_title_stands_behind_the_name_of_its_site() {
        assert_eq!(behind_site("青禾全球資訊網-校園春耕演練擴大辦理"), Some("校園春耕演練擴大辦理"));
        assert_eq!(behind_site("青禾日报数字报-河滩上的新公园"), Some("河滩上的新公园"));
        assert_eq!(behind_site("青禾日报数字报-守着一盏灯 照亮一条路"), Some("守着一盏灯 照亮一条路"));
        for name in
            ["松溪县推进春耕-青禾网", "春耕论坛-松溪县人民政府门户网站", "青禾日报", "青禾网-要闻", ""]
        {
            assert_eq!(behind_site(name), None, "{name}");
        }
    }

    #[test]
    fn days() {
        assert_eq!(day("2023年2月2日").as_deref(), Some("2023-02-02"));
        assert_eq!(day("第12期 2023-02-02").as_deref(), Some("2023-02-02"));
        assert_eq!(day("1985-01-01 2023-02-02").as_deref(), Some("2023-02-02"));
        assert!(day("随笔 十一月 6th, 2009").is_none());
        assert!(day("2023年工作总结").is_none() && day("10-08 12:00").is_none());
        assert!(is_info("2019年09月11日01:53 某网 我有话说") && !is_info("某区推进2023年工作"));
    }
}
