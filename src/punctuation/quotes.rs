//! Straight quotes become “” and ‘’ where they pair.

use crate::punctuation::Text;
use crate::text::is_han;

/// Curls the straight quotes of a Chinese line; an odd one is left for a clerk and reported by the pair check.
pub(crate) fn fold(text: &mut Text<'_>) {
    if !text.chars.iter().any(|c| matches!(c, '"' | '＂' | '\'' | '＇'))
        || !text.chars.iter().any(|c| is_han(*c))
    {
        return;
    }
    curl(text, |c| matches!(c, '"' | '＂'), ['“', '”']);
    curl(text, |c| matches!(c, '\'' | '＇'), ['‘', '’']);
    text.settle();
}

fn curl(text: &mut Text<'_>, is_quote: impl Fn(char) -> bool, [open, close]: [char; 2]) {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let apostrophe = |i: usize| letter(text.before(i)) && (open == '‘') && letter(text.after(i));
    let places: Vec<usize> =
        (0..text.chars.len()).filter(|&i| is_quote(text.chars[i]) && !apostrophe(i)).collect();
    if places.len() % 2 == 1 {
        return;
    }
    let (mut around, mut seen) = (0, 0);
    for pair in places.chunks_exact(2) {
        around = depth(around, &text.chars[seen..pair[0]]);
        seen = pair[0];
        let inside = open == '“' && around > 0;
        let [open, close] = if inside { ['‘', '’'] } else { [open, close] };
        text.set("punctuation.quote", pair[0], open);
        text.set("punctuation.quote", pair[1], close);
    }
}

/// How many “ are open at the end of `chars`, if so many are at their beginning.
fn depth(before: i32, chars: &[char]) -> i32 {
    chars.iter().fold(before, |depth, c| match c {
        '“' => depth + 1,
        '”' => (depth - 1).max(0),
        _ => depth,
    })
}

#[cfg(test)]
mod tests {
    use crate::punctuation::tests::check;

    #[test]
    fn pairs_are_curled() {
        check("坚持\"三会一课\"和'主题党日'制度", "坚持“三会一课”和‘主题党日’制度");
        check("“开展\"双报到\"活动”", "“开展‘双报到’活动”");
        check("it's 中文 don't", "it's 中文 don't");
        check("只有一个\"引号", "只有一个\"引号");
        check("称\"甲\"和\"乙", "称\"甲\"和\"乙");
        check("评为'A级'企业", "评为‘A级’企业");
        check("采用A\"双报到\"制度", "采用A“双报到”制度");
        check("“甲”和\"乙\"", "“甲”和“乙”");
    }
}
