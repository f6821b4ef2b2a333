/* fallback: which face of a family sets a character.

   The chain of the manifest is asked in its order. A variation sequence is wanted exactly: the
   first face that has the pair sets it, although an earlier one has the base; where none has it
   the first with the base does, and the caller warns. A face that is not installed is passed
   over, but the first of a family must be there. Every answer is kept by base and selector: a
   text of 100,000 characters asks for a few thousand. What a whole cluster with marks needs is
   decided above, in paragraph/face.c. */
#include "seam/font/font_internal.h"

#include "base/arena.h"

/* What is looked for, as a key of the index. */
struct wanted {
    uint32_t base, selector;
};

/* A remembered choice, or NULL. */
static const struct choice *find_choice(const struct choices *all, uint32_t base, uint32_t selector)
{
    struct wanted key = {base, selector};
    size_t i;
    return string_index_find(&all->known, &key, sizeof key, &i) ? &all->list[i] : NULL;
}

static void keep_choice(struct arena *a, struct choices *all, struct choice choice)
{
    size_t i = all->known.count;
    struct wanted *key = arena_alloc(a, sizeof *key);
    *key = (struct wanted){choice.base, choice.selector};
    all->known.arena = a;
    all->list = arena_more(a, all->list, i, sizeof *all->list);
    all->list[i] = choice;
    string_index_add_bytes(&all->known, key, sizeof *key, i);
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
    struct face *face = &f->library->faces[family->faces[i]];
    if (face_open(f->library, face))
        return true;
    if (i > 0 && face->state == FACE_ABSENT)
        return false;
    face_report(f, family->faces[i], e);
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
        const struct face *face = &f->library->faces[family->faces[i]];
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
    const struct family *it = &f->library->families[family];
    struct choices *kept = &f->choices[family];
    const struct choice *known = find_choice(kept, base, selector);
    struct choice c = {.base = base, .selector = selector, .face = -1};
    if (!known) {
        if (!walk(f, e, it, &c))
            return -2;
        keep_choice(f->arena, kept, c);
        known = &c;
    }
    *exact = known->exact;
    return known->face;
}
