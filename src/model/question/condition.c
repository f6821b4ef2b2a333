/* Parses conditions: "check and not (route or attach)", by recursive descent. */
#include "model/question/condition.h"

#include "base/arena.h"

#include <ctype.h>
#include <string.h>

#define DEEPEST 32
#define MOST_TERMS 200

struct parser {
    struct arena *arena;
    struct messages *err;
    struct position at;
    const char *start;
    const char *p;
    int depth;
    int terms;
};

static struct condition *parse_or(struct parser *p);

static void skip_blanks(struct parser *p)
{
    while (*p->p == ' ' || *p->p == '\n')
        p->p++;
}

static bool is_path_char(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '.' || c == '_' || c == '@';
}

static struct condition *fail(struct parser *p)
{
    if (*p->p)
        messages_error(p->err, ERR_INPUT, "bad-condition", p->at,
            "cannot understand the condition '%s' at '%s'",
            "条件「%s」の「%s」のところが解釈できません", p->start, p->p);
    else
        messages_error(p->err, ERR_INPUT, "bad-condition", p->at,
            "the condition '%s' ends too early", "条件「%s」が途中で終わっています", p->start);
    return NULL;
}

static struct condition *node_new(struct parser *p, enum condition_kind kind)
{
    struct condition *x = arena_alloc(p->arena, sizeof *x);
    x->kind = kind;
    x->at = p->at;
    return x;
}

/* True and past it where the word stands next, as a word of its own. */
static bool take_word(struct parser *p, const char *word)
{
    size_t n = strlen(word);
    skip_blanks(p);
    if (strncmp(p->p, word, n) || is_path_char(p->p[n]))
        return false;
    p->p += n;
    return true;
}

static bool take_sign(struct parser *p, const char *sign)
{
    skip_blanks(p);
    size_t n = strlen(sign);
    if (strncmp(p->p, sign, n))
        return false;
    p->p += n;
    return true;
}

static const char *take_path(struct parser *p)
{
    skip_blanks(p);
    const char *from = p->p;
    while (is_path_char(*p->p))
        p->p++;
    return p->p > from ? arena_strndup(p->arena, from, (size_t)(p->p - from)) : NULL;
}

static const char *take_quoted(struct parser *p)
{
    if (!take_sign(p, "'"))
        return NULL;
    const char *end = strchr(p->p, '\'');
    if (!end)
        return NULL;
    const char *word = arena_strndup(p->arena, p->p, (size_t)(end - p->p));
    p->p = end + 1;
    return word;
}

static struct condition *parse_primary(struct parser *p)
{
    if (p->depth > DEEPEST || ++p->terms > MOST_TERMS)
        return fail(p);
    if (take_sign(p, "(")) {
        struct condition *x = parse_or(p);
        return x && take_sign(p, ")") ? x : x ? fail(p) : NULL;
    }
    struct condition *x = node_new(p, CONDITION_PATH);
    if (!(x->path = take_path(p)))
        return fail(p);
    if (take_sign(p, "!="))
        x->kind = CONDITION_DIFFERS;
    else if (take_sign(p, "="))
        x->kind = CONDITION_EQUAL;
    else if (take_word(p, "begins"))
        x->kind = CONDITION_BEGINS;
    if (x->kind != CONDITION_PATH && !(x->word = take_quoted(p)))
        return fail(p);
    return x;
}

static struct condition *parse_not(struct parser *p)
{
    if (!take_word(p, "not"))
        return parse_primary(p);
    p->depth++;
    struct condition *x = node_new(p, CONDITION_NOT);
    x->a = p->depth > DEEPEST ? fail(p) : parse_not(p);
    p->depth--;
    return x->a ? x : NULL;
}

static struct condition *parse_chain(struct parser *p, const char *word, enum condition_kind kind,
    struct condition *(*next)(struct parser *))
{
    struct condition *left = next(p);
    while (left && take_word(p, word)) {
        struct condition *x = node_new(p, kind);
        x->a = left;
        left = (x->b = next(p)) ? x : NULL;
    }
    return left;
}

static struct condition *parse_and(struct parser *p)
{
    return parse_chain(p, "and", CONDITION_AND, parse_not);
}

static struct condition *parse_or(struct parser *p)
{
    p->depth++;
    struct condition *x = parse_chain(p, "or", CONDITION_OR, parse_and);
    p->depth--;
    return x;
}

struct condition *condition_parse(
    struct arena *a, struct messages *e, struct position at, const char *text)
{
    struct parser p = {.arena = a, .err = e, .at = at, .start = text, .p = text};
    struct condition *x = parse_or(&p);
    skip_blanks(&p);
    return x && *p.p ? fail(&p) : x;
}
