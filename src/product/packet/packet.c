/* The packet in its order: documents, empty pages, page numbers, links, the cover. */
#include "product/packet/packet.h"

#include "base/arena.h"

/* --- the list of documents --- */

static struct packet_document *add_document(struct packet *p)
{
    struct packet_document *d = &p->documents[p->count++];
    d->number = (int)p->count;
    return d;
}

static void list_own(struct packet *p, const struct pages *pages)
{
    struct packet_document *d = NULL;
    for (struct page *page = pages->first; page; page = page->next) {
        if (!d || d->first->whole != page->whole) {
            d = add_document(p);
            d->title = page->title;
            d->entry = page->entry;
            d->first = page;
        }
        d->pages++;
    }
}

/* Labels and providers may be those of several documents: the PDF's page labels number them. */
static const char *page_label(struct packet *p, const struct packet_document *d)
{
    int same = 1;
    for (const struct packet_document *o = p->documents; o < d; o++)
        same += o->attached && d->label && o->label && !strcmp(o->label, d->label);
    if (!d->label)
        return arena_printf(p->call->arena, "添付%d", d->number);
    return same > 1 ? arena_printf(p->call->arena, "%s(%d)", d->label, same) : d->label;
}

static void list_attached(struct packet *p)
{
    for (size_t i = 0; i < p->attached.count; i++) {
        const struct attachment *t = &p->attached.list[i];
        struct packet_document *d = add_document(p);
        d->attached = t;
        d->title = t->title;
        d->entry = t->provider;
        d->label = t->label;
        d->facts = p->facts[i];
        d->pages = p->page_counts[i];
        d->page_label = page_label(p, d);
        d->link = d->pages ? arena_printf(p->call->arena, "document-%d", d->number) : NULL;
    }
}

static void list_documents(struct packet *p, const struct pages *pages)
{
    size_t room = (size_t)pages->count + p->attached.count + 1;
    p->documents = arena_array(p->call->arena, room, sizeof *p->documents);
    p->count = 0;
    list_own(p, pages);
    list_attached(p);
}

/* --- page numbers --- */

/* The last document needs no empty page. */
static bool needs_blank(const struct packet *p, size_t i)
{
    bool more = false;
    for (size_t k = i + 1; k < p->count; k++)
        more |= p->documents[k].pages > 0;
    return p->options->binding.duplex && more && p->documents[i].pages % 2;
}

static void number_documents(struct packet *p)
{
    int next = p->cover_pages + 1;
    for (size_t i = 0; i < p->count; i++) {
        struct packet_document *d = &p->documents[i];
        d->blank = needs_blank(p, i);
        d->page = next;
        next += d->pages + d->blank;
    }
    p->page_count = next - 1;
}

/* An empty page behind another, of its size. */
static void insert_blank(struct packet *p, struct pages *pages, struct page *before)
{
    struct page *blank = arena_alloc(p->call->arena, sizeof *blank);
    *blank = (struct page){.next = before->next,
        .width = before->width,
        .height = before->height,
        .document = before->document,
        .whole = before->whole,
        .title = before->title,
        .entry = before->entry};
    before->next = blank;
    if (pages->last == before)
        pages->last = blank;
    pages->count++;
}

static void add_blanks(struct packet *p, struct pages *pages)
{
    for (size_t i = 0; i < p->count; i++) {
        struct page *last = p->documents[i].first;
        if (!last || !p->documents[i].blank)
            continue;
        while (last->next && last->next->whole == last->whole)
            last = last->next;
        insert_blank(p, pages, last);
    }
}

static void name_pages(struct packet *p, struct pages *pages, int number)
{
    if (p->no_cover)
        return;
    for (struct page *page = pages->first; page; page = page->next, number++)
        page->destination = arena_printf(p->call->arena, "page-%d", number);
    for (size_t i = 0; i < p->count; i++)
        if (p->documents[i].first)
            p->documents[i].link = p->documents[i].first->destination;
}

/* --- links --- */

static bool belongs_to(struct packet *p, const struct packet_document *d, const char *path)
{
    for (const struct attachment *t = d->attached; t; t = t->also)
        if (!strcmp(inst_path(p->call->arena, t->item), path))
            return true;
    return false;
}

static const char *link_of(struct packet *p, const char *path)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->documents[i].link && belongs_to(p, &p->documents[i], path))
            return p->documents[i].link;
    return NULL;
}

static bool asks_by_name(const struct pages *pages, const char *path)
{
    for (const struct page *page = pages->first; page; page = page->next)
        for (const struct frame *f = page->frames; f; f = f->next)
            if (f->kind == FRAME_ATTACHED && !strcmp(f->name, path))
                return true;
    return false;
}

/* From the sentence that asks for a document, or from the whole item, to the document. */
static void link_frame(
    struct packet *p, const struct pages *pages, struct page *page, const struct frame *f)
{
    bool item = f->kind == FRAME_ITEM && !asks_by_name(pages, f->name);
    const char *link = item || f->kind == FRAME_ATTACHED ? link_of(p, f->name) : NULL;
    if (!link)
        return;
    struct frame to = *f;
    to.kind = FRAME_LINK;
    to.name = link;
    page_frame(p->call->arena, page, to);
}

static void link_items(struct packet *p, struct pages *pages)
{
    for (struct page *page = pages->first; page; page = page->next) {
        const struct frame *last = page->last_frame;
        for (const struct frame *f = page->frames; f; f = f == last ? NULL : f->next)
            link_frame(p, pages, page, f);
    }
}

/* --- the whole --- */

static void put_first(struct pages *pages, const struct pages *cover)
{
    if (!cover->first)
        return;
    cover->last->next = pages->first;
    pages->first = cover->first;
    if (!pages->last)
        pages->last = cover->last;
    pages->count += cover->count;
}

/* The numbers on the cover count its own pages. */
static bool print_cover(struct packet *p, struct pages *pages, struct pages *cover)
{
    enum { MOST_TURNS = 8 };
    int before = 0;
    for (int turn = 0; turn < MOST_TURNS; turn++) {
        number_documents(p);
        name_pages(p, pages, p->cover_pages + 1);
        *cover = (struct pages){0};
        if (!packet_print_cover(p, pages, cover))
            return false;
        if (cover->first && p->options->binding.duplex && cover->count % 2)
            insert_blank(p, cover, cover->last);
        while (turn && cover->first && cover->count < before)
            insert_blank(p, cover, cover->last);
        if (cover->count == p->cover_pages)
            return true;
        p->cover_pages = before = cover->count;
    }
    return true;
}

bool packet_assemble(struct packet *p, struct pages *pages)
{
    struct pages cover = {0};
    list_documents(p, pages);
    number_documents(p);
    add_blanks(p, pages);
    p->cover_pages = 1;
    if (!print_cover(p, pages, &cover))
        return false;
    link_items(p, pages);
    put_first(pages, &cover);
    return true;
}
