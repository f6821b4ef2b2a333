"""Room to sign: beside each seal a line is free for a name by hand, whatever is printed there."""
import re
import unittest

import support
from support import SAMPLES

FREE = (60, 9)      # mm, across and upright, at the line's end
MM = 2834.65
LABEL = "署名（肉筆）押印："
LINE = re.compile(r"^line (\d+),(\d+) (\d+),\2 width", re.M)
SEAL = re.compile(r"^ellipse (\d+),(\d+) 42520x42520 ", re.M)
TEXT = re.compile(r'^text (\d+),(\d+) \S+ (\d+) "((?:[^"\\]|\\.)*)"', re.M)
SIGNER = re.compile(r"signer: \{[^}]*\}")
ITEMS = 23          # of the answer sheet, that are signed


def end_of(text):
    """Where a run of text ends at most: no character is wider than its size."""
    return int(text[1]) + len(text[4]) * int(text[3])


def line_before(page, seal):
    """The line on which the name is written: left of the seal, beside it."""
    x, y = int(seal[1]), int(seal[2])
    beside = [m for m in LINE.finditer(page) if int(m[3]) < x < int(m[3]) + 20 * MM
              and y < int(m[2]) <= y + 15 * MM + 1000]
    return max(beside, key=lambda m: int(m[2]))


def room_of(page, seal):
    """What is free before the line's end, in mm, over a strip of FREE's height above the line."""
    line = line_before(page, seal)
    left, y, right = int(line[1]), int(line[2]), int(line[3])
    strip = [t for t in TEXT.finditer(page) if left <= int(t[1]) < right
             and y - FREE[1] * MM < int(t[2]) + 0.15 * int(t[3]) and int(t[2]) < y]
    return (right - max([end_of(t) for t in strip], default=left)) / MM


def signed(trace):
    """(page, seal) of each place where a name is written by hand."""
    for page in support.pages_of(trace).values():
        labels = [t for t in TEXT.finditer(page) if LABEL in t[4]]
        for seal in SEAL.finditer(page):
            if any(abs(int(t[2]) - int(seal[2])) < 16 * MM and int(t[1]) < int(seal[1])
                   for t in labels):
                yield page, seal


class Room(support.Test):
    def assert_free(self, trace, least):
        rooms = [room_of(page, seal) for page, seal in signed(trace)]
        self.assertGreaterEqual(len(rooms), least)
        self.assertGreaterEqual(min(rooms), FREE[0])

    def test_every_sample_leaves_room_for_a_name(self):
        for name in SAMPLES:
            with self.subTest(sample=name):
                self.assert_free(self.trace(support.sample(name)), ITEMS)

    def with_signers(self, characters):
        name = ("総務人事部教育研修課情報管理係" * 8)[:characters - 8]
        signer = f"signer: {{department: {name}, title: 課長代理（情報）}}"
        text = support.sample("longest").read_text("utf-8")
        self.assertGreater(len(SIGNER.findall(text)), 20)
        return self.write("answers.yaml", SIGNER.sub(signer, text)), name

    def test_departments_of_any_length_leave_room_for_a_name(self):
        for characters in (9, 17, 18, 33, 34, 35, 45, 46, 70, 100):
            with self.subTest(characters=characters):
                answers, name = self.with_signers(characters)
                trace = self.trace(answers)
                self.assert_free(trace, ITEMS)
                self.assertGreaterEqual(support.texts_of(trace).count(name), 20)

    def test_a_department_of_33_characters_is_not_set_smaller(self):
        answers, name = self.with_signers(33)
        self.assertIn(f'IPAexMincho 10500 "{name}', self.trace(answers))

    def test_a_department_that_fits_nowhere_is_told_at_its_place(self):
        answers, _ = self.with_signers(118)
        result = self.fail_with(1, "build", answers, "--forms-only", "-o", self.folder / "p.pdf")
        line = next(i for i, text in enumerate(answers.read_text("utf-8").split("\n"), 1)
                    if "signer:" in text)
        self.assertIn(str(line), [place[0] for place in result.places()])


if __name__ == "__main__":
    unittest.main()
