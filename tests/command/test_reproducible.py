"""The same answers give the same bytes, whatever the machine's clock, locale, zone and folder."""
import pathlib
import re
import shutil

import support
from support import environment, sample

# What may differ where SOURCE_DATE_EPOCH does: the dates and the id that follows from them.
DATED = re.compile(rb"/(CreationDate|ModDate) ?\([^)]*\)|/ID ?\[[^\]]*\]"
                   rb"|<xmp:(CreateDate|ModifyDate|MetadataDate)>[^<]*<")


class SameBytes(support.Test):
    def build(self, answers, name, cwd=None, **env):
        path = self.folder / name
        self.succeed("build", answers, "-o", path, cwd=cwd, env=environment(**env))
        return path.read_bytes()

    FIRST = []

    def setUp(self):
        super().setUp()
        if not self.FIRST:
            self.FIRST.append(self.build(sample("names"), "first.pdf"))
        self.first = self.FIRST[0]

    def test_two_builds(self):
        for name in support.SAMPLES:
            with self.subTest(case=name):
                once = self.build(sample(name), "once.pdf")
                again = self.build(sample(name), "again.pdf")
                self.assertTrue(once == again)

    def test_over_an_old_file(self):
        self.write("old.pdf", b"x" * 5_000_000)
        self.assertTrue(self.build(sample("names"), "old.pdf") == self.first)

    def test_under_another_locale(self):
        for locale in ("C", "POSIX", "C.UTF-8", "ja_JP.UTF-8", "ja_JP.eucJP", "de_DE.UTF-8", "tr_TR",
                       "no-such-locale"):
            with self.subTest(case=locale):
                other = self.build(sample("names"), "other.pdf", LC_ALL=locale, LANG=locale)
                self.assertTrue(other == self.first)

    def test_in_another_time_zone(self):
        for zone in ("UTC", "Asia/Tokyo", "Pacific/Kiritimati", "America/Anchorage"):
            with self.subTest(case=zone):
                self.assertTrue(self.build(sample("names"), "other.pdf", TZ=zone) == self.first)

    def test_from_another_working_folder(self):
        place = self.folder / "別の フォルダ"
        place.mkdir()
        shutil.copy(sample("names"), place / "回答.yaml")
        shutil.copytree(sample("names").parent / "docs", place / "docs")
        relative = self.build("回答.yaml", "other.pdf", cwd=place)
        absolute = self.build(place / "回答.yaml", "third.pdf", cwd="/")
        self.assertTrue(relative == self.first)
        self.assertTrue(absolute == self.first)

    def test_with_forms_and_fonts_named_another_way(self):
        data = self.data()
        other = self.build(sample("names"), "other.pdf", cwd=data, TSUZURI_DATA=".")
        self.assertTrue(other == self.first)
        copied = self.build(sample("names"), "third.pdf", TSUZURI_DATA=self.data("copy", copy=True))
        self.assertTrue(copied == self.first)

    def test_as_another_user_of_the_environment(self):
        other = self.build(sample("names"), "other.pdf", HOME=self.folder, USER="someone",
                           LANGUAGE="ja", XDG_CACHE_HOME=self.folder, COLUMNS="20",
                           NO_COLOR="1", MALLOC_PERTURB_="165")
        self.assertTrue(other == self.first)

    def test_the_trace_too(self):
        one = self.trace(sample("names"))
        two = self.trace(sample("names"), lang="ja", cwd="/")
        self.assertEqual(one, two)

    def test_tracing_and_the_grid_do_not_move_anything(self):
        both = self.folder / "both.pdf"
        self.succeed("build", sample("names"), "--trace", "-o", both, "--lang", "ja")
        self.assertTrue(both.read_bytes() == self.first)


class Dates(support.Test):
    def dated(self, epoch):
        path = self.folder / f"{epoch}.pdf"
        self.succeed("build", sample("renewal"), "--forms-only", "-o", path,
                     env=environment(SOURCE_DATE_EPOCH=epoch))
        return support.Pdf(path)

    def test_come_from_the_answers(self):
        pdf = self.pdf(sample("renewal"))
        self.assertTrue(pdf.info()["/CreationDate"].startswith("D:20261121"))

    def test_come_from_source_date_epoch_where_it_is_set(self):
        self.assertRegex(self.dated(0).info()["/CreationDate"], r"^D:19700101000000")
        self.assertRegex(self.dated(1700000000).info()["/CreationDate"], r"^D:20231114221320")

    def test_and_the_id_are_all_that_follows_source_date_epoch(self):
        one, two = (self.dated(e).path.read_bytes() for e in (1, 1893456000))
        self.assertFalse(one == two)
        self.assertTrue(DATED.sub(b"", one) == DATED.sub(b"", two))
        ids = [re.search(rb"/ID ?\[[^\]]*\]", b)[0] for b in (one, two)]
        self.assertNotEqual(*ids)

    def test_that_are_no_number_are_a_fault_of_usage(self):
        for epoch in ("yesterday", "1.5", "99999999999999999999", "12 ", "0x10"):
            with self.subTest(case=epoch):
                result = self.fail_with(2, "build", sample("new"), "-o", self.folder / "x.pdf",
                                        env=environment(SOURCE_DATE_EPOCH=epoch))
                self.assert_says(result, "SOURCE_DATE_EPOCH", epoch)
        self.assertEqual(self.left_behind(), [])

    def test_are_the_answers_where_source_date_epoch_is_empty(self):
        path = self.folder / "x.pdf"
        self.succeed("build", sample("new"), "-o", path,
                     env=environment(SOURCE_DATE_EPOCH=""))
        self.assertTrue(support.Pdf(path).info()["/CreationDate"].startswith("D:20261121"))


class TheProgramsPlace(support.Test):
    def test_is_found_beside_an_installed_program(self):
        installed = self.folder / "usr"
        (installed / "bin").mkdir(parents=True)
        shutil.copy(support.PROGRAM, installed / "bin/tsuzuri")
        for helper in ("tsuzuri-pdf", "tsuzuri-look"):
            shutil.copy(pathlib.Path(support.PROGRAM).parent / helper, installed / "bin")
        shutil.copytree(self.data(), installed / "share/tsuzuri")
        path = self.folder / "x.pdf"
        env = environment()
        done = support.subprocess.run([installed / "bin/tsuzuri", "build", sample("new"), "-o", path],
                                      env=env, capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        self.succeed("build", sample("new"), "-o", self.folder / "here.pdf")
        self.assertTrue(path.read_bytes() == (self.folder / "here.pdf").read_bytes())


if __name__ == "__main__":
    support.unittest.main()
