//! Tables and lists of scraped articles: a text a row.

use std::path::Path;

use serde_json::{Map, Value};

use crate::bundle::columns::{Column, Columns, Wanted};
use crate::bundle::{Member, Told, serial, without_texts};
use crate::error::{Error, Result};
use crate::extract;
use crate::message;

/// Rows that are looked at to find the columns.
const SAMPLE: usize = 200;

/// Gives the rows of a table of commas, tabs or semicolons, whichever parts its first row most.
pub(super) fn of_rows(
    text: &str,
    wanted: &Wanted,
    take: &mut dyn FnMut(Member) -> Result<()>,
) -> Result<Told> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| without_texts())?;
        rows.push(record.iter().map(str::to_owned).collect());
    }
    of_cells(rows, wanted, take)
}

/// Gives rows of which the first may hold the headings.
pub(super) fn of_cells(
    mut rows: Vec<Vec<String>>,
    wanted: &Wanted,
    take: &mut dyn FnMut(Member) -> Result<()>,
) -> Result<Told> {
    if rows.is_empty() {
        return Err(Error::Empty);
    }
    // A first row with a text in it has no headings.
    let headed = rows[0].iter().all(|cell| cell.chars().count() <= HEADING);
    let headings = match headed {
        true => rows.remove(0),
        false => (1..=rows[0].len()).map(|n| n.to_string()).collect(),
    };
    given(&headings, rows, wanted, take)
}

/// How many rows of a sheet stand above that of its headings: a title over all columns.
pub(super) fn above(rows: &[Vec<String>]) -> usize {
    let above = rows.iter().take_while(|row| filled(row) < 2).count();
    if above < rows.len() { above } else { 0 }
}

/// Whether the rows of a sheet are articles and not those of a table: the heading of a column says so, or most cells of it are texts.
pub(super) fn is_list(rows: &[Vec<String>], wanted: &Wanted) -> bool {
    let Some((headings, rows)) = rows.split_first() else { return false };
    let rows = &rows[..rows.len().min(SAMPLE)];
    let Ok(columns) = Columns::find(headings, rows, wanted) else { return wanted.any() };
    if wanted.any() {
        return true;
    }
    let Some(at) = columns.of(Column::Text) else { return false };
    let texts: Vec<usize> = rows
        .iter()
        .filter_map(|row| row.get(at))
        .map(|cell| cell.trim().chars().count())
        .filter(|count| *count > 0)
        .collect();
    let all: usize = texts.iter().sum();
    let is_long = all >= ARTICLE * texts.len();
    let headed = headings.iter().all(|cell| cell.chars().count() <= HEADING);
    (columns.of(Column::Title).is_some() || is_long)
        && (columns.is_named(headings) || headed && texts.len() * 2 > rows.len())
}

/// Characters of an article without a title, on average at least: what has to be done stands in tables in sentences of some thirty, and the
/// shortest notices people scrape have more than a hundred.
const ARTICLE: usize = 100;

/// How many cells of a row say something.
pub(super) fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// Characters of the longest heading of a column; a paragraph is longer.
const HEADING: usize = 30;

fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|b| *b == sign).count();
    [b',', b'\t', b';'].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',')
}

/// Gives the objects of a list, wherever in the data it stands, or of lines.
pub(super) fn of_json(
    text: &str,
    wanted: &Wanted,
    take: &mut dyn FnMut(Member) -> Result<()>,
) -> Result<Told> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let values = match serde_json::from_str::<Value>(text) {
        Ok(value) if is_own(&value) => return Err(own()),
        Ok(value) => list_in(value, 0).unwrap_or_default(),
        Err(_) => lines(text)?,
    };
    let objects: Vec<Map<String, Value>> = values
        .into_iter()
        .filter_map(|value| if let Value::Object(object) = value { Some(object) } else { None })
        .collect();
    let mut headings: Vec<String> = Vec::new();
    for key in objects.iter().take(SAMPLE).flat_map(Map::keys) {
        if !headings.contains(key) {
            headings.push(key.clone());
        }
    }
    let row = |object: &Map<String, Value>| headings.iter().map(|key| cell(object.get(key))).collect();
    let rows: Vec<Vec<String>> = objects.iter().map(row).collect();
    given(&headings, rows, wanted, take)
}

/// A document of this program as data is no input.
fn is_own(value: &Value) -> bool {
    value.get("format").and_then(Value::as_str).is_some_and(|format| format.starts_with("chengwen."))
}

fn own() -> Error {
    Error::NotText {
        what: message!("a document as data, which chengwen wrote"),
        advice: message!("give the text it was made of"),
    }
}

/// An object on each line.
fn lines(text: &str) -> Result<Vec<Value>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let values = lines.enumerate().map(|(at, line)| {
        serde_json::from_str(line).map_err(|error| Error::NotText {
            what: message!(
                "data (JSON) with a fault in object %{number}: %{error}",
                number = at + 1,
                error = error.to_string()
            ),
            advice: message!("fetch it again, or correct it"),
        })
    });
    values.collect()
}

/// The longest list of objects in `value`; an object that stands alone is a list of one.
fn list_in(value: Value, depth: usize) -> Option<Vec<Value>> {
    // `{"data": {"list": […]}}`, as programs answer.
    const DEEPEST: usize = 4;
    match value {
        Value::Array(values) => Some(values),
        Value::Object(object) if depth < DEEPEST => {
            let alone = Value::Object(object.clone());
            let nested = |value: &Value| value.is_array() || value.is_object();
            let inside = object.into_iter().filter(|(_, value)| nested(value));
            let lists = inside.filter_map(|(_, value)| list_in(value, depth + 1));
            let objects = |list: &Vec<Value>| list.iter().filter(|value| value.is_object()).count();
            let longest = lists.filter(|list| objects(list) > 1).max_by_key(objects);
            longest.or_else(|| Some(vec![alone]))
        }
        _ => None,
    }
}

/// A value as a cell: a list of words with 、 between them, one of paragraphs a line each.
fn cell(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(values)) => {
            let parts: Vec<String> = values.iter().map(|value| cell(Some(value))).collect();
            let long = parts.iter().any(|part| part.chars().count() > HEADING);
            parts.join(if long { "\n" } else { "、" })
        }
        Some(Value::Bool(value)) => value.to_string(),
        Some(Value::Object(object)) => {
            // `{"rendered": "<p>…"}` of WordPress; else all that is in it, which is as deep as data may be.
            const TEXTS: [&str; 7] = ["name", "#text", "rendered", "html", "text", "value", "content"];
            let named = TEXTS.iter().find_map(|key| object.get(*key)).map(|value| cell(Some(value)));
            let all = || {
                let parts: Vec<String> = object.values().map(|value| cell(Some(value))).collect();
                let long = parts.iter().any(|part| part.chars().count() > HEADING);
                parts.join(if long { "\n" } else { "、" })
            };
            named.filter(|text| !text.is_empty()).unwrap_or_else(all)
        }
        _ => String::new(),
    }
}

/// Finds the columns and gives a text for each row that has one.
pub(super) fn given(
    headings: &[String],
    mut rows: Vec<Vec<String>>,
    wanted: &Wanted,
    take: &mut dyn FnMut(Member) -> Result<()>,
) -> Result<Told> {
    let columns = Columns::find(headings, &rows[..rows.len().min(SAMPLE)], wanted)?;
    if let Some(at) = columns.of(Column::Date) {
        for cell in rows.iter_mut().filter_map(|row| row.get_mut(at)) {
            *cell = serial::day(cell).unwrap_or_else(|| std::mem::take(cell));
        }
    }
    let mut told = Told { columns: Some(columns.told(headings)), left: Vec::new(), ..Told::default() };
    let width = rows.len().to_string().len();
    for (row, number) in rows.iter().zip(1..) {
        let of =
            |what| columns.of(what).and_then(|at| row.get(at)).map(|cell| cell.trim()).unwrap_or_default();
        if of(Column::Text).is_empty() {
            told.left.push((number_of(number, width), message!("it has no text")));
            continue;
        }
        take(member(&number_of(number, width), of))?;
    }
    Ok(told)
}

fn number_of(number: usize, width: usize) -> String {
    format!("{number:0width$}")
}

/// A row as an input: a page if its text has tags, else a text under a record.
fn member<'r>(number: &str, of: impl Fn(Column) -> &'r str) -> Member {
    let (title, text) = (of(Column::Title), of(Column::Text));
    let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = format!("{number} {}", title.replace('/', " "));
    let fields = [Column::Date, Column::Source, Column::Author].map(|what| (what.name(), of(what)));
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
    if extract::detect(text, Some(Path::new("a.html"))).is_page() {
        let bytes = page(&title, fields, text).into_bytes();
        return Member { name: format!("{}.html", name.trim()), bytes };
    }
    let mut input = String::new();
    let titled = Some(("title", title.as_str())).filter(|(_, title)| !title.is_empty());
    for (key, value) in titled.into_iter().chain(fields) {
        input.push_str(&format!("{key}: {}\n", value.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    if !input.is_empty() {
        input = format!("---\n{input}---\n\n");
    }
    Member { name: format!("{}.txt", name.trim()), bytes: (input + text).into_bytes() }
}

/// A page around a text with tags, which says of itself what the row says.
fn page<'r>(title: &str, fields: impl Iterator<Item = (&'static str, &'r str)>, text: &str) -> String {
    let safe = |text: &str| html_escape::encode_double_quoted_attribute(text).into_owned();
    let meta = fields.map(|(key, value)| {
        let name = match key {
            "date" => "publishdate",
            key => key,
        };
        format!("<meta name=\"{name}\" content=\"{}\">", safe(value))
    });
    let heading = if title.is_empty() || text.contains(title) {
        String::new()
    } else {
        format!("<h1>{}</h1>", safe(title))
    };
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{}</title>{}</head><body>{heading}\n{text}\n</body></html>",
        safe(title),
        meta.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "春分前后，各地抓住农时推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难，进度快于往年。";

    #[test]
    fn rows_of_a_sheet_are_articles_or_those_of_a_table() {
        let (none, long) = (Wanted::default(), TEXT.repeat(3));
        let rows = |cells: &[[&str; 2]]| -> Vec<Vec<String>> {
            cells.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
        };
        for (cells, expected) in [
            (&[["标题", "正文"], ["关于春耕的情况", TEXT]][..], true),
            (&[["序号", "内容"], ["1", &long]], true),
            // What has to be done stands in sentences, and has no title.
            (&[["序号", "内容"], ["1", TEXT]], false),
            (&[["地区", "面积"], ["甲县", "三亩"]], false),
            (
                &[
                    ["事项", "说法"],
                    ["关于春耕的情况", &long],
                    ["关于夏收的情况", ""],
                    ["关于秋种的情况", ""],
                ],
                false,
            ),
            (&[["事项", "说法"], ["关于春耕的情况", &long], ["关于夏收的情况", &long]], true),
            (&[["关于春耕的情况", &long], ["关于夏收的情况", &long]], false),
        ] {
            assert_eq!(is_list(&rows(cells), &none), expected, "{cells:?}");
        }
        let wanted = Wanted::parse("正文=内容").unwrap();
        assert!(is_list(&rows(&[["序号", "内容"], ["1", TEXT]]), &wanted));
        assert!(!is_list(&[], &none));
        assert_eq!(above(&rows(&[["春耕", ""], ["", ""], ["标题", "正文"]])), 2);
        assert_eq!(above(&rows(&[["春耕", ""], ["甲", ""]])), 0);
    }

    type Read = fn(&str, &Wanted, &mut dyn FnMut(Member) -> Result<()>) -> Result<Told>;

    fn opened(read: Read, text: &str, wanted: &str) -> Result<(Vec<(String, String)>, Told)> {
        let mut members = Vec::new();
        let told = read(text, &Wanted::parse(wanted).unwrap(), &mut |member| {
            members.push((member.name, String::from_utf8(member.bytes).unwrap()));
            Ok(())
        })?;
        Ok((members, told))
    }

    #[track_caller]
    fn check(read: Read, text: &str, wanted: &str, expected: &[(&str, &str)], columns: &str) {
        let (members, told) = opened(read, text, wanted).unwrap();
        let members: Vec<(&str, &str)> =
            members.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(members, expected, "{text}");
        assert_eq!(told.columns.unwrap().to_string(), columns, "{text}");
    }

    #[test]
    fn columns_are_known_by_their_names() {
        let text = format!(
            "编号,標題,正文,發布時間,来源\n7,春耕,{TEXT},2025-03-01,某报\n8,\"夏收\",\"{TEXT}\n二\",,\n"
        );
        let expected = [
            ("1 春耕.txt", &*format!("---\ntitle: 春耕\ndate: 2025-03-01\nsource: 某报\n---\n\n{TEXT}")),
            ("2 夏收.txt", &*format!("---\ntitle: 夏收\n---\n\n{TEXT}\n二")),
        ];
        let told =
            "columns: title = 標題, text = 正文, date = 發布時間, source = 来源; not in the documents: 编号";
        check(of_rows, &text, "", &expected, told);
    }

    #[test]
    fn what_stands_deeper_in_an_object_is_read() {
        let object = |title: &str| {
            format!(
                "{{\"title\":{{\"rendered\":\"{title}\"}},\"content\":{{\"rendered\":\"{TEXT}\",\"protected\":false}},\"source\":{{\"a\":\"某报\",\"b\":[true]}}}}"
            )
        };
        let (members, _) = opened(of_json, &format!("[{},{}]", object("春耕"), object("夏收")), "").unwrap();
        assert_eq!(members.len(), 2);
        assert_eq!(members[0].0, "1 春耕.txt");
        assert!(
            members[0].1.contains("source: 某报、true") && members[0].1.ends_with(TEXT),
            "{}",
            members[0].1
        );
        assert!(!members[0].1.contains("false"), "{}", members[0].1);
    }

    #[test]
    fn columns_are_known_by_what_stands_in_them() {
        let text = format!("a\tb\tc\n1\t关于春耕的情况\t{TEXT}\n2\t关于夏收的情况\t{TEXT}\n");
        let expected = [
            ("1 关于春耕的情况.txt", &*format!("---\ntitle: 关于春耕的情况\n---\n\n{TEXT}")),
            ("2 关于夏收的情况.txt", &*format!("---\ntitle: 关于夏收的情况\n---\n\n{TEXT}")),
        ];
        check(of_rows, &text, "", &expected, "columns: title = b, text = c; not in the documents: a");
        let bare = format!("关于春耕的情况,{TEXT}\n");
        check(
            of_rows,
            &bare,
            "",
            &[("1 关于春耕的情况.txt", &format!("---\ntitle: 关于春耕的情况\n---\n\n{TEXT}"))],
            "columns: title = 1, text = 2",
        );
        // A summary is the text only where nothing longer is.
        let text = format!("title;summary;x\n题;短;{TEXT}\n");
        check(
            of_rows,
            &text,
            "",
            &[("1 题.txt", &format!("---\ntitle: 题\n---\n\n{TEXT}"))],
            "columns: title = title, text = x; not in the documents: summary",
        );
    }

    #[test]
    fn columns_that_are_named_count() {
        let text = format!("a,b\n短文。,{TEXT}\n");
        check(of_rows, &text, "text=a", &[("1.txt", "短文。")], "columns: text = a; not in the documents: b");
        assert!(opened(of_rows, &text, "text=c").is_err());
        assert!(opened(of_rows, "a,b\n1,2\n", "").is_err());
        assert!(Wanted::parse("正文=a，title=b").is_ok());
        for wrong in ["text", "text=", "what=a"] {
            assert!(Wanted::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn objects_are_found_wherever_they_stand() {
        let one =
            format!("{{\"title\":\"甲/乙\",\"content\":\"{TEXT}\",\"author\":[\"张三\",\"李四\"],\"n\":1}}");
        let two = format!("{{\"title\":\"丙\",\"content\":[\"{TEXT}\",\"{TEXT}\"]}}");
        let expected = [
            ("1 甲 乙.txt", &*format!("---\ntitle: 甲/乙\nauthor: 张三、李四\n---\n\n{TEXT}")),
            ("2 丙.txt", &*format!("---\ntitle: 丙\n---\n\n{TEXT}\n{TEXT}")),
        ];
        for text in [
            format!("[{one},{two}]"),
            format!("{one}\n\n{two}\n"),
            format!("{{\"code\":0,\"data\":{{\"tags\":[{{\"a\":1}}],\"list\":[{one},{two}]}}}}"),
        ] {
            let (members, _) = opened(of_json, &text, "").unwrap();
            let members: Vec<(&str, &str)> =
                members.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            assert_eq!(members, expected, "{text}");
        }
        assert_eq!(opened(of_json, &one, "").unwrap().0.len(), 1);
        for wrong in ["{\"format\":\"chengwen.document/1\"}", "[1,2]", "{\"a\":1", "", "{}"] {
            assert!(opened(of_json, wrong, "").is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_text_with_tags_is_a_page_that_says_what_the_row_says() {
        let text = format!(
            "title,content,author\n\"甲\"\"乙\",<p>{TEXT}</p>,张三\n丙,<h1>丙</h1><p>{TEXT}</p>,\n丁,,\n"
        );
        let (members, told) = opened(of_rows, &text, "").unwrap();
        assert_eq!(members[0].0, "1 甲\"乙.html");
        assert!(
            members[0].1.contains("<h1>甲&quot;乙</h1>")
                && members[0].1.contains("<meta name=\"author\" content=\"张三\">"),
            "{}",
            members[0].1
        );
        assert_eq!(members[1].1.matches("丙").count(), 2);
        assert_eq!(told.left[0].0, "3");
    }

    #[test]
    fn the_longest_list_of_an_answer_is_read_however_deep_it_stands() {
        let object = |title: &str| format!("{{\"title\":\"{title}\",\"content\":\"{TEXT}\",\"views\":12}}");
        let list = |titles: &[&str]| {
            format!("[{}]", titles.iter().map(|title| object(title)).collect::<Vec<_>>().join(","))
        };
        let names = |text: &str| -> Vec<String> {
            opened(of_json, text, "").unwrap().0.into_iter().map(|(name, _)| name).collect()
        };
        let two = ["1 春耕.txt", "2 夏收.txt"];
        let wrapped = |levels: usize| {
            let (open, close) = ("{\"data\":".repeat(levels), "}".repeat(levels));
            format!("{open}{}{close}", list(&["春耕", "夏收"]))
        };
        for levels in 0..=4 {
            assert_eq!(names(&wrapped(levels)), two, "{levels}");
        }
        // Deeper, programs answer nothing that is meant.
        assert!(opened(of_json, &wrapped(5), "").is_err() || names(&wrapped(5)) != two);
        let several = format!(
            "{{\"tags\":[\"甲\",\"乙\",\"丙\"],\"ads\":{},\"list\":{},\"hot\":{}}}",
            list(&["广告"]),
            list(&["春耕", "夏收"]),
            list(&["热点"])
        );
        assert_eq!(names(&several), two);
        assert_eq!(names(&object("春耕")), ["1 春耕.txt"]);
    }

    #[test]
    fn a_value_is_read_as_a_person_would_write_it() {
        let of = |json: &str| cell(Some(&serde_json::from_str::<Value>(json).unwrap()));
        let long = "字".repeat(31);
        for (json, expected) in [
            ("\"甲\"".to_owned(), "甲".to_owned()),
            ("12.5".to_owned(), "12.5".to_owned()),
            ("true".to_owned(), "true".to_owned()),
            ("null".to_owned(), String::new()),
            ("[\"甲\",\"乙\"]".to_owned(), "甲、乙".to_owned()),
            (format!("[\"甲\",\"{}\"]", &long[3..]), format!("甲、{}", &long[3..])),
            (format!("[\"甲\",\"{long}\"]"), format!("甲\n{long}")),
            ("{\"name\":\"某报\",\"id\":3}".to_owned(), "某报".to_owned()),
            ("{\"id\":3,\"at\":\"某地\"}".to_owned(), "3、某地".to_owned()),
            (format!("{{\"a\":\"{long}\",\"b\":\"乙\"}}"), format!("{long}\n乙")),
            (format!("{{\"a\":\"{}\",\"b\":\"乙\"}}", &long[3..]), format!("{}、乙", &long[3..])),
            ("{\"name\":\"\",\"b\":\"乙\"}".to_owned(), "、乙".to_owned()),
        ] {
            let found = of(&json);
            let mut parts: [Vec<&str>; 2] = [found.split('、').collect(), expected.split('、').collect()];
            // Objects do not say in which order their values stand.
            parts.iter_mut().for_each(|parts| parts.sort_unstable());
            assert_eq!(parts[0], parts[1], "{json}");
        }
    }
}
