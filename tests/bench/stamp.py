#!/usr/bin/env python3
"""Stamps 100 ten-page PDFs, one process each, as ratios to qpdf's own work on the same files:
`qpdf --overlay` of each, and `qpdf --empty --pages` of each. All in turn, best of the rounds.
Always exits 0: a ratio is something to look at, not a failed test."""
import argparse
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
from documents import FONT, pdf, stream  # noqa: E402

FILES = 100
PAGES = 10


def ten_pages(number):
    objects = {1: "<< /Type /Catalog /Pages 2 0 R >>", 3: FONT,
               2: f"<< /Type /Pages /Count {PAGES} /Kids [{' '.join(f'{10 + k} 0 R' for k in range(PAGES))}] >>"}
    for k in range(PAGES):
        objects[10 + k] = (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources 3 0 R "
                           f"/Contents {30 + k} 0 R >>")
        lines = "".join(f"(document {number}, page {k}, line {j}: lorem ipsum dolor) Tj T* " for j in range(60))
        objects[30 + k] = stream(f"BT /F1 10 Tf 12 TL 40 800 Td {lines}ET")
    return pdf(objects)


def took(command, files):
    start = time.perf_counter()
    for path in files:
        subprocess.run([str(path) if word == "IN" else str(word) for word in command], check=True,
                       stdin=subprocess.DEVNULL, capture_output=True)
    return (time.perf_counter() - start) * 1000 / len(files)


def measure(build, rounds):
    folder = build / "bench" / "stamp"
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{i:03}.pdf" for i in range(FILES)]
    for i, path in enumerate(files):
        path.write_bytes(ten_pages(i))
    label, out = folder / "label.pdf", folder / "out.pdf"
    stamp = [build / "tsuzuri", "stamp", "--label", "1-1-1", "IN", "-o", out]
    took([*stamp[:-1], label], files[:1])
    works = {"tsuzuri stamp": stamp, "tsuzuri stamp --every-page": [*stamp, "--every-page"],
             "qpdf --overlay": ["qpdf", "IN", "--overlay", label, "--to=1", "--from=1", "--", out],
             "qpdf --empty --pages": ["qpdf", "--empty", "--pages", "IN", "--", out]}
    best = {}
    for _ in range(rounds):
        for name, command in works.items():
            best[name] = min(best.get(name, 1e9), took(command, files))
    for name, ms in best.items():
        print(f"{name:30}{ms:8.1f} ms a file{ms / best['qpdf --overlay']:8.2f} x overlay"
              f"{ms / best['qpdf --empty --pages']:8.2f} x pages")


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
