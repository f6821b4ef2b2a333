/* Gathers the pages of corrections: the slip, the sheets that change, pages of attached files. */
#include "base/arena.h"
#include "product/reprint/reprint_internal.h"

static const struct page *page_at(const struct pages *pages, int index)
{
    const struct page *p = pages->first;
    while (p && index--)
        p = p->next;
    return p;
}

/* Without its links: they lead to pages that are not here. */
static struct page *copy_page(struct tsuzuri_call *t, struct reprint *r, const struct page *from)
{
    struct page *p = page_add(t->arena, &r->out, from->width, from->height);
    *p = *from;
    p->next = NULL;
    p->frames = p->last_frame = NULL;
    p->destination = NULL;
    r->count++;
    return p;
}

static void even_out(struct tsuzuri_call *t, struct reprint *r)
{
    const struct page *last = r->out.last;
    if (!r->diff.now->binding.duplex || r->count % 2 == 0)
        return;
    page_add(t->arena, &r->out, last->width, last->height);
    r->count++;
}

/* One more page of an attached document. */
static void choose_page(struct tsuzuri_call *t, struct reprint *r, const struct lock_page *of)
{
    struct packet_document *d = &r->packet.documents[of->part - 1];
    d->chosen = arena_more(t->arena, d->chosen, (size_t)d->chosen_count, sizeof *d->chosen);
    d->chosen[d->chosen_count++] = of->number;
    r->count++;
}

static void add_attached(struct tsuzuri_call *t, struct reprint *r, const struct diff_sheet *s)
{
    choose_page(t, r, s->now.front);
    if (s->now.back) {
        choose_page(t, r, s->now.back);
    } else if (r->diff.now->binding.duplex) {
        r->packet.documents[s->now.front->part - 1].blank = true;
        r->count++;
    }
}

static bool add_page(struct tsuzuri_call *t, struct reprint *r, const struct lock_page *of)
{
    const char *text =
        arena_printf(t->arena, "訂正 %s", unicode_format_date(t->arena, r->date, true));
    struct page *p = copy_page(t, r, page_at(&r->shown, of->page - 1));
    return overlay_corner(
        (struct typesetter){t->arena, &t->err, t->fonts}, r->diff.build.design, text, p);
}

static struct lock_page *own(struct reprint *r, const struct lock_page *p)
{
    return &r->diff.now->list[p - r->diff.now->list];
}

static bool add_sheet(struct tsuzuri_call *t, struct reprint *r, size_t i)
{
    const struct diff_sheet *s = &r->diff.sheets[i];
    const struct lock_page *old[] = {s->old.front, s->old.back};
    const struct lock_page *now[] = {s->now.front, s->now.back};
    for (size_t k = 0; k < 2; k++)
        if (now[k])
            own(r, now[k])->corrected = s->action != DIFF_KEEP ? r->iso
                                        : old[k]               ? old[k]->corrected
                                                               : NULL;
    if (!now[0] || s->action == DIFF_KEEP)
        return true;
    r->places[i] = r->count + 1;
    if (now[0]->part) {
        add_attached(t, r, s);
        return true;
    }
    bool good = add_page(t, r, now[0]) && (!now[1] || add_page(t, r, now[1]));
    even_out(t, r);
    return good;
}

/* The documents of the packet, none of their pages chosen yet. */
static void copy_packet(struct tsuzuri_call *t, struct reprint *r)
{
    const struct packet *p = &r->diff.build.packet;
    r->packet = *p;
    r->packet.documents =
        arena_grow(t->arena, p->documents, p->count, p->count + 1, sizeof *p->documents);
    for (size_t i = 0; i < p->count; i++) {
        r->packet.documents[i].blank = false;
        r->packet.documents[i].link = NULL;
    }
}

/* Those without a chosen page are not bound. */
static void drop_documents(struct reprint *r)
{
    for (size_t i = 0; i < r->packet.count; i++)
        if (!r->packet.documents[i].chosen)
            r->packet.documents[i].pages = 0;
}

bool reprint_gather(struct tsuzuri_call *t, struct reprint *r)
{
    bool good = true;
    copy_packet(t, r);
    r->places = arena_array(t->arena, r->diff.count + 1, sizeof *r->places);
    for (const struct page *p = r->slip.first; p; p = p->next)
        copy_page(t, r, p);
    even_out(t, r);
    for (size_t i = 0; good && i < r->diff.count; i++)
        good = add_sheet(t, r, i);
    drop_documents(r);
    return good;
}
