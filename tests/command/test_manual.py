"""The manual is whole and true: a page for each command, each option in both languages, every
example run as it stands, and the keys of files and JSON those that are written."""
import json
import re
import unittest

import yaml

from examples import Examples
from support import ROOT, run

MANUAL = ROOT / "src/program/tsuzuri/manual"
LANGUAGES = ("en", "ja")
FILES = ("answers", "form", "lock", "register")
COMMANDS = re.findall(r"^  ([a-z]+) ", run("--help").out, re.M)
DISPLAY = re.compile(r"^\.Bd -(literal|unfilled) -offset indent\n(.*?)^\.Ed$", re.M | re.S)
REFERENCE = re.compile(r"^\.Xr (tsuzuri[a-z-]*) (\d)", re.M)


def pages(lang):
    return {p.name: p.read_text("utf-8") for p in sorted((MANUAL / lang).iterdir())}


def page(lang, name):
    return pages(lang)[name]


def plain(text):
    """A display as it is shown."""
    return text.replace("\\&", "").replace("\\e", "\\")


def options(text):
    """The long options that a page explains."""
    return set(re.findall(r"Fl -([a-z-]+)", " ".join(re.findall(r"^\.It (Fl .*)$", text, re.M))))


def words(text):
    """Every word of a page, without its font escapes: where keys and names are looked for."""
    return set(re.findall(r"[a-z@][a-z0-9-]*", re.sub(r"\\f.|\\o[q]|\\cq", " ", text)))


def headings(text):
    return re.findall(r"^\.S[hs] (.*)$", text, re.M)


class Pages(unittest.TestCase):
    def test_each_command_and_each_file_has_a_page_in_both_languages(self):
        self.assertGreater(len(COMMANDS), 10)
        wanted = sorted(["tsuzuri.1"] + [f"tsuzuri-{c}.1" for c in COMMANDS] +
                        [f"tsuzuri-{f}.5" for f in FILES])
        for lang in LANGUAGES:
            self.assertEqual(sorted(pages(lang)), wanted, lang)

    def test_each_option_is_explained_in_both_languages(self):
        for command in COMMANDS:
            help_text = run(command, "--help").out
            wanted = set(re.findall(r"--([a-z-]+)", help_text.split("\n\n")[0]))
            wanted |= set(re.findall(r"^ +(?:-[a-z], )?--([a-z-]+)", help_text, re.M)) | {"lang"}
            for lang in LANGUAGES:
                self.assertEqual(options(page(lang, f"tsuzuri-{command}.1")), wanted,
                                 f"{command} {lang}")

    def test_exit_codes_of_the_help_are_on_the_page(self):
        for command in COMMANDS:
            said = run(command, "--help").out.partition("Exit codes: ")[2]
            codes = set(re.findall(r"(?:^|; )(?:\n)?(\d) ", said.replace("\n", " ")))
            for lang in LANGUAGES:
                text = page(lang, f"tsuzuri-{command}.1")
                there = set(re.findall(r"^\.It (\d)$", text, re.M))
                self.assertTrue(codes <= there, f"{command} {lang}: {codes - there}")

    def test_both_languages_have_the_same_parts(self):
        for name, text in pages("en").items():
            other = page("ja", name)
            for mark in (r"^\.Sh ", r"^\.Ss ", r"^\.Bd ", r"^\.It Fl", r"^\.It Cm"):
                self.assertEqual(len(re.findall(mark, text, re.M)),
                                 len(re.findall(mark, other, re.M)), f"{name} {mark}")
            self.assertEqual(set(REFERENCE.findall(text)) - set(REFERENCE.findall(other)), set(),
                             name)

    def test_headings_that_are_named_are_there(self):
        for name, text in pages("en").items():
            for heading in re.findall(r"^\.Sx (.*)$", text, re.M):
                self.assertIn(heading.rstrip(" .,;"), headings(text), name)
        for name, text in pages("ja").items():
            for line in re.findall(r"^(「.*」)をご覧ください。$", text, re.M):
                for heading in re.findall("「(.*?)」", line):
                    self.assertIn(heading, headings(text), name)

    def test_pages_refer_to_pages_that_are_there(self):
        for lang in LANGUAGES:
            for name, text in pages(lang).items():
                for page_name, section in REFERENCE.findall(text):
                    self.assertIn(f"{page_name}.{section}", pages(lang), name)

    def test_pieces_of_a_form_are_yaml(self):
        for lang in LANGUAGES:
            pieces = [plain(text) for kind, text in DISPLAY.findall(page(lang, "tsuzuri-form.5"))
                      if kind == "unfilled"]
            self.assertGreater(len(pieces), 2)
            for piece in pieces:
                self.assertTrue(yaml.safe_load(piece), piece)


class Keys(Examples):
    """What is written has no key that its page does not tell."""

    def keys(self, node):
        if isinstance(node, dict):
            for key, value in node.items():
                yield key
                yield from self.keys(value)
        for value in node if isinstance(node, list) else ():
            yield from self.keys(value)

    def assert_told(self, found, name):
        self.assertGreater(len(found), 4)
        for lang in LANGUAGES:
            self.assertEqual(found - words(page(lang, name)), set(), f"{name} {lang}")

    def test_of_a_lock(self):
        answers = self.sample_with("renewal")
        self.succeed("build", answers, "-o", self.folder / "packet.pdf")
        self.edit(answers, ("users: 約12,000", "users: 約13,000"))
        self.succeed("reprint", answers, "--since", self.folder / "packet.lock", "-o",
                     self.folder / "corrections.pdf", "--date", "2026-12-10")
        for name in ("packet.lock", "corrections.lock"):
            lock = yaml.safe_load((self.folder / name).read_text("utf-8"))
            lock["values"] = []
            self.assert_told(set(self.keys(lock)), "tsuzuri-lock.5")
        said = run("diff", answers, "--since", self.folder / "packet.lock", "--json")
        self.assertEqual(said.code, 1, str(said))
        self.assert_told(set(self.keys(json.loads(said.out))), "tsuzuri-diff.1")

    def test_of_certificates_as_json(self):
        register = self.write("register.csv", "number,company,issued\n第0101号,みなとネット,昨日\n")
        said = run("certify", register, "--form", "anshin-isp/certificate", "--json", "-o",
                   self.folder / "out.pdf")
        found = set()
        for line in said.out.splitlines():
            found |= set(self.keys(json.loads(line)))
        self.assertIn("column", found, str(said))
        self.assert_told(found, "tsuzuri-certify.1")

    def test_of_a_form(self):
        """Each name of forms/README.md that stands first in a row of its tables."""
        for lang, text in zip(("ja", "en"), re.split(r"\n---\n", (ROOT / "forms/README.md")
                                                     .read_text("utf-8"))):
            rows = re.findall(r"^\| ((?:`[a-z-]+`[、, ]*(?:と )?)+)(?:（警告）)? ?\|", text, re.M)
            names = set(re.findall(r"`([a-z-]+)`", " ".join(rows)))
            self.assertGreater(len(names), 90)
            known = words(page(lang, "tsuzuri-form.5")) | words(page(lang, "tsuzuri-lint.1"))
            self.assertEqual(names - known, set(), lang)


def display_test(lang, name, shown):
    def test(self):
        for kind, text in shown:
            if kind == "literal":
                self.play(plain(text), lang)
    return test


class PagesExamples(Examples):
    """Filled below: one test for each page that shows an example."""


def add_tests():
    for lang in LANGUAGES:
        for name, text in pages(lang).items():
            shown = DISPLAY.findall(text)
            if any(kind == "literal" for kind, _ in shown):
                title = f"test_{lang}_{re.sub('[^a-z0-9]', '_', name)}"
                setattr(PagesExamples, title, display_test(lang, name, shown))


add_tests()

if __name__ == "__main__":
    unittest.main()
