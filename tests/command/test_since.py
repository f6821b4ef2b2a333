"""Which lock corrections start from, and what a lock may not do: it is data, no command."""
import hashlib
import os
import re
import shutil
import unittest

import test_images
from support import Test, run, sample


def reseal(text):
    """A lock's text with a seal that fits, as someone makes it who edited it."""
    body = text[:text.rindex('seal: "')]
    return f'{body}seal: "{hashlib.sha256(body.encode("utf-8")).hexdigest()}"\n'


class Since(Test):
    """Rounds of corrections in one folder, from where the commands are run."""

    def setUp(self):
        super().setUp()
        self.write("answers.yaml", sample("mostly-no").read_text("utf-8"))
        self.at("build", "answers.yaml", "-o", "packet.pdf")

    def at(self, *args, code=0, lang="en"):
        result = run(*args, cwd=self.folder, lang=lang)
        self.assertEqual(result.code, code, str(result))
        return result

    def change(self, old, new):
        path = self.folder / "answers.yaml"
        text = path.read_text("utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), "utf-8")

    def reprint(self, name, *args, code=0, date="2026-12-15"):
        return self.at("reprint", "answers.yaml", "-o", name, "--date", date, *args, code=code)

    def first_round(self):
        self.at("issue", "packet.lock")
        self.change("川辺　守", "川辺　衛")
        self.reprint("corrections.pdf", "--since", "packet.lock")


class Superseded(Since):
    def test_issued_corrections_take_its_place(self):
        self.first_round()
        self.at("issue", "corrections.lock")
        self.change("058-000-1111", "058-000-2222")
        said = self.at("diff", "answers.yaml", "--since", "packet.lock", code=1)
        self.assert_says(said, "warning", "superseded", "'corrections.lock'", "2026-12-15")
        said = self.reprint("second.pdf", "--since", "packet.lock", code=3, date="2027-01-10")
        self.assert_says(said, "error", "superseded", "'corrections.lock'")
        self.assertFalse((self.folder / "second.pdf").exists())
        said = self.reprint("second.pdf", "--since", "corrections.lock", date="2027-01-10")
        self.assertNotIn("packet.lock", said.err)

    def test_of_three_the_newest_is_named(self):
        self.first_round()
        self.at("issue", "corrections.lock")
        self.change("058-000-1111", "058-000-2222")
        self.reprint("a-second.pdf", "--since", "corrections.lock", date="2027-01-10")
        self.at("issue", "a-second.lock")
        for old in ("packet.lock", "corrections.lock"):
            said = self.at("diff", "answers.yaml", "--since", old, code=1)
            self.assert_says(said, "superseded", "'a-second.lock'")
        said = self.at("diff", "answers.yaml")
        self.assert_says(said, "'a-second.lock', the newest lock")

    def test_corrections_that_were_only_tried_do_not(self):
        self.first_round()
        said = self.reprint("corrections.pdf", "--since", "packet.lock")
        self.assertNotIn("superseded", said.err)

    def test_corrections_made_before_the_packet_was_issued_do(self):
        self.change("川辺　守", "川辺　衛")
        self.reprint("corrections.pdf", "--since", "packet.lock")
        self.at("issue", "packet.lock")
        self.at("issue", "corrections.lock")
        self.assert_says(self.at("diff", "answers.yaml", "--since", "packet.lock", code=1),
                         "superseded")

    def test_a_packet_of_the_same_name_that_was_printed_anew_is_another_one(self):
        self.first_round()
        self.at("issue", "corrections.lock")
        self.change("058-000-1111", "058-000-2222")
        self.at("build", "answers.yaml", "-o", "packet.pdf", "--force")
        self.assertNotIn("superseded", self.at("diff", "answers.yaml", "--since", "packet.lock").err)


class Newest(Since):
    def test_without_a_lock_the_newest_issued_one_is_taken_and_named(self):
        self.assert_says(self.at("diff", "answers.yaml", code=2), "no lock that was issued")
        self.first_round()
        said = self.at("diff", "answers.yaml", code=1)
        self.assert_says(said, "compared with 'packet.lock'")
        self.assertIn("since packet.lock", said.out)
        self.at("issue", "corrections.lock")
        self.assert_says(self.at("diff", "answers.yaml"), "compared with 'corrections.lock'")
        self.change("058-000-1111", "058-000-2222")
        said = self.reprint("second.pdf", date="2027-01-10")
        self.assert_says(said, "compared with 'corrections.lock'")
        self.assertIn('- lock: "corrections.lock"',
                      (self.folder / "second.lock").read_text("utf-8"))

    def test_it_lies_beside_the_answers_or_in_the_current_folder(self):
        (self.folder / "mine").mkdir()
        shutil.move(self.folder / "answers.yaml", self.folder / "mine/answers.yaml")
        shutil.move(self.folder / "docs", self.folder / "mine/docs")
        self.at("issue", "packet.lock")
        self.assert_says(self.at("diff", "mine/answers.yaml"), "'packet.lock'")
        for name in ("packet.lock", "packet.pdf"):
            shutil.move(self.folder / name, self.folder / "mine" / name)
        self.assert_says(self.at("diff", "mine/answers.yaml"), "'mine/packet.lock'")

    def test_of_two_packets_the_later_one_else_neither(self):
        self.at("issue", "packet.lock")
        self.change("date: 2026-11-21", "date: 2026-11-22")
        self.at("build", "answers.yaml", "-o", "later.pdf")
        self.at("issue", "later.lock")
        self.assert_says(self.at("diff", "answers.yaml"), "'later.lock'")
        self.at("build", "answers.yaml", "-o", "again.pdf")
        self.at("issue", "again.lock")
        self.assert_says(self.at("diff", "answers.yaml", code=2), "'again.lock' and 'later.lock'")

    def test_what_is_no_lock_is_passed_over(self):
        self.at("issue", "packet.lock")
        self.write("torn.lock", "tsuzuri-lock: 1\nissued: yes\n")
        self.write("poetry.lock", "[[package]]\n")
        os.mkfifo(self.folder / "pipe.lock")
        (self.folder / "folder.lock").mkdir()
        self.assert_says(self.at("diff", "answers.yaml"), "'packet.lock'")

    def test_issue_says_what_follows(self):
        self.assert_says(self.at("issue", "packet.lock"), "tsuzuri diff", "tsuzuri reprint")
        self.change("川辺　守", "川辺　衛")
        self.reprint("corrections.pdf")
        self.assert_says(self.at("issue", "corrections.lock"), "in place of 'packet.lock'")


class Packet(Since):
    """diff and reprint look at the packet beside the lock, as issue does."""

    def test_one_that_is_gone_is_told(self):
        for issued in (False, True):
            (self.folder / "packet.pdf").rename(self.folder / "away.pdf")
            self.assert_says(self.at("diff", "answers.yaml", "--since", "packet.lock"),
                             "'packet.pdf' is not beside its lock")
            (self.folder / "away.pdf").rename(self.folder / "packet.pdf")
            self.at("issue", "packet.lock")
        self.change("川辺　守", "川辺　衛")
        (self.folder / "packet.pdf").unlink()
        self.assert_says(self.reprint("c.pdf"), "'packet.pdf' is not beside its lock")

    def test_another_one_is_refused_before_it_was_issued_and_told_behind_that(self):
        packet = self.folder / "packet.pdf"
        content = packet.read_bytes()
        packet.write_bytes(content + b"\n")
        self.assert_says(self.at("diff", "answers.yaml", "--since", "packet.lock", code=3),
                         "is not the one")
        self.change("川辺　守", "川辺　衛")
        self.reprint("c.pdf", "--since", "packet.lock", code=3)
        packet.write_bytes(content)
        self.at("issue", "packet.lock")
        packet.write_bytes(content + b"\n")
        self.assert_says(self.reprint("c.pdf"), "was changed after it was issued")


class Data(Since):
    """An edited and resealed lock cannot allow what the command line must."""

    def forge(self, change):
        path = self.folder / "packet.lock"
        path.write_text(reseal(change(path.read_text("utf-8"))), "utf-8")

    def attach(self, answers, *args):
        if answers.name == "outside.yaml":
            return
        super().attach(answers, *args)

    def test_attachments_outside(self):
        with_outside = (self.folder / "answers.yaml").read_text("utf-8").replace(
            "docs/1-1-1-security-policy.pdf", str(sample("renewal").parent / "docs/7-2-2-privacy-rules.pdf"))
        self.write("outside.yaml", with_outside)
        self.forge(lambda t: t.replace("allow-outside: no", "allow-outside: yes"))
        for args in (("diff", "outside.yaml"), ("reprint", "outside.yaml", "-o", "c.pdf", "--date",
                                                "2026-12-15")):
            self.assert_says(self.at(*args, "--since", "packet.lock", code=3), "lies outside")
        self.assertFalse((self.folder / "c.pdf").exists())
        self.at("diff", "outside.yaml", "--since", "packet.lock", "--allow-outside", code=1)

    def test_a_packet_elsewhere(self):
        os.mkfifo(self.folder / "pipe")
        for name in ("/dev/zero", "../x/packet.pdf", "..", ".", ""):
            with self.subTest(case=name):
                self.forge(lambda t: re.sub('packet: ".*"', f'packet: "{name}"', t))
                for args in (("issue", "packet.lock"),
                             ("diff", "answers.yaml", "--since", "packet.lock")):
                    self.assert_says(self.at(*args, code=3), "packet.lock", "damaged")

    def test_a_packet_that_is_no_file(self):
        (self.folder / "packet.pdf").unlink()
        os.mkfifo(self.folder / "packet.pdf")
        self.assert_says(self.at("issue", "packet.lock", code=3), "'packet.pdf'")
        self.assert_says(self.at("diff", "answers.yaml", "--since", "packet.lock"), "'packet.pdf'")
        (self.folder / "packet.pdf").unlink()
        (self.folder / "packet.pdf").symlink_to("/dev/zero")
        self.at("issue", "packet.lock", code=3)

    def test_former_answers_elsewhere(self):
        for name in ("/etc/passwd", "../secret.yaml", str(sample("renewal")), "/dev/zero"):
            with self.subTest(case=name):
                self.forge(lambda t: re.sub(r'(against: .*\n)?mark: no', f'against: "{name}"\nmark: yes', t)
                           if "against:" not in t else re.sub('against: .*', f'against: "{name}"', t))
                said = self.at("diff", "answers.yaml", "--since", "packet.lock", code=3)
                self.assert_says(said, "do not lie in its folder")
                self.assertNotIn("root:", said.err)
        self.write("former.yaml", (self.folder / "answers.yaml").read_text("utf-8"))
        for name in ("former.yaml", str(self.folder / "former.yaml")):
            self.forge(lambda t: re.sub('against: .*', f'against: "{name}"', t))
            self.at("diff", "answers.yaml", "--since", "packet.lock")
        self.forge(lambda t: re.sub('against: .*', f'against: "{sample("mostly-no")}"', t))
        self.at("diff", "answers.yaml", "--since", "packet.lock", "--against", sample("mostly-no"))


class Pictures(test_images.Pictures):
    def test_a_setting_of_a_lock_names_none_outside_its_folder(self):
        data = self.form('{image: "{logo}", width: 20mm}', '{text: "{name}"}')
        answers = self.answers()
        for folder in ("elsewhere", "work"):
            self.write(f"{folder}/logo.png", test_images.LOGO)
        os.rename(answers, self.folder / "work/answers.yaml")
        cwd = self.folder / "work"

        def at(*args, code=0):
            result = run(*args, data=data, cwd=cwd)
            self.assertEqual(result.code, code, str(result))
            return result

        at("build", "answers.yaml", "-o", "inside.pdf", "--set", "logo=logo.png")
        at("diff", "answers.yaml", "--since", "inside.lock")
        at("build", "answers.yaml", "-o", "packet.pdf", "--set", "logo=../elsewhere/logo.png")
        since = ("diff", "answers.yaml", "--since", "packet.lock")
        said = at(*since, code=3)
        self.assert_says(said, "lies outside the folder", "packet.lock:")
        at(*since, "--set", "logo=../elsewhere/logo.png")


if __name__ == "__main__":
    unittest.main()
