/* page: a page: its box, its resources, its links and its operators. */
#include "typeset/pdf/pdf_internal.h"

#include "base/arena.h"

/* MediaBox as text: libharu's reals are floats. */
static HPDF_STATUS write_box(HPDF_Dict page, HPDF_Stream stream)
{
    const char *box = page->attr;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)box, (HPDF_UINT)strlen(box));
}

static char *box_text(struct pdf *p, const struct page *page)
{
    struct buf b = {0};
    buf_adds(&b, "/MediaBox [0 0 ");
    out_mpt(&b, page->width);
    buf_addc(&b, ' ');
    out_mpt(&b, page->height);
    buf_adds(&b, "]\n");
    char *box = arena_strndup(p->arena, b.data, b.size);
    buf_release(&b);
    return box;
}

static HPDF_Dict new_resources(struct pdf *p, const struct content *c)
{
    char name[16];
    HPDF_Dict resources = pdf_dict(p);
    HPDF_Dict fonts = HPDF_Dict_New(p->mmgr);
    HPDF_Dict_Add(resources, "Font", fonts);
    for (int face = 0; face < fonts_face_count(p->fonts); face++) {
        snprintf(name, sizeof name, "F%d", face);
        if (c->used[face])
            HPDF_Dict_Add(fonts, name, pdf_font_dict(p, face));
    }
    pdf_add_images(p, resources);
    return resources;
}

/* Pages that show the same share one dictionary. */
static HPDF_Dict resources_of(struct pdf *p, const struct content *c)
{
    struct buf key = {0};
    struct resources *r = p->resources;
    buf_add(&key, c->used, (size_t)fonts_face_count(p->fonts) * sizeof *c->used);
    for (size_t k = 0; k < p->image_count; k++)
        if (p->images[k].page == p->kept.count)
            buf_addf(&key, " %zu", k);
    while (r && (r->key_size != key.size || memcmp(r->key, key.data, key.size)))
        r = r->next;
    if (!r) {
        r = arena_alloc(p->arena, sizeof *r);
        *r = (struct resources){p->resources, arena_strndup(p->arena, key.data, key.size), key.size,
            new_resources(p, c)};
        p->resources = r;
    }
    buf_release(&key);
    return r->dict;
}

/* A rectangle in whole points, that covers the frame. */
static HPDF_Array rect_of(struct pdf *p, const struct page *page, const struct frame *f)
{
    const int corners[] = {f->x / 1000, (page->height - f->y - f->h) / 1000,
        (f->x + f->w + 999) / 1000, (page->height - f->y + 999) / 1000};
    return pdf_numbers(p, corners, 4);
}

/* It leads to a name, which may belong to a page that is bound behind ours, and shows nothing. */
static HPDF_Dict link_of(struct pdf *p, const struct page *page, const struct frame *f)
{
    static const int no_border[] = {0, 0, 0};
    HPDF_Dict d = pdf_dict(p);
    HPDF_Dict_AddName(d, "Type", "Annot");
    HPDF_Dict_AddName(d, "Subtype", "Link");
    HPDF_Dict_Add(d, "Rect", rect_of(p, page, f));
    HPDF_Dict_Add(d, "Border", pdf_numbers(p, no_border, 3));
    pdf_add_ascii(p, d, "Dest", f->name);
    return d;
}

static void add_links(struct pdf *p, const struct page *page, HPDF_Dict d)
{
    HPDF_Array links = NULL;
    for (const struct frame *f = page->frames; f; f = f->next) {
        if (f->kind != FRAME_LINK)
            continue;
        if (!links)
            HPDF_Dict_Add(d, "Annots", links = HPDF_Array_New(p->mmgr));
        HPDF_Array_Add(links, link_of(p, page, f));
    }
}

static HPDF_Dict draw_page(struct pdf *p, struct content *c, const struct page *page)
{
    HPDF_Dict d = pdf_dict(p);
    HPDF_Array kids = HPDF_Dict_GetItem(p->doc->root_pages, "Kids", HPDF_OCLASS_ARRAY);
    content_init(c, p, page->height);
    for (const struct op *op = page->ops.first; op; op = op->next)
        content_op(c, op);
    content_end(c);
    d->header.obj_class |= HPDF_OSUBCLASS_PAGE;
    d->write_fn = write_box;
    d->attr = box_text(p, page);
    HPDF_Dict_AddName(d, "Type", "Page");
    HPDF_Dict_Add(d, "Parent", p->doc->root_pages);
    HPDF_Dict_Add(d, "Resources", resources_of(p, c));
    HPDF_Dict_Add(d, "Contents", pdf_stream(p, c->out.data, c->out.size));
    add_links(p, page, d);
    HPDF_Array_Add(kids, d);
    return d;
}

/* What is asked again when the document ends. */
static void keep(struct pdf *p, const struct page *page)
{
    struct page *kept = page_add(p->arena, &p->kept, page->width, page->height);
    kept->label = page->label ? arena_strdup(p->arena, page->label) : NULL;
    kept->destination = page->destination ? arena_strdup(p->arena, page->destination) : NULL;
    for (const struct outline *o = page->outline; o; o = o->next)
        page_outline(p->arena, kept, o->level, o->title, o->y);
}

void pdf_write_page(struct pdf *p, const struct page *page)
{
    enum { FIRST_PAGES = 64 };
    size_t count = (size_t)p->kept.count;
    if (count == p->page_room) {
        size_t room = p->page_room ? p->page_room * 2 : FIRST_PAGES;
        p->pages = arena_grow(p->arena, p->pages, count, room, sizeof(HPDF_Dict));
        p->page_room = room;
    }
    keep(p, page);
    p->pages[count] = draw_page(p, p->content, page);
}
