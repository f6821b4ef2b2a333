/* Scalars as YAML 1.2: plain (7.3.3), double-quoted (7.3.1) or as a literal block (8.1.2). */
#include "seam/yaml/write.h"

#include "base/buf.h"
#include "seam/yaml/yaml.h"

#include <string.h>
#include <strings.h>

static void write_flow(struct buf *out, const struct node *n);

void yaml_write_quoted(struct buf *out, const char *text)
{
    buf_addc(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            buf_addf(out, "\\%c", *text);
        else if (*text == '\n')
            buf_adds(out, "\\n");
        else if (*text == '\t')
            buf_adds(out, "\\t");
        else
            buf_addc(out, *text);
    }
    buf_addc(out, '"');
}

static bool is_plain(const char *s)
{
    size_t n = strlen(s);
    if (!n || strchr(" -?:,[]{}#&*!|>'\"%@`~", *s) || s[n - 1] == ' ' || s[n - 1] == ':')
        return false;
    return !strpbrk(s, "\t\n") && !strstr(s, ": ") && !strstr(s, " #") && strcasecmp(s, "null");
}

/* A block keeps neither blanks before its first line nor empty lines behind its last. */
static bool fits_block(const char *s)
{
    return strchr(s, '\n') && !strchr(" \t\n", *s) && s[strlen(s) - 1] != '\n';
}

static void write_block(struct buf *out, const char *s, int indent)
{
    buf_adds(out, "|-");
    while (*s) {
        size_t n = strcspn(s, "\n");
        buf_addc(out, '\n');
        if (n)
            buf_addf(out, "%*s", indent, "");
        buf_add(out, s, n);
        s += n + (s[n] == '\n');
    }
}

void yaml_write_value(struct buf *out, const char *text, int indent)
{
    if (is_plain(text))
        buf_adds(out, text);
    else if (fits_block(text))
        write_block(out, text, indent);
    else
        yaml_write_quoted(out, text);
}

/* --- nodes --- */

/* Tells whether other readers take a text for yes or no (YAML 1.1). */
static bool is_word_of_yaml(const char *s)
{
    static const char *const words[] = {"yes", "no", "y", "n", "on", "off", "true", "false"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcasecmp(s, words[i]))
            return true;
    return false;
}

/* Skips digits, and what may stand between them; NULL where there is none. */
static const char *skip_digits(const char *s, const char *between)
{
    const char *from = s;
    while ((*s >= '0' && *s <= '9') || (s > from && *s && strchr(between, *s)))
        s++;
    return s > from ? s : NULL;
}

/* Tells whether other readers take a text for a number (1.0, 007, 0x1F, 12:30) or a date. */
static bool is_number_of_yaml(const char *s)
{
    const char *rest = s + (*s == '-' || *s == '+');
    if (!strncasecmp(rest, "0x", 2))
        return rest[2 + strspn(rest + 2, "0123456789abcdefABCDEF_")] == '\0';
    if (*rest == '.' && (!strcasecmp(rest, ".inf") || !strcasecmp(rest, ".nan")))
        return true;
    const char *whole = skip_digits(rest, "_,:");
    if (whole && strlen(s) == strlen("2026-11-21") && whole == s + 4 && *whole == '-')
        return s[strspn(s, "0123456789-")] == '\0';
    rest = whole ? whole : rest;
    if (*rest == '.')
        rest = skip_digits(rest + 1, "_") ? skip_digits(rest + 1, "_") : rest + 1;
    if (rest > s && (*rest == 'e' || *rest == 'E'))
        rest = skip_digits(rest + 1 + (rest[1] == '-' || rest[1] == '+'), "");
    return rest && !*rest && s[strcspn(s, "0123456789")];
}

static bool has_wide_end(const char *s)
{
    static const char wide[] = "\u3000";
    size_t n = strlen(s), w = strlen(wide);
    return n >= w && (!memcmp(s, wide, w) || !memcmp(s + n - w, wide, w));
}

static void write_single_quoted(struct buf *out, const char *text)
{
    buf_addc(out, '\'');
    for (; *text; text++)
        buf_adds(out, *text == '\'' ? "''" : (char[]){*text, '\0'});
    buf_addc(out, '\'');
}

static void write_scalar(struct buf *out, const struct node *n, struct yaml_style style)
{
    const char *s = n->text;
    bool typed = !n->plain && (is_word_of_yaml(s) || is_number_of_yaml(s));
    bool quoted = style.quote == '"' || typed || has_wide_end(s);
    if (style.quote == '\'' && !strpbrk(s, "\t\n"))
        write_single_quoted(out, s);
    else if (!quoted && is_plain(s) && !(style.flow && strpbrk(s, ",[]{}")))
        buf_adds(out, s);
    else if (!style.flow && fits_block(s))
        write_block(out, s, style.indent);
    else
        yaml_write_quoted(out, s);
}

void yaml_write_key(struct buf *out, const char *key, bool flow)
{
    const struct node n = {.text = key, .plain = true};
    write_scalar(out, &n, (struct yaml_style){.flow = flow || strchr(key, '\n')});
}

/* A scalar, or a list or map between brackets. */
static void write_inline(struct buf *out, const struct node *n, struct yaml_style style)
{
    if (n->kind == NODE_SCALAR)
        write_scalar(out, n, style);
    else
        write_flow(out, n);
}

static void write_flow(struct buf *out, const struct node *n)
{
    struct yaml_style style = {.flow = true};
    bool list = n->kind == NODE_LIST;
    buf_addc(out, list ? '[' : '{');
    for (size_t i = 0; i < n->count; i++) {
        const struct node *value = list ? n->items[i] : n->pairs[i].value;
        buf_adds(out, i ? ", " : "");
        if (!list) {
            yaml_write_key(out, n->pairs[i].key->text, true);
            buf_addc(out, ':');
        }
        if (!node_is_nothing(value)) {
            buf_adds(out, list ? "" : " ");
            write_inline(out, value, style);
        } else if (list) {
            buf_addc(out, '~');
        }
    }
    buf_addc(out, list ? ']' : '}');
}

/* A line of a block begins, unless what stands there is the first behind a '-'. */
static void begin_line(struct buf *out, bool here, int indent)
{
    if (here)
        buf_addc(out, ' ');
    else
        buf_addf(out, "\n%*s", indent, "");
}

static void write_block_collection(struct buf *out, const struct node *n, struct yaml_style style)
{
    struct yaml_style within = {.dash = n->kind == NODE_LIST, .indent = style.indent + 2};
    for (size_t i = 0; i < n->count; i++) {
        begin_line(out, style.dash && !i && n->kind == NODE_MAP, style.indent);
        if (n->kind == NODE_MAP)
            yaml_write_key(out, n->pairs[i].key->text, false);
        buf_addc(out, n->kind == NODE_MAP ? ':' : '-');
        yaml_write_node(out, n->kind == NODE_MAP ? n->pairs[i].value : n->items[i], within);
    }
}

void yaml_write_node(struct buf *out, const struct node *n, struct yaml_style style)
{
    if (node_is_nothing(n))
        return;
    if (n->kind != NODE_SCALAR && !style.flow && n->count) {
        write_block_collection(out, n, style);
        return;
    }
    buf_addc(out, ' ');
    write_inline(out, n, style);
}
