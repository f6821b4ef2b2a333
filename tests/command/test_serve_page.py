"""The page of 'tsuzuri serve' in a real browser: by keyboard and mouse, with Japanese input, and what pages
of elsewhere cannot do to it."""
import functools
import http.server
import json
import pathlib
import re
import shutil
import threading
import time
import unittest

import browser
import server
import support
from support import ROOT

DRAWN = "return document.querySelectorAll('.paper use').length"
SAVED = "return document.querySelector('.saved')?.className === 'saved good'"


class Page(support.Test):
    """A server and a copy of a sample for each test."""

    sample = "renewal"

    def setUp(self):
        super().setUp()
        self.browser = browser.shared()
        self.answers = self.folder / "answers.yaml"
        self.start()

    def start(self, sample=None, given=True, lang="ja"):
        if sample != "":
            shutil.copytree(ROOT / "samples" / (sample or self.sample), self.folder, dirs_exist_ok=True)
        self.before = self.answers.read_bytes() if self.answers.exists() else b""
        self.server = server.Server(self.answers if given else self.folder, lang=lang)
        self.addCleanup(self.server.end)
        self.browser.size(1280, 800)
        self.browser.log()
        self.browser.open(self.server.address)
        if given:
            self.browser.wait(DRAWN)

    def tearDown(self):
        severe = [line for line in self.browser.log() if line.startswith("SEVERE") and "favicon" not in line
                  and not any(word in line for word in getattr(self, "expected", []))]
        self.browser.open("about:blank")        # before its server goes
        self.assertEqual(severe, [])

    def step(self, title):
        """Opens a step by its title."""
        found = self.browser.run("""const link = [...document.querySelectorAll('.steps a')]
            .find(a => a.textContent.includes(arguments[0])); link?.click(); return Boolean(link)""", title)
        self.assertTrue(found, title)

    def focus(self, path):
        found = self.browser.run("const f = document.getElementById('f-' + arguments[0]); f?.focus();"
                                 "return document.activeElement === f", path)
        self.assertTrue(found, path)

    def text(self, selector):
        return self.browser.run("return document.querySelector(arguments[0])?.textContent", selector)

    def value(self, path):
        return self.browser.run("return document.getElementById('f-' + arguments[0])?.value", path)

    def wait_for_file(self, test, seconds=10):
        until = time.monotonic() + seconds
        while not test(self.answers.read_text("utf-8")):
            self.assertLess(time.monotonic(), until, self.answers.read_text("utf-8")[:3000])
            time.sleep(0.03)


class Filling(Page):
    def test_what_is_typed_is_in_the_file_and_on_the_sheet(self):
        self.focus("applicant.company")
        uses = self.browser.run(DRAWN)
        self.browser.keys("end", "あ", "い")
        self.wait_for_file(lambda text: "company: 株式会社みなとネットあい\n" in text)
        self.browser.wait(f"{DRAWN} === arguments[0]", uses + 2)
        changed = self.before.decode().replace("company: 株式会社みなとネット\n", "company: 株式会社みなとネットあい\n", 1)
        self.assertEqual(self.answers.read_bytes().decode(), changed)       # and nothing else
        self.assertEqual(self.browser.run("return document.querySelector('.here') !== null"), True)
        self.browser.run("[...document.querySelectorAll('.top button')].find(b => b.textContent === '元に戻す').click()")
        self.wait_for_file(lambda text: text.encode() == self.before)
        self.browser.wait("return document.getElementById('f-applicant.company').value === '株式会社みなとネット'"
                          " || (document.activeElement.blur(), false)")

    def test_composed_japanese(self):
        self.focus("applicant.service")
        self.browser.keys("end")
        self.browser.run("window.sent = 0; const was = window.fetch; window.fetch = (...a) => {"
                         "if (a[1]?.method === 'POST') window.sent++; return was(...a); }")
        for text in ("に", "にほ", "にほん", "日本"):
            self.browser.cdp("Input.imeSetComposition", text=text, selectionStart=len(text), selectionEnd=len(text))
            time.sleep(0.06)
        time.sleep(0.3)
        self.assertEqual(self.browser.run("return window.sent"), 0)         # nothing is done meanwhile
        self.assertEqual(self.answers.read_bytes(), self.before)
        self.browser.cdp("Input.insertText", text="日本")
        self.wait_for_file(lambda text: "service: みなとネット光日本\n" in text)
        self.assertEqual(self.value("applicant.service"), "みなとネット光日本")
        self.browser.keys("enter")                                           # submits nothing
        time.sleep(0.3)
        self.assertTrue(self.browser.run(DRAWN))
        self.assertIn("service: みなとネット光日本\n", self.answers.read_text("utf-8"))

    def test_no_key_is_lost_while_answers_are_on_their_way(self):
        self.focus("applicant.fax")
        self.browser.keys("control+a")
        typed = "0123456789" * 6
        for part in range(0, len(typed), 3):
            self.browser.keys(typed[part:part + 3])
            time.sleep(0.05)
        self.assertEqual(self.value("applicant.fax"), typed)
        self.wait_for_file(lambda text: f"fax: {typed}\n" in text or f'fax: "{typed}"\n' in text
                           or f"fax: '{typed}'\n" in text)
        self.assertEqual(self.value("applicant.fax"), typed)

    def test_faults_come_when_a_field_was_left_and_go_when_they_are_mended(self):
        self.assertEqual(self.browser.run("return document.querySelectorAll('.fault:not([hidden])').length"), 0)
        self.focus("date")
        self.browser.keys("control+a", "9月31日")
        fault = "return document.getElementById('f-date-fault').hidden"
        invalid = "return document.getElementById('f-date').getAttribute('aria-invalid')"
        self.wait_for_file(lambda text: "date: 9月31日" in text)
        self.browser.wait(SAVED)
        self.assertTrue(self.browser.run(fault))                             # not while it is typed
        self.browser.keys("tab")
        self.browser.wait(fault + " === false")
        self.assertEqual(self.browser.run(invalid), "true")
        self.focus("date")
        self.browser.keys("control+a", "2026-11-21")
        self.browser.wait(fault)                                             # at once

    def test_a_click_on_the_sheet_leads_to_its_field(self):
        place = self.browser.run("""const r = document.querySelector('rect.value[data-path="applicant.tel"]')
            .getBoundingClientRect(); return [r.left + 20, r.top + r.height / 2]""")
        self.browser.click(*place)
        self.browser.wait("return document.activeElement.id === 'f-applicant.tel'")
        self.step("トラブル発生時")
        self.browser.wait("""return document.querySelector('rect[data-path="answers.3-1-2.name"]')""" " || "
                          "(document.getElementById('f-answers.3-1-2.name').focus(), false)")
        self.step("申請者")
        self.browser.run("document.querySelector('.sheet select').selectedIndex = 4;"
                         "document.querySelector('.sheet select').dispatchEvent(new Event('change'))")
        path = "answers.2-1-4.check"
        self.browser.wait("return document.querySelector(`.paper rect.value[data-path='${arguments[0]}']`) !== null", path)
        place = self.browser.run("""const r = document.querySelector(`.paper rect.value[data-path="${arguments[0]}"]`);
            r.scrollIntoView({block: 'center'}); const b = r.getBoundingClientRect();
            return [b.left + b.width / 2, b.top + b.height / 2]""", path)
        self.browser.click(*place)
        self.browser.wait("return document.activeElement.id.startsWith('f-' + arguments[0])",
                          path.rsplit(".", 1)[0])

    def test_conditional_parts_and_entries_come_and_go(self):
        self.step("申告")
        hidden = "return document.getElementById('f-declarations.leak.report').closest('[hidden]') !== null"
        self.assertTrue(self.browser.run(hidden))
        self.browser.run("document.getElementById('f-declarations.leak.occurred=yes').click()")
        self.browser.wait(hidden + " === false")
        self.wait_for_file(lambda text: re.search(r"leak:\s*(yes|はい|\n\s+occurred: yes)", text))
        self.browser.run("document.getElementById('f-declarations.upstream=yes').click()")
        self.browser.wait("return [...document.querySelectorAll('.steps li:not([hidden])')]"
                          ".some(l => l.textContent.includes('上位プロバイダーの回答書'))")
        self.step("上位プロバイダーの回答書")
        for count in (1, 2):
            self.browser.run("[...document.querySelectorAll('.step .list > button')].pop().click()")
            self.browser.wait("return document.querySelectorAll('.step .list > .entries > .entry').length"
                              " === arguments[0]", count)
        self.focus("upstream.2.provider")
        self.browser.keys("二番")
        self.wait_for_file(lambda text: "二番" in text)
        self.browser.run("document.getElementById('f-upstream.1').querySelector(':scope > .tools button:last-child').click()")
        self.browser.wait("return document.getElementById('f-upstream.1.provider')?.value === '二番'")
        self.assertEqual(self.browser.run("return document.querySelectorAll('.step .list > .entries > .entry').length"), 1)


class Beside(Page):
    def test_an_editor_beside_and_a_conflict_that_shows_both(self):
        self.answers.write_text(self.answers.read_text("utf-8").replace("045-000-1235", "045-000-7777"), "utf-8")
        self.browser.wait("return document.getElementById('f-applicant.fax').value === '045-000-7777'")
        self.browser.run("window.kept = window.fetch; window.fetch = (...a) => a[1]?.method === 'POST'"
                         "? new Promise(r => window.go = () => r(window.kept(...a))) : window.kept(...a)")
        self.focus("applicant.fax")
        self.browser.keys("control+a", "045-000-1111")
        self.browser.wait("return Boolean(window.go)")
        self.answers.write_text(self.answers.read_text("utf-8").replace("045-000-7777", "045-000-2222")
                                .replace("みなとネット光", "みなとネット空"), "utf-8")
        outside = self.answers.read_bytes()
        self.expected = ["412"]
        self.browser.run("window.fetch = window.kept; window.go()")
        self.browser.wait("return document.querySelector('.conflict') !== null")
        said = self.text(".conflict")
        self.assertIn("045-000-1111", said)
        self.assertIn("045-000-2222", said)
        self.assertEqual(self.answers.read_bytes(), outside)                 # nothing was overwritten
        self.browser.run("document.querySelector('.conflict button').click()")
        self.wait_for_file(lambda text: "045-000-1111" in text and "みなとネット空" in text)

    def test_a_broken_file_is_told_and_waits_for_the_editor(self):
        self.answers.write_text("tsuzuri: 1\nform: anshin-isp\napplicant: {company: [\n", "utf-8")
        self.browser.wait("return document.querySelector('.notices .summary') !== null")
        self.assertTrue(self.browser.run("return document.querySelector('main.form').hidden"))
        self.answers.write_bytes(self.before)
        self.browser.wait("return document.querySelector('.notices .summary') === null")
        self.assertFalse(self.browser.run("return document.querySelector('main.form').hidden"))

    def test_the_address_in_the_file_of_the_browser(self):
        """As it is opened from a desktop: a file leads on to the start address."""
        other = server.Server(self.folder)
        self.addCleanup(other.end)
        start = self.folder / "start.html"
        start.write_text(f'<!doctype html><meta http-equiv="refresh" content="0;url={other.address}">')
        self.browser.open(start.as_uri())
        self.browser.wait("return document.querySelector('.files a') !== null")
        self.assertNotIn(other.start_key, self.browser.run("return location.href"))
        self.browser.open(f"http://{other.host}/")                           # a bookmark, later
        self.browser.wait("return document.querySelector('.files a') !== null")


ATTACK = """<!doctype html><meta charset="utf-8"><title>elsewhere</title>
<form id="form" method="post" enctype="text/plain" target="sink" action="%(target)s/api/end"><input name='{"a":"' value='"}'></form>
<iframe name="sink"></iframe><iframe id="frame" src="%(target)s/"></iframe>
<script>
const target = "%(target)s", results = {};
const attempt = async (name, make) => {
    try { const r = await make(); results[name] = r && r.type === "opaque" ? "opaque" : r && r.status ? r.status : String(r); }
    catch (e) { results[name] = "refused"; }
};
const json = {"Content-Type": "application/json", "X-Tsuzuri": "1", "If-Match": "*"};
(async () => {
    await attempt("read", () => fetch(target + "/api/start", {credentials: "include"}));
    await attempt("write", () => fetch(target + "/api/end", {method: "POST", credentials: "include", headers: json, body: "{}"}));
    await attempt("blind write", () => fetch(target + "/api/end", {method: "POST", mode: "no-cors", credentials: "include", body: "{}"}));
    await attempt("image", () => new Promise((ok, no) => { const i = new Image(); i.onload = () => ok("seen"); i.onerror = no; i.src = target + "/page/icon.svg"; }));
    await attempt("script", () => new Promise((ok, no) => { const s = document.createElement("script"); s.type = "module"; s.onload = () => ok("ran"); s.onerror = no; s.src = target + "/page/page.js"; document.head.append(s); }));
    await attempt("plain script", () => new Promise((ok, no) => { const s = document.createElement("script"); s.onload = () => ok("ran"); s.onerror = no; s.src = target + "/page/dom.js"; document.head.append(s); }));
    await attempt("style", () => new Promise((ok, no) => { const s = document.createElement("link"); s.rel = "stylesheet"; s.onload = () => ok("read"); s.onerror = no; s.href = target + "/page/page.css"; document.head.append(s); }));
    document.getElementById("form").submit();
    await new Promise(r => setTimeout(r, 400));
    await attempt("frame", () => document.getElementById("frame").contentDocument?.body?.textContent ? "read" : Promise.reject());
    window.results = results;
})();
</script>"""


class Elsewhere(Page):
    """A page of another origin, in the browser that holds the cookie."""

    def attack(self, host):
        folder = self.folder / "elsewhere"
        folder.mkdir(exist_ok=True)
        (folder / "index.html").write_text(ATTACK % {"target": f"http://{self.server.host}"}, "utf-8")

        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *args):
                pass

        web = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
        threading.Thread(target=web.serve_forever, daemon=True).start()
        self.addCleanup(web.server_close)
        self.addCleanup(web.shutdown)
        self.browser.open(f"http://{host}:{web.server_address[1]}/index.html")
        return self.browser.wait("return window.results ?? null")

    def test_it_can_neither_read_nor_change(self):
        self.expected = [""]                    # the browser tells of each refusal
        for host in ("127.0.0.1", "localhost"):         # another port, and another site
            with self.subTest(host=host):
                results = self.attack(host)
                self.assertEqual(set(results.values()), {"refused"}, results)
        self.assertIsNone(self.server.process.poll())               # it was not ended
        self.assertEqual(self.answers.read_bytes(), self.before)


class Forms(Page):
    """Each programme's form, from its data alone."""

    def setUp(self):
        support.Test.setUp(self)
        self.browser = browser.shared()
        self.answers = self.folder / "answers.yaml"

    def test_every_step_of_every_form_is_shown(self):
        for sample in ("asp-disclosure", "external-service", "longest"):
            with self.subTest(sample=sample):
                shutil.rmtree(self.folder)
                self.folder.mkdir()
                self.start(sample)
                steps = self.browser.run("return [...document.querySelectorAll('.steps li:not([hidden]) .step-title')]"
                                         ".map(s => s.textContent)")
                self.assertGreater(len(steps), 1)
                for title in steps:
                    self.step(title)
                    found = self.browser.run("""
                        const inputs = [...document.querySelectorAll('.step input, .step textarea')];
                        const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
                        return {inputs: inputs.length,
                            nameless: inputs.filter(i => !i.labels.length || !i.labels[0].textContent.trim()).map(i => i.id),
                            dangling: inputs.flatMap(i => (i.getAttribute('aria-describedby') ?? '').split(' '))
                                .filter(id => id && !document.getElementById(id)),
                            double: ids.filter((id, n) => ids.indexOf(id) !== n),
                            wide: document.documentElement.scrollWidth > innerWidth};""")
                    self.assertGreater(found.pop("inputs"), 0, title)
                    self.assertEqual(found, {"nameless": [], "dangling": [], "double": [], "wide": False}, title)
                self.assertEqual(self.answers.read_bytes(), self.before)     # looking changes nothing

    def answer(self, path, *keys):
        """Goes to a question of the list of what is missing, and types, by keys alone."""
        self.browser.run("[...document.querySelectorAll('.top button')].find(b => b.textContent === '確かめる').focus()")
        self.browser.keys("enter")
        self.browser.wait("const a = document.querySelector(`.summary a[href='#f-${arguments[0]}']`); a?.focus();"
                          "return document.activeElement === a", path)
        self.browser.keys("enter")
        self.browser.wait("return document.activeElement.id.startsWith('f-' + arguments[0])", path)
        self.browser.keys(*keys)
        self.browser.wait("return !document.querySelector(`.summary a[href='#f-${arguments[0]}']`)", path)

    def test_a_renewal_from_last_year_s_by_keys_alone(self):
        shutil.copytree(ROOT / "samples/renewal/docs", self.folder / "docs")
        shutil.copy(ROOT / "samples/renewal/answers.yaml", self.folder / "2025.yaml")
        self.start("", given=False)
        self.browser.wait("return document.querySelector('#begin-from') !== null")
        self.browser.run("""const set = (id, v) => { const s = document.getElementById(id); s.value = v;
            s.dispatchEvent(new Event('change')); }; set('begin-application', 'renewal');
            document.getElementById('begin-from').selectedIndex = 1;
            document.querySelector('.start button.primary').click()""")
        self.browser.wait(DRAWN)
        self.assertEqual(self.value("applicant.company"), "株式会社みなとネット")
        self.assertEqual(self.value("date"), "")
        for path, *keys in (
                ("date", "令和8年11月21日", "tab"), ("declarations.outage.occurred", "down", "tab"),
                ("declarations.leak.occurred", "down", "tab"), ("answers.1-2-1.activities", "令和8年4月15日　研修", "tab"),
                ("answers.7-0-1.check", "space", "tab"), ("answers.7-0-2.result", "space", "tab"),
                ("closing.date", "2026-11-21", "tab")):
            self.answer(path, *keys)
        for path, file in (("answers.1-1-2.attach", "docs/1-1-2-audit-report.pdf"),
                           ("answers.2-1-1.attach", "docs/2-1-1-diagnosis.pdf")):
            self.answer(path, "tab", "enter")
            self.browser.wait("return document.activeElement.id === `f-${arguments[0]}.1.file`", path)
            self.browser.keys(file, "tab", "tab", "2026-10-05", "tab")
        self.browser.wait("return document.querySelector('.outcome').classList.contains('passes')")
        self.browser.wait(SAVED)
        checked = support.run("check", self.answers, lang="ja")
        self.assertIn("合格の見込み", checked.out, checked)
        built = support.run("build", self.answers, "-o", self.folder / "packet.pdf")
        self.assertIn(built.code, (0, 3), built)        # a password of last year's document is still to be written
        kept = [line for line in (self.folder / "2025.yaml").read_text("utf-8").splitlines() if line.startswith("#")]
        text = self.answers.read_text("utf-8").splitlines()
        at = [text.index(line) for line in kept]
        self.assertEqual(at, sorted(at))


if __name__ == "__main__":
    unittest.main()
