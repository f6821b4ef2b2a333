#!/usr/bin/env python3
"""Reads every #include of the sources: no file includes what stands above it.

usage: floors.py [ROOT]

The folders say it all (src/README.md is the picture). src/ holds wings, one above the other; a
wing holds rooms (base is one room); a room is a folder. A file includes its own room, rooms of the
wings below, and without a circle rooms of its own wing. x_internal.h is its room's alone. A header
of a library is seen by one room; of program/, by one binary. A binary includes no other one; the
commands (program/tsuzuri) include their own headers and the public API, nothing else. The server of
the local page (program/tsuzuri/serve) has what one needs to serve bytes, too: files, HTTP, JSON.
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
WINGS = ["base", "seam", "model", "typeset", "product", "program"]
PUBLIC = "tsuzuri.h"
COMMANDS = "program/tsuzuri"
SERVER = "program/tsuzuri/serve"        # the local page's server also sees these
SERVED = ("base/", "seam/http/", "seam/codec/", "product/json/")
# C and POSIX, and Linux where a process is locked in: not a library's.
SYSTEM = re.compile(r"(assert|ctype|errno|fenv|float|inttypes|iso646|limits|locale|math|setjmp|"
                    r"signal|std\w+|string|strings|time|uchar|wchar|dirent|fcntl|poll|pwd|sched|"
                    r"spawn|termios|unistd|langinfo|getopt|glob|pthread|sys/.+|linux/.+|netinet/.+|"
                    r"arpa/.+)\.h$")


def includes(path):
    text = path.read_text("utf-8")
    for m in INCLUDE.finditer(text):
        yield text.count("\n", 0, m.start()) + 1, m[1], m[2]


def wing_of(room):
    return room.split("/")[0]


def owner_of(room):
    """What alone may see a library's headers: a room, or one binary of program/."""
    return "/".join(room.split("/")[:2])


def circles(edges):
    """Each circle among rooms once it closes, as the rooms on it; edges: {room: {other: ...}}."""
    done, way = set(), []

    def visit(room):
        if room in way:
            yield way[way.index(room):] + [room]
            return
        if room in done:
            return
        way.append(room)
        for other in sorted(edges.get(room, {})):
            yield from visit(other)
        way.pop()
        done.add(room)
    for room in sorted(edges):
        yield from visit(room)


class Checker:
    def __init__(self, root):
        self.root, self.complaints, self.edges, self.libraries = root, [], {}, {}

    def blame(self, path, line, text):
        self.complaints.append(f"{path.relative_to(self.root)}:{line}: {text}")

    def check_foreign(self, path, line, name, room):
        if SYSTEM.match(name):
            return
        library = re.match(r"[a-z]+", name.lower())[0]
        owner = self.libraries.setdefault(library, (owner_of(room), path, line))
        if owner[0] != owner_of(room):
            self.blame(path, line, f"<{name}> is seen by {owner[0]} already, and by one room alone")

    def check_public(self, path, line, room):
        if wing_of(room) != "product" and owner_of(room) != COMMANDS:
            self.blame(path, line, f"'{PUBLIC}' is for the products and the commands")

    def check_own(self, path, line, name, room):
        if name == PUBLIC:
            self.check_public(path, line, room)
            return
        other = str(pathlib.PurePosixPath(name).parent)
        if not (self.root / "src" / name).is_file():
            self.blame(path, line, f"'{name}' is no header of src")
        elif room == SERVER and name.startswith(SERVED):
            return
        elif owner_of(room) == COMMANDS and owner_of(other) != COMMANDS:
            self.blame(path, line, f"a command includes its own headers and {PUBLIC}, not '{name}'")
        elif other != room:
            self.check_rooms(path, line, name, room, other)

    def check_rooms(self, path, line, name, room, other):
        mine, its = WINGS.index(wing_of(room)), WINGS.index(wing_of(other))
        if name.endswith("_internal.h"):
            self.blame(path, line, f"'{name}' is internal to {other}")
        elif its > mine:
            self.blame(path, line, f"{room} includes '{name}', which stands above it")
        elif its == mine and wing_of(room) == "program" and owner_of(room) != owner_of(other):
            self.blame(path, line, f"{owner_of(room)} includes '{name}', of another binary")
        elif its == mine:
            self.edges.setdefault(room, {}).setdefault(other, (path, line))

    def check_file(self, path):
        room = str(path.relative_to(self.root / "src").parent)
        if wing_of(room) not in WINGS or (room in WINGS and room != "base"):
            self.blame(path, 1, "this file stands in no room")
            return
        for line, bracket, name in includes(path):
            check = self.check_foreign if bracket == "<" else self.check_own
            check(path, line, name, room)

    def check_circles(self):
        for circle in circles(self.edges):
            path, line = self.edges[circle[-2]][circle[-1]]
            self.blame(path, line, "a circle: " + " > ".join(circle))

    def check_lobby(self):
        for path in sorted((self.root / "src").glob("*")):
            if path.is_file() and path.name != "README.md" and path.suffix not in (".c", ".h"):
                self.blame(path, 1, "nothing but README.md lies in src/ itself")

    def run(self):
        files = sorted((self.root / "src").rglob("*.[ch]"))
        for path in files:
            self.check_file(path)
        for path in sorted((self.root / "include").glob("*.h")):
            for line, bracket, name in includes(path):
                if bracket == '"':
                    self.blame(path, line, f"the public header includes '{name}'")
        self.check_lobby()
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
