"""A real browser: Debian's chromium, driven by chromedriver's own protocol (W3C WebDriver, and the
DevTools protocol through it). Without either the tests are skipped."""
import atexit
import base64
import functools
import json
import os
import shutil
import subprocess
import time
import unittest
import urllib.error
import urllib.request

KEYS = {"tab": "\ue004", "enter": "\ue007", "escape": "\ue00c", "space": " ", "down": "\ue015", "up": "\ue013",
        "home": "\ue011", "end": "\ue010", "shift": "\ue008", "control": "\ue009", "backspace": "\ue003"}


def find():
    """The two programs, or a skipped test."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        raise unittest.SkipTest("no chromium and chromedriver")
    return chromium, driver


@functools.cache
def shared():
    """One browser for all tests of a module."""
    one = Browser()
    atexit.register(one.close)
    return one


class Failed(Exception):
    pass


class Browser:
    def __init__(self, width=1280, height=800):
        chromium, driver = find()
        self.driver = subprocess.Popen([driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       text=True)
        self.session = None
        try:
            for line in self.driver.stdout:
                if "started successfully on port" in line:
                    self.base = f"http://127.0.0.1:{line.rsplit(None, 1)[-1].rstrip('.')}"
                    break
            else:
                raise unittest.SkipTest("chromedriver does not start")
            options = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--lang=ja"]
            if os.geteuid() == 0:
                options.append("--no-sandbox")
            made = self.call("POST", "/session", {"capabilities": {"alwaysMatch": {
                "goog:chromeOptions": {"binary": chromium, "args": options},
                "goog:loggingPrefs": {"browser": "ALL"}}}})
            self.session = made["sessionId"]
            self.size(width, height)
        except BaseException:
            self.close()
            raise

    def close(self):
        try:
            if self.session:
                self.call("DELETE", f"/session/{self.session}")
        except (OSError, Failed):
            pass
        self.driver.terminate()
        self.driver.communicate()

    def call(self, method, path, body=None):
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())["value"]
        except urllib.error.HTTPError as why:
            raise Failed(json.loads(why.read())["value"]["message"][:2000]) from None

    def ask(self, method, path, body=None):
        return self.call(method, f"/session/{self.session}{path}", body)

    def cdp(self, command, **params):
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def size(self, width, height):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, address):
        self.ask("POST", "/url", {"url": address})

    def run(self, script, *args):
        """The value of a script's 'return'."""
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(args)})

    def wait(self, script, *args, seconds=20):
        """Until a script returns something true; what it returned."""
        until = time.monotonic() + seconds
        while not (got := self.run(script, *args)):
            if time.monotonic() > until:
                raise AssertionError(f"not in {seconds} s: {script} {args}\n{self.log()}")
            time.sleep(0.03)
        return got

    def log(self):
        """What the console was told since it was last asked."""
        return [f"{e['level']} {e['message']}" for e in self.ask("POST", "/se/log", {"type": "browser"})]

    def picture(self, path):
        with open(path, "wb") as out:
            out.write(base64.b64decode(self.ask("GET", "/screenshot")))

    def keys(self, *words):
        """Keys pressed one after the other: a name of KEYS, 'shift+tab', or a text."""
        actions = []
        for word in words:
            held = [KEYS[k] for k in word.split("+")[:-1]] if "+" in word and len(word) > 1 else []
            last = word.split("+")[-1] if held else word
            actions += [{"type": "keyDown", "value": k} for k in held]
            for key in [KEYS[last]] if last in KEYS else last:
                actions += [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
            actions += [{"type": "keyUp", "value": k} for k in held]
        self.ask("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def click(self, x, y):
        self.ask("POST", "/actions", {"actions": [{"type": "pointer", "id": "mouse", "actions": [
            {"type": "pointerMove", "x": int(x), "y": int(y)}, {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0}]}]})
