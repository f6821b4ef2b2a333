/* Resources without the pictures that a page does not name: those of other pages stay behind. */
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include "program/tsuzuri-pdf/document/content.h"
#include "program/tsuzuri-pdf/document/object.h"

#define LEAST_PRUNED 4 /* entries: fewer are not worth reading the page */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The rest of a name without its escapes. */
static size_t read_name(const char *text, size_t left, struct buf *out)
{
    size_t i = 0;
    while (i < left && !strchr("()<>[]{}/% \t\r\n\f", text[i])) {
        bool escaped =
            text[i] == '#' && left - i > 2 && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
        char c = escaped ? (char)(hex(text[i + 1]) * 16 + hex(text[i + 2])) : text[i];
        buf_addc(out, c ? c : '?'); /* no name has a NUL */
        i += escaped ? 3 : 1;
    }
    return i;
}

struct names {
    struct buf text; /* each ended by a NUL */
    const char **all;
    size_t count;
};

static int order(const void *a, const void *b)
{
    const char *const *x = a;
    const char *const *y = b;
    return strcmp(*x, *y);
}

/* All that may be a name in a page's content: more than are used, never less. */
static void list_names(const struct buf *text, struct names *n)
{
    for (size_t i = 0; i < text->size; i++)
        if (text->data[i] == '/') {
            buf_addc(&n->text, '/');
            i += read_name(text->data + i + 1, text->size - i - 1, &n->text);
            buf_addc(&n->text, '\0');
            n->count++;
        }
    n->all = calloc(n->count + 1, sizeof *n->all);
    if (!n->all)
        abort();
    const char *at = n->text.data;
    for (size_t i = 0; i < n->count; i++, at += strlen(at) + 1)
        n->all[i] = at;
    qsort(n->all, n->count, sizeof *n->all, order);
}

static bool is_named(const struct names *n, const char *key)
{
    return n->count && bsearch(&key, n->all, n->count, sizeof *n->all, order);
}

/* A form that has no resources takes those of the page. */
static bool borrows(struct pdf_document *d, qpdf_oh o)
{
    qpdf_oh dict = qpdf_oh_is_stream(d->q, o) ? qpdf_oh_get_dict(d->q, o) : qpdf_oh_new_null(d->q);
    return qpdf_oh_is_name_and_equals(d->q, object_key(d, dict, "/Subtype"), "/Form") &&
           !object_is_dict(d, object_key(d, dict, "/Resources"));
}

/* False where something that is drawn may name what the page does not. */
static bool keep_named(struct pdf_document *d, qpdf_oh old, const struct names *names, qpdf_oh out)
{
    bool good = true;
    struct object_keys keys = object_keys(d, old);
    for (size_t i = 0; good && i < keys.count; i++) {
        if (!is_named(names, keys.names[i]))
            continue;
        qpdf_oh value = qpdf_oh_get_key(d->q, old, keys.names[i]);
        good = !borrows(d, value);
        qpdf_oh_replace_key(d->q, out, keys.names[i], value);
    }
    object_keys_release(&keys);
    return good;
}

static size_t count_keys(struct pdf_document *d, qpdf_oh dict)
{
    struct object_keys keys = object_keys(d, dict);
    size_t n = keys.count;
    object_keys_release(&keys);
    return n;
}

/* Fonts that are drawn by content may name what the page does not. */
static bool has_drawn_fonts(struct pdf_document *d, qpdf_oh resources)
{
    bool found = false;
    qpdf_oh fonts = object_key(d, resources, "/Font");
    struct object_keys keys = object_keys(d, fonts);
    for (size_t i = 0; !found && i < keys.count; i++) {
        qpdf_oh kind = object_key(d, object_key(d, fonts, keys.names[i]), "/Subtype");
        found = qpdf_oh_is_name_and_equals(d->q, kind, "/Type3");
    }
    object_keys_release(&keys);
    return found;
}

qpdf_oh merge_page_prune(struct source *s, qpdf_oh page, qpdf_oh resources)
{
    struct page_content c;
    struct pdf_document *d = s->d;
    struct names names = {0};
    qpdf_oh old = object_key(d, resources, "/XObject");
    if (count_keys(d, old) < LEAST_PRUNED || has_drawn_fonts(d, resources))
        return resources;
    qpdf_oh kept = qpdf_oh_new_dictionary(d->q);
    page_content_read(d, page, &c);
    list_names(&c.text, &names);
    if (c.decoded && !c.too_long && keep_named(d, old, &names, kept)) {
        resources = object_copy_dict(d, resources);
        qpdf_oh_replace_key(d->q, resources, "/XObject", kept);
    }
    buf_release(&names.text);
    free(names.all);
    page_content_release(&c);
    return resources;
}
