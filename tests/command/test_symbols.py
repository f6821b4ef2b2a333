"""tests/symbols.py finds what must not be linked, and the build has none of it."""
import os
import pathlib
import subprocess
import sys

import support
from support import ROOT

TIDY = {
    "base/buf.c": "int buf_add(void) { return 1; }\n",
    "seam/yaml/yaml.c": "int buf_add(void); int yaml_read(void) { return buf_add(); }\n",
    "seam/font/font.c": "int buf_add(void); int font_open(void) { return buf_add(); }\n",
    "program/tsuzuri-pdf/document/object.c": "int buf_add(void); int object_key(void) { return buf_add(); }\n",
    "program/tsuzuri-pdf/merge/merge.c": "int object_key(void); int merge_new(void) { return object_key(); }\n",
    "program/tsuzuri-pdf/main.c": "int merge_new(void); int main(void) { return merge_new(); }\n",
    "program/tsuzuri/main.c": "int yaml_read(void); int main(void) { return yaml_read(); }\n",
}


class Symbols(support.Test):
    def check(self, changes):
        for name, text in (TIDY | changes).items():
            source = self.folder / "src" / name
            obj = (self.folder / "obj" / name).with_suffix(".o")
            self.write(f"src/{name}", text)
            obj.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["cc", "-c", "-o", str(obj), str(source)], check=True)
        return self.read(self.folder)

    def read(self, *args):
        done = subprocess.run([sys.executable, str(ROOT / "tests/symbols.py"), *map(str, args)],
                              capture_output=True, text=True)
        return done.returncode, done.stdout

    def refuse(self, says, changes):
        code, out = self.check(changes)
        self.assertEqual(code, 1, out)
        self.assertIn(says, out)

    def test_a_tidy_build_passes(self):
        self.assertEqual(self.check({}), (0, ""))

    def test_a_symbol_of_a_wing_above(self):
        self.refuse("base/buf.o: needs yaml_read of seam/yaml, which stands above it",
                    {"base/buf.c": "int yaml_read(void); int buf_add(void) { return yaml_read(); }\n"})

    def test_a_room_that_needs_the_room_above_it(self):
        self.refuse("a circle: program/tsuzuri-pdf/merge > program/tsuzuri-pdf/document > program/tsuzuri-pdf/merge",
                    {"program/tsuzuri-pdf/document/object.c":
                     "int merge_new(void); int object_key(void) { return merge_new(); }\n"})

    def test_two_rooms_of_one_wing_that_need_each_other(self):
        self.refuse("a circle: seam/font > seam/yaml > seam/font",
                    {"seam/yaml/yaml.c": "int font_open(void); int yaml_read(void) { return font_open(); }\n",
                     "seam/font/font.c": "int yaml_read(void); int font_open(void) { return yaml_read(); }\n"})

    def test_another_binary(self):
        self.refuse("program/tsuzuri/main.o: needs object_key of program/tsuzuri-pdf/document, another binary",
                    {"program/tsuzuri/main.c": "int object_key(void); int main(void) { return object_key(); }\n"})

    def test_an_object_without_its_source_does_not_count(self):
        self.check({"base/gone.c": "int yaml_read(void); int gone(void) { return yaml_read(); }\n"})
        (self.folder / "src/base/gone.c").unlink()
        self.assertEqual(self.read(self.folder, self.folder / "src"), (0, ""))

    def test_the_build_stands(self):
        build = pathlib.Path(os.environ["TSUZURI"]).parent
        self.assertEqual(self.read(build, ROOT / "src"), (0, ""))


if __name__ == "__main__":
    support.unittest.main()
