//! The words that cues look for, and the list of cues.

use crate::diag::RuleId;
use crate::document::post_and_name;
use crate::text::{key, words};

/// One cue of the structure that removes or rewrites text, or reports on it.
pub struct Cue {
    /// `group.name`.
    pub id: RuleId,
    /// What it does, in one line.
    pub summary: &'static str,
}

/// All cues that leave a trace in the log.
pub fn table() -> &'static [Cue] {
    TABLE
}

const TABLE: &[Cue] = &[
    Cue {
        id: "contents.dead",
        summary: "a table of contents copied with the text, whose page numbers are dead",
    },
    Cue { id: "footnote.lost", summary: "a footnote to something that was taken out of the text" },
    Cue {
        id: "info.line", summary: "来源, 发布时间 and 作者 lines, read into source, date and author"
    },
    Cue { id: "page.meta", summary: "date, source and author that only the markup of a page names" },
    Cue { id: "page.date", summary: "the date on the page and the one in its markup differ" },
    Cue {
        id: "captions.label", summary: "on pages: captions whose picture is not there: 图为…, … 摄"
    },
    Cue {
        id: "captions.scene",
        summary: "on pages: a sentence alone between long paragraphs that tells who does what where, as captions do, without its picture",
    },
    Cue { id: "credits.line", summary: "编辑, 责任编辑, 校对, 审核, 来源 lines at the end" },
    Cue { id: "title.repeated", summary: "the title once more above the text" },
    Cue { id: "title.unit", summary: "the unit in brackets behind a title" },
    Cue { id: "title.label", summary: "the label 标题： before a title" },
    Cue { id: "web.above", summary: "what the page has above the title: its name, menus" },
    Cue {
        id: "official.line",
        summary: "the head of an issued document (mark with its number) and its imprint (抄送, 印发), read into its elements",
    },
    Cue { id: "title.missing", summary: "no title was found" },
    Cue { id: "title.doubtful", summary: "another line could be the title as well" },
    Cue { id: "articles.number", summary: "第一篇： before the title of an article in a compilation" },
    Cue { id: "articles.title", summary: "the title of a compilation, above its articles" },
    Cue { id: "articles.glued", summary: "a second document may begin inside an article" },
    Cue { id: "numbering.gap", summary: "the numbers of the headings leave one out: 一、 三、" },
    Cue { id: "text.cut", summary: "the text ends in the middle of a sentence, or with a heading" },
    Cue { id: "signature.undated", summary: "a signature without a date" },
];

/// Endings of the names of offices and other bodies.
const BODIES: &str = "委员会 办公室 工委 党委 党组 纪委 政法委 网信办 服务办 督查室 研究室 党支部 支部 总支 \
    人民政府 政府 法院 检察院 公安局 总局 分局 局 厅 部 委 办 处 科 署 院 社 馆 站 所 队 团 校 \
    大学 学院 中学 小学 医院 公司 集团 银行 中心 协会 联合会 学会 工会 妇联 团委 街道 指挥部 \
    领导小组 人大 组 专班";

/// Whether `text` ends like the name of an office or another body.
pub(crate) fn is_body_name(text: &str) -> bool {
    let text = text.trim_end_matches(['）', ')']);
    let long_enough = (3..=32).contains(&text.chars().count());
    let town = ["镇", "乡", "县", "区", "市", "村", "社区"].iter().any(|end| text.ends_with(end))
        && text.chars().count() <= 10;
    long_enough
        && !text.contains(['，', '。', '、', '；', '“', '：'])
        && (words(BODIES).any(|end| text.ends_with(end)) || town)
}

/// Words with which a line names its author.
const AUTHORS: &str = "通讯员 本报记者 本网记者 记者 作者 撰稿 撰文 执笔 文/ 文| 供稿人 报告人 讲话人 文丨";

/// Whether `key` (as [`crate::text::key`] spells it) is an author line.
pub(crate) fn is_author_line(key: &str) -> bool {
    key.chars().count() <= 60 && words(AUTHORS).any(|word| key.starts_with(word)) && !key.contains('。')
}

/// Whether `text` is one to four personal names: two to four characters each, divided by spaces or 、.
pub(crate) fn is_names(text: &str) -> bool {
    let names: Vec<&str> =
        text.split([' ', '\u{3000}', '\u{a0}', '、']).filter(|name| !name.is_empty()).collect();
    let name = |name: &&str| {
        let length = name.chars().count();
        (2..=4).contains(&length)
            && name.chars().all(crate::text::is_han)
            && name.chars().next().is_some_and(is_surname)
    };
    let single: String = names.concat();
    let spaced =
        names.len() == 2 && single.chars().count() == 2 && names.iter().all(|n| n.chars().count() == 1);
    (1..=6).contains(&names.len())
        && (most_are_names(&names, name) || spaced && single.chars().next().is_some_and(is_surname))
}

/// All are names; of two or more, one may have a surname that is not in the list.
fn most_are_names(names: &[&str], name: impl Fn(&&str) -> bool) -> bool {
    let known = names.iter().filter(|each| name(each)).count();
    let short = names
        .iter()
        .all(|each| (2..=3).contains(&each.chars().count()) && each.chars().all(crate::text::is_han));
    known == names.len() || known >= 1 && known + 1 == names.len() && short
}

/// Offices a person holds, as they stand before the name.
const POSTS: &str = "书记 主任 市长 县长 区长 省长 镇长 乡长 州长 局长 厅长 部长 处长 科长 院长 校长 会长 主席 行长 \
    秘书长 检察长 总经理 董事长 司令员 政委 组长 所长 站长 队长 司长 署长 委员 代表 教授 教师 讲师 主编";

/// Whether `text` is an office and a name: `市委书记 王某某`, `常务副市长　李某`.
pub(crate) fn is_post_and_name(text: &str) -> bool {
    let gap = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
    let Some((post, name)) = text.split_once(gap) else { return false };
    let post = key(post);
    let held = words(POSTS).any(|word| post.ends_with(word)) && (2..=24).contains(&post.chars().count());
    held && is_names(name.trim_matches(gap)) && !post.contains(['，', ',', '。'])
}

/// Whether `text` is the post and the name of one who issues documents: `市　长　王一川`.
pub(crate) fn is_signatory(text: &str) -> bool {
    const HIGHEST: &str = "总理 委员长 州长 旗长 盟长 专员 关长 审计长";
    let Some((post, name)) = post_and_name(text) else { return false };
    let post = key(post);
    let held = words(POSTS).chain(words(HIGHEST)).any(|word| post.ends_with(word));
    held && post.chars().count() <= 24 && !post.contains(['，', ',', '。']) && is_names(name)
}

/// The hundred and some commonest surnames (over nine tenths of the population).
fn is_surname(c: char) -> bool {
    const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任卢姚沈钟姜崔谭陆汪范廖石金韦贾夏付方邹熊白孟秦邱江侯薛尹段闫阎雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝骆路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";
    SURNAMES.contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people() {
        for text in ["市委书记 王某某", "常务副市长　李四", "县人大常委会主任 张 三"]
        {
            assert!(is_post_and_name(text), "{text}");
        }
        for text in ["关于主任 会议的决定", "工作会议上的讲话", "选好支部书记 建强战斗堡垒"]
        {
            assert!(!is_post_and_name(text), "{text}");
        }
        for text in ["市长　王一川", "省　长　李　四", "国务院总理 李某某", "海关总署署长　王某"]
        {
            assert!(is_signatory(text), "{text}");
        }
        for text in ["某某市人民政府", "市长", "本报记者 王一川", "市长　王一川　李四", "王一川"]
        {
            assert!(!is_signatory(text), "{text}");
        }
        assert!(is_names("刘一波 奚小霞"));
        assert!(!is_names("奚小霞"));
    }
}
