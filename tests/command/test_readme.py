"""README.md is true: its answer file is built, its commands print what they are said to."""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from support import PROGRAM, ROOT, environment

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\(([^)#]+)\)")


def blocks():
    return BLOCK.findall((ROOT / "README.md").read_text("utf-8"))


class Readme(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "build").mkdir()
        os.symlink(PROGRAM, self.folder / "build/tsuzuri")
        os.symlink(ROOT / "samples", self.folder / "samples")

    def shell(self, command):
        env = environment(TSUZURI_DATA=ROOT)
        env["PATH"] = f"{self.folder}/build:{env['PATH']}"
        done = subprocess.run(command, shell=True, cwd=self.folder, env=env,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode("utf-8")

    def write_example(self, text):
        name = re.match(r"# (\S+)\n", text)
        self.assertTrue(name, "an example begins with its file's name")
        (self.folder / name[1]).write_text(text, "utf-8")

    def check_console(self, text):
        for command, said in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.M):
            code, out = self.shell(command)
            wanted = re.search(r"# 終了コード(\d)", command)
            self.assertEqual(code, int(wanted[1]) if wanted else 0, f"{command}\n{out}")
            self.assertIn(said, out, command)

    def test_examples_do_what_is_said(self):
        kinds = []
        for kind, text in blocks():
            kinds.append(kind)
            if kind == "yaml":
                self.write_example(text)
            elif kind == "console":
                self.check_console(text)
        self.assertGreaterEqual(kinds.count("console"), 2)
        self.assertGreaterEqual(kinds.count("yaml"), 1)

    def test_what_it_points_to_is_there(self):
        links = LINK.findall((ROOT / "README.md").read_text("utf-8"))
        self.assertGreater(len(links), 3)
        for link in links:
            self.assertTrue((ROOT / link).exists(), link)

    def test_the_targets_of_make_are_there(self):
        makefile = (ROOT / "Makefile").read_text("utf-8")
        for target in re.findall(r"make ([a-z-]+)", (ROOT / "README.md").read_text("utf-8")):
            self.assertRegex(makefile, rf"(?m)^{target}:", target)

    def test_every_option_is_in_the_help_and_in_the_readme(self):
        readme = (ROOT / "README.md").read_text("utf-8")
        _, said = self.shell("tsuzuri build --help")
        for option in re.findall(r"^      (--[a-z]+)", said, re.M):
            self.assertTrue(option in readme, option)


if __name__ == "__main__":
    unittest.main()
