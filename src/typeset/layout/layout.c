/* layout: documents laid out one by one: which are printed, their continuation sheets, their
   info. */
#include "typeset/layout/layout.h"

#include "base/arena.h"
#include "typeset/layout/paginate.h"

struct printer {
    struct lay lay;
    struct paginator paginator;
    int wholes;                      /* documents printed so far */
    const struct layout_page *alone; /* the one page that is laid out; NULL: all are */
    int sheet;                       /* of the document under way, from 1 */
    bool overflowed;                 /* a value of that page did not fit */
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

static void print_part(struct lay *l, const void *what, const struct scope *s, void *data)
{
    const struct block *b = what;
    struct printer *printer = data;
    struct paginator *p = &printer->paginator;
    struct fragments column = {0};
    if (!lay_wanted(b->when, s))
        return;
    if (printer->alone && ++printer->sheet != printer->alone->number) {
        paginate_skip(p);
        return;
    }
    if (b->kind == BLOCK_SHEET) {
        lay_inside(l, b->children, s, body_width(p->setup), b->gap, &column);
        paginate_sheet(p, b, &column);
        return;
    }
    lay_blocks(l, b->children, s, body_width(p->setup), b->gap, &column);
    if (column.first)
        paginate_flow(p, b, &column);
}

static void print_body(struct printer *p, const struct document *d, const struct scope *s)
{
    for (const struct block *b = d->body; b; b = b->next)
        lay_repeat(&p->lay, &b->each, s, (struct turn){print_part, b, p});
}

/* Headers and footers stand in the margins. */
static void print_margin(struct printer *p, struct page *page, const struct block *b,
    const struct scope *s, bool at_foot)
{
    const struct page_setup *setup = p->paginator.setup;
    mpt from_edge = at_foot ? setup->footer : setup->header;
    mpt room = (at_foot ? setup->margin.bottom : setup->margin.top) - from_edge;
    struct fragments column = {0};
    lay_inside(&p->lay, b, s, body_width(setup), 0, &column);
    mpt height = fragments_height(&column);
    if (height > room)
        messages_error(p->lay.err, ERR_INPUT, "too-tall", b->at,
            "the header or footer is taller than the page's margin leaves room for",
            "ヘッダーまたはフッターが余白に収まりません");
    paginate_margin(
        &p->paginator, page, &column, at_foot ? setup->height - from_edge - height : from_edge);
}

/* Header, footer and label of a page: they know its number. */
static void finish_page(struct printer *p, const struct document *d, struct page *page, int count,
    const struct scope *s)
{
    const char *texts[] = {
        arena_printf(p->lay.arena, "%d", page->number), arena_printf(p->lay.arena, "%d", count)};
    struct record record = {.names = design_page_record.names, .texts = texts};
    struct scope scope = scope_of(s, "page", &record);
    if (d->header)
        print_margin(p, page, d->header, &scope, false);
    if (d->footer)
        print_margin(p, page, d->footer, &scope, true);
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
        if (!p->alone || p->alone->number == page->number)
            finish_page(p, d, page, count, s);
}

static void print_document(struct printer *p, const struct document *d, const struct scope *outer)
{
    const char *texts[] = {d->id, d->title};
    struct record record = {.names = design_document_record.names, .texts = texts};
    struct scope scope = scope_of(outer, "document", &record);
    struct page *before = p->paginator.pages->last;
    p->lay.document = d;
    const struct page_setup *setup =
        d->turns && condition_true(d->turns, outer) ? d->turned : d->page;
    p->lay.body_height = setup->height - setup->margin.top - setup->margin.bottom;
    p->paginator.setup = setup;
    p->paginator.document = d->id;
    p->sheet = 0;
    print_body(p, d, &scope);
    finish_pages(p, d, before, &scope);
}

static struct page *page_behind(const struct printer *p, const struct page *last)
{
    return last ? last->next : p->paginator.pages->first;
}

static void name_pages(struct printer *p, const struct page *last, const char *about)
{
    for (struct page *page = page_behind(p, last); page; page = page->next)
        if (!page->about)
            page->about = about;
}

/* The lowest baseline of a page's body, from the top of the body; the footer is no part of it. */
static mpt text_height(const struct page *page, const struct page_setup *s)
{
    mpt lowest = s->margin.top, bottom = s->height - s->margin.bottom;
    for (const struct op *op = page->ops.first; op; op = op->next)
        if (op->kind == OP_RUN && op->u.run.y > lowest && op->u.run.y <= bottom)
            lowest = op->u.run.y;
    return lowest - s->margin.top;
}

/* All of what a continuation sheet prints changed. */
static void mark_pages(struct printer *p, const struct page *last)
{
    const struct page_setup *s = p->paginator.setup;
    for (struct page *page = page_behind(p, last); page; page = page->next)
        page_frame(p->lay.arena, page,
            (struct frame){.kind = FRAME_CHANGED,
                .name = "changed",
                .x = s->margin.left,
                .y = s->margin.top,
                .w = body_width(s),
                .h = text_height(page, s)});
}

static void print_continuations(
    struct printer *p, const struct document *d, const struct scope *root)
{
    struct overflow_sheet *sheets = p->lay.sheets;
    for (const struct overflow_sheet *o = sheets; o; o = o->next) {
        const char *texts[] = {
            arena_printf(p->lay.arena, "%d", o->number), o->title, o->text, d->title, o->item};
        struct record record = {design_overflow_record.names, texts, o->inst};
        struct scope scope = scope_of(root, "overflow", &record);
        p->lay.continued = o->inst;
        struct page *before = p->paginator.pages->last;
        p->lay.red = o->changed && p->lay.changes && p->lay.changes->red;
        print_document(p, d->continuation, &scope);
        name_pages(p, before, inst_path(p->lay.arena, o->inst));
        if (o->changed)
            mark_pages(p, before);
        p->lay.red = false;
    }
    p->lay.continued = NULL;
}

static bool is_named(const char *const *names, const char *id)
{
    for (; names && *names; names++)
        if (!strcmp(*names, id))
            return true;
    return false;
}

static bool is_wanted(
    const struct document *d, const struct layout_choice *choice, const struct scope *s)
{
    if (choice && choice->only)
        return is_named(choice->only, d->id);
    if (choice && is_named(choice->with, d->id))
        return true;
    return !d->on_demand && lay_wanted(d->when, s);
}

/* Which one it is, of a document that is printed once for each of several. */
static const char *entry_name(struct lay *l, const struct document *d, const struct scope *s)
{
    bool each = d->each.paths && s->name && s->value.kind == VALUE_INST;
    return each ? inst_called(l->arena, s->value.inst) : NULL;
}

static bool is_about(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

/* The path of the entry that a document is printed for, or NULL. */
static const char *about_of(struct lay *l, const struct document *d, const struct scope *s)
{
    bool each = d->each.paths && s->value.kind == VALUE_INST;
    return each ? inst_path(l->arena, s->value.inst) : NULL;
}

/* A document with the continuation sheets of its values. */
static void print_whole(struct lay *l, const void *what, const struct scope *s, void *data)
{
    const struct document *d = what;
    struct printer *p = data;
    struct page *last = p->paginator.pages->last;
    const char *title = d->list_title ? lay_plain(l, d->list_title, s) : d->title;
    l->sheets = NULL;
    l->sheet_count = 0;
    if (p->alone && !is_about(p->alone->about, about_of(l, d, s)))
        return;
    print_document(p, d, s);
    if (p->alone)
        p->overflowed |= l->sheet_count > 0;
    else
        print_continuations(p, d, s);
    p->wholes++;
    for (struct page *page = last ? last->next : p->paginator.pages->first; page;
         page = page->next) {
        page->whole = p->wholes;
        page->title = title;
        page->entry = entry_name(l, d, s);
    }
    name_pages(p, last, about_of(l, d, s));
}

/* --- one page alone --- */

static bool is_page(const struct page *page, const struct layout_page *which)
{
    return page->number == which->number && !strcmp(page->document, which->document) &&
           is_about(page->about, which->about);
}

/* Keeps the page that is asked for, and no other. */
static void keep_page(struct pages *pages, const struct layout_page *which)
{
    struct page *page = pages->first;
    while (page && !is_page(page, which))
        page = page->next;
    *pages = (struct pages){page, page, page != NULL};
    if (page)
        page->next = NULL;
}

/* Every part of its body is one page, whatever is written there. */
static bool has_sheets_only(const struct document *d)
{
    for (const struct block *b = d->body; b; b = b->next)
        if (b->kind != BLOCK_SHEET)
            return false;
    return !d->is_continuation;
}

static const struct document *document_of(const struct design *d, const char *id)
{
    const struct document *doc = d->documents;
    while (doc && strcmp(doc->id, id) != 0)
        doc = doc->next;
    return doc;
}

bool layout_run(struct typesetter t, const struct design *d, struct inst *root,
    const struct layout_choice *choice, struct pages *out)
{
    return layout_changed(t, d, root, choice, NULL, out);
}

/* Prints the documents that are wanted; of: those alone that hold its pages; NULL: all. */
static void print_documents(struct printer *p, const struct layout_choice *choice,
    struct inst *root, const struct document *of)
{
    struct scope scope = {.here = root};
    for (const struct document *doc = p->lay.design->documents; doc; doc = doc->next)
        if (!doc->is_continuation && !doc->is_cover &&
            (!of || doc == of || doc->continuation == of) && is_wanted(doc, choice, &scope))
            lay_repeat(&p->lay, &doc->each, &scope, (struct turn){print_whole, doc, p});
}

/* Prints one sheet without the others. A value of it that overflows has a number, for which those
   before it must be known: false then. */
static bool print_sheet(const struct printer *whole, const struct layout_choice *choice,
    struct inst *root, const struct document *of)
{
    struct messages found;
    struct printer p = *whole;
    messages_init(&found, p.lay.arena);
    p.lay.err = &found;
    p.paginator.lay = &p.lay;
    p.alone = choice->page;
    print_documents(&p, choice, root, of);
    if (p.overflowed)
        *p.paginator.pages = (struct pages){0};
    else
        messages_take(whole->lay.err, &found);
    return !p.overflowed;
}

static void print_page(struct printer *p, const struct layout_choice *choice, struct inst *root)
{
    const struct document *of = document_of(p->lay.design, choice->page->document);
    if (of && !(has_sheets_only(of) && print_sheet(p, choice, root, of)))
        print_documents(p, choice, root, of);
    keep_page(p->paginator.pages, choice->page);
}

bool layout_changed(struct typesetter t, const struct design *d, struct inst *root,
    const struct layout_choice *choice, const struct changes *changes, struct pages *out)
{
    int before = t.err->errors;
    struct printer p = {
        .lay = {.arena = t.arena, .err = t.err, .fonts = t.fonts, .design = d, .changes = changes}};
    p.lay.tell_words = choice && choice->tell_words;
    p.paginator.lay = &p.lay;
    p.paginator.pages = out;
    if (changes)
        former_pair(t.arena, changes->former, root);
    if (choice && choice->page)
        print_page(&p, choice, root);
    else
        print_documents(&p, choice, root, NULL);
    return t.err->errors == before;
}

bool layout_cover(struct typesetter t, const struct design *d, struct inst *root,
    const struct cover *cover, struct pages *out)
{
    int before = t.err->errors;
    struct printer p = {.lay = {.arena = t.arena, .err = t.err, .fonts = t.fonts, .design = d}};
    p.paginator.lay = &p.lay;
    p.paginator.pages = out;
    struct scope top = {.here = root};
    struct scope scope = {.outer = &top, .name = "packet"};
    scope.value = (struct value){.kind = VALUE_NODE, .node = cover_node(t.arena, cover)};
    for (const struct document *doc = d->documents; doc; doc = doc->next)
        if (doc->is_cover && lay_wanted(doc->when, &scope))
            print_document(&p, doc, &scope);
    return t.err->errors == before;
}

struct layout_info layout_info(struct typesetter t, const struct design *d, struct inst *root)
{
    struct lay lay = {.arena = t.arena, .err = t.err, .fonts = t.fonts, .design = d};
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
        info.date_text = value_text(v);
    }
    return info;
}
