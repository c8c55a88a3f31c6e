//! The list of cues that leave a trace in the log.

use crate::diag::RuleId;

/// One cue of the structure that removes or rewrites text, or reports on it.
pub struct Cue {
    /// `group.name`.
    pub id: RuleId,
    /// What it does, in one line.
    pub summary: &'static str,
}

/// All cues that leave a trace in the log.
pub fn table() -> &'static [Cue] {
    TABLE
}

const TABLE: &[Cue] = &[
    Cue {
        id: "contents.dead",
        summary: "a table of contents copied with the text, whose page numbers are dead",
    },
    Cue { id: "footnote.lost", summary: "a footnote to something that was taken out of the text" },
    Cue {
        id: "info.line", summary: "来源, 发布时间 and 作者 lines, read into source, date and author"
    },
    Cue { id: "page.meta", summary: "date, source and author that only the markup of a page names" },
    Cue { id: "page.date", summary: "the date on the page and the one in its markup differ" },
    Cue {
        id: "captions.label", summary: "on pages: captions whose picture is not there: 图为…, … 摄"
    },
    Cue {
        id: "captions.scene",
        summary: "on pages: a sentence alone between long paragraphs that tells who does what where, as captions do, without its picture",
    },
    Cue {
        id: "page.dateline",
        summary: "on pages: source and date of the web page, where a document is signed and dated itself",
    },
    Cue { id: "credits.line", summary: "编辑, 责任编辑, 校对, 审核, 来源 lines at the end" },
    Cue { id: "title.repeated", summary: "the title once more above the text" },
    Cue { id: "title.unit", summary: "the unit in brackets behind a title" },
    Cue { id: "title.label", summary: "the label 标题： before a title" },
    Cue { id: "web.above", summary: "what the page has above the title: its name, menus" },
    Cue {
        id: "official.line",
        summary: "the head of an issued document (mark with its number) and its imprint (抄送, 印发), read into its elements",
    },
    Cue { id: "title.missing", summary: "no title was found" },
    Cue { id: "title.doubtful", summary: "another line could be the title as well" },
    Cue { id: "articles.number", summary: "第一篇： before the title of an article in a compilation" },
    Cue { id: "articles.title", summary: "the title of a compilation, above its articles" },
    Cue { id: "articles.glued", summary: "a second document may begin inside an article" },
    Cue { id: "numbering.gap", summary: "the numbers of the headings leave one out: 一、 三、" },
    Cue { id: "text.cut", summary: "the text ends in the middle of a sentence, or with a heading" },
    Cue { id: "signature.undated", summary: "a signature without a date" },
];
