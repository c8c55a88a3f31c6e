//! The elements that can be named, with their Chinese and English keys and the clause each comes from.

use crate::message;
use crate::message::{Message, near};

/// An element of a document, as a key of front matter, a side file or `--set`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the table below says what each is")]
pub enum Key {
    CopyNumber,
    Secrecy,
    Urgency,
    Mark,
    Number,
    Signer,
    Title,
    Subtitle,
    Byline,
    Recipient,
    Attachment,
    Signature,
    Date,
    Seal,
    Post,
    Note,
    Present,
    Excused,
    Observing,
    Guide,
    SentTo,
    Distribution,
    Copies,
    Issuer,
    Issued,
    Publisher,
    Published,
    Template,
}

/// What is known of a key.
pub struct Row {
    /// The key.
    pub key: Key,
    /// Its English name.
    pub name: &'static str,
    /// Its Chinese names, the standard's own first.
    pub chinese: &'static [&'static str],
    /// How messages call it.
    pub shown: Message,
    /// Where the standard speaks of it; empty for what is ours.
    pub clause: &'static str,
    /// An example of a value.
    pub example: &'static str,
    /// Whether it takes several values.
    pub several: bool,
}

/// Every key, in the order of the page.
pub const TABLE: &[Row] = &[
    row(Key::CopyNumber, "copy_number", &["份号"], message!("copy number"), "7.2.1", "000001", false),
    row(
        Key::Secrecy,
        "secrecy",
        &["密级和保密期限", "密级"],
        message!("secrecy"),
        "7.2.2",
        "机密★1年",
        false,
    ),
    row(Key::Urgency, "urgency", &["紧急程度"], message!("urgency"), "7.2.3", "特急", false),
    row(
        Key::Mark,
        "mark",
        &["发文机关标志", "发文机关"],
        message!("mark"),
        "7.2.4",
        "某市人民政府文件",
        true,
    ),
    row(
        Key::Number,
        "number",
        &["发文字号", "文号"],
        message!("document number"),
        "7.2.5",
        "某政发〔2026〕1号",
        false,
    ),
    row(Key::Signer, "signer", &["签发人"], message!("signer"), "7.2.6", "张三", true),
    row(
        Key::Title,
        "title",
        &["标题"],
        message!("title"),
        "7.3.1",
        "某市人民政府关于做好防汛工作的通知",
        true,
    ),
    row(Key::Subtitle, "subtitle", &["副标题"], message!("subtitle"), "", "——在全市大会上的讲话", true),
    row(Key::Byline, "byline", &["作者", "讲话人"], message!("byline"), "", "张三", false),
    row(
        Key::Recipient,
        "recipient",
        &["主送机关", "主送"],
        message!("recipient"),
        "7.3.2",
        "各区人民政府，市政府各部门",
        false,
    ),
    row(
        Key::Attachment,
        "attachment",
        &["附件说明", "附件"],
        message!("attachment"),
        "7.3.4",
        "任务清单",
        true,
    ),
    row(
        Key::Signature,
        "signature",
        &["发文机关署名", "署名"],
        message!("signature"),
        "7.3.5",
        "某市人民政府",
        true,
    ),
    row(Key::Date, "date", &["成文日期", "日期"], message!("date"), "7.3.5.4", "2026年8月1日", false),
    row(Key::Seal, "seal", &["印章"], message!("seal"), "7.3.5", "加盖", false),
    row(Key::Post, "post", &["签发人职务", "职务"], message!("post"), "7.3.5.3", "市长", true),
    row(Key::Note, "note", &["附注"], message!("note"), "7.3.6", "此件公开发布", false),
    row(Key::Present, "present", &["出席"], message!("present"), "10.3", "张三　李四", true),
    row(Key::Excused, "excused", &["请假"], message!("excused"), "10.3", "王五", true),
    row(Key::Observing, "observing", &["列席"], message!("observing"), "10.3", "赵六", true),
    row(
        Key::Guide,
        "guide",
        &["导读", "要目"],
        message!("what a briefing holds"),
        "",
        "某区抓好城区排涝",
        true,
    ),
    row(
        Key::SentTo,
        "sent_to",
        &["版记主送机关"],
        message!("recipient in the imprint"),
        "7.4.2",
        "各区人民政府",
        false,
    ),
    row(
        Key::Distribution,
        "distribution",
        &["分送", "报送"],
        message!("who receives a briefing or minutes"),
        "",
        "报：市委、市政府领导",
        true,
    ),
    row(
        Key::Copies,
        "copies",
        &["抄送机关", "抄送"],
        message!("copies"),
        "7.4.2",
        "市委办公室，市人大常委会办公室",
        false,
    ),
    row(Key::Issuer, "issuer", &["印发机关"], message!("issuer"), "7.4.3", "某市人民政府办公室", false),
    row(Key::Issued, "issued", &["印发日期"], message!("date of issue"), "7.4.3", "2026年8月2日", false),
    row(
        Key::Publisher,
        "publisher",
        &["编印单位", "汇编单位"],
        message!("publisher"),
        "",
        "某市人民政府办公室",
        true,
    ),
    row(
        Key::Published,
        "published",
        &["编印日期", "封面日期"],
        message!("date of the compilation"),
        "",
        "2026年8月",
        false,
    ),
    row(Key::Template, "template", &["模板"], message!("template"), "", "hongtou", false),
];

const fn row(
    key: Key,
    name: &'static str,
    chinese: &'static [&'static str],
    shown: Message,
    clause: &'static str,
    example: &'static str,
    several: bool,
) -> Row {
    Row { key, name, chinese, shown, clause, example, several }
}

impl Key {
    /// What is known of it.
    pub fn row(self) -> &'static Row {
        TABLE.iter().find(|row| row.key == self).expect("every key has a row")
    }

    /// What to say of a name no key has, with the key that was perhaps meant.
    pub fn unknown(name: &str) -> Message {
        let known = TABLE.iter().flat_map(|row| row.chinese.iter().copied().chain([row.name]));
        match near(name, known) {
            Some(near) => {
                message!("no element is called \"%{name}\"; did you mean %{near}?", name = name, near = near)
            }
            None => message!(
                "no element is called \"%{name}\"; docs/standard.md lists them, for example 发文字号 or number",
                name = name
            ),
        }
    }

    /// The key of this name, in either language.
    pub fn named(name: &str) -> Option<Key> {
        let name = name.trim();
        let found = TABLE.iter().find(|row| row.name == name || row.chinese.contains(&name));
        found.map(|row| row.key)
    }

    /// Whether other programs use it too, so that it alone does not make front matter ours.
    pub(crate) fn is_common(self) -> bool {
        matches!(self, Key::Title | Key::Subtitle | Key::Date | Key::Published | Key::Note | Key::Template)
    }
}
