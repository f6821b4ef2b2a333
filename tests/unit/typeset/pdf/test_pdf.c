/* PDF files as a whole: text that extracts as typed, fonts, outlines, labels, information. */
#include "pdf_fixture.h"

static void text_extracts_as_typed(struct world *w, int face, const char *text)
{
    w->page->ops = (struct ops){0};
    put(w, face, text, MPT_PT(20), MPT_PT(40), 10500);
    assert_extracts(w, text);
}

static void everyday_text_extracts(void **state)
{
    text_extracts_as_typed(*state, MINCHO, "昔々、あるところに「おじいさん」がAVATARを見た。");
}

static void two_texts_of_one_glyph_extract_each_as_typed(void **state)
{
    const struct shaped *s;
    size_t n;
    struct world *w = *state;
    assert_true(fonts_shape(
        w->fonts, &w->err, (struct face_text){MINCHO, FONT_HORIZONTAL, "一⼀", 6}, &s, &n));
    assert_int_equal(s[0].glyph, s[1].glyph);
    text_extracts_as_typed(w, MINCHO, "一⼀二⼆一⼀");
}

static void combinations_extract(void **state)
{
    text_extracts_as_typed(*state, MINCHO, "か\u309Aき\u309Aカ\u309Aあ");
}

static void decomposed_kana_extract_decomposed(void **state)
{
    text_extracts_as_typed(*state, MINCHO, "が\u304B\u3099が");
}

static void variation_sequences_extract_with_their_selector(void **state)
{
    text_extracts_as_typed(*state, MINCHO, "辻\U000E0100辻葛\U000E0100城市");
    text_extracts_as_typed(*state, MJ, "渡邉\U000E0101さん");
}

static void an_unknown_variation_extracts_with_its_selector(void **state)
{
    text_extracts_as_typed(*state, MINCHO, "山\U000E01EF田");
}

static void characters_beyond_the_basic_plane_extract(void **state)
{
    text_extracts_as_typed(*state, MJ, "𠮷野家𠮷");
}

static void cff_faces_extract_and_embed_their_bare_table(void **state)
{
    struct world *w = *state;
    FILE *file = fopen("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", "rb");
    if (!file)
        skip();
    fclose(file);
    text_extracts_as_typed(w, NOTO_SERIF, "漢字かなABC、「한글」。");
    w->page->ops = (struct ops){0};
    put(w, NOTO_SERIF, "叉\U000E0100叉", MPT_PT(20), MPT_PT(40), 10500);
    write_pdf(w);
    assert_has(poppler_text(w), "叉\U000E0100叉");
    const char *fonts = tool(w, "pdffonts", "");
    assert_non_null(strstr(fonts, "+NotoSerifCJKjp-Regular"));
    assert_non_null(strstr(fonts, "CID Type 0C"));
    assert_non_null(strstr(fonts, "yes yes yes"));
}

/* What carries text without ink must be no glyph 0: mupdf names the glyph of each code. */
static void codes_without_ink_show_no_box(void **state)
{
    struct world *w = *state;
    for (int face = MINCHO; face <= NOTO_SANS; face++) {
        if (!fonts_metrics(w->fonts, &w->err, face)) {
            messages_init(&w->err, w->arena);
            continue;
        }
        text_extracts_as_typed(w, face, "山\U000E01EF田");
        assert_lacks(tool(w, "mutool trace", ""), "glyph=\"0\"");
    }
}

static void a_blank_has_no_ink_and_is_no_glyph_0(void **state)
{
    struct world *w = *state;
    uint32_t glyph = 0;
    for (int face = MINCHO; face <= NOTO_SANS; face++)
        if (fonts_blank(w->fonts, face, &glyph))
            assert_int_not_equal(glyph, 0);
    if (fonts_blank(w->fonts, NOTO_SERIF, &glyph))
        assert_int_equal(fonts_advance(w->fonts, NOTO_SERIF, glyph), 0);
}

static void a_box_is_an_error_that_names_page_and_character(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "高𠮷", MPT_PT(20), MPT_PT(40), 10000);
    assert_false(pdf_write(&w->err, w->fonts, &w->pages, &w->info, &w->out));
    assert_int_equal(w->err.errors, 1);
    assert_string_equal(w->err.first->code, "no-glyph");
    assert_has(w->err.first->en, "page 1 would show a box for '𠮷' (U+20BB7)");
    assert_has(w->err.first->ja, "1 ページの「𠮷」(U+20BB7)");
    assert_int_equal(w->out.size, 0);
}

static void half_width_kana_and_marks_extract(void **state)
{
    text_extracts_as_typed(*state, MINCHO, "ﾊﾟﾋﾞ株㈱㋿①髙﨑");
}

static void clusters_of_several_glyphs_extract(void **state)
{
    text_extracts_as_typed(*state, MINCHO, "ax\u0304\u0301y\u200Dz");
}

static void every_face_of_a_page_extracts(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "明朝", MPT_PT(20), MPT_PT(40), 10000);
    put(w, GOTHIC, "ゴシック", MPT_PT(40), MPT_PT(40), 10000);
    put(w, MJ, "𠮷", MPT_PT(80), MPT_PT(40), 10000);
    assert_extracts(w, "明朝ゴシック𠮷");
}

static void turned_text_extracts(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "右肩の日付", MPT_PT(100), MPT_PT(150), 10000)->angle = 90;
    assert_extracts(w, "右肩の日付");
}

static void text_stands_where_the_run_says(void **state)
{
    struct world *w = *state;
    struct run *r = put(w, MINCHO, "東京", MPT_PT(20), MPT_PT(50), MPT_PT(10));
    r->glyphs[1].x = MPT_PT(100);
    write_pdf(w);
    char *boxes = tool(w, "pdftotext -bbox", "-");
    assert_has(
        boxes, "xMin=\"20.000000\" yMin=\"41.200000\" xMax=\"30.000000\" yMax=\"51.200000\"");
    assert_has(boxes, "xMin=\"120.000000\"");
}

static void actual_text_replaces_the_glyphs(void **state)
{
    struct world *w = *state;
    struct run *r = put(w, MINCHO, "□", MPT_PT(20), MPT_PT(40), 10000);
    r->actual = "☑";
    r->invisible = true;
    put(w, MINCHO, "同意する", MPT_PT(30), MPT_PT(40), 10000);
    assert_extracts(w, "☑同意する");
}

static void actual_text_of_a_longer_run_is_read_by_poppler(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "□□", MPT_PT(20), MPT_PT(40), 10000)->actual = "𠮷田";
    write_pdf(w);
    assert_has(poppler_text(w), "𠮷田");
    assert_lacks(poppler_text(w), "□");
}

static void odd_runs_are_written_all_the_same(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "あ", 0, 0, 10000)->count = 0;
    put(w, MINCHO, "い", 0, 0, 10000)->size = 0;
    put(w, MINCHO, "う", 0, 0, 10000)->text = NULL;
    struct run *r = put(w, MINCHO, "えお", MPT_PT(20), MPT_PT(20), 10000);
    r->glyphs[0].cluster = 3;
    r->glyphs[1].cluster = 4000;
    put(w, MINCHO, "お", MPT_PT(20), MPT_PT(60), 10000)->text = "\xFF";
    w->page->ops.last->u.run.text_size = 1;
    w->page->ops.last->u.run.glyphs[0].y = -500;
    w->page->ops.first->next->next->u.run.text_size = 0;
    write_pdf(w);
    tool(w, "qpdf --check", "");
    assert_has(poppler_text(w), "えお");
}

static void fonts_are_embedded_subsets_with_a_unicode_map(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "明朝", MPT_PT(20), MPT_PT(40), 10000);
    put(w, MJ, "𠮷", MPT_PT(80), MPT_PT(40), 10000);
    write_pdf(w);
    char *fonts = tool(w, "pdffonts", "| tail -n +3 | sort -k1.8 | cut -c 7-88");
    char *second = strchr(fonts, '\n') + 1;
    assert_has(
        fonts, "+IPAexMincho                   CID TrueType      Identity-H       yes yes yes");
    assert_has(
        second, "+IPAmjMincho                   CID TrueType      Identity-H       yes yes yes");
    assert_string_equal(strchr(second, '\n'), "\n");
    assert_in_range(w->out.size, 2000, 16000);
}

static void a_font_describes_itself(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "A漢ｱ", MPT_PT(20), MPT_PT(40), 10000);
    write_pdf(w);
    const char *font = "trailer/Root/Pages/Kids/1/Resources/Font/F0/DescendantFonts/1";
    char *widths = tool(w, "mutool show -g", arena_printf(w->arena, "%s/W", font));
    assert_has(widths, "[1[724]3[500]]");
    char *d = tool(w, "mutool show -g", arena_printf(w->arena, "%s/FontDescriptor", font));
    assert_has(d, "/Ascent 880");
    assert_has(d, "/Descent -120");
    assert_has(d, "/CapHeight 715");
    assert_has(d, "/FontBBox[-263 -279 1000 916]");
    assert_has(d, "/Flags 4");
    assert_has(d, "/ItalicAngle 0");
}

static void the_subset_tag_comes_from_the_glyphs(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "明朝", MPT_PT(20), MPT_PT(40), 10000);
    write_pdf(w);
    char *one = tool(w, "pdffonts", "| tail -n 1");
    put(w, MINCHO, "朝明朝", MPT_PT(20), MPT_PT(60), 10000);
    write_pdf(w);
    assert_memory_equal(tool(w, "pdffonts", "| tail -n 1"), one, 7);
    put(w, MINCHO, "体", MPT_PT(20), MPT_PT(80), 10000);
    write_pdf(w);
    assert_memory_not_equal(tool(w, "pdffonts", "| tail -n 1"), one, 6);
}

static void more_than_a_block_of_codes_extracts(void **state)
{
    struct world *w = *state;
    char text[3 * 250 + 1];
    size_t n = 0;
    bool exact;
    for (uint32_t c = 0x4E00; n < sizeof text - 1; c++)
        if (fonts_choose(w->fonts, &w->err, 0, c, 0, &exact) == MINCHO)
            n += unicode_encode(c, text + n);
    text[n] = '\0';
    w->page->width = MPT_PT(3000);
    text_extracts_as_typed(w, MINCHO, text);
}

static void pages_only_name_the_fonts_they_use(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "一", MPT_PT(20), MPT_PT(40), 10000);
    w->page = page_add(w->arena, &w->pages, MPT_PT(100), MPT_PT(100));
    put(w, GOTHIC, "二", MPT_PT(20), MPT_PT(40), 10000);
    write_pdf(w);
    char *one = tool(w, "mutool show -g", "pages/1/Resources/Font");
    char *two = tool(w, "mutool show -g", "pages/2/Resources/Font");
    assert_has(one, "/F0");
    assert_lacks(one, "/F1");
    assert_has(two, "/F1");
    assert_lacks(two, "/F0");
}

static void pages_have_their_own_sizes(void **state)
{
    struct world *w = *state;
    w->page = page_add(w->arena, &w->pages, MPT_MM(210), MPT_MM(297));
    write_pdf(w);
    tool(w, "qpdf --check", "");
    char *info = tool(w, "pdfinfo -f 1 -l 2", "");
    assert_has(info, "size:  400 x 200 pts");
    assert_has(info, "size:  595.276 x 841.89 pts");
}

static void the_same_pages_give_the_same_bytes(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "明朝", MPT_PT(20), MPT_PT(40), 10000);
    put(w, MJ, "𠮷", MPT_PT(80), MPT_PT(40), 10000);
    page_outline(w->arena, w->page, 0, "題", 0);
    write_pdf(w);
    char *first = arena_strndup(w->arena, w->out.data, w->out.size);
    size_t size = w->out.size;
    write_pdf(w);
    assert_int_equal(w->out.size, size);
    assert_memory_equal(w->out.data, first, size);
}

static void the_id_is_a_digest_of_the_content(void **state)
{
    struct world *w = *state;
    write_pdf(w);
    char *one = tool(w, "mutool show -g", "trailer/ID");
    assert_memory_equal(strchr(one, '<'), strrchr(one, '<'), 34);
    assert_lacks(one, "<00000000000000000000000000000000>");
    w->info.title = "x";
    write_pdf(w);
    assert_string_not_equal(tool(w, "mutool show -g", "trailer/ID"), one);
}

static void the_pdf_is_appended(void **state)
{
    struct world *w = *state;
    write_pdf(w);
    struct buf out = {0};
    buf_adds(&out, "before");
    assert_true(pdf_write(&w->err, w->fonts, &w->pages, &w->info, &out));
    assert_int_equal(out.size, w->out.size + 6);
    assert_memory_equal(out.data + 6, w->out.data, w->out.size);
    buf_release(&out);
}

static void information_is_japanese_and_dated_as_given(void **state)
{
    struct world *w = *state;
    w->info = (struct pdf_info){.title = "交付申請書一式",
        .author = "𠮷田 花子",
        .subject = "補助金",
        .creator = "tsuzuri 0.1.0",
        .date = {2026, 11, 21},
        .hour = 3,
        .minute = 4,
        .second = 5};
    write_pdf(w);
    char *info = tool(w, "pdfinfo -rawdates", "");
    assert_has(info, "Title:           交付申請書一式\n");
    assert_has(info, "Author:          𠮷田 花子\n");
    assert_has(info, "Subject:         補助金\n");
    assert_has(info, "Creator:         tsuzuri 0.1.0\n");
    assert_has(info, "Producer:        tsuzuri, libharu 2.3.0\n");
    assert_has(info, "CreationDate:    D:20261121030405Z\n");
    assert_has(info, "ModDate:         D:20261121030405Z\n");
    assert_has(info, "PDF version:     1.7\n");
}

static void without_a_date_none_is_written(void **state)
{
    struct world *w = *state;
    write_pdf(w);
    char *info = tool(w, "pdfinfo", "");
    assert_lacks(info, "Date");
    assert_lacks(info, "Title");
}

static void viewers_are_told_language_and_title_bar(void **state)
{
    struct world *w = *state;
    write_pdf(w);
    char *root = tool(w, "mutool show -g", "trailer/Root");
    assert_has(root, "/Lang(ja)");
    assert_has(root, "/DisplayDocTitle true");
    assert_lacks(root, "/PageMode");
    assert_lacks(root, "/PageLabels");
    assert_lacks(root, "/Outlines");
}

static void the_outline_is_a_tree_even_where_levels_skip(void **state)
{
    struct world *w = *state;
    page_outline(w->arena, w->page, 0, "申請書", MPT_PT(50));
    page_outline(w->arena, w->page, 2, "深い節", MPT_PT(60));
    page_outline(w->arena, w->page, 1, "浅い節", 70500);
    w->page = page_add(w->arena, &w->pages, MPT_PT(200), MPT_PT(200));
    page_outline(w->arena, w->page, 0, "別紙", 0);
    write_pdf(w);
    tool(w, "qpdf --check", "");
    char *tree = tool(w, "mutool show", "outline");
    assert_has(tree, "\t\"申請書\"");
    assert_has(tree, "\t\t\"深い節\"");
    assert_has(tree, "\t\t\"浅い節\"");
    assert_has(tree, "\t\"別紙\"");
    assert_has(tool(w, "mutool show -g", "trailer/Root"), "/PageMode/UseOutlines");
    assert_has(tool(w, "mutool show -g", "trailer/Root/Outlines"), "/Count 4");
    assert_has(tool(w, "mutool show -g", "trailer/Root/Outlines/First/Dest"), "/XYZ null 150 null");
    char *last = tool(w, "mutool show -g", "trailer/Root/Outlines/First/Last/Dest");
    assert_has(last, "/XYZ null 130 null");
}

static void long_branches_below_the_top_are_closed(void **state)
{
    struct world *w = *state;
    page_outline(w->arena, w->page, 0, "上", 0);
    page_outline(w->arena, w->page, 1, "中", 0);
    for (int i = 0; i < 21; i++)
        page_outline(w->arena, w->page, 2, "下", 0);
    write_pdf(w);
    assert_has(tool(w, "mutool show -g", "trailer/Root/Outlines"), "/Count 2");
    assert_has(tool(w, "mutool show -g", "trailer/Root/Outlines/First"), "/Count 1");
    assert_has(tool(w, "mutool show -g", "trailer/Root/Outlines/First/First"), "/Count -21");
}

static void page_labels_count_on_where_they_can(void **state)
{
    static const char *const labels[] = {
        "申請書 1", "申請書 2", "別紙", "別紙", "第10", "第12", "007", "0", NULL};
    struct world *w = *state;
    w->page->label = labels[0];
    for (int i = 1; i < 9; i++)
        page_add(w->arena, &w->pages, MPT_PT(100), MPT_PT(100))->label = labels[i];
    write_pdf(w);
    tool(w, "qpdf --check", "");
    assert_string_equal(tool(w, "mutool show -g", "trailer/Root/PageLabels/Nums"),
        "[0<</P<FEFF75338ACB66F80020>/S/D/St 1>>2<</P<FEFF52257D19>>>"
        "4<</P<FEFF7B2C>/S/D/St 10>>5<</P<FEFF7B2C>/S/D/St 12>>"
        "6<</P<FEFF00300030>/S/D/St 7>>7<</P<FEFF0030>>>8<<>>]\n");
}

static void no_page_is_an_error(void **state)
{
    struct world *w = *state;
    w->pages = (struct pages){0};
    assert_false(pdf_write(&w->err, w->fonts, &w->pages, &w->info, &w->out));
    assert_string_equal(w->err.first->code, "no-pages");
    assert_int_equal(w->err.first->class, ERR_OUTPUT);
    assert_int_equal(w->out.size, 0);
}

static void more_characters_than_a_font_can_have_are_an_error(void **state)
{
    enum { MANY = 66000 };
    struct world *w = *state;
    struct run *r = put(w, MINCHO, "あ", MPT_PT(20), MPT_PT(40), 10000);
    uint32_t id = r->glyphs[0].id;
    char *text = arena_alloc(w->arena, 4 * MANY);
    r->glyphs = arena_array(w->arena, MANY, sizeof *r->glyphs);
    r->count = MANY;
    r->text = text;
    r->text_size = 4 * MANY;
    for (uint32_t i = 0; i < MANY; i++) {
        unicode_encode(0x20000 + i, text + 4 * i);
        r->glyphs[i] = (struct glyph){.id = id, .cluster = 4 * i};
    }
    assert_false(pdf_write(&w->err, w->fonts, &w->pages, &w->info, &w->out));
    assert_int_equal(w->err.errors, 1);
    assert_has(w->err.first->en, "65535");
}

static void what_libharu_refuses_is_an_error(void **state)
{
    struct world *w = *state;
    char *title = arena_alloc(w->arena, 70001);
    memset(title, 'x', 70000);
    w->info.title = title;
    assert_false(pdf_write(&w->err, w->fonts, &w->pages, &w->info, &w->out));
    assert_int_equal(w->err.errors, 1);
    assert_has(w->err.first->en, "libharu error 0x1004");
    assert_int_equal(w->out.size, 0);
}

static void a_glyph_that_the_face_has_not_is_an_error(void **state)
{
    struct world *w = *state;
    put(w, MINCHO, "あ", MPT_PT(20), MPT_PT(40), 10000)->glyphs[0].id = 65000;
    assert_false(pdf_write(&w->err, w->fonts, &w->pages, &w->info, &w->out));
    assert_string_equal(w->err.first->code, "no-subset");
}

static void versions_are_told(void **state)
{
    (void)state;
    assert_string_equal(pdf_library_version(), "libharu 2.3.0");
}

#define WITH(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH(everyday_text_extracts),
        WITH(two_texts_of_one_glyph_extract_each_as_typed),
        WITH(combinations_extract),
        WITH(decomposed_kana_extract_decomposed),
        WITH(variation_sequences_extract_with_their_selector),
        WITH(an_unknown_variation_extracts_with_its_selector),
        WITH(characters_beyond_the_basic_plane_extract),
        WITH(codes_without_ink_show_no_box),
        WITH(a_blank_has_no_ink_and_is_no_glyph_0),
        WITH(a_box_is_an_error_that_names_page_and_character),
        WITH(half_width_kana_and_marks_extract),
        WITH(cff_faces_extract_and_embed_their_bare_table),
        WITH(clusters_of_several_glyphs_extract),
        WITH(every_face_of_a_page_extracts),
        WITH(turned_text_extracts),
        WITH(text_stands_where_the_run_says),
        WITH(actual_text_replaces_the_glyphs),
        WITH(actual_text_of_a_longer_run_is_read_by_poppler),
        WITH(odd_runs_are_written_all_the_same),
        WITH(fonts_are_embedded_subsets_with_a_unicode_map),
        WITH(a_font_describes_itself),
        WITH(the_subset_tag_comes_from_the_glyphs),
        WITH(more_than_a_block_of_codes_extracts),
        WITH(pages_only_name_the_fonts_they_use),
        WITH(pages_have_their_own_sizes),
        WITH(the_same_pages_give_the_same_bytes),
        WITH(the_id_is_a_digest_of_the_content),
        WITH(the_pdf_is_appended),
        WITH(information_is_japanese_and_dated_as_given),
        WITH(without_a_date_none_is_written),
        WITH(viewers_are_told_language_and_title_bar),
        WITH(the_outline_is_a_tree_even_where_levels_skip),
        WITH(long_branches_below_the_top_are_closed),
        WITH(page_labels_count_on_where_they_can),
        WITH(no_page_is_an_error),
        WITH(more_characters_than_a_font_can_have_are_an_error),
        WITH(what_libharu_refuses_is_an_error),
        WITH(a_glyph_that_the_face_has_not_is_an_error),
        WITH(versions_are_told),
    };
    return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
