/* Which templates are used: none by itself, and each by somebody. */
#include "typeset/design/design.h"

static bool follow(struct design_reader *r, const struct block *b);

static bool follow_template(struct design_reader *r, const struct block *b)
{
    struct template *t = b->template;
    if (t->use == TEMPLATE_ENTERED) {
        messages_error(r->err, ERR_INPUT, "too-deep", b->at, "the template '%s' uses itself",
            "テンプレート「%s」が自分自身を使っています", t->name);
        return false;
    }
    if (t->use == TEMPLATE_USED)
        return true;
    t->use = TEMPLATE_ENTERED;
    bool good = follow(r, t->body);
    t->use = TEMPLATE_USED;
    return good;
}

static bool follow_cells(struct design_reader *r, const struct cell *cells, size_t count)
{
    bool good = true;
    for (size_t c = 0; c < count; c++) {
        good &= follow(r, cells[c].content);
        good &= follow_cells(r, cells[c].cells, cells[c].count);
    }
    return good;
}

static bool follow_rows(struct design_reader *r, const struct table_row *rows, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        good &= follow_cells(r, rows[i].cells, rows[i].count);
        good &= follow_rows(r, rows[i].rows, rows[i].row_count);
    }
    return good;
}

static bool follow(struct design_reader *r, const struct block *b)
{
    bool good = true;
    for (; b; b = b->next) {
        good &= b->kind != BLOCK_USE || follow_template(r, b);
        good &= follow(r, b->children);
        good &= follow_rows(r, b->head, b->head_count);
        good &= follow_rows(r, b->rows, b->row_count);
    }
    return good;
}

bool design_uses(struct design_reader *r)
{
    bool good = true;
    for (const struct document *d = r->design->documents; d; d = d->next) {
        good &= follow(r, d->header);
        good &= follow(r, d->footer);
        good &= follow(r, d->body);
    }
    for (const struct template *t = r->design->templates; t; t = t->next)
        if (t->use == TEMPLATE_UNUSED)
            messages_warn(r->err, "unused-template", t->node->at,
                "the template '%s' is used nowhere, so its paths are not checked",
                "テンプレート「%s」はどこからも使われていないため、中身を確かめられません",
                t->name);
    return good;
}
