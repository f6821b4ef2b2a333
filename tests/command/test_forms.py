"""tsuzuri forms, forms diff and plan; an edition of which only excerpts are known."""
import json
import pathlib
import shutil
import unittest

import check_base
import support
from support import ROOT, sample

KNOWN = ("1-1-1", "1-1-2", "2-1-1", "2-1-2", "3-1-1", "3-1-5", "4-1-1", "4-1-2", "5-1-3", "6-1-1",
         "6-2-1", "7-0-1", "7-1-2", "7-6-1", "7-6-2")


class Forms(support.Test):
    def test_lists_forms_editions_and_documents(self):
        result = support.run("forms", "--lang", "ja")
        self.assertEqual((result.code, result.err), (0, ""))
        for text in ("anshin-isp  インターネット接続サービス安全・安心マーク", "anshin-isp-2023",
                     "application", "answer-sheet", "upstream", "questions", "requirements"):
            self.assertIn(text, result.out)
        self.assertNotIn("continuation", result.out)

    def test_diff_shows_totals_worth_and_wording(self):
        result = support.run("forms", "diff", "anshin-isp-2023", "anshin-isp")
        self.assertEqual(result.code, 0)
        self.assertIn("- when: application = 'renewal', required: 30, points: 114, pass: 88",
                      result.out)
        self.assertIn("+ when: application = 'renewal', required: 29, points: 119, pass: 92",
                      result.out)
        self.assertIn("answers.7-0-1 topic\n    - 7-0　主務大臣により改善命令を受けていないか。", result.out)
        self.assertNotIn("answers.7-6-3 ", result.out)
        unknown = result.out.rstrip("\n").split("\n")[-1]
        self.assertIn("7-6-3", unknown)

    def test_a_form_does_not_differ_from_itself(self):
        result = support.run("forms", "diff", "anshin-isp", "anshin-isp")
        self.assertEqual(result.out.count("\n"), 2)

    def test_diff_the_other_way_round_turns_the_signs(self):
        one = support.run("forms", "diff", "anshin-isp-2023", "anshin-isp").out
        other = support.run("forms", "diff", "anshin-isp", "anshin-isp-2023").out
        def lines(text, sign):
            return [x[6:] for x in text.split("\n") if x.startswith(f"    {sign} ")]
        self.assertEqual(lines(one, "-"), lines(other, "+"))
        self.assertEqual(lines(one, "+"), lines(other, "-"))

    def test_usage(self):
        for words in (("diff",), ("diff", "anshin-isp"), ("list",), ("a", "b", "c", "d")):
            self.assertEqual(support.run("forms", *words).code, 2, words)
        self.assertEqual(support.run("forms", "diff", "anshin-isp", "none").code, 2)


class Edition(support.Test):
    def answers(self):
        answers = check_base.full()
        answers["form"] = "anshin-isp-2023"
        path = self.folder / "a.yaml"
        path.write_text(check_base.text(answers), "utf-8")
        return path

    def test_is_not_printed_and_says_what_is_not_known(self):
        result = support.run("build", self.answers(), "-o", self.folder / "a.pdf")
        self.assertEqual(result.code, 3)
        self.assertFalse((self.folder / "a.pdf").exists())
        told = result.err.split("known: ")[1].split(" (")[0].split(", ")
        self.assertEqual(told, [k for k in check_base.ITEMS if k not in KNOWN])

    def test_is_checked_but_not_for_good(self):
        report = json.loads(support.run("check", self.answers(), "--json").out)
        self.assertEqual((report["verdict"]["pass"], report["verdict"]["final"]), (88, False))
        self.assertIn("incomplete-edition", [m["code"] for m in report["messages"]])

    def test_its_wording_is_the_councils(self):
        """Every line of its excerpts stands in the seed."""
        seed = ROOT / "tests/data/seeds/002_71cbf1d4900aedf5.txt"
        whole = "".join(seed.read_text("utf-8").split()).replace("*", "")
        text = (ROOT / "forms/anshin-isp-2023/form.yaml").read_text("utf-8")
        lines = text[text.index("changes:"):].split("\n")
        checked = 0
        for line in lines:
            if line.startswith("      ") or "question: " in line and "|-" not in line:
                words = line.replace("question: ", "").replace("・", "", 1).split()
                self.assertIn("".join(words).replace("・", ""), whole.replace("・", ""), line)
                checked += 1
        self.assertGreater(checked, 30)

    def broken(self, change):
        data = self.folder / "data"
        shutil.copytree(ROOT / "forms", data / "forms")
        path = data / "forms/anshin-isp-2023/form.yaml"
        path.write_text(change(path.read_text("utf-8")), "utf-8")
        return support.run("check", self.answers(), data=data)

    def test_a_change_of_nothing_is_blamed(self):
        result = self.broken(lambda t: t.replace("answers.7-6-2:", "answers.7-6-9:"))
        self.assertEqual(result.code, 3)
        self.assertIn("'answers.7-6-9' is no field", result.err)

    def test_a_change_of_an_unknown_property_is_blamed(self):
        result = self.broken(lambda t: t.replace("    topic: 7-6", "    topik: 7-6"))
        self.assertEqual(result.code, 3)
        self.assertIn("did you mean 'topic'", result.err)

    def test_totals_that_do_not_add_up_are_blamed_where_all_is_known(self):
        result = self.broken(lambda t: t.replace("incomplete: yes", "incomplete: no"))
        self.assertEqual(result.code, 3)
        self.assertIn("states 'required: 29', but its items add up to 28", result.err)

    def test_a_base_that_is_missing(self):
        self.assertEqual(self.broken(lambda t: t.replace("base: anshin-isp", "base: gone")).code, 3)
        self.assertEqual(self.broken_self().code, 3)

    def broken_self(self):
        shutil.rmtree(self.folder / "data")
        return self.broken(lambda t: t.replace("base: anshin-isp", "base: anshin-isp-2023"))


class Plan(support.Test):
    def plan(self, application, date, lang="en"):
        answers = check_base.full(application)
        answers["date"] = date
        path = self.folder / "a.yaml"
        path.write_text(check_base.text(answers), "utf-8")
        result = support.run("plan", path, "--lang", lang)
        self.assertEqual(result.code, 0, str(result))
        return result.out

    def test_fees_reviews_reports_and_the_next_renewal(self):
        text = self.plan("renewal", "2026-11-21")
        for line in ("2026-08-21      2-1-1", "2025-11-21      1-1-2", "60,000 yen", "20,000 yen",
                     "2026-11         the next second review", "2027-11         the next renewal"):
            self.assertIn(line, text)
        self.assertNotIn("80,000", text)

    def test_a_new_application_and_the_end_of_the_year(self):
        text = self.plan("new", "2026-12-01", "ja")
        self.assertIn("80,000円", text)
        self.assertIn("2027年3月", text)
        self.assertIn("2027年12月", text)

    def test_the_last_day_of_a_month(self):
        self.assertIn("2026-02-28      2-1-1", self.plan("new", "2026-05-31"))

    def test_without_a_date_only_what_needs_none(self):
        answers = check_base.full()
        del answers["date"]
        path = self.folder / "a.yaml"
        path.write_text(check_base.text(answers), "utf-8")
        result = support.run("plan", path)
        self.assertEqual((result.code, result.out.count("\n")), (0, 1))

    def test_a_file_that_cannot_be_read(self):
        self.assertEqual(support.run("plan", self.folder / "none.yaml").code, 3)


if __name__ == "__main__":
    unittest.main()
