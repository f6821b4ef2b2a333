/* design: a form's layout file compiled: styles, pages, templates, documents. */
#include "typeset/design/design.h"

#include "base/arena.h"
#include "typeset/design/image_cache.h"

#include <string.h>

static const char *const layout_names[] = {"pages", "styles", "templates", "documents", NULL};
static const char *const page_names[] = {"size", "landscape", "margin", "header", "footer", NULL};
static const char *const template_names[] = {"needs", "body", NULL};
static const char *const document_names[] = {"id", "title", "list-title", "page", "landscape-if",
    "if", "label", "header", "footer", "body", "continuation", "is-continuation", "reference",
    "on-demand", "is-cover", "each", "as", "min", NULL};

static const struct {
    const char *name;
    mpt width, height;
} paper[] = {{"A4", MPT_MM(210), MPT_MM(297)}, {"A3", MPT_MM(297), MPT_MM(420)},
    {"A5", MPT_MM(148), MPT_MM(210)}, {"B4", MPT_MM(257), MPT_MM(364)},
    {"B5", MPT_MM(182), MPT_MM(257)},                                         /* JIS */
    {"chou3", MPT_MM(120), MPT_MM(235)}, {"kaku2", MPT_MM(240), MPT_MM(332)}, /* JIS S 5502 */
    {"hagaki", MPT_MM(100), MPT_MM(148)}};

static bool read_size(struct design_reader *r, const struct node *n, struct page_setup *p)
{
    const char *all[sizeof paper / sizeof *paper + 1] = {0};
    int size = 0;
    bool landscape = false;
    for (size_t i = 0; i < sizeof paper / sizeof *paper; i++)
        all[i] = paper[i].name;
    if (!design_word(r, n, "size", all, &size) || !known_flag(r->err, n, "landscape", &landscape))
        return false;
    p->width = landscape ? paper[size].height : paper[size].width;
    p->height = landscape ? paper[size].width : paper[size].height;
    return true;
}

static bool stands_twice(struct design_reader *r, struct position at, const char *name)
{
    messages_error(r->err, ERR_INPUT, "duplicate-key", at,
        "'%s' stands twice in this form's layout", "「%s」がレイアウトの中で二度定義されています",
        name);
    return false;
}

static bool read_setup(struct design_reader *r, const struct pair *pair)
{
    struct names names = {{page_names}};
    const struct node *n = pair->value;
    if (!known_keys(r->err, n, &names, "a page", "ページ設定"))
        return false;
    for (const struct page_setup *other = r->design->setups; other; other = other->next)
        if (!strcmp(other->name, pair->key->text))
            return stands_twice(r, pair->key->at, other->name);
    struct page_setup *p = arena_alloc(r->arena, sizeof *p);
    p->name = pair->key->text;
    p->margin = (struct sides){MPT_MM(20), MPT_MM(20), MPT_MM(20), MPT_MM(20)};
    p->header = p->footer = MPT_MM(10);
    p->next = r->design->setups;
    r->design->setups = p;
    bool good = read_size(r, n, p) && design_sides(r, n, "margin", 0, &p->margin) &&
                design_mpt(r, n, "header", 0, &p->header) &&
                design_mpt(r, n, "footer", 0, &p->footer);
    if (good && (p->margin.left + p->margin.right >= p->width ||
                    p->margin.top + p->margin.bottom >= p->height)) {
        messages_error(r->err, ERR_INPUT, "bad-margin", n->at,
            "the margins leave nothing of the page", "余白が大きすぎて版面が残りません");
        return false;
    }
    return good;
}

static bool read_template(struct design_reader *r, const struct pair *pair)
{
    struct names names = {{template_names}};
    const struct node *needs;
    if (!known_keys(r->err, pair->value, &names, "a template", "テンプレート") ||
        !known_kind(r->err, pair->value, "needs", NODE_LIST, &needs))
        return false;
    for (const struct template *other = r->design->templates; other; other = other->next)
        if (!strcmp(other->name, pair->key->text))
            return stands_twice(r, pair->key->at, other->name);
    struct template *t = arena_alloc(r->arena, sizeof *t);
    t->name = pair->key->text;
    t->node = pair->value;
    t->needs = arena_array(r->arena, (needs ? needs->count : 0) + 1, sizeof *t->needs);
    for (size_t i = 0; needs && i < needs->count; i++)
        if (!(t->needs[i] = node_text(needs->items[i])))
            t->needs[i] = "";
    t->next = r->design->templates;
    r->design->templates = t;
    return true;
}

static const struct page_setup *find_setup(struct design_reader *r, const struct node *n)
{
    const char *name = NULL;
    if (!known_text(r->err, n, "page", &name))
        return NULL;
    const char *all[64] = {0};
    size_t count = 0;
    for (const struct page_setup *p = r->design->setups; p; p = p->next) {
        if (name && !strcmp(p->name, name))
            return p;
        if (count < 63)
            all[count++] = p->name;
    }
    struct names names = {{all}};
    const struct node *page = node_lookup(n, "page");
    known_blame(r->err, page ? page->at : n->at, name ? name : "page", &names, "the form's pages",
        "様式のページ設定");
    return NULL;
}

/* On its side: width and height change places, the margins stay where they are. */
static bool read_turn(struct design_reader *r, const struct node *n, struct document *d)
{
    struct page_setup *turned = arena_alloc(r->arena, sizeof *turned);
    *turned = *d->page;
    turned->width = d->page->height;
    turned->height = d->page->width;
    d->turned = turned;
    return design_expr(r, n, "landscape-if", &d->turns);
}

static bool optional_blocks(
    struct design_reader *r, const struct node *n, const char *key, struct block **out)
{
    const struct node *blocks = node_lookup(n, key);
    return !blocks || design_blocks(r, blocks, out);
}

static bool optional_inline(
    struct design_reader *r, const struct node *n, const char *key, struct inl **out)
{
    const struct node *text = node_lookup(n, key);
    return !text || design_inline(r, text, out);
}

static bool check_body(struct design_reader *r, const struct document *d)
{
    bool good = true;
    for (const struct block *b = d->body; b; b = b->next) {
        if (b->kind == BLOCK_SHEET || b->kind == BLOCK_FLOW)
            continue;
        messages_error(r->err, ERR_INPUT, "no-sheet", b->at,
            "a document's body is a list of 'sheet' and 'flow'",
            "文書の本体は「sheet」と「flow」の一覧です");
        good = false;
    }
    return good;
}

static bool read_document(struct design_reader *r, const struct node *n)
{
    struct names names = {{document_names}};
    if (!known_keys(r->err, n, &names, "a document", "文書"))
        return false;
    struct document *d = arena_alloc(r->arena, sizeof *d);
    d->node = n;
    bool good = known_text(r->err, n, "id", &d->id);
    good &= known_text(r->err, n, "title", &d->title);
    good &= known_flag(r->err, n, "is-continuation", &d->is_continuation);
    good &= known_flag(r->err, n, "on-demand", &d->on_demand);
    good &= known_flag(r->err, n, "is-cover", &d->is_cover);
    good &= design_repeat(r, n, &d->each);
    good &= (d->page = find_setup(r, n)) && read_turn(r, n, d);
    good &= design_expr(r, n, "if", &d->when);
    good &= optional_inline(r, n, "label", &d->label);
    good &= optional_inline(r, n, "list-title", &d->list_title);
    good &= optional_inline(r, n, "reference", &d->reference);
    good &= optional_blocks(r, n, "header", &d->header);
    good &= optional_blocks(r, n, "footer", &d->footer);
    good &= optional_blocks(r, n, "body", &d->body);
    d->continuation_node = node_lookup(n, "continuation");
    struct document **end = &r->design->documents;
    for (; *end; end = &(*end)->next)
        if (d->id && (*end)->id && !strcmp((*end)->id, d->id))
            good = stands_twice(r, node_lookup(n, "id")->at, d->id);
    *end = d;
    if (good && (!d->id || !d->body)) {
        messages_error(r->err, ERR_INPUT, "no-document", n->at, "a document needs 'id' and 'body'",
            "文書には「id」と「body」が要ります");
        good = false;
    }
    if (good && d->is_continuation && !d->reference) {
        messages_error(r->err, ERR_INPUT, "no-reference", n->at,
            "a continuation needs 'reference', the words that point to it",
            "続紙には、それを指す言葉「reference」が要ります");
        good = false;
    }
    return good && check_body(r, d);
}

static bool link_continuation(struct design_reader *r, struct document *d)
{
    if (!d->continuation_node)
        return true;
    if (d->is_continuation) {
        messages_error(r->err, ERR_INPUT, "no-continuation", d->continuation_node->at,
            "a continuation has no continuation of its own", "続紙にはさらに続紙を付けられません");
        return false;
    }
    const char *id = node_text(d->continuation_node);
    const char *all[64] = {0};
    size_t count = 0;
    for (const struct document *c = r->design->documents; c; c = c->next) {
        if (c->is_continuation && id && !strcmp(c->id, id)) {
            d->continuation = c;
            return true;
        }
        if (c->is_continuation && count < 63)
            all[count++] = c->id;
    }
    struct names names = {{all}};
    known_blame(r->err, d->continuation_node->at, id ? id : "", &names,
        "the continuation documents", "続紙の文書");
    return false;
}

/* Calls read for every pair of a map (or item of a list) under a key of each layout file. */
static bool for_maps(struct design_reader *r, const char *key,
    bool (*read)(struct design_reader *, const struct pair *))
{
    bool good = true;
    for (size_t i = 0; i < r->form->layout_count; i++) {
        const struct node *map;
        good &= known_kind(r->err, r->form->layouts[i], key, NODE_MAP, &map);
        for (size_t k = 0; map && k < map->count; k++)
            good &= read(r, &map->pairs[k]);
    }
    return good;
}

static bool read_all_looks(struct design_reader *r)
{
    bool good = true;
    for (size_t i = 0; i < r->form->layout_count; i++) {
        const struct node *map;
        good &= known_kind(r->err, r->form->layouts[i], "styles", NODE_MAP, &map);
        good = good && (!map || design_read_styles(r, map));
    }
    return good;
}

/* What is set in no style is set in 'body', which a form need not say. */
static void ensure_body_look(struct design_reader *r)
{
    if (!design_style(r->design, "body"))
        design_default_style(r);
}

/* Bodies come last: templates may use each other. */
static bool read_bodies(struct design_reader *r)
{
    bool good = true;
    for (struct template *t = r->design->templates; t; t = t->next)
        good &= design_blocks(r, node_lookup(t->node, "body"), &t->body);
    return good;
}

static bool read_documents(struct design_reader *r)
{
    bool good = true;
    for (size_t i = 0; i < r->form->layout_count; i++) {
        const struct node *list;
        good &= known_kind(r->err, r->form->layouts[i], "documents", NODE_LIST, &list);
        for (size_t k = 0; list && k < list->count; k++)
            good &= read_document(r, list->items[k]);
    }
    for (struct document *d = r->design->documents; good && d; d = d->next)
        good &= link_continuation(r, d);
    return good;
}

static bool read_info(struct design_reader *r)
{
    static const char *const info_names[] = {"title", "author", "subject", "date", NULL};
    const struct node *n = r->form->info;
    struct names names = {{info_names}};
    if (!n)
        return true;
    bool good = known_keys(r->err, n, &names, "'info'", "「info」") &&
                known_text(r->err, n, "date", &r->design->info_date);
    for (size_t i = 0; good && i < 3; i++)
        if (node_lookup(n, info_names[i]))
            good = design_inline(r, node_lookup(n, info_names[i]), &r->design->info[i]);
    return good;
}

struct design *design_load(
    struct arena *a, struct messages *e, const struct form *form, struct fonts *fonts)
{
    struct design *d = arena_alloc(a, sizeof *d);
    *d = (struct design){
        .arena = a, .fonts = fonts, .folder = form->folder, .album = image_cache_new(a)};
    struct design_reader r = {.arena = a, .err = e, .form = form, .design = d};
    struct names names = {{layout_names}};
    bool good = true;
    for (size_t i = 0; i < form->layout_count; i++)
        good &= known_keys(e, form->layouts[i], &names, "a layout", "レイアウト");
    if (!good || !read_all_looks(&r) || !for_maps(&r, "pages", read_setup) ||
        !for_maps(&r, "templates", read_template))
        return NULL;
    ensure_body_look(&r);
    good = read_bodies(&r) && read_info(&r);
    good &= read_documents(&r);
    return good && design_uses(&r) && design_check(&r) ? d : NULL;
}
