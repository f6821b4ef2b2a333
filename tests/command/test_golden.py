"""The golden traces: every page of every sample and of the blank forms, as text.

`make golden` writes them anew; look at the difference, and at the pages, before it is committed.
"""
import difflib
import os
import pathlib
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
                path = GOLDEN / f"{name}.trace"
                self.assertTrue(path.exists(), f"{path} is missing: make golden")
                wanted = path.read_text("utf-8")
                if result.out != wanted:
                    self.fail(difference(name, wanted, result.out))

    def test_no_golden_trace_is_left_over(self):
        names = {p.stem for p in GOLDEN.glob("*.trace")}
        self.assertEqual(names - jobs().keys(), set())


def write_all():
    """make golden: writes what differs; the number of files written, as the last line."""
    GOLDEN.mkdir(exist_ok=True)
    written = 0
    with tempfile.TemporaryDirectory() as folder:
        data = link_data(pathlib.Path(folder))
        for name, args in jobs().items():
            result = trace(args, data)
            if result.code:
                print(f"{name}: {result}", file=sys.stderr)
                return 1
            path = GOLDEN / f"{name}.trace"
            if not path.exists() or path.read_text("utf-8") != result.out:
                path.write_text(result.out, "utf-8")
                print(path.relative_to(ROOT))
                written += 1
    for path in GOLDEN.glob("*.trace"):
        if path.stem not in jobs():
            path.unlink()
            print(f"{path.relative_to(ROOT)} removed")
    print(f"{written} of {len(jobs())} golden traces written")
    return 0


if __name__ == "__main__":
    support.unittest.main()
