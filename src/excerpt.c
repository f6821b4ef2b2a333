/* Source lines for messages: files are read again, once each, only when a message asks. */
#include "arena.h"
#include "file.h"
#include "tsuzuri_internal.h"
#include "uni.h"

#define LARGEST (4 << 20)
#define LONGEST_LINE 200 /* characters shown */

struct excerpts {
    struct excerpts *next;
    const char *file;
    const char *text; /* "" where it cannot be read */
};

static const char *text_of(struct tsuzuri *t, const char *file)
{
    for (struct excerpts *x = t->excerpts; x; x = x->next)
        if (!strcmp(x->file, file))
            return x->text;
    struct excerpts *x = arena_alloc(t->arena, sizeof *x);
    struct err silent;
    struct buf bytes = {0};
    err_init(&silent, t->arena);
    bool good = file_read(&silent, mark_none(), file, LARGEST, &bytes) && bytes.data &&
                uni_invalid(bytes.data, bytes.size) == bytes.size;
    x->file = arena_strdup(t->arena, file);
    x->text = good ? arena_strndup(t->arena, bytes.data, bytes.size) : "";
    x->next = t->excerpts;
    t->excerpts = x;
    buf_release(&bytes);
    return x->text;
}

void excerpt_keep(struct tsuzuri *t, const char *file, const char *text)
{
    struct excerpts *x = arena_alloc(t->arena, sizeof *x);
    *x = (struct excerpts){.next = t->excerpts, .file = file, .text = text};
    t->excerpts = x;
}

static const char *find_line(const char *text, int line)
{
    if (!strncmp(text, "\xEF\xBB\xBF", 3))
        text += 3;
    while (--line > 0 && text)
        if ((text = strchr(text, '\n')))
            text++;
    return text && *text ? text : NULL;
}

const char *excerpt_line(struct tsuzuri *t, struct mark at, int *cells)
{
    *cells = 0;
    const char *line = at.file && at.line > 0 ? find_line(text_of(t, at.file), at.line) : NULL;
    if (!line)
        return NULL;
    size_t size = strcspn(line, "\r\n");
    size_t used = 0;
    for (int column = 1; used < size && column <= LONGEST_LINE; column++) {
        size_t length;
        uint32_t c = uni_decode(line + used, size - used, &length);
        if (column < at.column)
            *cells += c == '\t' ? 1 : uni_cells(c);
        used += length;
    }
    return at.column <= LONGEST_LINE ? arena_strndup(t->arena, line, used) : NULL;
}
