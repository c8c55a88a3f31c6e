//! Every value against the clause it comes from; each fault says what is wrong, where that stands, and what to write.

use crate::document::{Official, Seal};
use crate::elements::{Elements, Given, Key};
use crate::lexicon::date::{Form, days_of, of_cover};
use crate::lexicon::imprint::{self, Receivers};
use crate::message;
use crate::message::{Message, Value};

/// What is wrong with a value, and what to write instead.
struct Fault {
    why: Message,
    remedy: Message,
}

fn fault(why: Message, remedy: Message) -> Fault {
    Fault { why, remedy }
}

/// The remedy of a value whose right form is known.
fn write(right: impl Into<Value>) -> Message {
    message!("write %{right}", right = right)
}

/// The remedy of a value that only its writer knows.
fn like(example: impl Into<Value>) -> Message {
    message!("write for example %{example}", example = example)
}

type Checked = Result<String, Fault>;

/// A document number with the brackets, digits and blanks people type, in the form of the standard: 某政发[2026] 1号.
fn number_as_typed(text: &str) -> Option<String> {
    let signs = text.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '[' | '［' | '(' | '（' | '【' | '﹝' => '〔',
        ']' | '］' | ')' | '）' | '】' | '﹞' => '〕',
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        other => other,
    });
    let typed: String = signs.collect();
    (typed != text && number(&typed).is_ok()).then_some(typed)
}

/// Brings what was typed in other signs into the form of the standard.
fn in_form(given: &mut Given) -> Vec<(String, String)> {
    let mut reformed = Vec::new();
    for value in given.values.get_mut(&Key::Number).into_iter().flatten() {
        if let Some(right) = number_as_typed(value) {
            reformed.push((std::mem::replace(value, right.clone()), right));
        }
    }
    reformed
}

/// Checks every value.
///
/// # Errors
/// Every fault of every value, each with its clause and what to write instead.
pub fn resolve(mut given: Given) -> Result<Elements, Vec<Message>> {
    let reformed = in_form(&mut given);
    let mut check = Check { given: &given, faults: given.faults.clone() };
    let elements = Elements { reformed, ..check.elements() };
    if check.faults.is_empty() { Ok(elements) } else { Err(check.faults) }
}

/// The faults of the values by themselves: what others may complete is no fault yet.
pub fn value_faults(mut given: Given) -> Vec<Message> {
    in_form(&mut given);
    let mut check = Check { given: &given, faults: given.faults.clone() };
    check.values();
    check.faults
}

/// The faults of elements that were found in a text: the same, but they stop nothing.
pub(crate) fn faults_of(official: &Official) -> Vec<Message> {
    let mut given = Given::default();
    let one = [
        (Key::CopyNumber, &official.copy_number),
        (Key::Secrecy, &official.secrecy),
        (Key::Urgency, &official.urgency),
        (Key::Number, &official.number),
        (Key::Issued, &official.issued),
    ];
    for (key, value) in one {
        given.values.extend(value.iter().map(|value| (key, vec![value.clone()])));
    }
    let mut check = Check { given: &given, faults: Vec::new() };
    check.head();
    check.one(Key::Issued, date);
    check.faults
}

struct Check<'a> {
    given: &'a Given,
    faults: Vec<Message>,
}

impl Check<'_> {
    fn elements(&mut self) -> Elements {
        let elements = self.values();
        self.together(&elements.official);
        elements
    }

    fn values(&mut self) -> Elements {
        let mut official = self.head();
        official.seal = self.seal();
        official.guide = self.list(Key::Guide, as_it_is);
        official.sent_to = self.one(Key::SentTo, |text| receivers(text, "主送"));
        official.distribution = self.list(Key::Distribution, distribution);
        official.copies = self.one(Key::Copies, |text| receivers(text, "抄送"));
        official.issuer = self.one(Key::Issuer, name);
        official.issued = self.one(Key::Issued, date);
        let mut signature = self.list(Key::Signature, name);
        signature.extend(self.list(Key::Post, name));
        Elements {
            title: self.list(Key::Title, as_it_is),
            subtitle: self.list(Key::Subtitle, as_it_is),
            byline: self.one(Key::Byline, as_it_is),
            recipient: self.one(Key::Recipient, recipient),
            attachments: attachments(&self.list(Key::Attachment, attachment)),
            signature,
            date: self.one(Key::Date, date),
            note: self.one(Key::Note, note),
            attendance: self.attendance(),
            publishers: self.list(Key::Publisher, name),
            published: self.one(Key::Published, published),
            template: self.one(Key::Template, as_it_is),
            reformed: Vec::new(),
            official,
        }
    }

    fn head(&mut self) -> Official {
        Official {
            copy_number: self.one(Key::CopyNumber, copy_number),
            secrecy: self.one(Key::Secrecy, secrecy),
            urgency: self.one(Key::Urgency, urgency),
            mark: self.list(Key::Mark, name),
            number: self.one(Key::Number, number),
            signers: self.list(Key::Signer, person),
            ..Official::default()
        }
    }

    /// A key with one value; more of them are a fault.
    fn one(&mut self, key: Key, check: impl Fn(&str) -> Checked) -> Option<String> {
        let values = self.given.all(key);
        if values.len() > 1 {
            self.faults.push(message!(
                "%{name} is given %{count} times; give it once",
                name = key.row().shown.clone(),
                count = values.len()
            ));
        }
        values.first().and_then(|value| self.value(key, value, check))
    }

    fn list(&mut self, key: Key, check: impl Fn(&str) -> Checked) -> Vec<String> {
        let values = self.given.all(key).to_vec();
        values
            .iter()
            .flat_map(|value| parts(key, value))
            .filter_map(|value| self.value(key, value, &check))
            .collect()
    }

    fn value(&mut self, key: Key, value: &str, check: impl Fn(&str) -> Checked) -> Option<String> {
        let row = key.row();
        let checked = if value.trim().is_empty() {
            Err(fault(message!("it is empty"), like(row.example)))
        } else {
            check(value.trim())
        };
        checked
            .map_err(|Fault { why, remedy }| {
                let why = match row.clause {
                    "" => why,
                    clause => message!("%{why} (GB/T 9704-2012 %{clause})", why = why, clause = clause),
                };
                self.faults.push(message!(
                    "%{name} \"%{value}\": %{why}; %{remedy}",
                    name = row.shown.clone(),
                    value = value,
                    why = why,
                    remedy = remedy
                ));
            })
            .ok()
    }

    fn seal(&mut self) -> Option<Seal> {
        let text = self.one(Key::Seal, |text| match seal(text) {
            Some(_) => Ok(text.to_owned()),
            None => Err(fault(message!("it is 加盖, 不加盖 or 签名章"), write("加盖"))),
        })?;
        seal(&text)
    }

    /// Who prints and when stand in one line; the post stands beside a stamp of the signature.
    fn together(&mut self, official: &Official) {
        let given = |key: Key| !self.given.all(key).is_empty();
        let mut lacks = Vec::new();
        if given(Key::Issuer) != given(Key::Issued) {
            lacks.push(message!("issuer and date of issue: they stand in one line (GB/T 9704-2012 7.4.3); give 印发机关 and 印发日期"));
        }
        if given(Key::Post) && official.seal != Some(Seal::Name) {
            lacks.push(message!("post: it stands beside a stamp of the signature (GB/T 9704-2012 7.3.5.3); give 印章: 签名章 too"));
        }
        self.faults.extend(lacks);
    }

    fn attendance(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        for (key, label) in [(Key::Present, "出席"), (Key::Excused, "请假"), (Key::Observing, "列席")] {
            let names = self.list(key, as_it_is);
            if !names.is_empty() {
                lines.push(format!("{label}：{}", names.join("　")));
            }
        }
        lines
    }
}

/// A text that needs no form.
fn as_it_is(text: &str) -> Checked {
    Ok(text.to_owned())
}

/// Several names in one value: `张三、李四`.
fn parts(key: Key, value: &str) -> Vec<&str> {
    let apart: &[char] = match key {
        Key::Signer => &['、', '，', ',', ' ', '\u{3000}'],
        Key::Mark => &['、', '；', ';'],
        _ => &[],
    };
    if value.trim().is_empty() || apart.is_empty() {
        return vec![value];
    }
    value.split(apart).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Six digits, no № (7.2.1).
fn copy_number(text: &str) -> Checked {
    if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(text.to_owned());
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let bare = digits.trim_start_matches('0');
    let remedy = if bare.is_empty() || bare.len() > 6 {
        message!("write six digits, for example 000001")
    } else {
        write(format!("{bare:0>6}"))
    };
    Err(fault(message!("it has six digits"), remedy))
}

/// `机密★1年`: 绝密, 机密 or 秘密, and behind a star how long, in Arabic digits (7.2.2).
fn secrecy(text: &str) -> Checked {
    const GRADES: [&str; 3] = ["绝密", "机密", "秘密"];
    let Some(grade) = GRADES.into_iter().find(|grade| text.starts_with(grade)) else {
        return Err(fault(message!("it is 绝密, 机密 or 秘密"), like("机密★1年")));
    };
    let rest = &text[grade.len()..];
    let term = rest.trim_start_matches(['★', '☆', '*', ' ', '\u{3000}', ':', '：']);
    let digits = term.len() - term.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let known = digits > 0 && matches!(&term[digits..], "年" | "个月" | "天" | "日") || term == "长期";
    if rest.is_empty() || known && rest.starts_with('★') && rest['★'.len_utf8()..] == *term {
        return Ok(text.to_owned());
    }
    if known {
        return Err(fault(
            message!("a star ★ stands between grade and term"),
            write(format!("{grade}★{term}")),
        ));
    }
    Err(fault(
        message!("the term is a number of 年, 个月 or 天 in Arabic digits, or 长期"),
        like(format!("{grade}★1年")),
    ))
}

/// 特急 or 加急; 特提 and 平急 are for telegrams (7.2.3).
fn urgency(text: &str) -> Checked {
    match text {
        "特急" | "加急" | "特提" | "平急" => Ok(text.to_owned()),
        _ => Err(fault(
            message!("it is 特急 or 加急 (of telegrams also 特提, 平急)"),
            write(if text.contains('加') { "加急" } else { "特急" }),
        )),
    }
}

/// `某政发〔2026〕1号`; `第1号` of orders (10.2), `第1期`, `2026年第1期（总第88期）` of minutes and bulletins.
fn number(text: &str) -> Checked {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let all = |total: &str| total.strip_suffix("期）").is_some_and(digits);
    let issue = text.split_once("（总第").filter(|(_, total)| all(total)).map_or(text, |(issue, _)| issue);
    let of_year = issue.split_once('年').filter(|(year, _)| year.len() == 4 && digits(year));
    let issue = of_year.map_or(issue, |(_, issue)| issue);
    let inner =
        issue.strip_prefix('第').and_then(|rest| rest.strip_suffix(['号', '期']).or(rest.strip_suffix("次")));
    if inner
        .is_some_and(|inner| inner.parse::<u32>().is_ok_and(|number| number > 0) && !inner.starts_with('0'))
    {
        return Ok(text.to_owned());
    }
    let open = text.find(['〔', '[', '［', '(', '（', '【', '﹝']);
    let close = text.rfind(['〕', ']', '］', ')', '）', '】', '﹞']);
    let misshapen = || {
        let form = message!("it is the organ's abbreviation, the year in 〔〕 and the number with 号");
        Err(fault(form, like("某政发〔2026〕1号")))
    };
    let (Some(open), Some(close)) = (open, close) else { return misshapen() };
    if open == 0 || close < open {
        return misshapen();
    }
    let after = |at: usize| at + text[at..].chars().next().map_or(0, char::len_utf8);
    let (year, serial) = (text[after(open)..close].trim(), text[after(close)..].trim());
    let serial = serial.trim_start_matches('第').trim_end_matches('号').trim();
    let bare = serial.trim_start_matches('0');
    let full = if year.len() == 2 { format!("20{year}") } else { year.to_owned() };
    let right = format!("{}〔{full}〕{bare}号", text[..open].trim());
    if !digits(&full) || full.len() != 4 || !digits(bare) {
        return misshapen();
    }
    if right == text {
        return Ok(right);
    }
    let why = if !text[open..].starts_with('〔') || !text[..after(close)].ends_with('〕') {
        message!("the year stands in 〔〕")
    } else if year.len() != 4 {
        message!("the year is written in full")
    } else if text[after(close)..].contains('第') {
        message!("no 第 stands before the number")
    } else if bare.len() != serial.len() {
        message!("the number has no leading zero")
    } else if !text.ends_with('号') {
        message!("it ends in 号")
    } else {
        message!("it has no blanks")
    };
    Err(fault(why, write(right)))
}

/// `2026年8月1日`: Arabic digits, the year in full, no leading zero, a day there is (7.3.5.4). `2026-08-01`, the form of data, is
/// rewritten.
fn date(text: &str) -> Checked {
    let form = || message!("it is written with Arabic digits, the year in full");
    let example = || like("2026年8月1日");
    let numbers: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = numbers[..] else { return Err(fault(form(), example())) };
    let (Ok(y), Ok(m), Ok(d)) = (year.parse::<u32>(), month.parse::<u32>(), day.parse::<u32>()) else {
        return Err(fault(form(), example()));
    };
    let y = if year.len() == 2 { 2000 + y } else { y };
    let right = format!("{y}年{m}月{d}日");
    if !(1000..=9999).contains(&y) || d == 0 || days_of(y, m).is_none_or(|days| d > days) {
        return Err(fault(message!("there is no such date"), example()));
    }
    let data = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    if right == text || data {
        return Ok(right);
    }
    let padded = [month, day].iter().any(|part| part.starts_with('0'));
    let why = match (text.contains('年') && text.ends_with('日'), padded, year.len()) {
        (true, true, _) => message!("month and day have no leading zero"),
        (true, _, 2) => message!("the year is written in full"),
        _ => form(),
    };
    Err(fault(why, write(right)))
}

/// `2026年8月`, or with its day; in hanzi too, as covers have it. `2026-08`, the form of data, is rewritten.
fn published(text: &str) -> Checked {
    if of_cover(text).is_some_and(|date| date.form == Form::Chinese) {
        return Ok(text.to_owned());
    }
    let digits = |text: &str, most: usize| {
        !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())
    };
    let month =
        text.strip_suffix('月').and_then(|rest| rest.split_once('年')).or_else(|| text.split_once('-'));
    match month.filter(|(year, month)| year.len() == 4 && digits(year, 4) && digits(month, 2)) {
        Some((year, month)) => {
            date(&format!("{year}-{month:0>2}-01")).map(|date| date.trim_end_matches("1日").to_owned())
        }
        None => date(text),
    }
}

/// The name of an organ or a post: no mark at its end.
fn name(text: &str) -> Checked {
    let bare = text.trim_end_matches(['。', '，', '、', '；', '：', '.', ',', ';', ':']);
    if bare == text {
        Ok(text.to_owned())
    } else {
        Err(fault(message!("a name has no mark at its end"), write(bare)))
    }
}

/// A person: no label, no digits.
fn person(text: &str) -> Checked {
    let bare = text.trim_start_matches("签发人").trim_start_matches(['：', ':']).trim();
    if bare.is_empty() || bare.chars().any(|c| c.is_ascii_digit()) || bare.chars().count() > 12 {
        return Err(fault(message!("it is the name of a person"), like("张三")));
    }
    if bare == text {
        Ok(bare.to_owned())
    } else {
        Err(fault(message!("the label 签发人： is set by the program"), write(bare)))
    }
}

/// With the colon that closes it (7.3.2).
fn recipient(text: &str) -> Checked {
    let bare = text.trim_end_matches(['：', ':']).trim_end();
    if bare.ends_with(['。', '；', '，', '、']) {
        let right = bare.trim_end_matches(['。', '；', '，', '、']);
        return Err(fault(message!("a colon closes it, no other mark"), write(format!("{right}："))));
    }
    Ok(format!("{bare}："))
}

/// Without label and stop, which the program sets (7.4.2).
fn receivers(text: &str, label: &str) -> Checked {
    let bare = text
        .strip_prefix(label)
        .map_or(text, |rest| rest.trim_start_matches("机关").trim_start_matches(['：', ':']));
    let bare = bare.trim().trim_end_matches(['。', '.']);
    if bare.contains('。') {
        return Err(fault(message!("it is one list that ends in one stop"), write(bare.replace('。', "，"))));
    }
    Ok(bare.to_owned())
}

/// `报：市委、市政府领导`: a label of a briefing or of minutes, and who stands behind it.
fn distribution(text: &str) -> Checked {
    match imprint::receivers(text) {
        Some((Receivers::Labelled(label), names)) => {
            receivers(names, label).map(|names| format!("{label}：{names}"))
        }
        _ => Err(fault(
            message!("it begins with 报, 送, 发, 抄报, 报送 or 分送 and a colon"),
            like("报：市委、市政府领导"),
        )),
    }
}

/// The name of an attachment: no number, which the program sets, and no mark behind it (7.3.4).
fn attachment(text: &str) -> Checked {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = digits > 0 && text[digits..].starts_with(['.', '．', '、']);
    let rest = if numbered { text[digits..].trim_start_matches(['.', '．', '、', ' ']) } else { text };
    let bare = rest.trim_end_matches(['。', '，', '、', '；', ';', '.']);
    if numbered {
        return Err(fault(message!("the number is set by the program"), write(bare)));
    }
    if bare == text {
        Ok(bare.to_owned())
    } else {
        Err(fault(message!("no mark stands behind the name"), write(bare)))
    }
}

/// One attachment has no number, several have one each (7.3.4).
fn attachments(names: &[String]) -> Vec<String> {
    match names {
        [] => Vec::new(),
        [one] => vec![format!("附件：{one}")],
        several => {
            let numbered = several.iter().enumerate();
            numbered
                .map(|(i, name)| format!("{}{}.{name}", if i == 0 { "附件：" } else { "" }, i + 1))
                .collect()
        }
    }
}

/// In full-width brackets (7.3.6).
fn note(text: &str) -> Checked {
    let bare = text.trim_start_matches(['（', '(']).trim_end_matches(['）', ')']);
    if bare.ends_with('。') {
        return Err(fault(
            message!("no stop stands before the bracket"),
            write(format!("（{}）", bare.trim_end_matches('。'))),
        ));
    }
    Ok(format!("（{bare}）"))
}

fn seal(text: &str) -> Option<Seal> {
    match text {
        "加盖" | "加盖印章" | "stamped" | "yes" | "true" => Some(Seal::Stamped),
        "不加盖" | "不加盖印章" | "无" | "none" | "no" | "false" => Some(Seal::None),
        "签名章" | "name" => Some(Seal::Name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, value: &str, expected: Result<&str, &str>) {
        let mut given = Given::default();
        given.add(name, value, "test");
        let key = Key::named(name).unwrap();
        let mut check = Check { given: &given, faults: Vec::new() };
        let checked = match key {
            Key::CopyNumber => check.one(key, copy_number),
            Key::Secrecy => check.one(key, secrecy),
            Key::Urgency => check.one(key, urgency),
            Key::Number => check.one(key, number),
            Key::Date => check.one(key, date),
            Key::Published => check.one(key, published),
            Key::Recipient => check.one(key, recipient),
            Key::Copies => check.one(key, |text| receivers(text, "抄送")),
            Key::Note => check.one(key, note),
            Key::Attachment => check.list(key, attachment).pop(),
            Key::Signer => check.list(key, person).pop(),
            _ => panic!("{name} is not checked here"),
        };
        match expected {
            Ok(right) => {
                assert_eq!((checked.as_deref(), check.faults.len()), (Some(right), 0), "{:?}", check.faults)
            }
            Err(part) => {
                assert!(
                    check.faults.iter().any(|fault| fault.to_string().contains(part)),
                    "{value}: {:?}",
                    check.faults
                )
            }
        }
    }

    #[test]
    fn values_that_are_right() {
        check("份号", "000001", Ok("000001"));
        check("密级", "秘密", Ok("秘密"));
        check("密级", "机密★1年", Ok("机密★1年"));
        check("密级", "绝密★长期", Ok("绝密★长期"));
        check("紧急程度", "加急", Ok("加急"));
        check("发文字号", "国办发〔2026〕12号", Ok("国办发〔2026〕12号"));
        check("发文字号", "第12号", Ok("第12号"));
        check("成文日期", "2024年2月29日", Ok("2024年2月29日"));
        check("成文日期", "2026-08-01", Ok("2026年8月1日"));
        check("主送机关", "各区人民政府", Ok("各区人民政府："));
        check("主送机关", "各区人民政府:", Ok("各区人民政府："));
        check("抄送", "抄送：市委办公室。", Ok("市委办公室"));
        check("附注", "此件公开发布", Ok("（此件公开发布）"));
        check("附件", "任务清单", Ok("任务清单"));
        check("签发人", "张三", Ok("张三"));
        check("签发人", "张三、李四", Ok("李四"));
        for (date, right) in [
            ("2026年8月", "2026年8月"),
            ("2026-08", "2026年8月"),
            ("2026年8月1日", "2026年8月1日"),
            ("二〇二六年八月", "二〇二六年八月"),
            ("二〇二六年十二月三十一日", "二〇二六年十二月三十一日"),
        ] {
            check("编印日期", date, Ok(right));
        }
        for wrong in ["26年8月", "202a年8月", "2026年8a月", "2026年123月", "2026年13月"] {
            check("编印日期", wrong, Err(""));
        }
    }

    #[test]
    fn a_fault_names_the_clause_and_what_to_write() {
        check(
            "发文字号",
            "国发[2026]1号",
            Err(
                "document number \"国发[2026]1号\": the year stands in 〔〕 (GB/T 9704-2012 7.2.5); write 国发〔2026〕1号",
            ),
        );
        check(
            "发文字号",
            "国发〔2026〕第1号",
            Err("no 第 stands before the number (GB/T 9704-2012 7.2.5); write 国发〔2026〕1号"),
        );
        check("发文字号", "国发〔2026〕01号", Err("no leading zero"));
        check("发文字号", "国发〔26〕1号", Err("write 国发〔2026〕1号"));
        check("发文字号", "国发〔2026〕1", Err("it ends in 号"));
        check("发文字号", "国发2026年1号", Err("for example"));
        check(
            "份号",
            "0000001",
            Err("copy number \"0000001\": it has six digits (GB/T 9704-2012 7.2.1); write 000001"),
        );
        check("份号", "№12", Err("write 000012"));
        check("份号", "1234567", Err("six digits, for example"));
        check("份号", "№123456", Err("write 123456"));
        for (term, remedy) in
            [("机密☆1年", "write 机密★1年"), ("机密★★1年", "write 机密★1年"), ("机密★年", "Arabic digits")]
        {
            check("密级", term, Err(remedy));
        }
        for issue in ["第3期", "第3期（总第88期）", "2026年第3期", "2026年第3期（总第88期）"]
        {
            check("发文字号", issue, Ok(issue));
        }
        for order in ["第3期（总第期）", "26年第3期", "第3期（第88期）"] {
            check("发文字号", order, Err(""));
        }
        for order in ["第0号", "第01号", "第甲号"] {
            check("发文字号", order, Err("the organ's abbreviation"));
        }
        check("成文日期", "2026年0月1日", Err("there is no such date"));
        check("成文日期", "2026年8月0日", Err("there is no such date"));
        check("成文日期", "26年8月1日", Err("the year is written in full"));
        for other in ["2026/08/01", "2026年8月1", "2026-08/01", "2026/08-01", "26-08-0001"] {
            check("成文日期", other, Err("with Arabic digits"));
        }
        check("附件", "2026年任务清单", Ok("2026年任务清单"));
        check("附件", "任务.清单", Ok("任务.清单"));
        check("密级", "机密1年", Err("write 机密★1年"));
        check("密级", "机密★一年", Err("Arabic digits"));
        check("密级", "内部", Err("绝密, 机密 or 秘密 (GB/T 9704-2012 7.2.2)"));
        check("紧急程度", "特特急", Err("write 特急"));
        check("成文日期", "2026年2月30日", Err("there is no such date (GB/T 9704-2012 7.3.5.4)"));
        check(
            "成文日期",
            "2026年08月01日",
            Err("no leading zero (GB/T 9704-2012 7.3.5.4); write 2026年8月1日"),
        );
        check("成文日期", "2026.8.1", Err("write 2026年8月1日"));
        check("成文日期", "二〇二六年八月一日", Err("Arabic digits"));
        check("编印日期", "2026年13月", Err("there is no such date"));
        check("编印日期", "八月", Err("for example 2026年8月1日"));
        check("编印日期", "2026年08月", Ok("2026年8月"));
        check("主送机关", "各区人民政府。", Err("write 各区人民政府："));
        check(
            "附件",
            "任务清单。",
            Err("no mark stands behind the name (GB/T 9704-2012 7.3.4); write 任务清单"),
        );
        check("附件", "1.任务清单", Err("write 任务清单"));
        check("签发人", "签发人：张三", Err("write 张三"));
        for no_person in ["签发人：", "张3", "一个十三个字那么长的名字没有人"] {
            check("签发人", no_person, Err("the name of a person"));
        }
        for misshapen in
            ["〔2026〕1号", "国发〕2026〔1号", "国发〔〕1号", "国发〔20261〕1号", "国发〔2026〕甲号"]
        {
            check("发文字号", misshapen, Err("the organ's abbreviation"));
        }
    }

    #[test]
    fn all_faults_come_at_once() {
        let mut given = Given::default();
        for (name, value) in
            [("份号", "1234567"), ("发文字号", "某发〔26〕1号"), ("印发机关", "办公室"), ("印章", "也许")]
        {
            given.add(name, value, "test");
        }
        given.add("份号", "000001", "test");
        let faults = resolve(given.clone()).unwrap_err();
        assert_eq!(faults.len(), 5, "{faults:#?}");
    }

    #[test]
    fn a_number_in_other_signs_is_written_in_its_form_and_that_is_kept() {
        for typed in ["某发[2026]1号", "某发（2026）1号", "某发【2026】 1 号", "某发〔２０２６〕１号"]
        {
            let mut given = Given::default();
            given.add("发文字号", typed, "test");
            assert_eq!(value_faults(given.clone()), [], "{typed}");
            let elements = resolve(given).unwrap();
            assert_eq!(elements.official.number.as_deref(), Some("某发〔2026〕1号"));
            assert_eq!(elements.reformed, [(typed.to_owned(), "某发〔2026〕1号".to_owned())]);
        }
        let mut right = Given::default();
        right.add("发文字号", "某发〔2026〕1号", "test");
        assert_eq!(resolve(right).unwrap().reformed, []);
    }

    #[test]
    fn what_others_may_complete_is_no_fault_of_a_value() {
        let mut given = Given::default();
        given.add("印发机关", "市政府办公室", "test");
        assert_eq!(value_faults(given.clone()), []);
        assert_eq!(resolve(given).unwrap_err().len(), 1);
    }

    #[test]
    fn several_names_and_attachments() {
        let mut given = Given::default();
        given.add("签发人", "张三、李四", "test");
        given.add("发文机关标志", "中共某市委；某市人民政府文件", "test");
        given.add("附件", "清单", "test");
        given.add("附件", "分工", "test");
        let elements = resolve(given.clone()).unwrap();
        assert_eq!(elements.official.signers, ["张三", "李四"]);
        assert_eq!(elements.official.mark, ["中共某市委", "某市人民政府文件"]);
        assert_eq!(elements.attachments, ["附件：1.清单", "2.分工"]);
    }
}
