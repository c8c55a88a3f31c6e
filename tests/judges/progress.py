#!/usr/bin/env python3
"""The progress as a person sees it: tests/judges/progress.py CHENGWEN ARTICLES [FILES]

Runs a folder of made-up articles on a pseudo-terminal of several sizes, in both languages, and looks at every frame: one row, with
all that belongs to it, gone at the end; and nothing of it where standard error is a file.
"""
import fcntl, os, pathlib, pty, re, struct, subprocess, sys, tempfile, termios, unicodedata

BAD = 3
# A row of the progress: a bar, done of all, failures, time left, speed, what is at work.
ROW = re.compile(
    r"^(?P<bar>\[=* *\] )?(?P<done>\d+)/(?P<all>\d+) (?P<failed>(失败 \d+|\d+ failed) )?"
    r"(?P<left>(剩 [\d:]+|[\d:]+ left) )?(?P<speed>(\d+ 份/秒|\d+/s) )?(?P<name>.*)$"
)


def environment(locale):
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "CHENGWEN_"))}
    return {**keep, "LANG": locale, "TERM": "xterm-256color"}


def on_terminal(command, columns, rows, locale):
    """What the terminal gets to see of a command."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=environment(locale))
    os.close(follower)
    seen = b""
    while True:
        try:
            more = os.read(leader, 65536)
        except OSError:
            break
        if not more:
            break
        seen += more
    os.close(leader)
    return process.wait(), seen.decode()


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def judge(seen, columns, locale, files):
    """The faults of what a terminal showed."""
    faults = []
    pieces = [piece for line in seen.split("\n") for piece in line.split("\r") if piece]
    plain = [re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", piece) for piece in pieces]
    shown = [(raw, row) for raw, row in ((raw, ROW.match(text)) for raw, text in zip(pieces, plain)) if row]
    rows = [row for _, row in shown]
    if len(rows) < 10:
        return [f"only {len(rows)} rows of progress"]
    if any("\x1b[1A" in piece for piece in pieces):
        faults.append("the progress took more than one row")
    wide = max((row.group() for row in rows), key=width)
    if width(wide) > columns:
        faults.append(f"{width(wide)} columns: {wide!r}")
    if any(re.search(r"\x1b\[[0-9;]*m", raw) for raw, _ in shown):
        faults.append("coloured, which not every terminal shows")
    ending = {"zh": ("失败", "份/秒", "剩"), "C": ("failed", "/s", "left")}[locale[:2]]
    whole = [row for row in rows if all(row[part] for part in ("failed", "left", "speed", "name"))]
    if not whole:
        faults.append(f"no row has all of it, the last is {rows[-1].group()!r}")
    elif not all(word in whole[-1].group() for word in ending):
        faults.append(f"not in the language: {whole[-1].group()!r}")
    if any(int(row["all"]) != files for row in rows) or [int(row["done"]) for row in rows] != sorted(int(row["done"]) for row in rows):
        faults.append("the numbers do not go up to all")
    if columns >= 80 and not any("=" in (row["bar"] or "") for row in rows):
        faults.append("no bar")
    # Behind the last row it is erased, and the summary begins.
    last = max(i for i, text in enumerate(plain) if ROW.match(text))
    if len(pieces) <= last + 1 or not pieces[last + 1].startswith("\x1b[2K"):
        faults.append("the last row is not erased")
    return faults


def main(chengwen, articles, files=3000):
    chengwen, files, faults = str(pathlib.Path(chengwen).resolve()), int(files), 0
    with tempfile.TemporaryDirectory() as desk:
        desk = pathlib.Path(desk)
        subprocess.run([str(pathlib.Path(articles).resolve()), str(desk / "in"), str(files)], check=True)
        first = desk / "in" / "000"
        for n in range(BAD):
            (first / f"0000001 坏的文件其名称很长很长很长很长 {n}.txt").write_bytes(b"%PDF-1.7\n")
        for columns, rows, locale in [(100, 30, "zh_CN.UTF-8"), (40, 20, "zh_CN.UTF-8"), (100, 30, "C"), (40, 20, "C")]:
            out = desk / f"out-{columns}-{locale[:2]}".rstrip(".")
            code, seen = on_terminal([chengwen, "convert", str(desk / "in"), "-o", str(out)], columns, rows, locale)
            found = judge(seen, columns, locale, files + BAD) + ([f"ended with {code}"] if code != 2 else [])
            for fault in found:
                print(f"FAULT: {columns} columns, {locale}: {fault}")
            faults += len(found)
        done = subprocess.run([chengwen, "convert", str(first), "-o", str(desk / "quiet")], env=environment("C"), capture_output=True, text=True)
        if "\x1b" in done.stderr or "\r" in done.stderr or re.search(r"^\d+/\d+ ", done.stderr, re.M):
            print("FAULT: progress where there is no terminal")
            faults += 1
    print(f"progress on four terminals and without one: {faults} faults")
    return min(faults, 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
