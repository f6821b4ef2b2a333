/* What blocks say for themselves. */
#include "product/lint/lint.h"
#include "seam/unicode/unicode.h"
#include "typeset/layout/block.h"

#include <string.h>

/* Blanks and what is never drawn need no face. */
static bool is_drawn(uint32_t c)
{
    return c > 0x20 && c != 0x3000 && c != 0xA0 && c != 0x200B && c != 0x200D &&
           !(c >= 0xFE00 && c <= 0xFE0F) && !(c >= 0xE0100 && c <= 0xE01EF);
}

static bool has(struct lint *l, int family, uint32_t c)
{
    bool exact;
    return fonts_choose(l->fonts, l->err, family, c, 0, &exact) != -1;
}

/* Some style sets it. */
static bool some_has(struct lint *l, uint32_t c)
{
    for (const struct style *look = l->design->looks; look; look = look->next)
        if (has(l, look->text.family, c))
            return true;
    return false;
}

/* family -1: any that the form's styles name. */
static void check_characters(struct lint *l, const char *text, int family, struct position at)
{
    size_t size = strlen(text);
    size_t length;
    for (size_t i = 0; i < size; i += length) {
        uint32_t c = unicode_decode(text + i, size - i, &length);
        if (!is_drawn(c) || (family < 0 ? some_has(l, c) : has(l, family, c)))
            continue;
        messages_error(l->err, ERR_INPUT, "no-glyph", at,
            "no font has the character '%.*s' (U+%04X); replace it or add a face that has it to "
            "fonts/fonts.yaml",
            "文字「%.*s」(U+%04X)を持つフォントがありません。別の文字に置き換えるか、fonts/"
            "fonts.yaml "
            "にその字のある書体を加えてください",
            (int)length, text + i, (unsigned)c);
        return;
    }
}

static void check_nodes(struct lint *l, const struct node *n)
{
    if (n->kind == NODE_SCALAR)
        check_characters(l, n->text, -1, n->at);
    for (size_t i = 0; n->kind == NODE_LIST && i < n->count; i++)
        check_nodes(l, n->items[i]);
    for (size_t i = 0; n->kind == NODE_MAP && i < n->count; i++)
        check_nodes(l, n->pairs[i].value);
}

void lint_labels(struct lint *l, const struct field *f)
{
    static const char *const printed[] = {"label", "blank", "default", "options", NULL};
    const struct names names = {{printed, l->form->properties.lists[0]}};
    for (size_t i = 0; f->parent && i < f->node->count; i++)
        if (names_have(&names, f->node->pairs[i].key->text))
            check_nodes(l, f->node->pairs[i].value);
    for (size_t i = 0; i < f->child_count; i++)
        lint_labels(l, f->children[i]);
    if (f->of)
        lint_labels(l, f->of);
}

void lint_text(struct lint *l, const struct inl *i, const struct style *look)
{
    if (i->kind == INL_TEXT && i->text && !lint_add(&l->said, i, 1))
        check_characters(l, i->text, look->text.family, i->at);
}

void lint_seal(struct lint *l, const struct block *b)
{
    struct lay lay = {.arena = l->arena, .err = l->err, .fonts = l->fonts, .design = l->design};
    struct ops ops = {0};
    if (!b->seal_mark || lint_add(&l->said, b, 1))
        return;
    const struct style *look = lay_style(&lay, b->look);
    check_characters(l, b->seal_mark, look->text.family, b->at);
    mpt width = lay_label(&lay, look, b->seal_mark, 0, &ops);
    if (width > b->height || look->text.size > b->height)
        messages_error(l->err, ERR_INPUT, "wide-mark", b->at,
            "the mark '%s' is wider than the seal it stands in; shorten it, or give the seal "
            "more room or a style with smaller type",
            "「%"
            "s」が印の枠からはみ出します。短くするか、枠を大きく、または文字を小さくしてください",
            b->seal_mark);
}
