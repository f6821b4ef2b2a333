/* A glyph's outline, drawn by HarfBuzz into whoever asks. */
#include "seam/font/font_internal.h"

struct drawing {
    const struct outline_pen *pen;
    double scale; /* font units to 1/1000 em */
};

static void move_to(
    hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user_data)
{
    const struct drawing *d = data;
    (void)funcs, (void)state, (void)user_data;
    d->pen->move(d->pen->context, x * d->scale, y * d->scale);
}

static void line_to(
    hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user_data)
{
    const struct drawing *d = data;
    (void)funcs, (void)state, (void)user_data;
    d->pen->line(d->pen->context, x * d->scale, y * d->scale);
}

/* HarfBuzz dictates what this and cubic_to are given. */
static void quadratic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1,
    float y1, float x, float y, void *user_data)
{
    const struct drawing *d = data;
    double s = d->scale;
    (void)funcs, (void)state, (void)user_data;
    d->pen->quadratic(d->pen->context, (double[]){x1 * s, y1 * s, x * s, y * s});
}

static void cubic_to(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1,
    float x2, float y2, float x, float y, void *user_data)
{
    const struct drawing *d = data;
    double s = d->scale;
    (void)funcs, (void)state, (void)user_data;
    d->pen->cubic(d->pen->context, (double[]){x1 * s, y1 * s, x2 * s, y2 * s, x * s, y * s});
}

static void close_path(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user_data)
{
    const struct drawing *d = data;
    (void)funcs, (void)state, (void)user_data;
    d->pen->close(d->pen->context);
}

static hb_draw_funcs_t *new_funcs(void)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
    return funcs;
}

bool fonts_outline(
    struct fonts *f, struct messages *e, int face, uint32_t glyph, const struct outline_pen *pen)
{
    const struct face *it = face_need(f, e, face);
    if (!it)
        return false;
    struct drawing d = {pen, 1000.0 / it->upem};
    hb_draw_funcs_t *funcs = new_funcs();
    hb_font_get_glyph_shape(it->font, glyph, funcs, &d);
    hb_draw_funcs_destroy(funcs);
    return true;
}
