"""Binding flattens form fields and annotations that print: bound pages look as they did in print."""
import pathlib
import subprocess

import documents
from documents import FONT, pdf, stream
from support import PROGRAM, ROOT, TINY, Test, fold, run, tool

BUILD = pathlib.Path(PROGRAM).resolve().parent
PDFS = ROOT / "tests/data/pdfs"
COMPANY = "株式会社みなとネット"
PRINT, HIDDEN, NO_VIEW, NO_ROTATE = 4, 2, 32, 16
MULTILINE, PASSWORD, RADIO, PUSH, COMBO, COMB = 1 << 12, 1 << 13, 1 << 15, 1 << 16, 1 << 17, 1 << 24


def text(value):
    """A string in UTF-16."""
    return "<" + ("\ufeff" + value).encode("utf-16-be").hex() + ">"


def form_of(data, box="0 0 100 50", more=""):
    return stream(data, f"/Type /XObject /Subtype /Form /BBox [{box}] {more}")


def document(annotations, content="0.8 g 0 0 30 30 re f", page="/MediaBox [0 0 300 400]", form="", more=None,
             catalog=""):
    """A page with annotations (dictionaries; each object n is 20 + n) and further objects."""
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} /AcroForm << /DA (/Helv 0 Tf 0 g) /DR {FONT} "
           f"/Fields [{' '.join(f'{20 + i} 0 R' for i, a in enumerate(annotations) if '/Widget' in a)}] {form} >> >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R {page} /Contents 4 0 R /Resources {FONT} "
           f"/Annots [{' '.join(f'{20 + i} 0 R' for i in range(len(annotations)))}] >>",
        4: stream(content),
    }
    for i, a in enumerate(annotations):
        objects[20 + i] = f"<< /Type /Annot {a} >>"
    objects.update(more or {})
    return pdf(objects)


def widget(rect, kind="Tx", value="", flags=PRINT, **more):
    """A field; its entries that are no names of Python's stand in 'more' as well."""
    entries = "".join(f" /{k} {v}" for k, v in more.items())
    value = f"/V {value}" if value else ""
    return f"/Subtype /Widget /FT /{kind} /T (f{rect[0]}-{rect[1]}) /F {flags} {value} /Rect [{' '.join(map(str, rect))}]{entries}"


def drawn_by_mupdf(path, page, folder):
    out = folder / "mupdf.ppm"
    subprocess.run(["mutool", "draw", "-q", "-r", "80", "-o", out, path, str(page)], check=True, capture_output=True)
    width, height = map(int, out.read_bytes().split(b"\n", 3)[1].split()[:2])
    return documents.Picture(width, height, out.read_bytes()[-width * height * 3:])


def changed(a, b):
    """Pixels that differ by more than a drift of one."""
    return [(x, y) for y in range(a.height) for x in range(a.width)
            if a.at(x, y) != b.at(x, y) and documents.moved(a, b, x, y)]


class Flattening(Test):
    def bind(self, source, code=0, **document_options):
        """The packet of one page of ours and a document; what was said."""
        if isinstance(source, bytes):
            source = self.write("in.pdf", source)
        out = self.write("out.pdf", b"")
        lines = {"worker": BUILD / "tsuzuri-pdf", "fonts": ROOT / "fonts/fonts.yaml", "out": out,
                 "document": source, **document_options}
        plan = self.write("plan", "".join(f"{k} {v}\n" for k, v in lines.items()))
        done = subprocess.run([BUILD / "tool/bind", plan], capture_output=True, timeout=60)
        self.assertEqual(done.returncode, code, done.stdout.decode() + done.stderr.decode())
        return out, done.stdout.decode()

    def flat(self, source, unprinted=0):
        """The flattened copy, which has no form, and where qpdf finds no fault."""
        out, said = self.bind(source)
        self.assertIn(f"unprinted {unprinted}" if unprinted else "document", said)
        self.assertEqual("unprinted" in said, unprinted > 0, said)
        self.assertEqual(documents.check(out), (0, 0))
        objects = tool("qpdf", "--qdf", "--object-streams=disable", out, "-")
        self.assertNotIn("/AcroForm", objects)
        self.assertNotIn("/Widget", objects)
        return out

    def page(self, path, number=2, dpi=72):
        return documents.render(path, dpi, number, number)[0]

    def assert_same(self, a, b):
        self.assertEqual((a.width, a.height), (b.width, b.height))
        self.assertEqual(changed(a, b)[:20], [])

    def assert_prints_alike(self, source, pages=1, unprinted=0):
        """As poppler and mupdf show it, where all that is seen prints; else as qpdf flattens it."""
        path = self.write("in.pdf", source) if isinstance(source, bytes) else source
        out = self.flat(path, unprinted)
        if unprinted:
            tool("qpdf", "--flatten-annotations=print", path, self.folder / "printed.pdf")
            path = self.folder / "printed.pdf"
        for n in range(1, pages + 1):
            self.assert_same(self.page(path, n, 80), self.page(out, n + 1, 80))
            self.assert_same(drawn_by_mupdf(path, n, self.folder), drawn_by_mupdf(out, n + 1, self.folder))
        return out

    def assert_ink(self, picture, x, y, colour):
        """At a point of a page of 400 in height."""
        self.assertTrue(documents.near(picture.at(x, 400 - y), colour), f"{x},{y}: {tuple(picture.at(x, 400 - y))}")


WHITE, BLACK, RED, GREEN, BLUE = b"\xff\xff\xff", b"\0\0\0", b"\xff\0\0", b"\0\xff\0", b"\0\0\xff"
TWO_INKS = "1 0 0 rg 0 0 50 50 re f 0 0 1 rg 50 0 50 50 re f"      # left red, right blue


def stamped(rect, appearance="30 0 R", flags=PRINT, more=""):
    return f"/Subtype /Stamp /F {flags} /Rect [{rect}] /AP << /N {appearance} >> {more}"


class Appearances(Flattening):
    def test_the_collections_forms_print_alike(self):
        for number, pages, unprinted in (("24", 2, 0), ("26", 1, 0), ("27", 1, 0)):
            with self.subTest(case=number):
                self.assert_prints_alike(next(PDFS.glob(f"{number}-*")), pages, unprinted)

    def test_annotations_that_do_not_print_are_gone_as_qpdf_prints_it(self):
        for number, link in (("25", (78, 300, 420, 326)), ("16", (160, 600, 840, 652))):
            source = next(PDFS.glob(f"{number}-*"))
            out, said = self.bind(source)
            self.assertIn("unprinted 7", said)
            expected = self.folder / "qpdf.pdf"
            tool("qpdf", "--flatten-annotations=print", source, expected)
            a, b = drawn_by_mupdf(expected, 1, self.folder), drawn_by_mupdf(out, 2, self.folder)
            beside = [(x, y) for x, y in changed(a, b)
                      if not (link[0] <= x <= link[2] and link[1] <= y <= link[3])]      # its border stays
            self.assertEqual(beside[:20], [], number)

    def test_a_matrix_turns_and_the_box_is_fitted(self):
        for matrix in ("1 0 0 1 0 0", "0 1 -1 0 0 0", "-1 0 0 -1 5 9", "0.7 0.7 -0.7 0.7 3 3", "2 0 0 0.5 10 10"):
            for box in ("0 0 100 50", "-10 -20 90 60", "100 50 0 0"):
                with self.subTest(matrix=matrix, box=box):
                    self.assert_prints_alike(document(
                        [stamped("50 100 250 220")],
                        more={30: form_of(TWO_INKS, box, f"/Matrix [{matrix}]")}))

    def test_pages_that_are_turned_and_cropped(self):
        for turn in (90, 180, 270, -90):
            page = f"/MediaBox [0 0 300 400] /CropBox [20 30 280 390] /Rotate {turn}"
            with self.subTest(turn=turn):
                self.assert_prints_alike(document(
                    [widget([50, 100, 100, 250], MK=f"<< /R {turn % 360} >>", AP="<< /N 30 0 R >>"),
                     stamped("150 100 250 150")],
                    page=page, more={30: form_of(TWO_INKS)}))

    def test_one_that_does_not_turn_with_the_page_hangs_from_its_upper_left_corner(self):
        out = self.flat(document([stamped("100 200 200 250", flags=PRINT | NO_ROTATE)],
                                 page="/MediaBox [0 0 300 400] /Rotate 90", more={30: form_of(TWO_INKS)}))
        picture = self.page(out)
        x, y = 250, 100     # of the corner (100, 250), as displayed from the upper left
        for dx, colour in ((25, RED), (75, BLUE)):
            self.assertTrue(documents.near(picture.at(x + dx, y + 25), colour))
        self.assertTrue(documents.near(picture.at(x - 10, y + 25), WHITE))

    def test_states(self):
        yes, off = "1 0 0 rg 0 0 100 50 re f", "0 0 1 rg 0 0 100 50 re f"
        both = {30: form_of(yes), 31: form_of(off)}
        states = "<< /N << /Yes 30 0 R /Off 31 0 R >> >>"
        for name, entries, colour in (
                ("on", dict(AS="/Yes", AP=states), RED), ("off", dict(AS="/Off", AP=states), BLUE),
                ("by its value", dict(value="/Yes", AP=states), RED),
                ("without a value", dict(AP=states), BLUE),
                ("another value", dict(value="/No", AP=states), BLUE),
                ("AS wins", dict(value="/Yes", AS="/Off", AP=states), BLUE),
                ("a state without a look", dict(AS="/Off", AP="<< /N << /Yes 30 0 R >> >>"), WHITE),
                ("no state", dict(AS="/No", AP=states, MK="<< /BG [0 1 0] >>"), WHITE)):
            with self.subTest(case=name):
                out = self.flat(document([widget([100, 200, 200, 250], "Btn", **entries)], more=both))
                self.assert_ink(self.page(out), 150, 225, colour)

    def test_flags_decide_what_prints(self):
        for flags, colour, unprinted in ((PRINT, RED, 0), (PRINT | HIDDEN, WHITE, 0), (0, WHITE, 1), (HIDDEN, WHITE, 0),
                                         (PRINT | NO_VIEW, RED, 0), (NO_VIEW, WHITE, 0), (PRINT | 1, RED, 0)):
            with self.subTest(flags=flags):
                out = self.flat(document([stamped("100 200 200 300", flags=flags)],
                                         more={30: form_of("1 0 0 rg 0 0 100 50 re f")}), unprinted)
                self.assert_ink(self.page(out), 150, 225, colour)

    def test_hidden_fields_are_gone_with_their_values(self):
        out = self.flat(document([widget([50, 50, 150, 70], value="(Hidden)", flags=PRINT | HIDDEN),
                                  widget([50, 80, 150, 100], value="(Shown)")]))
        self.assertNotIn("Hidden", documents.text_of(out))
        self.assertIn("Shown", documents.text_of(out))
        self.assertNotIn("Hidden", tool("qpdf", "--qdf", "--object-streams=disable", out, "-"))

    def test_popups_never_print(self):
        out = self.flat(document([stamped("100 200 200 300").replace("/Stamp", "/Popup")],
                                 more={30: form_of("1 0 0 rg 0 0 100 50 re f")}))
        self.assert_ink(self.page(out), 150, 225, WHITE)

    def test_layers_that_are_off_do_not_print(self):
        catalog = "/OCProperties << /OCGs [40 0 R 41 0 R] /D << /OFF [40 0 R] >> >>"
        groups = {30: form_of("1 0 0 rg 0 0 100 50 re f"), 40: "<< /Type /OCG /Name (off) >>",
                  41: "<< /Type /OCG /Name (on) >>"}
        for layer, colour in (("40 0 R", WHITE), ("41 0 R", RED),
                              ("<< /Type /OCMD /OCGs [40 0 R 41 0 R] >>", RED),
                              ("<< /Type /OCMD /OCGs [40 0 R 41 0 R] /P /AllOn >>", WHITE),
                              ("<< /Type /OCMD /OCGs [40 0 R] /P /AllOff >>", RED)):
            with self.subTest(layer=layer):
                out = self.flat(document([stamped("100 200 200 300", more=f"/OC {layer}")], catalog=catalog, more=groups))
                self.assert_ink(self.page(out), 150, 225, colour)

    def highlighted(self, group):
        multiply = "/ExtGState << /G << /BM /Multiply /ca 0.9 >> >>"
        return document([stamped("20 100 280 300").replace("/Stamp", "/Square")],
                        content="0 0.6 0.9 rg 50 50 100 200 re f BT /F1 30 Tf 0 g 60 200 Td (Under) Tj ET",
                        more={30: form_of("/G gs 1 1 0 rg 0 0 100 50 re f", more=f"/Resources << {multiply} >> {group}")})

    def test_blending_is_with_the_page(self):
        self.assert_prints_alike(self.highlighted(""))

    def test_a_group_blends_as_its_dictionary_says(self):
        for group, colour in (("", b"\x00\x99\x17"), ("/I true", b"\xe6\xf5\x17")):
            with self.subTest(group=group):
                picture = self.page(self.flat(self.highlighted(f"/Group << /S /Transparency {group} >>")))
                self.assert_ink(picture, 100, 150, colour)
                self.assert_ink(picture, 200, 150, b"\xff\xff\x19")
                self.assert_ink(picture, 100, 75, b"\x00\x99\xe6")

    def test_what_the_page_leaves_open_moves_nothing(self):
        for content in ("q 0.5 0 0 0.5 0 0 cm", "Q Q Q 0.3 g 0 0 40 40 re f", "q 20 20 10 10 re W n", "BT /F1 9 Tf (a",
                        "/OC /X BDC", "10 10 m 20 20 l", "1 0 0 rg /GS gs"):
            with self.subTest(content=content):
                out = self.flat(document([stamped("100 200 200 250")], content=content, more={30: form_of(TWO_INKS)}))
                picture = self.page(out)
                self.assert_ink(picture, 125, 225, RED)
                self.assert_ink(picture, 175, 225, BLUE)

    def test_annotations_are_drawn_in_their_order(self):
        out = self.flat(document([stamped("100 200 200 250"), stamped("120 200 180 250", "31 0 R")],
                                 more={30: form_of(TWO_INKS), 31: form_of("0 1 0 rg 0 0 100 50 re f")}))
        picture = self.page(out)
        for x, colour in ((110, RED), (150, GREEN), (190, BLUE)):
            self.assert_ink(picture, x, 225, colour)

    def test_names_of_the_pages_own_objects_are_not_taken(self):
        source = document([stamped("100 200 200 250")], content="q 40 0 0 40 0 0 cm /TzField Do Q",
                          more={30: form_of(TWO_INKS), 31: form_of("0 1 0 rg 0 0 1 1 re f", "0 0 1 1")})
        source = source.replace(b"/Resources << /Font", b"/Resources << /XObject << /TzField 31 0 R >> /Font")
        self.write("in.pdf", source)
        tool("qpdf", "--warning-exit-0", self.folder / "in.pdf", self.folder / "mended.pdf")
        picture = self.page(self.flat(self.folder / "mended.pdf"))
        self.assert_ink(picture, 20, 20, GREEN)
        self.assert_ink(picture, 125, 225, RED)

    def test_a_field_may_lean_on_the_forms_fonts(self):
        out = self.flat(document([widget([50, 100, 250, 120], value="(Leaning)", AP="<< /N 30 0 R >>")],
                                 more={30: stream("BT /F1 12 Tf 2 4 Td (Leaning) Tj ET", "/BBox [0 0 200 20]")}))
        self.assertIn("Leaning", documents.text_of(out, 2))

    def test_signatures_are_shown(self):
        out = self.flat(document([widget([100, 200, 200, 250], "Sig", value="<< /Type /Sig >>", AP="<< /N 30 0 R >>"),
                                  widget([10, 10, 90, 90], "Sig", MK="<< /BG [0 1 0] >>")],
                                 content="", more={30: form_of(TWO_INKS)}))
        self.assert_ink(self.page(out), 125, 225, RED)
        self.assert_ink(self.page(out), 50, 50, WHITE)

    def test_boxes_without_an_area_draw_nothing(self):
        for rect, box in (("100 200 100 250", "0 0 100 50"), ("100 200 200 250", "0 0 0 50"), ("1 2 3", "0 0 100 50"),
                          ("100 200 200 250", "1 2")):
            with self.subTest(rect=rect, box=box):
                self.flat(document([stamped(rect)], more={30: form_of(TWO_INKS, box)}))

    def test_links_stay_and_their_appearance_prints(self):
        link = "/Subtype /Link /F 4 /Rect [100 200 200 250] /A << /S /URI /URI (https://example.jp/) >>"
        out, said = self.bind(document([link + " /AP << /N 30 0 R >>", link.replace("100 200", "10 300") + " /Border [0 0 3]"],
                                       more={30: form_of(TWO_INKS)}))
        objects = tool("qpdf", "--qdf", "--object-streams=disable", out, "-")
        self.assertEqual(objects.count("https://example.jp/"), 2)
        self.assertEqual(objects.count("/Subtype /Link"), 2)
        self.assertEqual(objects.count("/AP"), 0)
        tool("qpdf", "--flatten-annotations=all", out, self.folder / "content.pdf")      # which drops the links
        picture = self.page(self.folder / "content.pdf")
        self.assert_ink(picture, 125, 225, RED)

    def test_what_viewers_draw_by_themselves_stays_for_them(self):
        out = self.assert_prints_alike(document(
            ["/Subtype /Highlight /F 4 /C [1 1 0] /Rect [40 110 140 140] /QuadPoints [40 140 140 140 40 110 140 110]",
             "/Subtype /Square /F 4 /C [1 0 0] /IC [0 1 0] /Rect [150 200 250 300]"]))
        self.assertIn("/Highlight", tool("qpdf", "--qdf", "--object-streams=disable", out, "-"))

    def test_embedded_files_and_actions_are_gone(self):
        out, said = self.bind(document(
            [stamped("100 200 200 250", more="/FS << /Type /Filespec /EF << /F 31 0 R >> >>").replace("/Stamp", "/FileAttachment"),
             widget([10, 10, 90, 30], value="(x)", AA="<< /K << /S /JavaScript /JS (app.alert) >> >>"),
             stamped("10 40 90 60", more="/A << /S /Launch /F (calc.exe) >>")],
            more={30: form_of(TWO_INKS), 31: stream("secret", "/Type /EmbeddedFile")}))
        self.assertIn("javascript launch files", said)
        objects = tool("qpdf", "--qdf", "--object-streams=disable", out, "-")
        for word in ("secret", "app.alert", "calc.exe", "/JavaScript", "/Launch"):
            self.assertNotIn(word, objects)
        self.assert_ink(self.page(out), 125, 225, RED)


class Values(Flattening):
    """Fields with a value and without an appearance."""

    def words(self, path):
        return {w[0]: w[1:] for w in documents.words(path, 2)}

    def place(self, path, word):
        found = self.words(path)
        self.assertIn(word, found)
        return found[word]

    def test_a_japanese_value_reads_and_stands_in_its_box(self):
        for turn in (0, 90, 180, 270):
            with self.subTest(turn=turn):
                out = self.flat(document([widget([50, 100, 250, 250] if turn % 180 else [50, 100, 250, 130],
                                                 value=text(COMPANY), MK=f"<< /R {turn} >>", DA="(/Helv 12 Tf 0 g)")],
                                         page=f"/MediaBox [0 0 300 400] /Rotate {turn}"))
                self.assertIn(COMPANY, fold(documents.text_of(out, 2)))
                self.assert_within(out, COMPANY, turn)

    def assert_within(self, out, word, turn):
        x0, y0, x1, y1 = self.place(out, word)
        box = {0: (50, 270, 250, 300), 90: (100, 50, 250, 250), 180: (50, 100, 250, 130), 270: (150, 50, 300, 250)}[turn]
        self.assertTrue(box[0] <= x0 < x1 <= box[2] and box[1] - 3 <= y0 < y1 <= box[3] + 3, (x0, y0, x1, y1))
        self.assertGreater(x1 - x0, 100)      # it reads from left to right

    def test_encodings(self):
        for name, value in (("UTF-16", text("届出番号Ⅱ")), ("UTF-8", "<" + b"\xef\xbb\xbf".hex() + "届出番号Ⅱ".encode().hex() + ">"),
                            ("a stream", "40 0 R"), ("with a language", "<feff001b006a0061001b5c4a51fa756a53f72161>")):
            with self.subTest(case=name):
                out = self.flat(document([widget([50, 100, 250, 130], value=value)],
                                         more={40: stream(b"\xfe\xff" + "届出番号Ⅱ".encode("utf-16-be"))}))
                self.assertIn("届出番号Ⅱ", documents.text_of(out, 2))
        out = self.flat(document([widget([50, 100, 250, 130], value="(Caf\\351 \\200 \\240)")]))
        self.assertIn("Café • €", documents.text_of(out, 2))

    def test_what_a_field_inherits(self):
        source = document(["/Subtype /Widget /F 4 /Rect [50 100 250 130] /Parent 40 0 R"],
                          form="/Q 2", more={40: f"<< /FT /Tx /T (a) /Kids [20 0 R] /Parent 41 0 R /V {text(COMPANY)} >>",
                                             41: "<< /T (b) /DA (/Helv 10 Tf 1 0 0 rg) /Kids [40 0 R] >>"})
        out = self.flat(source)
        x0, y0, x1, y1 = self.place(out, COMPANY)
        self.assertAlmostEqual(x1, 248, delta=1)
        self.assertAlmostEqual(x1 - x0, 100, delta=1)
        self.assertTrue(any(documents.near(self.page(out, dpi=144).at(x, y), RED, 90)
                            for x in range(300, 490) for y in range(545, 595)))

    def test_quadding(self):
        for q, x in ((0, 52), (1, 110), (2, 168)):
            with self.subTest(q=q):
                out = self.flat(document([widget([50, 100, 250, 130], value=text("株式会社"), Q=q, DA="(/Helv 20 Tf 0 g)")]))
                self.assertAlmostEqual(self.place(out, "株式会社")[0], x, delta=1)

    def test_an_automatic_size_fills_the_box_and_shrinks_to_its_width(self):
        sizes = []
        for value in ("株", "株式会社みなとネット", COMPANY * 3):
            out = self.flat(document([widget([50, 100, 250, 130], value=text(value))]))
            x0, y0, x1, y1 = self.place(out, value)
            self.assertTrue(50 <= x0 and x1 <= 250)
            sizes.append((x1 - x0) / len(value))
        self.assertAlmostEqual(sizes[0], 22.4, delta=0.5)
        self.assertEqual(sizes, sorted(sizes, reverse=True))
        self.assertAlmostEqual(sizes[2] * 30, 196, delta=2)

    def test_a_comb_has_a_cell_for_each_character(self):
        out = self.flat(document([widget([50, 100, 250, 130], value="(12345)", Ff=COMB, MaxLen=10)]))
        picture = self.page(out)
        inked = [any(documents.near(picture.at(x, y), BLACK, 120) for y in range(272, 300)) for x in range(300)]
        for n in range(10):
            cell = inked[51 + 20 * n:69 + 20 * n]
            self.assertEqual(any(cell), n < 5, f"cell {n}")
            self.assertFalse(any(cell[:3] + cell[-3:]), f"cell {n}")
        self.assertIn("12345", fold(documents.text_of(out, 2)))

    def test_several_lines_break_and_begin_at_the_top(self):
        out = self.flat(document([widget([50, 100, 250, 200], value=text("一行目\r二行目は欄の幅より長いので折り返されます"),
                                         Ff=MULTILINE, DA="(/Helv 12 Tf 0 g)")]))
        lines = sorted((w[2], w[0]) for w in documents.words(out, 2))
        self.assertEqual(fold("".join(w for y, w in lines)), "一行目二行目は欄の幅より長いので折り返されます")
        self.assertEqual(len(lines), 3)
        self.assertLess(lines[0][0], 210)

    def test_a_password_stays_secret(self):
        out = self.flat(document([widget([50, 100, 250, 130], value="(secret)", Ff=PASSWORD)]))
        self.assertIn("******", documents.text_of(out, 2))
        self.assertNotIn("secret", documents.text_of(out, 2))

    def test_choices_show_what_is_displayed(self):
        options = f"[[(a) {text('東京')}] [(b) {text('大阪')}] (c)]"
        for name, entries, shown, hidden in (
                ("combo", dict(value="(b)", Ff=COMBO, Opt=options), "大阪", "東京"),
                ("typed in", dict(value=text("名古屋"), Ff=COMBO, Opt=options), "名古屋", "大阪"),
                ("list", dict(value="(b)", Opt=options, DA="(/Helv 12 Tf 0 g)"), "東京大阪c", "a"),
                ("scrolled", dict(value="(b)", Opt=options, TI=1), "大阪c", "東京"),
                ("by index", dict(I="[1]", Opt=options, TI=2), "大阪c", "東京")):
            with self.subTest(case=name):
                out = self.flat(document([widget([50, 100, 250, 160], "Ch", **entries)], content=""))
                self.assertIn(shown, fold(documents.text_of(out, 2)))
                self.assertNotIn(hidden, documents.text_of(out, 2))

    def test_the_chosen_line_of_a_list_stands_on_a_plate(self):
        out = self.flat(document([widget([50, 100, 250, 160], "Ch", value="[(a) (c)]", Opt="[(a) (b) (c)]", DA="(/Helv 10 Tf 0 g)")]))
        picture = self.page(out)
        for y, colour in ((153, b"\x99\xc1\xda"), (141, WHITE), (129, b"\x99\xc1\xda"), (110, WHITE)):
            self.assert_ink(picture, 200, y, colour)

    def test_marks_of_check_boxes_and_radio_buttons(self):
        for sign in "48lunH":
            with self.subTest(sign=sign):
                look = f"<< /BC [0 0 1] /BG [1 1 0.8] /CA ({sign}) >>"
                out = self.flat(document([widget([100, 200, 140, 240], "Btn", value="/Yes", AS="/Yes", MK=look, DA="(/ZaDb 0 Tf 1 0 0 rg)"),
                                          widget([200, 200, 240, 240], "Btn", AS="/Off", MK=look)]))
                picture = self.page(out)
                red = lambda x0: sum(documents.near(picture.at(x, y), RED) for x in range(x0, x0 + 40) for y in range(160, 200))
                self.assertGreater(red(100), 90)
                self.assertEqual(red(200), 0)
                self.assert_ink(picture, 120, 201, BLUE)

    def test_a_caption_of_a_button(self):
        out = self.flat(document([widget([100, 200, 200, 230], "Btn", Ff=PUSH, MK=f"<< /CA {text('送信する')} /BG [0.8] >>")]))
        self.assertIn("送信する", documents.text_of(out, 2))
        self.assert_ink(self.page(out), 104, 204, b"\xcc\xcc\xcc")

    def test_appearances_that_show_no_text_get_it_and_others_are_left_alone(self):
        shown = {30: form_of("/Tx BMC q BT /F1 12 Tf 2 4 Td (Shown) Tj ET Q EMC", "0 0 200 30", f"/Resources {FONT}"),
                 31: form_of("0.9 1 0.9 rg 0 0 200 30 re f /Tx BMC EMC", "0 0 200 30")}
        out = self.flat(document([widget([50, 100, 250, 130], value=text(COMPANY), AP="<< /N 30 0 R >>"),
                                  widget([50, 200, 250, 230], value=text("届出番号"), AP="<< /N 31 0 R >>")], more=shown))
        read = documents.text_of(out, 2)
        self.assertIn("Shown", read)
        self.assertNotIn(COMPANY, read)
        self.assertIn("届出番号", read)
        self.assert_ink(self.page(out), 240, 215, b"\xe6\xff\xe6")

    def test_a_form_may_ask_for_new_appearances(self):
        old = {30: form_of("BT /F1 12 Tf 2 4 Td (Old) Tj ET", "0 0 200 30", f"/Resources {FONT}"), 31: form_of(TWO_INKS)}
        out = self.flat(document([widget([50, 100, 250, 130], value=text(COMPANY), AP="<< /N 30 0 R >>"),
                                  widget([50, 200, 150, 250], "Btn", AS="/On", AP="<< /N << /On 31 0 R >> >>")],
                                 form="/NeedAppearances true", more=old))
        self.assertIn(COMPANY, fold(documents.text_of(out, 2)))
        self.assertNotIn("Old", documents.text_of(out, 2))
        self.assert_ink(self.page(out), 75, 225, RED)

    def test_a_value_that_does_not_fit_is_named(self):
        out, said = self.bind(document([widget([50, 100, 80, 112], value=text("欄に入りきらないとても長い値"))]))
        self.assertIn("field-cut", said)
        self.assertIn("f50-100", said)
        self.assertIn("in.pdf", said)
        self.assertIn("欄に入り", documents.text_of(out, 2))
        for entries in (dict(Ff=MULTILINE), dict(Ff=COMB, MaxLen=5), dict(kind="Ch", Opt="[%s]" % text("欄に入りきらないとても長い値" * 4))):
            with self.subTest(entries=entries):
                said = self.bind(document([widget([50, 100, 80, 112], value=text("欄に入りきらないとても長い値" * 4), **entries)]))[1]
                self.assertIn("field-cut", said)

    def test_a_character_without_a_font_is_an_error(self):
        out, said = self.bind(document([widget([50, 100, 250, 130], value=text("\U00012000字"))]), code=3)
        for word in ("no-glyph", "f50-100", "in.pdf", "U+12000"):
            self.assertIn(word, said)

    def test_fields_of_many_pages_and_documents_keep_their_values(self):
        first = self.write("a.pdf", document([widget([50, 100, 250, 130], value=text("甲社")), widget([50, 200, 250, 230], value=text("乙社"))]))
        second = self.write("b.pdf", document([widget([50, 100, 250, 130], value=text("丙社"))]))
        out = self.write("out.pdf", b"")
        plan = self.write("plan", f"worker {BUILD / 'tsuzuri-pdf'}\nfonts {ROOT / 'fonts/fonts.yaml'}\nout {out}\n"
                                  f"document {first}\ndocument {second}\ndocument {first}\n")
        tool(BUILD / "tool/bind", plan)
        self.assertEqual([fold(documents.text_of(out, n)) for n in (2, 3, 4)], ["乙社甲社", "丙社", "乙社甲社"])

    def test_fonts_of_values_are_stored_once(self):
        fields = [widget([50, 100 + 30 * i, 250, 120 + 30 * i], value=text(COMPANY)) for i in range(5)]
        out = self.flat(document(fields))
        objects = tool("qpdf", "--qdf", "--object-streams=disable", out, "-")
        self.assertEqual(objects.count("/FontFile2"), 1)


class Hostile(Flattening):
    def test_absurd_fields_end(self):
        for name, annotations, more in (
                ("a parent of itself", [widget([50, 100, 250, 130], Parent="20 0 R", value="(x)")], {}),
                ("no dictionaries", ["/Subtype 3 /Rect (a) /AP [1 2] /F /x"], {}),
                ("an appearance that draws itself", [stamped("50 100 250 130")],
                 {30: form_of("/X Do", more="/Resources << /XObject << /X 30 0 R >> >>")}),
                ("a huge box", [widget([-9e8, -9e8, 9e8, 9e8], value="(x)")], {}),
                ("a huge size", [widget([50, 100, 250, 130], value="(x)", DA="(/Helv 1e300 Tf 0 g)")], {}),
                ("a thin box", [widget([50, 100, 250, 100.001], value="(x)")], {}),
                ("a wide border", [widget([50, 100, 90, 130], value="(x)", BS="<< /W 99 >>")], {}),
                ("many cells", [widget([50, 100, 250, 130], value="(x)", Ff=COMB, MaxLen=999)], {}),
                ("odd options", [widget([50, 100, 250, 130], "Ch", value="[]", Opt="[[] [1] 3 [(a) 4]]")], {}),
                ("no text", [widget([50, 100, 250, 130], value="<feffd800>")], {})):
            with self.subTest(case=name):
                out, said = self.bind(document(annotations, more=more))
                self.assertIn("document 1", said)

    def test_a_flood_of_values_is_refused(self):
        fields = [widget([50, 100, 250, 130], value="40 0 R")] * 40
        out, said = self.bind(document(fields, more={40: stream("x" * 100000)}), code=3)
        self.assertIn("too-large", said)


class Packets(Flattening):
    """Through the command: an attached form is filled in without an appearance."""

    def build(self, form, code=0):
        answers = self.write("answers.yaml", (TINY / "answers.yaml").read_text("utf-8"))
        self.write("docs/tiny.pdf", form)
        out = self.folder / "packet.pdf"
        result = run("build", answers, "-o", out, data=self.data())
        self.assertEqual(result.code, code, str(result))
        return out, result

    def test_values_read_in_the_packet_and_its_fonts_are_stored_once(self):
        value = "届出番号Ａ－２０２６"
        out, result = self.build(document([widget([50, 100, 250, 130], value=text(value), MK="<< /BG [0.9 1 1] >>"),
                                           widget([50, 200, 250, 230], value="(hidden)", flags=HIDDEN | PRINT)]))
        self.assertEqual(documents.check(out), (0, 0))
        read = documents.text_of(out)
        self.assertEqual(fold(read).count(value), 1)
        self.assertNotIn("hidden", read)
        names = [line.split()[0] for line in tool("pdffonts", out).splitlines()[2:] if "+" in line]
        self.assertEqual(len(names), len(set(names)))

    def test_what_does_not_fit_print_or_travel_is_said_at_the_attachment(self):
        out, result = self.build(document([widget([50, 100, 80, 112], value=text("欄に入りきらないとても長い値")),
                                           widget([50, 200, 250, 230], value="(screen)", flags=0, AA="<< /K << /S /JavaScript /JS (x) >> >>")]))
        for word in ("'f50-100'", "does not fit", "do not print were left out: 1", "JavaScript"):
            self.assertIn(word, result.err)
        places = {m["line"] for m in result.messages if "do not print" in m["text"] or "f50-100" in m["text"]}
        lines = (TINY / "answers.yaml").read_text("utf-8").splitlines()
        self.assertEqual([lines[int(n) - 1] for n in places], ["attach: docs/tiny.pdf"])

    def test_a_character_without_a_font_stops_it_with_nothing_written(self):
        out, result = self.build(document([widget([50, 100, 250, 130], value=text("\U00012000"))]), code=3)
        self.assertIn("'f50-100'", result.err)
        self.assertFalse(out.exists())
