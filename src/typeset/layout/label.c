/* label: the label that stands on a document's right shoulder, as pages of its own size. */
#include "typeset/layout/label.h"

#include "base/arena.h"
#include "seam/unicode/unicode.h"
#include "typeset/paragraph/paragraph.h"

#include <string.h>

#define FAMILY "gothic"
#define SIZE MPT_PT(14)
#define LEAST_SIZE MPT_PT(6)
#define MOST_WIDTH MPT_MM(35)
#define PLATE MPT_PT(2) /* white around the frame */
#define FRAME MPT_PT(1)
#define PADDING_X MPT_PT(6)
#define PADDING_Y MPT_PT(3)
#define AROUND_X (2 * (PLATE + PADDING_X))
#define AROUND_Y (2 * (PLATE + PADDING_Y))

static bool refuse(struct messages *e, const char *en, const char *ja, const char *text)
{
    messages_error(e, ERR_USAGE, "bad-label", position_none(), en, ja, text);
    return false;
}

static bool has_control(const char *text)
{
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            return true;
    return false;
}

static bool check_text(struct messages *e, const char *text)
{
    size_t n = strlen(text);
    if (!text[strspn(text, " ")])
        return refuse(e, "the label is empty%s; give a text such as 1-1-1",
            "ラベルが空です%s。1-1-1 のような文字を指定してください", "");
    if (unicode_invalid(text, n) < n || has_control(text))
        return refuse(e, "the label '%s' has characters that cannot be printed; type it in UTF-8",
            "ラベル「%s」に印刷できない文字があります。UTF-8で入力してください", text);
    return true;
}

/* The size at which the text fits into the label; 0: none that can be read. */
static mpt fit(mpt natural)
{
    mpt room = MOST_WIDTH - AROUND_X;
    if (natural <= room)
        return SIZE;
    mpt size = (mpt)((int64_t)SIZE * room / natural);
    return size < LEAST_SIZE ? 0 : size;
}

static void draw(struct arena *a, struct pages *pages, struct set_line *line, mpt size)
{
    mpt width = line->width + AROUND_X;
    mpt height = size + AROUND_Y;
    struct page *page = page_add(a, pages, width, height);
    struct op *plate = op_rect(a, &page->ops, (struct box_shape){0, 0, width, height}, 0);
    plate->filled = true;
    plate->fill = 0xffffff;
    op_rect(a, &page->ops, (struct box_shape){PLATE, PLATE, width - 2 * PLATE, height - 2 * PLATE},
        FRAME);
    ops_move(&line->ops, PLATE + PADDING_X, PLATE + PADDING_Y);
    ops_append(&page->ops, &line->ops);
}

bool label_page(struct typesetter t, const char *text, int number, int count, struct pages *pages)
{
    if (!check_text(t.err, text))
        return false;
    const char *whole = count ? arena_printf(t.arena, "%s  %d/%d", text, number, count) : text;
    struct span span = {.text = whole, .size = strlen(whole), .verbatim = true};
    span.look = (struct text_style){fonts_family(t.fonts, FAMILY), SIZE, 0};
    int errors = t.err->errors;
    mpt size = fit(para_width(t, &span, 1));
    if (t.err->errors > errors)
        return false;
    if (!size)
        return refuse(t.err, "the label '%s' is too long; shorten it to about 25 characters",
            "ラベル「%s」が長すぎます。全角で12文字ほどまでにしてください", text);
    struct set_text set;
    struct para p = {.spans = &span, .count = 1, .leading = size};
    span.look.size = size;
    if (!para_set(t, &p, MPT_MM(100), &set, NULL))
        return false;
    draw(t.arena, pages, &set.lines[0], size);
    return true;
}

/* --- the footer --- */

#define FOOT_SIZE MPT_PT(8)
#define FOOT_LEAST MPT_PT(4)
#define FOOT_WIDTH MPT_MM(180)

static void draw_foot(struct arena *a, struct pages *pages, struct set_line *line, mpt size)
{
    mpt width = line->width + 2 * PLATE;
    mpt height = size + 2 * PLATE;
    struct page *page = page_add(a, pages, width, height);
    struct op *plate = op_rect(a, &page->ops, (struct box_shape){0, 0, width, height}, 0);
    plate->filled = true;
    plate->fill = 0xffffff;
    ops_move(&line->ops, PLATE, PLATE);
    ops_append(&page->ops, &line->ops);
}

bool foot_page(struct typesetter t, const char *text, struct pages *pages)
{
    struct span span = {.text = text, .size = strlen(text), .verbatim = true};
    span.look = (struct text_style){fonts_family(t.fonts, FAMILY), FOOT_SIZE, 0};
    int errors = t.err->errors;
    mpt natural = check_text(t.err, text) ? para_width(t, &span, 1) : 0;
    if (t.err->errors > errors)
        return false;
    mpt room = FOOT_WIDTH - 2 * PLATE;
    if (natural > 0 && natural > room)
        span.look.size = (mpt)((int64_t)FOOT_SIZE * room / natural);
    if (span.look.size < FOOT_LEAST) {
        messages_error(t.err, ERR_INPUT, "long-footer", position_none(),
            "'%s' is too long for the footer; shorten it",
            "「%s」は欄外に収まりません。短くしてください", text);
        return false;
    }
    struct set_text set;
    struct para p = {.spans = &span, .count = 1, .leading = span.look.size};
    if (!para_set(t, &p, MPT_MM(200), &set, NULL))
        return false;
    draw_foot(t.arena, pages, &set.lines[0], span.look.size);
    return true;
}
