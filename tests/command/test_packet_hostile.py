"""Damaged, hostile and absurd documents as attachments: a message at the place in the answer file that names them, or
a good packet; within bounded time and memory, and never half a packet."""
import resource
import time
import zlib

import documents
import support
import test_packet
from documents import one_page, pdf, stream

BOX = "/MediaBox [0 0 300 400]"
PAGE = f"<< /Type /Page /Parent 2 0 R {BOX} >>"
CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"
MOST_SECONDS = 60
MOST_MEMORY = 1300      # MB, of the largest process
MANY = 10000


def tree(kids, count, more):
    return pdf({1: CATALOG, 2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>", **more})


def bomb(megabytes, entries, page):
    data = zlib.compress(zlib.compress(bytes(megabytes << 20), 9), 9)
    return pdf({1: CATALOG, 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                3: f"<< /Type /Page /Parent 2 0 R {BOX} {page} 4 0 R >>",
                4: stream(data, f"/Filter [/FlateDecode /FlateDecode] {entries}")})


def annotated():
    annotations = {i: f"<< /Type /Annot /Subtype /Stamp /Rect [{i % 200} 0 90 90] /AP << /N 6 0 R >> /F 4 >>"
                   for i in range(7, 7 + MANY)}
    names = " ".join(f"{i} 0 R" for i in annotations)
    return one_page(page=f"{BOX} /Annots [{names}]",
                    more={6: stream("0 1 0 rg 0 0 90 90 re f", "/Subtype /Form /BBox [0 0 90 90]"), **annotations})


class Hostile(test_packet.Given):
    def attached(self, data):
        self.one.write_bytes(data)
        self.output.unlink(missing_ok=True)
        answers = self.answers(" {file: docs/one.pdf, label: A}")
        begun = time.monotonic()
        result = support.run("build", answers, "-o", self.output, data=self.data(), limit=2 * MOST_SECONDS)
        self.assertLess(time.monotonic() - begun, MOST_SECONDS)
        if not support.SANITIZED:   # they keep what was freed
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, MOST_MEMORY)
        self.assertEqual([n for n in self.left_behind() if n.endswith(".tmp")], [])
        return answers, result

    def refused(self, data, says):
        answers, result = self.attached(data)
        self.assertEqual(result.code, 3, str(result))
        self.assert_says(result, f"answers.yaml:{self.place(answers, 'docs/one.pdf')}: error", "one.pdf", says)
        self.assertFalse(self.output.exists())

    def bound(self, data, says="", pages=1):
        answers, result = self.attached(data)
        self.assertEqual(result.code, 0, str(result))
        self.assert_says(result, says)
        self.assertEqual(documents.check(self.output), (0, 0))
        self.assertEqual(support.Pdf(self.output).page_count(), self.own() + pages)
        return result

    def test_page_trees_that_go_round(self):
        self.refused(tree("2 0 R", 1, {}), "zero pages")
        self.bound(tree("2 0 R 3 0 R", 2, {3: PAGE}), "put together again")

    def test_page_counts_that_lie(self):
        self.bound(tree("3 0 R", 1000000, {3: PAGE}), "put together again")

    def test_a_million_pages(self):
        self.refused(tree("3 0 R " * 1000000, 1000000, {3: PAGE}), "print it to a")

    def test_deep_nesting(self):
        self.bound(one_page(more={5: "[" * 200000 + "]" * 200000}, page=f"{BOX} /X 5 0 R"))
        chain = {i: f"<< /Type /Pages /Kids [{i + 1} 0 R] /Count 1 >>" for i in range(3, 30000)}
        self.refused(tree("3 0 R", 1, {**chain, 30000: f"<< /Type /Page {BOX} >>"}), "print it to a")

    def test_streams_that_unpack_without_end(self):
        self.bound(bomb(60, "", "/Contents"))
        self.bound(bomb(60, "/Type /ObjStm /N 1000000 /First 10000", "/Annots"))

    def test_forms_that_draw_each_other(self):
        loop = {5: stream("/X Do /X Do", "/Subtype /Form /BBox [0 0 300 400] /Resources << /XObject << /X 5 0 R >> >>")}
        self.bound(one_page("/X Do", resources="<< /XObject << /X 5 0 R >> >>", more=loop))

    def test_a_stream_that_claims_a_gigabyte(self):
        length = f"/Length {len(documents.DRAWING)}".encode()
        whole = one_page()
        self.assertIn(length, whole)
        self.bound(whole.replace(length, b"/Length 1073741824"), "one.pdf")
        self.assertIn("Original", documents.text_of(self.output, self.own() + 1))

    def test_memory_that_is_short_never_changes_the_print(self):
        if support.SANITIZED:           # there memory has no limit
            self.skipTest("without a limit of memory")
        path = support.ROOT / "tests/data/faults/os700.pdf"
        for args in (("preflight", path), ("stamp", "--label", "1", path, "-o", self.folder / "out.pdf")):
            with self.subTest(case=args[0]):
                result = self.fail_with(3, *args)
                self.assert_says(result, "takes too much memory to read")
        self.assertFalse((self.folder / "out.pdf").exists())

    def test_faults_are_told_before_a_document_is_stamped(self):
        path = support.ROOT / "tests/data/faults/dmg4.pdf"
        for args in (("preflight", path), ("stamp", "--label", "1", path, "-o", self.folder / "out.pdf")):
            with self.subTest(case=args[0]):
                self.assertIn("faults that were worked around: 4", self.succeed(*args).err)

    def test_ten_thousand_annotations(self):
        self.bound(annotated())

    def test_what_holds_nothing(self):
        self.refused(b"%PDF-1.7\nnothing", "damaged beyond repair")


if __name__ == "__main__":
    support.unittest.main()
