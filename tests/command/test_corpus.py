"""Inputs that once went wrong, or nearly: each must end well or with a message, quickly. And a few
hundred damaged files of the fuzzer, the same ones each time."""
import pathlib
import sys
import tempfile

import support
from support import ROOT

sys.path.insert(0, str(ROOT / "tests/fuzz"))
import fuzz  # noqa: E402

CORPUS = ROOT / "tests/fuzz/corpus"
RUNS = 200


class Corpus(support.Test):
    def test_each_input_ends_well_or_with_a_message(self):
        program = fuzz.Program(pathlib.Path(support.PROGRAM))
        data = self.data()
        files = sorted(CORPUS.glob("*.yaml"))
        self.assertGreater(len(files), 20)
        for path in files:
            for options in (["--trace"], ["--draft", "--trace"], ["-o", str(self.folder / "x.pdf"), "--draft"]):
                with self.subTest(case=f"{path.name} {options[0]}"):
                    fault, _ = program.fault(path, data, options)
                    self.assertIsNone(fault)

    def test_damaged_files_end_well_or_with_a_message(self):
        with tempfile.TemporaryDirectory() as keep:
            fuzzer = fuzz.Fuzzer(fuzz.Program(pathlib.Path(support.PROGRAM)), pathlib.Path(keep), "suite")
            self.assertEqual(fuzzer.run(RUNS), 0, "see the report above")
            self.assertTrue(set(fuzzer.codes) >= {0, 1, 3}, fuzzer.codes)


if __name__ == "__main__":
    support.unittest.main()
