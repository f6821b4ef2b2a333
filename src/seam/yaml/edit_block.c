/* edit_block: changes in lists and maps written one entry a line, by indentation. */
#include "seam/yaml/edit_internal.h"

#include "base/arena.h"
#include "base/buf.h"
#include "seam/yaml/write.h"
#include "seam/yaml/yaml.h"

#include <string.h>

/* --- places --- */

static size_t column_of(const struct editor *d, size_t at)
{
    return at - edit_line(d, at);
}

/* Tells whether nothing but blanks stands before a place on its line. */
static bool is_first_on_line(const struct editor *d, size_t at)
{
    return edit_skip_blanks(d, edit_line(d, at)) == at;
}

static bool is_block(const struct extent *s)
{
    return (s->kind == EXTENT_LIST || s->kind == EXTENT_MAP) && !s->flow;
}

/* The place behind the '|' of a literal, and what belongs to it ("|2-"). */
static size_t header_end(const struct editor *d, const struct extent *s)
{
    size_t at = s->from;
    while (at < s->to && d->text[at] != '|' && d->text[at] != '>')
        at++;
    while (at < d->size && !strchr(" \t\r\n", d->text[at]))
        at++;
    return at;
}

/* Goes up from a value's line over the comment lines right above it, not above 'least'; gives the
   place of the first '#' that stands in the value's column, or the value's own. */
static size_t with_comments(const struct editor *d, size_t at, size_t least)
{
    size_t column = column_of(d, at);
    for (size_t line = edit_line(d, at); line > least;) {
        line = edit_line(d, line - 1);
        size_t shown = edit_skip_blanks(d, line);
        if (line < least || shown - line != column || d->text[shown] != '#')
            break;
        at = shown;
    }
    return at;
}

/* --- what is written --- */

/* The new value as it stands behind a ':' or '-' in a column. like: a value whose way of writing it
   takes over where it can, or NULL. */
static const char *written(const struct editor *d, size_t column, const struct extent *like)
{
    const struct node *value = d->edit->value;
    bool list = d->within->kind == EXTENT_LIST;
    bool scalar = like && like->kind == EXTENT_SCALAR;
    bool inline_before = like && like->from < like->to && !is_block(like) && like->style != '|';
    struct yaml_style style = {.dash = list,
        .indent = (int)column + 2,
        .quote = scalar ? like->style : ' ',
        .flow = value->kind != NODE_SCALAR && inline_before && !edit_has_lines(value)};
    struct buf out = {0};
    yaml_write_node(&out, value, style);
    const char *text = out.size ? arena_strndup(d->arena, out.data, out.size) : "";
    buf_release(&out);
    return text;
}

/* Whole lines that come to stand at a place, which begins a line or ends the text. */
static const char *as_lines(const struct editor *d, size_t at, const char *lines)
{
    bool cut = at == d->size && at && d->text[at - 1] != '\n';
    return arena_printf(d->arena, cut ? "\n%s" : "%s\n", lines);
}

/* --- another value --- */

/* What is behind the first line of a written value goes to lines of its own, instead of [from, to).
 */
static void replace_lines(struct editor *d, size_t from, size_t to, const char *text)
{
    const char *body = strchr(text, '\n');
    edit_splice(d, from, to, body ? as_lines(d, from, body + 1) : "");
}

static const char *head_of(const struct editor *d, const char *text)
{
    return arena_strndup(d->arena, text, strcspn(text, "\n"));
}

static void replace_block(
    struct editor *d, size_t behind, const struct extent *old, const char *text)
{
    size_t first = old->kind == EXTENT_MAP ? old->children[0]->from : old->from;
    if (edit_line(d, first) <= behind) { /* "- key: …" */
        edit_splice(d, behind, extent_end(old), text);
        return;
    }
    edit_splice(d, behind, behind, head_of(d, text));
    replace_lines(d, edit_line(d, first), edit_next_line(d, extent_end(old)), text);
}

/* Writes a text behind the ':' or '-' of a value; a comment that stands there stays. */
static void replace_by(struct editor *d, const char *text)
{
    const struct extent *old = edit_value(d, d->edit->index);
    size_t behind = edit_behind(d, d->edit->index), end = edit_end(d, d->edit->index);
    if (is_block(old)) {
        replace_block(d, behind, old, text);
    } else if (old->style == '|') {
        edit_splice(d, behind, header_end(d, old), head_of(d, text));
        replace_lines(d, edit_next_line(d, old->from), edit_next_line(d, old->to), text);
    } else if (strchr(text, '\n')) {
        edit_splice(d, behind, end, head_of(d, text));
        replace_lines(d, edit_next_line(d, end), edit_next_line(d, end), text);
    } else {
        edit_replace_inline(d, d->edit->index, text);
    }
}

static bool replace(struct editor *d)
{
    size_t column = column_of(d, edit_begin(d, d->edit->index));
    replace_by(d, written(d, column, edit_value(d, d->edit->index)));
    return true;
}

/* --- a value more --- */

static const char *new_entry(const struct editor *d, size_t column)
{
    const struct extent *beside = edit_value(d, d->edit->index ? d->edit->index - 1 : 0);
    bool list = d->within->kind == EXTENT_LIST;
    const struct extent *like = list && beside->flow ? beside : NULL;
    struct buf key = {0};
    if (list) {
        buf_addc(&key, '-');
    } else {
        yaml_write_key(&key, d->edit->key, false);
        buf_addc(&key, ':');
    }
    const char *text = arena_printf(d->arena, "%s%s", key.data, written(d, column, like));
    buf_release(&key);
    return text;
}

static bool insert(struct editor *d)
{
    if (!edit_count(d))
        return false;
    size_t first = edit_begin(d, 0), column = column_of(d, first);
    const char *text = new_entry(d, column);
    if (d->edit->index) {
        size_t at = edit_next_line(d, edit_end(d, d->edit->index - 1));
        const char *lines = arena_printf(d->arena, "%*s%s", (int)column, "", text);
        edit_splice(d, at, at, as_lines(d, at, lines));
        return true;
    }
    size_t at = is_first_on_line(d, first) ? with_comments(d, first, 0) : first;
    edit_splice(d, at, at, arena_printf(d->arena, "%s\n%*s", text, (int)column, ""));
    return true;
}

/* --- a value less --- */

/* A comment behind a value, or behind the key of one that begins on the next line. */
static bool has_comment(const struct editor *d)
{
    const struct extent *old = edit_value(d, d->edit->index);
    size_t at = edit_end(d, d->edit->index);
    if (is_block(old))
        at = edit_behind(d, d->edit->index);
    else if (old->style == '|')
        at = header_end(d, old);
    at = edit_skip_blanks(d, at);
    return at < d->size && d->text[at] == '#';
}

static bool remove_value(struct editor *d)
{
    size_t from = edit_begin(d, d->edit->index), end = edit_end(d, d->edit->index);
    size_t next = edit_next_line(d, end);
    if (d->within->kind == EXTENT_MAP && has_comment(d))
        replace_by(d, "");
    else if (is_first_on_line(d, from))
        edit_splice(d, edit_line(d, from), next, "");
    else if (edit_count(d) == 1)
        edit_splice(d, from, end, "");
    else
        edit_splice(d, from, edit_skip_blanks(d, next), "");
    return true;
}

/* --- another order --- */

/* An entry with the comment lines right above it, up to the end of its last line. */
static void find_chunk(const struct editor *d, size_t index, size_t *from, size_t *to)
{
    size_t begin = edit_begin(d, index);
    size_t least = index ? edit_next_line(d, edit_end(d, index - 1)) : 0;
    *from = is_first_on_line(d, begin) ? with_comments(d, begin, least) : begin;
    *to = edit_line_end(d, edit_end(d, index));
}

const struct edit_style edit_block = {replace, insert, remove_value, find_chunk};
