"""Complete answers as nested dicts of raw YAML values, for the tests of check and its neighbours.

'full' meets every item; cases change a few values of it and say what check must answer.
"""
SITE = "https://www.isp.example.jp/"
ROUTE = f"[{SITE}, 「案内」をクリック, {SITE}page/]"
SIGNER = "{department: 技術部, title: 課長}"
# What each item of the sheet asks for beside its square: a attachment, r route, s signature,
# e either of route and attachment, m either, and a square for pages for members only.
ITEMS = {
    "1-1-1": "a", "1-1-2": "a", "1-1-3": "department name s", "1-1-4": "department name s",
    "1-2-1": "activities s", "2-1-1": "a", "2-1-2": "s", "2-1-3": "s", "2-1-4": "measures s",
    "2-1-5": "e", "2-2-1": "s", "2-3-1": "a", "2-3-2": "s", "3-1-1": "a",
    "3-1-2": "department name s", "3-1-3": "equipment s", "3-1-4": "s", "3-1-5": "s",
    "3-1-6": "a", "3-1-7": "main-site backup-site distance s", "3-1-8": "power s", "3-2-1": "a",
    "3-3-1": "e", "3-3-2": "department name s", "4-1-1": "e", "4-1-2": "e", "4-1-3": "e",
    "4-1-4": "a", "4-2-1": "e", "4-2-2": "m", "4-2-3": "m", "4-3-1": "m", "4-3-2": "m",
    "4-4-1": "announcement period s", "5-1-1": "m", "5-1-2": "s", "5-1-3": "s", "5-1-4": "s",
    "5-2-1": "m", "6-1-1": "m", "6-2-1": "m", "6-2-2": "m", "7-0-1": "s", "7-0-2": "result s",
    "7-1-1": "a", "7-1-2": "a", "7-1-3": "a", "7-2-1": "s", "7-2-2": "a", "7-3-1": "s",
    "7-4-1": "r", "7-5-1": "a", "7-5-2": "e", "7-6-1": "a", "7-6-2": "a", "7-6-3": "a",
}
# What each is worth: required, or (least, most); of isp-items, not of the form's files.
POINTS = {"1-1-3": 3, "1-1-4": 3, "1-2-1": 3, "2-1-5": 5, "2-2-1": 5, "2-3-1": 5, "2-3-2": 5,
          "3-1-2": 3, "3-1-3": 5, "3-1-4": 5, "3-1-5": 5, "3-1-6": 5, "3-1-8": 3, "3-3-2": 3,
          "4-2-1": 5, "4-2-3": 5, "4-3-1": 5, "4-3-2": 3, "5-1-2": 5, "5-1-3": 5, "5-1-4": 3,
          "5-2-1": 5}
RANGES = {"7-0-2": (0, 5), "7-1-1": (0, 5), "7-1-2": (0, 5), "7-1-3": (0, 5)}
FATAL = ("7-1-1", "7-1-2", "7-1-3")
DISTANCE = {"over-100km": 5, "within-100km": 4, "other-building": 3, "other-floor": 2,
            "other-rack": 1}
PASS = {"renewal": 92, "new": 96}
UPSTREAM = {"1-1-1": "license service a", "2-1-1": "", "3-1-1": "a", "4-1-1": "", "5-1-1": "a",
            "5-1-2": "a", "5-1-3": "", "5-1-4": "", "6-1-1": ""}
FIELDS = {"distance": "over-100km", "result": "none", "main-site": "横浜市中区9-8-7",
          "backup-site": "松本市大手1-2-3"}


def item(key, asks, prefix=""):
    out = {"check": "yes"}
    for word in asks.split():
        if word == "a":
            out["attach"] = {"file": f"docs/{prefix}{key}.pdf", "dated": "2026-10-05"}
        elif word in "rem":
            out["route"] = ROUTE
        elif word == "s":
            out["signer"] = SIGNER
        else:
            out[word] = FIELDS.get(word, "適切に定めている")
    return out


def person(**more):
    return dict({"department": "総務部", "name": "浜口　恵子", "tel": "045-000-1236",
                 "email": "keiko@isp.example.jp"}, **more)


def full(application="renewal", providers=0):
    answers = {
        "tsuzuri": "1", "form": "anshin-isp", "application": application, "date": "2026-11-21",
        "applicant": {
            "service": "みなとネット光", "url": SITE, "company": "株式会社みなとネット",
            "representative": "港　一郎", "postal-code": "231-0001", "address": "横浜市中区新港9-8-7",
            "tel": "045-000-1234", "fax": "045-000-1235",
            "carrier": {"date": "2001-04-02", "number": "A-13-0001"}, "users": "約12,000"},
        "declarations": {"upstream": "yes" if providers else "no", "outage": {"occurred": "no"},
                         "leak": {"occurred": "no"}},
        "answers": {key: item(key, asks) for key, asks in ITEMS.items()},
        "closing": person(date="2026-11-21", company="株式会社みなとネット"),
        "security-contact": person(name="中村　彩"),
    }
    if providers:
        answers["upstream"] = [
            dict({"provider": f"上位{n + 1}"},
                 **{key: item(key, asks, f"u{n + 1}-") for key, asks in UPSTREAM.items()})
            for n in range(providers)]
    for sheet in answers.get("upstream", []):
        for key in ("license", "service"):
            sheet["1-1-1"][key] = "第0012号"
    return answers


def steps(path):
    return [int(s) if s.isdigit() else s for s in path.split(".")]


def place(answers, path, value):
    """Sets the raw value at a path ('answers.1-1-1.check'); '-' removes it."""
    *way, last = steps(path)
    for step in way:
        if isinstance(answers, dict) and not isinstance(answers.get(step), (dict, list)):
            answers[step] = {}
        answers = answers[step]
    if value == "-":
        answers.pop(last)
    elif isinstance(answers, list) and last == len(answers):
        answers.append(value)
    else:
        answers[last] = value


def text(answers):
    """The answer file, a value a line."""
    def lines(node, depth):
        pairs = node.items() if isinstance(node, dict) else [("-", v) for v in node]
        for key, value in pairs:
            head = "  " * depth + (key + (":" if key != "-" else ""))
            if isinstance(value, (dict, list)):
                yield head
                yield from lines(value, depth + 1)
            else:
                yield f"{head} {value}"
    return "\n".join(lines(answers, 0)) + "\n"


def recount(answers):
    """The verdict, reckoned from the items' table alone: (outcome, required, met, certain,
    possible)."""
    kind = answers["application"]
    met = {k for k, v in answers["answers"].items()
           if (v.get("check") if isinstance(v, dict) else v) == "yes"}
    points = dict(POINTS, **({"1-1-2": 5} if kind == "new" else {}))
    required = [k for k in ITEMS if k not in points and k not in RANGES and k != "3-1-7"]
    certain = sum(p for k, p in points.items() if k in met)
    possible = certain
    if "3-1-7" in met:
        distance = DISTANCE.get(answers["answers"]["3-1-7"].get("distance"))
        certain += distance or 1
        possible += distance or 5
    possible += sum(most for k, (_, most) in RANGES.items() if k in met)
    bad = [k for k in required if k not in met] + [k for k in FATAL if k not in met]
    for sheet in answers.get("upstream", []):
        bad += [k for k in UPSTREAM
                if (sheet[k].get("check") if isinstance(sheet[k], dict) else sheet[k]) != "yes"]
    outcome = ("fails" if bad or possible < PASS[kind] else
               "open" if certain < PASS[kind] else "passes")
    return outcome, len(required), len([k for k in required if k in met]), certain, possible
