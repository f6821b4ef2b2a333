#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "seam/yaml/yaml.h"

#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

struct fixture {
    struct arena *arena;
    struct messages err;
};

static int setup(void **state)
{
    struct arena *a = arena_new();
    struct fixture *f = arena_alloc(a, sizeof *f);
    f->arena = a;
    messages_init(&f->err, a);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    arena_free(f->arena);
    return 0;
}

static struct node *parse_limited(
    struct fixture *f, const char *text, const struct yaml_limits *limits)
{
    return yaml_parse(f->arena, &f->err, "t.yaml", text, strlen(text), limits);
}

static struct node *parse(struct fixture *f, const char *text)
{
    struct node *n = parse_limited(f, text, &yaml_default_limits);
    if (n)
        assert_null(f->err.first);
    return n;
}

static struct node *value(struct fixture *f, const char *text, const char *key)
{
    struct node *n = parse(f, text);
    assert_non_null(n);
    n = node_lookup(n, key);
    assert_non_null(n);
    return n;
}

static const char *text_of(struct fixture *f, const char *text)
{
    return node_text(value(f, text, "a"));
}

static void assert_at(const struct node *n, int line, int column)
{
    assert_string_equal(n->at.file, "t.yaml");
    assert_int_equal(n->at.line, line);
    assert_int_equal(n->at.column, column);
}

static void assert_message(const struct message *m, const char *code, int line, int column)
{
    assert_non_null(m);
    assert_string_equal(m->code, code);
    assert_int_equal(m->class, ERR_INPUT);
    assert_string_equal(m->at.file, "t.yaml");
    assert_int_equal(m->at.line, line);
    assert_int_equal(m->at.column, column);
}

static void assert_refused_bytes(
    const char *text, size_t size, const char *code, int line, int column)
{
    void *state;
    setup(&state);
    struct fixture *f = state;
    assert_null(yaml_parse(f->arena, &f->err, "t.yaml", text, size, &yaml_default_limits));
    assert_message(f->err.first, code, line, column);
    assert_int_equal(f->err.errors, 1);
    teardown(&state);
}

static void assert_refused(const char *text, const char *code, int line, int column)
{
    assert_refused_bytes(text, strlen(text), code, line, column);
}

static void assert_syntax(const char *text, int line, int column, const char *en, const char *ja)
{
    void *state;
    setup(&state);
    struct fixture *f = state;
    assert_null(parse(f, text));
    assert_message(f->err.first, "yaml-syntax", line, column);
    assert_int_equal(f->err.errors, 1);
    assert_non_null(strstr(f->err.first->en, en));
    assert_non_null(strstr(f->err.first->en, "(libyaml: "));
    assert_non_null(strstr(f->err.first->ja, ja));
    teardown(&state);
}

/* Trees. */

static void scalars_lists_and_maps_make_a_tree(void **state)
{
    struct node *n = parse(*state, "a: 1\nb:\n  - x\n  - {y: z}\n");
    assert_int_equal(n->kind, NODE_MAP);
    assert_int_equal(n->count, 2);
    assert_string_equal(n->pairs[0].key->text, "a");
    assert_string_equal(node_text(n->pairs[0].value), "1");
    const struct node *list = node_lookup(n, "b");
    assert_int_equal(list->kind, NODE_LIST);
    assert_int_equal(list->count, 2);
    assert_string_equal(node_text(list->items[0]), "x");
    assert_string_equal(node_text(node_lookup(list->items[1], "y")), "z");
}

static void empty_collections_have_no_children(void **state)
{
    assert_int_equal(parse(*state, "[]")->count, 0);
    assert_int_equal(parse(*state, "{}")->count, 0);
}

static void scalars_stay_text(void **state)
{
    (void)state;
    const char *values[] = {"yes", "012", "1e3", "2026-11-21", "true", "0x10", "3.10"};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        void *own;
        setup(&own);
        struct fixture *f = own;
        assert_string_equal(text_of(f, arena_printf(f->arena, "a: %s\n", values[i])), values[i]);
        teardown(&own);
    }
}

static void quotes_and_blocks_are_told_from_plain_text(void **state)
{
    struct node *n = parse(*state, "p: x\ns: 'x'\nd: \"x\"\nl: |\n  x\nf: >\n  x\nt: !!str ~\n");
    assert_true(node_lookup(n, "p")->plain);
    assert_false(node_lookup(n, "s")->plain);
    assert_false(node_lookup(n, "d")->plain);
    assert_false(node_lookup(n, "d")->literal);
    assert_true(node_lookup(n, "l")->literal);
    assert_false(node_lookup(n, "l")->plain);
    assert_true(node_lookup(n, "f")->literal);
    assert_false(node_lookup(n, "t")->plain);
}

static void nothing_is_a_missing_or_plain_empty_value(void **state)
{
    struct node *n = parse(*state, "a:\nb: ~\nc: null\nd: ''\ne: '~'\nf: []\ng: nil\n");
    assert_true(node_is_nothing(NULL));
    assert_true(node_is_nothing(node_lookup(n, "a")));
    assert_true(node_is_nothing(node_lookup(n, "b")));
    assert_true(node_is_nothing(node_lookup(n, "c")));
    for (const char *key = "defg"; *key; key++)
        assert_false(node_is_nothing(node_lookup(n, (char[]){*key, '\0'})));
}

static void looking_up_in_nothing_finds_nothing(void **state)
{
    struct node *n = parse(*state, "a: [x]\n");
    assert_null(node_lookup(NULL, "a"));
    assert_null(node_lookup(n, "b"));
    assert_null(node_lookup(node_lookup(n, "a"), "x"));
    assert_null(node_text(NULL));
    assert_null(node_text(n));
    assert_ptr_equal(node_lookup_pair(n, "a"), &n->pairs[0]);
}

static void an_empty_file_is_an_empty_map(void **state)
{
    const char *empty[] = {"", "\n\n", "# only a comment\n", "---\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        struct node *n = parse(*state, empty[i]);
        assert_non_null(n);
        assert_int_equal(n->kind, NODE_MAP);
        assert_int_equal(n->count, 0);
        assert_at(n, 1, 1);
    }
}

static void one_document_may_have_its_markers(void **state)
{
    assert_string_equal(text_of(*state, "%YAML 1.1\n---\na: x\n...\n"), "x");
}

/* Marks. */

static void marks_count_from_one_in_characters(void **state)
{
    struct node *n = parse(*state, "氏名: 山田\n住所:\n  - 東京\n  - {都: \"港\"}\n");
    assert_at(n->pairs[0].key, 1, 1);
    assert_at(n->pairs[0].value, 1, 5);
    const struct node *list = node_lookup(n, "住所");
    assert_at(list->items[0], 3, 5);
    assert_at(list->items[1], 4, 5);
    assert_at(list->items[1]->pairs[0].value, 4, 9);
}

static void a_byte_order_mark_does_not_shift_the_columns(void **state)
{
    struct node *n = parse(*state, "\xEF\xBB\xBF"
                                   "a: x\n");
    assert_at(n->pairs[0].key, 1, 1);
    assert_at(n->pairs[0].value, 1, 4);
}

static void crlf_line_ends_are_accepted(void **state)
{
    struct node *n = parse(*state, "a: x\r\nb: |\r\n  y\r\n  z\r\nc: w\r\n");
    assert_string_equal(node_text(node_lookup(n, "a")), "x");
    assert_string_equal(node_text(node_lookup(n, "b")), "y\nz\n");
    assert_at(node_lookup(n, "c"), 5, 4);
}

static void the_file_name_of_marks_is_a_copy(void **state)
{
    struct fixture *f = *state;
    char name[] = "f";
    struct node *n = yaml_parse(f->arena, &f->err, name, "a: x", 4, &yaml_default_limits);
    name[0] = 'x';
    assert_string_equal(n->at.file, "f");
}

/* Encoding. */

static void shift_jis_is_told_apart(void **state)
{
    struct fixture *f = *state;
    const char *sjis = "a: b\nc: \x8E\x52\x93\x63\n"; /* 山田 */
    assert_null(parse(f, sjis));
    assert_message(f->err.first, "not-utf8", 2, 4);
    assert_non_null(strstr(f->err.first->en, "Shift_JIS (CP932); save it as UTF-8"));
    assert_non_null(strstr(f->err.first->ja, "Shift_JIS"));
}

static void utf16_is_told_apart(void **state)
{
    (void)state;
    assert_refused_bytes("\xFF\xFE"
                         "a\0:\0",
        6, "not-utf8", 1, 1);
    assert_refused_bytes("\xFE\xFF"
                         "\0a\0:",
        6, "not-utf8", 1, 1);
    assert_refused_bytes("a\0:\0 \0", 6, "not-utf8", 1, 1);
}

static void documents_are_told_apart_from_texts(void **state)
{
    (void)state;
    assert_refused_bytes("%PDF-1.7\n", 9, "not-a-text", 0, 0);
    assert_refused_bytes("PK\3\4\x14\0", 6, "not-a-text", 0, 0);
    assert_refused_bytes("\xD0\xCF\x11\xE0\xA1\xB1", 6, "not-a-text", 0, 0);
}

static void the_first_invalid_byte_is_shown(void **state)
{
    struct fixture *f = *state;
    assert_null(parse(f, "\xEF\xBB\xBF"
                         "a: x\n山: \xE5\xB1\xFF\n"));
    assert_message(f->err.first, "not-utf8", 2, 4);
    assert_non_null(strstr(f->err.first->en, "0xE5"));
}

static void malformed_utf8_of_every_kind_is_refused(void **state)
{
    (void)state;
    const char *bad[] = {"a: \xC0\xAF\xFF", "a: \xED\xA0\x80\xFF", "a: \xF4\x90\x80\x80\xFF",
        "a: \xE3\x81", "a: \xF8\x88\x80\x80\x80"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_refused(bad[i], "not-utf8", 1, 4);
}

static void control_characters_are_refused(void **state)
{
    (void)state;
    assert_refused("a: x\nb: 山\x01\n", "control-character", 2, 5);
    assert_refused("a: \x7F", "control-character", 1, 4);
    assert_refused("a: \xC2\x85", "control-character", 1, 4);
    assert_refused("a: \xE2\x80\xA8", "control-character", 1, 4);
    assert_refused("a: x\rb: y\r", "control-character", 1, 5);
    assert_refused("a: x\xEF\xBB\xBF\n", "control-character", 1, 5);
    assert_refused("a: x\xE2\x80\xAEy\n", "control-character", 1, 5); /* shows another order */
    assert_refused("a: x\xE2\x81\xA9y\n", "control-character", 1, 5);
    assert_refused_bytes("a: x\0y", 6, "control-character", 1, 5);
}

static void control_characters_cannot_come_in_by_escapes(void **state)
{
    (void)state;
    assert_refused("a: \"x\\0y\"\n", "control-character", 1, 4);
    assert_refused("a: \"\\e\"\n", "control-character", 1, 4);
    assert_refused("a: \"\\L\"\n", "control-character", 1, 4);
    assert_refused("a: \"\\uFFFE\"\n", "control-character", 1, 4);
}

static void harmless_escapes_are_read(void **state)
{
    assert_string_equal(text_of(*state, "a: \"\\u5C71\\t\\n\\\\\\U00020BB7\"\n"), "山\t\n\\𠮷");
}

/* Faults of the structure. */

static void duplicate_keys_name_the_line_of_the_first(void **state)
{
    struct fixture *f = *state;
    assert_null(parse(f, "a: 1\nb: 2\n'a': 3\nc: {x: 1, x: 2}\na: 4\n"));
    assert_int_equal(f->err.errors, 3);
    messages_sort(&f->err);
    assert_message(f->err.first, "duplicate-key", 3, 1);
    assert_non_null(strstr(f->err.first->en, "'a' is given twice: first in line 1"));
    assert_message(f->err.first->next, "duplicate-key", 4, 11);
    assert_message(f->err.last, "duplicate-key", 5, 1);
    assert_non_null(strstr(f->err.last->ja, "最初は 1 行目"));
}

static void duplicates_are_found_in_large_maps(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    for (int i = 0; i < 50000; i++)
        buf_addf(&b, "key%d: x\n", i);
    buf_adds(&b, "key7: x\nkey49999: x\n");
    assert_null(parse(f, b.data));
    buf_release(&b);
    assert_int_equal(f->err.errors, 2);
    assert_message(f->err.first, "duplicate-key", 50001, 1);
    assert_non_null(strstr(f->err.first->en, "line 8;"));
    assert_non_null(strstr(f->err.last->en, "line 50000;"));
}

static void keys_are_scalars(void **state)
{
    (void)state;
    assert_refused("? [x]\n: 1\n", "key-not-scalar", 1, 3);
    assert_refused("a: {{b: c}: d}\n", "key-not-scalar", 1, 5);
}

static void merge_keys_are_refused_unless_quoted(void **state)
{
    assert_refused("a: &x {b: 1}\nc:\n  <<: *x\n", "merge-key", 3, 3);
    assert_non_null(value(*state, "'<<': x\n", "<<"));
}

static void full_width_blanks_beside_keys_are_refused(void **state)
{
    assert_refused("a: 1\n\u3000b: 2\n", "wide-blank", 2, 1);
    assert_refused("b\u3000: 2\n", "wide-blank", 1, 1);
    assert_non_null(value(*state, "氏\u3000名: x\n", "氏\u3000名"));
}

static void unknown_tags_are_refused_and_standard_ones_ignored(void **state)
{
    assert_refused("a: !foo x\n", "yaml-tag", 1, 4);
    assert_refused("a: !foo [x]\n", "yaml-tag", 1, 4);
    assert_refused("a: !<tag:example.com,2000:x> {b: c}\n", "yaml-tag", 1, 4);
    assert_refused("a: !!python/object/apply:os.system x\n", "yaml-tag", 1, 4);
    assert_refused("a: !!binary SGVsbG8=\n", "yaml-tag", 1, 4);
    assert_string_equal(text_of(*state, "a: !!int 012\n"), "012");
    assert_string_equal(text_of(*state, "a: ! x\n"), "x");
}

static void several_documents_are_refused(void **state)
{
    (void)state;
    assert_refused("a: 1\n---\nb: 2\n", "several-documents", 2, 1);
    assert_refused("---\na: 1\n...\n---\n", "several-documents", 4, 1);
}

static void independent_faults_are_all_reported(void **state)
{
    struct fixture *f = *state;
    assert_null(parse(f, "a: !x 1\nb: *y\na: 2\n<<: 3\n"));
    assert_int_equal(f->err.errors, 4);
}

/* Aliases and limits. */

static void an_alias_is_what_it_stands_for(void **state)
{
    struct node *n = parse(*state, "a: &x {b: c}\nd: *x\ne: &x z\nf: *x\n&k g: *k\n");
    assert_ptr_equal(node_lookup(n, "a"), node_lookup(n, "d"));
    assert_string_equal(node_text(node_lookup(n, "f")), "z");
    assert_string_equal(node_text(node_lookup(n, "g")), "g");
}

static void unknown_and_circular_aliases_are_refused(void **state)
{
    (void)state;
    assert_refused("a: *x\nb: &x 1\n", "unknown-alias", 1, 4);
    assert_refused("a: &x [1, *x]\n", "unknown-alias", 1, 11);
    assert_refused("a: &x 1\nb: &x {c: *x}\n", "unknown-alias", 2, 11);
}

static void an_alias_bomb_is_refused_at_the_alias_that_goes_off(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    buf_adds(&b, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++)
        buf_addf(&b, "a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1);
    assert_null(parse(f, b.data));
    buf_release(&b);
    assert_int_equal(f->err.errors, 1);
    assert_string_equal(f->err.first->code, "too-many-nodes");
}

static void nodes_are_counted_with_aliases(void **state)
{
    struct fixture *f = *state;
    const char *text = "a: &x [1, 2]\nb: *x\n"; /* map, 2 keys, 3 nodes twice */
    struct yaml_limits limits = {.bytes = 100, .nodes = 9, .depth = 2};
    assert_non_null(parse_limited(f, text, &limits));
    limits.nodes = 8;
    assert_null(parse_limited(f, text, &limits));
    assert_message(f->err.first, "too-many-nodes", 2, 4);
}

static void depth_is_counted_with_aliases(void **state)
{
    struct fixture *f = *state;
    struct yaml_limits limits = {.bytes = 100, .nodes = 100, .depth = 4};
    assert_non_null(parse_limited(f, "a: &x [[1]]\nb: [*x]\n", &limits));
    assert_null(parse_limited(f, "a: &x [[1]]\nb: [[*x]]\n", &limits));
    assert_message(f->err.first, "too-deep", 2, 6);
}

static void an_anchor_knows_its_own_depth_alone(void **state)
{
    struct yaml_limits limits = {.bytes = 100, .nodes = 100, .depth = 4};
    assert_non_null(parse_limited(*state, "a: [[[1]], &x [1]]\nb: [[*x]]\n", &limits));
}

static void deep_nesting_is_refused(void **state)
{
    struct buf b = {0};
    (void)state;
    for (int i = 0; i < 100000; i++)
        buf_adds(&b, "[");
    assert_refused(b.data, "too-deep", 1, 41);
    buf_clear(&b);
    for (int i = 0; i < 40; i++)
        buf_adds(&b, "- ");
    assert_non_null(parse(*state, b.data));
    buf_release(&b);
}

static void a_text_over_the_limit_is_refused(void **state)
{
    struct fixture *f = *state;
    struct yaml_limits limits = {.bytes = 3, .nodes = 100, .depth = 4};
    assert_null(parse_limited(f, "a: x", &limits));
    assert_message(f->err.first, "too-large", 0, 0);
}

/* Syntax. */

static void tabs_in_the_indentation_are_named(void **state)
{
    (void)state;
    assert_syntax("a:\n\tb: 1\n", 2, 1, "tab", "タブ");
    assert_syntax("a: |\n\tx\n", 2, 1, "tab", "タブ");
}

static void a_missing_blank_behind_the_colon_is_found(void **state)
{
    (void)state;
    assert_syntax("name:Tanaka\nage: 3\n", 1, 5, "a blank is missing behind ':'", "半角の空白");
    assert_syntax("x: 1\n氏名:山田\n", 2, 3, "a blank is missing behind ':'", "半角の空白");
    assert_syntax("氏名：山田\n年齢: 3\n", 1, 3, "full-width colon", "コロンが全角");
}

static void addresses_and_times_are_no_missing_blanks(void **state)
{
    (void)state;
    assert_syntax("a: https://x\nhttp://x\n", 2, 1, "no ':' stands behind this key", "「:」");
    assert_syntax("a: 1\n10:30\n", 2, 1, "no ':' stands behind this key", "「:」");
}

static void an_unclosed_quote_is_shown_where_it_opens(void **state)
{
    (void)state;
    assert_syntax("a: \"x\nb: 1\nc: 2\n", 1, 4, "never closed", "閉じられていません");
    assert_syntax("a: 1\nb: 'x\n", 2, 4, "never closed", "閉じられていません");
}

static void text_behind_a_closing_quote_is_named(void **state)
{
    (void)state;
    assert_syntax("a: 'it's'\nb: 1\n", 1, 8, "text follows", "値が終わった");
    assert_syntax("a: \"b\" c\n", 1, 8, "text follows", "値が終わった");
}

static void open_brackets_are_shown_where_they_open(void **state)
{
    (void)state;
    assert_syntax("a: [1, 2\nb: 3\n", 1, 4, "'[ ]'", "「[ ]」");
    assert_syntax("a: {b: 1\n", 1, 4, "'{ }'", "「{ }」");
    assert_syntax("a: [1 2}\n", 1, 8, "'[ ]'", "「[ ]」");
}

static void values_that_begin_with_signs_of_yaml_need_quotes(void **state)
{
    (void)state;
    assert_syntax("a: @x\n", 1, 4, "put the value in quotes", "引用符");
    assert_syntax("a: `x`\n", 1, 4, "put the value in quotes", "引用符");
    assert_syntax("a: *必須\n", 1, 4, "'*' and '&'", "「*」と「&」");
    assert_syntax("a: %x\n", 1, 4, "put the value in quotes", "引用符");
    assert_syntax("a: |x\n", 1, 5, "'|' or '>'", "「|」");
}

static void wrong_indentation_is_named(void **state)
{
    (void)state;
    assert_syntax("a:\n  b: 1\n c: 2\n", 3, 2, "indentation", "字下げ");
    assert_syntax("a: 1\n  b: 2\n", 2, 4, "indentation", "字下げ");
    assert_syntax("- a\nb: 1\n", 2, 1, "list item", "リスト");
}

static void a_second_colon_in_a_line_is_named(void **state)
{
    (void)state;
    assert_syntax("a: b: c\n", 1, 5, "in quotes", "引用符");
}

static void faults_in_escapes_are_named(void **state)
{
    (void)state;
    assert_syntax("a: \"C:\\home\"\n", 1, 7, "'\\\\'", "「\\\\」");
    assert_syntax("a: \"\\xZZ\"\n", 1, 7, "hexadecimal", "16 進");
    assert_syntax("a: \"\\uD800\"\n", 1, 7, "names no character", "文字はありません");
}

/* Any cut of a file that uses everything fails with a message in the file, or is read. */
static void every_cut_of_a_file_is_read_or_blamed(void **state)
{
    static const char whole[] = "%YAML 1.1\n---\na: &x [1, \"\\u5C71\", 'it''s']\n"
                                "? b\n: {c: *x, d: ~}\ne: |+2\n   山\n\nf: >-\n  g\n...\n";
    (void)state;
    for (size_t n = 0; n < sizeof whole; n++) {
        void *own;
        setup(&own);
        struct fixture *f = own;
        char *cut = arena_strndup(f->arena, whole, n);
        struct node *root = yaml_parse(f->arena, &f->err, "t", cut, n, &yaml_default_limits);
        assert_true((root != NULL) == (f->err.errors == 0));
        if (!root)
            assert_true(f->err.first->at.line >= 1 && f->err.first->at.column >= 1);
        teardown(&own);
    }
}

/* Files. */

static void files_are_loaded_and_missing_ones_blamed(void **state)
{
    struct fixture *f = *state;
    char folder[] = "/tmp/tsuzuri-yaml-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char *path = file_join(f->arena, folder, "a.yaml");
    assert_null(yaml_load(f->arena, &f->err, path, &yaml_default_limits));
    assert_string_equal(f->err.first->code, "cannot-read");
    assert_true(file_write(&f->err, path, "a: x\n", 5, 0666));
    struct node *n = yaml_load(f->arena, &f->err, path, &yaml_default_limits);
    assert_string_equal(node_text(node_lookup(n, "a")), "x");
    assert_string_equal(n->at.file, path);
    unlink(path);
    rmdir(folder);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

static void folded_japanese_is_joined_without_a_blank(void **state)
{
    static const char *const folds[][2] = {{"k: 市\n  川", "市川"}, {"k: 市 \t\n  川", "市川"},
        {"k: '市\n  川'", "市川"}, {"k: \"市\n  川\"", "市川"}, {"k: >-\n  市\n  川", "市川"},
        {"k: 市\r\n  川", "市川"}, {"k: 市\n\n  川", "市\n川"}, {"k: 市 川\n  町", "市 川町"},
        {"k: 市\n  abc\n  町", "市 abc 町"}, {"k: >-\n  市\n    川", "市\n  川"},
        {"k: |-\n  市\n  川", "市\n川"}, {"k: |-\n  市 \n  川", "市 \n川"}};
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++) {
        assert_string_equal(value(*state, folds[i][0], "k")->text, folds[i][1]);
        assert_int_equal(value(*state, folds[i][0], "k")->size, strlen(folds[i][1]));
    }
}

static void marks_of_folds_leave_no_trace(void **state)
{
    assert_string_equal(value(*state, "a: 市\n鍵: b", "a")->text, "市");
    assert_string_equal(value(*state, "k: 市 # 市\n鍵: b", "k")->text, "市");
    assert_string_equal(value(*state, "k: [市,\n  川\n  町]", "k")->items[1]->text, "川町");
    assert_refused("a: \xEF\xB7\x90", "control-character", 1, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(scalars_lists_and_maps_make_a_tree),
        TEST(empty_collections_have_no_children),
        TEST(scalars_stay_text),
        TEST(quotes_and_blocks_are_told_from_plain_text),
        TEST(nothing_is_a_missing_or_plain_empty_value),
        TEST(looking_up_in_nothing_finds_nothing),
        TEST(an_empty_file_is_an_empty_map),
        TEST(one_document_may_have_its_markers),
        TEST(marks_count_from_one_in_characters),
        TEST(a_byte_order_mark_does_not_shift_the_columns),
        TEST(crlf_line_ends_are_accepted),
        TEST(the_file_name_of_marks_is_a_copy),
        TEST(shift_jis_is_told_apart),
        TEST(utf16_is_told_apart),
        TEST(documents_are_told_apart_from_texts),
        TEST(the_first_invalid_byte_is_shown),
        TEST(malformed_utf8_of_every_kind_is_refused),
        TEST(control_characters_are_refused),
        TEST(control_characters_cannot_come_in_by_escapes),
        TEST(harmless_escapes_are_read),
        TEST(duplicate_keys_name_the_line_of_the_first),
        TEST(duplicates_are_found_in_large_maps),
        TEST(keys_are_scalars),
        TEST(merge_keys_are_refused_unless_quoted),
        TEST(full_width_blanks_beside_keys_are_refused),
        TEST(unknown_tags_are_refused_and_standard_ones_ignored),
        TEST(several_documents_are_refused),
        TEST(independent_faults_are_all_reported),
        TEST(an_alias_is_what_it_stands_for),
        TEST(unknown_and_circular_aliases_are_refused),
        TEST(an_alias_bomb_is_refused_at_the_alias_that_goes_off),
        TEST(nodes_are_counted_with_aliases),
        TEST(depth_is_counted_with_aliases),
        TEST(an_anchor_knows_its_own_depth_alone),
        TEST(deep_nesting_is_refused),
        TEST(a_text_over_the_limit_is_refused),
        TEST(tabs_in_the_indentation_are_named),
        TEST(a_missing_blank_behind_the_colon_is_found),
        TEST(addresses_and_times_are_no_missing_blanks),
        TEST(an_unclosed_quote_is_shown_where_it_opens),
        TEST(text_behind_a_closing_quote_is_named),
        TEST(open_brackets_are_shown_where_they_open),
        TEST(values_that_begin_with_signs_of_yaml_need_quotes),
        TEST(wrong_indentation_is_named),
        TEST(a_second_colon_in_a_line_is_named),
        TEST(faults_in_escapes_are_named),
        TEST(every_cut_of_a_file_is_read_or_blamed),
        TEST(files_are_loaded_and_missing_ones_blamed),
        TEST(folded_japanese_is_joined_without_a_blank),
        TEST(marks_of_folds_leave_no_trace),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
