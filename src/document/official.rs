//! What an issued document carries beside its text: the elements of head (版头) and imprint (版记), and how it is sealed.

use crate::lexicon::kind::PAPERS;

/// The elements of GB/T 9704-2012 that are no part of the text. What belongs to the text (recipients, signature, date,
/// notes, attachments) stands among the blocks of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Official {
    /// 份号, six digits (7.2.1).
    pub copy_number: Option<String>,
    /// 密级和保密期限, `机密★1年` (7.2.2).
    pub secrecy: Option<String>,
    /// 紧急程度 (7.2.3).
    pub urgency: Option<String>,
    /// 发文机关标志: one name, or several of which the last may end in 文件 (7.2.4).
    pub mark: Vec<String>,
    /// 发文字号, `国发〔2026〕1号` (7.2.5).
    pub number: Option<String>,
    /// What a briefing holds, on its first page: its heading (导读) and the titles (practice).
    pub guide: Vec<String>,
    /// 签发人, the names (7.2.6).
    pub signers: Vec<String>,
    /// How the document is sealed; the template decides if it is not said (7.3.5).
    pub seal: Option<Seal>,
    /// Recipients that were moved to the imprint, without label and stop (7.3.2, 7.4.2).
    pub sent_to: Option<String>,
    /// Who else receives a briefing or minutes, each with its label: `报：市委、市政府领导` (practice).
    pub distribution: Vec<String>,
    /// 抄送机关, without label and stop (7.4.2).
    pub copies: Option<String>,
    /// 印发机关 (7.4.3).
    pub issuer: Option<String>,
    /// 印发日期, `2026年8月1日` (7.4.3).
    pub issued: Option<String>,
}

/// How a document is sealed (7.3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seal {
    /// 加盖印章: room for the seals (7.3.5.1).
    Stamped,
    /// 不加盖印章 (7.3.5.2).
    None,
    /// 加盖签发人签名章: room for the stamp beside the post (7.3.5.3).
    Name,
}

impl Official {
    /// Whether the document carries none of this.
    pub fn is_empty(&self) -> bool {
        *self == Official::default()
    }

    /// Whether anything stands in the head.
    pub fn has_head(&self) -> bool {
        let one = [&self.copy_number, &self.secrecy, &self.urgency, &self.number];
        one.into_iter().any(Option::is_some) || !self.mark.is_empty() || !self.signers.is_empty()
    }

    /// Whether anything stands in the imprint.
    pub fn has_imprint(&self) -> bool {
        let one = [&self.sent_to, &self.copies, &self.issuer, &self.issued];
        one.into_iter().any(Option::is_some) || !self.distribution.is_empty()
    }

    /// The names of the mark, and the ending 文件 that several names share.
    pub fn joint_mark(&self) -> (Vec<&str>, &'static str) {
        let mut names: Vec<&str> = self.mark.iter().map(String::as_str).collect();
        let several = names.len() > 1;
        match names.last_mut() {
            Some(last) if several && last.ends_with(PAPERS) => {
                *last = last[..last.len() - PAPERS.len()].trim_end();
                names.retain(|name| !name.is_empty());
                (names, PAPERS)
            }
            _ => (names, ""),
        }
    }

    /// What is there, under the names of front matter (`docs/standard.md`).
    pub fn fields(&self) -> Vec<(&'static str, Vec<&str>)> {
        let fields = [
            ("copy_number", words(self.copy_number.as_slice())),
            ("secrecy", words(self.secrecy.as_slice())),
            ("urgency", words(self.urgency.as_slice())),
            ("mark", words(&self.mark)),
            ("number", words(self.number.as_slice())),
            ("signer", words(&self.signers)),
            ("guide", words(&self.guide)),
            ("sent_to", words(self.sent_to.as_slice())),
            ("distribution", words(&self.distribution)),
            ("copies", words(self.copies.as_slice())),
            ("issuer", words(self.issuer.as_slice())),
            ("issued", words(self.issued.as_slice())),
        ];
        let mut fields: Vec<_> = fields.into_iter().filter(|(_, texts)| !texts.is_empty()).collect();
        fields.extend(self.seal.map(|seal| ("seal", vec![seal.name()])));
        fields
    }

    /// Every piece of text, for those who count them.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.fields().into_iter().filter(|(name, _)| *name != "seal").flat_map(|(_, texts)| texts)
    }
}

fn words(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

impl Seal {
    /// Its name in front matter.
    pub fn name(self) -> &'static str {
        match self {
            Seal::Stamped => "stamped",
            Seal::None => "none",
            Seal::Name => "name",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(mark: &[&str], names: &[&str], ending: &str) {
        let mark = mark.iter().map(|name| (*name).to_owned()).collect();
        let official = Official { mark, ..Official::default() };
        assert_eq!(official.joint_mark(), (names.to_vec(), ending));
    }

    #[test]
    fn several_names_share_their_ending() {
        check(&["某市人民政府文件"], &["某市人民政府文件"], "");
        check(&["中共某市委", "某市人民政府文件"], &["中共某市委", "某市人民政府"], "文件");
        check(&["中共某市委", "某市人民政府", "文件"], &["中共某市委", "某市人民政府"], "文件");
        check(&["中共某市委", "某市人民政府"], &["中共某市委", "某市人民政府"], "");
    }
}
