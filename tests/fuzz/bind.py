#!/usr/bin/env python3
"""Random damage to the PDFs of tests/data/pdfs, each bound twice into a packet, with a label, and
scaled, chosen or linearized by chance. Every run must end in a packet that reads back well or in a
refusal that names the file; what does not is kept, with its plan.

usage: bind.py [--build DIR] [--runs N] [--seed N] [--keep DIR]"""
import argparse
import collections
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/support"), str(ROOT / "tests/command")]
from packets import own_pages, plan_of  # noqa: E402
from test_bind import rich  # noqa: E402

LIMIT = 120
BAD = ("crash", "not-verified", "too-long", "no-worker", "could not be put together")


def damage(data, source):
    data = bytearray(data)
    for _ in range(source.choice([1, 2, 5, 20])):
        kind, at = source.random(), source.randrange(len(data))
        other = source.randrange(len(data))
        digits = [i for i in range(max(0, at - 200), min(len(data), at + 200)) if chr(data[i]).isdigit()]
        if kind < 0.5:
            data[at] = source.randrange(256)
        elif kind < 0.7 and len(data) > 100:
            data[at:at + source.randrange(1, 30)] = b""
        elif kind < 0.9:
            data[at:at] = data[other:other + source.randrange(1, 60)]
        elif digits:
            data[source.choice(digits)] = source.choice(b"0123456789")
    return bytes(data)


def plan(build, folder, path, source):
    def by_chance(share, **entries):
        return entries if source.random() < share else {}
    first = {"document": path, "label": 1, "destination": "x", "blank_after": True, **by_chance(0.3, every=True),
             **by_chance(0.3, shrink=True), **by_chance(0.4, pages="1")}
    return plan_of(build, folder / "own.pdf", 1, folder / "out.pdf", [first, {"document": path}], group="Group",
                   **by_chance(0.3, fit_a4=True), **by_chance(0.2, linearize=True))


def run(build, folder, runs, seed, keep):
    source, counts, bad = random.Random(seed), collections.Counter(), 0
    files = [p.read_bytes() for p in sorted((ROOT / "tests/data/pdfs").glob("*.pdf")) if p.stat().st_size]
    files += [rich()] * 12
    (folder / "own.pdf").write_bytes(own_pages(1, 100))
    for number in range(runs):
        path, text = folder / "damaged.pdf", folder / "plan"
        path.write_bytes(damage(source.choice(files), source))
        text.write_text(plan(build, folder, path, source))
        done = subprocess.run([build / "tool/bind", text], capture_output=True, text=True, timeout=LIMIT)
        word = done.stdout.split(":")[0] if done.returncode else "bound"
        counts[word] += 1
        if done.returncode not in (0, 3) or any(b in done.stdout for b in BAD):
            bad += 1
            (keep / f"bind-{seed}-{number}.pdf").write_bytes(path.read_bytes())
            (keep / f"bind-{seed}-{number}.plan").write_text(text.read_text())
            print(f"run {number}: {done.returncode} {done.stdout.strip()[:200]}")
    print(", ".join(f"{n} {word}" for word, n in sorted(counts.items())))
    return bad


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--build", default="build", help="the build folder, with tool/bind in it")
    arguments.add_argument("--runs", type=int, default=500)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--keep", default=".", help="where what went wrong is kept")
    said = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="tsuzuri-fuzz-") as folder:
        bad = run(pathlib.Path(said.build).resolve(), pathlib.Path(folder), said.runs, said.seed, pathlib.Path(said.keep))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
