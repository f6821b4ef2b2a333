"""A change of one answer changes the sheets that carry it, and no other."""
import json
import unittest

import yaml

from support import ROOT, Test, run, sample

FORM = ROOT / "forms/anshin-isp/ask"
# Which form it is: everything may change with it.
DECIDES = {"application"}
# Attached documents are sheets of their own; whether a page is for members only is not printed.
UNPRINTED = (".attach.", ".members-only")


class Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
    pass


def load(path):
    return yaml.load(path.read_text("utf-8"), Loader)


def options_of(node, found):
    """Every choice of the form as the list of its options' keys."""
    if isinstance(node, dict):
        if isinstance(node.get("options"), list):
            found.append([o["key"] for o in node["options"]])
        for value in node.values():
            options_of(value, found)
    elif isinstance(node, list):
        for value in node:
            options_of(value, found)
    return found


CHOICES = [c for path in sorted(FORM.glob("*.yaml")) for c in options_of(load(path), [])]


def another(path, text):
    """Another value of the same kind."""
    if text in ("yes", "no"):
        return "no" if text == "yes" else "yes"
    for options in CHOICES:
        if text in options:
            return options[options.index(text) - 1]
    if "年" in text and text.endswith("日"):
        return "2001-02-03"
    if path.endswith(("postal-code", "tel", "fax")):
        return text[:-1] + ("1" if text[-1] != "1" else "2")
    if path.endswith(("url", "email")) or text.startswith("http"):
        return text + "x"
    return text + "改"


def whole(value, path, parts):
    """A short form (5-1-4: no, attach: a.pdf, leak: no) as what it stands for."""
    if isinstance(value, (dict, list)) or not parts:
        return value
    if parts[0].isdigit():
        return [value]
    return {"file" if path.endswith("attach") or parts[0] in ("file", "title", "dated") else
            "occurred" if path.startswith("declarations") else "check": value} if value else {}


def put(node, path, value):
    """Sets the value that a path of a lock names."""
    parts = path.split(".")
    for i, part in enumerate(parts):
        if isinstance(node, dict) and part.isdigit() and "file" in node:
            continue                    # one attachment, without its list
        key = int(part) - 1 if isinstance(node, list) else part
        rest = parts[i + 1:]
        if not rest:
            node[key] = value
            return
        old = node[key] if isinstance(node, list) else node.get(key)
        node[key] = whole(old, ".".join(parts[:i + 1]), rest)
        node = node[key]


def carries(sheet, path):
    return any(path == i or path.startswith(i + ".") for i in sheet["items"])


def name_of(page):
    return page["document"], page["about"], page["number"]


class Stability(Test):
    def check_all(self, name, least):
        base = self.write("answers.yaml", json.dumps(load(sample(name))))
        self.succeed("build", base, "-o", self.folder / "packet.pdf",
                     *(w for d in ("application", "answer-sheet", "upstream") for w in ("--only", d)))
        lock_path = self.folder / "packet.lock"
        lock = load(lock_path)
        values = {p: t for p, t in lock["values"].items() if p not in DECIDES}
        self.assertGreaterEqual(len(values), least)
        for path, text in values.items():
            with self.subTest(case=path):
                self.check_one(base, lock_path, lock["sheets"], path, another(path, text))

    def check_one(self, base, lock_path, sheets, path, value):
        answers = json.loads(base.read_text("utf-8"))
        put(answers, path, value)
        changed = self.write("changed.yaml", json.dumps(answers))
        result = run("diff", changed, "--since", lock_path, "--json")
        self.assertIn(result.code, (0, 1), str(result))
        told = json.loads(result.out)
        self.assertIn(path, [c["path"] for c in told["changes"]])
        expected = {(s["document"], s.get("about"), int(s["number"])) for s in sheets
                    if carries(s, path) and not any(u in path for u in UNPRINTED)}
        replaced = {name_of(s["now"][0]) for s in told["sheets"] if s["action"] == "replace"}
        others = [s for s in told["sheets"] if s["action"] in ("add", "remove")]
        self.assertEqual(replaced, expected)
        self.assertEqual(others, [])

    def test_the_renewal(self):
        self.check_all("renewal", 150)

    def test_upstream_sheets(self):
        self.check_all("upstream", 150)


if __name__ == "__main__":
    unittest.main()
