"""Packets for tests: our own pages written object by object, and plans for tests/tool/bind.c."""
from documents import pdf, stream

A4 = "[0 0 595.276 841.89]"
LABEL_SIZE = (60, 20)


def label_text(number):
    return f"Label-{number}"


def own_pages(pages, labels, links=(), catalog="/PageLabels << /Nums [0 << /P (own ) /S /D >>] >>",
              outline=True, more=None):
    """'pages' A4 pages, the first with links to names, and behind them labels 'Label-1' …"""
    count = pages + labels
    width, height = LABEL_SIZE
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} {'/Outlines 5 0 R' if outline else ''} >>",
        2: f"<< /Type /Pages /Count {count} /Kids [{' '.join(f'{100 + 2 * i} 0 R' for i in range(count))}] >>",
        3: "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
        4: "[" + "".join(f"<< /Type /Annot /Subtype /Link /Rect [50 {600 - 20 * i} 200 {618 - 20 * i}] "
                         f"/Border [0 0 0] /Dest ({name}) >>" for i, name in enumerate(links)) + "]",
        5: "<< /Type /Outlines /First 6 0 R /Last 6 0 R /Count 1 >>",
        6: "<< /Title (Own) /Parent 5 0 R /Dest [100 0 R /Fit] >>",
    }
    for i in range(count):
        if i < pages:
            box, text = A4, f"BT /F1 20 Tf 50 700 Td (Own page {i + 1}) Tj ET"
        else:
            box = f"[0 0 {width} {height}]"
            text = (f"1 1 1 rg 0 0 {width} {height} re f 0 0 0 rg 0 0 {width} {height} re S "
                    f"BT /F1 10 Tf 5 6 Td ({label_text(i - pages + 1)}) Tj ET")
        objects[100 + 2 * i] = (f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Resources 3 0 R "
                                f"/Contents {101 + 2 * i} 0 R {'/Annots 4 0 R' if i == 0 else ''} >>")
        objects[101 + 2 * i] = stream(text)
    objects.update(more or {})
    return pdf(objects)


def plan_of(build, own, own_count, out, documents, **packet):
    """Values True are keys alone."""
    def lines(entries):
        return "".join(f"{k}\n" if v is True else f"{k} {v}\n" for k, v in entries.items() if v not in (None, False))
    head = {"worker": build / "tsuzuri-pdf", "own": own, "own_pages": own_count, "out": out, **packet}
    return lines(head) + "".join(lines(d) for d in documents)
