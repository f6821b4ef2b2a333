"""TSUZURI_TRACE=1 shows each run of tsuzuri-pdf and tsuzuri-look; what a sanitizer reports in one fails the run."""
import pathlib
import re
import shutil
import sys

import support
from support import PAGE, PROGRAM, ROOT

RUN = re.compile(r"^tsuzuri: (tsuzuri-\w+) ([\w-]+) (.+): (exit|signal|time|answer|start) (\d+), (\d+) ms$", re.M)


class Trace(support.Test):
    def stamp(self, program=PROGRAM, **environment):
        out = self.folder / "out.pdf"
        arguments = ["stamp", "--label", "1-1-1", str(PAGE), "-o", str(out)]
        done = support.subprocess.run([str(program), *arguments], capture_output=True, text=True,
                                      env=support.environment(TSUZURI_DATA=ROOT, **environment))
        return done.returncode, done.stderr

    def test_every_run_is_printed(self):
        code, err = self.stamp(TSUZURI_TRACE="1")
        self.assertEqual(code, 0, err)
        runs = [(m[0], m[1], m[3], m[4]) for m in RUN.findall(err)]
        self.assertEqual(runs, [("tsuzuri-pdf", "stamp", "exit", "0"), ("tsuzuri-pdf", "verify", "exit", "0"),
                                ("tsuzuri-look", "look", "exit", "0")])
        self.assertEqual({m[2] for m in RUN.findall(err)}, {str(PAGE)})

    def test_nothing_is_printed_unless_it_is_wanted(self):
        for value in (None, "", "0"):
            with self.subTest(case=value):
                code, err = self.stamp(TSUZURI_TRACE=value)
                self.assertEqual((code, RUN.findall(err)), (0, []))

    def test_no_password_is_printed(self):
        password = self.write("password", "himitsu-7\n")
        locked = self.folder / "locked.pdf"
        support.subprocess.run(["qpdf", "--encrypt", "himitsu-7", "owner", "256", "--", str(PAGE), str(locked)], check=True)
        done = support.run("stamp", "--label", "1", "--password-file", password, locked, "-o", self.folder / "o.pdf",
                           env=support.environment(TSUZURI_TRACE="1"))
        self.assertEqual(done.code, 0, done)
        self.assertIn("tsuzuri-pdf stamp", done.err)
        self.assertNotIn("himitsu", done.err + done.out)

    def fake(self, script):
        """The program, with a tsuzuri-pdf of the test's own beside it."""
        shutil.copy(PROGRAM, self.folder / "tsuzuri")
        self.write("tsuzuri-pdf", "#!/bin/sh\n" + script).chmod(0o755)
        return self.folder / "tsuzuri"

    def test_its_errors_come_through(self):
        program = self.fake("echo trouble in the reader >&2\nkill -SEGV $$\n")
        code, err = self.stamp(program, TSUZURI_TRACE="1")
        self.assertEqual(code, 3)
        self.assertIn("trouble in the reader\n", err)
        self.assertIn(": signal 11, ", err)
        if not support.SANITIZED:       # there they go into a log in any case
            self.assertNotIn("trouble", self.stamp(program)[1])

    def test_a_helper_that_is_not_there(self):
        program = self.fake("")
        (self.folder / "tsuzuri-pdf").unlink()
        self.assertRegex(self.stamp(program, TSUZURI_TRACE="1")[1], r"tsuzuri-pdf stamp .*: start 2, 0 ms")


class Reports(support.Test):
    def reports(self, text):
        sys.path.insert(0, str(ROOT / "tests"))
        import run
        return bool(run.sanitizer_reports(pathlib.Path(self.write("log", text))))

    def test_a_report_is_seen_and_other_lines_are_not(self):
        for text, wanted in (("", False), ("Syntax Error (12): Illegal character\n", False),
                             ("==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x6\n", True),
                             ("a.c:3:9: runtime error: signed integer overflow\n", True),
                             ("SUMMARY: LeakSanitizer: 8 byte(s) leaked\n", True)):
            with self.subTest(case=text):
                self.assertEqual(self.reports(text), wanted)


if __name__ == "__main__":
    support.unittest.main()
