//! The fields of Word: of each the result is text, but not of those that number pages or list the contents.

use crate::extract::office::word::equation::{Equation, equation};
use crate::text::formula::Formula;

/// What a field shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Shows {
    /// Text like any other.
    #[default]
    Text,
    /// The table of contents.
    Contents,
    /// The number of a page.
    Page,
}

/// What stands for a field that has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// Text of its instruction.
    Text(String),
    Formula(Formula),
    /// A formula nobody here knows, as it is written.
    Unread(String),
    /// Characters, and how they are read.
    Spoken {
        text: String,
        sound: String,
    },
    /// A sign of a font.
    Sign {
        font: String,
        code: u32,
    },
    /// Nothing: it is none of those that show something.
    Nothing,
    /// What Word would work out, and what it is called.
    Missing(String),
}

/// Fields that show their instruction, and what stands in that.
const SHOWN: [&str; 5] = ["EQ", "QUOTE", "SYMBOL", "MACROBUTTON", "GOTOBUTTON"];

/// Fields that show what a form is filled in with.
const FORMS: [&str; 2] = ["FORMCHECKBOX", "FORMDROPDOWN"];
/// Fields that show nothing: marks of an index, settings, questions. And those that count pages or list what is in the text.
const SILENT: [&str; 26] = [
    "",
    "XE",
    "TC",
    "TA",
    "RD",
    "SET",
    "ASK",
    "PRIVATE",
    "PRINT",
    "ADVANCE",
    "TOC",
    "INDEX",
    "TOA",
    "PAGE",
    "NUMPAGES",
    "SECTIONPAGES",
    "PAGEREF",
    "SECTION",
    "FORMTEXT",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "DATA",
    "NEXT",
    "NEXTIF",
    "SKIPIF",
    "BIBLIOGRAPHY",
];

/// What is seen of a field by its instruction alone.
pub(crate) fn stands(instruction: &str) -> Stands {
    let name = first_word(instruction);
    let rest = instruction.trim_start();
    let rest = rest.get(name.len()..).unwrap_or_default();
    match &*name {
        "EQ" => match equation(rest) {
            Some(Equation::Formula(formula)) => Stands::Formula(formula),
            Some(Equation::Spoken { text, sound }) => Stands::Spoken { text, sound },
            None => Stands::Unread(instruction.trim().to_owned()),
        },
        "QUOTE" => Stands::Text(arguments(rest).join(" ")),
        // The first word is where it leads.
        "MACROBUTTON" | "GOTOBUTTON" => Stands::Text(arguments(rest).get(1..).unwrap_or_default().join(" ")),
        "SYMBOL" => symbol(rest).unwrap_or(Stands::Missing(name)),
        name if SILENT.contains(&name) || words(rest).iter().any(|word| word == "\\h") && name == "SEQ" => {
            Stands::Nothing
        }
        name => Stands::Missing(name.to_owned()),
    }
}

/// Whether a field shows what its instruction says.
pub(crate) fn shows_itself(instruction: &str) -> bool {
    SHOWN.contains(&&*first_word(instruction))
}

/// `SYMBOL 252 \f "Wingdings"`.
fn symbol(rest: &str) -> Option<Stands> {
    let words = words(rest);
    let code = words.first()?;
    let code = match code.to_ascii_lowercase().strip_prefix("0x") {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => code.parse().ok()?,
    };
    let font = words.iter().position(|word| word == "\\f").and_then(|at| words.get(at + 1)).cloned();
    Some(Stands::Sign { font: font.unwrap_or_default(), code })
}

/// The words of an instruction without its switches.
fn arguments(rest: &str) -> Vec<String> {
    let mut words = words(rest).into_iter();
    let mut arguments = Vec::new();
    while let Some(word) = words.next() {
        match word.as_str() {
            // `\* MERGEFORMAT`, `\@ "yyyy"`, `\# "0.00"` take a word.
            "\\*" | "\\@" | "\\#" => drop(words.next()),
            word if word.starts_with('\\') => {}
            _ => arguments.push(word),
        }
    }
    arguments
}

/// Words, those in quotes as one.
fn words(text: &str) -> Vec<String> {
    let (mut words, mut quoted, mut open) = (Vec::new(), false, false);
    for c in text.chars() {
        match c {
            '"' | '“' | '”' => {
                (quoted, open) = (!quoted, !quoted);
                if quoted {
                    words.push(String::new());
                }
            }
            c if c.is_whitespace() && !quoted => open = false,
            c => {
                if !std::mem::replace(&mut open, true) {
                    words.push(String::new());
                }
                words.iter_mut().last().into_iter().for_each(|word| word.push(c));
            }
        }
    }
    words
}

/// A field that is open.
#[derive(Debug, Default)]
pub(crate) struct Field {
    instruction: String,
    /// Whether its result has begun, and whether there is something in it.
    result: bool,
    filled: bool,
    form: Form,
}

/// What a field of a form is filled in with.
#[derive(Debug, Default)]
struct Form {
    checked: bool,
    /// What a list offers, and the number of what is chosen.
    offered: Vec<String>,
    chosen: usize,
}

/// The fields around what is being read.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<Field>);

impl Fields {
    /// Of an instruction only the first word, a target and the text of a formula are looked at; an address has up to 2,000 characters.
    const LONGEST: usize = 4_000;

    /// Fields inside each other: more are a fault of the file.
    const DEPTH: usize = 64;

    /// A field begins.
    pub(crate) fn begin(&mut self) {
        if self.0.len() < Fields::DEPTH {
            self.0.push(Field::default());
        }
    }

    /// What it is told to do.
    pub(crate) fn instruct(&mut self, text: &str) {
        if let Some(field) =
            self.0.last_mut().filter(|field| !field.result && field.instruction.len() < Fields::LONGEST)
        {
            field.instruction.push_str(text);
        }
    }

    /// Its result begins.
    pub(crate) fn separate(&mut self) {
        self.0.last_mut().into_iter().for_each(|field| field.result = true);
    }

    /// Whether the box it shows is checked.
    pub(crate) fn check(&mut self, on: bool) {
        self.0.last_mut().into_iter().for_each(|field| field.form.checked = on);
    }

    /// The number of what is chosen in its list, from 0.
    pub(crate) fn choose(&mut self, number: i64) {
        if let Some(Field { form, .. }) = self.0.last_mut() {
            form.chosen = usize::try_from(number).unwrap_or(0);
        }
    }

    /// Its list offers one more.
    pub(crate) fn offer(&mut self, text: String) {
        // Word takes no more than 25.
        const MOST: usize = 25;
        if let Some(Field { form, .. }) = self.0.last_mut().filter(|field| field.form.offered.len() < MOST) {
            form.offered.push(text);
        }
    }

    /// What the field of a form shows, which has no result but what it is filled in with.
    pub(crate) fn filled(&self) -> Option<String> {
        let Field { instruction, form, .. } = self.0.last()?;
        match first_word(instruction).as_str() {
            "FORMCHECKBOX" => Some(if form.checked { "☑" } else { "□" }.to_owned()),
            "FORMDROPDOWN" => form.offered.get(form.chosen).cloned(),
            _ => None,
        }
    }

    /// Characters come, which may be those of a result.
    pub(crate) fn fill(&mut self) {
        self.0.iter_mut().filter(|field| field.result).for_each(|field| field.filled = true);
    }

    /// It ends; its instruction, if it has no result, or an empty one where the instruction is what is shown, or the form is: Word sets
    /// an empty result behind a box.
    pub(crate) fn end(&mut self) -> Option<String> {
        let shows = |told: &str| shows_itself(told) || FORMS.contains(&&*first_word(told));
        let open = |field: &Field| !field.result || !field.filled && shows(&field.instruction);
        self.0.pop().filter(open).map(|field| field.instruction)
    }

    /// Whether the innermost instruction that is open is shown itself, and what stands in it with it.
    pub(crate) fn is_shown(&self) -> bool {
        let open = self.0.iter().rev().find(|field| !field.result);
        open.is_some_and(|field| shows_itself(&field.instruction))
    }

    /// Text of fields inside of such an instruction becomes part of it.
    pub(crate) fn put_in(&mut self, text: &str) {
        let open = self.0.iter_mut().rev().find(|field| !field.result);
        if let Some(field) = open.filter(|field| field.instruction.len() < Fields::LONGEST) {
            field.instruction.push_str(text);
        }
    }

    /// Whether what comes is part of an instruction.
    pub(crate) fn is_instruction(&self) -> bool {
        self.0.iter().any(|field| !field.result)
    }

    /// What the fields around what comes make of it.
    pub(crate) fn shows(&self) -> Shows {
        let all = || self.0.iter().map(|field| shows(&field.instruction));
        match () {
            () if all().any(|shows| shows == Shows::Contents) => Shows::Contents,
            () if all().any(|shows| shows == Shows::Page) => Shows::Page,
            () => Shows::Text,
        }
    }
}

/// What the result of a field is, by its first word.
pub(crate) fn shows(instruction: &str) -> Shows {
    match first_word(instruction).as_str() {
        "TOC" => Shows::Contents,
        "PAGE" | "NUMPAGES" | "SECTIONPAGES" => Shows::Page,
        _ => Shows::Text,
    }
}

pub(crate) fn first_word(instruction: &str) -> String {
    instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_without_a_result_shows_what_it_can() {
        let text = |text: &str| Stands::Text(text.to_owned());
        for (instruction, expected) in [
            (" QUOTE \"春耕 情况\" 通报 \\* MERGEFORMAT ", text("春耕 情况 通报")),
            (" MACROBUTTON NoMacro 在此填写", text("在此填写")),
            (
                " SYMBOL 254 \\f \"Wingdings\" \\s 12",
                Stands::Sign { font: "Wingdings".to_owned(), code: 254 },
            ),
            (" XE \"条目\"", Stands::Nothing),
            ("", Stands::Nothing),
            (" DOCPROPERTY 密级 ", Stands::Missing("DOCPROPERTY".to_owned())),
            ("eq \\q(1)", Stands::Unread("eq \\q(1)".to_owned())),
        ] {
            assert_eq!(stands(instruction), expected, "{instruction}");
        }
        assert!(matches!(stands("EQ \\f(1,2)"), Stands::Formula(_)));
    }

    #[test]
    fn fields_stand_inside_each_other() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct(" TO");
        fields.instruct("C \\o");
        assert!(fields.is_instruction());
        fields.separate();
        assert_eq!((fields.is_instruction(), fields.shows()), (false, Shows::Contents));
        fields.begin();
        fields.instruct("PAGEREF x");
        fields.separate();
        assert_eq!(fields.shows(), Shows::Contents);
        assert_eq!(fields.end(), None);
        assert_eq!(fields.end(), None);
        fields.begin();
        fields.instruct("eq \\o(甲)");
        assert_eq!((fields.end().as_deref(), fields.shows()), (Some("eq \\o(甲)"), Shows::Text));
        assert_eq!(shows("page \\* MERGEFORMAT"), Shows::Page);
    }
}
