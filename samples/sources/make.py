#!/usr/bin/env python3
"""Makes the documents that the samples attach: samples/*/docs.

usage: make.py [--build DIR]

tsuzuri sets the texts (*.yaml, the form 'paper'); qpdf and poppler-utils make the other kinds of
them. Companies, people and numbers are all fictitious. What is made is checked in; run this only
where a text changed.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import zlib

HERE = pathlib.Path(__file__).resolve().parent
SAMPLES = HERE.parent
ROOT = SAMPLES.parent
PASSWORD = "minato-2026"


def call(*args, **more):
    return subprocess.run(list(map(str, args)), check=True, capture_output=True, **more).stdout


def qpdf(*args):
    own_id = [] if "--encrypt" in args else ["--deterministic-id"]
    call("qpdf", *own_id, "--object-streams=generate", "--compress-streams=y", *args)


# --- pictures -----------------------------------------------------------------------------------

def raster(pdf, dpi, kind, suffix, page=1):
    """A page as a file of pdftoppm."""
    call("pdftoppm", "-r", dpi, "-f", page, "-singlefile", *kind, pdf, pdf.with_suffix(""))
    return pdf.with_suffix(suffix).read_bytes()


def netpbm(data):
    """Width, height and the bytes behind the head."""
    fields, at = [], 2
    for _ in range(3 if data[:2] in (b"P5", b"P6") else 2):
        m = re.compile(rb"\s*(?:#.*\n\s*)*(\d+)").match(data, at)
        fields.append(int(m[1]))
        at = m.end()
    return fields[0], fields[1], data[at + 1:]


def jpeg_turned(jpeg, orientation):
    """A JPEG with an EXIF segment that says how it is to be turned."""
    ifd = struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0)
    exif = b"Exif\0\0MM\0*" + struct.pack(">I", 8) + ifd
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def png_with_alpha(ppm, dpi):
    """A screen's copy: white is transparent, dark is as dark as it was."""
    width, height, grey = netpbm(ppm)
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for value in grey[y * width:(y + 1) * width]:
            rows += bytes((0, 255 - value))
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    metre = round(dpi / 0.0254)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 4, 0, 0, 0))
            + chunk(b"pHYs", struct.pack(">IIB", metre, metre, 1))
            + chunk(b"IDAT", zlib.compress(bytes(rows), 9)) + chunk(b"IEND", b""))


# CCITT T.6 (Group 4): the codes of runs, white and black, as T.4 lists them.
WHITE = ("00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 "
         "110101 101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011 "
         "0100100 0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 "
         "00010110 00010111 00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101 "
         "00001010 00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001 "
         "01011010 01011011 01001010 01001011 00110010 00110011 00110100").split()
WHITE_MORE = ("11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100 "
              "011001101 011010010 011010011 011010100 011010101 011010110 011010111 011011000 011011001 "
              "011011010 011011011 010011000 010011001 010011010 011000 010011011").split()
BLACK = ("0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 "
         "00000111 000011000 0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 "
         "00000110111 00000101000 00000010111 00000011000 000011001010 000011001011 000011001100 "
         "000011001101 000001101000 000001101001 000001101010 000001101011 000011010010 000011010011 "
         "000011010100 000011010101 000011010110 000011010111 000001101100 000001101101 000011011010 "
         "000011011011 000001010100 000001010101 000001010110 000001010111 000001100100 000001100101 "
         "000001010010 000001010011 000000100100 000000110111 000000111000 000000100111 000000101000 "
         "000001011000 000001011001 000000101011 000000101100 000001011010 000001100110 "
         "000001100111").split()
BLACK_MORE = ("0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101 "
              "0000001101100 0000001101101 0000001001010 0000001001011 0000001001100 0000001001101 "
              "0000001110010 0000001110011 0000001110100 0000001110101 0000001110110 0000001110111 "
              "0000001010010 0000001010011 0000001010100 0000001010101 0000001011010 0000001011011 "
              "0000001100100 0000001100101").split()
MORE = ("00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101 "
        "000000010110 000000010111 000000011100 000000011101 000000011110 000000011111").split()
VERTICAL = {0: "1", 1: "011", 2: "000011", 3: "0000011", -1: "010", -2: "000010", -3: "0000010"}


def run_code(length, black):
    short, long = (BLACK, BLACK_MORE) if black else (WHITE, WHITE_MORE)
    out = ""
    while length >= 2560:
        out, length = out + MORE[12], length - 2560
    if length >= 64:
        n = length // 64
        out += long[n - 1] if n <= 27 else MORE[n - 28]
    return out + short[length % 64]


def changes(row):
    """Where the colour changes, from white."""
    return [x for x in range(len(row)) if row[x] != (row[x - 1] if x else 0)]


def next_change(where, a0, colour):
    """The first change right of a0 to the other colour than 'colour'."""
    for i, x in enumerate(where):
        if x > a0 and i % 2 == colour:
            return i
    return len(where)


def group4(rows, width):
    bits, above = [], []
    for row in rows:
        own = changes(row)
        a0, colour = -1, 0
        while a0 < width:
            k = next((i for i, x in enumerate(own) if x > a0 and i % 2 == colour), len(own))
            a1 = own[k] if k < len(own) else width
            a2 = own[k + 1] if k + 1 < len(own) else width
            j = next_change(above, a0, colour)
            b1 = above[j] if j < len(above) else width
            b2 = above[j + 1] if j + 1 < len(above) else width
            if b2 < a1:
                bits.append("0001")
                a0 = b2
            elif abs(a1 - b1) <= 3:
                bits.append(VERTICAL[a1 - b1])
                a0, colour = a1, 1 - colour
            else:
                bits.append("001" + run_code(a1 - max(a0, 0), colour) + run_code(a2 - a1, 1 - colour))
                a0 = a2
        above = own
    text = "".join(bits) + "000000000001" * 2
    text += "0" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big")


def tiff_group4(pages, dpi):
    """Bitonal pages, as scanners write them."""
    out = bytearray(b"II*\0\0\0\0\0")
    link = 4
    for pbm in pages:
        width, height, data = netpbm(pbm)
        stride = (width + 7) // 8
        rows = [[data[y * stride + x // 8] >> (7 - x % 8) & 1 for x in range(width)]
                for y in range(height)]
        strip = group4(rows, width)
        at = len(out)
        out += strip + b"\0" * (len(strip) % 2)
        resolution = len(out)
        out += struct.pack("<II", dpi, 1)
        tags = [(256, 4, width), (257, 4, height), (258, 3, 1), (259, 3, 4), (262, 3, 0), (273, 4, at),
                (277, 3, 1), (278, 4, height), (279, 4, len(strip)), (282, 5, resolution),
                (283, 5, resolution), (296, 3, 2)]
        struct.pack_into("<I", out, link, len(out))
        out += struct.pack("<H", len(tags))
        for tag, kind, value in tags:
            out += struct.pack("<HHII", tag, kind, 1, value)
        link = len(out)
        out += b"\0\0\0\0"
    return bytes(out)


# --- PDFs with more in them ----------------------------------------------------------------------

def update(pdf, change):
    """Changes a PDF's objects, as qpdf's JSON shows them."""
    data = json.loads(call("qpdf", "--json=2", "--json-stream-data=none", pdf))
    header, objects = data["qpdf"]
    changed = change(objects, [p["object"] for p in data["pages"]], header["maxobjectid"])
    path = pdf.with_suffix(".json")
    path.write_text(json.dumps({"qpdf": [header, {f"obj:{k}": {"value": v}
                                                  for k, v in changed.items()}]}))
    done = pdf.with_suffix(".new.pdf")
    qpdf(pdf, "--update-from-json=" + str(path), done)
    done.replace(pdf)


def with_links(objects, pages, last):
    """A link from the first page to the last, and one to the web."""
    page = dict(objects["obj:" + pages[0]]["value"])
    inner, outer = f"{last + 1} 0 R", f"{last + 2} 0 R"
    page["/Annots"] = [inner, outer]
    return {pages[0]: page,
            inner: {"/Type": "/Annot", "/Subtype": "/Link", "/Rect": [62, 640, 300, 660],
                    "/Border": [0, 0, 0], "/Dest": [pages[-1], "/Fit"]},
            outer: {"/Type": "/Annot", "/Subtype": "/Link", "/Rect": [400, 730, 535, 748],
                    "/Border": [0, 0, 0],
                    "/A": {"/S": "/URI", "/URI": "u:https://www.minato-net.example.jp/"}}}


def with_fields(objects, pages, last):
    """Fields that are filled in: one with a Japanese value and no appearance, and a square."""
    page = dict(objects["obj:" + pages[0]]["value"])
    root = objects["trailer"]["value"]["/Root"]
    font = f"{last + 1} 0 R"
    values = [("date", "2026-11-01", 600), ("name", "見本　花子", 580), ("address", "横浜市中区", 560),
              ("phone", "045-000-0000", 540)]
    new = {font: {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica",
                  "/Encoding": "/WinAnsiEncoding"}}
    kids = []
    for i, (name, value, y) in enumerate(values):
        ref = f"{last + 2 + i} 0 R"
        kids.append(ref)
        new[ref] = {"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Tx", "/T": "u:" + name,
                    "/V": "u:" + value, "/DA": "u:/Helv 10 Tf 0 g", "/F": 4, "/P": pages[0],
                    "/Rect": [200, y, 385, y + 15]}
    page["/Annots"] = kids
    catalog = dict(objects["obj:" + root]["value"])
    catalog["/AcroForm"] = {"/Fields": kids, "/DA": "u:/Helv 10 Tf 0 g", "/NeedAppearances": True,
                            "/DR": {"/Font": {"/Helv": font}}}
    return {pages[0]: page, root: catalog, **new}


# --- the documents -------------------------------------------------------------------------------

def set_texts(program, work):
    data = work / "data"
    data.mkdir()
    os.symlink(ROOT / "fonts", data / "fonts")
    os.symlink(HERE / "forms", data / "forms")
    for text in sorted(HERE.glob("*.yaml")):
        pdf = work / (text.stem + ".pdf")
        call(program, "build", text, "-o", pdf, env=dict(os.environ, TSUZURI_DATA=str(data)))


def finish(work, docs, page):
    name = lambda stem, end=".pdf": work / (stem + end)
    update(name("1-1-1-security-policy"), with_links)
    update(name("4-1-3-application-form"), with_fields)
    done = {p.stem: p for p in work.glob("*.pdf")}
    page.write_bytes(done.pop("page").read_bytes())
    for stem in ("2-1-1-opinion", "4-1-4-contract-sample", "4-3-1-member-page"):
        del done[stem]
    for stem, pdf in sorted(done.items()):
        extra = []
        if stem == "1-1-2-audit-report":
            extra = ["--encrypt", PASSWORD, "owner-" + PASSWORD, "256", "--"]
        if stem == "3-1-6-recovery":     # as it comes from a scanner: the page lies on its side
            turned = name("turned")
            call("qpdf", pdf, "--rotate=+90", "--flatten-rotation", turned)
            call("qpdf", turned, "--rotate=-90", pdf.with_suffix(".side.pdf"))
            pdf = pdf.with_suffix(".side.pdf")
        qpdf(pdf, *extra, docs / (stem + ".pdf"))
    turned = name("turned")
    qpdf(name("2-1-1-opinion"), "--rotate=-90", turned)
    jpeg = raster(turned, 100, ["-jpeg", "-gray", "-jpegopt", "quality=50"], ".jpg")
    (docs / "2-1-1-opinion.jpg").write_bytes(jpeg_turned(jpeg, 6))
    grey = raster(name("4-3-1-member-page"), 96, ["-gray"], ".pgm")
    (docs / "4-3-1-member-page.png").write_bytes(png_with_alpha(grey, 96))
    scans = [raster(name("4-1-4-contract-sample"), 150, ["-mono"], ".pbm", i) for i in (1, 2)]
    (docs / "4-1-4-contract-sample.tif").write_bytes(tiff_group4(scans, 150))


def attached(answers):
    """The files that an answer file names."""
    return sorted(set(re.findall(r"docs/[^\s,}\]]+", answers.read_text("utf-8"))))


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--build", type=pathlib.Path, default=ROOT / "build")
    build = p.parse_args().build.resolve()
    docs = SAMPLES / "renewal/docs"
    docs.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        set_texts(build / "tsuzuri", work)
        page = work / "one-page"
        finish(work, docs, page)
        for answers in sorted(SAMPLES.glob("*/answers.yaml")):
            if answers.parent == docs.parent:
                continue
            for name in attached(answers):
                path = answers.parent / name
                path.parent.mkdir(exist_ok=True)
                shutil.copyfile(page, path)


if __name__ == "__main__":
    main()
