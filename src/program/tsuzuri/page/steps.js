// The form's sections as steps, and how far each is.
import {h, say} from "./dom.js";
import {t} from "./words.js";

/** Goes through what is asked below a node, entries of lists included: calls back with each node and
 *  its path. A callback that returns false leaves out what is below. */
export function walk(desk, node, path, visit) {
    if (visit(node, path) === false)
        return;
    for (const child of node.children ?? [])
        walk(desk, child, childPath(path, child), visit);
    for (let i = 1; node.of && i <= desk.count(path); i++)
        walk(desk, node.of, `${path}.${i}`, visit);
}

/** Sections are none of a path's parts. */
export function childPath(path, child) {
    if (child.type === "section" || !child.key)
        return path;
    return path ? `${path}.${child.key}` : child.key;
}

const titleOf = node => {
    const {number, title} = node.words ?? {};
    return title && number ? `${number}　${title}` : title && node.type === "section" ? title : node.label;
};

const isSection = node => node.type === "section";

/** A group of sections: too much for one step, be it on top or in the entry of a list. */
export const isPart = node => node.type === "group" && node.children.some(isSection);

/** Each step: its title, and the nodes in it with their paths. Single questions go with the group
 *  behind them; a group of sections is as many steps, and so is one in each entry of a list. */
export function stepsOf(desk) {
    const steps = [];
    let single = [];
    const add = (title, nodes) => {
        steps.push({title, nodes: [...single, ...nodes]});
        single = [];
    };
    const addPart = (node, path, before) => {
        const own = node.children.filter(c => !isSection(c));
        if (own.length)
            add(before + node.label, own.map(c => ({node: c, path: childPath(path, c)})));
        for (const section of node.children.filter(isSection))
            add(before + titleOf(section), section.children.map(c => ({node: c, path: childPath(path, c)})));
    };
    const addEntries = (list, path) => {
        for (let i = 1; i <= desk.count(path); i++)
            for (const part of list.of.children.filter(isPart))
                addPart(part, `${path}.${i}.${part.key}`, `${nameOf(desk, list, `${path}.${i}`, i)}　`);
    };
    for (const node of desk.form.sections) {
        const path = childPath("", node);
        if (isPart(node))
            addPart(node, path, "");
        else if (node.children || node.of)
            add(titleOf(node), isSection(node) ? node.children.map(c => ({node: c, path: childPath(path, c)})) : [{node, path}]);
        else
            single.push({node, path});
        if (node.of?.children)
            addEntries(node, path);
    }
    if (single.length)
        add(single[0].node.label, []);
    return steps;
}

/** What tells an entry from the others: its first text, or its number. */
function nameOf(desk, list, path, number) {
    const first = list.of.children.find(c => c.type === "text");
    return (first && desk.value(childPath(path, first))) || `${list.label}${number}`;
}

const isAnswer = node => !node.children && !node.of;

/** How far a step is: what it lacks, and whether anything was written. */
export function standOf(desk, step) {
    let lacks = 0, given = 0, asked = 0;
    for (const {node, path} of step.nodes)
        walk(desk, node, path, (n, p) => {
            if (desk.values[p]?.asked === false)
                return false;
            if (n.type === "section" || !isAnswer(n))
                return desk.isRequired(p) && !desk.count(p) ? lacks++ >= 0 : true;
            asked++;
            const value = desk.value(p);
            given += value !== "" && (desk.values[p]?.line ?? 0) > 0;
            lacks += desk.isRequired(p) && value === "" && !desk.values[p]?.shown && !desk.values[p]?.given;
            return true;
        });
    const lists = step.nodes.reduce((n, {node, path}) => n + missingLists(desk, node, path), 0);
    return {lacks: lacks + lists, given, asked};
}

/** Lists that a rule of the form wants and that have no entry yet: the check names them. */
function missingLists(desk, node, path) {
    let count = 0;
    walk(desk, node, path, (n, p) => {
        if (desk.values[p]?.asked === false)
            return false;
        if (n.of && !desk.count(p) && desk.messages.some(m => m.code === "missing" && m.question === p))
            count++;
        return true;
    });
    return count;
}

export const stateWord = stand => (!stand.asked ? "" : stand.lacks ? (stand.given ? t("doing") : t("todo")) : t(stand.given ? "done" : "optional"));

/** The list of steps, of which one is open. */
export class Steps {
    constructor(desk, steps, open) {
        Object.assign(this, {desk, steps, open});
        this.items = steps.map((step, i) => {
            const state = h("span", {class: "step-state"});
            const link = h("a", {href: `#step-${i + 1}`, onclick: event => {
                event.preventDefault();
                open(i);
            }}, h("span", {class: "step-title", lang: "ja"}, step.title), state);
            return {step, state, link, item: h("li", {}, link)};
        });
        this.element = h("nav", {class: "steps", "aria-label": t("steps")},
            h("ol", {}, this.items.map(i => i.item)));
    }

    show(current) {
        this.items.forEach(({step, state, link, item}, i) => {
            const stand = standOf(this.desk, step);
            const asked = step.nodes.some(({path}) => this.desk.isAsked(path));
            item.hidden = !asked;
            say(state, stand.lacks ? `${stateWord(stand)}・${t("left", stand.lacks)}` : stateWord(stand));
            state.className = `step-state ${stand.lacks || !stand.given ? "todo" : "done"}`;
            if (i === current)
                link.setAttribute("aria-current", "step");
            else
                link.removeAttribute("aria-current");
        });
    }
}
