#!/usr/bin/env python3
"""Binds 100 ten-page PDFs, each with a label, into one packet, as a ratio to qpdf's own work on the
same files: one `qpdf --empty --pages` of them all. All in turn, best of the rounds.
Always exits 0: a ratio is something to look at, not a failed test."""
import argparse
import pathlib
import subprocess
import sys

from stamp import FILES, PAGES, ten_pages, took

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
from packets import own_pages, plan_of  # noqa: E402


def measure(build, rounds):
    folder = build / "bench" / "bind"
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{i:03}.pdf" for i in range(FILES)]
    for i, path in enumerate(files):
        path.write_bytes(ten_pages(i))
    own, plan, out = folder / "own.pdf", folder / "plan", folder / "out.pdf"
    own.write_bytes(own_pages(1, FILES))
    plan.write_text(plan_of(build, own, 1, out, [{"document": f, "label": 1 + i} for i, f in enumerate(files)]))
    works = {"bind": [build / "tool/bind", plan],
             "bind, linearized": [build / "tool/bind", folder / "plan-linear"],
             "qpdf --empty --pages": ["qpdf", "--empty", "--object-streams=generate", "--pages", *files, "--", out]}
    (folder / "plan-linear").write_text("linearize\n" + plan.read_text())
    best = {}
    for _ in range(rounds):
        for name, command in works.items():
            best[name] = min(best.get(name, 1e9), took(command, [None]))
    for name, ms in best.items():
        print(f"{name + f', {FILES * PAGES} pages':34}{ms:8.1f} ms{ms / best['qpdf --empty --pages']:8.2f} x pages")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--build", default="build", help="the build folder")
    arguments.add_argument("--rounds", type=int, default=3)
    said = arguments.parse_args()
    try:
        measure(pathlib.Path(said.build).resolve(), max(said.rounds, 1))
    except (OSError, subprocess.CalledProcessError) as fault:
        print(f"bench: could not measure: {fault}", file=sys.stderr)


if __name__ == "__main__":
    main()
