"""How a run ends: 0 printed; 1 values are missing or do not fit; 2 wrong usage; 3 an input cannot
be read or understood; 4 the PDF cannot be written. On 1 to 4 no file is touched."""
import json
import os
import re
import resource
import signal
import subprocess
import time

import support
from support import environment, sample

OLD = b"%PDF-1.4 an old packet\n"
SMALL = sample("new")   # two documents are attached: enough where only the writing matters


class Untouched(support.Test):
    """Every failure leaves the old packet as it was, and nothing beside it."""

    def as_nobody(self):
        """Root may read and write everything: a step down, where the tests run as root."""
        if os.getuid():
            return None
        self.folder.chmod(0o755)
        return lambda: os.setuid(65534)

    def fails(self, code, *args, **more):
        output = self.write("out/packet.pdf", OLD)
        result = self.fail_with(code, "build", *args, "-o", output, **more)
        self.assertEqual(output.read_bytes(), OLD)
        self.assertEqual([p.name for p in output.parent.iterdir()], ["packet.pdf"])
        self.assert_says(result, "nothing was written")
        return result


class Code0(support.Test):
    def test_a_printed_packet(self):
        self.pdf(sample("renewal"))

    def test_a_verdict_that_would_fail_is_only_a_warning(self):
        result = self.succeed("build", sample("mostly-no"), "-o", self.folder / "x.pdf")
        warnings = [m["text"] for m in result.messages if m["level"] == "warning"]
        self.assertTrue(any("would fail" in w for w in warnings), str(result))
        self.assertTrue(any("2 of 29" in w for w in warnings), str(result))
        ja = self.succeed("build", sample("mostly-no"), "-o", self.folder / "x.pdf", lang="ja")
        self.assert_says(ja, "警告: このままでは不合格です。必須項目は2／29項目しか満たしていません")

    def test_a_good_packet_brings_no_warning(self):
        result = self.succeed("build", sample("renewal"), "-o", self.folder / "x.pdf")
        self.assertEqual([m for m in result.messages if m["level"] == "error"], [])

    def test_help_and_version(self):
        for args in (["--help"], ["-h"], ["help"], ["--version"], ["build", "--help"],
                     ["build", "-h"]):
            with self.subTest(case=" ".join(args)):
                self.assertNotEqual(self.succeed(*args).out, "")

    def test_an_old_file_is_replaced_and_keeps_its_permissions(self):
        path = self.write("packet.pdf", OLD)
        path.chmod(0o640)
        self.succeed("build", SMALL, "-o", path)
        self.assertTrue(path.read_bytes().startswith(b"%PDF-"))
        self.assertNotEqual(path.read_bytes(), OLD)
        self.assertEqual(path.stat().st_mode & 0o777, 0o640)

    def test_a_new_file_follows_the_umask(self):
        path = self.folder / "packet.pdf"
        self.succeed("build", SMALL, "-o", path, before=lambda: os.umask(0o027))
        self.assertEqual(path.stat().st_mode & 0o777, 0o640)

    def test_a_link_stays_a_link(self):
        target = self.write("deep/packet.pdf", OLD)
        link = self.folder / "link.pdf"
        link.symlink_to("deep/packet.pdf")
        self.succeed("build", SMALL, "-o", link)
        self.assertTrue(link.is_symlink())
        self.assertNotEqual(target.read_bytes(), OLD)

    def test_nothing_else_is_left_in_the_folder(self):
        self.succeed("build", SMALL, "-o", self.folder / "packet.pdf")
        self.assertEqual(self.left_behind(), ["packet.lock", "packet.pdf"])


class Code1(Untouched):
    LACKING = ("  company: 株式会社みなとネット\n  representative", "  representative")

    def test_a_missing_value(self):
        answers = self.sample_with("renewal", self.LACKING)
        result = self.fails(1, answers)
        self.assertEqual(len(result.errors()), 1, str(result))
        self.assert_says(result, "applicant.company", "会社名", "--draft")
        line = self.place(answers, "applicant:").split(":")[0]
        self.assertIn(f"{answers}:{line}:", result.err)

    def test_all_missing_values_at_once_each_with_its_place(self):
        answers = self.sample_with(
            "renewal", self.LACKING, ("date: 2026-11-21             # 申請日", "# "),
            ("    department: 情報システム部　部長\n", ""), ("    distance: 100km以上      #", "    #"),
            ("  2-1-2: {check: yes, ", "  2-1-2: {"), ("    result: none ", "    # "))
        result = self.fails(1, answers)
        for path in ("date", "applicant.company", "answers.1-1-3.department", "answers.2-1-2.check",
                     "answers.3-1-7.distance", "answers.7-0-2.result"):
            self.assert_says(result, f"'{path}'")
        self.assertEqual(len(result.errors()), 6, str(result))
        for line in result.err.split("\n"):
            if ": error: " in line:
                self.assertRegex(line, rf"^{re.escape(str(answers))}(:\d+:\d+)?: error: ")
        places = [(int(a or 0), int(b or 0)) for a, b in result.places()]
        self.assertEqual(places, sorted(places), "in the order of the file")

    def test_in_japanese(self):
        result = self.fail_with(1, "build", self.sample_with("renewal", self.LACKING), "-o",
                                self.folder / "x.pdf", lang="ja")
        self.assert_says(result, "エラー: 「applicant.company」（", "会社名", "--draft",
                         "何も書き出していません")

    def test_an_almost_empty_file_lists_everything(self):
        answers = self.write("a.yaml", "tsuzuri: 1\nform: anshin-isp\n")
        result = self.fails(1, answers)
        self.assertGreater(len(result.errors()), 70)
        self.assert_says(result, "'application'", "'applicant.service'", "'declarations.upstream'",
                         "'answers.7-6-3.check'", "'closing.email'", "'security-contact.tel'")

    def test_what_was_not_asked_for_is_not_missing(self):
        answers = self.tiny_with(("agree: yes", "agree: no"))
        result = self.fail_with(1, "build", answers, "--trace", data=self.data())
        self.assert_says(result, "'reason'")
        self.succeed("build", self.tiny_with(), "--trace", data=self.data())

    def test_an_empty_value_is_missing(self):
        for empty in ("", " ~", " null", " ''", ' ""', ' "  "'):
            with self.subTest(case=empty):
                answers = self.tiny_with(("company: 株式会社こまどり", f"company:{empty}"))
                result = self.fail_with(1, "build", answers, "--trace", data=self.data())
                self.assert_says(result, "'company'")

    def test_a_value_that_does_not_fit_and_may_not_continue(self):
        answers = self.tiny_with(("strict: 一行に収まる摘要", "strict: " + "長い摘要" * 60))
        for lang in ("en", "ja"):
            result = self.fail_with(1, "build", answers, "--trace", data=self.data(), lang=lang)
            self.assertIn(f"{answers}:{self.place(answers, '長い摘要' * 60)}: ", result.err)

    def test_a_value_too_large_for_its_continuation_is_the_answers_fault(self):
        """A letter under two hundred accents is taller than any line, here and on the next sheet."""
        memo = "あ" + "\u0301" * 200
        answers = self.write("answers.yaml", "tsuzuri: 1\nform: tiny\ndate: 2026-11-21\nkind: first\ncompany: x\n"
                             f"agree: yes\nmemo: {memo}\n")
        result = self.fail_with(1, "build", answers, "--draft", "--trace", data=self.data())
        self.assert_says(result, f"{answers}:{self.place(answers, memo)}: error: '備考' does not fit")
        self.assertNotIn("form's own text", result.err)

    def test_a_draft_prints_all_the_same(self):
        answers = self.sample_with("renewal", self.LACKING)
        pdf = self.pdf(answers, "--draft")
        for page in range(1, pdf.page_count() + 1):
            self.assertIn("下書き", support.fold(pdf.text(page, page)), page)

    def test_a_packet_that_is_no_draft_is_not_marked(self):
        self.assertNotIn("下書き", support.fold(self.pdf(sample("renewal")).text()))


class Code2(Untouched):
    def test_wrong_usage(self):
        good = sample("renewal")
        for args, says in (
                ([], "usage"), (["print"], "unknown command 'print'"),
                (["build"], "an answer file is needed"), (["build", good], "-o"),
                (["build", good, good, "-o", "x.pdf"], "one answer file"),
                (["build", good, "--colour", "-o", "x.pdf"], "--colour"),
                (["build", good, "-x"], "-x"),
                (["build", good, "-o"], "needs a value"),
                (["build", good, "--output"], "needs a value"),
                (["build", good, "--set", "application"], "KEY=VALUE"),
                (["build", good, "--set", "=new"], "KEY=VALUE"),
                (["build", good, "--lang", "fr"], "ja or en"),
                (["build", "--blank", "--draft", "anshin-isp", "-o", "x.pdf"], "--draft"),
                (["build", "--blank", "no-such-form", "-o", "x.pdf"], "no-such-form"),
                (["build", "--blank", "-o", "x.pdf"], "needed")):
            with self.subTest(case=" ".join(map(str, args[-4:]))):
                result = self.fail_with(2, *args, cwd=self.folder)
                self.assert_says(result, says)
                self.assertEqual(self.left_behind(), [])

    def test_an_option_that_is_no_text_is_refused_without_its_bytes(self):
        good = sample("renewal")
        for command in ("build", "check"):
            for value in (b"application=ne\xff", b"application=ne\x1b[31mw", b"a\x07=x", b"\xffb=x", "申請区分=\u2028".encode()):
                with self.subTest(command=command, value=value):
                    more = ["-o", "x.pdf"] if command == "build" else ["--json"]
                    done = subprocess.run([support.PROGRAM, command, good, "--set", value, *more], cwd=self.folder,
                                          capture_output=True, env=dict(support.environment("en"), TSUZURI_DATA=str(support.ROOT)))
                    self.assertEqual(done.returncode, 2)
                    out = (done.stdout + done.stderr).decode("utf-8")  # or it fails
                    self.assertIn("UTF-8 without control characters", out)
                    self.assertNotRegex(out, "[\x00-\x09\x0b-\x1f\x7f\u2028]")
                    if command == "check":
                        self.assertEqual(json.loads(done.stdout)["messages"][0]["code"], "not-text")
                    self.assertEqual(self.left_behind(), [])
        for args in ((["build", good, "--only", b"\xff", "-o", "x.pdf"]), (["build", good, "--with", b"\x1b", "-o", "x.pdf"]),
                     (["certify", "r.csv", "--form", b"a\xff"]), (["new", b"\x1b\xff"]), (["schema", b"a\x01"]),
                     (["new", "anshin-isp", "--application", b"\xff"]), (["build", "--blank", b"\xff", "-o", "x.pdf"]), (["build", good, b"--\xff\x1b"]), (["check", good, "--set", b"\xff"])):
            done = subprocess.run([support.PROGRAM, *args], cwd=self.folder, capture_output=True,
                                  env=dict(support.environment("en"), TSUZURI_DATA=str(support.ROOT)))
            self.assertEqual(done.returncode, 2, args)
            self.assertNotRegex(done.stderr.decode("utf-8"), "[\x00-\x09\x0b-\x1f\x7f]")

    def test_an_answer_that_is_set_twice(self):
        good = sample("renewal")
        result = self.fail_with(3, "build", good, "--set", "application=new", "--set", "application=renewal", "-o", "x.pdf")
        self.assert_says(result, "'application' is answered twice: by --set, too")
        self.assertNotIn("line 0", result.err)

    def test_a_document_is_only_suggested_where_it_is_near(self):
        good = sample("renewal")
        near = self.fail_with(2, "build", good, "--only", "aplication", "-o", "x.pdf")
        self.assert_says(near, "did you mean 'application'?")
        for name in ("zzz", "packet"):
            far = self.fail_with(2, "build", good, "--only", name, "-o", "x.pdf")
            self.assert_says(far, "it has: application, answer-sheet, upstream")
            self.assertNotIn("did you mean", far.err)

    def test_help_is_offered(self):
        result = self.fail_with(2, "build", "--colour", cwd=self.folder)
        self.assert_says(result, "try 'tsuzuri build --help'")
        result = self.fail_with(2, "build", "--colour", cwd=self.folder, lang="ja")
        self.assert_says(result, "知らないオプションです", "--help")

    def test_an_empty_name_of_an_output_is_no_place(self):
        self.assertIn(support.run("build", sample("renewal"), "-o", "", cwd=self.folder).code, (2, 4))


class Code3(Untouched):
    def tiny(self, text):
        return self.write("answers.yaml", "tsuzuri: 1\nform: tiny\n" + text)

    def test_no_such_file(self):
        result = self.fails(3, self.folder / "none.yaml")
        self.assert_says(result, "none.yaml", "no such file")

    def test_a_folder_instead_of_a_file(self):
        result = self.fails(3, self.folder)
        self.assert_says(result, str(self.folder), "folder" if "folder" in result.err else "regular")

    def test_a_file_that_may_not_be_read(self):
        answers = self.sample_with("renewal")
        answers.chmod(0)
        self.assert_says(self.fails(3, answers, before=self.as_nobody()), "permission denied")

    def test_a_device_instead_of_a_file(self):
        self.assert_says(self.fails(3, "/dev/null"), "/dev/null")
        self.assert_says(self.fails(3, "/dev/zero"), "/dev/zero")

    def test_a_shortage_of_open_files_is_told_as_one(self):
        def few():
            resource.setrlimit(resource.RLIMIT_NOFILE, (14, 14))
        result = self.fails(3, sample("renewal"), before=few)
        self.assert_says(result, "just now (system error 24)")
        self.assertNotIn("install", result.err)

    def test_a_pipe_that_never_speaks(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        self.assert_says(self.fail_with(3, "build", pipe, "--trace", limit=10), "pipe")

    def test_a_file_that_is_too_large(self):
        answers = self.write("answers.yaml", b"# " + b"x" * 5_000_000)
        self.assert_says(self.fails(3, answers), "too large")

    def test_a_form_that_is_not_there(self):
        answers = self.write("answers.yaml", "tsuzuri: 1\nform: anshin-sip\n")
        result = self.fails(3, answers)
        self.assert_says(result, "answers.yaml:2:7: error: ", "anshin-sip")

    def test_a_form_outside_of_the_forms(self):
        for form in ("../../etc", "/etc", "..", "a/../../b"):
            with self.subTest(case=form):
                self.fails(3, self.write("a.yaml", f"tsuzuri: 1\nform: {form}\n"))

    def test_data_that_is_not_there(self):
        result = self.fail_with(3, "build", sample("renewal"), "--trace", data=self.folder / "none")
        self.assert_says(result, "anshin-isp")

    def test_an_unknown_key_with_the_one_that_was_meant(self):
        answers = self.sample_with("renewal", ("  representative: 代表", "  representativ: 代表"))
        result = self.fails(3, answers)
        self.assert_says(result, f"{answers}:{self.place(answers, 'representativ:')}: error: ",
                         "did you mean 'representative'?")

    def test_all_faults_of_the_file_at_once(self):
        answers = self.sample_with(
            "renewal", ("  service: みなと", "  servise: みなと"), ("date: 2026-11-21      ", "date: 2026-13-41      "),
            ("application: 更新", "application: 更改"), ("  upstream: no ", "  upstream: maybe "))
        result = self.fails(3, answers)
        self.assertEqual(len(result.errors()), 4, str(result))


class Code4(Untouched):
    def cannot_write(self, output, *says, **more):
        result = self.fail_with(4, "build", SMALL, "-o", output, **more)
        self.assert_says(result, str(output), "nothing was written", *says)
        ja = self.fail_with(4, "build", SMALL, "--forms-only", "-o", output, lang="ja", **more)
        self.assert_says(ja, "何も書き出していません")
        return result

    def test_a_folder_that_is_not_there(self):
        self.cannot_write(self.folder / "none/packet.pdf", "no such file or folder")
        self.assertEqual(self.left_behind(), [])

    def test_a_path_below_a_file(self):
        file = self.write("file", "x")
        self.cannot_write(file / "packet.pdf", "no folder")
        self.assertEqual(self.left_behind(), ["file"])

    def test_a_folder_as_the_file(self):
        target = self.folder / "packet.pdf"
        target.mkdir()
        self.cannot_write(target)
        self.assertEqual(list(target.iterdir()), [])

    def test_a_device(self):
        for device in ("/dev/full", "/dev/null"):
            self.cannot_write(device)

    def test_a_name_that_is_too_long(self):
        self.cannot_write(self.folder / ("あ" * 100 + ".pdf"), "too long")
        self.assertEqual(self.left_behind(), [])

    def test_a_link_that_runs_in_a_circle(self):
        link = self.folder / "link.pdf"
        link.symlink_to("link.pdf")
        self.cannot_write(link)

    def test_a_folder_that_may_not_be_written(self):
        place = self.folder / "closed"
        place.mkdir()
        place.chmod(0o555)
        self.cannot_write(place / "packet.pdf", "permission denied", before=self.as_nobody())

    def test_a_disk_that_is_full(self):
        def full():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))
        output = self.write("packet.pdf", OLD)
        self.cannot_write(output, before=full)
        self.assertEqual(output.read_bytes(), OLD)
        self.assertEqual(self.left_behind(), ["packet.pdf"])

    def test_a_file_size_limit_of_the_shell(self):
        output = self.write("packet.pdf", OLD)
        command = f"ulimit -f 16; exec '{support.PROGRAM}' build '{SMALL}' -o '{output}'"
        done = subprocess.run(["sh", "-c", command], capture_output=True,
                              env=environment(TSUZURI_DATA=support.ROOT))
        self.assertEqual(output.read_bytes(), OLD)
        self.assertEqual(self.left_behind(), ["packet.pdf"])
        self.assertEqual(done.returncode, 4, done.stderr.decode())

    def test_standard_output_that_takes_no_trace(self):
        with open("/dev/full", "wb") as full:
            result = support.run("build", sample("renewal"), "--trace", stdout=full)
        self.assertEqual(result.code, 4, str(result))
        self.assert_says(result, "standard output")


class Killed(support.Test):
    """A build that is stopped leaves the old packet or the new one, whole, and nothing beside it."""

    def stop_after(self, seconds, number, output):
        process = subprocess.Popen(
            [support.PROGRAM, "build", str(sample("longest")), "-o", str(output)],
            env=environment(TSUZURI_DATA=support.ROOT), stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(number)
        return process.wait(30)

    def test_leaves_nothing_behind(self):
        new = self.folder / "new.pdf"
        self.succeed("build", sample("longest"), "-o", new)
        whole = new.read_bytes()
        new.unlink()
        (self.folder / "new.lock").unlink()
        output = self.folder / "packet.pdf"
        for step in range(12):
            number = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[step % 3]
            output.write_bytes(OLD)
            code = self.stop_after(step * 0.05, number, output)
            self.assertIn(code, (0, -number))
            self.assertIn(output.read_bytes(), (OLD, whole))
            left = self.left_behind()
            self.assertEqual([name for name in left if name != "packet.lock"], ["packet.pdf"])
            if "packet.lock" in left:       # it never comes before its packet
                self.assertEqual(output.read_bytes(), whole)
                (self.folder / "packet.lock").unlink()


if __name__ == "__main__":
    support.unittest.main()
