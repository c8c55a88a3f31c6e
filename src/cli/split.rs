//! `chengwen split`: each article of a compilation to a file of its own.

use std::path::PathBuf;

use crate::batch::Failure;
use crate::batch::output::{self, Over};
use crate::batch::plan::named;
use crate::cli::args::Split;
use crate::cli::beside::Neighbours;
use crate::cli::plan::formats;
use crate::cli::recipe::Recipe;
use crate::cli::worker::{bytes_of, guarded, read};
use crate::cli::{Outcome, blame, misused, said, say};
use crate::document::{Article, Document};
use crate::message;
use crate::pipeline::Reading;

/// Runs the subcommand.
pub(crate) fn run(args: &Split) -> Outcome {
    let recipe = match Recipe::new(&args.document) {
        Ok(recipe) => recipe,
        Err(problems) => return misused(problems),
    };
    match guarded(|| split(args, &recipe)) {
        Ok(written) => {
            written.iter().filter(|_| !args.quiet).for_each(|path| say(&path.display().to_string()));
            Outcome::Done
        }
        Err(failure) => {
            blame(args.input.display(), &failure);
            Outcome::Failed
        }
    }
}

fn split(args: &Split, recipe: &Recipe<'_>) -> Result<Vec<PathBuf>, Failure> {
    let bytes = bytes_of(&args.input)?;
    let Reading { document, mut log, .. } = read(recipe, &bytes, &args.input, &Neighbours::of(&args.input))?;
    if document.articles.len() == 1 && !args.quiet {
        say(&said(&message!("%{input} is one article", input = args.input.display())));
    }
    let formats = formats(&args.to, None);
    let width = document.articles.len().to_string().len().max(2);
    let over = if args.force { Over::Replace } else { Over::Never };
    let mut written = Vec::new();
    for (n, article) in (1..).zip(document.articles) {
        let stem = format!("{n:0width$} {}", file_name(&article));
        let mut single = Document::default();
        single.adopt(article, &document.pictures);
        recipe.write_document(&mut log, &single, None, formats.iter().copied(), |at, made| {
            let path = named(&args.output, stem.as_ref(), formats[at].extension());
            output::write(&path, made.bytes.as_slice(), over)?;
            written.push(path);
            Ok(())
        })?;
    }
    Ok(written)
}

/// The title as a name every system takes.
fn file_name(article: &Article) -> String {
    const LONGEST: usize = 60;
    let title = article.full_title();
    let plain = title.chars().map(|c| if c.is_control() || r#"\/:*?"<>|"#.contains(c) { ' ' } else { c });
    let name: String = plain.take(LONGEST).collect();
    let name = name.trim().trim_end_matches('.');
    if name.is_empty() { "无题".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_such_as_every_system_takes() {
        let of = |title: &str| file_name(&Article { title: vec![title.to_owned()], ..Article::default() });
        assert_eq!(of("某区：总结?/“好”"), "某区：总结  “好”");
        assert_eq!(of(" .. "), "无题");
        assert_eq!(of(&"长".repeat(90)).chars().count(), 60);
    }
}
