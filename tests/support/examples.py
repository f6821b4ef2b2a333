"""Examples that a text shows, run as they stand: files and commands, in the order of the text.

An example is a file, whose first line is '# NAME', or commands, each on a line that begins with
'$ ', followed by what it says: that much must be in its output. A comment behind a command tells
its exit code where that is not 0.
"""
import os
import re
import subprocess

import support
from support import PROGRAM, ROOT, environment

CODE = re.compile(r"# (?:exit code |終了コード)(\d)")


class Examples(support.Test):
    """Each test has a folder with the program, the samples and the forms."""

    def setUp(self):
        super().setUp()
        (self.folder / "build").mkdir()
        os.symlink(PROGRAM, self.folder / "build/tsuzuri")
        os.symlink(ROOT / "samples", self.folder / "samples")
        os.symlink(ROOT / "forms", self.folder / "forms")

    def shell(self, command, lang="en", data=ROOT):
        env = environment(lang, TSUZURI_DATA=data)
        env["PATH"] = f"{self.folder}/build:{env['PATH']}"
        done = subprocess.run(command, shell=True, cwd=self.folder, env=env,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode("utf-8")

    def write_example(self, text):
        name = re.match(r"# (\S+)\n", text)
        self.assertTrue(name, f"a file's example begins with its name:\n{text}")
        self.write(name[1], text if name[1].endswith(".yaml") else text[name.end():])

    def run_commands(self, text, lang, data=ROOT):
        """Returns how many there are."""
        commands = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.M)
        for command, said in commands:
            code, out = self.shell(command, lang, data)
            wanted = CODE.search(command)
            self.assertEqual(code, int(wanted[1]) if wanted else 0, f"{command}\n{out}")
            self.assertIn(said, out, command)
        return len(commands)

    def play(self, text, lang, data=ROOT):
        """Writes a file or runs commands; returns how many commands."""
        if text.startswith("$ "):
            return self.run_commands(text, lang, data)
        self.write_example(text)
        return 0
