/* The values of form fields that have no appearance of their own, set and drawn as pages. */
#include "product/packet/field_appearance.h"

#include "base/arena.h"
#include "seam/unicode/unicode.h"
#include "typeset/paragraph/paragraph.h"

#include <string.h>

#define LEAST_SIZE MPT_PT(4)
#define AUTO_SIZE MPT_PT(12) /* of several lines */
#define LEADING 1200         /* thousandths of the size */
#define FULL 800             /* of an automatic size: thousandths of the room */
#define OVERFULL 1100        /* the same of any size: no character fills its em */
#define STEP 950
#define CHOSEN_INK 0x99c1dau
#define LONGEST MPT_PT(30000)

struct laying {
    struct arena *arena;
    struct messages err; /* its own: messages are put in terms of the field */
    struct fonts *fonts;
    const struct attach_field *field;
    struct page *page;
    struct text_style look;
    mpt room; /* between the paddings */
    mpt padding;
    bool cut; /* it does not fit */
};

static mpt thousandths(mpt n, int64_t t)
{
    return (mpt)((int64_t)n * t / 1000);
}

static mpt least(mpt a, mpt b)
{
    return a < b ? a : b;
}

static mpt most(mpt a, mpt b)
{
    return a > b ? a : b;
}

static struct span span_of(const struct laying *l, const char *text, size_t size)
{
    return (struct span){.text = text, .size = size, .look = l->look, .verbatim = true};
}

static mpt width_at(struct laying *l, const char *text, size_t n, mpt size)
{
    l->look.size = size;
    struct span s = span_of(l, text, n);
    return para_width((struct typesetter){l->arena, &l->err, l->fonts}, &s, 1);
}

/* One line whose em box begins at y; x is where its first, middle or last character stands. */
static void draw_text_line(struct laying *l, const char *text, size_t n, mpt x, mpt y, int quadding)
{
    struct set_text set;
    struct span s = span_of(l, text, n);
    struct para p = {.spans = &s, .count = 1, .leading = l->look.size};
    if (!n ||
        !para_set((struct typesetter){l->arena, &l->err, l->fonts}, &p, LONGEST, &set, NULL) ||
        !set.count)
        return;
    mpt width = set.lines[0].width;
    ops_move(&set.lines[0].ops, x - (quadding == 1 ? width / 2 : quadding == 2 ? width : 0), y);
    ops_append(&l->page->ops, &set.lines[0].ops);
}

/* Where the lines of the field begin, have their middle, or end. */
static mpt edge(const struct laying *l)
{
    int quadding = l->field->quadding;
    mpt width = l->field->width;
    return quadding == 1 ? width / 2 : quadding == 2 ? width - l->padding : l->padding;
}

/* The size a field wants where its room is so high. */
static mpt wanted(const struct laying *l)
{
    const struct attach_field *f = l->field;
    if (f->size)
        return least(f->size, thousandths(f->height, OVERFULL));
    return thousandths(f->height - 2 * f->border, FULL);
}

static mpt legible(struct laying *l, mpt size)
{
    l->cut |= size < LEAST_SIZE;
    return most(size, LEAST_SIZE);
}

static void lay_single(struct laying *l)
{
    const struct attach_field *f = l->field;
    size_t n = strlen(f->text);
    mpt size = most(wanted(l), 1);
    mpt natural = width_at(l, f->text, n, size);
    if (natural > l->room && natural > 0)
        size = (mpt)((int64_t)size * most(l->room, 0) / natural);
    l->look.size = legible(l, size);
    draw_text_line(l, f->text, n, l->cut ? l->padding : edge(l), (f->height - l->look.size) / 2,
        l->cut ? 0 : f->quadding);
}

/* --- combs --- */

struct graphemes {
    const char *text;
    size_t *starts; /* count + 1 */
    int count;
};

static struct graphemes graphemes_of(struct arena *a, const char *text)
{
    size_t n = strlen(text);
    struct graphemes g = {.text = text, .starts = arena_array(a, n + 1, sizeof *g.starts)};
    uint8_t *flags = arena_alloc(a, n + 1);
    unicode_breaks(text, n, UNI_STRICT, flags);
    for (size_t i = 0; i < n; i++)
        if (!i || (flags[i] & UNI_GRAPHEME))
            g.starts[g.count++] = i;
    g.starts[g.count] = n;
    return g;
}

/* More characters than cells share the width. */
static void lay_comb(struct laying *l)
{
    const struct attach_field *f = l->field;
    struct graphemes g = graphemes_of(l->arena, f->text);
    int cells = most(most(g.count, f->comb), 1);
    int first = f->quadding == 1 ? (cells - g.count) / 2 : f->quadding == 2 ? cells - g.count : 0;
    l->look.size = legible(l, least(wanted(l), f->width / cells));
    for (int i = 0; i < g.count; i++) {
        mpt middle = (mpt)((int64_t)f->width * (2 * (first + i) + 1) / (2 * cells));
        draw_text_line(l, f->text + g.starts[i], g.starts[i + 1] - g.starts[i], middle,
            (f->height - l->look.size) / 2, 1);
    }
}

/* --- several lines --- */

/* What the lines take, without the space below the last one. */
static mpt height_of(const struct set_text *set, mpt size)
{
    return set->height - (thousandths(size, LEADING) - size);
}

static bool set_lines(struct laying *l, mpt size, struct set_text *set)
{
    static const enum line_align aligns[] = {LINE_START, LINE_CENTER, LINE_END};
    const struct attach_field *f = l->field;
    bool overwide = false;
    l->look.size = size;
    struct span s = span_of(l, f->text, strlen(f->text));
    s.verbatim = false;
    struct para p = {.spans = &s,
        .count = 1,
        .align = aligns[f->quadding],
        .strictness = UNI_STRICT,
        .leading = thousandths(size, LEADING)};
    para_set(
        (struct typesetter){l->arena, &l->err, l->fonts}, &p, most(l->room, 1), set, &overwide);
    return !overwide && height_of(set, size) <= f->height - l->padding;
}

static void lay_lines(struct laying *l)
{
    struct set_text set;
    mpt size = l->field->size ? l->field->size : AUTO_SIZE;
    while (!set_lines(l, most(size, LEAST_SIZE), &set) && !l->cut && !l->err.errors) {
        l->cut = size <= LEAST_SIZE;
        size = thousandths(size, STEP);
    }
    mpt y = l->padding;
    if (y + height_of(&set, l->look.size) > l->field->height - l->padding / 2)
        y = l->padding / 2;
    y -= (thousandths(l->look.size, LEADING) - l->look.size) / 2;
    for (size_t i = 0; i < set.count; i++) {
        ops_move(&set.lines[i].ops, l->padding, y);
        ops_append(&l->page->ops, &set.lines[i].ops);
        y += set.lines[i].height;
    }
}

/* --- list boxes --- */

/* Calls each line with its place; the last one that is chosen, or -1. */
static int last_chosen(const char *text)
{
    int last = -1;
    int i = 0;
    for (const char *line = text; line; line = strchr(line, '\n'), line += line != NULL, i++)
        if (*line == '+')
            last = i;
    return last;
}

static bool list_fits(struct laying *l, mpt size)
{
    const struct attach_field *f = l->field;
    if ((last_chosen(f->text) + 1) * (int64_t)thousandths(size, LEADING) >
        f->height - 2 * f->border)
        return false;
    for (const char *line = f->text; line; line = strchr(line, '\n'), line += line != NULL)
        if (*line == '+' && width_at(l, line + 1, strcspn(line + 1, "\n"), size) > l->room)
            return false;
    return true;
}

/* What is chosen stands on a plate; what is below the box is not there. */
static void draw_list(struct laying *l, mpt size)
{
    const struct attach_field *f = l->field;
    mpt leading = thousandths(size, LEADING);
    mpt y = f->border;
    l->look.size = size;
    for (const char *line = f->text; line && y < f->height - f->border;
         line = strchr(line, '\n'), line += line != NULL, y += leading) {
        size_t n = strcspn(line, "\n");
        if (*line == '+') {
            struct op *plate = op_rect(l->arena, &l->page->ops,
                (struct box_shape){f->border, y, f->width - 2 * f->border, leading}, 0);
            plate->filled = true;
            plate->fill = CHOSEN_INK;
        }
        draw_text_line(l, line + 1, n - 1, edge(l), y + (leading - size) / 2, f->quadding);
    }
}

static void lay_list(struct laying *l)
{
    mpt size = l->field->size ? l->field->size : AUTO_SIZE;
    while (size > LEAST_SIZE && !list_fits(l, size))
        size = most(thousandths(size, STEP), LEAST_SIZE);
    l->cut = !list_fits(l, most(size, LEAST_SIZE));
    draw_list(l, most(size, LEAST_SIZE));
}

/* --- messages --- */

static const char *named(struct arena *a, const char *name, int page, bool japanese)
{
    if (*name)
        return arena_printf(a, japanese ? "「%s」" : "'%s'", name);
    return arena_printf(
        a, japanese ? "（%dページ、名前なし）" : "without a name on page %d", page + 1);
}

/* What the text engine says, in terms of the field. */
static bool report(struct laying *l, struct messages *e, const char *file)
{
    struct arena *a = l->arena;
    const struct attach_field *f = l->field;
    const char *en = named(a, f->name, f->page, false);
    const char *ja = named(a, f->name, f->page, true);
    for (const struct message *m = l->err.first; m; m = m->next)
        messages_text(e, m->level, m->class, m->code, position_file(file),
            arena_printf(a, "'%s', field %s: %s", file, en, m->en),
            arena_printf(a, "「%s」の欄%s: %s", file, ja, m->ja));
    if (l->cut && !l->err.errors)
        messages_text(e, ERR_WARNING, ERR_NONE, "field-cut", position_file(file),
            arena_printf(a,
                "'%s', field %s: its value does not fit the box at 4 pt, and what stands beyond "
                "its edge is not printed; shorten it, or attach the text as a page of its own",
                file, en),
            arena_printf(a,
                "「%s」の欄%sの値は、4ポイントにしても欄に収まらず、はみ出す部分は印刷されません。"
                "短くするか、別のページにして添付してください",
                file, ja));
    return !l->err.errors;
}

static bool is_text(struct messages *e, const char *file, const struct attach_field *f)
{
    size_t n = strlen(f->text);
    if (unicode_invalid(f->text, n) == n)
        return true;
    messages_error(e, ERR_INPUT, "bad-field", position_file(file),
        "'%s': the value of the field '%s' is not valid text; fill in the form again",
        "「%s」の欄「%s」の値は文字として読めません。フォームに記入し直してください", file,
        f->name);
    return false;
}

bool appearance_page(struct arena *a, struct messages *e, struct fonts *fonts, const char *file,
    const struct attach_field *f, struct pages *pages)
{
    struct laying l = {.arena = a, .fonts = fonts, .field = f};
    if (!is_text(e, file, f))
        return false;
    messages_init(&l.err, a);
    l.page = page_add(a, pages, most(f->width, 1), most(f->height, 1));
    l.padding = 2 * most(f->border, MPT_PT(1));
    l.room = f->width - 2 * l.padding;
    l.look = (struct text_style){fonts_family(fonts, f->serif ? "mincho" : "gothic"), 0, f->ink};
    if (f->list)
        lay_list(&l);
    else if (f->multiline)
        lay_lines(&l);
    else if (f->comb)
        lay_comb(&l);
    else
        lay_single(&l);
    return report(&l, e, file);
}

bool appearance_pages(struct arena *a, struct messages *e, struct fonts *fonts,
    struct bind_document *document, int before, struct pages *pages)
{
    bool good = true;
    document->appearance = before + pages->count;
    document->appearance_count = (int)document->text_count;
    for (size_t i = 0; i < document->text_count; i++)
        good &= appearance_page(a, e, fonts, document->at.file, &document->texts[i], pages);
    return good;
}
