/* name_tree: the pages' destinations by name (ISO 32000-1, 7.9.6). */
#include "typeset/pdf/pdf_internal.h"

#include "base/arena.h"

struct named {
    const char *name;
    HPDF_Dict page;
};

static int compare_names(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static size_t collect(struct pdf *p, const struct pages *pages, struct named *all)
{
    size_t count = 0, number = 0;
    for (const struct page *page = pages->first; page; page = page->next, number++)
        if (page->destination)
            all[count++] = (struct named){page->destination, p->pages[number]};
    qsort(all, count, sizeof *all, compare_names);
    return count;
}

static HPDF_Array destination(struct pdf *p, HPDF_Dict page)
{
    HPDF_Array d = HPDF_Array_New(p->mmgr);
    HPDF_Array_Add(d, page);
    HPDF_Array_AddName(d, "Fit");
    return d;
}

void pdf_write_destinations(struct pdf *p, const struct pages *pages)
{
    struct named *all = arena_array(p->arena, (size_t)pages->count + 1, sizeof *all);
    size_t count = collect(p, pages, all);
    if (!count)
        return;
    HPDF_Array list = HPDF_Array_New(p->mmgr);
    HPDF_Dict tree = pdf_dict(p);
    HPDF_Dict names = HPDF_Dict_New(p->mmgr);
    for (size_t i = 0; i < count; i++) {
        HPDF_Array_Add(list, HPDF_String_New(p->mmgr, all[i].name, NULL));
        HPDF_Array_Add(list, destination(p, all[i].page));
    }
    HPDF_Dict_Add(tree, "Names", list);
    HPDF_Dict_Add(names, "Dests", tree);
    HPDF_Dict_Add(p->doc->catalog, "Names", names);
}
