#!/usr/bin/env python3
"""Measures W2 (see ORIGIN): 1, 100, 1,000 and 10,000 certificates as one PDF and as single files,
as ratios to the floor program and to PangoCairo. One job.

As in bench.py the programs run in turn, medians of whole processes are printed, and the exit code
is always 0. Our one PDF is synced to the disk; single files, ours and theirs, are not."""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys

from bench import HERE, ROOT, Work, build_peer, verdict

COUNTS = (1, 100, 1000, 10000)
ROUNDS = {1: 11, 100: 7, 1000: 5, 10000: 1}
TARGETS = {(1, "one PDF"): 0.5, (1000, "one PDF"): 0.3, (1000, "files"): 0.35}
MOST_MIB = 200
COLUMNS = "number title company service representative body start end issuer chair".split()


def write_records(folder, count):
    """cert<count>.tsv for the peers, and the same with a header for tsuzuri."""
    lines = (HERE / "cert1000.tsv").read_text("utf-8").splitlines()
    every = [f"{k}{line}" if k else line for k in range(-(-count // len(lines))) for line in lines]
    text = "".join(line + "\n" for line in every[:count])
    (folder / f"cert{count}.tsv").write_text(text, "utf-8")
    register = folder / f"register{count}.tsv"
    register.write_text("\t".join(COLUMNS) + "\n" + text, "utf-8")
    return register


def link_data(folder):
    (folder / "forms").mkdir(parents=True, exist_ok=True)
    for link, target in ((folder / "forms" / "w2", HERE / "w2"), (folder / "fonts", ROOT / "fonts")):
        if not link.is_symlink():
            link.symlink_to(target)
    return folder


class Files(Work):
    """Single files into a folder that is empty before each run."""

    def run(self, record):
        shutil.rmtree(self.output, ignore_errors=True)
        self.output.mkdir()
        super().run(record)


def works_of(count, what, build, folder, peers):
    register = write_records(folder, count)
    single = what == "files"
    kind = Files if single else Work
    out = {n: folder / f"w2-{n}{'' if single else '.pdf'}" for n in ("tsuzuri", "pango", "floor")}
    works = {"tsuzuri": kind("tsuzuri", [build / "tsuzuri", "certify", register, "--form", "w2",
                                         "--split" if single else "-o", out["tsuzuri"]],
                             out["tsuzuri"], TSUZURI_DATA=link_data(folder / "data2"))}
    if peers["pango"]:
        works["pango"] = kind("pango", [peers["pango"], "certs" if single else "cert", f"cert{count}",
                                        out["pango"]], out["pango"], DATA=folder)
    if peers["floor"]:
        works["floor"] = kind("floor", [peers["floor"], f"cert{count}", *(["1"] if single else [])],
                              out["floor"], DATA=folder, OUT=out["floor"], ONCE=1)
    return works


def show(count, what, works):
    ours, pango, floor = works["tsuzuri"], works.get("pango"), works.get("floor")
    line = f"{count:6} {what:8}{ours.wall():9.1f} ms{ours.mib():7.1f} MiB"
    if pango:
        ratio = ours.wall() / pango.wall()
        line += f"   pango {pango.wall():9.1f} ms{pango.mib():7.1f} MiB   ratio {ratio:5.2f}"
    if floor:
        inside = json.loads(floor.said)["total_ms"]
        line += f"   floor {inside:8.1f} ms   ratio {ours.wall() / inside:5.2f}"
    target = TARGETS.get((count, what))
    if pango and target:
        line += f"   <= {target}: {verdict(ratio <= target)}"
    if (count, what) == (10000, "one PDF"):
        line += f"   < {MOST_MIB} MiB: {verdict(ours.mib() < MOST_MIB)}"
    print(line, flush=True)


def measure(build, most):
    folder = build / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    peers = {name: build_peer(name, folder) for name in ("pango", "floor")}
    print("\nW2, certificates (whole process; floor in process)")
    for what in ("one PDF", "files"):
        for count in (c for c in COUNTS if c <= most):
            works = works_of(count, what, build, folder, peers)
            rounds = ROUNDS[count] if what == "one PDF" or count < 1000 else 1
            for turn in range(rounds + (rounds > 1)):
                for work in works.values():
                    work.run(turn > 0 or rounds == 1)
            show(count, what, works)
            for work in works.values():
                if isinstance(work, Files):
                    shutil.rmtree(work.output, ignore_errors=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--build", default="build", help="the build folder")
    arguments.add_argument("--most", type=int, default=10000, help="no more certificates than this")
    said = arguments.parse_args()
    try:
        measure(pathlib.Path(said.build).resolve(), said.most)
    except (OSError, RuntimeError, subprocess.CalledProcessError) as fault:
        print(f"bench: could not measure: {fault}", file=sys.stderr)


if __name__ == "__main__":
    main()
