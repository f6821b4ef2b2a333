#!/usr/bin/env python3
"""Writes w1/ask.yaml and w1/answers.yaml from form.json."""

import json
import pathlib

HERE = pathlib.Path(__file__).parent
NOTE = "# Written by tests/bench/make_w1.py from form.json.\n"


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def item_fields(item):
    """An item as the form asks it: the square, the row that stays with it, the other rows."""
    yield f"          - key: {item['id']}"
    yield "            type: group"
    for name in ("points", "question", "instruction"):
        yield f"            {name}: {quoted(item[name])}"
    yield "            fields:"
    yield "              - {key: check, label: 該当, type: yes-no, required: yes}"
    for i, row in enumerate(item["rows"]):
        if i == 1:
            yield "              - key: more"
            yield "                type: group"
            yield "                fields:"
        indent = "                  " if i else "              "
        yield f"{indent}- {{key: row-{i + 1}, label: {quoted(row['label'])}, required: yes}}"


def ask(form):
    yield NOTE + "fields:"
    yield "  - {key: service, label: サービス名, required: yes}"
    yield "  - {key: company, label: 会社名, required: yes}"
    yield "  - key: answers"
    yield "    type: group"
    for name, source in (("heading", "title"), ("subtitle", "subtitle"), ("running", "header"),
                         ("issuer", "issuer")):
        yield f"    {name}: {quoted(form[source])}"
    for name, source in (("sign", "sign"), ("sign-date", "date")):
        yield f"    {name}: {quoted(form['items'][0][source])}"
    yield "    fields:"
    sections = 0
    for item in form["items"]:
        if item["section"]:
            sections += 1
            yield "      - type: section"
            yield f"        key: section-{sections}"
            yield f"        title: {quoted(item['section'])}"
            yield "        fields:"
        yield from item_fields(item)


def answers(form):
    yield NOTE + "tsuzuri: 1"
    yield "form: w1"
    yield f"service: {quoted(form['service'])}"
    yield f"company: {quoted(form['company'])}"
    yield "answers:"
    for item in form["items"]:
        yield f"  {item['id']}:"
        yield f"    check: {'yes' if item['checked'] else 'no'}"
        for i, row in enumerate(item["rows"]):
            if i == 1:
                yield "    more:"
            yield f"    {'  ' if i else ''}row-{i + 1}: {quoted(row['value'])}"


def main():
    form = json.loads((HERE / "form.json").read_text(encoding="utf-8"))
    for name, lines in (("ask", ask(form)), ("answers", answers(form))):
        text = "\n".join(lines) + "\n"
        (HERE / "w1" / f"{name}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
