#!/usr/bin/env python3
"""Checks the form's data, before anything is printed: the wording of forms/anshin-isp/ask stands
against the seed, sentence by sentence, as wording.py does it for a PDF.

usage: data.py [SEED] [FORM-FOLDER]     data.py --text   prints the wording as one text

Needs python3-yaml; without it nothing is checked and the exit code is 0. Words that stand on the
paper but belong to no question (the council's table, 印, ↓) are the layout's and not looked for.
"""
import argparse
import pathlib
import re
import sys

import wording

try:
    import yaml
except ImportError:
    yaml = None

ROOT = wording.FORM.parents[2]
SEED = ROOT / "tests/data/seeds/001_15f9b5afbecfd9a8.txt"
# Labels that name a value in the answer file and are not printed.
SILENT = {"date", "closing.date", "method"}
# Words of the source that belong to no question: the council's table, the place of the seal.
LAYOUT = re.compile(r"(?s)※本欄は協議会処理欄.*?(?=審査項目回答書)|(?<=:) *印")

if yaml:
    class Loader(yaml.BaseLoader):
        """All scalars are text, and a key stands once."""

    def unique_map(loader, node):
        keys = [k.value for k, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.YAMLError(f"{node.start_mark}: '{key}' stands twice")
        return {loader.construct_object(k): loader.construct_object(v, True) for k, v in node.value}

    Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, unique_map)


def load(path):
    return yaml.load(path.read_text("utf-8"), Loader)


class Form:
    def __init__(self, folder):
        files = [load(folder / name) for name in load(folder / "form.yaml")["ask"]]
        self.parts = {k: v for f in files for k, v in f.get("parts", {}).items()}
        self.fields = [field for f in files for field in f["fields"]]

    def children(self, field):
        parts = [f for name in field.get("parts", []) for f in self.parts[name]]
        return parts + field.get("fields", [])


def colon(field):
    return "：" if field.get("colon") == "yes" else ""


def row(field, path=""):
    """A label with its blank."""
    label = "" if path in SILENT else field["label"] + colon(field)
    return label + field.get("blank", "") + field.get("suffix", "") + field.get("note", "")


def options(field):
    return [o.get("text", o["label"]) for o in field.get("options", [])]


def some(field, *names):
    return [line for name in names if name in field
            for line in (field[name] if isinstance(field[name], list) else [field[name]])]


def route(field):
    return [field[name] + field["of"]["blank"] for name in ("route-first", "route-last")]


def item(form, f):
    """The order is the sheet's."""
    fields = {c["key"]: c for c in form.children(f)}
    rows = [row(c) for c in fields.values()
            if c.get("type", "text") in ("text", "lines", "date") and c["key"] != "method"]
    choices = [o for c in fields.values() for o in options(c)]
    clauses = [row(c) for c in form.children(fields.get("clauses", {}))]
    return (some(f, "affirm", "bullets", "statement", "fields-note") + rows
            + some(f, "choice-note") + choices + some(f, "statement-end", "route-note")
            + (route(fields["route"]) if "route" in fields else [])
            + some(f, "clause-note") + clauses
            + some(f, "attach-note", "method-note", "method-example")
            + some(fields.get("signer", {}), "sign") + some(f, "sign-note", "deny"))


def declaration(form, f):
    children = {c["key"]: c for c in form.children(f)}
    lines = some(f, "heading", "deny", "affirm", "notes")
    for option in options(children.get("report", {})):
        lines.append(option)
        if "既に提出" in option:
            lines[-1] += row(children["submitted"])
    return lines


def block(form, f):
    """Rows of labels. The 〒 stands behind 住所, the note below both."""
    lines, note = some(f, "lead"), ""
    for c in form.children(f):
        if c.get("type") == "group":
            lines += [c["label"] + line for line in block(form, c)]  # the group's label stands before each
        elif c["key"] == "address":
            lines.append(c["label"] + colon(c))
            note = c.get("note", "")
        elif c["key"] == "postal-code":
            lines[-1:] = [lines[-1] + c["label"], note]
        else:
            lines.append(row(c, f"{f['key']}.{c['key']}"))
    return lines


def application(form, f):
    renewal = next(o for o in f["options"] if o["key"] == "renewal")
    by_key = {c["key"]: c for c in form.fields}
    return ([row(by_key["date"], "date"), by_key["addressee"]["default"], renewal["title"],
             renewal["request"]] + block(form, by_key["applicant"]))


def answers(form, f):
    lines = []
    for section in f["fields"]:
        lines.append(section["number"] + section["title"])
        for child in section["fields"]:
            lines += item(form, child)
    return lines


def text(form):
    by_key = {c["key"]: c for c in form.fields}
    lines = application(form, by_key["application"])
    lines += some(by_key["answers"], "title", "note")
    for child in by_key["declarations"]["fields"]:
        lines += declaration(form, child)
    lines += answers(form, by_key["answers"])
    for key in ("closing", "contact", "security-contact"):
        lines += block(form, by_key[key])
    return "\n".join(lines) + "\n"


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("seed", nargs="?", type=pathlib.Path, default=SEED)
    p.add_argument("folder", nargs="?", type=pathlib.Path, default=wording.FORM.parent)
    p.add_argument("--text", action="store_true", help="print the data's wording and stop")
    args = p.parse_args()
    if not yaml:
        print("skipped: python3-yaml is not installed")
        return 0
    try:
        printed = text(Form(args.folder))
        if args.text:
            print(printed, end="")
            return 0
        changes = wording.deviations(args.folder / "form.yaml")
        source = wording.seed_text(args.seed, [wording.SECTIONS[n] for n in ("application", "answer-sheet")], changes)
    except (wording.Unreadable, OSError, yaml.YAMLError) as e:
        print(f"data.py: {e}", file=sys.stderr)
        return 2
    source = LAYOUT.sub("\n", source)
    complaints, count = wording.compare(source, printed)
    foreign = [s for s in wording.sentences(printed) if s not in wording.fold(source)]
    return wording.report(complaints + [f"not in the seed: {s}" for s in foreign], count)


if __name__ == "__main__":
    sys.exit(main())
