//! Makes articles to measure with: `cargo run --release --example articles -- FOLDER COUNT`.
//!
//! Nobody wrote them: places, offices and sentences are put together from the lists below, the same for the same number on
//! every machine. They are as long as real ones (2,300 to 9,400 characters, 4,700 on average), with the same
//! things to do: debris of pages, half-width marks, headings, run-in headings, recipients, signatures. Of twenty, fifteen
//! are UTF-8 text, two GBK, one Traditional in Big5, two web pages. A thousand stand in a folder.

#![allow(clippy::print_stderr, reason = "a program that says how it is called")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chengwen::script::{Config, Converter, Forms};

const PLACES: [&str; 8] = ["岚川市", "梧岭区", "青河县", "云台镇", "松溪县", "临渡区", "白石市", "沙洲镇"];
const OFFICES: [&str; 8] =
    ["发展改革局", "民政局", "教育局", "水务局", "机关党委", "市场监管局", "文化旅游局", "应急管理局"];
const TOPICS: [&str; 10] = [
    "优化营商环境",
    "推进乡村振兴",
    "加强基层治理",
    "提升服务效能",
    "深化作风建设",
    "保障安全生产",
    "推动数字转型",
    "完善养老服务",
    "改善人居环境",
    "促进就业创业",
];
const SUBJECTS: [&str; 8] = [
    "各级党组织",
    "有关部门",
    "驻村工作队",
    "全体干部职工",
    "各乡镇街道",
    "专班成员单位",
    "网格员队伍",
    "窗口工作人员",
];
const ACTIONS: [&str; 12] = [
    "坚持问题导向",
    "建立\"一月一会商\"机制",
    "细化任务清单",
    "压实工作责任",
    "深入一线走访",
    "开展专题培训",
    "完善考核办法",
    "畅通诉求渠道",
    "加强部门联动",
    "公开办事流程",
    "组织现场观摩",
    "实行销号管理",
];
const RESULTS: [&str; 10] = [
    "推动重点事项落地见效",
    "群众满意度明显提高",
    "办理时限压缩三成以上",
    "形成齐抓共管的良好局面",
    "一批急难愁盼问题得到解决",
    "工作质效持续提升",
    "典型经验在全市推广",
    "隐患整改率保持在较高水平",
    "服务半径覆盖所有村社",
    "干部担当作为的氛围更加浓厚",
];
const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
/// Characters of the five real texts the program was first tried on.
const LENGTHS: [usize; 5] = [9400, 3500, 2500, 5800, 2300];
const DEBRIS: [&str; 5] = ["打印本页", "关闭窗口", "分享到:", "上一篇:没有了", "站内搜索:"];

/// Numbers that look random and are the same on every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % n
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

fn sentence(dice: &mut Dice) -> String {
    let (who, how, more) = (dice.of(&SUBJECTS), dice.of(&ACTIONS), dice.of(&ACTIONS));
    let (topic, result) = (dice.of(&TOPICS), dice.of(&RESULTS));
    match dice.below(5) {
        0 => format!("{who}{how},{more},{result}。"),
        1 => format!("围绕{topic}，{who}{how}，全年办结事项{}件，{result}。", dice.below(900) + 20),
        2 => format!(
            "在{topic}方面，{how}、{more}，{result};截至{}月底，完成率达{}.{}%。",
            dice.below(12) + 1,
            dice.below(30) + 70,
            dice.below(10)
        ),
        3 => format!(
            "今年以来，{who}把{topic}作为重点，{how}，累计走访{}户次，{result}。",
            dice.below(4000) + 100
        ),
        _ => format!("要继续{how}，{more}，以{topic}的实际成效检验工作，{result}。"),
    }
}

fn paragraph(dice: &mut Dice) -> String {
    (0..2 + dice.below(4)).map(|_| sentence(dice)).collect()
}

/// The lines of article `number`.
fn lines(number: u64) -> Vec<String> {
    let dice = &mut Dice((number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (place, office, topic) = (dice.of(&PLACES), dice.of(&OFFICES), dice.of(&TOPICS));
    let wanted = LENGTHS[(number % LENGTHS.len() as u64) as usize];
    let mut lines = vec![dice.of(&DEBRIS).to_owned(), format!("{place}{topic}工作总结")];
    lines.push(format!(
        "来源：{place}{office}  2024-{:02}-{:02} 10:15",
        dice.below(12) + 1,
        dice.below(28) + 1
    ));
    lines.push(format!("现将{place}{office}有关情况报告如下。{}", paragraph(dice)));
    let (mut length, mut heading) = (0, 0);
    while length < wanted {
        let line = match dice.below(6) {
            0 if heading < NUMERALS.len() => {
                heading += 1;
                format!("{}、{}", NUMERALS[heading - 1], dice.of(&TOPICS))
            }
            1 => format!(
                "（{}）{}。{}",
                dice.of(&NUMERALS),
                dice.of(&ACTIONS).replace('"', ""),
                paragraph(dice)
            ),
            _ => paragraph(dice),
        };
        length += line.chars().count();
        lines.push(line);
    }
    lines.extend([
        format!("{place}{office}"),
        format!("2024年{}月{}日", dice.below(12) + 1, dice.below(28) + 1),
    ]);
    lines.push(dice.of(&DEBRIS).to_owned());
    lines
}

fn page(lines: &[String]) -> String {
    let paragraphs: String = lines[1..].iter().map(|line| format!("<p>{line}</p>\n")).collect();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{0}</title></head><body>\n\
         <div class=\"nav\"><a href=\"/\">首页</a> <a href=\"/news\">新闻</a></div>\n\
         <div class=\"article\"><h1>{0}</h1>\n{paragraphs}</div>\n<div class=\"footer\">版权所有</div></body></html>\n",
        lines[1]
    )
}

/// The bytes of article `number`, and the ending of its name.
fn article(number: u64, traditional: &Converter) -> (Vec<u8>, &'static str) {
    let lines = lines(number);
    let text = lines.join("\n") + "\n";
    match number % 20 {
        3 | 11 => (encoding_rs::GBK.encode(&text).0.into_owned(), "txt"),
        7 => (encoding_rs::BIG5.encode(&traditional.convert(&text)).0.into_owned(), "txt"),
        5 | 15 => (page(&lines).into_bytes(), "html"),
        _ => (text.into_bytes(), "txt"),
    }
}

fn main() -> io::Result<()> {
    let mut args = std::env::args_os().skip(1);
    let (Some(folder), Some(Ok(count))) =
        (args.next().map(PathBuf::from), args.next().map(|count| count.to_string_lossy().parse::<u64>()))
    else {
        eprintln!("usage: articles FOLDER COUNT");
        return Err(io::ErrorKind::InvalidInput.into());
    };
    write(&folder, count)
}

fn write(folder: &Path, count: u64) -> io::Result<()> {
    let traditional = Converter::new(Config::S2t, Forms::Common);
    for number in 0..count {
        let below = folder.join(format!("{:03}", number / 1000));
        if number % 1000 == 0 {
            fs::create_dir_all(&below)?;
        }
        let (bytes, ending) = article(number, &traditional);
        fs::write(below.join(format!("{number:06}.{ending}")), bytes)?;
    }
    Ok(())
}
