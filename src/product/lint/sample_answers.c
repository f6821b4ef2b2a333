/* Answers that every place of a form should have room for. */
#include "base/arena.h"
#include "product/lint/lint.h"

#include <string.h>

struct filler {
    struct lint *lint;
    size_t turn;
    bool yes;
};

/* What a short text, and each format that a rule may ask for, look like. */
static const struct {
    const char *format;
    const char *text;
} samples[] = {{"url", "https://www.example.jp/"}, {"email", "name@example.jp"},
    {"postal-code", "000-0000"}, {"telephone", "000-0000-0000"}};
static const char *const short_text = "国際電気通信";
static const char *const two_lines = "国際電気通信事業\n国際電気通信事業";

static struct node *scalar(struct filler *r, const struct field *f, const char *text)
{
    struct node *n = arena_alloc(r->lint->arena, sizeof *n);
    *n = (struct node){.at = f->node->at, .text = text, .size = strlen(text), .plain = true};
    return n;
}

/* Does a rule's 'of' ("route.first", or nothing: the field itself) mean this field? */
static bool means(const char *of, const struct field *holder, const struct field *f)
{
    if (!of)
        return holder == f || holder == f->parent;
    const struct field *named = f->key ? f : f->parent;
    size_t n = strcspn(of, ".");
    return named && named->key && strlen(named->key) == n && !memcmp(named->key, of, n);
}

static const char *sample_of(const char *format)
{
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        if (!strcmp(samples[i].format, format))
            return samples[i].text;
    return short_text;
}

static const char *sample_text(const struct field *f)
{
    for (const struct field *g = f; g; g = g->parent)
        for (size_t i = 0; g->rules && i < g->rules->count; i++) {
            const char *format = node_text(node_lookup(g->rules->items[i], "format"));
            if (format && means(node_text(node_lookup(g->rules->items[i], "of")), g, f))
                return sample_of(format);
        }
    return f->half ? "000-0000-0000" : short_text;
}

static const char *word_of(const struct filler *r, const struct field *f)
{
    switch (f->type) {
    case FIELD_DATE:
        return "2036-12-31"; /* no date is longer in either calendar */
    case FIELD_YES_NO:
        return r->yes ? "yes" : "no";
    case FIELD_CHOICE:
        return f->option_count ? f->options[r->turn % f->option_count].key : "";
    case FIELD_LINES:
        return two_lines;
    default:
        return sample_text(f);
    }
}

static struct node *fill(struct filler *r, const struct field *f);

static void add_fields(struct filler *r, struct node *map, const struct field *group)
{
    for (size_t i = 0; i < group->child_count; i++) {
        const struct field *f = group->children[i];
        if (f->type == FIELD_SECTION)
            add_fields(r, map, f);
        else
            map->pairs[map->count++] = (struct pair){scalar(r, f, f->key), fill(r, f)};
    }
}

static size_t count_fields(const struct field *group)
{
    size_t n = group->child_count;
    for (size_t i = 0; i < group->child_count; i++)
        if (group->children[i]->type == FIELD_SECTION)
            n += count_fields(group->children[i]);
    return n;
}

static struct node *fill_list(struct filler *r, const struct field *f)
{
    struct node *n = scalar(r, f, "");
    n->kind = NODE_LIST;
    n->count = f->min > 2 ? (size_t)f->min : f->max == 1 ? 1 : 2;
    n->items = arena_array(r->lint->arena, n->count, sizeof *n->items);
    for (size_t i = 0; i < n->count; i++)
        n->items[i] = fill(r, f->of);
    return n;
}

static struct node *fill(struct filler *r, const struct field *f)
{
    if (lint_bits(&r->lint->fields, f->node) & LINT_PICTURE)
        return scalar(r, f, ""); /* no file has this name */
    if (f->type == FIELD_LIST)
        return fill_list(r, f);
    if (f->type != FIELD_GROUP)
        return scalar(r, f, word_of(r, f));
    struct node *n = scalar(r, f, "");
    n->kind = NODE_MAP;
    n->pairs = arena_array(r->lint->arena, count_fields(f) + 1, sizeof *n->pairs);
    add_fields(r, n, f);
    return n;
}

struct node *lint_answers(struct lint *l, size_t turn, bool yes)
{
    struct filler r = {l, turn, yes};
    return fill(&r, l->form->root);
}
