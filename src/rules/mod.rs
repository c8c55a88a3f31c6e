//! What the user decides about rules: which of the built-in ones are on, and rules of the user's own.

mod file;
mod matcher;
pub mod registry;
mod site;

use std::collections::BTreeSet;

use crate::diag::RuleName;
use crate::message::Message;
use crate::text::{Told, key};

use matcher::Matcher;
pub use matcher::Zone;
pub use site::{Choice, Site};

/// The group of the user's own rules.
pub const OWN: &str = "own";

/// Which rules are on, and the user's own.
///
/// A rule is named by its id (`web.share`) or its group (`web`); the id counts before the group, the group before `all`.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    keep: BTreeSet<String>,
    drop: BTreeSet<String>,
    remove: Vec<Remove>,
    stay: Vec<Matcher>,
    told: Vec<(Matcher, Told)>,
    sites: Vec<Site>,
}

/// What rules say of a line.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// The rule that would take it out.
    pub rule: Option<RuleName>,
    /// Whether the user has the last word.
    pub settled: bool,
    /// What the user says it is.
    pub told: Option<Told>,
}

/// A line the user wants out.
#[derive(Clone, Debug)]
struct Remove {
    id: RuleName,
    matcher: Matcher,
}

impl Rules {
    /// Rules of a file in TOML; see `docs/own-rules.md`.
    ///
    /// # Errors
    /// Every fault of the file, each with its place.
    pub fn parse(text: &str) -> Result<Rules, Vec<Message>> {
        file::parse(text)
    }

    /// Adds what `other` decides.
    pub fn extend(&mut self, other: Rules) {
        self.keep.extend(other.keep);
        self.drop.extend(other.drop);
        self.remove.extend(other.remove);
        self.stay.extend(other.stay);
        self.told.splice(..0, other.told);
        self.sites.extend(other.sites);
    }

    /// Keeps what the rule or group `name` would take out; `all` stands for every rule.
    pub fn keep(&mut self, name: &str) {
        self.keep.insert(name.to_owned());
    }

    /// Takes out what the rule or group `name` is about, also where it is kept by default.
    pub fn drop(&mut self, name: &str) {
        self.drop.insert(name.to_owned());
    }

    /// Whether what `rule` would take out stays in the text.
    pub fn keeps(&self, rule: &str) -> bool {
        self.decided(rule) == Some(true)
    }

    /// Whether what `rule` is about is taken out although it usually stays.
    pub fn drops(&self, rule: &str) -> bool {
        self.decided(rule) == Some(false)
    }

    /// Whether the user said of `rule`, or of its group, that what it would change stays as it came; who keeps all keeps text, not spelling.
    pub fn keeps_as_written(&self, rule: &str) -> bool {
        !self.keep.is_empty() && self.named(rule) == Some(true)
    }

    /// What was said about a rule by its id, else by its group, else about all.
    fn decided(&self, rule: &str) -> Option<bool> {
        if self.keep.is_empty() && self.drop.is_empty() {
            return None;
        }
        self.named(rule).or_else(|| self.said("all"))
    }

    fn named(&self, rule: &str) -> Option<bool> {
        let group = rule.split('.').next().unwrap_or(rule);
        self.said(rule).or_else(|| self.said(group))
    }

    fn said(&self, name: &str) -> Option<bool> {
        let kept = self.keep.contains(name).then_some(true);
        kept.or_else(|| self.drop.contains(name).then_some(false))
    }

    /// Whether the user named this line as one that always stays, or said what it is; a line whose place is not known fits any place.
    pub fn stays(&self, text: &str, zone: Option<Zone>) -> bool {
        !(self.stay.is_empty() && self.told.is_empty()) && {
            let key = key(text);
            let mut matchers = self.stay.iter().chain(self.told.iter().map(|(matcher, _)| matcher));
            matchers.any(|matcher| matcher.matches(text, &key, zone))
        }
    }

    /// What the user says this line is: what was said last, where it was said twice.
    pub fn told(&self, text: &str, zone: Zone) -> Option<Told> {
        if self.told.is_empty() {
            return None;
        }
        let key = key(text);
        let fits = |(matcher, _): &&(Matcher, Told)| matcher.matches(text, &key, Some(zone));
        self.told.iter().find(fits).map(|(_, told)| *told)
    }

    /// The first of the user's rules that takes out this line.
    pub fn removes(&self, text: &str, zone: Zone) -> Option<RuleName> {
        if self.remove.is_empty() {
            return None;
        }
        let key = key(text);
        let fits = |rule: &&Remove| !self.keeps(&rule.id) && rule.matcher.matches(text, &key, Some(zone));
        self.remove.iter().find(fits).map(|rule| rule.id.clone())
    }

    /// What is said about pages of a host, which is only asked for if anything is: the first site that fits.
    pub fn site(&self, host: impl FnOnce() -> Option<String>) -> Option<&Site> {
        if self.sites.is_empty() {
            return None;
        }
        let host = host();
        self.sites.iter().find(|site| site.fits(host.as_deref()))
    }

    /// The user's own rules that take text out, in order, each with what it looks for.
    pub fn own(&self) -> Vec<(RuleName, Message)> {
        let lines = self.remove.iter().map(|rule| (rule.id.clone(), rule.matcher.summary()));
        let sites =
            self.sites.iter().filter(|site| site.removes()).map(|site| (site.id.clone(), site.summary()));
        lines.chain(sites).collect()
    }

    /// The names that are kept and dropped as given, to be checked against the known ones.
    pub fn names(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let keep = self.keep.iter().map(|name| ("keep", name.as_str()));
        keep.chain(self.drop.iter().map(|name| ("drop", name.as_str())))
    }

    /// Names that are both kept and dropped.
    pub fn contradictions(&self) -> impl Iterator<Item = &str> {
        self.keep.intersection(&self.drop).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(keep: &[&str], drop: &[&str]) -> Rules {
        let mut rules = Rules::default();
        keep.iter().for_each(|name| rules.keep(name));
        drop.iter().for_each(|name| rules.drop(name));
        rules
    }

    #[test]
    fn the_id_counts_before_the_group() {
        let rules = rules(&["web", "parts.note"], &["web.share", "parts"]);
        assert!(rules.keeps("web.menu") && !rules.keeps("web.share"));
        assert!(rules.drops("parts.abstract") && !rules.drops("parts.note"));
        assert!(!rules.keeps("page.around") && !rules.drops("page.around"));
    }

    #[test]
    fn all_keeps_but_what_is_named() {
        let rules = rules(&["all"], &["captions"]);
        assert!(rules.keeps("web.menu") && !rules.keeps("captions.label"));
        assert!(!rules.keeps_as_written("punctuation.width"));
    }

    #[test]
    fn spelling_stays_where_its_rule_is_named() {
        for (keep, drop, expected) in [
            (&["punctuation.dash"][..], &[][..], true),
            (&["punctuation"], &[], true),
            (&["punctuation"], &["punctuation.dash"], false),
            (&["punctuation.width", "all"], &[], false),
            (&[], &["punctuation"], false),
        ] {
            assert_eq!(rules(keep, drop).keeps_as_written("punctuation.dash"), expected, "{keep:?} {drop:?}");
        }
    }
}
