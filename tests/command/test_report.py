"""What a person sees of a check, on one screen; and in which language."""
import re
import unittest

import support
from support import ROOT, sample


class Screen(support.Test):
    def starter(self, lang="ja"):
        path = self.folder / f"{lang}.yaml"
        self.succeed("new", "anshin-isp", "--application", "renewal", "--lang", lang, "-o", path)
        return path

    def test_a_starter_just_made_fits_a_screen(self):
        for lang, left in (("ja", "（あと5項目）"), ("en", "(5 left)")):
            result = support.run("check", self.starter(lang), "--lang", lang)
            lines = (result.err + result.out).splitlines()
            self.assertEqual(result.code, 1)
            self.assertLessEqual(len(lines), 60)
            self.assertIn("セキュリティポリシーの確立及び監査制度の導入" + (" " if lang == "en" else "") + left, lines)
            self.assertNotIn("--draft", result.out + result.err)
        shown = set(re.findall(r"\b\d-\d-\d(?= \(line)", result.out))
        self.assertEqual(len(shown), 56)

    def test_so_do_the_starters_of_the_other_programmes(self):
        for form, *options in (("external-service",), ("asp-disclosure", "--application", "new")):
            path = self.folder / f"{form}.yaml"
            self.succeed("new", form, *options, "-o", path)
            result = support.run("check", path, "--lang", "ja")
            self.assertLessEqual((result.err + result.out).count("\n"), 60)
            self.assertIn("上の「まだ書かれていないもの」", result.out)
            self.assertIn("無回答: ", support.run("check", path, "--all", "--lang", "ja").out)

    def test_a_mistake_stands_before_what_is_missing(self):
        path = self.starter("en")
        text = path.read_text("utf-8")
        path.write_text(text.replace("    check:  ", "    check: たぶん  ", 1), "utf-8")
        result = support.run("check", path)
        self.assertEqual(result.code, 3)
        self.assertLess(result.err.index("たぶん"), 400)
        self.assertNotIn("has no value", result.err)
        self.assertIn("not yet written", result.out)

    def test_an_item_says_all_that_it_lacks_in_one_line(self):
        text = "tsuzuri: 1\nform: anshin-isp\napplication: renewal\nanswers:\n  1-1-3: yes\n  2-1-5: yes\n"
        path = self.write("a.yaml", text)
        ja = support.run("check", path, "--lang", "ja").out
        self.assertIn("\n  1-1-3（5行）　部署・役職・氏名\n", ja)
        self.assertIn("\n  2-1-5（6行）　経路か添付書類のどちらか\n", ja)
        en = support.run("check", path).out
        self.assertIn("\n  1-1-3 (line 5): department, name\n", en)
        self.assertIn("\n  2-1-5 (line 6): either route or attach\n", en)

    def test_all_tells_each_value_with_its_place(self):
        path = self.starter("en")
        result = support.run("check", path, "--all")
        missing = [m for m in result.messages if "has no value" in m["text"]]
        self.assertGreater(len(missing), 56)
        self.assertNotIn("not yet written", result.out)

    def test_what_is_complete_lacks_nothing(self):
        result = self.succeed("check", sample("renewal"))
        self.assertNotIn("left", result.out)

    def test_a_condition_is_told_in_words(self):
        text = "tsuzuri: 1\nform: asp-disclosure\napplication: renewal\nheld: yes\n"
        path = self.write("a.yaml", text)
        result = support.run("check", path, "--lang", "ja")
        self.assertIn("「申請区分」が「新規」のときだけ", result.err)
        self.assertNotIn("application = ", result.err)
        self.assertIn("only where 'application' is 'new'", support.run("check", path).err)


class Language(support.Test):
    def said(self, *args, **env):
        env = {"PATH": support.os.environ["PATH"], **env}
        return support.run(*args, env=env)

    def test_the_language_stands_before_or_behind_the_command(self):
        for args in (("--lang", "ja", "check", "none.yaml"), ("--lang=ja", "check", "none.yaml"),
                     ("check", "--lang", "ja", "none.yaml"), ("check", "none.yaml", "--lang", "ja")):
            result = self.said(*args, LC_ALL="en_US.UTF-8")
            self.assertEqual(result.code, 3)
            self.assertIn("エラー", result.err)
        for args in (("--lang", "ja", "--help"), ("--help", "--lang", "ja"), ("--lang", "ja", "-h")):
            result = self.said(*args, LC_ALL="C")
            self.assertEqual(result.code, 0)
            self.assertIn("使い方", result.out)
        self.assertIn("使い方", self.said("--lang", "ja", "--help", "check").out)
        self.assertEqual(self.said("--lang", "fr", "check", "a").code, 2)
        self.assertEqual(self.said("--lang", "ja").code, 2)
        self.assertEqual(self.said("--lang").code, 2)

    def test_a_locale_that_says_nothing_leaves_it_to_the_form(self):
        for locale in ("C", "POSIX", "C.UTF-8", ""):
            result = self.said("check", sample("renewal"), LC_ALL=locale)
            self.assertIn("判定:", result.out, locale)
        for locale in ("en_US.UTF-8", "de_DE"):
            result = self.said("check", sample("renewal"), LC_ALL=locale)
            self.assertIn("verdict:", result.out, locale)
        self.assertIn("verdict:", self.said("check", sample("renewal"), "--lang", "en", LC_ALL="C").out)
        self.assertIn("エラー", self.said("plan", self.write("p.yaml", "tsuzuri: 1\nform: anshin-isp\ndate: x\n"), LC_ALL="C").err)

    def test_keys_are_japanese_only_where_that_was_said(self):
        result = self.said("new", "anshin-isp", LC_ALL="C.UTF-8")
        self.assertIn("\napplicant:", result.out)
        self.assertIn("警告", result.err)

    def test_a_form_without_a_language_is_spoken_of_in_english(self):
        tiny = self.write("t.yaml", "tsuzuri: 1\nform: tiny\nnone: x\n")
        result = support.run("check", tiny, env={"PATH": support.os.environ["PATH"]},
                             data=ROOT / "tests/data")
        self.assertIn("error", result.err)


if __name__ == "__main__":
    unittest.main()
