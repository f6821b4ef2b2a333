"""The values of a sample's answer file, as the paper must show them.

Reads only the YAML that the samples use: a key a line, flow maps and lists, block texts. What is
read but never printed (attachments, choices by key, the header) is left out.
"""
import re

SILENT_KEYS = {"tsuzuri", "form", "application", "申請区分", "attach", "添付書類", "file", "check",
               "該当", "report", "文書等の提出", "occurred", "発生", "upstream", "上位プロバイダー", "outage",
               "サービスの停止", "leak", "個人情報漏洩", "distance", "距離", "result", "行政指導等", "provider", "members-only"}
YES_NO = {"yes", "no", "true", "false", "on", "off", "はい", "いいえ", "○", "×",
          "No", "なし"}
DATE = re.compile(r"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$")
SHORT_ERA = re.compile(r"^R(\d+)\.(\d+)\.(\d+)$")
ERA = re.compile(r"^(平成|令和)\d+年\d+月\d+日$")


def without_comment(line):
    return re.sub(r"(^|\s)#.*$", "", line).rstrip()


def era(year, month, day):
    """The date as the form prints it."""
    for name, first, begins in (("令和", 2019, (2019, 5, 1)), ("平成", 1989, (1989, 1, 8)),
                                ("昭和", 1926, (1926, 12, 25))):
        if (year, month, day) >= begins:
            number = year - first + 1
            return f"{name}{'元' if number == 1 else number}年{month}月{day}日"
    raise ValueError(year)


def as_printed(value):
    if DATE.match(value):
        return era(*map(int, DATE.match(value).groups()))
    if SHORT_ERA.match(value):
        return "令和%s年%s月%s日" % SHORT_ERA.match(value).groups()
    return value


def unquoted(value):
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value


def flow_values(text, key):
    """Values of a flow map or list, each with the key it stands under."""
    text = re.sub(r"\{(file|ファイル): [^}]*\}", "", text)
    for m in re.finditer(r"\s*(?:([^\s,{}\[\]]+): )?(\"[^\"]*\"|'[^']*'|[^,{}\[\]]+|[{\[])", text):
        if m[2] not in "{[" and not m[2].rstrip().endswith(":"):
            yield m[1] or key, unquoted(m[2])
        elif m[1]:
            key = m[1]


def pairs(text):
    key, indent, block = "", 0, None
    for line in text.lstrip("\ufeff").replace("\r\n", "\n").split("\n"):
        depth = len(line) - len(line.lstrip())
        if block is not None and (not line.strip() or depth > block):
            yield key, line.strip()
            continue
        block = None
        line = without_comment(line)
        if not line.strip():
            continue
        if depth < indent or not line.strip().startswith("- "):
            indent = depth
        m = re.match(r"^\s*(?:- )?([^\s\"'{\[「][^\"'{\[「]*?):(?: (.*))?$", line)
        value = m[2] or "" if m else re.sub(r"^\s*- ", "", line)
        key = m[1] if m else key
        if value in ("|", ">", "|-", ">-"):
            block = depth
        elif value[:1] in ("{", "["):
            yield from flow_values(value, key)
        elif value:
            yield key, unquoted(value)


def values(text):
    return [as_printed(v) for k, v in pairs(text)
            if v and k not in SILENT_KEYS and v not in YES_NO
            and not v.startswith("docs/")]
