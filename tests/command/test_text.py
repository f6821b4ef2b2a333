"""Values that are too long: they shrink, then continue on a 別紙, and never vanish. The pages of
the form stay what they are."""
import re

import support
from support import fold, pages_of, sample, texts_of

LONG = "".join(f"第{n}項の対策として、改ざん検知と多要素認証、通信の暗号化を行っている。" for n in range(1, 30))


def sizes(trace, text):
    """The type sizes of the runs that show a part of a text."""
    return {int(size) for size, shown in
            re.findall(r'^text \S+ \S+ (\d+) "((?:[^"\\]|\\.)*)"', trace, re.M)
            if shown and shown in text}


class Overflow(support.Test):
    def memo(self, text):
        old = re.search(r"memo: \|\n(?:  .*\n)+", (support.TINY / "answers.yaml").read_text())[0]
        return self.tiny_with((old, f"memo: {text}\n"))

    def traced(self, text):
        result = self.succeed("build", self.memo(text), "--trace", data=self.data())
        return result, result.out

    def test_a_short_value_keeps_its_size(self):
        _, trace = self.traced("短い備考")
        self.assertIn('IPAexMincho 9000 "短い備考"', trace)

    def test_a_longer_value_shrinks_to_fit(self):
        text = LONG[:210]
        _, trace = self.traced(text)
        small = {s for s in sizes(trace, text) if s != 9000}
        self.assertTrue(small)
        self.assertTrue(all(6000 <= s < 9000 for s in small), small)
        self.assertNotIn("別紙", trace)
        self.assertIn(text, texts_of(trace))

    def test_shrinking_never_goes_below_the_forms_minimum(self):
        for length in range(60, 700, 80):
            text = LONG[:length]
            with self.subTest(case=length):
                _, trace = self.traced(text)
                self.assertGreaterEqual(min(sizes(trace, text)), 6000)
                self.assertIn(text, texts_of(trace))

    def test_a_value_that_cannot_shrink_enough_continues_on_a_sheet(self):
        text = LONG[:900]
        result, trace = self.traced(text)
        pages = pages_of(trace)
        self.assertIn("別紙1のとおり", pages["letter", 1])
        self.assertNotIn(text[:20], texts_of(pages["letter", 1]))
        sheet = texts_of("\n\n".join(p for (name, _), p in sorted(pages.items()) if name == "more"))
        self.assertIn("別紙1　届出書　備考の全文", sheet)
        self.assertIn(text, re.sub(r"別紙1　\d+ / \d+", "", sheet))
        notes = [m for m in result.messages if m["level"] == "note"]
        self.assertEqual(len(notes), 1)
        self.assertIn("別紙1のとおり", notes[0]["text"])

    def test_the_outline_and_labels_name_the_sheet(self):
        pdf = self.pdf(self.memo(LONG[:900]), data=self.data())
        self.assertIn("別紙1", [t for _, t, _ in pdf.outline()])
        self.assertEqual(pdf.label_at(pdf.page_count() - 1)[:4], "別紙1-")

    def test_a_sheet_may_have_several_pages(self):
        result, trace = self.traced(LONG * 3)
        more = [k for k in pages_of(trace) if k[0] == "more"]
        self.assertGreater(len(more), 1)
        self.assertIn("別紙1　1 / %d" % len(more), texts_of(trace))

    def test_sheets_are_numbered_in_the_order_of_the_form(self):
        answers = self.memo(LONG[:900])
        self.edit(answers, ("https://www.example.jp/guide/detail/", "https://x.jp/" + "a" * 300),
                  ("[https://www.example.jp/,", "[https://y.jp/" + "b" * 300 + ","))
        pages = pages_of(self.trace(answers, data=self.data()))
        self.assertIn("別紙1のとおり", pages["letter", 1])
        self.assertIn("別紙2のとおり", pages["letter", 2])
        self.assertIn("別紙3のとおり", pages["letter", 2])

    def test_a_value_that_may_not_continue_is_an_error_that_says_so(self):
        answers = self.tiny_with(("strict: 一行に収まる摘要", "strict: " + LONG))
        result = self.fail_with(1, "build", answers, "--trace", data=self.data())
        self.assert_says(result, f"{answers}:{self.place(answers, LONG)}: error: ", "摘要")
        # A draft does not make it fit.
        self.fail_with(1, "build", answers, "--trace", "--draft", data=self.data())

    def test_a_field_without_a_sheet_to_go_to_is_an_error_too(self):
        answers = self.sample_with("renewal", ("  service: みなとネット光", "  service: " + "長い名" * 100))
        result = self.fail_with(1, "build", answers, "--trace")
        self.assert_says(result, f"{answers}:{self.place(answers, '長い名' * 100)}: error: ")


class OfficialPages(support.Test):
    """A longer answer changes its own page and a 別紙, not the pages behind it."""

    def differing(self, *changes):
        before = pages_of(self.trace(sample("renewal")))
        after = pages_of(self.trace(self.sample_with("renewal", *changes)))
        return {k for k in before.keys() | after.keys() if before.get(k) != after.get(k)}, after

    def page_of(self, pages, text):
        found = [k for k, page in pages.items() if text in texts_of(page)]
        self.assertEqual(len(found), 1, found)
        return found[0]

    def test_stay_where_an_answer_is_longer(self):
        old = "二酸化炭素消火器8本、防火扉2か所"
        changed, after = self.differing((old, old + LONG))
        own = self.page_of(after, "別紙3-1-3のとおり")
        self.assertEqual({k for k in changed if k[0] != "continuation"}, {own})
        self.assertIn(("continuation", 1), changed)
        sheet = texts_of("\n\n".join(p for (d, _), p in sorted(after.items()) if d == "continuation"))
        self.assertIn("3-1-3", sheet)
        self.assertIn(fold(old + LONG), fold(re.sub(r"別紙3-1-3　\d+ / \d+", "", sheet)))

    def test_stay_where_an_answer_is_a_little_longer(self):
        changed, _ = self.differing(("毎月1日に社内報", "毎月1日と15日に、全社員と協力会社に社内報"))
        self.assertEqual(len(changed), 1)

    def test_stay_where_an_answer_is_missing(self):
        changed, _ = self.differing(("    announcement: |\n", "    announcement: 書面\n    # |\n"),
                                    ("      Webサイトの「お知らせ」", "    # "))
        self.assertEqual(len(changed), 1)

    def test_stay_where_an_item_is_denied(self):
        changed, _ = self.differing(("5-1-3: {check: yes, signer: {department: サポート部, title: 課長}}",
                                     "5-1-3: no"))
        self.assertEqual(len(changed), 1)

    def test_stay_where_a_route_is_longer(self):
        changed, after = self.differing(("      - 「料金・サービス」をクリック\n", "      - 「料金・サービス」をクリック\n"
                                         + "".join(f"      - 「{n}番目の案内」をクリック\n" for n in range(4))))
        self.assertEqual(len({k for k in changed if k[0] != "continuation"}), 1)


class Fallback(support.Test):
    """Fonts are chosen per base and variation selector first, per base second."""

    def faces(self, text):
        answers = self.tiny_with(("company: 株式会社こまどり", f"company: {text}"))
        result = self.succeed("build", answers, "--trace", data=self.data())
        y = re.search(r'^text \S+,(\d+) \S+ \S+ "社', result.out, re.M)[1]
        runs = re.findall(rf'^text \S+,{y} (\S+) \S+ "((?:[^"\\]|\\.)*)"', result.out, re.M)
        return result, {shown: face for face, shown in runs}

    def test_a_common_name_needs_one_face(self):
        _, faces = self.faces("髙﨑")
        self.assertEqual(faces.get("髙﨑"), "IPAexMincho")

    def test_a_rare_name_takes_the_face_behind(self):
        _, faces = self.faces("𠮷")
        self.assertEqual(len(faces), len(faces))
        self.assertIn("𠮷", "".join(faces))

    def test_a_variant_that_no_face_has_is_a_warning_and_its_base_is_set(self):
        result, faces = self.faces("山\U000e01ef")
        self.assertIn("山\U000e01ef", faces)
        warned = [m for m in result.messages if "U+E01EF" in m["text"]]
        self.assertEqual(len(warned), 1, str(result))
        self.assertEqual(warned[0]["level"], "warning")

    def test_a_variant_that_a_face_has_is_no_warning(self):
        for name in ("辻\U000e0100", "葛\U000e0100"):
            with self.subTest(case=name):
                result, _ = self.faces(name)
                self.assertFalse([m for m in result.messages if "U+E0100" in m["text"]])

    def test_other_spellings_of_a_character_stay_apart(self):
        for typed in ("が", "か\u309a", "é", "〜", "～", "−", "神"):
            with self.subTest(case=ascii(typed)):
                answers = self.tiny_with(("company: 株式会社こまどり", f"company: {typed}"))
                pdf = self.pdf(answers, data=self.data())
                self.assertIn(typed, pdf.text(1, 1))


if __name__ == "__main__":
    support.unittest.main()
