"""Evidence: the copy of a web page carries its address and date in the footer of each page, and a
document that many items cite is bound once."""
import re
import unittest

import support
from support import ROOT, Pdf, fold, tool

SAMPLE = ROOT / "samples/asp-disclosure"
FOOT = "https://www.shiokaze.example.jp/support/"


class WebPages(support.Test):
    def packet(self, *changes):
        folder = self.folder / "asp"
        if not folder.exists():
            support.shutil.copytree(SAMPLE, folder)
        answers = self.edit(folder / "answers.yaml", *changes)
        path = self.folder / "packet.pdf"
        self.succeed("build", answers, "-o", path)
        tool("qpdf", "--check", path)
        return Pdf(path)

    def own_pages(self):
        """The cover and the forms."""
        return 1 + self.pdf(SAMPLE / "answers.yaml", "--forms-only", name="own.pdf").page_count()

    def test_the_footer_stands_on_the_web_page_alone_and_inside_its_lower_margin(self):
        pdf = self.packet()
        pages = [fold(pdf.text(n, n)) for n in range(self.own_pages() + 1, pdf.page_count() + 1)]
        self.assertEqual([FOOT in p for p in pages], [False, False, True])
        boxes = tool("pdftotext", "-bbox", "-f", pdf.page_count(), pdf.path, "-")
        words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)',
                           boxes)
        foot = [tuple(map(float, w[:4])) for w in words if "shiokaze.example.jp/" in w[4]
                or "令和8年11月2日" in w[4] and float(w[1]) > 700]
        self.assertEqual(len(foot), 2)
        for x0, y0, x1, y1 in foot:
            self.assertGreater(y0, 842 - 10 / 25.4 * 72)
            self.assertLess(y1, 842)
        self.assertAlmostEqual((min(f[0] for f in foot) + max(f[2] for f in foot)) / 2, 297.6, delta=6)

    def test_every_page_of_it_carries_the_footer(self):
        three = self.folder / "asp/docs/three.pdf"
        self.packet()
        tool("qpdf", "--empty", "--pages", SAMPLE / "docs/support.pdf", SAMPLE / "docs/terms.pdf",
             SAMPLE / "docs/support.pdf", "--", three)
        pdf = self.packet(("docs/support.pdf", "docs/three.pdf"))
        pages = [fold(pdf.text(n, n)) for n in range(pdf.page_count() - 2, pdf.page_count() + 1)]
        self.assertEqual([p.count(FOOT) for p in pages], [1, 1, 1])

    def test_a_page_that_is_turned_has_it_at_the_foot_as_a_person_sees_it(self):
        turned = self.folder / "asp/docs/turned.pdf"
        self.packet()
        tool("qpdf", SAMPLE / "docs/support.pdf", "--rotate=+90", turned)
        pdf = self.packet(("docs/support.pdf", "docs/turned.pdf"))
        before, after = self.foot_ink(turned, 1), self.foot_ink(pdf.path, pdf.page_count())
        self.assertEqual(before, 0)
        self.assertGreater(after, 30)

    def foot_ink(self, path, page):
        """Dark pixels in the lowest 10 mm of a page, in its middle third, at 72 dpi."""
        data = support.subprocess.run(
            ["pdftoppm", "-gray", "-r", "72", "-f", str(page), "-l", str(page), str(path)],
            capture_output=True, check=True).stdout
        width, height = map(int, data.split(b"\n", 2)[1].split())
        self.assertGreater(width, height)
        pixels = data[-width * height:]
        rows = [pixels[y * width + width // 3:y * width + 2 * width // 3]
                for y in range(height - 28, height)]
        return sum(value < 160 for row in rows for value in row)

    def test_a_document_that_many_items_cite_is_bound_once(self):
        pdf = self.packet()
        outline = pdf.outline()
        start = [t for _, t, _ in outline].index("添付書類")
        titles = [t for level, t, _ in outline[start:] if level == outline[start][0] + 1]
        for title in ("利用規約", "運用手順書", "サポート案内（ウェブページの写し）"):
            self.assertEqual(len([t for t in titles if t.endswith("　" + title)]), 1, titles)
        self.assertEqual(pdf.page_count(), self.own_pages() + 3)

    def test_the_file_may_be_named_where_it_is_cited_last(self):
        pdf = self.packet((", file: docs/terms.pdf", ""),
                          ("利用規約, 記載箇所: 第3条}", "利用規約, 記載箇所: 第3条, file: docs/terms.pdf}"))
        self.assertEqual(pdf.page_count(), self.own_pages() + 3)

    def test_an_address_that_is_too_long_for_a_footer_is_said(self):
        self.packet()
        answers = self.edit(self.folder / "asp/answers.yaml",
                            ("example.jp/support/", "example.jp/support/" + "x" * 400))
        result = self.fail_with(3, "build", answers, "-o", self.folder / "x.pdf")
        self.assert_says(result, "too long for the footer")


if __name__ == "__main__":
    unittest.main()
