"""Runs the cases of tests/cases/*.txt. A case:

    [what it shows]
    | tsuzuri: 1            the answer file, a line each; \\t \\r \\\\ \\xHH \\uHHHH are taken as escapes
    args: --draft           further arguments; --trace is always given
    save: cp932, crlf       how the file is saved: an encoding, 'bom', 'crlf', 'cr', 'no-end'
    exit: 3                 the exit code; 0 where it is missing
    says: 4:1 a tab         a message at line 4, column 1, with this text, in English
    ja: 4:1 タブ            the same in Japanese
    prints: text            the trace shows this text
    hides: text             and not this one
    count: 2                so many errors
    warned: 0               so many warnings

A place of '-' stands for the file as a whole. The forms are the real ones and 'tiny'. Both
languages are tried: they must agree in exit code and places.
"""
import re

import support
from support import ROOT

ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|([trn0\\]))")
PLAIN = {"t": "\t", "r": "\r", "n": "\n", "0": "\0", "\\": "\\"}


class Case:
    def __init__(self, file, line, title):
        self.title, self.where = title, f"{file.name}:{line}"
        self.lines, self.args, self.save = [], [], []
        self.exit, self.count, self.warned = 0, None, None
        self.says, self.ja, self.prints, self.hides = [], [], [], []

    def add(self, name, value):
        if name in ("args", "save"):
            setattr(self, name, re.split(r"[,\s]+" if name == "save" else r"\s+", value))
        elif name in ("exit", "count", "warned"):
            setattr(self, name, int(value))
        elif name in ("says", "ja", "prints", "hides"):
            getattr(self, name).append(value)
        else:
            raise ValueError(f"{self.where}: '{name}' is no part of a case")

    def content(self):
        """The file's bytes."""
        end = "\r\n" if "crlf" in self.save else "\r" if "cr" in self.save else "\n"
        text = end.join(self.lines) + ("" if "no-end" in self.save else end)
        encoding = next((s for s in self.save if s not in ("bom", "crlf", "cr", "no-end")), "utf-8")
        mark = b"\xef\xbb\xbf" if "bom" in self.save else b""
        return mark + b"".join(self.bytes_of(text, encoding))

    @staticmethod
    def bytes_of(text, encoding):
        at = 0
        for m in ESCAPE.finditer(text):
            yield text[at:m.start()].encode(encoding)
            if m[1]:
                yield bytes([int(m[1], 16)])
            else:
                yield (chr(int(m[2], 16)) if m[2] else PLAIN[m[3]]).encode(encoding)
            at = m.end()
        yield text[at:].encode(encoding)


def read(file):
    cases = []
    for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("["):
            cases.append(Case(file, number, line.strip("[]")))
        elif line.startswith("|"):
            cases[-1].lines.append(line[2:])
        else:
            name, _, value = line.partition(": ")
            cases[-1].add(name, value)
    return cases


class Cases(support.Test):
    def check_says(self, result, wanted):
        for want in wanted:
            place, _, text = want.partition(" ")
            place = (None, None) if place == "-" else tuple(place.split(":"))
            found = [m for m in result.messages if text in m["text"]
                     and (m["line"], m["column"]) == place]
            self.assertTrue(found, f"no message '{want}'\n{result}")
            for m in found:
                self.assertTrue(m["file"].endswith("answers.yaml"), m)

    def check(self, case):
        answers = self.write("answers.yaml", case.content())
        args = ["build", answers, "--trace", *case.args]
        en = support.run(*args, data=self.data())
        ja = support.run(*args, data=self.data(), lang="ja")
        self.assertEqual(en.code, case.exit, str(en))
        self.assertEqual(ja.code, case.exit, str(ja))
        self.assertEqual([(m["line"], m["column"]) for m in en.messages],
                         [(m["line"], m["column"]) for m in ja.messages])
        self.check_says(en, case.says)
        self.check_says(ja, case.ja)
        if case.exit:
            self.assertTrue(en.errors(), "a failure without a message")
            self.assertEqual(en.out, "")
        if case.count is not None:
            self.assertEqual(len(en.errors()), case.count, str(en))
        if case.warned is not None:
            self.assertEqual(en.err.count(": warning: "), case.warned, str(en))
        texts = support.texts_of(en.out)
        for text in case.prints:
            self.assertIn(text, texts)
        for text in case.hides:
            self.assertNotIn(text, texts)


def add_tests():
    """One test a file, one case each."""
    for file in sorted(ROOT.glob("tests/cases/*.txt")):
        def test(self, cases=read(file)):
            for case in cases:
                with self.subTest(case=f"{case.where} {case.title}"):
                    self.check(case)
        setattr(Cases, "test_" + file.stem.replace("-", "_"), test)


add_tests()

if __name__ == "__main__":
    support.unittest.main()
