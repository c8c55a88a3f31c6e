#!/usr/bin/env python3
"""Every bomb of tests/bombs through the program, one at a time: bombs.py CHENGWEN BOMBS [BYTES] [SECONDS] [MB] [FORMATS]

BOMBS is the generator (target/release/examples/bombs). Each conversion has to end by itself, with a document (0, 1) or with a message
why there is none (2), in so much time of the processor and so much memory.
"""

import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time


def run(command, seconds):
    """Exit code (negative: the signal), seconds of the processor, megabytes, messages."""

    def limits():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds * 10 + 1, seconds * 10 + 2))

    with tempfile.TemporaryFile() as messages:
        begun = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=messages, preexec_fn=limits)
        _, status, usage = os.wait4(begun.pid, 0)
        begun.returncode = os.waitstatus_to_exitcode(status)
        messages.seek(0)
        words = messages.read().decode(errors="replace").strip()
    return begun.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, words


def main():
    chengwen, generator = map(os.path.abspath, sys.argv[1:3])
    numbers = [int(number) for number in sys.argv[3:6]]
    size, seconds, megabytes = numbers + [9_000_000, 2, 300][len(numbers) :]
    formats = sys.argv[6] if len(sys.argv) > 6 else "docx"
    faults, worst, begun = 0, [], time.monotonic()
    with tempfile.TemporaryDirectory() as desk:
        names = subprocess.run([generator], check=True, capture_output=True, text=True).stdout.split()
        for name in names:
            # One at a time: together they would take gigabytes of the disk.
            subprocess.run([generator, f"{desk}/in", str(size), name], check=True)
            bomb = next(pathlib.Path(f"{desk}/in").iterdir())
            command = [chengwen, "convert", "-q", "--force", "--jobs", "1", str(bomb), "--to", formats, "-o", f"{desk}/out"]
            code, used, most, words = run(command, seconds)
            bomb.unlink()
            worst.append((used, most, bomb.name, code, words))
            told = code in (0, 1) or code == 2 and words and "fault" not in words
            if not told or used > seconds or most > megabytes:
                faults += 1
                print(f"FAULT: {bomb.name}: ended with {code} after {used:.2f} s, {most:.0f} MB; {words[:160]}", flush=True)
    worst.sort(reverse=True)
    if os.environ.get("ALL"):
        for used, most, name, code, words in worst:
            print(f"  {used:6.2f} s {most:6.0f} MB  {code}  {name}  {words[:110]}")
    used, most = worst[0], max(worst, key=lambda one: one[1])
    print(
        f"bombs: {len(names)} of {size} bytes, {faults} faults; slowest {used[2]} {used[0]:.2f} s, "
        f"largest {most[2]} {most[1]:.0f} MB; {time.monotonic() - begun:.0f} s in all"
    )
    return 1 if faults else 0


sys.exit(main())
