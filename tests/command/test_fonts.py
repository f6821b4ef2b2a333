"""tsuzuri fonts, and --explain: which face sets what, what is missing, where."""
import re
import unittest

import support


class Fonts(support.Test):
    def test_lists_every_face_with_licence_rights_and_coverage(self):
        out = self.succeed("fonts").out
        for part in ("IPAexMincho  Version 004", "IPA Font License Agreement v1.0",
                     "fsType 0x0000: may be embedded", "Joyo kanji 2136/2136",
                     "JIS level 1 2965/2965", "JIS level 2 3390/3390",
                     "mincho: IPAexMincho → IPAmjMincho"):
            self.assertIn(part, out)

    def test_speaks_japanese(self):
        out = self.succeed("fonts", "--lang", "ja").out
        self.assertIn("埋め込み可", out)
        self.assertIn("常用漢字 2136/2136", out)

    def test_says_that_a_face_is_not_installed(self):
        data = self.data(copy=True)
        self.edit(data / "fonts/fonts.yaml", ("name: IPAmjMincho\n", "name: IPAmjNowhere\n"),
                  ("/usr/share/fonts/truetype/ipamj/ipamjm.ttf", "/nowhere.ttf"))
        text = (data / "fonts/fonts.yaml").read_text("utf-8")
        (data / "fonts/fonts.yaml").write_text(text.replace(" IPAmjMincho,", " IPAmjNowhere,"), "utf-8")
        self.assertIn("IPAmjNowhere  (not usable: apt install fonts-ipamj-mincho)",
                      self.succeed("fonts", data=data).out)

    def test_tells_which_face_sets_the_unusual_characters_of_a_text(self):
        text = self.write("text.txt", "漢字と𠮷野家\n辻\U000e0100さんと𠮷\n")
        out = self.succeed("fonts", text).out
        self.assertIn("mincho  1:4  𠮷  U+20BB7  IPAmjMincho", out)
        self.assertEqual(out.count("U+20BB7"), 2)

    def test_a_character_in_no_face_is_missing(self):
        text = self.write("text.txt", "漢\U0001f600字")
        result = support.run("fonts", text)
        self.assertEqual(result.code, 1, str(result))
        self.assertIn("1:2  \U0001f600  U+1F600  in no face", result.out)

    def test_a_text_without_anything_unusual_gives_no_line(self):
        self.assertEqual(self.succeed("fonts", self.write("t", "普通の文字ABC")).out, "")

    def test_faults_of_usage_and_of_files(self):
        self.fail_with(2, "fonts", "--wrong")
        self.fail_with(2, "fonts", "a", "b")
        self.fail_with(3, "fonts", self.folder / "nowhere")


class Explain(support.Test):
    def test_names_character_face_page_and_place(self):
        answers = self.tiny_with(("company: 株式会社こまどり", "company: 𠮷野家"))
        out = self.succeed("build", answers, "--explain", data=self.data()).out
        found = re.findall(r"^page (\d+) \((.*)\)  x (\d+) mm, y (\d+) mm  (\S+)  U\+20BB7  (\S+)$",
                           out, re.M)
        self.assertEqual([(f[0], f[1], f[4], f[5]) for f in found], [("1", "届-1", "𠮷", "IPAmjMincho")])

    def test_says_so_where_there_is_none(self):
        answers = self.tiny_with(("officer: {name: 辻\U000e0100　花子", "officer: {name: 辻　花子"))
        out = self.succeed("build", answers, "--explain", data=self.data()).out
        self.assertIn("every character was set by the first face of its family", out)


if __name__ == "__main__":
    unittest.main()
