#!/usr/bin/env python3
"""Measures W1 (see ORIGIN) as ratios to a floor program and to PangoCairo.

All programs run in turn, round by round, so that a slow moment of the machine meets them all;
medians are printed. Whole processes: from spawn to exit, output file included. The peak memory of
a process smaller than this Python cannot be seen (Linux counts the spawning image).
Always exits 0: a missed target is something to look at, not a failed test."""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WARM_UP = 2
MOST_OF_PANGO = 0.35
MOST_MIB = 40

PEERS = {  # name: (pkg-config modules, further libraries)
    "pango": (["pangocairo", "cairo-pdf"], []),
    "floor": (["harfbuzz-subset", "harfbuzz"], ["-lz"]),
}


def build_peer(name, folder):
    """The peer's program, or None where its libraries are not installed."""
    modules, libraries = PEERS[name]
    if not shutil.which("gcc") or not shutil.which("pkg-config"):
        return None
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", *modules],
                           capture_output=True, text=True)
    if flags.returncode:
        return None
    program = folder / name
    subprocess.run(["gcc", "-O2", "-w", "-o", program, HERE / f"{name}.c",
                    *flags.stdout.split(), *libraries], check=True)
    return program


def link_data(folder):
    """A data folder for the program: W1 as its only form, and the project's fonts."""
    (folder / "forms").mkdir(parents=True, exist_ok=True)
    for link, target in ((folder / "forms" / "w1", HERE / "w1"), (folder / "fonts", ROOT / "fonts")):
        if not link.is_symlink():
            link.symlink_to(target)
    return folder


class Work:
    """A command, its environment and what its runs cost."""

    def __init__(self, name, argv, output, **environment):
        self.name = name
        self.argv = [str(a) for a in argv]
        self.output = output
        self.environment = {**os.environ, **{k: str(v) for k, v in environment.items()}}
        self.ms = []
        self.kib = []
        self.said = ""

    def run(self, record):
        said = str(self.output.with_suffix(".said"))
        actions = [(os.POSIX_SPAWN_OPEN, 1, said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
                   (os.POSIX_SPAWN_DUP2, 1, 2)]
        start = time.perf_counter()
        pid = os.posix_spawn(self.argv[0], self.argv, self.environment, file_actions=actions)
        _, status, usage = os.wait4(pid, 0)
        took = (time.perf_counter() - start) * 1000
        self.said = pathlib.Path(said).read_text(encoding="utf-8")
        if status:
            raise RuntimeError(f"{self.name}: {self.said or 'failed'}")
        if record:
            self.ms.append(took)
            self.kib.append(usage.ru_maxrss)

    def wall(self):
        return statistics.median(self.ms)

    def mib(self):
        return max(self.kib) / 1024


def make_works(build, folder):
    tsuzuri = build / "tsuzuri"
    works = {
        "w1": Work("tsuzuri W1", [tsuzuri, "build", HERE / "w1" / "answers.yaml", "-o",
                                  folder / "w1.pdf"], folder / "w1.pdf",
                   TSUZURI_DATA=link_data(folder / "data")),
        "renewal": Work("tsuzuri samples/renewal",
                        [tsuzuri, "build", ROOT / "samples" / "renewal" / "answers.yaml", "-o",
                         folder / "renewal.pdf"], folder / "renewal.pdf", TSUZURI_DATA=ROOT),
    }
    pango = build_peer("pango", folder)
    if pango:
        works["pango"] = Work("PangoCairo W1", [pango, "form", "-", folder / "pango.pdf"],
                              folder / "pango.pdf", DATA=HERE)
    floor = build_peer("floor", folder)
    if floor:
        works["floor"] = Work("floor, whole process", [floor, "form"], folder / "floor.pdf",
                              DATA=HERE, OUT=folder / "floor.pdf", ONCE=1)
    return works


def fsync_ms(path):
    """What it costs to see a file of that size safely on this folder's disk."""
    data = path.read_bytes()
    probe = path.with_suffix(".probe")
    times = []
    for _ in range(9):
        with open(probe, "wb") as out:
            out.write(data)
            out.flush()
            start = time.perf_counter()
            os.fsync(out.fileno())
            times.append((time.perf_counter() - start) * 1000)
    probe.unlink()
    return statistics.median(times)


def floor_in_process(work):
    """The floor's own count of milliseconds, a median of 15 rounds inside one process."""
    inside = Work("floor, in process", work.argv, work.output)
    inside.environment = {k: v for k, v in work.environment.items() if k != "ONCE"}
    inside.run(False)
    return json.loads(inside.said)["total_ms"]


def print_costs(works, floor_ms):
    print(f"{'':26}{'ms':>8}{'MiB':>8}{'KB out':>8}")
    for work in works.values():
        size = work.output.stat().st_size / 1024
        print(f"{work.name:26}{work.wall():8.1f}{work.mib():8.1f}{size:8.0f}")
    if floor_ms:
        print(f"{'floor, in process':26}{floor_ms:8.1f}")
    print(f"{'fsync of W1 here':26}{fsync_ms(works['w1'].output):8.1f}")


def verdict(met):
    return "target met" if met else "target missed"


def print_ratios(works, floor_ms):
    w1 = works["w1"]
    if "pango" in works:
        ratio = w1.wall() / works["pango"].wall()
        print(f"{'tsuzuri / PangoCairo':26}{ratio:8.2f}   <= {MOST_OF_PANGO}: "
              f"{verdict(ratio <= MOST_OF_PANGO)}")
    else:
        print("PangoCairo was not measured: libpango1.0-dev is not installed")
    if floor_ms:
        print(f"{'tsuzuri / floor':26}{w1.wall() / floor_ms:8.2f}   in process")
        print(f"{'tsuzuri / floor':26}{w1.wall() / works['floor'].wall():8.2f}   whole process")
    else:
        print("the floor was not measured: libharfbuzz-dev is not installed")
    print(f"{'peak memory of W1, MiB':26}{w1.mib():8.1f}   < {MOST_MIB}: "
          f"{verdict(w1.mib() < MOST_MIB)}")


def measure(build, rounds):
    folder = build / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    works = make_works(build, folder)
    for turn in range(WARM_UP + rounds):
        for work in works.values():
            work.run(turn >= WARM_UP)
    floor_ms = floor_in_process(works["floor"]) if "floor" in works else None
    print_costs(works, floor_ms)
    print()
    print_ratios(works, floor_ms)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--build", default="build", help="the build folder")
    arguments.add_argument("--rounds", type=int, default=15, help="runs that count (at least 9)")
    said = arguments.parse_args()
    try:
        measure(pathlib.Path(said.build).resolve(), max(said.rounds, 9))
    except (OSError, RuntimeError, subprocess.CalledProcessError) as fault:
        print(f"bench: could not measure: {fault}", file=sys.stderr)


if __name__ == "__main__":
    main()
