// The first page: which answer file is worked on, and how a new one begins.
import {api} from "./api.js";
import {fill, h} from "./dom.js";
import {said, t} from "./words.js";

const twins = (form, forms) => Object.values(forms).filter(f => f.title === form.title).length > 1;

export class Start {
    /** onopen: an answer file was chosen, by its id. */
    constructor(start, onopen) {
        Object.assign(this, {start, onopen, forms: {}});
        this.list = h("ul", {class: "files"});
        this.form = h("select", {id: "begin-form", onchange: () => this.ask()});
        this.more = h("div", {});
        this.fault = h("p", {class: "fault", role: "alert", hidden: true});
        this.element = h("main", {class: "start", id: "form"}, h("h1", {}, t("files")), h("p", {class: "support"}, t("folder", start.folder)),
            this.list, h("h2", {}, t("begin")), h("div", {class: "field"},
                h("div", {class: "label-line"}, h("label", {for: "begin-form"}, t("programme"))), this.form),
            this.more, this.fault,
            h("button", {type: "button", class: "primary", onclick: () => this.begin()}, t("create")));
    }

    async fill() {
        for (const id of this.start.forms)
            try {
                this.forms[id] = await api.form(id);
            } catch {
                // a form with a fault is not offered
            }
        this.list.replaceChildren(...this.start.files.map(f => this.file(f)));
        if (!this.start.files.length)
            this.list.replaceWith(h("p", {}, t("noFiles")));
        this.form.replaceChildren(...Object.entries(this.forms).map(([id, f]) =>
            h("option", {value: id, lang: "ja"}, twins(f, this.forms) ? `${f.title} [${id}]` : f.title)));
        this.ask();
        return this;
    }

    file(f) {
        return h("li", {}, h("a", {href: `#${f.id}`, onclick: event => {
            event.preventDefault();
            this.onopen(f.id);
        }}, h("strong", {}, f.name), h("span", {lang: "ja"}, this.forms[f.form]?.title ?? f.form)));
    }

    /** What beginning this form needs to know: which application, and whether there is an earlier one. */
    ask() {
        const form = this.forms[this.form.value];
        const kind = form?.sections.find(n => n.decides && n.options);
        const earlier = this.start.files.filter(f => f.form === this.form.value);
        fill(this.more, form?.edition ? h("p", {class: "support edition", lang: "ja"}, form.edition) : null, kind ? this.choice("application", kind.label, kind.options.map(o => [o.key, o.label])) : null,
            earlier.length ? this.choice("from", t("carry"), [["", t("carryNone")], ...earlier.map(f => [f.id, f.name])], t("carryHint")) : null);
    }

    choice(name, label, options, hint) {
        const id = `begin-${name}`;
        return h("div", {class: "field"}, h("div", {class: "label-line"}, h("label", {for: id}, label)),
            hint ? h("p", {class: "support", id: `${id}-support`}, hint) : null,
            h("select", {id, name, "aria-describedby": hint ? `${id}-support` : null},
                options.map(([value, words]) => h("option", {value}, words))));
    }

    async begin() {
        const what = {form: this.form.value};
        for (const select of this.more.querySelectorAll("select"))
            if (select.value)
                what[select.name] = select.value;
        try {
            this.onopen((await api.begin(what)).id);
        } catch (refusal) {
            this.fault.hidden = false;
            this.fault.textContent = refusal.status ? said(refusal.told) : t("lost");
        }
    }
}
