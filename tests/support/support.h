/* What the tests of forms, answers and layout share: a folder of their own, small forms written
   into it, and short ways to say what is expected. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "model/answer/answer.h"
#include "model/answer/condition_value.h"
#include "model/check/score.h"
#include "model/question/form.h"
#include "typeset/layout/layout.h"
#include "typeset/page/trace.h"

#define MANIFEST "fonts/fonts.yaml"
#define HEAD                                                                                       \
    "tsuzuri-form: 1\nid: tiny\ntitle: 小さい様式\nask: [ask.yaml]\nlayout: [layout.yaml]\n"

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

struct world {
    struct arena *arena;
    struct messages err;
    struct fonts *fonts; /* loaded when a layout needs them */
    char folder[64];
    struct form *form; /* the last one that was loaded */
    struct design *design;
};

static inline int world_setup(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    assert_non_null(w);
    w->arena = arena_new();
    messages_init(&w->err, w->arena);
    snprintf(w->folder, sizeof w->folder, "/tmp/tsuzuri-test-XXXXXX");
    assert_non_null(mkdtemp(w->folder));
    *state = w;
    return 0;
}

static inline int world_teardown(void **state)
{
    static const char *const names[] = {"form.yaml", "ask.yaml", "layout.yaml", "more.yaml"};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(file_join(w->arena, w->folder, names[i]));
    rmdir(w->folder);
    if (w->fonts)
        fonts_free(w->fonts);
    arena_free(w->arena);
    free(w);
    unicode_cleanup();
    return 0;
}

static inline void forget(struct world *w)
{
    messages_init(&w->err, w->arena);
}

static inline void write_text(struct world *w, const char *name, const char *text)
{
    FILE *file = fopen(file_join(w->arena, w->folder, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/* All messages, for a test that fails. */
static inline void show(const struct world *w)
{
    for (const struct message *m = w->err.first; m; m = m->next)
        print_message("%s:%d:%d: %s: %s / %s\n", m->at.file ? m->at.file : "-", m->at.line,
            m->at.column, m->code, m->en, m->ja);
}

static inline void assert_quiet(const struct world *w)
{
    if (w->err.first)
        show(w);
    assert_null(w->err.first);
}

static inline struct node *yaml(struct world *w, const char *text)
{
    struct node *n =
        yaml_parse(w->arena, &w->err, "t.yaml", text, strlen(text), &yaml_default_limits);
    if (!n)
        show(w);
    assert_non_null(n);
    return n;
}

/* --- messages --- */

static inline const struct message *message(const struct world *w, int n)
{
    const struct message *m = w->err.first;
    while (m && n--)
        m = m->next;
    return m;
}

static inline int message_count(const struct world *w)
{
    int n = 0;
    while (message(w, n))
        n++;
    return n;
}

static inline const char *base_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

static inline void assert_message(const struct world *w, int n, const char *code, const char *place)
{
    const struct message *m = message(w, n);
    if (!m)
        show(w);
    assert_non_null(m);
    const char *at = arena_printf(
        w->arena, "%s:%d:%d", m->at.file ? base_name(m->at.file) : "-", m->at.line, m->at.column);
    if (strcmp(m->code, code) || strcmp(at, place))
        show(w);
    assert_string_equal(m->code, code);
    assert_string_equal(at, place);
    assert_true(*m->en && *m->ja);
}

/* The only message. */
static inline void assert_blamed(const struct world *w, const char *code, const char *place)
{
    assert_message(w, 0, code, place);
    if (message_count(w) != 1)
        show(w);
    assert_int_equal(message_count(w), 1);
}

static inline void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        print_message("'%s' is not in:\n%s\n", part, text);
    assert_non_null(strstr(text, part));
}

static inline void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        print_message("'%s' is in:\n%s\n", part, text);
    assert_null(strstr(text, part));
}

/* What a message says, in both languages. */
static inline void assert_says(const struct world *w, int n, const char *en, const char *ja)
{
    assert_non_null(message(w, n));
    assert_holds(message(w, n)->en, en);
    assert_holds(message(w, n)->ja, ja);
}

/* --- forms --- */

static inline struct form *load_parts(
    struct world *w, const char *head, const char *ask, const char *layout)
{
    write_text(w, "form.yaml", head);
    write_text(w, "ask.yaml", ask);
    write_text(w, "layout.yaml", layout);
    w->form = form_load(w->arena, &w->err, w->folder);
    if (w->form && !condition_check_form(w->arena, &w->err, w->form))
        w->form = NULL;
    return w->form;
}

static inline struct form *load(struct world *w, const char *ask)
{
    return load_parts(w, HEAD, ask, "");
}

/* A form that must be without a fault. */
static inline struct form *form_of(struct world *w, const char *ask)
{
    struct form *f = load(w, ask);
    if (!f || w->err.first)
        show(w);
    assert_non_null(f);
    assert_quiet(w);
    return f;
}

/* A form that must be refused, with one message. */
static inline void assert_refused(
    struct world *w, const char *ask, const char *code, const char *place)
{
    assert_null(load(w, ask));
    assert_blamed(w, code, place);
    assert_int_equal(message(w, 0)->class, ERR_INPUT);
}

/* --- answers --- */

static inline struct inst *bind_text(struct world *w, const char *answers)
{
    struct inst *root = answer_bind(w->arena, &w->err, w->form, yaml(w, answers));
    return w->err.errors ? NULL : root;
}

static inline struct inst *answers_of(struct world *w, const char *answers)
{
    struct inst *root = bind_text(w, answers);
    if (!root || w->err.first)
        show(w);
    assert_non_null(root);
    assert_quiet(w);
    return root;
}

static inline struct value value_at(struct inst *root, const char *path)
{
    struct scope scope = {.here = root};
    return path_value(path, strlen(path), &scope);
}

static inline const char *text_at(struct inst *root, const char *path)
{
    return value_text(value_at(root, path));
}

/* --- layout --- */

static inline struct fonts *fonts_of(struct world *w)
{
    if (!w->fonts)
        w->fonts = fonts_load(w->arena, &w->err, MANIFEST);
    assert_non_null(w->fonts);
    return w->fonts;
}

static inline struct design *load_design(
    struct world *w, const char *head, const char *ask, const char *layout)
{
    struct form *f = load_parts(w, head, ask, layout);
    if (!f)
        show(w);
    assert_non_null(f);
    return w->design = design_load(w->arena, &w->err, f, fonts_of(w));
}

static inline struct design *design_of(struct world *w, const char *ask, const char *layout)
{
    struct design *d = load_design(w, HEAD, ask, layout);
    if (!d)
        show(w);
    assert_non_null(d);
    return d;
}

static inline bool lay_out(struct world *w, const char *answers, struct pages *pages)
{
    *pages = (struct pages){0};
    return layout_run((struct typesetter){w->arena, &w->err, fonts_of(w)}, w->design,
        answers_of(w, answers), NULL, pages);
}

static inline const char *trace_text_of(struct world *w, const struct pages *pages)
{
    struct buf out = {0};
    trace_pages(pages, fonts_of(w), &out);
    const char *text = arena_strdup(w->arena, out.data);
    buf_release(&out);
    return text;
}

/* The trace of a form that is printed without a fault. */
static inline const char *print(struct world *w, const char *answers)
{
    struct pages pages;
    bool good = lay_out(w, answers, &pages);
    if (!good)
        show(w);
    assert_true(good);
    return trace_text_of(w, &pages);
}

static inline int page_count(const char *trace)
{
    int n = 0;
    for (const char *p = trace; (p = strstr(p, "\npage ")); p++)
        n++;
    return n;
}

/* The part of a trace that is one page's. */
static inline const char *page_of(struct world *w, const char *trace, int page)
{
    const char *p = trace;
    for (int i = 0; i < page; i++) {
        p = strstr(i ? p + 1 : p, "\npage ");
        assert_non_null(p);
    }
    const char *end = strstr(p + 1, "\npage ");
    return arena_strndup(w->arena, p, end ? (size_t)(end - p) : strlen(p));
}

/* A tiny form of one page setup (A5, margins of 20 pt: a body of 379,528 by 555,276 mpt) with a
   body style of 10 pt on 15 pt, and one document whose body is given, in lines of YAML that
   begin with six blanks. */
#define TINY_LAYOUT                                                                                \
    "pages:\n  p: {size: A5, margin: 20pt}\n"                                                      \
    "styles:\n  body: {font: mincho, size: 10pt, leading: 15pt}\n"                                 \
    "  tight: {extends: body, min-size: 6pt}\n  end: {extends: body, align: end}\n"                \
    "  centre: {extends: body, align: center}\n"

#define LEFT 20000
#define TOP 20000
#define BODY_WIDTH 379528
#define BODY_HEIGHT 555276
#define LEADING 15000

static inline const char *tiny_layout(struct world *w, const char *body)
{
    return arena_printf(w->arena,
        TINY_LAYOUT "documents:\n  - id: d\n    title: 書\n    page: p\n    body:\n%s", body);
}

/* The trace of a flow (or sheet) of blocks, written as "- text: …" lines with eight blanks. */
static inline const char *print_blocks(
    struct world *w, const char *ask, const char *kind, const char *blocks, const char *answers)
{
    const char *body = arena_printf(w->arena, "      - %s:\n%s", kind, blocks);
    design_of(w, ask, tiny_layout(w, body));
    assert_quiet(w);
    return print(w, answers);
}

/* Blocks that cannot be laid out: one message (what is said twice counts once). */
static inline void assert_unprintable(struct world *w, const char *ask, const char *kind,
    const char *blocks, const char *answers, const char *code)
{
    struct pages pages;
    forget(w);
    const char *body = arena_printf(w->arena, "      - %s:\n%s", kind, blocks);
    design_of(w, ask, tiny_layout(w, body));
    assert_quiet(w);
    assert_false(lay_out(w, answers, &pages));
    messages_sort(&w->err);
    if (message_count(w) != 1 || strcmp(message(w, 0)->code, code))
        show(w);
    assert_int_equal(message_count(w), 1);
    assert_string_equal(message(w, 0)->code, code);
}

static inline bool holds_before(const char *from, const char *to, const char *part)
{
    const char *found = strstr(from, part);
    return found && found < to;
}

/* The text of a trace, line by line: runs that stand behind each other on one baseline. */
static inline const char *lines_of(struct world *w, const char *trace)
{
    struct buf out = {0};
    int last = -1;
    for (const char *p = trace; (p = strstr(p, "\ntext ")); p++) {
        int y = 0;
        const char *from = strchr(p, '"') + 1;
        const char *end = strstr(from, "\"");
        const char *newline = strchr(p + 1, '\n');
        assert_int_equal(sscanf(p, "\ntext %*d,%d", &y), 1);
        if (newline > p && holds_before(p + 1, newline, " unseen"))
            continue;
        if (y != last)
            buf_addc(&out, '\n');
        buf_add(&out, from, (size_t)(end - from));
        last = y;
    }
    buf_addc(&out, '\n');
    const char *text = arena_strdup(w->arena, out.data);
    buf_release(&out);
    return text;
}

/* Where a text stands: the baseline's start of the first run that is exactly it. */
struct spot {
    int x, y, size;
};

static inline bool find_spot(struct world *w, const char *trace, const char *text, struct spot *out)
{
    const char *sought = arena_printf(w->arena, " \"%s\"", text);
    for (const char *p = trace; (p = strstr(p, sought)); p++) {
        const char *line = p;
        while (line > trace && line[-1] != '\n')
            line--;
        if (sscanf(line, "text %d,%d %*s %d", &out->x, &out->y, &out->size) == 3)
            return true;
    }
    return false;
}

static inline struct spot spot_of(struct world *w, const char *trace, const char *text)
{
    struct spot s = {0};
    bool found = find_spot(w, trace, text, &s);
    if (!found)
        print_message("no text '%s' in:\n%s\n", text, trace);
    assert_true(found);
    return s;
}

static inline int count_of(const char *text, const char *part)
{
    int n = 0;
    for (const char *p = text; (p = strstr(p, part)); p += strlen(part))
        n++;
    return n;
}

#endif
