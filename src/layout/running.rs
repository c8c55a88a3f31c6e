//! Running heads (页眉): the title of the compilation or of the article above the type area of each page.

use crate::document::{Article, Document};
use crate::layout::characters::Type;
use crate::layout::paragraph::type_of;
use crate::pages::{Flow, Place};
use crate::template::{RunningText, StyleName, Template};
use crate::units::Length;

/// The running heads of each article, on odd pages and on even ones; nothing if the template has none.
pub(crate) fn heads(document: &Document, template: &Template) -> Vec<[String; 2]> {
    let look = &template.running_head;
    if [look.odd, look.even] == [RunningText::None; 2] {
        return Vec::new();
    }
    let of = type_of(template.style(StyleName::RunningHead));
    let text = |article: &Article, which| match which {
        RunningText::None => String::new(),
        RunningText::Whole => document.title.clone().unwrap_or_default(),
        RunningText::Article => article.full_title(),
    };
    let heads = |article| {
        [look.odd, look.even].map(|which| one_line(text(article, which), of, template.text_width()))
    };
    document.articles.iter().map(heads).collect()
}

/// What does not fit into the line is left out; the whole title stands where it belongs.
fn one_line(mut text: String, of: Type, room: Length) -> String {
    const MORE: &str = "……";
    if of.width(&text) <= room {
        return text;
    }
    while !text.is_empty() && of.width(&text) + of.width(MORE) > room {
        text.pop();
    }
    text + MORE
}

/// Notes on each page whose running head it shows. A turned page shows none, since it would stand at the side of the text,
/// and neither does one without a number.
pub(crate) fn assign(flow: &mut Flow) {
    let mut current = 0;
    for page in &mut flow.pages {
        let first = page.lines.first().map(|line| &flow.paragraphs[line.paragraph]);
        if let Some(Place::Front { article } | Place::Block { article, .. }) =
            first.filter(|first| first.new_page).map(|first| first.place)
        {
            current = article;
        }
        page.headed = (!page.turned && !page.unnumbered && first.is_some()).then_some(current);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Role};
    use crate::layout::{Options, layout};
    use crate::template::builtin;

    fn template() -> Template {
        let mut template = builtin("huibian").unwrap();
        template.running_head.even = RunningText::Whole;
        template.running_head.odd = RunningText::Article;
        template
    }

    fn document(lines: [usize; 2]) -> Document {
        let block = Block { role: Role::Paragraph, text: "字".into(), line: 1 };
        let articles = lines.map(|lines| Article {
            title: vec![format!("{lines}行的文章").into()],
            blocks: vec![block.clone(); lines],
            ..Article::default()
        });
        let title = Some("汇编".to_owned());
        Document { title, compiled: true, articles: articles.to_vec(), ..Document::default() }
    }

    #[test]
    fn pages_show_the_head_of_their_article() {
        let pages = layout(&document([50, 5]), &template(), &Options { toc: true });
        assert_eq!(pages.heads, [["50行的文章", "汇编"], ["5行的文章", "汇编"]]);
        let headed = |flow: &Flow| flow.pages.iter().map(|page| page.headed).collect::<Vec<_>>();
        assert_eq!(headed(&pages.body), [Some(0), Some(0), Some(0), Some(1)]);
        assert!(headed(&pages.cover).into_iter().chain(headed(&pages.contents)).all(|page| page.is_none()));
        let without = layout(&document([50, 5]), &builtin("huibian").unwrap(), &Options { toc: true });
        assert!(without.heads.is_empty());
    }

    #[test]
    fn articles_may_begin_on_odd_pages() {
        let mut template = template();
        template.articles.odd_page = true;
        let pages = layout(&document([25, 5]), &template, &Options { toc: false });
        assert_eq!((pages.title_page(1), pages.body_count()), (Some(3), 3), "25 lines take two pages");
        let pages = layout(&document([5, 5]), &template, &Options { toc: false });
        assert_eq!(pages.title_page(1), Some(3));
        let silent: Vec<bool> = pages.body.pages.iter().map(|page| page.unnumbered).collect();
        assert_eq!(silent, [false, true, false]);
        assert_eq!(pages.body.pages[1].headed, None);
    }

    #[test]
    fn a_long_title_is_cut_to_one_line() {
        let of = type_of(template().style(StyleName::RunningHead));
        let cut = one_line("长".repeat(99), of, template().text_width());
        assert!(cut.ends_with("长……") && of.width(&cut) <= template().text_width());
        assert_eq!(one_line("短".to_owned(), of, template().text_width()), "短");
    }
}
