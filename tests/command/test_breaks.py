"""Tables over page breaks, read from the page list: on every page the frame is closed, the head is
the same, no row is cut, and a cell that reaches over rows stands there whole, with its content."""
import re
import unittest

import support
from support import ROOT, fold, pages_of

LINE = re.compile(r"^line (\d+),(\d+) (\d+),(\d+) width (\d+)$", re.M)
TEXT = re.compile(r'^text (\d+),(\d+) \S+ (\d+) "((?:[^"\\]|\\.)*)"', re.M)
OUTER = 700


def joined(intervals):
    """Intervals that touch, as one."""
    whole = []
    for a, b in sorted(intervals):
        if whole and a <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], b))
        else:
            whole.append((a, b))
    return whole


class Grid:
    """The last table of a page: rules and texts."""

    def __init__(self, page):
        self.lines = [tuple(map(int, m)) for m in LINE.findall(page)]
        left = min(x0 for x0, y0, x1, y1, w in self.lines if x0 == x1 and w == OUTER)
        right = max(x0 for x0, y0, x1, y1, w in self.lines if x0 == x1 and w == OUTER)
        frame = joined([(y0, y1) for x0, y0, x1, y1, w in self.lines if x0 == x1 == left])
        self.left, self.right = left, right
        self.top, self.bottom = frame[-1]
        self.texts = [(int(x), int(y), t) for x, y, _, t in TEXT.findall(page)
                      if self.top < int(y) <= self.bottom + 2000]

    def side(self, x):
        return joined([(y0, y1) for x0, y0, x1, y1, w in self.lines
                       if x0 == x1 == x and w == OUTER and y0 >= self.top])

    def rules(self, x):
        """The heights of the horizontal rules that pass a place."""
        return sorted({y0 for x0, y0, x1, y1, _ in self.lines
                       if y0 == y1 and x0 <= x <= x1 and self.top <= y0 <= self.bottom})

    def cells(self, left, right):
        """The cells of a column as [(top, bottom, text)]; rows of a title reach through it."""
        ys = self.rules((left + right) // 2)
        return [(a, b, fold("".join(t for x, y, t in self.texts if left <= x < right and a < y < b)))
                for a, b in zip(ys, ys[1:]) if self.has_side(left, a, b)]

    def has_side(self, x, top, bottom):
        parts = joined([(y0, y1) for x0, y0, x1, y1, _ in self.lines if x0 == x1 == x])
        return any(a <= top and bottom <= b for a, b in parts)

    def columns(self):
        """The rules between columns that stand somewhere in the table."""
        return sorted({x0 for x0, y0, x1, y1, _ in self.lines
                       if x0 == x1 and y0 >= self.top and y1 <= self.bottom})

    def head(self, height):
        return [(x, y - self.top, t) for x, y, t in self.texts if y < self.top + height]


class Breaks(support.Test):
    def document(self, answers, name, data=None):
        more = {"data": data} if data else {}
        pages = pages_of(self.trace(answers, "--only", name, **more))
        return [page for (_, _), page in sorted(pages.items(), key=lambda p: p[0][1])]

    def with_margin(self, form, page, top):
        """The data folder with one page setup's upper margin changed: other breaks."""
        data = self.folder / f"data-{top}"
        (data / "forms").mkdir(parents=True)
        (data / "fonts").symlink_to(ROOT / "fonts")
        support.shutil.copytree(ROOT / "forms" / form, data / "forms" / form)
        (data / "forms/shared").symlink_to(ROOT / "forms/shared")
        for path in sorted((data / "forms" / form / "layout").glob("*.yaml")):
            text = path.read_text("utf-8")
            path.write_text(re.sub(rf"({page}: {{size: A4[^\[]*margin: \[)\d+mm", rf"\g<1>{top}mm",
                                   text), "utf-8")
        return data

    def assert_framed(self, grids, head):
        for grid in grids:
            for x in (grid.left, grid.right):
                self.assertEqual(grid.side(x), [(grid.top, grid.bottom)])
            for y in (grid.top, grid.bottom):
                edge = joined([(x0, x1) for x0, y0, x1, y1, w in grid.lines
                               if y0 == y1 == y and w == OUTER])
                self.assertEqual(edge, [(grid.left, grid.right)])
            self.assertEqual(grid.head(head), grids[0].head(head))
            self.assertTrue(all(y < grid.bottom for _, y, _ in grid.texts))

    def assert_no_title_ends(self, grids):
        """A row that no rule between columns passes is a title's: it is never a page's last."""
        for grid in grids:
            middle = grid.columns()[len(grid.columns()) // 2]
            ys = grid.rules((grid.left + middle) // 2)
            self.assertTrue(any(grid.has_side(x, ys[-2], ys[-1]) for x in grid.columns()
                                if grid.left < x < grid.right))

    def names_of(self, grids, left, right, head):
        """Each cell of the column on each page has its text."""
        found = []
        for grid in grids:
            cells = [c for c in grid.cells(left, right) if c[0] >= grid.top + head]
            self.assertEqual([c for c in cells if not c[2]], [])
            found.append([c[2] for c in cells])
        return found


class ExternalService(Breaks):
    HEAD = 57000  # the three rows of the head

    def sheet(self, data=None):
        return [Grid(p) for p in self.document(ROOT / "samples/external-service/answers.yaml", "sheet",
                                               data)]

    def rows_of(self, grid):
        """The rows of requirements: (number, requirement, example) by the rules beside them."""
        x = grid.columns()
        found = []
        for a, b, number in grid.cells(x[0], x[1]):
            if number.isdigit():
                found.append((int(number),) + tuple(
                    fold("".join(t for tx, y, t in grid.texts if lo <= tx < hi and a < y < b))
                    for lo, hi in ((x[2], x[3]), (x[3], x[4]))))
        return found

    def test_breaks_wherever_the_margin_puts_them(self):
        whole = None
        for top in (13, 24, 31, 44):
            with self.subTest(case=f"margin {top} mm"):
                grids = self.sheet(self.with_margin("external-service", "wide", top))
                self.assertGreater(len(grids), 3)
                self.assert_framed(grids, self.HEAD)
                rows = [row for grid in grids for row in self.rows_of(grid)]
                self.assertEqual([row[0] for row in rows], list(range(1, 34)))
                whole = whole or rows
                self.assertEqual(rows, whole)

    def test_an_items_name_stands_in_each_part_of_its_cell(self):
        carried = 0
        for top in (13, 24, 31, 44):
            grids = self.sheet(self.with_margin("external-service", "wide", top))
            x = grids[0].columns()
            pages = self.names_of(grids, x[1], x[2], self.HEAD)
            for before, after in zip(pages, pages[1:]):
                carried += before[-1] == after[0]
        self.assertGreater(carried, 3)

    def test_an_example_that_is_taller_than_a_page_is_cut_and_no_other(self):
        data = self.with_margin("external-service", "wide", 13)
        checks = data / "forms/external-service/ask/checks.yaml"
        tall = "".join(f"第{n}の例を示すこと。" for n in range(1, 300))
        text = checks.read_text("utf-8")
        self.assertEqual(text.count('example: "ID認証含めた多要素認証"'), 1)
        checks.write_text(text.replace("ID認証含めた多要素認証", tall), "utf-8")
        grids = self.sheet(data)
        self.assert_framed(grids, self.HEAD)
        said = "".join("".join(t for _, _, t in sorted(g.texts, key=lambda t: t[1])) for g in grids)
        for n in (1, 150, 299):
            self.assertEqual(said.count(f"第{n}の例"), 1)
        numbers = [row[0] for grid in grids for row in self.rows_of(grid)]
        self.assertEqual(sorted(set(numbers)), list(range(1, 34)))
        self.assertEqual([n for n in set(numbers) if numbers.count(n) > 1 and n != 23], [])


class Summary(Breaks):
    def test_stands_on_one_page_for_three_services_and_keeps_its_columns_for_eight(self):
        one = (ROOT / "samples/external-service/compare.yaml").read_text("utf-8")
        pages = self.document(self.write("a.yaml", one), "summary")
        self.assertEqual(len(pages), 1)
        service = one[one.index("  - サービス名: なぎさ"):one.index("  - サービス名: やまかぜ")]
        many = one[:one.index("  - サービス名: しおかぜ")] + "".join(
            service.replace("なぎさ基盤サービス", f"第{n}基盤") for n in range(1, 9))
        pages = self.document(self.write("b.yaml", many), "summary")
        text = "".join(t for _, _, _, t in TEXT.findall(pages[0]))
        for n in range(1, 9):
            self.assertIn(f"第{n}基盤", fold(text))
        result = support.run("build", self.write("c.yaml", many + service), "--trace")
        self.assertEqual(result.code, 3)
        self.assert_says(result, "at most 8 entries")


class Disclosure(Breaks):
    HEAD_OF_B = 28000
    HEAD_OF_PAPERS = 19000

    def answers(self, *changes):
        text = (ROOT / "samples/asp-disclosure/answers.yaml").read_text("utf-8")
        return self.edit(self.write("answers.yaml", text), *changes)

    def test_form_b_breaks_between_rows(self):
        items = re.findall(r"label: ([^,\n]+)(?:, |\n +)type: group(?:, |\n +)short: content",
                           (ROOT / "forms/asp-disclosure/ask/items.yaml").read_text("utf-8"))
        self.assertEqual(len(items), 23)
        for top in (14, 23, 35, 52):
            with self.subTest(case=f"margin {top} mm"):
                data = self.with_margin("asp-disclosure", "wide", top)
                grids = [Grid(p) for p in self.document(self.answers(), "items", data)]
                self.assertGreater(len(grids), 2)
                self.assert_framed(grids, self.HEAD_OF_B)
                rows = [c[2] for g in grids for c in g.cells(*g.columns()[1:3])]
                for item in set(items):
                    self.assertEqual(rows.count(fold(item)), items.count(item), item)

    def test_no_title_is_the_last_row_of_a_page(self):
        blank = self.write("blank.yaml", "tsuzuri: 1\nform: asp-disclosure\n")
        for top in range(14, 60, 3):
            with self.subTest(case=f"margin {top} mm"):
                data = self.with_margin("asp-disclosure", "wide", top)
                trace = self.succeed("build", blank, "--blank", "--trace", "--only", "items", "-o",
                                     self.folder / "x.pdf",
                                     env=support.environment(TSUZURI_DATA=data)).out
                pages = sorted(pages_of(trace).items(), key=lambda p: p[0][1])
                self.assert_no_title_ends([Grid(page) for _, page in pages])

    def test_a_document_of_the_breakdown_stands_beside_all_that_it_proves(self):
        cites = "".join(f"\n        - {{資料名称: 利用規約, 記載箇所: 第{n}条}}" for n in range(60, 110))
        answers = self.answers(("\n        - {資料名称: 運用手順書, 記載箇所: 第2条, file: "
                                "docs/operation.pdf}", "\n        - {資料名称: 運用手順書, 記載箇所: "
                                "第2条, file: docs/operation.pdf}" + cites))
        grids = [Grid(p) for p in self.document(answers, "papers")]
        self.assertGreater(len(grids), 2)
        self.assert_framed(grids, self.HEAD_OF_PAPERS)
        x = grids[0].columns()
        numbers = self.names_of(grids, x[0], x[1], self.HEAD_OF_PAPERS)
        names = self.names_of(grids, x[1], x[2], self.HEAD_OF_PAPERS)
        self.assertEqual([len(p) for p in numbers], [len(p) for p in names])
        self.assertIn("利用規約", names[1][0])
        self.assertEqual(numbers[0][-1], numbers[1][0])
        places = [c[2] for g in grids for c in g.cells(x[4], x[5])]
        for n in range(60, 110):
            self.assertEqual(places.count(f"第{n}条"), 1)


if __name__ == "__main__":
    unittest.main()
