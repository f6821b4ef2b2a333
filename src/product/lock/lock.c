/* A lock in memory: its name, its lists of texts, its values. */
#include "product/lock/lock_internal.h"

#include "base/arena.h"
#include "base/file.h"

#include <string.h>

const char *lock_name(struct arena *a, const char *output)
{
    size_t n = strlen(output);
    if (strlen(file_base(output)) > 4 && !strcmp(output + n - 4, ".pdf"))
        n -= 4;
    return arena_printf(a, "%.*s.lock", (int)n, output);
}

void lock_binding_flags(struct tsuzuri_binding *b, struct lock_flag flags[LOCK_BINDING_FLAGS])
{
    const struct lock_flag all[LOCK_BINDING_FLAGS] = {{"duplex", &b->duplex},
        {"forms-only", &b->forms_only}, {"no-cover", &b->no_cover}, {"fit-a4", &b->fit_a4},
        {"allow-outside", &b->allow_outside}};
    memcpy(flags, all, sizeof all);
}

bool lock_texts_have(const struct lock_texts *t, const char *text)
{
    for (size_t i = 0; i < t->count; i++)
        if (!strcmp(t->list[i], text))
            return true;
    return false;
}

bool lock_texts_cover(const struct lock_texts *t, const char *path)
{
    for (size_t i = 0; i < t->count; i++) {
        size_t n = strlen(t->list[i]);
        if (!strncmp(path, t->list[i], n) && (path[n] == '.' || !path[n]))
            return true;
    }
    return false;
}

void lock_texts_add(struct arena *a, struct lock_texts *t, const char *text)
{
    if (lock_texts_have(t, text))
        return;
    t->list = arena_grow(a, t->list, t->count, t->count + 1, sizeof *t->list);
    t->list[t->count++] = text;
}

const char *lock_value_of(const struct lock *l, const char *path)
{
    for (size_t i = 0; i < l->value_count; i++)
        if (!strcmp(l->values[i].path, path))
            return l->values[i].text;
    return NULL;
}

bool lock_page_is_attached(const struct lock_page *p)
{
    return !strcmp(p->document, LOCK_ATTACHED);
}

bool lock_page_is_beside(const struct lock_page *a, const struct lock_page *b)
{
    bool same = a->about && b->about ? !strcmp(a->about, b->about) : a->about == b->about;
    return same && !strcmp(a->document, b->document);
}

void lock_count_pages(struct lock *l)
{
    for (size_t i = 0, end; i < l->count; i = end) {
        end = i + 1;
        while (end < l->count && lock_page_is_beside(&l->list[i], &l->list[end]))
            end++;
        for (size_t k = i; k < end; k++)
            l->list[k].document_pages = (int)(end - i);
    }
}

/* An older label: 3-2-1「manual.pdf」p.2 */
const char *lock_page_name(struct arena *a, const struct lock_page *p)
{
    const char *label = p->label ? p->label : p->document;
    const char *end = strstr(label, "」p.");
    if (p->name)
        return p->name;
    return end ? arena_printf(a, "%.*s」", (int)(end - label), label) : label;
}
