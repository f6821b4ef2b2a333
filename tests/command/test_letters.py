"""What is posted: letters for a window envelope, address labels, envelopes; measured in mm."""
import re
import unittest

from support import Test, fold, run, tool

MM = 72 / 25.4
HEAD = "使用許諾番号,会社名,サービス名,代表者名,代表者の役職,郵便番号,住所,建物名,文書番号,二次審査,発行日\n"
ROWS = ("第0001号,株式会社みなと,光,,,231-0001,神奈川県横浜市中区見本町1-2-3,見本ビル4階,安安協第1号,合,2026-07-31\n"
        "第0002号,一般社団法人まめ地域情報通信基盤整備推進協力機構,光,渡邉　太郎,代表取締役社長,060-0002,"
        "北海道札幌市中央区北十条西二十丁目4番地の15見本団地第三街区,まめグランドタワーレジデンス横浜ベイサイド東棟1204号室,安安協第2号,合,2026-07-31\n"
        "第0003号,合同会社ゆき,光,中村　詩織,,100-0003,東京都千代田区まめ町9-8-7,,安安協第3号,否,2026-07-31\n")
SHEETS = {12: (2, 6, 86.4, 42.3, 18.6, 21.6, 0), 18: (3, 6, 63.5, 46.6, 7.25, 8.7, 2.5),
          21: (3, 7, 70, 42.3, 0, 0.45, 0), 24: (3, 8, 66, 33.9, 6, 12.9, 0)}


class Letters(Test):
    def certify(self, form, *args, rows=ROWS, code=0):
        path = self.write("register.csv", HEAD + rows)
        result = run("certify", path, "--form", f"anshin-isp/{form}", "-o", self.folder / "out.pdf", *args, lang="ja")
        self.assertEqual(result.code, code, str(result))
        return result

    def pages(self):
        """Each page's size and words, as (text, left, top, right, bottom), all in mm."""
        out = tool("pdftotext", "-bbox", self.folder / "out.pdf", "-")
        pages = []
        for page in re.findall(r"<page .*?</page>", out, re.S):
            size = tuple(float(v) / MM for v in re.search(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
            words = [(text, *(float(v) / MM for v in place)) for *place, text in re.findall(
                r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)]
            pages.append((size, words))
        return pages


class Window(Letters):
    """長形3号 with a window of 90 × 45 mm, 20 mm from the left and 12 mm from the top as it lies across.
    A sheet folded in three (210 × 99 mm) has 25 mm of play along the envelope and 21 mm across."""
    LEFT, TOP, RIGHT, BOTTOM = 20, 12, 110, 57

    def test_the_address_and_nothing_else_shows_in_the_window(self):
        for form, count in (("notice", 2), ("enclosure", 2), ("rejection", 1)):
            self.certify(form)
            pages = self.pages()
            self.assertEqual(len(pages), count, form)
            for size, words in pages:
                self.assertEqual([round(v) for v in size], [210, 297])
                address = [w for w in words if w[1] < self.RIGHT and w[2] < self.BOTTOM]
                self.assertTrue(address[0][0].startswith("〒") and address[-1][0].endswith(("御中", "様")), address)
                play = 4 if any("レジデンス" in w[0] for w in address) else 17    # a name and an address of two lines each
                for across, down in ((0, 0), (12.5, play), (17, 0), (0, play)):
                    for text, left, top, right, bottom in address:
                        self.assertTrue(left + across >= self.LEFT and right + across <= self.RIGHT, (form, text, left, right, across))
                        self.assertTrue(top + down >= self.TOP and bottom + down <= self.BOTTOM, (form, text, top, bottom, down))
                others = [w for w in words if w not in address]     # wherever the sheet lies
                self.assertGreater(len(others), 5)
                self.assertTrue(all(w[1] > self.RIGHT or w[2] > self.BOTTOM for w in others), others)
                self.assertFalse(any(part in w[0] for w in address for part in ("令和", "安安協", "協議会")), address)

    def test_a_person_is_sama_and_an_organisation_onchu(self):
        self.certify("enclosure")
        first, second = (fold("".join(w[0] for w in words)) for _, words in self.pages())
        self.assertEqual((first.count("御中"), first.count("様")), (1, 0))
        self.assertIn("代表取締役社長渡邉太郎様", second)
        self.assertNotIn("御中", second)
        for part in ("安安協第1号", "令和8年7月31日", "拝啓", "敬具", "記", "1通", "以上"):
            self.assertIn(part, first)
        self.assertLess(first.index("敬具"), first.index("以上"))


class Labels(Letters):
    def place_of(self, sheet, n):
        across, _, w, h, x, y, gap = SHEETS[sheet]
        return x + n % across * (w + gap), y + n // across * h

    def test_every_word_stands_within_its_label(self):
        for sheet, (across, down, w, h, *_rest) in SHEETS.items():
            rows = "".join(ROWS.splitlines(True)[i % 3].replace(f"第000{i % 3 + 1}号", f"第{i + 1:04}号") for i in range(across * down + 2))
            self.certify("labels", "--set", f"sheet={sheet}", rows=rows)
            pages = self.pages()
            self.assertEqual(len(pages), 2, sheet)
            self.assertEqual([round(v) for v in pages[0][0]], [210, 297])
            held = {}
            for text, left, top, right, bottom in pages[0][1]:
                inside = [n for n in range(across * down) for x, y in [self.place_of(sheet, n)]
                          if x <= left and right <= x + w and y <= top and bottom <= y + h]
                self.assertEqual(len(inside), 1, (sheet, text, left, top))
                held.setdefault(inside[0], []).append(text)
            self.assertEqual(sorted(held), list(range(across * down)))
            self.assertIn("231-0001", held[0][0])
            self.assertIn("100-0003", held[2][0])

    def test_a_sheet_that_was_begun(self):
        self.certify("labels", "--start", "12")
        first, second = self.pages()
        self.assertIn("231-0001", first[1][0][0])
        x, y = self.place_of(12, 11)
        self.assertTrue(x < first[1][0][1] < x + 86.4 and y < first[1][0][2] < y + 42.3)
        self.assertIn("060-0002", second[1][0][0])

    def test_starts_that_are_none(self):
        self.assert_says(self.certify("labels", "--start", "13", code=1), "「13」面目からは始められません（1シートは12面です）")
        self.assertEqual(self.certify("labels", "--start", "0", code=2).code, 2)
        self.assert_says(self.certify("certificate", "--start", "2", code=2), "ラベルの様式ではない", "--start")

    def test_who_has_no_address_is_left_out_and_told(self):
        result = self.certify("labels", rows=ROWS + "第0004号,株式会社やどなし,光,,,,,,,合,2026-07-31\n")
        self.assert_says(result, "第0004号: 「住所」が空欄のため印刷しません")

    def test_records_that_wait_have_labels_too(self):
        self.certify("labels", rows="第0005号,株式会社まち,光,,,100-0005,東京都,,,,\n")
        self.certify("labels", "--where", "二次審査=否")
        self.assertIn("詩織", "".join(w[0] for w in self.pages()[0][1]))


class Envelopes(Letters):
    # The middle of each frame of the postal code, from the paper's left: 5.7 mm wide, parted by 1.3, 1.9 and 1.1 mm.
    PITCHES = (0, 7.0, 14.0, 21.6, 28.4, 35.2, 42.0)

    def test_the_postal_code_stands_in_its_frames(self):
        for size, (width, height, right, top) in {"chou3": (120, 235, 8, 12), "kaku2": (240, 332, 18, 18)}.items():
            self.certify("envelope", "--set", f"size={size}")
            pages = self.pages()
            self.assertEqual(len(pages), 3)
            for (w, h), words in pages:
                self.assertEqual((round(w), round(h)), (width, height))
                digits = [(c, x) for text, left, up, end, low in words if re.fullmatch("[０-９]+", text) and up < top + 8
                          for i, c in enumerate(text) for x in [left + (end - left) * (i + .5) / len(text)]]
                self.assertEqual(len(digits), 7, words)
                for (c, x), pitch in zip(digits, self.PITCHES):
                    middle = width - right - 47.7 + 5.7 / 2 + pitch
                    self.assertLess(abs(x - middle), 1.2, (size, c))
            self.assertEqual("".join(c for c, _ in digits), "１００" "０００３")

    def test_numbers_are_kanji_in_columns(self):
        self.certify("envelope", "--set", "content=合格証在中")
        text = fold(tool("pdftotext", "-raw", self.folder / "out.pdf", "-"))
        for part in ("九－八－七", "見本ビル四階", "合格証在中", "株式会社みなと御中"):
            self.assertIn(part, text)
        self.assertNotIn("9-8-7", text)


if __name__ == "__main__":
    unittest.main()
