"""tsuzuri lint: each test breaks a tiny form in one way, and lint says so at the place."""
import shutil

import support
from support import ROOT

FORM = """
tsuzuri-form: 1
id: small
title: 小さな様式
ask: [ask.yaml]
layout: [layout.yaml]
properties: [lead]
"""
ASK = """
fields:
  - {key: date, label: 日付, type: date}
  - {key: name, label: 氏名}
  - key: kind
    label: 区分
    type: choice
    options: [{key: first, label: 初回}, {key: again, label: 継続}]
  - {key: agree, label: 同意, type: yes-no, lead: 次のとおり}
"""
LAYOUT = """
pages:
  a5: {size: A5, margin: [20mm, 15mm, 15mm, 15mm]}
styles:
  body: {font: mincho, size: 10pt, leading: 15pt}
  value: {extends: body, align: start, min-size: 7pt}
documents:
  - id: letter
    title: 届
    page: a5
    body:
      - sheet:
          - {text: "{date}"}
          - {text: "{name}", style: value, height: 8mm}
          - text: [{each: kind.options, as: option, text: [{check: option.chosen}, "{option.label}"]}]
          - {if: agree, text: "{agree.lead}同意します。"}
          - {seal: 18mm, mark: 印}
"""


class Lint(support.Test):
    def setUp(self):
        super().setUp()
        self.forms = self.folder / "forms"
        self.form = self.forms / "small"
        self.make(self.form)

    def make(self, folder, form=FORM, ask=ASK, layout=LAYOUT):
        folder.mkdir(parents=True)
        for name, text in (("form", form), ("ask", ask), ("layout", layout)):
            (folder / f"{name}.yaml").write_text(text.lstrip("\n"), "utf-8")

    def tell(self, file, old, new, place_of, says, ja, code=3, level="error"):
        """Breaks a file of the form; lint says so there, and nothing else."""
        file = self.form / f"{file}.yaml"
        self.edit(file, (old, new))
        at = f"{file}:{self.place(file, place_of)}: "
        en = self.fail_with(code, "lint", self.form) if code else self.succeed("lint", self.form)
        self.assert_says(en, at + level + ": ", says)
        told = support.run("lint", self.form, "--lang=ja")
        self.assertEqual(told.code, code)
        self.assert_says(told, at + {"error": "エラー", "warning": "警告"}[level] + ": ", ja)
        self.assertIn("errors: 1, warnings: 0\n" if code else "errors: 0, warnings: 1\n", en.err)
        return en


    def assert_clean(self):
        self.assertEqual(self.succeed("lint", self.form).err, "forms: 1, errors: 0, warnings: 0\n")


class Sound(Lint):
    def test_a_sound_form_is_clean(self):
        result = self.succeed("lint", self.form)
        self.assertEqual((result.out, result.err), ("", "forms: 1, errors: 0, warnings: 0\n"))
        self.assertEqual(self.succeed("lint", self.form, "--lang=ja").err, "様式1件、エラー0件、警告0件\n")

    def test_the_forms_of_this_repository_are_clean(self):
        result = self.succeed("lint", ROOT / "forms")
        self.assertRegex(result.err, r"^forms: (?!0)\d+, errors: 0, warnings: 0\n$")

    def test_a_shipped_form_goes_by_its_id(self):
        self.assertIn("forms: 9,", self.succeed("lint", "anshin-isp").err)  # and those below it
        self.assertIn("forms: 1,", self.succeed("lint", "anshin-isp/certificate").err)

    def test_several_folders_and_forms_within_forms(self):
        self.make(self.form / "inner")
        self.make(self.folder / "other")
        self.assertIn("forms: 2,", self.succeed("lint", f"{self.forms}/").err)
        self.assertIn("forms: 3,", self.succeed("lint", self.forms, self.folder / "other").err)

    def test_a_folder_without_a_form(self):
        (self.folder / "empty").mkdir()
        for place in (self.folder / "empty", self.folder / "none", self.form / "ask.yaml"):
            self.assert_says(self.fail_with(3, "lint", place), "no form.yaml", str(place))

    def test_a_good_form_beside_a_bad_one_is_counted(self):
        self.make(self.folder / "forms/worse", ask="fields: 1\n")
        result = self.fail_with(3, "lint", self.forms)
        self.assertIn("forms: 2, errors: 1,", result.err)


class Load(Lint):
    """What loading refuses is told as well, all at once."""

    def test_an_unknown_element(self):
        self.tell("layout", "- {seal: 18mm", "- {seel: 18mm", "seel:", "did you mean 'seal'", "「seal」の誤り")

    def test_faults_of_questions_and_layout_at_once(self):
        self.edit(self.form / "ask.yaml", ("label: 氏名}", "label: 氏名, when: agre}"))
        self.edit(self.form / "layout.yaml", ("- {seal: 18mm", "- {seel: 18mm"))
        self.assert_says(self.fail_with(3, "lint", self.form), "'agree'", "'seal'")

    def test_totals_that_do_not_add_up(self):
        self.edit(self.form / "ask.yaml", ("type: yes-no,", "type: yes-no, when: \"kind = 'first'\","))
        with open(self.form / "ask.yaml", "a", encoding="utf-8") as f:
            f.write("  - key: a\n    type: group\n    short: check\n    worth: 3\n"
                    "    fields: [{key: check, label: 該当, type: yes-no}]\n")
        with open(self.form / "form.yaml", "a", encoding="utf-8") as f:
            f.write("score: {met: check, cases: [{when: \"kind = 'first'\", required: 0, points: 4, pass: 1}]}\n")
        result = self.fail_with(3, "lint", self.form)
        self.assert_says(result, "form.yaml:7:", "4", "3")


class Never(Lint):
    def test_a_question_that_nobody_is_asked(self):
        self.tell("ask", "{key: name, label: 氏名}", "{key: name, label: 氏名, when: \"agree = 'yes' and agree = 'no'\"}",
                  "\"agree = 'yes'", "'氏名' is never asked for", "「氏名」は決して尋ねられません")

    def test_a_question_below_one_that_rules_it_out(self):
        """Each condition may hold, both together never."""
        self.tell("ask", "  - {key: name, label: 氏名}", "  - key: name\n    type: group\n    when: agree\n    short: of\n"
                  "    fields: [{key: of, label: 氏名, when: \"agree = 'no'\"}]", "\"agree = 'no'\"", "never asked", "尋ねられません")

    def test_a_question_that_asks_for_what_is_not_asked_itself(self):
        """Some kind is given only where all agree."""
        self.edit(self.form / "ask.yaml", ("    label: 区分\n", "    label: 区分\n    when: agree\n"))
        self.tell("ask", "{key: name, label: 氏名}", "{key: name, label: 氏名, when: \"kind = 'again' and agree = 'no'\"}",
                  "\"kind = 'again'", "never asked", "尋ねられません")

    def test_a_choice_has_one_option_at_a_time(self):
        self.tell("ask", "{key: name, label: 氏名}", "{key: name, label: 氏名, when: \"kind = 'first' and kind = 'again'\"}",
                  "\"kind = 'first'", "never asked", "尋ねられません")

    def test_what_may_be_is_not_blamed(self):
        for condition in ("kind != 'first' and kind != 'again'", "not agree", "kind = 'first' or kind = 'again'",
                          "agree and not kind", "date and kind = 'again'"):
            with self.subTest(condition=condition):
                shutil.rmtree(self.form)
                self.make(self.form, ask=ASK.replace("label: 氏名}", f"label: 氏名, when: \"{condition}\"}}"))
                self.assert_clean()

    def test_what_is_too_large_to_be_tried_is_not_blamed(self):
        names = [f"n{i}" for i in range(14)]
        self.edit(self.form / "ask.yaml", ("  - {key: name, label: 氏名}", "\n".join(
            [f"  - {{key: {n}, label: '{n}'}}" for n in names]
            + ["  - {key: name, label: 氏名, when: \"" + " and ".join(names) + " and agree and agree = 'no'\"}"])))
        self.assert_clean()

    def test_entries_of_a_list_differ(self):
        """What the first entry says, the last need not say."""
        self.edit(self.form / "ask.yaml", ("  - {key: name, label: 氏名}", "  - {key: name, label: 氏名}\n"
                  "  - {key: many, label: 一覧, type: list, of: {type: group, fields: [{key: ok, label: 可, type: yes-no}]}}"))
        self.edit(self.form / "layout.yaml", ("- {if: agree, text", "- {if: \"many.first.ok and many.last.ok = 'no'\", text: 違う}\n"
                  "          - {if: agree, text"))
        self.assert_clean()

    def test_a_text_with_a_default_may_be_another(self):
        self.edit(self.form / "ask.yaml", ("label: 氏名}", "label: 氏名, default: 港}"))
        self.edit(self.form / "layout.yaml", ("- {seal: 18mm, mark: 印}", "- {if: \"name = '浜'\", text: 浜}"))
        self.assert_clean()

    def test_an_option_that_the_rules_always_refuse(self):
        self.tell("ask", "    type: choice\n", "    type: choice\n    rules:\n"
                  "      - {refuse: \"kind = 'again'\", says: {en: no, ja: 不可}}\n",
                  "{key: again", "'継続' of '区分' can never be chosen", "「継続」（「区分」の選択肢）は決して選べません")

    def test_an_option_that_is_refused_sometimes(self):
        self.edit(self.form / "ask.yaml", ("    type: choice\n", "    type: choice\n    rules:\n"
                  "      - {refuse: \"kind = 'again'\", if: agree, says: {en: no, ja: 不可}}\n"))
        self.assert_clean()

    def test_a_block_that_is_never_printed(self):
        self.tell("layout", "- {if: agree, text", "- {text: \"{agree.lead}\"}\n          - {if: \"agree and agree = 'no'\", text", "\"agree and",
                  "never printed", "決して印刷されません")

    def test_a_block_within_a_document_that_rules_it_out(self):
        self.edit(self.form / "layout.yaml", ("    page: a5\n", "    page: a5\n    if: \"kind = 'first'\"\n"))
        self.tell("layout", "- {if: agree, text", "- {text: \"{agree.lead}\"}\n          - {if: \"agree and kind = 'again'\", text", "\"agree and",
                  "never printed", "決して印刷されません")

    def test_a_document_that_is_never_printed(self):
        layout = LAYOUT + "  - {id: more, title: 控, page: a5, if: \"kind = 'first' and kind = 'again'\", body: [{sheet: [{text: 控}]}]}\n"
        (self.form / "layout.yaml").write_text(layout, "utf-8")
        self.assert_says(self.fail_with(3, "lint", self.form), "layout.yaml:18:40: error: ", "never printed")

    def test_a_cell_that_is_never_printed(self):
        self.tell("layout", "          - {seal: 18mm, mark: 印}", "          - table:\n"
                  "              - [印, {if: \"not agree and agree\", cell: 無}]\n"
                  "            columns: [20mm, 20mm]\n            border: 0.4pt", "\"not agree and", "never printed", "印刷されません")

    def test_a_template_is_judged_by_all_its_uses(self):
        """One of two uses gives it something to print: that is enough."""
        templates = ("templates:\n  one:\n    needs: [field]\n    body:\n"
                     "      - {if: \"agree and field = 'no'\", text: \"{field}\"}\ndocuments:\n")
        layout = LAYOUT.lstrip("\n").replace("documents:\n", templates)
        layout += "          - {use: one, with: {field: agree}}\n"
        (self.form / "layout.yaml").write_text(layout + "          - {use: one, with: {field: name}}\n", "utf-8")
        self.assert_clean()
        (self.form / "layout.yaml").write_text(layout, "utf-8")
        self.assert_says(self.fail_with(3, "lint", self.form), "layout.yaml:10:", "never printed")


class Unused(Lint):
    def test_a_question_that_is_printed_nowhere(self):
        self.tell("ask", "  - {key: name, label: 氏名}", "  - {key: name, label: 氏名}\n  - {key: age, label: 年齢}", "{key: age",
                  "no document prints '年齢'", "「年齢」はどの文書にも印刷されず", 0, "warning")

    def test_a_question_that_a_rule_needs(self):
        self.edit(self.form / "ask.yaml", ("  - {key: name, label: 氏名}", "  - {key: age, label: 年齢}\n"
                  "  - {key: name, label: 氏名, required: age}"))
        self.assert_clean()

    def test_a_property_that_no_layout_uses(self):
        self.tell("form", "[lead]", "[lead, tail]", "tail]", "property 'tail'", "属性「tail」", 0, "warning")

    def test_a_remark_is_for_no_layout(self):
        self.edit(self.form / "form.yaml", ("properties: [lead]", "properties: [lead]\nremarks: [tail]"))
        self.edit(self.form / "ask.yaml", ("label: 氏名}", "label: 氏名, tail: ours}"))
        self.assert_clean()

    def test_a_continuation_that_no_document_names(self):
        with open(self.form / "layout.yaml", "a", encoding="utf-8") as f:
            f.write("  - {id: more, title: 別紙, page: a5, is-continuation: yes, reference: 別紙, "
                    "body: [{flow: [{text: \"{overflow.text}\"}]}]}\n")
        self.assert_says(self.succeed("lint", self.form), "layout.yaml:", "warning: no document names the continuation 'more'")


class Labels(Lint):
    GROUP = "  - {{key: {0}, type: group, shoulder: {1}, fields: [{{key: attach, label: 書類, type: files}}]}}\n"

    def write(self, *pairs, around="{}"):
        self.edit(self.form / "form.yaml", ("properties: [lead]", "properties: [lead]\nremarks: [shoulder]"))
        with open(self.form / "ask.yaml", "a", encoding="utf-8") as f:
            f.write("".join(self.GROUP.format(*p) for p in pairs))

    def test_a_label_on_the_documents_of_two_items(self):
        self.write(("a", "1-1"), ("b", "1-1"))
        result = self.fail_with(3, "lint", self.form)
        self.assert_says(result, "ask.yaml:10:37: error: ",
                         "the label '1-1' stands on the documents of 'a', too (line 9)")

    def test_labels_of_their_own(self):
        self.write(("a", "1-1"), ("b", "上位 1-1"))
        self.assert_clean()

    def test_the_entries_of_a_list_share_theirs(self):
        self.edit(self.form / "form.yaml", ("properties: [lead]", "properties: [lead]\nremarks: [shoulder]"))
        with open(self.form / "ask.yaml", "a", encoding="utf-8") as f:
            f.write("  - key: many\n    type: list\n    min: 2\n    of:\n      type: group\n      fields:\n"
                    "      " + self.GROUP.format("a", "1-1"))
        self.assert_clean()


class Fit(Lint):
    def test_a_fixed_text_that_overflows_its_place(self):
        self.tell("layout", "- {seal: 18mm, mark: 印}", f"- {{text: {'長' * 40}, height: 6mm}}", "{text: 長",
                  "own text does not fit", "様式の文言が、与えられた欄に収まりません")

    def test_a_text_that_shrinks_to_fit_is_fine(self):
        self.edit(self.form / "layout.yaml", ("- {seal: 18mm, mark: 印}", f"- {{text: {'長' * 40}, style: value, height: 6mm}}"))
        self.assert_clean()

    def test_a_word_that_cannot_be_broken_in_its_cell(self):
        self.tell("layout", "          - {seal: 18mm, mark: 印}", "          - table:\n"
                  "              - [Incomprehensibilities, 無]\n            columns: [12mm, 20mm]", "Incompre",
                  "the word 'Incomprehensibilities' is wider than its place", "「Incomprehensibilities」は欄の幅より長い", 0, "warning")

    def test_a_word_that_may_be_broken_is_fine(self):
        self.edit(self.form / "layout.yaml", ("          - {seal: 18mm, mark: 印}", "          - table:\n"
                  "              - [a-b/c-d-e-f-g-h-i-j-k, 無無無無無無無無無]\n            columns: [12mm, 20mm]"))
        self.assert_clean()

    def test_a_sheet_taller_than_its_page(self):
        self.tell("layout", "- {seal: 18mm, mark: 印}", "- {space: 170mm}", "sheet:", "taller than its page", "版面より")

    def test_a_row_with_more_than_its_height(self):
        self.tell("layout", "          - {seal: 18mm, mark: 印}", "          - table:\n"
                  "              - {cells: [一行目と二行目の長い文言, 無], height: 5mm}\n            columns: [12mm, 20mm]",
                  "{cells: [一", "taller than the height given to its row", "行の高さ")

    def test_a_place_without_room_for_a_short_value(self):
        self.edit(self.form / "layout.yaml", ("- {text: \"{name}\", style: value, height: 8mm}",
                  "- {row: [{text: \"{name}\", style: value, height: 4mm}, 様], columns: [8mm, 1fr]}"))
        result = self.succeed("lint", self.form)
        self.assert_says(result, f"ask.yaml:{self.place(self.form / 'ask.yaml', '{key: name')}: warning: ", "no room for a short one")

    def test_a_mark_wider_than_its_seal(self):
        self.tell("layout", "{seal: 18mm, mark: 印}", "{seal: 18mm, mark: 代表者印を押す}", "{seal", "wider than the seal",
                  "印の枠からはみ出します")

    def test_a_header_taller_than_the_margin(self):
        self.tell("layout", "    body:\n", "    header: [{space: 30mm}]\n    body:\n", "{space: 30mm}", "header or footer", "余白に")

    def test_a_character_that_no_font_has(self):
        self.tell("layout", "同意します。", "同意します𓀀。", "\"{agree.lead}", "no font has the character '𓀀' (U+13000)",
                  "を持つフォントがありません")

    def test_a_character_of_a_text_that_is_rarely_printed(self):
        """It stands where no answers of lint's own get to."""
        self.tell("layout", "- {seal: 18mm, mark: 印}", "- {if: \"name = 'x'\", text: 𓀀}", "𓀀}", "no font has", "フォント")

    def test_a_character_of_a_label_and_of_a_property(self):
        for old, new in (("label: 初回", "label: 初𓀀"), ("lead: 次のとおり", "lead: 次𓀀"), ("label: 氏名}", "label: 氏名, blank: 𓀀}")):
            with self.subTest(text=new):
                shutil.rmtree(self.form)
                self.make(self.form)
                self.tell("ask", old, new, new[new.index(": ") + 2:].rstrip("}") if "氏名" not in new else "𓀀}", "(U+13000)", "フォント")

    def test_a_picture_that_is_missing(self):
        self.tell("layout", "- {seal: 18mm, mark: 印}", "- {image: logo.png, height: 10mm}", "{image", "logo.png", "logo.png")

    def test_the_name_of_a_picture_is_not_made_up(self):
        self.edit(self.form / "layout.yaml", ("- {seal: 18mm, mark: 印}", "- {image: \"{logo}\", height: 10mm}"))
        self.edit(self.form / "ask.yaml", ("  - {key: name, label: 氏名}", "  - {key: name, label: 氏名}\n  - {key: logo, label: ロゴ}"))
        self.assert_clean()

    def test_a_continuation_that_is_missing(self):
        self.tell("layout", "height: 8mm}", "height: 8mm, overflow: continue}", "{text: \"{name}", "names no 'continuation'",
                  "「continuation」がありません")

    def test_nothing_is_printed_of_an_edition_that_is_incomplete(self):
        self.assertIn("forms: 1, errors: 0", self.succeed("lint", "anshin-isp-2023").err)


class Usage(Lint):
    def test_a_place_is_needed(self):
        self.assert_says(self.fail_with(2, "lint"), "name the folder of a form")
        self.assert_says(self.fail_with(2, "lint", "--lang=ja"), "様式のフォルダーを指定してください")

    def test_help_tells_the_exit_codes(self):
        for lang in ("en", "ja"):
            out = self.succeed("lint", "--help", lang=lang).out
            for code in "023":
                self.assertRegex(out, rf"\b{code} ")
