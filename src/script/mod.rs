//! Simplified and Traditional: a text in one script, and never a character wrong.
//!
//! Each line is judged by itself ([`detect`]): to Simplified, only lines with characters Simplified text does not have are
//! converted, so Simplified text is never touched; the other way round likewise. A line that could be either goes with
//! the document. Words are not changed for other words unless [`Options::phrases`] asks for it.

mod converter;
mod detect;
mod dictionary;
mod edit;
mod opencc;
mod quotes;
mod rewrite;
mod table;
mod zhe;

pub use crate::script::converter::{Config, Converter, Forms};
pub use crate::script::detect::{Script, detect, detect_lines};
pub use crate::script::dictionary::UserDictionary;

use std::sync::Arc;

use crate::diag::{Log, RuleId};
use crate::script::detect::Evidence;
use crate::script::rewrite::Rewriter;
use crate::text::Line;

/// The script to end up with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// The one most of the document is in; a mixed document stays as it is.
    Auto,
    /// Simplified, as official documents are written.
    #[default]
    Simplified,
    /// Traditional in OpenCC's forms.
    Traditional,
    /// Traditional in Taiwan's forms.
    Taiwan,
    /// Traditional in Hong Kong's forms.
    HongKong,
    /// Whatever it is.
    Keep,
}

impl Target {
    /// Every target with its name on the command line and in files.
    pub const ALL: [(&'static str, Target); 6] = [
        ("auto", Target::Auto),
        ("simplified", Target::Simplified),
        ("traditional", Target::Traditional),
        ("tw", Target::Taiwan),
        ("hk", Target::HongKong),
        ("keep", Target::Keep),
    ];

    /// The target called `name`, also in Chinese.
    pub fn named(name: &str) -> Option<Target> {
        let name = match name {
            "简体" | "简" | "简体字" | "简体中文" => "simplified",
            "繁体" | "繁體" | "繁" | "正體" | "繁体字" | "繁体中文" | "繁體中文" => {
                "traditional"
            }
            "台湾" | "臺灣" | "台灣" => "tw",
            "香港" => "hk",
            "自动" => "auto",
            "原样" | "不变" | "保持" | "不转换" | "不转" => "keep",
            other => other,
        };
        let called = |known: &str| known.eq_ignore_ascii_case(name);
        Target::ALL.iter().find(|(known, _)| called(known)).map(|(_, target)| *target)
    }
}

/// How to convert.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The script to end up with.
    pub target: Target,
    /// Whether regional words change too (軟體 → 软件); plain Traditional has none of its own.
    pub phrases: bool,
    /// Wins over everything, on the lines that are converted.
    pub dictionary: Option<Arc<UserDictionary>>,
}

const CHARACTER: RuleId = "script.character";
const PHRASE: RuleId = "script.phrase";
const ZHE: RuleId = "script.zhe";
const QUOTES: RuleId = "script.quotes";
const DICTIONARY: RuleId = "script.dictionary";

/// Brings `lines` into the script asked for.
///
/// The log entries taken together are the whole difference.
pub fn convert(log: &mut Log, mut lines: Vec<Line>, options: &Options) -> Vec<Line> {
    let evidence: Vec<Evidence> = lines.iter().map(|line| Evidence::of(&line.text)).collect();
    let document = evidence.iter().copied().sum::<Evidence>().script();
    let Some(way) = Way::to(options.target, document) else { return lines };
    let mut rewriter = None;
    for (line, evidence) in lines.iter_mut().zip(evidence) {
        let plan = Plan::new(way, evidence, document);
        if plan != Plan::default() {
            rewriter.get_or_insert_with(|| Rewriter::new(way, options)).rewrite(log, line, plan);
        }
    }
    if let Some(rewriter) = rewriter {
        rewriter.finish(log);
    }
    lines
}

/// The direction of a conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    ToSimplified,
    ToTraditional,
}

impl Way {
    /// How to get to `target`; `None` when the document stays as it is.
    fn to(target: Target, document: Script) -> Option<Way> {
        match (target, document) {
            (Target::Simplified, _) | (Target::Auto, Script::Simplified) => Some(Way::ToSimplified),
            (Target::Traditional | Target::Taiwan | Target::HongKong, _) => Some(Way::ToTraditional),
            (Target::Auto, Script::Traditional) => Some(Way::ToTraditional),
            (Target::Auto | Target::Keep, _) => None,
        }
    }
}

/// How much of a line is converted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Reach {
    #[default]
    Nothing,
    /// Only what holds a character the line's own script does not have.
    Foreign,
    /// Everything, also characters both scripts share.
    Whole,
}

/// What to do with one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) reach: Reach,
    /// Whether 著 is to be told from 着.
    pub(crate) zhe: bool,
    /// Whether 「」 become “”.
    pub(crate) quotes: bool,
}

impl Plan {
    fn new(way: Way, evidence: Evidence, document: Script) -> Plan {
        match way {
            Way::ToSimplified => Plan::to_simplified(evidence, document),
            Way::ToTraditional => Plan { reach: reach_to_traditional(evidence, document), ..Plan::default() },
        }
    }

    /// In a Traditional document a line that shows nothing of its own counts as Traditional.
    fn to_simplified(evidence: Evidence, document: Script) -> Plan {
        let traditional = document == Script::Traditional;
        match evidence.script() {
            Script::Japanese => Plan::default(),
            Script::Traditional => Plan { reach: Reach::Whole, zhe: true, quotes: true },
            Script::Neutral if traditional => Plan { reach: Reach::Whole, zhe: true, quotes: true },
            Script::Mixed => Plan { reach: Reach::Whole, zhe: traditional, quotes: traditional },
            Script::Simplified if evidence.traditional > 0 => {
                Plan { reach: Reach::Foreign, zhe: false, quotes: traditional }
            }
            Script::Simplified | Script::Neutral => Plan { quotes: traditional, ..Plan::default() },
        }
    }
}

/// Converting Traditional text once more would damage it, so only what is clearly Simplified is converted there.
fn reach_to_traditional(evidence: Evidence, document: Script) -> Reach {
    match evidence.script() {
        Script::Japanese => Reach::Nothing,
        Script::Simplified => Reach::Whole,
        Script::Traditional | Script::Mixed if evidence.simplified > 0 => Reach::Foreign,
        Script::Traditional | Script::Mixed => Reach::Nothing,
        Script::Neutral if matches!(document, Script::Simplified | Script::Neutral) => Reach::Whole,
        Script::Neutral => Reach::Nothing,
    }
}

#[cfg(test)]
mod tests;
