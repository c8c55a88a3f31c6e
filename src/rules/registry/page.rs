//! What stands around the text of a web page.

use crate::rules::Zone;
use crate::rules::registry::Example::{Line, Page, Repeated, Text};
use crate::rules::registry::{Deed, Rule, Words};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "page.around",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "what stands around the text", chinese: "正文以外的网页内容" },
        what: Words {
            english: "what stands around the text of a web page: menus, share buttons, footers",
            chinese: "网页正文以外的内容：菜单、分享按钮、页脚",
        },
        why: Words {
            english: "a page shows much that its author never wrote",
            chinese: "网页上的许多内容并非作者所写",
        },
        fires: Page(
            "<div id=nav><ul><li><a href=a>首页</a></li><li><a href=b>新闻中心</a></li><li><a href=c>政务公开</a></li></ul></div><div id=content><h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p></div><div id=footer><p><a href=d>联系我们</a> <a href=e>网站地图</a></p></div>",
        ),
        stays: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
    },
    Rule {
        id: "web.share",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "sharing", chinese: "分享" },
        what: Words {
            english: "sharing: 扫一扫, 分享至好友和朋友圈",
            chinese: "分享：扫一扫、分享至好友和朋友圈",
        },
        why: Words {
            english: "it asks the reader of the page to do something no reader of a document can",
            chinese: "只对网页读者有用，公文读者无从操作",
        },
        fires: Line(Zone::Tail, "分享到："),
        stays: Line(Zone::Body, "要把经验分享到基层一线，推动各项工作落到实处，取得实效。"),
    },
    Rule {
        id: "web.wechat",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "what WeChat adds to a post", chinese: "微信推文附加的文字" },
        what: Words {
            english: "what WeChat adds to a post: 点击上方蓝字, 点个“在看”, 回复【…】查看",
            chinese: "微信推文附加的文字：点击上方蓝字、点个“在看”、回复【…】查看",
        },
        why: Words {
            english: "it belongs to the account and not to the text",
            chinese: "属于公众号而不属于正文",
        },
        fires: Line(Zone::Tail, "点个“在看”，让更多人看到"),
        stays: Line(Zone::Body, "二要及时回复群众留言，做到事事有回音、件件有着落。"),
    },
    Rule {
        id: "web.app",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "invitations to an app", chinese: "客户端推广" },
        what: Words {
            english: "invitations to an app: 打开APP阅读全文",
            chinese: "客户端推广：打开APP阅读全文",
        },
        why: Words { english: "an advertisement of the site", chinese: "是网站的推广" },
        fires: Line(Zone::Tail, "打开APP阅读全文"),
        stays: Line(Zone::Body, "各单位要用好政务服务APP，让群众少跑腿、好办事、快办事。"),
    },
    Rule {
        id: "web.promotion",
        does: Deed::TakesOut,
        keepable: true,
        name: Words {
            english: "an advertisement as the first or last paragraph",
            chinese: "首段或末段的广告",
        },
        what: Words {
            english: "an advertisement as the first or last paragraph: 扫描二维码关注官方微信，每日推送…",
            chinese: "首段或末段的广告：扫描二维码关注官方微信，每日推送…",
        },
        why: Words {
            english: "it reads like a sentence of the text, and praises the site",
            chinese: "形似正文，实为网站自我宣传",
        },
        fires: Line(Zone::Tail, "更多精彩内容，请扫码下载客户端，关注官方微信公众号，专享优惠。"),
        stays: Line(Zone::Body, "请扫描二维码填写问卷，如实反映情况，问卷于四月底前收回。"),
    },
    Rule {
        id: "web.player",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "players of sound and pictures", chinese: "音频、视频播放器" },
        what: Words {
            english: "players of sound and pictures: 0:00/0:00, Windows Media",
            chinese: "音频、视频播放器：0:00/0:00、Windows Media",
        },
        why: Words {
            english: "the words of a machine that is not there on paper",
            chinese: "播放器的文字，纸上没有播放器",
        },
        fires: Line(Zone::Tail, "00:00/03:25"),
        stays: Line(Zone::Body, "播放设备由区委宣传部统一配备，各村负责日常维护和保管。"),
    },
    Rule {
        id: "web.picture",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "the file name of a picture", chinese: "图片的文件名" },
        what: Words {
            english: "the file name of a picture: 会议现场.jpg",
            chinese: "图片的文件名：会议现场.jpg",
        },
        why: Words { english: "the name of a file is no caption", chinese: "文件名不是图题" },
        fires: Line(Zone::Body, "会议现场.jpg"),
        stays: Line(Zone::Body, "照片以jpg格式报送，每张不小于一兆，并附简要的文字说明。"),
    },
    Rule {
        id: "web.library",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "what document libraries add", chinese: "文库附加的文字" },
        what: Words {
            english: "what document libraries add: 由会员分享，可在线阅读, 上传人：",
            chinese: "文库附加的文字：由会员分享，可在线阅读、上传人：",
        },
        why: Words {
            english: "the library speaks there, not the document",
            chinese: "是文库的话，不是文件的话",
        },
        fires: Line(
            Zone::Head,
            "《春播工作方案.docx》由会员分享，可在线阅读，更多相关《春播工作方案》请在某网上搜索。",
        ),
        stays: Line(Zone::Body, "学习资料由各支部分享，可在线阅读，也可以到资料室借阅。"),
    },
    Rule {
        id: "web.pager",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "links to the other pages of an article", chinese: "分页链接" },
        what: Words {
            english: "links to the other pages of an article: 上一页 1 2 3 下一页, 【1】【2】",
            chinese: "分页链接：上一页 1 2 3 下一页、【1】【2】",
        },
        why: Words { english: "they lead nowhere on paper", chinese: "纸上无处可去" },
        fires: Line(Zone::Tail, "上一页 1 2 3 下一页"),
        stays: Line(Zone::Body, "全书共三章，第一章首页有编者按，末页附有大事记。"),
    },
    Rule {
        id: "web.end",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "the mark under the last line", chinese: "文末标记" },
        what: Words {
            english: "the mark under the last line: END, 全文完",
            chinese: "文末标记：END、全文完",
        },
        why: Words {
            english: "a document ends with its signature", chinese: "公文以署名和日期结束"
        },
        fires: Line(Zone::Tail, "— END —"),
        stays: Line(Zone::Body, "要善始善终，把工作做完做好，做到件件有着落、事事有回音。"),
    },
    Rule {
        id: "web.tags",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "keyword and capture lines", chinese: "关键词和抓取信息" },
        what: Words {
            english: "keyword and capture lines: 文章关键词：, Tag:, 抓取时间：",
            chinese: "关键词和抓取信息：文章关键词：、Tag:、抓取时间：",
        },
        why: Words {
            english: "they serve search engines and collectors of pages",
            chinese: "供搜索引擎和采集程序使用",
        },
        fires: Line(Zone::Tail, "文章关键词：春播 通知"),
        stays: Line(Zone::Body, "要抓住关键环节，把握时间节点，按时完成春播任务，不误农时。"),
    },
    Rule {
        id: "web.bullet",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "a bullet with nothing behind it", chinese: "没有内容的项目符号" },
        what: Words {
            english: "a bullet with nothing behind it", chinese: "后面没有内容的项目符号"
        },
        why: Words {
            english: "the entry it stood for was a picture or a button",
            chinese: "原为图片或按钮，已不存在",
        },
        fires: Line(Zone::Body, "●"),
        stays: Line(Zone::Body, "● 抓紧备耕，各乡镇要在三月底前备足种子、化肥和农药。"),
    },
    Rule {
        id: "web.menu",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "entries of a menu above the text", chinese: "正文之上的菜单项" },
        what: Words {
            english: "entries of a menu above the text: * 首页, + 学校公告",
            chinese: "正文之上的菜单项：* 首页、+ 学校公告",
        },
        why: Words {
            english: "the menu of the site, not the text", chinese: "是网站菜单，不是正文"
        },
        fires: Line(Zone::Head, "+ 学校公告"),
        stays: Line(Zone::Body, "* 学校公告要张贴在校门口，校门口没有公告栏的设在门卫室。"),
    },
    Rule {
        id: "web.contact",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "contact and submission lines", chinese: "联系和投稿方式" },
        what: Words {
            english: "contact and submission lines: 投稿邮箱：…",
            chinese: "联系和投稿方式：投稿邮箱：…",
        },
        why: Words {
            english: "they are about the site; a contact inside a notice stays",
            chinese: "是网站的联系方式；公文中的联系方式保留",
        },
        fires: Line(Zone::Tail, "新闻热线：0000-1234567　投稿邮箱：tougao@example.cn"),
        stays: Line(Zone::Body, "联系人：张三，联系电话：0000-1234567，地址：市政府大院三号楼。"),
    },
    Rule {
        id: "web.search",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "search boxes", chinese: "搜索框" },
        what: Words { english: "search boxes: 站内搜索：", chinese: "搜索框：站内搜索：" },
        why: Words { english: "a box of the page", chinese: "是网页控件" },
        fires: Line(Zone::Head, "站内搜索："),
        stays: Line(Zone::Body, "站内搜索功能要在四月底前完善，做到好找、好用、好懂。"),
    },
    Rule {
        id: "web.breadcrumb",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "where the page hangs in the site", chinese: "当前位置" },
        what: Words {
            english: "where the page hangs in the site: 首页 >> 期刊 >> …",
            chinese: "当前位置：首页 >> 期刊 >> …",
        },
        why: Words {
            english: "the place of the page in a site says nothing of the document",
            chinese: "网页在网站中的位置与公文无关",
        },
        fires: Line(Zone::Head, "当前位置：首页 >> 政务公开 >> 通知公告"),
        stays: Line(Zone::Body, "当前位置要摆正，思想要端正，做到心往一处想、劲往一处使。"),
    },
    Rule {
        id: "web.tools",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "buttons of the page", chinese: "页面按钮" },
        what: Words {
            english: "buttons of the page: 字号 大 中 小 打印 收藏 分享",
            chinese: "页面按钮：字号 大 中 小 打印 收藏 分享",
        },
        why: Words { english: "buttons cannot be pressed on paper", chinese: "纸上的按钮按不动" },
        fires: Line(Zone::Head, "字号：大 中 小"),
        stays: Line(Zone::Body, "打印材料要用双面，字号大小适中，不得铺张浪费。"),
    },
    Rule {
        id: "web.navigation",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "rows of menu entries", chinese: "导航栏" },
        what: Words {
            english: "rows of menu entries: 首页 | 新闻 | 图片 | 评论",
            chinese: "导航栏：首页 | 新闻 | 图片 | 评论",
        },
        why: Words { english: "the menu of the site", chinese: "是网站菜单" },
        fires: Line(Zone::Head, "首页 | 新闻 | 图片 | 评论 | 视频"),
        stays: Line(Zone::Body, "网站设首页、新闻、图片、评论四个栏目，由办公室负责更新。"),
    },
    Rule {
        id: "web.neighbours",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "上一篇 and 下一篇", chinese: "上一篇、下一篇" },
        what: Words { english: "上一篇 and 下一篇", chinese: "上一篇、下一篇" },
        why: Words { english: "they name other texts", chinese: "指的是别的文章" },
        fires: Line(Zone::Tail, "上一篇：某局召开会议"),
        stays: Line(Zone::Body, "上一篇讲了备耕，下一篇讲收割，中间的管护同样不能放松。"),
    },
    Rule {
        id: "web.counter",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "visit counters", chinese: "访问计数" },
        what: Words {
            english: "visit counters: 浏览次数：495", chinese: "访问计数：浏览次数：495"
        },
        why: Words { english: "they count visits of the page", chinese: "是网页的访问统计" },
        fires: Line(Zone::Head, "浏览次数：495"),
        stays: Line(Zone::Body, "全年图书借阅次数达到495次，比上年增长一成，创历史新高。"),
    },
    Rule {
        id: "web.address",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "a bare web address", chinese: "单独一行的网址" },
        what: Words { english: "a bare web address", chinese: "单独一行的网址" },
        why: Words {
            english: "the address of the page or of a button; one in a sentence stays",
            chinese: "是网页或按钮的网址；句中的网址保留",
        },
        fires: Line(Zone::Tail, "http://www.example.cn/2024/a.html"),
        stays: Line(Zone::Body, "申报系统网址为http://www.example.cn/，请在四月底前登录填报。"),
    },
    Rule {
        id: "web.notice",
        does: Deed::TakesOut,
        keepable: true,
        name: Words {
            english: "copyright, disclaimer, licence and browser notices",
            chinese: "版权、免责、许可和浏览器提示",
        },
        what: Words {
            english: "copyright, disclaimer, licence and browser notices",
            chinese: "版权、免责、许可和浏览器提示",
        },
        why: Words {
            english: "the site speaks there about itself", chinese: "是网站关于自身的声明"
        },
        fires: Line(Zone::Tail, "版权所有：岚川市人民政府办公室 备案号：某ICP备00000000号"),
        stays: Line(Zone::Body, "要保护著作权人的合法权益，不得侵犯版权，违者依法处理。"),
    },
    Rule {
        id: "web.more",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "headings of link lists", chinese: "链接列表的标题" },
        what: Words {
            english: "headings of link lists: 相关阅读, 热门推荐",
            chinese: "链接列表的标题：相关阅读、热门推荐",
        },
        why: Words { english: "other texts stand below", chinese: "其下是别的文章" },
        fires: Line(Zone::Body, "相关阅读"),
        stays: Line(Zone::Body, "相关阅读材料由市图书馆统一配发，各校负责组织学习讨论。"),
    },
    Rule {
        id: "web.login",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "log-in, download and comment boxes", chinese: "登录、下载和评论框" },
        what: Words { english: "log-in, download and comment boxes", chinese: "登录、下载和评论框" },
        why: Words { english: "boxes of the page", chinese: "是网页控件" },
        fires: Line(Zone::Tail, "登录后发表评论"),
        stays: Line(Zone::Body, "企业登录后即可填报，材料在五个工作日内审核完毕。"),
    },
    Rule {
        id: "web.pinyin",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "pinyin in brackets behind a character", chinese: "字后括注的拼音" },
        what: Words {
            english: "pinyin in brackets behind a character: 責(zé)任",
            chinese: "字后括注的拼音：責(zé)任",
        },
        why: Words { english: "pages gloss characters for learners", chinese: "网页为初学者注音" },
        fires: Line(Zone::Body, "各单位要落实責(zé)任，把春播工作抓紧抓实抓好，不误农时。"),
        stays: Line(Zone::Body, "各单位要使用普通话（Putonghua），把春播政策讲清楚讲明白。"),
    },
    Rule {
        id: "web.jam",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "what a forum strews over its texts", chinese: "论坛的防复制乱码" },
        what: Words {
            english: "letters and marks that a forum strews over its texts: + [: V) T. h3 W, N+ h& R",
            chinese: "论坛为防复制而散布的字母和符号：+ [: V) T. h3 W, N+ h& R",
        },
        why: Words {
            english: "they are there to spoil copies and say nothing",
            chinese: "只为扰乱复制，没有意义",
        },
        fires: Text(
            "春播工作要点\n+ [: V) T. h3 W, N+ h& R一、抓好培训，做到家喻户晓。4 D6 M g1 w0; g 2 M% (\n$ B7 i1 o& w- V# s二、抓好普查，做到不漏一户。) Q6 N8 |4 f4 w1 O2 j%\n",
        ),
        stays: Line(Zone::Body, "检验按a + b = c * d计算，结果报县农业农村局审核备案。"),
    },
    Rule {
        id: "web.emoji",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "pictures among the letters", chinese: "表情符号" },
        what: Words {
            english: "pictures among the letters: 🌟; a figure in a box (1️⃣) becomes a number",
            chinese: "表情符号：🌟；方框数字1️⃣改为序号",
        },
        why: Words {
            english: "no font of a document has them", chinese: "公文字体中没有这些符号"
        },
        fires: Line(Zone::Body, "🌟各单位要把春播工作抓紧抓实抓好，不误农时。"),
        stays: Line(Zone::Body, "★各单位要把春播工作抓紧抓实抓好，不误农时。"),
    },
    Rule {
        id: "web.above",
        does: Deed::TakesOut,
        keepable: true,
        name: Words {
            english: "what the page has above the title", chinese: "标题之上的网站名称、菜单"
        },
        what: Words {
            english: "what the page has above the title: its name, menus",
            chinese: "标题之上的网站名称、菜单",
        },
        why: Words { english: "the text begins with its title", chinese: "正文从标题开始" },
        fires: Text(
            "岚川市人民政府文件\n岚政发（24）05号\n岚川市人民政府关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市人民政府\n2024年3月1日\n",
        ),
        stays: Text(
            "岚川市人民政府关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n各乡镇要在四月底前报送进度，逾期不报的予以通报，并纳入年终考核。\n",
        ),
    },
    Rule {
        id: "page.number",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "page numbers inside the text", chinese: "文中的页码" },
        what: Words {
            english: "page numbers inside the text: 第 3 页 共 9 页, — 3 —",
            chinese: "文中的页码：第 3 页 共 9 页、— 3 —",
        },
        why: Words { english: "they number the pages of another document", chinese: "是原文件的页码" },
        fires: Line(Zone::Body, "— 3 —"),
        stays: Line(Zone::Body, "第3页和第9页的数字已经核对，与年报一致，可以使用。"),
    },
    Rule {
        id: "page.running",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "running heads inside the text", chinese: "文中的页眉" },
        what: Words {
            english: "the line that every page of a text taken out of its pages repeats beside its number",
            chinese: "由分页文件转成的文本里，每页页码旁重复的那一行",
        },
        why: Words {
            english: "it stands in the middle of sentences that go on over the page",
            chinese: "夹在跨页的句子中间",
        },
        fires: Text(
            "岚川市春播工作方案\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n— 1 —\n岚川市春播工作方案\n各乡镇要在四月底前报送进度，逾期不报的予以通报，并纳入年终考核。\n— 2 —\n",
        ),
        stays: Text(
            "岚川市春播工作方案\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n岚川市春播工作方案\n各乡镇要在四月底前报送进度，逾期不报的予以通报，并纳入年终考核。\n",
        ),
    },
    Rule {
        id: "page.rule",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "lines drawn with characters", chinese: "用字符画的线" },
        what: Words {
            english: "lines drawn with characters: ———, ****; where a box of a Markdown tool begins: :::info",
            chinese: "用字符画的线：———、****；Markdown 工具的框线：:::info",
        },
        why: Words {
            english: "an official document has no rules but those of the standard",
            chinese: "公文除标准规定者外不画线",
        },
        fires: Line(Zone::Body, "****************"),
        stays: Line(Zone::Body, "——这是全市上下共同努力的结果，成绩来之不易，值得珍惜。"),
    },
    Rule {
        id: "web.assistant",
        does: Deed::TakesOut,
        keepable: true,
        name: Words {
            english: "what an assistant says around its draft", chinese: "写作助手的应答语"
        },
        what: Words {
            english: "above and below a draft: 好的，以下是为您撰写的通知, 如需调整请告诉我, 内容由 AI 生成",
            chinese: "文稿前后的应答语：好的，以下是为您撰写的通知；如需调整请告诉我；内容由 AI 生成",
        },
        why: Words {
            english: "it is said to the one who asked for the draft and belongs to no document",
            chinese: "是对提问者说的话，不属于公文",
        },
        fires: Text(
            "好的，以下是为您撰写的通知：\n关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n以下是各乡镇上报的播种进度，请认真核对，确保按时完成全年播种任务，不误农时。\n",
        ),
    },
    Rule {
        id: "tail.fragment",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "what hangs below the text", chinese: "正文之下的附加内容" },
        what: Words {
            english: "below the text: what follows the first box of the page, lists of other articles, a heading over short lines without a stop",
            chinese: "正文之下：网页第一个附加框之后的内容、其他文章列表、没有句号的短行及其标题",
        },
        why: Words {
            english: "behind a box of the page nothing of the text comes",
            chinese: "附加框之后不会再有正文",
        },
        fires: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n各乡镇要在四月底前报送进度，逾期不报的予以通报，并纳入年终考核的重要内容。\n相关阅读\n岚川春播过半\n农机下田忙",
        ),
        stays: Text(
            "关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n各乡镇要在四月底前报送进度，逾期不报的予以通报，并纳入年终考核的重要内容。\n岚川市农业农村局\n2024年3月1日\n",
        ),
    },
    Rule {
        id: "reading.debris",
        does: Deed::TakesOut,
        keepable: true,
        name: Words {
            english: "lines of the page and not of the text", chinese: "不属于正文的网页内容"
        },
        what: Words {
            english: "lines of the page and not of the text, told by their look, their place and their neighbours",
            chinese: "按形态、位置和上下文判断不属于正文的网页内容",
        },
        why: Words {
            english: "no list of words knows every line that sites put around a text",
            chinese: "网站附加的文字无法穷举",
        },
        fires: Text(
            "岚川市人民政府门户网站\n无障碍浏览\n长者模式\n关于做好春播工作的通知\n各乡镇人民政府：\n现就做好春播工作通知如下，请认真贯彻执行，确保按时完成全年播种任务，不误农时。\n各乡镇要在四月底前报送进度，逾期不报的予以通报，并纳入年终考核的重要内容。\n",
        ),
        stays: Line(Zone::Body, "一要备足种子，二要检修农机，三要疏通沟渠，做到有备无患。"),
    },
    Rule {
        id: "reading.doubtful",
        does: Deed::Tells,
        keepable: false,
        name: Words {
            english: "a sentence that may belong to the page",
            chinese: "难以判断是否属于正文的句子",
        },
        what: Words {
            english: "a sentence that could as well belong to the page, or to the text",
            chinese: "难以判断属于正文还是网页的句子",
        },
        why: Words {
            english: "where the program is not sure, a clerk decides",
            chinese: "程序没有把握处由人判断",
        },
        fires: Line(Zone::Tail, "本文仅代表作者个人观点，与本站立场无关，如有侵权请联系删除。"),
        stays: Line(Zone::Body, "一要备足种子，二要检修农机，三要疏通沟渠，做到有备无患。"),
    },
    Rule {
        id: "reading.little",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "little of the page is text", chinese: "网页所余正文很少" },
        what: Words {
            english: "most of the page was taken out, and little text is left",
            chinese: "网页大部分内容被移除，所余正文很少",
        },
        why: Words {
            english: "the text may be somewhere the program did not look for it",
            chinese: "正文可能在程序没有找到的地方",
        },
        fires: Repeated(
            "<li><a href=x>岚川要闻今日看点</a></li>",
            130,
            "<p>岚川市春播全面展开，进展顺利。</p>",
        ),
        stays: Line(Zone::Body, "一要备足种子，二要检修农机，三要疏通沟渠，做到有备无患。"),
    },
    Rule {
        id: "text.struck",
        does: Deed::TakesOut,
        keepable: true,
        name: Words { english: "what the page strikes out", chinese: "网页上划去的文字" },
        what: Words {
            english: "what the page strikes out and so declares void",
            chinese: "网页上划去、即已作废的文字",
        },
        why: Words {
            english: "printed like the rest it would be in force again",
            chinese: "照常排印等于重新生效",
        },
        fires: Page(
            "<h1>关于处罚的决定</h1><p>对当事人处以罚款<del>五万元</del>三万元，限十五日内缴清，逾期不缴的依法申请强制执行。</p>",
        ),
        stays: Page(
            "<h1>关于处罚的决定</h1><p>对当事人处以罚款<u>三万元</u>，限十五日内缴清，逾期不缴的依法申请强制执行。</p>",
        ),
    },
    Rule {
        id: "text.hidden",
        does: Deed::TakesOut,
        keepable: true,
        name: Words {
            english: "what the page hides in a line", chinese: "网页一行之中隐藏的文字"
        },
        what: Words {
            english: "what a style hides inside of a line that is seen; hidden sentences of the text stay and are told",
            chinese: "看得见的一行之中，用样式隐藏的文字；整句隐藏的正文保留并提示",
        },
        why: Words {
            english: "nobody who reads the page sees it; some pages strew it in against those who copy them",
            chinese: "读网页的人看不见；有的网页夹入此类文字以防复制",
        },
        fires: Page(
            "<h1>关于处罚的决定</h1><p>对当事人处以罚款<span style='display:none'>十倍</span>三万元，限十五日内缴清，逾期不缴的依法申请强制执行。</p>",
        ),
        stays: Page(
            "<h1>关于处罚的决定</h1><p>对当事人处以罚款<span style='display:inline'>三万元</span>，限十五日内缴清，逾期不缴的依法申请强制执行。</p>",
        ),
    },
    Rule {
        id: "page.elsewhere",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "what a page shows of another file", chinese: "网页嵌入的其他文件" },
        what: Words {
            english: "a frame, a film or another file is shown inside of the text of a page",
            chinese: "网页正文中嵌有框架页、视频或其他文件",
        },
        why: Words {
            english: "it is not saved with the page and may be part of the text",
            chinese: "没有随网页保存，可能属于正文",
        },
        fires: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业<iframe src='biao.html'></iframe>，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
        stays: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
    },
    Rule {
        id: "page.styled",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "words that a style shows", chinese: "样式显示的文字" },
        what: Words {
            english: "the style sheet of a page shows words inside of its text",
            chinese: "网页的样式表在正文中显示文字",
        },
        why: Words {
            english: "they are seen in a browser, and neither in what one copies there nor in the document",
            chinese: "浏览器中看得到，复制时得不到，也未收入正文",
        },
        fires: Page(
            "<style>p::after{content:'（试行）'}</style><h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
        stays: Page(
            "<style>p::after{content:''}</style><h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
    },
    Rule {
        id: "page.choice",
        does: Deed::Tells,
        keepable: false,
        name: Words { english: "a list to choose from", chinese: "网页上的选择列表" },
        what: Words {
            english: "of a list to choose from in the text only what is chosen is printed",
            chinese: "网页正文中的选择列表只排印选定的一项",
        },
        why: Words {
            english: "the page shows that and nothing else; see that it is meant",
            chinese: "网页只显示选定的一项，请核对",
        },
        fires: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业<select><option>甲</option><option selected>乙</option></select>，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
        stays: Page(
            "<h1>岚川春播全面展开</h1><p>岚川市各乡镇抓住晴好天气，组织农机手连片作业，全市春播已经完成七成，预计四月底全部结束。</p><p>市农业农村局派出五个小组，到田间地头讲解技术，协调种子和化肥，确保不误农时，不留空白。</p>",
        ),
    },
];
