"""The papers of two more authorities, by data alone: every row and item of the sources is printed,
tables break over pages, and what is ours is marked."""
import re
import unittest

import documents
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


class Sources(unittest.TestCase):
    """The model is right only if no C knows a programme."""

    def test_no_c_names_a_programme_or_words_of_its_papers(self):
        ids = [p.parent.name for p in (ROOT / "forms").glob("*/form.yaml")]
        self.assertIn("asp-disclosure", ids)
        words = re.compile("|".join(ids + ["ASP", "SaaS", "ISMAP", "特個", "特定個人情報", "審査項目", "安全・安心",
                                           "選定基準", "申請書[AB]", "導入事業者", "更新申請"]))
        shown = {"answer.c", "cmd_certify.c", "cmd_schema.c", "cmd_new.c", "cmd_forms.c"}   # examples for people
        found = []
        for path in sorted((ROOT / "src").glob("*.[ch]")):
            code = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
            lines = [li for li in code.split("\n") if words.search(li)]
            if path.name in shown:
                lines = [li for li in lines if re.search(r"strcmp|strstr|field_child|inst_at", li)]
            found += [f"{path.name}: {li.strip()}" for li in lines]
        self.assertEqual(found, [])


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

    def test_prints_parts_groups_items_and_rows_in_the_order_of_the_source(self):
        text = wording(self.printed("external-service").text())
        at = text.index("チェック")
        for row in criteria():
            for name in (row[0], row[1], row[2] + row[3]):
                found = text.find(wording(name), at)
                self.assertGreaterEqual(found, at, name)
                at = found

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
        blank = self.folder / "blank.pdf"
        self.succeed("build", "--blank", "asp-disclosure", "-o", blank)
        text = wording(support.Pdf(blank).text())
        places = [text.find(n) for n in names]
        self.assertEqual(places, sorted(places))
        self.assertNotIn(-1, places)

    def test_groups_without_an_item_are_told_and_not_printed(self):
        result = support.run("check", ROOT / "samples/asp-disclosure/answers.yaml", lang="ja")
        self.assertEqual(result.code, 0, str(result))
        self.assertRegex(result.err, "参考: .*人材、財務状況.*印刷しません")
        text = wording(self.printed("asp-disclosure", "answers", "--only", "items").text())
        for group in ("人材", "財務状況", "資本関係・所属団体"):
            self.assertNotIn(group, text)
        answers = self.changed("asp-disclosure", "answers",
                               ("\n開示項目:\n", "\n開示項目:\n  人材:\n    その他の項目: [{項目: 経営者, 必須/選択: 選択}]\n"))
        text = wording(self.pdf(answers, "--only", "items").text())
        self.assertIn("人材経営者選択", text)
        self.assertNotIn("財務状況", text)

    def test_documents_carry_the_number_of_the_breakdown(self):
        packet = self.folder / "p.pdf"
        self.succeed("build", ROOT / "samples/asp-disclosure/answers.yaml", "-o", packet)
        cover = support.tool("pdftotext", "-layout", "-l", 1, packet, "-")
        rows = re.findall(r"^ *\d+ +(\S+) +(資料\d+) +\d+ +\d+ +(\d+)", cover, re.M)
        breakdown = support.tool("pdftotext", "-layout", packet, "-").split("添付書類（資料）")[1]
        self.assertGreater(len(rows), 2)
        for title, number, page in rows:
            self.assertRegex(breakdown, rf"{number} +{re.escape(title[:4])}")
            corner = [w for w in documents.words(packet, int(page)) if w[0] == number]
            self.assertTrue(corner and corner[0][1] > 300 and corner[0][4] < 60, number)

    def test_the_starter_says_what_a_document_may_say(self):
        self.assertIn("ファイル: docs/a.pdf, 記載箇所: …",
                      self.succeed("new", "asp-disclosure", "--application", "new", lang="ja").out)

    def test_prints_both_headings_of_the_table_as_its_marks(self):
        seed = wording((SEEDS / "003_c5d3f7cf1671486e.txt").read_text("utf-8"))
        headings = re.findall("【([^】]*非認定とする項目)】", seed)
        self.assertEqual(len(headings), 2)
        text = wording(self.printed("asp-disclosure").text())
        for mark, heading in zip(("※1", "※2"), headings):
            self.assertIn(mark + heading, text)

    def test_prints_the_divisions_of_the_second_table(self):
        seed = (SEEDS / "003_c5d3f7cf1671486e.txt").read_text("utf-8")
        table = seed[seed.rindex("(別表2)"):]
        rows = [li.split("\t") for li in table.split("\n") if li.count("\t") == 4][1:]
        self.assertEqual(len(rows), 3)
        pdf = self.printed("asp-disclosure")
        text = wording(pdf.text(1, 1))
        for row in rows:
            for cell in row[1:]:
                self.assertEqual(text.count(wording(cell)), 1, cell)
        self.assertEqual(text.count("申請書A"), 1)

    def test_names_the_papers_that_the_outline_asks_for(self):
        seed = wording((SEEDS / "003_c5d3f7cf1671486e.txt").read_text("utf-8"))
        text = wording(self.printed("asp-disclosure", "renewal").text())
        for words in ("申請書A", "申請書B", "申請書Aと申請書Bの電子ファイルを格納したCD-R", "提出書類及び資料内訳書",
                      "資料名称", "記載箇所", "添付書類等", "申請内容"):
            self.assertIn(wording(words), seed)
            self.assertIn(wording(words), text)
        self.assertIn("本店の所在地", seed)

    def test_the_breakdown_holds_each_document_once_and_all_it_proves(self):
        pdf = self.printed("asp-disclosure", "answers", "--only", "papers")
        text = fold(pdf.text())
        answers = (ROOT / "samples/asp-disclosure/answers.yaml").read_text("utf-8")
        titles = re.findall("資料名称: ([^,}]+)", answers)
        own = list(dict.fromkeys(titles))
        self.assertGreater(len(titles), len(own))
        for n, title in enumerate(own, 1):
            self.assertEqual(text.count(f"資料{n}{fold(title)}"), 1, title)
        self.assertNotIn(f"資料{len(own) + 1}", text)
        places = re.findall("記載箇所: ([^,}]+)", answers)
        for place in places:
            self.assertEqual(text.count(fold(place)) >= 1, True, place)
        self.assertIn("https://www.shiokaze.example.jp/support/令和8年11月2日", text)

    def test_form_a_and_the_self_declaration_are_one_page_each(self):
        for sample in ("answers", "renewal"):
            self.assertEqual(self.printed("asp-disclosure", sample, "--only", "face").page_count(), 1)
        self.assertEqual(self.printed("asp-disclosure", "renewal", "--only", "mark").page_count(), 1)

    def test_the_plan_reckons_the_fees_and_the_period(self):
        seed = wording((SEEDS / "003_c5d3f7cf1671486e.txt").read_text("utf-8"))
        held = self.changed("asp-disclosure", "answers", ("申請日: 2026", "ASP・SaaS情報開示認定の取得: yes\n申請日: 2026"))
        for answers, words in (("answers", ["205,200円", "190,000円"]),
                               (held, ["102,600円"]), ("renewal", ["102,600円", "95,000円"]),
                               ("end", ["認定証"])):
            path = answers if answers is held else ROOT / f"samples/asp-disclosure/{answers}.yaml"
            plan = fold(self.succeed("plan", path, "--lang", "ja").out)
            for word in words:
                self.assertIn(word, plan)
                self.assertIn(word, seed)
            self.assertEqual("円" in plan, "概要（平成29年）" in plan)
            self.assertNotIn("8%", plan)
        text = fold(self.pdf(held, "--only", "face").text())
        self.assertIn("102,600円", text)
        self.assertNotIn("205,200円", text)
        plan = self.succeed("plan", ROOT / "samples/asp-disclosure/renewal.yaml").out
        self.assertEqual([li.split()[0] for li in plan.split("\n")[:3]],
                         ["2026-10-24", "2026-11-23", "2026-12-23"])
        reissue = self.changed("asp-disclosure", "change", ("変更事由:", "認定証の変更: yes\n変更事由:"))
        self.assertIn("10,260円", self.succeed("plan", reissue, "--lang", "ja").out)
        self.assertIn("認定証再発行手数料　1サービスにつき10,260円", self.pdf(reissue).text())

    def test_a_renewal_shows_former_and_new_content_in_red(self):
        changed = self.changed("asp-disclosure", "renewal", ("毎年4月に見直している", "毎年4月と10月に見直している"))
        former = ROOT / "samples/asp-disclosure/answers.yaml"
        args = ("--against", former, "--red", "--forms-only")
        text = fold(self.pdf(changed, *args).text())
        self.assertIn(fold("特定個人情報取扱規程を定め、毎年4月に見直している。→特定個人情報取扱規程を定め、毎年4月と10月に見直している。"), text)
        self.assertEqual(text.count("個人情報保護委員会を設け"), 1)

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
