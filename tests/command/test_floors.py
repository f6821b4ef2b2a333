"""tests/floors.py finds what must not be, and the tree has none of it."""
import subprocess
import sys

import support
from support import ROOT

FILES = {
    "banned.h": "", "arena.h": "", "err.h": '#include "arena.h"\n', "arena.c": '#include "arena.h"\n',
    "yaml.h": '#include "err.h"\n', "yaml.c": '#include "yaml.h"\n#include <yaml.h>\n',
    "yaml_part.h": "", "yaml_text.c": '#include "yaml_part.h"\n',
    "form.h": '#include "yaml.h"\n', "lay.h": '#include "form.h"\n', "lay.c": '#include "lay.h"\n#include <string.h>\n',
    "build.c": '#include "lay.h"\n#include "tsuzuri_internal.h"\n', "tsuzuri_internal.h": '#include "tsuzuri.h"\n',
    "command.h": '#include "tsuzuri.h"\n', "cmd_build.c": '#include "command.h"\n#include <stdio.h>\n',
}


class Floors(support.Test):
    def check(self, **changes):
        for name, text in FILES.items():
            self.write(f"src/{name}", text)
        for name, text in changes.items():
            path = self.folder / "src" / name.replace("__", ".")
            path.write_text((path.read_text() if path.exists() else "") + text)
        self.write("include/tsuzuri.h", "#include <stddef.h>\n")
        done = subprocess.run([sys.executable, str(ROOT / "tests/floors.py"), str(self.folder)],
                              capture_output=True, text=True)
        return done.returncode, done.stdout

    def refuse(self, says, **changes):
        code, out = self.check(**changes)
        self.assertEqual(code, 1, out)
        self.assertIn(says, out)

    def test_a_tidy_tree_passes(self):
        self.assertEqual(self.check(), (0, ""))

    def test_an_include_that_points_up(self):
        self.refuse("src/yaml.c:3: yaml includes 'form.h', which stands above it", yaml__c='#include "form.h"\n')

    def test_a_circle_of_two(self):
        self.refuse("a circle: arena > err > arena", arena__h='#include "err.h"\n')

    def test_a_circle_among_seams(self):
        self.refuse("a circle: fc > uni > fc", fc__h='#include "uni.h"\n', uni__h='#include "fc.h"\n')

    def test_a_circle_of_three(self):
        self.refuse("a circle: ", fc__h='#include "uni.h"\n', uni__h='#include "pdf.h"\n', pdf__h='#include "fc.h"\n')

    def test_a_library_outside_of_its_seam(self):
        for name, owner in (("yaml.h", "yaml"), ("hpdf.h", "pdf"), ("hb.h", "font"), ("hb-subset.h", "font"),
                            ("unicode/ubrk.h", "uni"), ("ft2build.h", "font"), ("fontconfig/fontconfig.h", "fc")):
            with self.subTest(case=name):
                self.refuse(f"<{name}> is seen by {owner} alone", lay__c=f"#include <{name}>\n")

    def test_a_library_within_its_seam_is_fine(self):
        self.assertEqual(self.check(font__c="#include <hb.h>\n#include <ft2build.h>\n", fc__c="#include <fontconfig/fontconfig.h>\n"),
                         (0, ""))

    def test_a_command_that_looks_behind_the_public_api(self):
        self.refuse("src/cmd_build.c:3: a command includes command.h and tsuzuri.h, not 'form.h'", cmd_build__c='#include "form.h"\n')
        self.refuse("not 'yaml.h'", main__c='#include "yaml.h"\n')

    def test_the_public_api_from_below(self):
        self.refuse("'tsuzuri.h' is for the products and the commands", form__h='#include "tsuzuri.h"\n')

    def test_another_modules_internal_header(self):
        self.refuse("'yaml_part.h' is internal to yaml", form__h='#include "yaml_part.h"\n')

    def test_a_file_that_the_table_does_not_know(self):
        self.refuse("src/utils.c:1: this file is on no floor", utils__c="\n")

    def test_a_header_that_is_nowhere(self):
        self.refuse("'gone.h' is no header of src", lay__c='#include "gone.h"\n')

    def test_the_house_stands(self):
        done = subprocess.run([sys.executable, str(ROOT / "tests/floors.py")], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


if __name__ == "__main__":
    support.unittest.main()
