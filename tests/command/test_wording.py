"""Every sentence of the council's papers stands in the printed form as often as in the seed."""
import subprocess
import sys

import support
from support import ROOT, sample

JUDGE = ROOT / "tests/wording/wording.py"
SEED = ROOT / "tests/data/seeds/001_15f9b5afbecfd9a8.txt"
UPSTREAM_SEED = ROOT / "tests/data/seeds/000_bb8de367c824af47.txt"
# Running foots, and the pages of 別紙, are ours.
OURS = ["--ignore-line", r"^\d+ / \d+$", "--ignore-line", r"^別紙\d+　?\s*\d+ / \d+$"]


class Wording(support.Test):
    def judge(self, section, pdf, *options, seed=SEED):
        done = subprocess.run([sys.executable, str(JUDGE), str(seed), section, str(pdf), *OURS, *options],
                              capture_output=True)
        self.assertEqual(done.returncode, 0, (done.stdout + done.stderr).decode("utf-8", "replace"))

    def blank(self):
        path = self.folder / "blank.pdf"
        self.succeed("build", "--blank", "anshin-isp", "-o", path)
        return path

    def test_of_the_blank_application(self):
        self.judge("application", self.blank(), "--pages", "1-1")

    def test_of_the_blank_answer_sheet(self):
        self.judge("answer-sheet", self.blank(), "--pages", "2-")

    def test_of_both_at_once(self):
        self.judge("application+answer-sheet", self.blank())

    def test_of_each_filled_renewal(self):
        last = support.Pdf(self.blank()).page_count()
        for name in support.SAMPLES:
            if name == "new":       # its application is not worded by the council
                continue
            with self.subTest(case=name):
                pdf = self.pdf(sample(name)).path
                self.judge("application", pdf, "--filled", "--pages", "1-1")
                self.judge("answer-sheet", pdf, "--filled", "--pages", f"2-{last}")

    def document(self, name):
        path = self.folder / f"{name}.pdf"
        self.succeed("build", "--blank", "anshin-isp", "--only", name, "-o", path)
        return path

    def test_of_the_upstream_providers_sheet(self):
        self.judge("upstream", self.document("upstream"), seed=UPSTREAM_SEED)

    def test_of_the_basic_requirements(self):
        self.judge("requirements", self.document("requirements"), seed=UPSTREAM_SEED)

    def test_of_the_list_of_questions(self):
        self.judge("questions", self.document("questions"))

    def test_of_a_new_application_but_for_its_title(self):
        pdf = self.pdf(sample("new"))
        self.judge("answer-sheet", pdf.path, "--filled", "--pages", f"2-{pdf.page_count()}")
        text = support.fold(pdf.text(1, 1))
        self.assertIn("安全・安心マーク使用許諾申請書", text)
        self.assertIn("使用許諾申請を行います", text)
        self.assertNotIn("更新", text)


if __name__ == "__main__":
    support.unittest.main()
