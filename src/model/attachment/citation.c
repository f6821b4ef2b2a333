/* Fills the lists of documents that a form draws up from the attachments (資料内訳書). */
#include "model/attachment/citation.h"

#include "base/arena.h"
#include "base/file.h"

#include <string.h>

struct gatherer {
    struct arena *arena;
    struct messages *err;
    struct papers found;
};

static const char *text_of(const struct inst *entry, const char *key)
{
    const struct inst *i = inst_child(entry, key);
    return i && !i->bad ? i->text : NULL;
}

static bool same(struct arena *a, const char *x, const char *y)
{
    return x && y && !strcmp(unicode_fold(a, x), unicode_fold(a, y));
}

/* --- which document an entry means --- */

static bool means(struct gatherer *g, const struct paper *p, const struct inst *entry)
{
    const char *file = text_of(entry, "file");
    const char *pages = text_of(entry, "pages");
    const char *title = text_of(entry, "title");
    if (!file || !p->file)
        return same(g->arena, title ? title : file ? file_base(file) : NULL, p->title);
    return !strcmp(file, p->file) &&
           (pages && p->pages ? !strcmp(pages, p->pages) : pages == p->pages);
}

static void check_title(struct gatherer *g, const struct inst *entry)
{
    const char *title = text_of(entry, "title");
    const char *file = text_of(entry, "file");
    for (size_t i = 0; g->err && title && file && i < g->found.count; i++) {
        const struct paper *p = &g->found.list[i];
        if (!p->file || !strcmp(p->file, file) || !same(g->arena, p->title, title))
            continue;
        messages_error(g->err, ERR_INPUT, "two-files", entry->at,
            "the document '%s' is '%s' at line %d, but '%s' here; give them titles of their own",
            "「%s」が「%s」（%d行目）と「%s」の二つの書類を指しています。別の題名を付けてください",
            title, p->file, p->entry->at.line, file);
    }
}

static struct paper *paper_add(struct gatherer *g, struct inst *entry)
{
    struct papers *all = &g->found;
    all->list = arena_more(g->arena, all->list, all->count, sizeof *all->list);
    struct paper *p = &all->list[all->count++];
    *p = (struct paper){.entry = entry, .title = ""};
    return p;
}

static void paper_learn(struct gatherer *g, struct paper *p, struct inst *entry)
{
    const char *file = text_of(entry, "file");
    const char *title = text_of(entry, "title");
    struct inst *dated = inst_child(entry, "dated");
    if (file && !p->file) {
        p->entry = entry;
        p->file = file;
        p->pages = text_of(entry, "pages");
    }
    if (title && (!*p->title || !p->count)) {
        p->title = title;
        p->titled = inst_child(entry, "title");
    } else if (!*p->title && file) {
        p->title = file_base(file);
        p->titled = inst_child(entry, "file");
    }
    if (!p->url && (p->url = text_of(entry, "url")))
        p->addressed = inst_child(entry, "url");
    if (!p->dated && dated && dated->text && !dated->bad)
        p->dated = dated;
    p->cited = arena_more(g->arena, p->cited, p->count, sizeof(struct inst *));
    p->cited[p->count++] = entry;
}

static void add_entry(struct gatherer *g, struct inst *entry)
{
    struct paper *p = NULL;
    if (!text_of(entry, "file") && !text_of(entry, "title"))
        return;
    for (size_t i = 0; !p && i < g->found.count; i++)
        if (means(g, &g->found.list[i], entry))
            p = &g->found.list[i];
    if (!p) {
        check_title(g, entry);
        p = paper_add(g, entry);
    }
    paper_learn(g, p, entry);
}

static void walk(struct gatherer *g, struct inst *i)
{
    bool files = i->field->type == FIELD_LIST && i->field->of->is_file;
    for (size_t k = 0; k < i->count; k++)
        if (files)
            add_entry(g, i->children[k]);
        else if (!i->field->gathered)
            walk(g, i->children[k]);
}

struct papers citation_papers(struct arena *a, struct messages *e, struct inst *root)
{
    struct gatherer g = {.arena = a, .err = e};
    walk(&g, root);
    for (size_t i = 0; i < g.found.count; i++) {
        struct paper *p = &g.found.list[i];
        if (p->url)
            p->foot = p->dated ? arena_printf(a, "%s　%s", p->url, p->dated->text) : p->url;
    }
    return g.found;
}

/* --- what it proves --- */

static const struct inst *group_around(const struct inst *i)
{
    i = i ? i->parent : NULL;
    while (i && (i->field->type == FIELD_SECTION || i->field->type == FIELD_LIST))
        i = i->parent;
    return i;
}

/* An entry of a list goes by the first value that it has. */
static struct inst *named_by(const struct inst *i)
{
    if (!i || !i->parent || *i->field->label)
        return NULL;
    for (size_t k = 0; k < i->count; k++)
        if (i->children[k]->field->type == FIELD_TEXT && i->children[k]->text)
            return i->children[k];
    return NULL;
}

static const char *name_of(const struct inst *i)
{
    const struct inst *by = named_by(i);
    return by ? by->text : i && i->parent ? i->field->label : "";
}

const char *paper_item(const struct inst *entry)
{
    return name_of(group_around(entry));
}

const char *paper_group(const struct inst *entry)
{
    return name_of(group_around(group_around(entry)));
}

/* --- as answers, for the layout --- */

static void put(struct inst *entry, const char *key, const char *text, struct inst *source)
{
    struct inst *i = inst_child(entry, key);
    i->text = text && *text ? text : NULL;
    i->at = entry->at;
    i->source = source;
}

static void repeat(struct inst *entry, const char *key, const struct inst *from)
{
    struct inst *source = inst_child(from, key);
    put(entry, key, text_of(from, key), source);
}

static struct inst *citation(struct arena *a, struct inst *list, struct inst *cited)
{
    struct inst *i = inst_new(a, list->field->of, list);
    i->at = cited->at;
    put(i, "item", paper_item(cited), named_by(group_around(cited)));
    put(i, "group", paper_group(cited), NULL);
    repeat(i, "place", cited);
    return i;
}

static struct inst *paper_inst(
    struct arena *a, struct inst *list, const struct paper *p, size_t number)
{
    struct inst *i = inst_new(a, list->field->of, list);
    struct inst **all = arena_array(a, p->count + 1, sizeof(struct inst *));
    struct inst *cited = inst_child(i, "cited");
    i->at = p->entry->at;
    put(i, "number", arena_printf(a, "%zu", number), NULL);
    put(i, "title", p->title, p->titled);
    repeat(i, "file", p->entry);
    repeat(i, "pages", p->entry);
    put(i, "url", p->url, p->addressed);
    put(i, "foot", p->foot, NULL);
    if (p->dated) {
        put(i, "dated", p->dated->text, p->dated);
        inst_child(i, "dated")->date = p->dated->date;
    }
    for (size_t k = 0; k < p->count; k++)
        all[k] = citation(a, cited, p->cited[k]);
    inst_fill_list(a, cited, all, p->count);
    return i;
}

static void fill(struct arena *a, struct inst *i, const struct papers *papers)
{
    if (i->field->gathered && i->field->type == FIELD_LIST) {
        struct inst **all = arena_array(a, papers->count + 1, sizeof(struct inst *));
        for (size_t k = 0; k < papers->count; k++)
            all[k] = paper_inst(a, i, &papers->list[k], k + 1);
        inst_fill_list(a, i, all, papers->count);
        return;
    }
    for (size_t k = 0; k < i->count && i->field->type != FIELD_LIST; k++)
        fill(a, i->children[k], papers);
}

static bool has_gathered(const struct field *f)
{
    bool found = f->gathered && f->type == FIELD_LIST;
    for (size_t i = 0; !found && i < f->child_count; i++)
        found = has_gathered(f->children[i]);
    return found;
}

void citation_fill(struct arena *a, struct messages *e, struct inst *root)
{
    if (!has_gathered(root->field))
        return;
    struct papers papers = citation_papers(a, e, root);
    fill(a, root, &papers);
}
