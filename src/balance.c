#include "balance.h"

#include <ctype.h>
#include <string.h>

#define MOST_OPEN 100000

struct reader {
    struct balance *b;
    const unsigned char *at;
    const unsigned char *end;
};

static bool is_space(int c)
{
    return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool is_delimiter(int c)
{
    return c && strchr("()<>[]{}/%", c);
}

static bool is_regular(int c)
{
    return !is_space(c) && !is_delimiter(c);
}

static void skip_comment(struct reader *r)
{
    while (r->at < r->end && *r->at != '\n' && *r->at != '\r')
        r->at++;
}

static void skip_string(struct reader *r)
{
    int depth = 0;
    for (; r->at < r->end; r->at++) {
        if (*r->at == '\\') {
            r->at++;
        } else if (*r->at == '(') {
            depth++;
        } else if (*r->at == ')' && --depth == 0) {
            r->at++;
            return;
        }
    }
    r->at = r->end;
    r->b->unfinished = true;
}

static void skip_hex(struct reader *r)
{
    for (r->at++; r->at < r->end && *r->at != '>'; r->at++)
        if (!isxdigit(*r->at) && !is_space(*r->at))
            r->b->unfinished = true;
    if (r->at == r->end)
        r->b->unfinished = true;
    else
        r->at++;
}

static void open_bracket(struct reader *r, int *count, int length)
{
    *count += *count < MOST_OPEN;
    r->at += length;
}

static void close_bracket(struct reader *r, int *count, int length)
{
    *count -= *count > 0;
    r->at += length;
}

static bool is_double(const struct reader *r)
{
    return r->end - r->at >= 2 && r->at[1] == r->at[0];
}

/* The parts of arrays and dictionaries are read like operands. */
static void read_delimiter(struct reader *r)
{
    if (*r->at == '[')
        open_bracket(r, &r->b->arrays, 1);
    else if (*r->at == ']')
        close_bracket(r, &r->b->arrays, 1);
    else if (*r->at == '<' && is_double(r))
        open_bracket(r, &r->b->dictionaries, 2);
    else if (*r->at == '<')
        skip_hex(r);
    else if (*r->at == '>' && is_double(r))
        close_bracket(r, &r->b->dictionaries, 2);
    else
        r->at++;
}

/* Behind EI comes text again: the data of an image seldom looks like that. */
static bool text_follows(const unsigned char *at, const unsigned char *end)
{
    for (int i = 0; i < 12 && at < end; i++, at++)
        if ((*at < ' ' && !is_space(*at)) || *at >= 0x7F)
            return false;
    return true;
}

static bool is_image_end(const struct reader *r, const unsigned char *p)
{
    return p[0] == 'E' && p[1] == 'I' && is_space(p[-1]) &&
           (r->end - p == 2 || (!is_regular(p[2]) && text_follows(p + 2, r->end)));
}

/* From behind ID to behind EI. */
static void skip_image(struct reader *r)
{
    for (const unsigned char *p = r->at + 1; r->end - p >= 2; p++) {
        if (is_image_end(r, p)) {
            r->at = p + 2;
            return;
        }
    }
    r->at = r->end;
    r->b->unfinished = true;
}

static void restore(struct balance *b)
{
    if (b->saves > 0)
        b->saves--;
    else
        b->underflow = true;
}

static bool word_in(const char *words, const unsigned char *word, size_t n)
{
    for (const char *w = words; *w; w += strlen(w) + 1)
        if (strlen(w) == n && !memcmp(w, word, n))
            return true;
    return false;
}

static void count_operator(struct balance *b, const unsigned char *word, size_t n)
{
    b->shows |= word_in("Tj\0TJ\0'\0\"\0Do\0sh\0c\0v\0y\0", word, n);
    if (word_in("q\0", word, n))
        b->saves += b->saves < MOST_OPEN;
    else if (word_in("Q\0", word, n))
        restore(b);
    else if (word_in("m\0l\0c\0v\0y\0h\0re\0", word, n))
        b->path = true;
    else if (word_in("S\0s\0f\0F\0f*\0B\0B*\0b\0b*\0n\0", word, n))
        b->path = false;
    else if (word_in("BT\0ET\0", word, n))
        b->text = word[0] == 'B';
    else if (word_in("BMC\0BDC\0", word, n))
        b->marks += b->marks < MOST_OPEN;
    else if (word_in("EMC\0", word, n))
        b->marks -= b->marks > 0;
}

/* A number with a q or Q glued to it: readers do not agree on what it is. */
static bool is_doubtful(const unsigned char *word, size_t n)
{
    bool number = strchr("+-.0123456789", word[0]) && word[0];
    return number && (memchr(word, 'q', n) || memchr(word, 'Q', n));
}

static void read_word(struct reader *r)
{
    const unsigned char *word = r->at;
    while (r->at < r->end && is_regular(*r->at))
        r->at++;
    size_t n = (size_t)(r->at - word);
    bool image = word_in("ID\0", word, n) && r->at < r->end;
    r->b->shows |= image;
    if (image)
        skip_image(r);
    else if (is_doubtful(word, n))
        r->b->unfinished = true;
    else
        count_operator(r->b, word, n);
}

static void skip_name(struct reader *r)
{
    r->at++;
    while (r->at < r->end && is_regular(*r->at))
        r->at++;
}

static void read_token(struct reader *r)
{
    switch (*r->at) {
    case '%':
        skip_comment(r);
        break;
    case '(':
        skip_string(r);
        break;
    case '/':
        skip_name(r);
        break;
    default:
        if (is_regular(*r->at))
            read_word(r);
        else
            read_delimiter(r);
    }
}

void balance_read(struct balance *b, const unsigned char *data, size_t size)
{
    if (!size)
        return;
    struct reader r = {b, data, data + size};
    while (r.at < r.end)
        read_token(&r);
}
