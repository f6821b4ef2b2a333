"""README.md is true, and short: its commands print what they are said to, what it names is there."""
import re
import unittest

from examples import Examples
from support import ROOT

README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
HALVES = dict(zip(("ja", "en"), README.split("\n---\n")))
SCREEN = 50  # lines


class Readme(Examples):
    def test_examples_do_what_is_said(self):
        for lang, text in HALVES.items():
            played = sum(self.play(block, lang) for kind, block in BLOCK.findall(text)
                         if kind == "console")
            self.assertGreaterEqual(played, 1, lang)

    def test_is_one_screen_in_each_language(self):
        self.assertEqual(README.count("\n---\n"), 1)
        for lang, text in HALVES.items():
            self.assertLess(len(text.split("\n")), SCREEN, lang)
            for word in ("make run", "make test", "samples/pictures/", "tsuzuri help"):
                self.assertIn(word, text, lang)

    def test_what_it_points_to_is_there(self):
        links = re.findall(r"\]\(([^)#]+)\)", README)
        self.assertGreater(len(links), 3)
        for link in links:
            self.assertTrue((ROOT / link).exists(), link)

    def test_the_targets_of_make_are_there(self):
        makefile = (ROOT / "Makefile").read_text("utf-8")
        for target in re.findall(r"make ([a-z-]+)", README):
            self.assertRegex(makefile, rf"(?m)^{target}:", target)

    def test_the_pages_of_the_manual_are_there(self):
        for name in re.findall(r"`tsuzuri help ?([a-z]*)`", README):
            pages = (ROOT / "src/program/tsuzuri/manual").glob(f"*/tsuzuri{'-' + name if name else ''}.[15]")
            self.assertEqual(len(list(pages)), 2, name)


if __name__ == "__main__":
    unittest.main()
