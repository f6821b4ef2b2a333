/* extent: where each value of a YAML text stands, by libyaml's marks. */
#include "seam/yaml/extent.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct extent_reader {
    struct arena *arena;
    const char *text;
    size_t size;
    size_t *lines; /* where each line begins */
    size_t line_count;
    yaml_parser_t parser;
    yaml_event_t event;
};

static struct extent *read_value(struct extent_reader *r);

/* --- places --- */

static void find_lines(struct extent_reader *r)
{
    r->lines = arena_more(r->arena, NULL, 0, sizeof *r->lines);
    r->lines[r->line_count++] = 0;
    for (size_t i = 0; i < r->size; i++)
        if (r->text[i] == '\n') {
            r->lines = arena_more(r->arena, r->lines, r->line_count, sizeof *r->lines);
            r->lines[r->line_count++] = i + 1;
        }
}

/* The byte of a mark, whose column counts characters. */
static size_t byte_of(const struct extent_reader *r, yaml_mark_t m)
{
    if (m.line >= r->line_count)
        return r->size;
    size_t at = r->lines[m.line];
    for (size_t column = 0; column < m.column && at < r->size; column++)
        do
            at++;
        while (at < r->size && ((unsigned char)r->text[at] & 0xC0) == 0x80);
    return at;
}

/* A block scalar ends behind its last line that is not empty. */
static size_t without_empty_lines(const struct extent_reader *r, size_t from, size_t to)
{
    while (to > from && strchr(" \t\r\n", r->text[to - 1]))
        to--;
    return to;
}

/* --- values --- */

static bool next_event(struct extent_reader *r)
{
    yaml_event_delete(&r->event);
    return yaml_parser_parse(&r->parser, &r->event);
}

static struct extent *new_extent(
    struct extent_reader *r, enum extent_kind kind, const yaml_char_t *anchor)
{
    struct extent *s = arena_alloc(r->arena, sizeof *s);
    s->kind = kind;
    s->style = ' ';
    s->from = byte_of(r, r->event.start_mark);
    s->to = byte_of(r, r->event.end_mark);
    s->anchor = anchor ? arena_strdup(r->arena, (const char *)anchor) : NULL;
    return s;
}

static struct extent *read_scalar(struct extent_reader *r)
{
    static const char styles[] = {' ', ' ', '\'', '"', '|', '|'};
    struct extent *s = new_extent(r, EXTENT_SCALAR, r->event.data.scalar.anchor);
    s->style = styles[r->event.data.scalar.style];
    if (s->style == '|')
        s->to = without_empty_lines(r, s->from, s->to);
    return s;
}

static bool is_end(const struct extent_reader *r)
{
    return r->event.type == YAML_SEQUENCE_END_EVENT || r->event.type == YAML_MAPPING_END_EVENT;
}

static struct extent *read_children(struct extent_reader *r, struct extent *s)
{
    while (next_event(r)) {
        if (is_end(r)) {
            s->to = s->flow ? byte_of(r, r->event.end_mark) : s->to;
            return s;
        }
        struct extent *child = read_value(r);
        if (!child)
            return NULL;
        s->children = arena_more(r->arena, s->children, s->count, sizeof(struct extent *));
        s->children[s->count++] = child;
    }
    return NULL;
}

static struct extent *read_list(struct extent_reader *r)
{
    bool flow = r->event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    struct extent *s = new_extent(r, EXTENT_LIST, r->event.data.sequence_start.anchor);
    s->flow = flow;
    return read_children(r, s);
}

static struct extent *read_map(struct extent_reader *r)
{
    bool flow = r->event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
    struct extent *s = new_extent(r, EXTENT_MAP, r->event.data.mapping_start.anchor);
    s->flow = flow;
    return read_children(r, s);
}

static struct extent *read_value(struct extent_reader *r)
{
    switch (r->event.type) {
    case YAML_ALIAS_EVENT:
        return new_extent(r, EXTENT_ALIAS, r->event.data.alias.anchor);
    case YAML_SCALAR_EVENT:
        return read_scalar(r);
    case YAML_SEQUENCE_START_EVENT:
        return read_list(r);
    case YAML_MAPPING_START_EVENT:
        return read_map(r);
    default:
        return NULL;
    }
}

/* Reads past the beginnings of the stream and of its document. */
static bool enter_document(struct extent_reader *r)
{
    if (!next_event(r) || r->event.type != YAML_STREAM_START_EVENT)
        return false;
    return next_event(r) && r->event.type == YAML_DOCUMENT_START_EVENT;
}

struct extent *extent_read(struct arena *a, const char *text, size_t size)
{
    struct extent_reader r = {.arena = a, .text = text, .size = size};
    find_lines(&r);
    if (!yaml_parser_initialize(&r.parser))
        abort();
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)text, size);
    struct extent *root = enter_document(&r) && next_event(&r) ? read_value(&r) : NULL;
    yaml_event_delete(&r.event);
    yaml_parser_delete(&r.parser);
    return root;
}

size_t extent_end(const struct extent *s)
{
    bool block = (s->kind == EXTENT_LIST || s->kind == EXTENT_MAP) && !s->flow;
    return block && s->count ? extent_end(s->children[s->count - 1]) : s->to;
}

/* --- anchors --- */

static bool stands_for(const struct extent *s, const char *anchor)
{
    if (s->kind == EXTENT_ALIAS && !strcmp(s->anchor, anchor))
        return true;
    for (size_t i = 0; i < s->count; i++)
        if (stands_for(s->children[i], anchor))
            return true;
    return false;
}

bool extent_is_aliased(const struct extent *root, const struct extent *s)
{
    return s->kind != EXTENT_ALIAS && s->anchor && stands_for(root, s->anchor);
}

bool extent_is_shared(const struct extent *root, const struct extent *s)
{
    if (extent_is_aliased(root, s))
        return true;
    for (size_t i = 0; i < s->count; i++)
        if (extent_is_shared(root, s->children[i]))
            return true;
    return false;
}
