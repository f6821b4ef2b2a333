/* Pages and outlines as SVG, for a browser (tsuzuri_page_svg, tsuzuri_outlines). */
#include "typeset/svg/svg.h"

#include "base/arena.h"
#include "product/session/call.h"

const char *tsuzuri_page_svg(struct tsuzuri_call *call, size_t i)
{
    struct buf out = {0};
    if (i >= call->laid_out_count)
        return NULL;
    bool good =
        svg_page(&call->err, call->laid_out[i], svg_glyphs_new(call->arena, call->fonts), &out);
    const char *text = good ? arena_strndup(call->arena, out.data, out.size) : NULL;
    buf_release(&out);
    return text;
}

static void blame_name(struct messages *e, const char *name)
{
    messages_error(e, ERR_USAGE, "no-glyph", position_none(), "'%s' names no glyph of the fonts",
        "「%s」という字形は書体にありません", name);
}

enum tsuzuri_status tsuzuri_outlines(
    struct tsuzuri_call *call, const char *const *names, size_t count)
{
    call_begin(call);
    struct fonts *fonts = call_fonts(call);
    struct svg_glyphs *glyphs = fonts ? svg_glyphs_new(call->arena, fonts) : NULL;
    bool good = glyphs && call_words(call, "names", names, count);
    for (size_t i = 0; good && i < count; i++)
        if (!svg_glyphs_add_named(glyphs, names[i])) {
            blame_name(&call->err, names[i]);
            good = false;
        }
    if (good)
        svg_outlines(&call->err, fonts, glyphs, &call->text);
    return call_end(call);
}
