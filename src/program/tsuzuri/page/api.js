// What the page asks its server for (tsuzuri-serve(1)).

/** A refusal, with what the server said, or that it could not be reached (status 0). */
export class Refusal extends Error {
    constructor(status, told) {
        super(told.error ?? String(status));
        this.status = status;
        this.told = told;
    }
}

async function ask(method, path, body, seen) {
    const headers = {};
    if (method !== "GET")
        Object.assign(headers, {"Content-Type": "application/json", "X-Tsuzuri": "1"});
    if (seen)
        headers["If-Match"] = `"${seen}"`;
    let response, told;
    try {
        response = await fetch(path, {method, headers, body: body === undefined ? undefined : JSON.stringify(body)});
        told = response.headers.get("Content-Type") === "application/json" ? await response.json() : await response.text();
    } catch {
        throw new Refusal(0, {});
    }
    if (!response.ok)
        throw new Refusal(response.status, typeof told === "string" ? {en: told, ja: told} : told);
    return told;
}

const MOST_OUTLINES = 300;              // in one request
const of = id => `/api/answers/${id}`;

export const api = {
    start: () => ask("GET", "/api/start"),
    form: id => ask("GET", `/api/forms/${encodeURIComponent(id)}`),
    begin: what => ask("POST", "/api/answers", what),
    end: () => ask("POST", "/api/end", {}),
    answers: id => ask("GET", of(id)),
    fingerprint: id => ask("GET", `${of(id)}/fingerprint`),
    plan: (id, language) => ask("GET", `${of(id)}/plan?lang=${language}`),
    change: (id, seen, what) => ask("POST", `${of(id)}/changes`, what, seen),
    undo: (id, seen, what) => ask("POST", `${of(id)}/undo`, what, seen),
    redo: (id, seen, what) => ask("POST", `${of(id)}/redo`, what, seen),
    sheets: id => ask("GET", `${of(id)}/sheets`),
    sheet(id, sheet) {
        const words = new URLSearchParams({document: sheet.document, number: sheet.number});
        if (sheet.about)
            words.set("about", sheet.about);
        return ask("GET", `${of(id)}/sheet?${words}`);
    },
    /** The outlines of glyphs, as SVG texts. */
    async outlines(names) {
        const texts = [];
        for (let i = 0; i < names.length; i += MOST_OUTLINES)
            texts.push(await ask("GET", `/api/outlines?glyphs=${names.slice(i, i + MOST_OUTLINES).join(",")}`));
        return texts;
    },
};
