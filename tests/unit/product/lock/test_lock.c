#include "product/lock/lock.h"
#include "support.h"

#define PRINT "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static struct lock small_lock(struct world *w)
{
    struct lock l = {.program = "0.1.0",
        .form = "tiny",
        .wording = PRINT,
        .packet = "packet.pdf",
        .content = PRINT,
        .pages = 3};
    l.list = arena_array(w->arena, 2, sizeof *l.list);
    l.list[l.count++] = (struct lock_page){
        .page = 1, .document = "letter", .number = 1, .label = "書 1", .fingerprint = PRINT};
    l.list[l.count++] = (struct lock_page){.page = 3,
        .document = LOCK_ATTACHED,
        .about = "attach.1",
        .file = "docs/a.pdf",
        .number = 1,
        .fingerprint = PRINT,
        .corrected = "2026-12-01"};
    lock_texts_add(w->arena, &l.list[0].items, "date");
    lock_texts_add(w->arena, &l.list[0].items, "company");
    lock_texts_add(w->arena, &l.list[0].waits, "押印");
    return l;
}

static struct lock *written(struct world *w, const struct lock *l)
{
    struct buf text = {0};
    lock_write(l, &text);
    write_text(w, "more.yaml", text.data);
    buf_release(&text);
    return lock_read(w->arena, &w->err, file_join(w->arena, w->folder, "more.yaml"));
}

static void what_was_written_is_read_again(void **state)
{
    struct world *w = *state;
    struct lock l = small_lock(w);
    l.issued = l.binding.duplex = true;
    const struct lock *r = written(w, &l);
    assert_quiet(w);
    assert_true(r->issued && r->binding.duplex && !r->red);
    assert_int_equal(r->count, 2);
    assert_string_equal(r->list[0].label, "書 1");
    assert_null(r->list[0].about);
    assert_int_equal(r->list[0].items.count, 2);
    assert_true(lock_texts_have(&r->list[0].items, "company"));
    assert_string_equal(r->list[0].waits.list[0], "押印");
    assert_string_equal(r->list[1].about, "attach.1");
    assert_string_equal(r->list[1].corrected, "2026-12-01");
    assert_int_equal(r->list[1].page, 3);
}

static void values_come_back_as_they_were_typed(void **state)
{
    static const char *const texts[] = {"", " ", "no", "~", "null", "0012", "a: b # c", "\"'\\",
        "一行目\n二行目\n", "\t", "- x", "%", "{[", "辻\xF3\xA0\x84\x80", "|", "\n"};
    struct world *w = *state;
    struct lock l = small_lock(w);
    size_t count = sizeof texts / sizeof *texts;
    l.values = arena_array(w->arena, count, sizeof *l.values);
    for (size_t i = 0; i < count; i++)
        l.values[l.value_count++] =
            (struct lock_value){arena_printf(w->arena, "a.%zu", i + 1), texts[i]};
    const struct lock *r = written(w, &l);
    assert_quiet(w);
    assert_int_equal(r->value_count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(lock_value_of(r, r->values[i].path), texts[i]);
    assert_null(lock_value_of(r, "a"));
}

static void the_chain_of_corrections_is_kept(void **state)
{
    struct world *w = *state;
    struct lock l = small_lock(w);
    struct lock_earlier earlier[] = {
        {"second.lock", PRINT, "2026-12-02"}, {"first.lock", PRINT, "2026-12-01"}};
    l.earlier = earlier;
    l.earlier_count = 2;
    const struct lock *r = written(w, &l);
    assert_quiet(w);
    assert_int_equal(r->earlier_count, 2);
    assert_string_equal(r->earlier[1].name, "first.lock");
}

static void pages_that_are_not_in_order_are_damage(void **state)
{
    struct world *w = *state;
    struct lock l = small_lock(w);
    l.list[1].page = 1;
    assert_null(written(w, &l));
    assert_int_equal(message(w, 0)->class, ERR_INPUT);
    assert_string_equal(message(w, 0)->code, "bad-lock");
    assert_true(message(w, 0)->at.line > 1);
}

static void a_page_behind_the_last_is_damage(void **state)
{
    struct world *w = *state;
    struct lock l = small_lock(w);
    l.pages = 2;
    assert_null(written(w, &l));
    assert_string_equal(message(w, 0)->code, "bad-lock");
}

static void its_name_is_the_packet_s(void **state)
{
    struct world *w = *state;
    assert_string_equal(lock_name(w->arena, "packet.pdf"), "packet.lock");
    assert_string_equal(lock_name(w->arena, "a.b/packet"), "a.b/packet.lock");
    assert_string_equal(lock_name(w->arena, "a.pdf/packet"), "a.pdf/packet.lock");
    assert_string_equal(lock_name(w->arena, "a/.pdf"), "a/.pdf.lock");
    assert_string_equal(lock_name(w->arena, "packet.PDF.txt"), "packet.PDF.txt.lock");
}

static void a_list_has_each_text_once(void **state)
{
    struct world *w = *state;
    struct lock_texts t = {0};
    lock_texts_add(w->arena, &t, "a");
    lock_texts_add(w->arena, &t, "b");
    lock_texts_add(w->arena, &t, "a");
    assert_int_equal(t.count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_written_is_read_again),
        TEST(values_come_back_as_they_were_typed),
        TEST(the_chain_of_corrections_is_kept),
        TEST(pages_that_are_not_in_order_are_damage),
        TEST(a_page_behind_the_last_is_damage),
        TEST(its_name_is_the_packet_s),
        TEST(a_list_has_each_text_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
