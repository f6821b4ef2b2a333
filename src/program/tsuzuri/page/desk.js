// One answer file that is worked on: its state as the server told it last, and what was typed since.
//
// A change is sent 130 ms after the last key, one request at a time, each over the version of the
// file that the page has seen. Nothing that is typed waits for an answer, and no answer replaces
// what was typed meanwhile.
import {api} from "./api.js";

const QUIET = 130;          // ms without a key before a change is sent
const SHEETS = 700;         // ms without a change before all sheets are looked at
const LOOK = 2000;          // ms between two looks at the file

export class Desk extends EventTarget {
    constructor(id, name, form) {
        super();
        Object.assign(this, {id, name, form});
        this.values = {};           // path: {value, shown, asked, required, ...}
        this.lists = {};            // path: number of entries
        this.messages = [];
        this.verdict = null;
        this.status = 0;
        this.fingerprint = null;
        this.sheets = [];
        this.sheet = null;          // the one that is looked at: {document, about, number}
        this.waiting = new Map();   // path: what was typed and is not sent yet
        this.sending = new Map();   // path: what is on its way
        this.bursts = 0;
        this.trouble = null;
        this.canUndo = this.canRedo = false;
    }

    tell(type, detail) {
        this.dispatchEvent(new CustomEvent(type, {detail}));
    }

    async open() {
        this.take(await api.answers(this.id));
        await this.lookAtSheets();
        this.looking = setInterval(() => this.look(), LOOK);
    }

    close() {
        clearInterval(this.looking);
        clearTimeout(this.quiet);
        clearTimeout(this.calm);
    }

    // --- what is there -----------------------------------------------------------------------

    /** A value as it was typed; "" where there is none. */
    value(path) {
        const typed = this.waiting.get(path) ?? this.sending.get(path);
        return typed !== undefined ? typed : this.values[path]?.value ?? "";
    }

    /** What an answer is, with the form's default: of yes-no "yes" and "no", of choices the key. */
    answer(node, path) {
        const typed = this.value(path);
        return meant(node, typed === "" ? node.fallback ?? "" : typed);
    }

    isAsked(path) {
        for (let at = path; at; at = at.includes(".") ? at.slice(0, at.lastIndexOf(".")) : "")
            if (this.values[at]?.asked === false)
                return false;
        return true;
    }

    isRequired(path) {
        return this.values[path]?.required === true;
    }

    count(path) {
        return this.lists[path] ?? 0;
    }

    get isQuiet() {
        return !this.waiting.size && !this.sending.size;
    }

    // --- what is done ------------------------------------------------------------------------

    /** One value is typed, or chosen, which does not wait for another key; what belongs to one visit
     *  of its field is undone as one. */
    set(path, value, burst, chosen = false) {
        this.waiting.delete(path);
        this.waiting.set(path, value);
        this.burst = burst;
        this.tell("typed", path);
        this.later(chosen ? 0 : QUIET);
    }

    /** Entries of lists come, go and move; what was typed before is sent first. */
    async rearrange(change) {
        await this.flush();
        await this.send([change]);
    }

    later(time) {
        clearTimeout(this.quiet);
        this.quiet = setTimeout(() => this.flush(), time);
    }

    async flush() {
        clearTimeout(this.quiet);
        while (this.flight)
            await this.flight;
        if (!this.waiting.size)
            return;
        this.sending = this.waiting;
        this.waiting = new Map();
        await this.send([...this.sending].map(([path, value]) => ({kind: "set", path, value})));
    }

    async send(changes) {
        const what = {changes, burst: this.burst ?? "", sheet: this.sheet ?? undefined};
        await this.request(() => api.change(this.id, this.fingerprint, what));
    }

    async undo() {
        await this.flush();
        await this.request(() => api.undo(this.id, this.fingerprint, {sheet: this.sheet ?? undefined}));
    }

    async redo() {
        await this.flush();
        await this.request(() => api.redo(this.id, this.fingerprint, {sheet: this.sheet ?? undefined}));
    }

    /** One request at a time: each is made over what the one before it left. */
    request(make) {
        this.tell("saving");
        this.flight = this.fly(make).finally(() => { this.flight = null; });
        return this.flight;
    }

    async fly(make) {
        try {
            const told = await make();
            this.sending = new Map();
            this.trouble = null;
            this.take(told);
            this.tell("saved");
            this.lookLater();
        } catch (refusal) {
            if (refusal.status === 412)
                this.meet(refusal.told);
            else
                this.keep(refusal);
        }
    }

    /** Nothing that was typed is lost: it waits for the next try. */
    keep(refusal) {
        this.waiting = new Map([...this.sending, ...this.waiting]);
        this.sending = new Map();
        this.trouble = refusal;
        this.tell("trouble", refusal);
        if (refusal.status === 0)
            this.later(LOOK);
    }

    /** The file is another one. What was changed there elsewhere than here goes together; where both
     *  changed one field, a person chooses. */
    meet(told) {
        const before = this.values;
        const mine = [...this.sending, ...this.waiting];
        this.sending = new Map();
        this.waiting = new Map();
        this.take(told);
        for (const [path, value] of mine) {
            const was = before[path]?.value ?? "", is = this.values[path]?.value ?? "";
            if (was === is || value === is)
                this.waiting.set(path, value);
            else
                this.tell("conflict", {path, mine: value, theirs: is});
        }
        this.tell("saved");
        if (this.waiting.size)
            this.later(0);
    }

    // --- what is told ------------------------------------------------------------------------

    take(told) {
        this.fingerprint = told.fingerprint;
        if (told.answers) {
            this.values = told.answers.values;
            this.lists = told.answers.lists;
            this.status = told.answers.status;
        }
        this.messages = told.check.messages;
        this.verdict = told.check.verdict;
        this.canUndo = told.undo;
        this.canRedo = told.redo;
        this.tell("state");
        if (told.sheets?.length)
            this.tell("sheet", told.sheets[0]);
    }

    lookLater() {
        clearTimeout(this.calm);
        this.calm = setTimeout(() => this.lookAtSheets(), SHEETS);
    }

    async lookAtSheets() {
        try {
            this.sheets = (await api.sheets(this.id)).sheets;
            this.tell("sheets");
        } catch {
            this.lookLater();
        }
    }

    /** Has an editor changed the file? */
    async look() {
        if (document.hidden || !this.isQuiet || this.flight)
            return;
        try {
            const {fingerprint} = await api.fingerprint(this.id);
            if (fingerprint === this.fingerprint || !this.isQuiet || this.flight)
                return;
            const told = await api.answers(this.id);
            if (!this.isQuiet || this.flight)
                return;
            this.take(told);
            this.tell("outside");
            await this.lookAtSheets();
        } catch (refusal) {
            if (refusal.status === 0)
                this.tell("trouble", refusal);
        }
    }
}

const YES = ["yes", "true", "on", "はい", "○", "あり", "有"];
const NO = ["no", "false", "off", "いいえ", "×", "なし", "無"];

/** What a typed value means to its field: the library takes these spellings. */
export function meant(node, typed) {
    const text = typed.trim();
    if (node.type === "yes-no")
        return YES.includes(text.toLowerCase()) ? "yes" : NO.includes(text.toLowerCase()) ? "no" : "";
    if (node.type === "choice")
        return node.options.find(o => o.key === text || o.label === text)?.key ?? "";
    return typed;
}
