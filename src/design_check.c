/* Every path of a layout is followed once when the form is loaded, whatever the answers will
   be: unknown keys are found before anybody prints. */
#include "arena.h"
#include "design.h"

#include <string.h>

static const char *const page_names[] = {"number", "count", NULL};
static const char *const document_names[] = {"id", "title", NULL};
static const char *const loop_names[] = {"number", "first", "last", NULL};
static const char *const overflow_names[] = {"number", "title", "text", "document", NULL};

const struct record design_page_record = {.names = page_names};
const struct record design_document_record = {.names = document_names};
const struct record design_loop_record = {.names = loop_names};
const struct record design_overflow_record = {.names = overflow_names};

struct checker {
    struct arena *arena;
    struct err *err;
    int depth;
};

static bool check_block(struct checker *c, const struct block *b, const struct kind_scope *s);

static bool check_chain(struct checker *c, const struct block *b, const struct kind_scope *s)
{
    bool good = true;
    for (; b; b = b->next)
        good &= check_block(c, b, s);
    return good;
}

/* The scope inside a repetition: its variable, and loop. */
static bool enter(struct checker *c, const struct repeat *r, const struct kind_scope *outer,
    struct kind_scope inner[2])
{
    struct kind *all = NULL;
    for (size_t i = 0; i < r->count; i++) {
        const char *path = r->paths[i];
        const struct kind *k = path_kind(c->arena, c->err, r->at, path, strlen(path), outer);
        if (!k)
            return false;
        const struct kind *entries = kind_entries(c->arena, k);
        if (!entries && !r->listed) {
            err_error(c->err, ERR_INPUT, "no-list", r->at, "'%s' is no list to repeat over",
                "「%s」は繰り返せる一覧ではありません", path);
            return false;
        }
        for (k = entries ? entries : k; k; k = k->next) {
            struct kind *copy = arena_alloc(c->arena, sizeof *copy);
            *copy = *k;
            copy->next = all;
            all = copy;
        }
    }
    struct kind *loop = arena_alloc(c->arena, sizeof *loop);
    *loop = (struct kind){.kind = VALUE_RECORD, .record = &design_loop_record};
    inner[0] = (struct kind_scope){.outer = outer, .name = "loop", .kind = loop};
    inner[1] = (struct kind_scope){.outer = &inner[0], .name = r->as, .kind = all};
    return true;
}

static bool check_expr(struct checker *c, const struct expr *x, const struct kind_scope *s)
{
    return !x || expr_check(c->arena, c->err, x, s);
}

static bool check_inline(struct checker *c, const struct inl *i, const struct kind_scope *s)
{
    bool good = true;
    for (; i; i = i->next) {
        struct kind_scope scopes[2];
        const struct kind_scope *inner = s;
        good &= check_expr(c, i->when, s) && check_expr(c, i->only, s);
        if (i->kind == INL_VALUE)
            good &= path_kind(c->arena, c->err, i->at, i->path, strlen(i->path), s) != NULL;
        if (i->kind == INL_EACH) {
            struct repeat each = {
                .paths = (const char *const *)&i->path, .count = 1, .as = i->as, .at = i->at};
            if (!enter(c, &each, s, scopes))
                return false;
            inner = &scopes[1];
        }
        good &= check_inline(c, i->inner, inner) && check_inline(c, i->between, s);
    }
    return good;
}

static bool check_row(struct checker *c, const struct table_row *row, const struct kind_scope *s)
{
    struct kind_scope scopes[2];
    if (row->each.paths) {
        if (!enter(c, &row->each, s, scopes))
            return false;
        s = &scopes[1];
    }
    bool good = check_expr(c, row->when, s);
    for (size_t i = 0; i < row->count; i++)
        good &= check_block(c, row->cells[i].content, s);
    return good;
}

static bool check_rows(
    struct checker *c, const struct table_row *rows, size_t count, const struct kind_scope *s)
{
    bool good = true;
    for (size_t i = 0; i < count; i++)
        good &= check_row(c, &rows[i], s);
    return good;
}

#define MOST_PARAMS 16

static bool check_use(struct checker *c, const struct block *b, const struct kind_scope *s)
{
    static const struct kind text = {.kind = VALUE_TEXT};
    struct kind_scope scopes[MOST_PARAMS];
    const struct kind_scope *inner = s;
    if (b->param_count > MOST_PARAMS || c->depth > 20) {
        err_error(c->err, ERR_INPUT, "too-deep", b->at,
            "the template '%s' uses itself, or takes more than %d parameters",
            "テンプレート「%s」が自分自身を使っているか、引数が%d個を超えています",
            b->template->name, MOST_PARAMS);
        return false;
    }
    for (size_t i = 0; i < b->param_count; i++) {
        const struct param *p = &b->params[i];
        scopes[i] = (struct kind_scope){.outer = inner, .name = p->name, .kind = &text};
        if (p->path &&
            !(scopes[i].kind = path_kind(c->arena, c->err, p->at, p->path, strlen(p->path), s)))
            return false;
        inner = &scopes[i];
    }
    c->depth++;
    bool good = check_chain(c, b->template->body, inner);
    c->depth--;
    return good;
}

static bool check_block(struct checker *c, const struct block *b, const struct kind_scope *s)
{
    struct kind_scope scopes[2];
    if (b->each.paths) {
        if (!enter(c, &b->each, s, scopes))
            return false;
        s = &scopes[1];
    }
    bool good = check_expr(c, b->when, s) && check_inline(c, b->text, s) &&
                check_inline(c, b->title, s) && check_inline(c, b->outline, s);
    if (b->kind == BLOCK_USE)
        return check_use(c, b, s) && good;
    good &= check_rows(c, b->head, b->head_count, s) && check_rows(c, b->rows, b->row_count, s);
    return check_chain(c, b->children, s) && good;
}

static const struct kind *record_kind(struct checker *c, const struct record *r)
{
    struct kind *k = arena_alloc(c->arena, sizeof *k);
    *k = (struct kind){.kind = VALUE_RECORD, .record = r};
    return k;
}

static bool check_document(struct checker *c, const struct document *d, const struct form *form)
{
    struct kind_scope root = {.here = form->root};
    struct kind_scope over = {&root, "overflow", record_kind(c, &design_overflow_record), NULL};
    struct kind_scope doc = {d->is_continuation ? &over : &root, "document",
        record_kind(c, &design_document_record), NULL};
    struct kind_scope page = {&doc, "page", record_kind(c, &design_page_record), NULL};
    bool good = check_expr(c, d->when, &doc) && check_chain(c, d->body, &doc);
    good &= check_inline(c, d->label, &page) && check_inline(c, d->reference, &doc);
    good &= check_chain(c, d->header, &page);
    return check_chain(c, d->footer, &page) && good;
}

static bool check_info(struct checker *c, const struct design *d, const struct form *form)
{
    struct kind_scope root = {.here = form->root};
    bool good = true;
    for (size_t i = 0; i < 3; i++)
        good &= check_inline(c, d->info[i], &root);
    if (d->info_date)
        good &= path_kind(c->arena, c->err, node_lookup(form->info, "date")->at, d->info_date,
                    strlen(d->info_date), &root) != NULL;
    return good;
}

bool design_check(struct design_reader *r)
{
    struct checker c = {.arena = r->arena, .err = r->err};
    bool good = check_info(&c, r->design, r->form);
    for (const struct document *d = r->design->documents; d; d = d->next)
        good &= check_document(&c, d, r->form);
    return good;
}
