// The page: the choice of an answer file, and the desk on which one is filled in.
import {api} from "./api.js";
import {Desk} from "./desk.js";
import {fill, h, say} from "./dom.js";
import {Form} from "./form.js";
import {SheetView} from "./sheet.js";
import {Start} from "./start.js";
import {Steps, stepsOf, walk} from "./steps.js";
import {Verdict} from "./verdict.js";
import {isJapanese, said, speakJapanese, t} from "./words.js";

const page = document.getElementById("page");
const LANGUAGE = "tsuzuri-language";

let start, work;

// --- what stands on top of both ------------------------------------------------------------------

function topBar(...tools) {
    return h("header", {class: "top"}, h("a", {class: "skip", href: "#form"}, t("skip")),
        h("span", {class: "name", lang: "ja"}, "綴"), tools,
        h("button", {type: "button", class: "quiet", lang: isJapanese() ? "en" : "ja", onclick: () => speak(!isJapanese())}, t("language")),
        h("button", {type: "button", class: "quiet", onclick: end}, t("end")));
}

function speak(yes) {
    localStorage.setItem(LANGUAGE, yes ? "ja" : "en");
    speakJapanese(yes);
    if (work)
        work.show();
    else
        choose();
}

async function end() {
    await work?.desk.flush();
    work?.desk.close();
    await api.end().catch(() => {});
    page.replaceChildren(h("main", {class: "start"}, h("p", {role: "status"}, t("ended"))));
}

async function choose() {
    work?.desk.close();
    work = null;
    history.replaceState(null, "", "/");
    document.title = "tsuzuri";
    start = await api.start();
    const view = new Start(start, id => open(id));
    page.replaceChildren(topBar(h("span", {class: "grow"})), view.element);
    await view.fill();
}

async function open(id) {
    start = await api.start();
    const file = start.files.find(f => f.id === id);
    if (!file)
        return choose();
    const desk = new Desk(id, file.name, await api.form(file.form));
    work = new Work(desk);
    history.replaceState(null, "", `/#${id}`);
    document.title = `${file.name} — tsuzuri`;
    await desk.open();
    work.show();
}

// --- one answer file -----------------------------------------------------------------------------

class Work {
    constructor(desk) {
        this.desk = desk;
        this.all = [];
        this.current = 0;
        desk.addEventListener("state", () => this.refresh());
        desk.addEventListener("typed", () => this.progress());
        desk.addEventListener("sheets", () => this.progress());
        desk.addEventListener("saving", () => this.tell(t("saving"), ""));
        desk.addEventListener("saved", () => this.tell(t("saved"), "good"));
        desk.addEventListener("outside", () => this.tell(t("outside"), "good"));
        desk.addEventListener("trouble", e => this.tell(e.detail.status ? `${t("unsaved")}: ${said(e.detail.told)}` : t("lost"), "bad"));
        desk.addEventListener("conflict", e => this.conflict(e.detail));
    }

    /** Makes all of it, in the page's language. */
    show() {
        const desk = this.desk;
        this.form = new Form(desk, path => this.sheet.follow(path));
        this.form.ongo = path => this.go(path);
        this.form.nameOf = path => this.nameOf(path);
        this.sheet = new SheetView(desk, path => this.go(path));
        this.verdict = new Verdict(desk, path => this.go(path));
        this.all = stepsOf(desk);
        this.steps = new Steps(desk, this.all, i => this.open(i));
        this.saved = h("span", {class: "saved", role: "status"});
        this.undo = h("button", {type: "button", class: "quiet", onclick: () => desk.undo()}, t("undo"));
        this.redo = h("button", {type: "button", class: "quiet", onclick: () => desk.redo()}, t("redo"));
        this.notices = h("div", {class: "notices", role: "alert"});
        page.replaceChildren(topBar(h("a", {class: "file", href: "/", onclick: e => { e.preventDefault(); desk.flush().then(choose); }},
            h("span", {lang: "ja"}, desk.name)), this.saved, h("span", {class: "grow"}), this.undo, this.redo,
            h("button", {type: "button", class: "secondary", onclick: () => this.form.check()}, t("check"))),
        this.verdict.element, this.notices,
        h("div", {class: "desk"}, this.steps.element, this.form.element, this.sheet.element));
        this.open(this.current, false);
        this.refresh();
        this.sheet.list();
    }

    open(index, move = true) {
        this.current = index;
        this.form.open(this.all[index]);
        this.turns();
        this.steps.show(index);
        if (move) {
            this.form.title.focus({preventScroll: true});
            window.scrollTo(0, 0);
            const first = this.form.fields.keys().next().value;
            if (first)
                this.sheet.follow(first);
        }
    }

    /** Back and on, past what is not asked. */
    turns() {
        const index = this.current;
        const asked = this.all.map((_, i) => i).filter(i => this.all[i].nodes.some(({path}) => this.desk.isAsked(path)));
        const at = asked.indexOf(index);
        fill(this.form.nav, asked[at - 1] !== undefined ? this.turn(asked[at - 1], t("prev"), "secondary") : null,
            asked[at + 1] !== undefined ? this.turn(asked[at + 1], t("next"), "primary") : null);
    }

    turn(index, word, look) {
        return h("button", {type: "button", class: look, onclick: () => this.open(index)}, word,
            h("span", {class: "turn-title", lang: "ja"}, this.all[index].title));
    }

    /** To the field of a path, wherever it is. */
    go(path) {
        const index = this.all.findIndex(step => holds(this.desk, step, path));
        if (index < 0)
            return;
        if (index !== this.current)
            this.open(index, false);
        this.form.focus(path);
    }

    refresh() {
        if (!this.form)
            return;
        this.renew();
        this.form.refresh();
        this.verdict.show();
        this.progress();
        this.undo.disabled = !this.desk.canUndo;
        this.redo.disabled = !this.desk.canRedo;
        this.broken();
    }

    /** Entries that came and went, or got another name, have other steps. */
    renew() {
        const all = stepsOf(this.desk), title = this.all[this.current]?.title;
        if (all.map(s => s.title).join() === this.all.map(s => s.title).join())
            return;
        this.all = all;
        this.current = Math.max(0, all.findIndex(s => s.title === title));
        const steps = new Steps(this.desk, all, i => this.open(i));
        this.steps.element.replaceWith(steps.element);
        this.steps = steps;
        this.turns();
    }

    progress() {
        this.steps?.show(this.current);
    }

    tell(words, look) {
        if (!this.saved)
            return;
        say(this.saved, words);
        this.saved.className = `saved ${look}`;
    }

    /** A file that cannot be read: its faults and their lines, until an editor has mended them. */
    broken() {
        const faults = this.desk.messages.filter(m => m.level === "error");
        const unreadable = this.desk.status === 3 && !Object.keys(this.desk.values).length;
        this.brokenNotice?.remove();
        this.form.element.hidden = unreadable;
        if (!unreadable)
            return;
        this.brokenNotice = h("div", {class: "summary"}, h("h2", {}, t("broken")),
            h("ul", {}, faults.map(m => h("li", {}, `${t("line", m.line)}: ${said(m)}`))));
        this.notices.append(this.brokenNotice);
    }

    conflict({path, mine, theirs}) {
        const notice = h("section", {class: "summary conflict"}, h("h2", {}, t("conflict")),
            h("p", {lang: "ja"}, this.nameOf(path)),
            h("div", {class: "both"}, [[t("mine"), mine, true], [t("theirs"), theirs, false]].map(([title, value, own]) =>
                h("div", {}, h("h3", {}, title), h("p", {class: "value", lang: "ja"}, value || t("empty")),
                    h("button", {type: "button", class: "secondary", onclick: () => {
                        notice.remove();
                        if (own)
                            this.desk.set(path, mine);
                        this.go(path);
                    }}, t("useMine"))))));
        this.notices.append(notice);
        notice.querySelector("button").focus();
    }

    nameOf(path) {
        const names = [];
        for (const {node, path: at} of this.all.flatMap(s => s.nodes))
            walk(this.desk, node, at, (n, p) => {
                if (p && (path === p || path.startsWith(`${p}.`)) && n.label)
                    names.push(n.label);
                return path.startsWith(p);
            });
        return [...new Set(names)].join("　");
    }
}

function holds(desk, step, path) {
    let found = false;
    for (const {node, path: at} of step.nodes)
        walk(desk, node, at, (n, p) => {
            found ||= p === path && n.type !== "section";
            return !found;
        });
    return found;
}

// --- keys ----------------------------------------------------------------------------------------

addEventListener("keydown", event => {
    if (!work || event.isComposing || !(event.ctrlKey || event.metaKey) || event.altKey)
        return;
    const key = event.key.toLowerCase();
    const act = key === "z" && !event.shiftKey ? "undo" : key === "y" || (key === "z" && event.shiftKey) ? "redo" : null;
    if (!act || event.target.closest?.("input[type=text], textarea"))
        return;                         // within a text the browser's own
    event.preventDefault();
    work.desk[act]();
});

addEventListener("beforeunload", event => {
    if (work && !work.desk.isQuiet)
        event.preventDefault();
});

addEventListener("pagehide", () => work?.desk.flush());

async function begin() {
    start = await api.start();
    speakJapanese((localStorage.getItem(LANGUAGE) ?? start.language) === "ja");
    const wanted = start.files.find(f => f.id === location.hash.slice(1)) ?? start.files.find(f => f.given);
    if (wanted)
        await open(wanted.id);
    else
        await choose();
}

begin();
