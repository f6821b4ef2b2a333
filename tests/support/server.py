"""A running 'tsuzuri serve', and ways to ask it: as its page does, and byte for byte."""
import json
import os
import re
import signal
import socket
import subprocess
import time

import support

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/\?key=([0-9a-f]{64})")
GUARD = {"X-Tsuzuri": "1"}


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def header(self, name):
        return [v for k, v in self.headers if k.lower() == name.lower()]

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.headers} {self.body[:300]!r}"


def read_answer(stream):
    line = stream.readline().decode("latin-1")
    if not line:
        return None                       # closed without a word
    status, headers = int(line.split()[1]), []
    while (line := stream.readline().decode("latin-1").strip()):
        name, _, value = line.partition(":")
        headers.append((name, value.strip()))
    size = next((int(v) for k, v in headers if k.lower() == "content-length"), 0)
    return Answer(status, headers, stream.read(size))


class Server:
    def __init__(self, place, *options, lang="en", **env):
        arguments = [support.PROGRAM, "serve", str(place), "--no-open", "--port", "0", *options]
        self.process = subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
            env=support.environment(lang, TSUZURI_DATA=support.ROOT, **env))
        self.said = self.process.stdout.readline().decode("utf-8")
        found = ADDRESS.search(self.said)
        if not found:
            raise AssertionError(self.said + self.process.stderr.read().decode("utf-8"))
        self.port, self.start_key = int(found[1]), found[2]
        self.address = found[0]
        self.host = f"127.0.0.1:{self.port}"
        self.cookie = None

    def enter(self):
        answer = self.ask("GET", f"/?key={self.start_key}", cookie=None)
        self.cookie = answer.header("Set-Cookie")[0].split(";")[0]
        return answer

    def send(self, data, end=True):
        """Bytes as they are; the first answer, or None where the connection was closed."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as s:
            try:
                s.sendall(data)
                return read_answer(s.makefile("rb"))
            except ConnectionError:
                return None

    def ask(self, method, path, headers=None, body=None, cookie=True, host=True):
        """As the page asks; headers: others instead of, or beside, what it sends (None: left out)."""
        said = {"Host": self.host} if host else {}
        if cookie and self.cookie:
            said["Cookie"] = self.cookie
        if method != "GET":
            said |= {"Origin": f"http://{self.host}", "Content-Type": "application/json", **GUARD}
        said |= headers or {}
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if body is not None or method != "GET":
            said.setdefault("Content-Length", str(len(body or b"")))
        lines = [f"{method} {path} HTTP/1.1"] + [f"{k}: {v}" for k, v in said.items() if v is not None]
        return self.send("\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + (body or b""))

    def files(self):
        return {f["name"]: f["id"] for f in self.ask("GET", "/api/start").json()["files"]}

    def end(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            os.kill(self.process.pid, number)
        out, err = self.process.communicate(timeout=30)
        if support.ALARM.search(err.decode("utf-8", "replace")):
            raise AssertionError(err.decode("utf-8", "replace"))
        return self.process.returncode

    def wait(self, seconds=20):
        until = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        return self.process.poll()
