/* What a lock says of a print. */
#include "build.h"

#include "arena.h"
#include "trace.h"

#include <string.h>

/* --- what is printed on a page --- */

static bool is_below(const char *path, const char *above)
{
    size_t n = strlen(above);
    return !strncmp(path, above, n) && (path[n] == '.' || !path[n]);
}

static bool is_covered(const struct lock_texts *items, const char *path)
{
    for (size_t i = 0; i < items->count; i++)
        if (is_below(path, items->list[i]))
            return true;
    return false;
}

/* Items, and the values that stand on the page outside of any. */
static void read_items(struct arena *a, const struct page *p, struct lock_page *out)
{
    for (const struct frame *f = p->frames; f; f = f->next)
        if (f->kind == FRAME_ITEM)
            lock_texts_add(a, &out->items, f->name);
    for (const struct frame *f = p->frames; f; f = f->next) {
        if (f->kind == FRAME_VALUE && !is_covered(&out->items, f->name))
            lock_texts_add(a, &out->items, f->name);
        if (f->kind == FRAME_WAITS)
            lock_texts_add(a, &out->waits, f->name);
    }
    if (p->about && !out->items.count)
        lock_texts_add(a, &out->items, p->about);
}

static const char *fingerprint(struct arena *a, struct fonts *fonts, const struct page *p)
{
    struct buf drawn = {0};
    char *text = arena_alloc(a, DIGEST_TEXT + 1);
    trace_drawn(p, fonts, &drawn);
    digest_of(drawn.data, drawn.size, text);
    buf_release(&drawn);
    return text;
}

static void read_page(struct build *b, const struct page *p, struct lock_page *out)
{
    struct arena *a = b->t->arena;
    out->document = p->document;
    out->about = p->about;
    out->number = p->number;
    out->label = p->label;
    out->fingerprint = fingerprint(a, b->t->fonts, p);
    read_items(a, p, out);
}

static void read_pages(struct build *b, const struct pages *pages, struct lock *l)
{
    l->list = arena_array(b->t->arena, (size_t)pages->count + 1, sizeof *l->list);
    for (const struct page *p = pages->first; p; p = p->next) {
        struct lock_page *own = &l->list[l->count++];
        read_page(b, p, own);
        own->page = (int)l->count;
    }
    l->pages = pages->count;
}

/* --- fonts --- */

static void mark_faces(const struct pages *pages, bool *used)
{
    for (const struct page *p = pages->first; p; p = p->next)
        for (const struct op *op = p->ops.first; op; op = op->next)
            if (op->kind == OP_RUN)
                used[op->u.run.face] = true;
}

static void read_fonts(struct build *b, const struct pages *pages, struct lock *l)
{
    struct fonts *f = b->t->fonts;
    struct arena *a = b->t->arena;
    size_t count = (size_t)fonts_face_count(f);
    bool *used = arena_array(a, count + 1, sizeof *used);
    mark_faces(pages, used);
    l->fonts = arena_array(a, count + 1, sizeof *l->fonts);
    for (size_t i = 0; i < count; i++)
        if (used[i])
            l->fonts[l->font_count++] =
                (struct lock_font){fonts_face_name(f, (int)i), fonts_face_version(f, (int)i),
                    arena_printf(a, "%08x", (unsigned)fonts_face_checksum(f, (int)i))};
}

/* --- the form's data, but for its comments and the order of its files --- */

static void add_node(struct digest *d, const struct node *n)
{
    static const char *const kinds[] = {"text", "list", "map"};
    digest_adds(d, kinds[n->kind]);
    if (n->kind == NODE_SCALAR)
        digest_adds(d, n->text);
    for (size_t i = 0; i < n->count; i++) {
        if (n->kind == NODE_MAP)
            digest_adds(d, n->pairs[i].key->text);
        add_node(d, n->kind == NODE_MAP ? n->pairs[i].value : n->items[i]);
    }
    digest_adds(d, "end");
}

static void add_field(struct digest *d, const struct field *f)
{
    if (f->node)
        add_node(d, f->node);
    if (f->of)
        add_field(d, f->of);
    for (size_t i = 0; i < f->child_count; i++)
        add_field(d, f->children[i]);
}

static const char *wording(struct arena *a, const struct form *f)
{
    char *text = arena_alloc(a, DIGEST_TEXT + 1);
    struct digest *d = digest_new();
    add_field(d, f->root);
    for (size_t i = 0; i < f->layout_count; i++)
        add_node(d, f->layouts[i]);
    digest_end(d, text);
    return text;
}

/* --- values --- */

static bool is_secret(const struct field *f)
{
    return f->key && strstr(f->key, "password");
}

static void add_values(struct arena *a, const struct inst *i, struct lock *l)
{
    if (i->text && i->parent && !is_secret(i->field)) {
        l->values = arena_grow(a, l->values, l->value_count, l->value_count + 1, sizeof *l->values);
        l->values[l->value_count++] = (struct lock_value){inst_path(a, i), i->text};
    }
    for (size_t k = 0; k < i->count; k++)
        add_values(a, i->children[k], l);
}

/* --- the whole --- */

static const char *date_text(struct build *b)
{
    struct tsuzuri *t = b->t;
    struct date d = layout_info(t->arena, &t->err, b->design, t->fonts, b->root).date;
    return d.year ? arena_printf(t->arena, "%04d-%02d-%02d", d.year, d.month, d.day) : NULL;
}

static void read_options(struct build *b, struct lock *l)
{
    const struct tsuzuri_build *o = b->options;
    struct arena *a = b->t->arena;
    for (size_t i = 0; i < o->only_count; i++)
        lock_texts_add(a, &l->only, o->only[i]);
    for (size_t i = 0; i < o->with_count; i++)
        lock_texts_add(a, &l->with, o->with[i]);
    l->settings = arena_array(a, o->setting_count + 1, sizeof *l->settings);
    for (size_t i = 0; i < o->setting_count; i++)
        l->settings[l->setting_count++] =
            (struct lock_value){o->settings[i].key, o->settings[i].value};
    l->against = o->against;
    l->mark = o->mark;
    l->red = o->red;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

struct lock *build_lock(struct build *b, const struct pages *pages, const char *packet)
{
    struct arena *a = b->t->arena;
    struct lock *l = arena_alloc(a, sizeof *l);
    l->program = TSUZURI_VERSION;
    l->form = b->form->id;
    l->edition = b->form->edition;
    l->wording = wording(a, b->form);
    l->dated = date_text(b);
    l->packet = packet ? base_name(packet) : "";
    read_options(b, l);
    read_pages(b, pages, l);
    read_fonts(b, pages, l);
    add_values(a, b->root, l);
    return l;
}
