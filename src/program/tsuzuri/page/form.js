// The fields of one step, and what all fields share: which were left, which faults are theirs.
import {fieldFor, fillList, showConditional} from "./field.js";
import {fill, h, say} from "./dom.js";
import {said, t} from "./words.js";

const QUIET_CODES = ["missing", "verdict"];     // not yet written: まだ, never an error

export class Form {
    constructor(desk, onfocus) {
        Object.assign(this, {desk, onfocus, checked: false, level: 2});
        this.summary = h("div", {class: "summary", role: "alert", tabindex: "-1", hidden: true});
        this.title = h("h1", {lang: "ja", tabindex: "-1", id: "step-title"});
        this.content = h("div", {class: "step"});
        this.nav = h("div", {class: "step-nav"});
        this.element = h("main", {class: "form", id: "form"}, this.summary, this.title, this.content, this.nav);
        this.empty();
    }

    empty() {
        this.fields = new Map();
        this.shown = [];
        this.lists = [];
        this.conditional = [];
        this.worths = [];
    }

    /** Which application it is; "" where it is not said, or the form knows but one. */
    get application() {
        const node = this.desk.form.sections.find(n => n.decides && n.options);
        return node ? this.desk.answer(node, node.key) : "";
    }

    /** Shows a step; what was touched in it before stays touched. */
    open(step) {
        const touched = new Set([...this.fields].filter(([, f]) => f.touched).map(([p]) => p));
        this.empty();
        say(this.title, step.title);
        this.content.classList.toggle("alone", step.nodes.length === 1 && step.nodes[0].node.label === step.title);
        this.content.replaceChildren(...step.nodes.map(({node, path}) => fieldFor(this, node, path)));
        this.refresh();
        for (const [path, field] of this.fields)
            field.touched ||= touched.has(path);
    }

    /** As the desk tells it now. */
    refresh() {
        for (let more = true; more;)
            more = [...this.lists].some(list => fillList(this, list));
        for (const {path, element} of this.shown)
            element.hidden = !this.desk.isAsked(path);
        showConditional(this);
        this.worths.forEach(show => show());
        for (const field of this.fields.values())
            field.show();
        this.summarise();
    }

    structured() {
        showConditional(this);
    }

    entered(path) {
        this.onfocus(path);
    }

    async rearrange(change, focus) {
        for (const list of this.lists)
            if (change.path.startsWith(`${list.path}.`))
                list.count = -1;
        await this.desk.rearrange(change);
        this.focus(focus);
    }

    /** Puts the cursor into the field of a path, or into the first one within. */
    focus(path) {
        const inside = [...this.fields.keys()].find(p => p === path) ?? [...this.fields.keys()].find(p => p.startsWith(`${path}.`));
        const field = inside ? this.fields.get(inside) : null;
        const target = field ? field.inputs.find(i => i.checked) ?? field.inputs[0] : document.getElementById(`f-${path}`);
        for (let around = target?.closest("details"); around; around = around.parentElement.closest("details"))
            around.open = true;
        target?.focus();
        (field?.element ?? target)?.scrollIntoView({block: "center"});
        return Boolean(target);
    }

    // --- faults ---------------------------------------------------------------------------------

    faultsAt(path) {
        return this.desk.messages.filter(m => m.question === path && m.level !== "note" && !QUIET_CODES.includes(m.code));
    }

    /** GOV.UK's rule: a list on top, each line a link to its field, when the faults were asked for. */
    check() {
        this.checked = true;
        this.refresh();
        this.summary.focus();
    }

    summarise() {
        const faults = this.desk.messages.filter(m => m.level === "error" && !QUIET_CODES.includes(m.code));
        const missing = this.desk.messages.filter(m => m.code === "missing");
        this.summary.hidden = !this.checked;
        if (!this.checked)
            return;
        this.summary.classList.toggle("good", !faults.length);
        fill(this.summary, h("h2", {}, faults.length ? t("faults", faults.length) : t("noFaults")),
            h("ul", {}, faults.map(m => this.line(m))),
            this.desk.verdict?.lacks.length ? h("p", {}, t("unmet", this.desk.verdict.lacks.length)) : null,
            missing.length ? [h("p", {}, t("missing", missing.length)),
                h("ul", {class: "missing"}, missing.slice(0, 12).map(m => this.line(m, m.question && this.nameOf(m.question))))] : null);
    }

    line(m, name) {
        const words = name || said(m);
        return h("li", {}, m.question ? h("a", {href: `#f-${m.question}`, onclick: event => {
            event.preventDefault();
            this.ongo(m.question);
        }}, words) : words);
    }
}
