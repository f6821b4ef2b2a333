"""The command's options: what each prints, and that none of them changes anything else."""
import re

import support
from support import environment, fold, pages_of, sample, texts_of


class Help(support.Test):
    def test_lists_the_commands(self):
        out = self.succeed("--help").out
        self.assertRegex(out, r"usage: tsuzuri COMMAND")
        self.assertRegex(out, r"(?m)^  build +print the forms")
        self.assertRegex(self.succeed("--help", lang="ja").out, "使い方: tsuzuri コマンド")

    def test_names_every_option_and_exit_code(self):
        for lang in ("en", "ja"):
            out = self.succeed("build", "--help", lang=lang).out
            for word in ("--output", "-o", "--draft", "--blank", "--grid", "--trace", "--set", "--lang"):
                self.assertIn(word, out)
            for code in "01234":
                self.assertRegex(out, rf"(?m)\b{code} ")
            self.assertLessEqual(max(len(line) for line in out.split("\n")), 100)

    def test_speaks_the_language_of_the_environment(self):
        for env, says in (({"LC_ALL": "ja_JP.UTF-8"}, "使い方"), ({"LC_ALL": "C", "LANG": "ja_JP"}, "usage"),
                          ({"LC_ALL": "", "LC_MESSAGES": "ja_JP.eucJP"}, "使い方"),
                          ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "ja"}, "使い方"), ({"LC_ALL": ""}, "usage")):
            with self.subTest(case=str(env)):
                self.assertIn(says, self.succeed("build", "--help", env=environment(**env)).out)

    def test_speaks_the_language_that_is_asked_for(self):
        self.assertIn("使い方", self.succeed("build", "--lang", "ja", "--help").out)
        self.assertIn("usage", self.succeed("build", "--lang=en", "--help", lang="ja").out)


class Version(support.Test):
    def test_names_the_program_and_its_libraries(self):
        lines = self.succeed("--version").out.split("\n")
        self.assertRegex(lines[0], r"^tsuzuri \d+\.\d+\.\d+$")
        text = "\n".join(lines[1:])
        for library in ("libharu", "FreeType", "HarfBuzz", "libyaml", "ICU"):
            self.assertRegex(text, rf"{library} \d+\.\d")
        self.assertRegex(text, r"(?m)^sandbox: (Landlock \d+, seccomp|Landlock \d+ alone|seccomp alone|none)$")


class Blank(support.Test):
    def test_prints_the_form_that_is_named(self):
        trace = self.succeed("build", "--blank", "anshin-isp", "--trace").out
        self.assertIn("安全・安心マーク使用許諾更新申請書", texts_of(trace))

    def test_prints_the_form_that_an_answer_file_answers(self):
        named = self.succeed("build", "--blank", "anshin-isp", "--trace").out
        self.assertEqual(self.trace(sample("renewal"), "--blank"), named)
        self.assertEqual(self.trace(sample("longest"), "--blank"), named)

    def test_keeps_the_answer_that_decides_which_form_it_is(self):
        new = self.succeed("build", "--blank", "anshin-isp", "--trace", "--set", "application=new").out
        self.assertEqual(self.trace(sample("new"), "--blank"), new)
        self.assertIn("安全・安心マーク使用許諾申請書", texts_of(new))
        self.assertNotIn("更新", texts_of(pages_of(new)["application", 1]))
        for name in ("新規", "ＮＥＷ"):
            self.assertEqual(self.succeed("build", "--blank", "anshin-isp", "--trace", "--set",
                                          f"application={name}").out, new)

    def test_shows_no_answer(self):
        text = texts_of(self.trace(sample("renewal"), "--blank"))
        for value in ("みなとネット", "港", "令和8年", "山田", "minato"):
            self.assertNotIn(value, text)
        self.assertIn("会田　容弘", text)

    def test_leaves_room_for_dates_and_addresses(self):
        pdf = self.folder / "blank.pdf"
        self.succeed("build", "--blank", "anshin-isp", "-o", pdf)
        text = support.Pdf(pdf).text()
        self.assertRegex(text, r"年 +月 +日")
        self.assertGreaterEqual(text.count("http://"), 30)
        self.assertGreaterEqual(text.count("☐"), 56)
        self.assertNotIn("☑", text)
        self.assertNotIn("別紙1", text)

    def test_needs_no_values(self):
        answers = self.write("a.yaml", "tsuzuri: 1\nform: anshin-isp\n")
        self.succeed("build", answers, "--blank", "-o", self.folder / "x.pdf")

    def test_still_says_what_is_wrong_with_the_deciding_answer(self):
        result = self.fail_with(3, "build", "--blank", "anshin-isp", "--trace", "--set", "application=old")
        self.assert_says(result, "--set", "new (新規)")

    def test_of_a_file_without_suffix_is_named_with_its_folder(self):
        self.write("answers", sample("renewal").read_text("utf-8"))
        self.succeed("build", "--blank", "./answers", "--trace", cwd=self.folder)


class Set(support.Test):
    def test_gives_a_top_level_answer(self):
        trace = self.trace(sample("renewal"), "--set", "date=令和8年12月2日")
        self.assertIn("令和8年12月2日", trace)
        self.assertNotIn("令和8年11月21日", texts_of(pages_of(trace)["application", 1]))

    def test_takes_the_printed_label_too(self):
        by_key = self.trace(sample("new"), "--set", "date=R8.12.2")
        answers = self.sample_with("new", ("\ndate: ", "\n# "))
        self.assertEqual(self.trace(answers, "--set", "申請日=R8.12.2"), by_key)

    def test_may_be_given_several_times(self):
        trace = self.trace(sample("new"), "--set", "date=R8.12.2", "--set", "application=renewal")
        self.assertIn("令和8年12月2日", trace)
        self.assertIn("更新申請書", texts_of(trace))

    def test_a_value_may_hold_an_equals_sign(self):
        trace = self.succeed("build", support.TINY / "answers.yaml", "--trace", "--set", "code=a=b",
                             data=self.data()).out
        self.assertIn('"a=b"', trace)

    def test_an_unknown_key_is_told(self):
        result = self.fail_with(3, "build", sample("new"), "--trace", "--set", "dete=R8.12.2")
        self.assert_says(result, "--set", "did you mean 'date'?")

    def test_a_wrong_value_is_told(self):
        result = self.fail_with(3, "build", sample("new"), "--trace", "--set", "date=tomorrow")
        self.assert_says(result, "--set", "'tomorrow'")

    def test_more_than_any_form_needs_is_refused(self):
        many = [a for i in range(40) for a in ("--set", f"k{i}=v")]
        self.fail_with(2, "build", sample("new"), "--trace", *many)


class Grid(support.Test):
    def test_lies_over_an_unmoved_page(self):
        plain = pages_of(self.trace(sample("renewal")))
        grid = pages_of(self.trace(sample("renewal"), "--grid"))
        self.assertEqual(plain.keys(), grid.keys())
        for page, text in plain.items():
            rest = iter(grid[page].split("\n"))
            for line in text.split("\n"):
                self.assertIn(line, rest, "missing, or in another order")

    def test_has_a_line_each_millimetre_and_a_number_each_centimetre(self):
        page = pages_of(self.trace(sample("renewal"), "--grid"))["application", 1]
        across = re.findall(r"(?m)^line 0,(\d+) 595276,\1 width (\d+) ink", page)
        down = re.findall(r"(?m)^line (\d+),0 \1,841890 width (\d+) ink", page)
        self.assertEqual((len(down), len(across)), (210, 297))
        strong = max(int(width) for _, width in across)
        self.assertEqual(sum(int(width) == strong for _, width in across), 29)
        self.assertEqual(sum(int(width) == strong for _, width in down), 21)
        for number in ("10", "200", "290"):
            self.assertRegex(page, rf'(?m)^text .* "{number}"')

    def test_names_blocks_and_fields(self):
        trace = self.trace(sample("renewal"), "--grid")
        for name in ("council", "company-seal", "addressee"):
            self.assertIn(f'"{name}"', trace)
        self.assertIn("applicant.service", trace)

    def test_prints_as_a_sound_pdf(self):
        pdf = self.pdf(sample("renewal"), "--grid")
        support.tool("qpdf", "--check", pdf.path)


class Trace(support.Test):
    def test_tells_pages_outlines_texts_and_lines(self):
        trace = self.trace(sample("renewal"))
        pdf = self.pdf(sample("renewal"))
        self.assertTrue(trace.startswith(f"tsuzuri-trace 1, {pdf.page_count()} pages\n"))
        self.assertEqual(len(pages_of(trace)), pdf.page_count())
        self.assertEqual(len(re.findall(r"(?m)^outline ", trace)), len(pdf.outline()))
        self.assertIn(fold("株式会社みなとネット"), fold(texts_of(trace)))
        self.assertTrue(re.search(r"(?m)^line \d+,\d+ \d+,\d+ width \d+$", trace))

    def test_without_an_output_writes_no_file(self):
        self.succeed("build", sample("renewal"), "--trace", cwd=self.folder)
        self.assertEqual(self.left_behind(), [])

    def test_shows_the_text_that_the_pdf_shows(self):
        for name in ("renewal", "names"):
            with self.subTest(case=name):
                trace = fold(texts_of(self.trace(sample(name))))
                for line in self.pdf(sample(name)).text().split("\n"):
                    for part in re.split(r"[☐☑○\[\]：:]|\d+/\d+", fold(line)):
                        self.assertIn(part[:12], trace)


class Draft(support.Test):
    def test_marks_every_page_behind_its_content(self):
        plain = pages_of(self.trace(sample("renewal")))
        draft = pages_of(self.trace(sample("renewal"), "--draft"))
        self.assertEqual(plain.keys(), draft.keys())
        for page, text in draft.items():
            lines = [li for li in text.split("\n") if "下書き" in li or "turned" in li]
            self.assertGreaterEqual(len(lines), 1, page)
            first_op = next(li for li in text.split("\n")[1:] if not li.startswith("outline"))
            self.assertIn("turned", first_op, "the mark lies below what is printed")
            self.assertIn("ink", first_op)

    def test_moves_nothing(self):
        plain = pages_of(self.trace(sample("renewal")))
        draft = pages_of(self.trace(sample("renewal"), "--draft"))
        for page, text in draft.items():
            rest = "\n".join(li for li in text.split("\n") if "turned" not in li)
            self.assertEqual(rest, plain[page])

    def test_prints_an_almost_empty_file(self):
        answers = self.write("a.yaml", "tsuzuri: 1\nform: anshin-isp\napplication: new\n")
        pdf = self.pdf(answers, "--draft")
        self.assertIn("下書き", fold(pdf.text(1, 1)))
        support.tool("qpdf", "--check", pdf.path)


if __name__ == "__main__":
    support.unittest.main()


class EveryCommand(support.Test):
    """All commands read their arguments by the same code: what holds of one holds of each."""
    COMMANDS = ("new", "check", "build", "stamp", "preflight", "certify", "plan", "forms", "schema", "lint", "fonts")

    def test_is_listed(self):
        out = self.succeed("--help").out
        listed = re.findall(r"(?m)^  ([a-z]+) ", out)
        self.assertEqual(sorted(self.COMMANDS), sorted(set(listed) & set(self.COMMANDS)))

    def test_helps_in_both_languages(self):
        for command in self.COMMANDS:
            for args, says in ((["--help"], "usage"), (["-h"], "usage"), (["x", "--lang=ja", "--help"], "使い方")):
                with self.subTest(command=command, args=args):
                    self.assertIn(f"{says}: tsuzuri {command}", self.succeed(command, *args).out)

    def test_refuses_what_it_does_not_know(self):
        for command in self.COMMANDS:
            for args, says in ((["--no-such"], "unknown option: '--no-such'"), (["-Z"], "unknown option: '-Z'"),
                               (["--lang", "fr"], "--lang is ja or en: 'fr'"), (["--lang"], "needs a value: '--lang'"),
                               (["--no-such", "--lang=ja"], "知らないオプションです: '--no-such'"),
                               (["--lang=fr", "--lang=ja", "-Z"], "ja or en")):
                with self.subTest(command=command, args=args):
                    result = self.fail_with(2, command, *args)
                    self.assertIn(says, result.err)
                    self.assertEqual(result.out, "")

    def test_counts_its_words(self):
        for command, words, says in (("new", [], "a form is needed"), ("new", ["a", "b"], "'b'"), ("schema", [], "missing"),
                                     ("plan", ["a", "b", "c"], "'b'"), ("forms", ["diff", "a"], "diff A B"),
                                     ("forms", ["diff", "a", "b", "c"], "'c'"), ("fonts", ["a", "b"], "'b'"),
                                     ("check", [], "answer file"), ("check", ["a", "b"], "one answer file"),
                                     ("stamp", [], "PDF or an image"), ("stamp", ["a", "b"], "one document"),
                                     ("preflight", [], "at least one"), ("certify", [], "register"),
                                     ("certify", ["a", "b"], "one register"), ("certify", ["a"], "--form")):
            with self.subTest(command=command, words=words):
                self.assertIn(says, self.fail_with(2, command, *words).err)

    def test_takes_words_behind_two_hyphens_as_they_are(self):
        self.assertIn("--lang=ja", self.fail_with(3, "check", "--", "--lang=ja").err)

    def test_takes_no_more_than_it_can_hold(self):
        many = [word for n in range(33) for word in ("--set", f"k{n}=v")]
        self.assertIn("too many settings: 'k32=v'", self.fail_with(2, "check", "a.yaml", *many).err)
        many = [word for n in range(33) for word in ("--only", f"d{n}")]
        self.assertIn("too many names: 'd32'", self.fail_with(2, "build", "a.yaml", *many).err)
