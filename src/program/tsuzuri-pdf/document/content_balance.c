/* What a page's content leaves open, found by reading its operators (content_balance.h).

   A label is drawn behind a page's own content, which may leave graphics states, texts, marked
   content or paths open, or close states that it did not open: then the label would be turned,
   clipped or hidden. The content is read token by token (ISO 32000-1, 7.2 and 7.8.2): strings,
   comments, names and the data of inline images hide operators; operators count what is open.
   Whoever draws then writes what closes it. Not executed: no matrix, no colour, no form XObject.
   What readers disagree about is told instead of guessed: operators without operands or unknown
   ones, at which some stop (doubtful); a stream that ends within a token, and numbers glued to q
   (unfinished); a Q too many (underflow). Such content becomes a form XObject of its own, from
   which nothing gets out. */
#include "program/tsuzuri-pdf/document/content_balance.h"

#include <ctype.h>
#include <string.h>

#define MOST_OPEN 100000

struct reader {
    struct content_balance *b;
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

static bool at_top(const struct content_balance *b)
{
    return !b->arrays && !b->dictionaries;
}

static void add_operand(struct content_balance *b)
{
    if (at_top(b))
        b->operands += b->operands < MOST_OPEN;
}

static void open_bracket(struct reader *r, int *count, int length)
{
    *count += *count < MOST_OPEN;
    r->at += length;
}

/* An array or a dictionary is one operand. */
static void close_bracket(struct reader *r, int *count, int length)
{
    if (*count > 0) {
        --*count;
        add_operand(r->b);
    }
    r->at += length;
}

static bool is_double(const struct reader *r)
{
    return r->end - r->at >= 2 && r->at[1] == r->at[0];
}

static void read_hex(struct reader *r)
{
    skip_hex(r);
    add_operand(r->b);
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
        read_hex(r);
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

static void read_image(struct reader *r)
{
    skip_image(r);
    r->b->operands = 0;
}

static void restore(struct content_balance *b)
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

/* Operators by the number of their operands; any number does for those that are not here. */
static int operands_of(const unsigned char *word, size_t n)
{
    static const struct {
        int operands;
        const char *words;
    } operators[] = {
        {0, "b\0B\0b*\0B*\0f\0F\0f*\0h\0n\0s\0S\0W\0W*\0q\0Q\0sc\0scn\0SC\0SCN\0"},
        {0, "BI\0BT\0BX\0EI\0EMC\0ET\0EX\0ID\0T*\0"},
        {1, "BMC\0cs\0CS\0Do\0g\0G\0gs\0i\0j\0J\0M\0MP\0ri\0sh\0w\0'\0"},
        {1, "Tc\0Tj\0TJ\0TL\0Tr\0Ts\0Tw\0Tz\0"},
        {2, "BDC\0d\0d0\0DP\0l\0m\0Td\0TD\0Tf\0"},
        {3, "rg\0RG\0\"\0"},
        {4, "k\0K\0re\0v\0y\0"},
        {6, "c\0cm\0d1\0Tm\0"},
    };
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (word_in(operators[i].words, word, n))
            return operators[i].operands;
    return -1;
}

/* Readers give up a whole stream over such an operator, and what follows it. */
static void check_operator(struct content_balance *b, const unsigned char *word, size_t n)
{
    int wanted = operands_of(word, n);
    if (at_top(b) && (wanted < 0 || b->operands < wanted))
        b->doubtful = true;
    b->operands = 0;
}

static void count_operator(struct content_balance *b, const unsigned char *word, size_t n)
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
static bool is_glued(const unsigned char *word, size_t n)
{
    bool number = strchr("+-.0123456789", word[0]) && word[0];
    return number && (memchr(word, 'q', n) || memchr(word, 'Q', n));
}

static bool is_number(const unsigned char *word, size_t n)
{
    return *word && strchr("+-.0123456789", *word) && !is_glued(word, n);
}

static void read_operator(struct content_balance *b, const unsigned char *word, size_t n)
{
    check_operator(b, word, n);
    count_operator(b, word, n);
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
        read_image(r);
    else if (is_glued(word, n))
        r->b->unfinished = true;
    else if (is_number(word, n) || word_in("true\0false\0null\0", word, n))
        add_operand(r->b);
    else
        read_operator(r->b, word, n);
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
        add_operand(r->b);
        break;
    case '/':
        skip_name(r);
        add_operand(r->b);
        break;
    default:
        if (is_regular(*r->at))
            read_word(r);
        else
            read_delimiter(r);
    }
}

void content_balance_read(struct content_balance *b, const unsigned char *data, size_t size)
{
    if (!size)
        return;
    struct reader r = {b, data, data + size};
    while (r.at < r.end)
        read_token(&r);
}
