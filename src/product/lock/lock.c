#include "product/lock/lock.h"

#include "base/arena.h"
#include "base/file.h"

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

static bool refuse(struct messages *e, const char *output, const char *lock, bool known)
{
    if (known)
        messages_error(e, ERR_OUTPUT, "issued", position_file(lock),
            "'%s' was signed and sent: '%s' says so; print to another name, or use 'tsuzuri "
            "reprint' for corrections (--force replaces both)",
            "「%s」は署名して提出したものです（控え「%s」による）。別の名前で印刷するか、訂正なら "
            "tsuzuri reprint を使います（--force なら置き換えます）",
            output, lock);
    else
        messages_error(e, ERR_OUTPUT, "issued", position_file(lock),
            "'%s' may have been signed and sent: its lock '%s' cannot be read; print to another "
            "name (--force replaces both)",
            "「%s」は提出したものかもしれませんが、控え「%s」が読めません。別の名前で印刷してくださ"
            "い（--force なら置き換えます）",
            output, lock);
    return false;
}

bool lock_allows(struct arena *a, struct messages *e, const char *output)
{
    const char *name = lock_name(a, output);
    struct messages found;
    messages_init(&found, a);
    if (!file_exists(name))
        return true;
    const struct lock *l = lock_read(a, &found, name);
    return (l && !l->issued) || refuse(e, output, name, l);
}
