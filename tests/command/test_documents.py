"""build --only and --with, and the sheets that the declarations decide."""
import re
import unittest

import check_base
import support
from support import sample


class Documents(support.Test):
    def documents(self, answers, *options):
        path = self.folder / "a.yaml"
        path.write_text(check_base.text(answers), "utf-8")
        trace = self.succeed("build", path, "--trace", "--forms-only", *options).out
        return [m.split()[0] for m in re.findall(r"(?m)^page (\S+ \d+)", trace)], trace

    def names(self, answers, *options):
        return list(dict.fromkeys(self.documents(answers, *options)[0]))

    def test_the_upstream_sheet_prints_where_it_is_declared(self):
        self.assertEqual(self.names(check_base.full()), ["application", "answer-sheet"])
        self.assertEqual(self.names(check_base.full("new", 1)),
                         ["application", "answer-sheet", "upstream"])

    def test_each_provider_has_a_sheet_of_its_own(self):
        answers = check_base.full("renewal", 2)
        answers["upstream"][1]["1-1-1"]["service"] = "第二光"
        pages, trace = self.documents(answers, "--only", "upstream")
        self.assertEqual(pages, ["upstream"] * 4)
        self.assertIn("label 上位1-1", trace)
        self.assertIn("label 上位2-2", trace)
        self.assertEqual(len(re.findall(r"(?m)^page upstream 2,", trace)), 2)
        self.assertEqual(trace.count("第二光"), 2)

    def test_a_sheet_that_would_fail_is_a_warning(self):
        answers = check_base.full("renewal", 2)
        answers["upstream"][1]["5-1-4"] = "no"
        path = self.folder / "a.yaml"
        path.write_text(check_base.text(answers), "utf-8")
        result = self.succeed("build", path, "--trace", "--forms-only")
        self.assertIn("would fail: 8 of 9 required items of this sheet are met", result.err)

    def test_one_document_alone(self):
        self.assertEqual(self.names(check_base.full(), "--only", "application"), ["application"])
        self.assertEqual(self.names(check_base.full(), "--only", "questions"), ["questions"])

    def test_another_document_as_well(self):
        self.assertEqual(self.names(check_base.full(), "--with", "questions", "--with", "requirements"),
                         ["application", "answer-sheet", "requirements", "questions"])

    def test_the_list_of_questions_knows_the_application(self):
        for application, points in (("new", "（5点）"), ("renewal", "（必須）")):
            answers = check_base.full(application)
            _, trace = self.documents(answers, "--only", "questions")
            first = trace.index('"1-1-2"')
            self.assertIn(points, trace[first:first + 300], application)

    def test_a_document_that_is_unknown(self):
        result = support.run("build", sample("new"), "--trace", "--only", "question")
        self.assertEqual(result.code, 2)
        self.assertIn("did you mean 'questions'", result.err)


if __name__ == "__main__":
    unittest.main()
