"""make install lays out all that a user needs; make uninstall takes away that and nothing else."""
import os
import unittest

import support
from support import PROGRAM, ROOT, environment, sample

BUILD = os.path.relpath(os.path.dirname(PROGRAM), ROOT)


class Install(support.Test):
    def make(self, target):
        done = support.subprocess.run(
            ["make", "-C", ROOT, "--no-print-directory", target, f"BUILD={BUILD}",
             f"DESTDIR={self.folder}/root", "PREFIX=/usr"],
            capture_output=True, env=environment(), text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def files(self):
        root = self.folder / "root/usr"
        return sorted(str(p.relative_to(root)) for p in root.rglob("*") if p.is_file())

    def run_installed(self, *args):
        done = support.subprocess.run([self.folder / "root/usr/bin/tsuzuri", *map(str, args)],
                                      capture_output=True, env=environment(), cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr.decode("utf-8"))
        return done.stdout.decode("utf-8")

    def test_what_is_installed_works_and_is_taken_away_again(self):
        self.make("install")
        there = self.files()
        for name in ("bin/tsuzuri", "libexec/tsuzuri/tsuzuri-pdf", "libexec/tsuzuri/tsuzuri-look",
                     "lib/libtsuzuri.a", "include/tsuzuri.h", "share/tsuzuri/fonts/fonts.yaml",
                     "share/tsuzuri/forms/anshin-isp/form.yaml", "share/man/man1/tsuzuri-check.1",
                     "share/man/ja/man5/tsuzuri-lock.5", "share/zsh/site-functions/_tsuzuri",
                     "share/bash-completion/completions/tsuzuri"):
            self.assertIn(name, there)
        self.run_installed("build", sample("new"), "-o", self.folder / "packet.pdf")
        self.assertIn("TSUZURI-CHECK(1)", self.run_installed("help", "check"))
        manual = f"{self.folder}/root/usr/share/man"
        self.assertIn(manual, support.tool("man", "-M", manual, "-w", "tsuzuri-check"))

        own = self.write("root/usr/share/tsuzuri/forms/own/form.yaml", "tsuzuri-form: 1\n")
        other = self.write("root/usr/share/man/man1/other.1", "")
        self.make("uninstall")
        self.assertEqual(self.files(), [str(p.relative_to(self.folder / "root/usr"))
                                        for p in (other, own)])
        self.assertFalse((self.folder / "root/usr/libexec/tsuzuri").exists())

    def test_what_is_installed_is_readable_by_everybody(self):
        self.make("install")
        for name in self.files():
            mode = (self.folder / "root/usr" / name).stat().st_mode & 0o777
            program = name.startswith(("bin/", "libexec/"))
            self.assertEqual(mode, 0o755 if program else 0o644, name)


if __name__ == "__main__":
    unittest.main()
