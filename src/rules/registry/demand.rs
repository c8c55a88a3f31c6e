//! Parts that stay unless the user drops them.

use crate::rules::Zone;
use crate::rules::registry::Example::{Kept, Line, Markdown, Page, Text};
use crate::rules::registry::{Deed, Rule, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "parts.byline",
        does: Deed::OnDemand,
        keepable: false,
        name: Words {
            english: "the author or unit under the title", chinese: "标题之下的作者或单位"
        },
        what: Words {
            english: "the author or unit under the title", chinese: "标题之下的作者或单位"
        },
        why: Words { english: "a reprint may not need it", chinese: "转载时可以不要" },
        fires: Text(
            "岚川市2024年春播工作总结\n岚川市农业农村局\n2024年，全市上下齐心协力，春播工作取得新的进展，全面完成了任务。\n一、主要工作\n坚持早谋划、早部署、早落实，播种面积比上年增加一成。\n",
        ),
        stays: Text(
            "岚川市2024年春播工作总结\n2024年，全市上下齐心协力，春播工作取得新的进展，全面完成了任务。\n一、主要工作\n坚持早谋划、早部署、早落实，播种面积比上年增加一成。\n",
        ),
    },
    Rule {
        id: "parts.source",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "source and date under the title", chinese: "标题之下的来源和日期" },
        what: Words { english: "source and date under the title", chinese: "标题之下的来源和日期" },
        why: Words {
            english: "where a text was found may be nobody's concern",
            chinese: "文章的出处未必需要",
        },
        fires: Text(
            "岚川春播全面展开\n来源：岚川日报 发布时间：2024-04-02\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "parts.kicker",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "the lines above the title", chinese: "引题" },
        what: Words { english: "the lines above the title", chinese: "标题之上各行" },
        why: Words { english: "a document has one title", chinese: "公文只有一个标题" },
        fires: Text(
            "韩某在全县经济工作会议上指出\n抢抓农时不误春播\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "parts.subtitle",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "the lines under the title", chinese: "副标题" },
        what: Words { english: "the lines under the title", chinese: "副标题各行" },
        why: Words { english: "a document has one title", chinese: "公文只有一个标题" },
        fires: Text(
            "抢抓农时 不误春播\n——岚川市2024年春播工作纪实\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "parts.abstract",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "an abstract or editor's note", chinese: "摘要或编者按" },
        what: Words { english: "an abstract or editor's note", chinese: "摘要或编者按" },
        why: Words {
            english: "it repeats the text, or speaks about it", chinese: "重复正文或评论正文"
        },
        fires: Text(
            "岚川春播全面展开\n摘要：本文讲春播。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "parts.attachments",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "the list of attachments", chinese: "附件说明" },
        what: Words { english: "the list of attachments under the text", chinese: "附件说明" },
        why: Words { english: "the attachments may not come along", chinese: "附件未必一并印发" },
        fires: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n附件：1.春播进度表\n2.联系人名单\n岚川市农业农村局\n2024年3月1日\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
    },
    Rule {
        id: "parts.captions",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "captions", chinese: "图题" },
        what: Words { english: "captions that were kept", chinese: "保留下来的图题" },
        why: Words { english: "the pictures may be left out as well", chinese: "图片也可能不要" },
        fires: Line(Zone::Body, "图为春播现场。张三 摄"),
        stays: Line(Zone::Body, "图书馆要为春播准备技术资料，做到乡乡有书、村村能学。"),
    },
    Rule {
        id: "parts.credits",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "who edited or checked the text", chinese: "编辑、供稿、审核人员" },
        what: Words {
            english: "who edited, supplied or checked the text, where that was kept",
            chinese: "保留下来的编辑、供稿、审核人员",
        },
        why: Words {
            english: "who handled the page is no part of the text",
            chinese: "经手网页的人不属于正文",
        },
        fires: Kept("credits.line", Zone::Tail, "责任编辑：张三"),
        stays: Line(Zone::Body, "编辑和校对人员要在四月底前到岗，逐字逐句核对，不出差错。"),
    },
    Rule {
        id: "parts.notes",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "notes in brackets", chinese: "括注的说明" },
        what: Words {
            english: "notes in brackets under the title or the date",
            chinese: "标题或日期之下括注的文字",
        },
        why: Words {
            english: "they tell how the document may be used, which may have changed",
            chinese: "说明公文如何使用，情况可能已变",
        },
        fires: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n（此件公开发布）\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
    },
    Rule {
        id: "parts.number",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "the document number", chinese: "发文字号" },
        what: Words { english: "the document number", chinese: "发文字号" },
        why: Words { english: "a copy that is passed on may go without", chinese: "转发时可以不要" },
        fires: Text(
            "关于做好春播工作的通知\n岚农发〔2024〕5号\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
    },
    Rule {
        id: "parts.quotes",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "quoted blocks", chinese: "引文" },
        what: Words { english: "quoted blocks", chinese: "引文" },
        why: Words { english: "what others said may be left to them", chinese: "他人之言可以不录" },
        fires: Markdown(
            "# 岚川春播全面展开\n\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n\n> 人误地一时，地误人一年。\n\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n",
        ),
        stays: Markdown(
            "# 岚川春播全面展开\n\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "parts.signature",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "name and date at the end", chinese: "署名和日期" },
        what: Words { english: "name and date at the end", chinese: "文末的署名和日期" },
        why: Words { english: "a model for others goes without", chinese: "作范文时可以不要" },
        fires: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "parts.tables",
        does: Deed::OnDemand,
        keepable: false,
        name: Words { english: "tables", chinese: "表格" },
        what: Words { english: "tables", chinese: "表格" },
        why: Words { english: "a text to be read aloud has none", chinese: "供宣读的文稿没有表格" },
        fires: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><table><tr><td>乡镇</td><td>面积</td></tr><tr><td>东河镇</td><td>1200</td></tr></table><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
        stays: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p>",
        ),
    },
];
