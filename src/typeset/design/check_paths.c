/* Every path of a layout is followed once when the form is loaded, whatever the answers will
   be: unknown keys are found before anybody prints. */
#include "base/arena.h"
#include "typeset/design/design.h"
#include "typeset/design/packet_variables.h"

#include <string.h>

static const char *const page_names[] = {"number", "count", NULL};
static const char *const document_names[] = {"id", "title", NULL};
static const char *const loop_names[] = {"number", "first", "last", NULL};
static const char *const overflow_names[] = {"number", "title", "text", "document", "item", NULL};

const struct record design_page_record = {.names = page_names};
const struct record design_document_record = {.names = document_names};
const struct record design_loop_record = {.names = loop_names};
const struct record design_overflow_record = {.names = overflow_names};

struct checker {
    bool body; /* what is checked is laid out before the pages are known */
    struct arena *arena;
    struct messages *err;
    const struct node *packet; /* what 'packet' is like, by example */
    bool grown;                /* a template was given something new */
};

static bool check_item(
    struct checker *c, const struct block *b, const char *path, const struct path_type_scope *s)
{
    if (!path)
        return true;
    const struct path_type *k = path_type_of(c->arena, c->err, b->at, path, strlen(path), s);
    for (const struct path_type *one = k; one; one = one->next)
        if (one->kind == VALUE_INST)
            return true;
    if (k)
        messages_error(c->err, ERR_INPUT, "no-field", b->at,
            "'%s' is not a field; 'item' and 'attached' name one",
            "「%s」は項目ではありません。item・attached には項目の名前を書きます", path);
    return false;
}

static bool check_block(struct checker *c, const struct block *b, const struct path_type_scope *s);

static bool check_chain(struct checker *c, const struct block *b, const struct path_type_scope *s)
{
    bool good = true;
    for (; b; b = b->next) {
        good &= check_block(c, b, s);
        if (b->kind != BLOCK_SHEET && b->kind != BLOCK_FLOW)
            continue;
        messages_error(c->err, ERR_INPUT, "no-sheet", b->at,
            "'sheet' and 'flow' stand only in a document's 'body'",
            "「sheet」と「flow」は文書の「body」の直下にだけ書けます");
        good = false;
    }
    return good;
}

static bool check_body(struct checker *c, const struct block *b, const struct path_type_scope *s)
{
    bool good = true;
    for (; b; b = b->next)
        good &= check_block(c, b, s);
    return good;
}

/* The scope inside a repetition: its variable, and loop. */
static bool enter(struct checker *c, const struct repeat *r, const struct path_type_scope *outer,
    struct path_type_scope inner[2])
{
    struct path_type *all = NULL;
    for (size_t i = 0; i < r->count; i++) {
        const char *path = r->paths[i];
        const struct path_type *k =
            path_type_of(c->arena, c->err, r->at, path, strlen(path), outer);
        if (!k)
            return false;
        const struct path_type *entries = path_type_entries(c->arena, k);
        if (!entries && !r->listed) {
            messages_error(c->err, ERR_INPUT, "no-list", r->at, "'%s' is no list to repeat over",
                "「%s」は繰り返せる一覧ではありません", path);
            return false;
        }
        for (k = entries ? entries : k; k; k = k->next) {
            struct path_type *copy = arena_alloc(c->arena, sizeof *copy);
            *copy = *k;
            copy->next = all;
            all = copy;
        }
    }
    struct path_type *loop = arena_alloc(c->arena, sizeof *loop);
    *loop = (struct path_type){.kind = VALUE_RECORD, .record = &design_loop_record};
    inner[0] = (struct path_type_scope){.outer = outer, .name = "loop", .kind = loop};
    inner[1] = (struct path_type_scope){.outer = &inner[0], .name = r->as, .kind = all};
    return true;
}

static bool check_expr(
    struct checker *c, const struct condition *x, const struct path_type_scope *s)
{
    return !x || condition_check(c->arena, c->err, x, s);
}

/* Groups and lists have no text; a path may mean one for some entries of a list only. */
static bool prints(const struct path_type *k)
{
    if (k->kind != VALUE_INST)
        return k->kind == VALUE_TEXT || k->kind == VALUE_OPTION;
    enum field_type type = field_single(k->field)->type;
    return type != FIELD_LIST && type != FIELD_GROUP && type != FIELD_SECTION;
}

static bool check_value(struct checker *c, const struct inl *i, const struct path_type_scope *s)
{
    const struct path_type *k = path_type_of(c->arena, c->err, i->at, i->path, strlen(i->path), s);
    if (!k)
        return false;
    while (k && !prints(k))
        k = k->next;
    if (!k)
        messages_error(c->err, ERR_INPUT, "no-value", i->at,
            "'%s' is a list or a group and prints nothing; name one of its values",
            "「%s」は一覧かグループなので印刷できません。その中の項目を指定してください", i->path);
    return k != NULL;
}

static bool check_inline(struct checker *c, const struct inl *i, const struct path_type_scope *s)
{
    bool good = true;
    for (; i; i = i->next) {
        struct path_type_scope scopes[2];
        const struct path_type_scope *inner = s;
        good &= check_expr(c, i->when, s) && check_expr(c, i->only, s);
        if (i->kind == INL_VALUE)
            good &= check_value(c, i, s);
        if (i->kind == INL_EACH) {
            struct repeat each = {
                .paths = (const char *const *)&i->path, .count = 1, .as = i->as, .at = i->at};
            if (!enter(c, &each, s, scopes))
                return false;
            inner = &scopes[1];
        }
        good &= check_inline(c, i->inner, inner) && check_inline(c, i->between, s);
        for (size_t k = 0; k < i->reading_count; k++)
            good &= check_inline(c, i->readings[k], s);
    }
    return good;
}

/* A reach is the path of a list. */
static bool check_reach(struct checker *c, const struct cell *cell, const struct path_type_scope *s)
{
    const char *path = cell->rows_of;
    if (!path)
        return true;
    const struct path_type *k = path_type_of(c->arena, c->err, cell->at, path, strlen(path), s);
    if (!k || path_type_entries(c->arena, k))
        return k;
    messages_error(c->err, ERR_INPUT, "no-list", cell->at, "'%s' is no list to count rows by",
        "「%s」は行を数えられる一覧ではありません", path);
    return false;
}

static bool check_cells(
    struct checker *c, const struct cell *cells, size_t count, const struct path_type_scope *s)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        const struct cell *cell = &cells[i];
        struct path_type_scope scopes[2];
        const struct path_type_scope *own = s;
        if (cell->each.paths) {
            if (!enter(c, &cell->each, s, scopes))
                return false;
            own = &scopes[1];
        }
        good &= check_chain(c, cell->content, own) && check_reach(c, cell, own) &&
                check_expr(c, cell->when, own) && check_cells(c, cell->cells, cell->count, own);
    }
    return good;
}

static bool check_columns(struct checker *c, const struct block *b, const struct path_type_scope *s)
{
    struct path_type_scope scopes[2];
    bool good = true;
    for (size_t i = 0; i < b->group_count; i++)
        good &= enter(c, &b->groups[i].each, s, scopes);
    return good;
}

static bool check_rows(
    struct checker *c, const struct table_row *rows, size_t count, const struct path_type_scope *s);

static bool check_row(
    struct checker *c, const struct table_row *row, const struct path_type_scope *s)
{
    struct path_type_scope scopes[2];
    if (row->each.paths) {
        if (!enter(c, &row->each, s, scopes))
            return false;
        s = &scopes[1];
    }
    bool good = check_expr(c, row->when, s) && check_cells(c, row->cells, row->count, s);
    return check_rows(c, row->rows, row->row_count, s) && good;
}

static bool check_rows(
    struct checker *c, const struct table_row *rows, size_t count, const struct path_type_scope *s)
{
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good &= check_row(c, &rows[i], s);
    return good;
}

#define MOST_PARAMS 16

static bool same_kind(const struct path_type *a, const struct path_type *b)
{
    return a->kind == b->kind && a->field == b->field && a->option == b->option &&
           a->node == b->node && a->record == b->record;
}

/* Adds what a parameter may be; true where something was new. */
static bool add_kinds(struct checker *c, const struct path_type **all, const struct path_type *more)
{
    bool grown = false;
    for (; more; more = more->next) {
        const struct path_type *known = *all;
        while (known && !same_kind(known, more))
            known = known->next;
        if (known)
            continue;
        struct path_type *copy = arena_alloc(c->arena, sizeof *copy);
        *copy = *more;
        copy->next = (struct path_type *)*all;
        *all = copy;
        grown = true;
    }
    return grown;
}

static const struct path_type **param_slot(const struct template *t, const char *name)
{
    size_t i = 0;
    while (strcmp(t->needs[i], name))
        i++;
    return &t->kinds[i];
}

/* What the template is given here is remembered; its body is checked once, for all its uses. */
static bool check_use(struct checker *c, const struct block *b, const struct path_type_scope *s)
{
    static const struct path_type text = {.kind = VALUE_TEXT};
    bool good = true;
    c->grown |= c->body && !b->template->in_body;
    b->template->in_body |= c->body;
    for (size_t i = 0; i < b->param_count; i++) {
        const struct param *p = &b->params[i];
        const struct path_type *k =
            p->path ? path_type_of(c->arena, c->err, p->at, p->path, strlen(p->path), s) : &text;
        c->grown |= add_kinds(c, param_slot(b->template, p->name), k);
        good &= k != NULL;
    }
    return good;
}

static bool check_block(struct checker *c, const struct block *b, const struct path_type_scope *s)
{
    struct path_type_scope scopes[2];
    if (b->each.paths) {
        if (!enter(c, &b->each, s, scopes))
            return false;
        s = &scopes[1];
    }
    bool good = check_expr(c, b->when, s) && check_inline(c, b->text, s) &&
                check_inline(c, b->title, s) && check_inline(c, b->outline, s) &&
                check_inline(c, b->name, s) && check_inline(c, b->waits, s) &&
                check_inline(c, b->link, s) && check_item(c, b, b->item, s) &&
                check_item(c, b, b->attached, s);
    if (b->kind == BLOCK_USE)
        return check_use(c, b, s) && good;
    good &= check_columns(c, b, s) && check_rows(c, b->head, b->head_count, s) &&
            check_rows(c, b->rows, b->row_count, s);
    return check_chain(c, b->children, s) && good;
}

static const struct path_type *record_kind(struct checker *c, const struct record *r)
{
    struct path_type *k = arena_alloc(c->arena, sizeof *k);
    *k = (struct path_type){.kind = VALUE_RECORD, .record = r};
    return k;
}

/* The variables that documents and templates find around them. */
struct ambience {
    struct path_type_scope root, packet, overflow, document, page;
};

static const struct path_type *packet_kind(struct checker *c)
{
    struct path_type *k = arena_alloc(c->arena, sizeof *k);
    *k = (struct path_type){.kind = VALUE_NODE, .node = c->packet};
    return k;
}

static void enter_document(
    struct checker *c, struct ambience *a, const struct form *form, bool cover, bool continuation)
{
    a->root = (struct path_type_scope){.here = form->root};
    a->packet = (struct path_type_scope){&a->root, "packet", packet_kind(c), NULL};
    const struct path_type_scope *base = cover ? &a->packet : &a->root;
    a->overflow =
        (struct path_type_scope){base, "overflow", record_kind(c, &design_overflow_record), NULL};
    a->document = (struct path_type_scope){continuation ? &a->overflow : base, "document",
        record_kind(c, &design_document_record), NULL};
    a->page =
        (struct path_type_scope){&a->document, "page", record_kind(c, &design_page_record), NULL};
}

static bool check_document(struct checker *c, const struct document *d, const struct form *form)
{
    struct ambience a;
    struct path_type_scope entry[2];
    enter_document(c, &a, form, d->is_cover, d->is_continuation);
    if (d->each.paths) {
        if (!enter(c, &d->each, &a.root, entry))
            return false;
        a.document.outer = &entry[1];
    }
    c->body = true;
    bool good = check_expr(c, d->when, d->is_cover ? &a.packet : &a.root) &&
                check_body(c, d->body, &a.document);
    c->body = false;
    good &= check_inline(c, d->list_title, a.document.outer) &&
            check_expr(c, d->turns, a.document.outer);
    good &= check_inline(c, d->label, &a.page) && check_inline(c, d->reference, &a.document);
    good &= check_chain(c, d->header, &a.page);
    return check_chain(c, d->footer, &a.page) && good;
}

/* A template sees its parameters and what every document has, but the page's number only where it
   stands in no body. One that is used nowhere has nothing to be checked against. */
static bool check_template(struct checker *c, const struct template *t, const struct form *form)
{
    struct ambience a;
    struct path_type_scope scopes[MOST_PARAMS];
    enter_document(c, &a, form, true, true);
    const struct path_type_scope *inner = t->in_body ? &a.document : &a.page;
    c->body = t->in_body;
    for (size_t i = 0; t->needs[i]; i++) {
        if (!t->kinds[i])
            return true;
        scopes[i] = (struct path_type_scope){inner, t->needs[i], t->kinds[i], NULL};
        inner = &scopes[i];
    }
    return check_chain(c, t->body, inner);
}

static bool check_info(struct checker *c, const struct design *d, const struct form *form)
{
    struct path_type_scope root = {.here = form->root};
    bool good = true;
    for (size_t i = 0; i < 3; i++)
        good &= check_inline(c, d->info[i], &root);
    if (d->info_date)
        good &= path_type_of(c->arena, c->err, node_lookup(form->info, "date")->at, d->info_date,
                    strlen(d->info_date), &root) != NULL;
    return good;
}

static bool check_all(struct checker *c, const struct design *d, const struct form *form)
{
    bool good = check_info(c, d, form);
    for (const struct document *doc = d->documents; doc; doc = doc->next)
        good &= check_document(c, doc, form);
    for (const struct template *t = d->templates; t; t = t->next)
        good &= check_template(c, t, form);
    return good;
}

static bool prepare_templates(struct design_reader *r)
{
    bool good = true;
    for (struct template *t = r->design->templates; t; t = t->next) {
        size_t count = 0;
        while (t->needs[count])
            count++;
        t->kinds = arena_array(r->arena, count + 1, sizeof(const struct path_type *));
        if (count <= MOST_PARAMS)
            continue;
        messages_error(r->err, ERR_INPUT, "too-many", t->node->at,
            "a template takes at most %d parameters", "テンプレートの引数は%d個までです",
            MOST_PARAMS);
        good = false;
    }
    return good;
}

/* Templates hand their parameters on to others: they are followed silently until nothing new
   turns up, then everything is checked. */
bool design_check(struct design_reader *r)
{
    struct messages silent;
    struct checker c = {.arena = r->arena, .err = &silent};
    messages_init(&silent, r->arena);
    c.packet = cover_example(r->arena);
    if (!prepare_templates(r))
        return false;
    do {
        c.grown = false;
        check_all(&c, r->design, r->form);
    } while (c.grown);
    c.err = r->err;
    return check_all(&c, r->design, r->form);
}
