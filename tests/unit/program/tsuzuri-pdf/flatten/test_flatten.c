/* flatten: what prints becomes content of its page, what does not goes. */
#include "program/tsuzuri-pdf/flatten/flatten.h"

#include "document_fixture.h"

/* Objects from 5 on: what an annotation looks like, and what it belongs to. */
#define LOOK STREAM("/Subtype /Form /BBox [0 0 10 10]", "1 0 0 rg 0 0 10 10 re f")
#define ANNOT(more) "<< /Type /Annot /Rect [20 20 40 60] " more " >>"
#define DRAWN_LOOK "/AP << /N 5 0 R >>"
#define FORM "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>"
#define ONE(catalog, annotation, ...)                                                              \
    OPEN(catalog, PAGES("3 0 R", 1), PAGE("/Annots [4 0 R]"), annotation, __VA_ARGS__)

static int flatten(struct pdf_document *d)
{
    int unprinted;
    assert_int_equal(document_state(d), DOCUMENT_GOOD);
    assert_true(flatten_document(d, NULL, 0, 0, &unprinted));
    assert_true(qpdf_oh_is_null(d->q, object_key(d, qpdf_get_root(d->q), "/AcroForm")));
    return unprinted;
}

static bool draws(struct pdf_document *d, const char *part)
{
    struct buf text = content_text(d, 0);
    bool found = strstr(text.data, part);
    buf_release(&text);
    return found;
}

/* Whether an annotation was drawn, and how many are left. */
static void assert_fate(const char *annotation, bool drawn, int left, int unprinted)
{
    struct pdf_document *d = ONE(FORM, annotation, LOOK);
    assert_int_equal(flatten(d), unprinted);
    assert_int_equal(draws(d, " Do\n"), drawn);
    assert_int_equal(annotation_total(d, 0), left);
    document_free(d);
}

static void an_annotation_that_prints_is_drawn_by_its_appearance(void **state)
{
    (void)state;
    assert_fate(ANNOT("/Subtype /Stamp /F 4 " DRAWN_LOOK), true, 0, 0);
    assert_fate(ANNOT("/Subtype /Stamp /F 64 " DRAWN_LOOK), false, 0, 1);
    assert_fate(ANNOT("/Subtype /Stamp /F 6 " DRAWN_LOOK), false, 0, 0);
    assert_fate(ANNOT("/Subtype /Stamp /F 32 " DRAWN_LOOK), false, 0, 0);
    assert_fate(ANNOT("/Subtype /Popup /F 4 " DRAWN_LOOK), false, 0, 0);
}

/* It fills its rectangle: 20 to 40 from a box of 0 to 10 (ISO 32000-1, 12.5.5). */
static void it_stands_where_its_rectangle_is(void **state)
{
    (void)state;
    struct pdf_document *d = ONE(CATALOG, ANNOT("/Subtype /Stamp /F 4 " DRAWN_LOOK), LOOK);
    flatten(d);
    assert_true(draws(d, "2.00000 0.00000 0.00000 4.00000 20.00000 20.00000 cm"));
    document_free(d);
}

static void what_has_no_place_is_not_drawn(void **state)
{
    (void)state;
    assert_fate("<< /Subtype /Stamp /F 4 " DRAWN_LOOK " >>", false, 0, 0);
    assert_fate("<< /Subtype /Stamp /Rect [0 0 0 0] /F 4 " DRAWN_LOOK " >>", false, 0, 0);
    assert_fate("<< /Subtype /Stamp /Rect (oops) /F 4 " DRAWN_LOOK " >>", false, 0, 0);
    assert_fate("[ 1 2 3 ]", false, 0, 0);
    assert_fate("null", false, 0, 0);
}

static void links_and_what_viewers_draw_stay(void **state)
{
    (void)state;
    assert_fate(ANNOT("/Subtype /Link /A << /S /URI /URI (x) >>"), false, 1, 0);
    assert_fate(ANNOT("/Subtype /Link /F 4 " DRAWN_LOOK), true, 1, 0);
    assert_fate(ANNOT("/Subtype /Highlight /F 4"), false, 1, 0);
    assert_fate(ANNOT("/Subtype /Screen /F 4"), false, 0, 0);
}

static void a_button_is_drawn_in_its_state(void **state)
{
    static const struct {
        const char *more;
        bool drawn;
    } cases[] = {
        {"/AS /Yes", true}, {"/AS /Off", false}, {"/V /Yes", true}, {"/V /No", false}, {"", false}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        snprintf(text, sizeof text,
            ANNOT("/Subtype /Widget /FT /Btn /F 4 /AP << /N << /Yes 5 0 R >> >> %s"),
            cases[i].more);
        assert_fate(text, cases[i].drawn, 0, 0);
    }
}

#define LAYERS(config)                                                                             \
    "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << " config " >> >> >>"
#define LAYERED ANNOT("/Subtype /Stamp /F 4 /OC 6 0 R " DRAWN_LOOK)

static void a_layer_that_is_off_is_not_drawn(void **state)
{
    (void)state;
    struct pdf_document *off = ONE(LAYERS("/OFF [6 0 R]"), LAYERED, LOOK, "<< /Type /OCG >>");
    struct pdf_document *on = ONE(LAYERS(""), LAYERED, LOOK, "<< /Type /OCG >>");
    struct pdf_document *base = ONE(LAYERS("/BaseState /OFF"), LAYERED, LOOK, "<< /Type /OCG >>");
    flatten(off);
    flatten(on);
    flatten(base);
    assert_false(draws(off, " Do\n"));
    assert_true(draws(on, " Do\n"));
    assert_false(draws(base, " Do\n"));
    document_free(off);
    document_free(on);
    document_free(base);
}

/* --- texts without an appearance --- */

struct told {
    int count;
    char name[64];
    char text[64];
    struct field_text last;
};

static void note(void *context, const struct field_text *f)
{
    struct told *t = context;
    t->count++;
    t->last = *f;
    snprintf(t->name, sizeof t->name, "%s", f->name);
    snprintf(t->text, sizeof t->text, "%s", f->text);
}

static struct told texts_of(const char *widget)
{
    struct told t = {0};
    struct pdf_document *d =
        ONE(FORM, widget, LOOK, "<< /T (outer) /FT /Tx /Q 2 /V (inherited) /Kids [4 0 R] >>");
    assert_true(flatten_list_texts(d, note, &t));
    document_free(d);
    return t;
}

#define TEXT(more) ANNOT("/Subtype /Widget /F 4 /FT /Tx " more)

static void a_value_without_an_appearance_is_told(void **state)
{
    (void)state;
    struct told t = texts_of(TEXT("/T (inner) /V (one\\rtwo) /Ff 4096 /DA (/F 9 Tf 1 0 0 rg)"));
    assert_int_equal(t.count, 1);
    assert_string_equal(t.name, "inner");
    assert_string_equal(t.text, "one\ntwo");
    assert_true(t.last.multiline);
    assert_int_equal(t.last.ink, 0xFF0000);
    assert_int_equal((int)t.last.size, 9);
    assert_int_equal((int)t.last.width, 20);
    assert_int_equal((int)t.last.height, 40);
}

static void a_field_above_gives_name_and_value(void **state)
{
    (void)state;
    struct told t = texts_of(ANNOT("/Subtype /Widget /F 4 /Parent 6 0 R /T (inner)"));
    assert_string_equal(t.name, "outer.inner");
    assert_string_equal(t.text, "inherited");
    assert_int_equal(t.last.quadding, 2);
}

static void what_shows_nothing_is_not_told(void **state)
{
    (void)state;
    assert_int_equal(texts_of(TEXT("/V ()")).count, 0);
    assert_int_equal(texts_of(TEXT("")).count, 0);
    assert_int_equal(texts_of(TEXT("/V ( )")).count, 0);
    assert_int_equal(texts_of(TEXT("/V (x) /F 2")).count, 0);
    assert_int_equal(texts_of("<< /Subtype /Widget /F 4 /FT /Tx /V (x) >>").count, 0);
}

static void a_password_is_told_as_stars(void **state)
{
    (void)state;
    assert_string_equal(texts_of(TEXT("/V (himitsu) /Ff 8192")).text, "*******");
}

static void a_combs_cells_are_counted(void **state)
{
    (void)state;
    assert_int_equal(texts_of(TEXT("/V (x) /Ff 16777216 /MaxLen 8")).last.comb, 8);
    assert_int_equal(texts_of(TEXT("/V (x) /Ff 16777216 /MaxLen 99999")).last.comb, 0);
    assert_int_equal(texts_of(TEXT("/V (x) /MaxLen 8")).last.comb, 0);
}

static void a_field_with_an_appearance_that_shows_its_value_is_not_told(void **state)
{
    (void)state;
    struct told t = {0};
    struct pdf_document *d = ONE(FORM, TEXT("/V (x) " DRAWN_LOOK),
        STREAM("/Subtype /Form /BBox [0 0 10 10]", "BT /F 9 Tf (x) Tj ET"));
    assert_true(flatten_list_texts(d, note, &t));
    assert_int_equal(t.count, 0);
    document_free(d);
}

/* A page stands for each text that was told; another number of them is a fault. */
static void each_text_needs_its_page(void **state)
{
    int unprinted;
    (void)state;
    for (int count = 0; count <= 2; count++) {
        struct pdf_document *own = OPEN(CATALOG, PAGES("3 0 R 4 0 R", 2), PAGE(), PAGE());
        struct pdf_document *d = ONE(FORM, TEXT("/V (x)"), LOOK);
        assert_int_equal(flatten_document(d, own, 0, count, &unprinted), count == 1);
        assert_int_equal(document_state(d), count == 1 ? DOCUMENT_GOOD : DOCUMENT_DAMAGED);
        assert_int_equal(draws(d, " Do\n"), count > 0);
        document_free(d);
        document_free(own);
    }
}

/* A field that is its own parent, and parents in a circle. */
static void circles_of_fields_end(void **state)
{
    (void)state;
    struct told t = texts_of(ANNOT("/Subtype /Widget /F 4 /FT /Tx /V (x) /Parent 4 0 R /T (a)"));
    assert_int_equal(t.count, 1);
    assert_int_equal(strlen(t.text), 1);
    assert_int_equal(texts_of(ANNOT("/Subtype /Widget /F 4 /Parent 4 0 R")).count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_annotation_that_prints_is_drawn_by_its_appearance),
        cmocka_unit_test(it_stands_where_its_rectangle_is),
        cmocka_unit_test(what_has_no_place_is_not_drawn),
        cmocka_unit_test(links_and_what_viewers_draw_stay),
        cmocka_unit_test(a_button_is_drawn_in_its_state),
        cmocka_unit_test(a_layer_that_is_off_is_not_drawn),
        cmocka_unit_test(a_value_without_an_appearance_is_told),
        cmocka_unit_test(a_field_above_gives_name_and_value),
        cmocka_unit_test(what_shows_nothing_is_not_told),
        cmocka_unit_test(a_password_is_told_as_stars),
        cmocka_unit_test(a_combs_cells_are_counted),
        cmocka_unit_test(a_field_with_an_appearance_that_shows_its_value_is_not_told),
        cmocka_unit_test(each_text_needs_its_page),
        cmocka_unit_test(circles_of_fields_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
