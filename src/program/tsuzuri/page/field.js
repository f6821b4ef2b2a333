// Fields: how each kind of answer is asked. What is typed goes to the desk; what the desk tells comes
// into a field only while nobody is in it.
import {meant} from "./desk.js";
import {h, lines, paragraphs, say} from "./dom.js";
import {childPath, isPart, walk} from "./steps.js";
import {isJapanese, said, t} from "./words.js";

const text = words => (Array.isArray(words) ? words.join("\n") : words);

/** What the form says of a field, beside its label. */
const NOTES = ["lead", "note", "notes", "fields-note", "choice-note", "clause-note", "method-note", "method-example",
    "route-note", "attach-note", "example", "examples", "outline", "all-required"];

let bursts = 0;

/** A field that is shown: its place, and how it follows the desk. */
class Field {
    constructor(context, node, path) {
        Object.assign(this, {context, desk: context.desk, node, path});
        this.id = `f-${path}`;
        this.tag = h("span", {class: "tag"});
        this.fault = h("p", {class: "fault", id: `${this.id}-fault`, hidden: true});
        this.echo = h("p", {class: "echo", id: `${this.id}-echo`, hidden: true});
        this.touched = false;
        this.changed = false;
    }

    get described() {
        return [this.support?.id, this.echo.id, this.fault.id].filter(Boolean).join(" ");
    }

    typed(value, chosen = false) {
        this.changed = true;
        this.desk.set(this.path, value, `${this.path}#${this.burst}`, chosen);
    }

    entered() {
        this.burst = ++bursts;
        this.context.entered(this.path);
    }

    left() {
        this.touched ||= this.changed;
        this.show();
    }

    /** Whether its faults may be told: it was changed and left, or they were asked for. */
    get mayBlame() {
        return this.touched || this.context.checked;
    }

    show() {
        const state = this.desk.values[this.path];
        const required = this.desk.isRequired(this.path);
        say(this.tag, t(required ? "required" : "optional"));
        this.tag.classList.toggle("required", required);
        this.showFault();
        this.showEcho(state);
        this.follow();
    }

    showFault() {
        const faults = this.mayBlame ? this.context.faultsAt(this.path) : [];
        const worst = faults.find(m => m.level === "error") ?? faults[0];
        this.fault.hidden = !worst;
        say(this.fault, worst ? faults.map(said).join("\n") : "");
        this.fault.classList.toggle("warning", Boolean(worst) && worst.level !== "error");
        this.element.classList.toggle("faulty", worst?.level === "error");
        for (const input of this.inputs)
            if (worst?.level === "error")
                input.setAttribute("aria-invalid", "true");
            else
                input.removeAttribute("aria-invalid");
    }

    showEcho(state) {
        const echo = this.node.type === "date" && state?.shown && state.shown !== state.value ? state.shown : "";
        this.echo.hidden = !echo;
        say(this.echo, echo);
    }
}

/** Words on one or several lines, and dates. Composition is the input method's own affair: what it
 *  shows is taken when it ends. */
class TextField extends Field {
    constructor(context, node, path, label) {
        super(context, node, path);
        const many = node.type === "lines";
        this.support = supportOf(node, this.id);
        this.input = h(many ? "textarea" : "input", {
            id: this.id, autocomplete: "off", spellcheck: "false", lang: "ja",
            rows: many ? "3" : null, type: many ? null : "text", class: widthOf(node),
            oncompositionstart: () => { this.composing = true; },
            oncompositionend: () => { this.composing = false; this.take(); },
            oninput: () => this.composing || this.take(),
            list: many ? null : `${this.id}-list`, onfocus: () => { this.offer(); this.entered(); }, onblur: () => this.left()});
        this.inputs = [this.input];
        this.offers = many ? null : h("datalist", {id: `${this.id}-list`});
        this.element = h("div", {class: "field"},
            h("div", {class: "label-line"}, h("label", {for: this.id, lang: "ja"}, label ?? node.label), this.tag),
            this.support, h("div", {class: "input-line"}, this.input,
                node.words.suffix && node.words.suffix.length < 4 && node.words.suffix !== "。"
                    ? h("span", {class: "suffix", lang: "ja"}, node.words.suffix) : null, this.offers),
            this.echo, this.fault);
        this.input.setAttribute("aria-describedby", this.described);
        this.follow();
    }

    /** What was typed in fields of the same name is offered: the signer's department, the top page. */
    offer() {
        if (!this.offers)
            return;
        const tail = tailOf(this.path), own = this.desk.value(this.path);
        const values = Object.keys(this.desk.values).filter(p => p !== this.path && tailOf(p) === tail).map(p => this.desk.value(p));
        this.offers.replaceChildren(...[...new Set(values)].filter(v => v && v !== own).slice(0, 12).map(v => h("option", {value: v})));
    }

    take() {
        this.grow();
        this.typed(this.input.value);
    }

    follow() {
        const value = this.desk.value(this.path);
        if (document.activeElement !== this.input && this.input.value !== value)
            this.input.value = value;
        this.grow();
    }

    /** As many lines as there are, up to a dozen. */
    grow() {
        if (this.input.localName === "textarea")
            this.input.rows = Math.min(12, Math.max(3, this.input.value.split("\n").length + 1));
    }
}

/** The name of a field among its like: its key, of an entry its list's with its number. */
function tailOf(path) {
    const parts = path.split(".");
    return /^\d+$/.test(parts.at(-1)) ? parts.slice(-2).join(".") : parts.at(-1);
}

/** One of several: はい/いいえ, or a choice. */
class ChoiceField extends Field {
    constructor(context, node, path, legend, choices) {
        super(context, node, path);
        this.support = supportOf(node, this.id);
        this.radios = (choices ?? choicesOf(node)).map(c => this.radio(c));
        this.inputs = this.radios.map(r => r.input);
        this.clear = h("button", {type: "button", class: "quiet clear", onclick: () => this.pick("")}, t("clear"));
        this.element = h("fieldset", {class: "field choice", id: this.id, tabindex: "-1"},
            h("legend", {class: legend.quiet ? "quiet-legend" : ""}, legend.content, this.tag),
            this.support, h("div", {class: this.radios.some(r => r.more) ? "radios" : "radios row"}, this.radios.map(r => r.element)), this.clear, this.fault);
        this.element.setAttribute("aria-describedby", this.described);
        this.follow();
    }

    radio({key, label, more}) {
        const id = `${this.id}=${key}`;
        const input = h("input", {type: "radio", id, name: this.id, value: key, onfocus: () => this.entered(),
            onchange: () => this.pick(key)});
        return {input, key, more, element: h("div", {class: "radio"}, input,
            h("label", {for: id, lang: "ja"}, h("span", {class: "radio-label"}, label),
                more ? h("span", {class: "radio-more"}, more) : null))};
    }

    pick(key) {
        this.typed(key, true);
        this.touched = true;
        this.follow();
        this.context.structured();
    }

    follow() {
        const value = meant(this.node, this.desk.value(this.path)), usual = meant(this.node, this.node.fallback ?? "");
        for (const {input, key} of this.radios)
            input.checked = key === (value || usual);
        this.clear.hidden = !value || this.desk.isRequired(this.path);
    }
}

function choicesOf(node) {
    if (node.type === "yes-no")
        return [{key: "yes", label: "はい", more: text(node.words.affirm)}, {key: "no", label: "いいえ", more: text(node.words.deny)}];
    return node.options.map(o => ({key: o.key, label: o.label,
        more: text(o.words.text ?? o.words.outline ?? o.words.note)}));
}

const SHORT = /^(〒|.*(番号|電話|TEL|FAX|日|部数|人数|ユーザー数))$/;

const widthOf = node => (node.type === "lines" ? "wide" : node.type === "date" || node.half || SHORT.test(node.label) ? "short" : "wide");

/** Notes of the form below a label, and what the page knows of this kind of field. */
function supportOf(node, id) {
    const notes = NOTES.map(n => node.words[n]).filter(Boolean).map(text);
    const own = [];
    if (node.type === "date")
        own.push(t("dateHint"));
    if (node.fallback && node.type !== "choice" && node.type !== "yes-no")
        own.push(t("usual", node.fallback.replaceAll("\n", "　")));
    if (!notes.length && !own.length)
        return null;
    const element = h("div", {class: "support", id: `${id}-support`});
    for (const note of notes)
        element.append(...lines(note));
    element.append(...own.map(l => h("p", {}, l)));
    return element;
}

// --- what holds fields ---------------------------------------------------------------------------

/** A part of the page that is made anew where entries come and go, and hidden where it is not asked. */
export function fieldFor(context, node, path) {
    const made = make(context, node, path);
    context.shown.push({node, path, element: made});
    return made;
}

function make(context, node, path) {
    switch (node.type) {
    case "section":
        return sectionOf(context, node, path);
    case "group":
        return node.worth || node.words.question || node.words.requirement || node.short ? itemOf(context, node, path) : groupOf(context, node, path);
    case "list":
    case "files":
        return listOf(context, node, path);
    case "yes-no":
    case "choice":
        return keep(context, new ChoiceField(context, node, path, {content: headOf(node), quiet: false}));
    default:
        return keep(context, new TextField(context, node, path));
    }
}

function keep(context, field) {
    context.fields.set(field.path, field);
    return field.element;
}

const headOf = node => h("span", {lang: "ja"}, text(node.words.heading ?? node.words.requirement ?? node.label).replace(/^（(.*)）$/, "$1"));

const children = (context, node, path) => (node.children ?? []).map(c => fieldFor(context, c, childPath(path, c)));

function sectionOf(context, node, path) {
    const {number, title} = node.words;
    const head = h(`h${context.level}`, {class: "section-title", lang: "ja"}, number ? `${number}　${title}` : title ?? node.label);
    context.level++;
    const below = children(context, node, path);
    context.level--;
    return h("section", {class: "section"}, head, below);
}

function groupOf(context, node, path) {
    return h("fieldset", {class: "group", id: `f-${path}`, tabindex: "-1"}, h("legend", {lang: "ja"}, text(node.words.sign ?? node.label)),
        supportOf(node, `f-${path}`), node.words.sign ? h("p", {class: "support"}, t("sign")) : null,
        children(context, node, path));
}

/** One item of a list of questions: its number, what it is worth, its whole wording; the answer
 *  first, then what an affirmative one needs. */
function itemOf(context, node, path) {
    const short = node.children.find(c => c.key === node.short);
    const rest = node.children.filter(c => c !== short);
    const wording = text(node.words.question ?? node.words.requirement ?? node.words.heading ?? node.words.affirm ?? node.label);
    const [first, ...others] = wording.replace(/^（(.*)）$/, "$1").split("\n");
    const head = h("div", {class: "item-head"}, h("span", {class: "item-key", lang: "ja"}, node.key),
        worthOf(context, node));
    const below = h("div", {class: "item-rest"}, itemNotes(node), rest.map(c => fieldFor(context, c, childPath(path, c))));
    const parts = [node.words.topic ? h("p", {class: "topic", lang: "ja"}, node.words.topic) : null, head,
        h(`h${context.level}`, {class: "question", lang: "ja"}, first), others.length ? paragraphs(others.join("\n"), "wording") : null];
    if (short) {
        const answer = new ChoiceField(context, short, childPath(path, short),
            {content: h("span", {class: "hidden-words", lang: "ja"}, `${node.key}　${first}`), quiet: true},
            choicesOf(short).map((c, i) => ({...c, more: short.type === "yes-no" ? text(node.words[i ? "deny" : "affirm"]) : c.more})));
        parts.push(keep(context, answer));
        context.conditional.push({below, short, path: childPath(path, short), node, around: path});
        context.shown.push({node: short, path: childPath(path, short), element: answer.element});
    }
    return h("article", {class: "item", id: `f-${path}`, tabindex: "-1"}, parts, below);
}

/** What an item is worth, in the form's words: where they differ by the application, its own. */
function worthOf(context, node) {
    const element = h("span", {class: "item-worth", lang: "ja"});
    context.worths.push(() => {
        const words = node.words[`points-${context.application}`] ?? node.words.points
            ?? (node.worth === "required" ? "必須" : node.worth ? `${node.worth}点` : "");
        say(element, words.replace(/[（）]/g, ""));
        element.hidden = !words;
    });
    return element;
}

function itemNotes(node) {
    const notes = ["statement", ...NOTES].map(n => node.words[n]).filter(Boolean).map(text);
    return notes.length ? paragraphs(notes.join("\n")) : null;
}

/** Entries that come and go: lines, groups, documents. */
function listOf(context, node, path) {
    const many = Boolean(node.of.children);
    const entries = h("div", {class: "entries"});
    const add = h("button", {type: "button", class: "secondary", onclick: () => context.rearrange(
        {kind: "insert", path: `${path}.${context.desk.count(path) + 1}`}, `${path}.${context.desk.count(path) + 1}`)},
        many ? t("add", node.label) : t("addLine"));
    const element = h("fieldset", {class: "group list", id: `f-${path}`, tabindex: "-1"}, h("legend", {lang: "ja"}, node.label),
        supportOf(node, `f-${path}`), shoulderOf(node), entries, add);
    context.lists.push({node, path, entries, add, count: -1});
    return element;
}

function shoulderOf(node) {
    if (node.type !== "files")
        return null;
    return h("div", {class: "support"}, node.shoulder ? h("p", {lang: isJapanese() ? "ja" : "en"}, t("shoulder", node.shoulder)) : null,
        h("p", {}, t("filesHint")));
}

/** The entries of a list as they are now. */
export function fillList(context, list) {
    const {node, path, entries, add} = list, count = context.desk.count(path);
    add.hidden = Boolean(node.max) && count >= node.max;
    if (list.count === count)
        return false;
    list.count = count;
    forget(context, path);
    entries.replaceChildren(...Array.from({length: count}, (_, i) => entryOf(context, node, path, i + 1, count)));
    return true;
}

function forget(context, path) {
    const inside = p => p.startsWith(`${path}.`);
    for (const at of [...context.fields.keys()].filter(inside))
        context.fields.delete(at);
    for (const name of ["shown", "conditional"])
        context[name] = context[name].filter(s => !inside(s.path));
    context.lists = context.lists.filter(l => !inside(l.path));
}

function entryOf(context, node, path, number, count) {
    const at = `${path}.${number}`, of = node.of;
    const tools = h("div", {class: "tools"},
        number > 1 ? tool("up", () => context.rearrange({kind: "move", path: at, to: number - 1}, `${path}.${number - 1}`)) : null,
        number < count ? tool("down", () => context.rearrange({kind: "move", path: at, to: number + 1}, `${path}.${number + 1}`)) : null,
        tool("remove", () => context.rearrange({kind: "remove", path: at}, path)));
    if (of.children)
        return h("fieldset", {class: "entry", id: `f-${at}`, tabindex: "-1"}, h("legend", {lang: "ja"}, t("entry", node.label, number)),
            entryFields(context, node, at), tools);
    const first = node.words["route-first"], last = node.words["route-last"];
    const label = number === 1 && first ? first : number === count && last && count > 1 ? last : t("entry", node.label, number);
    const field = new TextField(context, of, at, label);
    field.tag.hidden = true;
    field.element.classList.add("line");
    field.element.append(tools);
    context.shown.push({node: of, path: at, element: field.element});
    return keep(context, field);
}

const FIRST = ["file", "title", "dated"];       // of a document; the rest is seldom needed

function entryFields(context, node, at) {
    const all = node.of.children.filter(c => !isPart(c)).map(c => ({c, path: childPath(at, c)}));
    if (node.type !== "files")
        return all.map(({c, path}) => fieldFor(context, c, path));
    const seldom = ({c, path}) => !FIRST.includes(c.key) && !c.required && !context.desk.value(path);
    const rest = all.filter(seldom);
    return [all.filter(a => !seldom(a)).map(({c, path}) => fieldFor(context, c, path)),
        rest.length ? h("details", {}, h("summary", {}, t("more")), rest.map(({c, path}) => fieldFor(context, c, path))) : null];
}

const tool = (word, act) => h("button", {type: "button", class: "quiet", onclick: act}, t(word));

/** What an affirmative answer needs is there with it, or where something of it was written. */
export function showConditional(context) {
    for (const {below, short, path, node, around} of context.conditional) {
        let given = false;
        walk(context.desk, node, around, (n, p) => {
            given ||= p !== path && !n.children && !n.of && context.desk.value(p) !== "";
            return true;
        });
        below.hidden = short.type === "yes-no" && context.desk.answer(short, path) !== "yes" && !given;
    }
}
