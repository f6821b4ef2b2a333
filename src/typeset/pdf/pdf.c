/* pdf: a document from its first page to its bytes, and what makes it impossible. */
#include "typeset/pdf/pdf_internal.h"

#include "base/arena.h"

static void *allocate(HPDF_UINT size)
{
    void *p = malloc(size);
    if (!p)
        abort();
    return p;
}

static bool blame_library(struct pdf *p)
{
    HPDF_STATUS error = HPDF_GetError(p->doc);
    if (error == HPDF_OK)
        return true;
    messages_error(p->err, ERR_OUTPUT, "pdf", position_none(),
        "the PDF cannot be made: libharu error 0x%04lX (detail %lu); if the packet is very large, "
        "print it in parts",
        "PDF を作れません: libharu error 0x%04lX (detail "
        "%lu)。書類が非常に大きいときは分けて印刷してください",
        (unsigned long)error, (unsigned long)HPDF_GetErrorDetail(p->doc));
    return false;
}

static bool blame_cids(struct pdf *p)
{
    if (!p->too_many_cids)
        return true;
    messages_error(p->err, ERR_OUTPUT, "pdf", position_none(),
        "the PDF cannot be made: one font has more than %d different characters; print the packet "
        "in parts",
        "PDF を作れません: 一つのフォントに %d "
        "種類を超える文字があります。書類を分けて印刷してください",
        65535);
    return false;
}

static bool blame_box(struct pdf *p)
{
    if (!p->boxed_page)
        return true;
    messages_error(p->err, ERR_OUTPUT, "no-glyph", position_none(),
        "the PDF cannot be made: page %d would show a box for '%s' (%s); replace the character "
        "or add a face that has it to fonts/fonts.yaml",
        "PDF を作れません: %d "
        "ページの「%s」(%s)が四角（□）になります。別の文字に置き換えるか、"
        "この文字を持つフォントをfonts/fonts.yamlに加えてください",
        p->boxed_page, p->boxed_text, unicode_list(p->arena, p->boxed_text, strlen(p->boxed_text)));
    return false;
}

static bool blame_empty(struct messages *e, const struct pages *pages)
{
    if (pages->first)
        return true;
    messages_error(e, ERR_OUTPUT, "no-pages", position_none(),
        "there is no page to print; choose at least one document",
        "印刷するページがありません。書類を一つ以上選んでください");
    return false;
}

static HPDF_STATUS take_output(HPDF_Stream stream, const HPDF_BYTE *data, HPDF_UINT size)
{
    buf_add(stream->attr, data, size);
    return HPDF_OK;
}

/* libharu would gather the document in a stream of its own, from which it had to be copied. */
static void save(struct pdf *p, struct buf *out)
{
    size_t start = out->size;
    p->doc->stream = HPDF_CallbackWriter_New(p->mmgr, take_output, out);
    if (HPDF_SaveToStream(p->doc) == HPDF_OK)
        pdf_stamp_id(out->data + start, out->size - start);
}

static bool write_document(struct pdf *p, const struct pdf_info *info, struct buf *out)
{
    p->doc->pdf_version = HPDF_VER_17;
    pdf_write_outline(p, &p->kept);
    pdf_write_destinations(p, &p->kept);
    pdf_write_labels(p, &p->kept);
    pdf_write_info(p, info);
    pdf_reserve_id(p);
    if (!blame_cids(p) || !blame_box(p) || !pdf_write_fonts(p) || !blame_library(p))
        return false;
    save(p, out);
    return blame_library(p);
}

struct pdf *pdf_new(struct messages *e, struct fonts *fonts)
{
    struct arena *a = arena_new();
    struct pdf *p = arena_alloc(a, sizeof *p);
    *p = (struct pdf){.err = e, .fonts = fonts, .arena = a};
    p->doc = HPDF_NewEx(NULL, allocate, free, 0, NULL);
    p->mmgr = p->doc->mmgr;
    p->faces = arena_array(a, (size_t)fonts_face_count(fonts), sizeof *p->faces);
    p->content = arena_alloc(a, sizeof *p->content);
    p->flate = zlib_new();
    return p;
}

void pdf_add(struct pdf *p, const struct pages *pages)
{
    for (const struct page *page = pages->first; page; page = page->next)
        pdf_write_page(p, page);
}

void pdf_abandon(struct pdf *p)
{
    buf_release(&p->content->out);
    buf_release(&p->packed);
    zlib_free(p->flate);
    HPDF_Free(p->doc);
    arena_free(p->arena);
}

bool pdf_finish(struct pdf *p, const struct pdf_info *info, struct buf *out)
{
    bool good = blame_empty(p->err, &p->kept) && write_document(p, info, out);
    pdf_abandon(p);
    return good;
}

bool pdf_write(struct messages *e, struct fonts *fonts, const struct pages *pages,
    const struct pdf_info *info, struct buf *out)
{
    struct pdf *p = pdf_new(e, fonts);
    pdf_add(p, pages);
    return pdf_finish(p, info, out);
}

const char *pdf_library_version(void)
{
    return "libharu " HPDF_VERSION_TEXT;
}
