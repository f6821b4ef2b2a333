"""Every sample prints: one whole PDF, its fonts embedded, every value to be found in its text."""
import functools
import pathlib
import re
import shutil
import tempfile
import unicodedata
import unittest

import support
import values
from support import Pdf, fold, sample

KEPT = {}


def built(test, name):
    """Each sample is printed once for all tests here."""
    if name not in KEPT:
        path = KEPT["folder"] / f"{name}.pdf"
        test.succeed("build", sample(name), "--forms-only", "-o", path)
        KEPT[name] = Pdf(path)
    return KEPT[name]


def setUpModule():
    KEPT["folder"] = pathlib.Path(tempfile.mkdtemp(prefix="tsuzuri-samples-"))


def tearDownModule():
    shutil.rmtree(KEPT["folder"])


def half_width(text):
    """As the form prints numbers of telephones and postal codes."""
    text = re.sub("[０-９Ａ-Ｚａ-ｚ－＋]", lambda c: unicodedata.normalize("NFKC", c[0]), text)
    return re.sub("(?<=[0-9])[ー―−‐](?=[0-9])", "-", text)


def for_each_sample(check):
    """A test that is tried with each sample: check(self, name, pdf)."""
    @functools.wraps(check)
    def test(self):
        for name in support.SAMPLES:
            with self.subTest(case=name):
                check(self, name, built(self, name))
    return test


class EverySample(support.Test):
    @for_each_sample
    def test_is_a_pdf_without_fault(self, name, pdf):
        self.assertIn("No syntax or stream encoding errors found",
                      support.tool("qpdf", "--check", pdf.path))

    @for_each_sample
    def test_embeds_each_font_as_a_subset_that_extracts(self, name, pdf):
        fonts = pdf.fonts()
        self.assertGreaterEqual(len(fonts), 2)
        for name, embedded, subset, unicode_map in fonts:
            self.assertRegex(name, r"^[A-Z]{6}\+IPA")
            self.assertEqual((embedded, subset, unicode_map), ("yes", "yes", "yes"), name)

    @for_each_sample
    def test_shows_every_value_of_its_answers(self, name, pdf):
        text = fold(pdf.text())
        wanted = values.values(sample(name).read_text("utf-8"))
        self.assertGreater(len(wanted), 20)
        missing = [v for v in wanted if fold(v) not in text and half_width(fold(v)) not in text]
        self.assertEqual(missing, [])

    @for_each_sample
    def test_brackets_one_distance(self, name, pdf):
        chosen = re.findall(r"\[ *○ *\]\s*([^\s\[]*km[^\s\[]*|異なる[^\s\[]*)", pdf.text())
        if name == "mostly-no":
            self.assertEqual(chosen, [])
            return
        said = re.search(r"(?:distance|距離): ([^,\s#]+)", sample(name).read_text("utf-8"))[1]
        said = unicodedata.normalize("NFKC", said).replace("within-100km", "100km以内")
        self.assertEqual(chosen, [said])

    @for_each_sample
    def test_prints_on_a4(self, name, pdf):
        sizes = set(re.findall(r"size:\s+([\d.]+ x [\d.]+)", support.tool(
            "pdfinfo", "-f", 1, "-l", pdf.page_count(), pdf.path)))
        self.assertEqual(len(sizes), 1)
        width, height = map(float, sizes.pop().split(" x "))
        self.assertAlmostEqual(width, 595.28, delta=0.02)
        self.assertAlmostEqual(height, 841.89, delta=0.02)

    @for_each_sample
    def test_has_the_official_pages_whatever_is_answered(self, name, pdf):
        labels = [pdf.label_at(i) for i in range(pdf.page_count())]
        blank = self.pages_of_the_blank_form()
        self.assertEqual(sum(not label.startswith(("別紙", "上位")) for label in labels), blank)

    @for_each_sample
    def test_carries_title_author_language_and_date(self, name, pdf):
        answers = sample(name).read_text("utf-8")
        company = re.search(r"(?:company|会社名): ([^\s#]+)", answers)[1]
        title = "使用許諾申請書" if name == "new" else "使用許諾更新申請書"
        info = pdf.info()
        self.assertIn(title, info["/Title"])
        self.assertEqual(info["/Author"], company)
        self.assertRegex(info["/CreationDate"], r"^D:20\d{12}")
        self.assertEqual(info["/CreationDate"], info["/ModDate"])
        self.assertEqual(pdf.text_of(pdf.root()["/Lang"]), "ja")

    @for_each_sample
    def test_has_an_outline_by_section_and_item(self, name, pdf):
        outline = pdf.outline()
        titles = [t for _, t, _ in outline]
        for section in range(1, 8):
            self.assertTrue(any(t.startswith(f"{section}　") for t in titles), section)
        items = [t for t in titles if re.match(r"\d-\d-\d　", t)]
        sheets = 2 if name == "upstream" else 0
        self.assertEqual(len(items), 56 + 9 * sheets)
        self.assertEqual(items[:56], sorted(items[:56]))
        for level, title, page in outline:
            self.assertTrue(1 <= page <= pdf.page_count(), title)
            if re.match(r"\d-\d-\d　", title):
                item, rest = title.split("　", 1)
                text = fold(pdf.text(page, page))
                self.assertIn(item, text)
                self.assertIn(fold(rest)[:20], text)

    @for_each_sample
    def test_says_how_many_pages_it_printed(self, name, pdf):
        result = self.succeed("build", sample(name), "--forms-only", "-o", self.folder / "x.pdf")
        self.assert_says(result, f"x.pdf: {pdf.page_count()} pages")
        ja = self.succeed("build", sample(name), "--forms-only", "-o", self.folder / "x.pdf",
                          lang="ja")
        self.assert_says(ja, f"x.pdf: {pdf.page_count()}ページ")

    def pages_of_the_blank_form(self):
        if "blank" not in KEPT:
            path = KEPT["folder"] / "blank.pdf"
            self.succeed("build", "--blank", "anshin-isp", "-o", path)
            KEPT["blank"] = Pdf(path)
        return KEPT["blank"].page_count()


class SignedSheets(support.Test):
    """Nothing on a signed sheet depends on how many pages another document has."""

    def test_count_their_own_pages(self):
        for name in support.SAMPLES:
            with self.subTest(case=name):
                pdf = built(self, name)
                own = [i for i in range(pdf.page_count())
                       if not str(pdf.label_at(i)).startswith(("別紙", "上位"))]
                sheet = own[1:]
                for number, index in enumerate(sheet, 1):
                    text = fold(pdf.text(index + 1, index + 1))
                    self.assertIn(f"{number}/{len(sheet)}", text)

    def test_have_a_page_label_each(self):
        pdf = built(self, "longest")
        labels = [pdf.label_at(i) for i in range(pdf.page_count())]
        self.assertEqual(labels[0], "申請書")
        self.assertEqual(labels[1], "回答書 1")
        self.assertIn("別紙1-2-1（1）", labels)
        self.assertEqual(len(set(labels)), len(labels), "no label twice")


class DifficultNames(support.Test):
    """They extract and search exactly as typed."""
    TYPED = ["髙﨑", "𠮷野家", "辻\U000e0100　髙﨑", "か゚っこ版", "㈱髙﨑𠮷野家ネットワーク", "①", "第㋿-①号",
             "𠮷野家ﾋﾞﾙ①階", "ｾｷｭﾘﾃｨ推進室", "𠮷﨑　か゚ん太", "ﾌｨｯｼﾝｸﾞﾒｰﾙ", "｢OS｣及びCMS",
             "+81-27-000-0300", "辻\U000e0100　邦彦"]

    def test_extract_as_typed(self):
        # Poppler gives every kind of blank as a space.
        text = built(self, "names").text().replace("　", " ")
        for typed in self.TYPED:
            with self.subTest(case=typed):
                self.assertIn(typed.replace("　", " "), text)

    def test_the_first_page_has_them_in_both_reading_modes(self):
        pdf = built(self, "names")
        for raw in (True, False):
            text = pdf.text(1, 1, raw)
            for typed in ("㈱髙﨑𠮷野家ネットワーク", "辻\U000e0100", "か゚"):
                self.assertIn(typed, text)

    def test_a_url_of_300_characters_extracts_whole(self):
        answers = sample("names").read_text("utf-8")
        url = max(re.findall(r"https?://[^\s\]},]+(?:,[^\s\]},]+)*", answers), key=len)
        self.assertGreaterEqual(len(url), 270)
        self.assertIn(url, fold(built(self, "names").text()))

    def test_no_character_is_a_substitute(self):
        for name in support.SAMPLES:
            with self.subTest(case=name):
                text = built(self, name).text()
                self.assertNotIn("\ufffd", text)
                self.assertFalse(re.findall("[\ue000-\uf8ff]", text), "private characters")

    def test_squares_and_circles_extract(self):
        text = built(self, "renewal").text()
        for mark in "☑☐○":
            self.assertIn(mark, text)
        self.assertNotIn("☑", support.Pdf(self.blank()).text())

    def blank(self):
        path = self.folder / "blank.pdf"
        self.succeed("build", "--blank", "anshin-isp", "-o", path)
        return path


if __name__ == "__main__":
    unittest.main()
