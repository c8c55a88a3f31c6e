fn main() {
    let path = std::env::args().nth(1).unwrap();
    let bytes = std::fs::read(path).unwrap();
    let mut log = chengwen::diag::Log::new();
    let o = chengwen::decode::Options { accept_damage: true, ..Default::default() };
    let d = chengwen::decode::decode(&mut log, &bytes, &o);
    match d {
        Ok(d) => {
            use std::io::Write;
            let mut err = std::io::stderr();
            writeln!(
                err,
                "{} bom={} damaged={} {:?} {:?}",
                d.encoding,
                d.bom,
                d.damaged,
                d.confidence,
                d.repaired.map(|r| (r.lines.len(), r.guessed))
            )
            .ok();
            for f in log.findings() {
                writeln!(err, "{:?}", f).ok();
            }
            std::io::stdout().write_all(d.text.as_bytes()).ok();
        }
        Err(e) => {
            use std::io::Write;
            writeln!(std::io::stderr(), "{e}").ok();
        }
    }
}
