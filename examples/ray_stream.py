#!/usr/bin/env python3
"""Converts records on all workers of a Ray cluster, each with a `chengwen stream` of its own.

    pip install ray
    examples/ray_stream.py records.ndjson results.ndjson [--workers 4] [--to docx]

A record is a line of JSON: {"id": …, "text": …}. A worker that dies is started again and its batch is sent again; a result
depends on its record only, so every record has exactly one result, in the order of the records.
"""

import argparse
import json
import os
import subprocess
import sys
import threading

import ray

BATCH = 50


@ray.remote(max_restarts=-1, max_task_retries=-1)
class Worker:
    """A process that is started once and serves all batches that come to this worker."""

    def __init__(self, command):
        self.stream = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def pid(self):
        """The process of the worker itself, for those who want to see it die."""
        return os.getpid()

    def convert(self, lines):
        """The result of each line, in order."""
        # Sending and reading at the same time: neither side waits for ever on a full pipe.
        sender = threading.Thread(target=self.send, args=(lines,))
        sender.start()
        results = [self.stream.stdout.readline() for _ in lines]
        sender.join()
        if not all(results):
            os._exit(1)  # The worker ends with its process, and Ray starts both again.
        return results

    def send(self, lines):
        self.stream.stdin.writelines(lines)
        self.stream.stdin.flush()


def convert(lines, command, workers, batch=BATCH, started=lambda workers: None):
    """Yields the result of each line, in order; `started` is told of the workers."""
    crew = [Worker.remote(command) for _ in range(workers)]
    started(crew)
    waiting = []
    for number, start in enumerate(range(0, len(lines), batch)):
        # A few batches ahead for each worker; what is done is handed on before more is sent.
        if len(waiting) >= 3 * workers:
            yield from ray.get(waiting.pop(0))
        waiting.append(crew[number % workers].convert.remote(lines[start : start + batch]))
    for results in waiting:
        yield from ray.get(results)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("records")
    parser.add_argument("results")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--to", default="json")
    parser.add_argument("--chengwen", default="chengwen")
    args = parser.parse_args()
    with open(args.records, "rb") as file:
        lines = [line.rstrip(b"\n") + b"\n" for line in file if line.strip()]
    failed = 0
    # The workers share the machine: one core for each.
    command = [args.chengwen, "stream", "--to", args.to, "-j", "1"]
    with open(args.results, "wb") as out:
        for result in convert(lines, command, args.workers):
            failed += json.loads(result)["status"] == "failed"
            out.write(result)
    print(f"{len(lines)} records, {failed} failed", file=sys.stderr)


if __name__ == "__main__":
    main()
