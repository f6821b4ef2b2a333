"""Who is to sign is said once: the words beside the seal on a sheet, the row of the cover, the lock
and what diff says name the same person."""
import re

import support
from support import Pdf, Test, run, sample

SIGN = re.compile(r"(担当者|個人情報保護管理者)署名（肉筆）押印")
ROW = re.compile(r"(\d+)\s+(担当者|個人情報保護管理者)の署名・押印")
MANAGER = ("7-0-1", "7-0-2", "7-2-1", "7-3-1")


def flat(text):
    return "".join(text.split())


def signed_sheets(pdf, first):
    """{page: who sign it}, by the words beside the places."""
    found = {}
    for page in range(first, pdf.page_count() + 1):
        for who in SIGN.findall(flat(pdf.text(page, page))):
            found.setdefault(page, set()).add(who)
    return found


def cover_pages(pdf):
    return max(n for n in range(1, 5) if "提出書類一覧" in flat(pdf.text(n, n)))


def cover_rows(pdf):
    """{page: who are to sign it}, as the cover lists them."""
    text = support.tool("pdftotext", "-layout", "-l", cover_pages(pdf), pdf.path, "-")
    found = {}
    for page, who in ROW.findall(text):
        found.setdefault(int(page), set()).add(who)
    return found


class Signers(Test):
    def packet(self, answers):
        path = self.folder / "packet.pdf"
        self.succeed("build", answers, "-o", path, "--force")
        return Pdf(path)

    def assert_agrees(self, pdf):
        """Places that nobody is to sign (the answer is no) are on sheets, not in the list."""
        sheets, rows = signed_sheets(pdf, cover_pages(pdf) + 1), cover_rows(pdf)
        self.assertTrue(rows)
        for page, who in rows.items():
            self.assertLessEqual(who, sheets.get(page, set()), page)
        return sheets, rows

    def test_every_sheet_of_the_samples(self):
        for name in ("new", "longest", "upstream"):     # everything is answered with yes
            with self.subTest(case=name):
                sheets, rows = self.assert_agrees(self.packet(sample(name)))
                self.assertEqual(sheets, rows)

    def answers(self, *items):
        text = sample("mostly-no").read_text("utf-8")
        for item in items:
            text, count = re.subn(rf"^  {item}: .*$", f"  {item}: {{check: yes, result: none}}"
                                  if item == "7-0-2" else f"  {item}: yes", text, flags=re.M)
            self.assertEqual(count, 1, item)
        return self.write("answers.yaml", text)

    def test_one_item_at_a_time(self):
        for item in (*MANAGER, "2-1-2"):
            with self.subTest(case=item):
                who = "個人情報保護管理者" if item in MANAGER else "担当者"
                _, rows = self.assert_agrees(self.packet(self.answers(item)))
                self.assertEqual(list(rows.values()), [{who}])
                lock = (self.folder / "packet.lock").read_text("utf-8")
                self.assertEqual(lock.count(f'"{who}の署名・押印"'), 1)

    def test_diff_sends_the_sheet_to_the_same_person(self):
        for item in ("7-0-1", "7-3-1"):
            with self.subTest(case=item):
                answers = self.answers(item, "2-1-2")
                self.packet(answers)
                self.edit(answers, (f"  {item}: yes",
                                    f"  {item}: {{check: yes, signer: {{department: 総務部}}}}"))
                result = run("diff", answers, "--since", self.folder / "packet.lock", lang="ja")
                self.assertEqual(result.code, 1, str(result))
                self.assertRegex(result.out, "個人情報保護管理者の署名・押印")
                self.assertNotIn("担当者の", result.out)


if __name__ == "__main__":
    import unittest
    unittest.main()
