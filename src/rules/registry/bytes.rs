//! Encoding and markup.

use crate::rules::Zone;
use crate::rules::registry::Example::{Damaged, Line, Markdown, Page, Repeated, Text};
use crate::rules::registry::{Damage, Deed, Rule, Words};

/// What the damaged inputs say.
const TEXT: &str = "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药，确保春播顺利进行。\n各乡镇要在四月底前报送进度，联系人见附件，逾期不报的予以通报，并纳入年终考核的重要内容。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "decode.control",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "control characters", chinese: "控制字符" },
        what: Words { english: "control characters are taken out", chinese: "去掉控制字符" },
        why: Words {
            english: "they are no text and harm terminals and files",
            chinese: "不是文字，会损害终端和文件",
        },
        fires: Line(Zone::Body, "要抓紧备耕\u{7}，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.cut",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "cut in the middle of a character", chinese: "文件在字符中间截断" },
        what: Words {
            english: "the input begins or ends in the middle of a character",
            chinese: "输入在字符中间开始或结束",
        },
        why: Words { english: "it is a part of something longer", chinese: "是更长文件的一部分" },
        fires: Damaged(Damage::Cut, TEXT),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.doubtful",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "the encoding is a guess", chinese: "编码只是猜测" },
        what: Words {
            english: "the encoding is a guess, since nothing reads like Chinese",
            chinese: "读来不像中文，编码只是猜测",
        },
        why: Words {
            english: "with another encoding the text would be another",
            chinese: "换一种编码就是另一篇文字",
        },
        fires: Damaged(Damage::Foreign, "Пилот летит"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.filler",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "private code points for a space", chinese: "表示空格的专用码位" },
        what: Words {
            english: "private code points of old systems for a full-width space become one",
            chinese: "旧系统表示全角空格的专用码位改为全角空格",
        },
        why: Words { english: "no font has them", chinese: "字体中没有" },
        fires: Line(Zone::Body, "要抓紧备耕\u{e5e5}各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.guessed",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "characters that were guessed", chinese: "猜测还原的字符" },
        what: Words {
            english: "characters that an earlier wrong decoding lost were guessed",
            chinese: "以前错误解码所丢失的字符经猜测还原",
        },
        why: Words { english: "a guess wants to be looked at", chinese: "猜测须由人核对" },
        fires: Damaged(Damage::Mangled, TEXT),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.invisible",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "invisible characters", chinese: "不可见字符" },
        what: Words {
            english: "invisible characters are taken out: zero-width spaces, marks of direction, soft hyphens",
            chinese: "去掉不可见字符：零宽空格、方向标记、软连字符",
        },
        why: Words { english: "they break searching, and lines", chinese: "妨碍检索和换行" },
        fires: Line(Zone::Body, "要抓紧备耕\u{200b}，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.line-break",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "unusual line breaks", chinese: "少见的换行符" },
        what: Words {
            english: "unusual line breaks (U+2028, U+0085, form feeds) become line ends",
            chinese: "少见的换行符（U+2028、U+0085、换页符）改为普通换行",
        },
        why: Words {
            english: "a line is a line whoever wrote it", chinese: "不论何人所写，一行就是一行"
        },
        fires: Line(Zone::Body, "要抓紧备耕。\u{2028}各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.lost",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "characters that cannot be recovered", chinese: "无法恢复的字符" },
        what: Words { english: "characters that cannot be recovered", chinese: "无法恢复的字符" },
        why: Words { english: "the clerk must find them in the source", chinese: "须由人从原文查找" },
        fires: Repeated(
            "<p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。</p>",
            8,
            "<p>要抓紧备耕\u{fffd}各乡镇要在三月底前备足种子、化肥和农药。</p>",
        ),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.mixed",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "several encodings", chinese: "多种编码" },
        what: Words { english: "the input is in several encodings", chinese: "输入使用了多种编码" },
        why: Words {
            english: "two files were put together, and one part may be wrong",
            chinese: "由不同文件拼成，其中可能有误",
        },
        fires: Damaged(Damage::Joined, TEXT),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.noncharacter",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "code points that are no characters", chinese: "不是字符的码位" },
        what: Words {
            english: "code points that are no characters are taken out",
            chinese: "去掉不是字符的码位",
        },
        why: Words { english: "no file may hold them", chinese: "任何文件都不应含有" },
        fires: Line(Zone::Body, "要抓紧备耕\u{fdd0}，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.nul",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "zero bytes", chinese: "零字节" },
        what: Words { english: "zero bytes are left out", chinese: "去掉零字节" },
        why: Words { english: "they belong to no encoding of text", chinese: "不属于任何文本编码" },
        fires: Damaged(Damage::Zero, TEXT),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.private",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "characters of a private font", chinese: "专用字体的字符" },
        what: Words {
            english: "characters of a private font, which nobody else can show",
            chinese: "专用字体的字符，别处无法显示",
        },
        why: Words {
            english: "only the page they come from shows what they are",
            chinese: "只有原网页能显示",
        },
        fires: Line(Zone::Body, "要抓紧备耕\u{e123}，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.remapped",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "private code points of old GBK", chinese: "旧 GBK 的专用码位" },
        what: Words {
            english: "private code points of old GBK become the character's own",
            chinese: "旧 GBK 的专用码位改为该字自己的码位",
        },
        why: Words {
            english: "fonts and searches know the new ones only", chinese: "字体和检索只认新码位"
        },
        fires: Line(Zone::Body, "要抓紧备耕\u{e864}，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "decode.repaired",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "wrong decoding that was put right", chinese: "还原的错误解码" },
        what: Words {
            english: "text that had been decoded wrongly before it was saved is put right",
            chinese: "保存之前已被错误解码的文字得到还原",
        },
        why: Words { english: "what was saved is no Chinese", chinese: "保存下来的已不是中文" },
        fires: Damaged(Damage::Misread, TEXT),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "footnote.mark",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "the sign of a footnote", chinese: "脚注的序号" },
        what: Words {
            english: "the number or sign of a footnote on a web page gives way to a real footnote",
            chinese: "网页脚注的序号或符号改为真正的脚注",
        },
        why: Words {
            english: "footnotes are numbered anew, page by page", chinese: "脚注按页重新编号"
        },
        fires: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气<sup><a href=\"#n1\" id=\"r1\">[1]</a></sup>，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p><p id=\"n1\"><a href=\"#r1\">[1]</a> 据市气象台的预报。</p>",
        ),
        stays: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p>",
        ),
    },
    Rule {
        id: "footnote.repeated",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "a footnote of several places", chinese: "多处共用的脚注" },
        what: Words {
            english: "a footnote that several places point to stands below each of them",
            chinese: "多处共用的脚注在每一处之下各排一次",
        },
        why: Words { english: "a reader finds it on the same page", chinese: "读者在同页即可看到" },
        fires: Markdown(
            "# 岚川春播全面展开\n\n岚川市各乡镇抓住晴好天气[^1]，组织农机手连片作业，全市春播已经完成七成[^1]，预计四月底全部结束。\n\n[^1]: 据市气象台的预报。\n",
        ),
        stays: Markdown(
            "# 岚川春播全面展开\n\n岚川市各乡镇抓住晴好天气[^1]，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n\n[^1]: 据市气象台的预报。\n",
        ),
    },
    Rule {
        id: "footnote.missing",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a footnote without a text", chinese: "没有内容的脚注" },
        what: Words {
            english: "a text calls for a footnote that the input does not have; its sign is left out",
            chinese: "正文引有脚注，但文件中没有内容，序号不排",
        },
        why: Words { english: "an empty footnote says nothing", chinese: "空的脚注没有意义" },
        fires: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业<a href=\"#n1\" id=\"r1\">[1]</a>，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p><p id=\"n1\"><a href=\"#r1\">[1]</a></p>",
        ),
        stays: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业<a href=\"#n1\" id=\"r1\">[1]</a>，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p><p id=\"n1\"><a href=\"#r1\">[1]</a> 据市气象台的预报。</p>",
        ),
    },
    Rule {
        id: "markdown.mark",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "marks of Markdown", chinese: "Markdown 标记" },
        what: Words {
            english: "marks of Markdown: `##`, `**`, `>`, `[^1]`",
            chinese: "Markdown 标记：`##`、`**`、`>`、`[^1]`",
        },
        why: Words {
            english: "they say what a line is and are no text",
            chinese: "标记说明一行是什么，不是文字",
        },
        fires: Markdown(
            "# 岚川春播全面展开\n\n岚川市各乡镇抓住**晴好天气**，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "text.dump",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "marks of a page written out", chinese: "网页转存标记" },
        what: Words {
            english: "what programs that write a page out as text put in: `****** a heading ******`, `[12]` before a link, the list of addresses",
            chinese: "程序把网页存成文本时加入的标记：`****** 标题 ******`、链接前的 `[12]`、文末的地址列表",
        },
        why: Words {
            english: "they say what a line is or leads to and are no text",
            chinese: "标记说明一行是什么、链接到哪里，不是文字",
        },
        fires: Text(
            "****** 岚川春播全面展开 ******\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "page.entity",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "character references in the text", chinese: "字符引用" },
        what: Words {
            english: "character references in the text (`&nbsp;`, `&#8220;`) become the characters",
            chinese: "文中的字符引用（`&nbsp;`、`&#8220;`）改为字符",
        },
        why: Words { english: "markup that was saved as text", chinese: "标记被当作文字保存" },
        fires: Line(Zone::Body, "要抓紧&#8220;备耕&#8221;，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "page.limit",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "more than is read", chinese: "超出限度" },
        what: Words {
            english: "more of something than is read ([limits.md](limits.md)): what is left out is told",
            chinese: "超出所读限度（[limits.md](limits.md)），省去的予以说明",
        },
        why: Words {
            english: "no input may stop the others", chinese: "任何输入都不得妨碍其他输入"
        },
        fires: Repeated(
            "<div>",
            300,
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p>",
        ),
        stays: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p>",
        ),
    },
    Rule {
        id: "page.title",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "the name of a page as its title", chinese: "以网页名称为标题" },
        what: Words {
            english: "the title of a page that shows it only in its name",
            chinese: "标题只在网页名称中",
        },
        why: Words { english: "a document needs a title", chinese: "公文应有标题" },
        fires: Text(
            "<html><head><title>岚川春播全面展开</title></head><body><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p></body></html>",
        ),
        stays: Text(
            "<html><head><title>岚川春播全面展开</title></head><body><h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p></body></html>",
        ),
    },
    Rule {
        id: "pdf.missing",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a character no font has", chinese: "字体中没有的字符" },
        what: Words {
            english: "a character no font has is drawn as a box in a PDF",
            chinese: "字体中没有的字符在 PDF 中画作方框",
        },
        why: Words {
            english: "the clerk can name a font that has it", chinese: "可以另行指定有此字的字体"
        },
        fires: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子\u{11000}、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "text.blank",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "an underlined blank of a form", chinese: "表格中带下划线的空白" },
        what: Words {
            english: "an underlined blank of a form becomes ＿＿, as wide as it was",
            chinese: "带下划线的空白改为等宽的＿＿",
        },
        why: Words { english: "somebody will write there", chinese: "供人填写" },
        fires: Markdown(
            "# 关于做好春播工作的通知\n\n今收到<u>　　　　</u>交来春播种子款一笔，特此证明，此据由经办人签字后生效。\n",
        ),
        stays: Markdown(
            "# 关于做好春播工作的通知\n\n今收到<u>张三</u>交来春播种子款一笔，特此证明，此据由经办人签字后生效。\n",
        ),
    },
    Rule {
        id: "text.formula",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a formula", chinese: "公式" },
        what: Words {
            english: "a formula cannot be set as a line of text", chinese: "公式无法排成一行文字"
        },
        why: Words {
            english: "set as plain characters it would say something else",
            chinese: "排成普通字符会变成别的意思",
        },
        fires: Markdown(
            "# 关于做好春播工作的通知\n\n补贴按下列公式计算：$\\sum_{i=1}^{n} x_i$，其中各项以统计数据为准，由市农业农村局公布。\n",
        ),
        stays: Page(
            "<h1>关于做好春播工作的通知</h1><p>补贴按每亩一百元计算，其中各项以统计数据为准，由市农业农村局公布。</p>",
        ),
    },
    Rule {
        id: "text.reserved",
        does: Deed::Changes,
        keepable: false,
        name: Words {
            english: "private characters of the program's own", chinese: "程序自用的专用字符"
        },
        what: Words {
            english: "private characters (U+10F000 to U+10FFFD) that would be taken for anchors of footnotes become □",
            chinese: "会被当作脚注标志的专用字符（U+10F000 至 U+10FFFD）改为□",
        },
        why: Words {
            english: "no text may speak the program's own language",
            chinese: "来文不得使用程序自己的标志",
        },
        fires: Line(Zone::Body, "要抓紧备耕\u{10f000}，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "text.subscript",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "lowered digits", chinese: "下标数字" },
        what: Words {
            english: "lowered digits become characters of their own: CO₂",
            chinese: "下标数字改为下标字符：CO₂",
        },
        why: Words { english: "CO2 reads otherwise", chinese: "CO2 是另一种写法" },
        fires: Page(
            "<h1>关于做好春播工作的通知</h1><p>各单位要减少CO<sub>2</sub>排放，推广节能农机，让春播作业更绿色、更低碳、更高效。</p>",
        ),
        stays: Page(
            "<h1>关于做好春播工作的通知</h1><p>各单位要减少CO₂排放，推广节能农机，让春播作业更绿色、更低碳、更高效。</p>",
        ),
    },
    Rule {
        id: "text.superscript",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "raised digits", chinese: "上标数字" },
        what: Words {
            english: "raised digits become characters of their own: 10⁵; where there are none and plain text misleads, it is told",
            chinese: "上标数字改为上标字符：10⁵；没有相应字符而会误读的予以说明",
        },
        why: Words { english: "105 is another number than 10⁵", chinese: "105 与 10⁵ 是两个数" },
        fires: Page(
            "<h1>关于做好春播工作的通知</h1><p>全市春播面积达到3×10<sup>5</sup>亩，比上年增加一成，创历史新高，为全年丰收打下基础。</p>",
        ),
        stays: Page(
            "<h1>关于做好春播工作的通知</h1><p>全市春播面积达到300000亩，比上年增加一成，创历史新高，为全年丰收打下基础。</p>",
        ),
    },
];
