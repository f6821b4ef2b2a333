"""Binding: pages of others behind our own in one packet. bind_write is called by tests/tool/bind.c
with a plan, so that no form and no answers stand between the test and the packet."""
import csv
import os
import pathlib
import subprocess

import documents
from documents import FONT, one_page, pdf, png, stream
from packets import LABEL_SIZE, label_text, own_pages, plan_of
from support import ALARM, PROGRAM, ROOT, SANITIZED, Pdf, Run, Test, environment, tool

BUILD = pathlib.Path(PROGRAM).resolve().parent
PDFS = ROOT / "tests/data/pdfs"
FILES = list(csv.DictReader((PDFS / "README.tsv").open(encoding="utf-8"), delimiter="\t"))
REFUSED = {"34": "needs-password", "35": "needs-password", "36": "unsupported-encryption",
           "38": "damaged", "39": "empty-file"}
UNDRAWN = {"37", "40"}          # poppler draws no page of the original
LOOPS = {"30", "31"}            # poppler counts what /Count says
UNSEEN = {("12", 3)}            # no displayed area: poppler shows one pixel
# What is seen on a screen only does not travel: borders of links to nowhere, notes that do not print.
ON_SCREEN = {"15", "16", "19", "25"}


class Binding(Test):
    def setUp(self):
        super().setUp()
        self.own = self.folder / "own.pdf"

    def say(self, documents_, own_count=1, labels=None, own=None, **packet):
        """Runs the binder: (exit code, lines that it said)."""
        if own is None:
            own = own_pages(own_count, 3 if labels is None else labels)
        self.own.write_bytes(own)
        out, plan = self.folder / "packet.pdf", self.folder / "plan"
        plan.write_text(plan_of(BUILD, self.own, own_count, out, documents_, **packet), "utf-8")
        done = subprocess.run([BUILD / "tool/bind", plan], capture_output=True, timeout=120, env=environment())
        self.assertIsNone(ALARM.search(done.stderr.decode("utf-8", "replace")), done.stderr)
        return done.returncode, done.stdout.decode("utf-8").splitlines()

    def bind(self, documents_, own_count=1, **more):
        code, self.said = self.say(documents_, own_count, **more)
        self.assertEqual(code, 0, self.said)
        return Pdf(self.folder / "packet.pdf")

    def refused(self, code, documents_, *words, **more):
        before = {p: p.read_bytes() for p in self.folder.iterdir() if p.name == "packet.pdf"}
        number, said = self.say(documents_, **more)
        self.assertEqual((number, len(said)), (3, 1), said)
        self.assertTrue(said[0].startswith(code + ": "), said)
        for word in words:
            self.assertIn(word, said[0])
        after = {p: p.read_bytes() for p in self.folder.iterdir() if p.name == "packet.pdf"}
        self.assertEqual(after, before, "something was written")
        return said[0]

    def write_pdf(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path

    def plain(self, packet):
        """All objects and streams of a packet, unpacked."""
        return subprocess.run(["qpdf", "--qdf", "--object-streams=disable", packet.path, "-"], check=True,
                              capture_output=True).stdout


# --- a document with everything in it ---------------------------------------------------------------

def page(number, more=""):
    return (f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Resources {FONT} /Contents {20 + number} 0 R "
            f"/StructParents {number} /Tabs /S /Trans << /S /Wipe >> /B [90 0 R] {more} >>")


def link(rest, y):
    return f"<< /Type /Annot /Subtype /Link /Rect [20 {y} 100 {y + 10}] /Border [0 0 0] {rest} >>"


LINKS = [
    "/Dest /chap", "/Dest (sec)", "/A << /S /GoTo /D (sec) >>", "/Dest [13 0 R /FitH 123]",
    "/Dest [14 0 R /Fit]", "/A << /S /URI /URI (https://example.jp/a?b=1) >>",
    "/A << /S /JavaScript /JS (app.alert\\(1\\)) >>", "/A << /S /Launch /F (calc.exe) >>",
    "/A << /S /GoToR /F (other.pdf) /D [0 /Fit] >>", "/A << /S /GoTo /D /chap /Next << /S /Launch /F (x) >> >>",
    "/Dest (nowhere)", "/Dest [3 /Fit]", "/A << /S /SubmitForm /F (http://evil) >>",
]


def rich(marker=""):
    annotations = " ".join(link(rest, 380 - 12 * i) for i, rest in enumerate(LINKS))
    files = "<< /Type /Filespec /F (secret.txt) /EF << /F 60 0 R >> >>"
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R /Dests << /chap [12 0 R /XYZ 11 222 0] >> /Names << /Dests 50 0 R "
           "/JavaScript << /Names [(a) << /S /JavaScript /JS (forbidden1) >>] >> "
           f"/EmbeddedFiles << /Names [(secret) {files}] >> >> /OpenAction << /S /JavaScript /JS (forbidden2) >> "
           "/AA << /WC << /S /JavaScript /JS (forbidden3) >> >> /Outlines 40 0 R /AF [70 0 R] "
           "/AcroForm << /Fields [] /XFA (forbidden4) >> /StructTreeRoot << /Type /StructTreeRoot /K (forbidden5) >> "
           "/PageLabels << /Nums [0 << /P (theirs) >>] >> >>",
        2: "<< /Type /Pages /Count 4 /Kids [11 0 R 12 0 R 13 0 R 14 0 R] >>",
        11: page(1, f"/Annots [{annotations} 80 0 R] /AA << /O << /S /JavaScript /JS (forbidden6) >> >>"),
        12: page(2), 13: page(3), 14: page(4),
        40: "<< /First 41 0 R /Last 44 0 R /Count 4 >>",
        41: "<< /Title (One) /Parent 40 0 R /Next 43 0 R /First 42 0 R /Last 42 0 R /Count 1 /Dest (sec) >>",
        42: "<< /Title <FEFF7B2C4E8C> /Parent 41 0 R /A << /S /GoTo /D /chap >> /C [1 0 0] /F 2 >>",
        43: "<< /Title (Four) /Parent 40 0 R /Prev 41 0 R /Next 44 0 R /First 45 0 R /Last 46 0 R /Count -2 "
            "/Dest [14 0 R /Fit] >>",
        44: "<< /Title (Web) /Parent 40 0 R /Prev 43 0 R /A << /S /URI /URI (http://x) >> >>",
        45: "<< /Title (Back) /Parent 43 0 R /Next 46 0 R /Dest [11 0 R /FitR 1 2 3 4] >>",
        46: "<< /Title (Gone) /Parent 43 0 R /Prev 45 0 R /Dest [14 0 R /FitV 3] >>",
        50: "<< /Kids [51 0 R] >>",
        51: "<< /Limits [(sec) (sec)] /Names [(sec) << /D [13 0 R /XYZ null 333 null] >>] >>",
        60: stream("forbidden7", "/Type /EmbeddedFile"), 70: files,
        80: f"<< /Type /Annot /Subtype /FileAttachment /Rect [200 10 220 30] /F 4 /FS {files} /AP << /N 81 0 R >> >>",
        81: stream("0 1 0 rg 0 0 20 20 re f", "/Type /XObject /Subtype /Form /BBox [0 0 20 20] "
                   "/PieceInfo << /X (forbidden8) >> /StructParent 3"),
        90: "<< /P 11 0 R >>",
    }
    for n in range(1, 5):
        objects[20 + n] = stream(f"BT /F1 18 Tf 40 40 Td (Rich {n}{marker}) Tj ET")
    return pdf(objects)


def destinations_of(packet, number):
    """The links of a page: (y, where to), in a page's number and the rest, or an address."""
    pages = {p["object"]: i + 1 for i, p in enumerate(packet.json["pages"])}
    found = []
    for a in packet.look(packet.look(packet.json["pages"][number - 1]["object"]).get("/Annots", [])):
        a = packet.look(a)
        if a["/Subtype"] == "/Link" and "/Dest" in a:
            to = packet.look(a["/Dest"])
            found.append((round(a["/Rect"][1]), (pages[to[0]], *to[1:])))
        elif a["/Subtype"] == "/Link":
            found.append((round(a["/Rect"][1]), packet.text_of(packet.look(a["/A"])["/URI"])))
    return found


class Links(Binding):
    def test_links_inside_a_document_lead_to_its_pages_in_the_packet(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", rich()), "title": "A"}])
        self.assertEqual(destinations_of(packet, 2), [
            (380, (3, "/XYZ", 11, 222, 0)), (368, (4, "/XYZ", None, 333, None)),
            (356, (4, "/XYZ", None, 333, None)), (344, (4, "/FitH", 123)), (332, (5, "/Fit")),
            (320, "https://example.jp/a?b=1"), (272, (3, "/XYZ", 11, 222, 0)), (248, (5, "/Fit"))])

    def test_links_to_pages_that_are_not_taken_are_removed(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", rich()), "pages": "1,3"}])
        self.assertEqual([to for _, to in destinations_of(packet, 2)],
                         [(3, "/XYZ", None, 333, None)] * 2 + [(3, "/FitH", 123), "https://example.jp/a?b=1"])

    def test_a_printing_border_stays_without_its_link(self):
        frame = "/Type /Annot /Subtype /Link /Rect [50 50 150 150] /A << /S /Launch /F (x) >> /C [1 0 0]"
        data = [one_page(page=f"/MediaBox [0 0 300 400] /Annots [<< {frame} {more} >>]")
                for more in ("/F 4 /Border [0 0 3]", "/F 4 /Border [0 0 0]", "/Border [0 0 3]")]
        paths = [self.write_pdf(f"{i}.pdf", d) for i, d in enumerate(data)]
        packet = self.bind([{"document": p} for p in paths])
        counts = [len(packet.look(packet.look(p["object"]).get("/Annots", []))) for p in packet.json["pages"][1:]]
        self.assertEqual(counts, [1, 0, 0])
        self.assertNotIn(b"Launch", self.plain(packet))
        self.assertEqual(documents.render(paths[0])[0].data, documents.render(packet.path, first=2, last=2)[0].data)

    def test_the_same_names_in_two_documents_stay_apart(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", rich("a"))},
                            {"document": self.write_pdf("b.pdf", rich("b"))}])
        first, second = destinations_of(packet, 2), destinations_of(packet, 6)
        self.assertEqual([(y, (to[0] + 4, *to[1:]) if isinstance(to, tuple) else to) for y, to in first], second)

    def test_the_same_file_twice_leads_to_its_own_pages(self):
        path = self.write_pdf("a.pdf", rich())
        packet = self.bind([{"document": path}, {"document": path, "pages": "3,1"}])
        self.assertEqual([to[0] for _, to in destinations_of(packet, 7) if isinstance(to, tuple)], [6, 6, 6])
        self.assertEqual(destinations_of(packet, 2)[0], (380, (3, "/XYZ", 11, 222, 0)))

    def test_our_pages_link_to_the_documents_by_name(self):
        own = own_pages(2, 0, links=("items/1", "items/2"),
                        catalog="/Names << /Dests << /Names [(items/0) [100 0 R /Fit]] >> >>")
        packet = self.bind([{"document": self.write_pdf("a.pdf", one_page()), "destination": "items/2"},
                            {"document": self.write_pdf("b.pdf", one_page(page="/MediaBox [10 20 310 420] /Rotate 90")),
                             "destination": "items/1"}], own_count=2, own=own)
        listed = tool("pdfinfo", "-dests", packet.path)
        self.assertRegex(listed, r'1 \[ Fit +\] "items/0"')
        self.assertRegex(listed, r'3 \[ XYZ +0 +400 null +\] "items/2"')
        self.assertRegex(listed, r'4 \[ XYZ +10 +20 null +\] "items/1"')
        names = packet.look(packet.look(packet.root()["/Names"])["/Dests"])["/Names"][::2]
        self.assertEqual(names, sorted(names))

    def test_a_link_of_ours_to_a_name_that_is_not_there_is_not_let_through(self):
        own = own_pages(1, 0, links=("nobody",))
        code, said = self.say([{"document": self.write_pdf("a.pdf", one_page())}], own=own)
        self.assertEqual(code, 3)
        self.assertTrue(said[0].startswith("not-verified"), said)

    def test_what_must_not_travel_does_not_and_is_said(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", rich())}])
        self.assertEqual(self.said, ["document 4 javascript launch files xfa open-action"])
        text = self.plain(packet)
        for word in (b"forbidden", b"calc.exe", b"secret", b"/JavaScript", b"/JS", b"/Launch", b"/GoToR", b"evil",
                     b"/EmbeddedFile", b"/Filespec", b"/XFA", b"/OpenAction", b"/AA", b"/StructParent", b"/Trans",
                     b"/Tabs", b"/PieceInfo", b"/B [", b"theirs"):
            self.assertNotIn(word, text)
        picture = documents.render(packet.path, first=2, last=2)[0]
        self.assertEqual(picture.at(146, 263), b"\x00\xff\x00", "the icon of the attached file prints")

    def test_a_script_in_the_guise_of_an_address_does_not_travel(self):
        entries = " ".join(link(f"/A << /S /URI /URI ({uri}) >>", 100 + 20 * i)
                           for i, uri in enumerate((" JavaScript:app.alert", "java", "mailto:a@b", "javascript")))
        packet = self.bind([{"document": self.write_pdf("a.pdf", one_page(page=f"/MediaBox [0 0 300 400] /Annots [{entries}]"))}])
        self.assertEqual([to for _, to in destinations_of(packet, 2)], ["java", "mailto:a@b", "javascript"])

    def test_addresses_are_complete_without_their_document(self):
        cases = {"page.html": "https://example.jp/a/page.html", "../x?y": "https://example.jp/x?y",
                 "https://other.jp/": "https://other.jp/"}
        links = " ".join(link(f"/A << /S /URI /URI ({uri}) >>", 10 + 20 * i) for i, uri in enumerate(cases))
        for base, wanted in (("/URI << /Base (https://example.jp/a/b.pdf) >>", list(cases.values())), ("", list(cases)),
                             ("/URI << /Base (javascript:x/) >>", ["https://other.jp/"])):
            objects = {1: f"<< /Type /Catalog /Pages 2 0 R {base} >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                       3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Annots [{links}] >>"}
            with self.subTest(case=base):
                packet = self.bind([{"document": self.write_pdf("a.pdf", pdf(objects))}])
                self.assertEqual([to for _, to in destinations_of(packet, 2)], wanted)

    def test_nothing_is_said_of_a_plain_document(self):
        self.bind([{"document": self.write_pdf("a.pdf", one_page())}])
        self.assertEqual(self.said, ["document 1"])

    def test_what_content_points_to_does_not_come_along(self):
        """Resources may name anything: the catalog, a page, a file."""
        data = one_page(resources="<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> "
                        "/XObject << /A 1 0 R /B 3 0 R /C 5 0 R >> /Properties << /MC0 << /AF [6 0 R] >> >> >>",
                        more={5: stream("forbidden", "/Type /EmbeddedFile"),
                              6: "<< /Type /Filespec /EF << /F 5 0 R >> /F (forbidden) >>"})
        packet = self.bind([{"document": self.write_pdf("a.pdf", data)}])
        text = self.plain(packet)
        self.assertNotIn(b"forbidden", text)
        self.assertEqual((text.count(b"/Type /Catalog"), text.count(b"/Type /Pages")), (1, 1))


class Outlines(Binding):
    def test_the_documents_stand_under_the_group_and_their_entries_beneath_them(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", rich()), "title": "規程"},
                            {"document": self.write_pdf("b.pdf", one_page()), "title": "b"}], group="添付書類")
        self.assertEqual(packet.outline(), [
            (0, "Own", 1), (0, "添付書類", 2), (1, "規程", 2), (2, "One", 4), (3, "第二", 3), (2, "Four", 5),
            (3, "Back", 2), (3, "Gone", 5), (1, "b", 6)])

    def test_without_a_group_the_documents_stand_behind_our_own_entries(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", one_page()), "title": "A"}])
        self.assertEqual(packet.outline(), [(0, "Own", 1), (0, "A", 2)])

    def test_where_our_pages_have_none_there_is_one_of_the_documents(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", one_page()), "title": "A"}],
                           own=own_pages(1, 0, outline=False))
        self.assertEqual(packet.outline(), [(0, "A", 2)])

    def test_entries_of_pages_that_are_not_taken_go_unless_others_stand_below_them(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", rich()), "title": "A", "pages": "1-2"}])
        self.assertEqual(packet.outline()[1:],
                         [(0, "A", 2), (1, "One", None), (2, "第二", 3), (1, "Four", None), (2, "Back", 2)])

    def test_looks_and_open_states_stay(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", rich()), "title": "A"}])
        entries = {packet.text_of(v["value"]["/Title"]): v["value"] for v in packet.objects.values()
                   if isinstance(v.get("value"), dict) and "/Title" in v["value"]}
        self.assertEqual((entries["第二"]["/C"], entries["第二"]["/F"]), ([1, 0, 0], 2))
        self.assertEqual([entries[t].get("/Count") for t in ("A", "One", "Four")], [-3, 1, -2])
        self.assertEqual(packet.look(packet.root()["/Outlines"])["/Count"], 2)

    def test_a_long_chain_of_entries_survives(self):
        count = 10000 if SANITIZED else 30000
        objects = {1: "<< /Type /Catalog /Pages 2 0 R /Outlines 9 0 R >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                   3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>",
                   9: f"<< /First 10 0 R /Last {9 + count} 0 R /Count {count} >>"}
        for i in range(count):
            after = f"/Next {11 + i} 0 R" if i + 1 < count else ""
            objects[10 + i] = f"<< /Title (t{i}) /Parent 9 0 R {after} /Dest [3 0 R /Fit] >>"
        packet = self.bind([{"document": self.write_pdf("a.pdf", pdf(objects)), "title": "A"}])
        self.assertEqual(len(packet.outline()), count + 2)

    def test_loops_and_deep_trees_end(self):
        deep = {10 + i: f"<< /Title (d{i}) /Parent {9 + i} 0 R /First {11 + i} 0 R /Next {10 + i} 0 R /Dest [3 0 R /Fit] >>"
                for i in range(5000)}
        objects = {1: "<< /Type /Catalog /Pages 2 0 R /Outlines 9 0 R >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                   3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] >>", 9: "<< /First 10 0 R >>", **deep}
        packet = self.bind([{"document": self.write_pdf("a.pdf", pdf(objects)), "title": "A"}])
        self.assertGreater(len(packet.outline()), 50)
        self.bind([{"document": PDFS / "28-outlines-with-loop.pdf"}])


class Many(Binding):
    def test_a_thousand_and_more_documents(self):
        files = [self.write_pdf(f"{i}.pdf", one_page(f"BT /F1 18 Tf 40 120 Td (Document {i}) Tj ET")) for i in range(1100)]
        packet = self.bind([{"document": f, "label": 1 + i, "destination": f"d{i}"} for i, f in enumerate(files)],
                           labels=len(files))
        self.assertEqual(packet.page_count(), 1101)
        self.assertIn("Document 1099", packet.text(1101))


class Pages(Binding):
    def test_the_pages_that_are_chosen_come_in_their_order(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", rich()), "pages": "4, 1-2,4"}])
        self.assertEqual([packet.text(i, i).split("\n")[0] for i in range(2, 6)], ["Rich 4", "Rich 1", "Rich 2", "Rich 4"])

    def test_a_page_that_does_not_exist_is_refused_with_the_count(self):
        path = self.write_pdf("a.pdf", rich())
        self.refused("no-such-page", [{"document": path, "pages": "2-5"}], "a.pdf", "2-5", "4")

    def test_what_is_no_choice_of_pages_is_refused(self):
        path = self.write_pdf("a.pdf", rich())
        for choice in ("0", "3-1", "x", "1,,2", "1-", "-2", "1;2", "99999999999999999999"):
            with self.subTest(choice=choice):
                self.refused("bad-pages", [{"document": path, "pages": choice}], "a.pdf", choice)

    def test_page_labels_are_ours_then_the_documents(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", rich()), "page_label": "1-1-1", "blank_after": True},
                            {"document": self.write_pdf("b.pdf", one_page()), "page_label": "上位 5-1-2"}],
                           own_count=2, own=own_pages(2, 3, catalog="/PageLabels << /Kids [9 0 R] >>", more={
                               9: "<< /Nums [0 << /P (cover) >> 1 << /S /D /P (form ) >> 2 << /P (label) >>] >>"}))
        self.assertEqual([packet.label_at(i) for i in range(8)],
                         ["cover", "form 1", "1-1-1-1", "1-1-1-2", "1-1-1-3", "1-1-1-4", "1-1-1-5", "上位 5-1-2-1"])

    def test_what_is_inherited_stands_in_the_page(self):
        data = one_page(page="", parent=f"/MediaBox [300 400 0 0] /CropBox [10 10 290 390] /Rotate -90 /Resources {FONT}",
                        resources="")
        path = self.write_pdf("a.pdf", data)
        packet = self.bind([{"document": path}])
        found = packet.look(packet.json["pages"][1]["object"])
        self.assertEqual([found[k] for k in ("/MediaBox", "/CropBox", "/Rotate")],
                         [[0, 0, 300, 400], [10, 10, 290, 390], 270])
        self.assertEqual(documents.render(path)[0].data, documents.render(packet.path, first=2, last=2)[0].data)

    def test_user_units_are_kept(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", one_page(page="/MediaBox [0 0 300 400] /UserUnit 2.5"))}])
        self.assertEqual(packet.look(packet.json["pages"][1]["object"])["/UserUnit"], 2.5)

    def test_our_own_pages_stay_as_they_are(self):
        info = "/Title (Packet)"
        own = own_pages(2, 2, more={7: f"<< {info} >>"}).replace(b"/Root 1 0 R", b"/Root 1 0 R /Info 7 0 R")
        packet = self.bind([{"document": self.write_pdf("a.pdf", one_page()), "label": 2}], own_count=2, own=own)
        self.assertEqual(packet.info()["/Title"], "Packet")
        self.assertEqual(packet.page_count(), 3)
        before, after = documents.render(self.own, last=2), documents.render(packet.path, last=2)
        self.assertEqual([p.data for p in before], [p.data for p in after])

    def test_without_documents_the_labels_leave_our_pages_all_the_same(self):
        packet = self.bind([], own_count=2, group="Nothing")
        self.assertEqual((packet.page_count(), packet.outline()), (2, [(0, "Own", 1)]))

    def test_the_packet_is_of_the_latest_version(self):
        path = self.write_pdf("a.pdf", one_page().replace(b"%PDF-1.7", b"%PDF-2.0"))
        self.assertEqual(self.bind([{"document": path}]).path.read_bytes()[:8], b"%PDF-2.0")
        self.assertEqual(self.bind([]).path.read_bytes()[:8], b"%PDF-1.7")


class Labels(Binding):
    def check_corner(self, before, packet, page, at, text):
        a = documents.render(before, first=page, last=page)[0]
        b = documents.render(packet.path, first=at, last=at)[0]
        self.assertEqual((a.width, a.height), (b.width, b.height))
        inside, outside = documents.differences(a, b)
        self.assertGreater(len(inside), 7, "no label in the corner")
        self.assertLessEqual(len(outside), 4)
        self.assertIn(text, documents.text_of(packet.path, at))

    def test_the_first_page_or_every_page_has_its_label(self):
        path = self.write_pdf("a.pdf", rich())
        packet = self.bind([{"document": path, "label": 1, "every": True}, {"document": path, "label": 5}], labels=5)
        for i in range(4):
            self.assertIn(label_text(i + 1), documents.text_of(packet.path, 2 + i))
        self.assertIn(label_text(5), documents.text_of(packet.path, 6))
        self.assertNotIn("Label", documents.text_of(packet.path, 7))

    def assert_text_kept(self, before, packet, at, count):
        kept = "".join(tool("pdftotext", "-f", at, "-l", at + count - 1, packet.path, "-").split())
        for line in documents.text_of(before).split("\n"):
            self.assertIn("".join(line.split()), kept)

    def test_every_sound_file_looks_as_before_but_for_its_label(self):
        sound = [PDFS / row["file"] for row in FILES if row["file"][:2] not in REFUSED]
        packet = self.bind([{"document": p, "label": 1, "title": p.name} for p in sound])
        at = 2
        for path, said in zip(sound, self.said):
            number, count = path.name[:2], int(said.split()[1])
            with self.subTest(case=path.name):
                for page in range(1, min(count, 8) + 1):
                    if (number, page) in UNSEEN or number in UNDRAWN | ON_SCREEN | LOOPS:
                        continue
                    if page == 1:
                        self.check_corner(path, packet, 1, at, label_text(1))
                    else:
                        self.assertEqual(documents.render(path, first=page, last=page)[0].data,
                                         documents.render(packet.path, first=at + page - 1, last=at + page - 1)[0].data)
                if number not in ON_SCREEN | LOOPS | {"40"}:
                    self.assert_text_kept(path, packet, at, count)
            at += count
        self.assertEqual(packet.page_count(), at - 1)

    def test_qpdf_finds_no_fault_in_a_packet_of_faultless_files(self):
        sound = [PDFS / row["file"] for row in FILES
                 if row["file"][:2] not in REFUSED and documents.check(PDFS / row["file"]) == (0, 0)]
        self.assertGreater(len(sound), 24)
        packet = self.bind([{"document": p, "label": 1, "shrink": i % 2 == 0, "blank_after": i % 3 == 0}
                            for i, p in enumerate(sound)], fit_a4=True)
        self.assertEqual(documents.check(packet.path), (0, 0))

    def test_annotations_do_not_hide_the_label(self):
        path = self.write_pdf("a.pdf", one_page(
            page="/MediaBox [0 0 300 400] /Annots [5 0 R]",
            more={5: "<< /Type /Annot /Subtype /Stamp /Rect [0 0 300 400] /AP << /N 6 0 R >> /F 4 >>",
                  6: stream("0 1 0 rg 0 0 90 90 re f", "/Subtype /Form /BBox [0 0 90 90]")}))
        packet = self.bind([{"document": path, "label": 1}])
        picture = documents.render(packet.path, first=2, last=2)[0]
        green = [picture.at(x, y) == b"\0\xff\0" for y in range(11, 20) for x in range(picture.width - 40, picture.width - 12)]
        self.assertTrue(documents.near(picture.at(3, 200), b"\0\xff\0"))
        self.assertFalse(any(green), "the annotation hides the label")

    def test_fonts_of_the_labels_are_stored_once(self):
        path = self.write_pdf("a.pdf", rich())
        packet = self.bind([{"document": path, "label": 1 + i} for i in range(5)], labels=5)
        forms = [v["stream"]["dict"] for v in packet.objects.values()
                 if v.get("stream", {}).get("dict", {}).get("/BBox") == [0, 0, *LABEL_SIZE]]
        self.assertEqual(len(forms), 5)
        self.assertEqual(len({form["/Resources"] for form in forms}), 1)


class Refusals(Binding):
    def test_what_cannot_be_bound_is_refused_by_name(self):
        for row in FILES:
            if row["file"][:2] in REFUSED:
                with self.subTest(case=row["file"]):
                    self.refused(REFUSED[row["file"][:2]],
                                 [{"document": self.write_pdf("a.pdf", one_page())}, {"document": PDFS / row["file"]}],
                                 row["file"])

    def test_missing_files_are_told_all_at_once(self):
        code, said = self.say([{"document": self.folder / "x.pdf"}, {"document": self.folder / "y.pdf"}])
        self.assertEqual((code, len(said)), (3, 2))
        self.assertIn("x.pdf", said[0])
        self.assertIn("y.pdf", said[1])

    def test_a_password_opens_what_it_opens(self):
        path = PDFS / "34-r6-both-passwords.pdf"
        self.refused("wrong-password", [{"document": path, "password": "wrong"}], path.name)
        packet = self.bind([{"document": path, "password": "foo"}])
        self.assertEqual(packet.page_count(), 2)
        self.assertIn("not encrypted", tool("qpdf", "--show-encryption", packet.path))

    def test_hostile_documents_end_in_a_message(self):
        nested = "[" * 3000 + "]" * 3000
        chain = {10 + i: f"<< /A {11 + i} 0 R >>" for i in range(60000)}
        cases = {
            "deep": one_page(resources=f"<< /ExtGState << /G << /D {nested} >> >> >>"),
            "chain": one_page(resources="<< /Properties << /P 10 0 R >> >>", more=chain),
            "none": b"%PDF-1.4\nnothing",
            "count": pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Count 100000000 /Kids [2 0 R] >>"}),
        }
        for name, data in cases.items():
            with self.subTest(case=name):
                code, said = self.say([{"document": self.write_pdf(f"{name}.pdf", data)}])
                self.assertEqual((code, len(said)), (3, 1), said)
                self.assertIn(f"{name}.pdf", said[0])



class Layers(Binding):
    def layered(self, config, colour):
        content = (f"/OC /Shown BDC {colour} rg 0 0 100 100 re f EMC /OC /Hidden BDC 0 0 0 rg 150 150 100 100 re f EMC")
        return pdf({
            1: f"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R 6 0 R] /D << {config} >> >> >>",
            2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 4 0 R "
               "/Resources << /Properties << /Shown 5 0 R /Hidden 6 0 R >> >> >>",
            4: stream(content), 5: "<< /Type /OCG /Name (Layer) >>", 6: "<< /Type /OCG /Name (Layer) >>"})

    def test_hidden_layers_stay_hidden_and_shown_ones_shown(self):
        paths = [self.write_pdf(f"{i}.pdf", self.layered(config, colour)) for i, (config, colour) in enumerate([
            ("/OFF [6 0 R] /Order [5 0 R 6 0 R]", "1 0 0"), ("/BaseState /OFF /ON [5 0 R]", "0 1 0"),
            ("/OFF [6 0 R] /Order [[(Group) 5 0 R] 6 0 R]", "0 0 1")])]
        packet = self.bind([{"document": p, "title": p.stem} for p in paths] + [{"document": paths[0]}])
        pictures = documents.render(packet.path, first=2)
        for path, picture in zip([*paths, paths[0]], pictures):
            self.assertEqual(documents.render(path)[0].data, picture.data)
            self.assertEqual(picture.at(140, 130), b"\xff\xff\xff", "the hidden layer is shown")
            self.assertNotEqual(picture.at(20, 260), b"\xff\xff\xff", "the shown layer is hidden")
        properties = packet.look(packet.root()["/OCProperties"])
        self.assertEqual(len(packet.look(properties["/OCGs"])), 6)


class Sharing(Binding):
    def streams(self, packet):
        return [v["stream"]["dict"] for v in packet.objects.values() if "stream" in v]

    def scan(self, noise, page=""):
        data = bytes((i * 37 + noise * (i >> 3)) % 251 for i in range(30000))
        image = f"/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        return pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                    3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] {page} /Contents 4 0 R "
                       "/Resources << /XObject << /I 5 0 R >> >> >>",
                    4: stream("300 0 0 400 0 0 cm /I Do"), 5: stream(data, image)})

    def test_the_same_file_under_two_labels_is_stored_once(self):
        path = self.write_pdf("a.pdf", self.scan(3))
        packet = self.bind([{"document": path, "label": 1}, {"document": path, "label": 2}])
        self.assertEqual(sum(1 for d in self.streams(packet) if d.get("/Subtype") == "/Image"), 1)
        self.assertIn(label_text(1), documents.text_of(packet.path, 2))
        self.assertIn(label_text(2), documents.text_of(packet.path, 3))
        self.assertNotIn(label_text(1), documents.text_of(packet.path, 3))

    def test_copies_of_a_file_and_the_same_picture_in_others_are_stored_once(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", self.scan(3))},
                            {"document": self.write_pdf("b.pdf", self.scan(3))},
                            {"document": self.write_pdf("c.pdf", self.scan(3, "/Rotate 90"))}])
        self.assertEqual(sum(1 for d in self.streams(packet) if d.get("/Subtype") == "/Image"), 1)

    def test_different_data_of_the_same_length_stay_apart(self):
        paths = [self.write_pdf(f"{i}.pdf", self.scan(i)) for i in (3, 4)]
        packet = self.bind([{"document": p} for p in paths])
        pictures = documents.render(packet.path, first=2)
        for path, picture in zip(paths, pictures):
            self.assertEqual(documents.render(path)[0].data, picture.data)
        self.assertNotEqual(pictures[0].data, pictures[1].data)

    def album(self, content, more=""):
        """Six pages that share resources with six pictures; each draws one by its name."""
        image = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        objects = {1: "<< /Type /Catalog /Pages 2 0 R >>",
                   2: f"<< /Type /Pages /Count 6 /Kids [{' '.join(f'{10 + i} 0 R' for i in range(6))}] /Resources << "
                      f"/XObject << {' '.join(f'/I#20{i} {30 + i} 0 R' for i in range(6))} {more} >> >> >>",
                   40: stream("50 0 0 50 100 100 cm /I#203 Do", "/Type /XObject /Subtype /Form /BBox [0 0 300 300]")}
        for i in range(6):
            objects[10 + i] = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents {20 + i} 0 R >>"
            objects[20 + i] = stream(content.format(i))
            objects[30 + i] = stream(bytes((40 * i, 255 - 40 * i, i)), image)
        return self.write_pdf("album.pdf", pdf(objects))

    def images(self, packet):
        return sum(1 for d in self.streams(packet) if d.get("/Subtype") == "/Image")

    def assert_looks(self, path, packet, pages):
        for i, page in enumerate(pages):
            self.assertEqual(documents.render(path, first=page, last=page)[0].data,
                             documents.render(packet.path, first=2 + i, last=2 + i)[0].data)

    def test_pictures_of_pages_that_are_not_taken_stay_behind(self):
        path = self.album("q 90 0 0 90 10 10 cm /#49#20{0} Do Q")
        packet = self.bind([{"document": path, "pages": "2,5"}])
        self.assertEqual(self.images(packet), 2)
        self.assert_looks(path, packet, (2, 5))
        self.assertEqual(self.images(self.bind([{"document": path}])), 6)

    def test_pictures_that_a_form_borrows_from_the_page_come_along(self):
        path = self.album("q 90 0 0 90 10 10 cm /I#20{0} Do Q /F Do", "/F 40 0 R")
        packet = self.bind([{"document": path, "pages": "2"}])
        self.assert_looks(path, packet, (2,))
        self.assertEqual(self.images(packet), 6)

    def test_the_same_input_gives_the_same_bytes(self):
        documents_ = [{"document": self.write_pdf("a.pdf", rich()), "label": 1}, {"document": PDFS / "09-boxes.pdf"}]
        first = self.bind(documents_).path.read_bytes()
        self.assertEqual(self.bind(documents_).path.read_bytes(), first)

    def test_the_packet_is_linearized_on_request(self):
        packet = self.bind([{"document": self.write_pdf("a.pdf", rich())}], linearize=True)
        self.assertIn("no linearization errors", tool("qpdf", "--check-linearization", packet.path))

    def test_images_are_bound_too_and_leave_nothing_beside_the_packet(self):
        path = self.write_pdf("a.png", png(40, 30, lambda x, y: bytes((255, 6 * x, 8 * y)), density=1000))
        packet = self.bind([{"document": path, "label": 1}, {"document": path}])
        self.assertEqual((packet.page_count(), self.images(packet)), (3, 1))
        self.assertEqual(self.left_behind(), ["a.png", "own.pdf", "packet.pdf", "plan"])
        self.assertEqual(documents.render(packet.path, first=3)[0].at(0, 0)[0], 255)


class Sizes(Binding):
    DRAWING = "1 0 0 rg 0 0 300 400 re f 0 0 1 rg 20 20 60 60 re f "

    def test_other_sizes_are_scaled_onto_a4_as_they_are_shown(self):
        cases = {"small": ("/MediaBox [0 0 300 400]", (595, 842)), "wide": ("/MediaBox [0 0 400 300]", (842, 595)),
                 "turned": ("/MediaBox [0 0 300 400] /Rotate 90", (842, 595)),
                 "offset": ("/MediaBox [100 100 400 500] /CropBox [150 150 350 450]", (595, 842)),
                 "unit": ("/MediaBox [0 0 300 400] /UserUnit 10", (595, 842)),
                 "a3": ("/MediaBox [0 0 842 1191]", (595, 842))}
        packet = self.bind([{"document": self.write_pdf(f"{n}.pdf", one_page(self.DRAWING, page=p)), "label": 1}
                            for n, (p, _) in cases.items()], fit_a4=True)
        for i, (name, (_, size)) in enumerate(cases.items()):
            with self.subTest(case=name):
                picture = documents.render(packet.path, first=2 + i, last=2 + i)[0]
                self.assertEqual((picture.width, picture.height),
                                 tuple(-(-round(n * 1000 * documents.DPI / 72) // 1000) for n in
                                       ((595.276, 841.89) if size[0] < 600 else (841.89, 595.276))))
                self.assertIn(label_text(1), documents.text_of(packet.path, 2 + i))

    def test_a4_stays_untouched(self):
        path = self.write_pdf("a.pdf", one_page(self.DRAWING, page="/MediaBox [0 0 595 842]"))
        packet = self.bind([{"document": path}], fit_a4=True)
        self.assertEqual(documents.render(path)[0].data, documents.render(packet.path, first=2)[0].data)

    def test_the_scaled_page_stands_in_the_middle_with_its_ratio(self):
        path = self.write_pdf("a.pdf", one_page("1 0 0 rg 0 0 400 400 re f", page="/MediaBox [0 0 400 400]"))
        picture = documents.render(self.bind([{"document": path}], fit_a4=True).path, first=2)[0]
        middle = picture.width // 2
        red = [y for y in range(picture.height) if picture.at(middle, y) == b"\xff\x00\x00"]
        self.assertAlmostEqual(len(red), picture.width, delta=2)
        self.assertAlmostEqual(red[0], picture.height - 1 - red[-1], delta=2)
        self.assertEqual(picture.at(2, picture.height // 2), b"\xff\x00\x00")

    def test_patterns_and_links_are_scaled_with_the_page(self):
        content = "/Pattern cs /P scn 0 0 200 200 re f"
        data = one_page(content, page="/MediaBox [0 0 200 200] /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 20 20] "
                        "/A << /S /URI /URI (http://x) >> >>]",
                        resources="<< /Pattern << /P 5 0 R >> >>",
                        more={5: stream("0 0.5 0 rg 0 0 20 20 re f", "/Type /Pattern /PatternType 1 /PaintType 1 "
                                        "/TilingType 1 /BBox [0 0 40 40] /XStep 40 /YStep 40 /Resources << >>")})
        path = self.write_pdf("a.pdf", data)
        packet = self.bind([{"document": path}], fit_a4=True)
        before, after = documents.render(path)[0], documents.render(packet.path, first=2)[0]
        scale = after.width / before.width
        top = (after.height - before.height * scale) / 2
        for x, y in ((5, 133), (20, 133), (33, 133), (60, 100), (5, 105), (75, 75)):
            with self.subTest(x=x, y=y):
                self.assertTrue(documents.near(before.at(x, y), after.at(round((x + .5) * scale), round((y + .5) * scale + top))))
        rect = packet.look(packet.look(packet.json["pages"][1]["object"])["/Annots"])[0]
        rect = packet.look(rect)["/Rect"]
        self.assertAlmostEqual(rect[2] - rect[0], 20 * 595.276 / 200, places=2)
        self.assertAlmostEqual(rect[1], (841.89 - 595.276) / 2, places=2)

    def test_shrinking_makes_the_corner_clear(self):
        for turn in (0, 90, 180, 270):
            with self.subTest(turn=turn):
                path = self.write_pdf("a.pdf", one_page("1 0 0 rg 0 0 595 842 re f",
                                                        page=f"/MediaBox [0 0 595 842] /Rotate {turn}"))
                packet = self.bind([{"document": path, "label": 1, "shrink": True}])
                a, b = documents.render(path)[0], documents.render(packet.path, first=2)[0]
                self.assertEqual((a.width, a.height), (b.width, b.height))
                wide, high = round(40 / 25.4 * documents.DPI), round(15 / 25.4 * documents.DPI)
                clear = [b.at(x, y) for y in range(high) for x in range(b.width - wide, b.width)]
                self.assertNotIn(b"\xff\x00\x00", clear)
                row = [b.at(x, b.height - 3) == b"\xff\x00\x00" for x in range(b.width)]
                self.assertAlmostEqual(row.index(True), row[::-1].index(True), delta=1,
                                       msg="it stays in the middle, and at the foot")
                self.assertEqual(b.at(b.width // 2, b.height // 2), b"\xff\x00\x00")

    def test_only_labelled_pages_shrink(self):
        path = self.write_pdf("a.pdf", rich())
        packet = self.bind([{"document": path, "label": 1, "shrink": True}])
        self.assertEqual(documents.render(path, first=2, last=2)[0].data,
                         documents.render(packet.path, first=3, last=3)[0].data)
        self.assertEqual(destinations_of(packet, 2)[-1][1], (5, "/Fit"))

    def test_a_blank_page_is_like_the_last_one(self):
        data = one_page(page="/MediaBox [0 0 300 500] /CropBox [50 0 300 400] /Rotate 90")
        packet = self.bind([{"document": self.write_pdf("a.pdf", data), "blank_after": True},
                            {"document": self.write_pdf("b.pdf", one_page()), "destination": "b"}])
        pictures = documents.render(packet.path)
        self.assertEqual([(p.width, p.height) for p in pictures[1:3]], [(278, 174)] * 2)
        self.assertEqual(set(pictures[2].data), {255})
        self.assertEqual(self.said, ["document 1", "document 1"])
        self.assertRegex(tool("pdfinfo", "-dests", packet.path), r' 4 \[ XYZ')
