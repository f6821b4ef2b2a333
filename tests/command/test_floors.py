"""tests/floors.py finds what must not be, and the tree has none of it."""
import shutil
import subprocess
import sys

import support
from support import ROOT

FILES = {
    "base/banned.h": "", "base/arena.h": "", "base/messages.h": '#include "base/arena.h"\n',
    "base/arena.c": '#include "base/arena.h"\n',
    "seam/yaml/yaml.h": '#include "base/messages.h"\n',
    "seam/yaml/yaml.c": '#include "seam/yaml/yaml.h"\n#include <yaml.h>\n',
    "seam/yaml/yaml_internal.h": "", "seam/yaml/text.c": '#include "seam/yaml/yaml_internal.h"\n',
    "seam/font/font.h": "", "seam/font/font.c": "#include <hb.h>\n#include <hb-subset.h>\n",
    "seam/font/fontconfig.c": "#include <fontconfig/fontconfig.h>\n",
    "seam/unicode/unicode.h": "", "seam/unicode/unicode.c": "#include <unicode/ubrk.h>\n",
    "seam/codec/zlib.h": "",
    "model/question/form.h": '#include "seam/yaml/yaml.h"\n',
    "typeset/layout/layout.h": '#include "model/question/form.h"\n',
    "typeset/layout/block.c": '#include "typeset/layout/layout.h"\n#include <string.h>\n',
    "typeset/pdf/pdf.c": "#include <hpdf.h>\n",
    "product/packet/build.c": '#include "typeset/layout/layout.h"\n#include "product/session/session.h"\n',
    "product/session/session.h": '#include "tsuzuri.h"\n',
    "program/tsuzuri/command.h": '#include "tsuzuri.h"\n',
    "program/tsuzuri/cmd_build.c": '#include "program/tsuzuri/command.h"\n#include <stdio.h>\n',
    "program/tsuzuri-pdf/document/object.h": "#include <qpdf/qpdf-c.h>\n",
    "program/tsuzuri-pdf/merge/merge.c": '#include "program/tsuzuri-pdf/document/object.h"\n#include <qpdf/qpdf-c.h>\n',
    "program/tsuzuri-look/main.c": "#include <poppler.h>\n",
}


class Floors(support.Test):
    def check(self, changes):
        shutil.rmtree(self.folder / "src", ignore_errors=True)
        for name, text in (FILES | {"README.md": ""}).items():
            self.write(f"src/{name}", text)
        for name, text in changes.items():
            path = self.folder / "src" / name
            self.write(f"src/{name}", (path.read_text() if path.exists() else "") + text)
        self.write("include/tsuzuri.h", "#include <stddef.h>\n")
        done = subprocess.run([sys.executable, str(ROOT / "tests/floors.py"), str(self.folder)],
                              capture_output=True, text=True)
        return done.returncode, done.stdout

    def refuse(self, says, changes):
        code, out = self.check(changes)
        self.assertEqual(code, 1, out)
        self.assertIn(says, out)

    def test_a_tidy_tree_passes(self):
        self.assertEqual(self.check({}), (0, ""))

    def test_an_include_that_points_up(self):
        for name, other in (("base/arena.c", "seam/yaml/yaml.h"), ("seam/yaml/yaml.c", "model/question/form.h"),
                            ("model/question/form.h", "typeset/layout/layout.h"),
                            ("typeset/layout/block.c", "product/session/session.h"),
                            ("product/packet/build.c", "program/tsuzuri/command.h")):
            with self.subTest(case=name):
                room = name.rpartition("/")[0]
                self.refuse(f"{room} includes '{other}', which stands above it", {name: f'#include "{other}"\n'})

    def test_a_circle_of_two(self):
        self.refuse("a circle: seam/font > seam/unicode > seam/font",
                          {"seam/font/font.h": '#include "seam/unicode/unicode.h"\n',
                           "seam/unicode/unicode.h": '#include "seam/font/font.h"\n'})

    def test_a_circle_of_three(self):
        self.refuse("a circle: ", {"seam/font/font.h": '#include "seam/unicode/unicode.h"\n',
                                         "seam/unicode/unicode.h": '#include "seam/codec/zlib.h"\n',
                                         "seam/codec/zlib.h": '#include "seam/font/font.h"\n'})

    def test_a_circle_within_one_binary(self):
        self.refuse("a circle: ", {"program/tsuzuri-pdf/merge/merge.h": "",
                                         "program/tsuzuri-pdf/document/object.h": '#include "program/tsuzuri-pdf/merge/merge.h"\n'})

    def test_a_library_outside_of_its_room(self):
        for name, owner in (("yaml.h", "seam/yaml"), ("hpdf.h", "typeset/pdf"), ("hb.h", "seam/font"),
                            ("hb-subset.h", "seam/font"), ("unicode/ubrk.h", "seam/unicode"),
                            ("fontconfig/fontconfig.h", "seam/font"), ("qpdf/qpdf-c.h", "program/tsuzuri-pdf"),
                            ("poppler.h", "program/tsuzuri-look")):
            with self.subTest(case=name):
                code, out = self.check({"typeset/layout/block.c": f"#include <{name}>\n"})
                self.assertEqual(code, 1, out)
                self.assertRegex(out, rf"<{name}> is seen by (typeset/layout|{owner}) already|<qpdf.*> is seen by|<poppler.*> is seen by")

    def test_a_library_within_its_room_is_fine(self):
        self.assertEqual(self.check({"seam/font/shape.c": "#include <hb.h>\n#include <ft2build.h>\n"}), (0, ""))

    def test_a_command_that_looks_behind_the_public_api(self):
        for name in ("model/question/form.h", "seam/yaml/yaml.h", "base/arena.h"):
            with self.subTest(case=name):
                self.refuse(f"a command includes its own headers and tsuzuri.h, not '{name}'",
                                  {"program/tsuzuri/cmd_build.c": f'#include "{name}"\n'})

    def test_the_public_api_from_below(self):
        self.refuse("'tsuzuri.h' is for the products and the commands", {"model/question/form.h": '#include "tsuzuri.h"\n'})
        self.refuse("'tsuzuri.h' is for the products", {"program/tsuzuri-pdf/merge/merge.c": '#include "tsuzuri.h"\n'})

    def test_another_rooms_internal_header(self):
        self.refuse("'seam/yaml/yaml_internal.h' is internal to seam/yaml",
                          {"model/question/form.h": '#include "seam/yaml/yaml_internal.h"\n'})

    def test_another_binary(self):
        self.refuse("program/tsuzuri-look includes 'program/tsuzuri-pdf/document/object.h', of another binary",
                          {"program/tsuzuri-look/main.c": '#include "program/tsuzuri-pdf/document/object.h"\n'})

    def test_a_file_in_no_room(self):
        for name in ("utils.c", "attic/a.c", "model/a.c"):
            with self.subTest(case=name):
                self.refuse(f"src/{name}:1: this file stands in no room", {name: "\n"})

    def test_a_stray_file_in_the_lobby(self):
        self.refuse("nothing but README.md lies in src/ itself", {"notes.txt": ""})

    def test_a_header_that_is_nowhere(self):
        self.refuse("'base/gone.h' is no header of src", {"typeset/layout/block.c": '#include "base/gone.h"\n'})

    def test_the_house_stands(self):
        done = subprocess.run([sys.executable, str(ROOT / "tests/floors.py")], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


if __name__ == "__main__":
    support.unittest.main()
