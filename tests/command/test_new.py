"""What 'new' makes: an answer file to begin with, and last year's carried over."""
import json
import unittest

import support
from support import ROOT, sample

NOTED = """tsuzuri: 1
form: anshin-isp
application: renewal
date: 2026-11-21
applicant:
  company: 株式会社そらまめ   # 毎年三月に社名を確かめる
declarations: {upstream: no, leak: no}
answers:
  # 総務の豆田さんに確認済み
  2-1-2: {check: yes, signer: {department: "総務部", title: '係長'}}
"""


class New(support.Test):
    def codes(self, path):
        report = json.loads(support.run("check", path, "--json").out)
        return {m["code"] for m in report["messages"]} - {"missing", "verdict"}

    def test_a_file_is_made_and_never_replaced(self):
        path = self.folder / "answers.yaml"
        result = self.succeed("new", "anshin-isp", "--application", "renewal", "-o", path)
        self.assertEqual((result.out, result.err), ("", ""))
        self.assertEqual(path.read_text("utf-8"),
                         self.succeed("new", "anshin-isp", "--application", "renewal").out)
        path.write_text(NOTED, "utf-8")
        for args in (("--application", "renewal"), ("--from", path)):
            self.fail_with(4, "new", "anshin-isp", *args, "-o", path)
            self.assertEqual(path.read_text("utf-8"), NOTED)

    def test_keys_are_japanese_where_the_language_is(self):
        japanese = self.succeed("new", "anshin-isp", "--application", "renewal", "--lang", "ja").out
        self.assertIn("\n申請者:\n", japanese)
        self.assertIn("\n申請区分: 更新", japanese)
        self.assertNotRegex(japanese, "(?m)^(applicant|declarations|answers|upstream):")
        path = self.write("ja.yaml", japanese)
        self.assertEqual(self.codes(path), set())
        english = self.succeed("new", "anshin-isp", "--application", "renewal", "--lang", "en").out
        self.assertIn("\napplicant:", english)

    def test_each_item_is_asked_in_full(self):
        text = self.succeed("new", "anshin-isp", "--application", "new").out
        item = text[:text.index("\n  1-1-1:")].rsplit("\n\n", 1)[1]
        for line in ("# 1-1-1（必須）", "# ・組織と体制", "# ・法令遵守、違反に対する対応"):
            self.assertIn(line, item)
        self.assertIn("右肩は「1-1-1」", text)
        self.assertIn("# 1-1-2（5点）", text)           # of a new application; a renewal must have it
        text = self.succeed("new", "external-service").out
        self.assertIn("通信経路の暗号化", text)
        self.assertIn("問い合わせを受け付ける窓口", text)

    def test_which_application_it_is_is_asked(self):
        result = self.succeed("new", "anshin-isp")
        self.assert_says(result, "renewal")
        path = self.write("plain.yaml", self.succeed("new", "asp-disclosure").out)
        self.assertEqual(self.codes(path), set())

    def test_what_a_person_noted_stays(self):
        result = self.succeed("new", "anshin-isp", "--from", self.write("old.yaml", NOTED))
        now = NOTED.replace("date: 2026-11-21", "date:").replace("leak: no", "leak: ")
        self.assertEqual(result.out, now)
        self.assert_says(result, "date")

    def test_what_is_not_asked_this_time_goes(self):
        new = self.write("new.yaml", "tsuzuri: 1\nform: asp-disclosure\napplication: new   # 区分\n"
                                     "held: yes\napplicant: {company: 株式会社まめ}\n")
        result = self.succeed("new", "asp-disclosure", "--from", new, "--application", "renewal")
        self.assertIn("application: renewal # 区分", result.out)
        self.assertNotIn("held", result.out)
        self.assertIn("株式会社まめ", result.out)
        self.assert_says(result, "held")
        self.assertEqual(self.codes(self.write("now.yaml", result.out)), set())

    def test_windows_stays_windows(self):
        result = support.run("new", "anshin-isp", "--from", sample("windows"))
        self.assertEqual(result.code, 0, str(result))
        path = self.folder / "w.yaml"
        self.succeed("new", "anshin-isp", "--from", sample("windows"), "-o", path)
        data = path.read_bytes()
        self.assertTrue(data.startswith(b"\xef\xbb\xbf"))
        self.assertEqual(data.count(b"\n"), data.count(b"\r\n"))

    def test_a_password_and_the_date_of_a_services_check(self):
        old = (ROOT / "samples/external-service/answers.yaml").read_text("utf-8")
        result = self.succeed("new", "external-service", "--from", self.write("old.yaml", old))
        self.assertRegex(result.out, "(?m)^(date|確認日): *(#|$)")
        self.assert_says(result, "date")


class Once(support.Test):
    """What is the same everywhere is written once."""

    def test_a_signer_is_written_once_and_overridden_where_another_signs(self):
        starter = self.succeed("new", "anshin-isp", "--application", "renewal", "--lang", "ja").out
        self.assertIn("\n共通:", starter)
        self.assertIn("（空けると「共通 担当者」のとおり）", starter)
        answers = self.sample_with("mostly-no", ("\nanswers:\n", "\ncommon:\n  signer: {department: 品質保証部, title: 部長}\n"
                                   "  manager: {department: 管理部, title: 本部長}\nanswers:\n"))
        text = answers.read_text("utf-8")
        text = text.replace("  1-1-3: no", "  1-1-3: {check: yes, department: 部, name: 名}")
        text = text.replace("  1-1-4: no", "  1-1-4: {check: yes, department: 部, name: 名, signer: {department: 経理部}}")
        text = text.replace("  7-0-1: no", "  7-0-1: yes")
        answers.write_text(text, "utf-8")
        self.attach(answers)
        shown = self.succeed("build", answers, "--trace", "--forms-only").out
        self.assertEqual(shown.count("品質保証部"), 1)     # 1-1-3
        self.assertIn("経理部", shown)                    # 1-1-4, without the other's title
        self.assertEqual(shown.count("本部長"), 1)        # 7-0-1
        self.assertEqual(shown.count("部長"), 2)

    def test_a_merge_key_is_refused_with_a_hint_at_it(self):
        path = self.write("a.yaml", "tsuzuri: 1\nform: anshin-isp\nanswers:\n  1-1-3: {<<: *a, check: yes}\n")
        path.write_text(path.read_text("utf-8").replace("answers:", "date: &a 2026-11-21\nanswers:"), "utf-8")
        result = support.run("check", path, "--lang", "ja")
        self.assertEqual(result.code, 3)
        self.assertIn("共通", result.err)


if __name__ == "__main__":
    unittest.main()
