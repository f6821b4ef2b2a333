"""Messages stand at the user's place, once, and name the entry of a list that they mean."""
import re
import shutil
import unittest

import support
from support import PAGE, ROOT

FORMS = re.compile(r"^[^\n]*/forms/[^\n]*: (warning|error|警告|エラー): ", re.M)


class Places(support.Test):
    """No message blames the program's own files for what the answers say."""

    def mostly_no(self, *changes):
        return self.sample_with("mostly-no", *changes)

    def build(self, answers, *options):
        result = support.run("build", answers, "-o", self.folder / "p.pdf", *options)
        self.assertNotRegex(result.err, FORMS)
        lines = [m for m in result.messages if m["level"] != "note"]
        told = [(m["line"], m["column"], m["text"]) for m in lines]
        self.assertEqual(len(told), len(set(told)), str(result))
        return result

    def named(self, name):
        """The sample with its document under another name."""
        (self.folder / "docs").mkdir(exist_ok=True)
        shutil.copyfile(PAGE, self.folder / "docs" / name)
        return self.mostly_no(("docs/1-1-1-security-policy.pdf", f'"docs/{name}"'))

    def test_a_files_name_without_a_face_is_told_where_it_is_named(self):
        result = self.build(self.named("絵文字😀報告書.pdf"))
        self.assertEqual(result.code, 3)
        [error] = result.errors()
        self.assertEqual((error["line"], error["column"]), ("21", "31"))
        self.assertIn("U+1F600", error["text"])
        self.assertIn("'title:' gives this document another name", error["text"])

    def test_a_title_gives_it_another_name(self):
        answers = self.named("報告😀.pdf")
        self.edit(answers, ('"docs/報告😀.pdf"', '{file: "docs/報告😀.pdf", title: 報告書}'))
        self.assertEqual(self.build(answers).code, 0)

    def test_a_title_without_a_face_is_told_at_the_title(self):
        answers = self.mostly_no(("docs/1-1-1-security-policy.pdf",
                                  "{file: docs/1-1-1-security-policy.pdf, title: 報告😀}"))
        [error] = self.build(answers).errors()
        self.assertEqual(f"{error['line']}:{error['column']}", self.place(answers, "報告😀"))
        self.assertNotIn("another name", error["text"])

    def test_a_variant_in_a_value_that_goes_on_elsewhere_is_told_once(self):
        activities = "\n".join(["      研修の記録は総務部で五年間保存している。"] * 40)
        answers = self.mostly_no(("  1-2-1: no\n", "  1-2-1:\n    check: yes\n    signer: "
                                  "{department: 総務部, title: 課長}\n    activities: |\n"
                                  "      淵\U000E0105の記録\n" + activities + "\n"))
        result = self.build(answers, "--forms-only")
        self.assertIn("it is printed on", result.err)
        told = [m for m in result.messages if "variant" in m["text"]]
        self.assertEqual([m["line"] for m in told], ["28"], str(result))

    def test_a_company_with_a_variant_is_told_at_its_value_not_on_the_cover(self):
        answers = self.mostly_no(("company: 有限会社かわべり\n  representative", "company: 有限会社淵\U000E0105屋\n  representative"))
        told = [m for m in self.build(answers).messages if "variant" in m["text"]]
        self.assertEqual([m["line"] for m in told], ["10"], "once, at the value")


class Entries(support.Test):
    """A message names which of several entries of a list it means."""

    SERVICES = """tsuzuri: 1
form: external-service
date: 2026-11-21
services:
  - {name: まめ文書保管, operator: 株式会社まめ, provider: 株式会社さや, registration: other, checks: {16: {operator: yes, provider: no}}}
  - {name: つる基盤, operator: 株式会社まめ, provider: 株式会社つる, registration: ismap, checks: {32: {operator: yes, provider: yes}}}
"""

    def test_a_missing_item_of_a_service(self):
        answers = self.write("a.yaml", self.SERVICES)
        ja = support.run("check", answers, "--all", lang="ja")
        self.assertNotIn("対象サービス 32", ja.err)
        self.assertIn("（対象サービス1「まめ文書保管」 32 外部サービス提供者）", ja.err)
        en = support.run("check", answers, "--all")
        self.assertIn("'services.1.checks.32.provider'", en.err)

    def test_a_required_item_that_a_service_does_not_meet(self):
        compare = ROOT / "samples/external-service/compare.yaml"
        result = self.succeed("build", compare, "--only", "summary", "-o", self.folder / "p.pdf",
                              lang="ja")
        self.assertIn("対象サービス1「しおかぜ文書保管」 16", result.err)
        self.assertNotIn("対象サービス 16", result.err)

    def test_a_rule_that_a_service_breaks(self):
        second = "provider: 株式会社つる, registration: ismap"
        self.assertIn(second, self.SERVICES)
        answers = self.write("a.yaml", self.SERVICES.replace(second, "registration: ismap"))
        result = support.run("check", answers, "--all", lang="ja")
        self.assertRegex(result.err, r"a\.yaml:6:\d+: [^\n]*対象サービス2「つる基盤」 ")

    def test_the_only_entry_needs_no_number(self):
        lines = self.SERVICES.splitlines(True)
        result = support.run("check", self.write("a.yaml", "".join(lines[:4] + lines[5:])), "--all", lang="ja")
        self.assertIn("（対象サービス 16 ", result.err)
        self.assertNotRegex(result.err, "対象サービス1[「 ]")


if __name__ == "__main__":
    unittest.main()
