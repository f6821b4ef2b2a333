"""A form that is wrong is told with file:line:column and, where there is one, the name that was
meant, before any answer is looked at."""
import support
from support import fold


class Spoilt(support.Test):
    """Each test spoils a copy of the forms."""

    def setUp(self):
        super().setUp()
        self.copy = self.data(copy=True)
        self.tiny = self.copy / "forms/tiny"
        self.isp = self.copy / "forms/anshin-isp"

    def tell(self, file, old, new, place_of, *says, ja=(), form="tiny"):
        """Spoils a file and looks for an error at the place of a text in it."""
        self.edit(file, (old, new))
        args = ["build", "--blank", form, "--trace"]
        en = self.fail_with(3, *args, data=self.copy)
        at = f"{file}:{self.place(file, place_of)}: "
        self.assert_says(en, at + "error: ", *says)
        told = self.fail_with(3, *args, data=self.copy, lang="ja")
        self.assert_says(told, at + "エラー: ", *ja)
        self.assertEqual(en.places(), told.places())
        answers = self.fail_with(3, "build", self.tiny / "answers.yaml" if form == "tiny" else
                                 support.sample("renewal"), "--trace", data=self.copy)
        self.assertIn(at, answers.err)
        return en


class Layouts(Spoilt):
    def test_an_unknown_element(self):
        self.tell(self.tiny / "letter.yaml", "- {rule: 0.5pt,", "- {ruler: 0.5pt,", "ruler:",
                  "did you mean 'rule'?", ja=["「rule」の誤りではありませんか"])

    def test_an_unknown_key_of_an_element(self):
        self.tell(self.tiny / "letter.yaml", "{text: 以上, style: end, before: 3mm}",
                  "{text: 以上, style: end, befor: 3mm}", "befor:", "did you mean 'before'?")

    def test_an_unknown_style(self):
        self.tell(self.tiny / "letter.yaml", "{text: 最下段, style: end}", "{text: 最下段, style: ende}",
                  "ende}", "'ende'", "did you mean 'end'?", ja=["「end」の誤りではありませんか"])

    def test_an_unknown_template(self):
        self.tell(self.tiny / "letter.yaml", "use: square,", "use: squares,", "squares,",
                  "did you mean 'square'?")

    def test_a_template_without_its_parameter(self):
        self.tell(self.tiny / "letter.yaml", "with: {item: item}", "with: {}", "{each: items.fields",
                  "'square'", "'item'")

    def test_an_unknown_parameter(self):
        self.tell(self.tiny / "letter.yaml", "with: {item: item}", "with: {itme: item}", "itme:",
                  "did you mean 'item'?")

    def test_an_unknown_field(self):
        self.tell(self.tiny / "letter.yaml", '"{memo}"', '"{mem}"', '"{mem}"', "'mem'",
                  "did you mean 'memo'?", ja=["「memo」の誤りではありませんか"])

    def test_an_unknown_step_of_a_path(self):
        self.tell(self.tiny / "letter.yaml", "field: officer.name}", "field: officer.nam}",
                  "officer.nam}", "did you mean 'name'?")

    def test_a_field_within_a_template_is_checked_for_each_use(self):
        self.tell(self.tiny / "styles.yaml", "{item.key}", "{item.kye}", '"{item.kye}', "'kye'",
                  "did you mean 'key'?")

    def test_a_page_number_in_a_template_of_a_body(self):
        """A body is laid out before its pages are known: there it would print nothing."""
        self.tell(self.tiny / "styles.yaml", "{item.key}", "{page.number}", '"{page.number}', "'page'",
                  ja=["「page」"])

    def test_an_unknown_field_in_a_condition(self):
        self.tell(self.tiny / "letter.yaml", "- if: agree\n", "- if: agre and colour\n", "agre and",
                  "did you mean 'agree'?")

    def test_a_compared_choice_names_one_of_its_options(self):
        self.tell(self.tiny / "letter.yaml", "if: \"kind = 'again'\"", "if: \"kind = 'agian'\"",
                  "\"kind = 'agian'\"", "did you mean 'again'?")

    def test_a_condition_that_makes_no_sense(self):
        self.tell(self.tiny / "letter.yaml", "if: \"kind = 'again'\"", "if: \"kind == 'again'\"",
                  "\"kind == 'again'\"", "condition")

    def test_something_that_is_no_list_to_repeat_over(self):
        self.tell(self.tiny / "letter.yaml", "each: goods, as: good, min: 3", "each: company, as: good, min: 3",
                  "company, as: good", "no list")

    def test_a_length_without_its_unit(self):
        self.tell(self.tiny / "styles.yaml", "first: 1em,", "first: 11,", "11,", "3mm, 10.5pt")

    def test_a_colour_that_is_none(self):
        self.tell(self.tiny / "letter.yaml", 'fill: "#f4f4f4"', 'fill: "#f4f4g4"', '"#f4f4g4"', "#808080")

    def test_a_word_that_is_not_among_those_known(self):
        self.tell(self.tiny / "styles.yaml", "align: distribute", "align: distributed", "distributed",
                  "did you mean 'distribute'?")

    def test_an_unknown_page(self):
        self.tell(self.tiny / "letter.yaml", "page: wide", "page: wied", "wied", "did you mean 'wide'?")

    def test_an_unknown_paper(self):
        self.tell(self.tiny / "styles.yaml", "wide: {size: A5", "wide: {size: A55", "A55",
                  "did you mean 'A5'?")

    def test_an_unknown_continuation(self):
        self.tell(self.tiny / "letter.yaml", "continuation: more\n", "continuation: mroe\n", "mroe",
                  "did you mean 'more'?")

    def test_an_unknown_font_family(self):
        self.tell(self.tiny / "styles.yaml", "font: gothic", "font: gothik", "gothik",
                  "did you mean 'gothic'?")

    def test_a_style_below_the_one_that_extends_it(self):
        self.tell(self.tiny / "styles.yaml", "title: {extends: bold", "title: {extends: loose", "loose, size",
                  "'loose'")

    def test_cells_that_do_not_fit_the_columns(self):
        self.edit(self.tiny / "letter.yaml", ("- {cell: 合計, span: 2,", "- {cell: 合計, span: 3,"))
        result = self.fail_with(3, "build", "--blank", "tiny", "--trace", data=self.copy)
        self.assert_says(result, "letter.yaml:", "3 columns")

    def test_a_row_with_more_blocks_than_columns(self):
        self.edit(self.tiny / "letter.yaml", ("columns: [1fr, 16mm, 11mm]", "columns: [1fr, 16mm]"))
        result = self.fail_with(3, "build", "--blank", "tiny", "--trace", data=self.copy)
        self.assert_says(result, "letter.yaml:", "3 blocks for 2 columns")

    def test_a_brace_that_is_never_closed(self):
        self.tell(self.tiny / "letter.yaml", "\"同意しない理由：{reason}\"", "\"同意しない理由：{reason\"",
                  "\"同意しない理由", "'{' without its '}'")

    def test_a_template_that_uses_itself(self):
        self.edit(self.tiny / "styles.yaml", (
            "  square:\n    needs: [item]\n    body:\n",
            "  square:\n    needs: [item]\n    body:\n      - {use: square, with: {item: item}}\n"))
        result = self.fail_with(3, "build", "--blank", "tiny", "--trace", data=self.copy)
        at = self.place(self.tiny / "styles.yaml", "{use: square, with: {item: item}}")
        self.assert_says(result, f"styles.yaml:{at}: error: ")
        self.assertEqual(len(result.errors()), 1, str(result))

    def test_margins_that_leave_no_room(self):
        self.edit(self.tiny / "styles.yaml", ("landscape: yes, margin: 12mm", "landscape: yes, margin: 112mm"))
        result = self.fail_with(3, "build", "--blank", "tiny", "--trace", data=self.copy)
        self.assert_says(result, "styles.yaml:", "margins")

    def test_a_sheet_that_is_too_full(self):
        self.edit(self.tiny / "letter.yaml", ("- space: fill", "- space: 100mm"))
        result = self.fail_with(3, "build", "--blank", "tiny", "--trace", data=self.copy)
        self.assert_says(result, "letter.yaml:", "mm taller than its page")

    def test_all_faults_at_once(self):
        self.edit(self.tiny / "letter.yaml", ('"{memo}"', '"{mem}"'), ("field: officer.name}", "field: officer.nam}"),
                  ("if: \"kind = 'again'\"", "if: \"kind = 'agian'\""))
        result = self.fail_with(3, "build", "--blank", "tiny", "--trace", data=self.copy)
        self.assertGreaterEqual(len(result.errors()), 3, str(result))

    def test_each_fault_once(self):
        self.edit(self.isp / "layout/answer-sheet.yaml", ("{item.sign-note}", "{item.sign-not}"))
        result = self.fail_with(3, "build", "--blank", "anshin-isp", "--trace", data=self.copy)
        self.assertEqual(len(result.errors()), 1, str(result))

    def test_a_layout_that_is_missing(self):
        (self.tiny / "styles.yaml").unlink()
        result = self.fail_with(3, "build", "--blank", "tiny", "--trace", data=self.copy)
        at = self.place(self.tiny / "form.yaml", "styles.yaml")
        self.assert_says(result, f"form.yaml:{at}: error: ", "styles.yaml")


class Questions(Spoilt):
    def test_an_unknown_name_of_a_field(self):
        self.tell(self.tiny / "ask.yaml", "label: 番号}", "lable: 番号}", "lable:", "did you mean 'label'?")

    def test_an_unknown_type(self):
        self.tell(self.tiny / "ask.yaml", "label: 備考, type: lines", "label: 備考, type: line", "line}",
                  "did you mean 'lines'?")

    def test_an_unknown_part(self):
        file = self.tiny / "ask.yaml"
        self.tell(file, "label: 規程, type: group, short: check, parts: [check]",
                  "label: 規程, type: group, short: check, parts: [chekc]", "chekc", "did you mean 'check'?")

    def test_a_key_twice_in_a_group(self):
        self.tell(self.tiny / "ask.yaml", "{key: title, label: 役職}", "{key: name, label: 役職}",
                  "{key: name, label: 役職}", "stands twice")

    def test_a_short_that_names_no_field(self):
        self.tell(self.tiny / "ask.yaml", "label: 担当者\n    type: group\n    short: name",
                  "label: 担当者\n    type: group\n    short: nmae", "nmae", "'nmae'")

    def test_an_unknown_calendar(self):
        self.tell(self.tiny / "ask.yaml", "calendar: western", "calendar: westren", "westren",
                  "did you mean 'western'?")

    def test_an_unknown_key_of_the_form(self):
        self.tell(self.tiny / "form.yaml", "edition: 試験用", "editoin: 試験用", "editoin", "did you mean 'edition'?")

    def test_no_version(self):
        self.tell(self.tiny / "form.yaml", "tsuzuri-form: 1", "tsuzuri-form: 7", "tsuzuri-form: 7",
                  "tsuzuri-form: 1")


class Totals(Spoilt):
    """The totals that the official form states are checked by the program."""

    def test_that_are_stated_wrong(self):
        file = self.isp / "form.yaml"
        right_text = file.read_text("utf-8")
        for right, wrong in (("points: 119", "points: 118"), ("points: 124", "points: 125"),
                             ("required: 29", "required: 30"), ("required: 28", "required: 27")):
            with self.subTest(case=wrong):
                file.write_text(right_text, "utf-8")
                self.edit(file, (right, wrong))
                name, number = wrong.split(": ")
                sum_up = right.split(": ")[1]
                args = ["build", "--blank", "anshin-isp", "--trace"]
                en = self.fail_with(3, *args, data=self.copy)
                line, column = map(int, self.place(file, wrong).split(":"))
                self.assert_says(en, f"form.yaml:{line}:{column + len(name) + 2}: error: ",
                                 f"the form states '{wrong}'", f"add up to {sum_up}")
                ja = self.fail_with(3, *args, data=self.copy, lang="ja")
                self.assert_says(ja, f"「{wrong}」とありますが", f"合計は{sum_up}です")

    def test_that_change_with_an_item(self):
        file = self.tiny / "ask.yaml"
        self.edit(file, ("short: check, parts: [check], worth: required}", "short: check, parts: [check], worth: 4}"))
        result = self.fail_with(3, "build", "--blank", "tiny", "--trace", data=self.copy)
        at = self.place(self.tiny / "form.yaml", "1, points: 8")
        self.assert_says(result, f"form.yaml:{at}: error: ")

    def test_a_worth_that_is_none(self):
        self.tell(self.tiny / "ask.yaml", "short: check, parts: [check], worth: required}",
                  "short: check, parts: [check], worth: plenty}", "plenty", "'worth' is 'required'")


class Fonts(Spoilt):
    def faces(self, *changes):
        return self.edit(self.copy / "fonts/fonts.yaml", *changes)

    def hide(self, name, file):
        """A face that is neither at its place nor known to fontconfig."""
        return self.faces((f"name: {name}\n", f"name: {name}Nowhere\n"),
                          (file, "/nowhere/" + file.rsplit("/", 1)[1]))

    def test_a_missing_first_face_names_its_package(self):
        manifest = self.hide("IPAexMincho", "/usr/share/fonts/opentype/ipaexfont-mincho/ipaexm.ttf")
        self.edit(manifest, ("mincho: [IPAexMincho,", "mincho: [IPAexMinchoNowhere,"))
        for lang, says in (("en", "install the Debian package 'fonts-ipaexfont-mincho'"),
                           ("ja", "のパッケージ「fonts-ipaexfont-mincho」を入れてください")):
            result = self.fail_with(3, "build", support.sample("renewal"), "--trace", data=self.copy, lang=lang)
            self.assert_says(result, says, "apt install fonts-ipaexfont-mincho", "/nowhere/ipaexm.ttf")
            self.assertEqual(len(result.errors()), 1, str(result))

    def without_the_face_behind(self):
        manifest = self.hide("IPAmjMincho", "/usr/share/fonts/truetype/ipamj/ipamjm.ttf")
        text = manifest.read_text("utf-8")
        manifest.write_text(text.replace(", IPAmjMincho,", ", IPAmjMinchoNowhere,"), "utf-8")

    def test_a_missing_face_behind_is_passed_over(self):
        self.without_the_face_behind()
        trace = self.trace(support.sample("renewal"), data=self.copy)
        self.assertEqual(trace, self.trace(support.sample("renewal")))

    def test_a_character_that_only_the_missing_face_has_says_so(self):
        self.without_the_face_behind()
        answers = self.sample_with("renewal", ("  company: 株式会社みなとネット\n  rep", "  company: 𠮷辻\U000e0100龦\n  rep"))
        result = support.run("build", answers, "--trace", data=self.copy)
        if result.code:
            self.assert_says(result, f"{answers}:")

    def test_a_face_is_found_by_fontconfig_where_it_is_not_at_its_place(self):
        self.faces(("/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf", "/nowhere/ipaexg.ttf"))
        trace = self.trace(support.sample("renewal"), data=self.copy)
        self.assertEqual(trace, self.trace(support.sample("renewal")))

    def test_a_file_that_is_no_font(self):
        broken = self.write("broken.ttf", b"no font at all" * 100)
        self.faces(("/usr/share/fonts/opentype/ipaexfont-mincho/ipaexm.ttf", str(broken)))
        result = self.fail_with(3, "build", support.sample("renewal"), "--trace", data=self.copy)
        self.assert_says(result, "broken.ttf", "fonts-ipaexfont-mincho")

    def test_a_family_that_names_an_unknown_face(self):
        manifest = self.faces(("mincho: [IPAexMincho,", "mincho: [IPAexMinchoo,"))
        result = self.fail_with(3, "build", support.sample("renewal"), "--trace", data=self.copy)
        at = self.place(manifest, "IPAexMinchoo,")
        self.assert_says(result, f"{manifest}:{at}: error: ", "did you mean 'IPAexMincho'?")

    def test_a_manifest_that_is_missing(self):
        (self.copy / "fonts/fonts.yaml").unlink()
        result = self.fail_with(3, "build", support.sample("renewal"), "--trace", data=self.copy)
        self.assert_says(result, "fonts.yaml", "no such file")


class TheHousesForms(support.Test):
    def test_have_folders_that_carry_their_ids(self):
        for form in support.ROOT.glob("forms/*/form.yaml"):
            self.assertIn(f"id: {form.parent.name}\n", form.read_text("utf-8"))

    def test_print_blank(self):
        for form in support.ROOT.glob("forms/*/form.yaml"):
            if "incomplete: yes" in form.read_text("utf-8"):    # test_forms.py has these
                continue
            with self.subTest(case=form.parent.name):
                trace = self.succeed("build", "--blank", form.parent.name, "--trace").out
                self.assertTrue(fold(trace))


if __name__ == "__main__":
    support.unittest.main()
