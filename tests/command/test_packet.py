"""What is attached to the answers is bound behind the forms: one PDF, from the cover to the last page."""
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import time
import unicodedata

import documents
import support
from support import Pdf, fold, pages_of, sample

PDFS = support.ROOT / "tests/data/pdfs"
RENEWAL = sample("renewal")
DOCS = RENEWAL.parent / "docs"
PASSWORD = "minato-2026"
KEPT = {}
ROW = re.compile(r"^ *(\d+) +(\S.*?)(?: {2,}(\S[^\n]*?))? +(\d+) +(\d+) +(\d+)(?:–(\d+))?$", re.M)
MM = 72 / 25.4


def kept(test, name, *args, answers=RENEWAL):
    """A packet that several tests look at."""
    if name not in KEPT:
        path = test.folder / f"{name}.pdf"
        test.succeed("build", answers, "-o", path, *args)
        KEPT[name] = path.read_bytes()
    path = test.folder / f"{name}.pdf"
    path.write_bytes(KEPT[name])
    return Pdf(path)


def layout_text(pdf, first, last=None):
    return support.tool("pdftotext", "-layout", "-f", first, "-l", last or first, pdf.path, "-")


def rows_of(pdf, cover_pages=1):
    """The cover's rows: (number, title, label, pages, sheets, first page)."""
    text = layout_text(pdf, 1, cover_pages).split("署名・押印を待つ頁")[0]
    rows = [(int(n), title.strip(), label or "", int(pages), int(sheets), int(first))
            for n, title, label, pages, sheets, first, _ in ROW.findall(text)]
    return [row for row in rows if row[0]]


def links_of(pdf, number):
    """The links of a page: (name, where it leads: the page's number)."""
    page = pdf.look(pdf.json["pages"][number - 1]["object"])
    found = []
    for ref in pdf.look(page.get("/Annots", [])):
        link = pdf.look(ref)
        if link["/Subtype"] == "/Link" and "/Dest" in link:
            found.append((pdf.text_of(link["/Dest"]), link["/Rect"]))
    return found


def destinations(pdf):
    """The named destinations: {name: page}."""
    text = support.tool("pdfinfo", "-dests", pdf.path)
    return {name: int(page) for page, name in re.findall(r'^ *(\d+) \[.*\] "(.*)"$', text, re.M)}


class Sample(support.Test):
    def setUp(self):
        super().setUp()
        self.packet = kept(self, "plain")
        self.rows = rows_of(self.packet)

    def test_the_cover_lists_forms_and_attachments_in_the_order_of_the_items(self):
        self.assertEqual([r[0] for r in self.rows], list(range(1, 24)))
        self.assertEqual([r[1] for r in self.rows[:2]], ["安全・安心マーク使用許諾更新申請書", "審査項目回答書"])
        labels = [r[2] for r in self.rows[2:]]
        self.assertEqual(labels, sorted(labels))
        self.assertEqual(labels.count("2-1-1"), 3)
        self.assertEqual(self.rows[2][1:4], ("情報セキュリティ基本方針・対策基準", "1-1-1", 2))

    def test_each_page_of_the_packet_belongs_to_the_document_that_the_cover_says(self):
        page = 3
        for number, title, label, pages, sheets, first in self.rows:
            self.assertEqual(first, page, title)
            self.assertEqual(sheets, pages)
            page += pages
        self.assertEqual(page - 1, self.packet.page_count())
        self.assertIn(fold(f"全23点とこの一覧 {page - 1}頁 用紙{page - 1}枚"), fold(layout_text(self.packet, 1)))

    def test_the_columns_of_the_cover_add_up_to_its_last_line(self):
        text = layout_text(self.packet, 1)
        own = re.search(r"この一覧）\s+一覧\s+(\d+)\s+(\d+)\s+1–2\n", text)
        total = re.search(r"この一覧\s+(\d+)頁\s+用紙(\d+)枚", text.replace(" ", " "))
        for column in (0, 1):
            self.assertEqual(int(own[1 + column]) + sum(row[3 + column] for row in self.rows),
                             int(total[1 + column]))

    def test_the_cover_says_how_to_print(self):
        self.assertIn("倍率を「実際のサイズ」（100％）に", fold(layout_text(self.packet, 1)))

    def test_every_attachment_has_its_label_in_the_corner(self):
        for number, title, label, pages, sheets, first in self.rows[2:]:
            for page in range(first, first + (pages if number == 3 else 1)):
                with self.subTest(case=f"{title} {page}"):
                    self.assert_label(page, label, f"{page - first + 1}/{pages}" if number == 3 else "")

    def assert_label(self, page, label, count):
        box = self.packet.json["pages"][page - 1]
        width = float(re.search(r"size: *([\d.]+) x", support.tool(
            "pdfinfo", "-f", page, "-l", page, self.packet.path))[1])
        found = [w for w in documents.words(self.packet.path, page) if w[0] == label]
        rotated = float(re.search(r"rot: *(\d+)", support.tool(
            "pdfinfo", "-f", page, "-l", page, self.packet.path))[1])
        if rotated in (90, 270):
            width = max(w[3] for w in documents.words(self.packet.path, page))
        corner = [w for w in found if w[3] > width - 40 * MM and w[2] < 15 * MM]
        self.assertEqual(len(corner), 1, f"{label}: {found} {box}")
        if count:
            self.assertIn(count, [w[0] for w in documents.words(self.packet.path, page)])

    def test_only_the_first_page_of_the_others_has_one(self):
        scan = self.rows[12]
        self.assertEqual(scan[2:4], ("4-1-4", 2))
        self.assertNotIn("4-1-4", [w[0] for w in documents.words(self.packet.path, scan[5] + 1)])

    def test_the_text_of_the_attachments_extracts(self):
        for title, says in (("情報セキュリティ監査報告書", "磯辺監査法人"), ("障害発生時の連絡体制図", "監視センター"),
                            ("バックアップからの復旧手順書", "松本データセンター")):
            first = next(r[5] for r in self.rows if r[1] == title)
            self.assertIn(says, fold(self.packet.text(first, first)))

    def test_links_of_the_cover_lead_to_each_document(self):
        where = destinations(self.packet)
        named = {where[name] for name, _ in links_of(self.packet, 1)}
        self.assertLessEqual({r[5] for r in self.rows}, named)

    def test_sentences_that_ask_for_a_document_lead_to_it(self):
        where = destinations(self.packet)
        for page in range(4, 22):
            text = fold(self.packet.text(page, page))
            asked = [label for label in re.findall(r"右肩に「(\d-\d-\d)」", text)
                     if label in {r[2] for r in self.rows}]
            self.assertEqual(list(dict.fromkeys(where[name] for name, _ in links_of(self.packet, page))),
                             [next(r[5] for r in self.rows if r[2] == label) for label in asked])

    def test_no_link_leads_nowhere(self):
        where = destinations(self.packet)
        for page in range(1, self.packet.page_count() + 1):
            for name, _ in links_of(self.packet, page):
                if isinstance(name, str):
                    self.assertIn(name, where)

    def test_the_outline_holds_the_forms_and_the_attachments_with_their_own(self):
        outline = self.packet.outline()
        self.assertEqual(outline[0], (0, "提出書類一覧", 1))
        group = next(i for i, e in enumerate(outline) if e[1] == "添付書類")
        self.assertEqual(outline[group + 1], (1, "1-1-1　情報セキュリティ基本方針・対策基準", 22))
        self.assertIn((3, "第1条　目的", 22), outline)
        self.assertEqual(sum(e[0] == 1 for e in outline[group:]), 21)

    def test_page_labels_name_document_and_page(self):
        self.assertEqual([self.packet.label_at(i) for i in (0, 2, 3, 20, 21, 22, 24, 25)],
                         ["一覧 1", "申請書", "回答書 1", "回答書 18", "1-1-1-1", "1-1-1-2", "2-1-1-1", "2-1-1(2)-1"])
        labels = [self.packet.label_at(i) for i in range(self.packet.page_count())]
        self.assertEqual(len(set(labels)), len(labels))

    def test_the_cover_says_which_pages_wait_for_whom(self):
        text = layout_text(self.packet, 1, 2)
        waits = fold(text.split("署名・押印を待つ頁")[1])
        for says in ("13代表者の押印（社印）", "25担当者の署名・押印1-1-3、1-1-4", "1821回答者の押印"):
            self.assertIn(says, waits)
        self.assertNotIn("5-1-4", waits)        # denied: nothing to sign

    def test_nothing_is_wrong_with_the_file(self):
        self.assertEqual(documents.check(self.packet.path), (0, 0))
        self.assertIn("Encrypted:       no", support.tool("pdfinfo", self.packet.path))

    def test_the_same_bytes_again_and_from_elsewhere(self):
        again = self.folder / "again.pdf"
        self.succeed("build", "answers.yaml", "-o", again, cwd=RENEWAL.parent, lang="ja")
        self.assertTrue(again.read_bytes() == self.packet.path.read_bytes())

    def test_a_signed_sheet_is_the_same_whatever_is_attached(self):
        whole = pages_of(self.succeed("build", RENEWAL, "--trace").out)
        alone = pages_of(self.trace(RENEWAL))
        self.assertEqual({k: v for k, v in whole.items() if k[0] != "cover"}, alone)

    def test_the_password_stands_nowhere(self):
        for lang, output in (("en", ["-o", self.folder / "x.pdf"]), ("ja", [])):
            result = self.succeed("build", RENEWAL, "--trace", "--explain", *output, lang=lang)
            self.assertNotIn(PASSWORD, result.out + result.err)
        self.assertNotIn(PASSWORD.encode(), (self.folder / "x.pdf").read_bytes())
        check = self.succeed("check", RENEWAL, "--json", "--attachments")
        self.assertNotIn(PASSWORD, check.out + check.err)


class Options(support.Test):
    def test_duplex_begins_each_document_in_front(self):
        packet = kept(self, "duplex", "--duplex")
        rows = rows_of(packet)
        self.assertEqual(len(rows), 23)
        for number, title, label, pages, sheets, first in rows:
            self.assertEqual((first % 2, sheets), (1, (pages + 1) // 2), title)
        for before, row in zip(rows, rows[1:]):
            if before[3] % 2:
                self.assertEqual(packet.text(row[5] - 1, row[5] - 1).strip(), "", row)
        self.assertEqual(packet.page_count(), rows[-1][5])      # no blank page at the end
        sheets = (packet.page_count() + 1) // 2
        self.assertIn(f"用紙{sheets}枚（両面印刷）", fold(layout_text(packet, 1)))

    def test_a_blank_page_is_like_the_one_before(self):
        packet = kept(self, "duplex", "--duplex")
        first = next(r[5] for r in rows_of(packet) if r[2] == "3-1-1")
        sizes = re.findall(r"size: *([\d.]+ x [\d.]+)", support.tool("pdfinfo", "-f", first, "-l", first + 1, packet.path))
        self.assertEqual(sizes[0], sizes[1])

    def test_fit_a4_makes_every_page_a4(self):
        path = self.folder / "a4.pdf"
        self.succeed("build", RENEWAL, "-o", path, "--fit", "a4")
        sizes = re.findall(r"size: *([\d.]+) x ([\d.]+)", support.tool("pdfinfo", "-l", 99, path))
        self.assertEqual(len(sizes), 44)
        for size in sizes:
            for one, a4 in zip(sorted(map(float, size)), (595.276, 841.89)):
                self.assertAlmostEqual(one, a4, delta=1)

    def test_a3_stays_a3_without_it(self):
        packet = kept(self, "plain")
        first = next(r[5] for r in rows_of(packet) if r[2] == "3-1-1")
        self.assertIn("1190.55 x 841.89", support.tool("pdfinfo", "-f", first, "-l", first, packet.path))

    def test_linearized_on_request(self):
        path = self.folder / "lin.pdf"
        self.succeed("build", RENEWAL, "-o", path, "--linearize")
        self.assertIn("no linearization errors", support.tool("qpdf", "--check-linearization", path))

    def test_without_a_cover(self):
        path = self.folder / "bare.pdf"
        self.succeed("build", RENEWAL, "-o", path, "--no-cover")
        bare = Pdf(path)
        self.assertEqual(bare.page_count(), 42)
        self.assertIn("更新申請書", bare.text(1, 1))
        self.assertEqual(bare.outline()[-1][2], 42)

    def test_of_the_forms_alone(self):
        self.assertEqual(self.pdf(RENEWAL).page_count(), 19)

    def test_drafts_blanks_and_chosen_documents_are_printed_alone(self):
        answers = self.folder / "answers.yaml"
        answers.write_text(RENEWAL.read_text("utf-8"), "utf-8")     # and no docs
        for args, pages in ((["--draft"], 19), (["--blank"], 19), (["--only", "application"], 1)):
            path = self.folder / "x.pdf"
            self.succeed("build", answers, "-o", path, *args)
            self.assertEqual(Pdf(path).page_count(), pages, args)
        self.assert_says(self.succeed("build", answers, "-o", path, "--draft"), "attached documents that are left out: 21")

    def test_another_size_than_a4_is_a_fault_of_usage(self):
        self.assertIn("--fit is a4", self.fail_with(2, "build", RENEWAL, "-o", "x.pdf", "--fit", "a5").err)


class Given(support.Test):
    """Attachments of a form without labels of its own."""

    def setUp(self):
        super().setUp()
        (self.folder / "docs").mkdir()
        self.one, self.two = (self.folder / "docs" / n for n in ("one.pdf", "two.pdf"))
        self.one.write_bytes(documents.one_page())
        shutil.copy(PDFS / "28-outlines-with-loop.pdf", self.two)
        self.output = self.folder / "out.pdf"

    def answers(self, attach, more=""):
        text = (support.TINY / "answers.yaml").read_text("utf-8")
        path = self.folder / "answers.yaml"
        path.write_text(text.replace("attach: docs/tiny.pdf", "attach:" + attach) + more, "utf-8")
        return path

    def build(self, attach, *args, **more):
        self.succeed("build", self.answers(attach), "-o", self.output, *args, data=self.data(), **more)
        return Pdf(self.output)

    def fails(self, attach, *says, code=3, args=(), lang="en", **more):
        self.output.write_bytes(b"old")
        result = self.fail_with(code, "build", self.answers(attach), "-o", self.output, *args,
                                data=self.data(), lang=lang, **more)
        self.assert_says(result, *says)
        self.assertEqual(self.output.read_bytes(), b"old")
        self.assertEqual([n for n in self.left_behind() if n.endswith(".tmp")], [])
        return result

    def own(self):
        return self.pdf(self.answers(" []"), name="own.pdf", data=self.data()).page_count()


class Entries(Given):
    def test_chosen_pages_come_in_their_order(self):
        own = self.own()
        self.assertEqual(self.build(" docs/two.pdf").page_count(), own + 30)
        packet = self.build(" {file: docs/two.pdf, pages: '3,1-2'}")
        self.assertEqual(packet.page_count(), own + 3)
        self.assertEqual([packet.text(own + i, own + i).split() for i in (1, 2, 3)],
                         [documents.text_of(self.two, i).split() for i in (3, 1, 2)])

    def test_a_label_of_the_answer_file_where_the_form_has_none(self):
        packet = self.build(" {file: docs/two.pdf, label: 添付甲}")
        first = self.own() + 1
        self.assertIn("添付甲", [w[0] for w in documents.words(packet.path, first)])
        self.assertNotIn("添付甲", [w[0] for w in documents.words(packet.path, first + 1)])

    def test_no_label_where_nobody_gives_one(self):
        plain = self.build(" docs/one.pdf")
        self.assertEqual(documents.text_of(self.output, self.own() + 1), documents.text_of(self.one))
        self.assertEqual(plain.label_at(self.own()), "添付2-1")

    def test_room_makes_the_page_smaller(self):
        wide = documents.render(self.build(" {file: docs/one.pdf, label: A}").path, first=self.own() + 1)[0]
        shrunk = documents.render(self.build(" {file: docs/one.pdf, label: A, room: shrink}").path,
                                  first=self.own() + 1)[0]
        self.assertEqual((wide.width, wide.height), (shrunk.width, shrunk.height))
        self.assertTrue(documents.differences(wide, shrunk)[1])

    def test_print_below_the_label_is_a_warning_unless_room_is_made(self):
        self.one.write_bytes(documents.one_page("BT /F1 14 Tf 220 375 Td (PRINTED) Tj ET"))
        for attach, told in ((" {file: docs/one.pdf, label: A}", True), (" docs/one.pdf", False),
                             (" {file: docs/one.pdf, label: A, room: shrink}", False)):
            result = self.succeed("build", self.answers(attach), "-o", self.output, data=self.data())
            self.assertEqual("hides print" in result.err, told, str(result))
        answers = self.answers(" {file: docs/one.pdf, label: A}")
        self.assert_says(support.run("check", answers, "--attachments", data=self.data()), "hides print",
                         "answers.yaml:" + self.place(answers, "docs/one.pdf"))

    def test_the_corner_of_the_labelled_page_is_looked_at(self):
        printed = documents.stream("BT /F1 14 Tf 220 375 Td (PRINTED) Tj ET")
        page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Resources 6 0 R "
        self.one.write_bytes(documents.pdf({
            1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Count 3 /Kids [3 0 R 4 0 R 3 0 R] >>",
            3: page + ">>", 4: page + "/Contents 5 0 R >>", 5: printed, 6: documents.FONT}))
        for more, told in (("", False), (", pages: 2-3", True), (", pages: '3,2'", False)):
            result = self.succeed("build", self.answers(f" {{file: docs/one.pdf, label: A{more}}}"), "-o", self.output,
                                  data=self.data())
            self.assertEqual("corner of page 2" in result.err, told, more + str(result))

    def test_the_same_pages_named_twice_are_one_document(self):
        self.assertEqual(self.build(" [docs/one.pdf, docs/one.pdf]").page_count(), self.own() + 1)

    def test_a_file_under_two_labels_is_bound_twice_with_a_note(self):
        attach = " [{file: docs/one.pdf, label: A}, {file: docs/one.pdf, label: B}]"
        result = self.succeed("build", self.answers(attach), "-o", self.output, data=self.data())
        self.assert_says(result, "note: 'docs/one.pdf' is attached to 'A', too")
        self.assertEqual(Pdf(self.output).page_count(), self.own() + 2)

    def test_pictures_are_documents_too(self):
        for suffix in ("jpg", "png", "tif"):
            path = next(DOCS.glob(f"*.{suffix}"))
            shutil.copy(path, self.folder / "docs")
            self.assertGreater(self.build(f" docs/{path.name}").page_count(), self.own(), suffix)

    def test_what_is_odd_is_a_warning_at_its_place(self):
        for name, says in (("27-signed_verified.pdf", "signed"), ("26-xfa_issue14315.pdf", "XFA"),
                           ("25-form-fields-and-annotations.pdf", "not embedded"),
                           ("30-circular-page-tree.pdf", "damaged")):
            with self.subTest(case=name):
                shutil.copy(PDFS / name, self.folder / "docs" / name)
                answers = self.answers(f" docs/{name}")
                line, column = self.place(answers, f"docs/{name}").split(":")
                result = support.run("build", answers, "-o", self.output, env=None, data=self.data())
                told = [m for m in result.messages if says in m["text"] and m["level"] == "warning"]
                self.assertTrue(told, str(result))
                self.assertEqual((told[0]["line"], told[0]["column"]), (line, column))

    def test_a_password_opens_what_it_opens_and_is_never_shown(self):
        locked = self.folder / "docs/locked.pdf"
        support.tool("qpdf", "--encrypt", "ge heim", "o", "256", "--", self.one, locked)
        self.fails(" docs/locked.pdf", "'docs/locked.pdf' needs a password", "password: …")
        for written in ("wrong-one", "'ge  heim'", '"wrong-two"'):
            result = self.fails(f" {{file: docs/locked.pdf, password: {written}}}", "does not open")
            self.assertNotIn(written.strip("'\""), result.err)
            self.assertIn(re.sub(r"[^ ]", "*", written.strip("'\"")), result.err)
        self.assertEqual(self.build(" {file: docs/locked.pdf, password: 'ge heim'}").page_count(), self.own() + 1)

    def test_a_password_is_not_shown_where_its_line_cannot_be_read_either(self):
        for attach in ("\n  - {file: docs/one.pdf, pasword: geheim}", "\n  - {file: docs/one.pdf, password: geheim, titel: x}",
                       "\n  - file: docs/one.pdf\n    password: [geheim]", "\n  - {パスワード: geheim, password: geheim}"):
            result = self.fails(attach)
            if "pasword" not in attach:
                self.assertNotIn("geheim", result.err)

    def test_readers_of_the_answer_file_are_told_of(self):
        locked = self.folder / "docs/locked.pdf"
        support.tool("qpdf", "--encrypt", "geheim", "o", "256", "--", self.one, locked)
        answers = self.answers(" {file: docs/locked.pdf, password: geheim}")
        for mode, told in ((0o644, True), (0o640, False)):
            answers.chmod(mode)
            result = self.succeed("build", answers, "-o", self.output, data=self.data())
            self.assertEqual("everybody on this computer" in result.err, told)


class Faults(Given):
    def test_of_the_file(self):
        (self.folder / "docs/empty.pdf").write_bytes(b"")
        (self.folder / "docs/text.pdf").write_bytes(b"no PDF at all\n")
        os.mkfifo(self.folder / "docs/pipe.pdf")
        shutil.copy(PDFS / "38-crash-122.pdf", self.folder / "docs/broken.pdf")
        for attach, says, ja in (
                ("docs/none.pdf", "there is no file 'docs/none.pdf'", "「docs/none.pdf」がありません"),
                ("docs/one.pdf/x", "there is no file", "がありません"),
                ("docs", "'docs' is a folder", "フォルダーです"),
                ("docs/pipe.pdf", "no regular file", "通常のファイルではありません"),
                ("docs/empty.pdf", "is an empty file", "空のファイルです"),
                ("docs/text.pdf", "is not a PDF", "PDFでも画像"),
                ("docs/broken.pdf", "damaged beyond repair", "壊れていて復元できません"),
                ("{file: docs/two.pdf, pages: 29-31}", "'docs/two.pdf' has 30 pages; '29-31'", "30ページです"),
                ("{file: docs/one.pdf, pages: 2-1}", "'2-1' is no choice of pages", "ページの指定"),
                ("{file: docs/one.pdf, pages: 0}", "is no choice of pages", "ページの指定"),
                ("{file: docs/one.pdf, pages: all}", "is no choice of pages", "ページの指定"),
                ("{file: docs/one.pdf, room: wide}", "'wide' makes no room", "余白は作れません"),
                (f"{{file: docs/one.pdf, label: {'長' * 40}}}", "is too long", "長すぎます")):
            with self.subTest(case=attach):
                result = self.fails(" " + attach, says, "answers.yaml:")
                self.assertRegex(result.err, r"answers\.yaml:\d+:\d+: error")
                self.fails(" " + attach, ja, lang="ja")

    def test_are_told_once_with_the_name_that_was_written(self):
        (self.folder / "docs/empty.pdf").write_bytes(b"")
        (self.folder / "docs/word.docx").write_bytes(b"PK\3\4 what Word saves")
        os.mkfifo(self.folder / "docs/pipe.pdf")
        for name in ("docs", "docs/empty.pdf", "docs/pipe.pdf", "docs/word.docx"):
            with self.subTest(case=name):
                self.answers(f" {name}")
                result = support.run("build", "answers.yaml", "-o", "x.pdf", cwd=self.folder, data=self.data())
                self.assertEqual([f"'{name}'" in m["text"] for m in result.errors()], [True], str(result))

    def test_a_missing_file_is_looked_for_among_its_neighbours(self):
        shutil.copy(self.one, self.folder / "docs" / unicodedata.normalize("NFD", "ガバナンス.pdf"))
        shutil.copy(self.one, self.folder / "docs/規程 第2版.PDF")
        (self.folder / "docs" / os.fsdecode(b"\x8b\x4b.pdf")).write_bytes(b"")
        for attach, says in (("docs/ガバナンス.pdf", ("how voiced kana are composed",)),
                             ("docs/規程　第２版.pdf", ("but '規程 第2版.PDF' is there",)),
                             ("docs/onne.pdf", ("did you mean 'one.pdf'?",)),
                             ('"docs\\\\nowhere.pdf"', ("write '/' between folders",)),
                             ("docs/first.pdf, docs/second.pdf", ("[a.pdf, b.pdf]",)),
                             ("docs/先の書類.pdf、後の書類.pdf", ("[a.pdf, b.pdf]",)),
                             ("none/anything.pdf", ("paths begin at the answer file's folder",))):
            with self.subTest(case=attach):
                self.fails(" " + attach, "there is no file", *says)

    def test_all_at_once_each_with_its_place(self):
        result = self.fails("\n  - docs/none.pdf\n  - {file: docs/two.pdf, pages: 31}\n  - docs\n"
                            "  - {file: docs/one.pdf, pages: x, room: y}\n  - /etc/hostname\n")
        self.assertGreaterEqual(len(result.errors()), 6)
        self.assertTrue(all(m["line"] for m in result.errors()))

    def test_with_what_is_missing_among_the_answers(self):
        answers = self.answers(" docs/none.pdf")
        self.edit(answers, ("agree: yes\n", "agree:\n"))
        (self.folder / "docs/none.pdf").unlink()
        result = self.fail_with(3, "build", answers, "-o", self.output, data=self.data())
        self.assert_says(result, "'agree'", "docs/none.pdf")

    def test_a_file_that_may_not_be_read(self):
        self.one.chmod(0)
        self.folder.chmod(0o755)
        before = (lambda: os.setuid(65534)) if os.getuid() == 0 else None
        result = self.fail_with(3, "build", self.answers(" docs/one.pdf"), "--trace", data=self.data(), before=before)
        self.assert_says(result, "'docs/one.pdf' cannot be read")

    def test_a_path_that_leaves_the_folder(self):
        outside = self.folder.parent / f"{self.folder.name}-outside.pdf"
        self.addCleanup(outside.unlink)
        outside.write_bytes(documents.one_page())
        (self.folder / "docs/link.pdf").symlink_to(outside)
        (self.folder / "docs/inner.pdf").symlink_to(self.one)
        for attach in (f"../{outside.name}", str(outside), "docs/link.pdf", f"docs/../../{outside.name}"):
            with self.subTest(case=attach):
                self.fails(f" {attach}", "lies outside of the answer file's folder", "--allow-outside")
                self.assertEqual(self.build(f" {attach}", "--allow-outside").page_count(), self.own() + 1)
        for attach in ("docs/inner.pdf", "docs/../docs/one.pdf", str(self.one)):
            with self.subTest(case=attach):
                self.assertEqual(self.build(f" {attach}").page_count(), self.own() + 1)

    def test_a_folder_whose_name_begins_alike_is_outside(self):
        other = self.folder.parent / (self.folder.name + "x")
        other.mkdir()
        self.addCleanup(shutil.rmtree, other)
        shutil.copy(self.one, other)
        self.fails(f" {other}/one.pdf", "lies outside")

    def test_labels_are_the_forms(self):
        answers = self.sample_with("renewal", ("label: every-page", "label: 1-1-2"))
        result = self.fail_with(3, "build", answers, "-o", self.output)
        self.assert_says(result, "the form's label is '1-1-1', not '1-1-2'", self.place(answers, "1-1-2}   # 全頁"))
        answers = self.sample_with("renewal", ("label: every-page", "label: 1-1-1"))
        self.assertNotIn("form's label", support.run("build", answers, "-o", self.output).err)

    def test_without_the_program_that_reads(self):
        alone = self.folder / "bin/tsuzuri"
        alone.parent.mkdir()
        shutil.copy(support.PROGRAM, alone)
        done = subprocess.run([alone, "build", self.answers(" docs/one.pdf"), "-o", self.output], capture_output=True,
                              env=support.environment(TSUZURI_DATA=self.data()))
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"tsuzuri-pdf", done.stderr)
        self.assertFalse(self.output.exists())

    def test_a_folder_that_takes_no_packet(self):
        result = self.fail_with(4, "build", self.answers(" docs/one.pdf"), "-o", self.folder / "none/x.pdf",
                                data=self.data())
        self.assert_says(result, "none/x.pdf")


class Check(Given):
    def test_sees_that_files_are_missing(self):
        result = support.run("check", self.answers(" docs/none.pdf"), data=self.data())
        self.assertEqual(result.code, 3)
        self.assert_says(result, "there is no file 'docs/none.pdf'")

    def test_reads_them_on_request(self):
        shutil.copy(PDFS / "38-crash-122.pdf", self.folder / "docs/broken.pdf")
        answers = self.answers(" docs/broken.pdf")
        self.assertNotIn("damaged", support.run("check", answers, data=self.data()).err)
        result = support.run("check", answers, "--attachments", data=self.data())
        self.assertEqual(result.code, 3)
        self.assert_says(result, "damaged beyond repair")

    def test_the_verdict_stands_all_the_same(self):
        answers = self.sample_with("renewal")
        (self.folder / "docs/7-6-1-notice-rules.pdf").unlink()
        result = support.run("check", answers)
        self.assertEqual(result.code, 3)
        self.assertIn("verdict: passes", result.out)
        self.assertNotIn("not final", result.out)


class Cover(Given):
    """Any form has one by naming ../shared/cover.yaml."""

    def setUp(self):
        super().setUp()
        self.copy = self.data("covered", copy=True)
        self.edit(self.copy / "forms/tiny/form.yaml",
                  ("layout: [styles.yaml, letter.yaml]", "layout: [styles.yaml, letter.yaml, ../shared/cover.yaml]"))

    def covered(self, attach, *args):
        self.succeed("build", self.answers(attach), "-o", self.output, *args, data=self.copy)
        return Pdf(self.output)

    def test_of_another_form(self):
        packet = self.covered(" {file: docs/one.pdf, title: 別の書類}")
        self.assertEqual(packet.page_count(), self.own() + 2)
        self.assertEqual([r[1] for r in rows_of(packet)][-1], "別の書類")

    def test_a_single_document_needs_none(self):
        self.assertEqual(self.covered(" []").page_count(), self.own())

    def test_of_many_documents_runs_over_pages_with_its_head(self):
        for i in range(120):
            shutil.copy(self.one, self.folder / f"docs/{i}.pdf")
        packet = self.covered(" [" + ", ".join(f"docs/{i}.pdf" for i in range(120)) + "]")
        covers = packet.page_count() - self.own() - 120
        self.assertGreaterEqual(covers, 3)
        rows = rows_of(packet, covers)
        self.assertEqual(len(rows), 121)
        self.assertEqual(rows[0][5], covers + 1)
        self.assertEqual(rows[-1][5], packet.page_count())
        for page in range(1, covers + 1):
            if "署名・押印を待つ頁" not in packet.text(page, page):
                self.assertIn("通し頁", fold(packet.text(page, page)))

    def test_a_file_without_a_title_goes_by_its_name(self):
        (self.folder / "docs/規程 第1号.pdf").write_bytes(self.one.read_bytes())
        self.assertIn("規程 第1号", layout_text(self.covered(" docs/規程 第1号.pdf"), 1))

    def test_faults_of_a_cover_are_found_where_the_form_is_loaded(self):
        path = self.copy / "forms/shared/cover.yaml"
        self.edit(path, ("{entry.sheets}", "{entry.sheet}"))
        result = self.fail_with(3, "build", "--blank", "tiny", "--trace", data=self.copy)
        self.assert_says(result, "cover.yaml", "'sheet'", "did you mean 'sheets'")

    def test_providers_are_told_apart(self):
        packet = kept(self, "upstream", answers=sample("upstream"))
        text = fold(layout_text(packet, 1, 2))
        for label in ("上位1-1-1", "上位5-1-2"):
            self.assertGreaterEqual(text.count(label), 2)
        self.assertIn("みずうみネットワーク株式会社", text)
        self.assertIn("やまなみ通信株式会社", text)


class Stopped(Given):
    def test_leaves_nothing_behind(self):
        (self.folder / "docs/big.pdf").write_bytes(documents.one_page("0 0 m 1 1 l S\n" * 400000))
        answers = self.answers(" docs/big.pdf")
        for step in range(8):
            self.output.write_bytes(b"old")
            process = subprocess.Popen(
                [support.PROGRAM, "build", str(answers), "-o", str(self.output)], stderr=subprocess.DEVNULL,
                env=support.environment(TSUZURI_DATA=self.data()))
            time.sleep(0.02 + step * 0.04)
            process.send_signal((signal.SIGTERM, signal.SIGINT)[step % 2])
            code = process.wait(30)
            self.assertIn(code, (0, -signal.SIGTERM, -signal.SIGINT))
            if code:
                self.assertEqual(self.output.read_bytes(), b"old")
            self.assertEqual(self.left_behind(), ["answers.yaml", "out.pdf"])


class Changing(support.Test):
    """A file that is replaced while the packet is made: the lock would tell of other pages."""

    def setUp(self):
        super().setUp()
        for name in ("docs", "build"):
            (self.folder / name).mkdir()
        built = pathlib.Path(support.PROGRAM).parent
        for name in ("tsuzuri", "tsuzuri-look"):
            shutil.copy(built / name, self.folder / "build" / name)
        self.old, self.new = (documents.one_page(f"BT /F1 14 Tf 60 375 Td ({word}) Tj ET")
                              for word in ("OLD", "NEW"))
        self.page = self.folder / "docs/page.pdf"
        (self.folder / "other.pdf").write_bytes(self.new)
        worker = self.folder / "build/tsuzuri-pdf"
        # It does not serve, so it is started for each step.
        worker.write_text(f'#!/bin/sh\n[ "$1" = --serve ] && exit 2\n[ "$1" = "$(cat {self.folder}/when)" ] && '
                          f'cp {self.folder}/other.pdf {self.page}\nexec {built}/tsuzuri-pdf "$@"\n')
        worker.chmod(0o755)
        text = support.sample("mostly-no").read_text("utf-8")
        self.answers = self.write("answers.yaml", re.sub(
            "1-1-1: .*", "1-1-1: {check: yes, attach: docs/page.pdf}", text))

    def build(self, when):
        self.page.write_bytes(self.old)
        self.write("when", when)
        return subprocess.run(
            [self.folder / "build/tsuzuri", "build", self.answers, "-o", self.folder / "packet.pdf"],
            env=dict(support.environment(), TSUZURI_DATA=str(support.ROOT)), capture_output=True, text=True)

    def test_at_no_step_of_the_work(self):
        self.assertEqual(self.build("never").returncode, 0)
        packet = self.folder / "packet.pdf"
        self.assertIn("OLD", Pdf(packet).text())
        before = packet.read_bytes(), (self.folder / "packet.lock").read_bytes()
        for when in ("visit", "bind", "verify-packet"):
            with self.subTest(case=when):
                result = self.build(when)
                self.assertEqual(result.returncode, 3, result.stderr)
                self.assertIn("'docs/page.pdf' changed while it was read; try again", result.stderr)
                self.assertEqual(before, (packet.read_bytes(), (self.folder / "packet.lock").read_bytes()))


class FullDisk(support.Test):
    """Wherever the space ends: that is what is said, and nothing is left."""

    def limited(self, size, *args):
        result = self.fail_with(4, *args, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
        self.assertRegex(result.err, "cannot be written|cannot write|written")
        self.assertNotIn("does not read back", result.err)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_of_a_packet(self):
        out = self.folder / "packet.pdf"
        for size in (1, 4096, 100000, 300000, 500000):
            with self.subTest(case=size):
                self.limited(size, "build", RENEWAL, "-o", out)

    def test_of_a_stamped_copy(self):
        source = DOCS / "1-1-1-security-policy.pdf"
        for size in (4096, 20000, source.stat().st_size - 100):
            with self.subTest(case=size):
                self.limited(size, "stamp", "--label", "1", source, "-o", self.folder / "copy.pdf")


class Sparing(support.Test):
    """What a packet is made from is never the place that it is written to."""

    def setUp(self):
        super().setUp()
        self.folder.joinpath("docs").mkdir()
        self.attached = self.folder / "docs/application.pdf"
        shutil.copy(DOCS / "2-1-1-hosts.pdf", self.attached)
        text = support.sample("mostly-no").read_text("utf-8")
        text = re.sub("1-1-1: .*", "1-1-1: {check: yes, attach: docs/application.pdf}", text)
        self.answers = self.write("answers.yaml", text)
        self.before = self.attached.read_bytes()

    def refused(self, *args, says="docs/application.pdf"):
        result = self.fail_with(2, *args)
        self.assert_says(result, says)
        self.assertEqual(self.attached.read_bytes(), self.before)

    def test_an_attached_file_is_not_replaced(self):
        self.refused("build", self.answers, "-o", self.attached)

    def test_nor_by_its_other_names(self):
        link = self.folder / "link.pdf"
        link.symlink_to(self.attached)
        self.refused("build", self.answers, "-o", link)
        hard = self.folder / "hard.pdf"
        os.link(self.attached, hard)
        self.refused("build", self.answers, "-o", hard)

    def test_nor_by_drafts_and_forms_alone(self):
        for option in ("--draft", "--forms-only", "--force"):
            self.refused("build", self.answers, "-o", self.attached, option)
        self.refused("build", self.answers, "-o", self.attached, "--only", "application")

    def test_nor_by_documents_one_by_one(self):
        self.refused("build", self.answers, "--split", self.attached.parent)
        self.assertEqual(os.listdir(self.attached.parent), ["application.pdf"])

    def test_nor_by_corrections(self):
        packet = self.folder / "packet.pdf"
        self.succeed("build", self.answers, "-o", packet)
        self.edit(self.answers, ("representative: ", "representative: 新"))
        self.refused("reprint", self.answers, "--since", self.folder / "packet.lock", "-o", self.attached)

    def test_a_lock_is_not_replaced_by_a_pdf(self):
        packet, lock = self.folder / "packet.pdf", self.folder / "packet.lock"
        self.succeed("build", self.answers, "-o", packet)
        self.succeed("issue", lock)
        before = lock.read_bytes()
        self.refused("build", self.answers, "-o", lock, says=".lock")
        self.refused("build", self.answers, "-o", lock, "--force", says=".lock")
        self.refused("build", self.answers, "-o", lock, "--draft", says=".lock")
        self.edit(self.answers, ("representative: ", "representative: 新"))
        self.refused("reprint", self.answers, "--since", lock, "-o", self.folder / "new.lock", says=".lock")
        self.assertEqual(lock.read_bytes(), before)


if __name__ == "__main__":
    support.unittest.main()
