"""tsuzuri help shows the manual: installed or beside the program, in both languages, with man(1)
or without it."""
import os
import re
import shutil
import unittest

import support
from support import PROGRAM, environment, run

BINARIES = os.path.dirname(os.path.realpath(PROGRAM))


class Help(support.Test):
    def installed(self, *folders):
        """The program with its manual, as make install lays them."""
        (self.folder / "usr/bin").mkdir(parents=True)
        shutil.copy(PROGRAM, self.folder / "usr/bin/tsuzuri")
        if folders:
            shutil.copytree(os.path.join(BINARIES, "man"), self.folder / "usr/share/man")
        return self.folder / "usr/bin/tsuzuri"

    def with_man(self, script):
        """A man of the test's own, alone on the path."""
        path = self.write("bin/man", script)
        path.chmod(0o755)
        return environment(PATH=path.parent)

    def test_shows_a_command_s_page_where_no_terminal_is(self):
        shown = self.succeed("help", "check").out
        self.assertTrue(shown.startswith("TSUZURI-CHECK(1)"), shown[:200])
        self.assertIn("--attachments", shown)
        self.assertNotIn("\b", shown)
        self.assertNotIn("\033", shown)

    def test_shows_pages_of_files_and_the_page_that_all_begins_with(self):
        for name in ("answers", "form", "register", "lock"):
            self.assertIn(f"TSUZURI-{name.upper()}(5)", self.succeed("help", name).out)
        self.assertTrue(self.succeed("help").out.startswith("TSUZURI(1)"))

    def test_speaks_the_language_of_the_locale_or_of_lang(self):
        for shown in (run("help", "lock", lang="ja"), run("help", "lock", "--lang", "ja")):
            self.assertEqual(shown.code, 0, str(shown))
            self.assertIn("控えは読める YAML", shown.out)
            self.assertEqual(shown.err, "")
        self.assertIn("readable YAML", run("help", "lock", "--lang", "en", lang="ja").out)

    def test_lines_of_a_japanese_page_fit_a_terminal(self):
        for line in run("help", "build", lang="ja").out.split("\n"):
            if line.lstrip().startswith("$ "):
                continue
            cells = sum(1 + (ord(c) > 0x2E7F) for c in line)
            self.assertLessEqual(cells, 81, line)

    def test_hands_man_the_page_as_a_path(self):
        env = self.with_man('#!/bin/sh\necho "$@"\necho "$LC_ALL"\n')
        self.assertEqual(run("help", "plan", "--lang", "ja", env=env).out,
                         "-l ./man/ja/man1/tsuzuri-plan.1\nC.UTF-8\n")

    def test_ends_as_man_does(self):
        self.assertEqual(run("help", env=self.with_man("#!/bin/sh\nexit 7\n")).code, 7)

    def test_finds_what_is_installed_with_the_program(self):
        program = self.installed("man")
        shown = support.tool(program, "help", "form")
        self.assertIn("TSUZURI-FORM(5)", shown)
        pages = self.folder / "usr/share/man/man5/tsuzuri-form.5"
        support.tool("gzip", pages)
        self.assertIn("TSUZURI-FORM(5)", support.tool(program, "help", "form"))

    def test_says_that_the_manual_is_not_there(self):
        program = self.installed()
        done = support.subprocess.run([program, "help", "check"], capture_output=True)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"make install", done.stderr)

    def test_says_how_to_read_it_where_man_is_missing(self):
        (self.folder / "empty").mkdir()
        for lang in ("en", "ja"):
            result = self.fail_with(3, "help", "check", "--lang", lang,
                                    env=environment(PATH=self.folder / "empty"))
            path = re.search(r"(/\S+/tsuzuri-check\.1)", result.err)[1]
            self.assertTrue(os.path.exists(path), result.err)
            self.assertIn("man-db", result.err)

    def test_no_such_page(self):
        for word in ("nope", "", "../../etc", "check.1", "Check"):
            self.fail_with(2, "help", word)
        self.fail_with(2, "help", "check", "build")

    def test_help_of_help_and_the_list_tell_of_it(self):
        self.assertIn("tsuzuri help [COMMAND", self.succeed("help", "--help").out)
        self.assertIn("tsuzuri help COMMAND", self.succeed("--help").out)


if __name__ == "__main__":
    unittest.main()
