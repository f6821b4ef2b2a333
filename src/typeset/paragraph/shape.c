/* shape: clusters get their glyphs, run by run of one face. */
#include "typeset/paragraph/paragraph_internal.h"

#include "base/arena.h"

mpt mpt_clamp(int64_t v)
{
    return v > INT32_MAX ? INT32_MAX : v < INT32_MIN ? INT32_MIN : (mpt)v;
}

mpt scaled(int32_t v, mpt size)
{
    int64_t product = (int64_t)v * size;
    return mpt_clamp((product + (product < 0 ? -500 : 500)) / 1000);
}

static size_t run_end(const struct galley *g, size_t k)
{
    const struct cluster *first = &g->clusters[k];
    do
        k++;
    while (k < g->count && g->clusters[k].span == first->span &&
           g->clusters[k].face == first->face && g->clusters[k].turn == first->turn &&
           first->turn != ACROSS && !g->clusters[k].newline);
    return k;
}

static void keep_glyphs(
    struct galley *g, const struct shaped *glyphs, size_t count, uint32_t offset)
{
    if (count > g->glyph_room - g->glyph_count) {
        size_t room = g->glyph_count + count + g->count + 16;
        g->glyphs = arena_grow(g->scratch, g->glyphs, g->glyph_count, room, sizeof *g->glyphs);
        g->glyph_room = room;
    }
    struct shaped *to = g->glyphs + g->glyph_count;
    for (size_t i = 0; i < count; i++) {
        to[i] = glyphs[i];
        to[i].cluster += offset;
    }
    g->glyph_count += count;
}

/* Gives an cluster its glyphs, from 'from' on; an cluster without any is part of the one before. */
static size_t assign_glyphs(struct galley *g, struct cluster *a, size_t from)
{
    uint32_t end = a->at + a->size;
    size_t i = from;
    mpt body = 0;
    for (; i < g->glyph_count && g->glyphs[i].cluster < end; i++)
        body = mpt_clamp((int64_t)body + scaled(g->glyphs[i].advance, a->em));
    a->glyph = (uint32_t)from;
    a->glyphs = (uint32_t)(i - from);
    a->body = a->turn == ACROSS ? a->em : body;
    return i;
}

/* Glyph 0 of every face is the box of a missing character. The face was chosen because it has
   the character, so this is the net below that choice. */
static void refuse_box(struct galley *g, const struct cluster *a)
{
    bool boxed = false;
    for (uint32_t i = 0; i < a->glyphs; i++)
        boxed |= !g->glyphs[a->glyph + i].glyph;
    if (!boxed)
        return;
    g->ok = false;
    messages_error(g->e, ERR_INPUT, "no-glyph", cluster_position(g, a),
        "the font '%s' would print a box for '%.*s' (%s); replace the character or add a face that "
        "has it to fonts/fonts.yaml",
        "フォント「%s」では「%.*s」（%s）が四角（□）になります。別の文字に置き換えるか、"
        "この文字を持つフォントをfonts/fonts.yamlに加えてください",
        fonts_face_name(g->fonts, a->face), (int)a->size, g->text + a->at,
        unicode_list(g->scratch, g->text + a->at, a->size));
}

static void shape_run(struct galley *g, size_t first, size_t end)
{
    const struct shaped *glyphs;
    size_t count;
    uint32_t at = g->clusters[first].at;
    uint32_t size = g->clusters[end - 1].at + g->clusters[end - 1].size - at;
    bool upright = g->vertical && g->clusters[first].turn == UPRIGHT;
    if (!fonts_shape(g->fonts, g->e,
            (struct face_text){g->clusters[first].face, upright ? FONT_VERTICAL : FONT_HORIZONTAL,
                g->shaping + at, size},
            &glyphs, &count)) {
        g->ok = false;
        return;
    }
    size_t from = g->glyph_count;
    keep_glyphs(g, glyphs, count, at);
    for (size_t k = first; k < end; k++) {
        from = assign_glyphs(g, &g->clusters[k], from);
        refuse_box(g, &g->clusters[k]);
    }
}

/* A character without a face is measured like any of its kind. */
static void guess_body(struct cluster *a)
{
    a->body = a->newline || char_is_ignorable(a->base) ? 0
              : a->class >= CLASS_SPACE                ? a->em / 2
                                                       : a->em;
}

void galley_shape(struct galley *g)
{
    for (size_t k = 0; k < g->count;) {
        struct cluster *a = &g->clusters[k];
        if (a->face < 0) {
            if (g->spans[a->span].text)
                guess_body(a);
            k++;
            continue;
        }
        size_t end = run_end(g, k);
        shape_run(g, k, end);
        k = end;
    }
}
