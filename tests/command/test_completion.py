"""The completions for bash and zsh know every command and every option, and complete them."""
import os
import re
import shutil
import unittest

import support
from support import PROGRAM, ROOT, run

FOLDER = ROOT / "src/program/tsuzuri/completion"
COMMANDS = re.findall(r"^  ([a-z]+) ", run("--help").out, re.M)


def options_of(command):
    """What --help tells of, and the two of every command."""
    text = run(command, "--help").out
    return set(re.findall(r"^ +(?:-[a-z], )?(--[a-z-]+)", text, re.M)) | {"--lang", "--help"}


class Bash(support.Test):
    def complete(self, *words, folder=None):
        """What bash offers for the last of the words."""
        script = (f"cd '{folder or self.folder}'\n"
                  f"PATH='{os.path.dirname(PROGRAM)}':$PATH\n"
                  f". '{FOLDER}/tsuzuri.bash'\n"
                  "COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _tsuzuri\n"
                  "printf '%s\\n' \"${COMPREPLY[@]}\"\n")
        done = support.subprocess.run(["bash", "--norc", "-c", script, "bash", "tsuzuri", *words],
                                      capture_output=True, env=support.environment(
                                          TSUZURI_DATA=ROOT, LC_ALL="C.UTF-8"), text=True)
        self.assertEqual(done.stderr, "")
        return sorted(filter(None, done.stdout.split("\n")))

    def test_knows_every_command(self):
        self.assertEqual(self.complete(""), sorted(COMMANDS + ["--help", "--version"]))
        self.assertEqual(self.complete("pre"), ["preflight"])

    def test_knows_every_option(self):
        for command in COMMANDS:
            self.assertEqual(set(self.complete(command, "--")), options_of(command), command)
        self.assertEqual(self.complete("build", "--dr"), ["--draft"])

    def test_completes_what_an_option_takes(self):
        self.assertEqual(self.complete("plan", "--lang", ""), ["en", "ja"])
        self.assertEqual(self.complete("build", "--fit", ""), ["a4"])
        self.assertEqual(self.complete("stamp", "--room", "s"), ["shrink"])
        self.assertEqual(self.complete("build", "--with", "que"), ["questions"])
        self.assertEqual(self.complete("build", "--set", ""), [])

    def test_completes_the_forms_of_registers(self):
        said = run("certify", "--help").out
        self.assertEqual(self.complete("certify", "--form", ""),
                         sorted(set(re.findall(r"(?:anshin-isp|asp-disclosure)/[a-z]+", said))))

    def test_completes_files_by_their_kind(self):
        for name in ("answers.yaml", "packet.lock", "packet.pdf", "isp.csv", "my forms/note.txt"):
            self.write(name, "")
        self.assertEqual(self.complete("issue", ""), ["my forms", "packet.lock"])
        self.assertEqual(self.complete("check", "ans"), ["answers.yaml"])
        self.assertEqual(self.complete("diff", "answers.yaml", "--since", "p"), ["packet.lock"])
        self.assertEqual(self.complete("certify", "i"), ["isp.csv"])
        self.assertEqual(self.complete("lint", "m"), ["my forms"])

    def test_completes_forms_and_pages(self):
        forms = re.findall(r"^([a-z][a-z0-9-]*)  ", run("forms").out, re.M)
        self.assertEqual(self.complete("new", ""), sorted(forms))
        self.assertEqual(self.complete("build", "--blank", "anshin-isp-"), ["anshin-isp-2023"])
        self.assertEqual(self.complete("help", ""),
                         sorted(COMMANDS + ["answers", "form", "lock", "register"]))

    def test_leaves_the_shell_as_it_was(self):
        script = (f". '{FOLDER}/tsuzuri.bash'; shopt -u extglob; COMP_WORDS=(tsuzuri check x);"
                  "COMP_CWORD=2; _tsuzuri; shopt -q extglob && echo changed; complete -p tsuzuri")
        self.assertEqual(support.tool("bash", "--norc", "-c", script),
                         "complete -F _tsuzuri tsuzuri\n")


class Zsh(support.Test):
    """_arguments and its like are put down in writing instead of completing."""

    def said(self, *words):
        self.assertTrue(shutil.which("zsh"), "zsh is needed")
        stubs = "".join(f"{name}() {{ print -rl -- \"$@\" }}\n" for name in ("_arguments", "_values"))
        stubs += '_describe() { print -rl -- "${(@P)2}" }\n'
        script = (f"{stubs}words=(\"$@\"); CURRENT=$#words\n. '{FOLDER}/_tsuzuri'\n")
        return support.tool("zsh", "-f", "-c", script, "zsh", "tsuzuri", *words)

    def test_knows_every_command(self):
        said = self.said("")
        self.assertEqual(sorted(re.findall(r"^([a-z]+):", said, re.M)), sorted(COMMANDS))
        self.assertIn("--version", said)

    def test_knows_every_option(self):
        for command in COMMANDS:
            found = set(re.findall(r"^(?:\([^)]*\)|\*)*(--[a-z-]+)\[", self.said(command, ""), re.M))
            self.assertEqual(found, options_of(command), command)

    def test_offers_the_pages_of_the_manual(self):
        pages = re.search(r"^1:page:\((.*)\)$", self.said("help", ""), re.M)[1].split()
        self.assertEqual(sorted(pages), sorted(COMMANDS + ["answers", "form", "lock", "register"]))

    def test_offers_the_forms_of_registers(self):
        offered = re.search(r":form:\((.*)\)$", self.said("certify", ""), re.M)[1].split()
        said = run("certify", "--help").out
        self.assertEqual(set(offered), set(re.findall(r"(?:anshin-isp|asp-disclosure)/[a-z]+", said)))


if __name__ == "__main__":
    unittest.main()
