//! What happens to whole documents: which lines change, and what the log says.

use super::*;

/// A line that makes a document Traditional.
const TRADITIONAL: &str = "圍繞中心抓黨建，強化工作載體建設";
/// A line that makes a document Simplified.
const SIMPLIFIED: &str = "围绕中心抓党建，强化工作载体建设";

fn run(lines: &[&str], options: &Options) -> (Vec<String>, Log) {
    let mut log = Log::new();
    let lines = lines.iter().zip(1..).map(|(text, number)| Line::plain(*text, number)).collect();
    let lines = convert(&mut log, lines, options);
    (lines.into_iter().map(|line| line.text.into_string()).collect(), log)
}

/// Checks what becomes of `text` in a document that begins with `context`.
#[track_caller]
fn check(options: &Options, context: &str, text: &str, expected: &str) {
    let (lines, _) = run(&[context, text], options);
    assert_eq!(lines[1], expected);
}

#[track_caller]
fn check_simplified(text: &str, expected: &str) {
    check(&Options::default(), TRADITIONAL, text, expected);
}

#[track_caller]
fn check_stays(options: &Options, lines: &[&str]) {
    let (found, log) = run(lines, options);
    assert_eq!(found, lines);
    assert_eq!(log.change_count(), 0);
}

#[test]
fn words_become_what_the_mainland_writes() {
    for (text, expected) in [
        ("乾隆年間", "乾隆年间"),
        ("扭轉乾坤", "扭转乾坤"),
        ("氣候乾燥", "气候干燥"),
        ("領導干部", "领导干部"),
        ("樹幹與幹部", "树干与干部"),
        ("著名專家著手研究", "著名专家着手研究"),
        ("成效顯著，著力提升", "成效显著，着力提升"),
        ("于謙於是上書", "于谦于是上书"),
        ("二〇二三年", "二〇二三年"),
        ("登高瞭望，瞭解情況", "登高瞭望，了解情况"),
        ("慰藉群眾，憑藉優勢", "慰藉群众，凭借优势"),
        ("全面覆蓋，答覆來信", "全面覆盖，答复来信"),
        ("恢復與複雜", "恢复与复杂"),
        ("徵求意見，遠征", "征求意见，远征"),
        ("宮商角徵羽", "宫商角徵羽"),
        ("魏徵進諫", "魏徵进谏"),
        ("頭髮與發展", "头发与发展"),
        ("公里與心裡", "公里与心里"),
        ("麵粉與面對", "面粉与面对"),
        ("皇后之後", "皇后之后"),
        ("一隻船只有一人", "一只船只有一人"),
        ("臺灣的平台", "台湾的平台"),
        ("颱風登台", "台风登台"),
        ("鬆樹林裡放鬆", "松树林里放松"),
        ("關係聯繫", "关系联系"),
        ("製度與制作", "制度与制作"),
        ("製作規範，制定規劃", "制作规范，制定规划"),
        ("鐘聲與鍾情", "钟声与钟情"),
        ("相對後進的庄重台賬", "相对后进的庄重台账"),
        ("精準征集，嚴重衝突", "精准征集，严重冲突"),
        ("郁郁蔥蔥，憂鬱", "郁郁葱葱，忧郁"),
        ("只見麼些人，什麼", "只见么些人，什么"),
        ("衞生與敍述", "卫生与叙述"),
        ("書聲薰陶，薰衣草", "书声熏陶，薰衣草"),
        ("難以想像，我想像他一樣", "难以想象，我想像他一样"),
        ("鍾馗與朱鎔基，鎔化", "钟馗与朱镕基，熔化"),
        ("揹著隄防啣接，仿傚", "背着堤防衔接，仿效"),
        ("涅槃與潟湖", "涅槃与潟湖"),
    ] {
        check_simplified(text, expected);
    }
}

#[test]
fn regional_words_change_only_when_asked() {
    let phrases = Options { phrases: true, ..Options::default() };
    check_simplified("電腦軟體與網路資訊", "电脑软体与网路资讯");
    check(&phrases, TRADITIONAL, "電腦軟體與網路資訊", "电脑软件与网络信息");
    let taiwan = Options { target: Target::Taiwan, ..Options::default() };
    check(&taiwan, SIMPLIFIED, "软件里的信息", "軟件裡的信息");
    check(&Options { phrases: true, ..taiwan }, SIMPLIFIED, "软件里的信息", "軟體裡的資訊");
}

#[test]
fn simplified_text_is_not_touched() {
    check_stays(
        &Options::default(),
        &["显著成效，著名的魏徵、于谦、乾隆", "「引」与『引』", "著", SIMPLIFIED],
    );
}

#[test]
fn a_stray_traditional_character_changes_alone() {
    check(
        &Options::default(),
        SIMPLIFIED,
        "他与錢先生在陈乾家共事，编著党组文选",
        "他与钱先生在陈乾家共事，编著党组文选",
    );
}

#[test]
fn a_line_that_could_be_either_goes_with_the_document() {
    check_simplified("於是看著乾衣", "于是看着干衣");
    check(&Options::default(), SIMPLIFIED, "於是看著乾衣", "於是看著乾衣");
}

#[test]
fn in_a_mixed_line_zhe_is_told_only_when_the_document_is_traditional() {
    let options = Options::default();
    check(&options, &TRADITIONAL.repeat(5), "「圍繞」著问题讨论會議", "“围绕”着问题讨论会议");
    check(&options, &SIMPLIFIED.repeat(5), "「圍繞」著问题讨论會議", "「围绕」著问题讨论会议");
}

#[test]
fn compatibility_ideographs_become_the_characters_they_stand_for() {
    check_simplified("\u{f9dc}重召\u{f905}會議", "隆重召串会议");
    check(&Options::default(), SIMPLIFIED, "\u{f9dc}重召开会议", "\u{f9dc}重召开会议");
}

#[test]
fn japanese_is_left_alone() {
    check_stays(&Options::default(), &["日本國憲法の條文は次の通りである", "國會議員の選擧"]);
    check_simplified("日本國會討論條文", "日本国会讨论条文");
}

#[test]
fn quotation_marks_become_those_of_the_mainland() {
    check_simplified("他說：「這是『好事』」", "他说：“这是‘好事’”");
    check_simplified("「台上」", "“台上”");
    check(&Options::default(), &TRADITIONAL.repeat(5), "「会议讨论」", "“会议讨论”");
    check(&Options::default(), SIMPLIFIED, "「台上」", "「台上」");
}

#[test]
fn traditional_text_is_not_converted_once_more() {
    let traditional = Options { target: Target::Traditional, ..Options::default() };
    check(&traditional, SIMPLIFIED, "里面的面条", "裏面的麪條");
    check(&traditional, SIMPLIFIED, "后面", "後面");
    check(&traditional, "", "后面", "後面");
    check_stays(&traditional, &[TRADITIONAL, "松樹下的皇后說：只有這里", "后面"]);
    check(&traditional, TRADITIONAL, "松樹與范先生說話時，国家", "松樹與范先生說話時，國家");
}

#[test]
fn auto_means_what_most_of_the_document_is() {
    let auto = Options { target: Target::Auto, ..Options::default() };
    check(&auto, &TRADITIONAL.repeat(9), "强化建设", "強化建設");
    check(&auto, &SIMPLIFIED.repeat(9), "強化建設", "强化建设");
    check_stays(&auto, &[TRADITIONAL, SIMPLIFIED]);
    check_stays(&Options { target: Target::Keep, ..auto }, &[TRADITIONAL, SIMPLIFIED]);
}

#[test]
fn the_users_dictionary_wins_over_everything() {
    let dictionary = UserDictionary::parse("鍾書著\t鍾書著\n坤宮\t坤殿\n「後」\t「後」\n").unwrap();
    let options = Options { dictionary: Some(Arc::new(dictionary)), ..Options::default() };
    check(&options, TRADITIONAL, "鍾書著說，看著鐘", "鍾書著说，看着钟");
    check(&options, TRADITIONAL, "在乾坤宮「後」面「後面」", "在干坤殿「後」面“后面”");
    let (_, log) = run(&[TRADITIONAL, "坤宮與鍾書著"], &options);
    let own: Vec<_> = log.changes().iter().filter(|change| change.rule == "script.dictionary").collect();
    assert_eq!(own.len(), 1);
    assert_eq!((own[0].before.as_str(), own[0].after.as_str(), own[0].line), ("坤宮", "坤殿", 2));
}

#[test]
fn the_log_counts_characters_and_lists_words() {
    let (_, log) = run(&["瞭解這個問題，瞭望這裡", "「沿著」這個方向"], &Options::default());
    let found: Vec<_> = log
        .changes()
        .iter()
        .map(|change| {
            (&*change.rule, change.before.as_str(), change.after.as_str(), change.count, change.line)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("script.phrase", "瞭解", "了解", 1, 1),
            ("script.quotes", "「", "“", 1, 2),
            ("script.zhe", "著", "着", 1, 2),
            ("script.quotes", "」", "”", 1, 2),
            ("script.character", "這", "这", 3, 1),
            ("script.character", "個", "个", 2, 1),
            ("script.character", "問", "问", 1, 1),
            ("script.character", "題", "题", 1, 1),
            ("script.character", "裡", "里", 1, 1),
        ]
    );
}
