/* Blocks: one map each, whose element key says what it is. */
#include "base/arena.h"
#include "typeset/design/design.h"

#include <string.h>

#define DEEPEST 30
#define MOST_BLANKS 1000

static const char *const common_names[] = {"if", "each", "as", "min", "name", "before", "after",
    "stick", "outline", "level", "waits", "item", "attached", "link", NULL};

static const char *const whole_names[] = {"if", "each", "as", "min", NULL}; /* of sheets, flows */

static const char *const text_names[] = {
    "text", "style", "height", "valign", "overflow", "title", NULL};
static const char *const stack_names[] = {"stack", "gap", "keep", NULL};
static const char *const row_names[] = {"row", "columns", "gap", "valign", "height", NULL};
static const char *const box_names[] = {"box", "border", "padding", "height", "min-height",
    "valign", "gap", "fill", "dash", "ink", NULL};
static const char *const table_names[] = {
    "table", "columns", "head", "border", "rules", "padding", "ink", NULL};
static const char *const space_names[] = {"space", NULL};
static const char *const rule_names[] = {"rule", "dash", "ink", NULL};
static const char *const seal_names[] = {"seal", "mark", "ring", "style", NULL};
static const char *const qr_names[] = {"qr", "size", NULL};
static const char *const image_names[] = {"image", "width", "height", "align", "valign", NULL};
static const char *const place_names[] = {"place", "at", "width", "height", "from", "valign", NULL};
static const char *const tiles_names[] = {
    "tiles", "size", "across", "down", "at", "gaps", "padding", "valign", "start", NULL};
static const char *const use_names[] = {"use", "with", NULL};
static const char *const break_names[] = {"break", NULL};
static const char *const alternatives_names[] = {"alternatives", NULL};
static const char *const sheet_names[] = {"sheet", "spread", "gap", NULL};
static const char *const flow_names[] = {"flow", "gap", "tighten", "balance", NULL};

static const struct element {
    const char *key;
    enum block_kind kind;
    const char *const *names;
} elements[] = {
    {"text", BLOCK_TEXT, text_names},
    {"stack", BLOCK_STACK, stack_names},
    {"row", BLOCK_ROW, row_names},
    {"box", BLOCK_BOX, box_names},
    {"table", BLOCK_TABLE, table_names},
    {"space", BLOCK_SPACE, space_names},
    {"rule", BLOCK_RULE, rule_names},
    {"seal", BLOCK_SEAL, seal_names},
    {"qr", BLOCK_QR, qr_names},
    {"image", BLOCK_IMAGE, image_names},
    {"place", BLOCK_PLACE, place_names},
    {"tiles", BLOCK_TILES, tiles_names},
    {"use", BLOCK_USE, use_names},
    {"break", BLOCK_BREAK, break_names},
    {"alternatives", BLOCK_ALTERNATIVES, alternatives_names},
    {"sheet", BLOCK_SHEET, sheet_names},
    {"flow", BLOCK_FLOW, flow_names},
};

#define ELEMENTS (sizeof elements / sizeof *elements)

static const struct element *element_of(struct design_reader *r, const struct node *n)
{
    for (size_t i = 0; i < ELEMENTS; i++)
        if (node_lookup(n, elements[i].key))
            return &elements[i];
    const char *all[ELEMENTS + 1] = {0};
    for (size_t i = 0; i < ELEMENTS; i++)
        all[i] = elements[i].key;
    struct names names = {{all, common_names, text_names}};
    for (size_t i = 0; i < n->count; i++)
        if (!names_have(&names, n->pairs[i].key->text)) {
            known_blame(r->err, n->pairs[i].key->at, n->pairs[i].key->text, &names,
                "the layout's elements", "レイアウトの要素");
            return NULL;
        }
    messages_error(r->err, ERR_INPUT, "no-element", n->at, "a block needs an element, as 'text: …'",
        "ブロックには「text: …」のような要素が要ります");
    return NULL;
}

static bool is_group(const struct block *b, const struct node *n)
{
    const struct node *columns = node_lookup(n, "columns");
    return b->kind == BLOCK_TABLE && columns && columns->kind == NODE_LIST && columns->count;
}

/* {each: path, as: name, columns: [lengths]} */
static bool read_group(struct design_reader *r, const struct node *n, struct block *b)
{
    static const char *const group_names[] = {"each", "as", "min", "columns", NULL};
    struct names names = {{group_names}};
    const struct node *columns = node_lookup(n, "columns");
    struct column_group *g = &b->groups[b->group_count++];
    *g = (struct column_group){.first = b->column_count, .count = columns->count};
    bool good = known_keys(r->err, n, &names, "columns of a table", "表の列") &&
                design_repeat(r, n, &g->each);
    if (good && !g->each.paths) {
        known_wrong_type(r->err, n, "repeated columns name their list: {each: path, as: name, …}",
            "繰り返す列には一覧が要ります（{each: パス, as: 名前, columns: […]}）");
        return false;
    }
    for (size_t i = 0; i < columns->count; i++)
        good &= design_extent(r, columns->items[i], &b->columns[b->column_count++]);
    return good;
}

bool design_columns(struct design_reader *r, const struct node *n, struct block *b)
{
    const struct node *list;
    if (!known_kind(r->err, n, "columns", NODE_LIST, &list))
        return false;
    if (!list || !list->count) {
        messages_error(r->err, ERR_INPUT, "no-columns", n->at, "'columns: [30mm, 1fr]' is missing",
            "「columns: [30mm, 1fr]」がありません");
        return false;
    }
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += is_group(b, list->items[i]) ? node_lookup(list->items[i], "columns")->count : 1;
    b->columns = arena_array(r->arena, count + 1, sizeof *b->columns);
    b->groups = arena_array(r->arena, list->count, sizeof *b->groups);
    bool good = true;
    for (size_t i = 0; i < list->count; i++)
        good &= is_group(b, list->items[i])
                    ? read_group(r, list->items[i], b)
                    : design_extent(r, list->items[i], &b->columns[b->column_count++]);
    return good;
}

static bool read_valign(struct design_reader *r, const struct node *n, struct block *b)
{
    static const char *const words[] = {"top", "middle", "bottom", NULL};
    int valign = b->valign;
    bool good = design_word(r, n, "valign", words, &valign);
    b->valign = (enum vertical)valign;
    return good;
}

static bool read_text_block(struct design_reader *r, const struct node *n, struct block *b)
{
    static const char *const overflows[] = {"error", "continue", NULL};
    int overflow = OVERFLOW_ERROR;
    const struct node *title = node_lookup(n, "title");
    bool good = design_inline(r, node_lookup(n, "text"), &b->text) &&
                design_word(r, n, "overflow", overflows, &overflow) &&
                (!title || design_inline(r, title, &b->title));
    b->overflow = (enum overflow)overflow;
    return good;
}

static bool read_row(struct design_reader *r, const struct node *n, struct block *b)
{
    if (!design_columns(r, n, b) || !design_blocks(r, node_lookup(n, "row"), &b->children))
        return false;
    size_t count = 0;
    for (const struct block *c = b->children; c; c = c->next)
        count++;
    if (count == b->column_count)
        return true;
    messages_error(r->err, ERR_INPUT, "wrong-columns", n->at,
        "the row has %zu blocks for %zu columns", "%zu個のブロックに対して列が%zuあります", count,
        b->column_count);
    return false;
}

static bool read_box(struct design_reader *r, const struct node *n, struct block *b)
{
    return design_sides(r, n, "border", 0, &b->border) &&
           design_sides(r, n, "padding", MPT_PT(10.5), &b->padding) &&
           design_mpt(r, n, "min-height", 0, &b->min_height) &&
           design_mpt(r, n, "dash", 0, &b->dash) && design_ink(r, n, "ink", &b->ink, NULL) &&
           design_ink(r, n, "fill", &b->fill, &b->has_fill) &&
           design_blocks(r, node_lookup(n, "box"), &b->children);
}

static bool read_space(struct design_reader *r, const struct node *n, struct block *b)
{
    struct length l;
    if (!design_length(r, node_lookup(n, "space"), &l))
        return false;
    b->fills = l.unit == UNIT_FILL;
    return b->fills || design_mpt(r, n, "space", MPT_PT(10.5), &b->height);
}

static bool read_rule(struct design_reader *r, const struct node *n, struct block *b)
{
    return design_mpt(r, n, "rule", 0, &b->height) && design_mpt(r, n, "dash", 0, &b->dash) &&
           design_ink(r, n, "ink", &b->ink, NULL);
}

static bool read_seal(struct design_reader *r, const struct node *n, struct block *b)
{
    b->seal_mark = "印";
    b->ring = true;
    return design_mpt(r, n, "seal", 0, &b->height) &&
           known_text(r->err, n, "mark", &b->seal_mark) && known_flag(r->err, n, "ring", &b->ring);
}

static bool read_qr(struct design_reader *r, const struct node *n, struct block *b)
{
    b->height = MPT_MM(24);
    return design_mpt(r, n, "size", 0, &b->height) &&
           design_inline(r, node_lookup(n, "qr"), &b->text);
}

static bool read_image(struct design_reader *r, const struct node *n, struct block *b)
{
    static const char *const words[] = {"start", "center", "end", NULL};
    return design_mpt(r, n, "width", 0, &b->width) &&
           design_word(r, n, "align", words, &b->align) &&
           design_inline(r, node_lookup(n, "image"), &b->text);
}

static bool read_place(struct design_reader *r, const struct node *n, struct block *b)
{
    static const char *const origins[] = {"margin", "page", NULL};
    int from = 0;
    struct sides at = {0};
    const struct node *list = node_lookup(n, "at");
    if (!list || list->kind != NODE_LIST || list->count != 2) {
        messages_error(r->err, ERR_INPUT, "no-place", n->at, "'place' needs 'at: [x, y]'",
            "「place」には「at: [x, y]」が要ります");
        return false;
    }
    bool good = design_sides(r, n, "at", 0, &at) && design_mpt(r, n, "width", 0, &b->width) &&
                design_word(r, n, "from", origins, &from) &&
                design_blocks(r, node_lookup(n, "place"), &b->children);
    b->x = at.top;
    b->y = at.right;
    b->from_page = from;
    return good;
}

static struct template *find_template(struct design_reader *r, const char *name)
{
    for (struct template *t = r->design->templates; t; t = t->next)
        if (!strcmp(t->name, name))
            return t;
    return NULL;
}

static bool blame_template(struct design_reader *r, struct position at, const char *name)
{
    size_t count = 0;
    for (const struct template *t = r->design->templates; t; t = t->next)
        count++;
    const char **all = arena_array(r->arena, count + 1, sizeof *all);
    for (const struct template *t = r->design->templates; t; t = t->next)
        all[--count] = t->name;
    struct names names = {{all}};
    known_blame(r->err, at, name, &names, "the form's templates", "様式のテンプレート");
    return false;
}

static bool read_param(struct design_reader *r, const struct pair *pair, struct param *p)
{
    const char *text = node_text(pair->value);
    p->name = pair->key->text;
    p->at = pair->value->at;
    if (!text) {
        known_wrong_type(r->err, pair->value, "a parameter is a path, or a text in ' '",
            "引数はパスか「'文字列'」です");
        return false;
    }
    size_t n = strlen(text);
    if (n >= 2 && text[0] == '\'' && text[n - 1] == '\'')
        p->literal = arena_strndup(r->arena, text + 1, n - 2);
    else
        p->path = text;
    return true;
}

static bool check_params(struct design_reader *r, const struct node *n, const struct block *b)
{
    struct names needs = {{b->template->needs}};
    const struct node *with = node_lookup(n, "with");
    bool good = !with || known_keys(r->err, with, &needs,
                             arena_printf(r->arena, "the template '%s'", b->template->name),
                             arena_printf(r->arena, "テンプレート「%s」", b->template->name));
    for (const char **need = b->template->needs; *need; need++) {
        if (node_lookup(with, *need))
            continue;
        messages_error(r->err, ERR_INPUT, "no-parameter", n->at,
            "the template '%s' needs '%s' in 'with'",
            "テンプレート「%s」には「with」の中に「%s」が要ります", b->template->name, *need);
        good = false;
    }
    return good;
}

static bool read_use(struct design_reader *r, const struct node *n, struct block *b)
{
    const char *name = NULL;
    const struct node *with;
    if (!known_text(r->err, n, "use", &name) || !known_kind(r->err, n, "with", NODE_MAP, &with))
        return false;
    if (!(b->template = find_template(r, name)))
        return blame_template(r, node_lookup(n, "use")->at, name);
    b->param_count = with ? with->count : 0;
    b->params = arena_array(r->arena, b->param_count + 1, sizeof *b->params);
    bool good = check_params(r, n, b);
    for (size_t i = 0; i < b->param_count; i++)
        good &= read_param(r, &with->pairs[i], &b->params[i]);
    return good;
}

static bool read_children(
    struct design_reader *r, const struct node *n, const char *key, struct block *b)
{
    return design_blocks(r, node_lookup(n, key), &b->children);
}

static bool read_element(struct design_reader *r, const struct node *n, struct block *b)
{
    switch (b->kind) {
    case BLOCK_TEXT:
        return read_text_block(r, n, b);
    case BLOCK_STACK:
        return known_flag(r->err, n, "keep", &b->keep) && read_children(r, n, "stack", b);
    case BLOCK_ROW:
        return read_row(r, n, b);
    case BLOCK_BOX:
        return read_box(r, n, b);
    case BLOCK_TABLE:
        return design_table(r, n, b);
    case BLOCK_SPACE:
        return read_space(r, n, b);
    case BLOCK_RULE:
        return read_rule(r, n, b);
    case BLOCK_SEAL:
        return read_seal(r, n, b);
    case BLOCK_QR:
        return read_qr(r, n, b);
    case BLOCK_IMAGE:
        return read_image(r, n, b);
    case BLOCK_PLACE:
        return read_place(r, n, b);
    case BLOCK_TILES:
        return design_tiles(r, n, b);
    case BLOCK_USE:
        return read_use(r, n, b);
    case BLOCK_ALTERNATIVES:
        return read_children(r, n, "alternatives", b);
    case BLOCK_SHEET:
        return design_mpt(r, n, "spread", 0, &b->spread) && read_children(r, n, "sheet", b);
    case BLOCK_FLOW:
        b->tighten = 100;
        return known_range(r->err, n, "tighten", 0, 100, &b->tighten) &&
               known_flag(r->err, n, "balance", &b->balance) && read_children(r, n, "flow", b);
    case BLOCK_BREAK:
        return true;
    }
    return false;
}

static bool read_common(struct design_reader *r, const struct node *n, struct block *b)
{
    const struct node *outline = node_lookup(n, "outline");
    const struct node *name = node_lookup(n, "name");
    const struct node *waits = node_lookup(n, "waits");
    const struct node *link = node_lookup(n, "link");
    mpt em = b->look ? b->look->text.size : MPT_PT(10.5);
    return design_expr(r, n, "if", &b->when) && design_repeat(r, n, &b->each) &&
           (!name || design_inline(r, name, &b->name)) &&
           (!waits || design_inline(r, waits, &b->waits)) &&
           (!link || design_inline(r, link, &b->link)) &&
           known_text(r->err, n, "attached", &b->attached) &&
           known_text(r->err, n, "item", &b->item) && design_mpt(r, n, "before", em, &b->before) &&
           design_mpt(r, n, "after", em, &b->after) && known_flag(r->err, n, "stick", &b->stick) &&
           known_range(r->err, n, "level", 0, 9, &b->level) &&
           design_mpt(r, n, "height", em, &b->height) && design_mpt(r, n, "gap", em, &b->gap) &&
           read_valign(r, n, b) && (!outline || design_inline(r, outline, &b->outline));
}

static struct block *plain_text(struct design_reader *r, const struct node *n)
{
    struct block *b = arena_alloc(r->arena, sizeof *b);
    b->kind = BLOCK_TEXT;
    b->at = n->at;
    return design_inline(r, n, &b->text) ? b : NULL;
}

static struct block *read_block(struct design_reader *r, const struct node *n)
{
    const struct element *element = n->kind == NODE_MAP ? element_of(r, n) : NULL;
    if (!element) {
        if (n->kind != NODE_MAP)
            known_wrong_type(r->err, n, "a block is a map with an element, as 'text: …'",
                "ブロックは「text: …」のような要素を持つ組です");
        return NULL;
    }
    bool whole = element->kind == BLOCK_SHEET || element->kind == BLOCK_FLOW;
    struct names names = {{whole ? whole_names : common_names, element->names}};
    if (!known_keys(r->err, n, &names, arena_printf(r->arena, "the element '%s'", element->key),
            arena_printf(r->arena, "要素「%s」", element->key)))
        return NULL;
    struct block *b = arena_alloc(r->arena, sizeof *b);
    b->kind = element->kind;
    b->at = n->at;
    if (!design_find_style(r, n, &b->look) || !read_common(r, n, b) || !read_element(r, n, b))
        return NULL;
    return b;
}

struct block *design_block(struct design_reader *r, const struct node *n)
{
    if (n->kind == NODE_SCALAR)
        return plain_text(r, n);
    if (r->depth >= DEEPEST) {
        messages_error(r->err, ERR_INPUT, "too-deep", n->at, "blocks nest too deeply",
            "ブロックの入れ子が深すぎます");
        return NULL;
    }
    r->depth++;
    struct block *b = NULL;
    if (n->kind == NODE_LIST) {
        b = arena_alloc(r->arena, sizeof *b);
        b->kind = BLOCK_STACK;
        b->at = n->at;
        b = design_blocks(r, n, &b->children) ? b : NULL;
    } else {
        b = read_block(r, n);
    }
    r->depth--;
    return b;
}

bool design_blocks(struct design_reader *r, const struct node *n, struct block **out)
{
    if (!n || n->kind != NODE_LIST) {
        *out = n ? design_block(r, n) : NULL;
        return *out;
    }
    bool good = true;
    for (size_t i = 0; i < n->count; i++) {
        if (!(*out = design_block(r, n->items[i])))
            good = false;
        else
            out = &(*out)->next;
    }
    return good;
}
