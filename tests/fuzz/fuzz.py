#!/usr/bin/env python3
"""Damages answer files, registers and forms at random and runs the program on them.

usage: fuzz.py --program P --runs N [--seed S] [--keep DIR]     fuzz.py --program P --replay FILE…

A run fails where the program crashes, a sanitizer reports, it takes more than 5 s (20 s with a
sanitizer), ends with a code other than 0 to 4, or fails without a message. What failed is kept in
build/fuzz as a folder with the damaged file, and 'fuzz.py --replay' runs it again. The same seed
gives the same runs. The last line is 'N runs, N failed'.
"""
import argparse
import collections
import datetime
import io
import os
import pathlib
import random
import re
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
import workbooks  # noqa: E402
TINY = ROOT / "tests/data/forms/tiny"
CORPUS = ROOT / "tests/fuzz/corpus"
MEMORY = 512 * 1024 * 1024
ALARM = re.compile(rb"ERROR: \w+Sanitizer|runtime error:|Assertion|stack smashing|free\(\)|double-linked")

# What people and programs write where it does not belong.
WORDS = ["", "~", "null", "yes", "no", "はい", "いいえ", "0", "-1", "99999999999999999999", "1e308", "2026-02-30",
         "令和999年1月1日", "昭和0年", "R0.0.0", "[", "]", "{", "}", "{}", "[]", "- ", ": ", "? ", "&a", "*a", "!!str",
         "|", ">", "|9", "'", '"', '"\\x00"', "%", "@", "`", "#", "\t", "\r", "\u3000", "\ufeff", "\u200b",
         "\u202e", "\U000e0100", "か゚", "髙", "辻\U000e0100", "\U0001f600", "\u0e44", "\u05d0", "ﷺ", "e" + "\u0301" * 40,
         "あ" * 3000, "a" * 5000, "https://x.jp/" + "a%20" * 600, "\n" * 50, "一\n二", "/" * 300, "../" * 30,
         "{application.title}", "{{", "}}", "{", "1fr", "3mm", "-5mm", "99999mm", "0pt", "fill", "1em", "#ffffff",
         "application = 'new'", "not " * 60 + "a", "(" * 60, "a and", "check", "each", "use", "mincho"]
BYTES = [b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\x80", b"\x8a\xbf", b"\r", b"\x85", b"\t"]


REGISTER = "使用許諾番号,会社名,サービス名,発行日,ロゴ画像\n" + "".join(
    f"第000{i}号,株式会社{i},\"光,{i}\",2026-12-{i + 10},logo.bin\n" for i in range(1, 5))


DAY = datetime.date(2026, 7, 31)
BOOKS = [writer(("台帳", [["一覧"], ["使用許諾番号", "会社名", "サービス名", "発行日", "郵便番号", "備考"],
                        ["第0001号", "株式会社一", "光", DAY, 600001, workbooks.number("46234.5", 2)],
                        ["第0002号", None, "_x000D_星", "令和8年7月31日", workbooks.number(600001, 3), True],
                        ["合計", None, None, None, workbooks.Cell("<f>A1</f><v>2</v>")]]),
                ("控え", [["会社名"], ["二"]]), states=("", "hidden"), merges=("A1:F1", "B3:B4"), hidden=(4,),
                formats=['[$-411]ggge"年"m"月"d"日"', "[<=999]000;[<=9999]000\\-00;000\\-0000"]).parts()
         for writer in workbooks.WRITERS.values()]


def book(r):
    """A workbook that is damaged as an archive, or in one of its parts."""
    parts = dict(r.choice(BOOKS))
    whole = r.random() < 0.4
    if not whole:
        name = r.choice(sorted(parts))
        parts[name] = damage(r, parts[name].encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name, content in parts.items():
            z.writestr(zipfile.ZipInfo(name), content, r.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))
    return change_bytes(r, out.getvalue()) if whole else out.getvalue()


def png(colour, pixel):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = (b"\0" + pixel * 12) * 9
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 12, 9, 8, colour, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


# A JPEG's headers, an EXIF segment among them, and a little coded data.
JPEG = bytes.fromhex("FFD8FFE10022") + b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0" + \
    bytes.fromhex("FFC00011080008001003011100021100031100FFDA000C03010002110311003F001234FF00FFD9")
LOGOS = [png(6, b"\x10\x20\x30\x80"), png(0, b"\x77"), JPEG]


# --- damage -----------------------------------------------------------------------------------------

def change_bytes(r, data):
    data = bytearray(data)
    for _ in range(r.choice((1, 1, 2, 5, 20))):
        at = r.randrange(len(data) + 1)
        what = r.randrange(4)
        if what == 0:
            data[at:at] = r.choice(BYTES)
        elif what == 1:
            del data[at:at + r.choice((1, 2, 7, 100))]
        elif what == 2 and at < len(data):
            data[at] = r.randrange(256)
        else:
            data[at:at] = bytes([r.randrange(32, 127)])
    return bytes(data)


def cut_short(r, data):
    return data[:r.randrange(len(data) + 1)]


def change_lines(r, data):
    lines = data.split(b"\n")
    for _ in range(r.choice((1, 1, 2, 6))):
        at = r.randrange(len(lines))
        what = r.randrange(6)
        if what == 0:
            del lines[at]
        elif what == 1:
            lines.insert(r.randrange(len(lines) + 1), lines[at])
        elif what == 2:
            lines[at] = b" " * r.randrange(9) + lines[at].lstrip()
        elif what == 3:
            other = r.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif what == 4:
            lines[at:at + 1] = [lines[at]] * r.choice((2, 30, 300))
        else:
            lines[at] = lines[at] + lines[r.randrange(len(lines))]
        lines = lines or [b""]
    return b"\n".join(lines)


def change_values(r, data):
    text = data.decode("utf-8", "replace")
    spots = list(re.finditer(r"(?<=: )[^\n{\[]+?(?=[,}\]\n])|(?<=- )[^\n]+", text))
    for _ in range(r.choice((1, 1, 2, 4))):
        if not spots:
            break
        m = spots.pop(r.randrange(len(spots)))
        word = r.choice(WORDS)
        if r.random() < 0.3:
            word = '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        elif r.random() < 0.2:
            word = m[0] + word
        text = text[:m.start()] + word + text[m.end():]
        spots = [s for s in spots if s.end() < m.start()]
    return text.encode("utf-8", "surrogatepass")


def change_keys(r, data):
    text = data.decode("utf-8", "replace")
    keys = list(re.finditer(r"([\w-]+)(?=: )", text))
    for _ in range(r.choice((1, 2))):
        if not keys:
            break
        m = keys.pop(r.randrange(len(keys)))
        name = r.choice([k[1] for k in keys] + [m[1][:-1] or "x", m[1] + "x", '"' + m[1] + '"', "<<", "? a"])
        text = text[:m.start()] + name + text[m.end():]
        keys = [k for k in keys if k.end() < m.start()]
    return text.encode("utf-8", "surrogatepass")


def nest(r, data):
    depth = r.choice((3, 30, 39, 41, 400, 20000))
    what = r.choice((b"[" * depth + b"x" + b"]" * depth, b"{a: " * depth + b"x" + b"}" * depth,
                     b"".join(b" " * i + b"a:\n" for i in range(min(depth, 400))), b"- " * depth))
    lines = data.split(b"\n")
    at = r.randrange(len(lines))
    lines[at] = re.sub(rb"(: ?).*$", rb": ", lines[at]) + what
    return b"\n".join(lines)


def alias(r, data):
    lines = data.split(b"\n")
    for word in (b"&a ", b"*a "):
        at = r.randrange(len(lines))
        lines[at] = re.sub(rb": ", b": " + word, lines[at], count=1)
    if r.random() < 0.3:
        lines.insert(0, b"l0: &l0 [x,x,x,x,x,x,x,x,x]")
        for i in range(1, 9):
            lines.insert(i, b"l%d: &l%d [%s]" % (i, i, b",".join([b"*l%d" % (i - 1)] * 9)))
    return b"\n".join(lines)


def spoil(r, data):
    for _ in range(r.choice((1, 1, 2, 5))):
        data = r.choice((change_bytes, cut_short))(r, data)
    return data


DAMAGES = [change_bytes, change_lines, change_lines] + [change_values] * 7 + [change_keys, cut_short, nest, alias]


def damage(r, data):
    for _ in range(r.choice((1, 1, 1, 2, 3))):
        data = r.choice(DAMAGES)(r, data)
    return data[:8 * 1024 * 1024]


# --- running ----------------------------------------------------------------------------------------

class Program:
    def __init__(self, path):
        self.path = str(path)
        self.sanitized = b"__asan_init" in path.read_bytes()
        self.limit = 20 if self.sanitized else 5

    def bound(self):
        resource.setrlimit(resource.RLIMIT_CPU, (self.limit + 1, self.limit + 2))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024 * 1024,) * 2)
        if not self.sanitized:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def fault(self, answers, data, options):
        """What is wrong with a run, or None; and its exit code."""
        env = {"TSUZURI_DATA": str(data), "LC_ALL": "en_US.UTF-8", "PATH": os.environ["PATH"],
               "ASAN_OPTIONS": "detect_leaks=1:allocator_may_return_null=0:exitcode=99",
               "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1:exitcode=99"}
        try:
            words = options if options[0] in COMMANDS else ["build", *options]
            done = subprocess.run([self.path, words[0], str(answers), *words[1:]], env=env,
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=self.limit,
                                  preexec_fn=self.bound)
        except subprocess.TimeoutExpired:
            return f"took more than {self.limit} s", None
        said = done.stderr
        if ALARM.search(said):
            return said.decode("utf-8", "replace")[:3000], done.returncode
        if done.returncode not in range(5):
            return f"ended with {done.returncode}\n" + said.decode("utf-8", "replace")[:2000], done.returncode
        told = re.search(rb"error: |^tsuzuri", said, re.M) or (
            words[0] == "check" and re.search(rb"^not yet written|^verdict: fails", done.stdout, re.M))
        if done.returncode and "--json" not in options and not told:
            return f"ended with {done.returncode} without a message", done.returncode
        return None, done.returncode


COMMANDS = ("check", "plan", "certify")
OPTIONS = [["check"]] * 4 + [["check", "--json"], ["plan"]] + [["--trace"]] * 6 + [["--trace", "--draft"]] * 3 + [["--trace", "--grid"], ["--trace", "--blank"],
                                                             ["--draft", "-o", "out.pdf"]]


class Fuzzer:
    def __init__(self, program, keep, seed):
        self.program, self.keep, self.seed = program, keep, seed
        self.answers = sorted(ROOT.glob("samples/*/answers.yaml")) + sorted(TINY.glob("*s.yaml")) + \
            sorted(CORPUS.glob("*.yaml"))
        self.codes = collections.Counter()

    def lay_out(self, folder):
        """A data folder with forms of its own, so that they can be damaged."""
        data = folder / "data"
        (data / "forms").mkdir(parents=True)
        os.symlink(ROOT / "fonts", data / "fonts")
        shutil.copytree(ROOT / "forms/anshin-isp", data / "forms/anshin-isp")
        shutil.copytree(TINY, data / "forms/tiny")
        return data

    def one(self, number, folder, data):
        """One run: damages an answer file, or a file of a form; what is wrong, or None."""
        r = random.Random(f"{self.seed}/{number}")
        if r.random() < 0.12:
            return self.certify(r, number, folder, data)
        source = r.choice(self.answers)
        answers = folder / "answers.yaml"
        options = [o.replace("out.pdf", str(folder / "out.pdf")) for o in r.choice(OPTIONS)]
        if r.random() < 0.75:
            answers.write_bytes(damage(r, source.read_bytes()))
            fault, code = self.program.fault(answers, data, options)
            kept = {"answers.yaml": answers.read_bytes()}
        else:
            form = r.choice(["anshin-isp", "tiny", "tiny"])
            target = r.choice(sorted(p for p in (data / "forms" / form).rglob("*.yaml")
                                     if p.name not in ("answers.yaml", "long.yaml")))
            whole = target.read_bytes()
            source = (ROOT / "samples/renewal" if form == "anshin-isp" else TINY) / "answers.yaml"
            answers.write_bytes(source.read_bytes())
            target.write_bytes(damage(r, whole))
            fault, code = self.program.fault(answers, data, options)
            kept = {"answers.yaml": answers.read_bytes(), str(target.relative_to(data)): target.read_bytes()}
            target.write_bytes(whole)
        self.codes[code] += 1
        if fault:
            self.save(number, kept, options, fault)
        return fault

    def certify(self, r, number, folder, data):
        """A register (CSV, or a workbook whatever its name) or the logo that it names, damaged."""
        files = {"register.csv": REGISTER.encode(), "logo.bin": r.choice(LOGOS)}
        target = r.choice([*files, "workbook"])
        if target == "workbook":
            files["register.csv"] = book(r)
        else:
            files[target] = (damage if target == "register.csv" else spoil)(r, files[target])
        for name, content in files.items():
            (folder / name).write_bytes(content)
        options = ["certify", "--form", "anshin-isp/certificate", "-o", str(folder / "out.pdf"), "--set",
                   "orientation=" + r.choice(["landscape", "portrait", "vertical"])]
        fault, code = self.program.fault(folder / "register.csv", data, options)
        self.codes[code] += 1
        if fault:
            self.save(number, files, options, fault)
        return fault

    def save(self, number, files, options, fault):
        place = self.keep / f"{self.seed}-{number}"
        for name, content in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content)
        (place / "options").write_text("\n".join(options) + "\n")
        (place / "fault").write_text(fault + "\n")
        print(f"FAILED {place}: {fault.splitlines()[0]}", flush=True)

    def run(self, runs):
        failed = 0
        with tempfile.TemporaryDirectory(prefix="tsuzuri-fuzz-") as name:
            folder = pathlib.Path(name)
            data = self.lay_out(folder)
            for number in range(runs):
                failed += self.one(number, folder, data) is not None
        return failed

    def replay(self, paths):
        """Runs kept failures (folders) or single answer files again."""
        failed = 0
        for path in paths:
            with tempfile.TemporaryDirectory(prefix="tsuzuri-fuzz-") as name:
                folder = pathlib.Path(name)
                data = self.lay_out(folder)
                answers, options = path, ["--trace"]
                if path.is_dir():
                    answers = next(p for p in (path / "answers.yaml", path / "register.csv") if p.exists())
                    options = (path / "options").read_text().split()
                    for file in path.glob("forms/**/*.yaml"):
                        shutil.copy(file, data / file.relative_to(path))
                fault, code = self.program.fault(answers, data, options)
            self.codes[code] += 1
            failed += fault is not None
            if fault:
                print(f"FAILED {path}: {fault}")
        return failed


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--program", type=pathlib.Path, required=True)
    p.add_argument("--runs", type=int, default=1000)
    p.add_argument("--seed", default="1")
    p.add_argument("--keep", type=pathlib.Path, default=ROOT / "build/fuzz")
    p.add_argument("--replay", type=pathlib.Path, nargs="+")
    args = p.parse_args()
    fuzzer = Fuzzer(Program(args.program.resolve()), args.keep, args.seed)
    runs = len(args.replay) if args.replay else args.runs
    failed = fuzzer.replay(args.replay) if args.replay else fuzzer.run(args.runs)
    print("exit codes: " + ", ".join(f"{c}: {n}" for c, n in sorted(fuzzer.codes.items(), key=str)))
    print(f"{runs} runs, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
