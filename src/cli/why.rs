//! `inspect --why LINE`: what spoke for the reading of a line, and what against it.

use crate::cli::labels;
use crate::cli::terminal::{print, said};
use crate::message;
use crate::reading::{Ground, Why};

/// A weight of one, as people read it.
const ONE: i32 = 256;

/// Shows why a line is read as it is.
pub(crate) fn show(line: u32, text: &str, why: &Why) {
    let sum = why.parts.iter().map(|(_, part)| part).sum();
    print(&format!("{line:>5}  {text}"));
    let read = message!(
        "read as %{label} and not as %{next}, by %{by}",
        label = said(&labels::label(why.label)),
        next = said(&labels::label(why.next)),
        by = weight(sum)
    );
    print(&format!("       {}", said(&read)));
    let (mut spoke, mut against): (Vec<_>, Vec<_>) = why.parts.iter().partition(|(_, part)| *part > 0);
    spoke.sort_by_key(|(_, part)| -part);
    against.sort_by_key(|(_, part)| *part);
    if !spoke.is_empty() {
        print(&format!("       {}", said(&message!("for it: %{parts}", parts = listed(&spoke)))));
    }
    if !against.is_empty() {
        print(&format!("       {}", said(&message!("against it: %{parts}", parts = listed(&against)))));
    }
}

fn listed(parts: &[(Ground, i32)]) -> String {
    let parts =
        parts.iter().map(|(kind, part)| format!("{} {}", said(&labels::evidence(*kind)), weight(*part)));
    parts.collect::<Vec<_>>().join("  ")
}

/// `+2.1`; what may not be has no number.
fn weight(part: i32) -> String {
    // Evidence never adds up to so much; what may not be costs millions.
    const MOST: i32 = 1_000;
    match part / ONE {
        whole if whole > MOST => "+∞".to_owned(),
        whole if whole < -MOST => "−∞".to_owned(),
        _ => {
            let tenths = (part.abs() * 10 + ONE / 2) / ONE;
            format!("{}{}.{}", if part < 0 { '−' } else { '+' }, tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_have_a_sign_and_a_tenth() {
        for (part, expected) in
            [(256, "+1.0"), (-281, "−1.1"), (0, "+0.0"), (-2_000_000, "−∞"), (1_000_000, "+∞"), (13, "+0.1")]
        {
            assert_eq!(weight(part), expected);
        }
    }
}
