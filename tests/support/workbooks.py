"""Makes workbooks (.xlsx) of plain XML parts, as several programs write them: for tests.

A sheet is a list of rows; a row a list of cells; a cell is None, a text, a number, a date, or a
Cell that says its XML. What a writer does otherwise than others stands in its class.
"""
import datetime
import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def column_name(n):
    """1: A, 27: AA."""
    name = ""
    while n:
        n, left = divmod(n - 1, 26)
        name = chr(65 + left) + name
    return name


def serial(day, epoch=datetime.date(1899, 12, 30)):
    return (day - epoch).days


class Cell:
    """A cell by its own XML: what stands behind '<c r="C12"' up to '</c>'."""

    def __init__(self, inner, attributes=""):
        self.inner, self.attributes = inner, attributes


def number(value, style=0):
    return Cell(f"<v>{value}</v>", f' s="{style}"')


class Workbook:
    """As Excel writes it: shared strings with furigana, places, dimension, styles."""

    prefix, space, relations, strings = "", MAIN, RELATIONS, True
    # Styles of cells by their number: 0 as it is, 1 a day, 2 and on what 'formats' adds.
    day = 14

    def __init__(self, *sheets, formats=(), epoch_1904=False, states=(), merges=(), hidden=(), more=None):
        """sheets: (name, rows), …; merges of the first sheet; hidden: its rows, from 1."""
        self.sheets, self.formats, self.epoch_1904 = sheets, list(formats), epoch_1904
        self.states, self.merges, self.hidden, self.more = states, merges, hidden, more or {}
        self.texts = []

    # --- parts that a writer may write otherwise ---

    def tag(self, name):
        return f"{self.prefix}:{name}" if self.prefix else name

    def open(self, name, attributes="", root=False):
        space = ""
        if root:
            space = f' xmlns{":" + self.prefix if self.prefix else ""}="{self.space}" xmlns:r="{self.relations}"'
        return f"<{self.tag(name)}{space}{attributes}>"

    def shut(self, name):
        return f"</{self.tag(name)}>"

    def element(self, name, inner, attributes=""):
        return self.open(name, attributes) + inner + self.shut(name)

    def text(self, value):
        space = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
        return self.element("t", escape(value), space)

    def string(self, value):
        return self.text(value)

    def place(self, row, column):
        return f' r="{column_name(column)}{row}"'

    def cell_day(self, place, value):
        epoch = datetime.date(1904, 1, 1) if self.epoch_1904 else datetime.date(1899, 12, 30)
        return self.element("c", self.element("v", str(serial(value, epoch))), f'{place} s="1"')

    def cell_text(self, place, value):
        if not self.strings:
            return self.element("c", self.element("is", self.text(value)), f'{place} t="inlineStr"')
        self.texts.append(value)
        return self.element("c", self.element("v", str(len(self.texts) - 1)), f'{place} t="s"')

    def cell(self, row, column, value):
        place = self.place(row, column)
        if value is None:
            return ""
        if isinstance(value, Cell):
            return f"<{self.tag('c')}{place}{value.attributes}>{value.inner}</{self.tag('c')}>"
        if isinstance(value, bool):
            return self.element("c", self.element("v", str(int(value))), f'{place} t="b"')
        if isinstance(value, datetime.date):
            return self.cell_day(place, value)
        if isinstance(value, (int, float)):
            return self.element("c", self.element("v", repr(value)), place)
        return self.cell_text(place, value)

    def row(self, number, values, hidden):
        cells = "".join(self.cell(number, i + 1, v) for i, v in enumerate(values))
        return self.element("row", cells, f' r="{number}"' + (' hidden="1"' if hidden else ""))

    def dimension(self, rows):
        return f"<{self.tag('dimension')} ref=\"A1:{column_name(max(map(len, rows), default=1) or 1)}{max(len(rows), 1)}\"/>"

    def sheet(self, rows, merges=(), hidden=()):
        body = "".join(self.row(i + 1, r, i + 1 in hidden) for i, r in enumerate(rows) if r)
        merged = "".join(f"<{self.tag('mergeCell')} ref=\"{m}\"/>" for m in merges)
        return (HEAD + self.open("worksheet", root=True) + self.dimension(rows)
                + self.element("sheetData", body)
                + (self.element("mergeCells", merged, f' count="{len(merges)}"') if merges else "")
                + self.shut("worksheet"))

    def styles(self):
        codes = "".join(f"<{self.tag('numFmt')} numFmtId=\"{164 + i}\" formatCode={quoteattr(f)}/>"
                        for i, f in enumerate(self.formats) if isinstance(f, str))
        ids = [0, self.day] + [164 + i if isinstance(f, str) else f for i, f in enumerate(self.formats)]
        return (HEAD + self.open("styleSheet", root=True) + self.element("numFmts", codes)
                + self.element("cellStyleXfs", f"<{self.tag('xf')} numFmtId=\"0\"/>")
                + self.element("cellXfs", "".join(f"<{self.tag('xf')} numFmtId=\"{i}\"/>" for i in ids))
                + self.shut("styleSheet"))

    def shared(self):
        return (HEAD + self.open("sst", root=True)
                + "".join(self.element("si", self.string(t)) for t in self.texts) + self.shut("sst"))

    def target(self, name):
        return name

    def book(self):
        states = dict(enumerate(self.states))
        sheets = "".join(
            f"<{self.tag('sheet')} name={quoteattr(name)} sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\""
            + (f' state="{states[i]}"' if states.get(i) else "") + "/>"
            for i, (name, _) in enumerate(self.sheets))
        epoch = ' date1904="1"' if self.epoch_1904 else ""
        return (HEAD + self.open("workbook", root=True) + f"<{self.tag('workbookPr')}{epoch}/>"
                + self.element("sheets", sheets) + self.shut("workbook"))

    def relation(self, number, kind, target):
        return f'<Relationship Id="rId{number}" Type="{self.relations}/{kind}" Target="{target}"/>'

    def relation_part(self, *items):
        return HEAD + f'<Relationships xmlns="{PACKAGE}">' + "".join(items) + "</Relationships>"

    def parts(self):
        self.texts = []
        n = len(self.sheets)
        sheets = {f"xl/worksheets/sheet{i + 1}.xml": self.sheet(
            rows, self.merges if not i else (), self.hidden if not i else ()) for i, (_, rows) in enumerate(self.sheets)}
        items = [self.relation(i + 1, "worksheet", self.target(f"worksheets/sheet{i + 1}.xml")) for i in range(n)]
        items.append(self.relation(n + 1, "styles", self.target("styles.xml")))
        parts = {"[Content_Types].xml": HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
                 "_rels/.rels": self.relation_part(self.relation(1, "officeDocument", "xl/workbook.xml")),
                 "xl/workbook.xml": self.book(), "xl/styles.xml": self.styles(), **sheets}
        if self.texts:
            items.append(self.relation(n + 2, "sharedStrings", self.target("sharedStrings.xml")))
            parts["xl/sharedStrings.xml"] = self.shared()
        parts["xl/_rels/workbook.xml.rels"] = self.relation_part(*items)
        parts.update(self.more)
        return parts

    def data(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for name, content in self.parts().items():
                z.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return out.getvalue()


class Excel(Workbook):
    """Furigana behind each text with kanji, as everything typed in a Japanese Excel has."""

    def string(self, value):
        if not any("一" <= c <= "鿿" for c in value):
            return self.text(value)
        return (self.text(value) + f'<rPh sb="0" eb="1"><t>フリガナ</t></rPh>'
                + '<phoneticPr fontId="1"/>')


class LibreOffice(Workbook):
    """A code of its own for days, empty styled cells at the end of each row."""
    day = 164

    def __init__(self, *sheets, **more):
        super().__init__(*sheets, formats=["yyyy\\-mm\\-dd", *more.pop("formats", ())], **more)

    def row(self, number, values, hidden):
        return super().row(number, [*values, Cell("", ' s="1"'), Cell("", ' s="1"')], hidden)


class Pandas(Workbook):
    """openpyxl's: texts within the cells, days with a time of midnight, absolute targets."""
    strings, day = False, 164

    def __init__(self, *sheets, **more):
        super().__init__(*sheets, formats=["yyyy-mm-dd hh:mm:ss", *more.pop("formats", ())], **more)

    def target(self, name):
        return f"/xl/{name}"


class ClosedXml(Workbook):
    """A prefix before each name, no places but in the first cell of a row, a Japanese day."""
    prefix, day = "x", 28

    def place(self, row, column):
        return f' r="A{row}"' if column == 1 else ""

    def cell(self, row, column, value):
        return super().cell(row, column, value) or f"<{self.tag('c')}{self.place(row, column)}/>"


class Strict(Workbook):
    """Strict Open XML: other namespaces, days as ISO 8601 writes them."""
    space, relations = STRICT, STRICT_RELATIONS

    def cell_day(self, place, value):
        return self.element("c", self.element("v", f"{value}T00:00:00"), f'{place} t="d"')


WRITERS = {"excel": Excel, "libreoffice": LibreOffice, "pandas": Pandas, "closedxml": ClosedXml, "strict": Strict}
