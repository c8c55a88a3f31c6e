//! The fields of Word: of each the result is text, but not of those that number pages or list the contents.

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

/// A field that is open.
#[derive(Debug, Default)]
pub(crate) struct Field {
    instruction: String,
    /// Whether its result has begun.
    result: bool,
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
        // Of an instruction only the first word and a target are looked at; an address has up to 2,000 characters.
        const LONGEST: usize = 4_000;
        if let Some(field) =
            self.0.last_mut().filter(|field| !field.result && field.instruction.len() < LONGEST)
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

    /// It ends; its instruction, if it has no result.
    pub(crate) fn end(&mut self) -> Option<String> {
        self.0.pop().filter(|field| !field.result).map(|field| field.instruction)
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
