//! Inputs that are small to send and dear to read: one of each kind, as large as is asked for.
//!
//! A row is a name, the ending of the file and a function that makes about so many bytes. `tests/it/bombs.rs` holds the growth of each,
//! `examples/bombs.rs` writes them as files for `tests/judges/bombs.py`.

/// A kind of bomb.
#[derive(Clone, Copy)]
pub struct Bomb {
    /// What grows in it.
    pub name: &'static str,
    /// The ending of its file.
    pub ending: &'static str,
    /// Makes it, about so many bytes long.
    pub make: fn(usize) -> Vec<u8>,
}

/// A sentence, so that there is a text to set beside the bomb.
const TEXT: &str =
    "春分前后，各地抓住农时推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难，进度快于往年。";

/// `piece` as often as fits into `size`.
fn times(piece: &str, size: usize) -> String {
    piece.repeat((size / piece.len()).max(1))
}

/// `piece` with a number of its own each time, up to `size`.
fn counted(size: usize, piece: impl Fn(usize) -> String) -> String {
    let mut out = String::with_capacity(size + 200);
    for n in 0.. {
        if out.len() >= size {
            break;
        }
        out.push_str(&piece(n));
    }
    out
}

/// A page around `body`.
fn page(body: &str) -> Vec<u8> {
    format!("<html><head><title>春耕工作报道</title></head><body><h1>春耕工作报道</h1><p>{TEXT}</p>\n{body}\n<p>{TEXT}</p></body></html>")
        .into_bytes()
}

/// Elements inside each other, `open` and `close` around each.
fn nest(open: &str, close: &str, size: usize) -> Vec<u8> {
    let depth = (size / (open.len() + close.len()).max(1)).max(1);
    page(&format!("{}{TEXT}{}", open.repeat(depth), close.repeat(depth)))
}

/// A text that begins as one, then `body`.
fn text(body: &str) -> Vec<u8> {
    format!("春耕工作报道\n\n{TEXT}\n\n{body}\n\n{TEXT}\n").into_bytes()
}

/// Markdown with a heading, then `body`.
fn markdown(body: &str) -> Vec<u8> {
    format!("# 春耕工作报道\n\n{TEXT}\n\n{body}\n\n{TEXT}\n").into_bytes()
}

/// A text below front matter of `size`.
fn front(matter: &str) -> Vec<u8> {
    format!("---\n{matter}\n---\n春耕工作报道\n\n{TEXT}\n").into_bytes()
}

/// A PNG of so many points, `side` wide and high, all of one colour; a thousandth of its points in bytes.
fn png(side: u32) -> Vec<u8> {
    use std::io::Write;
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], data: &[u8]| {
        out.extend((data.len() as u32).to_be_bytes());
        let from = out.len();
        out.extend(kind);
        out.extend(data);
        let mut crc = flate2::Crc::new();
        crc.update(&out[from..]);
        out.extend(crc.sum().to_be_bytes());
    };
    let mut head = [side.to_be_bytes(), side.to_be_bytes()].concat();
    head.extend([8, 6, 0, 0, 0]);
    chunk(b"IHDR", &head);
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let row = vec![0; side as usize * 4 + 1];
    (0..side).for_each(|_| packed.write_all(&row).expect("memory takes all"));
    chunk(b"IDAT", &packed.finish().expect("memory takes all"));
    chunk(b"IEND", &[]);
    out
}

/// `bytes` as the address of a picture that stands in the text.
fn data(bytes: &[u8]) -> String {
    use base64::Engine;
    format!("data:image/png;base64,{}", base64::engine::general_purpose::STANDARD.encode(bytes))
}

/// A picture with `bytes` of noise behind it, so that no two are the same.
fn noisy(bytes: usize, seed: usize) -> Vec<u8> {
    let mut picture = png(80);
    let mut dice = seed as u64 * 2 + 1;
    picture.extend((0..bytes).map(|_| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        dice as u8
    }));
    picture
}

/// A page that shows pictures of `side` points, each another file, `size` long in all.
fn pictures(side: u32, size: usize) -> Vec<u8> {
    let plain = png(side);
    page(&counted(size, |n| {
        let mut other = plain.clone();
        other.extend(n.to_be_bytes());
        format!("<p>{TEXT}</p><img src=\"{}\">\n", data(&other))
    }))
}

/// One long note that many places point to.
fn long_note(size: usize) -> Vec<u8> {
    let anchors = times("甲<a href='#n' id=r>[1]</a>，", size / 2);
    page(&format!("<p>{anchors}</p><p id=n><a href='#r'>[1]</a> {}</p>", times(TEXT, size / 2)))
}

/// Footnotes, each with a place in the text; `between` stands between two notes.
fn notes(size: usize, between: &str) -> Vec<u8> {
    let half = size / 2;
    let anchors = counted(half, |n| format!("甲<a href='#n{n}' id='r{n}'>[{n}]</a>，"));
    let notes = counted(half, |n| format!("<a href='#r{n}' id=n{n}>[{n}]</a> 注{between}"));
    page(&format!("<p>{anchors}</p><div>{notes}</div>"))
}

/// A script of JSON-LD around `json`.
fn json_ld(json: &str) -> Vec<u8> {
    page(&format!("<script type='application/ld+json'>{json}</script>"))
}

/// The names of one tag's attributes, all different.
fn attributes(tag: &str, size: usize) -> Vec<u8> {
    page(&format!("<{tag} {}>{TEXT}", counted(size, |n| format!("a{n}=1 "))))
}

macro_rules! bombs {
    ($($name:literal $ending:ident $size:ident => $make:expr;)*) => {
        /// All of them.
        pub const BOMBS: &[Bomb] = &[$(Bomb { name: $name, ending: stringify!($ending), make: |$size| $make },)*];
    };
}

bombs! {
    // Elements inside each other.
    "nest-div" html n => nest("<div>", "</div>", n);
    "nest-div-open" html n => page(&times("<div>", n));
    "nest-noscript" html n => nest("<noscript>", "</noscript>", n);
    "nest-noscript-open" html n => page(&times("<noscript>", n));
    "nest-u" html n => nest("<u>", "</u>", n);
    "nest-details" html n => nest("<details>", "</details>", n);
    "nest-dl" html n => nest("<dl><dt>", "</dt></dl>", n);
    "nest-dd" html n => page(&times("<dl><dd>", n));
    "nest-ul" html n => nest("<ul>", "</ul>", n);
    "nest-ul-li" html n => nest("<ul><li>", "</li></ul>", n);
    "nest-ol-open" html n => page(&times("<ol><li>", n));
    "nest-pre" html n => nest("<pre>", "</pre>", n);
    "nest-object" html n => nest("<object>", "</object>", n);
    "nest-fieldset" html n => nest("<fieldset>", "</fieldset>", n);
    "nest-table" html n => nest("<table><tr><td>", "</td></tr></table>", n);
    "nest-table-misplaced" html n => page(&times("<table>甲", n));
    "nest-b" html n => page(&times("<b>", n));
    "nest-a" html n => page(&times("<a href=a>甲", n));
    "nest-font" html n => page(&counted(n, |i| format!("<font size={i}>")));
    "nest-font-p" html n => page(&format!("<p>{}{}", counted(n / 2, |i| format!("<font size={i}>")), times("<p>甲", n / 2)));
    "nest-b-div" html n => page(&times("<b><div>甲</b>", n));
    "nest-b-p" html n => page(&times("<b><p>甲</b></p>", n));
    "nest-misnested" html n => page(&format!("{}{}", times("<a><b><i><u><p>", n / 2), times("</a></b></i></u>", n / 2)));
    "nest-button" html n => nest("<button>", "</button>", n);
    "nest-form" html n => nest("<form>", "</form>", n);
    "nest-select" html n => nest("<select><option>", "</option></select>", n);
    "nest-svg" html n => nest("<svg><g>", "</g></svg>", n);
    "nest-svg-text" html n => page(&times("<svg><foreignObject><p>甲", n));
    "nest-math" html n => nest("<math><mrow>", "</mrow></math>", n);
    "nest-template" html n => nest("<template>", "</template>", n);
    "nest-unknown" html n => nest("<x-box>", "</x-box>", n);
    "nest-ruby" html n => page(&times("<ruby>甲<rt>", n));
    "nest-sup" html n => nest("<sup>", "</sup>", n);
    "nest-del" html n => nest("<del>", "</del>", n);
    "nest-label" html n => page(&times("<label>甲", n));
    "nest-marquee" html n => nest("<marquee>", "</marquee>", n);
    "nest-iframe" html n => page(&times("<iframe>", n));
    "nest-frameset" html n => page(&times("<frameset>", n));
    "nest-heading" html n => nest("<h1>", "</h1>", n);
    "nest-blockquote" html n => nest("<blockquote>", "</blockquote>", n);
    "nest-label-block" html n => nest("<section><p>甲", "</section>", n);
    // Elements beside each other.
    "many-p" html n => page(&times("<p>甲", n));
    "many-br" html n => page(&times("甲<br>", n));
    "many-li" html n => page(&format!("<ul>{}</ul>", times("<li>甲", n)));
    "many-divs" html n => page(&times("<div>春耕，农资。</div>", n));
    "many-links" html n => page(&times("<a href=/a>新闻</a> ", n));
    "many-headings" html n => page(&times("<h2>春耕工作</h2>", n));
    "many-titles" html n => page(&times("<title>春耕</title>", n));
    "many-meta" html n => page(&times("<meta name=date content='2024-01-02'>", n));
    "many-images" html n => page(&counted(n, |i| format!("<img src=a{i}.jpg>")));
    "many-empty" html n => page(&times("<i></i>", n));
    "many-closing" html n => page(&times("</div></p></b>", n));
    "many-comments" html n => page(&times("<!-- a -->", n));
    "many-cells" html n => page(&format!("<table>{}</table>", times("<tr><td>甲<td>乙", n)));
    "many-ids" html n => page(&counted(n, |i| format!("<a id=i{i} name=j{i}></a>")));
    // Tables.
    "table-wide" html n => page(&format!("<table><tr>{}</tr><tr><td>甲<td>乙</tr></table>", times("<td>甲</td>", n)));
    "table-long-cell" html n => page(&format!("<table><tr><td>甲<td>{}<tr><td>甲<td>乙</table>", times("春耕", n)));
    "table-spans" html n => page(&format!("<table>{}</table>", times("<tr><td colspan=1000 rowspan=65534>甲<td>乙</tr>", n)));
    "table-square" html n => {
        let side = (n as f64 / 4.0).sqrt() as usize;
        page(&format!("<table>{}</table>", format!("<tr>{}", "<td>甲".repeat(side)).repeat(side / 2)))
    };
    "table-places" html n => {
        let cells = n / 30;
        page(&format!("<table><tr>{}{}</table>", "<td>甲".repeat(cells), "<tr><td>乙<td>丙".repeat(cells / 4)))
    };
    "table-joined" html n => page(&format!("<table>{}</table>", times("<tr><td rowspan=2>甲<td colspan=2>乙<td>丙<tr><td>丁<td>戊<td>己", n)));
    "table-lines" html n => page(&format!("<table><tr><td>甲<td>乙<tr><td>{}<td>丙</table>", times("<br>", n)));
    "table-markdown" md n => markdown(&format!("|{}\n|{}\n|甲|", times("甲|", n / 2), times("-|", n / 2)));
    "formulas" md n => markdown(&times("甲 $\\frac{a}{b}$ 乙", n));
    "table-markdown-long" md n => markdown(&format!("|甲|乙|\n|-|-|\n{}", times("|甲|乙|\n", n)));
    "table-markdown-short" md n => {
        let wide = n / 8;
        markdown(&format!("|{}\n|{}\n{}", times("甲|", wide), times("-|", wide / 2), times("|\n", n / 2)))
    };
    "table-tabs" txt n => text(&times("甲\t乙\t丙\n", n));
    "table-tabs-wide" txt n => text(&format!("{}\n甲\t乙", times("甲\t", n)));
    // Attributes and the letters of tags.
    "attributes" html n => attributes("p", n);
    "attributes-same" html n => page(&format!("<p {}>{TEXT}", times("a=1 ", n)));
    "attributes-br" html n => attributes("br", n);
    "attributes-body" html n => page(&counted(n, |i| format!("<body a{i}=1>")));
    "attribute-long" html n => page(&format!("<p title='{}'>{TEXT}", times("春耕", n)));
    "attribute-style" html n => page(&format!("<p style='{}'>{TEXT}", times("color:red; ", n)));
    "attribute-class" html n => page(&format!("<p class='{}'>{TEXT}", times("caption ", n)));
    "tag-name" html n => page(&format!("<x{}>{TEXT}", times("a", n)));
    "tag-open" html n => page(&times("<p a=\"", n));
    "less-than" html n => page(&times("<", n));
    "less-than-slash" html n => page(&times("</", n));
    "comment-open" html n => page(&times("<!--", n));
    "cdata" html n => page(&times("<![CDATA[", n));
    "cdata-closed" html n => page(&times("<![CDATA[甲]]>", n));
    "script-open" html n => page(&times("<script>", n));
    "scripts" html n => page(&times("<script>a</script>", n));
    "script-in-script" html n => page(&times("<script><!--<script>", n));
    "style-open" html n => page(&times("<style><p>", n));
    "textarea-open" html n => page(&times("<textarea>", n));
    "title-open" html n => page(&times("<title>", n));
    "plaintext" html n => page(&times("<plaintext>甲", n));
    "xmp" html n => page(&times("<xmp>甲</xmp>", n));
    // References.
    "entity-amp" html n => page(&times("&amp;", n));
    "entity-amp-lt" html n => page(&times("&amp;lt;", n));
    "entity-amp-amp" html n => page(&times("&amp;amp;", n));
    "entity-lt" html n => page(&times("&lt;p&gt;", n));
    "entity-bare" html n => page(&times("&", n));
    "entity-number" html n => page(&times("&#20013;", n));
    "entity-nbsp" html n => page(&times("&nbsp;", n));
    "entity-text" txt n => text(&times("&ldquo;", n));
    "entity-reserved" html n => page(&times("甲&#x10F000;", n));
    // What pages say of themselves.
    "json-ld-list" html n => json_ld(&format!("[{}0]", times("{\"a\":1},", n)));
    "json-ld-numbers" html n => json_ld(&format!("[{}0]", times("0,", n)));
    "json-ld-deep" html n => json_ld(&times("[", n));
    "json-ld-deep-objects" html n => json_ld(&times("{\"a\":", n));
    "json-ld-many" html n => page(&times("<script type='application/ld+json'>[{\"a\":1}]</script>", n));
    "meta-long" html n => page(&format!("<meta name=author content='{}'>", times("春耕", n)));
    "dates-digits" html n => page(&format!("<meta name=date content='{}'>", times("2024-1", n)));
    // Footnotes.
    "notes-one-block" html n => notes(n, "");
    "notes-lines" html n => notes(n, "<br>");
    "notes-blocks" html n => notes(n, "</div><div>");
    "notes-long" html n => long_note(n);
    "notes-deep" html n => page(&format!("{}<p>甲<a href='#n' id=r>1</a></p>{}<p id=n><a href='#r'>1</a>注</p>", times("<div>", n / 2), times("</div>", n / 2)));
    "notes-same-id" html n => page(&times("<p id=n>甲<a href='#n'>1</a></p>", n));
    "notes-no-target" html n => page(&counted(n, |i| format!("甲<a href='#n{i}'>1</a>")));
    "notes-markdown" md n => markdown(&format!("{}\n\n{}", counted(n / 2, |i| format!("甲[^{i}]")), counted(n / 2, |i| format!("[^{i}]: 注\n\n"))));
    "notes-markdown-long" md n => markdown(&format!("{}\n\n[^1]: {}", times("甲[^1]", n / 2), times(TEXT, n / 2)));
    "notes-markdown-nest" md n => markdown(&format!("甲[^1]\n\n{}", times("[^1]: ", n)));
    // Pictures.
    "picture-many-times" html n => {
        let address = data(&noisy(n / 4, 1));
        page(&format!("<img src=\"{address}\">{}", times("<p>甲，乙。</p><img src=\"data:image/png;base64,QUJD\">", n / 2)))
    };
    "picture-named-again" md n => {
        let address = data(&noisy(n / 2, 1));
        markdown(&format!("{}\n\n[p]: {address}\n", times("甲。\n\n![图][p]\n\n", n / 3)))
    };
    "pictures-different" html n => page(&counted(n, |i| format!("<p>{TEXT}</p><img src=\"{}\">", data(&noisy(200, i)))));
    "pictures-broken" html n => page(&counted(n, |_| "<p>甲，乙。</p><img src=\"data:image/png;base64,iVBORw0KGgo=\">".to_owned()));
    "pictures-large" html n => pictures(1_000, n);
    "pictures-markdown" md n => markdown(&counted(n, |i| format!("![图](a{i}.png)\n\n甲。\n\n")));
    "picture-alt" html n => page(&format!("<p>甲<img src=a.jpg alt='{}'>", times("图 ", n)));
    // Markdown.
    "markdown-quotes" md n => markdown(&format!("{}甲", times(">", n)));
    "markdown-quote-lines" md n => markdown(&counted(n, |i| format!("{}甲\n", ">".repeat(i % 300))));
    "markdown-lists" md n => markdown(&format!("{}甲", times("- ", n)));
    "markdown-list-steps" md n => markdown(&counted(n, |i| format!("{}- 甲\n", "  ".repeat(i % 300))));
    "markdown-brackets" md n => markdown(&times("[", n));
    "markdown-images-open" md n => markdown(&times("![", n));
    "markdown-links-nest" md n => markdown(&format!("{}甲{}", times("[", n / 5), "](a)".repeat(n / 5)));
    "markdown-parentheses" md n => markdown(&format!("[甲]({}", times("(", n)));
    "markdown-stars" md n => markdown(&times("*甲 ", n));
    "markdown-strong" md n => markdown(&times("**甲 _乙 ", n));
    "markdown-strong-nest" md n => markdown(&format!("{}甲{}", times("**甲", n / 2), times("乙**", n / 2)));
    "markdown-underscores" md n => markdown(&times("_甲__乙_", n));
    "markdown-ticks" md n => markdown(&counted(n, |i| format!("{}甲", "`".repeat(i % 1_000 + 1))));
    "markdown-references" md n => markdown(&counted(n, |i| format!("[a{i}]: b\n")));
    "markdown-reference-uses" md n => markdown(&format!("[a]: /{}\n\n{}", times("b", n / 2), times("[a] ", n / 2)));
    "markdown-html" md n => markdown(&times("<b>甲", n));
    "markdown-comments" md n => markdown(&times("甲<!--", n));
    "markdown-declarations" md n => markdown(&times("甲<!A <?", n));
    "markdown-autolinks" md n => markdown(&times("<a:b", n));
    "markdown-escapes" md n => markdown(&times("\\*", n));
    "markdown-entities" md n => markdown(&times("&amp;", n));
    "markdown-headings" md n => markdown(&times("## 甲\n\n", n));
    "markdown-setext" md n => markdown(&times("甲\n", n).replace("\n\n", "\n"));
    "markdown-fences" md n => markdown(&times("~~~\n", n));
    "markdown-hard-breaks" md n => markdown(&times("甲\\\n", n));
    "markdown-title" md n => markdown(&times("[甲](a \"", n));
    // Front matter.
    "yaml-flow" txt n => front(&format!("a: {}", times("[", n)));
    "yaml-flow-maps" txt n => front(&format!("a: {}", times("{a: ", n)));
    "yaml-indent" txt n => front(&counted(n, |i| format!("{}a:\n", " ".repeat(i % 400))));
    "yaml-sequence" txt n => front(&format!("a:\n  {}甲", times("- ", n)));
    "yaml-aliases" txt n => front(&counted(n, |i| if i == 0 { "a0: &a0 甲\n".to_owned() } else { format!("a{i}: &a{i} [*a{0}, *a{0}, *a{0}]\n", i - 1) }));
    "yaml-keys" txt n => front(&counted(n, |i| format!("a{i}: 甲\n")));
    "yaml-long" txt n => front(&format!("标题: {}", times("春耕", n)));
    "yaml-block" txt n => front(&format!("标题: |\n{}", times("  春耕\n", n)));
    "yaml-quoted" txt n => front(&format!("标题: \"{}\"", times("\\u6625", n)));
    "yaml-comments" txt n => front(&times("# 春耕\n", n));
    "yaml-anchors" txt n => front(&format!("标题: {}甲", times("&a ", n)));
    "yaml-questions" txt n => front(&times("? ", n));
    "yaml-open" txt n => format!("---\n{}", times("a: b\n", n)).into_bytes();
    // Plain text.
    "line-long" txt n => text(&times("春耕", n));
    "line-sentences" txt n => text(&times("推进春耕，农资充足。", n));
    "line-latin" txt n => text(&times("spring ", n));
    "line-no-break" txt n => text(&times("a", n));
    "line-digits" txt n => text(&times("1", n));
    "line-dates" txt n => text(&times("2024年1月2日", n));
    "line-spaces" txt n => text(&format!("甲{}乙", times(" ", n)));
    "line-wide-spaces" txt n => text(&format!("甲{}乙", times("\u{3000}", n)));
    "lines-short" txt n => text(&times("甲\n", n));
    "lines-blank" txt n => text(&times("\n", n));
    "lines-sentences" txt n => text(&times("推进春耕，农资供应充足。\n", n));
    "lines-headings" txt n => text(&counted(n, |i| format!("{}、抓好春耕\n", ["一", "二", "三", "四"][i % 4])));
    "lines-numbered" txt n => text(&counted(n, |i| format!("{i}.抓好春耕。\n")));
    "lines-articles" txt n => text(&counted(n, |i| format!("第{i}条 抓好春耕。\n")));
    "lines-attachments" txt n => text(&times("附件：任务清单\n", n));
    "lines-names" txt n => text(&times("王一川　　李明远　　赵四海\n", n));
    "lines-info" txt n => text(&times("来源：某报 作者：林晓 2024-01-02\n", n));
    "lines-signatures" txt n => text(&times("某县人民政府办公室\n2024年1月2日\n", n));
    "lines-captions" txt n => text(&times("图1 现场\n", n));
    "lines-wrapped" txt n => text(&times("春分前后，各地抓住农时推进春耕，农资供应充足，技\n", n));
    "lines-repeated" txt n => text(&times("春耕工作报道\n", n));
    "lines-menu" txt n => text(&times("首页 | 新闻 | 图片\n", n));
    "lines-contents" txt n => text(&format!("目录\n{}", counted(n, |i| format!("抓学习强本领（区委办） {i}\n"))));
    "lines-compilation" txt n => text(&times("抓学习强本领（区委办）\n\n推进春耕，农资供应充足，技术人员下到田间，帮助农户解决实际困难。\n\n", n));
    "marks-open" txt n => text(&times("“", n));
    "marks-brackets" txt n => text(&times("（《", n));
    "marks-quotes" txt n => text(&times("\"甲", n));
    "marks-nested" txt n => text(&format!("甲{}{}", times("(", n / 2), times(")", n / 2)));
    "marks-dots" txt n => text(&times("...", n));
    "marks-dashes" txt n => text(&times("--", n));
    "marks-commas" txt n => text(&times("甲,", n));
    "letters-traditional" txt n => text(&times("推動各項工作落實，著力解決羣眾反映的問題。", n));
    "letters-combining" txt n => text(&format!("a{}", times("\u{301}", n)));
    "letters-jamo" txt n => text(&times("\u{1100}\u{1161}\u{11a8}", n));
    "letters-joiners" txt n => text(&times("👩\u{200d}", n));
    // What is joined, taken for a heading or compared line by line.
    "lines-closing" txt n => text(&times("）\n", n));
    "lines-torn" txt n => text(&format!("，甲\n，乙\n，丙\n{}", times("春耕，\n）\n", n)));
    "lines-starred" txt n => text(&times("** 甲\n乙 **\n", n));
    "lines-named" txt n => format!("{}\n{}\n{TEXT}\n", times("春耕备耕", n / 2), times("松溪县农业局门户\n", n / 2)).into_bytes();
    "line-page" txt n => format!("春耕 备耕情况_网 {}", times("首页 要闻 春耕 备耕情况 各地要抓好春耕生产。 ", n)).into_bytes();
    "letters-private" txt n => text(&times("甲\u{10f000}", n));
    "letters-controls" txt n => text(&times("甲\u{1}\u{202e}", n));
    "letters-compatibility" txt n => text(&times("\u{fdfa}", n));
    // Bytes.
    "bytes-nul" txt n => [text(""), vec![0; n]].concat();
    "bytes-ff" txt n => [text(""), vec![0xff; n]].concat();
    "bytes-gbk" txt n => [0xd6, 0xd0, 0xb9, 0xfa, 0xa3, 0xac].repeat(n / 6 + 1);
    "bytes-gbk-stray" txt n => [0xd6, 0xd0, 0xb9, 0xfa, 0x80, 0xa3, 0xac, 0xff, 0x0a].repeat(n / 9 + 1);
    "bytes-two-encodings" txt n => [text("").as_slice(), b"\xd6\xd0\xb9\xfa\n"].concat().repeat(n / 400 + 1);
    "bytes-utf16" txt n => [vec![0xff, 0xfe], [0x25, 0x66].repeat(n / 2)].concat();
    "bytes-mojibake" txt n => text(&times("æ˜¥è€•å·¥ä½œ", n));
    "bytes-mojibake-twice" txt n => text(&times("Ã¦ËœÂ¥", n));
    "bytes-cut" txt n => [text(""), [0xe6, 0x98].repeat(n / 2)].concat();
}
