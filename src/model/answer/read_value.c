/* Single values: what a scalar means is the form's to say, never YAML's. */
#include "base/arena.h"
#include "model/answer/answer.h"

#include <string.h>

/* Entries of lists go by their list's name. */
static const char *label_of(const struct inst *i)
{
    while (!*i->field->label && i->parent)
        i = i->parent;
    return i->field->label;
}

/* Messages are lines. */
static const char *one_line(struct arena *a, const char *text)
{
    const char *all = "";
    for (const char *end; (end = strchr(text, '\n')); text = end + 1)
        all = arena_printf(a, "%s%.*s↵", all, (int)(end - text), text);
    return *all ? arena_printf(a, "%s%s", all, text) : text;
}

static bool wrong(struct arena *a, struct messages *e, struct inst *i, const struct node *n,
    const char *en, const char *ja)
{
    const char *label = label_of(i);
    const char *got = n->kind == NODE_SCALAR ? one_line(a, n->text)
                      : n->kind == NODE_LIST ? "[…]"
                                             : "{…}";
    known_wrong_type(e, n, arena_printf(a, "'%s' is %s; it says '%s'", label, en, got),
        arena_printf(a, "「%s」は%sで書きます（「%s」となっています）", label, ja, got));
    i->bad = true;
    i->text = NULL;
    return false;
}

/* The bytes of a blank at text[0, size), of whatever width, or 0. */
static size_t leading_blank(const char *text, size_t size)
{
    static const char *const wide[] = {"\u3000", "\u00A0"};
    if (size && strchr(" \t\n", *text))
        return 1;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (size >= strlen(wide[i]) && !memcmp(text, wide[i], strlen(wide[i])))
            return strlen(wide[i]);
    return 0;
}

static size_t trailing_blank(const char *text, size_t size)
{
    for (size_t n = 1; n <= 3 && n <= size; n++)
        if (leading_blank(text + size - n, n) == n)
            return n;
    return 0;
}

/* Without the blanks at its ends; the first line of several may be indented by a wide one. */
static const char *trimmed(struct arena *a, const struct node *n, bool lines, size_t *lead)
{
    const char *from = n->text;
    const char *end = from + n->size;
    for (size_t b; (b = leading_blank(from, (size_t)(end - from))) && !(lines && b > 1);)
        from += b;
    for (size_t b; (b = trailing_blank(from, (size_t)(end - from)));)
        end -= b;
    *lead = (size_t)(from - n->text);
    return *lead || *end ? arena_strndup(a, from, (size_t)(end - from)) : from;
}

/* Nothing but white space: most texts show by their first character that they are more. */
static bool is_blank(struct arena *a, const char *text)
{
    size_t length;
    uint32_t c = unicode_decode(text, strlen(text), &length);
    bool shows = (c > ' ' && c < 0x7F) || (c > 0x3000 && c < 0xA000);
    return !*text || (!shows && !*unicode_fold(a, text));
}

/* A sign without the selector that makes it an emoji or a letter (U+FE0F, U+FE0E). */
static const char *without_style(struct arena *a, const char *text)
{
    size_t n = strlen(text);
    bool styled = n > 3 && (!strcmp(text + n - 3, "\uFE0F") || !strcmp(text + n - 3, "\uFE0E"));
    return styled ? arena_strndup(a, text, n - 3) : text;
}

static bool read_yes_no(struct arena *a, struct messages *e, struct inst *i, const struct node *n)
{
    static const char *const yes[] = {"yes", "true", "on", "y", "はい", "○", "〇", "◯", "有",
        "有り", "あり", "✓", "✔", "☑", "✅", "レ", "レ点", NULL};
    static const char *const no[] = {
        "no", "false", "off", "n", "いいえ", "×", "✕", "✗", "✘", "無", "無し", "なし", NULL};
    struct names yes_names = {{yes}};
    struct names no_names = {{no}};
    const char *word = unicode_fold(a, without_style(a, i->text));
    if (names_have(&yes_names, word))
        i->text = "yes";
    else if (names_have(&no_names, word))
        i->text = "no";
    else
        return wrong(a, e, i, n, "yes or no", "「はい」か「いいえ」（yes, no）");
    return true;
}

static bool read_date(struct arena *a, struct messages *e, struct inst *i, const struct node *n)
{
    if (!unicode_parse_date(i->text, &i->date))
        return wrong(a, e, i, n, "a date, as 2026-11-21 or 令和8年11月21日",
            "「2026-11-21」か「令和8年11月21日」のような実在する日付");
    i->text = unicode_format_date(a, i->date, i->field->era);
    i->exact = false;
    return true;
}

static const char *options_text(struct arena *a, const struct field *f)
{
    const char *all = "";
    for (size_t k = 0; k < f->option_count; k++) {
        const struct option *o = &f->options[k];
        const char *own =
            strcmp(o->key, o->label) ? arena_printf(a, "%s (%s)", o->key, o->label) : o->key;
        all = k ? arena_printf(a, "%s, %s", all, own) : own;
    }
    return all;
}

static bool read_choice(struct arena *a, struct messages *e, struct inst *i, const struct node *n)
{
    const char *word = unicode_fold(a, i->text);
    for (size_t k = 0; k < i->field->option_count; k++) {
        const struct option *o = &i->field->options[k];
        if (strcmp(unicode_fold(a, o->key), word) && strcmp(unicode_fold(a, o->label), word))
            continue;
        i->option = (int)k;
        i->text = o->key;
        return true;
    }
    const char *all = options_text(a, i->field);
    return wrong(
        a, e, i, n, arena_printf(a, "one of: %s", all), arena_printf(a, "次のどれか（%s）", all));
}

/* "docs\table.pdf": between double quotes a backslash and a letter are another character. */
static bool check_path(struct arena *a, struct messages *e, struct inst *i, const struct node *n)
{
    if (!i->parent || !i->parent->field->is_file || strcmp(i->field->key, "file") != 0)
        return true;
    for (const char *c = i->text; *c; c++)
        if ((unsigned char)*c < ' ')
            return wrong(a, e, i, n,
                "a path with '/' between folders: between double quotes '\\' and a letter are "
                "another "
                "character",
                "フォルダーを「/"
                "」で区切ったパス（二重引用符の中の「\\」は文字を変えてしまいます）");
    return true;
}

static void warn_joined(struct messages *e, const struct inst *i, const struct node *n)
{
    if (i->field->type == FIELD_LINES && n->joined)
        messages_warn(e, "joined-lines", n->at,
            "the lines of '%s' are printed as one; to keep them, write '|' behind ':' and begin in "
            "the next line, indented",
            "「%s」の行は、つながって一行に印刷されます。行を分けるには、「:」のあとに「|」と書き、"
            "次の行から字下げして書きます",
            label_of(i));
}

/* 0450001234: ten digits in a row, or eleven, as no number of a telephone is printed. */
static void warn_unhyphened(struct messages *e, const struct inst *i)
{
    size_t n = strspn(i->text, "0123456789");
    if (i->field->half && *i->text == '0' && !i->text[n] && (n == 10 || n == 11))
        messages_warn(e, "no-hyphens", i->at,
            "'%s' is printed as it is, without hyphens; write them: 045-000-1234",
            "「%s」は、ハイフンなしでこのまま印刷されます。「045-000-1234」のように区切って書いて"
            "ください",
            i->text);
}

/* The name of an attached file is what the disk says, in whatever form. */
static bool names_file(const struct inst *i)
{
    if (i->field->is_file)
        return true;
    return i->parent && i->parent->field->is_file && !strcmp(i->field->key, "file");
}

/* What a Mac may have saved in two characters (か and U+3099) is the one that it shows. */
static void compose(struct arena *a, struct inst *i)
{
    const char *whole = unicode_compose(a, i->text);
    if (whole != i->text)
        i->exact = false;
    i->text = whole;
}

static bool read_plain_text(
    struct arena *a, struct messages *e, struct inst *i, const struct node *n)
{
    if (!names_file(i))
        compose(a, i);
    if (i->field->half)
        i->text = answer_halved(a, i->text);
    if (!check_path(a, e, i, n))
        return false;
    if (i->node) {
        answer_warn_alikes(a, e, i);
        warn_joined(e, i, n);
        warn_unhyphened(e, i);
    }
    if (i->field->type == FIELD_LINES || !strchr(i->text, '\n'))
        return true;
    if (!i->node) /* the form's own default may have two lines */
        return true;
    return wrong(a, e, i, n, "one line of text without a line break", "改行のない一行");
}

bool answer_read_value(struct arena *a, struct messages *e, struct inst *i, const struct node *n)
{
    if (n->kind != NODE_SCALAR) {
        const char *example = i->field->key ? arena_printf(a, "%s: …", i->field->key) : "- …";
        return wrong(a, e, i, n, arena_printf(a, "a single value, as in '%s'", example),
            arena_printf(a, "「%s」のように一つの値", example));
    }
    size_t lead;
    i->at = n->at;
    const char *text = trimmed(a, n, i->field->type == FIELD_LINES, &lead);
    if (is_blank(a, text))
        return true;
    i->text = text;
    i->exact = n->plain && !n->literal && !strchr(text, '\n') && !lead;
    switch (i->field->type) {
    case FIELD_YES_NO:
        return read_yes_no(a, e, i, n);
    case FIELD_DATE:
        return read_date(a, e, i, n);
    case FIELD_CHOICE:
        return read_choice(a, e, i, n);
    default:
        return read_plain_text(a, e, i, n);
    }
}
