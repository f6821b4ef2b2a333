/* JSON syntax into a buffer, indented or on one line. */
#include "product/json/json.h"

static void write_text(struct buf *out, const char *s)
{
    buf_addc(out, '"');
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            buf_addf(out, "\\%c", *s);
        else if ((unsigned char)*s < 0x20 || *s == 0x7F)
            buf_addf(out, "\\u%04x", (unsigned)*s);
        else
            buf_addc(out, *s);
    }
    buf_addc(out, '"');
}

static void new_line(struct json *j)
{
    if (j->compact)
        return;
    buf_addc(j->out, '\n');
    for (int i = 0; i < j->depth; i++)
        buf_adds(j->out, "  ");
}

static void begin(struct json *j, const char *key)
{
    if (j->depth && j->filled)
        buf_addc(j->out, ',');
    if (j->depth)
        new_line(j);
    if (key) {
        write_text(j->out, key);
        buf_adds(j->out, j->compact ? ":" : ": ");
    }
    j->filled = true;
}

void json_open(struct json *j, const char *key, char bracket)
{
    begin(j, key);
    buf_addc(j->out, bracket);
    j->depth++;
    j->filled = false;
}

void json_close(struct json *j, char bracket)
{
    j->depth--;
    if (j->filled)
        new_line(j);
    buf_addc(j->out, bracket);
    if (!j->depth)
        buf_addc(j->out, '\n');
    j->filled = true;
}

void json_text(struct json *j, const char *key, const char *text)
{
    begin(j, key);
    if (text)
        write_text(j->out, text);
    else
        buf_adds(j->out, "null");
}

void json_int(struct json *j, const char *key, int value)
{
    begin(j, key);
    buf_addf(j->out, "%d", value);
}

void json_bool(struct json *j, const char *key, bool value)
{
    begin(j, key);
    buf_adds(j->out, value ? "true" : "false");
}
