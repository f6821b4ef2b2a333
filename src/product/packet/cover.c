/* What the cover of a packet says. */
#include "base/arena.h"
#include "model/attachment/document_index.h"
#include "product/packet/packet.h"

#include <string.h>

/* --- the documents --- */

static int sheets_of(const struct packet *p, int pages)
{
    return p->options->binding.duplex ? (pages + 1) / 2 : pages;
}

static struct cover_row row_of(const struct packet *p, const struct packet_document *d)
{
    return (struct cover_row){.number = d->number,
        .title = d->title,
        .entry = d->entry,
        .label = d->label,
        .file = d->attached ? d->attached->name : NULL,
        .pages = d->pages,
        .sheets = sheets_of(p, d->pages),
        .page = d->pages ? d->page : 0,
        .last = d->pages > 1 ? d->page + d->pages - 1 : 0,
        .link = d->link,
        .own = !d->attached,
        .at = d->attached ? d->attached->titled_at : position_none()};
}

static void list_documents(const struct packet *p, struct cover *c)
{
    c->rows = arena_array(p->call->arena, p->count + 1, sizeof *c->rows);
    for (size_t i = 0; i < p->count; i++) {
        c->rows[c->count++] = row_of(p, &p->documents[i]);
        c->blank += p->documents[i].blank;
    }
    c->pages = p->page_count;
    c->sheets = sheets_of(p, p->page_count);
    c->own_pages = p->cover_pages;
    c->own_sheets = sheets_of(p, p->cover_pages);
}

/* --- which pages wait for a hand --- */

static bool holds(const struct frame *outer, const struct frame *f)
{
    return f->x >= outer->x && f->y >= outer->y && f->x + f->w <= outer->x + outer->w &&
           f->y + f->h <= outer->y + outer->h;
}

/* What is printed beside the place: the number of its item. */
static const char *item_at(const struct packet *p, const struct page *page, const struct frame *f)
{
    for (const struct frame *o = page->frames; o; o = o->next) {
        const struct inst *i =
            o->kind == FRAME_ITEM && holds(o, f) ? inst_at(p->root, o->name) : NULL;
        if (i)
            return i->field->label;
    }
    return NULL;
}

static struct cover_wait *wait_for(const struct packet *p, struct cover_waits *w,
    const struct page *page, const struct frame *f, int number)
{
    for (size_t i = 0; i < w->count; i++)
        if (w->list[i].page == number && !strcmp(w->list[i].who, f->name))
            return &w->list[i];
    w->list = arena_more(p->call->arena, w->list, w->count, sizeof *w->list);
    w->list[w->count] = (struct cover_wait){
        .who = f->name, .number = page->number, .page = number, .link = page->destination};
    return &w->list[w->count++];
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n >= m && !strcmp(text + n - m, end);
}

static void add_wait(const struct packet *p, struct cover_waits *w, const struct page *page,
    const struct frame *f, int number)
{
    struct cover_wait *wait = wait_for(p, w, page, f, number);
    const char *item = item_at(p, page, f);
    if (!item || (wait->items && ends_with(wait->items, item)))
        return;
    wait->items = wait->items ? arena_printf(p->call->arena, "%s、%s", wait->items, item) : item;
}

static void list_waits(const struct packet *p, const struct pages *own, struct cover *c)
{
    int number = p->cover_pages;
    int whole = 0;
    c->waits = arena_array(p->call->arena, p->count + 1, sizeof *c->waits);
    for (const struct page *page = own->first; page; page = page->next) {
        number++;
        for (const struct frame *f = page->frames; f; f = f->next) {
            if (f->kind != FRAME_WAITS)
                continue;
            if (whole != page->whole)
                c->waits[c->wait_count++] =
                    (struct cover_waits){.title = page->title, .entry = page->entry};
            whole = page->whole;
            add_wait(p, &c->waits[c->wait_count - 1], page, f, number);
        }
    }
}

/* --- what is said of it --- */

static bool is_told(const struct messages *e, const struct message *m)
{
    for (const struct message *told = e->first; told; told = told->next)
        if (!strcmp(told->code, m->code) && !strcmp(told->en, m->en))
            return true;
    return false;
}

/* The document that goes by its file's name, at that name. */
static bool goes_by_file(const struct packet *p, struct position at)
{
    for (size_t i = 0; i < p->attached.count; i++) {
        const struct attachment *t = &p->attached.list[i];
        bool here = at.file && t->titled_at.line == at.line && t->titled_at.column == at.column;
        if (here && t->document->titled && !strcmp(t->document->titled->field->key, "file"))
            return true;
    }
    return false;
}

/* What the sheets said of a character is not said again of the list of them; what only the list
   prints, the name of a file, can be called otherwise there. */
static void tell_cover(struct packet *p, const struct messages *found)
{
    struct messages *e = &p->call->err;
    struct arena *a = p->call->arena;
    for (const struct message *m = found->first; m; m = m->next) {
        bool named = !strcmp(m->code, "no-glyph") && goes_by_file(p, m->at);
        if (m->level != ERR_ERROR && is_told(e, m))
            continue;
        messages_text(e, m->level, m->class, m->code, m->at,
            named ? arena_printf(
                        a, "%s; 'title:' gives this document another name on the list", m->en)
                  : m->en,
            named ? arena_printf(
                        a, "%s。「title:」（題名）を書くと、一覧にはその名前で載ります", m->ja)
                  : m->ja);
    }
}

bool packet_print_cover(struct packet *p, const struct pages *own, struct pages *out)
{
    struct tsuzuri_call *call = p->call;
    struct cover c = {.duplex = p->options->binding.duplex,
        .title = p->info.title,
        .author = p->info.author,
        .date = p->info.date_text,
        .at = p->root->at};
    if (p->no_cover)
        return true;
    list_documents(p, &c);
    list_waits(p, own, &c);
    struct messages found;
    messages_init(&found, call->arena);
    bool good = layout_cover(
        (struct typesetter){call->arena, &found, call->fonts}, p->design, p->root, &c, out);
    tell_cover(p, &found);
    return good;
}
