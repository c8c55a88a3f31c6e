//! Which column of a table holds what: by its name, or by what stands in it.

use crate::error::Result;
use crate::message;
use crate::message::{Message, names};
use crate::text::{is_han, simplified};

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The title.
    Title,
    /// The text.
    Text,
    /// The date.
    Date,
    /// The source.
    Source,
    /// The author.
    Author,
}

impl Column {
    /// All of them.
    pub const ALL: [Column; 5] = [Column::Title, Column::Text, Column::Date, Column::Source, Column::Author];

    /// What a record calls it.
    pub fn name(self) -> &'static str {
        ["title", "text", "date", "source", "author"][self as usize]
    }

    /// Names columns have in files people made and programs scraped; those that say it best first.
    fn known(self) -> &'static str {
        match self {
            Column::Title => "title 标题 文章标题 新闻标题 题目 题名 headline subject",
            Column::Text => {
                "content 正文 内容 文章内容 新闻内容 正文内容 全文 text body html article articlebody contenthtml contenttext fulltext \
                 maintext encoded description summary"
            }
            Column::Date => {
                "date 日期 发布日期 发布时间 成文日期 时间 发表时间 published publishdate publishtime publishedat pubdate pubtime \
                 datepublished createdat created updated"
            }
            Column::Source => "source 来源 信息来源 文章来源 媒体 发布机构 media site sitename publisher",
            Column::Author => "author 作者 authors creator byline 记者 撰稿人",
        }
    }
}

/// The names `--columns` takes for what a column holds.
pub const NAMES: &str = "title 标题 text 正文 date 日期 source 来源 author 作者";

/// The columns somebody named: what they hold, and their headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted(Vec<(Column, String)>);

impl Wanted {
    /// Whether any column is named.
    pub(super) fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// `text=content,标题=name`.
    ///
    /// # Errors
    /// A message saying which part is wrong.
    pub fn parse(given: &str) -> std::result::Result<Wanted, Message> {
        let mut wanted = Vec::new();
        for part in given.split([',', '，']).filter(|part| !part.trim().is_empty()) {
            let (what, heading) = part.split_once('=').unwrap_or((part, ""));
            let at = NAMES.split(' ').position(|name| name == what.trim());
            match at.filter(|_| !heading.trim().is_empty()) {
                Some(at) => wanted.push((Column::ALL[at / 2], heading.trim().to_owned())),
                None => {
                    return Err(message!(
                        "--columns \"%{part}\" does not name a column; write for example text=content,title=name, with %{names} on the left",
                        part = part,
                        names = NAMES
                    ));
                }
            }
        }
        Ok(Wanted(wanted))
    }
}

/// Where in a row what stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns([Option<usize>; 5]);

impl Columns {
    /// The column that holds `what`.
    pub(super) fn of(&self, what: Column) -> Option<usize> {
        self.0[what as usize]
    }

    /// Finds the columns of a table with these headings, whose first rows are `rows`.
    ///
    /// # Errors
    /// An error when no column holds texts, or one that was named is missing.
    pub(super) fn find(headings: &[String], rows: &[Vec<String>], wanted: &Wanted) -> Result<Columns> {
        let mut columns = Columns::default();
        for (what, heading) in &wanted.0 {
            let at = headings.iter().position(|known| plain(known) == plain(heading));
            columns.0[*what as usize] = Some(at.ok_or_else(|| missing(heading, headings))?);
        }
        for what in Column::ALL {
            if columns.of(what).is_none() {
                let known = |name: &str| (0..headings.len()).find(|&i| plain(&headings[i]) == name);
                let free = |at: &usize| !columns.0.contains(&Some(*at));
                columns.0[what as usize] = what.known().split_whitespace().filter_map(known).find(free);
            }
        }
        if columns.of(Column::Text).is_none_or(|at| wanted.0.is_empty() && mean(rows, at) < FEWEST) {
            columns.by_content(headings.len(), rows);
        }
        if columns.of(Column::Text).is_none() {
            return Err(super::without_texts());
        }
        Ok(columns)
    }

    /// Whether the heading of the column of texts says that it is one.
    pub(super) fn is_named(&self, headings: &[String]) -> bool {
        let heading = self.of(Column::Text).and_then(|at| headings.get(at)).map(|heading| plain(heading));
        heading.is_some_and(|heading| Column::Text.known().split_whitespace().any(|name| name == heading))
    }

    /// The column with the longest cells is the text; the first with cells of the length of titles is the title.
    fn by_content(&mut self, count: usize, rows: &[Vec<String>]) {
        let free = |columns: &Columns, at: usize| {
            let held = columns.0.iter().position(|held| *held == Some(at));
            held.is_none_or(|held| held == Column::Text as usize)
        };
        let longest = (0..count).filter(|&at| free(self, at)).max_by_key(|&at| (mean(rows, at), count - at));
        self.0[Column::Text as usize] = longest.filter(|&at| mean(rows, at) >= FEWEST);
        if self.of(Column::Title).is_none() {
            let is_title = |at: &usize| {
                free(self, *at)
                    && self.of(Column::Text) != Some(*at)
                    && (5..=60).contains(&mean(rows, *at))
                    && rows
                        .iter()
                        .filter_map(|row| row.get(*at))
                        .all(|cell| cell.is_empty() || cell.contains(is_han))
            };
            self.0[Column::Title as usize] = (0..count).find(is_title);
        }
    }

    /// Which column was taken for what, and which for nothing.
    pub(super) fn told(&self, headings: &[String]) -> Message {
        let taken = Column::ALL.iter().filter_map(|what| {
            let heading = headings.get(self.of(*what)?)?;
            Some(format!("{} = {heading}", what.name()))
        });
        let left: Vec<&str> = (0..headings.len())
            .filter(|at| !self.0.contains(&Some(*at)))
            .map(|at| headings[at].as_str())
            .collect();
        let taken = names(taken);
        match left.is_empty() {
            true => message!("columns: %{taken}", taken = taken),
            false => message!(
                "columns: %{taken}; not in the documents: %{left}",
                taken = taken,
                left = names(left)
            ),
        }
    }
}

/// Characters a cell of texts has on average, at least: a paragraph.
const FEWEST: usize = 30;

/// Characters in the cells of a column, on average over those that hold something.
fn mean(rows: &[Vec<String>], at: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.trim().is_empty());
    let (count, all) = cells.fold((0, 0), |(count, all), cell| (count + 1, all + cell.chars().count()));
    all / usize::max(count, 1)
}

/// A heading without what does not matter in it: `Publish_Time`, `發布時間 `.
pub(super) fn plain(heading: &str) -> String {
    let letters = heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.map(simplified).collect()
}

fn missing(heading: &str, headings: &[String]) -> crate::error::Error {
    crate::error::Error::NotText {
        what: message!("data without a column \"%{heading}\"", heading = heading),
        advice: message!("use one of %{headings}", headings = names(headings)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_the_cells_of_a_column_are_is_told_by_those_that_hold_something() {
        let rows = |cells: &[&str]| -> Vec<Vec<String>> {
            cells.iter().map(|cell| vec![(*cell).to_owned()]).collect()
        };
        assert_eq!(mean(&rows(&["甲乙", "", "甲乙丙丁", " "]), 0), 3);
        assert_eq!((mean(&rows(&[""]), 0), mean(&rows(&["甲"]), 1), mean(&[], 0)), (0, 0, 0));
    }

    #[test]
    fn a_column_of_texts_is_named_by_its_heading() {
        let columns =
            |text: usize| Columns(std::array::from_fn(|at| (at == Column::Text as usize).then_some(text)));
        let headings = ["序号".to_owned(), "正文 ".to_owned(), "说法".to_owned()];
        assert!(columns(1).is_named(&headings));
        assert!(!columns(2).is_named(&headings) && !columns(9).is_named(&headings));
    }
}
