/* What the tests of line share: fonts, spans of plain text, data files read line by line. */
#ifndef LINE_FIXTURE_H
#define LINE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "typeset/paragraph/paragraph_internal.h"

#define MANIFEST "fonts/fonts.yaml"
#define DATA "tests/data/typography/"

struct fixture {
    struct arena *arena;
    struct messages err;
    struct fonts *fonts;
    struct text_style look;
};

static inline int fixture_setup(void **state)
{
    struct fixture *x = calloc(1, sizeof *x);
    assert_non_null(x);
    x->arena = arena_new();
    messages_init(&x->err, x->arena);
    x->fonts = fonts_load(x->arena, &x->err, MANIFEST);
    assert_non_null(x->fonts);
    x->look = (struct text_style){.family = fonts_family(x->fonts, "mincho"), .size = 10000};
    assert_true(x->look.family >= 0);
    *state = x;
    return 0;
}

static inline int fixture_teardown(void **state)
{
    struct fixture *x = *state;
    fonts_free(x->fonts);
    arena_free(x->arena);
    free(x);
    unicode_cleanup();
    return 0;
}

static inline void forget_messages(struct fixture *x)
{
    messages_init(&x->err, x->arena);
}

static inline struct span plain_n(const struct fixture *x, const char *text, size_t size)
{
    return (struct span){.text = text, .size = size, .look = x->look, .at = {"test", 1, 1}};
}

static inline struct span plain(const struct fixture *x, const char *text)
{
    return plain_n(x, text, strlen(text));
}

static inline struct para para_of(const struct span *spans, size_t count, enum line_align align)
{
    return (struct para){
        .spans = spans, .count = count, .align = align, .strictness = UNI_STRICT, .leading = 16000};
}

static inline struct set_text set_spans(
    struct fixture *x, const struct span *spans, size_t count, enum line_align align, mpt width)
{
    struct para p = para_of(spans, count, align);
    struct set_text t;
    bool overwide = false;
    assert_true(
        para_set((struct typesetter){x->arena, &x->err, x->fonts}, &p, width, &t, &overwide));
    return t;
}

static inline struct set_text set(
    struct fixture *x, const char *text, enum line_align align, mpt width)
{
    struct span s = plain(x, text);
    return set_spans(x, &s, 1, align, width);
}

/* The text of a line's visible runs. */
static inline const char *text_of(struct fixture *x, const struct set_line *line)
{
    const char *text = "";
    for (const struct op *op = line->ops.first; op; op = op->next)
        if (op->kind == OP_RUN && !op->u.run.invisible)
            text = arena_printf(x->arena, "%s%.*s", text, (int)op->u.run.text_size, op->u.run.text);
    return text;
}

/* A galley to look into; its scratch is the fixture's arena. */
static inline struct galley galley_of(
    struct fixture *x, const struct span *spans, size_t count, enum unicode_strictness strictness)
{
    struct galley g = {.scratch = x->arena,
        .arena = x->arena,
        .e = &x->err,
        .fonts = x->fonts,
        .spans = spans,
        .span_count = count,
        .strictness = strictness};
    assert_true(galley_set(&g));
    return g;
}

/* Calls 'each' with every line of a data file but those that begin with '#'. */
static inline void each_line(
    struct fixture *x, const char *path, void (*each)(struct fixture *x, char *line))
{
    char line[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        if (*line && *line != '#')
            each(x, line);
    }
    fclose(file);
}

/* Cuts off and returns the next tab-separated field. */
static inline char *next_field(char **line)
{
    char *field = *line;
    char *tab = strchr(field, '\t');
    *line = tab ? tab + 1 : field + strlen(field);
    if (tab)
        *tab = 0;
    return field;
}

/* A generator of the tests' own (xorshift), so that every run tests the same. */
static inline uint32_t next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

static inline char *read_all(struct fixture *x, const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = arena_alloc(x->arena, 1 << 20);
    *size = fread(text, 1, 1 << 20, file);
    fclose(file);
    return text;
}

#endif
