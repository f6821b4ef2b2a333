/* Texts of form fields that have no appearance, as tsuzuri-pdf tells them. */
#include "product/helper/helper_internal.h"

#include "base/arena.h"
#include "base/helper_words.h"

#define NUMBERS 11

/* The rest of a line that begins with a word, and the line behind it; NULL where it does not. */
static const char *value_of(const char *line, const char *word, const char **next)
{
    size_t n = strlen(word);
    if (!line || strncmp(line, word, n) || line[n] != ' ')
        return NULL;
    const char *end = strchr(line, '\n');
    *next = end ? end + 1 : NULL;
    return line + n + 1;
}

/* Without the escapes of newlines and backslashes. */
static const char *plain(struct arena *a, const char *text)
{
    size_t n = strcspn(text, "\n");
    char *out = arena_alloc(a, n + 1);
    char *to = out;
    for (size_t i = 0; i < n; i++) {
        bool escape = text[i] == '\\' && i + 1 < n;
        i += escape;
        *to++ = escape && text[i] == 'n' ? '\n' : text[i];
    }
    return out;
}

static void read_numbers(const char *text, struct attach_field *f)
{
    long n[NUMBERS] = {0};
    for (size_t i = 0; i < NUMBERS; i++) {
        char *end;
        n[i] = strtol(text, &end, 10);
        text = end;
    }
    *f = (struct attach_field){.page = (int)n[0],
        .width = (mpt)n[1],
        .height = (mpt)n[2],
        .border = (mpt)n[3],
        .size = (mpt)n[4],
        .quadding = n[5] == 1 || n[5] == 2 ? (int)n[5] : 0,
        .comb = (int)n[6],
        .multiline = n[7],
        .list = n[8],
        .serif = n[9],
        .ink = (uint32_t)n[10]};
}

/* Reads one field; false where there is no further one. */
static bool read_field(struct arena *a, const char **at, struct attach_field *f)
{
    const char *numbers = value_of(*at, HELPER_FIELD, at);
    const char *name = numbers ? value_of(*at, HELPER_NAME, at) : NULL;
    const char *text = name ? value_of(*at, HELPER_TEXT, at) : NULL;
    if (!text)
        return false;
    read_numbers(numbers, f);
    f->name = plain(a, name);
    f->text = plain(a, text);
    return true;
}

const struct attach_field *attach_read_texts(const struct reply *r, size_t *count)
{
    struct attach_field f;
    struct attach_field *out = NULL;
    const char *line = strstr(r->text, "\n" HELPER_FIELD " ");
    *count = 0;
    for (line = line ? line + 1 : NULL; read_field(r->arena, &line, &f);) {
        out = arena_more(r->arena, out, *count, sizeof *out);
        out[(*count)++] = f;
    }
    return out;
}
