//! Script conversion: `cargo bench --bench script`.
//!
//! Loading is measured in processes of its own, for tables are read once a process: each starts cold.

#![allow(clippy::print_stdout, reason = "a benchmark reports to the terminal")]

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use chengwen::diag::Log;
use chengwen::script::{Config, Converter, Forms, Options, Target, convert, detect};
use chengwen::text::Line;
use divan::Bencher;
use divan::counter::BytesCount;

/// Names the configuration whose loading a child process measures.
const COLD: &str = "CHENGWEN_BENCH_COLD";
/// Child processes for each configuration; the median counts.
const STARTS: usize = 21;

/// Lines of a text.
const LINES: u32 = 1000;

/// A paragraph as mainland news sites publish it in Traditional.
const TRADITIONAL: &str = "近年來，區級機關工委牢牢把握機關黨建圍繞中心、建設隊伍、服務群眾的職責定位，著眼於解決機關黨建\
與業務工作兩張皮問題，強化工作載體建設，著力提高融合度，為高質量發展蓄勢賦能。發揮理論學習中心組領學促學作用，\
每季度印發政治理論學習計劃，把黨章學習作為第一課，並創新學習形式，採取項目制等方式，引導青年干部承擔急難險重任務。";
/// The same in Simplified.
const SIMPLIFIED: &str = "近年来，区级机关工委牢牢把握机关党建围绕中心、建设队伍、服务群众的职责定位，着眼于解决机关党建\
与业务工作两张皮问题，强化工作载体建设，着力提高融合度，为高质量发展蓄势赋能。发挥理论学习中心组领学促学作用，\
每季度印发政治理论学习计划，把党章学习作为第一课，并创新学习形式，采取项目制等方式，引导青年干部承担急难险重任务。";

fn main() {
    match std::env::var(COLD) {
        Ok(name) => println!("{}", load(&name).as_nanos()),
        Err(_) => {
            for name in ["t2s", "tw2sp", "hk2s", "s2t", "s2tw"] {
                println!("load {name}, cold: {:?}", cold_start(name));
            }
            divan::main();
        }
    }
}

/// The time from nothing to the first converted character.
fn load(name: &str) -> Duration {
    let start = Instant::now();
    if let Some(config) = Config::named(name) {
        black_box(Converter::new(config, Forms::Common).convert("發"));
    }
    start.elapsed()
}

fn cold_start(name: &str) -> Duration {
    let start = || {
        let program = std::env::current_exe().expect("a running program has a path");
        let output = Command::new(program).env(COLD, name).output().expect("this program runs once more");
        String::from_utf8_lossy(&output.stdout).trim().parse().expect("it prints nanoseconds")
    };
    let mut times: Vec<u64> = (0..STARTS).map(|_| start()).collect();
    times.sort_unstable();
    Duration::from_nanos(times[STARTS / 2])
}

/// Lines of twelve clauses in an order no branch predictor can learn.
fn lines(script: &str) -> Vec<Line> {
    let paragraph = if script == "simplified" { SIMPLIFIED } else { TRADITIONAL };
    let clauses: Vec<&str> = paragraph.split_inclusive('，').collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut clause = || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        clauses[(random % clauses.len() as u64) as usize]
    };
    (1..=LINES).map(|number| Line::plain((0..12).map(|_| clause()).collect::<String>(), number)).collect()
}

fn text(script: &str) -> String {
    lines(script).iter().map(|line| line.text.as_str()).collect()
}

#[divan::bench(args = ["t2s", "tw2s", "tw2sp", "hk2s"])]
fn from_traditional(bencher: Bencher, name: &str) {
    convert_all(bencher, name, &text("traditional"));
}

#[divan::bench(args = ["s2t", "s2tw", "s2twp", "s2hk"])]
fn from_simplified(bencher: Bencher, name: &str) {
    convert_all(bencher, name, &text("simplified"));
}

fn convert_all(bencher: Bencher, name: &str, text: &str) {
    let config = Config::named(name).expect("the benchmark names configurations that exist");
    let converter = Converter::new(config, Forms::Common);
    bencher.counter(BytesCount::of_str(text)).bench(|| converter.convert(black_box(text)).len());
}

#[divan::bench(args = ["simplified", "traditional"])]
fn detection(bencher: Bencher, script: &str) {
    let text = text(script);
    bencher.counter(BytesCount::of_str(&text)).bench(|| detect(black_box(&text)));
}

/// The whole step with its log, on lines of a paragraph each.
#[divan::bench(args = ["simplified", "traditional"])]
fn to_simplified(bencher: Bencher, script: &str) {
    step(bencher, script, Target::Simplified);
}

#[divan::bench(args = ["simplified", "traditional"])]
fn to_traditional(bencher: Bencher, script: &str) {
    step(bencher, script, Target::Traditional);
}

fn step(bencher: Bencher, script: &str, target: Target) {
    let options = Options { target, ..Options::default() };
    let lines = lines(script);
    bencher
        .counter(BytesCount::new(lines.iter().map(|line| line.text.len()).sum::<usize>()))
        .with_inputs(|| lines.clone())
        .bench_values(|lines| convert(&mut Log::new(), lines, &options));
}
