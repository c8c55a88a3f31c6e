//! Script and punctuation.

use crate::rules::Zone;
use crate::rules::registry::Example::{Dated, Dictionary, Line, Text};
use crate::rules::registry::{Deed, Rule, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "pairs.brackets",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a bracket without a partner", chinese: "不成对的括号" },
        what: Words { english: "a bracket without a partner", chinese: "不成对的括号" },
        why: Words { english: "text may be lost beside it", chinese: "旁边可能缺失文字" },
        fires: Line(Zone::Body, "要抓紧备耕（三月底前，各乡镇要备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕（三月底前），各乡镇要备足种子、化肥和农药。"),
    },
    Rule {
        id: "pairs.quotes",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a quotation mark without a partner", chinese: "不成对的引号" },
        what: Words { english: "a quotation mark without a partner", chinese: "不成对的引号" },
        why: Words {
            english: "where the quotation ends is not to be guessed",
            chinese: "引文到哪里为止不能猜",
        },
        fires: Line(Zone::Body, "要抓紧“备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧“备耕”，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "pairs.titles",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "《 or 》 without a partner", chinese: "不成对的书名号" },
        what: Words { english: "《 or 》 without a partner", chinese: "不成对的书名号" },
        why: Words {
            english: "where the name ends is not to be guessed", chinese: "书名到哪里为止不能猜"
        },
        fires: Line(Zone::Body, "要学习《春播技术手册，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要学习《春播技术手册》，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.bracket",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "brackets in Chinese text", chinese: "中文中的括号" },
        what: Words {
            english: "brackets around or beside Chinese become full-width",
            chinese: "中文内外的括号改为全角",
        },
        why: Words { english: "GB/T 15834", chinese: "依 GB/T 15834" },
        fires: Line(Zone::Body, "要抓紧备耕(三月底前)，各乡镇要备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕（三月底前），各乡镇要备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.dash",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "dashes", chinese: "破折号" },
        what: Words { english: "`--` becomes ——", chinese: "`--` 改为——" },
        why: Words { english: "GB/T 15834 4.10", chinese: "依 GB/T 15834 4.10" },
        fires: Line(Zone::Body, "要抓紧备耕--这是头等大事，各乡镇要备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕——这是头等大事，各乡镇要备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.digit",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "full-width digits and letters", chinese: "全角数字和字母" },
        what: Words {
            english: "full-width digits and letters become half-width, and so does the dot inside of a number",
            chinese: "全角数字、字母和小数点改为半角",
        },
        why: Words { english: "GB/T 15835", chinese: "依 GB/T 15835" },
        fires: Line(Zone::Body, "要抓紧备耕，各乡镇要在３月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在3月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.document-number",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "the year of a document number", chinese: "发文字号的年份" },
        what: Words {
            english: "the year of a document number gets 〔〕 (GB/T 9704-2012 7.2.5)",
            chinese: "发文字号的年份用〔〕（GB/T 9704-2012 7.2.5）",
        },
        why: Words { english: "GB/T 9704-2012 7.2.5", chinese: "依 GB/T 9704-2012 7.2.5" },
        fires: Line(Zone::Body, "根据岚政发[2024]5号文件，各乡镇要备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "根据岚政发〔2024〕5号文件，各乡镇要备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.doubled",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "a mark typed twice", chinese: "重复的标点" },
        what: Words { english: "a mark typed twice stands once", chinese: "重复的标点只留一个" },
        why: Words { english: "a slip of the hand", chinese: "属于误按" },
        fires: Line(Zone::Body, "要抓紧备耕，，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.ellipsis",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "ellipses", chinese: "省略号" },
        what: Words {
            english: "`...` and 。。。 become ……", chinese: "`...` 和。。。改为……"
        },
        why: Words { english: "GB/T 15834 4.11", chinese: "依 GB/T 15834 4.11" },
        fires: Line(Zone::Body, "要备足种子、化肥、农药。。。各乡镇要在三月底前报送进度。"),
        stays: Line(Zone::Body, "要备足种子、化肥、农药……各乡镇要在三月底前报送进度。"),
    },
    Rule {
        id: "punctuation.form",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "odd forms of marks", chinese: "异形标点" },
        what: Words {
            english: "small, vertical and other odd forms of marks (﹔ ︰ ｡ 「) become ordinary ones",
            chinese: "小写、竖排等异形标点（﹔ ︰ ｡ 「）改为普通标点",
        },
        why: Words {
            english: "fonts lack them, and readers stumble", chinese: "字体多半没有，也不便阅读"
        },
        fires: Line(Zone::Body, "要抓紧备耕﹔各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕；各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.numeral",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "numbers that are one character", chinese: "单字序号" },
        what: Words {
            english: "numbers that are one character (㈠ ⑴ ⒈) are written out",
            chinese: "单字序号（㈠ ⑴ ⒈）改为普通写法",
        },
        why: Words {
            english: "headings are known by them, and fonts lack them",
            chinese: "便于识别层次，字体也多半没有",
        },
        fires: Line(Zone::Body, "㈠抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "（一）抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.quote",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "straight quotes", chinese: "直引号" },
        what: Words {
            english: "straight quotes become “” and ‘’ where they pair",
            chinese: "成对的直引号改为“”和‘’",
        },
        why: Words { english: "GB/T 15834 4.8", chinese: "依 GB/T 15834 4.8" },
        fires: Line(Zone::Body, "要抓紧\"备耕\"，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧“备耕”，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.radical",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "radicals for characters", chinese: "部首代字" },
        what: Words {
            english: "radicals and compatibility forms (⼯) become the character (工)",
            chinese: "部首和兼容字形（⼯）改为正字（工）",
        },
        why: Words {
            english: "they look alike and are not found by searching", chinese: "形似而检索不到"
        },
        fires: Line(Zone::Body, "要抓紧备耕⼯作，各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕工作，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.space",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "spaces in Chinese text", chinese: "中文中的空格" },
        what: Words {
            english: "spaces beside full-width marks, and between Chinese and digits or Latin letters, are taken out",
            chinese: "去掉全角标点旁和中文与数字、字母之间的空格",
        },
        why: Words { english: "official documents have none", chinese: "公文不加空格" },
        fires: Line(Zone::Body, "要抓紧备耕，各乡镇要在 3 月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "要抓紧备耕，各乡镇要在3月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.width",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "half-width marks", chinese: "半角标点" },
        what: Words {
            english: "half-width marks in Chinese text become full-width (GB/T 15834)",
            chinese: "中文中的半角标点改为全角（GB/T 15834）",
        },
        why: Words { english: "GB/T 15834", chinese: "依 GB/T 15834" },
        fires: Line(Zone::Body, "要抓紧备耕,各乡镇要在三月底前备足种子、化肥和农药。"),
        stays: Line(Zone::Body, "亩产提高3.5%，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "punctuation.zero",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "zero in Chinese numerals", chinese: "中文数字中的〇" },
        what: Words {
            english: "a circle, O or 0 between Chinese numerals becomes 〇",
            chinese: "中文数字之间的圆圈、O 或 0 改为〇",
        },
        why: Words { english: "GB/T 15835", chinese: "依 GB/T 15835" },
        fires: Line(Zone::Body, "二○二四年要抓紧备耕，各乡镇要在三月底前备足种子和农药。"),
        stays: Line(Zone::Body, "二〇二四年要抓紧备耕，各乡镇要在三月底前备足种子和农药。"),
    },
    Rule {
        id: "dates.form",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "the form of a date", chinese: "日期的写法" },
        what: Words {
            english: "the date under a text is not written with Arabic digits, the year in full, no leading zero",
            chinese: "成文日期未按阿拉伯数字、年份标全、月日不编虚位的写法",
        },
        why: Words { english: "GB/T 9704-2012 7.3.5.4", chinese: "依 GB/T 9704-2012 7.3.5.4" },
        fires: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n二〇二四年三月一日\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
    },
    Rule {
        id: "dates.written",
        does: Deed::Changes,
        keepable: true,
        name: Words { english: "dates written out", chinese: "日期改写" },
        what: Words {
            english: "with `--dates`, dates are written with Arabic digits, the year in full, no leading zero: 2026-01-05, 二〇二六年一月五日 become 2026年1月5日; not in tables, 《》 and “”",
            chinese: "加 `--dates` 时，日期改用阿拉伯数字，年份标全，月日不编虚位：2026-01-05、二〇二六年一月五日改为2026年1月5日；表格、《》和“”内不改",
        },
        why: Words { english: "GB/T 9704-2012 7.3.5.4", chinese: "依 GB/T 9704-2012 7.3.5.4" },
        fires: Dated("自2026-03-01起，各乡镇要备足种子、化肥和农药，不误农时。"),
        stays: Dated("自2026年3月1日起，各乡镇要备足种子、化肥和农药，不误农时。"),
    },
    Rule {
        id: "script.character",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "characters of the other script", chinese: "繁简转换的字" },
        what: Words { english: "a character is written in the other script", chinese: "字的繁简转换" },
        why: Words { english: "an official document is in one script", chinese: "公文使用一种字体" },
        fires: Line(Zone::Body, "各鄉鎮要在四月底前報送進度，逾期不報的予以通報，並納入年終考核。"),
        stays: Line(Zone::Body, "各乡镇要在四月底前报送进度，逾期不报的予以通报，并纳入年终考核。"),
    },
    Rule {
        id: "script.dictionary",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "words of the user's dictionary", chinese: "用户词典的词" },
        what: Words { english: "a word of the user's dictionary", chinese: "用户词典中的词" },
        why: Words { english: "the user knows the names of the place", chinese: "用户熟悉当地名称" },
        fires: Dictionary(
            "乾縣\t乾县\n",
            "乾縣各鄉鎮要在四月底前報送進度，逾期不報的予以通報，並納入年終考核。",
        ),
        stays: Line(Zone::Body, "乾縣各鄉鎮要在四月底前報送進度，逾期不報的予以通報，並納入年終考核。"),
    },
    Rule {
        id: "script.phrase",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "words of the other script", chinese: "繁简转换的词" },
        what: Words {
            english: "a word is written in the other script as a whole",
            chinese: "整词的繁简转换",
        },
        why: Words {
            english: "one character of Traditional stands for several of Simplified, or the other way round",
            chinese: "繁简之间并非一一对应",
        },
        fires: Line(Zone::Body, "乾隆年間的水渠和乾燥的糧倉都要檢修，各鄉鎮要在四月底前報送進度。"),
        stays: Line(Zone::Body, "各乡镇要在四月底前报送进度，逾期不报的予以通报，并纳入年终考核。"),
    },
    Rule {
        id: "script.quotes",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "corner brackets", chinese: "直角引号" },
        what: Words {
            english: "「」 and 『』 become “” and ‘’", chinese: "「」『』改为“”‘’"
        },
        why: Words {
            english: "GB/T 15834 has them for vertical lines only",
            chinese: "GB/T 15834 只在竖排时使用",
        },
        fires: Line(Zone::Body, "各鄉鎮要把「春播」當作頭等大事，在四月底前報送進度，納入年終考核。"),
        stays: Line(Zone::Body, "各鄉鎮要把“春播”當作頭等大事，在四月底前報送進度，納入年終考核。"),
    },
    Rule {
        id: "script.zhe",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "著 and 着", chinese: "著与着" },
        what: Words {
            english: "著 becomes 着 but for 著名, 显著 and the like",
            chinese: "著改为着，著名、显著等除外",
        },
        why: Words {
            english: "two words that Traditional writes with one character",
            chinese: "繁体一字，简体两字",
        },
        fires: Line(Zone::Body, "各鄉鎮要沿著既定路線，在四月底前報送進度，逾期不報的予以通報。"),
        stays: Line(Zone::Body, "各鄉鎮成效顯著，要在四月底前報送進度，逾期不報的予以通報。"),
    },
];
