#!/usr/bin/env python3
"""Runs examples/ray_stream.py under Ray, kills one of three workers in the middle, and counts the results.

usage: ray_workers.py CHENGWEN [RECORDS]
"""

import json
import os
import pathlib
import signal
import subprocess
import sys

os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
import ray

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
sys.path.insert(0, str(EXAMPLES))
import ray_stream


def record(number):
    text = f"岚川市第{number}号工作总结\n今年以来,岚川市坚持稳中求进,办结事项{number}件。\n一、主要做法\n" + "各项工作取得新的进展。" * 40
    return json.dumps({"id": number, "text": text}, ensure_ascii=False).encode() + b"\n"


def main():
    chengwen = str(pathlib.Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 6000
    lines = [record(number) for number in range(count)]
    command = [chengwen, "stream", "-j", "1"]
    expected = subprocess.run(command, input=b"".join(lines), stdout=subprocess.PIPE, check=True).stdout.splitlines(True)

    os.environ["PYTHONPATH"] = str(EXAMPLES)
    ray.init(num_cpus=3, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    pids = []
    results = []
    crew = []

    def started(workers):
        crew.extend(workers)
        pids.extend(ray.get([worker.pid.remote() for worker in workers]))

    killed = None
    for result in ray_stream.convert(lines, command, 3, batch=100, started=started):
        results.append(result)
        if killed is None and len(results) > count // 3:
            killed = pids[1]
            os.kill(killed, signal.SIGKILL)
    after = ray.get(crew[1].pid.remote())
    ray.shutdown()

    ids = [json.loads(result)["id"] for result in results]
    print(f"{len(results)} results for {count} records; worker {killed} killed, {after} took its place")
    assert killed is not None and after != killed, "no worker died"
    assert ids == list(range(count)), "a record is missing, twice there or out of order"
    assert results == expected, "a result differs from that of a single process"
    print("every record exactly once, each result as from a single process")


if __name__ == "__main__":
    main()
