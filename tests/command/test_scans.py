"""Scans and photos as people bring them: cut short, with stray bytes, with thumbnails, too long."""
import struct
import zlib

import documents
from documents import png
from support import run, tool
from test_stamp import Stamping

SHORT, LONG = 3, 4


def tiff(pages, big=False, broken_next=False):
    """Directories, then strips, as scanners write them; little endian."""
    head, number, entry, word = (b"II+\0\x08\0\0\0", "<Q", "<HHQQ", "<Q") if big else (b"II*\0", "<H", "<HHII", "<I")
    size = struct.calcsize(number) + 10 * struct.calcsize(entry) + struct.calcsize(word)
    begin = len(head) + struct.calcsize(word)
    strip = begin + size * len(pages)
    out = bytearray(head + struct.pack(word, begin))
    for n, (tags, data) in enumerate(pages):
        tags = {**tags, 273: (LONG, strip), 278: tags[257], 279: (LONG, len(data))}
        out += struct.pack(number, len(tags))
        for tag, (kind, value) in sorted(tags.items()):
            out += struct.pack(entry, tag, kind, 1, value)
        last = n + 1 == len(pages)
        out += struct.pack(word, 10 ** 6 if last and broken_next else 0 if last else begin + size * (n + 1))
        strip += len(data)
    return bytes(out) + b"".join(data for _, data in pages)


def page(width, height, kind=0, compression=1):
    """A page of greys that differ: its tags and its strip."""
    data = bytes((x * x + y * 7) % 251 for y in range(height) for x in range(width))
    return ({254: (LONG, kind), 256: (SHORT, width), 257: (SHORT, height), 258: (SHORT, 8), 259: (SHORT, compression),
             262: (SHORT, 1), 277: (SHORT, 1)}, zlib.compress(data) if compression == 8 else data)


def with_chunk(data, name, body):
    """A PNG with one more chunk behind its head."""
    chunk = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return data[:33] + chunk + data[33:]


class Scans(Stamping):
    def pages(self, data, name):
        return documents.page_count(self.stamped(self.write(name, data)))

    def damaged(self, data, name):
        (self.folder / "out.pdf").unlink(missing_ok=True)
        self.refused(self.write(name, data), "damaged", name)

    def photo(self, progressive=False):
        """A photo in which every part differs."""
        rows = png(320, 240, lambda x, y: bytes([x * 7 % 256, y * 5 % 256, (x * y) % 256]))
        source = self.write("photo.png", rows)
        packed = self.stamped(source)
        tool("pdftoppm", "-jpeg", "-r", "60", *(("-jpegopt", "progressive=y") if progressive else ()), packed,
             self.folder / "photo")
        return next(self.folder.glob("photo-*.jpg")).read_bytes()

    def test_a_jpeg_that_breaks_off_is_refused(self):
        for progressive in (False, True):
            whole = self.photo(progressive)
            self.assertEqual(self.pages(whole, "whole.jpg"), 1)
            for share in (0.5, 0.9):
                cut = whole[:int(len(whole) * share)]
                with self.subTest(progressive=progressive, share=share):
                    self.damaged(cut, "cut.jpg")
                    self.damaged(cut + b"\xff\xd9", "ended.jpg")

    def test_stray_bytes_of_a_jpeg_are_left_out(self):
        whole = self.photo()
        length = struct.unpack(">H", whole[4:6])[0]
        first = 4 + length              # behind the first segment
        stray = {"between": whole[:first] + b"\x00\x01\x02\x03\x04" + whole[first:],
                 "before the end": whole[:-2] + b"\x00\x00\x00" + whole[-2:],
                 "behind the end": whole + b"trailer of a camera"}
        self.assertEqual(whole[first], 0xFF)
        for name, data in stray.items():
            with self.subTest(where=name):
                self.assertEqual(self.pages(data, "stray.jpg"), 1)

    def test_a_tiff_that_breaks_off_is_refused(self):
        for compression in (1, 8):
            whole = tiff([page(100, 150, compression=compression)])
            with self.subTest(compression=compression):
                self.assertEqual(self.pages(whole, "whole.tif"), 1)
                self.damaged(whole[:len(whole) * 2 // 3], "cut.tif")

    def test_a_tiff_whose_next_page_cannot_be_found_is_refused(self):
        self.damaged(tiff([page(100, 150)], broken_next=True), "next.tif")

    def test_thumbnails_and_masks_of_a_tiff_are_no_pages(self):
        data = tiff([page(100, 150), page(20, 30, kind=1), page(100, 150, kind=2), page(100, 150, kind=4)])
        self.assertEqual(self.pages(data, "scan.tif"), 2)
        self.damaged(tiff([page(20, 30, kind=1)]), "thumbnail.tif")

    def test_a_big_tiff(self):
        self.assertEqual(self.pages(tiff([page(100, 150), page(100, 150)], big=True), "big.tif"), 2)

    def test_a_png_is_turned_as_its_exif_says(self):
        exif = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0)
        data = with_chunk(png(40, 20, lambda x, y: bytes([220, 0, 0] if x < 20 else [255, 255, 255])), b"eXIf", exif)
        picture = documents.render(self.stamped(self.write("turned.png", data)))[0]
        self.assertLess(picture.width, picture.height)
        self.assertTrue(documents.near(picture.at(picture.width // 2, picture.height // 4), (220, 0, 0)))

    def test_a_shot_of_a_whole_page_is_cut_over_pages(self):
        shot = png(120, 2600, lambda x, y: bytes([y // 11 % 256] * 3))
        out, result = self.stamp(self.write("shot.png", shot))
        self.assertEqual(result.code, 0, str(result))
        notes = [m["text"] for m in result.messages]
        pages = documents.page_count(out)
        self.assertGreater(pages, 5)
        self.assertEqual(len(notes), 1, notes)
        self.assertIn(f"over {pages} pages", notes[0])
        images = tool("pdfimages", "-list", out).splitlines()[2:]
        self.assertEqual(len({line.split()[10] for line in images}), 1)      # one image, shown in parts

    def test_a_hair_is_refused(self):
        self.refused(self.write("hair.png", png(1, 60000, lambda x, y: b"\0\0\0")), "too much memory")


class Portfolios(Stamping):
    def test_a_portfolio_is_told_where_only_its_cover_would_print(self):
        collection = {1: "<< /Type /Catalog /Pages 2 0 R /Collection << /Type /Collection /View /D >> >>"}
        path = self.write("portfolio.pdf", documents.one_page(more=collection))
        for result in (self.stamp(path)[1], run("preflight", path)):
            self.assertEqual(result.code, 0, str(result))
            self.assertEqual([m["level"] for m in result.messages if "portfolio: its documents" in m["text"]],
                             ["warning"], str(result))
        plain = self.stamp(self.write("plain.pdf", documents.one_page()))[1]
        self.assertNotIn("its documents", plain.err)
