/* pdf_fixture: page lists made by hand, written as PDF, and what poppler, mupdf and qpdf say of
   them. */
#ifndef PDF_FIXTURE_H
#define PDF_FIXTURE_H

#include "base/arena.h"
#include "base/file.h"
#include "typeset/pdf/pdf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

enum { MINCHO, GOTHIC, MJ, BIZ_MINCHO, BIZ_GOTHIC, NOTO_SERIF, NOTO_SANS };

struct world {
    struct arena *arena;
    struct messages err;
    struct fonts *fonts;
    struct pages pages;
    struct page *page;
    struct pdf_info info;
    struct buf out;
    char path[64];
};

static inline int setup(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    w->arena = arena_new();
    messages_init(&w->err, w->arena);
    w->fonts = fonts_load(w->arena, &w->err, "fonts/fonts.yaml");
    assert_non_null(w->fonts);
    w->page = page_add(w->arena, &w->pages, MPT_PT(400), MPT_PT(200));
    snprintf(w->path, sizeof w->path, "/tmp/test_pdf_XXXXXX");
    int fd = mkstemp(w->path);
    assert_true(fd >= 0);
    close(fd);
    *state = w;
    return 0;
}

static inline int teardown(void **state)
{
    struct world *w = *state;
    unlink(w->path);
    buf_release(&w->out);
    fonts_free(w->fonts);
    arena_free(w->arena);
    free(w);
    return 0;
}

/* Shapes a text with one face and puts it on the page. */
static inline struct run *put(struct world *w, int face, const char *text, mpt x, mpt y, mpt size)
{
    const struct shaped *s;
    size_t n;
    assert_true(fonts_shape(
        w->fonts, &w->err, (struct face_text){face, FONT_HORIZONTAL, text, strlen(text)}, &s, &n));
    struct run *r = &op_add(w->arena, &w->page->ops, OP_RUN)->u.run;
    *r = (struct run){.face = face,
        .size = size,
        .x = x,
        .y = y,
        .count = n,
        .text = text,
        .text_size = strlen(text),
        .glyphs = arena_array(w->arena, n, sizeof *r->glyphs)};
    mpt at = 0;
    for (size_t i = 0; i < n; i++) {
        mpt advance = (mpt)((int64_t)s[i].advance * size / 1000);
        r->glyphs[i] =
            (struct glyph){.id = s[i].glyph, .x = at, .advance = advance, .cluster = s[i].cluster};
        at += advance;
    }
    return r;
}

static inline void write_pdf(struct world *w)
{
    buf_clear(&w->out);
    if (!pdf_write(&w->err, w->fonts, &w->pages, &w->info, &w->out))
        fail_msg("%s", w->err.first->en);
    assert_true(file_write(&w->err, w->path, w->out.data, w->out.size, 0666));
}

/* What a tool prints about the file; 'before' and 'behind' stand around its name. */
static inline char *tool(struct world *w, const char *before, const char *behind)
{
    char part[4096];
    struct buf b = {0};
    char *command = arena_printf(w->arena, "%s %s %s 2>/dev/null", before, w->path, behind);
    FILE *f = popen(command, "r");
    assert_non_null(f);
    for (size_t n; (n = fread(part, 1, sizeof part, f)) > 0;)
        buf_add(&b, part, n);
    assert_int_equal(pclose(f), 0);
    char *text = arena_strndup(w->arena, b.data ? b.data : "", b.size);
    buf_release(&b);
    return text;
}

static inline void assert_has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("'%s' is not in '%s'", part, text);
}

static inline void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("'%s' is in '%s'", part, text);
}

static inline char *poppler_text(struct world *w)
{
    return tool(w, "pdftotext -raw -nopgbrk", "-");
}

/* A single line of text comes out as typed. */
static inline void assert_extracts(struct world *w, const char *line)
{
    write_pdf(w);
    tool(w, "qpdf --check", "");
    char *poppler = poppler_text(w);
    poppler[strcspn(poppler, "\n")] = '\0';
    assert_string_equal(poppler, line);
    char *mupdf = tool(w, "mutool draw -q -F txt", "");
    mupdf[strcspn(mupdf, "\n")] = '\0';
    assert_string_equal(mupdf, line);
}

/* The operators of the first page. */
static inline char *operators(struct world *w)
{
    write_pdf(w);
    return tool(w, "mutool show -b", "pages/1/Contents");
}

#endif
