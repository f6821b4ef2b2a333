"""What the command tests share: running the program, reading its messages, traces and PDFs.

The program is named by TSUZURI (run.py sets it). Each test has a folder of its own, self.folder,
and data of its own choice: the real forms and the tests' form 'tiny'.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("TSUZURI", str(ROOT / "build/tsuzuri"))
SAMPLES = sorted(p.parent.name for p in ROOT.glob("samples/*/answers.yaml")
                 if "form: anshin-isp" in p.read_text("utf-8"))
TINY = ROOT / "tests/data/forms/tiny"
COMPOSITION = ROOT / "tests/data/forms/composition"
PAGE = ROOT / "samples/new/docs/1-1-1-security-policy.pdf"      # a small document to attach
ATTACHED = re.compile(r"(?<![\w/.])docs/[^\s,}\]#'\"]+")
# With the sanitizers everything of ours is several times slower: what only others' programs would
# work longer on (a bomb's size, a thousand rendered pages) is smaller then.
SANITIZED = "ASAN_OPTIONS" in os.environ
MESSAGE = re.compile(r"^(?:(?P<file>[^\n]*?)(?::(?P<line>\d+):(?P<column>\d+))?: )?"
                     r"(?P<level>error|warning|note|エラー|警告|参考): (?P<text>.*)$", re.M)
# How a sanitizer reports; a build without one never prints this.
ALARM = re.compile(r"==\d+==|runtime error:|Sanitizer")


def sample(name):
    return ROOT / "samples" / name / "answers.yaml"


def environment(lang="en", **more):
    """The test's own: nothing of the caller's but the path."""
    base = {"PATH": os.environ["PATH"], "LC_ALL": {"en": "en_US.UTF-8", "ja": "ja_JP.UTF-8"}[lang]}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSUZURI_SANITIZER_LOG"):
        if name in os.environ:
            base[name] = os.environ[name]
    base.update({k: str(v) for k, v in more.items() if v is not None})
    return base


class Run:
    """One finished run of the program."""

    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")
        self.messages = [m.groupdict() for m in MESSAGE.finditer(self.err)]

    def errors(self):
        return [m for m in self.messages if m["level"] in ("error", "エラー")]

    def places(self):
        return [(m["line"], m["column"]) for m in self.errors()]

    def __str__(self):
        return f"exit code {self.code}\n--- stdout\n{self.out[:1500]}\n--- stderr\n{self.err[:4000]}"


def run(*args, cwd=None, env=None, lang="en", data=None, stdout=None, limit=60, before=None):
    env = env if env is not None else environment(lang)
    env.setdefault("TSUZURI_DATA", str(data or ROOT))
    done = subprocess.run([PROGRAM, *map(str, args)], cwd=cwd, env=env, timeout=limit,
                          stdin=subprocess.DEVNULL, stdout=stdout or subprocess.PIPE,
                          stderr=subprocess.PIPE, preexec_fn=before)
    if done.stdout is None:
        done.stdout = b""
    result = Run(done)
    if ALARM.search(result.err):
        raise AssertionError(f"a sanitizer reports:\n{result.err[:6000]}")
    return result


def tool(*args):
    """A tool of poppler or qpdf: its output as text; fails with the tool's own words."""
    done = subprocess.run(list(map(str, args)), capture_output=True)
    if done.returncode:
        raise AssertionError(f"{' '.join(map(str, args))}\n{done.stdout.decode('utf-8', 'replace')}"
                             f"{done.stderr.decode('utf-8', 'replace')}")
    return done.stdout.decode("utf-8", "replace")


def open_terminal():
    """Both ends of a pseudo-terminal; without any on this machine the test is skipped."""
    try:
        return os.openpty()
    except OSError as why:
        raise unittest.SkipTest(f"no pseudo-terminal: {why}")


def fold(text):
    """Without white space: where a line ends is the layout's business."""
    return re.sub(r"\s+", "", text)


class Test(unittest.TestCase):
    maxDiff = 4000
    longMessage = True

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tsuzuri-test-"))
        self.addCleanup(shutil.rmtree, self.folder, True)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        if path.suffix == ".yaml":
            self.attach(path)
        return path

    def attach(self, answers, page=PAGE):
        """A small document at every place below docs/ that an answer file names."""
        for name in set(ATTACHED.findall(answers.read_text("utf-8", "ignore"))):
            path = answers.parent / name
            path.parent.mkdir(exist_ok=True)
            if not path.exists():
                shutil.copyfile(page, path)

    def data(self, name="data", copy=False):
        """A data folder with all forms: links, or copies that a test may spoil."""
        folder = self.folder / name
        if folder.exists():
            return folder
        put = shutil.copytree if copy else os.symlink
        (folder / "forms").mkdir(parents=True)
        put(ROOT / "fonts", folder / "fonts")
        put(ROOT / "forms/anshin-isp", folder / "forms/anshin-isp")
        put(ROOT / "forms/shared", folder / "forms/shared")
        put(TINY, folder / "forms/tiny")
        return folder

    def edit(self, path, *changes):
        """Replaces texts in a file; each must stand there exactly once. Returns their places."""
        text = path.read_text("utf-8")
        for old, new in changes:
            self.assertEqual(text.count(old), 1, f"'{old}' in {path}")
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
        if path.suffix == ".yaml":
            self.attach(path)
        return path

    def place(self, path, text):
        """'line:column' of a text that stands once in a file."""
        lines = path.read_text("utf-8").split("\n")
        found = [(i + 1, line.index(text) + 1) for i, line in enumerate(lines) if text in line]
        self.assertEqual(len(found), 1, f"'{text}' in {path}")
        return "%d:%d" % found[0]

    def sample_with(self, name, *changes):
        """A sample's answers in this test's folder, changed."""
        path = self.write("answers.yaml", sample(name).read_text("utf-8"))
        return self.edit(path, *changes)

    def tiny_with(self, *changes):
        path = self.write("answers.yaml", (TINY / "answers.yaml").read_text("utf-8"))
        return self.edit(path, *changes)

    def succeed(self, *args, **more):
        result = run(*args, **more)
        self.assertEqual(result.code, 0, str(result))
        self.assertEqual(result.errors(), [], str(result))
        return result

    def fail_with(self, code, *args, **more):
        """Ends with a code, says why, and prints nothing on standard output."""
        result = run(*args, **more)
        self.assertEqual(result.code, code, str(result))
        self.assertNotEqual(result.err.strip(), "", "a failure must say why")
        self.assertEqual(result.out, "", str(result))
        return result

    def trace(self, answers, *args, **more):
        """Of the forms alone; what is bound to them is test_packet's business."""
        return self.succeed("build", answers, "--trace", "--forms-only", *args, **more).out

    def pdf(self, answers, *args, name="out.pdf", **more):
        path = self.folder / name
        self.succeed("build", answers, "-o", path, "--forms-only", *args, **more)
        return Pdf(path)

    def assert_says(self, result, *parts):
        for part in parts:
            self.assertIn(part, result.err, str(result))

    def left_behind(self):
        """Every file of the test's folder, hidden ones too."""
        return sorted(str(p.relative_to(self.folder)) for p in self.folder.rglob("*")
                      if p.is_file() and p.relative_to(self.folder).parts[0] not in ("data", "docs"))


def pages_of(trace):
    """A trace as {(document, number): the page's lines}."""
    pages = {}
    for part in trace.split("\n\n")[1:]:
        head = re.match(r"page (\S+) (\d+)", part)
        pages[head[1], int(head[2])] = part.rstrip("\n")
    return pages


def texts_of(trace):
    """The texts of a trace's runs, joined."""
    return "".join(m.replace('\\"', '"').replace("\\\\", "\\")
                   for m in re.findall(r'^text \S+ \S+ \d+ "((?:[^"\\]|\\.)*)"', trace, re.M))


class Pdf:
    """A PDF as qpdf and poppler see it."""

    def __init__(self, path):
        self.path = path
        self.json = json.loads(tool("qpdf", "--json=2", path))
        self.objects = self.json["qpdf"][1]

    def look(self, value):
        """What a reference stands for."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            found = self.objects["obj:" + value]
            value = found["value"] if "value" in found else found["stream"]["dict"]
        return value

    def text_of(self, value):
        """A string object's text, without the mark that qpdf puts before it."""
        value = self.look(value)
        return value[2:] if isinstance(value, str) and value[:2] in ("u:", "b:") else value

    def root(self):
        return self.look(self.objects["trailer"]["value"]["/Root"])

    def info(self):
        entries = self.look(self.objects["trailer"]["value"]["/Info"])
        return {k: self.text_of(v) for k, v in entries.items()}

    def page_count(self):
        return len(self.json["pages"])

    def outline(self):
        """The bookmarks as [(level, title, page)]."""
        found = []

        def walk(entries, level):
            for e in entries:
                found.append((level, e["title"], e["destpageposfrom1"]))
                walk(e["kids"], level + 1)
        walk(self.json["outlines"], 0)
        return found

    def text(self, first=1, last=None, raw=True):
        last = last or self.page_count()
        return tool("pdftotext", *(["-raw"] if raw else []), "-f", first, "-l", last, self.path, "-")

    def fonts(self):
        """Rows of pdffonts: (name, embedded, subset, ToUnicode)."""
        lines = tool("pdffonts", self.path).split("\n")[2:]
        return [(li.split()[0], *li.split()[-5:-2]) for li in lines if li.strip()]

    def label_at(self, index):
        """The label of a page as a reader shows it."""
        start = max(e["index"] for e in self.json["pagelabels"] if e["index"] <= index)
        entry = next(e["label"] for e in self.json["pagelabels"] if e["index"] == start)
        prefix = self.text_of(entry.get("/P", "u:"))
        number = entry.get("/St", 1) + index - start
        return prefix + (str(number) if entry.get("/S") == "/D" else "")
