#!/usr/bin/env python3
"""The local page: from a key to the painted sheet, the server's part of it, its memory after many
edits, and the time to the first page.

usage: serve.py [--build DIR] [--edits N]

The largest sample is edited. Without chromium and chromedriver the browser's part is left out.
"""
import argparse
import http.client
import json
import os
import pathlib
import shutil
import statistics
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
PATH = "answers.1-1-3.name"
SHEET = {"document": "answer-sheet", "number": 2}
WAIT = 130                  # ms that the page waits for another key (desk.js)


def show(name, times):
    times = sorted(times)
    print(f"{name}: median {statistics.median(times):.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms, "
          f"{len(times)} times")


def memory(process):
    for line in open(f"/proc/{process.pid}/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024


def cpu(process):
    """Milliseconds that it has worked: not how long others kept it waiting."""
    words = open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) * 1000 / os.sysconf("SC_CLK_TCK")


class Editor:
    """One connection that edits as the page does."""

    def __init__(self, server):
        self.server = server
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port)
        self.api = "/api/answers/" + server.files()["answers.yaml"]
        self.seen = server.ask("GET", self.api).json()["fingerprint"]

    def edit(self, value):
        body = json.dumps({"changes": [{"kind": "set", "path": PATH, "value": value}], "sheet": SHEET, "burst": "b"})
        begin = time.perf_counter()
        self.connection.request("POST", self.api + "/changes", body, {
            "Cookie": self.server.cookie, "Origin": f"http://{self.server.host}", "X-Tsuzuri": "1",
            "Content-Type": "application/json", "If-Match": f'"{self.seen}"'})
        told = json.loads(self.connection.getresponse().read())
        self.seen = told["fingerprint"]
        return (time.perf_counter() - begin) * 1000


def bench_server(server, edits):
    editor = Editor(server)
    for i in range(20):
        editor.edit(f"山田　花子{i}")
    show("edit, checked and one sheet drawn, over HTTP", [editor.edit(f"山田　花子{i}") for i in range(100)])
    before, worked = memory(server.process), cpu(server.process)
    for i in range(edits):
        editor.edit(f"山田　花子{i % 977}")
    print(f"memory: {before:.1f} MiB, after {edits} more edits {memory(server.process):.1f} MiB; "
          f"each takes {(cpu(server.process) - worked) / edits:.1f} ms of work")


KEY = """const [done] = [arguments[arguments.length - 1]], input = document.getElementById('f-%s');
const paper = document.querySelector('.paper'), begin = performance.now();
new MutationObserver((_, observer) => { observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin))); })
    .observe(paper, {childList: true});
input.value += String.fromCodePoint(0x3042 + Math.floor(Math.random() * 80));
input.dispatchEvent(new InputEvent('input', {bubbles: true}));""" % PATH


def bench_browser(server, browser):
    one = browser.Browser()
    try:
        one.open(server.address)
        one.wait("return document.querySelectorAll('.paper use').length")
        one.run("[...document.querySelectorAll('.steps a')][2].click()")
        one.wait(f"return document.querySelector('.paper rect[data-path=\"{PATH}\"]') !== null || "
                 f"(document.getElementById('f-{PATH}')?.focus(), false)")
        time.sleep(1)
        times = []
        for _ in range(100):
            times.append(one.ask("POST", "/execute/async", {"script": KEY, "args": []}) - WAIT)
            time.sleep(0.25)
        show(f"key to painted sheet, behind the {WAIT} ms for another key", times)
    finally:
        one.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("--edits", type=int, default=10000)
    args = parser.parse_args()
    os.environ["TSUZURI"] = str(pathlib.Path(args.build).resolve() / "tsuzuri")
    import browser
    import server
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder) / "longest"
        shutil.copytree(ROOT / "samples/longest", place)
        begin = time.perf_counter()
        served = server.Server(place / "answers.yaml")
        served.enter()
        api = "/api/answers/" + served.files()["answers.yaml"]
        served.ask("GET", api), served.ask("GET", api + "/sheets")
        print(f"first page after start, its sheets listed: {(time.perf_counter() - begin) * 1000:.0f} ms")
        bench_server(served, args.edits)
        served.end()
        try:
            served = server.Server(place / "answers.yaml")
            bench_browser(served, browser)
        except unittest.SkipTest as why:
            print(f"key to painted sheet: skipped, {why}")
        finally:
            served.end()


if __name__ == "__main__":
    main()
