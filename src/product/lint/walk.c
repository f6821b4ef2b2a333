/* Everything that a layout could ever print, each kind of thing in a repetition for itself. */
#include "base/arena.h"
#include "product/lint/lint.h"
#include "typeset/design/packet_variables.h"

#include <string.h>

enum { COND_MET = 1, COND_POSSIBLE = 2 };

#define MOST_PARAMS 16
#define DEEPEST 60

struct walker {
    struct lint *lint;
    const struct document *document;
    const struct node *packet; /* what a cover tells, by example */
    struct messages silent;
    int depth;
    unsigned reading; /* how fields are read: LINT_READ, LINT_PICTURE */
    bool tell;        /* the second walk: what never held is told */
};

/* Where the walk is: what names mean, and what must hold for it to be there. */
struct spot {
    const struct path_type_scope *scope;
    const struct claim *claims;
    const struct style *look;
};

static void walk_chain(struct walker *w, const struct block *b, const struct spot *at);
static void walk_inline(struct walker *w, const struct inl *i, const struct spot *at);

static const struct path_type *kind_of(
    struct walker *w, const char *path, size_t size, const struct spot *at)
{
    messages_init(&w->silent, w->lint->arena);
    return path_type_of(w->lint->arena, &w->silent, position_none(), path, size, at->scope);
}

/* --- what is read --- */

static void use_field(struct walker *w, const struct field *f)
{
    const struct field *single = field_single(f);
    lint_add(&w->lint->fields, f->node, w->reading);
    lint_add(&w->lint->fields, single->node, w->reading);
    if (f->type == FIELD_LIST)
        lint_add(&w->lint->fields, f->of->node, w->reading);
}

static void use_path(struct walker *w, const char *path, const struct spot *at)
{
    for (const char *p = path; *p;) {
        size_t n = strcspn(p, ".");
        lint_add(&w->lint->words, lint_word(w->lint, p, n), 1);
        const struct path_type *k = kind_of(w, path, (size_t)(p + n - path), at);
        for (; n && k; k = k->next)
            if (k->field)
                use_field(w, k->field);
        p += n + (p[n] == '.');
    }
}

static void use_expr(struct walker *w, const struct condition *x, const struct spot *at)
{
    if (x && x->path)
        use_path(w, x->path, at);
    if (x && x->a)
        use_expr(w, x->a, at);
    if (x && x->b)
        use_expr(w, x->b, at);
}

/* --- conditions --- */

/* Enters a condition; false where it cannot hold here. */
static bool enter_if(struct walker *w, const struct condition *x, const struct spot *outer,
    struct claim *claim, struct spot *inner)
{
    *inner = *outer;
    if (!x)
        return true;
    struct lint *l = w->lint;
    *claim = (struct claim){outer->claims, x, outer->scope, false};
    inner->claims = claim;
    use_expr(w, x, outer);
    bool possible = lint_possible(l->arena, claim);
    unsigned all = lint_add(&l->conditions, x, COND_MET | (possible ? COND_POSSIBLE : 0u));
    if (w->tell && !(all & COND_POSSIBLE) && !possible && !lint_add(&l->said, x, 1))
        messages_error(l->err, ERR_INPUT, "never-printed", x->at,
            "this is never printed: no answers make its condition hold, together with those "
            "around it; correct it, or take the part out",
            "ここは決して印刷されません。この条件が（外側の条件とともに）成り立つ回答はありません。"
            "条件を直すか、この部分を除いてください");
    return possible;
}

/* --- repetitions --- */

/* Calls visit for each kind of entry, which is all that its variable means then. */
struct visit {
    void (*run)(struct walker *w, const void *what, const struct spot *at);
    const void *what;
};

static void visit_kind(struct walker *w, const struct repeat *r, const struct path_type *k,
    const struct spot *outer, struct visit v)
{
    static const struct path_type loop = {.kind = VALUE_RECORD, .record = &design_loop_record};
    struct path_type one = *k;
    one.next = NULL;
    struct path_type_scope scopes[2] = {{.outer = outer->scope, .name = "loop", .kind = &loop},
        {.outer = &scopes[0], .name = r->as, .kind = &one}};
    struct spot inner = *outer;
    inner.scope = &scopes[1];
    v.run(w, v.what, &inner);
}

static void walk_each(
    struct walker *w, const struct repeat *r, const struct spot *at, struct visit v)
{
    static const struct path_type unknown = {
        .kind = VALUE_TEXT}; /* of something that lint knows not */
    if (!r->paths) {
        v.run(w, v.what, at);
        return;
    }
    for (size_t i = 0; i < r->count; i++) {
        const struct path_type *k = kind_of(w, r->paths[i], strlen(r->paths[i]), at);
        use_path(w, r->paths[i], at);
        const struct path_type *entries = k ? path_type_entries(w->lint->arena, k) : &unknown;
        for (const struct path_type *e = entries ? entries : r->listed ? k : NULL; e; e = e->next)
            visit_kind(w, r, e, at, v);
    }
}

/* --- inline content --- */

static void walk_entry(struct walker *w, const void *what, const struct spot *at)
{
    walk_inline(w, what, at);
}

static void walk_one(struct walker *w, const struct inl *i, const struct spot *at)
{
    struct repeat each = {.paths = (const char *const *)&i->path, .count = 1, .as = i->as};
    struct spot inner = *at;
    if (i->look)
        inner.look = i->look;
    use_expr(w, i->when, at);
    if (i->kind == INL_VALUE)
        use_path(w, i->path, at);
    if (i->kind == INL_EACH)
        walk_each(w, &each, &inner, (struct visit){walk_entry, i->inner});
    else
        walk_inline(w, i->inner, &inner);
    walk_inline(w, i->between, &inner);
    for (size_t k = 0; k < i->reading_count; k++)
        walk_inline(w, i->readings[k], &inner);
    if (!w->tell)
        lint_text(w->lint, i, inner.look);
}

static void walk_inline(struct walker *w, const struct inl *i, const struct spot *at)
{
    for (; i; i = i->next) {
        struct claim claim;
        struct spot inner;
        if (enter_if(w, i->only, at, &claim, &inner))
            walk_one(w, i, &inner);
    }
}

/* --- blocks --- */

static void walk_rows(
    struct walker *w, const struct table_row *rows, size_t count, const struct spot *at);

static void walk_cells(
    struct walker *w, const struct cell *cells, size_t count, const struct spot *at);

static void walk_cell(struct walker *w, const void *what, const struct spot *at)
{
    const struct cell *c = what;
    struct claim claim;
    struct spot inner;
    if (c->rows_of)
        use_path(w, c->rows_of, at);
    if (!enter_if(w, c->when, at, &claim, &inner))
        return;
    walk_chain(w, c->content, &inner);
    walk_cells(w, c->cells, c->count, &inner);
}

static void walk_cells(
    struct walker *w, const struct cell *cells, size_t count, const struct spot *at)
{
    for (size_t i = 0; i < count; i++)
        walk_each(w, &cells[i].each, at, (struct visit){walk_cell, &cells[i]});
}

static void walk_nothing(struct walker *w, const void *what, const struct spot *at)
{
    (void)w;
    (void)what;
    (void)at;
}

static void walk_columns(struct walker *w, const struct block *b, const struct spot *at)
{
    for (size_t i = 0; i < b->group_count; i++)
        walk_each(w, &b->groups[i].each, at, (struct visit){walk_nothing, b});
}

static void walk_row(struct walker *w, const void *what, const struct spot *at)
{
    const struct table_row *row = what;
    struct claim claim;
    struct spot inner;
    if (!enter_if(w, row->when, at, &claim, &inner))
        return;
    walk_cells(w, row->cells, row->count, &inner);
    walk_rows(w, row->rows, row->row_count, &inner);
}

static void walk_rows(
    struct walker *w, const struct table_row *rows, size_t count, const struct spot *at)
{
    for (size_t i = 0; i < count; i++)
        walk_each(w, &rows[i].each, at, (struct visit){walk_row, &rows[i]});
}

static void walk_use(struct walker *w, const struct block *b, const struct spot *at)
{
    static const struct path_type text = {.kind = VALUE_TEXT};
    struct path_type_scope scopes[MOST_PARAMS];
    struct spot inner = *at;
    for (size_t i = 0; i < b->param_count && i < MOST_PARAMS; i++) {
        const struct param *p = &b->params[i];
        const struct path_type *k = p->path ? kind_of(w, p->path, strlen(p->path), at) : &text;
        if (p->path)
            use_path(w, p->path, at);
        scopes[i] = (struct path_type_scope){inner.scope, p->name, k, NULL};
        inner.scope = &scopes[i];
    }
    walk_chain(w, b->template->body, &inner);
}

static bool holds_value(const struct inl *i)
{
    for (; i; i = i->next)
        if (i->kind == INL_VALUE || holds_value(i->inner))
            return true;
    return false;
}

static void check_continuation(struct walker *w, const struct block *b)
{
    const struct document *d = w->document;
    if (w->tell || b->kind != BLOCK_TEXT || b->overflow != OVERFLOW_CONTINUE || !b->height ||
        d->continuation || d->is_continuation || !holds_value(b->text) ||
        lint_add(&w->lint->said, b, 1))
        return;
    messages_error(w->lint->err, ERR_INPUT, "no-continuation", b->at,
        "'overflow: continue' is said here, but the document '%s' names no 'continuation'; add "
        "one, or take 'overflow' out",
        "「overflow: continue」とありますが、文書「%s」に「continuation」がありません。書き加えるか"
        "「overflow」を除いてください",
        d->id);
}

static void walk_block(struct walker *w, const void *what, const struct spot *outer)
{
    const struct block *b = what;
    struct claim claim;
    struct spot at;
    if (!enter_if(w, b->when, outer, &claim, &at))
        return;
    if (b->look)
        at.look = b->look;
    if (b->item)
        use_path(w, b->item, &at);
    w->reading = b->kind == BLOCK_IMAGE ? LINT_READ | LINT_PICTURE : LINT_READ;
    walk_inline(w, b->text, &at);
    w->reading = LINT_READ;
    walk_inline(w, b->title, &at);
    walk_inline(w, b->outline, &at);
    check_continuation(w, b);
    if (b->kind == BLOCK_SEAL && !w->tell)
        lint_seal(w->lint, b);
    at.look = outer->look;
    walk_columns(w, b, &at);
    walk_rows(w, b->head, b->head_count, &at);
    walk_rows(w, b->rows, b->row_count, &at);
    walk_chain(w, b->children, &at);
    if (b->kind == BLOCK_USE)
        walk_use(w, b, &at);
}

static void walk_chain(struct walker *w, const struct block *b, const struct spot *at)
{
    if (w->depth == DEEPEST)
        return;
    w->depth++;
    for (; b; b = b->next)
        walk_each(w, &b->each, at, (struct visit){walk_block, b});
    w->depth--;
}

/* --- documents --- */

static void walk_parts(struct walker *w, const void *what, const struct spot *outer)
{
    static const struct path_type kinds[] = {
        {.kind = VALUE_RECORD, .record = &design_overflow_record},
        {.kind = VALUE_RECORD, .record = &design_document_record},
        {.kind = VALUE_RECORD, .record = &design_page_record},
    };
    const struct document *d = what;
    struct path_type_scope overflow = {outer->scope, "overflow", &kinds[0], NULL};
    struct path_type_scope document = {&overflow, "document", &kinds[1], NULL};
    struct path_type_scope page = {&document, "page", &kinds[2], NULL};
    struct spot at = *outer;
    at.scope = &page;
    use_expr(w, d->turns, outer);
    walk_inline(w, d->list_title, outer);
    walk_inline(w, d->label, &at);
    walk_inline(w, d->reference, &at);
    walk_chain(w, d->header, &at);
    walk_chain(w, d->footer, &at);
    at.scope = &document;
    walk_chain(w, d->body, &at);
}

static void walk_document(struct walker *w, const struct document *d, const struct spot *root)
{
    const struct path_type packet = {.kind = VALUE_NODE, .node = w->packet};
    struct path_type_scope scope = {root->scope, "packet", &packet, NULL};
    struct spot outer = *root;
    struct claim claim;
    struct spot at;
    w->document = d;
    if (d->is_cover)
        outer.scope = &scope;
    if (enter_if(w, d->when, &outer, &claim, &at))
        walk_each(w, &d->each, &at, (struct visit){walk_parts, d});
}

static void walk_all(struct walker *w)
{
    struct path_type_scope scope = {.here = w->lint->form->root};
    struct spot root = {&scope, NULL, design_style(w->lint->design, "body")};
    for (const struct document *d = w->lint->design->documents; d; d = d->next)
        walk_document(w, d, &root);
    for (size_t i = 0; i < 3; i++)
        walk_inline(w, w->lint->design->info[i], &root);
    if (w->lint->design->info_date)
        use_path(w, w->lint->design->info_date, &root);
}

/* A template's condition is met by way of each of its uses: only when all were walked is it known
   which never holds. */
void lint_walk(struct lint *l)
{
    struct walker w = {.lint = l, .reading = LINT_READ, .packet = cover_example(l->arena)};
    walk_all(&w);
    w.tell = true;
    walk_all(&w);
}
