#!/usr/bin/env python3
"""Reads the symbols of every object file: no room needs what a room above it defines.

usage: symbols.py BUILD [SRC]      (with SRC: objects whose source is gone do not count)

floors.py reads the includes; a header may still declare what another room defines, and a file may
declare it for itself. The same rules hold for what is linked: a room needs its own symbols, those
of the wings below, and without a circle those of rooms of its own wing.
"""
import pathlib
import subprocess
import sys

from floors import WINGS, circles, owner_of, wing_of


def symbols(objects):
    """(object, symbol, whether it is needed, not defined) of all object files."""
    text = subprocess.run(["nm", "-g", "-A", *map(str, objects)], capture_output=True, text=True,
                          check=True).stdout
    for line in text.splitlines():
        name, _, rest = line.partition(":")
        words = rest.split()
        kind = words[-2]
        if kind not in "wvV":                   # weak ones are nobody's
            yield pathlib.Path(name), words[-1], kind == "U"


class Linker:
    def __init__(self, root):
        self.root, self.complaints, self.edges = root, [], {}
        self.needed, self.places = {}, {}       # by object; a symbol's rooms

    def room(self, obj):
        return str(obj.relative_to(self.root).parent)

    def read(self, sources):
        objects = [o for o in sorted(self.root.rglob("*.o")) if not sources or
                   (sources / o.relative_to(self.root)).with_suffix(".c").is_file()]
        for obj, name, needed in symbols(objects) if objects else ():
            if needed:
                self.needed.setdefault(obj, set()).add(name)
            else:
                self.places.setdefault(name, set()).add(self.room(obj))
        return len(objects)

    def place(self, name, room):
        """The room that a symbol comes from; each program has names of its own."""
        places = self.places.get(name, set())
        mine = [p for p in places if wing_of(p) == "program" and owner_of(p) == owner_of(room)]
        below = [p for p in places if wing_of(p) != "program"]
        others = sorted(mine or below or places)
        return others[0] if others else None

    def check(self, obj, name):
        room = self.room(obj)
        other = self.place(name, room)
        if not other or other == room:
            return
        mine, its = WINGS.index(wing_of(room)), WINGS.index(wing_of(other))
        what = f"{obj.relative_to(self.root)}: needs {name} of {other}"
        if its > mine:
            self.complaints.append(f"{what}, which stands above it")
        elif its == mine and wing_of(room) == "program" and owner_of(room) != owner_of(other):
            self.complaints.append(f"{what}, another binary")
        elif its == mine:
            self.edges.setdefault(room, {}).setdefault(other, what)

    def check_circles(self):
        for circle in circles(self.edges):
            steps = "".join(f"\n    {self.edges[a][b]}" for a, b in zip(circle, circle[1:]))
            self.complaints.append("a circle: " + " > ".join(circle) + steps)

    def run(self, sources):
        count = self.read(sources)
        for obj in sorted(self.needed):
            for name in sorted(self.needed[obj]):
                self.check(obj, name)
        self.check_circles()
        return count


def main():
    root = pathlib.Path(sys.argv[1]) / "obj"
    linker = Linker(root)
    if not linker.run(pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None):
        print(f"symbols.py: no objects in {root}", file=sys.stderr)
        return 2
    for complaint in linker.complaints:
        print(complaint)
    return 1 if linker.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
