#include "seam/font/font_internal.h"

#include "base/arena.h"

enum { FIRST_CHOICES = 256 };

static size_t slot_of(const struct family *family, uint32_t base, uint32_t selector)
{
    size_t mask = family->choice_room - 1;
    size_t i = (base * 2654435761u ^ selector * 40503u) & mask;
    const struct choice *all = family->choices;
    while (all[i].used && (all[i].base != base || all[i].selector != selector))
        i = (i + 1) & mask;
    return i;
}

const struct choice *choice_lookup(const struct family *family, uint32_t base, uint32_t selector)
{
    if (!family->choice_room)
        return NULL;
    const struct choice *found = &family->choices[slot_of(family, base, selector)];
    return found->used ? found : NULL;
}

static void grow(struct arena *a, struct family *family)
{
    struct choice *old = family->choices;
    size_t old_room = family->choice_room;
    family->choice_room = old_room ? old_room * 2 : FIRST_CHOICES;
    family->choices = arena_array(a, family->choice_room, sizeof *old);
    for (size_t i = 0; i < old_room; i++)
        if (old[i].used)
            family->choices[slot_of(family, old[i].base, old[i].selector)] = old[i];
}

void choice_keep(struct arena *a, struct family *family, struct choice choice)
{
    if (family->choice_count >= family->choice_room / 2)
        grow(a, family);
    choice.used = true;
    family->choices[slot_of(family, choice.base, choice.selector)] = choice;
    family->choice_count++;
}

static bool has_base(const struct face *face, uint32_t base)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->font, base, &glyph);
}

static bool has_pair(const struct face *face, uint32_t base, uint32_t selector)
{
    hb_codepoint_t glyph;
    return hb_font_get_variation_glyph(face->font, base, selector, &glyph);
}

/* True where the face can be asked; *failed where the family cannot be used without it. */
static bool ask_face(
    struct fonts *f, struct messages *e, const struct family *family, size_t i, bool *failed)
{
    struct face *face = &f->faces[family->faces[i]];
    if (face_open(f, face))
        return true;
    if (i > 0 && face->state == FACE_ABSENT)
        return false;
    face_report(face, e);
    *failed = true;
    return false;
}

/* Walks the chain; false where a face fails. */
static bool walk(struct fonts *f, struct messages *e, const struct family *family, struct choice *c)
{
    bool failed = false;
    for (size_t i = 0; i < family->count && !failed; i++) {
        if (!ask_face(f, e, family, i, &failed))
            continue;
        const struct face *face = &f->faces[family->faces[i]];
        c->exact = c->selector ? has_pair(face, c->base, c->selector) : has_base(face, c->base);
        if (c->exact)
            c->face = family->faces[i];
        else if (c->face < 0 && has_base(face, c->base))
            c->face = family->faces[i];
        if (c->exact)
            return true;
    }
    return !failed;
}

int fonts_choose(
    struct fonts *f, struct messages *e, int family, uint32_t base, uint32_t selector, bool *exact)
{
    struct family *it = &f->families[family];
    const struct choice *known = choice_lookup(it, base, selector);
    struct choice c = {.base = base, .selector = selector, .face = -1};
    if (!known) {
        if (!walk(f, e, it, &c))
            return -2;
        choice_keep(f->arena, it, c);
        known = &c;
    }
    *exact = known->exact;
    return known->face;
}
