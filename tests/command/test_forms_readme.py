"""The guide for forms prints what it shows, shows every element, and tells it in two languages."""
import re
import unittest

from examples import Examples
from support import ROOT, fold

GUIDE = (ROOT / "forms/README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n# (\S+/\S+|answers\.yaml)\n(.*?)^```", GUIDE, re.M | re.S)
HALVES = GUIDE.split("\n---\n")[:2]     # in Japanese, in English; behind them the example


class Guide(Examples):
    def setUp(self):
        super().setUp()
        folder = self.data()
        for name, text in BLOCKS:
            self.write(name if name == "answers.yaml" else f"data/{name}", text)
        self.folder_of_data = folder

    def printed(self, *args):
        return self.pdf(self.folder / "answers.yaml", *args, data=self.folder_of_data)

    def test_has_four_files_of_a_form_and_its_answers(self):
        self.assertEqual([name.split("/")[-1] for name, _ in BLOCKS],
                         ["form.yaml", "ask.yaml", "styles.yaml", "request.yaml", "answers.yaml"])

    def test_prints_the_pages_it_says(self):
        pdf = self.printed()
        said = re.search(r"^request\.pdf: (\d+) pages", GUIDE, re.M)[1]
        self.assertEqual(pdf.page_count(), int(said))
        text = fold(pdf.text())
        for value in ("集会室使用申込書", "港町読書会", "大集会室", "講演会の準備", "2,000円", "読書会"):
            self.assertIn(value, text)

    def test_prints_blank_and_with_a_grid(self):
        self.printed("--grid")
        path = self.folder / "blank.pdf"
        self.succeed("build", "--blank", "room-request", "-o", path, data=self.folder_of_data)

    def test_a_room_stands_once_beside_its_rows(self):
        text = fold(self.printed().text(2, 2)).split("料金は使用の当日に納めます。")[0]
        self.assertEqual(text.count("大集会室"), 1)

    def test_columns_stand_there_for_every_room_and_documents_are_listed(self):
        text = fold(self.printed().text(2, 2))
        self.assertIn("使用の回数21", text)
        self.assertIn("添付書類1件1読書会の規約（第3条）", text)

    def test_commands_print_what_is_shown(self):
        for lang, text in zip(("ja", "en"), HALVES):
            played = sum(self.run_commands(block, lang)
                         for block in re.findall(r"^```console\n(.*?)^```", text, re.M | re.S))
            self.assertEqual(played, 1, lang)

    def test_both_halves_tell_the_same_names(self):
        first, second = (re.findall(r"^\|[^|]*`[^|]*\|", text, re.M) for text in HALVES)
        names = [[re.findall(r"`\{?([a-z.-]+)", row) for row in rows] for rows in (first, second)]
        self.assertGreater(len(names[0]), 100)
        self.assertEqual(*names)
        keys = [[re.findall(r"^ *[-{ ]*([a-z-]+):", block, re.M)
                 for block in re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)]
                for text in HALVES]
        self.assertEqual(*keys)

    def test_uses_every_element_that_the_reference_lists(self):
        listed = re.findall(r"^\| `([a-z-]+)` \| ", GUIDE.split("### Blocks")[1]
                            .split("Every block may carry")[0], re.M)
        listed += re.findall(r"^\| `\{([a-z]+): ", GUIDE.split("### Inline content")[1]
                             .split("### Paths")[0], re.M)
        self.assertGreater(len(listed), 15)
        shown = "".join(text for _, text in BLOCKS)
        missing = [name for name in listed if not re.search(rf"[-{{ ,\[]{name}: ", shown + " ") and
                   not re.search(rf"{name}:$", shown, re.M)]
        self.assertEqual(missing, [])


if __name__ == "__main__":
    unittest.main()
