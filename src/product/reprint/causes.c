/* Why sheets differ beside the answers: the edition, the form's data, fonts, the program. */
#include "base/arena.h"
#include "product/reprint/diff.h"

#include <string.h>

static bool differ(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) != 0 : a != b;
}

static void add_cause(
    struct diff *d, const char *kind, const char *name, const char *former, const char *now)
{
    if (differ(former, now))
        d->causes[d->cause_count++] = (struct diff_cause){kind, name, former, now};
}

static const char *font_text(struct arena *a, const struct lock *l, const char *name)
{
    for (size_t i = 0; i < l->font_count; i++)
        if (!strcmp(l->fonts[i].name, name))
            return arena_printf(a, "%s (%s)", l->fonts[i].version, l->fonts[i].checksum);
    return NULL;
}

static void compare_fonts(struct diff *d)
{
    struct arena *a = d->build.call->arena;
    for (size_t i = 0; i < d->old->font_count; i++) {
        const char *name = d->old->fonts[i].name;
        add_cause(d, "font", name, font_text(a, d->old, name), font_text(a, d->now, name));
    }
    for (size_t i = 0; i < d->now->font_count; i++) {
        const char *name = d->now->fonts[i].name;
        if (!font_text(a, d->old, name))
            add_cause(d, "font", name, NULL, font_text(a, d->now, name));
    }
}

void diff_causes(struct diff *d)
{
    const struct lock *old = d->old, *now = d->now;
    d->causes =
        arena_array(d->build.call->arena, old->font_count + now->font_count + 4, sizeof *d->causes);
    add_cause(d, "edition", NULL, old->edition, now->edition);
    add_cause(d, "wording", NULL, old->wording, now->wording);
    add_cause(d, "program", NULL, old->program, now->program);
    compare_fonts(d);
}

const char *diff_cause_text(struct arena *a, const struct diff_cause *c, bool japanese)
{
    const char *former = c->former ? c->former : japanese ? "なし" : "none";
    const char *now = c->now ? c->now : japanese ? "なし" : "none";
    if (!strcmp(c->kind, "wording"))
        return japanese ? "様式のデータ（文言か体裁）が変わりました"
                        : "the form's data (its wording or its layout) changed";
    if (!strcmp(c->kind, "font"))
        return arena_printf(
            a, japanese ? "書体 %s: %s → %s" : "font %s: %s → %s", c->name, former, now);
    if (!strcmp(c->kind, "edition"))
        return arena_printf(a, japanese ? "様式の版: %s → %s" : "edition: %s → %s", former, now);
    return arena_printf(a, "tsuzuri %s → %s", former, now);
}
