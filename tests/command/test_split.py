"""build --split: each document of a form as a file of its own."""
import os
import unittest

import support
from support import ROOT, Pdf, fold


class Split(support.Test):
    def names(self, folder):
        return sorted(p.name for p in folder.iterdir())

    def test_writes_a_pdf_for_each_document(self):
        folder = self.folder / "out"
        answers = ROOT / "samples/asp-disclosure/answers.yaml"
        result = self.succeed("build", answers, "--split", folder)
        self.assertEqual(self.names(folder), ["face.pdf", "items.pdf", "papers.pdf"])
        whole = self.pdf(answers)
        parts = [Pdf(folder / f"{n}.pdf") for n in ("face", "items", "papers")]
        self.assertEqual(sum(p.page_count() for p in parts), whole.page_count())
        self.assertEqual("".join(fold(p.text()) for p in parts), fold(whole.text()))
        self.assertEqual(parts[1].label_at(1), "B-2")
        self.assertIn("申請書B", parts[1].outline()[0][1])
        self.assertIn(f"{whole.page_count()} pages in all", result.err)

    def test_continuation_sheets_go_with_their_document_and_repeated_ones_together(self):
        folder = self.folder / "out"
        self.succeed("build", support.sample("longest"), "--split", folder)
        whole = self.pdf(support.sample("longest"))
        pages = [Pdf(p).page_count() for p in sorted(folder.iterdir())]
        self.assertEqual(sum(pages), whole.page_count())
        self.assertFalse([n for n in self.names(folder) if "continuation" in n])
        self.succeed("build", ROOT / "samples/external-service/compare.yaml", "--split", self.folder / "e")
        self.assertEqual(self.names(self.folder / "e"), ["sheet.pdf", "summary.pdf"])
        self.assertEqual(Pdf(self.folder / "e/sheet.pdf").page_count(), 12)

    def test_says_what_it_leaves_out(self):
        result = self.succeed("build", support.sample("renewal"), "--split", self.folder / "out")
        self.assert_says(result, "note: --split prints the forms alone: attached documents that are left out: 21")

    def test_the_same_answers_give_the_same_bytes(self):
        for name in ("a", "b"):
            self.succeed("build", support.sample("renewal"), "--split", self.folder / name)
        for path in sorted((self.folder / "a").iterdir()):
            self.assertEqual(path.read_bytes(), (self.folder / "b" / path.name).read_bytes())

    def test_only_and_with_choose_here_too(self):
        self.succeed("build", support.sample("renewal"), "--split", self.folder / "o", "--only", "questions")
        self.assertEqual(self.names(self.folder / "o"), ["questions.pdf"])

    def test_writes_all_or_none(self):
        folder = self.folder / "out"
        folder.mkdir()
        (folder / "items.pdf").mkdir()
        (folder / "face.pdf").write_bytes(b"old")
        self.fail_with(4, "build", ROOT / "samples/asp-disclosure/answers.yaml", "--split", folder)
        self.assertEqual((folder / "face.pdf").read_bytes(), b"old")
        self.assertEqual(self.names(folder), ["face.pdf", "items.pdf"])

    def test_answers_with_faults_write_nothing(self):
        answers = self.write("a.yaml", "tsuzuri: 1\nform: asp-disclosure\n")
        self.fail_with(1, "build", answers, "--split", self.folder / "out")
        self.assertFalse((self.folder / "out").exists())

    def test_a_folder_that_cannot_be_made_is_said(self):
        (self.folder / "file").write_text("x")
        result = self.fail_with(4, "build", support.sample("renewal"), "--split", self.folder / "file")
        self.assert_says(result, "cannot be made")

    def test_goes_with_no_output(self):
        result = self.fail_with(2, "build", support.sample("renewal"), "--split", self.folder / "d", "-o",
                                self.folder / "x.pdf")
        self.assert_says(result, "do not go together")
        self.fail_with(2, "build", support.sample("renewal"), "--split", "")
        self.assertEqual(os.listdir(self.folder), [])


if __name__ == "__main__":
    unittest.main()
