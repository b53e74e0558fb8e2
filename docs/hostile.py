#!/usr/bin/env python3
"""Counts the instructions that hostile input costs, for each family of benches/hostile at two sizes, four doublings apart.

    python3 docs/hostile.py [NAME…]

Prints the table of docs/hostile.md. Instructions do not depend on what else a machine does, as time does; they are those
of building the input as well, a few for each byte of it. Needs valgrind, and takes some minutes.
"""

import json
import re
import subprocess
import sys

SMALL, LARGE = 32 << 10, 512 << 10


def bench():
    command = "cargo bench --bench growth --features serde --no-run --message-format=json".split()
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    messages = [json.loads(line) for line in lines]
    return next(it["executable"] for it in messages if it.get("executable") and it["target"]["name"] == "growth")


def instructions(program, name, size):
    """How many an input of this size takes, and its peak of memory in bytes."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "once", name, str(size)]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(re.search(r"refs:\s+([\d,]+)", run.stderr)[1].replace(",", "")), int(run.stdout)


def main():
    program = bench()
    names = sys.argv[1:] or subprocess.run([program, "names"], check=True, capture_output=True, text=True).stdout.splitlines()
    # What the model takes to be read, and the program to start.
    start, _ = instructions(program, names[0], 1)
    print(f"| family | instructions a byte at {SMALL >> 10} KB | at {LARGE >> 10} KB | growth | peak of memory, bytes a byte |")
    print("| --- | --- | --- | --- | --- |")
    for name in names:
        small, large = (instructions(program, name, size) for size in (SMALL, LARGE))
        first, last = (small[0] - start) / SMALL, (large[0] - start) / LARGE
        print(f"| {name} | {first:.0f} | {last:.0f} | {last / first:.2f} | {large[1] / LARGE:.1f} |", flush=True)


if __name__ == "__main__":
    main()
