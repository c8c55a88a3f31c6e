//! Whom a line addresses (称谓, 主送机关): `同志们：`, `各乡镇人民政府，县级有关部门：`.

use crate::lexicon::organ;
use crate::text::words;

/// How a line begins that addresses somebody.
const STARTS: &str = "各 尊敬的 同志们 同志 亲爱的 本 全体";
/// How those are called who are spoken to.
const PEOPLE: &str = "同志们 同志 朋友们 代表 委员 来宾 领导 先生们 同事们 同学们";
/// Who is spoken to alone, in a council.
const CHAIR: &str = "主席 主席先生 代理主席 议长";
/// Offices that are addressed together, or by their short name.
const OFFICES: &str = "各单位 各部门 各科室 各处室 有关单位 有关部门 相关单位 相关部门 市委 县委 区委 省委";
/// What opens a speech inside of a text without line breaks.
const OPENINGS: &str = "同志们 各位代表 各位委员 各位领导 各位来宾 尊敬的 女士们";

/// Whether `text`, a line that ends with a colon, names recipients or addresses people.
pub fn is_address(text: &str) -> bool {
    // Salutations of congresses name five or six groups (`尊敬的各位领导、各位来宾，…：`); recipients by name have no
    // bound, since each is an organ.
    const LONGEST: usize = 100;
    let name = text.trim_end_matches(['：', ':']);
    let starts = words(STARTS).any(|word| name.starts_with(word)) && name.chars().count() <= LONGEST;
    let office = || name.split(['，', '、']).any(|part| organ::is_name(part.trim()));
    starts
        || office()
        || words(CHAIR).any(|chair| chair == name)
        || words(PEOPLE).chain(words(OFFICES)).any(|end| name.ends_with(end))
}

/// Whether `text`, a line that ends with a colon, names offices one by one: three at least, and nothing else in most places.
pub fn is_list(text: &str) -> bool {
    let name = text.trim_end_matches(['：', ':']);
    // What stands in brackets parts nothing: `各县（市、区）人民政府`.
    let mut inside = false;
    let bare: String = name
        .chars()
        .filter(|&c| {
            inside = c == '（' || inside && c != '）';
            !inside && c != '）'
        })
        .collect();
    let parts: Vec<&str> = bare.split(['，', '、']).map(str::trim).collect();
    let offices = parts.iter().filter(|part| is_offices(part)).count();
    name.len() < text.len()
        && parts.len() > 2
        && offices * 4 >= parts.len() * 3
        && !bare.contains(['。', '；'])
}

/// `各直属机构`, `市直有关部门`, `某市财政局`.
fn is_offices(part: &str) -> bool {
    // The longest name of an office has some twenty characters, with all offices of a kind in front of it some more.
    let short = part.chars().count() <= 24;
    short && (part.starts_with('各') || organ::is_name(part) || words(OFFICES).any(|end| part.ends_with(end)))
}

/// What is said to them on the same line.
const GREETINGS: [&str; 5] = ["大家好", "早上好", "上午好", "下午好", "晚上好"];

/// Whether `text` speaks to people, as a speech does: `同志们：`, not to offices.
pub fn is_spoken(text: &str) -> bool {
    let name = text.trim_end_matches(['：', ':', '！', '!']);
    let greeting = GREETINGS.iter().find_map(|words| name.strip_suffix(words));
    let name = greeting.map_or(name, |name| name.trim_end_matches(['：', ':', '，', ',']));
    words(PEOPLE).any(|word| name.ends_with(word))
}

/// Whether `text` speaks to people and greets them, and says no more: `尊敬的各位领导、同志们：大家好！`
pub fn greets(text: &str) -> bool {
    let bare = text.trim_end_matches(['！', '!', '。']);
    let greeted = GREETINGS.iter().any(|words| bare.ends_with(words));
    greeted && bare.contains(['：', ':']) && is_spoken(text.trim_end_matches('。'))
}

/// Whether `text` is the last a document says, and no name: `特此通知`, `此致`.
pub fn takes_leave(text: &str) -> bool {
    words("特此 此致 敬礼 谢谢 妥否 以上").any(|word| text.starts_with(word))
}

/// Where the words that open a speech stand first in `text`.
pub fn find_opening(text: &str) -> Option<usize> {
    words(OPENINGS).filter_map(|word| text.find(word)).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_take_leave() {
        assert!(takes_leave("特此通知") && takes_leave("此致") && !takes_leave("松溪县此地街道"));
    }

    #[test]
    fn people_are_greeted_in_the_line_that_addresses_them() {
        for text in
            ["尊敬的各位领导、同志们：大家好！", "尊敬的老师们，亲爱的同学们：早上好！", "同志们:上午好。"]
        {
            assert!(greets(text), "{text}");
        }
        for text in ["同志们：", "同志们：今天很好！", "青禾网：大家好！", "大家好！", "各位领导，大家好！"]
        {
            assert!(!greets(text), "{text}");
        }
    }

    #[test]
    fn recipients_and_people_are_addressed() {
        for text in [
            "各乡镇人民政府，县级有关部门：",
            "同志们：",
            "某某市人民政府：",
            "在座的各位代表：",
            "尊敬的来宾：",
            "老师们、同学们：",
            "县直各单位：",
            "市直有关单位：",
            "市委：",
            "市直有关单位:",
            "主席：",
        ] {
            assert!(is_address(text), "{text}");
        }
        for text in ["会议指出：", "会议选举产生主席：", "工作目标：", &format!("各{}：", "方".repeat(100))]
        {
            assert!(!is_address(text), "{text}");
        }
        assert!(is_spoken("同志们：") && is_spoken("女士们、先生们：") && !is_spoken("各乡镇人民政府："));
    }

    #[test]
    fn offices_are_named_one_by_one() {
        let many = "青禾市水利局，".repeat(30);
        for text in [
            "各县（市、区）人民政府，青禾开发区管理委员会，市政府各部门、各直属机构：",
            "青禾市教育局、青禾市财政局、青禾市民政局：",
            &format!("{many}青禾市统计局："),
        ] {
            assert!(is_list(text), "{text}");
        }
        for text in [
            "各县人民政府：",
            "青禾市教育局、青禾市财政局、青禾市民政局",
            "会议听取了教育局、财政局、民政局的汇报，研究了春耕，部署了防汛，强调：",
            "青禾市教育局、青禾市财政局、青禾市民政局。会议要求：",
        ] {
            assert!(!is_list(text), "{text}");
        }
    }

    #[test]
    fn a_speech_opens_inside_a_text() {
        assert_eq!(find_opening("在会上的讲话同志们：各位领导"), Some("在会上的讲话".len()));
        assert_eq!(find_opening("会议指出"), None);
    }
}
