/* shape: text of one face becomes glyphs. HarfBuzz does it; script and language are said here. */
#include "seam/font/font_internal.h"

#include "base/arena.h"

static bool is_japanese(hb_script_t script)
{
    return script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA || script == HB_SCRIPT_KATAKANA;
}

static bool is_neutral(hb_script_t script)
{
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
           script == HB_SCRIPT_UNKNOWN;
}

/* Japanese where any of it is; else the first script that is one. */
static hb_script_t script_of(hb_buffer_t *buffer)
{
    unsigned count;
    hb_script_t first = HB_SCRIPT_HIRAGANA;
    bool found = false;
    hb_unicode_funcs_t *unicode = hb_buffer_get_unicode_funcs(buffer);
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        hb_script_t script = hb_unicode_script(unicode, info[i].codepoint);
        if (is_japanese(script))
            return HB_SCRIPT_HIRAGANA;
        if (!found && !is_neutral(script)) {
            first = script;
            found = true;
        }
    }
    return first;
}

static void fill_buffer(
    const struct fonts *f, enum font_direction direction, const char *text, size_t size)
{
    hb_buffer_t *b = f->buffer;
    hb_buffer_clear_contents(b);
    hb_buffer_set_cluster_level(b, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
    hb_buffer_set_flags(
        b, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT | HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_add_utf8(b, text, (int)size, 0, (int)size);
    hb_buffer_set_script(b, script_of(b));
    hb_buffer_set_language(b, f->japanese);
    hb_buffer_set_direction(b, direction == FONT_VERTICAL ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
}

static void reserve(struct fonts *f, size_t count)
{
    if (count <= f->shaped_room)
        return;
    f->shaped_room = count * 2;
    f->shaped = arena_array(f->arena, f->shaped_room, sizeof *f->shaped);
}

static size_t take_glyphs(struct fonts *f, const struct face *face, enum font_direction direction)
{
    unsigned count;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(f->buffer, &count);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(f->buffer, NULL);
    reserve(f, count);
    for (unsigned i = 0; i < count; i++) {
        int advance = direction == FONT_VERTICAL ? -at[i].y_advance : at[i].x_advance;
        f->shaped[i] = (struct shaped){.glyph = info[i].codepoint,
            .cluster = info[i].cluster,
            .advance = face_milli(face, advance),
            .dx = face_milli(face, at[i].x_offset),
            .dy = face_milli(face, at[i].y_offset)};
    }
    return count;
}

bool fonts_shape(struct fonts *f, struct messages *e, struct face_text text,
    const struct shaped **glyphs, size_t *count)
{
    const struct face *it = face_need(f, e, text.face);
    if (!it)
        return false;
    if (text.size > INT32_MAX) {
        messages_error(e, ERR_INPUT, "long-text", position_none(),
            "a text of %zu bytes cannot be set in one piece; split it",
            "%zu バイトの文字列は一度に組めません。分けてください", text.size);
        return false;
    }
    fill_buffer(f, text.direction, text.text, text.size);
    hb_shape(it->font, f->buffer, NULL, 0);
    *count = take_glyphs(f, it, text.direction);
    *glyphs = f->shaped;
    return true;
}
