"""What one attached document is: packet, cover, footers and the form's own list agree."""
import re
import shutil
import unittest

import support
from support import ROOT, Pdf, fold

ASP = ROOT / "samples/asp-disclosure"


class AttachedDocuments(support.Test):
    def asp(self, *changes):
        """The sample with its documents; a change is (old, new, which of the places from 0)."""
        shutil.copytree(ASP / "docs", self.folder / "docs")
        text = (ASP / "answers.yaml").read_text("utf-8")
        for old, new, which in changes:
            parts = text.split(old)
            self.assertGreater(len(parts), which + 1, old)
            text = old.join(parts[:which + 1]) + new + old.join(parts[which + 1:])
        path = self.folder / "answers.yaml"
        path.write_text(text, "utf-8")
        return path

    def packet(self, answers):
        self.succeed("build", answers, "-o", self.folder / "p.pdf")
        return Pdf(self.folder / "p.pdf").text()

    def listed(self, text, name):
        """How many rows of the cover, and of 資料内訳書, are this document's."""
        cover, rest = text.split("\f", 1)
        table = [p for p in rest.split("\f") if "資料内訳書" in fold(p)]
        self.assertTrue(table)
        return fold(cover).count(fold(name)), sum(fold(p).count(fold(name)) for p in table)

    def test_a_name_with_a_blank_in_it_is_the_same_document(self):
        name = "資料名称: 利用規約"
        plain = self.listed(self.packet(self.asp()), "利用規約")
        shutil.rmtree(self.folder / "docs")
        self.assertEqual(plain[0], 1)
        spaced = self.listed(self.packet(self.asp((name, "資料名称: 利用　規約", 1))), "利用規約")
        self.assertEqual(spaced, plain)

    def test_width_and_place_of_the_file_do_not_matter(self):
        first = "{資料名称: 運用手順書, 記載箇所: 第2条, file: docs/operation.pdf}"
        plain = self.listed(self.packet(self.asp()), "運用手順書")
        shutil.rmtree(self.folder / "docs")
        changed = self.asp((first, "{資料名称: 運用 手順書, 記載箇所: 第2条}", 0),
                           ("{資料名称: 運用手順書, 記載箇所: 第5条}",
                            "{資料名称: 運用手順書, 記載箇所: 第5条, file: docs/operation.pdf}", 0))
        self.assertEqual(self.listed(self.packet(changed), "運用手順書"), plain)

    def test_the_footer_gathers_what_the_citations_say(self):
        address = ', URL: "https://www.shiokaze.example.jp/support/", 日付: 2026-11-02}'
        row = "- {資料名称: 監視サービス仕様書（外部委託先の公表資料）, 記載箇所: p.5〜6}"
        changed = self.asp((address, ', URL: "https://www.shiokaze.example.jp/support/"}', 0),
                           (row, row + "\n        - {資料名称: サポート案内（ウェブページの 写し）, "
                                       "日付: 2026-11-02}", 0))
        text = self.packet(changed)
        self.assertRegex(fold(text), re.escape("https://www.shiokaze.example.jp/support/令和8年11月2日"))


if __name__ == "__main__":
    unittest.main()
