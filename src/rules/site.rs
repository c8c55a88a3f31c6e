//! What the user knows of the pages of one site.

use crate::diag::RuleName;
use crate::message;
use crate::message::Message;

/// What a selector says of an element of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is the title.
    Title,
    /// It holds the text; all else but the title is not the article.
    Body,
    /// It is taken out.
    Remove,
}

/// CSS selectors for the pages of one site.
#[derive(Clone, Debug)]
pub struct Site {
    /// The rule its removals are logged under.
    pub id: RuleName,
    /// The host, sub-domains included; every page, if none is named.
    pub(crate) host: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) remove: Vec<String>,
}

impl Site {
    /// Whether this is about pages of `host`.
    pub(crate) fn fits(&self, host: Option<&str>) -> bool {
        let Some(own) = &self.host else { return true };
        let within = |host: &str| {
            host.strip_suffix(own.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        host.is_some_and(|host| within(&host.to_ascii_lowercase()))
    }

    /// Each selector with what it says, the strongest last.
    pub fn choices(&self) -> impl Iterator<Item = (&str, Choice)> {
        let body = self.body.iter().map(|css| (css.as_str(), Choice::Body));
        let title = self.title.iter().map(|css| (css.as_str(), Choice::Title));
        body.chain(title).chain(self.remove.iter().map(|css| (css.as_str(), Choice::Remove)))
    }

    /// Whether the body is named.
    pub fn names_body(&self) -> bool {
        self.body.is_some()
    }

    pub(crate) fn removes(&self) -> bool {
        !self.remove.is_empty()
    }

    /// What it takes out, in words.
    pub(crate) fn summary(&self) -> Message {
        let selectors = self.remove.join(", ");
        match &self.host {
            Some(host) => message!("on pages of %{host}: %{selectors}", host = host, selectors = selectors),
            None => message!("on pages of any site: %{selectors}", selectors = selectors),
        }
    }
}
