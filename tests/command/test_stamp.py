"""tsuzuri stamp: a label on the right shoulder of any PDF or image, and nothing else changed."""
import csv
import hashlib
import re
import subprocess
import zlib

import documents
from documents import DRAWING, FONT, LABEL, one_page, pdf, png, stream
from support import ROOT, SANITIZED, Test, run, tool

PDFS = ROOT / "tests/data/pdfs"
FILES = list(csv.DictReader((PDFS / "README.tsv").open(encoding="utf-8"), delimiter="\t"))
REFUSED = {
    "34": "needs a password", "35": "needs a password", "36": "unsupported encryption",
    "38": "damaged", "39": "empty file",
}
# What poppler cannot judge: a page without a displayed area; pages in a unit that it ignores.
UNSEEN = {("12", 3)}
# The originals have these faults: a content stream that cannot be decoded.
FAULTY = {"37", "40"}
# Page trees with a loop: qpdf counts what /Count says.
LOOPS = {"30", "31"}
# No page of the original can be drawn by poppler.
UNDRAWN = {"37", "40"}


class Stamping(Test):
    def stamp(self, source, *options, label=LABEL, **more):
        out = self.folder / "out.pdf"
        out.unlink(missing_ok=True)
        result = run("stamp", "--label", label, source, "-o", out, *options, **more)
        return out, result

    def stamped(self, source, *options, **more):
        out, result = self.stamp(source, *options, **more)
        self.assertEqual(result.code, 0, str(result))
        return out

    def refused(self, source, *words, options=(), code=3):
        before = sorted(p.name for p in self.folder.iterdir())
        out, result = self.stamp(source, *options)
        self.assertEqual(result.code, code, str(result))
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), before)
        for word in words:
            self.assertIn(word, result.err)
        return result

    def assert_labelled(self, before, after, page, label=LABEL, unit=1):
        """One page of both, as it looks and as it reads."""
        a = documents.render(before, first=page, last=page)[0]
        b = documents.render(after, first=page, last=page)[0]
        self.assertEqual((a.width, a.height), (b.width, b.height), f"page {page}")
        inside, outside = documents.differences(a, b, unit)
        self.assertGreater(len(inside), 7, f"page {page}: no label in the corner")
        self.assertLessEqual(len(outside), 4, f"page {page}: other pixels changed: {outside[:20]}")
        self.assert_upright(after, page, label, a)

    def assert_upright(self, path, page, label, picture):
        at = [w for w in documents.words(path, page) if w[0] == label]
        width = picture.width * 72 / documents.DPI
        at = [w for w in at if w[3] > w[1] and w[3] - w[1] > w[4] - w[2] and w[3] >= width - 115 and w[2] <= 43]
        self.assertTrue(at, f"page {page}: '{label}' does not read upright in the corner")

    def assert_sound(self, before, after):
        self.assertEqual(documents.page_count(after), documents.page_count(before))
        code, warnings = documents.check(before)
        new_code, new_warnings = documents.check(after)
        if code == 0:
            self.assertEqual(new_code, 0, "qpdf --check reports a new fault")
        self.assertLessEqual(new_warnings, warnings + (code == 2))


class Collection(Stamping):
    """The difficult files of tests/data/pdfs."""

    def assert_text_kept(self, before, after):
        kept = documents.text_of(after).replace(LABEL, "")
        for line in documents.text_of(before).split("\n"):
            if line.strip():
                self.assertIn(re.sub(r"\s", "", line), re.sub(r"\s", "", kept))

    def unit_of(self, number):
        return {"16": 2, "17": 1}.get(number, 1)

    def check_file(self, row, source):
        number = row["file"][:2]
        after = self.stamped(source)
        readable = documents.page_count(source) > 0
        if number not in FAULTY | LOOPS and readable:
            self.assert_sound(source, after)
        if number not in UNDRAWN:
            self.assert_labelled(source, after, 1, unit=self.unit_of(number))
            self.assert_text_kept(source, after)
            if number not in LOOPS:
                self.assert_rest_untouched(source, after)
        if number != "40":      # a bomb for poppler, too
            self.assertIn(LABEL, documents.text_of(after, 1))

    def assert_rest_untouched(self, before, after):
        a, b = documents.render(before, first=2, last=4), documents.render(after, first=2, last=4)
        self.assertEqual(len(a), len(b))
        for i, (old, new) in enumerate(zip(a, b)):
            self.assertTrue(old.data == new.data, f"page {i + 2} changed")

    def check_every_page(self, row, source):
        number = row["file"][:2]
        after = self.stamped(source, "--every-page")
        count = documents.page_count(after)
        for page in range(1, count + 1):
            if number not in LOOPS | {"17"} and (number, page) not in UNSEEN:
                self.assert_labelled(source, after, page, unit=self.unit_of(number))
            if count > 1:
                self.assertIn(f"{page}/{count}", documents.text_of(after, page))

    def test_every_file_is_stamped_on_its_first_page(self):
        for row in FILES:
            if row["file"][:2] not in REFUSED:
                with self.subTest(case=row["file"]):
                    self.check_file(row, PDFS / row["file"])

    def test_every_page_gets_its_number(self):
        for row in FILES:
            if row["file"][:2] not in {*REFUSED, *UNDRAWN} and row["pages"] not in ("1", "30"):
                with self.subTest(case=row["file"]):
                    self.check_every_page(row, PDFS / row["file"])

    def test_what_cannot_be_stamped_is_refused_by_name(self):
        for row in FILES:
            if row["file"][:2] in REFUSED:
                with self.subTest(case=row["file"]):
                    result = self.refused(PDFS / row["file"], row["file"], REFUSED[row["file"][:2]])
                    self.assertEqual(len(result.errors()), 1)
                    self.assertIn("nothing was written", result.err)

    def test_every_file_turned_by_90_degrees(self):
        turned = self.folder / "turned.pdf"
        for row in FILES[:25]:
            with self.subTest(case=row["file"]):
                subprocess.run(["qpdf", "--rotate=+90", PDFS / row["file"], turned], check=False)
                after = self.stamped(turned)
                self.assert_labelled(turned, after, 1, unit=self.unit_of(row["file"][:2]))

    def test_warnings_name_what_is_special(self):
        for number, word in {"26": "XFA", "27": "signature", "31": "put together again", "32": "encrypted"}.items():
            with self.subTest(case=number):
                source = next(PDFS.glob(f"{number}-*"))
                out, result = self.stamp(source)
                self.assertEqual(result.code, 0)
                self.assertIn(word, result.err)
                self.assertNotIn("/Encrypt", tool("qpdf", "--show-object=trailer", out))

    def test_fields_and_actions_stay_as_they_are(self):
        source = next(PDFS.glob("25-*"))
        after = self.stamped(source)
        for path in (source, after):
            form = tool("qpdf", "--json=2", "--json-key=acroform", path)
            found = sorted(re.findall(r'"(?:fullname|value)": (.*)', form))
            if path == source:
                fields = found
        self.assertEqual(found, fields)
        self.assertTrue(fields)


class Passwords(Stamping):
    def test_a_password_opens_and_the_copy_is_not_encrypted(self):
        plain, locked = self.write("plain.pdf", one_page()), self.folder / "locked.pdf"
        for bits in ("128", "256"):
            with self.subTest(case=bits):
                weak = ["--allow-weak-crypto"] if bits == "128" else []
                tool("qpdf", *weak, "--encrypt", "geheim", "owner", bits, "--", plain, locked)
                (self.folder / "out.pdf").unlink(missing_ok=True)
                self.refused(locked, "locked.pdf", "needs a password")
                wrong, right = self.write("wrong", "falsch\n"), self.write("right", "geheim\r\nmore\n")
                self.refused(locked, "locked.pdf", "does not open", options=("--password-file", wrong))
                self.refused(locked, "none", options=("--password-file", self.folder / "none"))
                after = self.stamped(locked, "--password-file", right)
                self.assert_labelled(plain, after, 1)


class Boxes(Stamping):
    """The displayed page."""
    CASES = {
        "swapped corners": "/MediaBox [300 400 0 0]",
        "an offset": "/MediaBox [-50 -60 250 340]",
        "a cropbox": "/MediaBox [0 0 300 400] /CropBox [5 5 280 380]",
        "a cropbox that is larger": "/MediaBox [0 0 300 400] /CropBox [-100 -100 900 900]",
        "a cropbox that is empty": "/MediaBox [0 0 300 400] /CropBox [0 0 0 0]",
        "real numbers": "/MediaBox [0.0 0.5 299.75 400.25]",
        "numbers by reference": "/MediaBox [0 0 5 0 R 400]",
        "no mediabox": "",
        "rotated": "/MediaBox [0 0 300 400] /Rotate 90",
        "rotated back": "/MediaBox [0 0 300 400] /Rotate -90",
        "rotated far": "/MediaBox [0 0 300 400] /Rotate 540",
        "rotated by 45": "/MediaBox [0 0 300 400] /Rotate 45",
        "rotated by a name": "/MediaBox [0 0 300 400] /Rotate /Left",
        "landscape with all": "/MediaBox [10 10 500 300] /CropBox [490 20 15 290] /Rotate 270",
        "a poster": "/MediaBox [0 0 3000 2400]",
        "a slip": "/MediaBox [0 0 100 30]",
        "a stamp": "/MediaBox [0 0 60 60] /Rotate 180",
    }

    def test_the_label_stands_in_the_displayed_corner(self):
        for name, boxes in self.CASES.items():
            with self.subTest(case=name):
                source = self.write("in.pdf", one_page(page=boxes, more={5: "300"}))
                after = self.stamped(source)
                self.assert_labelled(source, after, 1)
                self.assert_sound(source, after)

    def test_boxes_rotation_and_resources_are_inherited(self):
        source = self.write("in.pdf", one_page(
            page="", resources=None, parent=f"/MediaBox [10 10 310 410] /CropBox [20 20 300 400] /Rotate 450 /Resources {FONT}"))
        after = self.stamped(source)
        self.assert_labelled(source, after, 1)
        self.assertIn("Original", documents.text_of(after))

    def test_the_label_keeps_its_size_in_another_unit(self):
        source = self.write("in.pdf", one_page(page="/MediaBox [0 0 300 400] /UserUnit 3"))
        after = self.stamped(source)
        self.assert_labelled(source, after, 1, unit=3)


class Contents(Stamping):
    """What a page's own content may do."""
    CASES = {
        "nothing": "",
        "q too many": "q q 3 0 0 3 50 50 cm " + DRAWING,
        "a moved page without q": "1.5 0 0 1.5 20 30 cm " + DRAWING,
        "Q too many": DRAWING + " Q Q Q 0.5 0 0 0.5 0 0 cm Q 0 g 0 0 30 300 re f",
        "Q first, then a move": "2 0 0 2 0 0 cm Q Q " + DRAWING,
        "an open text": DRAWING + "BT /F1 30 Tf 3 Tr 100 Tz",
        "an open path and clip": DRAWING + "0 0 10 10 re W n 0 0 m 300 400 l 300 0 l",
        "an open string": DRAWING + "(never closed",
        "an open array": DRAWING + "[ (a) /b",
        "an open dictionary": DRAWING + "/Span << /MCID",
        "an open inline image": DRAWING + "BI /W 2 /H 2 /BPC 8 /CS /G ID ab",
        "an unknown operator": DRAWING + "9 9 oops Q",
        "a clip to nothing": DRAWING + "q 0 0 0 0 re W n",
        "a white veil": DRAWING + "1 g 0 0 900 900 re f 0 g",
        "a dark page": "0 g 0 0 900 900 re f",
        "a dangling operand": DRAWING + "1 2 3 (x)",
    }

    def test_content_cannot_move_or_hide_the_label(self):
        for name, content in self.CASES.items():
            with self.subTest(case=name):
                source = self.write("in.pdf", one_page(content))
                after = self.stamped(source)
                self.assert_labelled(source, after, 1)
                self.assert_sound(source, after)

    def test_hidden_marked_content_does_not_hide_the_label(self):
        objects = {
            1: "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >> >>",
            2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R /Resources "
               "<< /Properties << /MC0 5 0 R >> >> >>",
            4: stream("0 g 20 20 30 30 re f /OC /MC0 BDC 0 0 200 200 re f"),
            5: "<< /Type /OCG /Name (off) >>",
        }
        source = self.write("in.pdf", pdf(objects))
        self.assert_labelled(source, self.stamped(source), 1)

    def array(self, contents, more, count=1):
        kids = " ".join(f"{20 + i} 0 R" for i in range(count))
        objects = {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
                   3: FONT, **more}
        for i in range(count):
            objects[20 + i] = (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents {contents} "
                               "/Resources 3 0 R >>")
        return pdf(objects)

    def test_contents_in_arrays(self):
        halves = {5: stream(DRAWING[:70]), 6: stream(DRAWING[70:])}
        packed = {5: stream(zlib.compress(DRAWING.encode()), "/Filter /FlateDecode"), 6: stream("q 9 0 0 9 0 0 cm")}
        broken = {5: stream(DRAWING), 6: stream(b"no deflate at all", "/Filter /FlateDecode")}
        for name, contents, more in (
                ("two halves", "[5 0 R 6 0 R]", halves), ("packed, then open", "[5 0 R 6 0 R]", packed),
("empty", "[]", {}),
                ("none", "null", {}), ("a broken part", "[5 0 R 6 0 R]", broken),
                ("only a broken one", "6 0 R", broken)):
            with self.subTest(case=name):
                source = self.write("in.pdf", self.array(contents, more))
                after = self.stamped(source)
                self.assert_labelled(source, after, 1)
                self.assert_sound(source, after)

    def test_shared_contents_and_resources(self):
        source = self.write("in.pdf", self.array("5 0 R", {5: stream("q q " + DRAWING)}, count=3))
        after = self.stamped(source)
        self.assert_labelled(source, after, 1)
        for page in (2, 3):
            self.assertNotIn(LABEL, documents.text_of(after, page))
        after = self.stamped(source, "--every-page")
        for page in (1, 2, 3):
            self.assert_labelled(source, after, page)
            self.assertEqual(documents.text_of(after, page).count("Original"), 1)
            self.assertIn(f"{page}/3", documents.text_of(after, page))

    def test_an_annotation_above_the_label_is_told(self):
        for rect, told in (("[200 300 290 390]", True), ("[10 10 90 90]", False)):
            with self.subTest(case=rect):
                source = self.write("in.pdf", one_page(
                    page="/MediaBox [0 0 300 400] /Annots [5 0 R]",
                    more={5: f"<< /Type /Annot /Subtype /Stamp /Rect {rect} /AP << /N 6 0 R >> /F 4 >>",
                          6: stream("0 1 0 rg 0 0 90 90 re f", "/Subtype /Form /BBox [0 0 90 90]")}))
                out, result = self.stamp(source)
                self.assertEqual(result.code, 0)
                self.assertEqual("lies above" in result.err, told)

    def test_a_page_without_resources(self):
        source = self.write("in.pdf", one_page("1 0 0 rg 20 20 90 90 re f", resources=None))
        self.assert_labelled(source, self.stamped(source), 1)

    def test_names_of_the_label_may_be_taken(self):
        form = stream("0 1 0 rg 0 0 50 50 re f", "/Type /XObject /Subtype /Form /BBox [0 0 50 50]")
        source = self.write("in.pdf", one_page(
            "/TzLabel Do Q", resources="<< /XObject << /TzLabel 5 0 R /TzPage 5 0 R >> >>", more={5: form}))
        self.assert_labelled(source, self.stamped(source), 1)

    def test_a_stamped_document_can_be_stamped_again(self):
        source = self.write("in.pdf", one_page())
        first = self.stamped(source)
        first.rename(self.folder / "first.pdf")
        second = self.stamped(self.folder / "first.pdf", label="2-2-2-2")
        self.assert_labelled(source, second, 1, label="2-2-2-2")


class Hostile(Stamping):
    """Ends in a message or a good copy, within bounded time; never in half a file."""

    def survive(self, data):
        source = self.write("in.pdf", data)
        out, result = self.stamp(source, limit=60)
        self.assertIn(result.code, (0, 3), str(result))
        self.assertEqual(out.exists(), result.code == 0)
        if result.code:
            self.assertIn("in.pdf", result.err)
        self.assertFalse([p for p in self.folder.iterdir() if p.name.startswith(".")])
        return result

    def tree(self, kids, pages_count, more):
        return pdf({1: "<< /Type /Catalog /Pages 2 0 R >>",
                    2: f"<< /Type /Pages /Kids [{kids}] /Count {pages_count} >>", **more})

    def test_page_trees(self):
        page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>"
        for name, data, code in (
                ("a million pages in Count", self.tree("3 0 R", 1000000, {3: page}), 0),
                ("a cycle", self.tree("2 0 R 3 0 R", 2, {3: page}), 0),
                ("a page twice", self.tree("3 0 R 3 0 R", 2, {3: page}), 0),
                ("a page in place", self.tree(page, 1, {}), 0),
                ("no page", self.tree("", 0, {}), 3),
                ("kids that are none", self.tree("1 (x) /n 9 0 R", 4, {}), 3),
                ("only a cycle", self.tree("2 0 R", 1, {}), 3),
                ("no tree", pdf({1: "<< /Type /Catalog >>"}), 3)):
            with self.subTest(case=name):
                self.assertEqual(self.survive(data).code, code)

    def test_a_lost_page_stays_an_empty_one(self):
        page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>"
        result = self.survive(self.tree("3 0 R 9 0 R 4 0 R", 3, {3: page, 4: page}))
        self.assertEqual(result.code, 0)
        self.assertIn("put together again", result.err)
        self.assertEqual(documents.page_count(self.folder / "out.pdf"), 3)

    def test_deep_nesting(self):
        deep = 200000
        self.survive(one_page(more={5: "[" * deep + "]" * deep}, page="/MediaBox [0 0 300 400] /X 5 0 R"))
        chain = {i: f"<< /Type /Pages /Kids [{i + 1} 0 R] /Count 1 >>" for i in range(3, 3000)}
        self.survive(self.tree("3 0 R", 1, {**chain, 3000: "<< /Type /Page /MediaBox [0 0 300 400] >>"}))

    def test_bombs(self):
        bomb = zlib.compress(zlib.compress(bytes((100 if SANITIZED else 400) << 20), 1), 9)
        self.survive(pdf({
            1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R >>",
            4: stream(bomb, "/Filter [/FlateDecode /FlateDecode]")}))

    def test_truncated_and_garbled_files(self):
        whole = next(PDFS.glob("14-*")).read_bytes()
        for i in range(1, 12):
            with self.subTest(case=f"cut at {i}/12"):
                self.survive(whole[:len(whole) * i // 12])
        for seed in range(12):
            garbled = bytearray(whole)
            for k in range(40):
                at = int.from_bytes(hashlib.sha256(b"%d %d" % (seed, k)).digest()[:4], "big")
                garbled[at % len(garbled)] = at >> 24
            with self.subTest(case=f"garbled {seed}"):
                self.survive(bytes(garbled))

    def test_damage_that_can_be_repaired(self):
        whole = one_page()
        packed = self.folder / "packed.pdf"
        tool("qpdf", "--object-streams=generate", self.write("whole.pdf", whole), packed)
        streams = packed.read_bytes()
        for name, data in (("no cross-reference table", re.sub(rb"(?s)xref.*", b"", whole)),
                           ("a wrong startxref", re.sub(rb"startxref\n\d+", b"startxref\n7", whole)),
                           ("a wrong startxref to streams", re.sub(rb"startxref\n\d+", b"startxref\n7", streams)),
                           ("something before the header", b"junk\r\n" * 20 + whole),
                           ("something behind the end", whole + b"\0" * 3000)):
            with self.subTest(case=name):
                self.assertEqual(self.survive(data).code, 0)
                self.assertIn("Original", documents.text_of(self.folder / "out.pdf"))

    def test_what_is_no_document(self):
        self.refused(self.write("a.pdf", "just text\n"), "a.pdf", "not a PDF")
        self.refused(self.write("b.pdf", ""), "b.pdf", "empty file")
        self.refused(self.folder / "none.pdf", "none.pdf", "no file")
        self.refused(self.folder, "cannot be read")


class Images(Stamping):
    def jpeg(self):
        source = self.write("page.pdf", one_page("1 1 0 rg 0 0 300 400 re f 1 0 0 rg 0 300 300 100 re f",
                                                 page="/MediaBox [0 0 300 400]"))
        tool("pdftoppm", "-jpeg", "-r", "72", source, self.folder / "page")
        return next(self.folder.glob("page-*.jpg")).read_bytes()

    def is_red(self, picture, x, y):
        r, g, b = picture.at(int(x * picture.width), int(y * picture.height))
        return r > 180 and g < 90 and b < 90

    def test_a_jpeg_is_not_compressed_anew(self):
        data = self.jpeg()
        after = self.stamped(self.write("in.jpg", data))
        tool("pdfimages", "-all", after, self.folder / "img")
        self.assertEqual(next(self.folder.glob("img-*.jpg")).read_bytes(), data)
        self.assertIn(LABEL, documents.text_of(after))
        self.assertEqual(documents.check(after)[0], 0)

    def test_exif_orientation_is_honoured(self):
        data = self.jpeg()      # red above; where it is seen:
        red = {1: (.3, .1), 2: (.3, .1), 3: (.3, .9), 4: (.3, .9), 5: (.1, .3), 6: (.9, .5), 7: (.9, .5), 8: (.1, .3)}
        for orientation, place in red.items():
            with self.subTest(case=orientation):
                after = self.stamped(self.write("in.jpg", documents.with_orientation(data, orientation)))
                picture = documents.render(after)[0]
                self.assertEqual(picture.width > picture.height, orientation >= 5)
                self.assertTrue(self.is_red(picture, *place))
                self.assertFalse(self.is_red(picture, 1 - place[0] if orientation >= 5 else .3,
                                             1 - place[1] if orientation < 5 else .5))

    def test_a_png_s_transparency_lies_on_white(self):
        source = self.write("in.png", png(40, 60, lambda x, y: bytes([0, 0, 255, 255 if x < 20 else 0]), 6, 1000))
        picture = documents.render(self.stamped(source))[0]
        middle = picture.height // 2
        self.assertTrue(documents.near(picture.at(picture.width // 4, middle), b"\0\0\xff"))
        self.assertTrue(documents.near(picture.at(picture.width * 3 // 4, middle), b"\xff\xff\xff"))

    def test_a_scan_keeps_its_size_and_a_photo_gets_a_sheet(self):
        grey = lambda x, y: bytes([200])
        scan = self.stamped(self.write("scan.png", png(595, 842, grey, 0, 2835)))
        self.assertRegex(tool("pdfinfo", scan), r"Page size: +59[45][.\d]* x 84[12]")
        photo = self.stamped(self.write("photo.png", png(800, 600, grey, 0)))
        self.assertRegex(tool("pdfinfo", photo), r"Page size: +841[.\d]* x 595")

    def test_a_tiff_s_pages_are_all_there(self):
        source = self.write("two.pdf", pdf({
            1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
            3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R >>",
            4: stream("0 0 1 rg 0 0 150 400 re f")}))
        tool("pdftoppm", "-tiff", "-r", "144", "-f", "1", "-l", "1", source, self.folder / "t")
        after = self.stamped(next(self.folder.glob("t-*.tif")))
        self.assertRegex(tool("pdfinfo", after), r"Page size: +300 x 400")
        picture = documents.render(after)[0]
        self.assertTrue(documents.near(picture.at(30, 200), b"\0\0\xff"))
        self.assertTrue(documents.near(picture.at(picture.width - 20, 200), b"\xff\xff\xff"))

    def test_damaged_images_are_refused_by_name(self):
        jpeg, whole = self.jpeg(), png(40, 60, lambda x, y: b"\x55", 0)
        huge = whole[:16] + b"\x7f\xff\xff\xff\x7f\xff\xff\xff" + whole[24:]
        huge = huge[:29] + zlib.crc32(huge[12:29]).to_bytes(4, "big") + huge[33:]
        for name, data in (("cut.jpg", jpeg[:60]), ("cut.png", whole[:len(whole) // 2]), ("huge.png", huge),
                           ("head.tif", b"II*\0\x08\0\0\0"), ("marker.jpg", b"\xff\xd8\xff\xe0")):
            with self.subTest(case=name):
                self.refused(self.write(name, data), name)


class Output(Stamping):
    def test_the_same_input_gives_the_same_bytes(self):
        source = self.write("in.pdf", one_page())
        first = self.stamped(source, "--every-page").read_bytes()
        self.assertEqual(self.stamped(source, "--every-page").read_bytes(), first)

    def test_the_input_is_never_its_own_output(self):
        source = self.write("in.pdf", one_page())
        before = source.read_bytes()
        (self.folder / "other.pdf").hardlink_to(source)
        (self.folder / "link.pdf").symlink_to(source)
        for name in ("in.pdf", "./in.pdf", "other.pdf", "link.pdf"):
            with self.subTest(case=name):
                result = run("stamp", "--label", LABEL, source, "-o", self.folder / name)
                self.assertEqual(result.code, 2, str(result))
                self.assertIn("another file", result.err)
                self.assertEqual(source.read_bytes(), before)

    def test_an_old_file_stays_where_the_document_is_refused(self):
        out = self.write("out.pdf", "old")
        result = run("stamp", "--label", LABEL, PDFS / "39-empty.pdf", "-o", out)
        self.assertEqual(result.code, 3)
        self.assertEqual(out.read_text(), "old")

    def test_a_folder_that_is_not_there(self):
        source = self.write("in.pdf", one_page())
        result = run("stamp", "--label", LABEL, source, "-o", self.folder / "none/out.pdf")
        self.assertEqual(result.code, 4, str(result))

    def test_japanese_labels_and_messages(self):
        after = self.stamped(self.write("in.pdf", one_page()), label="上位 5-1-2")
        self.assertIn("上位5-1-2", re.sub(r"\s", "", documents.text_of(after)))
        result = run("stamp", "--label", LABEL, PDFS / "39-empty.pdf", "-o", self.folder / "x.pdf", lang="ja")
        self.assertIn("空のファイルです", result.err)

    def test_wrong_usage(self):
        source = self.write("in.pdf", one_page())
        out = self.folder / "out.pdf"
        for arguments in ((source, "-o", out), ("--label", "1", "-o", out), ("--label", "1", source),
                          ("--label", "", source, "-o", out), ("--label", "a\nb", source, "-o", out),
                          ("--label", "長いラベル" * 9, source, "-o", out), ("--label", "1", source, source, "-o", out),
                          ("--label", "1", source, "-o", out, "--wrong")):
            with self.subTest(case=str(arguments[1:])[:40]):
                self.assertEqual(run("stamp", *arguments).code, 2)
                self.assertFalse(out.exists())


class Preflight(Test):
    def test_all_faults_of_all_files_at_once(self):
        names = ("27", "32", "34", "38", "39")
        files = [next(PDFS.glob(f"{n}-*")) for n in names]
        result = run("preflight", *files, self.folder / "none.pdf", PDFS / "20-expect.pdf")
        self.assertEqual(result.code, 3)
        self.assertEqual(len(result.errors()), 4, str(result))
        for word in ("signed", "encrypted", "needs a password", "damaged", "empty file", "none.pdf", "not embedded"):
            self.assertIn(word, result.err)

    def test_a_sound_file_is_silent(self):
        source = self.write("in.pdf", one_page("0 0 9 9 re f", resources="<< >>"))
        result = run("preflight", source)
        self.assertEqual(result.code, 0)
        self.assertEqual(result.messages, [])

    def test_xfa_only_and_usage(self):
        result = run("preflight", next(PDFS.glob("26-*")))
        self.assertEqual(result.code, 0)
        self.assertIn("XFA", result.err)
        self.assertEqual(run("preflight").code, 2)
