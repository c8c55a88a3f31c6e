//! What the HTML Standard says of elements by their names (13.2.4.2, 13.2.6).

use std::ops::BitOr;

/// The groups an element belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kind(u32);

impl BitOr for Kind {
    type Output = Kind;

    fn bitor(self, other: Kind) -> Kind {
        Kind(self.0 | other.0)
    }
}

impl Kind {
    /// Has no content and no end.
    pub const VOID: Kind = Kind(1);
    /// Its content is text up to its own end.
    pub const RAW: Kind = Kind(1 << 1);
    /// An element of structure, which styles do not close across.
    pub const SPECIAL: Kind = Kind(1 << 2);
    /// `<b>` and its like.
    pub const STYLE: Kind = Kind(1 << 3);
    /// What is inside is not closed from outside.
    pub const SCOPE: Kind = Kind(1 << 4);
    /// Closes the open paragraph.
    pub const ENDS_P: Kind = Kind(1 << 5);
    /// Closed by its own end across everything but a scope.
    pub const BLOCK: Kind = Kind(1 << 6);
    pub const HEADING: Kind = Kind(1 << 7);
    /// Drawings and formulas.
    pub const FOREIGN: Kind = Kind(1 << 8);
    /// Ends a drawing or a formula.
    pub const BREAKS_OUT: Kind = Kind(1 << 9);
    /// Holds HTML in a drawing or a formula.
    pub const INTEGRATES: Kind = Kind(1 << 10);
    /// Styles outside are not opened anew inside.
    pub const BORDER: Kind = Kind(1 << 11);
    pub const TABLE: Kind = Kind(1 << 12);
    pub const ROWS: Kind = Kind(1 << 13);
    pub const ROW: Kind = Kind(1 << 14);
    pub const CELL: Kind = Kind(1 << 15);
    /// Any part of a table.
    pub const CELL_PART: Kind = Kind(1 << 16);
    pub const BUTTON: Kind = Kind(1 << 17);
    pub const P: Kind = Kind(1 << 18);
    /// A choice in a list of choices.
    pub const CHOICE: Kind = Kind(1 << 19);
    /// Ends where the next begins.
    pub const IMPLIED: Kind = Kind(1 << 20);
    /// Of structure, but an item of a list is closed across it.
    pub const LOOSE: Kind = Kind(1 << 21);

    /// Taken in once; a second one inside it is passed over.
    pub const ONCE: Kind = Kind(1 << 22);

    pub fn has(self, any: Kind) -> bool {
        self.0 & any.0 != 0
    }
}

/// The groups, and the names in each.
const GROUPS: [(Kind, &str); 23] = [
    (Kind::ONCE, "form html body head frameset"),
    (
        Kind::VOID,
        "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr",
    ),
    (Kind::RAW, "script style textarea title xmp iframe noembed noframes plaintext"),
    (
        Kind::SPECIAL,
        "address applet article aside blockquote body button caption center colgroup dd details dir div dl dt fieldset \
         figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html iframe li listing main marquee menu nav \
         noembed noframes noscript object ol p plaintext pre script search section select style summary table tbody td \
         template textarea tfoot th thead title tr ul xmp mi mo mn ms mtext annotation-xml foreignobject desc",
    ),
    (Kind::STYLE, "a b big code em font i nobr s small strike strong tt u"),
    (
        Kind::SCOPE,
        "applet caption html table td th marquee object template mi mo mn ms mtext annotation-xml foreignobject desc",
    ),
    (
        Kind::ENDS_P,
        "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 \
         h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp",
    ),
    (
        Kind::BLOCK,
        "address article aside blockquote button center dd details dialog dir div dl dt fieldset figcaption figure footer form header \
         hgroup li listing main menu nav ol p pre search section select summary ul table tbody td tfoot th thead tr caption colgroup",
    ),
    (Kind::HEADING, "h1 h2 h3 h4 h5 h6"),
    (Kind::FOREIGN, "svg math"),
    (
        Kind::BREAKS_OUT,
        "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre \
         ruby s small span strong strike sub sup table tt u ul var",
    ),
    (Kind::INTEGRATES, "mi mo mn ms mtext annotation-xml foreignobject desc title"),
    (Kind::BORDER, "applet marquee object td th caption template"),
    (Kind::TABLE, "table template"),
    (Kind::ROWS, "tbody thead tfoot"),
    (Kind::ROW, "tr"),
    (Kind::CELL, "td th"),
    (Kind::CELL_PART, "caption col colgroup tbody thead tfoot tr td th"),
    (Kind::BUTTON, "button"),
    (Kind::P, "p"),
    (Kind::CHOICE, "option optgroup"),
    (Kind::IMPLIED, "dd dt li optgroup option p rb rp rt rtc"),
    (Kind::LOOSE, "address div p"),
];

/// The groups of the element `name`.
pub(super) fn kind(name: &[u8]) -> Kind {
    // `foreignobject` has 13 letters; no element in the table has more than this.
    const LONGEST: usize = 16;
    let mut small = [0; LONGEST];
    let Some(letters) = small.get_mut(..name.len()) else { return Kind::default() };
    letters.copy_from_slice(name);
    letters.make_ascii_lowercase();
    KINDS.get(&*letters).copied().unwrap_or_default()
}

/// Every name with its groups.
static KINDS: std::sync::LazyLock<std::collections::HashMap<&'static [u8], Kind>> =
    std::sync::LazyLock::new(|| {
        let mut kinds = std::collections::HashMap::new();
        for (group, names) in GROUPS {
            for name in names.split_whitespace() {
                let kind: &mut Kind = kinds.entry(name.as_bytes()).or_default();
                *kind = *kind | group;
            }
        }
        kinds
    });
