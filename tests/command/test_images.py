"""Pictures in forms: where they lie, how they look, what is refused, and that a PDF holds each once."""
import os
import re
import unittest

import documents
from documents import near, png, render
from support import ROOT, Test, run, tool

MM = 72 / 25.4
CERTIFICATES = {"anshin-isp/certificate": "isp", "asp-disclosure/certificate": "asp"}
HEAD = "使用許諾番号,会社名,サービス名,発行日"
FORM = "tsuzuri-form: 1\nid: pic\ntitle: 画像\nask: [ask.yaml]\nlayout: [layout.yaml]\n"
ASK = "fields:\n  - {key: logo, label: しるし}\n  - {key: name, label: 氏名}\n"
LAYOUT = """pages:
  a5: {size: A5, margin: [10mm, 10mm, 10mm, 10mm]}
documents:
  - id: d
    title: 画像
    page: a5
    body:
      - sheet:
"""


def red(x, y):
    return bytes([220, 0, 0, 255 if x < 20 else 0])


LOGO = png(40, 20, red, 6)          # red to the left, nothing to the right


class Pictures(Test):
    def form(self, *blocks, **files):
        """A form of one sheet, and files beside it."""
        folder = self.data() / "forms/pic"
        for name, text in (("form.yaml", FORM), ("ask.yaml", ASK),
                           ("layout.yaml", LAYOUT + "".join(f"          - {b}\n" for b in blocks))):
            self.write(f"data/forms/pic/{name}", text)
        for name, data in files.items():
            (folder / name.replace("_", ".")).write_bytes(data)
        return self.data()

    def answers(self, text="氏名: 港\n"):
        return self.write("answers.yaml", "tsuzuri: 1\nform: pic\n" + text)

    def images(self, *blocks, text="氏名: 港\n", **files):
        """Place and size of each picture on the page, in mm."""
        trace = self.trace(self.answers(text), data=self.form(*blocks, **files))
        return [tuple(round(int(n) / 1000 / MM, 1) for n in m)
                for m in re.findall(r"^image (-?\d+),(-?\d+) (\d+)x(\d+) ", trace, re.M)]

    def refused(self, *blocks, place, says, text="氏名: 港\n", **files):
        result = run("build", self.answers(text), "--trace", data=self.form(*blocks, **files))
        self.assertEqual(result.code, 3, str(result))
        self.assertEqual(len(result.errors()), 1, str(result))
        self.assertTrue(result.errors()[0]["file"].endswith(place[0]), str(result))
        self.assertEqual(result.places()[0], tuple(map(str, place[1:])), str(result))
        self.assert_says(result, *says)
        return result

    def jpeg(self):
        """150 × 100 points: yellow, its upper quarter red."""
        source = self.write("page.pdf", documents.one_page("1 1 0 rg 0 0 150 100 re f 1 0 0 rg 0 75 150 25 re f",
                                                           page="/MediaBox [0 0 150 100]"))
        tool("pdftoppm", "-jpeg", "-r", "72", source, self.folder / "page")
        return next(self.folder.glob("page-*.jpg")).read_bytes()


class Sizes(Pictures):
    def test_a_width_brings_its_height(self):
        self.assertEqual(self.images("{image: a.png, width: 30mm}", a_png=LOGO), [(10, 10, 30, 15)])

    def test_a_height_brings_its_width(self):
        self.assertEqual(self.images("{image: a.png, height: 12mm}", a_png=LOGO), [(10, 10, 24, 12)])

    def test_without_either_it_is_as_wide_as_its_column(self):
        self.assertEqual(self.images("{image: a.png}", a_png=LOGO), [(10, 10, 128, 64)])

    def test_with_both_it_is_as_large_as_fits_and_stands_as_told(self):
        both = "{image: a.png, width: 40mm, height: 30mm, align: %s, valign: %s}"
        self.assertEqual(self.images(both % ("start", "top"), both % ("center", "middle"), both % ("end", "bottom"),
                                     a_png=LOGO),
                         [(10, 10, 40, 20), (54, 45, 40, 20), (98, 80, 40, 20)])

    def test_it_is_never_wider_than_its_column_nor_taller_than_the_page(self):
        self.assertEqual(self.images("{image: a.png, width: 400mm}", a_png=LOGO), [(10, 10, 128, 64)])
        self.assertEqual(self.images("{image: a.png}", a_png=png(2, 40, red, 6)), [(10, 10, 9.5, 190)])
        row = "{row: [{image: a.png}, {image: a.png, align: end, width: 10mm}], columns: [20mm, 30mm]}"
        self.assertEqual(self.images(row, a_png=LOGO), [(10, 10, 20, 10), (50, 10, 10, 5)])

    def test_a_picture_turned_by_exif_is_as_wide_as_it_was_high(self):
        turned = documents.with_orientation(self.jpeg(), 6)
        self.assertEqual(self.images("{image: a.jpg, height: 30mm}", a_jpg=turned), [(10, 10, 20, 30)])

    def test_without_a_value_there_is_nothing_not_even_room(self):
        self.assertEqual(self.images("{image: \"{logo}\", height: 50mm}", "{image: a.png, width: 30mm}", a_png=LOGO),
                         [(10, 10, 30, 15)])

    def test_wrong_words_are_blamed_at_their_place(self):
        for block, place in (("{image: a.png, align: middle}", (9, 35)), ("{image: a.png, widht: 3mm}", (9, 28)),
                             ("{image: a.png, width: -3mm}", (9, 35)), ("{image: \"{logos}\"}", (9, 21))):
            with self.subTest(case=block):
                result = run("build", self.answers(), "--trace", data=self.form(block, a_png=LOGO))
                self.assertEqual(result.code, 3)
                self.assertEqual(result.places()[:1], [tuple(map(str, place))], str(result))


class Places(Pictures):
    def test_a_form_names_pictures_in_its_own_folder(self):
        self.write("secret.png", LOGO)
        self.refused("{image: ../none.png}", place=("layout.yaml", 9, 13), says=["cannot read"])
        self.refused("{image: ../../../secret.png}", place=("layout.yaml", 9, 13), says=["lies outside the folder"])

    def test_an_answer_names_pictures_beside_it(self):
        self.write("logo.png", LOGO)
        self.write("deep/er/logo.png", LOGO)
        block = "{image: \"{logo}\", width: 20mm}"
        for name in ("logo.png", "deep/er/logo.png", "deep/../logo.png", self.folder / "logo.png"):
            self.assertEqual(len(self.images(block, text=f"しるし: {name}\n")), 1, name)

    def test_it_does_not_lead_out_of_that_folder(self):
        self.write("outer.png", LOGO)
        self.form("{image: \"{logo}\"}")
        inner = self.write("in/answers.yaml", "tsuzuri: 1\nform: pic\nしるし: %s\n")
        os.symlink("../outer.png", self.folder / "in/link.png")
        for name in ("../outer.png", self.folder / "outer.png", "link.png", "/etc/hostname", "../in/../outer.png"):
            with self.subTest(case=str(name)):
                inner.write_text(f"tsuzuri: 1\nform: pic\nしるし: {name}\n", "utf-8")
                result = self.fail_with(3, "build", inner, "-o", self.folder / "out.pdf", data=self.data())
                self.assertEqual(result.places(), [("3", "6")], str(result))
                self.assert_says(result, "lies outside the folder")

    def test_a_default_lies_beside_the_form(self):
        data = self.form("{image: \"{logo}\", width: 20mm}", a_png=LOGO)
        self.edit(data / "forms/pic/ask.yaml", ("label: しるし", "label: しるし, default: a.png"))
        self.assertIn("\nimage ", self.trace(self.answers(), data=data))

    def test_a_setting_names_any_file_from_where_one_is(self):
        data = self.form("{image: \"{logo}\", width: 20mm}")
        self.write("elsewhere/logo.png", LOGO)
        self.write("work/x", "")
        for cwd, name in (("work", "../elsewhere/logo.png"), ("elsewhere", "logo.png"),
                          ("work", self.folder / "elsewhere/logo.png")):
            result = run("build", self.answers(), "--trace", "--set", f"logo={name}", data=data, cwd=self.folder / cwd)
            self.assertEqual(result.code, 0, str(result))
            self.assertIn("\nimage ", result.out)


class Faults(Pictures):
    def test_what_cannot_be_shown_is_refused_where_it_is_named(self):
        jpeg = self.jpeg()
        huge = LOGO[:16] + (9000).to_bytes(4, "big") * 2 + LOGO[24:]
        huge = huge[:29] + documents.zlib.crc32(huge[12:29]).to_bytes(4, "big") + huge[33:]
        for name, data, says in (("none.png", None, "no such file"), ("a.png", b"text", "neither a PNG nor a JPEG"),
                                 ("a.png", LOGO[:60], "damaged"), ("a.jpg", jpeg[:-200], "damaged"),
                                 ("a.png", huge, "25 million pixels"), ("a.png", b"", "neither a PNG nor a JPEG")):
            with self.subTest(case=says):
                if data is not None:
                    self.write(name, data)
                self.refused("{image: \"{logo}\"}", place=("answers.yaml", 3, 6), says=[says, name],
                             text=f"しるし: {name}\n")

    def test_faults_are_told_in_japanese(self):
        self.write("a.png", "text")
        result = run("build", self.answers("しるし: a.png\n"), "--trace", lang="ja", data=self.form("{image: \"{logo}\"}"))
        self.assert_says(result, "PNG でも JPEG でもありません")

    def test_damage_anywhere_in_a_picture_is_survived(self):
        data = self.form("{image: \"{logo}\", width: 20mm}")
        answers = self.answers("しるし: a.bin\n")
        for whole in (LOGO, self.jpeg()):
            for at in range(0, min(len(whole), 900), 17):
                for bad in (whole[:at], whole[:at] + b"\xff\x00" + whole[at + 2:], whole[:at] + whole[at + 3:]):
                    self.write("a.bin", bad)
                    result = run("build", answers, "-o", self.folder / "out.pdf", data=data)
                    self.assertIn(result.code, (0, 3), str(result))
                    self.assertEqual(result.code == 3, bool(result.errors()))


class Looks(Pictures):
    def shown(self, data, name):
        pdf = self.pdf(self.answers(), data=self.form("{image: %s, width: 40mm}" % name.replace("_", "."), **{name: data}))
        tool("qpdf", "--check", pdf.path)
        page = render(pdf.path, 72)[0]
        return pdf, lambda x, y: page.at(round((10 + x) * MM), round((10 + y) * MM))

    def test_transparent_parts_show_the_paper(self):
        _, at = self.shown(LOGO, "a_png")
        self.assertTrue(near(at(10, 10), (220, 0, 0)))
        self.assertTrue(near(at(30, 10), (255, 255, 255)))

    def test_and_what_lies_below(self):
        pdf = self.pdf(self.answers(), data=self.form(
            "{box: [{image: a.png, width: 40mm}], fill: \"#0000ff\", padding: 0}", a_png=LOGO))
        page = render(pdf.path, 72)[0]
        self.assertTrue(near(page.at(round(20 * MM), round(20 * MM)), (220, 0, 0)))
        self.assertTrue(near(page.at(round(40 * MM), round(20 * MM)), (0, 0, 255)))

    def test_every_kind_of_png_is_taken(self):
        for colour, pixel, seen in ((0, lambda x, y: b"\x80", (128,) * 3), (2, lambda x, y: b"\x00\x80\x00", (0, 128, 0)),
                                    (4, lambda x, y: b"\x40\xff", (64,) * 3), (6, lambda x, y: b"\x00\x00\xc0\xff", (0, 0, 192))):
            _, at = self.shown(png(9, 7, pixel, colour), "a_png")
            self.assertTrue(near(at(20, 10), seen, 8), (colour, at(20, 10)))

    def test_a_jpeg_is_stored_as_it_is(self):
        data = self.jpeg()
        pdf, _ = self.shown(data, "a_jpg")
        tool("pdfimages", "-all", pdf.path, self.folder / "img")
        self.assertEqual(next(self.folder.glob("img-*.jpg")).read_bytes(), data)

    def test_exif_orientation_is_honoured(self):
        data = self.jpeg()                    # where the red side is seen, by orientation
        for orientation, red_at in {1: "top", 2: "top", 3: "bottom", 4: "bottom", 5: "left", 6: "right", 7: "right",
                                    8: "left"}.items():
            with self.subTest(case=orientation):
                _, at = self.shown(documents.with_orientation(data, orientation), "a_jpg")
                high = 40 * 2 / 3 if orientation < 5 else 60
                places = {"top": at(20, high * .1), "bottom": at(20, high * .9), "left": at(4, high / 2),
                          "right": at(36, high / 2)}
                for side, colour in places.items():
                    self.assertEqual(near(colour, (254, 0, 0), 60), side == red_at, (side, colour))


class Logos(Pictures):
    def certify(self, register, *args, form="anshin-isp/certificate", code=0, out="out.pdf"):
        result = run("certify", register, "--form", form, "-o", self.folder / out, *args)
        self.assertEqual(result.code, code, str(result))
        return result

    def rows(self, count, logo="logo.png"):
        return HEAD + ",ロゴ画像\n" + "".join(f"第{i:04}号,港{i},光,2026-12-18,{logo}\n" for i in range(1, count + 1))

    def listed(self, path):
        """(page, kind, object) of every picture, as poppler sees them."""
        lines = [line.split() for line in tool("pdfimages", "-list", path).split("\n")[2:] if line.strip()]
        return [(int(f[0]), f[2], f[10]) for f in lines]

    def test_every_certificate_has_a_place_for_it(self):
        logo = self.write("logo.png", LOGO)
        for form, sample in CERTIFICATES.items():
            for way in ("landscape", "portrait", "vertical"):
                with self.subTest(form=form, way=way):
                    register = ROOT / f"samples/register/{sample}.csv"
                    common = ["--set", f"orientation={way}", "--set", "verify=https://x.jp/?"]
                    self.certify(register, *common, form=form, out="plain.pdf")
                    self.assertEqual(self.listed(self.folder / "plain.pdf"), [])
                    self.certify(register, *common, "--set", f"logo={logo}", form=form)
                    self.assertEqual({p for p, _, _ in self.listed(self.folder / "out.pdf")},
                                     set(range(1, len(self.listed(self.folder / "out.pdf")) // 2 + 1)))
                    page = render(self.folder / "out.pdf", 40, last=1)[0]
                    plain = render(self.folder / "plain.pdf", 40, last=1)[0]
                    colours = [[near(p.at(x, y), (220, 0, 0), 20) for y in range(p.height) for x in range(p.width)]
                               for p in (page, plain)]
                    self.assertGreater(sum(colours[0]), 150)
                    self.assertEqual(sum(colours[1]), 0)

    def test_a_logo_touches_nothing_else(self):
        logo = self.write("logo.png", png(90, 45, lambda x, y: b"\x00\x00\x00\x01", 6))   # all but clear
        for form, sample in CERTIFICATES.items():
            for way in ("landscape", "vertical") + (("portrait",) if sample == "isp" else ()):
                register = ROOT / f"samples/register/{sample}.csv"
                self.certify(register, "--set", f"orientation={way}", form=form, out="plain.pdf")
                self.certify(register, "--set", f"orientation={way}", "--set", f"logo={logo}", form=form)
                words = [documents.words(self.folder / n, 1) for n in ("plain.pdf", "out.pdf")]
                self.assertEqual(words[0], words[1], (form, way))

    def test_a_thousand_certificates_hold_it_once(self):
        self.write("logo.png", LOGO)
        self.certify(self.write("r.csv", self.rows(1000)))
        listed = self.listed(self.folder / "out.pdf")
        self.assertEqual(len(listed), 2000)
        self.assertEqual(len({o for _, kind, o in listed if kind == "image"}), 1)
        self.assertEqual(len({o for _, kind, o in listed if kind == "smask"}), 1)
        self.assertLess((self.folder / "out.pdf").stat().st_size, 2500 * 1000)

    def test_copies_of_a_picture_are_one(self):
        self.write("a.png", LOGO)
        self.write("b.png", LOGO)
        self.write("c.png", png(3, 3, lambda x, y: b"\x10\x20\x30"))
        text = self.rows(3).replace("logo.png", "a.png", 1).replace("logo.png", "b.png", 1).replace("logo.png", "c.png")
        self.certify(self.write("r.csv", text))
        images = [o for _, kind, o in self.listed(self.folder / "out.pdf") if kind == "image"]
        self.assertEqual((images[0] == images[1], images[0] == images[2]), (True, False))

    def test_files_are_the_same_whatever_the_jobs(self):
        self.write("logo.png", LOGO)
        register = self.write("r.csv", self.rows(7))
        made = []
        for jobs in ("1", "3"):
            folder = self.folder / f"s{jobs}"
            result = run("certify", register, "--form", "anshin-isp/certificate", "--split", folder, "--jobs", jobs)
            self.assertEqual(result.code, 0, str(result))
            made.append({p.name: p.read_bytes() for p in folder.iterdir()})
        self.assertEqual(made[0], made[1])
        self.assertEqual(len(self.listed(next(folder.iterdir()))), 2)

    def test_one_bad_logo_spoils_its_record_alone(self):
        self.write("logo.png", LOGO)
        self.write("bad.png", LOGO[:50])
        text = self.rows(4).replace("光,2026-12-18,logo.png", "光,2026-12-18,bad.png", 1).replace(
            "港3,光,2026-12-18,logo.png", "港3,光,2026-12-18,../logo.png").replace("港4,光,2026-12-18,logo.png", "港4,光,2026-12-18,")
        result = self.certify(self.write("r.csv", text), code=1)
        self.assert_says(result, "2 printed, 2 with faults", "damaged", "cannot read")
        self.assertEqual(result.places(), [("2", "24"), ("4", "24")])
        self.assertEqual(len(self.listed(self.folder / "out.pdf")), 2)

    def test_a_bad_setting_is_told_once(self):
        result = self.certify(ROOT / "samples/register/isp.csv", "--set", "logo=none.png", code=1)
        self.assertEqual(len(result.errors()), 1, str(result))
        self.assert_says(result, "none.png", "3 with faults")

    def test_standard_input_names_pictures_of_the_working_folder(self):
        self.write("logo.png", LOGO)
        register = self.write("r.csv", self.rows(1))
        done = documents.subprocess.run(
            [os.environ.get("TSUZURI", str(ROOT / "build/tsuzuri")), "certify", "-", "--form", "anshin-isp/certificate",
             "-o", "o.pdf"], input=register.read_bytes(), cwd=self.folder, capture_output=True,
            env={"PATH": os.environ["PATH"], "LC_ALL": "en_US.UTF-8", "TSUZURI_DATA": str(ROOT)})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(self.listed(self.folder / "o.pdf")), 2)


if __name__ == "__main__":
    unittest.main()
