//! What is given beside a text, and what binding does.

use crate::rules::registry::Example::{Bound, Text};
use crate::rules::registry::{Deed, Rule, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "elements.given",
        does: Deed::Changes,
        keepable: false,
        name: Words {
            english: "what is given stands for what the text says", chinese: "以所给要素为准"
        },
        what: Words {
            english: "front matter, a side file or --set say something else than the text; what is given stands in the document",
            chinese: "文前、旁置文件或 --set 所给要素与正文不同，以所给的为准",
        },
        why: Words {
            english: "who gives an element knows better than a text from elsewhere",
            chinese: "给出要素的人比来文更清楚",
        },
        fires: Text(
            "---\n标题: 关于做好夏收工作的通知\n---\n关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n",
        ),
    },
    Rule {
        id: "elements.form",
        does: Deed::Changes,
        keepable: false,
        name: Words {
            english: "a document number given in other signs",
            chinese: "所给发文字号改为规范写法",
        },
        what: Words {
            english: "the document number that is given has other brackets, digits or blanks than the standard wants; it is written in its form",
            chinese: "所给发文字号的括号、数字或空格不合规范，按规范写出",
        },
        why: Words {
            english: "keyboards have no 〔〕; the year stands in them (GB/T 9704-2012 7.2.5)",
            chinese: "键盘上没有六角括号，而年份应当用六角括号括入（GB/T 9704—2012 7.2.5）",
        },
        fires: Text(
            "---\n发文字号: 某政发[2026]1号\n---\n关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n",
        ),
        stays: Text(
            "---\n发文字号: 某政发〔2026〕1号\n---\n关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n",
        ),
    },
    Rule {
        id: "elements.unused",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "elements a compilation cannot have", chinese: "汇编不能有的要素" },
        what: Words {
            english: "front matter, a side file or --set give a compilation what only one text can have; it is not used",
            chinese: "给汇编的要素只能属于一篇文章，没有采用",
        },
        why: Words {
            english: "nobody can say which of the texts is meant", chinese: "无法知道指的是哪一篇"
        },
        fires: Text(
            "---\n主送机关: 各乡镇人民政府\n---\n第一篇：春播工作心得体会\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n第二篇：秋收工作心得体会\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市秋收已经完成七成，预计十月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调农机和粮仓，确保颗粒归仓，不留空白。\n",
        ),
        stays: Text(
            "---\n主送机关: 各乡镇人民政府\n---\n关于做好春播工作的通知\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n",
        ),
    },
    Rule {
        id: "elements.cover",
        does: Deed::Tells,
        keepable: false,
        name: Words {
            english: "what stands on no page without a cover", chinese: "没有封面而未排印的内容"
        },
        what: Words {
            english: "title, 编印单位 or 编印日期 of a whole stand on no page, because there is no cover",
            chinese: "没有封面，整体的标题、编印单位或编印日期没有排印",
        },
        why: Words {
            english: "what is given and not printed must be told",
            chinese: "给了而没有印的必须说明",
        },
        fires: Text(
            "---\n编印单位: 岚川市档案馆\n---\n岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "official.template",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "set with a red head", chinese: "按红头文件排版" },
        what: Words {
            english: "mark and number are there, so the document is set with a red head",
            chinese: "有发文机关标志和发文字号，按红头文件排版",
        },
        why: Words { english: "nobody asked for it", chinese: "并没有人要求" },
        fires: Text(
            "岚川市人民政府文件\n岚政发〔2024〕5号\n岚川市人民政府关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市人民政府\n2024年3月1日\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
    },
    Rule {
        id: "official.seal",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "room for a stamp of the signature", chinese: "为签名章留位" },
        what: Words {
            english: "posts with names sign an issued document, so it is set with room for a stamp of the signature",
            chinese: "公文由职务和姓名署名，按加盖签名章排版",
        },
        why: Words {
            english: "a signed document has another layout (GB/T 9704-2012 7.3.5.3)",
            chinese: "加盖签名章的公文版式不同（GB/T 9704-2012 7.3.5.3）",
        },
        fires: Text(
            "岚川市人民政府令\n第5号\n《岚川市春播管理办法》已经市人民政府常务会议通过，现予公布，自2024年4月1日起施行。\n市长 张三\n2024年3月1日\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市农业农村局\n2024年3月1日\n",
        ),
    },
    Rule {
        id: "official.value",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "an element not as the standard wants it", chinese: "不合标准的要素" },
        what: Words {
            english: "an element found in the text is not as the standard wants it",
            chinese: "正文中的要素不合标准",
        },
        why: Words {
            english: "it stands as it is, and a clerk should look at it",
            chinese: "照原样排印，须由人核对",
        },
        fires: Text(
            "岚川市人民政府文件\n岚政发〔2024〕05号\n岚川市人民政府关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市人民政府\n2024年3月1日\n",
        ),
        stays: Text(
            "岚川市人民政府文件\n岚政发〔2024〕5号\n岚川市人民政府关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市人民政府\n2024年3月1日\n",
        ),
    },
    Rule {
        id: "front.read",
        does: Deed::Changes,
        keepable: false,
        name: Words {
            english: "title, date, source and author above the text",
            chinese: "文前记录的标题、日期、来源、作者",
        },
        what: Words {
            english: "title, date, source and author that a record above a text gives are taken for it",
            chinese: "文前记录的标题、日期、来源和作者用于正文",
        },
        why: Words {
            english: "who collected the text wrote down what the page said",
            chinese: "采集者记下了网页所示",
        },
        fires: Text(
            "title: 岚川春播全面展开\ndate: 2024-04-02\nsource: 岚川日报\nurl: http://www.example.cn/a.html\n\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "front.field",
        does: Deed::TakesOut,
        keepable: false,
        name: Words {
            english: "what stands above the text about it", chinese: "正文前的来源等记录"
        },
        what: Words {
            english: "what a record above a text says of it beside title, date, source and author is left out",
            chinese: "文前记录中标题、日期、来源、作者以外的内容不排印",
        },
        why: Words {
            english: "it is about the file and not of the text", chinese: "是关于文件的，不是正文"
        },
        fires: Text(
            "title: 岚川春播全面展开\ndate: 2024-04-02\nsource: 岚川日报\nurl: http://www.example.cn/a.html\n\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "front.element",
        does: Deed::Tells,
        keepable: false,
        name: Words {
            english: "elements a text from elsewhere names", chinese: "来文自带的公文要素"
        },
        what: Words {
            english: "front matter or a record above a text names elements of an official document; without --trust-front-matter they are not in force",
            chinese: "文前记录列有公文要素；不加 --trust-front-matter 不生效",
        },
        why: Words {
            english: "a text from elsewhere must not decide who issues a document",
            chinese: "来文不能决定由谁发文",
        },
        fires: Text(
            "---\ntitle: 岚川春播全面展开\nurl: http://www.example.cn/a.html\n发文机关标志: 岚川市人民政府文件\n---\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
        stays: Text(
            "---\ntitle: 岚川春播全面展开\nurl: http://www.example.cn/a.html\n---\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "bind.alike",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "two articles nearly the same", chinese: "两篇文章大体相同" },
        what: Words {
            english: "two articles of a compilation are for the most part the same text",
            chinese: "汇编中两篇文章大部分相同",
        },
        why: Words {
            english: "one may be a draft of the other", chinese: "一篇可能是另一篇的草稿"
        },
        fires: Bound(&[
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n全市供销系统备足化肥一万吨、种子五千吨，农资价格平稳，供应充足，质量有保障。\n",
            "岚川春播已经展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n全市供销系统备足化肥一万吨、种子五千吨，农资价格平稳，供应充足，质量有保障。\n还要注意防火。\n",
        ]),
        stays: Bound(&[
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。\n",
            "岚川秋收圆满结束\n颗粒归仓，仓廪充实，农户喜笑颜开，粮站昼夜收购。\n",
        ]),
    },
    Rule {
        id: "bind.double",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "an article twice", chinese: "重复的文章" },
        what: Words {
            english: "an article that is there twice stands once in a compilation",
            chinese: "重复的文章在汇编中只出现一次",
        },
        why: Words {
            english: "pages are collected twice; --keep-duplicates keeps both",
            chinese: "网页常被重复采集；--keep-duplicates 都保留",
        },
        fires: Bound(&[
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。\n",
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。\n",
        ]),
        stays: Bound(&[
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。\n",
            "岚川秋收圆满结束\n颗粒归仓，仓廪充实，农户喜笑颜开，粮站昼夜收购。\n",
        ]),
    },
    Rule {
        id: "bind.head",
        does: Deed::TakesOut,
        keepable: false,
        name: Words {
            english: "head and imprint of a bound document", chinese: "汇编中各篇的版头和版记"
        },
        what: Words {
            english: "head, imprint and title of a whole are left out when a text is bound into a compilation",
            chinese: "编入汇编时不排各篇的版头、版记和整体标题",
        },
        why: Words { english: "a compilation is no issued document", chinese: "汇编不是发文" },
        fires: Bound(&[
            "岚川市人民政府文件\n岚政发〔2024〕5号\n岚川市人民政府关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市人民政府\n2024年3月1日\n",
            "岚川秋收圆满结束\n颗粒归仓，仓廪充实，农户喜笑颜开，粮站昼夜收购。\n",
        ]),
        stays: Bound(&[
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。\n",
            "岚川秋收圆满结束\n颗粒归仓，仓廪充实，农户喜笑颜开，粮站昼夜收购。\n",
        ]),
    },
    Rule {
        id: "bind.title",
        does: Deed::Changes,
        keepable: false,
        name: Words {
            english: "the name of the output as the title", chinese: "以输出文件名为标题"
        },
        what: Words {
            english: "the name of the output stands for a title of the whole that nobody gives, if it is Chinese",
            chinese: "没有给出汇编标题时，以中文的输出文件名为标题",
        },
        why: Words { english: "a compilation needs a title", chinese: "汇编应有标题" },
        fires: Bound(&[
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。\n",
            "岚川秋收圆满结束\n颗粒归仓，仓廪充实，农户喜笑颜开，粮站昼夜收购。\n",
        ]),
        stays: Text(
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n",
        ),
    },
    Rule {
        id: "bind.undated",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "an article without a date", chinese: "没有日期的文章" },
        what: Words {
            english: "an article without a date stands last when a compilation is ordered by date",
            chinese: "按日期排列的汇编中，没有日期的文章排在最后",
        },
        why: Words { english: "nobody knows where it belongs", chinese: "不知应排在何处" },
        fires: Bound(&[
            "岚川春播全面展开\n来源：岚川日报 发布时间：2024-04-02\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。\n",
            "岚川秋收圆满结束\n颗粒归仓，仓廪充实，农户喜笑颜开，粮站昼夜收购。\n",
        ]),
        stays: Bound(&[
            "岚川春播全面展开\n来源：岚川日报 发布时间：2024-04-02\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。\n",
            "岚川秋收圆满结束\n来源：岚川日报 发布时间：2024-10-02\n颗粒归仓，仓廪充实，农户喜笑颜开，粮站昼夜收购。\n",
        ]),
    },
    Rule {
        id: "bind.untitled",
        does: Deed::Changes,
        keepable: false,
        name: Words {
            english: "the name of the file as the title of an article",
            chinese: "以文件名为文章标题",
        },
        what: Words {
            english: "the name of the file stands for a title that was not found",
            chinese: "没有找到标题时以文件名为标题",
        },
        why: Words { english: "the table of contents needs a line", chinese: "目录中应有一行" },
        fires: Bound(&[
            "岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。\n市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。\n",
            "岚川秋收圆满结束\n颗粒归仓，仓廪充实，农户喜笑颜开，粮站昼夜收购。\n",
        ]),
        stays: Bound(&[
            "岚川春播全面展开\n岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成。\n",
            "岚川秋收圆满结束\n颗粒归仓，仓廪充实，农户喜笑颜开，粮站昼夜收购。\n",
        ]),
    },
];
