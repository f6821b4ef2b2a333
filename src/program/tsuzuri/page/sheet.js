// The sheet as it will be printed: the server's SVG, whose outlines are kept once for all sheets.
import {api} from "./api.js";
import {h, say} from "./dom.js";
import {t} from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const same = (a, b) => a && b && a.document === b.document && a.number === b.number && (a.about ?? null) === (b.about ?? null);

const known = new Set();         // outlines that the document has

export class SheetView {
    /** onpick: a question on the sheet was clicked. */
    constructor(desk, onpick) {
        Object.assign(this, {desk, onpick, drawn: 0, asked: 0, zoom: 1, focus: null});
        this.choice = h("select", {id: "sheet-choice", "aria-label": t("sheet"), onchange: () => this.open(desk.sheets[this.choice.value])});
        this.paper = h("div", {class: "paper", "aria-hidden": "true", onclick: event => this.click(event)});
        this.scroll = h("div", {class: "sheet-scroll"}, this.paper);
        this.waits = h("p", {class: "sheet-waits"});
        this.element = h("section", {class: "sheet", "aria-label": t("sheet")},
            h("div", {class: "sheet-bar"}, this.turn(-1, "‹", t("prev")), this.choice, this.turn(1, "›", t("next")),
                h("span", {class: "zoom"}, this.button("−", t("smaller"), () => this.scale(this.zoom / 1.25)),
                    this.button("＋", t("larger"), () => this.scale(this.zoom * 1.25)),
                    this.button("↔", t("fit"), () => this.scale(1)))),
            this.scroll, this.waits, h("p", {class: "sheet-hint"}, t("sheetHint")));
        desk.addEventListener("sheets", () => this.list());
        desk.addEventListener("sheet", event => this.draw(event.detail));
    }

    button(sign, name, act) {
        return h("button", {type: "button", class: "quiet", "aria-label": name, title: name, onclick: act}, sign);
    }

    turn(step, sign, name) {
        return this.button(sign, name, () => {
            const at = this.desk.sheets.findIndex(s => same(s, this.desk.sheet));
            const next = this.desk.sheets[at + step];
            if (next)
                this.open(next);
        });
    }

    scale(zoom) {
        this.zoom = Math.min(4, Math.max(0.5, zoom));
        this.paper.dataset.zoom = String(Math.round(this.zoom * 100));
        this.paper.firstElementChild?.setAttribute("width", `${this.zoom * 100}%`);
    }

    // --- which sheet ----------------------------------------------------------------------------

    list() {
        const sheets = this.desk.sheets;
        const names = sheets.map(s => nameOf(s));
        if (names.join() !== this.names) {
            this.names = names.join();
            this.choice.replaceChildren(...names.map((n, i) => h("option", {value: String(i), lang: "ja"}, n)));
        }
        const at = sheets.findIndex(s => same(s, this.desk.sheet));
        if (at >= 0)
            this.choice.value = String(at);
        else if (sheets.length)
            this.open(sheets[0]);
        this.element.classList.toggle("none", !sheets.length);
        this.tellWaits(sheets[at]);
        if (at >= 0 && sheets[at].fingerprint !== this.fingerprint && this.desk.isQuiet)
            this.load();
    }

    tellWaits(sheet) {
        const words = [...new Set(sheet?.waits ?? [])];
        say(this.waits, words.length ? t("waits", words.join("、")) : "");
    }

    async open(sheet) {
        if (!sheet || same(sheet, this.desk.sheet))
            return;
        this.desk.sheet = {document: sheet.document, about: sheet.about ?? undefined, number: sheet.number};
        this.choice.value = String(this.desk.sheets.findIndex(s => same(s, sheet)));
        this.tellWaits(sheet);
        await this.load();
    }

    async load() {
        const order = ++this.asked;
        try {
            const told = await api.sheet(this.desk.id, this.desk.sheet);
            if (order === this.asked && told.sheets[0])
                await this.draw(told.sheets[0]);
        } catch {
            // the next look at the file tries again
        }
    }

    /** Turns to the sheet on which a question is answered, and frames its place. */
    async follow(path) {
        this.focus = path;
        const on = this.desk.sheets.filter(s => covers(s.questions, path));
        if (on.length && !on.some(s => same(s, this.desk.sheet)))
            await this.open(on[0]);
        else
            this.frame(true);
    }

    // --- drawing --------------------------------------------------------------------------------

    /** Older drawings than the one that stands are dropped. */
    async draw(sheet) {
        const order = ++this.drawn;
        if (!sheet.svg || !same(sheet, this.desk.sheet))
            return;
        const svg = parse(sheet.svg);
        await this.bring(new Set([...svg.querySelectorAll("use")].map(u => u.getAttribute("href").slice(1))));
        if (order !== this.drawn)
            return;
        const {scrollLeft, scrollTop} = this.scroll, before = this.fingerprint && same(this.shown, sheet);
        svg.removeAttribute("height");
        svg.setAttribute("width", `${this.zoom * 100}%`);
        this.paper.replaceChildren(svg);
        this.fingerprint = sheet.fingerprint;
        this.shown = sheet;
        if (before)
            this.scroll.scrollTo(scrollLeft, scrollTop);
        else
            this.scroll.scrollTo(0, 0);
        this.frame(!before);
    }

    /** Fetches the outlines that are not there yet. */
    async bring(names) {
        const missing = [...names].filter(n => !known.has(n));
        if (!missing.length)
            return;
        const defs = document.querySelector("#outlines defs");
        for (const text of await api.outlines(missing))
            defs.append(...parse(text).querySelectorAll("path"));
        missing.forEach(n => known.add(n));
    }

    // --- places ---------------------------------------------------------------------------------

    rectangles() {
        return [...this.paper.querySelectorAll("rect[data-path]")];
    }

    /** The places of the field in focus; where it has none of its own, those of what is around it. */
    frame(move) {
        this.paper.querySelectorAll(".here").forEach(r => r.remove());
        const all = this.rectangles();
        let path = this.focus ?? "", found = [];
        while (path && !found.length) {
            const own = all.filter(r => r.dataset.path === path);
            const values = own.filter(r => r.classList.contains("value"));
            found = values.length ? values : own;
            path = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "";
        }
        if (!found.length)
            return;
        const box = around(found);
        const mark = document.createElementNS(SVG, "rect");
        Object.entries({x: box.x - 2500, y: box.y - 1500, width: box.width + 5000, height: box.height + 3000, rx: 2000})
            .forEach(([k, v]) => mark.setAttribute(k, String(v)));
        mark.setAttribute("class", "here");
        this.paper.firstElementChild.append(mark);
        if (move)
            this.reveal(mark);
    }

    /** Scrolls only where the place is not in sight. */
    reveal(mark) {
        const place = mark.getBoundingClientRect(), view = this.scroll.getBoundingClientRect();
        if (place.top < view.top + 8)
            this.scroll.scrollBy(0, place.top - view.top - view.height / 4);
        else if (place.bottom > view.bottom - 8)
            this.scroll.scrollBy(0, place.bottom - view.bottom + view.height / 4);
    }

    /** The smallest place under the pointer is meant. */
    click(event) {
        const under = this.rectangles().filter(r => {
            const box = r.getBoundingClientRect();
            return box.left <= event.clientX && event.clientX <= box.right && box.top <= event.clientY && event.clientY <= box.bottom;
        });
        const area = r => r.getBBox().width * r.getBBox().height;
        const rank = r => (r.classList.contains("value") ? 0 : 1);
        under.sort((a, b) => area(a) - area(b) || rank(a) - rank(b));
        const best = under.find(r => !r.classList.contains("link"));
        if (best)
            this.onpick(best.dataset.path);
    }
}

/** As a person calls it; a letter or a number alone says too little. */
function nameOf(sheet) {
    const label = sheet.label ?? String(sheet.number);
    return label.length > 2 || !sheet.title ? label : `${sheet.title}　${label}`;
}

function parse(text) {
    return document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
}

function around(rectangles) {
    const boxes = rectangles.map(r => r.getBBox());
    const x = Math.min(...boxes.map(b => b.x)), y = Math.min(...boxes.map(b => b.y));
    return {x, y, width: Math.max(...boxes.map(b => b.x + b.width)) - x, height: Math.max(...boxes.map(b => b.y + b.height)) - y};
}

/** Whether a sheet has a question, or what is around it. */
function covers(questions, path) {
    const groups = [path];
    for (let at = path; at.includes(".");)
        groups.push(at = at.slice(0, at.lastIndexOf(".")));
    return questions.some(q => q === path) || questions.some(q => groups.slice(1).includes(q) && q.includes("."));
}
