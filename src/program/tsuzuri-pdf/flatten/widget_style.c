/* How a form field without an appearance is drawn: border, background, mark, and its text's font.
 */
#include "program/tsuzuri-pdf/flatten/flatten_internal.h"

#include "program/tsuzuri-pdf/document/object.h"

#include <math.h>

#define MOST_SIDE 100000
#define MOST_CELLS 1000
#define MOST_OPERANDS 4

/* --- the default appearance string --- */

struct operands {
    double n[MOST_OPERANDS];
    int count;
};

static unsigned channel(double v)
{
    return (unsigned)lround(255 * fmin(1, fmax(0, v)));
}

static unsigned rgb(double r, double g, double b)
{
    return channel(r) << 16 | channel(g) << 8 | channel(b);
}

static unsigned colour_of(const double *n, int count)
{
    if (count == 1)
        return rgb(n[0], n[0], n[0]);
    if (count == 3)
        return rgb(n[0], n[1], n[2]);
    return rgb((1 - n[0]) * (1 - n[3]), (1 - n[1]) * (1 - n[3]), (1 - n[2]) * (1 - n[3]));
}

static bool is_serif(const char *font)
{
    static const char *const words[] = {"Min", "Times", "TiRo", "Roman", "Song",
        "\xE6\x98\x8E\xE6\x9C\x9D", "\x96\xBE\x92\xA9",
        NULL}; /* the last two: mincho, UTF-8 and CP932 */
    const char *serif = strstr(font, "Serif");
    for (size_t i = 0; words[i]; i++)
        if (strstr(font, words[i]))
            return true;
    return serif && !strstr(font, "Sans");
}

static bool font_is_serif(const struct flat *f, const char *name)
{
    qpdf_oh fonts = object_key(f->d, object_key(f->d, f->form, "/DR"), "/Font");
    qpdf_oh base = object_key(f->d, object_key(f->d, fonts, name), "/BaseFont");
    return is_serif(name) ||
           (qpdf_oh_is_name(f->d->q, base) && is_serif(qpdf_oh_get_name(f->d->q, base)));
}

static void keep_operand(struct operands *o, const char *word)
{
    if (o->count == MOST_OPERANDS)
        memmove(o->n, o->n + 1, (MOST_OPERANDS - 1) * sizeof *o->n);
    else
        o->count++;
    o->n[o->count - 1] = strtod(word, NULL);
}

static void set_colour(struct widget_style *l, const struct operands *o, int wanted)
{
    if (o->count >= wanted)
        l->ink = colour_of(o->n + o->count - wanted, wanted);
}

static void read_word(
    const struct flat *f, struct widget_style *l, struct operands *o, const char *word)
{
    if (strchr("+-.0123456789", *word)) {
        keep_operand(o, word);
        return;
    }
    if (*word == '/')
        l->serif = font_is_serif(f, word);
    else if (!strcmp(word, "Tf") && o->count)
        l->size = fmin(MOST_SIDE, fabs(o->n[o->count - 1]));
    else if (!strcmp(word, "g"))
        set_colour(l, o, 1);
    else if (!strcmp(word, "rg"))
        set_colour(l, o, 3);
    else if (!strcmp(word, "k"))
        set_colour(l, o, 4);
    o->count = 0;
}

static void read_default(const struct flat *f, struct widget_style *l, const char *text)
{
    char word[128];
    struct operands o = {0};
    while (*text) {
        text += strspn(text, " \t\r\n\f[]");
        size_t n = strcspn(text + (*text == '/'), " \t\r\n\f[]/") + (*text == '/');
        if (n > 0 && n < sizeof word) {
            memcpy(word, text, n);
            word[n] = '\0';
            read_word(f, l, &o, word);
        }
        text += n;
    }
}

/* --- borders --- */

static double border_width(struct pdf_document *d, qpdf_oh widget)
{
    qpdf_oh old = object_key(d, widget, "/Border");
    double width = 1;
    if (qpdf_oh_is_array(d->q, old) && qpdf_oh_get_array_n_items(d->q, old) >= 3)
        width = object_number(d, qpdf_oh_get_array_item(d->q, old, 2), 1);
    width = object_number(d, object_key(d, object_key(d, widget, "/BS"), "/W"), width);
    return width >= 0 && width < 100 ? width : 1;
}

static int turn_of_widget(struct pdf_document *d, qpdf_oh widget)
{
    double turn = fmod(object_number(d, object_key(d, object_key(d, widget, "/MK"), "/R"), 0), 360);
    return fmod(turn, 90) == 0 ? (int)(turn < 0 ? turn + 360 : turn) : 0;
}

bool widget_style_of(const struct flat *f, qpdf_oh widget, int turn, struct widget_style *out)
{
    struct pdf_document *d = f->d;
    qpdf_oh text;
    struct view v = {object_box(d, object_key(d, widget, "/Rect")), turn_of_widget(d, widget), 1};
    if (!v.box.there)
        return false;
    *out = (struct widget_style){.border = border_width(d, widget)};
    view_size(&v, &out->width, &out->height);
    if (out->width > MOST_SIDE || out->height > MOST_SIDE)
        return false;
    out->m = matrix_join(view_matrix(&v), annotation_upright(f, widget, turn));
    if (widget_default(f, widget, "/DA", &text) && qpdf_oh_is_string(d->q, text)) {
        struct buf copy = {0};
        buf_adds(&copy, qpdf_oh_get_string_value(d->q, text));
        read_default(f, out, copy.data);
        buf_release(&copy);
    }
    return true;
}

int widget_style_comb(const struct flat *f, qpdf_oh widget)
{
    qpdf_oh most;
    int flags = widget_flags(f->d, widget);
    bool comb = widget_kind(f->d, widget) == FIELD_TEXT && (flags & FIELD_COMB) &&
                !(flags & (FIELD_MULTILINE | FIELD_PASSWORD | FIELD_FILE));
    double n =
        comb && widget_value(f->d, widget, "/MaxLen", &most) ? object_number(f->d, most, 0) : 0;
    return n >= 1 && n <= MOST_CELLS ? (int)n : 0;
}

/* --- drawing --- */

/* Sets a colour with the operator that fits its number of components; false: transparent. */
static bool set_ink(struct pdf_document *d, qpdf_oh colour, bool stroke, struct buf *out)
{
    static const char *const fills[] = {NULL, "g", NULL, "rg", "k"};
    static const char *const strokes[] = {NULL, "G", NULL, "RG", "K"};
    int n = qpdf_oh_is_array(d->q, colour) ? qpdf_oh_get_array_n_items(d->q, colour) : 0;
    if (n > 4 || !fills[n])
        return false;
    for (int i = 0; i < n; i++)
        buf_addf(out, "%.4f ",
            fmin(1, fmax(0, object_number(d, qpdf_oh_get_array_item(d->q, colour, i), 0))));
    buf_addf(out, "%s\n", stroke ? strokes[n] : fills[n]);
    return true;
}

static void add_circle(struct buf *out, double x, double y, double r)
{
    double k = r * 0.5523;
    buf_addf(out, "%.3f %.3f m\n", x + r, y);
    buf_addf(out, "%.3f %.3f %.3f %.3f %.3f %.3f c\n", x + r, y + k, x + k, y + r, x, y + r);
    buf_addf(out, "%.3f %.3f %.3f %.3f %.3f %.3f c\n", x - k, y + r, x - r, y + k, x - r, y);
    buf_addf(out, "%.3f %.3f %.3f %.3f %.3f %.3f c\n", x - r, y - k, x - k, y - r, x, y - r);
    buf_addf(out, "%.3f %.3f %.3f %.3f %.3f %.3f c\nh\n", x + k, y - r, x + r, y - k, x + r, y);
}

/* The sign of a button, as a character of ZapfDingbats. */
static char sign_of(struct pdf_document *d, qpdf_oh widget)
{
    qpdf_oh caption = object_key(d, object_key(d, widget, "/MK"), "/CA");
    const char *text =
        qpdf_oh_is_string(d->q, caption) ? qpdf_oh_get_string_value(d->q, caption) : "";
    if (*text && strchr("4l8unH", *text))
        return *text;
    return widget_flags(d, widget) & FIELD_RADIO ? 'l' : '4';
}

static bool is_mark(struct pdf_document *d, qpdf_oh widget)
{
    return widget_kind(d, widget) == FIELD_BUTTON && !(widget_flags(d, widget) & FIELD_PUSH);
}

static void add_outline(const struct widget_style *l, bool round, double inset, struct buf *out)
{
    double r = fmin(l->width, l->height) / 2 - inset;
    if (round)
        add_circle(out, l->width / 2, l->height / 2, fmax(r, 0));
    else
        buf_addf(out, "%.3f %.3f %.3f %.3f re\n", inset, inset, fmax(0, l->width - 2 * inset),
            fmax(0, l->height - 2 * inset));
}

static void set_dash(struct pdf_document *d, qpdf_oh dash, struct buf *out)
{
    int n = qpdf_oh_is_array(d->q, dash) ? qpdf_oh_get_array_n_items(d->q, dash) : 0;
    double on = n > 0 ? object_number(d, qpdf_oh_get_array_item(d->q, dash, 0), 3) : 3;
    double off = n > 1 ? object_number(d, qpdf_oh_get_array_item(d->q, dash, 1), on) : on;
    if (on > 0 && off > 0)
        buf_addf(out, "[%.3f %.3f] 0 d\n", on, off);
}

static void add_cells(const struct widget_style *l, int cells, struct buf *out)
{
    for (int i = 1; i < cells; i++)
        buf_addf(out, "%.3f %.3f m %.3f %.3f l\n", l->width * i / cells, l->border,
            l->width * i / cells, l->height - l->border);
}

static void draw_border(
    const struct flat *f, qpdf_oh widget, const struct widget_style *l, bool round, struct buf *out)
{
    struct pdf_document *d = f->d;
    qpdf_oh style = object_key(d, widget, "/BS");
    qpdf_oh kind = object_key(d, style, "/S");
    if (l->border <= 0 ||
        !set_ink(d, object_key(d, object_key(d, widget, "/MK"), "/BC"), true, out))
        return;
    buf_addf(out, "%.3f w\n", l->border);
    if (qpdf_oh_is_name_and_equals(d->q, kind, "/D"))
        set_dash(d, object_key(d, style, "/D"), out);
    if (qpdf_oh_is_name_and_equals(d->q, kind, "/U"))
        buf_addf(out, "0 %.3f m %.3f %.3f l\n", l->border / 2, l->width, l->border / 2);
    else
        add_outline(l, round, l->border / 2, out);
    add_cells(l, widget_style_comb(f, widget), out);
    buf_adds(out, "S\n");
}

static void add_points(
    const struct widget_style *l, const double *points, size_t count, struct buf *out)
{
    double size = fmin(l->width, l->height) - 2 * l->border;
    double x = (l->width - size) / 2;
    double y = (l->height - size) / 2;
    for (size_t i = 0; i < count; i++)
        buf_addf(out, "%.3f %.3f %s\n", x + points[2 * i] * size, y + points[2 * i + 1] * size,
            i ? "l" : "m");
    buf_adds(out, "h\nf\n");
}

static void draw_star(const struct widget_style *l, struct buf *out)
{
    double points[20];
    for (int i = 0; i < 10; i++) {
        double angle = 3.14159265358979 * (0.5 + 0.2 * i);
        double r = i % 2 ? 0.17 : 0.45;
        points[2 * i] = 0.5 + r * cos(angle);
        points[2 * i + 1] = 0.5 + r * sin(angle);
    }
    add_points(l, points, 10, out);
}

static void draw_mark(const struct widget_style *l, char sign, struct buf *out)
{
    static const double check[] = {
        0.14, 0.50, 0.24, 0.58, 0.40, 0.38, 0.76, 0.86, 0.86, 0.80, 0.42, 0.14};
    static const double cross[] = {0.14, 0.24, 0.24, 0.14, 0.50, 0.40, 0.76, 0.14, 0.86, 0.24, 0.60,
        0.50, 0.86, 0.76, 0.76, 0.86, 0.50, 0.60, 0.24, 0.86, 0.14, 0.76, 0.40, 0.50};
    static const double diamond[] = {0.5, 0.1, 0.9, 0.5, 0.5, 0.9, 0.1, 0.5};
    static const double square[] = {0.2, 0.2, 0.8, 0.2, 0.8, 0.8, 0.2, 0.8};
    double room = fmin(l->width, l->height) - 2 * l->border;
    if (room <= 0)
        return;
    buf_addf(out, "%.4f %.4f %.4f rg\n", (l->ink >> 16 & 255) / 255.0, (l->ink >> 8 & 255) / 255.0,
        (l->ink & 255) / 255.0);
    if (sign == 'l') {
        add_circle(out, l->width / 2, l->height / 2, room * 0.34);
        buf_adds(out, "f\n");
    } else if (sign == '8') {
        add_points(l, cross, sizeof cross / sizeof *cross / 2, out);
    } else if (sign == 'u') {
        add_points(l, diamond, sizeof diamond / sizeof *diamond / 2, out);
    } else if (sign == 'n') {
        add_points(l, square, sizeof square / sizeof *square / 2, out);
    } else if (sign == 'H') {
        draw_star(l, out);
    } else {
        add_points(l, check, sizeof check / sizeof *check / 2, out);
    }
}

void widget_style_draw(
    const struct flat *f, qpdf_oh widget, const struct widget_style *l, struct buf *out)
{
    struct pdf_document *d = f->d;
    bool mark = is_mark(d, widget);
    char sign = mark ? sign_of(d, widget) : 0;
    bool round = mark && sign == 'l' && (widget_flags(d, widget) & FIELD_RADIO);
    buf_adds(out, "q\n");
    drawing_matrix(out, l->m);
    if (set_ink(d, object_key(d, object_key(d, widget, "/MK"), "/BG"), false, out)) {
        add_outline(l, round, 0, out);
        buf_adds(out, "f\n");
    }
    draw_border(f, widget, l, round, out);
    if (mark && widget_is_on(d, widget))
        draw_mark(l, sign, out);
    buf_adds(out, "Q\n");
}
