#include "layout.h"

#include "arena.h"
#include "paginate.h"

struct printer {
    struct lay lay;
    struct paginator paginator;
    struct inst *root;
};

static struct scope scope_of(const struct scope *outer, const char *name, const struct record *r)
{
    return (struct scope){
        .outer = outer, .name = name, .value = {.kind = VALUE_RECORD, .record = r}};
}

static mpt body_width(const struct page_setup *s)
{
    return s->width - s->margin.left - s->margin.right;
}

static void print_body(struct printer *p, const struct document *d, const struct scope *s)
{
    for (const struct block *b = d->body; b; b = b->next) {
        struct slabs column = {0};
        if (!lay_wanted(b->when, s))
            continue;
        lay_blocks(&p->lay, b->children, s, body_width(d->page), b->gap, &column);
        if (b->kind == BLOCK_SHEET)
            paginate_sheet(&p->paginator, b, &column);
        else if (column.first)
            paginate_flow(&p->paginator, &column);
    }
}

/* Header, footer and label of a page: they know its number. */
static void finish_page(struct printer *p, const struct document *d, struct page *page, int count,
    const struct scope *s)
{
    const char *texts[] = {
        arena_printf(p->lay.arena, "%d", page->number), arena_printf(p->lay.arena, "%d", count)};
    struct record record = {design_page_record.names, texts};
    struct scope scope = scope_of(s, "page", &record);
    mpt width = body_width(d->page);
    struct slabs header = {0};
    struct slabs footer = {0};
    lay_blocks(&p->lay, d->header, &scope, width, 0, &header);
    lay_blocks(&p->lay, d->footer, &scope, width, 0, &footer);
    paginate_margin(&p->paginator, page, &header, d->page->header);
    paginate_margin(
        &p->paginator, page, &footer, d->page->height - d->page->footer - slabs_height(&footer));
    page->label = d->label ? lay_plain(&p->lay, d->label, &scope) : NULL;
}

static void finish_pages(
    struct printer *p, const struct document *d, struct page *last_before, const struct scope *s)
{
    struct page *first = last_before ? last_before->next : p->paginator.pages->first;
    int count = 0;
    for (struct page *page = first; page; page = page->next)
        page->number = ++count;
    for (struct page *page = first; page; page = page->next)
        finish_page(p, d, page, count, s);
}

static void print_document(struct printer *p, const struct document *d, const struct scope *outer)
{
    const char *texts[] = {d->id, d->title};
    struct record record = {design_document_record.names, texts};
    struct scope scope = scope_of(outer, "document", &record);
    struct page *before = p->paginator.pages->last;
    if (!lay_wanted(d->when, &scope))
        return;
    p->lay.document = d;
    p->lay.body_height = d->page->height - d->page->margin.top - d->page->margin.bottom;
    p->paginator.setup = d->page;
    p->paginator.document = d->id;
    print_body(p, d, &scope);
    finish_pages(p, d, before, &scope);
}

static void print_continuations(
    struct printer *p, const struct document *d, const struct scope *root)
{
    struct overflow_sheet *sheets = p->lay.sheets;
    for (const struct overflow_sheet *o = sheets; o; o = o->next) {
        const char *texts[] = {
            arena_printf(p->lay.arena, "%d", o->number), o->title, o->text, d->title};
        struct record record = {design_overflow_record.names, texts};
        struct scope scope = scope_of(root, "overflow", &record);
        print_document(p, d->continuation, &scope);
    }
}

bool layout_run(struct arena *a, struct err *e, const struct design *d, struct fonts *fonts,
    struct inst *root, struct pages *out)
{
    int before = e->errors;
    struct printer p = {
        .lay = {.arena = a, .err = e, .fonts = fonts, .design = d},
        .root = root,
    };
    p.paginator.lay = &p.lay;
    p.paginator.pages = out;
    struct scope scope = {.here = root};
    for (const struct document *doc = d->documents; doc; doc = doc->next) {
        if (doc->is_continuation)
            continue;
        p.lay.sheets = NULL;
        print_document(&p, doc, &scope);
        print_continuations(&p, doc, &scope);
    }
    return e->errors == before;
}

struct layout_info layout_info(
    struct arena *a, struct err *e, const struct design *d, struct fonts *fonts, struct inst *root)
{
    struct lay lay = {.arena = a, .err = e, .fonts = fonts, .design = d};
    struct scope scope = {.here = root};
    struct layout_info info = {0};
    const char **texts[] = {&info.title, &info.author, &info.subject};
    for (size_t i = 0; i < 3; i++)
        if (d->info[i]) {
            const char *text = lay_plain(&lay, d->info[i], &scope);
            *texts[i] = *text ? text : NULL;
        }
    if (d->info_date) {
        struct value v = path_value(d->info_date, strlen(d->info_date), &scope);
        if (v.kind == VALUE_INST && v.inst->text)
            info.date = v.inst->date;
    }
    return info;
}
