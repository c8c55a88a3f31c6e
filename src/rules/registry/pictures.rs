//! Pictures.

use crate::rules::registry::Example::Page;
use crate::rules::registry::{Deed, Example, Rule, Words};

/// A page that shows none.
const WITHOUT: Example = Page(
    "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p><b>春播</b></p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
);

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "pictures.remote",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a picture that is on the net", chinese: "网上的图片" },
        what: Words {
            english: "a picture that is not in the text nor beside it: its address is in the report",
            chinese: "既不在文中也不在旁边的图片，网址见报告",
        },
        why: Words { english: "the program never goes onto the net", chinese: "程序从不联网" },
        fires: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p><img src=\"http://www.example.cn/2024/spring.jpg\" alt=\"春播现场\"></p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
        stays: WITHOUT,
    },
    Rule {
        id: "pictures.missing",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a picture that cannot be read", chinese: "无法读取的图片" },
        what: Words {
            english: "a picture that should be beside the page and cannot be read",
            chinese: "应在网页旁边而无法读取的图片",
        },
        why: Words {
            english: "the document would lack it in silence", chinese: "否则图片会无声缺失"
        },
        fires: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p><img src=\"spring.jpg\" alt=\"春播现场\"></p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
        stays: WITHOUT,
    },
    Rule {
        id: "pictures.broken",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a broken picture", chinese: "损坏的图片" },
        what: Words {
            english: "a picture that is cut off, or no picture at all",
            chinese: "不完整的图片，或根本不是图片",
        },
        why: Words { english: "no program could show it", chinese: "任何程序都无法显示" },
        fires: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p><img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"春播现场\"></p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
        stays: WITHOUT,
    },
    Rule {
        id: "pictures.decoration",
        does: Deed::Tells,
        keepable: true,
        name: Words { english: "decorations", chinese: "装饰图片" },
        what: Words {
            english: "icons, trackers, logos and QR codes", chinese: "图标、统计图、徽标和二维码"
        },
        why: Words { english: "they belong to the page", chinese: "属于网页" },
        fires: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p><img src=\"logo.png\" alt=\"徽标\"></p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
        stays: WITHOUT,
    },
];
