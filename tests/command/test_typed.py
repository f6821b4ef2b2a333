"""What prints is what was typed, or it is said: lines that YAML folds, blanks at a value's ends,
kana in two characters, yen signs. The inputs are situations that users of such programs reported,
made anew with the answers of 'tiny'."""
import re
import unicodedata
import unittest

import support
from support import texts_of

DAKUTEN = "\u3099"


class Typed(support.Test):
    def printed(self, *changes):
        result = self.succeed("build", self.tiny_with(*changes), "--trace", "--forms-only", data=self.data())
        return texts_of(result.out), result

    def company(self, value):
        return self.printed(("company: 株式会社こまどり", f"company: {value}"))


class FoldedLines(Typed):
    def test_japanese_goes_on_without_a_blank(self):
        for value in ("岐阜県岐阜市\n  川原町99", "岐阜県岐阜市  \n     川原町99", "'岐阜県岐阜市\n  川原町99'",
                      '"岐阜県\\u5C90阜市\n  川原町99"', ">-\n  岐阜県岐阜市\n  川原町99",
                      "岐阜県\n  岐阜市\n  川原町99"):
            with self.subTest(case=value):
                text, _ = self.company(value)
                self.assertIn("岐阜県岐阜市川原町99", text)

    def test_brackets_kana_and_wide_blanks_are_japanese(self):
        self.assertIn("株式会社「みなと」光", self.company("株式会社\n  「みなと」\n  光")[0])
        self.assertIn("ｶﾌﾞｼｷｶﾞｲｼｬｺﾏﾄﾞﾘ", self.company("ｶﾌﾞｼｷｶﾞｲｼｬ\n  ｺﾏﾄﾞﾘ")[0])
        self.assertIn("取締役　社長", self.company("取締役　\n  社長")[0])

    def test_words_keep_their_blank(self):
        self.assertIn("Minato Networks", self.company("Minato\n  Networks")[0])
        self.assertIn("みなと Networks", self.company("みなと\n  Networks")[0])
        self.assertIn("미나토 네트", self.company("미나토\n  네트")[0])

    def test_a_typed_blank_stays(self):
        self.assertIn("岐阜市 川原町本社", self.company("岐阜市 川原町\n  本社")[0])

    def test_lines_of_a_literal_block_stay_lines(self):
        old = re.search(r"memo: \|\n(?:  .*\n)+", (support.TINY / "answers.yaml").read_text())[0]
        _, result = self.printed((old, "memo: |\n  一行目\n  二行目\n"))
        self.assertRegex(result.out, r'"一行目(\\n)?"')
        self.assertRegex(result.out, r'"二行目(\\n)?"')


class BlanksAtTheEnds(Typed):
    def test_are_dropped_whatever_their_width(self):
        for value in ("　みなと光　", "'　 みなと光 　'", "'\u00A0みなと光\u00A0'", "' みなと光\u3000\u3000'"):
            with self.subTest(case=value):
                _, result = self.company(value)
                self.assertRegex(result.out, r'"みなと光"')

    def test_those_within_stay(self):
        self.assertIn("みなと　光", self.company("　みなと　光")[0])

    def test_a_paragraphs_indent_stays(self):
        old = re.search(r"memo: \|\n(?:  .*\n)+", (support.TINY / "answers.yaml").read_text())[0]
        text, _ = self.printed((old, "memo: |\n  　字下げの一行目\n  　字下げの二行目　\n"))
        self.assertIn("　字下げの一行目", text)
        self.assertIn("　字下げの二行目", text)

    def test_cells_of_a_register_too(self):
        register = self.write("register.csv", "使用許諾番号,会社名,サービス名,代表者名,申請区分,発行日\n"
                              "第0201号, 株式会社はまかぜ ,　はまかぜ光　,甲,更新,2026-12-18\n")
        out = self.folder / "c.pdf"
        self.succeed("certify", register, "--form", "anshin-isp/certificate", "-o", out)
        self.assertIn("「はまかぜ光」", support.fold(support.tool("pdftotext", out, "-")))


class Decomposed(Typed):
    """A file that a Mac saved again: か and U+3099 for が."""

    def test_prints_and_extracts_as_composed(self):
        for typed, whole in (("か" + DAKUTEN + "わベ" + DAKUTEN + "り", None), ("ハ\u309Aリ", "パリ"),
                             ("Cafe\u0301", "Café")):
            with self.subTest(case=typed):
                text, _ = self.company(typed)
                self.assertIn(whole or unicodedata.normalize("NFC", typed), text)

    def test_ideographs_of_their_own_shape_stay(self):
        self.assertIn("\uFA19社と\uFA10", self.company("\uFA19社と\uFA10")[0])

    def test_asks_for_no_new_page(self):
        answers = self.tiny_with(("company: 株式会社こまどり", "company: 株式会社がぎぐ"))
        self.succeed("build", answers, "-o", self.folder / "p.pdf", data=self.data())
        self.succeed("issue", self.folder / "p.lock", data=self.data())
        text = answers.read_text("utf-8")
        answers.write_text(unicodedata.normalize("NFD", text.split("attach:")[0])
                           + "attach:" + text.split("attach:")[1], "utf-8")
        self.assertIn(DAKUTEN, answers.read_text("utf-8"))
        self.succeed("diff", answers, "--since", self.folder / "p.lock", data=self.data())

    def test_the_name_of_a_file_is_what_the_disk_says(self):
        name = "docs/か" + DAKUTEN + "くせい.pdf"
        self.write(name, support.PAGE.read_bytes())
        answers = self.tiny_with(("attach: docs/tiny.pdf", f"attach: [{{file: {name}, title: 学生}}]"))
        self.succeed("build", answers, "-o", self.folder / "p.pdf", data=self.data())


class YenSigns(Typed):
    def warned(self, value):
        _, result = self.company(value)
        return [m for m in result.messages if "U+005C" in m["text"]]

    def test_a_backslash_before_an_amount_is_warned_about(self):
        for value in (r"料金は\1,000", r"\500", r"月額（\1,000）", r"月額 \980"):
            with self.subTest(case=value):
                self.assertEqual(len(self.warned(value)), 1)

    def test_one_of_a_path_is_not(self):
        for value in (r"C:\1st\2nd", r"\\server\share", r"a\1"):
            with self.subTest(case=value):
                self.assertEqual(self.warned(value), [])

    def test_yen_signs_print_as_they_are(self):
        text, result = self.company("円¥1,000と￥1,000")
        self.assertIn("円¥1,000と￥1,000", text)


class Names(support.Test):
    """A name whose selector falls to a CFF face: glyph 0 stood on the character behind it, in forms,
    labels, lists and certificates (with Noto Serif CJK installed)."""

    NAMES = "渡邉\U000e0102", "齋\U000e0101藤　髙\U000e0100子", "葛\U000e0100城"

    def assert_no_box(self, pdf):
        self.assertEqual(support.tool("mutool", "trace", pdf).count('glyph="0"'), 0)

    def test_no_box_in_a_packet(self):
        first, second, third = self.NAMES
        answers = self.sample_with("renewal", ("  service: みなとネット光", f"  service: {second}"))
        self.succeed("build", answers, "-o", self.folder / "p.pdf", "--forms-only")
        self.assert_no_box(self.folder / "p.pdf")
        answers = self.tiny_with(("name: 辻\U000e0100　花子", f"name: {second}"),
                                 ("attach: docs/tiny.pdf",
                                  f"attach: [{{file: docs/tiny.pdf, title: {first}様の報告（{third}）}}]"))
        self.succeed("build", answers, "-o", self.folder / "q.pdf", data=self.data())
        self.assert_no_box(self.folder / "q.pdf")

    def test_no_box_on_a_certificate(self):
        first, second, _ = self.NAMES
        register = self.write("register.csv", "使用許諾番号,会社名,サービス名,代表者名,申請区分,発行日\n"
                              f"第0201号,株式会社{first},はまかぜ光,{second},更新,2026-12-18\n")
        self.succeed("certify", register, "--form", "anshin-isp/certificate", "-o", self.folder / "c.pdf")
        self.assert_no_box(self.folder / "c.pdf")


class LongWords(Typed):
    """A line before a word that does not fit on it is ragged, never spread beyond its limits."""

    def advances(self, trace, text):
        """By how much more than by nature the glyphs of a run stand apart, in em."""
        for size, shifts in re.findall(r'^text \S+ \S+ (\d+) "%s[^"]*"(?: as [^\n]*?)?((?: \d+:-?\d+)*)$' % text,
                                       trace, re.M):
            return [int(s.split(":")[1]) / int(size) for s in shifts.split()]
        self.fail(f"no run shows {text}")

    def test_is_ragged(self):
        old = re.search(r"memo: \|\n(?:  .*\n)+", (support.TINY / "answers.yaml").read_text())[0]
        for word in ("pneumonoultramicroscopicsilicovolcanoconiosis",
                     "Donaudampfschifffahrtsgesellschaftskapitän", "A1234567890B1234567890C1234567890D123456"):
            with self.subTest(case=word):
                _, result = self.printed((old, f"memo: 英語の長い単語{word}とを入れる。\n"))
                self.assertLessEqual(max([0] + self.advances(result.out, "英語の長い単語")), 0.51)


if __name__ == "__main__":
    unittest.main()
