//! Looks for a place in bytes, a block at a time, so that the compiler can use vector instructions.

/// Bytes looked at together.
const BLOCK: usize = 64;

/// The first offset from `from` on whose four bytes are `wanted` (zeros follow the end); `wanted` should not branch.
#[inline]
pub(crate) fn find(bytes: &[u8], from: usize, wanted: impl Fn([u8; 4]) -> bool) -> Option<usize> {
    let mut at = from;
    while let Some(block) = bytes.get(at..at + BLOCK + 3) {
        if any(block, &wanted)
            && let Some(found) = block.windows(4).position(|window| wanted(four(window)))
        {
            return Some(at + found);
        }
        at += BLOCK;
    }
    (at..bytes.len()).find(|&at| wanted(four(&bytes[at..])))
}

#[inline]
fn any(block: &[u8], wanted: &impl Fn([u8; 4]) -> bool) -> bool {
    let (a, b, c, d) = (&block[..BLOCK], &block[1..=BLOCK], &block[2..BLOCK + 2], &block[3..BLOCK + 3]);
    let mut any = false;
    for at in 0..BLOCK {
        any |= wanted([a[at], b[at], c[at], d[at]]);
    }
    any
}

fn four(bytes: &[u8]) -> [u8; 4] {
    std::array::from_fn(|at| bytes.get(at).copied().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found() {
        for len in [1, 5, BLOCK + 2, BLOCK + 3, 3 * BLOCK + 1] {
            for at in 0..len {
                let mut bytes = vec![b'a'; len];
                bytes[at] = b'b';
                let found = find(&bytes, at.saturating_sub(70), |[first, ..]| first == b'b');
                assert_eq!(found, Some(at), "{at} of {len}");
            }
            assert_eq!(find(&vec![b'a'; len], 0, |[first, ..]| first == b'b'), None);
        }
    }
}
