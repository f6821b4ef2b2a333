"""What check could say of the ISP form, read from the form's own data: for every question and rule
the code and the path of its message. The tests of check must have a case for each."""
import yaml

from support import ROOT

ASK = ROOT / "forms/anshin-isp/ask"
FILES = ("application", "declarations", "items", "closing", "upstream")


class Loader(yaml.SafeLoader):
    """Every scalar is text, as for tsuzuri."""


Loader.yaml_implicit_resolvers = {}


def load():
    parts, fields = {}, []
    for name in FILES:
        data = yaml.load((ASK / f"{name}.yaml").read_text("utf-8"), Loader)
        parts.update(data.get("parts") or {})
        fields += data.get("fields") or []
    return parts, fields


def children(field, parts):
    for name in field.get("parts", ()):
        yield from parts[name]
    yield from field.get("fields", ())


def within(path, named):
    """The field beside or below the rule's own that a path in it begins with."""
    name = (named or "").split(".")[0]
    return path if not name or path.endswith(f".{name}") else f"{path}.{name}"


def rules_of(field, path, names):
    """(code, path) of each rule; a path may be a tuple: one of them is enough."""
    for rule in field.get("rules", ()):
        own = within(path, rule.get("of"))
        if "alone" in rule:
            yield from (("contradiction", f"{path}.{name}") for name in names)
        elif "refuse" in rule:
            yield "contradiction", path
        elif "need" in rule:
            yield "needed", path
        elif "format" in rule:
            yield "format", own
        elif "differ" in rule:
            yield "same", path
        else:
            yield "date-range", within(path, rule.get("date"))
            if rule.get("wanted"):
                yield "undated", path


def asked_with_another(field, before):
    """Whether it is one of two that are asked for together, either this or that: the first tells."""
    return any(field.get("required") == f"check and not {other.get('key')}" and
               other.get("required") == f"check and not {field['key']}" for other in before)


def events(field, parts, path="", before=()):
    """(code, path) of everything that can be wrong with a field and what is below it. before: the
    fields beside it that stand before it."""
    kind = field.get("type", "text")
    key = field.get("key")
    here = path if kind == "section" or not key else f"{path}.{key}" if path else key
    below = list(children(field, parts))
    if kind != "section" and field.get("required", "no") != "no" and not asked_with_another(field, before):
        yield "missing", here
    if "when" in field:
        yield "not-asked", here
    names = [c["key"] for c in below if c.get("key") not in (None, "check")]
    yield from rules_of(field, here, names)
    for n, child in enumerate(below):
        yield from events(child, parts, here, below[:n])
    if kind == "list":
        yield from events(dict(field["of"], key=None), parts, here)


def all_events():
    parts, fields = load()
    return sorted({e for f in fields for e in events(f, parts)})
