#!/usr/bin/env python3
"""Checks that a printed form has its source's wording: every sentence, as often, in order.

usage: wording.py SEED SECTION PDF [--filled] [--pages 2-14] [--form form.yaml] …

SEED is a copy in tests/data/seeds, SECTION one of its sections (see SECTIONS) or several joined
by '+'; '--from' and '--to', regular expressions of the first line and of the line behind the
last, cut out any other. The PDF is read with 'pdftotext -raw'; a .txt file is read as it is.
White space, width, squares and mark-up are folded away on both sides, then every sentence must
stand in the PDF's text as often as in the seed's, and those that stand once must keep their
order. Where the form prints something else, its form.yaml says so under 'deviations'.

A filled form (--filled) may have more text than the seed, and other things in its blanks: dates,
'http://', values behind their labels.

Exit code: 0 all is right, 1 something differs, 2 nothing could be checked.
"""
import argparse
import bisect
import html
import pathlib
import re
import subprocess
import sys
import unicodedata

SECTIONS = {
    "application": (r"^年 月 日", r"^## 審査質問項目一覧"),
    "answer-sheet": (r"^## 審査項目回答書", None),
    "questions": (r"^## 審査質問項目一覧", r"^## 審査項目回答書"),
    "requirements": (r"^「安全・安心マーク審査基準」について\s*$",
                     r"^上位プロバイダーに業務を|^「安全・安心マーク審査基準」についての"),
    "upstream": (r"^「安全・安心マーク審査基準」についての回答書", None),
}
FORM = pathlib.Path(__file__).resolve().parents[2] / "forms/anshin-isp/form.yaml"
BLANK_DATE = re.compile(r"年\s+月\s+日")
ITEM_ID = re.compile(r"(?m)^\s*(上位\s*)?\d-\d-\d\s")
NOISE = re.compile(r"[\s□☐☑■✓✔○\[\]|*#_\\]+")


class Unreadable(Exception):
    """Nothing can be checked: says why."""


# --- folding ------------------------------------------------------------------------------------

def normal(text):
    """One spelling of width; white space stays."""
    return unicodedata.normalize("NFKC", text).replace("〜", "~").replace("−", "-")


def fold(text):
    return NOISE.sub("", normal(text))


def without_blanks(text):
    text = re.sub(r"(?m):\s*印\s*$", ":", normal(text))
    return BLANK_DATE.sub("", text).replace("http://", "")


# --- the source ---------------------------------------------------------------------------------

def section_lines(lines, first, behind):
    starts = [i for i, line in enumerate(lines) if re.search(first, line)]
    if not starts:
        raise Unreadable(f"no line of the seed matches '{first}'")
    ends = [i for i in range(starts[0] + 1, len(lines)) if behind and re.search(behind, lines[i])]
    if behind and not ends:
        raise Unreadable(f"no line of the seed matches '{behind}'")
    return lines[starts[0]:ends[0] if ends else len(lines)]


def without_markup(text):
    text = re.sub(r"<(http://)>", r"\1", html.unescape(text))
    text = re.sub(r"<[^>]+>", "\n", text).replace("**", "")
    text = re.sub(r"(?m)^[ \t]*([-#]+|\\?\*)[ \t]*", "", text)
    text = re.sub(r"\\\*", "\n", text)              # a second bullet on the same line
    text = re.sub(r"(?<=\S) \* (?=\S)", "\n", text)  # the same, where the mark has no backslash
    return re.sub(r"、[ \t]*\n(?=\S)", "、", text)    # a line broken in mid-sentence


def deviations(form):
    """The list in form.yaml, which has one entry a line, as (source, printed)."""
    entry = re.compile(r'^\s+- \{source: "([^"]*)", printed: "([^"]*)", why: "[^"]*"\}$')
    lines = form.read_text("utf-8").split("\n")
    if "deviations:" not in lines:
        return []
    found = []
    for line in lines[lines.index("deviations:") + 1:]:
        match = entry.match(line)
        if match:
            found.append(match.groups())
        elif line.strip() and not line.lstrip().startswith("#"):
            raise Unreadable(f"{form}: not a deviation that this test can read: {line.strip()}")
    return found


def as_printed(text, changes):
    text = normal(text)
    for source, printed in changes:
        letters = re.sub(r"\s", "", normal(source))
        text = re.sub(r"\s*".join(map(re.escape, letters)), lambda _: normal(printed), text)
    return ITEM_ID.sub("\n", text)


def seed_text(path, sections, changes):
    lines = path.read_text("utf-8").split("\n")
    text = "\n".join("\n".join(section_lines(lines, *s)) for s in sections)
    return as_printed(without_markup(text), changes)


def sentences(text):
    """Folded sentences in order, each once, without the marks that are no words."""
    folded = (fold(part) for part in re.split(r"[\n\t。]", text))
    return list(dict.fromkeys(f for f in folded if len(f) > 1 and re.search(r"\w", f)))


# --- what was printed ---------------------------------------------------------------------------

def pdf_text(path, pages, ignored):
    if path.suffix == ".txt":
        text = path.read_text("utf-8")
    else:
        first, _, last = (pages or "1-").partition("-")
        command = ["pdftotext", "-raw", "-f", first] + (["-l", last] if last else [])
        done = subprocess.run(command + [str(path), "-"], capture_output=True)
        if done.returncode:
            raise Unreadable(done.stderr.decode("utf-8", "replace").strip())
        text = done.stdout.decode("utf-8")
    lines = re.split(r"[\n\f]", text)
    return "\n".join(li for li in lines if not any(re.search(x, li) for x in ignored))


# --- comparing ----------------------------------------------------------------------------------

def longest_rise(numbers):
    """Indices of a longest rising part of a list."""
    tails, at, before = [], [], []
    for i, n in enumerate(numbers):
        k = bisect.bisect_left(tails, n)
        tails[k:k + 1] = [n]
        at[k:k + 1] = [i]
        before.append(at[k - 1] if k else None)
    i, rise = (at[-1] if at else None), set()
    while i is not None:
        rise.add(i)
        i = before[i]
    return rise


def misplaced(wanted, source, printed):
    """Sentences that stand once in both, but not in the source's order."""
    once = [s for s in wanted if source.count(s) == 1 == printed.count(s)]
    once.sort(key=source.index)
    rise = longest_rise([printed.index(s) for s in once])
    return [s for i, s in enumerate(once) if i not in rise]


def compare(source, printed, filled=False, order=True):
    """Complaints, and the number of sentences that were looked for."""
    if filled:
        source, printed = without_blanks(source), without_blanks(printed)
    wanted, whole, found = sentences(source), fold(source), fold(printed)
    complaints = []
    for s in wanted:
        want, have = whole.count(s), found.count(s)
        if have < want:
            complaints.append(f"missing {want - have} of {want}: {s}")
        elif have > want and not filled:
            complaints.append(f"extra {have - want} to {want}: {s}")
    if order:
        complaints += [f"out of order: {s}" for s in misplaced(wanted, whole, found)]
    return complaints, len(wanted)


def report(complaints, count):
    for line in complaints:
        print(line)
    print(f"{count} sentences, {len(complaints)} complaints")
    return 1 if complaints else 0


# --- command ------------------------------------------------------------------------------------

def chosen_sections(args):
    if args.first:
        return [(args.first, args.behind)]
    names = args.section.split("+")
    unknown = [n for n in names if n not in SECTIONS]
    if unknown:
        raise Unreadable(f"unknown section '{unknown[0]}': {', '.join(SECTIONS)}")
    return [SECTIONS[n] for n in names]


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("seed", type=pathlib.Path)
    p.add_argument("section", help=" | ".join(SECTIONS) + ", several joined by '+'")
    p.add_argument("pdf", type=pathlib.Path)
    p.add_argument("--filled", action="store_true", help="the blanks have values")
    p.add_argument("--no-order", dest="order", action="store_false", help="count only")
    p.add_argument("--pages", metavar="A-B", help="only these pages of the PDF")
    p.add_argument("--ignore-line", metavar="REGEX", action="append", default=[],
                   help="drop such lines of the PDF's text: page numbers, running heads")
    p.add_argument("--form", type=pathlib.Path, default=FORM, help="form.yaml with deviations")
    p.add_argument("--from", dest="first", metavar="REGEX")
    p.add_argument("--to", dest="behind", metavar="REGEX")
    return p.parse_args()


def main():
    args = arguments()
    try:
        source = seed_text(args.seed, chosen_sections(args), deviations(args.form))
        printed = pdf_text(args.pdf, args.pages, args.ignore_line)
    except (Unreadable, OSError) as e:
        print(f"wording.py: {e}", file=sys.stderr)
        return 2
    return report(*compare(source, printed, args.filled, args.order))


if __name__ == "__main__":
    sys.exit(main())
