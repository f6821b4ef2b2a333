/* syntax_error: a fault of syntax in words that a person who writes a form understands. */
#include "seam/yaml/yaml_internal.h"

/* Where a fault is shown: where libyaml met it, where its context began, or there only if that
   was in an earlier line. */
enum show { AT, FROM, FROM_EARLIER };

static const struct saying {
    const char *problem; /* a part of libyaml's problem or context */
    enum show show;
    const char *en;
    const char *ja;
} sayings[] = {
    {"while scanning a tag", AT,
        "'!' has a meaning in YAML; put a text that begins with '!' in quotes",
        "「!」には YAML で特別な意味があります。「!」で始まる文字列は引用符で囲んでください"},
    {"undefined tag handle", AT,
        "'!' has a meaning in YAML; put a text that begins with '!' in quotes",
        "「!」には YAML で特別な意味があります。「!」で始まる文字列は引用符で囲んでください"},
    {"directive", AT, "'%' has a meaning in YAML; put a text that begins with '%' in quotes",
        "「%」には YAML で特別な意味があります。「%」で始まる文字列は引用符で囲んでください"},
    {"could not find expected ':'", FROM,
        "no ':' stands behind this key; write 'key: value', and put a long text in quotes",
        "この項目名のあとに「:」がありません。「項目名: "
        "値」の形で書き、長い文章は引用符で囲んでください"},
    {"mapping values are not allowed", AT,
        "a ':' cannot stand here; put a value that holds ': ' in quotes, and check the indentation",
        "ここに「:」は書けません。「: 」を含む値は引用符で囲み、字下げも確かめてください"},
    {"block sequence entries are not allowed", AT,
        "a list item '- ' cannot stand here; begin it in a line of its own, indented like the "
        "items beside it",
        "ここにリストの「- 」は書けません。行を改め、前後の項目と字下げをそろえてください"},
    {"mapping keys are not allowed", AT,
        "a '? ' cannot stand here; put a text that begins with '?' in quotes",
        "ここに「? 」は書けません。「?」で始まる文字列は引用符で囲んでください"},
    {"cannot start any token", AT,
        "no value can begin with this character; put the value in quotes",
        "値をこの文字で始めることはできません。値全体を引用符で囲んでください"},
    {"found a tab character", AT, "a tab is used for indentation; use blanks",
        "字下げにタブが使われています。半角の空白を使ってください"},
    {"found unexpected end of stream", FROM,
        "the quote that opens here is never closed; add the closing quote",
        "ここで始まる引用符が閉じられていません。閉じる引用符を書いてください"},
    {"found unexpected document indicator", FROM,
        "the quote that opens here is never closed; add the closing quote",
        "ここで始まる引用符が閉じられていません。閉じる引用符を書いてください"},
    {"unknown escape character", AT,
        "'\\' has a meaning between double quotes; write '\\\\', or use single quotes; in a path "
        "write '/' between folders",
        "二重引用符の中の「\\」には特別な意味があります。「\\\\」と書くか、一重引用符を使ってくださ"
        "い。パスでは「/」でフォルダーを区切ります"},
    {"hexdecimal", AT,
        "'\\x', '\\u' and '\\U' need 2, 4 or 8 hexadecimal digits between double quotes; in a path "
        "write "
        "'/' between folders",
        "二重引用符の中の「\\x」「\\u」「\\U」のあとには 2、4、8 桁の 16 "
        "進数字が要ります。パスでは「/"
        "」でフォルダーを区切ります"},
    {"invalid Unicode character", AT, "this escape names no character; correct its number",
        "このエスケープが表す文字はありません。番号を直してください"},
    {"expected comment or line break", AT,
        "no text may follow '|' or '>' in its line; begin the text in the next line, indented",
        "「|」や「>」と同じ行に文章は書けません。次の行から字下げして書いてください"},
    {"indentation indicator equal to 0", AT,
        "the number behind '|' or '>' must be 1 to 9; leave it out",
        "「|」や「>」のあとの数字は 1 から 9 です。数字を除いてください"},
    {"alphabetic or numeric character", FROM,
        "'*' and '&' have a meaning in YAML; put a text that begins with them in quotes",
        "「*」と「&」には YAML "
        "で特別な意味があります。これらで始まる文字列は引用符で囲んでください"},
    {"did not find expected key", AT,
        "this line does not fit the lines above; align its indentation with them",
        "この行は上の行とつながりません。字下げを上の行とそろえてください"},
    {"did not find expected '-' indicator", AT,
        "a list item must begin with '- ' in the column of the items above",
        "リストの項目は、上の項目と同じ桁に「- 」を書いて始めてください"},
    {"did not find expected ',' or ']'", FROM_EARLIER,
        "a list in '[ ]' lacks a comma or its ']'; add it",
        "「[ ]」のリストにコンマまたは閉じる「]」がありません。書き足してください"},
    {"did not find expected ',' or '}'", FROM_EARLIER,
        "a map in '{ }' lacks a comma or its '}'; add it",
        "「{ }」のマップにコンマまたは閉じる「}」がありません。書き足してください"},
    {"did not find expected node content", AT,
        "a value is missing here, or a bracket or comma is too many",
        "ここに値がないか、括弧またはコンマが余分です"},
    {"did not find expected <document start>", AT,
        "text follows what should be the end; check the indentation of this line, and the "
        "quotes and brackets above",
        "文書の終わりのあとに文字があります。この行の字下げと、上の引用符や括弧を確かめてください"},
    {"", AT, "the file is no well-formed YAML here; check the indentation and the quotes",
        "ここが YAML として正しくありません。字下げと引用符を確かめてください"},
};

static const struct saying tab = {"", AT, "a tab stands where only blanks may stand; use blanks",
    "タブは使えません。半角の空白を使ってください"};
static const struct saying after_quote = {"", AT,
    "text follows where the value has ended; put the whole value in single quotes, and write "
    "each single quote within it twice",
    "値が終わったあとに文字があります。値全体を「'」で囲み、その中の「'"
    "」は二つ重ねて書いてください"};
static const struct saying bracket = {"", AT,
    "in YAML a value that begins with '[' is a list, with '{' a map, and nothing may follow its "
    "end; put the whole value in quotes",
    "YAML "
    "では「[」で始まる値はリスト、「{」で始まる値はマップで、閉じたあとに文字は書けません。値全体を"
    "引用符で囲んでください"};
static const struct saying wide_indent = {"", AT,
    "this line begins with a full-width blank; indent with ordinary blanks",
    "行の先頭に全角の空白があります。字下げには半角の空白を使ってください"};
static const struct saying odd_indent = {"", AT,
    "this line begins with a no-break blank (U+00A0); indent with ordinary blanks",
    "行の先頭に普通の空白ではない空白 (U+00A0) があります。字下げには半角の空白を使ってください"};
static const struct saying wide_bullet = {"", AT,
    "this line begins with a full-width hyphen; the entries of a list begin with '- '",
    "行の先頭のハイフンが全角です。一覧の一件ずつは、半角の「- 」で始めます"};
static const struct saying wide_colon = {"", AT,
    "a full-width colon stands behind the key; write ': '",
    "項目名のあとのコロンが全角です。半角の「: 」を使ってください"};
static const struct saying no_blank = {"", AT, "a blank is missing behind ':'; write ': '",
    "「:」のあとに半角の空白がありません。「: 」と書いてください"};

static const struct saying *find_saying(const struct syntax_fault *f)
{
    const struct saying *s = sayings;
    while (!strstr(f->problem, s->problem) && !(f->context && strstr(f->context, s->problem)))
        s++;
    return s;
}

static bool is_before(struct position a, struct position b)
{
    return a.line < b.line || (a.line == b.line && a.column < b.column);
}

static struct position shown(const struct saying *s, const struct syntax_fault *f)
{
    bool from = s->show == FROM || (s->show == FROM_EARLIER && f->from.line < f->at.line);
    return from && f->context && is_before(f->from, f->at) ? f->from : f->at;
}

static void report(
    struct messages *e, struct position at, const struct saying *s, const struct syntax_fault *f)
{
    messages_error(e, ERR_INPUT, "yaml-syntax", at, "%s%.0s (libyaml: %s%s%s)",
        "%.0s%s%.0s%.0s%.0s", s->en, s->ja, f->context ? f->context : "", f->context ? ", " : "",
        f->problem);
}

/* Byte in a line where a column (from 1) begins. */
static size_t column_byte(const char *line, size_t size, int column)
{
    size_t i = 0;
    while (i < size && column > 1) {
        i++;
        while (i < size && ((unsigned char)line[i] & 0xC0) == 0x80)
            i++;
        column--;
    }
    return i;
}

static bool is_at_tab(const struct source *s, struct position at)
{
    size_t size;
    const char *line = yaml_line(s, at.line, &size);
    size_t i = column_byte(line, size, at.column);
    return i < size && line[i] == '\t';
}

static int columns(const char *s, size_t n)
{
    int count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Text in the line of a value whose closing quote came too early. */
static bool is_after_quote(const struct source *s, const struct syntax_fault *f)
{
    size_t size;
    const char *line = yaml_line(s, f->at.line, &size);
    size_t end = column_byte(line, size, f->at.column);
    bool quoted = memchr(line, '"', end) || memchr(line, '\'', end);
    return quoted && strstr(f->problem, "did not find expected key");
}

/* A colon that stuck to its value: no address (https://…) and no time (10:30). */
static bool is_stuck(const char *line, size_t i, size_t size)
{
    if (i == 0 || line[i] != ':' || i + 1 >= size || is_blank(line[i + 1]))
        return false;
    return line[i + 1] != '/' && !(is_digit(line[i - 1]) && is_digit(line[i + 1]));
}

/* The byte where a value in this line begins with a bracket, or the size: behind 'key: ' and '- '.
 */
static size_t find_bracket(const char *line, size_t size)
{
    size_t i = 0;
    while (i < size && is_blank(line[i]))
        i++;
    while (i + 1 < size && line[i] == '-' && is_blank(line[i + 1]))
        for (i++; i < size && is_blank(line[i]);)
            i++;
    for (size_t k = i; k + 1 < size && !strchr("\"'[{#", line[k]); k++)
        if (line[k] == ':' && is_blank(line[k + 1]))
            for (i = k + 1; i < size && is_blank(line[i]);)
                i++;
    return i < size && (line[i] == '[' || line[i] == '{') ? i : size;
}

/* Text behind a list or a map that was meant as the beginning of a value: [株]…. */
static bool explain_bracket(
    struct messages *e, const struct source *s, const struct syntax_fault *f)
{
    size_t size;
    const char *line = yaml_line(s, f->at.line, &size);
    size_t i = find_bracket(line, size);
    if (!f->context || !strstr(f->context, "block") || i == size ||
        column_byte(line, size, f->at.column) <= i)
        return false;
    struct position at = {s->file, f->at.line, columns(line, i) + 1, NULL};
    report(e, at, &bracket, f);
    return true;
}

static bool is_wide(const char *line, size_t i, size_t size)
{
    return i + 3 <= size && memcmp(line + i, "\xEF\xBC\x9A", 3) == 0; /* U+FF1A */
}

/* A line whose key has no ': ': the byte of what stands there instead, or the size. */
static size_t find_stuck(const char *line, size_t size)
{
    size_t first = size;
    for (size_t i = 0; i < size && line[i] != '#' && line[i] != '"' && line[i] != '\''; i++) {
        if (line[i] == ':' && (i + 1 == size || is_blank(line[i + 1])))
            return size;
        if (first == size && (is_stuck(line, i, size) || is_wide(line, i, size)))
            first = i;
    }
    return first;
}

static bool report_stuck(
    struct messages *e, const struct source *s, const struct syntax_fault *f, int number)
{
    size_t size;
    const char *line = yaml_line(s, number, &size);
    size_t i = find_stuck(line, size);
    if (i == size)
        return false;
    struct position at = {s->file, number, columns(line, i) + 1, NULL};
    report(e, at, line[i] == ':' ? &no_blank : &wide_colon, f);
    return true;
}

/* The byte behind a line's blanks where a sign stands there (U+3000, U+00A0, U+FF0D), or -1. */
static int find_sign(const struct source *s, int number, const char *sign)
{
    size_t size, i = 0, n = strlen(sign);
    const char *line = yaml_line(s, number, &size);
    while (i < size && is_blank(line[i]))
        i++;
    return size - i >= n && !memcmp(line + i, sign, n) ? (int)i : -1;
}

/* The line itself, or the first of those above it, which libyaml has read into one text. */
static bool explain_sign(struct messages *e, const struct source *s, const struct syntax_fault *f,
    const char *sign, const struct saying *saying)
{
    int number = f->at.line;
    if (find_sign(s, number, sign) < 0)
        number--;
    if (number < 1 || find_sign(s, number, sign) < 0)
        return false;
    while (number > 1 && find_sign(s, number - 1, sign) >= 0)
        number--;
    report(e, (struct position){s->file, number, find_sign(s, number, sign) + 1, NULL}, saying, f);
    return true;
}

static bool explain_indent(struct messages *e, const struct source *s, const struct syntax_fault *f)
{
    return explain_sign(e, s, f, "\xE3\x80\x80", &wide_indent) ||
           explain_sign(e, s, f, "\xC2\xA0", &odd_indent) ||
           explain_sign(e, s, f, "\xEF\xBC\x8D", &wide_bullet);
}

static bool may_be_stuck(const struct syntax_fault *f)
{
    return strstr(f->problem, "could not find expected ':'") ||
           strstr(f->problem, "mapping values are not allowed") ||
           strstr(f->problem, "did not find expected key");
}

/* The culprit is often the line above the one where libyaml stumbles. */
static bool explain_stuck(struct messages *e, const struct source *s, const struct syntax_fault *f)
{
    if (!may_be_stuck(f))
        return false;
    int line = f->at.line;
    return report_stuck(e, s, f, line) || (line > 1 && report_stuck(e, s, f, line - 1)) ||
           (line > 2 && report_stuck(e, s, f, line - 2));
}

void yaml_explain(struct messages *e, const struct source *s, const struct syntax_fault *f)
{
    const struct saying *saying = find_saying(f);
    if (is_at_tab(s, f->at))
        report(e, f->at, &tab, f);
    else if (is_after_quote(s, f))
        report(e, f->at, &after_quote, f);
    else if (!explain_indent(e, s, f) && !explain_bracket(e, s, f) && !explain_stuck(e, s, f))
        report(e, shown(saying, f), saying, f);
}
