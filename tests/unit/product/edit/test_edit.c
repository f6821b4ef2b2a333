/* Edits of answer files by the public API, and a property: whatever is changed at random in all
   samples, the file says what was set, all that it said besides, and keeps its other lines. */
#include "support.h"

#include "model/answer/edit.h"
#include "tsuzuri.h"

static struct tsuzuri_call *open_call(void)
{
    const struct tsuzuri_paths paths = {.forms = "forms", .fonts = "fonts/fonts.yaml"};
    struct tsuzuri_catalogue *catalogue = tsuzuri_catalogue_new(&paths);
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    tsuzuri_catalogue_free(catalogue);
    return call;
}

static struct tsuzuri_source source_of(const char *text)
{
    return (struct tsuzuri_source){"answers.yaml", text, strlen(text)};
}

static void several_changes_are_made_in_turn(void **state)
{
    struct tsuzuri_call *call = open_call();
    const struct tsuzuri_change changes[] = {
        {TSUZURI_SET, "application", "renewal", 0},
        {TSUZURI_SET, "answers.1-1-1.check", "yes", 0},
        {TSUZURI_SET, "answers.2-1-5.route.1", "トップ", 0},
        {TSUZURI_INSERT, "answers.2-1-5.route.2", "サポート", 0},
        {TSUZURI_MOVE, "answers.2-1-5.route.2", NULL, 1},
        {TSUZURI_REMOVE, "date", NULL, 0},
    };
    const struct tsuzuri_edit edit = {
        source_of("tsuzuri: 1\nform: anshin-isp\ndate: 2026-11-21\n"), changes, 6};
    (void)state;
    assert_int_equal(tsuzuri_edit(call, &edit), TSUZURI_DONE);
    assert_string_equal(tsuzuri_text(call),
        "tsuzuri: 1\nform: anshin-isp\napplication: renewal\nanswers:\n  1-1-1:\n    check: yes\n"
        "  2-1-5:\n    route:\n      - サポート\n      - トップ\n");
    tsuzuri_call_free(call);
}

static void a_broken_file_is_told_with_its_place(void **state)
{
    struct tsuzuri_call *call = open_call();
    const struct tsuzuri_change change = {TSUZURI_SET, "date", "2026-11-21", 0};
    const struct tsuzuri_edit edit = {
        source_of("tsuzuri: 1\nform: anshin-isp\ndate: \"2026\n"), &change, 1};
    struct tsuzuri_message m;
    (void)state;
    assert_int_equal(tsuzuri_edit(call, &edit), TSUZURI_BAD_INPUT);
    assert_string_equal(tsuzuri_text(call), "");
    assert_true(tsuzuri_message(call, 0, &m));
    assert_string_equal(m.file, "answers.yaml");
    assert_true(m.line > 0);
    tsuzuri_call_free(call);
}

static void one_bad_change_changes_nothing(void **state)
{
    struct tsuzuri_call *call = open_call();
    const struct tsuzuri_change changes[] = {
        {TSUZURI_SET, "date", "2026-11-21", 0}, {TSUZURI_SET, "no-such", "x", 0}};
    const struct tsuzuri_edit edit = {source_of("tsuzuri: 1\nform: anshin-isp\n"), changes, 2};
    (void)state;
    assert_int_equal(tsuzuri_edit(call, &edit), TSUZURI_BAD_INPUT);
    assert_string_equal(tsuzuri_text(call), "");
    tsuzuri_call_free(call);
}

/* --- the property --- */

static const char *const texts[] = {"港", "yes", "1.0", "#302", "みなとビル #302", "　全角", "a: b",
    "- a", "一行目\n二行目", "一\n\n三", "# 見出し\n- 項目", "\"q\"", "it's", "{", "[x", "x, y]",
    "null", "~", "港　一郎", "C:\\docs\\a.pdf", "*a", "&a", "!t", "%", "@", "`", "key:", "😀",
    "a\tb", "# x", "---", "...", "? a", "|", ">", "a\tb\n c", "  先\n後", "2026-11-21",
    "令和8年9月31日", "はい", "no", "12:30", "=", "<<",
    "長い値をもう少し長く書いてみる、そして\"引用\"と'引用'と\\と: とを混ぜて #書く"};

/* What is asked in one form, and a random generator that is the same every time. */
struct trial {
    struct world *w;
    unsigned long long seed;
    struct yaml_text text;
    struct answer_change change;
    const struct field *field; /* of the change */
};

static size_t below(struct trial *t, size_t n)
{
    t->seed = t->seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (size_t)(t->seed >> 33) % n;
}

/* Collects what the answers say: a line "path=text" for each that has a value, "path#count" for
   each list. */
static void collect(struct trial *t, const struct inst *i, struct buf *out)
{
    if (inst_is_gathered(i))
        return;
    if (i->field->type == FIELD_LIST && i->count)
        buf_addf(out, "%s#%zu\x1F\n", inst_path(t->w->arena, i), i->count);
    if (i->node && i->node->kind == NODE_SCALAR && !i->count && i->field->type != FIELD_LIST &&
        !i->field->child_count) {
        size_t n = i->node->size;
        while (n && strchr(" \n", i->node->text[n - 1]))
            n--;
        bool coded = i->field->type == FIELD_YES_NO || i->field->type == FIELD_CHOICE;
        buf_addf(out, "%s=%.*s\x1F\n", inst_path(t->w->arena, i), coded && i->text ? 999 : (int)n,
            coded && i->text ? i->text : i->node->text);
    }
    for (size_t k = 0; k < i->count; k++)
        collect(t, i->children[k], out);
}

static struct inst *bound(struct trial *t)
{
    struct messages silent;
    messages_init(&silent, t->w->arena);
    return answer_bind(t->w->arena, &silent, t->w->form, t->text.root);
}

static const char *collected(struct trial *t)
{
    struct buf out = {0};
    collect(t, bound(t), &out);
    buf_adds(&out, "");
    const char *text = arena_strndup(t->w->arena, out.size ? out.data : "", out.size);
    buf_release(&out);
    return text;
}

/* Picks a field at random, down to one that holds no others. */
static const char *random_path(struct trial *t, const struct inst **found)
{
    const struct inst *i = bound(t);
    const char *path = "";
    while (true) {
        const struct field *f = i->field;
        if (f->type == FIELD_LIST) {
            bool more = !i->count || below(t, 4) == 0;
            size_t n = more ? i->count : below(t, i->count);
            path = arena_printf(t->w->arena, "%s.%zu", path, n + 1);
            i = more ? i->blank : i->children[n];
        } else if (f->child_count) {
            i = i->children[below(t, i->count)];
            if (i->field->gathered || (i->field->type == FIELD_SECTION && !i->count))
                return random_path(t, found);
            if (i->field->type != FIELD_SECTION)
                path = arena_printf(t->w->arena, "%s%s%s", path, *path ? "." : "", i->field->key);
        } else {
            *found = i;
            return path;
        }
    }
}

static const char *lines_from(const char *all, const char *start)
{
    size_t n = strlen(start);
    for (const char *p = all; *p; p = strstr(p, "\x1F\n") + 2)
        if (!strncmp(p, start, n))
            return p;
    return NULL;
}

/* Tells whether a path is another one or leads into it. */
static bool leads(const char *line, const char *path)
{
    size_t n = strlen(path);
    return !strncmp(line, path, n) && strchr(".=#", line[n]);
}

/* All that was said but what is at a path; and the counts of lists around it. */
static const char *without(struct trial *t, const char *all, const char *path)
{
    struct buf out = {0};
    for (const char *p = all, *end; *p; p = end) {
        end = strstr(p, "\x1F\n") + 2;
        const char *sign = p + strcspn(p, "=#");
        bool around =
            *sign == '#' && !strncmp(p, path, (size_t)(sign - p)) && path[sign - p] == '.';
        if (!leads(p, path) && !around)
            buf_add(&out, p, (size_t)(end - p));
    }
    const char *text = arena_strndup(t->w->arena, out.size ? out.data : "", out.size);
    buf_release(&out);
    return text;
}

static const char *value_at_path(struct trial *t, const char *all, const char *path)
{
    const char *start = arena_printf(t->w->arena, "%s=", path);
    const char *line = lines_from(all, start);
    if (!line)
        return "";
    line += strlen(start);
    return arena_strndup(t->w->arena, line, (size_t)(strstr(line, "\x1F\n") - line));
}

static void fail_at(const struct trial *t, const char *before, const char *why)
{
    print_message("%s: kind %d of %s to '%s' in\n%s\nbecame\n%s\n", why, (int)t->change.kind,
        t->change.path, t->change.value ? t->change.value : "", before, t->text.text);
    fail();
}

/* The lines of the old text that are neither at the new one's beginning nor at its end are those
   that the change had to do with. */
static void check_lines(const struct trial *t, const char *old, size_t most)
{
    const char *new = t->text.text;
    size_t same = 0, lost = 0, old_size = strlen(old), new_size = strlen(new);
    for (size_t i = 0; old[i] && old[i] == new[i]; i++)
        if (old[i] == '\n')
            same = i + 1;
    size_t tail = 0;
    for (size_t i = 0; i < old_size - same && i < new_size - same &&
                       old[old_size - 1 - i] == new[new_size - 1 - i];
         i++)
        if (old[old_size - 1 - i] == '\n')
            tail = i;
    for (size_t i = same; i + tail < old_size; i++)
        lost += old[i] == '\n' && i + tail + 1 < old_size;
    if (lost > most)
        fail_at(t, old, arena_printf(t->w->arena, "%zu lines were touched", lost));
    if (strstr(old, "\r\n"))
        for (const char *p = new; (p = strchr(p, '\n')); p++)
            if (p[-1] != '\r')
                fail_at(t, old, "a line end of another kind");
    assert_int_equal(!strncmp(old, "\xEF\xBB\xBF", 3), !strncmp(new, "\xEF\xBB\xBF", 3));
}

static bool changed_at_random(struct trial *t)
{
    forget(t->w);
    bool good = answer_edit(t->w->arena, &t->w->err, t->w->form, &t->text, &t->change);
    for (const struct message *m = t->w->err.first; m; m = m->next)
        if (strcmp(m->code, "shared-anchor") && strcmp(m->code, "alias"))
            fail_at(t, m->en, "refused");
    return good;
}

static size_t lines_in(const char *text)
{
    size_t n = 1;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static void set_or_remove(struct trial *t)
{
    const struct inst *i;
    const char *path = random_path(t, &i);
    bool lines = i->field->type == FIELD_LINES;
    const char *value = texts[below(t, sizeof texts / sizeof *texts)];
    if (!lines && strchr(value, '\n'))
        value = "改行なし";
    if (i->field->type == FIELD_YES_NO)
        value = below(t, 2) ? "yes" : "no";
    else if (i->field->option_count)
        value = i->field->options[below(t, i->field->option_count)].key;
    bool set = below(t, 4) > 0 || i->parent->field->type == FIELD_LIST; /* what follows moves up */
    const char *before = t->text.text, *said = collected(t);
    t->change = (struct answer_change){set ? ANSWER_SET : ANSWER_REMOVE, path, value, 0};
    if (!changed_at_random(t))
        return;
    const char *says = collected(t);
    if (strcmp(value_at_path(t, says, path), set ? value : ""))
        fail_at(t, before, "another value");
    if (strcmp(without(t, said, path), without(t, says, path)))
        fail_at(t, before, "another answer changed");
    size_t most = lines_in(value_at_path(t, said, path)) + 1;
    check_lines(t, before, set && strchr(value, '\n') ? most + 8 : set ? most : most + 8);
}

/* Takes an entry away and puts it back, or moves it and moves it back: the answers are the same. */
static void there_and_back(struct trial *t)
{
    const struct inst *i;
    const char *path = random_path(t, &i);
    const struct inst *at = inst_at(bound(t), path);
    while (at && at->parent && (at->parent->field->type != FIELD_LIST || at->parent->count < 2))
        at = at->parent;
    if (!at || !at->parent)
        return;
    const char *before = t->text.text, *said = collected(t);
    const char *list = inst_path(t->w->arena, at->parent);
    size_t from = inst_number(at), to = 1 + below(t, at->parent->count);
    t->change = (struct answer_change){
        ANSWER_MOVE, arena_printf(t->w->arena, "%s.%zu", list, from), NULL, to};
    if (!changed_at_random(t))
        return;
    t->change = (struct answer_change){
        ANSWER_MOVE, arena_printf(t->w->arena, "%s.%zu", list, to), NULL, from};
    assert_true(changed_at_random(t));
    if (strcmp(collected(t), said))
        fail_at(t, before, "not back");
    t->change = (struct answer_change){
        ANSWER_INSERT, arena_printf(t->w->arena, "%s.%zu", list, to), "新", 0};
    if (!changed_at_random(t))
        return;
    t->change.kind = ANSWER_REMOVE;
    assert_true(changed_at_random(t));
    if (strcmp(collected(t), said))
        fail_at(t, before, "not as before");
    check_lines(t, before, 400);
}

static void change_at_random(struct world *w, const char *name, const char *text, int rounds)
{
    struct trial t = {.w = w, .seed = 42};
    struct arena *whole = w->arena;
    char *now = strdup(text);
    for (int i = 0; i < rounds; i++) {
        w->arena = arena_new();
        forget(w);
        t.text = (struct yaml_text){name, now, strlen(now),
            yaml_parse(w->arena, &w->err, name, now, strlen(now), &yaml_default_limits)};
        assert_non_null(t.text.root);
        if (below(&t, 5))
            set_or_remove(&t);
        else
            there_and_back(&t);
        char *then = strdup(t.text.text);
        free(now);
        now = then;
        arena_free(w->arena);
        if (i % 50 == 49) { /* else all becomes one mass of nonsense */
            free(now);
            now = strdup(text);
        }
    }
    free(now);
    w->arena = whole;
}

static char *read_text(const char *path)
{
    struct messages err;
    struct buf text = {0};
    struct arena *a = arena_new();
    messages_init(&err, a);
    assert_true(file_read(&err, position_none(), path, 1 << 22, &text));
    arena_free(a);
    return text.data;
}

static void load_form_of(struct world *w, const char *text)
{
    const char *id = strstr(text, "\nform: ") + strlen("\nform: ");
    const char *folder = arena_printf(w->arena, "forms/%.*s", (int)strcspn(id, "\r\n #"), id);
    w->form = form_load(w->arena, &w->err, folder);
    assert_non_null(w->form);
}

static void samples_keep_all_that_is_not_changed(void **state)
{
    static const char *const names[] = {"renewal/answers", "new/answers", "longest/answers",
        "names/answers", "mostly-no/answers", "upstream/answers", "windows/answers",
        "external-service/answers", "external-service/compare", "external-service/ismap",
        "asp-disclosure/answers", "asp-disclosure/renewal", "asp-disclosure/change",
        "asp-disclosure/end"};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *text = read_text(arena_printf(w->arena, "samples/%s.yaml", names[i]));
        load_form_of(w, text);
        change_at_random(w, names[i], text, 100);
        free(text);
    }
}

static void starters_keep_all_that_is_not_changed(void **state)
{
    static const char *const forms[] = {"anshin-isp", "asp-disclosure", "external-service"};
    struct world *w = *state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct tsuzuri_call *call = open_call();
        const struct tsuzuri_setting renewal = {"application", i == 1 ? "renewal" : "new", NULL, 0};
        const struct tsuzuri_starter starter = {
            .form = forms[i], .settings = &renewal, .setting_count = i < 2};
        assert_int_equal(tsuzuri_starter(call, &starter), TSUZURI_DONE);
        load_form_of(w, tsuzuri_text(call));
        change_at_random(w, forms[i], tsuzuri_text(call), 100);
        tsuzuri_call_free(call);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_changes_are_made_in_turn),
        cmocka_unit_test(a_broken_file_is_told_with_its_place),
        cmocka_unit_test(one_bad_change_changes_nothing),
        TEST(samples_keep_all_that_is_not_changed),
        TEST(starters_keep_all_that_is_not_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
