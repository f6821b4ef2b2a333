/* fallback_report: which characters of a page list a face sets that is not its family's first. */
#include "typeset/page/fallback_report.h"

#include "seam/unicode/unicode.h"

static bool is_first(const struct fonts *f, int face)
{
    size_t families, faces;
    fonts_family_names(f, &families);
    for (size_t i = 0; i < families; i++)
        if (fonts_chain(f, (int)i, &faces)[0] == face)
            return true;
    return false;
}

static void report_run(const struct fonts *f, const struct page *p, int number, const struct run *r,
    bool ja, struct buf *out)
{
    size_t length;
    buf_addf(out, ja ? "%dページ" : "page %d", number);
    if (p->label)
        buf_addf(out, ja ? "（%s）" : " (%s)", p->label);
    buf_addf(out, "  x %d mm, y %d mm  %.*s ", (int)((int64_t)r->x * 254 / 720000),
        (int)((int64_t)r->y * 254 / 720000), (int)r->text_size, r->text);
    for (size_t i = 0; i < r->text_size; i += length)
        buf_addf(out, " U+%04X", (unsigned)unicode_decode(r->text + i, r->text_size - i, &length));
    buf_addf(out, "  %s\n", fonts_face_name(f, r->face));
}

void fallback_report(struct fonts *f, const struct pages *pages, bool japanese, struct buf *out)
{
    int number = 0;
    for (const struct page *p = pages->first; p; p = p->next) {
        number++;
        for (const struct op *op = p->ops.first; op; op = op->next)
            if (op->kind == OP_RUN && !op->u.run.invisible && !is_first(f, op->u.run.face))
                report_run(f, p, number, &op->u.run, japanese, out);
    }
    if (!out->size)
        buf_adds(out, japanese ? "すべての文字を、各ファミリーの最初の書体で組みました\n"
                               : "every character was set by the first face of its family\n");
}
