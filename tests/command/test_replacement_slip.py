"""The replacement slip is one page at the pile of paper: a row is what a hand does in one go, called
by what is printed on the sheets."""
import re
import shutil
import unittest

from support import Test, run, sample, tool

SENTENCE = "外部の検知サービスにより五分間隔で主要な頁を照合し、当番の技術者へ通報する。"


def flat(text):
    return "".join(text.split()).replace("\u3000", "")


class Slip(Test):
    """Answers of mostly-no, with what a test puts into them."""

    def setUp(self):
        super().setUp()
        (self.folder / "docs").mkdir()
        self.text = sample("mostly-no").read_text("utf-8")

    def item(self, number, value):
        self.text, count = re.subn(rf"^  {number}: .*$", lambda m: f"  {number}: {value}", self.text,
                                   flags=re.M)
        self.assertEqual(count, 1, number)

    def book(self, name, *pages):
        """A document of these pages of a form that was not filled in."""
        form = self.folder / "form.pdf"
        if not form.exists():
            self.succeed("build", "--blank", "anshin-isp", "--only", "answer-sheet", "-o", form)
        tool("qpdf", "--empty", "--pages", form, ",".join(str(p + 1) for p in pages), "--",
             self.folder / "docs" / name)

    def answers(self):
        return self.write("answers.yaml", self.text)

    def build(self, *options):
        self.succeed("build", self.answers(), "-o", self.folder / "packet.pdf", *options)
        self.succeed("issue", self.folder / "packet.lock")

    def diff(self, lang="ja"):
        result = run("diff", self.answers(), "--since", self.folder / "packet.lock", lang=lang)
        self.assertEqual(result.code, 1, str(result))
        return result.out

    def reprint(self, *options):
        """The slip's pages, as texts without any blank."""
        out = self.folder / "corrections.pdf"
        self.succeed("reprint", self.answers(), "--since", self.folder / "packet.lock", "-o", out,
                     "--date", "2026-12-15", "--force", *options)
        pages = tool("pdftotext", "-raw", out, "-").split("\f")
        return [flat(p) for p in pages if "差替え票" in flat(p)]

    def assert_rows(self, *rows):
        slip = "".join(self.reprint())
        said = self.diff()
        for row in rows:
            self.assertIn(flat(row), slip)
            self.assertIn(row, said)
        return slip


class Officer(Slip):
    """Three corrections, one of them long, and an attachment that grew (trial officer/03)."""

    def setUp(self):
        super().setUp()
        self.item("2-1-4", "{check: yes, measures: 五分ごとに照合している。, signer: {department: 技術部}}")
        self.item("3-2-1", "{check: yes, attach: {file: docs/book1.pdf, title: 障害対応マニュアル}}")
        self.book("book1.pdf", 0, 1, 2, 3)
        self.book("book2.pdf", 4, 5, 6, 7, 8, 9, 10)
        self.build()
        self.text = self.text.replace("五分ごとに照合している。", SENTENCE * 16).replace("book1", "book2")
        self.text = self.text.replace("川辺　守", "川辺　衛", 1)

    def test_the_slip(self):
        pages = self.reprint()
        self.assertEqual(len(pages), 1)
        self.assertLessEqual(pages[0].count("当番の技術者へ通報"), 1)
        for part in ("申請書：1枚を差し替える", "回答書4／18：1枚を差し替える", "代表者の押印", "担当者の署名・押印",
                     "3-2-1障害対応マニュアル：全4枚を抜き、7枚を入れる", "署名・押印もそのまま有効な頁：回答書18／18",
                     "別紙2-1-4（1）：「回答書18／18」の後ろに1枚を入れる"):
            self.assertIn(part, pages[0])
        self.assertNotIn("docs/", pages[0])

    def test_the_terminal(self):
        for lang in ("ja", "en"):
            said = self.diff(lang)
            self.assertLess(max(map(len, said.split("\n"))), 120)
            self.assertNotIn("docs/", said)
        self.assertIn("3-2-1 障害対応マニュアル: take out all 4 sheets, put in 7 sheets", said)

    def test_a_row_has_a_square_to_tick_off(self):
        self.reprint()
        text = tool("pdftotext", "-raw", "-l", "1", self.folder / "corrections.pdf", "-")
        self.assertEqual(len(re.findall("^☐ .*：", text, re.M)), 5, text)


class Documents(Slip):
    """What a hand does with a document of several sheets."""
    CASES = [
        # before, after, what is done
        ((0, 1, 2, 3), (0, 4, 2, 3), ["1-1-1 手順書：2枚目を差し替える"]),
        ((0, 1, 2, 3), (0, 4, 5, 3), ["1-1-1 手順書：2–3枚目を差し替える"]),
        ((0, 1, 2, 3), (0, 4, 2, 5), ["1-1-1 手順書：2枚目を差し替える", "1-1-1 手順書：4枚目を差し替える"]),
        ((0, 1, 2), (0, 1, 2, 3, 4), ["1-1-1 手順書：3枚目の後ろに2枚を入れる"]),
        ((0, 1, 2), (0, 3, 1, 2), ["1-1-1 手順書：1枚目の後ろに1枚を入れる"]),
        ((0, 1, 2, 3), (0, 3), ["1-1-1 手順書：2–3枚目を抜く"]),
        ((0, 1), (2, 3), ["1-1-1 手順書：全2枚を差し替える"]),
        ((0,), (1,), ["1-1-1 手順書：1枚を差し替える"]),
        ((0,), (1, 2), ["1-1-1 手順書：1枚を抜き、2枚を入れる"]),
    ]

    def test_on_one_side(self):
        for before, after, rows in self.CASES:
            with self.subTest(case=(before, after)):
                self.book("a.pdf", *before)
                self.item("1-1-1", "{check: yes, attach: {file: docs/a.pdf, title: 手順書}}")
                self.succeed("build", self.answers(), "-o", self.folder / "packet.pdf", "--force")
                self.book("a.pdf", *after)
                self.assert_rows(*rows)

    def test_on_both_sides_sheets_are_counted_not_pages(self):
        self.book("a.pdf", 0, 1, 2, 3)
        self.item("1-1-1", "{check: yes, attach: {file: docs/a.pdf, title: 手順書}}")
        self.build("--duplex")
        self.book("a.pdf", 0, 1, 2, 4)
        self.assert_rows("1-1-1 手順書：2枚目を差し替える")

    def test_a_document_that_comes_and_one_that_goes(self):
        self.book("a.pdf", 0)
        self.book("b.pdf", 1, 2)
        self.item("1-1-1", "{check: yes, attach: {file: docs/a.pdf, title: 方針}}")
        self.build()
        self.item("3-2-1", "{check: yes, attach: {file: docs/b.pdf, title: 手順書}}")
        self.assert_rows("3-2-1 手順書：「1-1-1 方針」の後ろに2枚を入れる")
        self.succeed("build", self.answers(), "-o", self.folder / "packet.pdf", "--force")
        self.item("3-2-1", "no")
        self.assert_rows("3-2-1 手順書：全2枚を抜く")

    def test_a_lock_of_an_older_version_names_the_file(self):
        self.book("a.pdf", 0, 1)
        self.item("1-1-1", "{check: yes, attach: {file: docs/a.pdf, title: 手順書}}")
        self.build()
        lock = self.folder / "packet.lock"
        import hashlib
        body = re.sub(r"    name: .*\n", "", lock.read_text("utf-8"))
        body = body[:body.index('seal: "')]
        seal = hashlib.sha256(body.encode("utf-8")).hexdigest()
        lock.write_text(f'{body}seal: "{seal}"\n', "utf-8")
        self.book("a.pdf", 0, 2)
        self.assert_rows("1-1-1「a.pdf」：2枚目を抜き、「1-1-1 手順書」1枚を入れる")


class Values(Slip):
    """Values are cut about the place where they begin to differ."""

    def said(self, before, after):
        self.item("2-1-4", "{check: yes, measures: %s, signer: {department: 技術部}}" % before)
        self.succeed("build", self.answers(), "-o", self.folder / "packet.pdf", "--force")
        self.item("2-1-4", "{check: yes, measures: %s, signer: {department: 技術部}}" % after)
        return re.search(r"対策方法: (.*)", self.diff())[1]

    def test_short_ones_stand_whole(self):
        self.assertEqual(self.said("毎日照合する。", "毎週照合する。"), "毎日照合する。 → 毎週照合する。")

    def test_the_place_that_differs_is_seen(self):
        former, now = self.said(SENTENCE, SENTENCE.replace("当番", "非番")).split(" → ")
        self.assertIn("、当番の", former)
        self.assertIn("、非番の", now)
        for text in (former, now):
            self.assertLessEqual(len(text), 26)

    def test_a_character_is_never_cut(self):
        name = "辻\U000E0100"
        self.assertEqual(self.said("以下の者。" + name * 30, "上の者。"),
                         "以下の者。" + name * 19 + "… → 上の者。")


class Lists(Slip):
    """A step that is gone, or new, is one step gone or new (trial reported/05)."""
    TOP, URL = "https://www.kawaberi.example.jp/", "https://www.kawaberi.example.jp/apply/"
    CASES = [
        # before, after (between the top page and the URL), what diff says
        (("甲", "乙"), ("甲",), ["経路（3）: 乙 → （なし）"]),
        (("甲", "乙"), ("新", "甲", "乙"), ["経路（2）: （なし） → 新"]),
        (("甲", "乙", "丙"), ("乙", "丙"), ["経路（2）: 甲 → （なし）"]),
        (("甲", "乙", "丙"), ("甲", "新", "丙"), ["経路（3）: 乙 → 新"]),
        (("甲", "乙", "丙"), ("乙", "丙", "新"), ["経路（2）: 甲 → （なし）", "経路（4）: （なし） → 新"]),
    ]

    def route(self, steps):
        self.item("2-1-5", "{check: yes, route: [%s]}" % ", ".join([self.TOP, *steps, self.URL]))

    def test_diff(self):
        for before, after, told in self.CASES:
            with self.subTest(case=(before, after)):
                self.route(before)
                self.succeed("build", self.answers(), "-o", self.folder / "packet.pdf", "--force")
                self.route(after)
                self.assertEqual(re.findall("経路.*", self.diff()), told)

    def red(self, before, after):
        self.route(before)
        self.succeed("build", self.answers(), "-o", self.folder / "packet.pdf", "--force")
        self.route(after)
        self.reprint("--red")
        text = tool("pdftotext", "-raw", "-f", "2", "-l", "2", self.folder / "corrections.pdf", "-")
        tool("pdftoppm", "-r", "60", "-f", "2", "-l", "2", self.folder / "corrections.pdf",
             self.folder / "page")
        path = next(self.folder.glob("page*.ppm"))
        pixels = path.read_bytes().split(b"\n", 3)[3]
        path.unlink()
        red = sum(pixels[k] > pixels[k + 1] + 90 for k in range(0, len(pixels) - 2, 3))
        return flat(text), red

    def test_red(self):
        text, red = self.red(("甲の頁", "乙の頁"), ("甲の頁",))
        self.assertIn("甲の頁→乙の頁（削除）", text)
        self.assertGreater(red, 4)
        text, red = self.red(("甲の頁", "乙の頁"), ("甲の頁", "新しい頁", "乙の頁"))
        self.assertIn("甲の頁→新しい頁→乙の頁", text)
        self.assertNotIn("削除", text)
        self.assertGreater(red, 4)

    def test_mark(self):
        self.route(("甲", "乙"))
        self.succeed("build", self.answers(), "-o", self.folder / "packet.pdf")
        self.route(("甲",))
        self.reprint("--mark")
        self.assertGreater(rule_of(self, 2), 0)


def rule_of(test, page):
    """How far down, of the page's height, the rule in the left margin reaches; 0: there is none."""
    tool("pdftoppm", "-r", "40", "-gray", "-f", page, "-l", page, test.folder / "corrections.pdf",
         test.folder / "margin")
    path = next(test.folder.glob("margin*.pgm"))
    _, size, _, pixels = path.read_bytes().split(b"\n", 3)
    path.unlink()
    width, height = map(int, size.split())
    dark = [y for y in range(height) if min(pixels[y * width:y * width + width // 10]) < 160]
    return dark[-1] / height if dark else 0


class Marks(Slip):
    """The rule beside a continuation ends where its text does (trial officer/34)."""

    def test_the_rule(self):
        last = 0
        for times in (12, 24, 36):
            self.text = sample("mostly-no").read_text("utf-8")
            self.item("2-1-4", "{check: yes, measures: 五分ごとに照合している。, signer: {department: 技術部}}")
            self.succeed("build", self.answers(), "-o", self.folder / "packet.pdf", "--force")
            self.text = self.text.replace("五分ごとに照合している。", SENTENCE * times)
            self.reprint("--mark")
            pages = tool("pdftotext", "-raw", self.folder / "corrections.pdf", "-").split("\f")
            page = next(n for n, p in enumerate(pages, 1) if p.count("別紙2-1-4") > 1)
            self.assertIn("有限会社かわべり", pages[page - 1])
            reach = rule_of(self, page)
            self.assertLess(last, reach)
            self.assertLess(reach, 0.9)
            last = reach


class Many(Slip):
    """Some thirty rows stand on one page."""

    def test_every_document_replaced(self):
        folder = self.folder / "renewal"
        shutil.copytree(sample("renewal").parent, folder)
        answers = folder / "answers.yaml"
        self.succeed("build", answers, "-o", self.folder / "packet.pdf")
        text = answers.read_text("utf-8").replace("港　一郎", "港　二郎")
        text = re.sub(r"title: ([^,}\n]*)\}", r"title: \1　兼　務}", text)
        answers.write_text(text, "utf-8")
        for path in (folder / "docs").glob("*.pdf"):
            if "audit" not in path.name:
                tool("qpdf", "--replace-input", path, "--pages", path, "1-z", path, "1", "--")
        out = self.folder / "c.pdf"
        said = self.succeed("reprint", answers, "--since", self.folder / "packet.lock", "-o", out,
                            "--date", "2026-12-15", lang="ja").out
        self.assertGreaterEqual(len(re.findall("^[^ ].*：", said, re.M)), 22)
        text = tool("pdftotext", "-raw", out, "-").split("\f")
        self.assertEqual(sum("差替え票" in flat(page) for page in text), 1)


if __name__ == "__main__":
    unittest.main()
