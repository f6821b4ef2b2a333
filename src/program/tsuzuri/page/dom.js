// Elements, made from data: what is shown is always text, never markup.

/** Makes an element. Attributes: a function listens (onclick), true and false set or leave out,
 *  null leaves out; `props` are set as properties. Children are nodes, texts, or nothing. */
export function h(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (key === "props")
            Object.assign(element, value);
        else if (typeof value === "function")
            element.addEventListener(key.slice(2), value);
        else if (value !== null && value !== undefined && value !== false)
            element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.flat(Infinity).filter(c => c !== null && c !== undefined && c !== false));
    return element;
}

/** A text in which numbers of items (1-1-2) stay on one line. */
function kept(text) {
    return text.split(/(\d+(?:-\d+)+)/).map((part, i) => (i % 2 ? h("span", {class: "keep"}, part) : part));
}

/** Each line a paragraph; those of a list hang from their mark. */
export function lines(text) {
    return String(text).split("\n").map(line => h("p", {lang: "ja", class: /^[・※*]/.test(line) ? "hanging" : null}, kept(line)));
}

/** A text of several lines as paragraphs; lines of the form's wording stay lines. */
export function paragraphs(text, className = "support") {
    return h("div", {class: className}, lines(text));
}

/** Puts children, as h takes them, into the place of those that an element has. */
export function fill(element, ...children) {
    element.replaceChildren(...children.flat(Infinity).filter(c => c !== null && c !== undefined && c !== false));
}

/** Sets the text of an element only where it is another one: what is read aloud is read once. */
export function say(element, text) {
    if (element.textContent !== text)
        element.textContent = text;
}
