//! What is known by its place and shape in a document.

use crate::rules::Zone;
use crate::rules::registry::Example::{Line, Markdown, Page, Text};
use crate::rules::registry::{Deed, Rule, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "contents.dead",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "a table of contents copied with the text", chinese: "随文复制的目录" },
        what: Words {
            english: "a table of contents copied with the text, whose page numbers are dead",
            chinese: "随文复制而页码失效的目录",
        },
        why: Words {
            english: "its page numbers are those of another file; --toc makes a new one",
            chinese: "其页码是别的文件的；--toc 另行生成",
        },
        fires: Text(
            "岚川市2024年工作总结\n目录\n一、主要工作……1\n二、存在问题……3\n三、下一步打算……5\n2024年，全市上下齐心协力，各项工作取得新的进展。\n一、主要工作\n坚持稳中求进，办结事项一百二十件，群众满意率明显提高。\n二、存在问题\n一些工作抓得不实，进展不够平衡，需要认真加以解决。\n三、下一步打算\n继续抓好各项工作的落实，确保完成全年目标任务。\n",
        ),
        stays: Text(
            "岚川市2024年工作总结\n2024年，全市上下齐心协力，各项工作取得新的进展。\n一、主要工作\n坚持稳中求进，办结事项一百二十件，群众满意率明显提高。\n二、下一步打算\n继续抓好各项工作的落实，确保完成全年目标任务。\n",
        ),
    },
    Rule {
        id: "footnote.lost",
        does: Deed::TakesOut,
        keepable: false,
        name: Words {
            english: "a footnote to something that was taken out",
            chinese: "所注内容已被删除的脚注",
        },
        what: Words {
            english: "a footnote to something that was taken out of the text",
            chinese: "所注内容已被删除的脚注",
        },
        why: Words {
            english: "a footnote cannot stand without its place", chinese: "脚注不能没有所注之处"
        },
        fires: Markdown(
            "# 岚川春播全面展开\n\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n\n图为春播现场[^1]　张三 摄\n\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n\n[^1]: 照片摄于四月。\n",
        ),
        stays: Markdown(
            "# 岚川春播全面展开\n\n岚川市各乡镇抓住晴好天气[^1]，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n\n[^1]: 据市气象台的预报。\n",
        ),
    },
    Rule {
        id: "info.line",
        does: Deed::TakesOut,
        keepable: false,
        name: Words {
            english: "lines of source, date and author", chinese: "来源、发布时间、作者各行"
        },
        what: Words {
            english: "来源, 发布时间 and 作者 lines, read into source, date and author",
            chinese: "来源、发布时间、作者各行，读作来源、日期和作者",
        },
        why: Words {
            english: "they stand under the title as one line of their own form",
            chinese: "标题之下统一为一行",
        },
        fires: Text(
            "岚川春播全面展开\n来源：岚川日报 发布时间：2024-04-02\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n",
        ),
    },
    Rule {
        id: "page.meta",
        does: Deed::Changes,
        keepable: false,
        name: Words {
            english: "what only the markup of a page says", chinese: "只在网页标记中注明的内容"
        },
        what: Words {
            english: "date, source and author that only the markup of a page names",
            chinese: "只在网页标记中注明的日期、来源和作者",
        },
        why: Words {
            english: "the page shows them elsewhere, or not at all",
            chinese: "网页在别处显示，或不显示",
        },
        fires: Text(
            "<html><head><meta name=\"PubDate\" content=\"2024-04-02 09:30\"><meta name=\"ContentSource\" content=\"岚川日报\"></head><body><h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p></body></html>",
        ),
        stays: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
    },
    Rule {
        id: "page.date",
        does: Deed::Tells,
        keepable: false,
        name: Words {
            english: "page and markup differ in the date", chinese: "网页与其标记的日期不一致"
        },
        what: Words {
            english: "the date on the page and the one in its markup differ",
            chinese: "页面显示的日期与网页标记中的不一致",
        },
        why: Words {
            english: "one of them is wrong, and only a clerk can say which",
            chinese: "必有一误，须由人判断",
        },
        fires: Text(
            "<html><head><meta name=\"PubDate\" content=\"2024-04-02 09:30\"></head><body><h1>岚川春播全面展开</h1><p>来源：岚川日报 发布时间：2024-04-05</p><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p></body></html>",
        ),
        stays: Text(
            "<html><head><meta name=\"PubDate\" content=\"2024-04-05 09:30\"></head><body><h1>岚川春播全面展开</h1><p>来源：岚川日报 发布时间：2024-04-05</p><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p></body></html>",
        ),
    },
    Rule {
        id: "captions.label",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "captions whose picture is not there", chinese: "图片不在的图题" },
        what: Words {
            english: "on pages: captions whose picture is not there: 图为…, … 摄",
            chinese: "排版时：图片不在的图题：图为…、… 摄",
        },
        why: Words {
            english: "a caption without its picture says nothing",
            chinese: "没有图片的图题没有意义",
        },
        fires: Line(Zone::Body, "图为春播现场。张三 摄"),
        stays: Line(Zone::Body, "图书馆要为春播准备技术资料，做到乡乡有书、村村能学。"),
    },
    Rule {
        id: "captions.scene",
        does: Deed::TakesOut,
        keepable: true,
        name: Words {
            english: "a scene told between paragraphs", chinese: "段落之间描写场景的单句"
        },
        what: Words {
            english: "on pages: a sentence alone between long paragraphs that tells who does what where, as captions do, without its picture",
            chinese: "排版时：长段落之间写明何人何地做何事的单句，形同图题而没有图片",
        },
        why: Words {
            english: "it is the caption of a picture that did not come along",
            chinese: "是没有一并取来的图片的图题",
        },
        fires: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n4月2日，志愿者在岚川市东河镇的田间帮助农户播种。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n春播关系全年收成，各级干部要沉到一线，把各项措施落到实处。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。各级干部深入一线，帮助农户解决种子、化肥、农药和用水用电等方面的困难，做到不误农时，不留空白，确保全年丰收。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥。农技人员与种粮大户结成对子，手把手指导播种深度、密度和施肥量，推广良种良法，让好技术落到每一块田里，让农户看得见好处。\n",
        ),
    },
    Rule {
        id: "page.dateline",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "source and date of the web page", chinese: "网页的来源和发布日期" },
        what: Words {
            english: "on pages: source and date of the web page, where a document is signed and dated itself",
            chinese: "排版时：公文自有署名和成文日期时，网页上的来源和发布日期",
        },
        why: Words {
            english: "a second date on an issued document would be taken for its own",
            chinese: "公文上的第二个日期会被当作成文日期",
        },
        fires: Text(
            "关于做好春播工作的通知\n来源：岚川日报 发布时间：2024-04-02\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
        stays: Text(
            "岚川春播全面展开\n来源：岚川日报 发布时间：2024-04-02\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "credits.line",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "editors and checkers at the end", chinese: "文末的编辑、校对各行" },
        what: Words {
            english: "编辑, 责任编辑, 校对, 审核, 来源 lines at the end",
            chinese: "文末的编辑、责任编辑、校对、审核、来源各行",
        },
        why: Words {
            english: "who handled the page is no part of the text",
            chinese: "经手网页的人不属于正文",
        },
        fires: Line(Zone::Tail, "责任编辑：张三"),
        stays: Line(Zone::Body, "编辑和校对人员要在四月底前到岗，逐字逐句核对，不出差错。"),
    },
    Rule {
        id: "title.repeated",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "the title once more", chinese: "重复的标题" },
        what: Words { english: "the title once more above the text", chinese: "正文之上重复的标题" },
        why: Words { english: "pages show the title twice", chinese: "网页常把标题显示两次" },
        fires: Text(
            "岚川市人民政府关于做好春播工作的通知\n岚川市人民政府关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n各乡镇要在四月底前报送进度，逾期不报的予以通报，并纳入年终考核。\n",
        ),
        stays: Text(
            "岚川市人民政府关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n各乡镇要在四月底前报送进度，逾期不报的予以通报，并纳入年终考核。\n",
        ),
    },
    Rule {
        id: "title.unit",
        does: Deed::Changes,
        keepable: false,
        name: Words {
            english: "the unit in brackets behind a title", chinese: "标题之后括注的单位"
        },
        what: Words {
            english: "the unit in brackets behind a title", chinese: "标题之后括注的单位"
        },
        why: Words {
            english: "it stands under the title, without brackets",
            chinese: "单位应在标题之下，不加括号",
        },
        fires: Text(
            "2024年春播工作总结（岚川市农业农村局）\n2024年，全市上下齐心协力，春播工作取得新的进展，全面完成了任务。\n一、主要工作\n坚持早谋划、早部署、早落实，播种面积比上年增加一成。\n",
        ),
        stays: Text(
            "2024年春播工作总结（征求意见稿）\n2024年，全市上下齐心协力，春播工作取得新的进展，全面完成了任务。\n一、主要工作\n坚持早谋划、早部署、早落实，播种面积比上年增加一成。\n",
        ),
    },
    Rule {
        id: "title.label",
        does: Deed::Changes,
        keepable: false,
        name: Words {
            english: "the label 标题： before a title", chinese: "标题之前的“标题：”"
        },
        what: Words {
            english: "the label 标题： before a title", chinese: "标题之前的“标题：”"
        },
        why: Words {
            english: "a word of the form the text was filled into", chinese: "是所填表格的栏目名"
        },
        fires: Text(
            "标题：岚川市2024年春播工作总结\n2024年，全市上下齐心协力，春播工作取得新的进展，全面完成了任务。\n一、主要工作\n坚持早谋划、早部署、早落实，播种面积比上年增加一成。\n",
        ),
        stays: Text(
            "岚川市2024年春播工作总结\n2024年，全市上下齐心协力，春播工作取得新的进展，全面完成了任务。\n一、主要工作\n坚持早谋划、早部署、早落实，播种面积比上年增加一成。\n",
        ),
    },
    Rule {
        id: "official.line",
        does: Deed::Changes,
        keepable: true,
        name: Words {
            english: "head and imprint of an issued document", chinese: "公文的版头和版记"
        },
        what: Words {
            english: "the head of an issued document (mark with its number) and its imprint (抄送, 印发), read into its elements",
            chinese: "公文的版头（发文机关标志和发文字号）和版记（抄送、印发），读作公文要素",
        },
        why: Words {
            english: "they have places of their own on the page (GB/T 9704-2012 7.2, 7.4)",
            chinese: "它们在版面上各有位置（GB/T 9704-2012 7.2、7.4）",
        },
        fires: Text(
            "岚川市人民政府文件\n岚政发〔2024〕5号\n岚川市人民政府关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市人民政府\n2024年3月1日\n抄送：市委办公室。\n岚川市人民政府办公室2024年3月2日印发\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
    },
    Rule {
        id: "official.recipients",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a first page without text", chinese: "首页无正文" },
        what: Words {
            english: "recipients that leave the first page of an issued document without text stand in its imprint",
            chinese: "主送机关过多而公文首页无正文的，移至版记",
        },
        why: Words {
            english: "the first page must show text (GB/T 9704-2012 7.3.2, 7.3.3)",
            chinese: "公文首页必须显示正文（GB/T 9704-2012 7.3.2、7.3.3）",
        },
        fires: Markdown(
            "---\n发文机关标志: [岚川市发展和改革局, 岚川市教育局, 岚川市科学技术局, 岚川市财政局, 岚川市住房和城乡建设局, 岚川市水务局, 岚川市农业农村局, 岚川市应急管理局, 岚川市气象局, 岚川市林业和草原局文件]\n发文字号: 岚发改〔2026〕33号\n---\n\n岚川市发展和改革局等部门关于做好2026年防汛抗旱重点工程建设工作的通知\n\n各县（市、区）人民政府：\n\n为进一步加强全市防汛抗旱工作，经研究，现就有关事项通知如下，请认真贯彻执行，确保责任到岗、任务到人、措施到位。\n",
        ),
        stays: Markdown(
            "---\n发文机关标志: [岚川市发展和改革局, 岚川市教育局文件]\n发文字号: 岚发改〔2026〕33号\n---\n\n岚川市发展和改革局等部门关于做好2026年防汛抗旱重点工程建设工作的通知\n\n各县（市、区）人民政府：\n\n为进一步加强全市防汛抗旱工作，经研究，现就有关事项通知如下，请认真贯彻执行，确保责任到岗、任务到人、措施到位。\n",
        ),
    },
    Rule {
        id: "title.missing",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "no title", chinese: "没有标题" },
        what: Words { english: "no title was found", chinese: "没有找到标题" },
        why: Words { english: "every document but a letter needs one", chinese: "公文应有标题" },
        fires: Text(
            "岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "title.doubtful",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "another line could be the title", chinese: "另有一行可能是标题" },
        what: Words {
            english: "another line could be the title as well", chinese: "另有一行也可能是标题"
        },
        why: Words { english: "a clerk sees at once which of two it is", chinese: "由人一看便知" },
        fires: Text(
            "山乡新貌展现活力图景\n碧水蓝天绘就生态画卷\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "articles.number",
        does: Deed::Changes,
        keepable: false,
        name: Words {
            english: "the count before the title of an article", chinese: "文章标题之前的篇次"
        },
        what: Words {
            english: "第一篇： before the title of an article in a compilation",
            chinese: "汇编中文章标题之前的“第一篇：”",
        },
        why: Words {
            english: "it counts the texts of the page they were found on",
            chinese: "是所在网页的篇次",
        },
        fires: Text(
            "第一篇：春播工作心得体会\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n第二篇：秋收工作心得体会\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市秋收已经完成七成，预计十月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调农机和粮仓，确保颗粒归仓，不留空白。\n",
        ),
        stays: Text(
            "第一篇 总则\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "articles.title",
        does: Deed::Changes,
        keepable: false,
        name: Words { english: "the title of a compilation", chinese: "汇编的标题" },
        what: Words {
            english: "the title of a compilation, above its articles",
            chinese: "各篇文章之上的汇编标题",
        },
        why: Words { english: "it stands on the cover", chinese: "汇编标题排在封面" },
        fires: Text(
            "农业工作心得体会两篇\n第一篇：春播工作心得体会\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n第二篇：秋收工作心得体会\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市秋收已经完成七成，预计十月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调农机和粮仓，确保颗粒归仓，不留空白。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "articles.glued",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a second document may begin", chinese: "可能另起一份公文" },
        what: Words {
            english: "a second document may begin inside an article",
            chinese: "文章之中可能另起一份公文",
        },
        why: Words {
            english: "two documents in one file want to be split",
            chinese: "一个文件中的两份公文应当拆开",
        },
        fires: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n岚川市秋收工作管理办法\n第一条 为了做好秋收工作，制定本办法。\n第二条 各乡镇应当在十月底前完成秋收，并报送进度。\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
    },
    Rule {
        id: "numbering.gap",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a number is missing", chinese: "标题序号有缺" },
        what: Words {
            english: "the numbers of the headings leave one out: 一、 三、",
            chinese: "标题序号有缺：一、三、",
        },
        why: Words { english: "text may be lost between them", chinese: "其间可能缺失文字" },
        fires: Text(
            "岚川市2024年工作总结\n2024年，全市上下齐心协力，各项工作取得新的进展。\n一、主要工作\n坚持稳中求进，办结事项一百二十件，群众满意率明显提高。\n三、下一步打算\n继续抓好各项工作的落实，确保完成全年目标任务。\n",
        ),
        stays: Text(
            "岚川市2024年工作总结\n2024年，全市上下齐心协力，各项工作取得新的进展。\n一、主要工作\n坚持稳中求进，办结事项一百二十件，群众满意率明显提高。\n二、下一步打算\n继续抓好各项工作的落实，确保完成全年目标任务。\n",
        ),
    },
    Rule {
        id: "text.cut",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "the text ends in the middle", chinese: "正文没有结束" },
        what: Words {
            english: "the text ends in the middle of a sentence, or with a heading",
            chinese: "正文在句子中间结束，或以标题结束",
        },
        why: Words {
            english: "the rest may be on another page of the site",
            chinese: "其余部分可能在另一页",
        },
        fires: Text(
            "岚川市2024年工作总结\n2024年，全市上下齐心协力，各项工作取得新的进展。\n一、主要工作\n坚持稳中求进，办结事项一百二十件，群众满意率明显提高，全年没有发生一起\n",
        ),
        stays: Text(
            "岚川市2024年工作总结\n2024年，全市上下齐心协力，各项工作取得新的进展。\n一、主要工作\n坚持稳中求进，办结事项一百二十件，群众满意率明显提高。\n",
        ),
    },
    Rule {
        id: "signature.undated",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a signature without a date", chinese: "有署名而没有日期" },
        what: Words { english: "a signature without a date", chinese: "有署名而没有成文日期" },
        why: Words {
            english: "an issued document carries its date (GB/T 9704-2012 7.3.5)",
            chinese: "公文应有成文日期（GB/T 9704-2012 7.3.5）",
        },
        fires: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
    },
];
