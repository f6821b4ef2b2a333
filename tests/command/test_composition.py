"""Composition on real pages: the page of samples, and the seeds' text at 200 widths."""
import re
import unittest

import support
from support import COMPOSITION, ROOT, fold

SEED = ROOT / "tests/data/typography/seed.txt"
START = "）」』】〕］｝〉》。、，．・：；！？ーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ々ゝゞ〜～－−／％°…‥"
END = "（「『【〔［｛〈《￥＄＃№〒"
WIDTHS = [30 + i * 0.7 for i in range(200)]  # mm


class Samples(support.Test):
    def setUp(self):
        super().setUp()
        self.home = self.data()
        (self.home / "forms/composition").symlink_to(COMPOSITION)

    def built(self, *changes):
        path = self.write("answers.yaml", (COMPOSITION / "answers.yaml").read_text("utf-8"))
        return self.pdf(self.edit(path, *changes), data=self.home)

    def traced(self):
        return self.trace(COMPOSITION / "answers.yaml", data=self.home)

    def test_a_column_extracts_as_one_line(self):
        text = self.built().text()
        self.assertIn("あなたは平成31年4月から7年の長きにわたり、当社の「安全・\n", text)
        self.assertIn("渡邊　綾香　殿", text)

    def test_text_below_ruby_extracts_in_one_piece(self):
        text = fold(self.built().text())
        self.assertIn("申請者渡邊綾香は、商標の使用にあたり、規程を必ず守るものとし、", text)
        self.assertIn("わたなべあやか", text)

    def test_a_gap_between_spans_extracts_as_no_space(self):
        text = self.built(("name: 渡邊　綾香", "name: ABC")).text()
        self.assertIn("申請者ABCは、", text)

    def test_numbers_become_half_width_where_the_form_asks(self):
        self.assertIn("03-1234-5678（〒103-0027）", fold(self.built().text()))

    def test_columns_stand_upright_words_are_turned_and_short_numbers_across(self):
        trace = self.traced()
        self.assertRegex(trace, r'"Web".* turned 270')
        self.assertRegex(trace, r'"100".* turned 270')
        self.assertNotRegex(trace, r'"31".* turned')
        column = re.search(r'^text (\d+),(\d+) \S+ 10500 "あなたは平成"', trace, re.M)
        across = re.search(r'^text (\d+),(\d+) \S+ 10500 "31"', trace, re.M)
        self.assertAlmostEqual(int(column[1]), int(across[1]), delta=7000)
        self.assertGreater(int(across[2]), int(column[2]) + 6 * 10500)

    def test_the_title_ends_its_line_between_phrases(self):
        self.assertIn('"インターネット接続サービス安全・安心マーク"', self.traced())

    def test_a_value_too_long_for_its_columns_is_blamed(self):
        answers = self.write("answers.yaml", (COMPOSITION / "answers.yaml").read_text("utf-8"))
        self.edit(answers, ("award: |\n", "award: |\n  " + "長い文章です。" * 200 + "\n"))
        self.assert_says(self.fail_with(1, "build", answers, "--trace", data=self.home), "does not fit")


class RubyAndEmphasis(support.Test):
    def fault(self, old, new, *says):
        data = self.data()
        form = data / "forms/composition"
        support.shutil.copytree(COMPOSITION, form)
        self.edit(form / "page.yaml", (old, new))
        self.assert_says(self.fail_with(3, "build", COMPOSITION / "answers.yaml", "--trace", data=data), *says)

    def test_a_reading_that_names_nothing_is_blamed(self):
        self.fault('{ruby: "{kana}"', '{ruby: "{kanna}"', "kanna")

    def test_an_emphasis_that_is_unknown_is_blamed(self):
        self.fault("emphasis: dots", "emphasis: dotz", "did you mean 'dots'")

    def test_a_writing_that_is_unknown_is_blamed(self):
        self.fault("writing: vertical", "writing: sideways", "sideways")


class Widths(support.Test):
    """The seeds' paragraphs, justified, on 200 pages of 200 widths."""

    @classmethod
    def setUpClass(cls):
        lines = [li for li in SEED.read_text("utf-8").split("\n") if len(li) > 60]
        cls.texts = [lines[i % len(lines)].strip() for i in range(200)]

    def form(self):
        data = self.data()
        folder = data / "forms/widths"
        folder.mkdir()
        sheets = "".join(
            f"      - sheet:\n          - row: [{{text: \"{{t{i}}}\", style: body, name: n{i}}}]\n"
            f"            columns: [{width:.2f}mm]\n" for i, width in enumerate(WIDTHS))
        files = {
            "form.yaml": "tsuzuri-form: 1\nid: widths\ntitle: 幅\nask: [ask.yaml]\nlayout: [page.yaml]\n",
            "ask.yaml": "fields:\n" + "".join(f"  - {{key: t{i}}}\n" for i in range(200)),
            "page.yaml": "pages:\n  a4: {size: A3, margin: 20mm}\n"
                         "styles:\n  body: {font: mincho, size: 10pt, leading: 16pt, align: justify}\n"
                         "documents:\n  - id: widths\n    title: 幅\n    page: a4\n    body:\n" + sheets}
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        answers = "tsuzuri: 1\nform: widths\n" + "".join(
            "t%d: '%s'\n" % (i, t.replace("'", "''")) for i, t in enumerate(self.texts))
        return data, self.write("answers.yaml", answers)

    def test_extract_as_typed_keep_the_rules_and_stay_in_the_measure(self):
        data, answers = self.form()
        pdf = self.pdf(answers, data=data)
        pages = support.tool("pdftotext", "-raw", pdf.path, "-").split("\f")
        for width, typed, page in zip(WIDTHS, self.texts, pages):
            lines = page.strip("\n").split("\n")
            self.assertEqual(fold("".join(lines)), fold(typed), f"{width} mm")
            shown, spaces = (re.sub("[\t　]", " ", s) for s in ("".join(lines), typed))
            self.assertEqual(shown.count(" "), spaces.count(" ") - self.lost(lines, spaces),
                             f"a gap reads as a space at {width} mm: {lines}")
            for line in lines[1:]:
                self.assertNotIn(line[0], START, f"{width} mm: {lines}")
            for line in lines[:-1]:
                self.assertNotIn(line[-1], END, f"{width} mm: {lines}")
        left = 20 / 25.4 * 72
        for i, page in support.pages_of(self.trace(answers, data=data)).items():
            right = left + WIDTHS[i[1] - 1] / 25.4 * 72
            for x in re.findall(r'^text (\d+),', page, re.M):
                self.assertGreaterEqual(int(x) / 1000, left - 5.1)
                self.assertLess(int(x) / 1000, right)

    @staticmethod
    def lost(lines, typed):
        """Spaces at which a line ends."""
        at, count = 0, 0
        for line in lines:
            at += len(line)
            while at < len(typed) and typed[at] == " ":
                at, count = at + 1, count + 1
        return count


if __name__ == "__main__":
    unittest.main()
