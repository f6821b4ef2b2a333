"""'tsuzuri serve': who may ask, and what is never done (the numbers are those of tsuzuri-serve(1))."""
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.parse

import server
import support
from support import ROOT

HEADERS = {
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
                               "img-src 'self' blob: data:; connect-src 'self'; form-action 'none'; "
                               "base-uri 'none'; frame-ancestors 'none'"}
BEGIN = {"form": "anshin-isp", "application": "new"}


class Served(support.Test):
    """One server for all tests of a class; each leaves it as it was."""

    @classmethod
    def setUpClass(cls):
        cls.place = pathlib.Path(tempfile.mkdtemp(prefix="tsuzuri-test-"))
        shutil.copy(ROOT / "samples/renewal/answers.yaml", cls.place)
        cls.server = server.Server(cls.place)
        cls.first = cls.server.enter()
        cls.file = cls.server.files()["answers.yaml"]

    @classmethod
    def tearDownClass(cls):
        cls.server.end()
        shutil.rmtree(cls.place)

    def ask(self, *args, **more):
        return self.server.ask(*args, **more)

    def expect(self, status, *args, **more):
        answer = self.ask(*args, **more)
        self.assertEqual(answer.status, status, answer)
        return answer


class OwnForms(support.Test):
    def test_forms_of_ones_own_can_be_begun(self):
        """Those of --forms and of TSUZURI_FORMS, and each once."""
        for folder in ("named", "told"):
            shutil.copytree(ROOT / "tests/data/forms/tiny", self.folder / folder / f"tiny-{folder}")
            text = (self.folder / folder / f"tiny-{folder}/form.yaml").read_text("utf-8")
            self.write(f"{folder}/tiny-{folder}/form.yaml", text.replace("id: tiny", f"id: tiny-{folder}"))
        shutil.copytree(self.folder / "told/tiny-told", self.folder / "named/tiny-told")
        (self.folder / "answers").mkdir()
        one = server.Server(self.folder / "answers", "--forms", self.folder / "named",
                            TSUZURI_FORMS=self.folder / "told")
        try:
            one.enter()
            forms = one.ask("GET", "/api/start").json()["forms"]
            self.assertEqual(forms[:3], ["tiny-named", "tiny-told", "anshin-isp"])
            self.assertEqual(len(forms), len(set(forms)))
            for form in forms[:2]:
                begun = one.ask("POST", "/api/answers", body={"form": form})
                self.assertEqual(begun.status, 201, begun)
        finally:
            one.end()


class Checks(Served):
    # 1: this computer alone
    def test_01_it_listens_on_127_0_0_1_alone(self):
        port = f"{self.server.port:04X}"
        listening = [line.split()[1] for name in ("tcp", "tcp6")
                     if os.path.exists(f"/proc/net/{name}")
                     for line in open(f"/proc/net/{name}").readlines()[1:]
                     if line.split()[3] == "0A" and line.split()[1].endswith(":" + port)]
        self.assertEqual(listening, [f"0100007F:{port}"])
        help_text = support.run("serve", "--help").out
        self.assertIsNone(re.search(r"--(host|bind|listen|address)", help_text))

    # 2: Host
    def test_02_one_host_and_it_is_ours(self):
        port = self.server.port
        self.expect(200, "GET", "/api/start")
        self.expect(200, "GET", "/api/start", headers={"Host": f"localhost:{port}"})
        for host in (f"127.0.0.1:{port + 1}", "127.0.0.1", "localhost", f"evil.example:{port}",
                     f"127.0.0.1.evil.example:{port}", f"127.0.0.2:{port}", f"[::1]:{port}",
                     f"LOCALHOST:{port}", f"127.1:{port}", f"127.0.0.1:{port}.", f"0.0.0.0:{port}"):
            with self.subTest(host=host):
                self.expect(403, "GET", "/api/start", headers={"Host": host})
        cookie = self.server.cookie
        for hosts in ((), (self.server.host, self.server.host), (self.server.host, "evil.example")):
            with self.subTest(hosts=hosts):
                lines = ["GET /api/start HTTP/1.1", f"Cookie: {cookie}", *(f"Host: {h}" for h in hosts)]
                self.assertEqual(self.server.send("\r\n".join(lines).encode() + b"\r\n\r\n").status, 400)

    # 3: Origin
    def test_03_the_origin_is_this_page_and_writes_tell_it(self):
        host, port = self.server.host, self.server.port
        own = {"Origin": f"http://{host}"}
        self.expect(200, "GET", "/api/start", headers=own)
        for origin in ("null", f"https://{host}", f"http://127.0.0.1:{port + 1}", "http://127.0.0.1",
                       f"http://localhost:{port}", f"http://127.0.0.2:{port}", f"http://[::1]:{port}",
                       "http://evil.example", f"http://{host}/", f"HTTP://{host}", "", f"http://{host} "
                       "http://evil.example"):
            for method, path in (("GET", "/api/start"), ("POST", "/api/answers")):
                with self.subTest(origin=origin, method=method):
                    self.expect(403, method, path, headers={"Origin": origin}, body=BEGIN
                                if method == "POST" else None)
        self.expect(403, "POST", "/api/answers", headers={"Origin": None}, body=BEGIN)
        self.assertEqual(self.names(), ["answers.yaml"])

    # 4: Sec-Fetch-Site
    def test_04_no_other_site_asks(self):
        site = "Sec-Fetch-Site"
        self.expect(200, "GET", "/api/start", headers={site: "same-origin"})
        self.expect(200, "GET", "/", headers={site: "none"})
        for value in ("cross-site", "same-site", "none", "", "Same-Origin"):
            with self.subTest(value=value):
                self.expect(403, "GET", "/api/start", headers={site: value})
                self.expect(403, "POST", "/api/answers", headers={site: value}, body=BEGIN)
        for value in ("cross-site", "same-site"):
            self.expect(403, "GET", "/", headers={site: value})

    # 5: the secret
    def test_05_the_start_address_is_good_once(self):
        key = self.server.start_key
        cookie = self.first.header("Set-Cookie")[0]
        self.assertRegex(cookie, rf"^tsuzuri-{self.server.port}=[0-9a-f]{{64}}; Path=/; HttpOnly; SameSite=Strict$")
        self.assertNotIn(key, cookie)
        self.expect(403, "GET", f"/?key={key}", cookie=False)
        self.expect(403, "GET", "/?key=", cookie=False)
        self.assertNotIn(key.encode(), self.first.body)     # so not in what follows it

    def test_05_each_route_wants_the_cookie(self):
        name, value = self.server.cookie.split("=")
        wrong = [None, f"{name}=", f"{name}={value[:-1]}", f"{name}={value}0", f"{name}={'0' * 64}",
                 f"{name}x={value}", f"tsuzuri={value}", f"x{name}={value}", value]
        for path in ("/", "/page/page.js", "/api/start", f"/api/answers/{self.file}", "/nowhere",
                     f"/api/answers/{self.file}/sheets", "/api/outlines?glyphs=g0-3"):
            for cookie in wrong if path == "/api/start" else wrong[:1]:
                with self.subTest(path=path, cookie=cookie):
                    self.expect(403, "GET", path, headers={"Cookie": cookie})
        self.expect(403, "POST", "/api/answers", headers={"Cookie": None}, body=BEGIN)
        self.expect(200, "GET", "/api/start", headers={"Cookie": f"a=b; {name}={value}; c=d"})

    def test_05_two_starts_have_nothing_in_common(self):
        other = server.Server(self.place)
        self.addCleanup(other.end)
        other.enter()
        self.assertNotEqual(other.start_key, self.server.start_key)
        self.assertNotEqual(other.cookie.split("=")[1], self.server.cookie.split("=")[1])
        self.assertNotEqual(other.files()["answers.yaml"], self.file)
        own = self.server.cookie.split("=")[1]
        name = other.cookie.split("=")[0]
        self.assertEqual(other.ask("GET", "/api/start", headers={"Cookie": f"{name}={own}"}).status, 403)

    # 6: who else could see the address
    def test_06_the_address_is_in_no_process_s_arguments(self):
        with tempfile.TemporaryDirectory() as folder:
            bin_, runtime = pathlib.Path(folder, "bin"), pathlib.Path(folder, "run")
            bin_.mkdir(), runtime.mkdir()
            said = pathlib.Path(folder, "said")
            (bin_ / "xdg-open").write_text(
                f'#!/bin/sh\n{{ echo "$@"; stat -c %a "$1"; cat "$1"; }} > {said}.tmp; mv {said}.tmp {said}\n')
            (bin_ / "xdg-open").chmod(0o755)
            env = support.environment("en", TSUZURI_DATA=ROOT, DISPLAY=":9", XDG_RUNTIME_DIR=runtime)
            env["PATH"] = f"{bin_}:{env['PATH']}"
            process = subprocess.Popen([support.PROGRAM, "serve", str(self.place), "--port", "0"],
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)
            key = server.ADDRESS.search(process.stdout.readline().decode())[2]
            until = 200
            while not said.exists() and until:
                until -= 1
                time.sleep(0.02)
            arguments, mode, *text = said.read_text().splitlines()
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(20), 0)
            process.stdout.close()
            self.assertNotIn(key, arguments)
            self.assertEqual(mode, "600")
            self.assertIn(key, "\n".join(text))
            self.assertEqual(list(runtime.iterdir()), [])   # it is gone with the server

    # 7: what changes something
    def test_07_writes_are_the_page_s_own(self):
        for type_ in (None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                      "application/json; charset=utf-8", "text/json"):
            with self.subTest(type=type_):
                self.expect(415, "POST", "/api/answers", headers={"Content-Type": type_}, body=BEGIN)
        self.expect(403, "POST", "/api/answers", headers={"X-Tsuzuri": None}, body=BEGIN)
        for method in ("OPTIONS", "HEAD", "PATCH", "TRACE", "CONNECT", "get"):
            with self.subTest(method=method):
                path = self.server.host if method == "CONNECT" else "/api/start"
                answer = self.ask(method, path)
                self.assertTrue(answer is None or answer.status in (400, 405), answer)
        self.assertEqual(self.expect(405, "OPTIONS", "/api/answers").header("Access-Control-Allow-Origin"), [])
        for path in ("/api/end", "/api/answers", f"/api/answers/{self.file}/undo"):
            self.expect(405, "GET", path)
        self.assertEqual(self.names(), ["answers.yaml"])

    # 8: what every answer says
    def test_08_every_answer_has_the_headers(self):
        answers = [self.expect(200, "GET", "/"), self.expect(403, "GET", "/", cookie=False), self.first,
                   self.expect(404, "GET", "/nowhere"), self.expect(405, "POST", "/", body={}),
                   self.expect(400, "GET", "/api/outlines?glyphs=x"), self.expect(415, "POST", "/", headers={
                       "Content-Type": "text/plain"}), self.expect(413, "POST", "/api/answers", headers={
                           "Content-Length": str(1 << 30)}), self.expect(431, "GET", "/", headers={"A": "a" * 16400})]
        for answer in answers:
            with self.subTest(status=answer.status):
                for name, value in HEADERS.items():
                    self.assertEqual(answer.header(name), [value])
                self.assertFalse([k for k, _ in answer.headers if k.lower().startswith("access-control-")])

    def test_08_the_page_has_no_script_or_style_of_its_own(self):
        page = ROOT / "src/program/tsuzuri/page"
        for path in page.iterdir():
            text = path.read_text("utf-8")
            with self.subTest(file=path.name):
                self.assertIsNone(re.search(r"\bhttps?://(?!www\.w3\.org/)", text))
                if path.suffix == ".html":
                    self.assertIsNone(re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", text))
                if path.suffix == ".js":        # 9: what is shown is text
                    self.assertIsNone(re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|"
                                                r"\beval\b|new Function|setAttribute\(.style.", text))

    # 10: no paths
    def test_10_no_route_takes_a_path(self):
        (self.place / "secret.yaml").symlink_to("/etc/passwd")
        (self.place / "plain.yaml").write_text("a: b\n")
        self.addCleanup((self.place / "secret.yaml").unlink)
        self.addCleanup((self.place / "plain.yaml").unlink)
        self.assertEqual(self.names(), ["answers.yaml"])
        for path in ("/page/../answers.yaml", "/page/..%2f..%2fserve.c", "/page/%2e%2e/x", "/page/", "/page//etc/passwd",
                     "/page/index.html%00.js", "/../../etc/passwd", "/api/answers/answers.yaml",
                     "/api/answers/..%2f..%2fetc%2fpasswd/sheets", f"/api/answers/{self.file}/../start",
                     f"/api/answers/{self.file[:-1]}", f"/api/answers/{self.file}0", "//", "/api/answers//sheets"):
            with self.subTest(path=path):
                answer = self.ask("GET", path)
                self.assertIn(answer.status, (400, 404), answer)
                self.assertNotIn(b"root:", answer.body)

    # 11: limits
    def test_11_a_head_without_measure_is_refused(self):
        ok = f"GET /api/start HTTP/1.1\r\nHost: {self.server.host}\r\nCookie: {self.server.cookie}\r\n"
        post = (f"POST /api/answers HTTP/1.1\r\nHost: {self.server.host}\r\nCookie: {self.server.cookie}\r\n"
                f"Origin: http://{self.server.host}\r\nX-Tsuzuri: 1\r\nContent-Type: application/json\r\n")
        cases = [(431, ok + "A: " + "a" * 16400 + "\r\n\r\n"),
                 (400, ok + "A: b\x01c\r\n\r\n"), (400, ok + "A: b\x7fc\r\n\r\n"),
                 (400, post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
                 (400, post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                 (400, post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
                 (400, post + "Content-Length: +2\r\n\r\n{}"),
                 (413, post + "Content-Length: 99999999\r\n\r\n")]
        for status, text in cases:
            with self.subTest(text=text[-60:]):
                answer = self.server.send(text.encode())
                self.assertTrue(answer is None or answer.status == status, answer)
        self.expect(200, "GET", "/api/start")

    def test_11_sixteen_connections(self):
        held = [socket.create_connection(("127.0.0.1", self.server.port)) for _ in range(16)]
        try:
            for s in held:
                s.sendall(b"GET / HTTP/1.1\r\n")
            late = socket.create_connection(("127.0.0.1", self.server.port))
            late.settimeout(0.5)
            late.sendall(f"GET /api/start HTTP/1.1\r\nHost: {self.server.host}\r\n\r\n".encode())
            with self.assertRaises((TimeoutError, ConnectionError)):
                if not late.recv(1):
                    raise ConnectionError
            late.close()
        finally:
            for s in held:
                s.close()
        self.expect(200, "GET", "/api/start")

    # 12: Upgrade
    def test_12_nothing_else_is_spoken(self):
        for value in ("websocket", "h2c"):
            self.expect(400, "GET", "/", headers={"Upgrade": value, "Connection": "Upgrade"})

    def names(self):
        return sorted(self.server.files())


class Changes(support.Test):
    """Of an answer file of its own; each test starts a server."""

    def setUp(self):
        super().setUp()
        self.answers = self.folder / "answers.yaml"
        shutil.copy(ROOT / "samples/renewal/answers.yaml", self.answers)
        self.before = self.answers.read_bytes()
        self.server = server.Server(self.folder)
        self.addCleanup(self.server.end)
        self.server.enter()
        self.api = "/api/answers/" + self.server.files()["answers.yaml"]

    def state(self):
        return self.server.ask("GET", self.api).json()

    def change(self, seen, *changes, path="/changes", **more):
        return self.server.ask("POST", self.api + path, {"If-Match": f'"{seen}"'} if seen else None,
                               {"changes": list(changes), **more})

    def put(self, seen, path, value, **more):
        return self.change(seen, {"kind": "set", "path": path, "value": value}, **more)

    def test_a_change_is_written_and_nothing_else(self):
        answer = self.put(self.state()["fingerprint"], "answers.1-1-3.name", "鈴木　一郎",
                          sheet={"document": "answer-sheet", "number": 2})
        self.assertEqual(answer.status, 200, answer)
        expected = self.before.replace("name: 山田　花子".encode(), "name: 鈴木　一郎".encode(), 1)
        self.assertEqual(self.answers.read_bytes(), expected)
        told = answer.json()
        self.assertEqual(told["check"]["verdict"]["met"], 29)
        self.assertEqual([s["label"] for s in told["sheets"]], ["回答書 2"])
        self.assertTrue('data-path="answers.1-1-3.name"' in told["sheets"][0]["svg"])
        kept = [p for p in self.folder.iterdir() if p.name.startswith("answers.yaml~")]
        self.assertEqual([p.read_bytes() for p in kept], [self.before])
        self.assertEqual(list(self.server.files()), ["answers.yaml"])    # the copy is none of them

    def test_back_and_on_again(self):
        seen = self.state()["fingerprint"]
        for value in ("鈴", "鈴木", "鈴木　一郎"):                  # one field, typed into
            seen = self.put(seen, "answers.1-1-3.name", value, burst="name-1").json()["fingerprint"]
        seen = self.put(seen, "answers.1-1-3.department", "総務部", burst="department-1").json()["fingerprint"]
        after = self.answers.read_bytes()
        told = self.change(seen, path="/undo").json()
        self.assertIn("鈴木　一郎", self.answers.read_text("utf-8"))
        self.assertEqual([told["undo"], told["redo"]], [True, True])
        told = self.change(told["fingerprint"], path="/undo").json()
        self.assertEqual(self.answers.read_bytes(), self.before)
        self.assertEqual([told["undo"], told["redo"]], [False, True])
        self.assertEqual(self.change(told["fingerprint"], path="/undo").status, 409)
        for _ in range(2):
            told = self.change(told["fingerprint"], path="/redo").json()
        self.assertEqual(self.answers.read_bytes(), after)

    # 13: what was not seen is not overwritten
    def test_13_a_file_that_differs_is_left_alone(self):
        seen = self.state()["fingerprint"]
        self.answers.write_bytes(self.before + "# 別の編集\n".encode())
        outside = self.answers.read_bytes()
        refused = self.put(seen, "answers.1-1-3.name", "鈴木")
        self.assertEqual(refused.status, 412, refused)
        self.assertNotEqual(refused.json()["fingerprint"], seen)          # it tells how it is now
        self.assertIn("verdict", refused.json()["check"])
        for wrong in (None, "", seen[:-1], "*"):
            with self.subTest(seen=wrong):
                self.assertIn(self.put(wrong, "answers.1-1-3.name", "鈴木").status, (412, 428))
        for path in ("/undo", "/redo"):
            self.assertEqual(self.change(seen, path=path).status, 412)
        self.assertEqual(self.answers.read_bytes(), outside)
        self.assertEqual(self.put(refused.json()["fingerprint"], "answers.1-1-3.name", "鈴木").status, 200)
        self.assertIn("# 別の編集", self.answers.read_text("utf-8"))

    def test_13_two_servers_of_one_folder(self):
        other = server.Server(self.folder)
        self.addCleanup(other.end)
        other.enter()
        seen = self.state()["fingerprint"]
        self.assertEqual(self.put(seen, "applicant.fax", "045-000-9999").status, 200)
        api = "/api/answers/" + other.files()["answers.yaml"]
        refused = other.ask("POST", api + "/changes", {"If-Match": f'"{seen}"'}, {
            "changes": [{"kind": "set", "path": "applicant.tel", "value": "03-0000-0000"}]})
        self.assertEqual(refused.status, 412)
        self.assertNotIn("03-0000-0000", self.answers.read_text("utf-8"))

    # 14: killed at any moment
    def test_14_killed_while_it_writes_the_file_is_whole(self):
        versions = {self.before}
        values = ["あ" * n for n in range(1, 40)]
        for delay in (0.05, 0.11, 0.17):
            s = server.Server(self.folder)
            s.enter()
            api = "/api/answers/" + s.files()["answers.yaml"]
            before = self.answers.read_text("utf-8")
            versions |= {re.sub(r"(1-1-3:\n    check: yes\n    department: .*\n    name: ).*", r"\g<1>" + v,
                                before).encode() for v in values}
            killer = threading.Timer(delay, s.process.kill)
            killer.start()
            try:
                told = s.ask("GET", api)
                seen = told.json()["fingerprint"] if told else ""
                for value in values * 4:
                    answer = s.ask("POST", api + "/changes", {"If-Match": f'"{seen}"'}, {"changes": [
                        {"kind": "set", "path": "answers.1-1-3.name", "value": value}]})
                    if not answer:
                        break
                    seen = answer.json()["fingerprint"]
            except (ConnectionError, OSError):
                pass
            killer.join()
            s.process.communicate()
            self.assertIn(self.answers.read_bytes(), versions)
        server.Server(self.folder).end()
        self.assertEqual([p.name for p in self.folder.iterdir() if p.name.endswith(".tmp")], [])

    def test_what_is_no_change_is_refused(self):
        seen = self.state()["fingerprint"]
        cases = [b"", b"{", b"[]", b'{"changes": []}', b'{"changes": [{"kind": "set"}]}', b"\xff\xfe",
                 b'{"changes": [{"kind": "burn", "path": "date"}]}', b"[" * 100000,
                 '{"changes": [{"kind": "set", "path": "nowhere.at.all", "value": "x"}]}'.encode(),
                 b'{"changes": [{"kind": "set", "path": "date", "value": "a\\u0000b"}]}',
                 b'{"changes": [{"kind": "set", "path": "date", "value": "a\\u0007b"}]}']
        for body in cases:
            with self.subTest(body=body[:60]):
                answer = self.server.ask("POST", self.api + "/changes", {"If-Match": f'"{seen}"'}, body)
                self.assertEqual(answer.status, 400, answer)
                self.assertTrue(answer.json()["en"] and answer.json()["ja"])
        self.assertEqual(self.answers.read_bytes(), self.before)

    def test_a_file_that_cannot_be_written_is_told(self):
        if os.geteuid() == 0:
            self.skipTest("root may write anything")
        seen = self.state()["fingerprint"]
        self.folder.chmod(0o500)
        self.addCleanup(self.folder.chmod, 0o700)
        self.assertEqual(self.put(seen, "applicant.fax", "1").status, 500)

    def test_a_new_answer_file_from_last_year_s(self):
        answer = self.server.ask("POST", "/api/answers", body={
            "form": "anshin-isp", "application": "renewal", "from": self.api.rsplit("/")[-1]})
        self.assertEqual(answer.status, 201, answer)
        text = (self.folder / "answers-2.yaml").read_text("utf-8")
        self.assertIn("株式会社みなとネット", text)
        self.assertEqual(self.answers.read_bytes(), self.before)
        self.assertEqual(self.server.ask("GET", "/api/answers/" + answer.json()["id"]).status, 200)
        self.assertEqual(self.server.ask("POST", "/api/answers", body={"form": "../etc"}).status, 400)


TEXT = re.compile(r"^text (-?\d+),(-?\d+) \S+ (\d+) (?!.* unseen$)", re.M)
RUN = re.compile(r'<g transform="translate\((-?\d+) (-?\d+)\)(?:rotate\(-?\d+\))?scale\(([\d.]+)\)"')


def drawn(svg):
    """Where each run of glyphs stands, and its size in 1/1000 pt."""
    return sorted((int(x), int(y), round(float(size) * 1000)) for x, y, size in RUN.findall(svg))


class Sheets(support.Test):
    """For every sample: what a browser is shown is what is printed."""

    samples = ["longest", "renewal", "upstream", "asp-disclosure", "external-service"]

    def test_the_sheets_are_what_is_printed(self):
        for sample in self.samples:
            with self.subTest(sample=sample):
                answers = ROOT / "samples" / sample / "answers.yaml"
                trace = support.run("build", answers, "--trace", "--forms-only").out
                pages = re.split(r"^page .*\n", trace, flags=re.M)[1:]
                printed = [sorted(tuple(map(int, t)) for t in TEXT.findall(p)) for p in pages]
                support.run("build", answers, "--svg", self.folder / sample)
                pictures = sorted((self.folder / sample).glob("*.svg"))
                self.assertEqual([drawn(p.read_text("utf-8")) for p in pictures], printed)

    def test_one_sheet_is_as_it_is_among_all(self):
        shutil.copytree(ROOT / "samples/upstream", self.folder, dirs_exist_ok=True)
        s = server.Server(self.folder)
        self.addCleanup(s.end)
        s.enter()
        api = "/api/answers/" + s.files()["answers.yaml"]
        sheets = s.ask("GET", api + "/sheets").json()["sheets"]
        self.assertGreater(len(sheets), 20)
        self.assertEqual(len({x["fingerprint"] for x in sheets}), len(sheets))
        named = set()
        for sheet in sheets[::6]:
            words = {k: sheet[k] for k in ("document", "about", "number") if sheet[k]}
            one = s.ask("GET", api + "/sheet?" + urllib.parse.urlencode(words)).json()["sheets"]
            self.assertEqual([{k: v for k, v in x.items() if k != "svg"} for x in one], [sheet])
            named |= set(re.findall(r'href="#(g\d+-\d+)"', one[0]["svg"]))
        names = sorted(named)
        outlines = s.ask("GET", "/api/outlines?glyphs=" + ",".join(names[:300]))
        self.assertEqual(sorted(re.findall(rb'id="(g\d+-\d+)"', outlines.body)), [n.encode() for n in names[:300]])
        for wrong in ("g0", "x0-1", "g0-1;g0-2", "g99-1", "g0-99999999", "g-1-1", "", ",".join(["g0-3"] * 401)):
            self.assertEqual(s.ask("GET", "/api/outlines?glyphs=" + wrong).status, 400, wrong[:20])
        self.assertEqual(s.ask("GET", api + "/sheet?document=nowhere&number=1").json()["sheets"], [])


class Ends(support.Test):
    def test_it_ends_by_a_signal_and_by_its_page(self):
        for end in ("signal", "page"):
            s = server.Server(self.folder)
            s.enter()
            if end == "page":
                self.assertEqual(s.ask("POST", "/api/end", body={}).status, 200)
                self.assertEqual(s.wait(), 0)
            self.assertEqual(s.end(signal.SIGINT), 0)

    def test_a_port_that_is_taken_is_left_alone(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            s = server.Server(self.folder, "--port", str(port))
            self.addCleanup(s.end)
            self.assertNotEqual(s.port, port)

    def test_a_place_that_is_not_there(self):
        done = support.run("serve", self.folder / "nowhere", "--no-open", "--port", "0")
        self.assertEqual(done.code, 3, done)

    def test_what_a_killed_writer_left_is_swept(self):
        dead = subprocess.Popen(["true"])
        dead.wait()
        left = self.write(f".answers.yaml.{dead.pid}-0.tmp", "tsuzu")
        alive = self.write(f".answers.yaml.{os.getpid()}-0.tmp", "tsuzu")
        other = self.write(".answers.txt.1-0.tmp", "x")
        server.Server(self.folder).end()
        self.assertEqual([left.exists(), alive.exists(), other.exists()], [False, True, True])


if __name__ == "__main__":
    unittest.main()
