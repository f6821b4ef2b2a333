/* Inline content: texts with {paths}, squares, brackets, circles, blanks. */
#include "base/arena.h"
#include "typeset/design/design.h"

#include <string.h>

static const char *const common_names[] = {"style", "if", NULL};
static const char *const check_names[] = {"check", NULL};
static const char *const bracket_names[] = {"bracket", NULL};
static const char *const circle_names[] = {"circle", "text", NULL};
static const char *const blank_names[] = {"blank", "ruled", NULL};
static const char *const each_names[] = {"each", "as", "text", "between", NULL};
static const char *const ruby_names[] = {"ruby", "text", NULL};
static const char *const emphasis_names[] = {"emphasis", "text", NULL};
static const char *const text_names[] = {"text", NULL};

static const struct inl_element {
    const char *key;
    enum inl_kind kind;
    const char *const *names;
} elements[] = {{"check", INL_CHECK, check_names}, {"bracket", INL_BRACKET, bracket_names},
    {"circle", INL_CIRCLE, circle_names}, {"blank", INL_BLANK, blank_names},
    {"each", INL_EACH, each_names}, {"ruby", INL_RUBY, ruby_names},
    {"emphasis", INL_EMPHASIS, emphasis_names}, {"text", INL_STYLED, text_names}};

#define ELEMENTS (sizeof elements / sizeof *elements)

static struct inl *inl_new(struct design_reader *r, enum inl_kind kind, struct position at)
{
    struct inl *i = arena_alloc(r->arena, sizeof *i);
    i->kind = kind;
    i->at = at;
    return i;
}

static struct inl ***add_inline(struct inl ***end, struct inl *i)
{
    **end = i;
    *end = &i->next;
    return end;
}

/* {path} or {path|era}. */
static bool read_value(
    struct design_reader *r, struct position at, const char *s, size_t n, struct inl ***end)
{
    struct inl *i = inl_new(r, INL_VALUE, at);
    const char *bar = memchr(s, '|', n);
    const char *filter = bar ? arena_strndup(r->arena, bar + 1, n - (size_t)(bar + 1 - s)) : NULL;
    i->path = arena_strndup(r->arena, s, bar ? (size_t)(bar - s) : n);
    static const char *const filters[] = {"era", "western", "url", "kanji", "digits", NULL};
    struct names names = {{filters}};
    if (filter && !names_have(&names, filter)) {
        known_blame(r->err, at, filter, &names, "the filters", "フィルター");
        return false;
    }
    i->calendar = !filter ? 0 : !strcmp(filter, "digits") ? 'n' : filter[0];
    add_inline(end, i);
    return true;
}

static void read_plain(struct design_reader *r, struct position at, const char *from,
    const char *to, struct inl ***end)
{
    if (to == from)
        return;
    struct inl *i = inl_new(r, INL_TEXT, at);
    i->text = arena_strndup(r->arena, from, (size_t)(to - from));
    add_inline(end, i);
}

static bool read_template(struct design_reader *r, const struct node *n, struct inl ***end)
{
    const char *from = n->text;
    for (const char *p = n->text;;) {
        const char *brace = strchr(p, '{');
        if (!brace) {
            read_plain(r, n->at, from, n->text + n->size, end);
            return true;
        }
        if (brace[1] == '{') {
            read_plain(r, n->at, from, brace + 1, end);
            from = p = brace + 2;
            continue;
        }
        const char *close = strchr(brace, '}');
        if (!close || close == brace + 1) {
            messages_error(r->err, ERR_INPUT, "bad-template", n->at,
                "a '{' without its '}' and a name between them in '%s' ('{{' prints one brace)",
                "「%s」の「{」に対応する「名前}」がありません（括弧そのものは「{{」と書きます）",
                n->text);
            return false;
        }
        read_plain(r, n->at, from, brace, end);
        if (!read_value(r, n->at, brace + 1, (size_t)(close - brace - 1), end))
            return false;
        from = p = close + 1;
    }
}

static bool read_condition(
    struct design_reader *r, const struct node *n, const char *key, struct inl *i)
{
    return design_expr(r, n, key, &i->when) && i->when;
}

static bool read_inner(struct design_reader *r, const struct node *n, struct inl *i)
{
    const struct node *text = node_lookup(n, "text");
    if (text)
        return design_inline(r, text, &i->inner);
    messages_error(r->err, ERR_INPUT, "no-text", n->at, "inline content needs its 'text'",
        "行内の要素に「text」がありません");
    return false;
}

static bool read_blank(struct design_reader *r, const struct node *n, struct inl *i)
{
    const struct node *width = node_lookup(n, "blank");
    if (!design_extent(r, width, &i->width))
        return false;
    if (i->width.unit == UNIT_FR || i->width.unit == UNIT_FILL) {
        known_wrong_type(r->err, width, "a blank is as wide as 30mm, 40pt or 5em",
            "空白の幅は 30mm、40pt、5em のように書きます");
        return false;
    }
    return known_flag(r->err, n, "ruled", &i->ruled);
}

static bool read_each(struct design_reader *r, const struct node *n, struct inl *i)
{
    const struct node *between = node_lookup(n, "between");
    i->as = "entry";
    return known_text(r->err, n, "each", &i->path) && known_text(r->err, n, "as", &i->as) &&
           read_inner(r, n, i) && (!between || design_inline(r, between, &i->between));
}

static bool read_ruby(struct design_reader *r, const struct node *n, struct inl *i)
{
    const struct node *ruby = node_lookup(n, "ruby");
    bool mono = ruby->kind == NODE_LIST;
    bool good = read_inner(r, n, i);
    i->reading_count = mono ? ruby->count : 1;
    i->readings = arena_array(r->arena, i->reading_count + 1, sizeof(struct inl *));
    for (size_t k = 0; k < i->reading_count; k++)
        good &= design_inline(r, mono ? ruby->items[k] : ruby, &i->readings[k]);
    return good;
}

static bool read_emphasis(struct design_reader *r, const struct node *n, struct inl *i)
{
    static const char *const words[] = {"dots", NULL};
    int word = 0;
    return design_word(r, n, "emphasis", words, &word) && read_inner(r, n, i);
}

/* A map without any element is a text that lacks its 'text', or has a misspelt one. */
static const struct inl_element *element_of(const struct node *n)
{
    for (size_t i = 0; i < ELEMENTS; i++)
        if (node_lookup(n, elements[i].key))
            return &elements[i];
    return &elements[ELEMENTS - 1];
}

static bool read_map(struct design_reader *r, const struct node *n, struct inl ***end)
{
    const struct inl_element *element = element_of(n);
    struct names names = {{element->names, common_names}};
    if (!known_keys(r->err, n, &names, "inline content", "行内の要素"))
        return false;
    struct inl *i = inl_new(r, element->kind, n->at);
    add_inline(end, i);
    if (!design_expr(r, n, "if", &i->only) || !design_find_style(r, n, &i->look))
        return false;
    switch (i->kind) {
    case INL_CHECK:
        return read_condition(r, n, "check", i);
    case INL_BRACKET:
        return read_condition(r, n, "bracket", i);
    case INL_CIRCLE:
        return read_condition(r, n, "circle", i) && read_inner(r, n, i);
    case INL_BLANK:
        return read_blank(r, n, i);
    case INL_EACH:
        return read_each(r, n, i);
    case INL_RUBY:
        return read_ruby(r, n, i);
    case INL_EMPHASIS:
        return read_emphasis(r, n, i);
    default:
        return read_inner(r, n, i);
    }
}

bool design_inline(struct design_reader *r, const struct node *n, struct inl **out)
{
    struct inl **end = out;
    *out = NULL;
    if (n->kind == NODE_SCALAR)
        return read_template(r, n, &end);
    if (n->kind == NODE_MAP)
        return read_map(r, n, &end);
    bool good = true;
    for (size_t i = 0; i < n->count; i++) {
        const struct node *item = n->items[i];
        if (item->kind == NODE_LIST) {
            known_wrong_type(r->err, item, "inline content is a text or a map",
                "行内の要素は文字列か「キー: 値」の組で書きます");
            good = false;
        } else {
            good &=
                item->kind == NODE_SCALAR ? read_template(r, item, &end) : read_map(r, item, &end);
        }
    }
    return good;
}
