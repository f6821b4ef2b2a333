"""The golden traces: every page of every sample and of the blank forms, as text, a file a page.

`make golden` writes them anew; look at the difference, and at the pages, before it is committed.
"""
import difflib
import os
import pathlib
import re
import shutil
import sys
import tempfile

import support
from support import ROOT, sample

GOLDEN = ROOT / "tests/golden"
MOST_LINES = 40


def jobs():
    """What is traced: {name: arguments}."""
    found = {name: ["build", sample(name)] for name in support.SAMPLES}
    for form in sorted(ROOT.glob("forms/*/form.yaml")):
        if "incomplete: yes" in form.read_text("utf-8"):
            continue
        found["blank-" + form.parent.name] = ["build", "--blank", form.parent.name]
    found["blank-anshin-isp-new"] = ["build", "--blank", "anshin-isp", "--set", "application=new"]
    found["tiny"] = ["build", support.TINY / "answers.yaml"]
    found["tiny-long"] = ["build", support.TINY / "long.yaml"]
    found["tiny-blank"] = ["build", "--blank", "tiny"]
    found["composition"] = ["build", support.COMPOSITION / "answers.yaml"]
    found["tiny-draft-grid"] = ["build", support.TINY / "answers.yaml", "--draft", "--grid"]
    return found


def link_data(folder):
    """A data folder with the real forms and the tests' own."""
    (folder / "forms").mkdir()
    os.symlink(ROOT / "fonts", folder / "fonts")
    for form in [*ROOT.glob("forms/*/form.yaml"), support.TINY / "form.yaml",
                 support.COMPOSITION / "form.yaml"]:
        os.symlink(form.parent, folder / "forms" / form.parent.name)
    return folder


def trace(args, folder):
    return support.run(*args, "--trace", data=folder)


def pages(text):
    """A trace by its files: what stands above all pages, then each page."""
    parts = re.split(r"^(?=page )", text, flags=re.M)
    return {f"{number:03}.trace": part for number, part in enumerate(parts)}


def golden(name):
    return {p.name: p.read_text("utf-8") for p in sorted((GOLDEN / name).glob("*.trace"))}


def difference(name, wanted, got):
    lines = difflib.unified_diff(wanted.split("\n"), got.split("\n"), f"golden/{name}", "now", lineterm="")
    shown = [line[:200] for _, line in zip(range(MOST_LINES), lines)]
    return "\n".join(shown + ["(make golden writes the traces anew)"])


class Golden(support.Test):
    def test_traces_are_what_they_were(self):
        folder = link_data(self.folder)
        for name, args in jobs().items():
            with self.subTest(case=name):
                result = trace(args, folder)
                self.assertEqual(result.code, 0, str(result))
                wanted, got = golden(name), pages(result.out)
                self.assertTrue(wanted, f"{GOLDEN / name} is missing: make golden")
                for page in sorted(wanted.keys() | got.keys()):
                    if wanted.get(page) != got.get(page):
                        self.fail(difference(f"{name}/{page}", wanted.get(page, ""), got.get(page, "")))

    def test_no_golden_trace_is_left_over(self):
        self.assertEqual({p.name for p in GOLDEN.iterdir()} - jobs().keys(), set())


def write_pages(name, wanted):
    """Writes the pages of one trace that differ and removes those that are no more; how many."""
    old = golden(name)
    (GOLDEN / name).mkdir(parents=True, exist_ok=True)
    changed = [page for page in sorted(wanted.keys() | old.keys()) if wanted.get(page) != old.get(page)]
    for page in changed:
        path = GOLDEN / name / page
        path.write_text(wanted[page], "utf-8") if page in wanted else path.unlink()
        print(path.relative_to(ROOT))
    return len(changed)


def write_all():
    """make golden: writes what differs; the number of files written, as the last line."""
    written = 0
    with tempfile.TemporaryDirectory() as folder:
        data = link_data(pathlib.Path(folder))
        for name, args in jobs().items():
            result = trace(args, data)
            if result.code:
                print(f"{name}: {result}", file=sys.stderr)
                return 1
            written += write_pages(name, pages(result.out))
    for path in GOLDEN.iterdir():
        if path.name not in jobs():
            shutil.rmtree(path)
            print(f"{path.relative_to(ROOT)} removed")
    print(f"{written} golden pages written or removed")
    return 0


if __name__ == "__main__":
    support.unittest.main()
