/* yaml: YAML as a tree of nodes that know their places. The only room that sees libyaml. */
#include "seam/yaml/yaml.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "seam/unicode/unicode.h"
#include "seam/yaml/yaml_internal.h"

#include <limits.h>
#include <search.h>
#include <yaml.h>

static const char *const standard_tags[] = {
    "str", "int", "float", "bool", "null", "timestamp", "seq", "map"};

const struct yaml_limits yaml_default_limits = {
    .bytes = 4 * 1024 * 1024, .nodes = 200000, .depth = 40};

struct builder {
    struct arena *arena;
    struct messages *err;
    struct source source;
    const struct yaml_limits *limits;
    yaml_parser_t parser;
    yaml_event_t event;
    struct buf stack; /* children of the collections under way */
    void *anchors;    /* see anchor.c */
    size_t nodes;
    int depth;
    int deepest;      /* of the subtree under way */
    const char *line; /* where the line number 'line_number' begins */
    int line_number;
};

static struct node *build_node(struct builder *b);

static int from_one(size_t from_zero)
{
    return from_zero < INT_MAX ? (int)from_zero + 1 : INT_MAX;
}

static struct position position_of(const struct builder *b, const yaml_mark_t *m)
{
    return (struct position){b->source.file, from_one(m->line), from_one(m->column), NULL};
}

static void explain(struct builder *b)
{
    const yaml_parser_t *p = &b->parser;
    if (p->error == YAML_MEMORY_ERROR)
        abort();
    struct syntax_fault f = {
        .problem = p->problem ? p->problem : "unknown problem",
        .context = p->context,
        .at = position_of(b, &p->problem_mark),
        .from = position_of(b, &p->context_mark),
    };
    yaml_explain(b->err, &b->source, &f);
}

static bool next_event(struct builder *b)
{
    yaml_event_delete(&b->event);
    if (yaml_parser_parse(&b->parser, &b->event))
        return true;
    explain(b);
    return false;
}

static bool count_nodes(struct builder *b, size_t n, struct position at)
{
    if (b->nodes <= b->limits->nodes && n <= b->limits->nodes - b->nodes) {
        b->nodes += n;
        return true;
    }
    messages_error(b->err, ERR_INPUT, "too-many-nodes", at,
        "the file has more than %zu values, aliases counted as what they stand for; shorten it",
        "値の数が %zu 個を超えています(エイリアスは展開後の数です)。ファイルを短くしてください",
        b->limits->nodes);
    return false;
}

static bool check_depth(struct builder *b, int depth, struct position at)
{
    if (depth > b->deepest)
        b->deepest = depth;
    if (depth <= b->limits->depth)
        return true;
    messages_error(b->err, ERR_INPUT, "too-deep", at,
        "lists and maps are nested more than %d deep; make the structure flatter",
        "入れ子が %d 段を超えています。構造を浅くしてください", b->limits->depth);
    return false;
}

static struct node *new_node(struct builder *b, enum node_kind kind, struct position at)
{
    struct node *n = arena_alloc(b->arena, sizeof *n);
    n->kind = kind;
    n->at = at;
    return n;
}

static struct node *new_scalar(struct builder *b, struct position at, const char *text, size_t size)
{
    struct node *n = new_node(b, NODE_SCALAR, at);
    char *own = arena_strndup(b->arena, text, size);
    n->text = own;
    n->size = yaml_join_folds(own, size);
    return n;
}

/* Aliases. */

static void refuse_alias(struct builder *b, const char *name, bool within, struct position at)
{
    if (within)
        messages_error(b->err, ERR_INPUT, "unknown-alias", at,
            "the alias '*%s' stands within what it stands for; write the value out",
            "エイリアス「*%s」が自分自身を含んでいます。値をそのまま書いてください", name);
    else
        messages_error(b->err, ERR_INPUT, "unknown-alias", at,
            "the alias '*%s' stands for nothing: no '&%s' is above it; put a text that begins "
            "with '*' in quotes",
            "エイリアス「*%s」に対応する「&%s」が前にありません。「*"
            "」で始まる文字列は引用符で囲んでください",
            name, name);
}

static struct node *build_alias(struct builder *b)
{
    struct position at = position_of(b, &b->event.start_mark);
    const char *name = (const char *)b->event.data.alias.anchor;
    struct anchor *a = yaml_find_anchor(&b->anchors, name);
    if (!a || !a->node) {
        refuse_alias(b, name, a != NULL, at);
        return new_scalar(b, at, "", 0);
    }
    if (!count_nodes(b, a->nodes, at) || !check_depth(b, b->depth + a->height, at))
        return NULL;
    return a->node;
}

/* Scalars. */

static void check_escapes(struct builder *b, struct position at, const char *s, size_t n)
{
    size_t length;
    for (size_t i = 0; i < n; i += length) {
        uint32_t c = unicode_decode(s + i, n - i, &length);
        if (!yaml_forbids(c))
            continue;
        messages_error(b->err, ERR_INPUT, "control-character", at,
            "an escape in this text makes the invisible character U+%04X; remove it",
            "この文字列のエスケープが、使えない文字 U+%04X を作っています。削除してください",
            (unsigned)c);
        return;
    }
}

/* The byte of a mark that is not above the last one asked for. */
static const char *byte_of(struct builder *b, struct position m)
{
    const char *end = b->source.text + b->source.size;
    const char *p;
    for (; b->line_number < m.line; b->line_number++) {
        p = memchr(b->line, '\n', (size_t)(end - b->line));
        b->line = p ? p + 1 : end;
    }
    p = b->line;
    for (int column = 1; p < end && column < m.column; column++)
        do
            p++;
        while (p < end && ((unsigned char)*p & 0xC0) == 0x80);
    return p;
}

static struct node *build_scalar(struct builder *b)
{
    const yaml_event_t *v = &b->event;
    const char *text = (const char *)v->data.scalar.value;
    yaml_scalar_style_t style = v->data.scalar.style;
    struct node *n = new_scalar(b, position_of(b, &v->start_mark), text, v->data.scalar.length);
    n->plain = style == YAML_PLAIN_SCALAR_STYLE && !v->data.scalar.tag;
    bool block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    bool folded = v->end_mark.line > v->start_mark.line;
    n->joined = !block && folded;
    n->literal = block || folded;
    if (style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        check_escapes(b, n->at, n->text, n->size);
    struct position end = position_of(b, &v->end_mark);
    if (n->plain && n->size)
        yaml_check_comment(b->err, &b->source, end, byte_of(b, end));
    return n;
}

/* Collections. */

static void push(struct builder *b, struct node *n)
{
    buf_add(&b->stack, &n, sizeof n);
}

/* Moves what was pushed since 'base' into the arena. */
static void *pop(struct builder *b, size_t base)
{
    size_t size = b->stack.size - base;
    void *items = arena_alloc(b->arena, size);
    if (size)
        memcpy(items, b->stack.data + base, size);
    b->stack.size = base;
    return items;
}

static bool build_items(struct builder *b, yaml_event_type_t end)
{
    while (next_event(b)) {
        if (b->event.type == end)
            return true;
        struct node *n = build_node(b);
        if (!n)
            return false;
        push(b, n);
    }
    return false;
}

static struct node *build_list(struct builder *b)
{
    struct node *n = new_node(b, NODE_LIST, position_of(b, &b->event.start_mark));
    size_t base = b->stack.size;
    if (!build_items(b, YAML_SEQUENCE_END_EVENT))
        return NULL;
    n->count = (b->stack.size - base) / sizeof *n->items;
    n->items = pop(b, base);
    return n;
}

/* A key that is a list or a map is reported, and its pair dropped. */
static bool build_pair(struct builder *b)
{
    struct position at = position_of(b, &b->event.start_mark);
    struct node *key = build_node(b);
    if (!key || !next_event(b))
        return false;
    struct node *value = build_node(b);
    if (!value)
        return false;
    if (key->kind == NODE_SCALAR) {
        push(b, key);
        push(b, value);
        return true;
    }
    messages_error(b->err, ERR_INPUT, "key-not-scalar", at,
        "a key must be a plain text, not a list or a map; put it in quotes if it is a text",
        "項目名にはリストやマップを使えません。文字列であれば引用符で囲んでください");
    return true;
}

static bool build_pairs(struct builder *b)
{
    while (next_event(b)) {
        if (b->event.type == YAML_MAPPING_END_EVENT)
            return true;
        if (!build_pair(b))
            return false;
    }
    return false;
}

static struct node *build_map(struct builder *b)
{
    struct node *n = new_node(b, NODE_MAP, position_of(b, &b->event.start_mark));
    size_t base = b->stack.size;
    if (!build_pairs(b))
        return NULL;
    n->count = (b->stack.size - base) / sizeof *n->pairs;
    n->pairs = pop(b, base);
    yaml_check_keys(b->err, b->arena, n);
    return n;
}

static struct node *build_collection(struct builder *b)
{
    if (!check_depth(b, b->depth + 1, position_of(b, &b->event.start_mark)))
        return NULL;
    b->depth++;
    struct node *n = b->event.type == YAML_SEQUENCE_START_EVENT ? build_list(b) : build_map(b);
    b->depth--;
    return n;
}

/* Nodes. */

static const char *event_tag(const yaml_event_t *v)
{
    switch (v->type) {
    case YAML_SCALAR_EVENT:
        return (const char *)v->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return (const char *)v->data.sequence_start.tag;
    default:
        return (const char *)v->data.mapping_start.tag;
    }
}

static const char *event_anchor(const yaml_event_t *v)
{
    switch (v->type) {
    case YAML_SCALAR_EVENT:
        return (const char *)v->data.scalar.anchor;
    case YAML_SEQUENCE_START_EVENT:
        return (const char *)v->data.sequence_start.anchor;
    default:
        return (const char *)v->data.mapping_start.anchor;
    }
}

static void check_tag(struct builder *b, struct position at)
{
    static const char prefix[] = "tag:yaml.org,2002:";
    const char *tag = event_tag(&b->event);
    if (!tag || strcmp(tag, "!") == 0)
        return;
    bool standard = strncmp(tag, prefix, strlen(prefix)) == 0;
    for (size_t i = 0; standard && i < sizeof standard_tags / sizeof *standard_tags; i++)
        if (strcmp(tag + strlen(prefix), standard_tags[i]) == 0)
            return;
    messages_error(b->err, ERR_INPUT, "yaml-tag", at,
        "the tag '%s' is unknown; remove it, or put a text that begins with '!' in quotes",
        "タグ「%s」は使えません。削除するか、「!」で始まる文字列であれば引用符で囲んでください",
        tag);
}

static struct node *build_content(struct builder *b)
{
    return b->event.type == YAML_SCALAR_EVENT ? build_scalar(b) : build_collection(b);
}

static struct node *build_anchored(struct builder *b, struct anchor *a)
{
    size_t before = b->nodes;
    int deepest = b->deepest;
    b->deepest = b->depth;
    struct node *n = build_content(b);
    if (!n)
        return NULL;
    a->node = n;
    a->nodes = b->nodes - before + 1;
    a->height = b->deepest - b->depth;
    if (deepest > b->deepest)
        b->deepest = deepest;
    return n;
}

/* The node that begins with the event at hand; NULL where reading cannot go on. */
static struct node *build_node(struct builder *b)
{
    if (b->event.type == YAML_ALIAS_EVENT)
        return build_alias(b);
    struct position at = position_of(b, &b->event.start_mark);
    if (!count_nodes(b, 1, at))
        return NULL;
    check_tag(b, at);
    const char *anchor = event_anchor(&b->event);
    if (!anchor)
        return build_content(b);
    return build_anchored(b, yaml_declare_anchor(b->arena, &b->anchors, anchor));
}

/* Documents. */

static struct node *empty_map(struct builder *b)
{
    return new_node(b, NODE_MAP, (struct position){.file = b->source.file, .line = 1, .column = 1});
}

static struct node *build_root(struct builder *b)
{
    struct node *n = next_event(b) ? build_node(b) : NULL;
    bool empty = n && n->kind == NODE_SCALAR && n->plain && n->size == 0;
    return empty ? empty_map(b) : n;
}

static bool check_end(struct builder *b)
{
    if (!next_event(b))
        return false;
    if (!next_event(b))
        return false;
    if (b->event.type == YAML_STREAM_END_EVENT)
        return true;
    messages_error(b->err, ERR_INPUT, "several-documents", position_of(b, &b->event.start_mark),
        "a second document begins here; write one document in a file, without a '---' line "
        "between",
        "ここから二つ目の文書が始まっています。「---"
        "」の行を除き、一つのファイルに一つの文書を書いてください");
    return false;
}

static struct node *build_document(struct builder *b)
{
    if (!next_event(b))
        return NULL;
    if (!next_event(b))
        return NULL;
    if (b->event.type == YAML_STREAM_END_EVENT)
        return empty_map(b);
    struct node *root = build_root(b);
    return root && check_end(b) ? root : NULL;
}

static struct node *run(struct builder *b)
{
    int errors = b->err->errors;
    if (!yaml_parser_initialize(&b->parser))
        abort();
    yaml_parser_set_encoding(&b->parser, YAML_UTF8_ENCODING);
    struct buf marked = {0};
    yaml_mark_folds(&b->source, &marked);
    yaml_parser_set_input_string(
        &b->parser, (const unsigned char *)(marked.data ? marked.data : ""), marked.size);
    struct node *root = build_document(b);
    buf_release(&marked);
    yaml_event_delete(&b->event);
    yaml_parser_delete(&b->parser);
    yaml_release_anchors(&b->anchors);
    buf_release(&b->stack);
    return b->err->errors == errors ? root : NULL;
}

static bool check_size(struct messages *e, const struct source *s, size_t limit)
{
    if (s->size <= limit)
        return true;
    messages_error(e, ERR_INPUT, "too-large", position_file(s->file),
        "'%s' is too large: at most %zu bytes are read",
        "「%s」は大きすぎます。%zu バイトまでにしてください", s->file, limit);
    return false;
}

struct node *yaml_parse(struct arena *a, struct messages *e, const char *file, const char *text,
    size_t size, const struct yaml_limits *limits)
{
    struct builder b = {.arena = a, .err = e, .limits = limits};
    b.source = (struct source){arena_strdup(a, file), size ? text : "", size};
    if (!check_size(e, &b.source, limits->bytes) || !yaml_check_text(e, &b.source))
        return NULL;
    b.line = b.source.text;
    b.line_number = 1;
    return run(&b);
}

struct node *yaml_load(
    struct arena *a, struct messages *e, const char *path, const struct yaml_limits *limits)
{
    struct buf text = {0};
    struct node *root = NULL;
    if (file_read(e, position_none(), path, limits->bytes, &text))
        root = yaml_parse(a, e, path, text.data, text.size, limits);
    buf_release(&text);
    return root;
}

const char *yaml_library_version(void)
{
    return yaml_get_version_string();
}
