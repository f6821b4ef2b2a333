// Where one stands: required items, points, what is lacking, what could still be had.
import {api} from "./api.js";
import {fill, h} from "./dom.js";
import {walk} from "./steps.js";
import {isJapanese, t} from "./words.js";

/** The path of an item by its key, as the verdict names it. */
function itemPath(desk, key) {
    let found = null;
    for (const node of desk.form.sections)
        walk(desk, node, node.type === "section" ? "" : node.key ?? "", (n, p) => {
            if (!found && n.key === key && p.includes("."))
                found = p;
            return !found;
        });
    return found;
}

export class Verdict {
    constructor(desk, go) {
        Object.assign(this, {desk, go});
        this.summary = h("summary", {});
        this.more = h("div", {});
        this.plan = h("section", {hidden: true});
        this.list = h("details", {ontoggle: () => this.list.open && this.showPlan()}, this.summary, h("div", {class: "verdict-more"}, this.more, this.plan));
        this.element = h("section", {class: "verdict", "aria-label": t("verdict")}, this.list);
    }

    show() {
        const v = this.desk.verdict;
        this.element.hidden = !v;
        if (!v)
            return;
        const own = v.says?.[isJapanese() ? "ja" : "en"];
        fill(this.summary, h("span", {class: `outcome ${v.outcome}`, role: "status"}, own ?? t(v.outcome)),
            v.required ? h("span", {}, t("met", v.met, v.required)) : null,
            v.points ? h("span", {}, v.pass ? t("points", v.certain, v.possible, v.pass) : t("pointsOnly", v.certain, v.possible)) : null,
            v.sheets.map(s => h("span", {lang: "ja"}, `${s.sheet}: ${t("met", s.met, s.required)}`)));
        fill(this.more, this.items(t("lacks"), v.lacks, x => (x.answered ? t("denied") : t("notAnswered"))),
            this.items(t("gains"), v.gains.slice(0, 8), x => t("gain", x.certain === x.possible ? x.possible : `${x.certain}～${x.possible}`)));
    }

    /** What is due when: two blanks or more part a date from its words. */
    async showPlan() {
        const {text} = await api.plan(this.desk.id, isJapanese() ? "ja" : "en").catch(() => ({text: ""}));
        const lines = text.split("\n").filter(Boolean).map(line => line.split(/ {2,}|　{2,}|\t/));
        this.plan.hidden = !lines.length;
        fill(this.plan, h("h3", {}, t("plan")), h("dl", {class: "plan"},
            lines.map(([date, ...words]) => [h("dt", {}, date), h("dd", {}, words.join("　"))])));
    }

    items(title, items, word) {
        if (!items.length)
            return null;
        return h("section", {}, h("h3", {}, title), h("ul", {}, items.map(x => {
            const path = itemPath(this.desk, x.item);
            const words = [h("span", {class: "item-key", lang: "ja"}, x.item), h("span", {class: "verdict-word"}, word(x)),
                h("span", {lang: isJapanese() ? null : "ja"}, x.title)];
            return h("li", {}, path ? h("a", {href: `#f-${path}`, onclick: event => {
                event.preventDefault();
                this.list.open = false;
                this.go(path);
            }}, words) : words);
        })));
    }
}
