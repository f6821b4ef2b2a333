"""The clerk's desk: registers as a spreadsheet keeps them, only who may have it, choosing, letters.

The registers lie in tests/data/registers (ORIGIN there says whence).
"""
import json
import re
import unittest

from support import Pdf, ROOT, Test, fold, run, tool

REGISTERS = ROOT / "tests/data/registers"
CERTIFICATE, NOTICE, REJECTION = (f"anshin-isp/{f}" for f in ("certificate", "notice", "rejection"))
HEAD = "使用許諾番号,会社名,サービス名,発行日"
NAME_33 = "一般社団法人まめ地域情報通信基盤整備推進協力機構附属いんたーねっと"


def row(number, company="株式会社みなと", service="みなと光", issued="2026-07-31", *more):
    return ",".join((f"第{number:04}号" if number else "", company, service, issued, *more)) + "\n"


class Desk(Test):
    def certify(self, register, *args, code=0, form=CERTIFICATE, out="out.pdf", lang="ja"):
        if isinstance(register, (str, bytes)) and (b"," in register if isinstance(register, bytes) else "," in register):
            register = self.write("register.csv", register)
        elif isinstance(register, str):
            register = REGISTERS / f"{register}.csv"
        result = run("certify", register, "--form", form, "-o", self.folder / out, *args, lang=lang)
        self.assertEqual(result.code, code, str(result))
        return result

    def words(self, out="out.pdf"):
        return fold(tool("pdftotext", "-raw", self.folder / out, "-"))

    def numbers(self, out="out.pdf"):
        """The certificates' numbers in the order of their pages."""
        return [int(n) for n in re.findall(r"使用許諾番号第(\d+)号", self.words(out))]

    def lines(self, result, level=None):
        return sorted({int(m["line"]) for m in result.messages if m["line"] and level in (None, m["level"])})


class Eligible(Desk):
    def test_who_failed_or_waits_gets_no_certificate_and_no_notice(self):
        for form in (CERTIFICATE, NOTICE):
            result = self.certify("failed-reviews", form=form)
            self.assertEqual(re.findall("第030[1-3]号", self.words()), [])
            self.assertIn("第0304号", self.words())
            self.assert_says(result, "第0301号: 「二次審査」が「否」のため印刷しません", "第0302号: 「一次審査」が「否」のため印刷しません",
                             "第0303号: 「二次審査」が空欄のため印刷しません", "印刷1件、対象外3件")
            self.assertEqual(self.lines(result, "参考"), [2, 3, 4])

    def test_the_ledger_lists_those_that_were_licensed(self):
        self.certify("failed-reviews", form="anshin-isp/ledger")
        self.assertEqual(re.findall(r"第(030\d)号", self.words()), ["0304"])
        self.assertIn("計1件", self.words())
        head = HEAD + ",二次審査\n"
        result = self.certify(head + row(1, "甲", "光", "", "合") + row(2, "乙", "光", "2026-07-31", "合"), form="anshin-isp/ledger")
        self.assert_says(result, "第0001号: 「発行日」が空欄のため印刷しません", "対象外1件")

    def test_the_processing_table_is_for_all(self):
        result = self.certify("failed-reviews", form="anshin-isp/processing")
        self.assertIn("第0301号", self.words())
        self.assertNotIn("対象外", result.err)

    def test_who_failed_gets_the_letter_that_says_so(self):
        result = self.certify("failed-reviews", form=REJECTION)
        words = self.words()
        for company, there in (("こけた", 1), ("いちじ", 1), ("みさだめ", 0), ("うかった", 0)):
            self.assertEqual(f"株式会社{company}通信御中" in words, bool(there), company)
        self.assert_says(result, "第0304号: 「二次審査」が「合」のため印刷しません", "印刷2件、対象外2件")

    def test_a_register_without_reviews_has_certificates_but_no_rejections(self):
        self.certify(HEAD + "\n" + row(1))
        result = self.certify(HEAD + "\n" + row(1), form=REJECTION, out="none.pdf", code=1)
        self.assert_says(result, "対象外1件")
        self.assertFalse((self.folder / "none.pdf").exists())

    def test_a_register_with_the_first_review_alone(self):
        result = self.certify(HEAD + ",一次審査\n" + row(1, "甲", "光", "2026-07-31", "") + row(2, "乙", "光", "2026-07-31", "合"))
        self.assertEqual(self.numbers(), [2])
        self.assert_says(result, "第0001号: 「一次審査」が空欄のため印刷しません")

    def test_the_reported_register(self):
        for form in (CERTIFICATE, NOTICE):
            self.certify("reported-failed-applicant", form=form)
            self.assertNotRegex(self.words(), "一次否|二次否")

    def test_what_a_pending_record_lacks_is_not_asked_for(self):
        head = HEAD + ",二次審査\n"
        result = self.certify(head + row(0, "甲", "光", "未定", "") + row(2, "乙", "光", "2026-07-31", "合"))
        self.assertEqual(self.lines(result), [2])
        self.assertNotIn("未定", result.err)

    def test_a_review_that_cannot_be_read_is_a_fault(self):
        result = self.certify(HEAD + ",二次審査\n" + row(1, "甲", "光", "2026-07-31", "保留") + row(2, "乙", "光", "2026-07-31", "合"), code=1)
        self.assertEqual(self.numbers(), [2])
        self.assert_says(result, "保留")

    def test_asked_for_by_number_it_is_an_error_that_says_why(self):
        result = self.certify("failed-reviews", "--only", "0301", code=1)
        self.assert_says(result, "第0301号: 「二次審査」が「否」のため印刷できません")
        self.assertEqual(self.lines(result, "エラー"), [2])
        result = self.certify("failed-reviews", "--only", "301-304")
        self.assertEqual(self.numbers(), [304])

    def test_who_failed_is_given_no_number(self):
        register = self.write("register.csv", HEAD + ",二次審査\n" + row(0, "甲", "光", "2026-07-31", "否") +
                              row(0, "乙", "光", "2026-07-31", "合"))
        run("certify", register, "--form", CERTIFICATE, "--assign", self.folder / "new.csv")
        rows = (self.folder / "new.csv").read_text("utf-8").splitlines()
        self.assertEqual([r.split(",")[0] for r in rows[1:]], ["", "第0001号"])

    def test_json_tells_of_those_left_out(self):
        result = self.certify("failed-reviews", "--json")
        told = [json.loads(line) for line in result.out.splitlines()]
        self.assertEqual([t["outcome"] for t in told], ["ineligible"] * 3 + ["printed"])
        self.assertTrue(all(m["line"] == t["line"] for t in told for m in t["messages"]))

    def test_yaml_registers_know_their_columns(self):
        register = self.write("r.yaml", "records:\n  - {番号: 第0001号, 会社名: 甲, サービス名: 光, 発行日: 2026-07-31, 二次審査合・否: 合}\n"
                              "  - {番号: 第0002号, 会社名: 乙, サービス名: 光, 発行日: 2026-07-31}\n")
        self.certify(register)
        self.assertEqual(self.numbers(), [1])

    def test_faults_of_the_data_are_found_when_the_form_is_loaded(self):
        rule = "{field: second, need: \"second = 'pass'\", optional: yes}"
        form = self.data(copy=True) / "forms/anshin-isp/certificate/form.yaml"
        sound = form.read_text("utf-8")
        for bad, part in (("{field: secand, need: second}", "names a 'field' of a record"),
                          ("{field: second, need: \"second = 'passed'\"}", "passed"),
                          ("{field: second, nead: second}", "nead")):
            form.write_text(sound, "utf-8")
            self.edit(form, (rule, bad))
            result = run("certify", REGISTERS / "failed-reviews.csv", "--form", CERTIFICATE, "-o", self.folder / "o.pdf",
                         data=self.data())
            self.assertEqual(result.code, 3, str(result))
            self.assert_says(result, part)


class RulesOfForms(Desk):
    def test_dates_stand_in_their_order(self):
        result = self.certify("dates-out-of-order", code=1)
        self.assertEqual(self.lines(result), [2, 3])
        self.assertEqual(self.numbers(), [363])

    def test_of_one_day_is_in_order(self):
        self.certify(HEAD + ",受付日,合格証の発送\n" + row(1, "甲", "光", "2026-07-31", "2026-07-31", "令和8年7月31日"))

    def test_they_hold_in_every_form_of_the_record(self):
        for form in (NOTICE, "anshin-isp/ledger", "anshin-isp/processing"):
            result = self.certify("dates-out-of-order", code=1, form=form)
            self.assertEqual(self.lines(result), [2, 3], form)

    def test_an_address_for_checking_is_one(self):
        result = self.certify(HEAD + "\n" + row(1), "--set", "verify=not a url")
        self.assert_says(result, "正しくないようです")
        result = self.certify(HEAD + ",郵便番号\n" + row(1, "甲", "光", "2026-07-31", "100-00"), form=NOTICE)
        self.assertEqual(self.lines(result, "警告"), [2])


class Places(Desk):
    def test_an_empty_cell_is_told_at_its_place(self):
        result = self.certify("empty-cells", code=1)
        self.assertEqual([(int(m["line"]), int(m["column"])) for m in result.errors()], [(3, 8), (4, 19), (5, 18)])
        self.assert_says(result, "第0312号", "第0313号", "第0314号")
        self.assertEqual(self.numbers(), [311])
        result = self.certify("empty-cells", "--json", code=1)
        for line in result.out.splitlines():
            told = json.loads(line)
            self.assertTrue(all(m["line"] == told["line"] for m in told["messages"]), line)

    def test_so_is_the_reported_one(self):
        result = self.certify("reported-missing-cells", code=1)
        self.assertEqual(self.lines(result), [3, 4])

    def test_a_column_that_is_not_there_is_told_at_each_record(self):
        result = self.certify("使用許諾番号,会社名,発行日\n第0001号,甲,2026-07-31\n第0002号,乙,2026-07-31\n", code=1)
        self.assertEqual(self.lines(result), [2, 3])

    def test_a_wrong_setting_is_told_once_and_not_as_a_missing_record(self):
        result = self.certify("wrong-setting-hidden", "--only", "第0331号", "--set", "reissued=2026-09-01", code=3)
        self.assert_says(result, "reissued")
        self.assertNotIn("第0331号", result.err)
        result = self.certify("only-numbers", "--set", "orientation=斜め", code=3)
        self.assertEqual(result.err.count("斜め"), 1, result.err)

    def test_column_names_that_mean_a_field(self):
        self.certify("column-names")
        result = self.certify("使用許諾番号,会社名,サービス名,発行日,受付年月日\n第0001号,甲,光,2026-07-31,2026-07-01\n")
        self.assert_says(result, "register.csv:1:22: 警告: 「受付年月日」", "「受付日」の誤りではありませんか")
        result = self.certify("使用許諾番号,会社名,サービス名,発行日,備考\n第0001号,甲,光,2026-07-31,x\n")
        self.assertNotIn("誤りではありませんか", result.err)

    def test_the_columns_are_listed_beside_the_samples(self):
        told = (ROOT / "samples/register/README.md").read_text("utf-8")
        fields = (ROOT / "forms/anshin-isp/certificate/record.yaml").read_text("utf-8")
        for key, label in re.findall(r"\{key: ([\w-]+), label: ([^,}]+)", fields):
            if key not in ("pass", "fail", "new", "renewal"):
                self.assertRegex(told, rf"\| {re.escape(label)} \| `{key}` \|")


class Spreadsheets(Desk):
    def test_cells_left_out_at_the_end_are_empty(self):
        self.certify("reported-short-rows")
        self.assertEqual(self.numbers(), [201, 202, 203])

    def test_more_empty_cells_than_columns_are_none(self):
        self.certify(HEAD + "\n" + row(1).strip() + ",,\n")
        result = self.certify(HEAD + "\n" + row(1).strip() + ",,余り\n" + row(2), code=1)
        self.assertEqual([(int(m["line"]), int(m["column"])) for m in result.errors()], [(2, 32)])

    def test_errors_of_a_spreadsheet_are_faults_at_the_cell(self):
        result = self.certify("reported-spreadsheet-errors", code=1)
        self.assertEqual([(int(m["line"]), int(m["column"])) for m in result.errors()], [(2, 8), (2, 14), (3, 8)])
        self.assertFalse((self.folder / "out.pdf").exists())
        for value in ("#VALUE!", "#NAME?", "#DIV/0!", "###", "#SPILL!"):
            result = self.certify(HEAD + "\n" + row(1, value) + row(2), code=1)
            self.assertEqual((self.lines(result, "エラー"), self.numbers()), ([2], [2]), value)

    def test_names_that_look_a_little_like_errors_are_names(self):
        self.certify(HEAD + "\n" + row(1, "株式会社#1", "C#") + row(2, "##", "#N/A光"))

    def test_semicolons_and_what_parts_the_cells(self):
        text = HEAD + "\n" + row(1)
        for changed in (text.replace(",", ";"), "sep=;\r\n" + text.replace(",", ";"), "sep=,\n" + text, "sep=\t\n" + text.replace(",", "\t"),
                        "\ufeffsep=;\n" + text.replace(",", ";")):
            register = self.write("r.csv", changed)
            self.certify(register)
            self.assertEqual(self.numbers(), [1], changed)
        result = self.certify(self.write("r.csv", "sep=;\n" + (HEAD + "\n" + row(1, "")).replace(",", ";")), code=1)
        self.assertEqual([(int(m["line"]), int(m["column"])) for m in result.errors()], [(3, 8)])

    def test_a_register_is_written_again_as_it_was(self):
        register = self.write("r.csv", "sep=;\r\n" + (HEAD + "\n" + row(0, "a;b".join('""'))).replace(",", ";"))
        run("certify", register, "--form", CERTIFICATE, "--assign", self.folder / "new.csv")
        self.assertEqual((self.folder / "new.csv").read_bytes().decode(),
                         f'sep=;\r\n{HEAD.replace(",", ";")}\r\n第0001号;"a;b";みなと光;2026-07-31\r\n')


class Hidden(Desk):
    def test_question_marks_of_cp932(self):
        result = self.certify("cp932-lost", code=1)
        self.assertEqual(self.lines(result, "エラー"), [2])
        self.assert_says(result, "CSV UTF-8")
        self.certify("cp932-sound")
        self.certify((HEAD + "\n" + row(1, "みなと？")).encode("cp932"))
        self.certify(HEAD + "\n" + row(1, "みなと?"))
        result = self.certify((HEAD + "\n" + row(1, "Caf? Net")).encode("cp932"), code=1)
        self.assertEqual(self.lines(result), [2])

    def test_half_width_kana_are_told(self):
        result = self.certify("half-width-kana")
        self.assertEqual(self.lines(result, "警告"), [2])
        result = self.certify(HEAD + "\n" + row(1, "株式会社ﾐﾅﾄ") + row(2, "株式会社ミナト"))
        self.assertEqual([(int(m["line"]), int(m["column"])) for m in result.messages if m["level"] == "警告"], [(2, 12)])

    def test_characters_that_are_not_seen_are_told(self):
        for c in "\u00ad\u200b\u200d\u2060\u115f\u3164\uffa0":
            result = self.certify(HEAD + "\n" + row(1, f"みな{c}と") + row(2))
            self.assertEqual(self.lines(result, "警告"), [2], hex(ord(c)))
            self.assert_says(result, f"U+{ord(c):04X}", "「みな」の後")
        for sound in ("葛\U000E0100城", "祇\U000E0100園", "髙橋"):
            result = self.certify(HEAD + "\n" + row(1, sound), out=f"{ord(sound[0])}.pdf")
            self.assertEqual(result.messages, [], sound)

    def test_a_lost_character_is_a_fault(self):
        result = self.certify(HEAD + "\n" + row(1, "み\ufffdと") + row(2), code=1)
        self.assertEqual((self.lines(result, "エラー"), self.numbers()), ([2], [2]))

    def test_blanks_at_the_ends_are_not_printed(self):
        self.certify(HEAD + "\n" + "第0001号\u3000,\u3000株式会社みなと\u00a0,みなと光 ,2026-07-31\n" + row(2))
        self.assertIn("使用許諾番号第0001号", self.words())
        self.assertNotIn("「みなと光　」", tool("pdftotext", "-raw", self.folder / "out.pdf", "-"))


class Choosing(Desk):
    REGISTER = HEAD + ",二次審査\n" + "".join(
        row(200 + i, f"株式会社{name}", f"{name}光", issued, "合") for i, (name, issued) in enumerate(
            [("おか", "2026-07-01"), ("いけ", "2026-07-31"), ("うみ", "令和8年8月1日"), ("あま", "2026-12-18"), ("えき", "2027-07-15")]))

    def test_numbers_bare_wide_and_ranges(self):
        for only, numbers in (("202", [202]), ("第0202号", [202]), ("０２０２", [202]), ("0202、204", [202, 204]), ("201-203", [201, 202, 203]),
                              ("第0201号～第0203号", [201, 202, 203]), ("201〜202，204", [201, 202, 204]), ("第０２０３号", [203])):
            self.certify(self.REGISTER, "--only", only)
            self.assertEqual(self.numbers(), numbers, only)
        for only in ("999", "203-201", "300-310", "第999号"):
            self.certify(self.REGISTER, "--only", only, code=2)

    def test_the_trial_of_numbers(self):
        for only, count in (("第0332号～第0334号", 3), ("0332", 1), ("第0332号、第0334号", 2)):
            self.certify("only-numbers", "--only", only)
            self.assertEqual(len(self.numbers()), count)
        self.certify("only-numbers", "--only", "第0999号", code=2)

    def test_numbers_with_the_month_in_them(self):
        text = "認定番号,サービスの名称,事業者の名称,発行日\n特個00012711,光,港,2027-11-01\n特個00022711,光,港,2027-11-01\n"
        for only in ("2", "00022711", "特個00022711"):
            self.certify(text, "--only", only, form="asp-disclosure/certificate")
            self.assertIn("特個00022711", self.words())
            self.assertNotIn("特個00012711", self.words())

    def test_where(self):
        every = [200, 201, 202, 203, 204]
        for tests, numbers in (
                (["発行日=2026-07-31"], [201]), (["発行日=令和8年7月31日"], [201]), (["発行日=2026-07"], [200, 201]),
                (["発行日!=2026-07"], [202, 203, 204]), (["発行日<2026-08-01"], [200, 201]), (["発行日<=2026-08-01"], [200, 201, 202]),
                (["発行日≦令和8年8月1日"], [200, 201, 202]), (["発行日>2026-08"], [203, 204]), (["発行日>=2026-08"], [202, 203, 204]),
                (["発行日=2026-07-31～2026-12-31"], [201, 202, 203]), (["二次審査=合"], every), (["second=pass"], every),
                (["会社名*=うみ"], [202]), (["会社名＝株式会社いけ"], [201]), (["発行日>=2026-08", "発行日<2027-01-01"], [202, 203]),
                (["会社名!=株式会社いけ", "発行日=2026-07"], [200]), (["入金確認日="], every)):
            self.certify(self.REGISTER, *[a for t in tests for a in ("--where", t)])
            self.assertEqual(self.numbers(), numbers, tests)

    def test_where_that_means_nothing_is_wrong_usage(self):
        for test, part in (("発行年=2026", "「発行日」の誤りではありませんか"), ("二次審査=可", "選べません"), ("発行日=きのう", "日付は"),
                           ("会社名<甲", "日付だけ"), ("二次審査", "のように書きます"), ("=合", "項目はありません")):
            result = self.certify(self.REGISTER, "--where", test, code=2)
            self.assert_says(result, part, "何も書き出していません")

    def test_the_trial_of_choosing(self):
        result = self.certify("no-filter", "--where", "発行日=2026-07-31")
        self.assertEqual(self.numbers(), [391, 393])
        self.assert_says(result, "台帳の3件のうち2件を印刷します")
        self.assertLess(result.err.index("のうち2件"), result.err.index("印刷2件"))

    def test_sorting(self):
        for sort, numbers in (("会社名", [203, 201, 202, 204, 200]), ("-使用許諾番号", [204, 203, 202, 201, 200]), ("-発行日", [204, 203, 202, 201, 200]),
                              ("二次審査,-発行日", [204, 203, 202, 201, 200]), ("入金確認日", [200, 201, 202, 203, 204])):
            self.certify(self.REGISTER, "--sort", sort)
            self.assertEqual(self.numbers(), numbers, sort)
        result = self.certify(self.REGISTER, "--sort", "会杜名", code=2)
        self.assert_says(result, "「会社名」の誤りではありませんか")

    def test_a_sorted_print_gives_each_record_its_own_number(self):
        register = self.write("r.csv", HEAD + "\n" + row(0, "乙") + row(0, "甲"))
        run("certify", register, "--form", CERTIFICATE, "--assign", self.folder / "new.csv", "--sort", "会社名")
        rows = [r.split(",")[:2] for r in (self.folder / "new.csv").read_text("utf-8").splitlines()[1:]]
        self.assertEqual(rows, [["第0001号", "乙"], ["第0002号", "甲"]])


class Paper(Desk):
    def test_long_names_fit_every_orientation(self):
        long_46 = NAME_33 + "接続安心安全推進部会本部二"
        for way in ("landscape", "portrait", "vertical"):
            for name, service in ((NAME_33, "まめ光"), (long_46, "まめ光" * 12), ("株式会社あおぞら情報サービス北日本支社", "光")):
                self.certify(HEAD + "\n" + row(381, name, service), "--set", f"orientation={way}")
                self.assertIn(name, self.words(), way)
                self.assertEqual(Pdf(self.folder / "out.pdf").page_count(), 1)
                self.certify("認定番号,サービスの名称,事業者の名称,発行日\n" + f"特個00012711,{service},{name},2027-11-01\n", "--set",
                             f"orientation={way}", form="asp-disclosure/certificate")
                self.assertIn(name, self.words(), way)
        self.certify("portrait-loses-long-names", "--set", "orientation=portrait")

    def test_vertical_papers_have_no_arabic_digit(self):
        self.certify("vertical-digits", "--set", "orientation=vertical")
        self.assertIn("令和八年七月三十一日から令和九年七月三十日まで", self.words())
        self.assertIn("第〇三八二号", self.words())
        self.assertNotRegex(self.words(), "[0-9０-９]")
        for issued, words in (("2026-10-20", "令和八年十月二十日"), ("令和元年5月1日", "令和元年五月一日"), ("2038-12-10", "令和二十年十二月十日")):
            self.certify(HEAD + "\n" + row(1200, issued=issued), "--set", "orientation=vertical")
            self.assertIn(words, self.words())
            self.assertIn("第一二〇〇号", self.words())
        self.certify("vertical-digits")
        self.assertIn("令和8年7月31日", self.words())

    def boxes(self):
        said = tool("pdftotext", "-bbox", self.folder / "out.pdf", "-")
        return [(float(x), float(y), w) for x, y, w in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', said)]

    def test_the_notice_is_a_letter(self):
        self.certify("notice-address", form=NOTICE)
        words = self.words()
        for part in ("〒100-0000東京都千代田区まめ町9-8-7", "まめ協第12号", "拝啓", "敬具", "縞田まどか様", "以上"):
            self.assertIn(part, words)
        self.assertNotIn("御中", words)
        self.assertLess(words.index("拝啓"), words.index("敬具"))
        self.assertLess(words.index("敬具"), words.index("使用許諾期間"))

    def test_an_organisation_has_no_person(self):
        self.certify(HEAD + ",住所\n" + row(1, NAME_33, "光", "2026-07-31", "東京都港区1"), form=NOTICE)
        self.assertIn(NAME_33 + "御中", self.words())
        self.assertNotIn("様", self.words())

    def test_the_address_stands_in_the_window(self):
        """長形3号, A4 in three: what lies from 18 to 60 mm below the top, from 22 to 110 mm of the left, is seen."""
        self.certify("notice-address", form=NOTICE)
        mm = 72 / 25.4
        for part in ("〒100-0000", "東京都千代田区まめ町9-8-7", "株式会社しましま通信", "縞田"):
            x, y = next((x, y) for x, y, w in self.boxes() if w.startswith(part))
            self.assertTrue(20 * mm < x < 110 * mm and 16 * mm <= y < 57 * mm, (part, x / mm, y / mm))


class Kept(Desk):
    """The control file beside what was printed."""

    def split(self, register, *args, code=0, folder="out", form=CERTIFICATE):
        if "," in register:
            register = self.write("register.csv", register)
        result = run("certify", register, "--form", form, "--split", self.folder / folder, *args, lang="ja")
        self.assertEqual(result.code, code, str(result))
        return result

    def control(self, name="out.issued.csv"):
        lines = (self.folder / name).read_text("utf-8-sig").splitlines()
        self.assertEqual(lines[0], "様式,番号,名称,ファイル,日付,再交付,指紋")
        self.assertRegex(lines[-1], "^封印,[0-9a-f]{64}$")
        return [line.split(",") for line in lines[1:-1]]

    def test_what_was_issued_is_kept(self):
        self.split((REGISTERS / "old-name-stays.csv").read_text("utf-8"))
        self.assertEqual([line[:6] for line in self.control()],
                         [[CERTIFICATE, n, c, f"{n}_{c}.pdf", "2026-07-31", ""] for n, c in
                          (("第0331号", "株式会社みずたま通心"), ("第0332号", "株式会社しましま通信"))])
        before = (self.folder / "out.issued.csv").read_bytes()
        result = self.split((REGISTERS / "old-name-stays.csv").read_text("utf-8"))
        self.assertEqual(result.err, "印刷0件、変更なし2件\n")
        self.assertEqual((self.folder / "out.issued.csv").read_bytes(), before)

    def test_a_corrected_name_and_its_old_file_are_told(self):
        text = (REGISTERS / "old-name-stays.csv").read_text("utf-8")
        self.split(text)
        result = self.split(text.replace("通心", "通信"))
        self.assert_says(result, "「株式会社みずたま通心」→「株式会社みずたま通信」", "「第0331号_株式会社みずたま通心.pdf」がフォルダーに残っています")
        self.assertEqual(self.lines(result), [2])
        self.assertEqual(len(list((self.folder / "out").iterdir())), 3)
        (self.folder / "out/第0331号_株式会社みずたま通心.pdf").unlink()
        self.assertEqual(self.split(text.replace("通心", "通信")).messages, [])

    def test_new_and_changed_numbers_are_told(self):
        self.split(HEAD + "\n" + row(1, "甲") + row(2, "乙"))
        result = self.split(HEAD + "\n" + row(1, "甲") + row(2, "乙", "新しい光") + row(3, "丙") + row(4, "丁"))
        self.assert_says(result, "新しい番号は2件です（第0003号, 第0004号）", "内容が変わった番号は1件です（第0002号）")

    def test_a_record_that_went_or_failed_since_leaves_its_file_named(self):
        head = HEAD + ",二次審査\n"
        self.split(head + row(1, "甲", "光", "2026-07-31", "合") + row(2, "乙", "光", "2026-07-31", "合"))
        result = self.split(head + row(2, "乙", "光", "2026-07-31", "否"), code=1)
        self.assert_says(result, "番号「第0001号」の記録は台帳にありませんが、ファイル「第0001号_甲.pdf」", "前に印刷した「第0002号_乙.pdf」")

    def test_records_that_are_not_chosen_stay_in_it(self):
        register = HEAD + "\n" + row(1, "甲") + row(2, "乙")
        self.split(register)
        result = self.split(register, "--only", "2")
        self.assertNotIn("残っています", result.err)
        self.assertEqual([line[1] for line in self.control()], ["第0001号", "第0002号"])

    def test_forms_do_not_mix(self):
        self.split(HEAD + "\n" + row(1, "甲"))
        result = self.split(HEAD + "\n" + row(1, "乙"), form=NOTICE)
        self.assertNotIn("→", result.err)
        self.assertEqual([line[0] for line in self.control()], [CERTIFICATE, NOTICE])

    def test_one_pdf_of_all_has_one_too(self):
        self.certify(HEAD + "\n" + row(1, "甲"))
        self.assertEqual(self.control("out.pdf.issued.csv")[0][3], "out.pdf")
        result = self.certify(HEAD + "\n" + row(1, "乙"))
        self.assert_says(result, "「甲」→「乙」")

    def test_parts_lists_and_strict_prints_keep_none(self):
        register = self.write("register.csv", HEAD + "\n" + row(1, "甲") + row(2, "乙"))
        run("certify", register, "--form", CERTIFICATE, "--split", self.folder / "out", "--shard", "1/2")
        self.certify(register, form="anshin-isp/ledger")
        self.write("register.csv", HEAD + "\n" + row(1, "甲") + row(1, "乙"))
        self.certify(register, "--strict", code=1)
        self.assertEqual([p for p in self.left_behind() if "issued" in p], [])

    def test_a_broken_seal_is_told(self):
        register = HEAD + "\n" + row(1, "甲")
        self.split(register)
        path = self.folder / "out.issued.csv"
        path.write_text(path.read_text("utf-8").replace("甲", "乙"), "utf-8")
        self.assert_says(self.split(register), "控え「", "変更されています")
        self.assertEqual(self.split(register).messages, [])
        for spoilt in ("", "a,b\n1,2\n"):
            path.write_text(spoilt, "utf-8")
            self.assert_says(self.split(register, code=3), "発行の控えではありません")
            self.assertEqual(path.read_text("utf-8"), spoilt)

    def test_a_reissue_says_so_on_paper_and_in_the_control_file(self):
        register = HEAD + "\n" + row(1, "甲") + row(2, "乙")
        self.split(register)
        before = self.control()
        for date in ("2026-09-01", "令和8年10月5日"):
            self.split(register, "--reissue", "2", "--date", date)
        names = sorted(p.name for p in (self.folder / "out").iterdir())
        self.assertEqual(names, ["第0001号_甲.pdf", "第0002号_乙.pdf", "第0002号_乙_再交付_2026-09-01.pdf", "第0002号_乙_再交付_2026-10-05.pdf"])
        before[1][5] = "2026-09-01; 2026-10-05"
        self.assertEqual(self.control(), before)
        self.assertIn("再交付令和8年10月5日", self.words(f"out/{names[3]}"))
        self.assertNotIn("再交付", self.words(f"out/{names[1]}"))
        self.assertEqual(self.split(register).messages, [])

    def test_a_reissue_that_cannot_be(self):
        register = HEAD + "\n" + row(1, "甲")
        for args, code, part, form in ((("--date", "2026-06-01"), 1, "より後です", CERTIFICATE), (("--date", "きのう"), 2, "再交付の日付", CERTIFICATE),
                                       ((), 2, "再交付の日付", CERTIFICATE), (("--date", "2026-09-01"), 2, "再交付の日付を書くところがありません", NOTICE)):
            self.assert_says(self.split(register, "--reissue", "1", *args, code=code, form=form), part)
        self.split(register, "--reissue", "9", "--date", "2026-09-01", code=2)
        self.assertEqual([p for p in self.left_behind() if "issued" in p], [])


if __name__ == "__main__":
    unittest.main()
