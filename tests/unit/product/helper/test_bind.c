/* bind_write with the real worker program, which stands beside the folder of this test, and with
   scripts in its place. What packets look like is tested by tests/command/test_bind.py. */
#include "support.h"

#include "product/helper/bind.h"
#include "typeset/layout/label.h"
#include "typeset/pdf/pdf.h"

#include <sys/stat.h>

#define BOXES "tests/data/pdfs/09-boxes.pdf" /* 8 pages */
#define LOCKED "tests/data/pdfs/34-r6-both-passwords.pdf"
#define SOUND "tests/data/pdfs/20-expect.pdf" /* 4 pages */

struct packet {
    struct world *w;
    struct buf own;
    struct bind_document documents[3];
    struct helper_programs programs;
    struct bind bind;
    struct bind_facts facts[3];
    char *out;
};

static const char *real_worker(struct world *w)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    assert_true(n > 0);
    path[n] = '\0';
    char *unit = strstr(path, "/unit/");
    assert_non_null(unit);
    *unit = '\0';
    return arena_printf(w->arena, "%s/tsuzuri-pdf", path);
}

/* A page of our own and a label, as the main program makes them. */
static void make_own(struct packet *p)
{
    struct world *w = p->w;
    struct pages pages = {0};
    struct pdf_info info = {.creator = "test"};
    struct page *page = page_add(w->arena, &pages, MPT_MM(210), MPT_MM(297));
    page->label = "表紙";
    page_outline(w->arena, page, 0, "表紙", 0);
    assert_true(
        label_page((struct typesetter){w->arena, &w->err, fonts_of(w)}, "1-1-1", 1, 0, &pages));
    assert_true(pdf_write(&w->err, fonts_of(w), &pages, &info, &p->own));
}

static void begin(struct packet *p, struct world *w, const char *worker)
{
    *p = (struct packet){.w = w, .out = file_join(w->arena, w->folder, "out.pdf")};
    p->programs.worker = worker;
    p->bind = (struct bind){.programs = &p->programs, .own = &p->own, .own_pages = 1};
    p->bind.documents = p->documents;
    p->bind.group = "添付書類";
    make_own(p);
    write_text(w, "out.pdf", "untouched");
}

static struct bind_document *add(struct packet *p, const char *file)
{
    struct bind_document *d = &p->documents[p->bind.count++];
    *d = (struct bind_document){
        .at = {p->bind.programs, file, ""}, .title = file, .page_label = "x"};
    d->label = -1;
    return d;
}

static bool write_packet(struct packet *p)
{
    return bind_write(p->w->arena, &p->w->err, &p->bind, p->out, p->facts);
}

static void end(struct packet *p)
{
    unlink(p->out);
    buf_release(&p->own);
}

static const char *written(struct packet *p)
{
    struct buf text = {0};
    assert_true(file_read(&p->w->err, position_none(), p->out, (size_t)1 << 24, &text));
    const char *copy = arena_strndup(p->w->arena, text.data, text.size);
    buf_release(&text);
    return copy;
}

static const char *script(struct world *w, const char *lines)
{
    const char *path = file_join(w->arena, w->folder, "worker");
    write_text(w, "worker", arena_printf(w->arena, "#!/bin/sh\n%s\n", lines));
    assert_int_equal(chmod(path, 0700), 0);
    return path;
}

static void remove_script(struct world *w)
{
    unlink(file_join(w->arena, w->folder, "worker"));
    unlink(file_join(w->arena, w->folder, "said"));
    unlink(file_join(w->arena, w->folder, "read"));
}

static void a_packet_is_written_and_its_documents_are_counted(void **state)
{
    struct packet p;
    begin(&p, *state, real_worker(*state));
    add(&p, BOXES)->label = 1;
    add(&p, SOUND)->pages = "1,4";
    p.documents[1].blank_after = true;
    assert_true(write_packet(&p));
    assert_quiet(p.w);
    assert_int_equal(p.facts[0].pages, 8);
    assert_int_equal(p.facts[1].pages, 2);
    assert_false(p.facts[0].javascript || p.facts[0].files || p.facts[0].open_action);
    assert_holds(written(&p), "%PDF-1.");
    end(&p);
}

static void a_packet_of_our_own_pages_alone_is_one(void **state)
{
    struct packet p;
    begin(&p, *state, real_worker(*state));
    assert_true(write_packet(&p));
    assert_quiet(p.w);
    end(&p);
}

static void a_document_that_is_refused_is_named_and_nothing_is_written(void **state)
{
    struct packet p;
    begin(&p, *state, real_worker(*state));
    add(&p, BOXES);
    add(&p, LOCKED);
    assert_false(write_packet(&p));
    assert_blamed(p.w, "needs-password", "34-r6-both-passwords.pdf:0:0");
    assert_says(p.w, 0, "a password file", "パスワード");
    assert_int_equal(message(p.w, 0)->class, ERR_INPUT);
    assert_string_equal(written(&p), "untouched");
    end(&p);
}

static void a_page_that_is_not_there_is_told_with_the_count(void **state)
{
    struct packet p;
    begin(&p, *state, real_worker(*state));
    add(&p, SOUND)->pages = "3-5";
    assert_false(write_packet(&p));
    assert_blamed(p.w, "no-such-page", "20-expect.pdf:0:0");
    assert_says(p.w, 0, "it has 4", "4 ページ");
    assert_string_equal(written(&p), "untouched");
    end(&p);
}

static void files_that_are_not_there_are_told_all_at_once(void **state)
{
    struct packet p;
    begin(&p, *state, real_worker(*state));
    add(&p, "no/such.pdf");
    add(&p, BOXES);
    add(&p, "nor/this.pdf");
    assert_false(write_packet(&p));
    assert_int_equal(message_count(p.w), 2);
    assert_message(p.w, 0, "cannot-read", "such.pdf:0:0");
    assert_message(p.w, 1, "cannot-read", "this.pdf:0:0");
    end(&p);
}

static void an_output_that_cannot_be_written_is_a_fault_of_the_output(void **state)
{
    struct packet p;
    begin(&p, *state, real_worker(*state));
    add(&p, BOXES);
    unlink(p.out);
    p.out = file_join(p.w->arena, p.w->folder, "no/out.pdf");
    assert_false(write_packet(&p));
    assert_blamed(p.w, "cannot-write", "-:0:0");
    assert_int_equal(message(p.w, 0)->class, ERR_OUTPUT);
    end(&p);
}

static void without_a_worker_there_is_an_error_that_names_it(void **state)
{
    struct packet p;
    begin(&p, *state, "/no/such/worker");
    add(&p, BOXES);
    assert_false(write_packet(&p));
    assert_int_equal(message_count(p.w), 1);
    assert_string_equal(message(p.w, 0)->code, "no-worker");
    assert_says(p.w, 0, "/no/such/worker", "/no/such/worker");
    end(&p);
}

static void passwords_and_answers_are_not_on_the_command_line(void **state)
{
    struct packet p;
    struct world *w = *state;
    const char *said = file_join(w->arena, w->folder, "said");
    const char *worker = script(
        w, arena_printf(w->arena, "echo \"$@\" >> %s\nenv >> %s\ntr '\\0' '\\n' > %s/read\nexit 1",
               said, said, w->folder));
    begin(&p, w, worker);
    add(&p, BOXES)->at.password = "Geheim-1";
    p.documents[0].title = "Titel-2";
    assert_false(write_packet(&p));
    p.out = file_join(w->arena, w->folder, "said");
    assert_holds(written(&p), "bind ");
    assert_lacks(written(&p), "Geheim");
    assert_lacks(written(&p), "Titel");
    p.out = file_join(w->arena, w->folder, "read");
    assert_holds(written(&p), "8:Geheim-1\n");
    assert_holds(written(&p), "7:Titel-2\n");
    remove_script(w);
    p.out = file_join(w->arena, w->folder, "out.pdf");
    end(&p);
}

static void assert_blamed_by(
    struct world *w, const char *lines, const char *code, const char *place)
{
    struct packet p;
    forget(w);
    begin(&p, w, script(w, lines));
    add(&p, BOXES);
    add(&p, SOUND);
    assert_false(write_packet(&p));
    assert_blamed(w, code, place);
    assert_string_equal(written(&p), "untouched");
    remove_script(w);
    end(&p);
}

static void the_document_at_which_the_worker_crashes_is_named(void **state)
{
    assert_blamed_by(*state, "echo document 0\necho pages 8\necho document 1\nkill -SEGV $$",
        "damaged", "20-expect.pdf:0:0");
    assert_blamed_by(*state, "echo document 0\nkill -SEGV $$", "damaged", "09-boxes.pdf:0:0");
    assert_blamed_by(*state, "echo document 0\nexit 1", "damaged", "09-boxes.pdf:0:0");
    assert_blamed_by(*state, "echo document 0\nkill -XCPU $$", "too-long", "09-boxes.pdf:0:0");
}

static void the_document_that_cannot_be_written_is_found_by_writing_each_alone(void **state)
{
    struct world *w = *state;
    const char *lines = arena_printf(w->arena,
        "cat > %s/read\necho document 0\nif grep -qa 09-boxes %s/read; then echo document 1\nfi\n"
        "echo writing 1\ngrep -qa 20-expect %s/read && kill -SEGV $$\necho done",
        w->folder, w->folder, w->folder);
    assert_blamed_by(w, lines, "damaged", "20-expect.pdf:0:0");
}

static void documents_that_can_only_not_be_written_together_are_not_blamed(void **state)
{
    struct world *w = *state;
    const char *lines = arena_printf(w->arena,
        "cat > %s/read\necho document 0\necho writing 1\n"
        "grep -qa 20-expect %s/read && grep -qa 09-boxes %s/read && kill -XCPU $$\necho done",
        w->folder, w->folder, w->folder);
    assert_blamed_by(w, lines, "too-long", "-:0:0");
}

static void a_worker_that_says_that_all_is_well_is_not_believed(void **state)
{
    assert_blamed_by(*state,
        "echo document 0\necho pages 8\necho document 1\necho pages 4\necho writing 1\n"
        "[ \"$1\" = bind ] && echo done\nexit 0",
        "not-verified", "-:0:0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_packet_is_written_and_its_documents_are_counted),
        TEST(a_packet_of_our_own_pages_alone_is_one),
        TEST(a_document_that_is_refused_is_named_and_nothing_is_written),
        TEST(a_page_that_is_not_there_is_told_with_the_count),
        TEST(files_that_are_not_there_are_told_all_at_once),
        TEST(an_output_that_cannot_be_written_is_a_fault_of_the_output),
        TEST(without_a_worker_there_is_an_error_that_names_it),
        TEST(passwords_and_answers_are_not_on_the_command_line),
        TEST(the_document_at_which_the_worker_crashes_is_named),
        TEST(the_document_that_cannot_be_written_is_found_by_writing_each_alone),
        TEST(documents_that_can_only_not_be_written_together_are_not_blamed),
        TEST(a_worker_that_says_that_all_is_well_is_not_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
