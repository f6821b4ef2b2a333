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


SEQUENCES = support.ROOT / "tests/data/typography/ivs-name-kanji-coverage.tsv"


class Boxes(support.Test):
    """Glyph 0 of a font is the box of a missing character. It must be on no page: whichever face
    sets a name, and another reader than ours (mupdf) looks for it."""

    def sequences(self):
        rows = [line.split("\t") for line in SEQUENCES.read_text("utf-8").splitlines()
                if line.startswith("U+")]
        return ["".join(chr(int(row[k][2:], 16)) for k in (0, 2)) for row in rows]

    def faces(self):
        lines = self.succeed("fonts").out.splitlines()
        return [line.split()[0] for line in lines if line[:1].strip() and "  Version" in line]

    def manifest(self, first, faces):
        """A data folder whose families ask one face first."""
        data = self.data(name="data-" + first, copy=True)
        path = data / "fonts/fonts.yaml"
        chain = ", ".join([first] + [face for face in faces if face != first])
        text = path.read_text("utf-8")
        for family in ("mincho", "gothic"):
            text = re.sub(rf"(  {family}: ).*", rf"\1[{chain}]", text)
        path.write_text(text, "utf-8")
        return data

    def boxes(self, pdf):
        return re.findall(r'<g unicode="(.*?)" glyph="0"', support.tool("mutool", "trace", pdf))

    def test_no_sequence_shows_a_box_in_any_face(self):
        sequences, faces = self.sequences(), self.faces()
        self.assertGreater(len(sequences), 400)
        self.assertIn("IPAmjMincho", faces)
        old = re.search(r"memo: \|\n(?:  .*\n)+", (support.TINY / "answers.yaml").read_text())[0]
        answers = self.tiny_with((old, f"memo: {'名'.join(sequences)}\n"))
        for face in faces:
            with self.subTest(case=face):
                data = self.manifest(face, faces)
                pdf = self.folder / f"{face}.pdf"
                self.succeed("build", answers, "-o", pdf, "--forms-only", data=data)
                self.assertEqual(self.boxes(pdf), [])
                self.assertIn(f"+{face}", support.tool("pdffonts", pdf))
                text = support.fold(support.tool("pdftotext", "-raw", pdf, "-"))
                for sequence in sequences:
                    self.assertIn(sequence, text)


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
