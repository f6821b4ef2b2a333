"""tsuzuri schema and tsuzuri new: what editors and beginners get."""
import json
import unittest

import check_base
import support
from support import SAMPLES, sample

try:
    import jsonschema
    import yaml
except ImportError:
    jsonschema = yaml = None


class Schema(support.Test):
    def schema(self):
        result = support.run("schema", "anshin-isp")
        self.assertEqual(result.code, 0, str(result))
        return json.loads(result.out)

    @unittest.skipUnless(jsonschema, "python3-jsonschema or python3-yaml is missing")
    def validator(self):
        schema = self.schema()
        jsonschema.Draft202012Validator.check_schema(schema)
        return jsonschema.Draft202012Validator(schema)

    def faults(self, text):
        answers = yaml.load(text, yaml.BaseLoader)
        return sorted("/".join(map(str, e.absolute_path)) for e in
                      self.validator().iter_errors(answers))

    def test_says_what_it_is(self):
        schema = self.schema()
        self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")
        self.assertEqual(schema["properties"]["date"]["title"], "申請日")
        self.assertEqual(schema["required"], ["tsuzuri", "form"])

    def test_every_sample_validates(self):
        for name in SAMPLES:
            with self.subTest(sample=name):
                self.assertEqual(self.faults(sample(name).read_text("utf-8-sig")), [])

    def test_complete_answers_validate(self):
        for providers in (0, 2):
            self.assertEqual(self.faults(check_base.text(check_base.full("new", providers))), [])

    def test_what_is_wrong_does_not(self):
        whole = check_base.full("renewal", 1)
        for path, value, blamed in (
                ("aplicant", "x", ""), ("application", "both", "application"),
                ("answers.3-1-7.distance", "1km", "answers/3-1-7"), ("form", "other", "form"),
                ("applicant.tel", "[1]", "applicant/tel"), ("upstream", "x", "upstream"),
                ("answers.1-1-1.check", "perhaps", "answers/1-1-1"), ("tsuzuri", "2", "tsuzuri")):
            answers = check_base.full("renewal", 1)
            check_base.place(answers, path, value)
            with self.subTest(path=path):
                self.assertEqual(self.faults(check_base.text(answers)), [blamed])
        self.assertEqual(self.faults(check_base.text(whole)), [])

    def test_editors_that_know_numbers_and_words_are_content_too(self):
        answers = {"tsuzuri": 1, "form": "anshin-isp", "applicant": {"users": 12000, "fax": None},
                   "declarations": {"upstream": True, "outage": False}}
        self.assertEqual(list(self.validator().iter_errors(answers)), [])

    def test_a_form_that_is_unknown(self):
        result = support.run("schema", "nothing")
        self.assertEqual((result.code, result.out), (2, ""))


class New(support.Test):
    def new(self, *args):
        result = support.run("new", "anshin-isp", *args)
        path = self.folder / "new.yaml"
        path.write_text(result.out, "utf-8")
        self.attach(path)
        return result, path

    def check(self, path):
        result = support.run("check", path, "--json")
        return result.code, json.loads(result.out)

    def test_the_starter_is_understood_and_lacks_only_values(self):
        result, path = self.new("--application", "renewal")
        self.assertEqual((result.code, result.err), (0, ""))
        code, report = self.check(path)
        self.assertEqual(code, 1)
        self.assertEqual({m["code"] for m in report["messages"]}, {"missing", "verdict"})
        self.assertEqual(report["verdict"]["application"], "renewal")

    def test_every_key_and_what_it_wants(self):
        result, _ = self.new()
        for text in ("application:", "new 新規 ／ renewal 更新", "date:", "3-1-7:",
                     "over-100km 100km以上", "バックアップデータ保管場所住所", "security-contact:"):
            self.assertIn(text, result.out)
        keys = [line.strip()[:-1] for line in result.out.split("\n") if line.endswith(":")]
        self.assertEqual([k for k in keys if k in check_base.ITEMS], list(check_base.ITEMS))

    def test_the_example_of_a_sheet_needs_only_its_marks_removed(self):
        result, path = self.new("--application", "new")
        head, tail = result.out.split("\nupstream:", 1)
        head = head.replace("  upstream:  ", "  upstream: yes")
        path.write_text(head + "\nupstream:" + tail.replace("\n  # ", "\n  "), "utf-8")
        _, report = self.check(path)
        self.assertEqual({m["code"] for m in report["messages"]}, {"missing", "verdict"})
        missing = [m["en"] for m in report["messages"] if "'upstream" in m["en"]]
        self.assertEqual(len(missing), 9)           # its nine squares

    def test_an_application_that_is_none(self):
        result, _ = self.new("--application", "both")
        self.assertEqual((result.code, result.out), (3, ""))

    def test_last_years_answers_are_carried_over_but_what_is_stale(self):
        for name in SAMPLES:
            with self.subTest(sample=name):
                result, path = self.new("--from", sample(name))
                self.assertEqual(result.code, 0, str(result))
                told = {m["text"].split("'")[1] for m in result.messages}
                code, report = self.check(path)
                missing = {m["en"].split("'")[1] for m in report["messages"]
                           if m["code"] == "missing"}
                self.assertEqual({m["code"] for m in report["messages"]} - {"verdict", "no-attachment"}, {"missing"})
                for key in missing:
                    self.assertTrue(any(key.startswith(t) for t in told), key)
                self.assertIn("date", told)

    def test_what_is_carried_over_prints_the_same(self):
        """With what was dropped put back, the paper is last year's."""
        answers = check_base.full("renewal", 2)
        old = self.folder / "old.yaml"
        old.write_text(check_base.text(answers), "utf-8")
        _, path = self.new("--from", old)
        text = path.read_text("utf-8")
        self.assertIn("license: 第0012号", text)
        self.assertNotIn("2026-11-21 ", text.replace("（例: 2026-11-21", ""))
        self.assertIn("date: 2001-04-02", text)

    def test_another_forms_answers_are_refused(self):
        other = self.folder / "other.yaml"
        other.write_text("tsuzuri: 1\nform: tiny\n")
        result, _ = self.new("--from", other)
        self.assertEqual((result.code, result.out), (3, ""))


if __name__ == "__main__":
    unittest.main()
