"""tsuzuri stamp and what PDF 32000-1 allows, or readers forgive: each case is a small document made here; its label
stands upright in the displayed corner, and nothing else changes."""
import re
import unittest
import zlib

import documents
import test_stamp
from documents import DRAWING, FONT, LABEL, one_page, pdf, stream
from support import SANITIZED, run, tool

BOX = "/MediaBox [0 0 300 400]"
PAGE = f"<< /Type /Page /Parent 2 0 R {BOX} /Contents 4 0 R /Resources {FONT} >>"
CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"


def tree(kids="3 0 R", count=1, extra="", **more):
    """A document with a page tree as it is given; objects from 3 on by 'o3', 'o4', …"""
    objects = {1: CATALOG, 2: f"<< /Type /Pages /Kids [{kids}] /Count {count} {extra} >>", 3: PAGE, 4: stream(DRAWING)}
    objects.update({int(name[1:]): body for name, body in more.items()})
    return pdf(objects)


def contents(value, **more):
    """A page whose /Contents is given."""
    return tree(o3=f"<< /Type /Page /Parent 2 0 R {BOX} /Contents {value} /Resources {FONT} >>", **more)


def resources(value, content=DRAWING, **more):
    return tree(o3=f"<< /Type /Page /Parent 2 0 R {BOX} /Contents 4 0 R /Resources {value} >>", o4=stream(content), **more)


class Pages(test_stamp.Stamping):
    def check(self, cases, sound=True):
        for name, data in cases.items():
            with self.subTest(case=name):
                source = self.write("in.pdf", data)
                after = self.stamped(source)
                self.assert_labelled(source, after, 1)
                self.assertIn(documents.check(after)[0], (0, documents.check(source)[0]))
                if sound:
                    self.assert_sound(source, after)
                if b"(Original) Tj" in data:
                    self.assertEqual(documents.text_of(after, 1).count("Original"), documents.text_of(source, 1).count("Original"))


class Boxes(Pages):
    CASES = {
        "a cropbox of another kind": f"{BOX} /CropBox /None",
        "a cropbox of three numbers": f"{BOX} /CropBox [0 0 200]",
        "boxes by reference": "/MediaBox 5 0 R /CropBox 6 0 R",
        "rotate by reference": f"{BOX} /Rotate 7 0 R",
        "rotate far below": f"{BOX} /Rotate -810",
        "a large offset": "/MediaBox [100000 -200000 100300 -199600]",
        "small numbers": "/MediaBox [0.25 0.125 300.75 400.5] /CropBox [.5 .5 300.25 400.25] /Rotate 180",
        "trim and art boxes do not count": f"{BOX} /TrimBox [50 50 200 200] /ArtBox [60 60 90 90] /BleedBox [0 0 9 9]",
        "a strip, upright": "/MediaBox [0 0 60 500]",
        "a strip, lying": "/MediaBox [0 0 900 40] /Rotate 90",
        "other units that are none": f"{BOX} /UserUnit 0",
        "other units of another kind": f"{BOX} /UserUnit (2)",
    }

    def test_displayed_boxes(self):
        self.check({name: one_page(page=page, more={5: "[0 0 300 400]", 6: "[300 10 10 390]", 7: "90"})
                    for name, page in self.CASES.items()})

    def test_a_turn_that_readers_do_not_agree_on_is_refused(self):
        source = self.write("in.pdf", one_page(page=f"{BOX} /Rotate 270.0"))
        self.refused(source, "in.pdf", "does not show")

    def test_a_sheet_that_holds_no_label_is_refused(self):
        for box in ("[0 0 4 4]", "[0 0 3 500]", "[0 0 500 0.5]"):
            with self.subTest(case=box):
                source = self.write("in.pdf", one_page(page=f"/MediaBox {box}"))
                self.refused(source, "in.pdf", "too small")


class Contents(Pages):
    ARRAYS = {
        "an array by reference": "5 0 R",
        "the same part again": "[4 0 R 6 0 R 4 0 R]",
        "a dictionary": "1 0 R",
        "dangling": "99 0 R",
    }

    def test_arrays_with_anything_in_them(self):
        self.check({name: contents(value, o5="[6 0 R 4 0 R]", o6=stream("q 1 0 0 1 0 0 cm Q"))
                    for name, value in self.ARRAYS.items()})

    def test_parts_over_which_some_readers_give_up(self):
        for value in ("[null 9 0 R 4 0 R null]", "[(text) 4 0 R 1 0 R 12 /Name]"):
            with self.subTest(case=value):
                after = self.stamped(self.write("in.pdf", contents(value)))
                self.assertIn("Original", documents.text_of(after))
                self.assert_labelled(self.write("good.pdf", one_page()), after, 1)

    CASES = {
        "operands that are missing": "2 0 0 cm " + DRAWING,
        "operands that are missing, last": DRAWING + " 0 0 m 9 l",
        "operands of another kind": DRAWING + " /a (b) cm [1] w /F1 /F1 Tf",
        "an operator that is none": DRAWING + " undefined 10 Tf",
        "operators where they may be unknown": "BX 1 2 anything EX " + DRAWING,
        "many operands": DRAWING + " " + "1 " * 300 + "g",
        "q a thousand times": "q " * 1000 + DRAWING,
        "Q a thousand times": DRAWING + " Q" * 1000,
        "a text that clips": DRAWING + "q BT /F1 9 Tf 7 Tr 5 5 Td (x) Tj ET",
        "a clip without q": "30 30 200 200 re W n " + DRAWING,
        "marked content that ends too often": DRAWING + " EMC EMC EMC",
        "a text in a text": DRAWING + " BT BT ET /F1 9 Tf",
        "a missing xobject": DRAWING + " /None Do /None gs /None sh",
        "an image in place": DRAWING + " q 9 0 0 9 5 5 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \0EI EI Q",
        "a comment at the end": DRAWING + " % and no line end",
        "a name at the end": DRAWING + " /Name",
        "a number at the end": DRAWING + " 12",
        "half an operator at the end": DRAWING + " B",
        "half a hexadecimal string": DRAWING + " <abc",
        "brackets that close nothing": DRAWING + " ] >> ) }",
        "null bytes": DRAWING.replace(" ", "\0") + "\0\0",
        "a glyph's operators": "9 0 0 0 9 9 d1 " + DRAWING,
    }

    def test_operators(self):
        self.check({name: one_page(content) for name, content in self.CASES.items()})

    def test_streams_that_are_damaged(self):
        packed = zlib.compress(DRAWING.encode() * 20)
        good = stream(DRAWING)
        for name, body in {
            "cut": stream(packed[:len(packed) - 9], "/Filter /FlateDecode"),
            "a wrong check sum": stream(packed[:-4] + b"\0\0\0\0", "/Filter /FlateDecode"),
            "damage in the middle": stream(zlib.compress(DRAWING.encode(), 0)[:-1], "/Filter /Fl"),
            "half in base 85": stream(b"9jqo^BlbD-~", "/Filter /ASCII85Decode"),
            "a hexadecimal digit too few": stream(b"71 20 51 2", "/Filter /AHx"),
            "an unknown filter": stream(DRAWING, "/Filter /Nonsense"),
            "a picture's filter": stream(b"\xff\xd8\xff", "/Filter /DCTDecode"),
            "no data": stream(b"", "/Filter /FlateDecode"),
        }.items():
            for where in ("4 0 R", "[5 0 R 4 0 R]"):
                with self.subTest(case=f"{name}, {where}"):
                    source = self.write("in.pdf", contents(where, o4=body, o5=good))
                    after = self.stamped(source)
                    self.assert_labelled(source, after, 1)

    def test_what_is_left_of_a_damaged_stream_replaces_it(self):
        pack = zlib.compressobj()
        packed = pack.compress(DRAWING.encode()) + pack.flush(zlib.Z_SYNC_FLUSH) + b"\x07no block is of this type"
        body = stream(packed, "/Filter /FlateDecode")
        page = PAGE.replace("4 0 R", "6 0 R")
        source = self.write("in.pdf", tree("3 0 R 5 0 R", 2, o4=body, o5=page, o6=body))
        self.assertEqual(documents.check(source)[0], 2)
        after = self.stamped(source)
        self.assertNotEqual(documents.check(after)[0], 2)
        for page in (1, 2):
            self.assertIn("Original", documents.text_of(after, page))

    def test_a_stream_named_ten_thousand_times_ends(self):
        long = stream(zlib.compress(b"0 0 m 9 9 l S\n" * (40 if SANITIZED else 40000)), "/Filter /FlateDecode")
        source = self.write("in.pdf", contents("[" + "4 0 R " * 10000 + "]", o4=long))
        result = run("stamp", "--label", LABEL, source, "-o", self.folder / "out.pdf", limit=60)
        self.assertIn(result.code, (0, 3), str(result))


class States(Pages):
    """What the page's graphics state may be when its content ends, or begins."""
    GS = ("<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> "
          "/ExtGState << /G << %s >> >> /XObject << /X 6 0 R >> >>")
    CASES = {
        "almost transparent": "/ca 0.05 /CA 0.05",
        "multiplied": "/BM /Multiply",
        "difference": "/BM [/Unknown /Difference]",
        "overprinted": "/OP true /op true /OPM 1",
        "behind a mask": "/SMask << /S /Alpha /G 5 0 R >>",
        "a dash": "/D [[1 99] 0] /LW 20",
        "a text knockout": "/TK false /AIS true",
    }
    MORE = {"o5": stream("0 0 5 5 re f", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Group << /S /Transparency >>"),
            "o6": stream("0 g 0 0 900 900 re f", "/Type /XObject /Subtype /Form /BBox [0 0 900 900]")}

    def test_graphics_states_that_are_left_on(self):
        self.check({name: resources(self.GS % state, DRAWING + " /G gs q", **self.MORE)
                    for name, state in self.CASES.items()})

    def test_graphics_states_on_a_dark_page(self):
        self.check({name: resources(self.GS % state, "/X Do /G gs q", **self.MORE) for name, state in self.CASES.items()})

    def test_groups_and_colours(self):
        groups = ("/CS /DeviceCMYK", "/CS /DeviceGray", "/I true /K true", "/I true /CS /DeviceRGB", "/K true")
        pages = {group: tree(o3=PAGE.replace("/Contents", f"/Group << /S /Transparency {group} >> /Contents"))
                 for group in groups}
        pages["a separation"] = resources(
            "<< /ColorSpace << /C [/Separation /Spot /DeviceCMYK 5 0 R] >> >>", "/C cs 1 scn 0 0 900 900 re f",
            o5="<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 1 1 0] /N 1 >>")
        pages["a pattern"] = resources(
            "<< /Pattern << /P 5 0 R >> >>", "/Pattern cs /P scn 0 0 900 900 re f",
            o5=stream("0 0 1 rg 0 0 5 5 re f", "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 "
                      "/YStep 9 /Resources << >>"))
        pages["all inks"] = resources("<< >>", "1 1 1 1 k 0 0 900 900 re f")
        self.check(pages)

    def test_optional_content_in_force(self):
        for name, choice in {"all off": "/BaseState /OFF", "one off": "/OFF [5 0 R]",
                             "by use": "/AS [<< /Event /View /OCGs [5 0 R] /Category [/View] >>]"}.items():
            objects = {1: f"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R] /D << {choice} >> >> >>",
                       2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                       3: PAGE.replace("/Resources <<", "/Resources << /Properties << /M 5 0 R >>"),
                       4: stream(DRAWING + "/OC /M BDC 0 g 0 0 300 400 re f"),
                       5: "<< /Type /OCG /Name (x) /Usage << /View << /ViewState /OFF >> >> >>"}
            with self.subTest(case=name):
                source = self.write("in.pdf", pdf(objects))
                self.assert_labelled(source, self.stamped(source), 1)


class Resources(Pages):
    def test_resources_of_any_kind(self):
        form = stream("0 1 0 rg 0 0 50 50 re f", "/Type /XObject /Subtype /Form /BBox [0 0 50 50]")
        more = {"o5": form, "o6": "<< /TzLabel 5 0 R >>", "o7": "<< /XObject 6 0 R >>"}
        values = {"by reference": "7 0 R", "xobjects by reference": "<< /XObject 6 0 R >>", "null": "null", "an array": "[]",
                  "dangling": "99 0 R", "xobjects that are none": "<< /XObject [1 2] >>", "a loop": "<< /XObject << /TzLabel 3 0 R >> >>",
                  "a stray number sign": "<< /XObject << /Im#1 5 0 R /I# 5 0 R >> /ExtGState << /G# << >> >> >>",
                  "a number too long for some": f"<< /Pi 3.{'14159265' * 90} >>"}
        self.check({name: resources(value, "0 0 60 9 re f /TzLabel Do /I# Do", **more) for name, value in values.items()})

    def test_resources_are_shared_with_other_pages(self):
        one = "<< /Type /Page /Parent 2 0 R " + BOX + " /Contents 4 0 R /Resources 5 0 R >>"
        source = self.write("in.pdf", tree("3 0 R 6 0 R", 2, o3=one, o5=FONT, o6=one))
        after = self.stamped(source)
        self.assert_labelled(source, after, 1)
        self.assertNotIn(LABEL, documents.text_of(after, 2))
        self.assertIn("Original", documents.text_of(after, 2))


class Trees(Pages):
    def test_pages_that_lack_something(self):
        bare = PAGE.replace("/Type /Page ", "").replace("/Parent 2 0 R", "")
        self.check({
            "no type": tree(o3=bare),
            "no parent": tree(o3=PAGE.replace("/Parent 2 0 R", "")),
            "another parent": tree(o3=PAGE.replace("/Parent 2 0 R", "/Parent 1 0 R")),
            "another type": tree(o3=PAGE.replace("/Type /Page", "/Type /Pages")),
            "a template": tree(o3=PAGE.replace("/Type /Page", "/Type /Template")),
            "no type of the tree": pdf({1: CATALOG, 2: "<< /Kids [3 0 R] /Count 1 >>", 3: PAGE, 4: stream(DRAWING)}),
            "kids by reference": pdf({1: CATALOG, 2: "<< /Type /Pages /Kids 5 0 R /Count 1 >>", 3: PAGE, 4: stream(DRAWING), 5: "[3 0 R]"}),
        }, sound=False)

    def test_a_lost_first_page_is_no_empty_one(self):
        source = self.write("in.pdf", tree("9 0 R 3 0 R", 2))
        self.refused(source, "in.pdf", "damaged beyond repair")

    def test_counts_that_lie(self):
        for count in (0, -1, 7, 99999):
            with self.subTest(case=count):
                source = self.write("in.pdf", tree(count=count))
                after = self.stamped(source)
                self.assertEqual(documents.page_count(after), 1)
                self.assertIn("Original", documents.text_of(after, 1))
                self.assertEqual(documents.check(after)[0], 0)


class Files(Pages):
    """How the file is written."""

    def test_forms_of_files(self):
        whole = one_page()
        plain = self.write("plain.pdf", whole)
        packed, line = self.folder / "packed.pdf", self.folder / "line.pdf"
        tool("qpdf", "--object-streams=generate", plain, packed)
        tool("qpdf", "--linearize", plain, line)
        update = whole + b"4 0 obj\n" + stream(DRAWING + " 1 0 0 rg 0 0 9 99 re f") + b"\nendobj\n"
        start = len(update)
        update += (b"xref\n4 1\n%010d 00000 n \ntrailer\n<< /Size 5 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
                   % (len(whole), int(re.search(rb"startxref\n(\d+)", whole)[1]), start))
        cases = {
            "object streams": packed.read_bytes(),
            "linearized": line.read_bytes(),
            "an update": update,
            "an update of a linearized one": line.read_bytes() + b"\n% a comment\n",
            "version 2.0": whole.replace(b"%PDF-1.7", b"%PDF-2.0", 1),
            "version 1.0": whole.replace(b"%PDF-1.7", b"%PDF-1.0", 1),
            "no %%EOF": whole.replace(b"%%EOF\n", b""),
            "nulls behind it": whole + bytes(5000),
        }
        self.check(cases)

    def test_files_that_readers_forgive(self):
        whole = one_page()
        start = int(re.search(rb"startxref\n(\d+)", whole)[1])
        cases = {
            "carriage returns": whole[:start].replace(b"\n", b"\r") + whole[start:].replace(b"\n", b"\r\n"),
            "something before it": b"HTTP/1.1 200 OK\r\n\r\n" + whole,
            "offsets that are off by three": re.sub(rb"(\d{10}) 00000 n", lambda m: b"%010d 00000 n" % (int(m[1]) + 3), whole),
            "a table elsewhere": whole.replace(b"startxref\n%d" % start, b"startxref\n%d" % (start + 5)),
            "a table at 0": whole.replace(b"startxref\n%d" % start, b"startxref\n0"),
            "no table": re.sub(rb"(?s)xref\n0.*?trailer", b"trailer", whole),
            "no endobj": whole.replace(b"\nendobj\n", b"\n"),
            "a wrong length": re.sub(rb"/Length \d+", b"/Length 3", whole),
            "a length that is too long": re.sub(rb"/Length \d+", b"/Length 99999", whole),
            "a dangling length": re.sub(rb"/Length \d+", b"/Length 77 0 R", whole),
            "no size": re.sub(rb"/Size \d+", b"", whole),
        }
        self.check(cases, sound=False)


    def test_files_that_are_put_together_again(self):
        whole = one_page()
        for name, data in {"no trailer": whole[:whole.index(b"xref\n0")], "cut": whole[:whole.rindex(b"endobj") + 3],
                           "no count": whole.replace(b"/Count 1", b""), "a page count by name": whole.replace(b"/Count 1", b"/Count /One")}.items():
            with self.subTest(case=name):
                after = self.stamped(self.write("in.pdf", data))
                self.assert_labelled(self.write("good.pdf", whole), after, 1)
                self.assertEqual(documents.check(after)[0], 0)


class Corners(Pages):
    """What stands in the corner already, and what stands above it."""

    def test_print_below_the_label_is_told(self):
        for name, content, told in (("nothing", DRAWING, False), ("a dark sheet", "0 g 0 0 300 400 re f", False),
                                    ("a word", "BT /F1 12 Tf 240 375 Td (Page 1) Tj ET", True),
                                    ("a rule", "200 375 90 2 re f", True),
                                    ("a white word", "BT 1 g /F1 12 Tf 240 375 Td (Page 1) Tj ET", False)):
            source = self.write("in.pdf", one_page(content))
            with self.subTest(case=name):
                out, result = self.stamp(source)
                self.assertEqual(result.code, 0)
                self.assertEqual("hides print" in result.err, told, result.err)
                preflight = run("preflight", source)
                self.assertEqual("would hide print" in preflight.err, told, preflight.err)

    def test_print_in_the_corner_of_an_image_is_told(self):
        bars = lambda x, y: b"\0" if x > 440 and 15 < y < 60 and x % 9 < 3 else b"\xff"
        for name, pixel, told in (("print", bars, True), ("paper", lambda x, y: b"\xff", False),
                                  ("a dark scan", lambda x, y: b"\0", False)):
            source = self.write("in.png", documents.png(595, 842, pixel, 0, 2835))
            tool("pdftoppm", "-jpeg", "-r", "72", self.stamped(source), self.folder / "in")
            with self.subTest(case=name):
                self.assertEqual("hides print" in self.stamp(source)[1].err, told)
                self.assertEqual("would hide print" in run("preflight", source).err, told)
                self.assertNotIn("hides print", self.stamp(source, "--room", "shrink")[1].err)

    def test_labels_that_are_not_looked_at_are_told(self):
        for count, told in ((100, ""), (103, "its last 3 pages")):
            source = self.write("in.pdf", pdf({
                1: "<< /Type /Catalog /Pages 2 0 R >>", 3: f"<< /Type /Page /Parent 2 0 R {BOX} >>",
                2: f"<< /Type /Pages /Kids [{'3 0 R ' * count}] /Count {count} >>"}))
            said = self.stamp(source, "--every-page")[1].err
            self.assertEqual("were not looked at" in said, bool(told), said)
            self.assertIn(told, said)

    def test_room_is_made(self):
        content = "BT /F1 12 Tf 240 375 Td (Page 1) Tj ET 0 0 1 rg 0 0 9 9 re f 1 0 0 rg -50 350 30 100 re f"
        link = "<< /Type /Annot /Subtype /Link /Rect [100 200 200 300] /Border [0 0 0] >>"
        for turn, low in ((0, (4, -4)), (90, (4, 4)), (180, (-4, 4)), (270, (-4, -4))):
            source = self.write("in.pdf", one_page(content, page=f"{BOX} /Rotate {turn} /Annots [5 0 R]", more={5: link}))
            with self.subTest(case=turn):
                after, result = self.stamp(source, "--room", "shrink")
                self.assertEqual(result.code, 0)
                self.assertNotIn("hides print", result.err)
                self.assertEqual(documents.check(after)[0], 0)
                self.assertIn("Page 1", documents.text_of(after))
                before, picture = documents.render(source)[0], documents.render(after)[0]
                self.assertEqual((before.width, before.height), (picture.width, picture.height))
                rect = re.search(r"/Rect \[\s+([\d.\s]+)\]", tool("qpdf", "--qdf", after, "-"))[1].split()
                wide = float(rect[2]) - float(rect[0])
                self.assertLess(wide, 96)
                self.assertGreater(wide, 70)
                if turn == 0:   # the middle of the foot stays; what lay beside the page is not drawn
                    row = [x for x in range(picture.width) if picture.at(x, picture.height + low[1]) == b"\0\0\xff"]
                    self.assertTrue(row)
                    self.assertAlmostEqual(row[0], picture.width * (1 - wide / 100) / 2, delta=2)
                    self.assertFalse([x for x in range(20) for y in range(60) if picture.at(x, y) == b"\xff\0\0"])

    def test_annotations_do_not_hide_the_label(self):
        appearance = {6: stream("0 1 0 rg 0 0 90 90 re f", "/Subtype /Form /BBox [0 0 90 90]")}
        for kind, entries in {"a stamp": "/Subtype /Stamp /AP << /N 6 0 R >>", "a field": "/Subtype /Widget /FT /Tx /AP << /N 6 0 R >>",
                              "a link's thick border": "/Subtype /Link /Border [0 0 80] /C [0 0 1]",
                              "a square": "/Subtype /Square /IC [0 0 1] /C [0 0 1]"}.items():
            for turn in (0, 90):
                with self.subTest(case=f"{kind}, turned by {turn}"):
                    source = self.write("in.pdf", one_page(
                        page=f"{BOX} /Rotate {turn} /Annots [5 0 R]",
                        more={5: f"<< /Type /Annot {entries} /Rect [10 10 295 395] /F 4 >>", **appearance}))
                    out, result = self.stamp(source)
                    self.assertEqual(result.code, 0)
                    self.assertIn("lies above", result.err)
                    self.assert_labelled(source, out, 1)


if __name__ == "__main__":
    unittest.main()
