/* Source lines for messages: files are read again, once each, only when a message asks. */
#include "base/arena.h"
#include "base/file.h"
#include "model/question/secret.h"
#include "product/session/call.h"
#include "seam/unicode/unicode.h"

#define LARGEST (4 << 20)
#define LONGEST_LINE 200 /* characters shown */

/* A password that no line shows. */
struct secret {
    struct secret *next;
    const char *text;
};

struct source_text {
    struct source_text *next;
    const char *file;
    const char *text; /* "" where it cannot be read */
};

static const char *text_of(struct tsuzuri_call *call, const char *file)
{
    for (struct source_text *x = call->texts; x; x = x->next)
        if (!strcmp(x->file, file))
            return x->text;
    struct source_text *x = arena_alloc(call->arena, sizeof *x);
    struct messages silent;
    struct buf bytes = {0};
    messages_init(&silent, call->arena);
    bool good = file_read(&silent, position_none(), file, LARGEST, &bytes) && bytes.data &&
                unicode_invalid(bytes.data, bytes.size) == bytes.size;
    x->file = arena_strdup(call->arena, file);
    x->text = good ? arena_strndup(call->arena, bytes.data, bytes.size) : "";
    x->next = call->texts;
    call->texts = x;
    buf_release(&bytes);
    return x->text;
}

void source_line_keep(struct tsuzuri_call *call, const char *file, const char *text)
{
    struct source_text *x = arena_alloc(call->arena, sizeof *x);
    *x = (struct source_text){.next = call->texts, .file = file, .text = text};
    call->texts = x;
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

/* --- passwords are not shown --- */

/* Behind a key that means a password, and its colon; NULL where the line has none. */
static const char *secret_in(const char *line, size_t size)
{
    for (size_t at = 0; at < size; at++) {
        size_t n = secret_word(line + at, size - at);
        size_t end = at + n;
        while (n && end < size && strchr(" \"'", line[end]))
            end++;
        if (n && end < size && line[end] == ':')
            return line + end + 1;
    }
    return NULL;
}

/* As wide as it was: the caret below stays where it belongs. */
static void cover(struct buf *out, const char *from, size_t size)
{
    for (size_t at = 0, length; at < size; at += length) {
        uint32_t c = unicode_decode(from + at, size - at, &length);
        int cells = c == ' ' ? 0 : unicode_cells(c);
        buf_adds(out, c == ' ' ? " " : cells == 2 ? "**" : cells == 1 ? "*" : "");
    }
}

static bool is_secret(const struct tsuzuri_call *call, const char *at, size_t left, size_t *size)
{
    for (const struct secret *s = call->secrets; s; s = s->next) {
        *size = strlen(s->text);
        if (*size <= left && !strncmp(at, s->text, *size))
            return true;
    }
    return false;
}

/* A password that was read is covered alone; else all that follows the key may be one. */
static bool is_known(const struct tsuzuri_call *call, const char *at, size_t left)
{
    size_t n;
    while (left && strchr(" \"'", *at)) {
        at++;
        left--;
    }
    return is_secret(call, at, left, &n);
}

/* What a terminal could take amiss is left out; it has no width. */
static void show(struct buf *out, const char *at, size_t left, size_t *size)
{
    uint32_t c = unicode_decode(at, left, size);
    if (c == '\t' || !yaml_forbids(c))
        buf_add(out, at, *size);
}

static const char *without_secrets(struct tsuzuri_call *call, const char *line, size_t size)
{
    const char *secret = secret_in(line, size);
    size_t open = secret && !is_known(call, secret, size - (size_t)(secret - line))
                      ? (size_t)(secret - line)
                      : size;
    struct buf out = {0};
    for (size_t at = 0, n; at < open; at += n) {
        bool hidden = is_secret(call, line + at, open - at, &n);
        if (hidden)
            cover(&out, line + at, n);
        else
            show(&out, line + at, open - at, &n);
    }
    cover(&out, line + open, size - open);
    const char *shown = arena_strndup(call->arena, out.data ? out.data : "", out.size);
    buf_release(&out);
    return shown;
}

void source_line_hide(struct tsuzuri_call *call, const char *text)
{
    struct secret *s = arena_alloc(call->arena, sizeof *s);
    *s = (struct secret){call->secrets, text};
    if (*text)
        call->secrets = s;
}

const char *source_line_find(struct tsuzuri_call *call, struct position at, int *cells)
{
    *cells = 0;
    const char *line =
        at.file && !at.sheet && at.line > 0 ? find_line(text_of(call, at.file), at.line) : NULL;
    if (!line)
        return NULL;
    size_t size = strcspn(line, "\r\n");
    size_t used = 0;
    for (int column = 1; used < size && column <= LONGEST_LINE; column++) {
        size_t length;
        uint32_t c = unicode_decode(line + used, size - used, &length);
        if (column < at.column)
            *cells += c == '\t' ? 1 : unicode_cells(c);
        used += length;
    }
    return at.column <= LONGEST_LINE ? without_secrets(call, line, used) : NULL;
}
