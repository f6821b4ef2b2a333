/* A catalogue that is used again and again: what it tells is of now, and it does not grow. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "tsuzuri.h"

static struct tsuzuri_catalogue *open_catalogue(void)
{
    const struct tsuzuri_paths paths = {.forms = "forms", .fonts = "fonts/fonts.yaml"};
    return tsuzuri_catalogue_new(&paths);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static char *read_file(const char *path)
{
    struct buf text = {0};
    char part[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t n; (n = fread(part, 1, sizeof part, file));)
        buf_add(&text, part, n);
    fclose(file);
    return text.data;
}

static bool first_at_line(struct tsuzuri_call *call, int line, struct tsuzuri_message *out)
{
    for (size_t i = 0; tsuzuri_message(call, i, out); i++)
        if (out->line == line)
            return true;
    return false;
}

/* --- messages --- */

static void a_file_that_was_edited_is_shown_as_it_is_now(void **state)
{
    (void)state;
    char path[] = "/tmp/tsuzuri-test-XXXXXX";
    close(mkstemp(path));
    struct tsuzuri_catalogue *catalogue = open_catalogue();
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    const struct tsuzuri_check check = {.answers = {.name = path}};
    struct tsuzuri_message m;
    write_file(path, "tsuzuri: 1\nform: anshin-isp\nfirst-typo: a\n");
    tsuzuri_check(call, &check);
    assert_true(first_at_line(call, 3, &m));
    assert_string_equal(m.source, "first-typo: a");
    write_file(path, "tsuzuri: 1\nform: anshin-isp\nother-typo: b\n");
    tsuzuri_check(call, &check);
    assert_true(first_at_line(call, 3, &m));
    assert_string_equal(m.source, "other-typo: b");
    assert_non_null(strstr(m.en, "other-typo"));
    tsuzuri_call_free(call);
    tsuzuri_catalogue_free(catalogue);
    unlink(path);
}

static void answers_from_memory_have_lines_too(void **state)
{
    (void)state;
    static const char text[] = "tsuzuri: 1\nform: anshin-isp\ntypo: a\n";
    struct tsuzuri_catalogue *catalogue = open_catalogue();
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    const struct tsuzuri_check check = {.answers = {"a page.yaml", text, sizeof text - 1}};
    struct tsuzuri_message m;
    assert_int_equal(tsuzuri_check(call, &check), TSUZURI_BAD_INPUT);
    assert_true(first_at_line(call, 3, &m));
    assert_string_equal(m.file, "a page.yaml");
    assert_string_equal(m.source, "typo: a");
    tsuzuri_call_free(call);
    tsuzuri_catalogue_free(catalogue);
}

static const char *spell(const char *field)
{
    return !strcmp(field, "draft") ? "the switch 'draft'" : "?";
}

static void the_client_spells_fields(void **state)
{
    (void)state;
    static const char text[] = "tsuzuri: 1\nform: anshin-isp\napplication: new\n";
    struct tsuzuri_paths paths = {.forms = "forms", .fonts = "fonts/fonts.yaml"};
    bool found[2] = {false};
    for (int i = 0; i < 2; i++) {
        paths.spell = i ? spell : NULL;
        struct tsuzuri_catalogue *catalogue = tsuzuri_catalogue_new(&paths);
        struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
        const struct tsuzuri_build build = {
            .answers = {"a.yaml", text, sizeof text - 1}, .want_trace = true};
        struct tsuzuri_message m;
        tsuzuri_build(call, &build);
        for (size_t k = 0; tsuzuri_message(call, k, &m); k++) {
            found[i] |=
                strstr(m.en, i ? "the switch 'draft' prints it" : "draft prints it") != NULL;
            assert_null(strstr(m.en, "--"));
            assert_null(strchr(m.ja, 2));
        }
        tsuzuri_call_free(call);
        tsuzuri_catalogue_free(catalogue);
    }
    assert_true(found[0] && found[1]);
}

/* --- forms --- */

static const char *const tiny_form = "tsuzuri-form: 1\nid: tiny\ntitle: 小さい様式\n"
                                     "ask: [ask.yaml]\nlayout: [layout.yaml]\n";
static const char *const tiny_layout =
    "styles: {body: {font: mincho, size: 10pt, leading: 15pt}}\n"
    "pages: {a4: {size: A4, margin: 20mm}}\n"
    "documents: [{id: one, title: 一, page: a4, body: [{flow: [{text: '{name}', item: name}]}]}]\n";

static void a_form_from_memory_is_used(void **state)
{
    (void)state;
    static const char ask[] = "fields: [{key: name, label: 名前, type: text}]\n";
    static const char text[] = "tsuzuri: 1\nform: tiny\nname: 甲野\n";
    const struct tsuzuri_source files[] = {{"tiny/form.yaml", tiny_form, strlen(tiny_form)},
        {"tiny/ask.yaml", ask, sizeof ask - 1},
        {"tiny/layout.yaml", tiny_layout, strlen(tiny_layout)}};
    const struct tsuzuri_paths paths = {
        .forms = "/nowhere", .fonts = "fonts/fonts.yaml", .files = files, .file_count = 3};
    struct tsuzuri_catalogue *catalogue = tsuzuri_catalogue_new(&paths);
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    const struct tsuzuri_preview p = {.answers = {"a.yaml", text, sizeof text - 1}};
    struct tsuzuri_page page;
    struct tsuzuri_frame frame;
    struct tsuzuri_message m;
    tsuzuri_preview(call, &p);
    if (tsuzuri_message(call, 0, &m))
        print_message("%s:%d: %s\n", m.file, m.line, m.en);
    assert_true(tsuzuri_page(call, 0, &page));
    assert_string_equal(page.document, "one");
    assert_int_equal(page.width, 595276);
    assert_true(page.frame_count > 0);
    assert_true(tsuzuri_frame(call, 0, 0, &frame));
    assert_string_equal(frame.question, "name");
    assert_string_equal(frame.value, "甲野");
    assert_false(tsuzuri_frame(call, 0, page.frame_count, &frame));
    tsuzuri_call_free(call);
    tsuzuri_catalogue_free(catalogue);
}

static void a_form_that_was_edited_is_loaded_anew(void **state)
{
    (void)state;
    char folder[] = "/tmp/tsuzuri-test-XXXXXX";
    char path[128], id[64];
    static const char text[] = "tsuzuri: 1\nform: tiny\nname: 甲\n";
    assert_non_null(mkdtemp(folder));
    snprintf(id, sizeof id, "%s/tiny", folder);
    assert_int_equal(mkdir(id, 0700), 0);
    snprintf(path, sizeof path, "%s/form.yaml", id);
    write_file(path, tiny_form);
    snprintf(path, sizeof path, "%s/layout.yaml", id);
    write_file(path, tiny_layout);
    snprintf(path, sizeof path, "%s/ask.yaml", id);
    write_file(path, "fields: [{key: name, label: 名前, type: text}]\n");
    const struct tsuzuri_paths paths = {.forms = folder, .fonts = "fonts/fonts.yaml"};
    struct tsuzuri_catalogue *catalogue = tsuzuri_catalogue_new(&paths);
    struct tsuzuri_call *first = tsuzuri_call_new(catalogue);
    struct tsuzuri_call *second = tsuzuri_call_new(catalogue);
    const struct tsuzuri_check check = {.answers = {"a.yaml", text, sizeof text - 1}};
    assert_int_equal(tsuzuri_check(first, &check), TSUZURI_DONE);
    write_file(path, "fields: [{key: other, label: 別名, type: text}]\n");
    assert_int_equal(tsuzuri_check(second, &check), TSUZURI_BAD_INPUT);
    assert_int_equal(tsuzuri_check(first, &check), TSUZURI_BAD_INPUT);
    tsuzuri_call_free(first);
    tsuzuri_call_free(second);
    tsuzuri_catalogue_free(catalogue);
    unlink(path);
    snprintf(path, sizeof path, "%s/layout.yaml", id);
    unlink(path);
    snprintf(path, sizeof path, "%s/form.yaml", id);
    unlink(path);
    rmdir(id);
    rmdir(folder);
}

/* --- the PDF --- */

static void a_pdf_is_had_as_bytes(void **state)
{
    (void)state;
    char path[] = "/tmp/tsuzuri-test-XXXXXX";
    close(mkstemp(path));
    struct tsuzuri_catalogue *catalogue = open_catalogue();
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    struct tsuzuri_build build = {.answers = {.name = "samples/renewal/answers.yaml"},
        .binding.forms_only = true,
        .want_pdf = true};
    size_t size, again;
    assert_null(tsuzuri_pdf(call, &size));
    assert_int_equal(tsuzuri_build(call, &build), TSUZURI_DONE);
    const char *bytes = tsuzuri_pdf(call, &size);
    assert_non_null(bytes);
    char *kept = malloc(size);
    memcpy(kept, bytes, size);
    build.output = path;
    assert_int_equal(tsuzuri_build(call, &build), TSUZURI_DONE);
    bytes = tsuzuri_pdf(call, &again);
    assert_int_equal(again, size);
    assert_memory_equal(bytes, kept, size);
    assert_memory_equal(bytes, "%PDF-", 5);
    build.want_pdf = false;
    build.draft = true;
    assert_int_equal(tsuzuri_build(call, &build), TSUZURI_DONE);
    assert_null(tsuzuri_pdf(call, &size));
    free(kept);
    unlink(path);
    char lock[sizeof path + 8];
    snprintf(lock, sizeof lock, "%s.lock", path);
    unlink(lock);
    tsuzuri_call_free(call);
    tsuzuri_catalogue_free(catalogue);
}

/* --- one page alone --- */

static void assert_pages_alone(struct tsuzuri_catalogue *catalogue, const char *answers)
{
    struct tsuzuri_call *all = tsuzuri_call_new(catalogue);
    struct tsuzuri_call *one = tsuzuri_call_new(catalogue);
    struct tsuzuri_preview p = {.answers = {.name = answers}};
    struct tsuzuri_page page, alone;
    size_t count = 0;
    tsuzuri_preview(all, &p);
    for (; tsuzuri_page(all, count, &page); count++) {
        p.document = page.document;
        p.about = page.about;
        p.number = page.number;
        tsuzuri_preview(one, &p);
        assert_true(tsuzuri_page(one, 0, &alone));
        assert_int_equal(tsuzuri_page_count(one), 1);
        assert_int_equal(alone.frame_count, page.frame_count);
        assert_string_equal(tsuzuri_page_trace(one, 0), tsuzuri_page_trace(all, count));
    }
    assert_true(count > 1);
    tsuzuri_call_free(all);
    tsuzuri_call_free(one);
}

static void a_page_alone_is_as_it_stands_among_all(void **state)
{
    (void)state;
    struct tsuzuri_catalogue *catalogue = open_catalogue();
    assert_pages_alone(catalogue, "samples/renewal/answers.yaml");
    assert_pages_alone(catalogue, "samples/longest/answers.yaml"); /* with continuation sheets */
    assert_pages_alone(
        catalogue, "samples/upstream/answers.yaml"); /* a document for each of several */
    tsuzuri_catalogue_free(catalogue);
}

static void a_page_that_is_not_there_is_none(void **state)
{
    (void)state;
    struct tsuzuri_catalogue *catalogue = open_catalogue();
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    struct tsuzuri_preview p = {.answers = {.name = "samples/renewal/answers.yaml"},
        .document = "answer-sheet",
        .number = 99};
    tsuzuri_preview(call, &p);
    assert_int_equal(tsuzuri_page_count(call), 0);
    p.document = "no-such-document";
    tsuzuri_preview(call, &p);
    assert_int_equal(tsuzuri_page_count(call), 0);
    tsuzuri_call_free(call);
    tsuzuri_catalogue_free(catalogue);
}

/* --- many calls --- */

struct worker {
    pthread_t thread;
    struct tsuzuri_catalogue *catalogue;
    const char *answers;
    uint64_t digest;
    size_t pages;
};

/* FNV-1a of all pages' traces. */
static void *preview_all(void *data)
{
    struct worker *w = data;
    struct tsuzuri_call *call = tsuzuri_call_new(w->catalogue);
    const struct tsuzuri_preview p = {.answers = {.name = w->answers}};
    for (int round = 0; round < 3; round++) {
        tsuzuri_preview(call, &p);
        w->digest = 0xCBF29CE484222325u;
        w->pages = (size_t)tsuzuri_page_count(call);
        for (size_t i = 0; i < w->pages; i++)
            for (const char *c = tsuzuri_page_trace(call, i); *c; c++)
                w->digest = (w->digest ^ (unsigned char)*c) * 0x100000001B3u;
    }
    tsuzuri_call_free(call);
    return NULL;
}

static void several_calls_at_once_print_as_one_alone(void **state)
{
    (void)state;
    enum { WORKERS = 6 };
    static const char *const samples[] = {"samples/renewal/answers.yaml",
        "samples/names/answers.yaml", "samples/asp-disclosure/answers.yaml"};
    struct worker w[WORKERS], alone;
    struct tsuzuri_catalogue *catalogue = open_catalogue();
    for (int i = 0; i < WORKERS; i++) {
        w[i] = (struct worker){.catalogue = catalogue, .answers = samples[i % 3]};
        assert_int_equal(pthread_create(&w[i].thread, NULL, preview_all, &w[i]), 0);
    }
    for (int i = 0; i < WORKERS; i++)
        pthread_join(w[i].thread, NULL);
    for (int i = 0; i < WORKERS; i++) {
        alone = (struct worker){.catalogue = open_catalogue(), .answers = samples[i % 3]};
        preview_all(&alone);
        tsuzuri_catalogue_free(alone.catalogue);
        assert_true(alone.pages > 0);
        assert_int_equal(w[i].pages, alone.pages);
        assert_true(w[i].digest == alone.digest);
    }
    tsuzuri_catalogue_free(catalogue);
}

static long resident(void)
{
    long pages = 0, own = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%ld %ld", &pages, &own), 2);
    fclose(file);
    return own * sysconf(_SC_PAGESIZE);
}

static void play(struct tsuzuri_call *call, const char *text, int from, int to)
{
    for (int i = from; i < to; i++) {
        struct buf answers = {0};
        buf_adds(&answers, text);
        buf_addf(&answers, "typo-%d: x\n", i);
        const struct tsuzuri_preview p = {
            .answers = {"samples/renewal/answers.yaml", answers.data, answers.size},
            .document = "answer-sheet",
            .number = 1 + i % 18};
        char expected[32];
        struct tsuzuri_message m;
        bool found = false;
        tsuzuri_preview(call, &p);
        assert_int_equal(tsuzuri_page_count(call), 1);
        snprintf(expected, sizeof expected, "typo-%d: x", i);
        for (size_t k = 0; tsuzuri_message(call, k, &m); k++)
            found |= m.source && !strcmp(m.source, expected);
        assert_true(found);
        buf_release(&answers);
    }
}

static void a_call_does_not_grow(void **state)
{
    (void)state;
    char *text = read_file("samples/renewal/answers.yaml");
    struct tsuzuri_catalogue *catalogue = open_catalogue();
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    play(call, text, 0, 40);
    long before = resident();
    play(call, text, 40, 240);
#ifndef __SANITIZE_ADDRESS__ /* which keeps what was freed */
    assert_true(resident() - before < 1 << 20);
#endif
    (void)before;
    tsuzuri_call_free(call);
    tsuzuri_catalogue_free(catalogue);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_was_edited_is_shown_as_it_is_now),
        cmocka_unit_test(answers_from_memory_have_lines_too),
        cmocka_unit_test(the_client_spells_fields),
        cmocka_unit_test(a_form_from_memory_is_used),
        cmocka_unit_test(a_form_that_was_edited_is_loaded_anew),
        cmocka_unit_test(a_pdf_is_had_as_bytes),
        cmocka_unit_test(a_page_alone_is_as_it_stands_among_all),
        cmocka_unit_test(a_page_that_is_not_there_is_none),
        cmocka_unit_test(several_calls_at_once_print_as_one_alone),
        cmocka_unit_test(a_call_does_not_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
