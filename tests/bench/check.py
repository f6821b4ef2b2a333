#!/usr/bin/env python3
"""check on the complete sample, as a ratio to parsing the same file (and nothing else), and to a
process that only starts. Medians of whole processes, taken in turn. Always exits 0."""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MOST_MS = 20
ROUNDS = 60


def parser(folder):
    """A program that parses a file with libyaml, or None where that cannot be built."""
    if not shutil.which("gcc"):
        return None
    program = folder / "parse-yaml"
    done = subprocess.run(["gcc", "-O2", "-o", program, HERE / "parse_yaml.c", "-lyaml"])
    return None if done.returncode else program


def run(argv):
    begin = time.perf_counter()
    subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return (time.perf_counter() - begin) * 1000


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    args = p.parse_args()
    folder = args.build / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    sample = str(ROOT / "samples/renewal/answers.yaml")
    works = {"check": [str(args.build / "tsuzuri"), "check", sample],
             "start": [str(args.build / "tsuzuri"), "--help"]}
    program = parser(folder)
    if program:
        works["yaml"] = [str(program), sample]
    taken = {name: [] for name in works}
    for n in range(ROUNDS + 3):
        for name, argv in works.items():
            ms = run(argv)
            if n >= 3:
                taken[name].append(ms)
    median = {name: statistics.median(ms) for name, ms in taken.items()}
    print(f"check on the complete sample: {median['check']:.1f} ms, "
          + ", ".join(f"{median['check'] / ms:.1f} times {name}" for name, ms in median.items()
                      if name != "check")
          + ("" if median["check"] < MOST_MS else f"  MISSED: {MOST_MS} ms"))


if __name__ == "__main__":
    main()
