"""Replacing sheets of a packet as the slip of corrections says, and looking at what comes of it."""
from support import tool

DPI = 36


def page_count(path):
    return int(tool("qpdf", "--show-npages", path))


class Replacement:
    """Of a support.Test."""

    def replace(self, packet, corrections, told, name):
        """Sheet by sheet: out of the packet, or in from the corrections."""
        side = 2 if told["duplex"] else 1
        count = {packet: page_count(packet), corrections: page_count(corrections)}
        parts = []
        for sheet in told["sheets"]:
            if sheet["action"] == "remove":
                continue
            kept = sheet["action"] == "keep"
            source = packet if kept else corrections
            first = sheet["former"][0]["page"] if kept else sheet["corrections-page"]
            pages = [p for p in range(first, first + side) if p <= count[source]]
            parts += [source, ",".join(map(str, pages))]
        out = self.folder / name
        tool("qpdf", "--empty", "--pages", *parts, "--", out)
        return out

    def pictures(self, path):
        """Every page as grey pixels, without the corner that the date of correction stands in."""
        for old in self.folder.glob("page-*"):
            old.unlink()
        tool("pdftoppm", "-r", DPI, "-gray", path, self.folder / "page")
        found = []
        for picture in sorted(self.folder.glob("page-*.pgm")):
            head, size, most, pixels = picture.read_bytes().split(b"\n", 3)
            width, height = map(int, size.split())
            rows = [pixels[y * width:(y + 1) * width] for y in range(height)]
            foot, right = height * 95 // 100, width * 6 // 10
            found.append([row if y < foot else row[:right] for y, row in enumerate(rows)])
        return found

    def assert_same_print(self, path, fresh):
        """A last back that is empty may be there or not."""
        a, b = self.pictures(path), self.pictures(fresh)
        blank = [p for p in a[len(b):] + b[len(a):] if any(set(row) - {255} for row in p)]
        self.assertEqual(blank, [])
        self.assertLessEqual(abs(len(a) - len(b)), 1)
        differ = [n + 1 for n, (x, y) in enumerate(zip(a, b)) if x != y]
        self.assertEqual(differ, [])
