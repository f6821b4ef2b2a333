"""tsuzuri check: the table-driven cases of tests/cases/check, and what they cannot say."""
import copy
import json
import os
import pathlib
import random
import re
import subprocess
import unittest

import check_base
import isp_rules
import support
from support import ROOT, SAMPLES, sample

CASES = sorted((ROOT / "tests/cases/check").glob("*.txt"))
PATH = re.compile(r"'([^']*)'")


class Case:
    """# title / base / path: raw value ('-' removes) … / ! level code path … / = verdict, exit code"""

    def __init__(self, place, block):
        self.place, self.changes, self.messages, self.verdict = place, [], [], None
        self.title = block[0][1:].strip()
        self.base = block[1].split()
        for line in block[2:]:
            if line.startswith("! "):
                self.messages.append(line[2:])
            elif line.startswith("= "):
                self.verdict = line[2:]
            else:
                self.changes.append(line.split(": ", 1))

    def answers(self):
        answers = check_base.full(self.base[0], int(self.base[1]) if len(self.base) > 1 else 0)
        for path, value in self.changes:
            check_base.place(answers, path, value)
        return answers


def cases(path):
    block, first = [], 0
    for number, line in enumerate(path.read_text("utf-8").split("\n") + [""], 1):
        if line.strip():
            first = first or number
            block.append(line)
        elif block:
            if len(block) > 1:
                yield Case(f"{path.name}:{first} {block[0][1:].strip()}", block)
            block, first = [], 0


def summary(report):
    v = report["verdict"]
    if v is None:
        return None
    return f"{v['outcome']} {v['met']}/{v['required']} {v['certain']}..{v['possible']}"


def told(report):
    """level code path of every message but the verdict's."""
    return [f"{m['level']} {m['code']} {(PATH.search(m['en']) or [None, '-'])[1]}"
            for m in report["messages"] if m["code"] != "verdict"]


class Check(support.Test):
    def check(self, text, *options):
        path = self.write("answers.yaml", text)
        result = support.run("check", path, "--json", *options)
        self.assertNotRegex(result.err, support.ALARM)
        return result, json.loads(result.out)

    def check_dict(self, answers):
        return self.check(check_base.text(answers))


class Table(Check):
    def test_cases(self):
        count = 0
        for path in CASES:
            for case in cases(path):
                count += 1
                with self.subTest(case=case.place):
                    text = check_base.text(case.answers())
                    result, report = self.check(text)
                    verdict = f"{summary(report)} exit {result.code}"
                    self.assertEqual(sorted(told(report)), sorted(case.messages), text)
                    self.assertEqual(verdict, case.verdict)
        self.assertGreaterEqual(count, 200)


class Coverage(Check):
    """The table is about every rule of every item: what that is, the form's data says."""

    def all_cases(self):
        return [case for path in CASES for case in cases(path)]

    def test_every_question_and_rule_has_its_case(self):
        told_somewhere = {tuple(m.split(" ")[1:3]) for case in self.all_cases() for m in case.messages}
        events = isp_rules.all_events()
        self.assertGreater(len(events), 200)
        for code, path in events:
            with self.subTest(code=code, path=path):
                self.assertTrue(any(c == code and (p == path or p.startswith(path + "."))
                                    for c, p in told_somewhere))

    def test_every_item_is_denied_and_left_out_somewhere(self):
        changed = {path for case in self.all_cases() for path, _ in case.changes}
        for key in check_base.ITEMS:
            with self.subTest(item=key):
                self.assertTrue(any(p == f"answers.{key}" or p.startswith(f"answers.{key}.") for p in changed))
        for key in check_base.UPSTREAM:
            with self.subTest(item=key):
                self.assertTrue(any(re.fullmatch(rf"upstream\.\d\.{key}(\..*)?", p) for p in changed))

    def test_the_rules_of_a_renewal_are_those_of_a_new_application(self):
        """Each case of a renewal, as a new application and with an upstream provider: the same is
        said of it, and another pass mark holds."""
        for case in self.all_cases():
            if case.base != ["renewal"] or any(p.split(".")[0] in ("application", "upstream", "declarations", "tsuzuri",
                                                                   "form", "1-1-2") for p, _ in case.changes):
                continue
            case.base = ["new", "1"]
            with self.subTest(case=case.place):
                _, report = self.check(check_base.text(case.answers()))
                self.assertEqual(sorted(told(report)), sorted(case.messages))
                self.assertEqual((report["verdict"]["required"], report["verdict"]["pass"]), (28, 96))


class Properties(Check):
    def random_answers(self, chance):
        answers = check_base.full(chance.choice(["new", "renewal"]), chance.choice([0, 0, 1, 2]))
        for key in chance.sample(sorted(check_base.ITEMS), chance.randrange(0, 12)):
            if chance.random() < 0.7 or key == "3-1-7":
                answers["answers"][key] = "no"
        if isinstance(answers["answers"]["3-1-7"], dict):
            answers["answers"]["3-1-7"]["distance"] = chance.choice(list(check_base.DISTANCE))
        for sheet in answers.get("upstream", []):
            if chance.random() < 0.2:
                sheet[chance.choice(list(check_base.UPSTREAM))] = "no"
        if answers["answers"]["2-3-1"] == "no":
            answers["answers"]["2-3-2"] = "no"
        return answers

    def test_the_verdict_is_an_independent_recount(self):
        chance = random.Random(4)
        for n in range(80):
            answers = self.random_answers(chance)
            with self.subTest(n=n):
                outcome, required, met, certain, possible = check_base.recount(answers)
                result, report = self.check_dict(answers)
                self.assertEqual(summary(report),
                                 f"{outcome} {met}/{required} {certain}..{possible}")
                self.assertEqual(told(report), [])
                self.assertEqual(result.code, 1 if outcome == "fails" else 0)

    def test_removing_a_required_answer_turns_the_verdict(self):
        for application in ("renewal", "new"):
            whole = check_base.full(application)
            for key, value in whole["answers"].items():
                if key in check_base.POINTS or key in ("7-0-2", "3-1-7") or (
                        key == "1-1-2" and application == "new"):
                    continue
                answers = copy.deepcopy(whole)
                del answers["answers"][key]
                with self.subTest(item=key, application=application):
                    result, report = self.check_dict(answers)
                    self.assertEqual(report["verdict"]["outcome"], "fails")
                    self.assertIn(f"error missing answers.{key}.check", told(report))
                    self.assertEqual(result.code, 1)

    def test_removing_an_answer_of_an_upstream_sheet_turns_the_verdict(self):
        for sheet in (0, 1):
            for key in check_base.UPSTREAM:
                answers = check_base.full("renewal", 2)
                del answers["upstream"][sheet][key]
                with self.subTest(item=key, sheet=sheet):
                    result, report = self.check_dict(answers)
                    self.assertEqual((report["verdict"]["outcome"], result.code), ("fails", 1))
                    self.assertEqual([s["met"] for s in report["verdict"]["sheets"]],
                                     [8 if n == sheet else 9 for n in (0, 1)])

    def test_no_damage_makes_it_crash_or_hang(self):
        chance = random.Random(9)
        texts = [check_base.text(check_base.full("renewal", 1))]
        texts += [sample(name).read_text("utf-8") for name in SAMPLES]
        for n in range(200):
            damaged = texts[n % len(texts)].split("\n")
            for _ in range(chance.randrange(1, 6)):
                i = chance.randrange(len(damaged))
                damaged[i] = chance.choice([
                    "", damaged[i][:chance.randrange(len(damaged[i]) + 1)], damaged[i] * 2,
                    " " + damaged[i], damaged[chance.randrange(len(damaged))],
                    damaged[i].replace(":", ""), damaged[i].replace("yes", "[[{"),
                    "\x07" + damaged[i], "? " + damaged[i], damaged[i] + " &a *a"])
            path = self.folder / "damaged.yaml"
            path.write_text("\n".join(damaged), "utf-8")
            result = support.run("check", path, "--json", limit=10)
            with self.subTest(n=n):
                self.assertIn(result.code, (0, 1, 3))
                self.assertNotRegex(result.err, support.ALARM)
                json.loads(result.out)


class Report(Check):
    def test_places_are_those_of_the_file(self):
        text = check_base.text(check_base.full()).replace("date: 2026-11-21", "dete: 2026-11-21", 1)
        line = text.split("\n").index("dete: 2026-11-21") + 1
        _, report = self.check(text)
        first = report["messages"][0]
        self.assertEqual((first["code"], first["line"], first["column"]), ("unknown-key", line, 1))
        self.assertIn("did you mean 'date'", first["en"])
        self.assertIn("「date」の誤り", first["ja"])

    def test_messages_come_in_the_order_of_their_places(self):
        answers = check_base.full()
        for path in ("applicant.tel", "applicant.url", "closing.email", "answers.3-1-7.distance"):
            check_base.place(answers, path, "???")
        _, report = self.check_dict(answers)
        places = [(m["line"], m["column"]) for m in report["messages"]]
        self.assertEqual(places, sorted(places))
        self.assertGreater(len(places), 3)

    def test_the_text_shows_the_line_and_a_caret_and_no_colours(self):
        path = self.folder / "a.yaml"
        path.write_text(check_base.text(check_base.full()).replace("check: yes", "chekc: yes", 1))
        result = support.run("check", path)
        self.assertEqual(result.code, 3)
        self.assertIn("chekc: yes\n       |     ^", result.err)
        self.assertNotIn("\033", result.err + result.out)
        self.assertIn("not final", result.out)

    def on_terminal(self, path, **more):
        """What check prints on a terminal (standard output and error are one)."""
        outer, inner = support.open_terminal()
        done = subprocess.Popen([support.PROGRAM, "check", path], stdin=subprocess.DEVNULL, stdout=inner, stderr=inner,
                                env=dict(support.environment("en"), TSUZURI_DATA=str(ROOT), **more))
        os.close(inner)
        text = b""
        try:
            while chunk := os.read(outer, 65536):
                text += chunk
        except OSError:  # the other end is closed
            pass
        os.close(outer)
        done.wait()
        return text.decode("utf-8")

    def test_colours_are_for_a_terminal_that_wants_them(self):
        path = self.folder / "a.yaml"
        path.write_text(check_base.text(check_base.full()).replace("check: yes", "chekc: yes", 1))
        shown = self.on_terminal(path)
        self.assertIn("\033[31merror: \033[0m", shown)
        self.assertRegex(shown, "verdict: \033\\[3[123]m")
        self.assertNotIn("\033", self.on_terminal(path, NO_COLOR="1"))

    def test_the_keys_of_json_are_those_that_the_manual_tells(self):
        page = (ROOT / "src/program/tsuzuri/manual/en/tsuzuri-check.1").read_text("utf-8")
        table = page[page.index(".Sh JSON"):page.index(".Sh EXIT STATUS")]
        known = {part for names in re.findall(r"Cm ([^\n]*)", table)
                 for part in re.findall(r"[a-z][a-z-]*", names)}
        answers = check_base.full("renewal", 2)
        for key in ("1-1-3", "2-1-2", "7-1-1"):
            answers["answers"][key] = "no"
        answers["closing"]["tel"] = "1"
        _, report = self.check_dict(answers)

        def keys(node):
            if isinstance(node, dict):
                for key, value in node.items():
                    yield key
                    yield from keys(value)
            for value in node if isinstance(node, list) else ():
                yield from keys(value)
        self.assertEqual(set(keys(report)) - known, set())
        self.assertEqual(report["tsuzuri-check"], 1)

    def test_it_speaks_japanese(self):
        result = support.run("check", sample("mostly-no"), "--lang", "ja")
        self.assertEqual(result.code, 1)
        self.assertIn("判定: 不合格の見込み", result.out)
        self.assertIn("必須項目: 2／29", result.out)
        self.assertIn("7-1-1  0点で不合格", support.run(
            "check", self.only_fatal(), "--lang", "ja").out)

    def only_fatal(self):
        answers = check_base.full()
        answers["answers"]["7-1-1"] = "no"
        path = self.folder / "fatal.yaml"
        path.write_text(check_base.text(answers), "utf-8")
        self.attach(path)
        return path

    def test_the_cheapest_points_come_first(self):
        answers = check_base.full()
        for key in ("1-1-3", "2-3-1", "5-1-2", "5-1-4", "4-2-1"):
            answers["answers"][key] = "no"
        _, report = self.check_dict(answers)
        gains = report["verdict"]["gains"]
        self.assertEqual([g["item"] for g in gains], ["5-1-2", "5-1-4", "4-2-1", "1-1-3", "2-3-1"])
        self.assertEqual([g["certain"] for g in gains], [5, 3, 5, 3, 5])
        self.assertEqual(report["verdict"]["gains-needed"], 4)

    def test_the_verdict_fits_a_screen(self):
        for name in SAMPLES:
            with self.subTest(sample=name):
                result = support.run("check", sample(name), "--lang", "ja")
                self.assertLessEqual(result.out.count("\n"), 24)

    def test_samples_have_no_faults(self):
        for name in SAMPLES:
            with self.subTest(sample=name):
                report = json.loads(support.run("check", sample(name), "--json").out)
                self.assertEqual([t for t in told(report) if not t.startswith("note ")], [])

    def test_a_verdict_over_unreadable_answers_is_not_final(self):
        text = sample("renewal").read_text("utf-8")
        for damage in (("date: 2026-11-21 ", "date: 2026-11-31 "), ("  company:", "  compny:")):
            result, report = self.check(text.replace(*damage, 1))
            self.assertEqual(result.code, 3, damage)
            self.assertFalse(report["verdict"]["final"], damage)
        _, report = self.check(text)
        self.assertTrue(report["verdict"]["final"])

    def test_a_pass_mark_that_is_not_known_is_not_said_to_be_0(self):
        answers = check_base.full()
        del answers["application"]
        path = self.write("a.yaml", check_base.text(answers))
        for lang, says, hides in (("en", "which pass mark holds is not known yet", "pass mark 0"),
                                  ("ja", "合格点が決まりません", "合格0点")):
            result = support.run("check", path, "--lang", lang)
            self.assertEqual(result.code, 1)
            self.assertIn(says, result.err)
            self.assertNotIn(hides, result.out + result.err)
            self.assertNotIn("合格は0点", result.out + result.err)
            self.assertNotIn(" 0 are needed", result.out + result.err)
        empty = self.write("b.yaml", "tsuzuri: 1\nform: anshin-isp\n")
        self.assertNotRegex(support.run("check", empty).out, "pass mark 0")

    def test_usage(self):
        self.assertEqual(support.run("check").code, 2)
        self.assertEqual(support.run("check", "a", "b").code, 2)
        self.assertEqual(support.run("check", sample("new"), "--lang", "fr").code, 2)
        self.assertEqual(support.run("check", self.folder / "none.yaml").code, 3)
        self.assertEqual(support.run("check", "--help").code, 0)


if __name__ == "__main__":
    unittest.main()
