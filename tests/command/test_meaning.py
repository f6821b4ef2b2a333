"""The form decides what a value is, never YAML's own typing: a file means the same whatever
editor wrote it."""
import re

import support
from support import sample

HEAD = "tsuzuri: 1\nform: tiny\nkind: first\n"
REST = "items: {a-1: no, a-2: no, a-3: no, a-4: no}\n"


class Tiny(support.Test):
    def printed(self, lines, *args):
        answers = self.write("answers.yaml", HEAD + lines + REST)
        return self.trace(answers, *args, data=self.data())

    def same(self, key, spellings, rest):
        """Each spelling of a value prints the same bytes."""
        first = self.printed(f"{key}: {spellings[0]}\n{rest}")
        for spelling in spellings[1:]:
            with self.subTest(case=spelling):
                self.assertEqual(self.printed(f"{key}: {spelling}\n{rest}"), first)
        return first


class YesAndNo(Tiny):
    REST = "date: 2026-11-21\ncompany: 甲\n"

    def test_yes_has_many_spellings(self):
        yes = self.same("agree", ["yes", "Yes", "YES", "true", "True", "on", "y", "はい", "○", "有",
                                  "あり", "'yes'", '"はい"', "ＹＥＳ", "! yes", "!!bool true", "' はい '"],
                        self.REST)
        self.assertIn("同意する。", yes)

    def test_no_has_many_spellings(self):
        no = self.same("agree", ["no", "No", "NO", "false", "off", "n", "いいえ", "×", "無", "なし",
                                 "'no'", "ｎｏ", "!!bool false"], self.REST + "reason: 未定\n")
        self.assertIn("同意しない理由：未定", support.texts_of(no))

    def test_of_an_item_may_stand_for_the_item(self):
        short = self.trace(sample("renewal"))
        long = self.trace(self.sample_with("renewal", ("5-1-4: no ", "5-1-4: {check: いいえ} "),
                                           ("leak: no ", "leak: {occurred: off} ")))
        self.assertEqual(short, long)


class Dates(Tiny):
    REST = "company: 甲\nagree: yes\n"

    def test_have_many_spellings(self):
        trace = self.same("date", ["2026-11-21", "2026/11/21", "2026.11.21", "2026年11月21日",
                                   "令和8年11月21日", "R8.11.21", "'2026-11-21'", "２０２６年１１月２１日",
                                   "令和８年１１月２１日", "!!timestamp 2026-11-21"], self.REST)
        self.assertIn("令和8年11月21日", trace)

    def test_print_in_the_calendar_that_the_form_says(self):
        trace = self.printed(f"date: R1.5.1\nsince: 令和元年5月1日\n{self.REST}")
        self.assertIn("令和元年5月1日", trace)
        self.assertIn("2019年5月1日（西暦 2019年5月1日、元号 令和元年5月1日", support.texts_of(trace))

    def test_know_the_days_on_which_eras_change(self):
        for western, era in (("2019-04-30", "平成31年4月30日"), ("2019-05-01", "令和元年5月1日"),
                             ("1989-01-07", "昭和64年1月7日"), ("1989-01-08", "平成元年1月8日"),
                             ("1926-12-24", "大正15年12月24日"), ("1926-12-25", "昭和元年12月25日"),
                             ("2024-02-29", "令和6年2月29日")):
            with self.subTest(case=western):
                trace = self.printed(f"date: {western}\n{self.REST}")
                self.assertIn(era, trace)
                self.assertEqual(self.printed(f"date: {era}\n{self.REST}"), trace)


class Texts(Tiny):
    REST = "date: 2026-11-21\ncompany: 甲\nagree: yes\n"

    def test_stay_as_typed(self):
        for typed in ("0012", "+81-3-0000-0000", "1_000", "1e3", "0x10", "0o17", "1.10", "no", "yes",
                      "No", "off", "on", "true", "12:30:45", "2026-11-21", ".5", "-0", "=", "~/x",
                      "1,234", "NaN", ".inf", "はい", "〒１００", "2001-04-02T00:00:00Z", "+1", "00"):
            with self.subTest(case=typed):
                trace = self.printed(f"code: {typed}\n{self.REST}")
                self.assertIn(f'"{typed}"', trace)
                quoted = self.printed(f"code: '{typed}'\n{self.REST}")
                self.assertEqual(quoted, trace)

    def test_are_nothing_where_yaml_says_so(self):
        nothing = self.printed(self.REST)
        for typed in ("", "~", "null", "''", '""', "'  '"):
            with self.subTest(case=typed):
                self.assertEqual(self.printed(f"code: {typed}\n{self.REST}"), nothing)

    def test_that_spell_nothing_are_texts_in_quotes(self):
        for typed in ("~", "null"):
            with self.subTest(case=typed):
                trace = self.printed(f"code: '{typed}'\n{self.REST}")
                self.assertIn(f'"{typed}"', trace)

    def test_lose_blanks_at_their_ends_alone(self):
        trace = self.printed(f"code: '  a  b  '\n{self.REST}")
        self.assertIn('"a  b"', trace)

    def test_of_several_lines_keep_their_lines(self):
        block = self.printed("memo: |\n  一\n  二\n" + self.REST)
        quoted = self.printed('memo: "一\\n二"\n' + self.REST)
        self.assertEqual(block, quoted)
        lines = re.findall(r'text \d+,(\d+) \S+ \d+ "(一|二)"', block)
        self.assertEqual(len({y for y, _ in lines}), 2)

    def test_that_are_folded_become_one_line(self):
        folded = self.printed("memo: >\n  ab\n  cd\n" + self.REST)
        self.assertIn('"ab cd"', folded)

    def test_are_not_read_as_templates(self):
        trace = self.printed("code: '{company} {{ % \\n $x'\n" + self.REST)
        self.assertIn("{company} {{ % \\\\n $x", trace)


class Choices(Tiny):
    def test_take_key_or_label(self):
        rest = "date: 2026-11-21\ncompany: 甲\nagree: yes\n"
        self.same("colour", ["green", "緑", "Green", "ＧＲＥＥＮ", "'緑'", " 緑 "], rest)

    def test_mark_only_what_was_chosen(self):
        rest = "date: 2026-11-21\ncompany: 甲\nagree: yes\n"
        self.assertEqual(self.printed(rest).count("ellipse"), 1, "only the place of the seal")
        trace = self.printed("colour: blue\n" + rest)
        self.assertEqual(trace.count("ellipse"), 3, "a circle, the bracket's, and the seal's")


class Lists(Tiny):
    REST = "date: 2026-11-21\ncompany: 甲\nagree: yes\n"

    def test_of_one_may_be_a_single_value(self):
        single = self.printed("goods: りんご\n" + self.REST)
        self.assertEqual(self.printed("goods: [りんご]\n" + self.REST), single)
        self.assertEqual(self.printed("goods: [{name: りんご}]\n" + self.REST), single)
        self.assertEqual(self.printed("goods:\n- 品名: りんご\n" + self.REST), single)

    def test_may_be_written_in_either_style(self):
        flow = self.printed("steps: [a, b, c]\n" + self.REST)
        self.assertEqual(self.printed("steps:\n  - a\n  - b\n  - c\n" + self.REST), flow)


class KeysAndLabels(support.Test):
    """The same file with the printed labels as keys prints the same bytes."""
    LABELS = [("kind:", "種別:"), ("date:", "届 出 日:"), ("since:", "開始日:"), ("company:", "社名:"),
              ("code:", "番　号:"), ("memo:", "備考:"), ("strict:", "摘要:"), ("agree:", "同意:"),
              ("colour: green", "色: 緑"), ("officer:", "担当者:"), ("name: 辻", "氏名: 辻"),
              ("title:", "役職:"), ("steps:", "経路:"), ("items:", "項目:"), ("a-1:", "規程:"),
              ("a-2: {check:", "記録: {該当:"), ("a-3: {check: yes, distance: far}", "距離: {該当: はい, 距離: 遠い}"),
              ("goods:", "品目:"), ("attach:", "添付書類:")]

    def test_of_the_tests_form(self):
        keys = self.trace(self.tiny_with(), data=self.data())
        labels = self.trace(self.tiny_with(*self.LABELS), data=self.data())
        self.assertEqual(keys, labels)

    def test_of_the_windows_sample(self):
        """The sample is all labels; half of them as keys must not matter."""
        labels = self.trace(sample("windows"))
        text = sample("windows").read_text("utf-8-sig").replace("\r\n", "\n")
        for label, key in (("申請区分", "application"), ("申請者", "applicant"), ("サービス名", "service"),
                           ("審査項目回答書", "answers"), ("該当", "check"), ("添付書類", "attach"),
                           ("経路", "route"), ("担当者", "signer"), ("部署名", "department"),
                           ("回答者", "closing"), ("連絡担当者", "contact"), ("申告", "declarations")):
            self.assertTrue(re.search(rf"(?m)^\s*{label}:", text), label)
            text = re.sub(rf"(?m)^(\s*){label}:", rf"\1{key}:", text)
        keys = self.trace(self.write("keys.yaml", text))
        self.assertEqual(keys, labels)

    def test_the_order_of_keys_does_not_matter(self):
        text = (support.TINY / "answers.yaml").read_text("utf-8")
        parts = re.split(r"(?m)^(?=\S)", text)
        turned = self.write("turned.yaml", "".join(reversed(parts)))
        self.assertEqual(self.trace(turned, data=self.data()),
                         self.trace(self.tiny_with(), data=self.data()))


if __name__ == "__main__":
    support.unittest.main()
