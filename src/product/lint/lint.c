/* tsuzuri_lint: every fault of forms, at once. */
#include "product/lint/lint.h"

#include "base/arena.h"
#include "base/file.h"
#include "product/session/call.h"

#include <string.h>

#define DEEPEST 6

/* A design is looked at even where the questions have faults, as long as there are any. */
static void lint_form(struct tsuzuri_call *t, const char *folder)
{
    struct lint l = {.arena = t->arena, .err = &t->err, .fonts = call_fonts(t)};
    struct lint_set *sets[] = {&l.conditions, &l.fields, &l.words, &l.said};
    struct messages silent;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        sets[i]->index.arena = t->arena;
    l.names.arena = t->arena;
    messages_init(&silent, t->arena);
    const struct loaded_form *loaded = call_load(t, folder);
    l.form = loaded ? loaded->form : NULL;
    l.top = yaml_load(
        t->arena, &silent, file_join(t->arena, folder, "form.yaml"), &yaml_default_limits);
    if (!l.form || !l.fonts || l.form->incomplete)
        return;
    l.design = call_design(t, l.form);
    if (!l.design)
        return;
    lint_questions(&l);
    lint_walk(&l);
    lint_unused(&l);
    lint_labels(&l, l.form->root);
    lint_print(&l);
}

/* The folder itself and those below it; returns how many forms there are. */
static size_t lint_folder(struct tsuzuri_call *t, const char *folder, int depth)
{
    size_t count = 0;
    if (file_exists(file_join(t->arena, folder, "form.yaml"))) {
        lint_form(t, folder);
        count++;
    }
    for (const char **names = file_list(t->arena, folder); *names && depth < DEEPEST; names++)
        count += lint_folder(t, file_join(t->arena, folder, *names), depth + 1);
    return count;
}

static char *without_slash(struct arena *a, const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    return arena_strndup(a, path, n);
}

/* A folder, or the id of a form. */
static size_t lint_place(struct tsuzuri_call *t, const char *path)
{
    const char *folder = without_slash(t->arena, path);
    const char *own = catalogue_folder(t->catalogue, t->arena, folder);
    if (!file_exists(folder) && file_exists(own))
        folder = own;
    size_t count = lint_folder(t, folder, 0);
    if (!count)
        messages_error(&t->err, ERR_INPUT, "no-form", position_none(),
            "there is no form.yaml in '%s' or below it; name a form's folder",
            "「%s」とその下に form.yaml がありません。様式のフォルダーを指定してください", path);
    return count;
}

enum tsuzuri_status tsuzuri_lint(
    struct tsuzuri_call *call, const char *const *places, size_t count, bool japanese)
{
    size_t forms = 0;
    call_begin(call);
    for (size_t i = 0; i < count; i++)
        forms += lint_place(call, places[i]);
    enum tsuzuri_status status = call_end(call);
    buf_addf(&call->text,
        japanese ? "様式%zu件、エラー%d件、警告%d件\n" : "forms: %zu, errors: %d, warnings: %d\n",
        forms, call->err.errors, call->err.warnings);
    return status;
}
