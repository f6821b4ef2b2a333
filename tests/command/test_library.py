"""The installed library: its header from C and C++, its .pc file, the example."""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from support import PROGRAM, ROOT, SANITIZED, Test

EXAMPLE = ROOT / "tests/example"
BUILD = pathlib.Path(PROGRAM).resolve().parent


def run(*command, **more):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, cwd=ROOT, **more)


class Library(Test):
    def setUp(self):
        super().setUp()
        done = run("make", "install", f"BUILD={BUILD}", f"DESTDIR={self.folder}", "PREFIX=/usr")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.usr = self.folder / "usr"
        self.env = dict(os.environ, PKG_CONFIG_SYSROOT_DIR=str(self.folder), PKG_CONFIG_ALLOW_SYSTEM_LIBS="1",
                        PKG_CONFIG_PATH=str(self.usr / "lib/pkgconfig"))

    def config(self, what):
        done = run("pkg-config", what, "tsuzuri", env=self.env)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.replace(f"-I{self.folder}/usr/include/", "-I/usr/include/").split()

    def build(self, compiler, source, *flags):
        sanitized = ["-fsanitize=address,undefined"] if SANITIZED else []
        out = self.folder / "example"
        done = run(compiler, *flags, "-Wall", "-Wextra", "-Werror", f"-I{self.usr}/include", source, "-o", out,
                   f"-L{self.usr}/lib", *self.config("--libs"), *sanitized)
        self.assertEqual(done.returncode, 0, done.stderr)
        return out

    def test_the_version_is_the_program_s(self):
        version = self.config("--modversion")[0]
        self.assertIn(f"tsuzuri {version}", run(BUILD / "tsuzuri", "--version").stdout)

    def test_the_example_checks_and_lays_out(self):
        program = self.build("cc", EXAMPLE / "first_page.c", "-std=c17", "-Wpedantic")
        data = self.usr / "share/tsuzuri"
        done = run(program, data / "forms", data / "fonts/fonts.yaml", ROOT / "samples/renewal/answers.yaml")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertRegex(done.stdout.splitlines()[-1], r"^application 1: \d+ places, 595276 x 841890$")
        done = run(program, data / "forms", data / "fonts/fonts.yaml", "/nowhere")
        self.assertEqual(done.returncode, 3)

    @unittest.skipUnless(shutil.which("g++"), "no C++ compiler")
    def test_the_header_is_also_c_plus_plus(self):
        header = (self.usr / "include/tsuzuri.h").read_text()
        names = sorted(set(re.findall(r"^[a-z][^()#]*\b(tsuzuri_\w+)\(", header, re.M)))
        self.assertGreater(len(names), 40)
        self.write("functions.inc", "".join(f"FUNCTION({name})\n" for name in names))
        program = self.build("g++", EXAMPLE / "header.cpp", "-std=c++17", f"-I{self.folder}")
        self.assertEqual(run(program).returncode, 0)
