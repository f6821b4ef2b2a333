/* outline: the outline (bookmarks) as a tree. */
#include "typeset/pdf/pdf_internal.h"

#include "base/arena.h"

enum { MOST_OPEN = 20 };

/* Nodes are numbered in reading order, 0 is the root; links that are 0 lead nowhere. */
struct entry {
    const struct outline *outline;
    mpt top; /* from the lower edge of the page */
    HPDF_Dict page;
    HPDF_Dict dict;
    size_t parent, first, last, prev, next;
    int children;
    int visible; /* descendants that show while this node is open */
};

static size_t count_entries(const struct pages *pages)
{
    size_t n = 0;
    for (const struct page *page = pages->first; page; page = page->next)
        for (const struct outline *o = page->outline; o; o = o->next)
            n++;
    return n;
}

/* The nearest node above that has a lower level. */
static size_t find_parent(const struct entry *all, size_t i)
{
    size_t above = i - 1;
    while (above && all[above].outline->level >= all[i].outline->level)
        above = all[above].parent;
    return above;
}

static void link_entry(struct entry *all, size_t i)
{
    struct entry *parent = &all[find_parent(all, i)];
    all[i].parent = (size_t)(parent - all);
    all[i].prev = parent->last;
    if (parent->last)
        all[parent->last].next = i;
    else
        parent->first = i;
    parent->last = i;
    parent->children++;
}

static void collect(struct pdf *p, const struct pages *pages, struct entry *all)
{
    size_t i = 0, number = 0;
    all[0].dict = pdf_dict(p);
    for (const struct page *page = pages->first; page; page = page->next, number++)
        for (const struct outline *o = page->outline; o; o = o->next) {
            all[++i] = (struct entry){.outline = o,
                .top = page->height - o->y,
                .page = p->pages[number],
                .dict = pdf_dict(p)};
            link_entry(all, i);
        }
}

static bool is_open(const struct entry *n)
{
    return n->parent == 0 || n->children <= MOST_OPEN;
}

static void count_visible(struct entry *all, size_t count)
{
    for (size_t i = count; i > 0; i--)
        all[all[i].parent].visible += 1 + (is_open(&all[i]) ? all[i].visible : 0);
}

static HPDF_Array destination(struct pdf *p, const struct entry *n)
{
    HPDF_Array d = HPDF_Array_New(p->mmgr);
    HPDF_Array_Add(d, n->page);
    HPDF_Array_AddName(d, "XYZ");
    HPDF_Array_Add(d, HPDF_Null_New(p->mmgr));
    HPDF_Array_AddNumber(d, n->top / 1000 + (n->top % 1000 > 0));
    HPDF_Array_Add(d, HPDF_Null_New(p->mmgr));
    return d;
}

static void add_link(HPDF_Dict dict, const char *key, const struct entry *all, size_t to)
{
    if (to)
        HPDF_Dict_Add(dict, key, all[to].dict);
}

static void write_links(const struct entry *all, size_t i)
{
    const struct entry *n = &all[i];
    add_link(n->dict, "First", all, n->first);
    add_link(n->dict, "Last", all, n->last);
    add_link(n->dict, "Prev", all, n->prev);
    add_link(n->dict, "Next", all, n->next);
    if (n->children)
        HPDF_Dict_AddNumber(n->dict, "Count", is_open(n) ? n->visible : -n->visible);
}

static void write_entry(struct pdf *p, const struct entry *all, size_t i)
{
    HPDF_Dict_Add(all[i].dict, "Title", pdf_text(p, all[i].outline->title));
    HPDF_Dict_Add(all[i].dict, "Parent", all[all[i].parent].dict);
    HPDF_Dict_Add(all[i].dict, "Dest", destination(p, &all[i]));
    write_links(all, i);
}

void pdf_write_outline(struct pdf *p, const struct pages *pages)
{
    size_t count = count_entries(pages);
    if (!count)
        return;
    struct entry *all = arena_array(p->arena, count + 1, sizeof *all);
    collect(p, pages, all);
    count_visible(all, count);
    HPDF_Dict_AddName(all[0].dict, "Type", "Outlines");
    write_links(all, 0);
    for (size_t i = 1; i <= count; i++)
        write_entry(p, all, i);
    HPDF_Dict_Add(p->doc->catalog, "Outlines", all[0].dict);
    HPDF_Dict_AddName(p->doc->catalog, "PageMode", "UseOutlines");
}
