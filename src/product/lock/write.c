/* The text of a lock. */
#include "seam/yaml/write.h"
#include "base/arena.h"
#include "base/buf.h"
#include "product/lock/lock_internal.h"

#include <string.h>

static void line(struct buf *out, const char *key, const char *text)
{
    if (!text)
        return;
    buf_addf(out, "%s: ", key);
    yaml_write_quoted(out, text);
    buf_addc(out, '\n');
}

static void flag(struct buf *out, const char *key, bool holds)
{
    buf_addf(out, "%s: %s\n", key, holds ? "yes" : "no");
}

static void write_binding(struct buf *out, struct tsuzuri_binding b)
{
    struct lock_flag flags[LOCK_BINDING_FLAGS];
    lock_binding_flags(&b, flags);
    for (size_t i = 0; i < LOCK_BINDING_FLAGS; i++)
        flag(out, flags[i].key, *flags[i].holds);
}

static void texts(struct buf *out, const char *key, const struct lock_texts *t)
{
    if (!t->count)
        return;
    buf_addf(out, "%s: [", key);
    for (size_t i = 0; i < t->count; i++) {
        buf_adds(out, i ? ", " : "");
        yaml_write_quoted(out, t->list[i]);
    }
    buf_adds(out, "]\n");
}

static void values(struct buf *out, const char *key, const struct lock_value *v, size_t count)
{
    if (!count)
        return;
    buf_addf(out, "%s:\n", key);
    for (size_t i = 0; i < count; i++) {
        buf_adds(out, "  ");
        yaml_write_quoted(out, v[i].path);
        buf_adds(out, ": ");
        yaml_write_quoted(out, v[i].text);
        buf_addc(out, '\n');
    }
}

static void page(struct buf *out, const struct lock_page *p)
{
    buf_addf(out, "  - page: %d\n", p->page);
    line(out, "    document", p->document);
    line(out, "    about", p->about);
    line(out, "    file", p->file);
    buf_addf(out, "    number: %d\n", p->number);
    line(out, "    label", p->label);
    line(out, "    name", p->name);
    texts(out, "    items", &p->items);
    texts(out, "    waits", &p->waits);
    line(out, "    corrected", p->corrected);
    line(out, "    fingerprint", p->fingerprint);
}

static void fonts(struct buf *out, const struct lock *l)
{
    if (l->font_count)
        buf_adds(out, "fonts:\n");
    for (size_t i = 0; i < l->font_count; i++) {
        line(out, "  - name", l->fonts[i].name);
        line(out, "    version", l->fonts[i].version);
        line(out, "    checksum", l->fonts[i].checksum);
    }
}

static void earlier(struct buf *out, const struct lock *l)
{
    if (l->earlier_count)
        buf_adds(out, "supersedes:\n");
    for (size_t i = 0; i < l->earlier_count; i++) {
        line(out, "  - lock", l->earlier[i].name);
        line(out, "    seal", l->earlier[i].seal);
        line(out, "    corrected", l->earlier[i].corrected);
    }
}

static void head(struct buf *out, const struct lock *l)
{
    buf_addf(out,
        "# %s に印刷したものの控え。手で書き換えると読めなくなります（最後の seal "
        "が合いません）。\n"
        "# What was printed into %s. Edited by hand it is refused: the seal no longer fits.\n",
        l->packet, l->packet);
    buf_adds(out, "tsuzuri-lock: 1\n");
    flag(out, "issued", l->issued);
    line(out, "program", l->program);
    line(out, "form", l->form);
    line(out, "edition", l->edition);
    line(out, "wording", l->wording);
    line(out, "dated", l->dated);
    line(out, "corrected", l->corrected);
    line(out, "packet", l->packet);
    line(out, "content", l->content);
    buf_addf(out, "pages: %d\n", l->pages);
    write_binding(out, l->binding);
    texts(out, "only", &l->only);
    texts(out, "with", &l->with);
    values(out, "set", l->settings, l->setting_count);
    line(out, "against", l->against);
    flag(out, "mark", l->mark);
    flag(out, "red", l->red);
}

/* All lines but the last one. */
static void body(struct buf *out, const struct lock *l)
{
    head(out, l);
    fonts(out, l);
    earlier(out, l);
    buf_adds(out, l->count ? "sheets:\n" : "");
    for (size_t i = 0; i < l->count; i++)
        page(out, &l->list[i]);
    values(out, "values", l->values, l->value_count);
}

void lock_write(const struct lock *l, struct buf *out)
{
    char seal[SHA256_TEXT + 1];
    body(out, l);
    sha256_of(out->data, out->size, seal);
    line(out, "seal", seal);
}

bool lock_is_whole(const struct lock *l)
{
    bool whole = l->content && sha256_is(l->content);
    for (size_t i = 0; whole && i < l->count; i++)
        whole = l->list[i].fingerprint && sha256_is(l->list[i].fingerprint);
    return whole;
}

const char *lock_seal(struct arena *a, const struct lock *l)
{
    struct buf text = {0};
    char *seal = arena_alloc(a, SHA256_TEXT + 1);
    body(&text, l);
    sha256_of(text.data, text.size, seal);
    buf_release(&text);
    return seal;
}
