/* Faces, families, choosing, shaping and subsetting, with the fonts of fonts/fonts.yaml. Run in
   the project's folder. */
#include "base/arena.h"
#include "base/file.h"
#include "seam/font/font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

static const char gothic_file[] = "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf";

struct world {
    struct arena *arena;
    struct messages err;
    struct fonts *fonts;
    char folder[64];
};

static int setup(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    w->arena = arena_new();
    messages_init(&w->err, w->arena);
    snprintf(w->folder, sizeof w->folder, "/tmp/test_font_XXXXXX");
    assert_non_null(mkdtemp(w->folder));
    *state = w;
    return 0;
}

static int setup_fonts(void **state)
{
    setup(state);
    struct world *w = *state;
    w->fonts = fonts_load(w->arena, &w->err, "fonts/fonts.yaml");
    assert_non_null(w->fonts);
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    fonts_free(w->fonts);
    unlink(file_join(w->arena, w->folder, "m.yaml"));
    unlink(file_join(w->arena, w->folder, "face.ttf"));
    rmdir(w->folder);
    arena_free(w->arena);
    free(w);
    return 0;
}

static void load(struct world *w, const char *manifest)
{
    char *path = file_join(w->arena, w->folder, "m.yaml");
    assert_true(file_write(&w->err, path, manifest, strlen(manifest), 0666));
    w->fonts = fonts_load(w->arena, &w->err, path);
}

static void assert_fault(const struct world *w, const char *code, const char *part)
{
    assert_int_equal(w->err.errors, 1);
    assert_string_equal(w->err.first->code, code);
    assert_int_equal(w->err.first->class, ERR_INPUT);
    if (!strstr(w->err.first->en, part) || !w->err.first->ja[0])
        fail_msg("'%s' is not in '%s' / '%s'", part, w->err.first->en, w->err.first->ja);
}

#define FACE(name, file) "  - {name: " name ", file: " file ", package: fonts-x, licence: X}\n"
#define ONE_FACE(name, file) "faces:\n" FACE(name, file) "families:\n  a: [" name "]\n"

/* A copy of the Gothic face with bytes changed: in a table at an offset, or its name in the table
   directory (offset -1). */
static void write_face(struct world *w, const char *table, long offset, const void *data, size_t n)
{
    struct buf b = {0};
    assert_true(file_read(&w->err, position_none(), gothic_file, 16000000, &b));
    unsigned char *p = (unsigned char *)b.data + 12;
    while (memcmp(p, table, 4))
        p += 16;
    size_t start = (size_t)p[8] << 24 | (size_t)p[9] << 16 | (size_t)p[10] << 8 | p[11];
    memcpy(offset < 0 ? (char *)p : b.data + start + offset, data, n);
    assert_true(
        file_write(&w->err, file_join(w->arena, w->folder, "face.ttf"), b.data, b.size, 0666));
    buf_release(&b);
}

static const char *chosen(
    struct world *w, const char *family, uint32_t base, uint32_t selector, bool *exact)
{
    int face =
        fonts_choose(w->fonts, &w->err, fonts_family(w->fonts, family), base, selector, exact);
    assert_int_equal(w->err.errors, 0);
    return face < 0 ? "none" : fonts_face_name(w->fonts, face);
}

static void assert_chosen(
    struct world *w, const char *family, uint32_t base, uint32_t selector, const char *face)
{
    bool exact;
    /* the second time from memory */
    for (int i = 0; i < 2; i++) {
        assert_string_equal(chosen(w, family, base, selector, &exact), face);
        assert_true(exact);
    }
}

static void the_manifest_names_families_and_faces(void **state)
{
    struct world *w = *state;
    size_t count;
    const char *const *names = fonts_family_names(w->fonts, &count);
    assert_int_equal(count, 2);
    assert_string_equal(names[0], "mincho");
    assert_string_equal(names[1], "gothic");
    assert_int_equal(fonts_family(w->fonts, "gothic"), 1);
    assert_int_equal(fonts_family(w->fonts, "Gothic"), -1);
    assert_int_equal(fonts_face_count(w->fonts), 7);
}

static void a_face_is_opened_when_it_is_first_needed(void **state)
{
    struct world *w = *state;
    assert_null(fonts_face_file(w->fonts, 0));
    assert_chosen(w, "mincho", 0x4E00, 0, "IPAexMincho");
    assert_non_null(strstr(fonts_face_file(w->fonts, 0), "ipaexm.ttf"));
    assert_non_null(strstr(fonts_face_version(w->fonts, 0), "004"));
    assert_null(fonts_face_file(w->fonts, 1));
    assert_null(fonts_face_file(w->fonts, 2));
}

static void characters_of_forms_and_names_are_found_along_the_chain(void **state)
{
    struct world *w = *state;
    static const uint32_t common[] = {' ', 'A', 0x3042, 0x4E00, 0xFF71, 0xFF9F, 0x32FF, 0x3231,
        0x2460, 0x9AD9, 0xFA11, 0x25A1, 0x3000, 0x309A};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
        assert_chosen(w, "mincho", common[i], 0, "IPAexMincho");
        assert_chosen(w, "gothic", common[i], 0, "IPAexGothic");
    }
    assert_chosen(w, "mincho", 0x20BB7, 0, "IPAmjMincho");
    assert_chosen(w, "gothic", 0x20BB7, 0, "IPAmjMincho");
}

static void variation_sequences_are_found_along_the_chain(void **state)
{
    struct world *w = *state;
    assert_chosen(w, "mincho", 0x8FBB, 0xE0100, "IPAexMincho");
    assert_chosen(w, "mincho", 0x845B, 0xE0100, "IPAexMincho");
    assert_chosen(w, "mincho", 0x8FBB, 0xE0103, "IPAmjMincho");
    assert_chosen(w, "gothic", 0x8FBB, 0xE0103, "IPAmjMincho");
}

static void an_unknown_variation_falls_back_to_its_base(void **state)
{
    struct world *w = *state;
    bool exact = true;
    for (int i = 0; i < 2; i++) {
        assert_string_equal(chosen(w, "mincho", 0x4E00, 0xE01EF, &exact), "IPAexMincho");
        assert_false(exact);
    }
    assert_string_equal(chosen(w, "mincho", 0x20BB7, 0xE01EF, &exact), "IPAmjMincho");
    assert_false(exact);
}

static void a_character_that_no_face_has_is_told(void **state)
{
    struct world *w = *state;
    bool exact;
    assert_string_equal(chosen(w, "mincho", 0x1F600, 0, &exact), "none");
    assert_string_equal(chosen(w, "mincho", 0x1F600, 0xFE0F, &exact), "none");
    assert_string_equal(chosen(w, "mincho", 0x10FFFF, 0, &exact), "none");
}

static void many_choices_are_remembered(void **state)
{
    struct world *w = *state;
    bool exact;
    static const char *first[0xA00];
    for (uint32_t i = 0; i < 0xA00; i++)
        first[i] = chosen(w, "mincho", 0x4E00 + i, 0, &exact);
    for (uint32_t i = 0; i < 0xA00; i++)
        assert_string_equal(chosen(w, "mincho", 0x4E00 + i, 0, &exact), first[i]);
}

static size_t shape(struct world *w, const char *text, const struct shaped **glyphs)
{
    size_t count;
    assert_true(fonts_shape(w->fonts, &w->err,
        (struct face_text){0, FONT_HORIZONTAL, text, strlen(text)}, glyphs, &count));
    return count;
}

static void advances_are_thousandths_of_an_em(void **state)
{
    struct world *w = *state;
    const struct shaped *g;
    assert_int_equal(shape(w, "漢ｱ A", &g), 4);
    assert_int_equal(g[0].advance, 1000);
    assert_int_equal(g[1].advance, 500);
    assert_int_equal(g[2].advance, 290);
    assert_int_equal(g[3].advance, 724);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(fonts_advance(w->fonts, 0, g[i].glyph), g[i].advance);
    assert_int_equal(g[1].cluster, 3);
    assert_int_equal(g[2].cluster, 6);
    assert_int_equal(g[3].cluster, 7);
}

static void combinations_become_one_glyph_in_one_cluster(void **state)
{
    struct world *w = *state;
    const struct shaped *g;
    assert_int_equal(shape(w, "か\u309Aあ", &g), 2);
    assert_int_equal(g[0].advance, 1000);
    assert_int_equal(g[1].cluster, 6);
    assert_int_equal(shape(w, "が", &g), 1);
    uint32_t composed = g[0].glyph;
    assert_int_equal(shape(w, "か\u3099", &g), 1);
    assert_int_equal(g[0].glyph, composed);
}

static void selectors_leave_no_glyph(void **state)
{
    struct world *w = *state;
    const struct shaped *g;
    assert_int_equal(shape(w, "辻", &g), 1);
    uint32_t plain = g[0].glyph;
    assert_int_equal(shape(w, "辻\U000E0100あ", &g), 2);
    assert_int_not_equal(g[0].glyph, plain);
    assert_int_equal(g[1].cluster, 7);
    assert_int_equal(shape(w, "辻\U000E01EF", &g), 1);
    assert_int_equal(g[0].glyph, plain);
    assert_int_equal(shape(w, "あ\u200Dい", &g), 2);
}

static void marks_of_half_width_kana_stay_in_the_cluster(void **state)
{
    struct world *w = *state;
    const struct shaped *g;
    assert_int_equal(shape(w, "ﾊﾟ", &g), 2);
    assert_int_equal(g[0].cluster, 0);
    assert_int_equal(g[1].cluster, 0);
}

static void an_empty_text_and_a_missing_glyph_shape(void **state)
{
    struct world *w = *state;
    const struct shaped *g;
    assert_int_equal(shape(w, "", &g), 0);
    assert_int_equal(shape(w, "😀", &g), 1);
    assert_int_equal(g[0].glyph, 0);
    assert_int_equal(shape(w, "\xFF", &g), 1);
}

static void vertical_text_advances_downwards(void **state)
{
    struct world *w = *state;
    const struct shaped *g;
    size_t count;
    assert_int_equal(shape(w, "「", &g), 1);
    uint32_t upright = g[0].glyph;
    assert_true(
        fonts_shape(w->fonts, &w->err, (struct face_text){0, FONT_VERTICAL, "「", 3}, &g, &count));
    assert_int_equal(g[0].advance, 1000);
    assert_int_equal(g[0].dx, -500);
    assert_int_not_equal(g[0].glyph, upright);
}

static void the_shaped_array_grows_with_the_text(void **state)
{
    struct world *w = *state;
    char text[3001];
    const struct shaped *g;
    memset(text, 'x', 3000);
    text[3000] = '\0';
    assert_int_equal(shape(w, "x", &g), 1);
    assert_int_equal(shape(w, text, &g), 3000);
    assert_int_equal(g[2999].cluster, 2999);
}

static void metrics_are_those_of_the_em_box(void **state)
{
    struct world *w = *state;
    for (int face = 0; face < 3; face++) {
        const struct face_metrics *m = fonts_metrics(w->fonts, &w->err, face);
        assert_non_null(m);
        assert_int_equal(m->ascent + m->descent, 1000);
        assert_in_range(m->ascent, 800, 900);
        assert_in_range(m->cap_height, 600, 800);
        assert_true(m->bbox[0] < 0 && m->bbox[1] < 0 && m->bbox[2] > 900 && m->bbox[3] > 800);
        assert_int_equal(m->italic_angle, 0);
    }
}

static unsigned read16(const char *p)
{
    return (unsigned)((unsigned char)p[0] << 8 | (unsigned char)p[1]);
}

static void a_subset_is_a_small_font_with_new_ids(void **state)
{
    struct world *w = *state;
    const uint32_t glyphs[] = {9701, 36, 7691};
    uint32_t ids[3];
    struct buf out = {0};
    assert_true(fonts_subset(w->fonts, &w->err, 2, (struct subset_glyphs){glyphs, 3, ids}, &out));
    assert_int_equal(ids[0], 3);
    assert_int_equal(ids[1], 1);
    assert_int_equal(ids[2], 2);
    assert_in_range(out.size, 400, 8000);
    assert_memory_equal(out.data, "\0\1\0\0", 4);
    assert_int_equal(read16(out.data + 4), 6);
    buf_release(&out);
}

static void the_same_glyphs_give_the_same_subset(void **state)
{
    struct world *w = *state;
    const uint32_t one[] = {618, 966, 2822}, other[] = {2822, 618, 966};
    uint32_t ids[3];
    struct buf a = {0}, b = {0};
    assert_true(fonts_subset(w->fonts, &w->err, 0, (struct subset_glyphs){one, 3, ids}, &a));
    assert_true(fonts_subset(w->fonts, &w->err, 0, (struct subset_glyphs){other, 3, ids}, &b));
    assert_int_equal(a.size, b.size);
    assert_memory_equal(a.data, b.data, a.size);
    buf_release(&a);
    buf_release(&b);
}

static void a_subset_of_nothing_has_notdef(void **state)
{
    struct world *w = *state;
    struct buf out = {0};
    assert_true(fonts_subset(w->fonts, &w->err, 0, (struct subset_glyphs){NULL, 0, NULL}, &out));
    assert_true(out.size > 200);
    buf_release(&out);
}

static void a_glyph_that_is_none_makes_no_subset(void **state)
{
    struct world *w = *state;
    const uint32_t glyph = 70000;
    uint32_t id;
    struct buf out = {0};
    assert_false(fonts_subset(w->fonts, &w->err, 0, (struct subset_glyphs){&glyph, 1, &id}, &out));
    assert_int_equal(w->err.errors, 1);
    buf_release(&out);
}

static void a_missing_first_face_names_its_package_once_a_list(void **state)
{
    struct world *w = *state;
    bool exact;
    load(w, ONE_FACE("NoSuchFace", "/nowhere/x.ttf"));
    assert_int_equal(fonts_choose(w->fonts, &w->err, 0, 'A', 0, &exact), -2);
    assert_int_equal(fonts_choose(w->fonts, &w->err, 0, 'B', 0, &exact), -2);
    assert_fault(w, "no-font", "fonts-x");
    assert_null(fonts_metrics(w->fonts, &w->err, 0));
    assert_int_equal(fonts_advance(w->fonts, 0, 1), 0);
    struct messages other;
    messages_init(&other, w->arena);
    assert_int_equal(fonts_choose(w->fonts, &other, 0, 'A', 0, &exact), -2);
    assert_int_equal(other.errors, 1);
}

static void a_missing_later_face_is_passed_over(void **state)
{
    struct world *w = *state;
    bool exact;
    load(w, "faces:\n" FACE("IPAexGothic", "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf")
                FACE("NoSuchFace", "/nowhere/x.ttf") "families:\n  a: [IPAexGothic, NoSuchFace]\n");
    assert_int_equal(fonts_choose(w->fonts, &w->err, 0, 'A', 0, &exact), 0);
    assert_int_equal(fonts_choose(w->fonts, &w->err, 0, 0x20BB7, 0, &exact), -1);
    assert_int_equal(w->err.errors, 0);
}

static void a_face_that_moved_is_found_by_its_name(void **state)
{
    struct world *w = *state;
    bool exact;
    load(w, ONE_FACE("IPAexGothic", "/nowhere/ipaexg.ttf"));
    assert_int_equal(fonts_choose(w->fonts, &w->err, 0, 'A', 0, &exact), 0);
    assert_int_equal(w->err.errors, 0);
    assert_non_null(strstr(fonts_face_file(w->fonts, 0), "ipaexg.ttf"));
}

static void a_relative_file_stands_beside_the_manifest(void **state)
{
    struct world *w = *state;
    bool exact;
    write_face(w, "OS/2", 8, "\0\0", 2);
    load(w, ONE_FACE("IPAexGothic", "face.ttf"));
    assert_int_equal(fonts_choose(w->fonts, &w->err, 0, 'A', 0, &exact), 0);
    assert_non_null(strstr(fonts_face_file(w->fonts, 0), w->folder));
}

static void refuse(struct world *w, const char *manifest, const char *code, const char *part)
{
    bool exact;
    load(w, manifest);
    assert_non_null(w->fonts);
    assert_int_equal(fonts_choose(w->fonts, &w->err, 0, 'A', 0, &exact), -2);
    assert_fault(w, code, part);
}

static void a_face_that_forbids_embedding_is_refused(void **state)
{
    write_face(*state, "OS/2", 8, "\0\2", 2);
    refuse(*state, ONE_FACE("IPAexGothic", "face.ttf"), "no-embedding", "fsType 0x0002");
}

static void a_face_that_allows_bitmaps_only_is_refused(void **state)
{
    write_face(*state, "OS/2", 8, "\2\0", 2);
    refuse(*state, ONE_FACE("IPAexGothic", "face.ttf"), "no-embedding", "fsType 0x0200");
}

static void a_face_for_preview_and_print_is_embedded(void **state)
{
    struct world *w = *state;
    bool exact;
    write_face(w, "OS/2", 8, "\0\4", 2);
    load(w, ONE_FACE("IPAexGothic", "face.ttf"));
    assert_int_equal(fonts_choose(w->fonts, &w->err, 0, 'A', 0, &exact), 0);
}

static void cff2_outlines_are_refused(void **state)
{
    write_face(*state, "glyf", -1, "CFF2", 4);
    refuse(*state, ONE_FACE("IPAexGothic", "face.ttf"), "cff-font", "CFF");
}

static void a_face_without_outlines_is_refused(void **state)
{
    write_face(*state, "glyf", -1, "flyg", 4);
    refuse(*state, ONE_FACE("IPAexGothic", "face.ttf"), "bad-font", "no outlines");
}

static void a_broken_face_is_refused(void **state)
{
    write_face(*state, "head", -1, "daeh", 4);
    refuse(*state, ONE_FACE("IPAexGothic", "face.ttf"), "bad-font", "face.ttf");
}

static void a_file_that_is_no_font_is_refused(void **state)
{
    refuse(*state, ONE_FACE("X", "m.yaml"), "bad-font", "is not a font");
}

static void a_folder_is_refused(void **state)
{
    refuse(*state, ONE_FACE("X", "/tmp"), "bad-font", "cannot be read");
}

static void another_face_than_named_is_refused(void **state)
{
    refuse(*state, ONE_FACE("IPAexMincho", "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf"),
        "wrong-font", "IPAexGothic");
}

static void bad_manifest(struct world *w, const char *text, const char *code, const char *part)
{
    load(w, text);
    assert_null(w->fonts);
    assert_fault(w, code, part);
}

static void an_unknown_key_gets_a_did_you_mean(void **state)
{
    bad_manifest(*state, "faces: []\nfamilys: {}\n", "unknown-key", "families");
}

static void an_unknown_face_gets_a_did_you_mean(void **state)
{
    bad_manifest(*state, "faces:\n" FACE("IPAexGothic", "x.ttf") "families:\n  a: [IPAexGothik]\n",
        "unknown-key", "IPAexGothic");
}

static void a_manifest_without_faces_is_refused(void **state)
{
    bad_manifest(*state, "families: {a: [b]}\n", "missing-key", "faces");
}

static void a_manifest_without_families_is_refused(void **state)
{
    bad_manifest(*state, "faces:\n" FACE("A", "x.ttf"), "missing-key", "families");
}

static void a_face_without_a_file_is_refused(void **state)
{
    bad_manifest(*state, "faces:\n  - {name: A, package: p, licence: l}\nfamilies: {a: [A]}\n",
        "missing-key", "file");
}

static void a_face_listed_twice_is_refused(void **state)
{
    bad_manifest(*state, "faces:\n" FACE("A", "x.ttf") FACE("A", "y.ttf") "families: {a: [A]}\n",
        "duplicate-face", "twice");
}

static void a_family_without_faces_is_refused(void **state)
{
    bad_manifest(*state, "faces:\n" FACE("A", "x.ttf") "families: {a: []}\n", "wrong-type", "list");
}

static void a_family_of_lists_is_refused(void **state)
{
    bad_manifest(
        *state, "faces:\n" FACE("A", "x.ttf") "families: {a: [[A]]}\n", "wrong-type", "PostScript");
}

static void a_missing_manifest_is_told(void **state)
{
    struct world *w = *state;
    assert_null(fonts_load(w->arena, &w->err, "/nowhere/fonts.yaml"));
    assert_true(w->err.errors > 0);
}

static void versions_are_told(void **state)
{
    (void)state;
    assert_non_null(strstr(fonts_library_versions(), "FreeType 2."));
    assert_non_null(strstr(fonts_library_versions(), ", HarfBuzz "));
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup_fonts, teardown)
#define WITHOUT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(the_manifest_names_families_and_faces),
        WITH(a_face_is_opened_when_it_is_first_needed),
        WITH(characters_of_forms_and_names_are_found_along_the_chain),
        WITH(variation_sequences_are_found_along_the_chain),
        WITH(an_unknown_variation_falls_back_to_its_base),
        WITH(a_character_that_no_face_has_is_told),
        WITH(many_choices_are_remembered),
        WITH(advances_are_thousandths_of_an_em),
        WITH(combinations_become_one_glyph_in_one_cluster),
        WITH(selectors_leave_no_glyph),
        WITH(marks_of_half_width_kana_stay_in_the_cluster),
        WITH(an_empty_text_and_a_missing_glyph_shape),
        WITH(vertical_text_advances_downwards),
        WITH(the_shaped_array_grows_with_the_text),
        WITH(metrics_are_those_of_the_em_box),
        WITH(a_subset_is_a_small_font_with_new_ids),
        WITH(the_same_glyphs_give_the_same_subset),
        WITH(a_subset_of_nothing_has_notdef),
        WITH(a_glyph_that_is_none_makes_no_subset),
        WITHOUT(a_missing_first_face_names_its_package_once_a_list),
        WITHOUT(a_missing_later_face_is_passed_over),
        WITHOUT(a_face_that_moved_is_found_by_its_name),
        WITHOUT(a_relative_file_stands_beside_the_manifest),
        WITHOUT(a_face_that_forbids_embedding_is_refused),
        WITHOUT(a_face_that_allows_bitmaps_only_is_refused),
        WITHOUT(a_face_for_preview_and_print_is_embedded),
        WITHOUT(cff2_outlines_are_refused),
        WITHOUT(a_face_without_outlines_is_refused),
        WITHOUT(a_broken_face_is_refused),
        WITHOUT(a_file_that_is_no_font_is_refused),
        WITHOUT(a_folder_is_refused),
        WITHOUT(another_face_than_named_is_refused),
        WITHOUT(an_unknown_key_gets_a_did_you_mean),
        WITHOUT(an_unknown_face_gets_a_did_you_mean),
        WITHOUT(a_manifest_without_faces_is_refused),
        WITHOUT(a_manifest_without_families_is_refused),
        WITHOUT(a_face_without_a_file_is_refused),
        WITHOUT(a_face_listed_twice_is_refused),
        WITHOUT(a_family_without_faces_is_refused),
        WITHOUT(a_family_of_lists_is_refused),
        WITHOUT(a_missing_manifest_is_told),
        WITHOUT(versions_are_told),
    };
    return cmocka_run_group_tests_name("font", tests, NULL, NULL);
}
