/* A lock in memory: its name, its lists of texts, its values. */
#include "product/lock/lock.h"

#include "base/arena.h"

#include <string.h>

const char *lock_name(struct arena *a, const char *output)
{
    size_t n = strlen(output);
    const char *slash = strrchr(output, '/');
    size_t base = slash ? n - (size_t)(slash + 1 - output) : n;
    if (base > 4 && !strcmp(output + n - 4, ".pdf"))
        n -= 4;
    return arena_printf(a, "%.*s.lock", (int)n, output);
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
