#!/usr/bin/env python3
"""Reads every #include of the sources: no file includes what stands above it.

usage: floors.py [ROOT]

A module is x.h with x.c and its parts x_*.c and x_*.h. It may include modules of the floors
below and, without a circle, of its own. A part's header is its module's alone. The library of a
seam is seen by that seam alone; the commands see the public API and nothing else.
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)

# Floor of each module. A file belongs to the longest name that it begins with, up to an '_'.
FLOORS = {
    "commands": (
        "main", "term", "command", "cmd",
    ),
    "products": (
        "tsuzuri", "tsuzuri_internal", "build", "load", "check_answers", "check_json", "schema",
        "starter", "forms", "plan", "certify", "excerpt", "stamp", "packet", "worker", "lint",
        "lock", "diff", "reprint", "slip", "look_main",
    ),
    "layout": (
        "line", "lay", "layout", "cover", "overlay", "paginate", "slab", "trace", "design",
        "label", "album", "appearance", "changes",
    ),
    "model": (
        "condition", "form", "answer", "expr", "path", "kind", "complete", "score", "ask",
        "attach", "attachments", "bind", "gather", "programme", "register", "day", "format",
        "rule", "check", "verdict",
    ),
    "seams": (
        "yaml", "known", "uni", "font", "fc", "pdf", "qdoc", "picture", "csv", "flate", "qr",
        "digest", "unfilter", "look",
    ),
    "base": (
        "arena", "buf", "err", "near", "file", "json", "page", "banned", "child", "corner",
        "balance", "worker_words", "fields", "page_range", "uri", "word_set", "sight",
    ),
}
HEIGHT = {module: height for height, modules in enumerate(reversed(FLOORS.values()))
          for module in modules}
TOP = len(FLOORS) - 1

# Third-party headers, and the only module that may see each.
SEAMS = {r"hpdf": ("pdf",), r"yaml\.h$": ("yaml",), r"unicode/": ("uni",), r"hb": ("font",),
         r"ft2build\.h$|freetype/": ("font",), r"fontconfig/": ("fc",), r"qpdf/": ("qdoc",), r"poppler": ("look",),
         r"png\.h$|tiffio\.h$": ("picture",), r"zlib\.h$": ("picture", "flate"),
         r"csv\.h$": ("csv",), r"qrencode\.h$": ("qr",)}
PUBLIC = "tsuzuri.h"
COMMANDS_SEE = {"command.h", PUBLIC}


def module_of(name):
    """The module of a file, or None for one that the table does not know."""
    stem = name.rsplit(".", 1)[0]
    while stem not in HEIGHT:
        if "_" not in stem:
            return None
        stem = stem.rsplit("_", 1)[0]
    return stem


def includes(path):
    text = path.read_text("utf-8")
    for m in INCLUDE.finditer(text):
        yield text.count("\n", 0, m.start()) + 1, m[1], m[2]


class Checker:
    def __init__(self, root):
        self.root, self.complaints, self.edges = root, [], {}
        self.names = {p.name for p in (root / "src").glob("*.h")}

    def blame(self, path, line, text):
        self.complaints.append(f"{path.relative_to(self.root)}:{line}: {text}")

    def check_foreign(self, path, line, name, module):
        for pattern, owners in SEAMS.items():
            if re.match(pattern, name) and module not in owners:
                self.blame(path, line, f"<{name}> is seen by {' and '.join(owners)} alone")

    def check_command(self, path, line, name):
        if name not in COMMANDS_SEE:
            self.blame(path, line, f"a command includes command.h and {PUBLIC}, not '{name}'")

    def check_own(self, path, line, name, module):
        if HEIGHT[module] == TOP:
            self.check_command(path, line, name)
            return
        if name == PUBLIC:
            if module not in FLOORS["products"]:
                self.blame(path, line, f"'{PUBLIC}' is for the products and the commands")
            return
        if name not in self.names:
            self.blame(path, line, f"'{name}' is no header of src")
            return
        other = module_of(name)
        if other is None or other == module:
            return
        stem = name[:-2]
        if stem != other:
            self.blame(path, line, f"'{name}' is internal to {other}")
        elif HEIGHT[other] > HEIGHT[module]:
            self.blame(path, line, f"{module} includes '{name}', which stands above it")
        else:
            self.add_edge(module, other, path, line)

    def add_edge(self, module, other, path, line):
        self.edges.setdefault(module, {}).setdefault(other, (path, line))

    def check_file(self, path):
        module = module_of(path.name)
        if module is None:
            self.blame(path, 1, "this file is on no floor: add its module to tests/floors.py")
            return
        for line, bracket, name in includes(path):
            if bracket == "<":
                self.check_foreign(path, line, name, module)
            else:
                self.check_own(path, line, name, module)

    def check_circles(self):
        done, way = set(), []

        def visit(module):
            if module in way:
                circle = way[way.index(module):] + [module]
                path, line = self.edges[way[-1]][module]
                self.blame(path, line, "a circle: " + " > ".join(circle))
                return
            if module in done:
                return
            way.append(module)
            for other in sorted(self.edges.get(module, {})):
                visit(other)
            way.pop()
            done.add(module)
        for module in sorted(self.edges):
            visit(module)

    def run(self):
        files = sorted((self.root / "src").glob("*.[ch]"))
        for path in files:
            self.check_file(path)
        for path in sorted((self.root / "include").glob("*.h")):
            for line, bracket, name in includes(path):
                if bracket == '"':
                    self.blame(path, line, f"the public header includes '{name}'")
        self.check_circles()
        return len(files)


def main():
    root = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1]
    checker = Checker(root)
    count = checker.run()
    if not count:
        print(f"floors.py: no sources in {root}/src", file=sys.stderr)
        return 2
    for complaint in checker.complaints:
        print(complaint)
    return 1 if checker.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
