"""Runs the tables of tests/cases/programmes: what check says of changed samples."""
import json
import re
import unittest

import support
from support import ROOT, run


# Notes that the disclosure programme's sample always gets.
STANDING = re.compile("does not state the minimum|are not printed in form B")


class Case:
    def __init__(self, where, title):
        self.where, self.title, self.sample = where, title, None
        self.changes, self.messages, self.verdict = [], [], None

    def add(self, line):
        if line.startswith("sample "):
            self.sample = line.split()[1]
        elif line.startswith("! "):
            self.messages.append(tuple(line[2:].split(" ", 2)))
        elif line.startswith("= "):
            self.verdict = line[2:]
        else:
            old, new = re.split(r" =>(?: |$)", line, maxsplit=1)
            self.changes.append((old.replace("\\n", "\n"), new.replace("\\n", "\n")))


def cases():
    found = []
    for path in sorted((ROOT / "tests/cases/programmes").glob("*.txt")):
        blocks = path.read_text("utf-8").split("\n\n")[1:]
        for block in blocks:
            lines = [li for li in block.split("\n") if li.strip()]
            case = Case(path.name, lines[0][2:])
            for line in lines[1:]:
                case.add(line)
            found.append(case)
    return found


def summary(report, code):
    verdict = report["verdict"]
    if not verdict:
        return f"none exit {code}"
    counts = [(verdict["met"], verdict["required"])]
    counts = [(s["met"], s["required"]) for s in verdict["sheets"]] or counts
    lacks = [x["item"] for x in verdict["lacks"]] if verdict["sheets"] else []
    words = [verdict["outcome"], *(f"{m}/{r}" for m, r in counts)]
    words += ["lacks", *lacks] if lacks else []
    return " ".join(words) + f" exit {code}"


class Table(support.Test):
    def check_case(self, case):
        text = (ROOT / "samples" / f"{case.sample}.yaml").read_text("utf-8")
        answers = self.edit(self.write("answers.yaml", text), *case.changes)
        result = run("check", answers, "--json")
        report = json.loads(result.out)
        lines = answers.read_text("utf-8").split("\n")
        found = [(m["level"], m["code"], lines[(m["line"] or 1) - 1]) for m in report["messages"]
                 if not STANDING.search(m["en"])]
        self.assertEqual([f[:2] for f in found], [m[:2] for m in case.messages], result.out)
        for (_, _, line), (_, _, part) in zip(found, case.messages):
            self.assertTrue(part == "-" or part in line, (part, line))
        self.assertEqual(summary(report, result.code), case.verdict)

    def test_cases(self):
        table = cases()
        self.assertGreater(len(table), 30)
        for case in table:
            with self.subTest(case=f"{case.where}: {case.title}"):
                self.check_case(case)

    def test_says_that_the_outline_has_no_minimum(self):
        result = run("check", ROOT / "samples/asp-disclosure/answers.yaml")
        self.assertEqual(len([m for m in result.messages if "minimum" in m["text"]]), 1)

    def test_groups_that_are_not_printed_are_told_once(self):
        result = run("check", ROOT / "samples/asp-disclosure/answers.yaml")
        self.assertEqual(len([m for m in result.messages if "not printed in form B" in m["text"]]), 1)

    def test_each_required_cell_of_the_criteria_counts(self):
        """Denies one required check at a time, for every row, party and registration."""
        rows = 0
        for sample, parties in (("ismap", ("operator",)), ("answers", ("operator", "provider"))):
            text = (ROOT / "samples/external-service" / f"{sample}.yaml").read_text("utf-8")
            text = text.replace(": no", ": yes")
            labels = {"operator": "導入事業者", "provider": "外部サービス提供者"}
            for key, cells in re.findall(r"^ +(\d+): \{(.*)\}$", text, re.M):
                for party in parties:
                    if f"{labels[party]}: yes" not in cells or (party == "provider" and int(key) < 5):
                        continue
                    old = f" {key}: {{{cells}}}"
                    new = old.replace(f"{labels[party]}: yes", f"{labels[party]}: no")
                    answers = self.write("a.yaml", text.replace(old, new))
                    report = json.loads(run("check", answers, "--json").out)
                    self.assertEqual([x["item"] for x in report["verdict"]["lacks"]],
                                     [f"{key}.{party}"], sample)
                    rows += 1
        self.assertEqual(rows, 29 + 56)


if __name__ == "__main__":
    unittest.main()
