"""What a first-time officer stumbled over on paper: the trial cases, with two more of each kind."""
import re
import shutil
import unittest

import documents
import support
from support import ROOT, Pdf, fold

HERE = ROOT / "tests/data/officer"
MM = 72 / 25.4
GREY = 120              # the photographs'
SUMMARY = ("給与計算、年末調整と社会保険の手続を、特定個人情報の収集から廃棄まで一つの画面で行うサービス。"
           "従業員と支払先の番号の収集は電話と郵送の二つの方法で代行し、控えは事務所ごとに保管する。"
           "利用者は全国の小さな会社で、ほかの給与の仕組みとは決められた形のファイルで連携する。")


class Bound(support.Test):
    """A document behind the forms, on the packet's last page."""

    def bind(self, entry, file, name):
        answers = self.sample_with("mostly-no", ("  1-1-1: {check: yes, attach: docs/1-1-1-security-policy.pdf}",
                                                 f"  1-1-1: {{check: yes, attach: {entry}}}"))
        (self.folder / "docs").mkdir(exist_ok=True)
        if isinstance(file, bytes):
            (self.folder / "docs" / name).write_bytes(file)
        else:
            shutil.copyfile(file, self.folder / "docs" / name)
        path = self.folder / "p.pdf"
        self.succeed("build", answers, "-o", path, "--no-cover")
        last = documents.page_count(path)
        picture = documents.render(path, dpi=72, first=last)[0]
        label = next(w for w in documents.words(path, last) if w[0] == "1-1-1")
        return picture, label

    def test_a_shrunk_page_stands_in_the_middle(self):
        frame = "3 w 30 30 {} {} re S"
        sheets = {"a3": HERE / "a3.pdf",
                  "a4": documents.one_page(frame.format(535, 782), "/MediaBox [0 0 595 842]"),
                  "turned": documents.one_page(frame.format(535, 782), "/MediaBox [0 0 595 842] /Rotate 90")}
        for name, file in sheets.items():
            with self.subTest(sheet=name):
                page, _ = self.bind("{file: docs/x.pdf, room: shrink}", file, "x.pdf")
                rows = range(page.height // 3, page.height * 2 // 3)
                inked = [x for x in range(page.width) for y in rows if page.at(x, y)[0] < 128]
                self.assertAlmostEqual(min(inked), page.width - max(inked), delta=5 * MM)

    def test_a_photo_keeps_clear_of_its_label(self):
        grey = bytes([GREY])
        photos = {"photo": (HERE / "photo.png").read_bytes(),
                  "wide": documents.png(160, 113, lambda x, y: grey, colour=0),
                  "upright": documents.png(113, 160, lambda x, y: grey, colour=0)}
        for name, file in photos.items():
            with self.subTest(photo=name):
                page, label = self.bind("docs/x.png", file, "x.png")
                # of a letter's edge, the neighbour has another grey
                inked = [(x, y) for y in range(page.height) for x in range(page.width - 1)
                         if page.at(x, y)[0] == page.at(x + 1, y)[0] == GREY]
                corner = (label[1] - 2 * MM, label[4] + 2 * MM)
                self.assertFalse([p for p in inked if p[0] > corner[0] and p[1] < corner[1]])
                self.assertGreater(len(inked), 0.6 * page.width * page.height)


class Notes(support.Test):
    def attached(self, *names):
        files = ", ".join(f"docs/{n}" for n in names)
        answers = self.sample_with("mostly-no", ("attach: docs/1-1-1-security-policy.pdf", f"attach: [{files}]"))
        for name in names:
            shutil.copyfile(HERE / re.sub(r"^\d+-", "", name), self.folder / "docs" / name)
        return support.run("build", answers, "-o", self.folder / "p.pdf", lang="ja")

    def test_where_a_document_opens_is_told_to_nobody(self):
        result = self.attached("xyz.pdf", "fit.pdf", "script.pdf")
        self.assertEqual(result.code, 0, str(result))
        said = [m["text"] for m in result.messages if "入れていません" in m["text"]]
        self.assertEqual(len(said), 1, said)
        self.assertIn("script.pdf", said[0])
        self.assertIn("JavaScript", said[0])

    def test_many_notes_of_one_kind_are_one(self):
        result = self.attached(*[f"{i}-script.pdf" for i in range(12)])
        said = [m["text"] for m in result.messages if "入れていません" in m["text"]]
        self.assertEqual(len(said), 1, said)
        self.assertIn("0-script.pdf", said[0])
        self.assertIn("ほか11件", said[0])

    def test_one_document_at_two_items_is_no_warning(self):
        path = "docs/1-1-1-security-policy.pdf"
        answers = self.sample_with("mostly-no", ("  1-1-2: no", f"  1-1-2: {{check: yes, attach: {path}}}"))
        result = support.run("build", answers, "-o", self.folder / "p.pdf", lang="ja")
        told = [m["level"] for m in result.messages if "二度綴じます" in m["text"]]
        self.assertEqual(told, ["参考"], str(result))


class Programmes(support.Test):
    def printed(self, answers, *args):
        path = self.folder / "p.pdf"
        self.succeed("build", answers, "-o", path, *args)
        return Pdf(path)

    def renewal(self, summary):
        text = (ROOT / "samples/asp-disclosure/renewal.yaml").read_text("utf-8")
        text = re.sub(r"^( *サービスの概要: ).*", lambda m: m[1] + summary, text, flags=re.M)
        return self.write("answers.yaml", text)

    def test_form_a_spills_no_few_lines(self):
        for times in (1, 2, 4, 8):
            with self.subTest(times=times):
                pdf = self.printed(self.renewal(SUMMARY * times), "--only", "face")
                for page in range(1, pdf.page_count() + 1):
                    lines = [li for li in pdf.text(page, page).split("\n") if li.strip()]
                    self.assertGreaterEqual(len(lines), 5)
                    if pdf.page_count() > 1:
                        self.assertIn(f"{page}/{pdf.page_count()}", pdf.text(page, page))
                self.assertIn(fold(SUMMARY * times), fold(pdf.text()))

    def test_fees_name_the_edition_they_are_of(self):
        for sample in ("answers", "renewal"):
            text = fold(self.printed(ROOT / f"samples/asp-disclosure/{sample}.yaml", "--only", "face").text())
            self.assertRegex(text, "円（消費税込み.*※概要（平成29年）の額。消費税率は変わっています")

    def services(self, count, more=""):
        entries = "".join(f"  - {{name: まめ{i}号保管, operator: 株式会社まめ, provider: 株式会社さや, "
                          f"registration: other}}\n" for i in range(1, count + 1))
        return self.write("answers.yaml", "tsuzuri: 1\nform: external-service\ndate: 2026-11-21\n"
                          f"{more}services:\n{entries}")

    def test_more_than_five_services_turn_the_comparison(self):
        for count, landscape in ((5, False), (6, True), (8, True)):
            with self.subTest(services=count):
                pdf = self.printed(self.services(count), "--draft", "--only", "summary")
                width, height = map(float, re.search(
                    r"Page size: +([\d.]+) x ([\d.]+)", support.tool("pdfinfo", pdf.path)).groups())
                self.assertEqual(width > height, landscape)
                self.assertNotIn("者", [w[0] for w in documents.words(pdf.path, 1)])
                for i in (1, count):
                    self.assertIn(f"まめ{i}号保管", fold(pdf.text()))

    def test_remarks_and_a_reviewer_are_printed_where_they_are_given(self):
        answers = self.write("answers.yaml", (ROOT / "samples/external-service/answers.yaml").read_text("utf-8"))
        plain = fold(self.printed(answers, "--only", "sheet").text())
        self.assertNotIn("備考", plain)
        self.assertNotIn("確認者", plain)
        self.edit(answers, ("\n対象サービス:", "\n確認者: 監査室　三枝　透\n対象サービス:"),
                  ("16: {導入事業者: yes,", "16: {備考: 2027年3月に切り替える, 導入事業者: yes,"))
        text = fold(self.printed(answers, "--only", "sheet").text())
        self.assertIn("確認者：監査室三枝透", text)
        self.assertEqual(text.count("備考：2027年3月に切り替える"), 1)


if __name__ == "__main__":
    unittest.main()
