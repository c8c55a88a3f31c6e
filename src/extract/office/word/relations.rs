//! Which part of a package stands in which relation to another: pictures, notes, headers.

use crate::error::Result;
use crate::extract::office::xml::{Tag, Visitor};

/// Where a relation leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Relation {
    pub(crate) id: String,
    /// The last word of its type: `image`, `footnotes`.
    pub(crate) kind: String,
    /// The name of the part, or the address.
    pub(crate) target: String,
    /// Whether it leads out of the package; such addresses are never followed.
    pub(crate) external: bool,
}

/// The relations of a part.
#[derive(Debug, Default)]
pub(crate) struct Relations {
    /// The folder of the part.
    folder: String,
    all: Vec<Relation>,
}

impl Relations {
    /// Those of a part of this name, to be read.
    pub(crate) fn of(part: &str) -> Relations {
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        Relations { folder: folder.to_owned(), all: Vec::new() }
    }

    /// The name of the part that says them.
    pub(crate) fn name(part: &str) -> String {
        match part.rsplit_once('/') {
            Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
            None => format!("_rels/{part}.rels"),
        }
    }

    /// The one with this id.
    pub(crate) fn get(&self, id: &str) -> Option<&Relation> {
        self.all.iter().find(|relation| relation.id == id)
    }

    /// Those of a kind.
    pub(crate) fn all<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r Relation> {
        self.all.iter().filter(move |relation| relation.kind == kind && !relation.external)
    }
}

/// The name of a part an address in `folder` leads to: `../media/a.png`, `/word/media/a.png`.
pub(crate) fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let from = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

impl Visitor for Relations {
    fn open(&mut self, tag: &Tag<'_>) -> Result<()> {
        if tag.name == "Relationship" {
            let external = tag.get("TargetMode").as_deref() == Some("External");
            let target = tag.get("Target").unwrap_or_default();
            let kind = tag.get("Type").unwrap_or_default();
            self.all.push(Relation {
                id: tag.get("Id").unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: if external { target } else { resolved(&self.folder, &target) },
                external,
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_resolved_and_lead_nowhere_else() {
        for (folder, target, expected) in [
            ("word", "media/a.png", "word/media/a.png"),
            ("word", "/word/b.xml", "word/b.xml"),
            ("word", "../c.xml", "c.xml"),
            ("", "word\\document.xml", "word/document.xml"),
            ("word", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(resolved(folder, target), expected);
        }
        assert_eq!(Relations::name("word/document.xml"), "word/_rels/document.xml.rels");
        assert_eq!(Relations::name("document.xml"), "_rels/document.xml.rels");
    }
}
