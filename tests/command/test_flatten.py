"""Binding flattens form fields and annotations that print: bound pages look as they did in print."""
import pathlib
import subprocess

import documents
from documents import FONT, pdf, stream
from support import PROGRAM, ROOT, Test, fold, tool

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

    def flat(self, source):
        return self.bind(source)[0]
