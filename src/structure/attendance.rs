//! Who was there, at the end of minutes: 出席, 请假, 列席 (GB/T 9704-2012 10.3).

use crate::document::{Block, Document, Genre, Role};
use crate::lexicon::{kind, label};

/// Reads the lines with names that close the text of minutes.
pub(crate) fn mark(document: &mut Document) {
    let marked = document.official.mark.last().is_some_and(|mark| kind::is_of_minutes(mark));
    for article in &mut document.articles {
        if !marked && article.genre != Genre::Minutes {
            continue;
        }
        let names = |block: &Block| {
            matches!(block.role, Role::Paragraph | Role::Item | Role::Note)
                && label::is_attendance(&block.text)
        };
        let closing = |block: &Block| {
            matches!(block.role, Role::Signature | Role::Date | Role::Note) || label::is_recorder(&block.text)
        };
        let blocks = article.blocks.iter_mut().rev().skip_while(|block| closing(block) && !names(block));
        let names = blocks.take_while(|block| names(block));
        names.for_each(|block| block.role = Role::Attendance);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Article, Official};

    fn roles(mark: &str, texts: &[&str]) -> Vec<Role> {
        let aside = |text: &str| text.starts_with(['请', '记']);
        let role = |text: &str| if aside(text) { Role::Note } else { Role::Paragraph };
        let block = |text: &&str| Block { role: role(text), text: (*text).into(), line: 1 };
        let article = Article { blocks: texts.iter().map(block).collect(), ..Article::default() };
        let official = Official { mark: vec![mark.to_owned()], ..Official::default() };
        let mut document = Document { articles: vec![article], official, ..Document::default() };
        super::mark(&mut document);
        document.articles[0].blocks.iter().map(|block| block.role).collect()
    }

    #[test]
    fn names_close_minutes_and_nothing_else() {
        let texts = ["会议指出，要抓好防汛。", "出席：甲　乙", "请假：丙", "列席人员：丁"];
        let (text, names) = (Role::Paragraph, Role::Attendance);
        assert_eq!(roles("某市人民政府常务会议纪要", &texts), [text, names, names, names]);
        assert_eq!(roles("某市人民政府文件", &texts), [text, text, Role::Note, text]);
        let recorded = ["会议指出，要抓好防汛。", "出席：甲　乙", "请假：丙", "记录：丁"];
        assert_eq!(roles("某局办公会议纪要", &recorded), [text, names, names, Role::Note]);
        assert_eq!(roles("某局办公会议纪要", &["出席：甲　乙", "会议指出，要抓好防汛。"]), [text; 2]);
    }
}
