//! What the HTML Standard says of elements by their names (13.2.4.2, 13.2.6).

use std::ops::BitOr;

/// The groups an element belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Families(u32);

impl BitOr for Families {
    type Output = Families;

    fn bitor(self, other: Families) -> Families {
        Families(self.0 | other.0)
    }
}

impl Families {
    /// Has no content and no end.
    pub const VOID: Families = Families(1);
    /// Its content is text up to its own end.
    pub const RAW: Families = Families(1 << 1);
    /// An element of structure, which styles do not close across.
    pub const SPECIAL: Families = Families(1 << 2);
    /// `<b>` and its like.
    pub const STYLE: Families = Families(1 << 3);
    /// What is inside is not closed from outside.
    pub const SCOPE: Families = Families(1 << 4);
    /// Closes the open paragraph.
    pub const ENDS_P: Families = Families(1 << 5);
    /// Closed by its own end across everything but a scope.
    pub const BLOCK: Families = Families(1 << 6);
    pub const HEADING: Families = Families(1 << 7);
    /// Drawings and formulas.
    pub const FOREIGN: Families = Families(1 << 8);
    /// Ends a drawing or a formula.
    pub const BREAKS_OUT: Families = Families(1 << 9);
    /// Holds HTML in a drawing or a formula.
    pub const INTEGRATES: Families = Families(1 << 10);
    /// Styles outside are not opened anew inside.
    pub const BORDER: Families = Families(1 << 11);
    pub const TABLE: Families = Families(1 << 12);
    pub const ROWS: Families = Families(1 << 13);
    pub const ROW: Families = Families(1 << 14);
    pub const CELL: Families = Families(1 << 15);
    /// Any part of a table.
    pub const CELL_PART: Families = Families(1 << 16);
    pub const BUTTON: Families = Families(1 << 17);
    pub const P: Families = Families(1 << 18);
    /// A choice in a list of choices.
    pub const CHOICE: Families = Families(1 << 19);
    /// Ends where the next begins.
    pub const IMPLIED: Families = Families(1 << 20);
    /// Of structure, but an item of a list is closed across it.
    pub const LOOSE: Families = Families(1 << 21);

    /// Taken in once; a second one inside it is passed over.
    pub const ONCE: Families = Families(1 << 22);

    pub fn has(self, any: Families) -> bool {
        self.0 & any.0 != 0
    }
}

/// The groups, and the names in each.
const GROUPS: [(Families, &str); 23] = [
    (Families::ONCE, "form html body head frameset"),
    (
        Families::VOID,
        "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr",
    ),
    (Families::RAW, "script style textarea title xmp iframe noembed noframes plaintext"),
    (
        Families::SPECIAL,
        "address applet article aside blockquote body button caption center colgroup dd details dir div dl dt fieldset \
         figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html iframe li listing main marquee menu nav \
         noembed noframes noscript object ol p plaintext pre script search section select style summary table tbody td \
         template textarea tfoot th thead title tr ul xmp mi mo mn ms mtext annotation-xml foreignobject desc",
    ),
    (Families::STYLE, "a b big code em font i nobr s small strike strong tt u"),
    (
        Families::SCOPE,
        "applet caption html table td th marquee object template mi mo mn ms mtext annotation-xml foreignobject desc",
    ),
    (
        Families::ENDS_P,
        "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 \
         h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp",
    ),
    (
        Families::BLOCK,
        "address article aside blockquote button center dd details dialog dir div dl dt fieldset figcaption figure footer form header \
         hgroup li listing main menu nav ol p pre search section select summary ul table tbody td tfoot th thead tr caption colgroup",
    ),
    (Families::HEADING, "h1 h2 h3 h4 h5 h6"),
    (Families::FOREIGN, "svg math"),
    (
        Families::BREAKS_OUT,
        "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre \
         ruby s small span strong strike sub sup table tt u ul var",
    ),
    (Families::INTEGRATES, "mi mo mn ms mtext annotation-xml foreignobject desc title"),
    (Families::BORDER, "applet marquee object td th caption template"),
    (Families::TABLE, "table template"),
    (Families::ROWS, "tbody thead tfoot"),
    (Families::ROW, "tr"),
    (Families::CELL, "td th"),
    (Families::CELL_PART, "caption col colgroup tbody thead tfoot tr td th"),
    (Families::BUTTON, "button"),
    (Families::P, "p"),
    (Families::CHOICE, "option optgroup"),
    (Families::IMPLIED, "dd dt li optgroup option p rb rp rt rtc"),
    (Families::LOOSE, "address div p"),
];

/// The groups of the element `name`.
pub(super) fn kind(name: &[u8]) -> Families {
    // `foreignobject` has 13 letters; no element in the table has more than this.
    const LONGEST: usize = 16;
    let mut small = [0; LONGEST];
    let Some(letters) = small.get_mut(..name.len()) else { return Families::default() };
    letters.copy_from_slice(name);
    letters.make_ascii_lowercase();
    KINDS.get(&*letters).copied().unwrap_or_default()
}

/// Every name with its groups.
static KINDS: std::sync::LazyLock<std::collections::HashMap<&'static [u8], Families>> =
    std::sync::LazyLock::new(|| {
        let mut kinds = std::collections::HashMap::new();
        for (group, names) in GROUPS {
            for name in names.split_whitespace() {
                let kind: &mut Families = kinds.entry(name.as_bytes()).or_default();
                *kind = *kind | group;
            }
        }
        kinds
    });
