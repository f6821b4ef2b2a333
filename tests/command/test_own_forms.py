"""Forms of one's own: they stand in any folder, and share the parts of the program's forms."""
import shutil
import unittest

from support import ROOT, Test, environment, fold, run, tool

REGISTER = "使用許諾番号,会社名,サービス名,発行日\n第0001号,株式会社みなと,光,2026-07-31\n"
ISP = ROOT / "forms/anshin-isp"


class OwnForms(Test):
    def notice(self, words, folder="own", name="my-notice", up="../anshin-isp/"):
        """A council's own notice: the folder copied, its words changed; the parts stay the program's."""
        place = self.folder / folder / name
        place.mkdir(parents=True)
        for file in ("form.yaml", "ask.yaml", "layout.yaml"):
            shutil.copyfile(ISP / "notice" / file, place / file)
        self.edit(place / "form.yaml", ("id: anshin-isp/notice", f"id: {name}"),
                  ("[../certificate/record.yaml, ask.yaml]", f"[{up}certificate/record.yaml, ask.yaml]"),
                  ("[letter.yaml, layout.yaml]", f"[{up}notice/letter.yaml, layout.yaml]"))
        self.edit(place / "ask.yaml", ("greeting: 拝啓　時下ますますご清栄のこととお慶び申し上げます。", f"greeting: {words}"))
        return self.folder / folder

    def words(self, form, *args, env=None):
        register = self.write("register.csv", REGISTER)
        result = run("certify", register, "--form", form, "-o", self.folder / "out.pdf", *args, env=env)
        self.assertEqual(result.code, 0, str(result))
        return fold(tool("pdftotext", "-raw", self.folder / "out.pdf", "-"))

    def test_a_copied_folder_with_its_own_words(self):
        own = self.notice("拝啓　まめの花咲くころ。")
        self.assertIn("まめの花咲くころ", self.words("my-notice", "--forms", own))
        self.assertEqual(run("lint", own / "my-notice", "--forms", own).code, 0)

    def test_the_environment_and_the_users_folder(self):
        one, two = self.notice("拝啓　一番。", "one"), self.notice("拝啓　二番。", "two", "second")
        env = environment("en", TSUZURI_FORMS=f"{self.folder / 'none'}:{one}:{two}", TSUZURI_DATA=ROOT)
        self.assertIn("一番", self.words("my-notice", env=dict(env)))
        self.assertIn("二番", self.words("second", env=dict(env)))
        home = self.folder / "home/.local/share/tsuzuri"
        home.mkdir(parents=True)
        one.rename(home / "forms")
        env = environment("en", HOME=self.folder / "home", TSUZURI_DATA=ROOT)
        self.assertIn("一番", self.words("my-notice", env=env))

    def test_the_first_folder_counts(self):
        first = self.notice("拝啓　先。", "first", "notice-of-ours")
        second = self.notice("拝啓　後。", "second", "notice-of-ours")
        self.assertIn("先", self.words("notice-of-ours", "--forms", first, "--forms", second))
        self.assertIn("後", self.words("notice-of-ours", "--forms", second, "--forms", first))

    def test_a_form_of_the_programs_name_takes_its_place(self):
        place = self.notice("拝啓　代わり。", "own", "anshin-isp/notice", "../../anshin-isp/")
        self.assertIn("代わり", self.words("anshin-isp/notice", "--forms", place))
        self.assertNotIn("代わり", self.words("anshin-isp/notice"))

    def test_one_faulty_form_does_not_keep_the_others_from_being_listed(self):
        own = self.notice("拝啓。")
        (own / "broken").mkdir()
        (own / "broken/form.yaml").write_text("tsuzuri-form: 1\nid: [\n")
        for lang, says in (("en", "the form 'broken' cannot be used"), ("ja", "様式「broken」は使えません")):
            result = run("forms", "--forms", own, lang=lang)
            self.assertEqual(result.code, 0, str(result))
            for name in ("my-notice  ", "anshin-isp  ", "asp-disclosure  "):
                self.assertIn(name, result.out)
            self.assert_says(result, says, "tsuzuri lint")
        self.assertEqual(run("check", "broken", "--forms", own).code, 3)

    def test_what_is_nowhere_is_told_with_its_place(self):
        own = self.notice("拝啓。")
        self.edit(own / "my-notice/form.yaml", ("notice/letter.yaml", "notice/nowhere.yaml"))
        result = run("lint", own / "my-notice", "--forms", own)
        self.assertEqual(result.code, 3)
        self.assert_says(result, "nowhere.yaml' does not exist")


if __name__ == "__main__":
    unittest.main()
