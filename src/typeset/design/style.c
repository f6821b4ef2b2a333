/* Styles. */
#include "base/arena.h"
#include "typeset/design/design.h"

#include <string.h>

static const char *const look_names[] = {"extends", "font", "size", "leading", "align", "ink",
    "strictness", "first", "indent", "min-size", "verbatim", "underline", "phrases", "writing",
    NULL};
static const char *const align_words[] = {"start", "center", "end", "justify", "distribute", NULL};
static const char *const writing_words[] = {"horizontal", "vertical", NULL};
static const char *const strict_words[] = {"loose", "normal", "strict", NULL};

static const struct style default_look = {
    .name = "body", .text = {0, MPT_PT(10.5), 0}, .leading = MPT_PT(17), .strictness = UNI_STRICT};

void design_default_style(struct design_reader *r)
{
    struct style *l = arena_alloc(r->arena, sizeof *l);
    *l = default_look;
    l->next = r->design->looks;
    r->design->looks = l;
}

const struct style *design_style(const struct design *d, const char *name)
{
    for (const struct style *l = d->looks; l; l = l->next)
        if (!strcmp(l->name, name))
            return l;
    return NULL;
}

static bool blame_look(struct design_reader *r, struct position at, const char *name)
{
    size_t count = 0;
    for (const struct style *l = r->design->looks; l; l = l->next)
        count++;
    const char **all = arena_array(r->arena, count + 1, sizeof *all);
    for (const struct style *l = r->design->looks; l; l = l->next)
        all[--count] = l->name;
    struct names names = {{all}};
    known_blame(r->err, at, name, &names,
        "the form's styles (a style stands below the one it extends)",
        "様式のスタイル（継承元は先に書きます）");
    return false;
}

bool design_find_style(struct design_reader *r, const struct node *map, const struct style **out)
{
    const char *name = NULL;
    if (!known_text(r->err, map, "style", &name) || !name)
        return !node_lookup(map, "style");
    *out = design_style(r->design, name);
    return *out || blame_look(r, node_lookup(map, "style")->at, name);
}

static bool read_family(struct design_reader *r, const struct node *n, struct style *l)
{
    const char *name = NULL;
    if (!known_text(r->err, n, "font", &name) || !name)
        return !node_lookup(n, "font");
    l->text.family = fonts_family(r->design->fonts, name);
    if (l->text.family >= 0)
        return true;
    size_t count;
    const char *const *all = fonts_family_names(r->design->fonts, &count);
    const char **list = arena_array(r->arena, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = all[i];
    struct names names = {{list}};
    known_blame(r->err, node_lookup(n, "font")->at, name, &names, "the font families", "書体");
    return false;
}

static bool read_base(struct design_reader *r, const struct node *n, struct style *l)
{
    const char *name = NULL;
    if (!known_text(r->err, n, "extends", &name) || !name)
        return !node_lookup(n, "extends");
    const struct style *base = design_style(r->design, name);
    if (!base)
        return blame_look(r, node_lookup(n, "extends")->at, name);
    *l = *base;
    return true;
}

static bool check_look(struct design_reader *r, const struct style *l)
{
    bool small = l->min_size && (l->min_size < MPT_PT(1) || l->min_size > l->text.size);
    if (l->text.size >= MPT_PT(1) && l->leading >= l->text.size && !small)
        return true;
    messages_error(r->err, ERR_INPUT, "bad-style", l->at,
        "the style '%s' needs a size of 1pt or more, a leading not below it and a min-size "
        "between 1pt and it",
        "スタイル「%s」の文字の大きさは1pt以上、行送りはその大きさ以上、「min-size」は1pt以上"
        "その大きさ以下にします",
        l->name);
    return false;
}

static bool read_look(struct design_reader *r, const struct pair *p)
{
    struct names names = {{look_names}};
    const struct node *n = p->value;
    if (!known_keys(r->err, n, &names, "a style", "スタイル"))
        return false;
    struct style *l = arena_alloc(r->arena, sizeof *l);
    *l = default_look;
    bool good = read_base(r, n, l) && read_family(r, n, l);
    mpt before = l->text.size;
    good = good && design_mpt(r, n, "size", before, &l->text.size);
    if (before && l->text.size != before && !node_lookup(n, "leading"))
        l->leading = (mpt)((int64_t)l->leading * l->text.size / before);
    mpt em = l->text.size;
    int align = l->align;
    int strict = l->strictness;
    int vertical = l->vertical;
    good = good && design_mpt(r, n, "leading", em, &l->leading) &&
           design_mpt(r, n, "first", em, &l->first) && design_mpt(r, n, "indent", em, &l->rest) &&
           design_mpt(r, n, "min-size", em, &l->min_size) &&
           design_ink(r, n, "ink", &l->text.ink, NULL) &&
           design_word(r, n, "align", align_words, &align) &&
           design_word(r, n, "strictness", strict_words, &strict) &&
           known_flag(r->err, n, "verbatim", &l->verbatim) &&
           known_flag(r->err, n, "underline", &l->underline) &&
           known_flag(r->err, n, "phrases", &l->phrases) &&
           design_word(r, n, "writing", writing_words, &vertical);
    l->vertical = vertical;
    l->align = (enum line_align)align;
    l->strictness = (enum unicode_strictness)strict;
    l->name = p->key->text;
    l->at = p->key->at;
    l->next = r->design->looks;
    r->design->looks = l;
    return good && check_look(r, l);
}

bool design_read_styles(struct design_reader *r, const struct node *map)
{
    bool good = true;
    for (size_t i = 0; i < map->count; i++) {
        if (design_style(r->design, map->pairs[i].key->text)) {
            messages_error(r->err, ERR_INPUT, "duplicate-key", map->pairs[i].key->at,
                "the style '%s' stands twice", "スタイル「%s」が二度定義されています",
                map->pairs[i].key->text);
            good = false;
        }
        good &= read_look(r, &map->pairs[i]);
    }
    return good;
}
