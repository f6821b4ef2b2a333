"""The packet was signed and sent: what build keeps of it, what changed since, and only the sheets
that change."""
import json
import re
import shutil
import unittest

from replacement import Replacement
from support import ROOT, Test, run, sample, tool

PAGES = sorted((ROOT / "samples/longest/docs").glob("*.pdf"))
LONG = "\n".join(f"{n}行目に、欄に収まらないほどの取組みを書く。研修、訓練、社内報のほかにもある。"
                 for n in range(1, 40))


class Reprint(Test):
    """A packet of the answers of mostly-no: a cover, 19 pages of forms, attached documents."""

    def setUp(self):
        super().setUp()
        self.text = sample("mostly-no").read_text("utf-8")
        self.document("a.pdf", 0, 1, 2)
        self.document("b.pdf", 3)
        self.attached("docs/a.pdf", "docs/b.pdf")
        self.now = {}

    def document(self, name, *pages):
        path = self.folder / "docs" / name
        path.parent.mkdir(exist_ok=True)
        tool("qpdf", "--empty", "--pages", *(w for p in pages for w in (PAGES[p], "1")), "--", path)

    def attached(self, *files):
        self.text = re.sub(r"1-1-1: .*", "1-1-1: {check: yes, attach: [%s]}" % ", ".join(files),
                           self.text)

    def set(self, old, new):
        self.assertEqual(self.text.count(old), 1, old)
        self.text = self.text.replace(old, new)

    def answers(self):
        return self.write("answers.yaml", self.text)

    def build(self, name="packet.pdf", *args):
        self.succeed("build", self.answers(), "-o", self.folder / name, *args)
        return self.folder / name

    def lock(self, name="packet.lock"):
        return self.folder / name

    def reprint(self, since="packet.lock", name="corrections.pdf", *args, date="2026-12-01"):
        out = self.succeed("reprint", self.answers(), "--since", self.lock(since), "-o",
                           self.folder / name, "--date", date, "--json", *args).out
        return json.loads(out)

    def diff(self, since="packet.lock"):
        result = run("diff", self.answers(), "--since", self.lock(since), "--json")
        self.assertIn(result.code, (0, 1), str(result))
        told = json.loads(result.out)
        self.assertEqual(result.code, int(told["changed"] > 0))
        return told

    def labels(self, told, action):
        """The sheets of an action, by the label of their first page."""
        return [(s["now"] or s["former"])[0]["label"] for s in told["sheets"]
                if s["action"] == action]


class Replacing(Replacement, Reprint):
    """Doing what the slip says gives the packet that building afresh would give."""

    def round(self, packet, since, name, *options):
        """One round of corrections; the packet as it is then."""
        told = self.reprint(since, name + ".pdf")
        replaced = self.replace(packet, self.folder / (name + ".pdf"), told, name + "-replaced.pdf")
        self.assert_same_print(replaced, self.build(name + "-fresh.pdf", *options))
        return replaced, told

    def check(self, *options, change):
        packet = self.build("packet.pdf", *options)
        change()
        return self.round(packet, "packet.lock", "corrections", *options)[1]

    CHANGES = {
        "a value": lambda t: t.set("サービス名: ", "サービス名: 新") if "サービス名: " in t.text
        else t.set("  service: ", "  service: 新"),
        "an attached document replaced": lambda t: t.document("b.pdf", 4),
        "one page longer": lambda t: t.document("a.pdf", 0, 1, 2, 5),
        "a page in its middle": lambda t: t.document("a.pdf", 0, 6, 1, 2),
        "one page shorter": lambda t: t.document("a.pdf", 0, 2),
        "one removed": lambda t: t.attached("docs/a.pdf"),
        "the first removed": lambda t: t.attached("docs/b.pdf"),
        "one added": lambda t: (t.document("c.pdf", 7, 8), t.attached("docs/a.pdf", "docs/c.pdf",
                                                                    "docs/b.pdf")),
    }

    def test_every_kind_of_change_on_one_side(self):
        self.each_change()

    def test_every_kind_of_change_on_both_sides(self):
        self.each_change("--duplex")

    def each_change(self, *options):
        start = self.text
        for name, change in self.CHANGES.items():
            with self.subTest(case=name):
                self.text = start
                self.document("a.pdf", 0, 1, 2)
                self.document("b.pdf", 3)
                self.check(*options, change=lambda: change(self))

    def long_answers(self, text):
        """Item 1-2-1, whose activities may overflow."""
        indented = "\n".join("      " + line for line in text.split("\n"))
        return "  1-2-1:\n    check: yes\n    activities: |\n%s\n" % indented

    def overflow(self, before, after, *options):
        text = sample("mostly-no").read_text("utf-8")
        start = re.sub(r"  1-2-1:.*\n", lambda m: self.long_answers(before), text)
        self.text = start
        packet = self.build("packet.pdf", *options)
        self.text = start.replace(self.long_answers(before), self.long_answers(after))
        return self.round(packet, "packet.lock", "corrections", *options)[1]

    def test_a_value_that_overflows_brings_its_sheet(self):
        for options in ((), ("--duplex",)):
            with self.subTest(case=options):
                told = self.overflow("一行", LONG, *options)
                self.assertIn("別紙1-2-1（1）", self.labels(told, "add"))

    def test_a_value_that_no_longer_overflows_takes_its_sheet_away(self):
        for options in ((), ("--duplex",)):
            with self.subTest(case=options):
                told = self.overflow(LONG, "一行", *options)
                self.assertIn("別紙1-2-1（1）", self.labels(told, "remove"))

    def test_an_overflow_before_another_one_leaves_that_alone(self):
        self.text = re.sub(r"  2-1-4:.*\n", lambda m: self.long_answers(LONG).replace(
            "1-2-1", "2-1-4").replace("activities", "measures"), self.text)
        start = self.text
        self.text = re.sub(r"  1-2-1:.*\n", lambda m: self.long_answers("一行"), start)
        packet = self.build()
        self.text = re.sub(r"  1-2-1:.*\n", lambda m: self.long_answers(LONG), start)
        told = self.round(packet, "packet.lock", "corrections")[1]
        self.assertEqual(self.labels(told, "replace")[-1], "回答書 3")
        self.assertEqual({li[:7] for li in self.labels(told, "add")}, {"別紙1-2-1"[:7]})
        self.assertIn("別紙2-1-4（1）", self.labels(told, "keep"))

    def test_an_overflow_that_needs_another_sheet(self):
        told = self.overflow(LONG, LONG + "\n" + LONG)
        self.assertIn("別紙1-2-1（2）", self.labels(told, "add"))

    def test_a_second_round_begins_where_the_first_ended(self):
        for options in ((), ("--duplex",)):
            with self.subTest(case=options):
                self.attached("docs/a.pdf", "docs/b.pdf")
                self.document("a.pdf", 0, 1, 2)
                packet = self.build("packet.pdf", *options)
                self.document("a.pdf", 0, 1, 2, 5)
                packet, _ = self.round(packet, "packet.lock", "first", *options)
                self.attached("docs/a.pdf")
                _, told = self.round(packet, "first.lock", "second", *options)
                self.assertEqual(told["issued"], False)
                lock = self.lock("second.lock").read_text("utf-8")
                self.assertEqual(re.findall(r'- lock: "(.*)"', lock), ["first.lock", "packet.lock"])


class Lock(Reprint):
    def test_it_lies_beside_the_packet_for_its_owner_alone(self):
        self.build()
        self.assertEqual(self.lock().stat().st_mode & 0o777, 0o600)
        self.lock().chmod(0o644)
        self.build()
        self.assertEqual(self.lock().stat().st_mode & 0o777, 0o600)

    def test_it_is_the_same_for_the_same_packet(self):
        self.build()
        first = self.lock().read_bytes()
        self.build()
        self.assertEqual(self.lock().read_bytes(), first)

    def test_passwords_are_not_in_it(self):
        shutil.copytree(ROOT / "samples/renewal/docs", self.folder / "docs", dirs_exist_ok=True)
        self.text = sample("renewal").read_text("utf-8")
        self.assertIn("password: minato-2026", self.text)
        self.build()
        self.assertNotIn("minato-2026", self.lock().read_text("utf-8"))

    def test_drafts_empty_forms_and_grids_have_none(self):
        for args in (("--draft",), ("--blank",), ("--grid",)):
            self.build("x.pdf", *args)
            self.assertFalse(self.lock("x.lock").exists(), args)

    def test_a_build_that_fails_leaves_both_as_they_were(self):
        self.build()
        before = [(self.folder / n).read_bytes() for n in ("packet.pdf", "packet.lock")]
        (self.folder / "docs/b.pdf").write_bytes(b"no document")
        self.fail_with(3, "build", self.answers(), "-o", self.folder / "packet.pdf")
        self.assertEqual(
            [(self.folder / n).read_bytes() for n in ("packet.pdf", "packet.lock")], before)

    def test_a_lock_that_cannot_be_written_keeps_the_packet_from_being_replaced(self):
        self.build()
        before = (self.folder / "packet.pdf").read_bytes()
        self.lock().unlink()
        self.lock().mkdir()
        self.set("  service: ", "  service: 新")
        self.fail_with(4, "build", self.answers(), "-o", self.folder / "packet.pdf")
        self.assertEqual((self.folder / "packet.pdf").read_bytes(), before)
        self.assertEqual([p.name for p in self.folder.glob(".*")], [])

    def test_what_was_issued_is_not_replaced(self):
        self.build()
        self.succeed("issue", self.lock())
        before = (self.folder / "packet.pdf").read_bytes()
        self.set("  service: ", "  service: 新")
        for args in ((), ("--draft",), ("--blank",)):
            result = self.fail_with(4, "build", self.answers(), "-o", self.folder / "packet.pdf",
                                    *args)
            self.assert_says(result, "signed and sent", "packet.lock")
        self.assertEqual((self.folder / "packet.pdf").read_bytes(), before)
        self.build("packet.pdf", "--force")
        self.assertNotEqual((self.folder / "packet.pdf").read_bytes(), before)
        self.build()        # the new one is not issued

    def test_a_packet_whose_lock_cannot_be_read_is_not_replaced(self):
        self.build()
        self.lock().write_text("tsuzuri-lock: 1\n")
        self.fail_with(4, "build", self.answers(), "-o", self.folder / "packet.pdf")

    def test_issue_wants_the_packet_that_was_printed(self):
        packet = self.build()
        content = packet.read_bytes()
        packet.write_bytes(content + b"\n")
        self.assert_says(self.fail_with(3, "issue", self.lock()), "is not the one")
        packet.unlink()
        self.assert_says(self.fail_with(3, "issue", self.lock()), "not beside")
        packet.write_bytes(content)
        self.assert_says(self.succeed("issue", self.lock()), "'packet.pdf' is marked as signed and sent")
        self.assertIn("issued: yes", self.lock().read_text("utf-8"))
        self.assertEqual(self.lock().stat().st_mode & 0o777, 0o600)
        self.succeed("issue", self.lock())

    def damage(self, change):
        text = change(self.lock().read_text("utf-8"))
        path = self.write("bad.lock", text)
        name = self.folder / "out.pdf"
        for command in (("diff",), ("reprint", "-o", name, "--date", "2026-12-01")):
            result = self.fail_with(3, *command, self.answers(), "--since", path)
            self.assertFalse(name.exists())
            self.assertRegex(result.err, r"bad\.lock(:\d+:\d+)?: error: ")
        self.fail_with(3, "issue", path)
        return result

    def test_a_damaged_lock_is_refused(self):
        self.build()
        cases = {
            "edited": lambda t: t.replace("回答書 2", "回答書 9", 1),
            "a line lost": lambda t: re.sub(r"    label: .*\n", "", t, count=1),
            "no seal": lambda t: t[:t.index("seal:")],
            "something behind the seal": lambda t: t + "# more\n",
            "another seal": lambda t: re.sub('seal: ".', 'seal: "' + (
                "0" if 'seal: "0' not in t else "1"), t),
            "a bad fingerprint": lambda t: re.sub(r'fingerprint: "..', 'fingerprint: "', t, count=1),
            "capitals": lambda t: re.sub(r'fingerprint: ".*"', 'fingerprint: "%s"' % ("A" * 64), t,
                                         count=1),
            "a page of 0": lambda t: t.replace("- page: 1\n", "- page: 0\n"),
            "pages out of order": lambda t: t.replace("- page: 3\n", "- page: 1\n"),
            "no sheets": lambda t: t[:t.index("sheets:")] + "sheets: []\n" + t[t.index("values:"):],
            "an unknown key": lambda t: t.replace("form:", "from:", 1),
            "empty": lambda t: "",
            "an answer file": lambda t: self.text,
        }
        for name, change in cases.items():
            with self.subTest(case=name):
                self.damage(change)

    def test_a_truncated_lock_is_refused_wherever_it_ends(self):
        self.build()
        size = len(self.lock().read_text("utf-8"))
        for end in range(40, size - 1, size // 23):
            with self.subTest(case=end):
                self.damage(lambda t: t[:end])

    def test_changed_line_ends_are_no_damage(self):
        self.build()
        self.lock().write_bytes(self.lock().read_bytes().replace(b"\n", b"\r\n"))
        self.assertEqual(self.diff()["changed"], 0)

    def test_a_packet_given_for_its_lock_is_told_so(self):
        packet = self.build()
        for command in (("issue", packet), ("diff", self.answers(), "--since", packet)):
            result = self.fail_with(3, *command)
            self.assert_says(result, "is a PDF; name its lock", "packet.lock'")
            self.assertEqual(len(result.errors()), 1, str(result))

    def test_a_newer_version_is_named(self):
        self.build()
        result = self.damage(lambda t: t.replace("tsuzuri-lock: 1", "tsuzuri-lock: 2"))
        self.assert_says(result, "bad.lock:3:15", "version 2", "newer")

    def test_the_lock_of_another_form_is_refused(self):
        self.build()
        other = ROOT / "samples/asp-disclosure/answers.yaml"
        result = self.fail_with(3, "diff", other, "--since", self.lock())
        self.assert_says(result, "another form", "packet.lock:6:7")

    def test_the_lock_of_another_applicant_is_refused(self):
        self.build()
        start = self.text
        self.text = re.sub(r"(  (?:service|company|url): ).*", r"\1https://else.example.jp/", start)
        self.text = re.sub(r"(number: )[^,}\n]*", r"\1B-99-0001", self.text)
        out = self.folder / "out.pdf"
        result = self.fail_with(3, "reprint", self.answers(), "--since", self.lock(), "-o", out,
                                "--date", "2026-12-01")
        self.assert_says(result, "another applicant")
        self.assertFalse(out.exists())
        self.text = re.sub(r"(  company: ).*", r"\1社名を改めた株式会社", start)
        self.assertEqual(len(self.labels(self.diff(), "replace")), 3)  # cover, application, closing


class Fingerprints(Reprint):
    def test_a_document_saved_anew_by_another_program_is_the_same(self):
        self.build()
        path = self.folder / "docs/a.pdf"
        for args in (("--linearize",), ("--object-streams=generate",), ("--stream-data=uncompress",),
                     ("--qdf", "--normalize-content=n"), ("--coalesce-contents",)):
            with self.subTest(case=args):
                self.document("a.pdf", 0, 1, 2)
                saved = self.folder / "saved.pdf"
                tool("qpdf", *args, path, saved)
                self.assertNotEqual(saved.read_bytes(), path.read_bytes())
                shutil.copy(saved, path)
                self.assertEqual(self.diff()["changed"], 0)

    def test_what_is_seen_of_a_document_counts(self):
        self.build()
        path = self.folder / "docs/a.pdf"
        for args in (("--rotate=+90:2",), ("--remove-page-labels", "--rotate=180:1")):
            with self.subTest(case=args):
                self.document("a.pdf", 0, 1, 2)
                turned = self.folder / "turned.pdf"
                tool("qpdf", *args, path, turned)
                shutil.copy(turned, path)
                told = self.diff()
                self.assertEqual(told["changed"], 1)

    def test_the_value_of_a_form_field_counts(self):
        form = ROOT / "samples/renewal/docs/4-1-3-application-form.pdf"
        path = self.folder / "docs/b.pdf"
        tool("qpdf", "--qdf", "--normalize-content=n", form, path)
        self.build()
        shutil.copy(form, path)
        self.assertEqual(self.diff()["changed"], 0)
        tool("qpdf", "--qdf", "--normalize-content=n", form, path)
        content = path.read_bytes()
        self.assertEqual(content.count(b"/V (045-000-0000)"), 1)
        path.write_bytes(content.replace(b"/V (045-000-0000)", b"/V (045-000-0001)"))
        self.assertEqual(self.diff()["changed"], 1)

    def data_with(self, path, *changes):
        data = self.data(copy=True)
        self.edit(data / path, *changes)
        return data

    def differ(self, data):
        result = run("diff", self.answers(), "--since", self.lock(), "--json", data=data)
        self.assertIn(result.code, (0, 1), str(result))
        return json.loads(result.out)

    def test_a_changed_wording_changes_the_sheet_it_stands_on(self):
        self.build()
        item = "セキュリティポリシーについて、"
        path = "forms/anshin-isp/ask/items.yaml"
        text = (ROOT / path).read_text("utf-8")
        affirm = next(li for li in text.split("\n") if "affirm:" in li and "2-2-1" not in li)
        data = self.data_with(path, (affirm, affirm + "。改"))
        told = self.differ(data)
        self.assertEqual(len(self.labels(told, "replace")), 1, item)
        self.assertEqual([c["kind"] for c in told["causes"]], ["wording"])
        self.assertEqual(told["changes"], [])

    def test_a_comment_in_the_form_changes_nothing(self):
        self.build()
        path = "forms/anshin-isp/ask/items.yaml"
        data = self.data_with(path)
        (data / path).write_text("# 覚え書き\n" + (data / path).read_text("utf-8"))
        told = self.differ(data)
        self.assertEqual((told["changed"], told["causes"]), (0, []))

    def test_another_font_changes_the_sheets_it_sets(self):
        self.build()
        data = self.data(copy=True)
        manifest = data / "fonts/fonts.yaml"
        text = manifest.read_text("utf-8")
        self.assertIn("IPAexGothic", text)
        swapped = re.sub(r"(gothic: \[)[^\]]*\]", r"\1IPAmjMincho]", text)
        self.assertNotEqual(swapped, text)
        manifest.write_text(swapped)
        told = self.differ(data)
        self.assertIn("font", [c["kind"] for c in told["causes"]])
        self.assertGreater(told["changed"], 5)
        self.assertNotIn("申請書", self.labels(told, "replace"))    # set in Mincho alone

    def test_another_date_of_application_changes_the_sheets_that_print_it(self):
        self.build()
        self.text = re.sub(r"(?m)^date: .*", "date: 2026-11-20", self.text)
        told = self.diff()
        self.assertEqual(self.labels(told, "replace")[-1], "申請書")
        self.assertLessEqual(told["changed"], 2)        # and the cover
        self.assertIn("date", [c["path"] for c in told["changes"]])

    def test_a_version_that_prints_the_same_leaves_the_sheets_alone(self):
        self.build()
        import hashlib
        text = self.lock().read_text("utf-8")
        body = re.sub(r'program: ".*"', 'program: "0.0.9"', text[:text.index('seal: "')])
        seal = hashlib.sha256(body.encode("utf-8")).hexdigest()
        self.lock().write_text(f'{body}seal: "{seal}"\n')
        told = self.diff()
        self.assertEqual(told["changed"], 0)
        self.assertEqual([(c["kind"], c["former"]) for c in told["causes"]], [("program", "0.0.9")])


class Corrections(Reprint):
    def change(self):
        self.set("  service: ", "  service: 新")

    def test_diff_tells_the_change_in_words(self):
        self.build()
        self.change()
        result = run("diff", self.answers(), "--since", self.lock(), lang="ja")
        self.assertEqual(result.code, 1, str(result))
        self.assertRegex(result.out, r"申請書：1枚を差し替える\n    申請者 サービス名: .* → 新")
        self.assertIn("あらためて: 代表者の押印", result.out)

    def test_the_slip_says_what_to_do(self):
        self.build()
        self.change()
        told = self.reprint()
        text = "".join(tool("pdftotext", "-raw", "-l", "1", self.folder / "corrections.pdf",
                            "-").split())
        for part in ("差替え票", "申請書：1枚を差し替える", "代表者の押印", "令和8年12月1日", "第1回",
                     "ほかの%d枚はそのまま有効です" % len(self.labels(told, "keep"))):
            self.assertIn(part, text)

    def test_each_corrected_sheet_bears_the_date(self):
        self.build()
        self.change()
        told = self.reprint()
        pages = [s["corrections-page"] for s in told["sheets"] if s["action"] == "replace"]
        self.assertEqual(pages, list(range(2, 2 + len(pages))))
        for page in pages:
            text = tool("pdftotext", "-f", page, "-l", page, self.folder / "corrections.pdf", "-")
            self.assertIn("訂正令和8年12月1日", "".join(text.split()))

    def test_nothing_changed_writes_nothing(self):
        self.build()
        told = self.reprint()
        self.assertEqual(told["changed"], 0)
        self.assertFalse((self.folder / "corrections.pdf").exists())
        self.assertFalse((self.folder / "corrections.lock").exists())

    def test_the_date_is_said_or_taken_from_the_epoch(self):
        self.build()
        self.change()
        from support import environment
        out = self.folder / "c.pdf"
        self.succeed("reprint", self.answers(), "--since", self.lock(), "-o", out,
                     env=environment(SOURCE_DATE_EPOCH=1798761600))
        self.assertIn('corrected: "2027-01-01"', self.lock("c.lock").read_text("utf-8"))
        self.fail_with(2, "reprint", self.answers(), "--since", self.lock(), "-o", out, "--date",
                       "2026-02-30")

    def test_incomplete_answers_are_not_printed(self):
        self.build()
        self.text = re.sub(r"  company: .*\n", "", self.text, count=1)
        self.fail_with(1, "reprint", self.answers(), "--since", self.lock(), "-o",
                       self.folder / "c.pdf", "--date", "2026-12-01")
        self.assertFalse((self.folder / "c.pdf").exists())
        self.assertGreater(self.diff()["changed"], 0)

    def test_inputs_are_not_replaced(self):
        self.build()
        self.change()
        for name in ("packet.lock", "answers.yaml", "packet.pdf"):
            self.fail_with(2, "reprint", self.answers(), "--since", self.lock(), "-o",
                           self.folder / name, "--date", "2026-12-01")

    def test_issued_corrections_are_not_replaced(self):
        self.build()
        self.change()
        self.reprint()
        self.succeed("issue", self.lock("corrections.lock"))
        self.fail_with(4, "reprint", self.answers(), "--since", self.lock(), "-o",
                       self.folder / "corrections.pdf", "--date", "2026-12-01")

    def test_red_shows_both_values_and_leaves_the_fingerprints_alone(self):
        self.build()
        old = re.search(r"  service: (.*)", self.text)[1].split("#")[0].strip()
        self.change()
        self.reprint("packet.lock", "plain.pdf")
        self.reprint("packet.lock", "red.pdf", "--red")
        prints = [re.findall("fingerprint: .*", self.lock(n).read_text("utf-8"))
                  for n in ("plain.lock", "red.lock")]
        self.assertEqual(*prints)
        text = "".join(tool("pdftotext", self.folder / "red.pdf", "-").split())
        self.assertIn("%s→新%s" % ("".join(old.split()), "".join(old.split())), text)
        self.assertEqual(run("diff", self.answers(), "--since", self.lock("red.lock")).code, 0)


class Against(Test):
    """Renewal in red: the former answers beside the present ones."""
    OLD = ROOT / "samples/asp-disclosure/answers.yaml"
    NEW = ROOT / "samples/asp-disclosure/renewal.yaml"

    def changed(self):
        text = self.NEW.read_text("utf-8")
        self.assertEqual(text.count("代表取締役　汐見　航"), 1)
        text = text.replace("代表取締役　汐見　航", "代表取締役　浜　光").replace("区分: 基幹業務系", "区分: 支援業務系")
        return self.write("renewal.yaml", text)

    def test_red(self):
        trace = self.trace(self.changed(), "--against", self.OLD, "--red")
        red = [li for li in trace.split("\n") if li.endswith("ink d00000")]
        text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', "".join(red)))
        self.assertIn("汐見", text)
        self.assertIn("浜", text)
        self.assertIn("→", text)
        self.assertNotIn("しおかぜ給与", text)       # unchanged
        plain = self.trace(self.changed())
        self.assertNotIn("d00000", plain)

    def red(self, answers):
        trace = self.trace(answers, "--against", self.OLD, "--red")
        red = [li for li in trace.split("\n") if li.endswith("ink d00000")]
        return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', "".join(red)))

    def test_what_each_application_answers_afresh_is_no_change(self):
        text = self.red(self.NEW)
        for word in ("11月", "特個", "12月23日", "サービスの案内ページ", "印鑑証明書"):
            self.assertNotIn(word, text)

    def test_a_new_value_that_the_former_application_lacked_is_red(self):
        answers = self.write("renewal.yaml", self.NEW.read_text("utf-8"))
        self.edit(answers, ("受付時間外の連絡, 必須/選択: 選択, 申請内容: 開示なし",
                            "夜間の連絡, 必須/選択: 選択, 申請内容: 開示なし"))
        self.assertIn("受付時間外の連絡→夜間の連絡", "".join(self.red(answers).split()))

    def test_former_and_new_lines_stand_below_each_other_in_a_table(self):
        trace = self.trace(self.NEW, "--against", self.OLD, "--red")
        place = {}
        for x, y, text in re.findall(r'^text (\d+),(\d+) .*"(.*)" .*ink d00000$', trace, re.M):
            place.setdefault(text, (int(x), int(y)))
        former = next(p for t, p in place.items() if t.startswith("全従業員に年"))
        arrow = next(p for t, p in place.items() if t.startswith("→") and p[1] > former[1])
        self.assertEqual(arrow[0], former[0])

    def test_a_former_value_without_room_is_told(self):
        answers = self.write("renewal.yaml", self.NEW.read_text("utf-8"))
        self.edit(answers, ("nintei@", "nintei-madoguchi-no-mina-sama-e-okuru-tame-no-yubin@"))
        for option, warned in (("--red", 1), ("--mark", 0)):
            result = self.succeed("build", answers, "-o", self.folder / "x.pdf", "--force",
                                  "--against", self.OLD, option)
            self.assertEqual(result.err.count("does not fit beside what stood there before"), warned)
        self.assertRegex(result.err + self.succeed(
            "build", answers, "-o", self.folder / "x.pdf", "--against", self.OLD, "--red", "--lang",
            "ja").err, r"renewal\.yaml:11:\d+: 警告: 「申請担当者 メールアドレス」は、以前の内容を並べると")

    def test_mark(self):
        plain, marked = self.trace(self.changed()), self.trace(self.changed(), "--against",
                                                               self.OLD, "--mark")
        added = set(marked.split("\n")) - set(plain.split("\n"))
        self.assertTrue(added)
        self.assertTrue(all(li.startswith("line 31181,") for li in added), added)

    def test_the_same_answers_show_nothing(self):
        self.assertEqual(self.trace(self.NEW, "--against", self.NEW, "--red"), self.trace(self.NEW))

    def test_the_lock_of_a_red_packet_knows_what_it_was_held_against(self):
        answers = self.changed()
        out = self.folder / "packet.pdf"
        self.succeed("build", answers, "-o", out, "--against", self.OLD, "--red")
        since = ("diff", answers, "--since", self.folder / "packet.lock")
        self.assertEqual(run(*since, "--against", self.OLD).code, 0)
        self.assert_says(self.fail_with(3, *since), "do not lie in its folder")

    def test_usage(self):
        for args in (("--against", self.OLD), ("--red",), ("--mark",)):
            self.fail_with(2, "build", self.NEW, "-o", self.folder / "x.pdf", *args)
        self.fail_with(3, "build", self.NEW, "-o", self.folder / "x.pdf", "--red", "--against",
                       sample("renewal"))


if __name__ == "__main__":
    unittest.main()
