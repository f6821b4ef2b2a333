"""Documents for the tests of stamping: PDFs written object by object, images, and how pages look."""
import re
import struct
import subprocess
import zlib

DPI = 50
BOX = (40, 15)      # mm, the corner that the label stays in
LABEL = "1-1-1"


# --- made documents ---------------------------------------------------------------------------------

def pdf(objects, root=1, trailer=""):
    """A PDF of numbered objects: {1: '<< /Type /Catalog … >>', 4: stream('…')}."""
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + (body if isinstance(body, bytes) else body.encode("latin-1"))
        out += b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d %05d %s \n" % ((places[number], 0, b"n") if number in places else (0, 0, b"f"))
    out += f"trailer\n<< /Size {size} /Root {root} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(data, entries=""):
    data = data if isinstance(data, bytes) else data.encode("latin-1")
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


# Ink at all four edges, so that a page that moves, shrinks or turns shows it.
DRAWING = ("0.2 0.4 0.8 rg 0 0 60 9 re f 0 100 9 60 re f 1 0 0 rg 20 20 30 30 re f "
           "BT /F1 18 Tf 0 g 40 120 Td (Original) Tj ET ")
FONT = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"


def one_page(content=DRAWING, page="/MediaBox [0 0 300 400]", parent="", resources=FONT, more=None):
    """A document of one page; content: a stream's data, or the value of /Contents with 'more'
    objects (numbered from 5)."""
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [3 0 R] /Count 1 {parent} >>",
        3: f"<< /Type /Page /Parent 2 0 R {page} /Contents 4 0 R "
           + (f"/Resources {resources} >>" if resources else ">>"),
        4: stream(content),
    }
    objects.update(more or {})
    return pdf(objects)


def png(width, height, pixel, colour=2, density=None):
    """pixel(x, y): bytes. colour 0 grey, 2 RGB, 6 RGBA; density in pixels a metre."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(width)) for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0))
            + (chunk(b"pHYs", struct.pack(">IIB", density, density, 1)) if density else b"")
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def with_orientation(jpeg, orientation):
    """A JPEG file with an EXIF segment behind its first marker."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


# --- how they look ----------------------------------------------------------------------------------

class Picture:
    def __init__(self, width, height, data):
        self.width, self.height, self.data = width, height, data

    def at(self, x, y):
        k = (y * self.width + x) * 3
        return self.data[k:k + 3]

    def around(self, x, y):
        return [self.at(u, v) for v in range(max(0, y - 1), min(self.height, y + 2))
                for u in range(max(0, x - 1), min(self.width, x + 2))]


def render(path, dpi=DPI, first=1, last=10000):
    """All pages as a viewer shows them."""
    done = subprocess.run(["pdftoppm", "-cropbox", "-r", str(dpi), "-f", str(first), "-l", str(last), str(path)],
                          capture_output=True, timeout=60)
    pages, data = [], done.stdout
    while data:
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        width, height = int(head[1]), int(head[2])
        end = head.end() + width * height * 3
        pages.append(Picture(width, height, data[head.end():end]))
        data = data[end:]
    return pages


def near(a, b, slack=40):
    return all(abs(p - q) <= slack for p, q in zip(a, b))


def moved(a, b, x, y):
    """More than anti-aliasing or a drift of one pixel?"""
    return not (any(near(a.at(x, y), c) for c in b.around(x, y))
                and any(near(b.at(x, y), c) for c in a.around(x, y)))


def differences(a, b, unit=1):
    """Pixels that changed: (within the corner, outside of it); the sheet's edge does not count."""
    wide = min(a.width, round(BOX[0] / 25.4 * DPI / unit) + 1)
    high = min(a.height, round(BOX[1] / 25.4 * DPI / unit) + 1)
    inside, outside = [], []
    for y in range(a.height):
        row = slice(y * a.width * 3, (y + 1) * a.width * 3)
        if a.data[row] == b.data[row]:
            continue
        for x in range(a.width):
            if near(a.at(x, y), b.at(x, y)):
                continue
            if x >= a.width - wide and y < high:
                inside.append((x, y))
            elif 0 < x < a.width - 1 and 0 < y < a.height - 1 and moved(a, b, x, y):
                outside.append((x, y))
    return inside, outside


def words(path, page):
    """The words of a page with their boxes as displayed: (text, x0, y0, x1, y1)."""
    done = subprocess.run(["pdftotext", "-bbox", "-cropbox", "-f", str(page), "-l", str(page), str(path), "-"],
                          capture_output=True, timeout=60)
    text = done.stdout.decode("utf-8", "replace")
    found = re.findall(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', text)
    return [(w, float(a), float(b), float(c), float(d)) for a, b, c, d, w in found]


def text_of(path, page=None):
    choice = ["-f", str(page), "-l", str(page)] if page else []
    done = subprocess.run(["pdftotext", *choice, str(path), "-"], capture_output=True, timeout=60)
    return done.stdout.decode("utf-8", "replace")


def check(path):
    """(exit code, number of warnings) of qpdf --check."""
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, timeout=60)
    return done.returncode, done.stderr.count(b"WARNING")


def page_count(path):
    done = subprocess.run(["qpdf", "--show-npages", str(path)], capture_output=True, timeout=60)
    return int(done.stdout or -1)
