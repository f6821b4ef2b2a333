/* A reader of JSON by recursive descent, one function for each rule of RFC 8259. */
#include "product/json/read.h"

#include "base/arena.h"
#include "base/buf.h"
#include "seam/unicode/unicode.h"

struct reader {
    struct arena *arena;
    const char *at;
    const char *end;
    int depth;
};

static void skip_space(struct reader *r)
{
    while (r->at < r->end && strchr(" \t\r\n", *r->at) && *r->at)
        r->at++;
}

static bool take(struct reader *r, char c)
{
    if (r->at == r->end || *r->at != c)
        return false;
    r->at++;
    return true;
}

static bool take_word(struct reader *r, const char *word)
{
    size_t size = strlen(word);
    if ((size_t)(r->end - r->at) < size || strncmp(r->at, word, size) != 0)
        return false;
    r->at += size;
    return true;
}

/* --- texts --- */

static bool take_hex(struct reader *r, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++, r->at++) {
        static const char digits[] = "0123456789abcdef";
        char c = r->at < r->end ? *r->at : '\0';
        const char *digit = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + ('a' - 'A') : c) : NULL;
        if (!digit)
            return false;
        *out = *out * 16 + (uint32_t)(digit - digits);
    }
    return true;
}

/* A character beyond U+FFFF is written as two surrogates; one alone is no character. */
static bool take_code(struct reader *r, struct buf *out)
{
    uint32_t c, low;
    if (!take_hex(r, &c) || !c || (c >= 0xDC00 && c < 0xE000))
        return false;
    if (c >= 0xD800 && c < 0xDC00) {
        if (!take_word(r, "\\u") || !take_hex(r, &low) || low < 0xDC00 || low >= 0xE000)
            return false;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
    char bytes[4];
    buf_add(out, bytes, unicode_encode(c, bytes));
    return true;
}

static bool take_escape(struct reader *r, struct buf *out)
{
    static const char names[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
    char c = r->at < r->end ? *r->at++ : '\0';
    const char *name = c ? strchr(names, c) : NULL;
    if (name)
        buf_addc(out, means[name - names]);
    return name || (c == 'u' && take_code(r, out));
}

/* Up to the closing quote, which is passed over. */
static bool take_characters(struct reader *r, struct buf *out)
{
    while (r->at < r->end && *r->at != '"') {
        if ((unsigned char)*r->at < 0x20)
            return false;
        if (*r->at != '\\')
            buf_addc(out, *r->at++);
        else if (r->at++, !take_escape(r, out))
            return false;
    }
    return take(r, '"');
}

static const char *take_text(struct reader *r)
{
    struct buf b = {0};
    bool good = take(r, '"') && take_characters(r, &b);
    const char *text = good ? arena_strndup(r->arena, b.data ? b.data : "", b.size) : NULL;
    buf_release(&b);
    return text;
}

/* --- numbers --- */

static bool skip_digits(struct reader *r)
{
    const char *from = r->at;
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
        r->at++;
    return r->at > from;
}

static bool take_number(struct reader *r, struct json_value *v)
{
    const char *from = r->at;
    take(r, '-');
    if (!take(r, '0') && !skip_digits(r))
        return false;
    if (take(r, '.') && !skip_digits(r))
        return false;
    if (take(r, 'e') || take(r, 'E')) {
        if (!take(r, '+'))
            take(r, '-');
        if (!skip_digits(r))
            return false;
    }
    v->kind = JSON_NUMBER;
    v->text = arena_strndup(r->arena, from, (size_t)(r->at - from));
    return true;
}

/* --- values --- */

static struct json_value *take_value(struct reader *r);

static bool has_key(const struct json_value *object, const char *key)
{
    for (const struct json_value *m = object->first; m; m = m->next)
        if (!strcmp(m->key, key))
            return true;
    return false;
}

static struct json_value *take_member(struct reader *r, const struct json_value *object)
{
    skip_space(r);
    const char *key = take_text(r);
    skip_space(r);
    if (!key || has_key(object, key) || !take(r, ':'))
        return NULL;
    struct json_value *v = take_value(r);
    if (v)
        v->key = key;
    return v;
}

/* What stands between the brackets, and the closing one. */
static bool take_members(struct reader *r, struct json_value *v, char close)
{
    struct json_value **end = &v->first;
    skip_space(r);
    if (take(r, close))
        return true;
    do {
        *end = v->kind == JSON_OBJECT ? take_member(r, v) : take_value(r);
        if (!*end)
            return false;
        end = &(*end)->next;
        skip_space(r);
    } while (take(r, ','));
    return take(r, close);
}

static bool take_nested(struct reader *r, struct json_value *v, enum json_kind kind, char close)
{
    v->kind = kind;
    bool good = ++r->depth <= JSON_MOST_DEPTH && take_members(r, v, close);
    r->depth--;
    return good;
}

static bool take_single(struct reader *r, struct json_value *v)
{
    if (take_word(r, "null"))
        return true;
    if (take_word(r, "true"))
        v->truth = true;
    else if (!take_word(r, "false"))
        return take_number(r, v);
    v->kind = JSON_BOOL;
    return true;
}

static bool take_whole_text(struct reader *r, struct json_value *v)
{
    v->kind = JSON_TEXT;
    v->text = take_text(r);
    return v->text;
}

static struct json_value *take_value(struct reader *r)
{
    struct json_value *v = arena_alloc(r->arena, sizeof *v);
    bool good;
    skip_space(r);
    if (r->at < r->end && *r->at == '"')
        good = take_whole_text(r, v);
    else if (take(r, '{'))
        good = take_nested(r, v, JSON_OBJECT, '}');
    else if (take(r, '['))
        good = take_nested(r, v, JSON_LIST, ']');
    else
        good = take_single(r, v);
    return good ? v : NULL;
}

const struct json_value *json_read(struct arena *a, const char *bytes, size_t size)
{
    struct reader r = {.arena = a, .at = bytes, .end = bytes + size};
    if (memchr(bytes, '\0', size) || unicode_invalid(bytes, size) < size)
        return NULL;
    struct json_value *v = take_value(&r);
    skip_space(&r);
    return r.at == r.end ? v : NULL;
}

/* --- members --- */

const struct json_value *json_get(const struct json_value *v, const char *key)
{
    if (!v || v->kind != JSON_OBJECT)
        return NULL;
    for (const struct json_value *m = v->first; m; m = m->next)
        if (!strcmp(m->key, key))
            return m;
    return NULL;
}

const char *json_get_text(const struct json_value *v, const char *key)
{
    const struct json_value *m = json_get(v, key);
    return m && m->kind == JSON_TEXT ? m->text : NULL;
}

int json_get_int(const struct json_value *v, const char *key, int otherwise)
{
    const struct json_value *m = json_get(v, key);
    char *end;
    if (!m || m->kind != JSON_NUMBER || strlen(m->text) > 9)
        return otherwise;
    long n = strtol(m->text, &end, 10);
    return *end ? otherwise : (int)n;
}
