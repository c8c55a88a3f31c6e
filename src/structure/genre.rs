//! Which type of document (文种) an article is: known by its title together with what such a document has, never by
//! one sign alone.

use crate::document::{Article, Block, Genre, Role};
use crate::lexicon::{kind, numbering, organ, salutation};
use crate::text::is_han;

/// The type of `article`; [`Genre::Article`] where the evidence does not do.
pub(crate) fn of(article: &Article) -> Genre {
    let title = bare_title(&article.title.concat());
    let signs = Signs::of(article);
    let genre = kind::of_title(&title).or_else(|| {
        let summary = title.contains("工作总结") || title.contains("年度总结");
        summary.then_some(Genre::Summary).or_else(|| title.contains("上的讲话").then_some(Genre::Speech))
    });
    match genre {
        Some(genre) if proves(genre, &title, &signs) => genre,
        _ if signs.statute => Genre::Statute,
        _ => Genre::Article,
    }
}

/// The title without what stands in brackets behind it.
fn bare_title(title: &str) -> String {
    kind::without_bracket(title)
        .chars()
        .filter(|c| is_han(*c) || c.is_alphanumeric() || "《》".contains(*c))
        .collect()
}

/// What an article has of the parts of official documents.
struct Signs {
    number: bool,
    recipient: bool,
    salutation: bool,
    signed: bool,
    statute: bool,
}

impl Signs {
    fn of(article: &Article) -> Signs {
        let has = |role: Role| article.blocks.iter().any(|block| block.role == role);
        let addressed = article.blocks.iter().find(|block| block.role == Role::Recipient);
        let salutation = addressed.is_some_and(|block| salutation::is_spoken(&block.text));
        Signs {
            number: has(Role::Number),
            recipient: addressed.is_some() && !salutation,
            salutation,
            signed: has(Role::Signature) && has(Role::Date),
            statute: counts_articles(article),
        }
    }
}

/// Whether the text is counted by 第一条, 第二条, 第三条, or stands in chapters whose paragraphs are numbered clauses.
fn counts_articles(article: &Article) -> bool {
    // Three articles in their order are no accident; a text that cites 第一条 and 第二条 of a law is common. One chapter alone may
    // be a part of a report.
    const ENOUGH: u32 = 3;
    const CHAPTERS: usize = 2;
    let attached = article.blocks.iter().position(|block| block.role == Role::AttachmentTitle);
    let own = &article.blocks[..attached.unwrap_or(article.blocks.len())];
    let mut next = 1;
    for block in own {
        next += u32::from(numbering::article_number(&block.text) == Some(next));
    }
    let of_rank =
        |block: &&Block, rank: u8| numbering::marker(&block.text).is_some_and(|marker| marker.rank == rank);
    let chapters =
        own.iter().filter(|block| matches!(block.role, Role::Heading(_)) && of_rank(block, 0)).count();
    let clauses = own.iter().filter(|block| block.role == Role::Paragraph && of_rank(block, 2)).count();
    next > ENOUGH || chapters >= CHAPTERS && clauses >= CHAPTERS
}

/// Whether the other signs bear out what the title says.
fn proves(genre: Genre, title: &str, signs: &Signs) -> bool {
    let about = title.contains("关于");
    let formal =
        [about, signs.number, signs.recipient, signs.signed].into_iter().filter(|sign| *sign).count();
    match genre {
        Genre::Speech => signs.salutation || title.contains("上的"),
        Genre::Statute => signs.statute,
        Genre::Minutes | Genre::Summary => title.chars().count() >= 4,
        Genre::Plan => about || title.chars().count() >= 8,
        Genre::Report => {
            formal >= 1 || signs.salutation || title.ends_with("工作报告") || title.ends_with("汇报")
        }
        Genre::Order => formal >= 2 || organ::is_name(title.trim_end_matches('令')),
        Genre::Letter | Genre::Announcement | Genre::PublicNotice => formal >= 1,
        _ => formal >= 2 || about && signs.statute || about && formal >= 1 && title.chars().count() >= 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, blocks: &[(Role, &str)], expected: Genre) {
        let blocks =
            blocks.iter().map(|(role, text)| Block { role: *role, text: (*text).into(), line: 1 }).collect();
        let article = Article { title: vec![title.into()], blocks, ..Article::default() };
        assert_eq!(of(&article), expected, "{title}");
    }

    #[test]
    fn types_have_their_parts() {
        use Role::{Date, Paragraph, Recipient, Signature};
        check("关于做好防汛工作的通知", &[(Recipient, "各乡镇："), (Paragraph, "请执行。")], Genre::Notice);
        check(
            "关于规划的批复",
            &[(Recipient, "县局："), (Signature, "县政府"), (Date, "2023年5月1日")],
            Genre::Reply,
        );
        check("在全市大会上的讲话", &[(Recipient, "同志们：")], Genre::Speech);
        check("某局2022年工作总结及2023年打算", &[(Paragraph, "一年来。")], Genre::Summary);
        check("某县政府常务会议纪要", &[(Paragraph, "会议指出。")], Genre::Minutes);
        check(
            "项目管理办法（试行）",
            &[(Paragraph, "第一条 甲。"), (Paragraph, "第二条 乙。"), (Paragraph, "第三条 丙。")],
            Genre::Statute,
        );
    }

    #[test]
    fn a_word_alone_proves_nothing() {
        use Role::Paragraph;
        check("家长收到一份特殊的通知", &[(Paragraph, "昨天，记者获悉。")], Genre::Article);
        check("村民想出好办法", &[(Paragraph, "昨天，记者获悉。")], Genre::Article);
        check("网友提出不同意见", &[(Paragraph, "昨天，记者获悉。")], Genre::Article);
    }
}
