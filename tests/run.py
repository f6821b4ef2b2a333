#!/usr/bin/env python3
"""Runs every test: the unit tests (cmocka), the wording of the form's data, the command tests.

usage: run.py [--build DIR] [--only PATTERN] [--share N]     run.py --golden

With --share N every N-th command test is run, always the same ones (chosen by their names).

The last line is 'N passed, N failed'; the exit code is 1 where any failed or none ran.
"""
import argparse
import concurrent.futures
import fnmatch
import io
import os
import pathlib
import re
import subprocess
import sys
import time
import unittest
import zlib

TESTS = pathlib.Path(__file__).resolve().parent
WORKERS = 2
sys.dont_write_bytecode = True
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
LIMIT = 600  # seconds for one program of tests
# These take longest: they begin first, so that no worker is left with one of them at the end.
LONG = ["serve_page", "stamp", "packet", "manual", "stamp_spec", "exit_codes", "check", "reproducible", "flatten", "reprint",
        "bind", "stability", "certify", "samples"]
# Not with the sanitizers: what these run of ours, other tests run on the same input; what they look
# at is data, texts, or whether bytes are the same.
PLAIN_ONLY = [
    "command/test_floors.py",           # of the includes
    "command/test_symbols.py",          # of the links (sanitizers add their own)
    "command/test_forms_readme.py",     # a text
    "command/test_manual.py",           # a text; its examples are of the samples
    "command/test_reproducible.py",     # the samples' packets, again and again
    "command/test_serve_page.py",       # a browser; what it asks of ours, test_serve.py asks
    "wording/data.py",                  # the forms' data
]
TAP = re.compile(r"^(ok|not ok) \d+ - (.*?)(?: # SKIP.*)?$", re.M)


# --- one job: some tests in a process of their own --------------------------------------------------

def outcome(name, passed, failures, seconds=0.0, skipped=0):
    return {"name": name, "passed": passed, "failures": failures, "seconds": seconds,
            "skipped": skipped}


def start(command, env=None):
    return subprocess.run(list(map(str, command)), capture_output=True, timeout=LIMIT,
                          env=dict(os.environ, **(env or {})), stdin=subprocess.DEVNULL)


def run_unit(program, only):
    done = start([program], {"CMOCKA_MESSAGE_OUTPUT": "TAP"})
    text = (done.stdout + done.stderr).decode("utf-8", "replace")
    name = "unit/" + str(program).rpartition("/unit/")[2]
    results = TAP.findall(text)
    bad = [t for word, t in results if word == "not ok"]
    good = [t for word, t in results if word == "ok"]
    if done.returncode and not bad:
        bad = [f"ended with {done.returncode}"]
    elif not results:
        bad = ["ran no test"]
    failures = [(f"{name}: {t}", text if i == 0 else "") for i, t in enumerate(bad)]
    return outcome(name, len(good), failures)


def run_script(script, only):
    done = start([sys.executable, script])
    text = (done.stdout + done.stderr).decode("utf-8", "replace")
    name = str(script.relative_to(TESTS))
    if done.returncode:
        return outcome(name, 0, [(name, text)])
    skipped = text.startswith("skipped")
    return outcome(name, int(not skipped), [], skipped=int(skipped))


def run_module(module, only):
    """A module of command tests, in a Python of its own; it prints its results as TAP."""
    done = start([sys.executable, __file__, "--module", module, "--only", only])
    text = done.stdout.decode("utf-8", "replace")
    name = f"command/{module.name}"
    results = TAP.findall(text)
    bad = [t for word, t in results if word == "not ok"]
    good = len(results) - len(bad)
    reports = re.split(r"^not ok \d+ - .*\n", text, flags=re.M)[1:]
    failures = [(f"{name}: {t}", re.split(r"^(?:ok|#) ", r, flags=re.M)[0])
                for t, r in zip(bad, reports)]
    if done.returncode and not bad:
        failures = [(f"{name}: ended with {done.returncode}",
                     text + done.stderr.decode("utf-8", "replace"))]
    skipped = len(re.findall(r" # SKIP", text))
    return outcome(name, good - skipped, failures, skipped=skipped)


# --- inside of such a Python ------------------------------------------------------------------------

class TapResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.count = 0

    def say(self, good, test, report="", note=""):
        self.count += 1
        title = test.id().split(".", 1)[-1]
        print(f"{'ok' if good else 'not ok'} {self.count} - {title}{note}")
        if report:
            print("\n".join("    " + line for line in report.rstrip().split("\n")))

    def addSuccess(self, test):
        super().addSuccess(test)
        self.say(True, test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.say(False, test, self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.say(False, test, self.errors[-1][1])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.say(True, test, note=f" # SKIP {reason}")

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err:
            failed = issubclass(err[0], test.failureException)
            self.say(False, subtest, (self.failures if failed else self.errors)[-1][1])
        elif "case" in subtest.params:      # table-driven cases count each for itself
            self.say(True, subtest)


def chosen(suite, only):
    share = int(os.environ.get("TSUZURI_TEST_SHARE", "1"))
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from chosen(test, only)
        elif fnmatch.fnmatchcase(test.id(), f"*{only}*") and zlib.crc32(test.id().encode()) % share == 0:
            yield test


def child(module, only):
    sys.path[:0] = [str(module.parent), str(TESTS / "support")]
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", line_buffering=True)
    found = unittest.TestLoader().loadTestsFromName(module.stem)
    tests = unittest.TestSuite(chosen(found, only))
    result = TapResult()
    tests.run(result)
    print(f"# {result.testsRun} tests")
    return 0 if result.wasSuccessful() else 1


# --- all of them ------------------------------------------------------------------------------------

def rank(module):
    name = module.stem.removeprefix("test_")
    return LONG.index(name) if name in LONG else len(LONG), -module.stat().st_size


def jobs(build, only):
    modules = sorted((TESTS / "command").glob("test_*.py"), key=rank)
    units = sorted(p for p in (build / "unit").rglob("test_*") if os.access(p, os.X_OK)
                   and p.is_file() and not p.suffix)
    found = [(run_module, m, f"command/{m.name}") for m in modules]
    found += [(run_unit, u, "unit/" + str(u.relative_to(build / "unit"))) for u in units]
    found.append((run_script, TESTS / "wording/data.py", "wording/data.py"))
    if not only and "ASAN_OPTIONS" in os.environ:
        return [j for j in found if j[2] not in PLAIN_ONLY]
    if not only:
        return found
    named = [j for j in found if only in j[2]]
    return named or [j for j in found if j[0] is run_module]


def run_job(job, only):
    began = time.monotonic()
    work, path, name = job
    try:
        result = work(path, "" if only in name else only)
    except subprocess.TimeoutExpired:
        result = outcome(name, 0, [(f"{name}: took more than {LIMIT} s", "")])
    result["seconds"] = time.monotonic() - began
    return result


def show(result):
    skipped = f", {result['skipped']} skipped" if result["skipped"] else ""
    bad = f", {len(result['failures'])} FAILED" if result["failures"] else ""
    print(f"{result['name']:40} {result['passed']:4} passed{bad}{skipped}"
          f"  ({result['seconds']:.1f} s)", flush=True)


def sanitizer_reports(log):
    """What sanitizers reported in helpers, whose exit may look like a refusal of a document."""
    text = log.read_text("utf-8", "replace") if log.exists() else ""
    return text if re.search(r"==\d+==ERROR|runtime error:|Sanitizer:", text) else ""


def run_all(build, only):
    os.environ["TSUZURI"] = str((build / "tsuzuri").resolve())
    log = build.resolve() / "sanitizer.log"
    log.write_bytes(b"")
    log.chmod(0o666)  # some tests run as nobody
    os.environ["TSUZURI_SANITIZER_LOG"] = str(log)
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        results = []
        for result in pool.map(lambda j: run_job(j, only), jobs(build, only)):
            show(result)
            results.append(result)
    failures = [f for r in results for f in r["failures"]]
    reports = sanitizer_reports(log)
    if reports:
        failures.append((f"a helper, as {log} tells", reports[:20000]))
    for title, report in failures:
        print(f"\nFAILED {title}\n{report.rstrip()}")
    passed = sum(r["passed"] for r in results)
    if failures:
        print()
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures or not passed else 0


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--build", type=pathlib.Path, default=TESTS.parent / "build")
    p.add_argument("--golden", action="store_true", help="write the golden traces anew")
    p.add_argument("--only", default="", help="tests with this in their name, or such a file")
    p.add_argument("--share", type=int, default=1, metavar="N", help="every N-th command test alone")
    p.add_argument("--module", type=pathlib.Path, help=argparse.SUPPRESS)
    args = p.parse_args()
    if args.module:
        return child(args.module, args.only)
    if args.golden:
        os.environ["TSUZURI"] = str((args.build / "tsuzuri").resolve())
        sys.path[:0] = [str(TESTS / "command"), str(TESTS / "support")]
        import test_golden
        return test_golden.write_all()
    os.environ["TSUZURI_TEST_SHARE"] = str(args.share)
    return run_all(args.build, args.only)


if __name__ == "__main__":
    sys.exit(main())
