//! Where a reading is uncertain, or the text itself looks damaged: findings that tell a clerk where to look.

use crate::diag::{Log, Severity};
use crate::document::{Article, Block, Role};
use crate::lexicon::label;
use crate::lexicon::numbering::{self, Marker};
use crate::lexicon::sentence::ends_sentence;
use crate::message;
use crate::structure::clauses::groups;
use crate::text::letters;

/// Reports what is doubtful about `article`.
pub(crate) fn report(log: &mut Log, article: &Article) {
    gaps(log, &article.blocks);
    cut(log, &article.blocks);
    undated(log, &article.blocks);
    glued(log, &article.blocks);
}

/// Headings whose numbers leave one out, and 第…条 that do.
fn gaps(log: &mut Log, blocks: &[Block]) {
    let counted = |block: &Block| matches!(block.role, Role::Heading(_) | Role::RunIn(_));
    let markers: Vec<Option<Marker>> =
        blocks.iter().map(|block| numbering::marker(&block.text).filter(|_| counted(block))).collect();
    for rank in 0..numbering::RANKS {
        for group in groups(&markers, rank) {
            for pair in group.windows(2) {
                let (from, to) = (ordinal(&markers, pair[0]), ordinal(&markers, pair[1]));
                if to > from + 1 {
                    gap(log, &blocks[pair[0]], &blocks[pair[1]], to - from - 1);
                }
            }
        }
    }
    let clauses: Vec<(&Block, u32)> =
        blocks.iter().filter_map(|block| Some((block, numbering::article_number(&block.text)?))).collect();
    for pair in clauses.windows(2) {
        if pair[1].1 > pair[0].1 + 1 {
            gap(log, pair[0].0, pair[1].0, pair[1].1 - pair[0].1 - 1);
        }
    }
}

fn ordinal(markers: &[Option<Marker>], i: usize) -> u32 {
    markers[i].map_or(0, |marker| marker.ordinal)
}

fn gap(log: &mut Log, above: &Block, below: &Block, missing: u32) {
    let start = |block: &Block| block.text.chars().take(6).collect::<String>();
    let message = message!(
        "numbers missing between \"%{above}\" and \"%{below}\": %{missing}; look for lost text",
        above = start(above),
        below = start(below),
        missing = missing
    );
    log.found("numbering.gap", Severity::Warning, below.line, message);
}

/// A text that stops before its last sentence does.
fn cut(log: &mut Log, blocks: &[Block]) {
    // A shorter last line is a signature that was not seen, a motto or 谢谢大家.
    const SHORTEST: usize = 15;
    let text = |block: &&Block| {
        matches!(block.role, Role::Heading(_) | Role::RunIn(_) | Role::Paragraph | Role::Item | Role::Quote)
    };
    let end =
        |block: &&Block| matches!(block.role, Role::Signature | Role::Date | Role::Attachment | Role::Table);
    let Some(last) = blocks.iter().rfind(|block| text(block) || end(block)).filter(text) else { return };
    let message = match last.role {
        Role::Heading(_) => message!("the text ends with a heading; what stood under it may be lost"),
        _ if label::is_attendance(&last.text) || tells(&last.text) => return,
        _ if !ends_sentence(&last.text) && last.text.chars().count() >= SHORTEST => {
            message!("the text ends in the middle of a sentence; compare it with the page")
        }
        _ => return,
    };
    log.found("text.cut", Severity::Warning, last.line, message);
}

/// Whether a line is a label and what stands behind it, which has no stop: `联系电话：0551-6239988`.
fn tells(text: &str) -> bool {
    // 联系人及联系电话 has eight characters.
    const LABEL: usize = 8;
    text.chars().take(LABEL + 1).any(|c| matches!(c, '：' | ':')) && !text.contains('，')
}

/// A signature that no date follows (GB/T 9704-2012 7.3.5).
fn undated(log: &mut Log, blocks: &[Block]) {
    let signed = blocks.iter().rfind(|block| block.role == Role::Signature);
    let dated = blocks.iter().any(|block| block.role == Role::Date);
    if let Some(signature) = signed.filter(|_| !dated) {
        let message = message!("the signature has no date; add the date of the document");
        log.found("signature.undated", Severity::Warning, signature.line, message);
    }
}

/// A title below a date that neither an attachment nor the text right above has announced.
fn glued(log: &mut Log, blocks: &[Block]) {
    // Titles of attachments are named some lines above; farther up the same words are another mention.
    const REACH: usize = 40;
    let attached = blocks
        .iter()
        .position(|block| matches!(block.role, Role::Attachment | Role::AttachmentLabel))
        .unwrap_or(blocks.len());
    for (i, block) in blocks.iter().enumerate().filter(|(_, block)| block.role == Role::AttachmentTitle) {
        let title = letters(&block.text);
        let names =
            |above: &Block| above.text.contains("印发给你们") || letters(&above.text).contains(&title);
        if attached > i && !blocks[i.saturating_sub(REACH)..i].iter().any(names) {
            let message = message!(
                "a document of its own may begin with \"%{title}\"; split the file there if it does",
                title = block.text.as_str()
            );
            log.found("articles.glued", Severity::Warning, block.line, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(blocks: &[(Role, &str)], expected: &[(&str, u32)]) {
        let blocks =
            (1..).zip(blocks).map(|(line, (role, text))| Block { role: *role, text: (*text).into(), line });
        let article = Article { blocks: blocks.collect(), ..Article::default() };
        let mut log = Log::new();
        report(&mut log, &article);
        let seen: Vec<_> = log.findings().iter().map(|found| (&*found.rule, found.line)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn doubts_have_their_place() {
        use Role::{AttachmentTitle, Date, Heading, Paragraph, Signature};
        check(
            &[(Heading(1), "一、甲"), (Paragraph, "文。"), (Heading(1), "三、乙"), (Paragraph, "文。")],
            &[("numbering.gap", 3)],
        );
        check(&[(Paragraph, "第一条 甲。"), (Paragraph, "第四条 乙。")], &[("numbering.gap", 2)]);
        check(&[(Paragraph, "我们将进一步提高认识，加强领导，落实")], &[("text.cut", 1)]);
        check(&[(Paragraph, "联系电话及传真：0551-6239988、6239989")], &[]);
        check(&[(Paragraph, "会议要求：各乡镇进一步提高认识，加强领导，落实")], &[("text.cut", 1)]);
        check(&[(Paragraph, "文。"), (Heading(1), "一、甲")], &[("text.cut", 2)]);
        check(&[(Paragraph, "文。"), (Signature, "某局")], &[("signature.undated", 2)]);
        check(
            &[
                (Paragraph, "文。"),
                (Date, "2023年5月1日"),
                (AttachmentTitle, "某某方案"),
                (Paragraph, "文。"),
            ],
            &[("articles.glued", 3)],
        );
    }

    #[test]
    fn what_is_in_order_is_not_reported() {
        use Role::{AttachmentTitle, Date, Heading, Paragraph, Signature};
        check(
            &[
                (Heading(1), "一、甲"),
                (Heading(2), "（一）甲"),
                (Paragraph, "文。"),
                (Heading(1), "二、乙"),
                (Heading(2), "（一）乙"),
                (Paragraph, "现将《某某方案》印发给你们。"),
                (Signature, "某局"),
                (Date, "2023年5月1日"),
                (AttachmentTitle, "某某方案"),
                (Paragraph, "文。"),
            ],
            &[],
        );
    }
}
