"""The whole round with another authority's papers, by the commands that serve the first one:
build, check, bind, sign and send, correct, compare, and print only the sheets that change."""
import json
import shutil
import unittest

from replacement import Replacement
from support import ROOT, Test, fold, run, tool

OTHER = ROOT / "samples/new/docs"


class Round(Replacement, Test):
    form = None

    def setUp(self):
        super().setUp()
        if self.form:
            shutil.copytree(ROOT / "samples" / self.form, self.folder, dirs_exist_ok=True)

    def change(self, name, *changes):
        path = self.folder / name
        text = path.read_text("utf-8")
        for old, new in changes:
            self.assertEqual(text.count(old), 1, old)
            text = text.replace(old, new)
        path.write_text(text, "utf-8")

    def build(self, name, out, *options):
        self.succeed("build", self.folder / name, "-o", self.folder / out, *options)
        return self.folder / out

    def diff(self, name, since):
        result = run("diff", self.folder / name, "--since", self.folder / since, "--json")
        told = json.loads(result.out)
        self.assertEqual(result.code, int(told["changed"] > 0), str(result))
        return told

    def correct(self, name, since, out):
        told = self.succeed("reprint", self.folder / name, "--since", self.folder / since, "-o",
                            self.folder / out, "--date", "2026-12-01", "--json").out
        return json.loads(told)

    def changes(self, told):
        return [(c["former"], c["now"]) for c in told["changes"]]

    def labels(self, told, action):
        pages = [s["now"] or s["former"] for s in told["sheets"] if s["action"] == action]
        return [p["label"] for sheet in pages for p in sheet]

    def sent(self, name, *options):
        """A packet that was checked, built, signed and sent."""
        self.assertIn(run("check", self.folder / name).code, (0, 1))
        packet = self.build(name, "packet.pdf", *options)
        self.succeed("issue", self.folder / "packet.lock")
        self.fail_with(4, "build", self.folder / name, "-o", packet)
        self.assertEqual(self.diff(name, "packet.lock")["changed"], 0)
        return packet

    def corrected(self, name, packet, *options, since="packet.lock", round="first"):
        """What the slip says, done: the packet that building afresh gives."""
        expected = self.diff(name, since)
        told = self.correct(name, since, round + ".pdf")
        self.assertEqual([(s["action"], s["now"]) for s in told["sheets"]],
                         [(s["action"], s["now"]) for s in expected["sheets"]])
        replaced = self.replace(packet, self.folder / (round + ".pdf"), told, round + "-packet.pdf")
        self.assert_same_print(replaced, self.build(name, round + "-fresh.pdf", *options))
        return replaced, told


class Disclosure(Round):
    form = "asp-disclosure"

    def document(self, name, source):
        shutil.copyfile(OTHER / source, self.folder / "docs" / name)

    def test_a_value_is_corrected(self):
        for options in ((), ("--duplex",)):
            with self.subTest(case=options):
                self.setUp()
                packet = self.sent("answers.yaml", *options)
                self.change("answers.yaml", ("電話: 045-000-5670", "電話: 045-000-5671"))
                _, told = self.corrected("answers.yaml", packet, *options)
                self.assertEqual(self.changes(told), [("045-000-5670", "045-000-5671")])
                self.assertEqual(self.labels(told, "replace"), ["A"])

    def test_an_attached_document_is_replaced_then_another_value(self):
        packet = self.sent("answers.yaml")
        self.document("operation.pdf", "3-1-6-recovery.pdf")
        packet, told = self.corrected("answers.yaml", packet)
        self.assertEqual(self.changes(told), [])
        self.assertEqual(len(self.labels(told, "replace")), 1)
        self.change("answers.yaml", ("年2回の研修", "年3回の研修"))
        _, told = self.corrected("answers.yaml", packet, since="first.lock", round="second")
        self.assertEqual(len(told["changes"]), 1)
        self.assertEqual(self.labels(told, "replace"), ["B-1"])

    def test_one_more_document_moves_its_number_on_the_list(self):
        packet = self.sent("answers.yaml")
        self.document("more.pdf", "2-1-1-diagnosis.pdf")
        self.change("answers.yaml", ("[{資料名称: パッチ管理手順書, 記載箇所: p.2}]",
                                     "[{資料名称: パッチ管理手順書, 記載箇所: p.2, file: docs/more.pdf}]"))
        _, told = self.corrected("answers.yaml", packet)
        self.assertEqual(self.changes(told), [(None, "docs/more.pdf")])
        self.assertEqual(len(self.labels(told, "add")), 1)

    def test_a_change_is_told_once_though_the_list_of_documents_repeats_it(self):
        self.sent("answers.yaml")
        self.change("answers.yaml", ("資料名称: サービス仕様書, 記載箇所: p.8", "資料名称: 仕様説明書, 記載箇所: p.8"),
                    ("日付: 2026-11-02", "日付: 2026-11-03"))
        told = self.diff("answers.yaml", "packet.lock")
        self.assertEqual(self.changes(told), [("サービス仕様書", "仕様説明書"),
                                              ("令和8年11月2日", "令和8年11月3日")])
        text = self.succeed_with(1, "diff", "answers.yaml")
        papers = text[text.index("内訳-2"):]
        self.assertIn("サービス仕様書 → 仕様説明書", papers)
        self.assertIn("令和8年11月2日 → 令和8年11月3日", papers)      # printed on that list alone
        self.assertNotIn("changes that print nothing", text)

    def succeed_with(self, code, command, name):
        result = run(command, self.folder / name, "--since", self.folder / "packet.lock")
        self.assertEqual(result.code, code, str(result))
        return result.out

    def test_the_lock_holds_answers_only(self):
        self.sent("answers.yaml")
        lock = (self.folder / "packet.lock").read_text("utf-8")
        self.assertIn('"contact.tel": "045-000-5670"', lock)
        self.assertNotIn("attachments.", lock)

    def test_reprint_shows_the_new_title_in_red_on_the_list_of_documents_too(self):
        self.sent("answers.yaml")
        self.change("answers.yaml", ("資料名称: パッチ管理手順書", "資料名称: 修正プログラム管理手順書"))
        self.succeed("reprint", self.folder / "answers.yaml", "--since", self.folder / "packet.lock",
                     "-o", self.folder / "c.pdf", "--date", "2026-12-01", "--red")
        text = fold(tool("pdftotext", "-raw", self.folder / "c.pdf", "-"))
        self.assertEqual(text.count("パッチ管理手順書→修正プログラム管理手順書"), 4)    # twice on the slip

    def test_the_renewal_the_change_and_the_end(self):
        for name, old, new, label in (
                ("renewal.yaml", "使用の方法: 認定サービスの欄だけ", "使用の方法: 認定サービスの頁だけ", "自己申告"),
                ("change.yaml", "変更後: 電話045-000-5699", "変更後: 電話045-000-5688", "変更届"),
                ("end.yaml", "提供を終了した日: 2026-10-31", "提供を終了した日: 2026-10-30", "終了届")):
            with self.subTest(case=name):
                self.setUp()
                packet = self.sent(name)
                self.change(name, (old, new))
                _, told = self.corrected(name, packet)
                self.assertEqual(self.labels(told, "replace"), [label])
                self.assertEqual(len(told["changes"]), 1)

    def test_a_red_renewal_is_corrected(self):
        args = ("--against", self.folder / "answers.yaml", "--red")
        packet = self.sent("renewal.yaml", *args)
        self.change("renewal.yaml", ("申請内容: 3か月前", "申請内容: 4か月前"))
        _, told = self.corrected("renewal.yaml", packet, *args)
        self.assertEqual(self.changes(told), [("3か月前", "4か月前")])
        self.assertEqual(self.labels(told, "replace"), ["B-2"])


class ExternalService(Round):
    form = "external-service"

    def test_a_check_is_corrected(self):
        for options in ((), ("--duplex",)):
            with self.subTest(case=options):
                self.setUp()
                packet = self.sent("answers.yaml", *options)
                self.change("answers.yaml", ("16: {導入事業者: yes, 外部サービス提供者: no}",
                                             "16: {導入事業者: yes, 外部サービス提供者: yes}"))
                _, told = self.corrected("answers.yaml", packet, *options)
                self.assertEqual(len(told["changes"]), 1)
                self.assertEqual(len([s for s in told["sheets"] if s["action"] != "keep"]), 1)

    def test_a_check_of_one_of_several_services(self):
        packet = self.sent("compare.yaml")
        self.change("compare.yaml", ("      21: {外部サービス提供者: no}", "      21: {外部サービス提供者: yes}"))
        _, told = self.corrected("compare.yaml", packet)
        self.assertEqual(len(told["changes"]), 1)
        replaced = self.labels(told, "replace")
        self.assertEqual(len(replaced), 2)             # its sheet, and the comparison
        self.assertTrue(any("比較" in label for label in replaced), replaced)

    def test_one_service_less(self):
        packet = self.sent("compare.yaml")
        text = (self.folder / "compare.yaml").read_text("utf-8")
        at = text.index("  - サービス名: やまかぜ台帳管理")
        (self.folder / "compare.yaml").write_text(text[:at], "utf-8")
        _, told = self.corrected("compare.yaml", packet)
        self.assertEqual(len(self.labels(told, "remove")), 4)


if __name__ == "__main__":
    unittest.main()
