/* Binds an answer file to a form: for each field an inst, with its default or what is missing. */
#include "model/answer/answer.h"

#include "base/arena.h"
#include "base/suggest.h"
#include "model/answer/condition_value.h"
#include "model/answer/edit.h"

#include <string.h>

static const char *const header_names[] = {"tsuzuri", "form", NULL};

/* --- an inst for every field --- */

struct inst *inst_new(struct arena *a, const struct field *f, struct inst *parent)
{
    struct inst *i = arena_alloc(a, sizeof *i);
    i->field = f;
    i->parent = parent;
    i->option = -1;
    i->count = f->child_count;
    i->children = arena_array(a, i->count + 1, sizeof(struct inst *));
    for (size_t k = 0; k < i->count; k++)
        i->children[k] = inst_new(a, f->children[k], i);
    if (f->of) {
        i->blank = inst_new(a, f->of, i);
        i->total = "0";
    }
    return i;
}

void inst_fill_list(struct arena *a, struct inst *list, struct inst **entries, size_t count)
{
    list->children = entries;
    list->count = count;
    list->total = arena_printf(a, "%zu", count);
    for (size_t i = 0; i < count; i++)
        entries[i]->parent = list;
}

struct inst *inst_child(const struct inst *i, const char *key)
{
    if (i->field->type == FIELD_LIST)
        return NULL;
    for (size_t k = 0; k < i->count; k++) {
        struct inst *c = i->children[k];
        if (c->field->key && !strcmp(c->field->key, key))
            return c;
        struct inst *within = c->field->type == FIELD_SECTION ? inst_child(c, key) : NULL;
        if (within)
            return within;
    }
    return NULL;
}

bool inst_given(const struct inst *i)
{
    if (i->text || i->bad)
        return true;
    if (i->field->type == FIELD_LIST)
        return i->count > 0;
    for (size_t k = 0; k < i->count; k++)
        if (inst_given(i->children[k]))
            return true;
    return false;
}

const char *inst_print(const struct inst *i)
{
    if (i->option >= 0)
        return i->field->options[i->option].label;
    if (i->text && i->field->type == FIELD_YES_NO)
        return strcmp(i->text, "yes") ? "いいえ" : "はい";
    const struct inst *single = i->field->short_key ? inst_child(i, i->field->short_key) : NULL;
    return single ? inst_print(single) : i->text;
}

struct inst *inst_single(struct inst *i)
{
    while (i->field->short_key)
        i = inst_child(i, i->field->short_key);
    return i;
}

/* --- which field a key of the file means --- */

static bool spells(struct arena *a, const struct field *f, const char *folded)
{
    if (!strcmp(unicode_fold(a, f->label), folded))
        return true;
    for (const char **o = f->also; o && *o; o++)
        if (!strcmp(unicode_fold(a, *o), folded))
            return true;
    return false;
}

static const struct field *field_by_label(
    struct arena *a, const struct field *group, const char *folded)
{
    for (size_t k = 0; k < group->child_count; k++) {
        const struct field *c = group->children[k];
        if (c->type == FIELD_SECTION ? (c = field_by_label(a, c, folded)) != NULL
                                     : spells(a, c, folded))
            return c;
    }
    return NULL;
}

const struct field *answer_field_named(struct arena *a, const struct field *group, const char *name)
{
    const struct field *c = field_child(group, name);
    if (c && c->type != FIELD_SECTION)
        return c;
    return field_by_label(a, group, unicode_fold(a, name));
}

static struct inst *child_by_name(struct arena *a, struct inst *group, const char *name)
{
    const struct field *f = answer_field_named(a, group->field, name);
    return f && f->key ? inst_child(group, f->key) : NULL;
}

static size_t add_names(const struct inst *group, const char **out, size_t room)
{
    size_t n = 0;
    for (size_t k = 0; k < group->count; k++) {
        const struct inst *c = group->children[k];
        if (c->field->type == FIELD_SECTION) {
            n += add_names(c, out + n, room - n);
            continue;
        }
        if (n + 2 > room)
            break;
        out[n++] = c->field->key;
        out[n++] = c->field->label;
    }
    return n;
}

/* What was probably meant counts as given: it is not missing, only misspelt. */
static void expect_meant(struct arena *a, struct inst *group, const char *near)
{
    struct inst *meant = near ? child_by_name(a, group, near) : NULL;
    if (meant && !meant->node)
        meant->bad = true;
}

static void blame_key(
    struct arena *a, struct messages *e, struct inst *group, const struct node *key)
{
    const char *all[512];
    const char *near = suggest(key->text, all, add_names(group, all, 512));
    expect_meant(a, group, near);
    const char *where = field_title(a, group->field);
    if (!*where)
        where = group->field->is_file ? "attach" : NULL;
    const char *en = where ? arena_printf(a, " in '%s'", where) : "";
    const char *ja = where ? arena_printf(a, "（%s）", where) : "";
    messages_text(e, ERR_ERROR, ERR_INPUT, "unknown-key", key->at,
        near ? arena_printf(a, "no form asks for '%s'%s; did you mean '%s'?", key->text, en, near)
             : arena_printf(
                   a, "no form asks for '%s'%s; remove it or correct the key", key->text, en),
        near ? arena_printf(a, "「%s」%sという項目は様式にありません。「%s」の誤りではありませんか",
                   key->text, ja, near)
             : arena_printf(a,
                   "「%s」%sという項目は様式にありません。削除するか、正しい項目名に直してください",
                   key->text, ja));
}

/* --- keys that are something else --- */

/* {check:yes}: YAML takes key, colon and value for one key where no blank stands between them. */
static bool blame_stuck(
    struct arena *a, struct messages *e, struct inst *group, const struct node *key)
{
    const char *wide = strstr(key->text, "：");
    const char *colon = strchr(key->text, ':');
    if (wide && (!colon || wide < colon))
        colon = wide;
    const char *name = colon ? arena_strndup(a, key->text, (size_t)(colon - key->text)) : "";
    struct inst *meant = *name ? child_by_name(a, group, name) : NULL;
    if (!meant)
        return false;
    const char *value = colon + (*colon == ':' ? 1 : strlen("："));
    if (!meant->node)
        meant->bad = true;
    messages_error(e, ERR_INPUT, "no-blank", key->at,
        "a blank is missing behind ':' in '%s'; write '%s: %s'",
        "「%s」では「:」のあとに半角の空白がありません。「%s: %s」と書いてください", key->text,
        name, value);
    return true;
}

/* {users: 1,250}: the comma ended the value before, and what is left of it became a key. */
static bool blame_comma(struct messages *e, const struct node *map, size_t k)
{
    const struct node *key = map->pairs[k].key;
    const struct node *before = k ? map->pairs[k - 1].value : NULL;
    if (!before || !node_is_nothing(map->pairs[k].value) || before->kind != NODE_SCALAR ||
        !before->plain || !before->size || before->at.line != key->at.line)
        return false;
    messages_error(e, ERR_INPUT, "comma", before->at,
        "within '{ }' a comma ends the value, and '%s' stands alone; put a value with a comma in "
        "quotes: %s: \"%s,%s\"",
        "「{ }」の中ではコンマで値が終わるため、「%s」が余ります。コンマを含む値は引用符で囲んで"
        "ください（%s: \"%s,%s\"）",
        key->text, map->pairs[k - 1].key->text, before->text, key->text);
    return true;
}

/* A key behind blanks that YAML takes for letters: U+00A0, U+3000. */
static bool blame_indent(struct messages *e, const struct node *key)
{
    size_t length;
    uint32_t c = unicode_decode(key->text, key->size, &length);
    if (c != 0xA0 && c != 0x3000)
        return false;
    messages_error(e, ERR_INPUT, "wide-indent", key->at,
        "the blank U+%04X stands in front of this key; indent with ordinary blanks",
        "項目名の前に普通の空白ではない空白 (U+%04X) "
        "があります。字下げには半角の空白を使ってください",
        (unsigned)c);
    return true;
}

static void explain_key(
    struct arena *a, struct messages *e, struct inst *group, const struct node *map, size_t k)
{
    const struct node *key = map->pairs[k].key;
    if (!blame_indent(e, key) && !blame_stuck(a, e, group, key) && !blame_comma(e, map, k))
        blame_key(a, e, group, key);
}

/* --- binding --- */

static void bind(struct arena *a, struct messages *e, struct inst *i, const struct node *n);

static void bind_map(struct arena *a, struct messages *e, struct inst *group,
    const struct node *map, const struct names *skip)
{
    for (size_t k = 0; k < map->count; k++) {
        const struct node *key = map->pairs[k].key;
        if (skip && names_have(skip, key->text))
            continue;
        struct inst *c = child_by_name(a, group, key->text);
        if (!c) {
            explain_key(a, e, group, map, k);
        } else if (c->node && !c->node->at.line && key->at.line) {
            continue; /* given beside the file: that counts, under whichever name it stands */
        } else if (c->node && !c->node->at.line) {
            messages_error(e, ERR_INPUT, "duplicate-key", key->at,
                "'%s' is answered twice: by %s, too; say it once",
                "「%s」の答えが二つあります。%s でも指定されています。片方を除いてください",
                key->text, c->node->at.file ? c->node->at.file : OPTION("settings"));
        } else if (c->node) {
            messages_error(e, ERR_INPUT, "duplicate-key", key->at,
                "'%s' is answered twice: line %d has it already",
                "「%s」の答えが二つあります。%d行目にすでに書かれています", key->text,
                c->node->at.line);
        } else {
            c->at = key->at;
            bind(a, e, c, map->pairs[k].value);
        }
    }
}

static const char *example_of(struct arena *a, const struct field *f)
{
    if (!f->child_count)
        return "…";
    const struct field *c = f->children[0];
    return arena_printf(a, "{%s: …}", c->type == FIELD_SECTION ? "1-1-1" : c->key);
}

static void bind_group(struct arena *a, struct messages *e, struct inst *i, const struct node *n)
{
    struct inst *single = i->field->short_key ? inst_child(i, i->field->short_key) : NULL;
    if (n->kind == NODE_MAP) {
        bind_map(a, e, i, n, NULL);
        return;
    }
    if (single && (n->kind == NODE_SCALAR || single->field->type == FIELD_LIST)) {
        bind(a, e, single, n);
        return;
    }
    i->bad = true;
    const char *name = i->field->key ? i->field->key : "";
    const char *example = example_of(a, i->field);
    known_wrong_type(e, n,
        arena_printf(a, "'%s' is a group of answers, as in '%s: %s'", name, name, example),
        arena_printf(a, "「%s」は「%s: %s」のように、項目ごとに書きます", name, name, example));
}

/* What people write between the entries of a list, and in front of them, that is none of YAML's. */
static const char *const between[] = {"、", "，", "→", "⇒", "＞", ">", "／", ","};
static const char *const bullets[] = {"－", "−", "‐", "–", "—", "ー", "・", "･", "●"};

/* Bytes of one of the words that a text begins with, or 0. */
static size_t begins_with(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!strncmp(text, words[i], strlen(words[i])))
            return strlen(words[i]);
    return 0;
}

static const char *skip_blanks(const char *text)
{
    while (*text == ' ' || *text == '\n' || !strncmp(text, "　", strlen("　")))
        text += *text == ' ' || *text == '\n' ? 1 : strlen("　");
    return text;
}

/* A text with such signs as a list: [トップ, サポート]; any list where it has none. */
static const char *as_list(struct arena *a, const char *text)
{
    const char *all = "", *from = text = skip_blanks(text);
    for (size_t sign = 0; *text; text += sign ? sign : 1) {
        bool first = text == from || text[-1] == ' ' || text[-1] == '\n';
        sign = begins_with(text, between, sizeof between / sizeof *between);
        if (!sign && first)
            sign = begins_with(text, bullets, sizeof bullets / sizeof *bullets);
        if (!sign)
            continue;
        const char *end = text;
        while (end > from && (end[-1] == ' ' || end[-1] == '\n'))
            end--;
        if (end > from)
            all = arena_printf(a, "%s%s%.*s", all, *all ? ", " : "", (int)(end - from), from);
        from = skip_blanks(text + sign);
        sign = (size_t)(from - text);
    }
    if (!*all && (from == text || !*from))
        return "[…, …]";
    return *all ? arena_printf(a, "[%s%s%s]", all, *from ? ", " : "", from)
                : arena_printf(a, "[%s, …]", from);
}

static const char *single_text(const struct inst *i, const struct node *n)
{
    if (n->kind == NODE_LIST)
        n = n->count == 1 ? n->items[0] : NULL;
    return n && n->kind == NODE_SCALAR && !i->field->of->child_count ? n->text : "";
}

/* "－ a": the bullet of a list in another width is a part of the value for YAML. */
static bool check_bullet(
    struct arena *a, struct messages *e, const struct inst *i, const struct node *n)
{
    if (n->kind != NODE_SCALAR || !n->plain ||
        !begins_with(n->text, bullets, sizeof bullets / sizeof *bullets))
        return true;
    const char *example = as_list(a, n->text);
    messages_error(e, ERR_INPUT, "list-mark", n->at,
        "the entries of '%s' begin with '- ' (a hyphen and a blank, half-width), or stand as %s",
        "「%s」の一件ずつは、半角の「- 」で始めるか、%s のように書きます", i->field->label,
        example);
    return false;
}

static void check_count(
    struct arena *a, struct messages *e, const struct inst *i, const struct node *n)
{
    const struct field *f = i->field;
    if ((int)i->count < f->min) {
        const char *example = as_list(a, single_text(i, n));
        messages_error(e, ERR_INPUT, "too-few", n->at,
            "'%s' needs at least %d entries, it has %zu; write them as %s, or one a line behind "
            "'- '",
            "「%s」には%d件以上が要ります（%zu件しかありません）。%s "
            "のように並べるか、一行に一件ずつ"
            "「- 」のあとに書きます",
            f->label, f->min, i->count, example);
    }
    if (f->max && i->count > (size_t)f->max) {
        messages_error(e, ERR_INPUT, "too-many", n->at, "'%s' takes at most %d entries, it has %zu",
            "「%s」は%d件までです（%zu件あります）", f->label, f->max, i->count);
    }
}

static void bind_list(struct arena *a, struct messages *e, struct inst *i, const struct node *n)
{
    bool single = n->kind != NODE_LIST;
    if (!check_bullet(a, e, i, n)) {
        i->bad = true;
        return;
    }
    i->count = single ? 1 : n->count;
    i->children = arena_array(a, i->count + 1, sizeof(struct inst *));
    i->total = arena_printf(a, "%zu", i->count);
    for (size_t k = 0; k < i->count; k++) {
        const struct node *entry = single ? n : n->items[k];
        i->children[k] = inst_new(a, i->field->of, i);
        i->children[k]->at = entry->at;
        bind(a, e, i->children[k], entry);
    }
    check_count(a, e, i, n);
}

static bool check_gathered(struct messages *e, const struct inst *i, const struct node *n)
{
    if (i->field->gathered)
        messages_error(e, ERR_INPUT, "not-asked", n->at,
            "'%s' is drawn up from the other answers; remove it",
            "「%s」はほかの回答から作られます。消してください", i->field->label);
    return !i->field->gathered;
}

static void bind(struct arena *a, struct messages *e, struct inst *i, const struct node *n)
{
    if (node_is_nothing(n) || !check_gathered(e, i, n))
        return;
    i->node = n;
    i->bad = false;
    if (i->field->type == FIELD_GROUP)
        bind_group(a, e, i, n);
    else if (i->field->type == FIELD_LIST)
        bind_list(a, e, i, n);
    else
        answer_read_value(a, e, i, n);
}

/* --- defaults, and the places of what is missing --- */

/* Takes over what was said elsewhere, value by value; a group's fields by their keys. */
static void repeat(struct inst *i, const struct inst *said)
{
    i->text = said->text;
    i->date = said->date;
    i->option = said->option;
    for (size_t k = 0; k < i->count; k++) {
        const char *key = i->children[k]->field->key;
        const struct inst *other = key ? inst_child(said, key) : NULL;
        if (other && other->field->type == i->children[k]->field->type)
            repeat(i->children[k], other);
    }
}

/* Where nothing at all was written, what the form names instead counts. */
static void repeat_same(struct inst *i)
{
    const struct field *f = i->field;
    struct scope scope = {.here = i->parent};
    if (inst_given(i) || (f->same_if && !condition_true(f->same_if, &scope)))
        return;
    struct value said = path_value(f->same_as, strlen(f->same_as), &scope);
    if (said.kind == VALUE_INST && inst_given(said.inst))
        repeat(i, said.inst);
}

static void fill_defaults(struct arena *a, struct messages *e, struct inst *i)
{
    if (i->parent && !i->at.file)
        i->at = i->parent->at;
    if (!i->text && !i->bad && i->field->fallback && i->field->type != FIELD_LIST) {
        struct node *n = arena_alloc(a, sizeof *n);
        *n = (struct node){.text = i->field->fallback,
            .size = strlen(i->field->fallback),
            .literal = true,
            .at = i->field->node->at};
        answer_read_value(a, e, i, n);
        return;
    }
    if (i->field->same_as)
        repeat_same(i);
    for (size_t k = 0; k < i->count; k++)
        fill_defaults(a, e, i->children[k]);
}

const char *answer_form_id(struct arena *a, struct messages *e, const struct node *answers)
{
    const char *version = NULL;
    const char *id = NULL;
    if (answers->kind != NODE_MAP) {
        known_wrong_type(e, answers, "an answer file holds 'key: value' lines",
            "回答ファイルは「キー: 値」の行で書きます");
        return NULL;
    }
    if (!known_text(e, answers, "tsuzuri", &version) || !known_text(e, answers, "form", &id))
        return NULL;
    if (!version || strcmp(version, "1")) {
        const struct node *n = node_lookup(answers, "tsuzuri");
        messages_error(e, ERR_INPUT, "no-version", n ? n->at : answers->at,
            "this is no answer file that this program understands: it begins with 'tsuzuri: 1'",
            "この版で読める回答ファイルではありません。先頭に「tsuzuri: 1」と書きます");
        return NULL;
    }
    if (!id || !*id || strstr(id, "..") || id[0] == '/') {
        messages_error(e, ERR_INPUT, "no-form", answers->at,
            "the answer file does not say which form it answers: 'form: anshin-isp'",
            "どの様式への回答かが書かれていません。「form: anshin-isp」のように書きます");
        return NULL;
    }
    return arena_strdup(a, id);
}

struct inst *answer_bind(
    struct arena *a, struct messages *e, const struct form *form, const struct node *answers)
{
    struct inst *root = inst_new(a, form->root, NULL);
    struct names skip = {{header_names}};
    if (answers) {
        root->at = answers->at;
        root->node = answers;
        if (answers->kind == NODE_MAP)
            bind_map(a, e, root, answers, &skip);
    }
    fill_defaults(a, e, root);
    return root;
}
