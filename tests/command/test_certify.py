"""tsuzuri certify: registers, their faults, one PDF or many, parts and jobs."""
import json
import os
import pathlib
import re
import subprocess
import unittest
import urllib.parse

from support import Pdf, ROOT, PROGRAM, SANITIZED, Test, environment, fold, run, tool

FORM = "anshin-isp/certificate"
HEAD = "使用許諾番号,会社名,サービス名,発行日\n"
ROW = "第0001号,株式会社みなと,みなと光,2026-12-18\n"
FAMILY = ["渡\U000E0101邉", "葛\U000E0100城", "髙橋", "辻\U000E0101", "祇\U000E0100園", "𠮷田"]


def rows(count, first=1):
    return "".join(f"第{i:04}号,{FAMILY[i % 6]}ケーブル{i}株式会社,{FAMILY[i * 7 % 6]}光サービス{i},"
                   f"2026-{i % 12 + 1:02}-{i % 28 + 1:02}\n" for i in range(first, first + count))


class CertifyTest(Test):
    def certify(self, register, *args, code=0, form=FORM, **more):
        result = run("certify", register, "--form", form, *args, **more)
        self.assertEqual(result.code, code, str(result))
        return result

    def one(self, text, *args, code=0, name="register.csv", **more):
        return self.certify(self.write(name, text), "-o", self.folder / "out.pdf", *args,
                            code=code, **more)

    def words(self, page=1, path=None):
        return fold(tool("pdftotext", "-raw", "-f", page, "-l", page,
                         path or self.folder / "out.pdf", "-"))

    def places(self, result):
        return [(int(m["line"] or 0), int(m["column"] or 0)) for m in result.errors()]


class Registers(CertifyTest):
    def test_a_sample_prints_a_page_and_a_bookmark_for_each_record(self):
        self.certify(ROOT / "samples/register/isp.csv", "-o", self.folder / "out.pdf")
        pdf = Pdf(self.folder / "out.pdf")
        self.assertEqual(pdf.page_count(), 3)
        self.assertEqual([(0, 1), (0, 2), (0, 3)], [(lv, p) for lv, _, p in pdf.outline()])
        self.assertIn("第0103号", pdf.outline()[2][1])

    def test_the_period_is_computed_from_the_day_of_issue(self):
        self.one(HEAD + ROW)
        self.assertIn("令和8年12月18日から令和9年12月17日まで", self.words())

    def test_keys_and_labels_and_other_spellings_name_columns(self):
        self.one("number,事業者名,サービス名,発行日\n" + ROW)
        self.assertIn("株式会社みなと", self.words())

    def test_cp932_and_utf8_with_a_mark_read_alike(self):
        text = HEAD + ROW.replace("みなと光", "みなと～①髙―光")
        made = []
        for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.encode("cp932"),
                     text.replace("\n", "\r\n").encode("cp932")):
            self.one(data)
            made.append((self.folder / "out.pdf").read_bytes())
        self.assertEqual(len(set(made)), 1)
        self.assertIn("みなと～①髙―光", self.words())

    def test_quotes_may_hold_commas_and_quotes(self):
        self.one(HEAD + '第0001号,"港,""みなと""",みなと光,2026-12-18\n')
        self.assertIn('港,"みなと"', self.words())

    def test_tabs_may_part_the_columns(self):
        self.one((HEAD + ROW).replace(",", "\t"), name="register.tsv")
        self.assertIn("みなと光", self.words())

    def test_empty_lines_and_empty_rows_are_passed_over(self):
        self.one(HEAD + "\n" + ROW + ",,,\n\n")
        self.assertEqual(Pdf(self.folder / "out.pdf").page_count(), 1)

    def test_yaml_lists_records_with_what_they_share(self):
        self.one("records:\n  - 使用許諾番号: 第0001号\n    会社名: 株式会社みなと\n    サービス名: みなと光\n"
                 "発行日: 2026-12-18\n", name="register.yaml")
        self.assertIn("令和8年12月18日", self.words())

    def test_a_dash_is_standard_input(self):
        env = environment(TSUZURI_DATA=ROOT)
        for text in (HEAD + ROW, "records:\n- {番号: 第0001号, 会社名: 港, サービス名: 光, 発行日: 2026-12-18}\n"):
            done = subprocess.run([PROGRAM, "certify", "-", "--form", FORM, "-o", self.folder / "out.pdf"],
                                  input=text.encode(), env=env, capture_output=True)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_setting_holds_for_every_record(self):
        self.one(HEAD + ROW, "--set", "orientation=portrait")
        page = Pdf(self.folder / "out.pdf").json["pages"][0]
        self.assertIn("595.276 x 841.89", tool("pdfinfo", self.folder / "out.pdf"), page)

    def test_cells_that_look_like_nothing_in_yaml_are_text(self):
        self.one(HEAD + "第0001号,null,~,2026-12-18\n")
        self.assertIn("null殿", self.words())


class RegisterFaults(CertifyTest):
    def fault(self, text, *parts, code=3, places=None, name="register.csv"):
        result = self.one(text, code=code, name=name)
        self.assert_says(result, *parts)
        if places is not None:
            self.assertEqual(self.places(result), places, str(result))
        return result

    def test_an_empty_file(self):
        for text in ("", "\n\n", "\ufeff"):
            self.fault(text, "the register has no record")
            self.assertFalse((self.folder / "out.pdf").exists())

    def test_a_header_alone(self):
        self.fault(HEAD, "the register has no record")

    def test_a_header_that_names_nothing(self):
        self.fault("a,b\n1,2\n", "names no field of the form", places=[(1, 1)])

    def test_a_header_twice(self):
        self.fault("番号,会社名,使用許諾番号\n1,2,3\n", "stands twice", places=[(1, 8)])

    def test_the_header_again_between_the_records(self):
        self.fault(HEAD + ROW + HEAD + ROW.replace("0001", "0002"), "repeats the first line", "remove it",
                   "2 printed, 1 with faults", code=1, places=[(3, 1)])

    def test_a_header_twice_under_two_spellings(self):
        for other in ("使用許諾番号", "number", "許諾番号", "番号"):
            self.fault(f"使用許諾番号,会社名,サービス名,{other},発行日\n1,2,3,4,5\n", "is the same; remove one of them",
                       places=[(1, 18)])

    def test_rows_that_are_too_short_or_too_long(self):
        result = self.fault(HEAD + ROW + "第0002号,港\n第0003号,港,光,2026-12-18,余り\n", "'service' (サービス名) has no value",
                            "has 5 cells", code=1, places=[(3, 1), (3, 1), (4, 23)])
        self.assertIn("1 printed, 2 with faults", result.err)

    def test_characters_that_are_not_seen(self):
        """A name that a terminal or a viewer shows in another order than it is printed."""
        result = self.fault(HEAD + ROW + "第0002号,港\u202e株式会社,光,2026-12-18\n第0003号,港\x1b[31m,光,2026-12-18\n",
                            "invisible character U+202E", "invisible character U+001B", code=1, places=[(3, 8), (4, 8)])
        self.assertNotIn("\u202e", result.err)
        self.assertNotIn("\x1b", result.err)
        self.assertIn("1 printed, 2 with faults", result.err)

    def test_a_newline_in_a_quoted_cell(self):
        result = self.fault(HEAD + '第0001号,"株式会社\nみなと",光,2026-12-18\n' + ROW.replace("1号", "2号"),
                            "one line of text", places=[(2, 9)], code=1)
        self.assertIn("1 printed", result.err)

    def test_places_count_lines_of_quoted_cells(self):
        self.fault(HEAD + '第0001号,"a\nb",光,2026-12-18\n第0002号,港,光,いつか\n', places=[(2, 9), (4, 12)], code=1)

    def test_a_quote_that_is_never_closed(self):
        self.fault(HEAD + '第0001号,"株式会社\nみなと,光,2026-12-18\n', "never closed", places=[(2, 8)])

    def test_a_quote_in_the_middle(self):
        self.fault(HEAD + '第0001号,株式"会社,光,2026-12-18\n', "must open and close a whole cell",
                   places=[(2, 10)])

    def test_neither_utf8_nor_cp932(self):
        self.fault(b"\xff\xfe\x00\x00", "UTF-16")
        self.fault(HEAD.encode() + b"\x80\xff\xa0\xfd\n", "neither UTF-8 nor CP932")
        self.fault(b"PK\x03\x04\x00\x00", "the workbook is damaged")

    def test_unknown_columns_are_passed_over_with_a_word(self):
        result = self.one("使用許諾番号,会社名,サービス明,サービス名,発行日,メモ\n第0001号,港,光,光,2026-12-18,x\n")
        self.assert_says(result, "did you mean 'サービス名'", "'メモ'")

    def test_yaml_without_records(self):
        self.fault("record: []\n", "'records:'", name="register.yaml")

    def test_a_register_that_is_not_there(self):
        self.certify(self.folder / "none.csv", "-o", self.folder / "out.pdf", code=3)

    def test_a_form_that_is_not_there_or_takes_no_register(self):
        register = self.write("register.csv", HEAD + ROW)
        self.certify(register, "-o", self.folder / "out.pdf", form="nothing", code=2)
        result = self.certify(register, "-o", self.folder / "out.pdf", form="anshin-isp", code=2)
        self.assert_says(result, "not filled from a register")


class Rules(CertifyTest):
    def test_numbers_that_are_missing_twice_or_malformed(self):
        text = HEAD + ROW + ROW.replace("第0001号", "") + ROW.replace("0001", "00A1") + \
            ROW.replace("0001", "0004") + ROW.replace("第0001号", "第０００１号")
        result = self.one(text, code=1)
        self.assert_says(result, "has no number", "is no number of this programme", "stands twice: line 2",
                         "stands twice: line 6", "1 printed, 4 with faults")

    def test_what_is_missing_is_told_at_once_with_what_to_do(self):
        result = self.one(HEAD + ",,光,2026-12-18\n", code=1)
        self.assert_says(result, "this record has no number; write it, or give it the next free one with --assign",
                         "'company' (会社名) has no value; write it\n", "0 printed, 1 with faults")
        self.assertNotIn("--draft", result.err)
        self.assertEqual(len(result.errors()), 2)

    def test_a_period_that_does_not_fit_the_rule(self):
        result = self.one("番号,会社名,サービス名,発行日,開始日,終了日\n"
                          "第0001号,港,光,2026-12-18,2027-01-01,2027-12-31\n"
                          "第0002号,港,光,2026-12-18,2027-01-01,2028-01-01\n", code=1)
        self.assert_says(result, "ends on '令和9年12月31日', not on '令和10年1月1日'")
        self.assertEqual(self.places(result), [(3, 34)])

    def test_leap_days_end_with_the_month(self):
        self.one(HEAD + ROW.replace("2026-12-18", "2028-02-29"))
        self.assertIn("令和10年2月29日から令和11年2月28日まで", self.words())

    def test_the_programme_of_asp_gives_two_years_and_numbers_with_the_month(self):
        text = "認定番号,サービスの名称,事業者の名称,発行日\n特個00012711,光,港,2027-11-01\n" \
               "特個00022611,光,港,2027-11-01\n特個00032713,光,港,2027-11-01\n"
        result = self.one(text, code=1, form="asp-disclosure/certificate")
        self.assertIn("令和9年11月1日から令和11年10月31日まで", self.words())
        self.assert_says(result, "does not say the month", "特個00032713")
        self.assertEqual(self.places(result), [(4, 1)])

    def test_a_long_name_shrinks_and_a_longer_one_is_a_fault(self):
        name = "株式会社" + "みなとネットワーク" * 3
        text = HEAD + ROW.replace("株式会社みなと", name) + \
            ROW.replace("株式会社みなと", name * 3).replace("0001", "0002")
        result = self.one(text, code=1)
        self.assertIn(name + "殿", self.words())
        self.assert_says(result, "even in the smallest type", "1 printed, 1 with faults")
        self.assertEqual(self.places(result), [(3, 8)])

    def test_a_character_without_a_font_spoils_its_record_alone(self):
        result = self.one(HEAD + ROW + ROW.replace("みなと光", "光\U0001F600").replace("0001", "0002"), code=1)
        self.assert_says(result, "U+1F600", "1 printed, 1 with faults")

    def test_strict_prints_nothing_when_one_is_bad(self):
        text = HEAD + ROW + ROW.replace("0001", "0002").replace("みなと光", "光" * 200)
        for bad in (text, HEAD + ROW + ROW):
            register = self.write("register.csv", bad)
            self.certify(register, "-o", self.folder / "out.pdf", "--strict", code=1)
            self.certify(register, "--split", self.folder / "split", "--strict", code=1)
            self.assertEqual(self.left_behind(), ["register.csv"])

    def test_json_tells_of_every_record(self):
        result = self.one(HEAD + ROW + ROW.replace("0001", "1"), "--json", code=1)
        told = [json.loads(line) for line in result.out.splitlines()]
        self.assertEqual([(t["line"], t["number"], t["outcome"]) for t in told],
                         [(2, "第0001号", "printed"), (3, "第1号", "faulty")])
        self.assertEqual(told[1]["messages"][0]["code"], "bad-number")

    def test_faults_are_told_in_japanese(self):
        result = self.one(HEAD + ROW.replace("0001", "1"), "--lang", "ja", code=1)
        self.assert_says(result, "番号の書式に合いません", "誤り1件")


class Files(CertifyTest):
    def test_a_logo_is_not_replaced_by_what_it_is_printed_on(self):
        logo = self.folder / "logo.png"
        content = next((ROOT / "samples/renewal/docs").glob("*.png")).read_bytes()
        logo.write_bytes(content)
        result = self.certify(self.write("register.csv", HEAD + ROW), "--set", f"logo={logo}", "-o", logo, code=2)
        self.assertIn("would replace a file that --set names", result.err)
        self.assertEqual(logo.read_bytes(), content)

    def split(self, text, *args, code=0, folder="split", **more):
        result = self.certify(self.write("register.csv", text), "--split", self.folder / folder, *args,
                              code=code, **more)
        return result, {p.name: p.read_bytes() for p in (self.folder / folder).iterdir()}

    def test_each_record_has_its_file(self):
        _, files = self.split(HEAD + rows(3))
        self.assertEqual(len(files), 3)
        self.assertIn(f"第0001号_{FAMILY[1]}ケーブル1株式会社.pdf", files)

    def test_what_is_there_and_identical_is_left_alone(self):
        _, before = self.split(HEAD + rows(4))
        path = self.folder / "split" / sorted(before)[0]
        stamp = path.stat().st_mtime_ns
        (self.folder / "split" / sorted(before)[1]).unlink()
        (self.folder / "split" / sorted(before)[2]).write_bytes(b"half")
        result, after = self.split(HEAD + rows(4))
        self.assertEqual(before, after)
        self.assertEqual(path.stat().st_mtime_ns, stamp)
        self.assert_says(result, "2 printed, 2 unchanged")

    def test_names_are_safe_and_never_collide(self):
        text = HEAD + "".join(ROW.replace("0001", f"000{i + 1}").replace("株式会社みなと", n) for i, n in
                              enumerate(["../../etc/passwd", "a/b\\c:d", ".hidden", "x", "\u200egnp"]))
        form = self.data(copy=True)
        self.edit(form / "forms/anshin-isp/certificate/form.yaml", ('"{number}_{company}"', '"{company}"'))
        text += ROW.replace("0001", "0006").replace("株式会社みなと", "Ａ") + \
            ROW.replace("0001", "0007").replace("株式会社みなと", "a")
        _, files = self.split(text, data=form)
        self.assertEqual(len(files), 7)
        self.assertIn("_._.._etc_passwd.pdf", files)
        self.assertIn("a_b_c_d.pdf", files)
        self.assertIn("_hidden.pdf", files)
        self.assertTrue({"Ａ.pdf", "a-2.pdf"} <= set(files), files.keys())
        self.assertEqual([p for p in self.left_behind() if not p.startswith("split")], ["register.csv"])

    def test_a_name_is_never_longer_than_a_file_system_takes(self):
        form = self.data(copy=True)
        self.edit(form / "forms/anshin-isp/certificate/form.yaml", ('"{number}_{company}"', '"' + "{company}" * 20 + '"'))
        _, files = self.split(HEAD + rows(3), data=form)
        self.assertTrue(all(100 < len(n.encode()) < 200 for n in files), files.keys())

    def test_a_link_in_the_folder_is_not_followed(self):
        _, files = self.split(HEAD + ROW)
        path = self.folder / "split" / list(files)[0]
        path.unlink()
        path.symlink_to(self.folder / "elsewhere.pdf")
        result, _ = (self.certify(self.folder / "register.csv", "--split", self.folder / "split", code=4), 0)
        self.assert_says(result, "is a link")
        self.assertFalse((self.folder / "elsewhere.pdf").exists())

    def test_only_prints_what_is_asked_for_under_the_same_name(self):
        _, every = self.split(HEAD + rows(5))
        _, some = self.split(HEAD + rows(5), "--only", "第0002号,第0004号", folder="some")
        self.assertEqual(some, {k: v for k, v in every.items() if k[:5] in ("第0002", "第0004")})
        result = self.certify(self.folder / "register.csv", "-o", self.folder / "o.pdf", "--only", "第9号",
                              code=2)
        self.assert_says(result, "no record with the number '第9号'")

    def test_the_number_of_jobs_changes_nothing(self):
        text = HEAD + rows(9) + ROW.replace("0001", "0999").replace("みなと光", "光" * 200)
        results = [self.split(text, "--jobs", n, folder=f"j{n}", code=1) for n in (1, 2, 3, 20)]
        for result, files in results[1:]:
            self.assertEqual(files, results[0][1])
            self.assertEqual(result.err, results[0][0].err)

    def test_shards_are_the_whole(self):
        _, every = self.split(HEAD + rows(7))
        parts, made = {}, []
        for i in (1, 2, 3):
            result, files = self.split(HEAD + rows(7), "--shard", f"{i}/3", folder=f"s{i}")
            made.append(len(files))
            parts.update(files)
        self.assertEqual(parts, every)
        self.assertEqual(made, [3, 2, 2])
        for bad in ("0/3", "4/3", "1", "a/b", "1/3x"):
            self.certify(self.folder / "register.csv", "-o", self.folder / "o.pdf", "--shard", bad, code=2)

    def test_options_that_do_not_go_together(self):
        register = self.write("register.csv", HEAD + ROW)
        self.certify(register, code=2)
        self.certify(register, "-o", "a.pdf", "--split", "b", code=2)
        self.certify(register, "-o", register, code=2)
        self.certify(register, "-o", "a.pdf", "--jobs", "0", code=2)
        self.certify(register, "-o", "a.pdf", "--only", ",", code=2)


class Numbers(CertifyTest):
    def assign(self, text, name="register.csv", code=0, form=FORM, *more):
        new = self.folder / ("new" + pathlib.Path(name).suffix)
        result = self.certify(self.write(name, text), "--assign", new, code=code, form=form, *more)
        return result, new.read_bytes() if new.exists() else None

    def test_the_next_numbers_follow_the_highest(self):
        _, new = self.assign(HEAD + ROW.replace("0001", "0041") + ROW.replace("第0001号", "") +
                             ROW.replace("0001", "0007") + ROW.replace("第0001号", ""))
        numbers = [line.split(",")[0] for line in new.decode().split("\r\n")[1:-1]]
        self.assertEqual(numbers, ["第0041号", "第0042号", "第0007号", "第0043号"])

    def test_a_register_without_the_column_gets_it(self):
        _, new = self.assign("会社名,サービス名,発行日,メモ\n\"港,株\",光,2026-12-18,\"a\nb\"\n".encode("cp932"))
        self.assertEqual(new, b"\xef\xbb\xbf" + "使用許諾番号,会社名,サービス名,発行日,メモ\r\n"
                         "第0001号,\"港,株\",光,2026-12-18,\"a\nb\"\r\n".encode())

    def test_yaml_keeps_its_text(self):
        text = "# 台帳\nrecords:\n  - 会社名: 港   # 新規\n    サービス名: 光\n    発行日: 2026-12-18\n" \
               "  - {会社名: 谷, サービス名: 光, 発行日: 2026-12-18}\n" \
               "  - 番号:\n    会社名: 山\n    サービス名: 光\n    発行日: 2026-12-18\n"
        _, new = self.assign(text, name="register.yaml")
        self.assertEqual(new.decode(), text.replace("- 会社名: 港", "- 使用許諾番号: '第0001号'\n    会社名: 港")
                         .replace("{会社名", "{使用許諾番号: '第0002号', 会社名").replace("番号:\n", "番号: '第0003号'\n"))
        self.certify(self.folder / "new.yaml", "-o", self.folder / "out.pdf")

    def test_the_month_of_the_first_day_is_in_the_number(self):
        _, new = self.assign("認定番号,サービスの名称,事業者の名称,発行日\n,光,港,2027-04-01\n",
                             form="asp-disclosure/certificate")
        self.assertIn("特個00012704", new.decode())

    def test_the_old_register_is_never_written_over(self):
        register = self.write("register.csv", HEAD + ROW)
        result = self.certify(register, "--assign", register, code=2)
        self.assert_says(result, "new file only")
        self.assertEqual(register.read_text("utf-8"), HEAD + ROW)


class Thousand(CertifyTest):
    def codes(self, count):
        """What the QR code of each page says: only its corner is rendered."""
        tool("pdftoppm", "-r", "120", "-l", count, "-gray", "-x", "130", "-y", "700", "-W", "230", "-H", "200",
             self.folder / "out.pdf", self.folder / "qr")
        corners = sorted(self.folder.glob("qr-*.pgm"))
        self.assertEqual(len(corners), count)
        return tool("zbarimg", "--raw", "-q", *corners).split("\n")[:-1]

    def test_a_thousand_records_are_extracted_as_they_were_written(self):
        text = HEAD + rows(1000)
        self.one(text, "--set", "verify=https://anshin.example.jp/c?no=")
        numbers = [urllib.parse.quote(line.split(",")[0]) for line in text.splitlines()[1:]]
        looked = 50 if SANITIZED else 1000
        self.assertEqual(self.codes(looked), [f"https://anshin.example.jp/c?no={n}" for n in numbers[:looked]])
        pages = tool("pdftotext", "-raw", self.folder / "out.pdf", "-").split("\f")[:-1]
        self.assertEqual(len(pages), 1000)
        for page, line in zip(pages, text.splitlines()[1:]):
            number, company, service, issued = line.split(",")
            year, month, day = map(int, issued.split("-"))
            words = fold(page)
            for part in (f"使用許諾番号{number}", company + "殿", f"「{service}」", f"サービス名{service}",
                         f"令和{year - 2018}年{month}月{day}日から"):
                self.assertIn(part, words, number)


class Sheets(CertifyTest):
    def test_the_ledger_repeats_its_head_and_counts(self):
        self.one(HEAD + rows(120), "--set", "as-of=2026-12-21", form="anshin-isp/ledger")
        pdf = Pdf(self.folder / "out.pdf")
        self.assertGreater(pdf.page_count(), 4)
        for page in range(1, pdf.page_count() + 1):
            self.assertIn("許諾開始日", self.words(page))
            self.assertIn(f"{page}／{pdf.page_count()}", self.words(page))
        every = fold(pdf.text())
        for line in rows(120).splitlines():
            for part in line.split(",")[:3]:
                self.assertIn(part, every)
        self.assertIn("計120件", self.words(pdf.page_count()))

    def test_days_stand_on_one_line_of_the_ledger(self):
        self.one(HEAD + rows(12), form="anshin-isp/ledger")
        lines = tool("pdftotext", "-layout", self.folder / "out.pdf", "-").splitlines()
        days = [line for line in lines if re.search(r"(令和\s*\d+\s*年\s*\d+\s*月\s*\d+\s*日\s+){2}", line)]
        self.assertEqual(len(days), 12)

    def test_the_ledger_leaves_faulty_records_out_and_is_one_file(self):
        result = self.one(HEAD + rows(3) + rows(1), code=1, form="anshin-isp/ledger")
        self.assert_says(result, "2 printed, 2 with faults")
        self.assertIn("計2件", self.words())
        self.certify(self.folder / "register.csv", "--split", self.folder / "s", code=2,
                     form="anshin-isp/ledger")

    def test_the_pass_notice(self):
        self.certify(ROOT / "samples/register/isp.csv", "-o", self.folder / "out.pdf", form="anshin-isp/notice")
        for part in ("株式会社みなとネット", "渡邉太郎様", "年間使用料金20,000円", "令和8年12月18日から令和9年12月17日まで"):
            self.assertIn(part, self.words())

    def test_the_processing_table_is_filled(self):
        self.certify(ROOT / "samples/register/isp.csv", "-o", self.folder / "out.pdf",
                     form="anshin-isp/processing")
        for part in ("受付日", "令和8年11月21日", "年間使用料金の入金確認日", "令和9年1月8日", "第0101号"):
            self.assertIn(part, self.words())

    def test_portrait_and_landscape_differ_in_paper_only(self):
        words = []
        for way in ("landscape", "portrait"):
            for form, sample in ((FORM, "isp"), ("asp-disclosure/certificate", "asp")):
                self.certify(ROOT / f"samples/register/{sample}.csv", "-o", self.folder / "out.pdf", "--set",
                             f"orientation={way}", form=form)
                words.append(sorted(self.words()))
        self.assertEqual(words[0], words[2])
        self.assertEqual(words[1], words[3])

    def test_the_vertical_certificate_says_the_same(self):
        self.certify(ROOT / "samples/register/isp.csv", "-o", self.folder / "out.pdf", "--set",
                     "orientation=vertical")
        words = re.sub("[^\\w]", "", self.words(2))
        for part in ("株式会社あおぞら情報サービス殿", "第〇一〇二号", "令和八年十二月十八日から令和九年十二月十七日まで",
                     "会長会田容弘"):
            self.assertIn(part, words)

    def test_the_vertical_certificate_of_asp_says_the_same(self):
        self.certify(ROOT / "samples/register/asp.csv", "-o", self.folder / "out.pdf", "--set",
                     "orientation=vertical", form="asp-disclosure/certificate")
        words = re.sub("[^\\w・]", "", self.words(2))
        for part in ("特定個人情報ASP・SaaSの安全・信頼性に係る情報開示認定制度", "認定証", "特個〇〇〇二二七一一", "番号管理ASP北斗",
                     "北斗システム株式会社", "令和九年十一月一日から令和十一年十月三十一日まで", "これを認定します", "会長見本太郎",
                     "特定非営利活動法人ASP・SaaS・IoTクラウドコンソーシアム"):
            self.assertIn(part, words)

    def test_every_certificate_keeps_36_mm_for_the_seal(self):
        for form in (FORM, "asp-disclosure/certificate"):
            for way in ("landscape", "portrait", "vertical"):
                text = (ROOT / "forms" / form / f"{way}.yaml").read_text("utf-8")
                self.assertEqual(text.count("{seal: 36mm, "), 1, f"{form} {way}")

    def test_nothing_is_printed_where_the_seal_stands(self):
        places = {"landscape": {FORM: (227, 146), "asp-disclosure/certificate": (225, 146)},
                  "vertical": {FORM: (45, 145), "asp-disclosure/certificate": (47, 145)}}
        for way, forms in places.items():
            for form, (x, y) in forms.items():
                sample = "isp" if form == FORM else "asp"
                self.certify(ROOT / f"samples/register/{sample}.csv", "-o", self.folder / "out.pdf", "--set",
                             f"orientation={way}", "--set", "verify=https://x.jp/?", form=form)
                tool("pdftoppm", "-r", "25.4", "-gray", "-f", "1", "-l", "1", "-x", x + 1, "-y", y + 1, "-W", 34, "-H", 34,
                     self.folder / "out.pdf", self.folder / "seal")
                data = next(self.folder.glob("seal*.pgm")).read_bytes()
                self.assertEqual(set(data[-34 * 34:]), {255}, f"{form} {way}")

    def test_our_own_wording_is_marked_in_the_data(self):
        for form in ("anshin-isp/certificate", "anshin-isp/notice", "asp-disclosure/certificate"):
            self.assertIn("wording: ours", (ROOT / "forms" / form / "ask.yaml").read_text("utf-8"))

    def test_qr_codes_decode_to_the_url_with_the_number(self):
        self.one(HEAD + rows(5), "--set", "verify=https://anshin.example.jp/c?no=")
        tool("pdftoppm", "-r", "120", "-gray", self.folder / "out.pdf", self.folder / "page")
        pages = sorted(self.folder.glob("page*.pgm"))
        self.assertEqual(len(pages), 5)
        for i, page in enumerate(pages):
            said = tool("zbarimg", "--raw", "-q", page).strip()
            self.assertEqual(said, "https://anshin.example.jp/c?no=%E7%AC%AC000" f"{i + 1}%E5%8F%B7")

    def test_the_number_may_stand_within_the_url(self):
        for form, sample, number in ((FORM, "isp", "%E7%AC%AC0101%E5%8F%B7"),
                                     ("asp-disclosure/certificate", "asp", "%E7%89%B9%E5%80%8B00012711")):
            for way in ("landscape", "portrait", "vertical"):
                self.certify(ROOT / f"samples/register/{sample}.csv", "-o", self.folder / "out.pdf", "--set",
                             "verify=https://a.example.jp/c/", "--set", "verify-end=/show?q=1", "--set",
                             f"orientation={way}", form=form)
                tool("pdftoppm", "-r", "120", "-gray", "-l", "1", self.folder / "out.pdf", self.folder / "page")
                said = tool("zbarimg", "--raw", "-q", next(self.folder.glob("page*.pgm"))).strip()
                self.assertEqual(said, f"https://a.example.jp/c/{number}/show?q=1", f"{form} {way}")

    def test_a_url_too_long_for_a_code_is_a_fault(self):
        result = self.one(HEAD + ROW, "--set", "verify=" + "x" * 2400, code=1)
        self.assert_says(result, "no QR code can be made")


if __name__ == "__main__":
    unittest.main()
