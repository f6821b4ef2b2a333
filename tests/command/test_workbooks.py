"""Registers as Excel keeps them: what a workbook's cells hold is read as the sheet shows it.

Every pitfall that a spreadsheet has for its readers stands here once; the workbooks are made by
support/workbooks.py.
"""
import csv
import datetime
import io
import json
import re
import subprocess
import unittest
import zipfile

import workbooks
from support import PROGRAM, Pdf, ROOT, SANITIZED, Test, environment, fold, run, tool
from workbooks import Cell, Excel, Workbook, number

CERTIFICATE = "anshin-isp/certificate"
DAY = datetime.date(2026, 7, 31)
HEAD = ["使用許諾番号", "会社名", "サービス名", "発行日"]


def record(n=1, company="株式会社みなと", service="みなと光", issued=DAY, *more):
    return [f"第{n:04}号", company, service, issued, *more]


def register(*rows, head=HEAD, writer=Excel, name="台帳", **more):
    return writer((name, [list(head), *map(list, rows)]), **more)


class Desk(Test):
    def certify(self, book, *args, code=0, name="register.xlsx", lang="ja"):
        data = book if isinstance(book, bytes) else book.data()
        path = self.write(name, data)
        result = run("certify", path, "--form", CERTIFICATE, *args, lang=lang)
        self.assertEqual(result.code, code, str(result))
        return result

    def read(self, book, *args, code=None):
        """The table as it was read: each row's texts, the names first; and what was said."""
        out = self.folder / "read.csv"
        out.unlink(missing_ok=True)
        path = self.write("register.xlsx", book.data())
        result = run("certify", path, "--form", CERTIFICATE, "--assign", out, *args, lang="ja")
        if code is not None:
            self.assertEqual(result.code, code, str(result))
        self.assertTrue(out.exists(), str(result))
        return list(csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline=""))), result

    def values(self, *cells, field="備考", **more):
        """What each of these cells of one column is read as."""
        rows = [record(i + 1, "甲", "光", DAY, c) for i, c in enumerate(cells)]
        table, _ = self.read(register(*rows, head=HEAD + [field], **more))
        return [row[4] for row in table[1:]]


class Writers(Desk):
    def test_each_program_gives_the_certificates_of_the_csv(self):
        """Forty records, printed from CSV and from what five programs make of it."""
        rows = [HEAD + ["一次審査", "二次審査", "受付日"]] + [
            record(i, f"株式会社第{i}みなと通信", f"髙橋﨑ネット{i}", DAY + datetime.timedelta(i % 5), "合",
                   "合" if i % 8 else "否", datetime.date(2026, 6, 1 + i % 20)) for i in range(1, 41)]
        text = "\r\n".join(",".join(str(c) for c in r) for r in rows)
        self.write("register.csv", text)
        self.succeed("certify", self.folder / "register.csv", "--form", CERTIFICATE, "-o", self.folder / "csv.pdf")
        wanted = (self.folder / "csv.pdf").read_bytes()
        self.assertEqual(Pdf(self.folder / "csv.pdf").page_count(), 35)
        for name, writer in workbooks.WRITERS.items():
            with self.subTest(name):
                self.certify(writer(("台帳", rows)), "-o", self.folder / "out.pdf")
                self.assertEqual((self.folder / "out.pdf").read_bytes(), wanted)

    def test_standard_input(self):
        self.write("register.xlsx", register(record()).data())
        with open(self.folder / "register.xlsx", "rb") as stream:
            done = subprocess.run([PROGRAM, "certify", "-", "--form", CERTIFICATE, "-o", str(self.folder / "o.pdf")],
                                  stdin=stream, capture_output=True, env=environment("ja", TSUZURI_DATA=ROOT))
        self.assertEqual((done.returncode, done.stderr.decode()), (0, "印刷1件\n"))

    def test_a_workbook_by_another_name_is_one_all_the_same(self):
        self.certify(register(record()), "-o", self.folder / "o.pdf", name="register.csv")


class Texts(Desk):
    def test_furigana_is_no_part_of_the_text(self):
        table, _ = self.read(register(record(1, "株式会社渡邉")))
        self.assertEqual(table[0][:2] + table[1][:2], ["使用許諾番号", "会社名", "第0001号", "株式会社渡邉"])

    def test_runs_are_joined_and_their_furigana_left_out(self):
        rich = ('<r><t>株式</t></r><rPh sb="0" eb="2"><t>カブシキ</t></rPh><r><rPr><b/></rPr><t>会社</t></r>'
                '<r><t xml:space="preserve"> 甲</t></r><phoneticPr fontId="1"/>')
        self.assertEqual(self.values(Cell(f"<is>{rich}</is>", ' t="inlineStr"')), ["株式会社 甲"])

        class Rich(Workbook):
            def string(self, value):
                return rich if value == "甲" else super().string(value)
        table, _ = self.read(register(record(1, "甲"), writer=Rich))
        self.assertEqual(table[1][1], "株式会社 甲")

    def test_inline_and_empty_and_self_closing_cells(self):
        self.assertEqual(self.values(Cell("<is><t>甲</t></is>", ' t="inlineStr"'), Cell("<is/>", ' t="inlineStr"'),
                                     Cell("", ' t="inlineStr"'), Cell("", ' t="s"'), Cell("<v/>", ""), None),
                         ["甲", "", "", "", "", ""])

    def test_escaped_characters_and_ends_of_lines(self):
        self.assertEqual(self.values("a_x000D_\nb", "c\r\nd", "e_x005F_x000D_f", "g_x0041_h", "_xD842__xDFB7_野家", "_x00zz_", "_x0041"),
                         ["a\nb", "c\nd", "e_x000D_f", "gAh", "𠮷野家", "_x00zz_", "_x0041"])

    def test_half_a_character_is_told_as_lost(self):
        result = self.certify(register(record(1, "甲_xD842_乙")), "-o", self.folder / "o.pdf", code=1)
        self.assert_says(result, "シート「台帳」B2: エラー", "文字が失われた印")

    def test_blanks_at_the_ends_do_not_count(self):
        result = self.certify(register(record(1, "\u3000株式会社みなと\u00a0 ")), "-o", self.folder / "a.pdf")
        self.certify(register(record(1, "株式会社みなと")), "-o", self.folder / "b.pdf")
        self.assertEqual((self.folder / "a.pdf").read_bytes(), (self.folder / "b.pdf").read_bytes(), str(result))

    def test_a_name_in_two_lines_of_the_header(self):
        head = ["使用許諾\n番号", "会 社 名", "サービス名", "発行\n年月日"]
        self.certify(register(record(), head=head), "-o", self.folder / "o.pdf")


class Days(Desk):
    def test_built_in_formats_of_a_japanese_excel(self):
        ids = [14, 22, 27, 28, 29, 30, 31, 36, 50, 51, 57, 58]
        cells = [number(46234, 2 + i) for i in range(len(ids))]
        era, western, iso = "令和8年7月31日", "2026年7月31日", "2026-07-31"
        self.assertEqual(self.values(*cells, formats=ids),
                         [iso, iso, era, era, era, iso, western, era, era, era, era, era])

    def test_codes_that_mean_days(self):
        codes = ['[$-411]ggge"年"m"月"d"日"', '[$-ja-JP]ggge"年"m"月"d"日";@', "[$-F800]dddd, mmmm dd, yyyy", "yyyy/mm/dd;@",
                 '[Red]d/m/yy', 'yyyy"年"m"月"d"日"']
        cells = [number(43586, 2 + i) for i in range(len(codes))]
        self.assertEqual(self.values(*cells, formats=codes),
                         ["令和元年5月1日", "令和元年5月1日", "2019-05-01", "2019-05-01", "2019-05-01", "2019年5月1日"])

    def test_codes_that_mean_no_day(self):
        codes = ['General', '"第"0000"号"', '0.00E+00', '[Blue]General', '#,##0"円"', '0"day"', '\\d0', 'G/標準']
        cells = [number(1234, 2 + i) for i in range(len(codes))]
        self.assertEqual(self.values(*cells, formats=codes),
                         ["1234", "第1234号", "1234", "1234", "1,234円", "1234day", "d1234", "1234"])

    def test_days_since_1904(self):
        table, _ = self.read(register(record(), epoch_1904=True), code=0)
        self.assertEqual(table[1][3], "2026-07-31")
        self.assertEqual(self.values(number(44772, 1), epoch_1904=True), ["2026-07-31"])

    def test_the_day_that_never_was(self):
        self.assertEqual(self.values(*(number(n, 1) for n in (1, 59, 60, 61))),
                         ["1900-01-01", "1900-02-28", "1900-02-29", "1900-03-01"])
        result = self.certify(register(record(1, "甲", "光", number(60, 1))), "-o", self.folder / "o.pdf", code=1)
        self.assert_says(result, "シート「台帳」D2: エラー", "1900-02-29")

    def test_fractions_are_times(self):
        cells = (number("46234.395833333336", 2), number("0.5", 3), number("46234.999999999", 1), number(46234, 2))
        self.assertEqual(self.values(*cells, formats=["yyyy/m/d h:mm", "h:mm"]),
                         ["2026-07-31 09:30", "12:00", "2026-08-01", "2026-07-31"])

    def test_of_a_day_with_a_time_a_date_is_the_day(self):
        self.certify(register(record(1, "甲", "光", number("46234.395833333336", 2)), formats=[22]), "-o", self.folder / "o.pdf")
        self.assertIn("令和8年7月31日", fold(tool("pdftotext", "-raw", self.folder / "o.pdf", "-")))

    def test_days_as_text_beside_days_as_numbers(self):
        rows = [record(1), record(2, "乙", "光", "令和8年7月31日"), record(3, "丙", "光", "2026/7/31"), record(4, "丁", "光", "R8.7.31"),
                record(5, "戊", "光", Cell("<v>2026-07-31T00:00:00</v>", ' t="d"'))]
        self.certify(register(*rows), "-o", self.folder / "o.pdf")
        self.assertEqual(Pdf(self.folder / "o.pdf").page_count(), 5)

    def test_a_number_without_a_format_is_no_day(self):
        result = self.certify(register(record(1, "甲", "光", number(46234))), "-o", self.folder / "o.pdf", code=1)
        self.assert_says(result, "シート「台帳」D2: エラー", "46234")


class Numbers(Desk):
    def test_a_format_writes_the_zeros(self):
        codes = ["000-0000", '"第"0000"号"', "[<=999]000;[<=9999]000\\-00;000\\-0000", "[<=99999999]####\\-####;\\(00\\)\\ ####\\-####",
                 "00000", "#,##0.00", "0%", "0.0;△0.0", "@", ";;;"]
        values = [600001, 202, 600001, 312345678, 42, 1234.5, 0.256, -1.25, 7, 5]
        self.assertEqual(self.values(*(number(v, 2 + i) for i, v in enumerate(values)), formats=codes),
                         ["060-0001", "第0202号", "060-0001", "(03) 1234-5678", "00042", "1,234.50", "26%", "△1.3", "7", "5"])

    def test_zeros_that_are_lost_are_told(self):
        head = HEAD + ["郵便番号"]
        result = self.certify(register(record(1, "甲", "光", DAY, 600001), record(2, "乙", "光", DAY, "060-0001"),
                                       record(3, "丙", "光", DAY, number(600001, 2)), head=head, formats=["000-0000"]),
                              "-o", self.folder / "o.pdf")
        self.assertEqual(re.findall(r"シート「台帳」(\w+): 警告: .*数値（(\d+)）", result.err), [("E2", "600001")])

    def test_long_numbers_and_fractions(self):
        cells = [number(v) for v in ("1E+11", "4.41234567890E+11", "123456789012345", "0.10000000000000001", "1.1000000000000001",
                                     "-5", "12345678901234567890", "1e-7", "0", "3.0", "0.29999999999999999")]
        self.assertEqual(self.values(*cells), ["100000000000", "441234567890", "123456789012345", "0.1", "1.1", "-5",
                                               "12345678901234600000", "0.0000001", "0", "3", "0.3"])

    def test_a_code_before_what_the_number_is(self):
        result = self.certify(register([number(202, 2), "甲", "光", DAY], formats=['"第"0000"号"']), "-o", self.folder / "o.pdf")
        self.assertIn("第0202号", fold(tool("pdftotext", "-raw", self.folder / "o.pdf", "-")), str(result))


class Formulas(Desk):
    def test_what_they_gave_is_read(self):
        cells = (Cell('<f>"a"&amp;"b"</f><v>ab</v>', ' t="str"'), Cell('<f>IF(1,"","x")</f><v></v>', ' t="str"'),
                 Cell("<f>TODAY()</f><v>46234</v>", ' s="1"'), Cell("<v>1</v>", ' t="b"'), False)
        self.assertEqual(self.values(*cells), ["ab", "", "2026-07-31", "TRUE", "FALSE"])

    def test_one_that_was_never_calculated_is_told(self):
        for cell in (Cell("<f>A1</f><v></v>"), Cell("<f>A1</f><v/>"), Cell("<f>A1</f>"), Cell("<f>A1</f>", ' t="str"')):
            result = self.certify(register(record(1, "甲", cell), record(2)), "-o", self.folder / "o.pdf", code=1)
            self.assert_says(result, "シート「台帳」C2: エラー", "「サービス名」の数式が計算されていません", "印刷1件、誤り1件")
        self.certify(register(record(1, "甲", "光", DAY, Cell("<f>A1</f>")), head=HEAD + ["備考"]), "-o", self.folder / "o.pdf")

    def test_an_error_is_a_fault_at_its_cell(self):
        result = self.certify(register(record(1, "甲", Cell("<f>B9</f><v>#N/A</v>", ' t="e"')), record(2)), "-o", self.folder / "o.pdf", code=1)
        self.assert_says(result, "シート「台帳」C2: エラー", "表計算ソフトのエラーです")
        result = self.certify(register(record(1, "甲", "光", Cell("<v>#REF!</v>", ' t="e"')), record(2)), "-o", self.folder / "o.pdf", code=1)
        self.assert_says(result, "シート「台帳」D2: エラー", "#REF!")


class Places(Desk):
    def test_a_message_names_sheet_and_cell(self):
        rows = [["一覧"], [], [None, None] + HEAD, [None, None] + record(1), [None, None, "第0002号", None, "光", DAY]]
        result = self.certify(Excel(("七月分", rows)), "-o", self.folder / "o.pdf", code=1)
        self.assert_says(result, "register.xlsx:シート「七月分」D5: エラー: 第0002号: ")
        result = self.certify(Excel(("七月分", rows)), "-o", self.folder / "o.pdf", code=1, lang="en")
        self.assert_says(result, "register.xlsx:sheet '七月分' D5: error: 第0002号: ")
        result = self.certify(Excel(("七月分", rows)), "-o", self.folder / "o.pdf", "--json", code=1)
        told = [json.loads(line) for line in result.out.splitlines()]
        self.assertEqual([t["line"] for t in told], [4, 5])
        places = [(m["sheet"], m["cell"], m["line"], m["column"]) for t in told for m in t["messages"] if m["level"] == "error"]
        self.assertEqual(places, [("七月分", "D5", 5, 4)])

    def test_messages_of_several_processes_name_them_too(self):
        rows = [HEAD, *(record(i, "甲" + "長い名前の会社" * 40 if i == 2 else "甲") for i in range(1, 5))]
        result = self.certify(Excel(("七月分", rows)), "--split", self.folder / "d", "--jobs", "2", code=1)
        self.assert_says(result, "register.xlsx:シート「七月分」B3: エラー")

    def test_cells_without_a_place_stand_behind_the_one_before(self):
        class Loose(Workbook):
            def place(self, row, column):
                return f' r="D{row}"' if column == 4 else ""

            def row(self, number, values, hidden):
                return super().row(number, values, hidden).replace(f' r="{number}"', "", 1)

            def dimension(self, rows):
                return '<dimension ref="A1"/>'
        table, _ = self.read(register(record(1), record(2), writer=Loose), code=0)
        self.assertEqual([r[0] for r in table], ["使用許諾番号", "第0001号", "第0002号"])
        self.assertEqual(table[1][3], "2026-07-31")

    def test_cells_and_rows_out_of_order(self):
        class Shuffled(Workbook):
            def sheet(self, rows, merges=(), hidden=()):
                text = super().sheet(rows, merges, hidden)
                lines = re.findall(r"<row.*?</row>", text)
                turned = ["".join((re.match("<row[^>]*>", line)[0], *reversed(re.findall("<c .*?</c>", line)), "</row>")) for line in lines]
                return text.replace("".join(lines), "".join(reversed(turned)))
        table, _ = self.read(register(record(1), record(2), writer=Shuffled), code=0)
        self.assertEqual(table[1:], [record(1)[:3] + ["2026-07-31"], record(2)[:3] + ["2026-07-31"]])

    def test_places_that_are_none(self):
        for row in ('<row r="1"><c r="XFE1"><v>1</v></c></row>', '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
                    '<row r="0"><c r="A0"><v>1</v></c></row>', '<row r="1"><c r="A2"><v>1</v></c></row>',
                    '<row r="1"><c r="1A"><v>1</v></c></row>', '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
                    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>',
                    '<row r="1"><c r="A1" t="s"><v>99</v></c></row>', '<row r="1"><c r="A1"><v>x1</v></c></row>'):
            book = register(record())
            book.more = {"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{workbooks.MAIN}"><sheetData>{row}</sheetData></worksheet>'}
            with self.subTest(row):
                self.assert_says(self.certify(book, "-o", self.folder / "o.pdf", code=3), "ブックが壊れています（「xl/worksheets/sheet1.xml」")

    def test_a_million_empty_cells(self):
        class Styled(Workbook):
            def sheet(self, rows, merges=(), hidden=()):
                many = "".join(f'<row r="{r}">' + "".join(f'<c r="{workbooks.column_name(c)}{r}" s="1"/>' for c in range(1, 101)) + "</row>"
                               for r in range(4, 1004 if SANITIZED else 10004))
                return super().sheet(rows, merges, hidden).replace("</sheetData>", many + "</sheetData>")
        table, _ = self.read(register(record(1), writer=Styled), code=0)
        self.assertEqual(len(table), 2)


class Sheets(Desk):
    def three(self):
        return Excel(("控え", [HEAD, record(9)]), ("台帳", [HEAD, record(1)]), ("過去分", [HEAD, record(2)]), states=("hidden",))

    def test_the_first_that_is_shown_or_by_name(self):
        table, result = self.read(self.three())
        self.assertEqual(table[1][0], "第0001号")
        self.assert_says(result, "シート「台帳」を読みます（ほかに「過去分」があります）", "--sheet")
        for name, first in (("過去分", "第0002号"), ("控え", "第0009号")):
            table, result = self.read(self.three(), "--sheet", name)
            self.assertEqual(table[1][0], first)
            self.assertNotIn("読みます", result.err)

    def test_a_sheet_that_is_not_there(self):
        result = self.certify(self.three(), "--sheet", "過去", "-o", self.folder / "o.pdf", code=2)
        self.assert_says(result, "シート「過去」はありません。「過去分」の誤りではありませんか（あるシート: 「控え」「台帳」「過去分」）")

    def test_their_order_is_the_workbooks(self):
        class Turned(Workbook):
            def book(self):
                text = super().book()
                sheets = re.findall(r"<sheet .*?/>", text)
                return text.replace("".join(sheets), "".join(reversed(sheets)))
        table, _ = self.read(Turned(("一", [HEAD, record(1)]), ("二", [HEAD, record(2)])))
        self.assertEqual(table[1][0], "第0002号")

    def test_titles_above_and_sums_below(self):
        rows = [["安全・安心マーク　許諾一覧"], ["令和8年7月31日現在", None, None, "会社名"], [], ["番号", "会社名", "サービス名", "発行日"],
                record(1), [], record(2), ["合計", None, "2件"]]
        table, result = self.read(Excel(("台帳", rows), merges=("A1:D1",)), code=0)
        self.assertEqual([r[0] for r in table], ["番号", "第0001号", "第0002号"])
        self.assert_says(result, "シート「台帳」A8: 参考: この行は「合計」なので、記録として読みません")

    def test_merged_names(self):
        rows = [["番号", "会社名", "サービス名", "審査", None, "発行日"], [None, None, None, "一次審査", "二次審査", None],
                ["第0001号", "甲", "光", "合", "合", DAY]]
        merges = ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2")
        table, _ = self.read(Excel(("台帳", rows), merges=merges), code=0)
        self.assertEqual(table, [["番号", "会社名", "サービス名", "一次審査", "二次審査", "発行日"], ["第0001号", "甲", "光", "合", "合", "2026-07-31"]])
        rows = [HEAD, [], record(1)]
        table, _ = self.read(Excel(("台帳", rows), merges=("A1:A2", "B1:B2", "C1:C2", "D1:D2")), code=0)
        self.assertEqual(len(table), 2)

    def test_a_cell_merged_downwards_counts_for_its_rows(self):
        rows = [HEAD, record(1), ["第0002号", None, "星", None], ["第0003号", "乙", "海", DAY]]
        table, result = self.read(Excel(("台帳", rows), merges=("B2:B3", "D2:D3", "G2:G4")), code=0)
        self.assertEqual(table[2], ["第0002号", "株式会社みなと", "星", "2026-07-31"])
        self.assert_says(result, "結合されたセルの値は、その各行の値として読みます（2セル）")

    def test_hidden_rows_are_left_out_and_told(self):
        book = register(record(1), record(2), record(3), record(4), hidden=(3, 5))
        table, result = self.read(book, code=0)
        self.assertEqual([r[0] for r in table[1:]], ["第0001号", "第0003号"])
        self.assert_says(result, "シート「台帳」: 参考: 非表示の2行", "3, 5行目", "--hidden")
        table, result = self.read(book, "--hidden", code=0)
        self.assertEqual(len(table), 5)
        self.assertNotIn("非表示", result.err)

    def test_comments_and_columns_without_a_name(self):
        book = register(record(1, "甲", "光", DAY, None, "メモ"), head=HEAD + ["", ""])
        book.more["xl/comments1.xml"] = "<comments/>"
        table, _ = self.read(book, code=0)
        self.assertEqual(table[1], ["第0001号", "甲", "光", "2026-07-31"])

    def test_without_names_or_records(self):
        result = self.certify(Excel(("台帳", [["あ", "い"], ["う", "え"]])), "-o", self.folder / "o.pdf", code=3)
        self.assert_says(result, "シート「台帳」: エラー: このシートには様式の項目名の行がありません")
        self.assert_says(self.certify(Excel(("台帳", [HEAD])), "-o", self.folder / "o.pdf", code=3), "台帳に記録がありません")
        self.assert_says(self.certify(Excel(("台帳", [])), "-o", self.folder / "o.pdf", code=3), "項目名の行がありません")

    def test_a_name_twice(self):
        result = self.certify(register(record(1, "甲", "光", DAY, "乙"), head=HEAD + ["事業者名"]), "-o", self.folder / "o.pdf", code=3)
        self.assert_says(result, "シート「台帳」E1: エラー: 「事業者名」の列が二つあります（「会社名」（B1）と同じです）")


class Refused(Desk):
    def refuse(self, data, *says, name="register.xlsx"):
        self.assert_says(self.certify(data, "-o", self.folder / "o.pdf", code=3, name=name), *says)
        self.assertFalse((self.folder / "o.pdf").exists())

    def rewritten(self, *changes):
        """A sound workbook's parts with some of them changed, none where the content is None."""
        out = io.BytesIO()
        all_parts = {**register(record()).parts(), **dict(changes)}
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for name, content in all_parts.items():
                if content is not None:
                    z.writestr(name, content)
        return out.getvalue()

    def test_protected_by_a_password(self):
        ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(1016)
        self.refuse(ole + "EncryptedPackage".encode("utf-16-le") + bytes(512), "パスワードで保護されています")
        self.refuse(ole + "Workbook".encode("utf-16-le") + bytes(512), "古い形式のブック（.xls）です")
        self.refuse(ole + "Workbook".encode("utf-16-le"), "「Excel ブック（.xlsx）」にしてください", name="register.xls")

    def test_what_is_named_so_and_is_none(self):
        self.refuse("使用許諾番号,会社名\n".encode("cp932"), "CSV などの名前を変えただけのときは")
        self.refuse(b"", "ブックが空です")
        self.refuse(b"", "ブックが空です", name="register.xlsm")

    def test_other_formats(self):
        binary = self.rewritten(("xl/workbook.xml", None), ("xl/workbook.bin", b"x"),
                                ("_rels/.rels", register(record()).relation_part(
                                    Workbook().relation(1, "officeDocument", "xl/workbook.bin"))))
        self.refuse(binary, "バイナリ形式のブック（.xlsb）です", name="register.xlsb")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as z:
            z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            z.writestr("content.xml", "<x/>")
        self.refuse(out.getvalue(), "OpenDocument の文書", name="register.ods")
        word = self.rewritten(("word/document.xml", "<x/>"), ("_rels/.rels", register(record()).relation_part(
            Workbook().relation(1, "officeDocument", "word/document.xml"))))
        self.refuse(word, "Word か PowerPoint の文書")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as z:
            z.writestr("photo.jpg", b"x")
        self.refuse(out.getvalue(), "中にブックがありません")

    def test_macros_are_not_run_and_told(self):
        book = register(record())
        parts = book.parts()
        rels = parts["xl/_rels/workbook.xml.rels"].replace("</Relationships>", (
            '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
            'Target="vbaProject.bin"/></Relationships>'))
        data = self.rewritten(("xl/_rels/workbook.xml.rels", rels), ("xl/vbaProject.bin", b"x"))
        self.assert_says(self.certify(data, "-o", self.folder / "o.pdf", name="register.xlsm"), "ブックにマクロがありますが、実行しません")

    def test_open_in_excel_and_saved_half_way(self):
        self.write("~$register.xlsx", b"\x06" + bytes(164))
        result = self.certify(register(record()), "-o", self.folder / "o.pdf")
        self.assert_says(result, "ブックが Excel で開かれているようです")
        (self.folder / "o.pdf").unlink()
        self.refuse(b"\x06" + bytes(164), "Excel がブックを開いている間に置く目印のファイル", name="~$register.xlsx")
        data = register(record()).data()
        self.refuse(data[:len(data) * 2 // 3], "途中までしか保存・コピーされていません")

    def test_damage_within(self):
        data = bytearray(register(record()).data())
        at = data.find(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml") + 12
        data[at] ^= 0xFF
        self.refuse(bytes(data), "ブックが壊れています")
        self.refuse(self.rewritten(("xl/worksheets/sheet1.xml", "<worksheet><sheetData>")), "ブックが壊れています（「xl/worksheets/sheet1.xml」")
        self.refuse(self.rewritten(("xl/worksheets/sheet1.xml", None)), "ブックが壊れています（「xl/worksheets/sheet1.xml」")

    def test_entities_are_refused(self):
        laughs = ('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
                  f'<worksheet xmlns="{workbooks.MAIN}"><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>')
        self.refuse(self.rewritten(("xl/worksheets/sheet1.xml", laughs)), "ブックが壊れています")

    def test_bombs(self):
        size = (24 if SANITIZED else 300) << 20
        bomb = f'<worksheet xmlns="{workbooks.MAIN}"><sheetData>'.encode() + b" " * size + b"</sheetData></worksheet>"
        self.refuse(self.rewritten(("xl/worksheets/sheet1.xml", bomb)), "ブックが大きすぎます")
        long = f'<worksheet xmlns="{workbooks.MAIN}" x="'.encode() + b"a" * (3 << 20) + b'"/>'
        self.refuse(self.rewritten(("xl/worksheets/sheet1.xml", long)), "ブックが壊れています")
        deep = b"<a>" * 100000
        self.refuse(self.rewritten(("xl/worksheets/sheet1.xml", deep)), "ブックが壊れています")
        self.refuse(self.rewritten(*((f"x{i}", b"") for i in range(10001))), "ブックが大きすぎます")

    def test_a_part_that_needs_a_password(self):
        data = bytearray(register(record()).data())
        for at in (m.start() for m in re.finditer(b"PK\x01\x02", bytes(data))):
            data[at + 8] |= 1
        for at in (m.start() for m in re.finditer(b"PK\x03\x04", bytes(data))):
            data[at + 6] |= 1
        self.refuse(bytes(data), "パスワード")


class Assigned(Desk):
    """--assign writes a workbook again: numbers come into their cells, all else stays."""

    def assign(self, book, *args, out="new.xlsx", code=0):
        path = self.write("register.xlsx", book if isinstance(book, bytes) else book.data())
        target = self.folder / out
        target.unlink(missing_ok=True)
        result = run("certify", path, "--form", CERTIFICATE, "--assign", target, *args, lang="ja")
        self.assertEqual(result.code, code, str(result))
        return target

    def parts(self, path):
        with zipfile.ZipFile(path) as z:
            return {i.filename: (i.date_time, z.read(i)) for i in z.infolist()}

    def numbers(self, path):
        result, out = None, self.folder / "back.csv"
        out.unlink(missing_ok=True)
        result = run("certify", path, "--form", CERTIFICATE, "--assign", out, lang="ja")
        self.assertEqual(result.code, 0, str(result))
        rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"), newline="")))
        at = rows[0].index("使用許諾番号")
        return [r[at] for r in rows[1:]]

    def test_only_the_sheet_with_the_numbers_changes(self):
        rows = [["題"], HEAD, record(7), [None, "乙<&>", "光", DAY], [Cell("", ' s="1"'), "丙", "光", DAY]]
        for name, writer in workbooks.WRITERS.items():
            with self.subTest(name):
                book = writer(("台帳", rows), ("他", [["a"]]), merges=("A1:D1",))
                book.more["xl/media/logo.png"] = b"kept"
                data = book.data()
                new = self.assign(data)
                before, after = self.parts(self.folder / "register.xlsx"), self.parts(new)
                self.assertEqual(list(before), list(after))
                self.assertEqual([n for n in before if before[n] != after[n]], ["xl/worksheets/sheet1.xml"])
                self.assertEqual(self.numbers(new), ["第0007号", "第0008号", "第0009号"])
                once = new.read_bytes()
                self.assertEqual(self.assign(data).read_bytes(), once)

    def test_a_style_of_the_cell_stays(self):
        new = self.assign(register([Cell("", ' s="1"'), "丙", "光", DAY]))
        self.assertIn(b'<c r="A2" s="1" t="inlineStr"><is><t>&#31532;0001&#21495;</t></is></c>', self.parts(new)["xl/worksheets/sheet1.xml"][1])

    def test_a_column_that_was_not_there_comes_behind_all_others(self):
        rows = [HEAD[1:], ["甲", "光", DAY, None, "欄外"], ["乙", "光", DAY]]
        new = self.assign(Excel(("台帳", rows)))
        text = self.parts(new)["xl/worksheets/sheet1.xml"][1].decode()
        self.assertEqual(re.findall(r'r="(\w+)" t="inlineStr"', text), ["F1", "F2", "F3"])
        self.assertEqual(self.numbers(new), ["第0001号", "第0002号"])

    def test_a_formula_in_the_cell_is_told(self):
        row = [Cell('<f>IF(1,"","")</f><v></v>', ' t="str"'), "甲", "光", DAY]
        path = self.write("register.xlsx", register(row).data())
        result = run("certify", path, "--form", CERTIFICATE, "--assign", self.folder / "new.xlsx", lang="ja")
        self.assertEqual(result.code, 3, str(result))
        self.assert_says(result, "シート「台帳」A2: エラー: このセルには数式があるため")
        self.assertFalse((self.folder / "new.xlsx").exists())

    def test_between_the_formats(self):
        new = self.assign(register(record(7), [None, "乙", "光", DAY]), out="new.csv")
        self.assertIn("第0008号,乙,光,2026-07-31", new.read_text("utf-8-sig"))
        book = self.folder / "back.xlsx"
        self.succeed("certify", new, "--form", CERTIFICATE, "--assign", book)
        self.assertEqual(self.numbers(book), ["第0007号", "第0008号"])
        self.write("r.yaml", "records:\n  - {company: 甲, service: 光, issued: 2026-07-31}\n")
        result = run("certify", self.folder / "r.yaml", "--form", CERTIFICATE, "--assign", self.folder / "y.xlsx", lang="ja")
        self.assertEqual(result.code, 2, str(result))
        self.assert_says(result, "YAMLの台帳はYAMLで書き出します")


class Empty(Desk):
    """tsuzuri new --register: an empty register that is only filled in."""

    def new(self, form=CERTIFICATE, name="empty.xlsx"):
        path = self.folder / name
        self.succeed("new", "--register", form, "-o", path)
        return path

    def test_every_form_of_a_register_has_one_that_it_reads(self):
        columns = {}
        for form in ("anshin-isp/certificate", "anshin-isp/rejection", "anshin-isp/ledger", "asp-disclosure/certificate"):
            text = self.new(form, form.replace("/", "-") + ".csv").read_text("utf-8-sig")
            columns[form], example = list(csv.reader(io.StringIO(text)))
            self.assertTrue(example[0].startswith("（例）"))
            filled = self.write("filled.csv", text.replace("（例）" + example[0][3:], example[0][3:] or "1", 1))
            result = run("certify", filled, "--form", form, "-o", self.folder / "o.pdf", lang="ja")
            self.assertNotIn("様式にない", result.err)
            self.assertEqual(result.code, 1 if form.endswith("rejection") else 0, str(result))
        self.assertEqual(columns["anshin-isp/certificate"][:4], ["使用許諾番号", "会社名", "サービス名", "代表者名"])
        self.assertEqual(columns["anshin-isp/rejection"][:2], ["受付番号", "会社名"])
        self.assertNotIn("再交付日", columns["asp-disclosure/certificate"])

    def test_a_workbook_offers_lists_and_minds_days(self):
        path = self.new()
        self.assertEqual(path.read_bytes(), self.new(name="again.xlsx").read_bytes())
        with zipfile.ZipFile(path) as z:
            sheet = z.read("xl/worksheets/sheet1.xml").decode()
        rules = re.findall(r'<dataValidation type="(\w+)".*?sqref="(\w+):\w+"><formula1>(.*?)</formula1>', sheet)
        self.assertIn(("list", "J6", '"新規,更新"'), rules)
        self.assertIn(("list", "O6", '"合,否"'), rules)
        self.assertEqual(sum(kind == "date" for kind, _, _ in rules), 8)

    def test_the_example_is_not_printed(self):
        result = run("certify", self.new(), "--form", CERTIFICATE, "-o", self.folder / "o.pdf", lang="ja")
        self.assertEqual(result.code, 3, str(result))
        self.assert_says(result, "シート「台帳」A5: 参考: この行は記入例", "台帳に記録がありません")
        text = self.new(name="e.csv").read_text("utf-8-sig") + "第0001号,甲,光,,,,,,,,,,,,,2026-12-18,,,,\r\n"
        result = run("certify", self.write("f.csv", text), "--form", CERTIFICATE, "--assign", self.folder / "g.csv", lang="ja")
        self.assert_says(result, "f.csv:2:1: 参考: この行は記入例")
        self.assertIn("（例）第0101号", (self.folder / "g.csv").read_text("utf-8-sig"))

    def test_what_it_does_not_do(self):
        path = self.new()
        for args, code, says in (((CERTIFICATE, "-o", path), 4, "すでにあります"), ((CERTIFICATE, "-o", self.folder / "x.ods"), 2, ".xlsx"),
                                 (("anshin-isp", "-o", self.folder / "x.csv"), None, "anshin-isp"), ((CERTIFICATE,), 2, "-o")):
            result = run("new", "--register", *args, lang="ja")
            self.assertIn(result.code, (2, 3) if code is None else (code,), str(result))
            self.assert_says(result, says)


if __name__ == "__main__":
    unittest.main()
