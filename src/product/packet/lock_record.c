/* What a lock says of a print. */
#include "product/packet/build.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/page_range.h"
#include "model/question/secret.h"
#include "typeset/page/trace.h"

#include <string.h>

/* --- what is printed on a page --- */

/* Items, and the values that stand on the page outside of any. */
static void read_items(struct arena *a, const struct page *p, struct lock_page *out)
{
    for (const struct frame *f = p->frames; f; f = f->next)
        if (f->kind == FRAME_ITEM)
            lock_texts_add(a, &out->items, f->name);
    for (const struct frame *f = p->frames; f; f = f->next) {
        if (f->kind == FRAME_VALUE && !lock_texts_cover(&out->items, f->name))
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
    char *text = arena_alloc(a, SHA256_TEXT + 1);
    trace_drawn(p, fonts, &drawn);
    sha256_of(drawn.data, drawn.size, text);
    buf_release(&drawn);
    return text;
}

static void read_page(struct build *b, const struct page *p, struct lock_page *out)
{
    struct arena *a = b->call->arena;
    out->document = p->document;
    out->about = p->about;
    out->number = p->number;
    out->label = p->label;
    out->fingerprint = fingerprint(a, b->call->fonts, p);
    read_items(a, p, out);
}

/* Empty backs have no number. */
static void read_pages(struct build *b, const struct pages *pages, struct lock *l)
{
    int page = 0;
    for (const struct page *p = pages->first; p; p = p->next) {
        page++;
        if (!p->number)
            continue;
        struct lock_page *own = &l->list[l->count++];
        read_page(b, p, own);
        own->page = page;
    }
}

/* --- what is attached --- */

/* What its file prints there, and our label on it. */
static const char *attached_print(struct build *b, const struct packet_document *d,
    const char *const *prints, const int *pages, int k)
{
    char *text = arena_alloc(b->call->arena, SHA256_TEXT + 1);
    bool labelled = d->label && (k == 0 || d->attached->every);
    struct sha256 *own = sha256_new();
    sha256_adds(own, prints[pages[k]]);
    sha256_adds(own, labelled ? d->label : "");
    if (labelled && d->attached->every && d->pages > 1)
        sha256_adds(own, arena_printf(b->call->arena, "%d/%d", k + 1, d->pages));
    sha256_adds(own, labelled && d->attached->shrink ? "shrunk" : "");
    sha256_adds(own, b->options->binding.fit_a4 ? "a4" : "");
    sha256_end(own, text);
    return text;
}

static const char *attached_label(struct arena *a, const struct packet_document *d, int k)
{
    const char *name = file_base(d->attached->name);
    const char *label = d->label ? d->label : "添付";
    return d->pages > 1 ? arena_printf(a, "%s「%s」p.%d", label, name, k + 1)
                        : arena_printf(a, "%s「%s」", label, name);
}

static void read_attached(struct build *b, const struct packet_document *d,
    const char *const *prints, const int *pages, struct lock *l)
{
    struct arena *a = b->call->arena;
    const char *about = inst_path(a, d->attached->entry);
    for (int k = 0; k < d->pages; k++) {
        struct lock_page *p = &l->list[l->count++];
        *p = (struct lock_page){.page = d->page + k,
            .document = LOCK_ATTACHED,
            .about = about,
            .file = d->attached->name,
            .number = k + 1,
            .label = attached_label(a, d, k),
            .name = d->label ? arena_printf(a, "%s %s", d->label, d->title) : d->title,
            .fingerprint = attached_print(b, d, prints, pages, k),
            .part = (int)(d - b->packet.documents) + 1};
        lock_texts_add(a, &p->items, about);
    }
}

static void blame_changing(struct build *b, const struct packet_document *d)
{
    messages_error(&b->call->err, ERR_INPUT, "changing-file", d->attached->at,
        "'%s' changed while it was read; try again",
        "「%s」は、読んでいる間に変わりました。もう一度実行してください", d->attached->name);
}

/* Where its pages cannot be told apart, they are known by the bytes of their file; NULL with an
   error where it cannot be read any more. */
static const char *const *prints_of_file(struct build *b, const struct packet_document *d)
{
    struct arena *a = b->call->arena;
    const char *whole = packet_content(&b->packet, d->attached);
    const char **list = arena_array(a, (size_t)d->facts.pages + 1, sizeof *list);
    if (!sha256_is(whole)) {
        blame_changing(b, d);
        return NULL;
    }
    for (int i = 0; i < d->facts.pages; i++)
        list[i] = arena_printf(a, "%s %d", whole, i + 1);
    messages_note(&b->call->err, "no-fingerprint", d->attached->at,
        "the pages of '%s' are too much to be compared one by one; saved anew, all of them will "
        "count as changed",
        "「%s」は一頁ずつ比べるには大きすぎます。保存し直すと、全部の頁が変わったものとして扱いま"
        "す",
        d->attached->name);
    return list;
}

static bool read_document(struct build *b, const struct packet_document *d, struct lock *l)
{
    const struct attach_facts *f = &d->facts;
    const char *const *prints = f->prints ? f->prints : prints_of_file(b, d);
    int count = f->prints ? f->print_count : f->pages;
    int chosen = 0;
    int *pages = NULL;
    if (!prints)
        return false;
    bool good = page_range_read(d->attached->pages, count, &pages, &chosen) == PAGE_RANGE_GOOD &&
                chosen == d->pages;
    if (good)
        read_attached(b, d, prints, pages, l);
    else
        blame_changing(b, d);
    free(pages);
    return good;
}

static bool read_documents(struct build *b, struct lock *l)
{
    const struct packet *p = &b->packet;
    for (size_t i = 0; i < p->count; i++)
        if (p->documents[i].attached && p->documents[i].pages &&
            !read_document(b, &p->documents[i], l))
            return false;
    return true;
}

static bool read_sheets(struct build *b, const struct pages *pages, struct lock *l)
{
    size_t room = (size_t)pages->count + 1;
    for (size_t i = 0; i < b->packet.count; i++)
        if (b->packet.documents[i].attached)
            room += (size_t)b->packet.documents[i].pages;
    l->list = arena_array(b->call->arena, room, sizeof *l->list);
    l->pages = b->packet.page_count;
    read_pages(b, pages, l);
    return read_documents(b, l);
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
    struct fonts *f = b->call->fonts;
    struct arena *a = b->call->arena;
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

static void add_node(struct sha256 *d, const struct node *n)
{
    static const char *const kinds[] = {"text", "list", "map"};
    sha256_adds(d, kinds[n->kind]);
    if (n->kind == NODE_SCALAR)
        sha256_adds(d, n->text);
    for (size_t i = 0; i < n->count; i++) {
        if (n->kind == NODE_MAP)
            sha256_adds(d, n->pairs[i].key->text);
        add_node(d, n->kind == NODE_MAP ? n->pairs[i].value : n->items[i]);
    }
    sha256_adds(d, "end");
}

static void add_field(struct sha256 *d, const struct field *f)
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
    char *text = arena_alloc(a, SHA256_TEXT + 1);
    struct sha256 *d = sha256_new();
    add_field(d, f->root);
    for (size_t i = 0; i < f->layout_count; i++)
        add_node(d, f->layouts[i]);
    sha256_end(d, text);
    return text;
}

/* --- values --- */

static void add_values(struct arena *a, const struct inst *i, struct lock *l)
{
    if (i->field->gathered)
        return;
    if (i->text && i->parent && !secret_field(i->field)) {
        l->values = arena_more(a, l->values, l->value_count, sizeof *l->values);
        l->values[l->value_count++] = (struct lock_value){inst_path(a, i), i->text};
    }
    for (size_t k = 0; k < i->count; k++)
        add_values(a, i->children[k], l);
}

/* --- the whole --- */

static const char *date_text(struct build *b)
{
    struct tsuzuri_call *call = b->call;
    struct date d = b->packet.info.date;
    return d.year ? arena_printf(call->arena, "%04d-%02d-%02d", d.year, d.month, d.day) : NULL;
}

static void read_options(struct build *b, struct lock *l)
{
    const struct tsuzuri_build *o = b->options;
    struct arena *a = b->call->arena;
    for (size_t i = 0; i < o->only_count; i++)
        lock_texts_add(a, &l->only, o->only[i]);
    for (size_t i = 0; i < o->with_count; i++)
        lock_texts_add(a, &l->with, o->with[i]);
    l->settings = arena_array(a, o->setting_count + 1, sizeof *l->settings);
    for (size_t i = 0; i < o->setting_count; i++)
        l->settings[l->setting_count++] =
            (struct lock_value){o->settings[i].key, o->settings[i].value};
    l->binding = o->binding;
    l->against = o->against.name;
    l->mark = o->mark;
    l->red = o->red;
}

struct lock *build_lock(struct build *b, const struct pages *pages, const char *path)
{
    struct arena *a = b->call->arena;
    struct lock *l = arena_alloc(a, sizeof *l);
    l->program = TSUZURI_VERSION;
    l->form = b->form->id;
    l->edition = b->form->edition;
    l->wording = wording(a, b->form);
    l->dated = date_text(b);
    l->packet = path ? file_base(path) : "";
    read_options(b, l);
    read_fonts(b, pages, l);
    add_values(a, b->root, l);
    if (!read_sheets(b, pages, l))
        return NULL;
    lock_count_pages(l);
    return l;
}
