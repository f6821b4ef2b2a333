"""The papers of two more authorities, by data alone: every row and item of the sources is printed,
tables break over pages, and what is ours is marked."""
import re
import unittest

import support
from support import ROOT, fold

SEEDS = ROOT / "tests/data/seeds"
WIDE = {"(": "（", ")": "）"}


def wording(text):
    """Folded: white space does not count, brackets are full width."""
    return "".join(WIDE.get(c, c) for c in fold(text))


def criteria():
    """The rows of 外部サービス選定基準, as (column, …) of the source's table."""
    text = (SEEDS / "004_53826eb87d7469aa.txt").read_text("utf-8")
    rows = [line.split("\t") for line in text.split("\n")]
    return [row for row in rows if len(row) == 10][3:]


def considered():
    """The table of section 5(2) in seed 003 as [(group, item, numeric)]."""
    text = (SEEDS / "003_c5d3f7cf1671486e.txt").read_text("utf-8")
    table = text[text.index("表 一定の要件を考慮すべき項目の内容"):text.rindex("6. 認定に係る審査手順")]
    found, group, numeric = [], None, False
    for line in table.split("\n"):
        numeric |= "最低水準数値" in line
        if "\t" in line and "【" not in line:
            first, item = line.split("\t")[:2]
            group = first.strip() or group
            found.append((group, item, numeric))
    return found


class Programme(support.Test):
    def printed(self, name, sample="answers", *args):
        answers = ROOT / "samples" / name / f"{sample}.yaml"
        return self.pdf(answers, *args, name=f"{name}-{sample}.pdf")

    def changed(self, name, sample, *changes):
        text = (ROOT / "samples" / name / f"{sample}.yaml").read_text("utf-8")
        return self.edit(self.write("changed.yaml", text), *changes)


class ExternalService(Programme):
    def test_prints_every_row_of_the_criteria_in_order(self):
        text = wording(self.printed("external-service").text())
        rows = [row for row in criteria() if not row[0]]
        self.assertEqual(len(rows), 33)
        at = 0
        for row in rows:
            wanted = wording(row[2] + row[3])
            self.assertEqual(text.count(wanted), 1, wanted)
            self.assertGreater(text.index(wanted), at)
            at = text.index(wanted)
            demands = wording("".join(row[4:8]))
            self.assertTrue(text[at + len(wanted):].startswith(demands), (wanted, demands))

    def test_prints_every_part_group_and_item(self):
        text = wording(self.printed("external-service").text())
        names = [row[0] or row[1] for row in criteria() if row[0] or row[1]]
        self.assertEqual(len(names), 3 + 7 + 17)
        self.assertEqual([n for n in names if wording(n) not in text], [])

    def test_repeats_its_head_and_an_items_name_on_each_page(self):
        pdf = self.printed("external-service")
        for page in range(1, pdf.page_count() + 1):
            text = wording(pdf.text(page, page))
            self.assertEqual(text.count("実施基準・実施例"), 1)
            self.assertIn("LGWAN-ASPを含む", text)
        carrying = [p for p in range(1, pdf.page_count() + 1)
                    if "事業者体制" in wording(pdf.text(p, p))]
        self.assertEqual(carrying, [1, 2])

    def test_cuts_no_row(self):
        pdf = self.printed("external-service")
        pages = [wording(pdf.text(p, p)) for p in range(1, pdf.page_count() + 1)]
        for row in criteria():
            wanted = wording(row[2] + row[3])
            self.assertTrue(any(wanted in page for page in pages), wanted)

    def test_asks_the_provider_nothing_where_ismap_has_the_service(self):
        answers = self.changed("external-service", "ismap",
                               ("  2: {導入事業者: yes}", "  2: {外部サービス提供者: yes}"))
        result = self.fail_with(1, "build", answers, "-o", self.folder / "x.pdf")
        self.assert_says(result, "導入事業者")

    def test_asks_for_each_required_check_and_for_no_recommended_one(self):
        answers = self.changed(
            "external-service", "answers",
            ("  5: {導入事業者: yes, 外部サービス提供者: yes}", "  5: {導入事業者: yes}"),
            ("  3: {導入事業者: yes, 外部サービス提供者: yes}", "  3: {導入事業者: yes}"))
        result = self.fail_with(1, "build", answers, "-o", self.folder / "x.pdf")
        self.assertEqual(len(result.errors()), 1, str(result))

    def test_prints_blank_and_as_a_draft(self):
        for args in (["--blank", "external-service"],
                     [self.write("a.yaml", "tsuzuri: 1\nform: external-service\n"), "--draft"]):
            self.succeed("build", *args, "-o", self.folder / "x.pdf")


class Disclosure(Programme):
    def test_prints_every_item_of_the_table_below_its_group(self):
        text = wording(self.printed("asp-disclosure").text())
        items = considered()
        self.assertEqual(len(items), 23)
        at = 0
        for group, item, numeric in items:
            own = wording("※2" if numeric else "※1") + wording(item)
            at = text.find(own, 0 if numeric else at + 1)
            self.assertGreater(at, 0, own)
            self.assertIn(wording(group), text[:at])

    def test_prints_the_groups_of_section_5_1(self):
        seed = (SEEDS / "003_c5d3f7cf1671486e.txt").read_text("utf-8")
        part = seed[seed.index("ア. 事業者の安全・信頼性に関する情報開示項目"):]
        part = part[:part.index("(2) 審査基準")]
        names = [wording(li.lstrip("- ")) for li in part.split("\n") if li.strip()]
        self.assertEqual(len(names), 2 + 11)
        text = wording(self.printed("asp-disclosure").text())
        places = [text.find(n) for n in names]
        self.assertEqual(places, sorted(places))
        self.assertNotIn(-1, places)

    def test_has_a_sheet_for_each_kind_of_application(self):
        for sample, title in (("answers", "認定申請書"), ("renewal", "認定更新申請書"),
                              ("renewal", "認定マークの使用に関する自己申告書"),
                              ("change", "変更届"), ("end", "サービス終了届")):
            with self.subTest(case=title):
                self.assertIn(title, fold(self.printed("asp-disclosure", sample).text()))

    def test_states_the_fees_and_the_reasons_of_the_outline(self):
        seed = wording((SEEDS / "003_c5d3f7cf1671486e.txt").read_text("utf-8"))
        for sample, words in (("answers", ["205,200円"]), ("renewal", ["102,600円"]),
                              ("change", ["申請書の記述内容の変更", "その他当財団が指定する書類の記述内容の変更",
                                          "登記事項証明書その他の申請者の実在を証明する公的書類の記載内容の変更"])):
            text = fold(self.printed("asp-disclosure", sample).text())
            for word in words:
                self.assertIn(word, text)
                self.assertIn(word, seed)

    def test_cuts_only_a_row_that_is_taller_than_a_page(self):
        said = "".join(f"第{n}の対策を講じ、その記録を残している。" for n in range(1, 400))
        answers = self.changed("asp-disclosure", "answers",
                               ("インターネットとの境界と事務ごとの区画の間にファイアウォールを設置している。", said))
        pdf = self.pdf(answers)
        pages = [fold(pdf.text(p, p)) for p in range(1, pdf.page_count() + 1)]
        held = [p for p in pages if re.search(r"第\d+の対策", p)]
        self.assertGreater(len(held), 1)
        for n in (1, 200, 399):
            self.assertEqual(sum(f"第{n}の" in p for p in pages), 1)
        for page in pages[1:]:
            self.assertIn("資料名称", page)

    def test_adds_rows_that_the_holder_of_the_guideline_answers(self):
        text = fold(self.printed("asp-disclosure").text())
        self.assertIn("開示情報の年月日必須令和8年11月1日現在", text)

    def test_wants_every_required_item(self):
        answers = self.changed("asp-disclosure", "answers", ("申請内容: 3か月前", "申請内容:"))
        result = self.fail_with(1, "build", answers, "-o", self.folder / "x.pdf")
        self.assert_says(result, "申請内容")

    def test_prints_blank(self):
        for kind in ("new", "renewal", "change", "end"):
            self.succeed("build", "--blank", "asp-disclosure", "--set", f"application={kind}",
                         "-o", self.folder / f"{kind}.pdf")


if __name__ == "__main__":
    unittest.main()
