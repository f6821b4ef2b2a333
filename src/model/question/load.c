/* Loads a form: its header, the files that it names, and all that they ask (form.h). */
#include "base/arena.h"
#include "base/file.h"
#include "model/question/form.h"

#include <string.h>

static const char *const form_names[] = {"tsuzuri-form", "id", "title", "edition", "ask", "layout",
    "properties", "language", "guide", "score", "info", "deviations", "base", "plan", "incomplete",
    "changes", "register", "remarks", "applicant", NULL};
static const char *const ask_names[] = {"fields", "parts", NULL};
static const char *const field_names[] = {"key", "label", "also", "type", "required", "when",
    "default", "same-as", "blank", "calendar", "options", "of", "min", "max", "short", "parts",
    "fields", "worth", "decides", "width", "rules", "renew", "unasked", NULL};

static const char **text_list(struct form_reader *r, const struct node *list, const char *name)
{
    const char **out = arena_array(r->arena, (list ? list->count : 0) + 1, sizeof *out);
    for (size_t i = 0; list && i < list->count; i++) {
        if (list->items[i]->kind != NODE_SCALAR) {
            known_wrong_type(r->err, list->items[i],
                arena_printf(r->arena, "'%s' lists words", name),
                arena_printf(r->arena, "「%s」には語を並べます", name));
            return NULL;
        }
        out[i] = list->items[i]->text;
    }
    return out;
}

/* The nodes of all files that a list names. */
static const struct node **load_files(
    struct form_reader *r, const struct node *map, const char *name, size_t *count)
{
    const struct node *list;
    if (!known_kind(r->err, map, name, NODE_LIST, &list))
        return NULL;
    const char **names = text_list(r, list, name);
    if (!names)
        return NULL;
    const struct node **out = arena_array(r->arena, (list ? list->count : 0) + 1, sizeof *out);
    bool good = true;
    for (*count = 0; list && names[*count]; ++*count) {
        const char *own = file_join(r->arena, r->form->folder, names[*count]);
        const char *path = form_file_find(r->arena, r->files, own);
        if (form_file_exists(r->files, path))
            out[*count] = form_read_file(r, path);
        else
            messages_error(r->err, ERR_INPUT, "no-file", list->items[*count]->at,
                "the form's file '%s' does not exist", "様式のファイル「%s」がありません", path);
        good = good && out[*count];
    }
    return good ? out : NULL;
}

/* One map of all files' parts; a part that stands twice is blamed. */
static const struct node *merge_parts(
    struct form_reader *r, const struct node **files, size_t count)
{
    size_t total = 0;
    bool good = true;
    const struct node *parts;
    for (size_t i = 0; i < count; i++)
        if ((parts = node_lookup(files[i], "parts")))
            total += parts->count;
    struct node *all = arena_alloc(r->arena, sizeof *all);
    all->kind = NODE_MAP;
    all->pairs = arena_array(r->arena, total + 1, sizeof *all->pairs);
    for (size_t i = 0; i < count; i++) {
        if (!known_kind(r->err, files[i], "parts", NODE_MAP, &parts))
            return NULL;
        for (size_t k = 0; parts && k < parts->count; k++) {
            const struct node *key = parts->pairs[k].key;
            if (node_lookup(all, key->text)) {
                messages_error(r->err, ERR_INPUT, "duplicate-key", key->at,
                    "the part '%s' stands twice in this form", "部品「%s」が二度定義されています",
                    key->text);
                good = false;
            }
            all->pairs[all->count++] = parts->pairs[k];
        }
    }
    return good ? all : NULL;
}

/* Each names a property or a remark. */
static bool check_guide(struct form_reader *r)
{
    const struct form *f = r->form;
    const struct names names = {{f->properties.lists[0], f->remarks.lists[0]}};
    bool good = true;
    for (size_t i = 0; f->guide && i < f->guide->count; i++) {
        const char *name = node_text(f->guide->items[i]);
        if (name && names_have(&names, name))
            continue;
        known_blame(r->err, f->guide->items[i]->at, name ? name : "", &names,
            "the form's properties and remarks", "様式の属性（properties、remarks）");
        good = false;
    }
    return good;
}

static bool read_header(struct form_reader *r, const struct node *top)
{
    struct form *f = r->form;
    struct names names = {{form_names}};
    if (!known_keys(r->err, top, &names, "a form", "様式"))
        return false;
    const char *version = NULL;
    const struct node *properties, *remarks;
    bool good = known_text(r->err, top, "tsuzuri-form", &version);
    good &= known_text(r->err, top, "id", &f->id);
    good &= known_text(r->err, top, "title", &f->title);
    good &= known_text(r->err, top, "edition", &f->edition);
    good &= known_text(r->err, top, "base", &f->base);
    good &= known_text(r->err, top, "language", &f->language);
    good &= known_flag(r->err, top, "incomplete", &f->incomplete);
    good &= known_kind(r->err, top, "properties", NODE_LIST, &properties);
    good &= known_kind(r->err, top, "remarks", NODE_LIST, &remarks);
    good &= known_kind(r->err, top, "guide", NODE_LIST, &f->guide);
    good &= known_kind(r->err, top, "score", NODE_MAP, &f->score);
    good &= known_kind(r->err, top, "info", NODE_MAP, &f->info);
    good &= known_kind(r->err, top, "deviations", NODE_LIST, &f->deviations);
    good &= known_kind(r->err, top, "plan", NODE_LIST, &f->plan);
    good &= known_kind(r->err, top, "register", NODE_MAP, &f->registration);
    good &= known_kind(r->err, top, "applicant", NODE_LIST, &f->applicant_node);
    if (!good)
        return false;
    if (!version || strcmp(version, "1") || !f->id || !f->title) {
        messages_error(r->err, ERR_INPUT, "no-form", top->at,
            "a form begins with 'tsuzuri-form: 1', 'id:' and 'title:'",
            "様式の先頭には「tsuzuri-form: 1」「id:」「title:」が要ります");
        return false;
    }
    f->properties.lists[0] = text_list(r, properties, "properties");
    f->remarks.lists[0] = text_list(r, remarks, "remarks");
    r->names = (struct names){{field_names, f->properties.lists[0], f->remarks.lists[0]}};
    return f->properties.lists[0] && f->remarks.lists[0] && check_guide(r);
}

/* The root is a group whose fields are those of all ask files, one after the other. */
static bool read_root(struct form_reader *r, const struct node **files, size_t count)
{
    size_t total = 0;
    bool good = true;
    struct names names = {{ask_names}};
    for (size_t i = 0; i < count; i++) {
        const struct node *fields;
        good &= known_keys(r->err, files[i], &names, "a list of questions", "設問ファイル");
        good &= known_kind(r->err, files[i], "fields", NODE_LIST, &fields);
        total += fields ? fields->count : 0;
    }
    if (!good || !(r->parts = merge_parts(r, files, count)))
        return false;
    struct node *list = arena_alloc(r->arena, sizeof *list);
    list->kind = NODE_LIST;
    list->items = arena_array(r->arena, total + 1, sizeof(struct node *));
    for (size_t i = 0; i < count; i++) {
        const struct node *fields = node_lookup(files[i], "fields");
        for (size_t k = 0; fields && k < fields->count; k++)
            list->items[list->count++] = fields->items[k];
    }
    struct pair *pair = arena_alloc(r->arena, sizeof *pair);
    struct node *key = arena_alloc(r->arena, sizeof *key);
    *key = (struct node){.text = "fields", .size = 6};
    *pair = (struct pair){key, list};
    struct node *map = arena_alloc(r->arena, sizeof *map);
    *map = (struct node){
        .kind = NODE_MAP, .pairs = pair, .count = 1, .at = position_file(r->form->id)};
    r->form->root = arena_alloc(r->arena, sizeof *r->form->root);
    *r->form->root = (struct field){.type = FIELD_GROUP, .node = map, .label = "", .blank = ""};
    return form_read_children(r, map, r->form->root) && form_check(r, r->form->root);
}

/* Each of the values that an applicant is known by is a single field. */
static bool read_applicant(struct form_reader *r)
{
    struct form *f = r->form;
    f->applicant = f->applicant_node ? text_list(r, f->applicant_node, "applicant") : NULL;
    bool good = !f->applicant_node || f->applicant;
    for (size_t i = 0; f->applicant && f->applicant[i]; i++) {
        const struct field *at = field_at(f->root, f->applicant[i]);
        if (at && at != f->root && !at->child_count && !at->of)
            continue;
        messages_error(r->err, ERR_INPUT, "no-field", f->applicant_node->items[i]->at,
            "'%s' is not a single field; 'applicant' names those that an applicant is known by",
            "「%s」は一つの値の項目ではありません。applicant "
            "には、申請者を見分ける項目を並べます",
            f->applicant[i]);
        good = false;
    }
    return good;
}

struct form *form_load(struct arena *a, struct messages *e, const char *folder)
{
    struct form_files files = {0};
    return form_load_from(a, e, folder, &files);
}

struct form *form_load_from(
    struct arena *a, struct messages *e, const char *folder, struct form_files *files)
{
    struct form *f = arena_alloc(a, sizeof *f);
    *f = (struct form){.arena = a, .folder = folder};
    struct form_reader r = {.arena = a, .err = e, .form = f, .files = files};
    struct node *top = form_read_file(&r, file_join(a, folder, "form.yaml"));
    if (!top || !(top = form_merge_base(&r, top)) || !read_header(&r, top))
        return NULL;
    size_t ask_count = 0;
    const struct node **ask = load_files(&r, top, "ask", &ask_count);
    f->layouts = load_files(&r, top, "layout", &f->layout_count);
    if (!ask || !f->layouts || !read_root(&r, ask, ask_count) || !read_applicant(&r) ||
        !form_check_changes(&r))
        return NULL;
    return f;
}
