/* Formats of numbers: which codes mean days, and digits shown by their placeholders. */
#include "model/workbook/number_format.h"

#include "base/arena.h"
#include "base/buf.h"
#include "seam/unicode/calendar.h"

#include <math.h>
#include <strings.h>

/* --- the pieces of a code --- */

enum piece_kind {
    PIECE_END,
    PIECE_DIGIT, /* 0 # ? */
    PIECE_POINT,
    PIECE_COMMA,
    PIECE_PERCENT,
    PIECE_POWER,   /* E+ */
    PIECE_GENERAL, /* the number as it is */
    PIECE_LETTER,  /* of a day or a time */
    PIECE_TEXT,
    PIECE_NEXT /* ; */
};

struct piece {
    enum piece_kind kind;
    const char *text;
    size_t size;
};

/* "[$¥-411]" shows ¥; colours, conditions and languages show nothing, [h] is a time. */
static struct piece bracket_piece(const char *s, size_t size)
{
    if (size > 2 && s[1] == '$') {
        size_t shown = strcspn(s + 2, "-]");
        return (struct piece){PIECE_TEXT, s + 2, shown};
    }
    size_t letters = strspn(s + 1, "hHmMsS");
    if (letters && s[1 + letters] == ']')
        return (struct piece){PIECE_LETTER, s + 1, 1};
    return (struct piece){PIECE_TEXT, s, 0};
}

static size_t general_size(const char *s)
{
    static const char *const names[] = {"General", "G/標準", "標準", "G/GENERAL"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strncasecmp(s, names[i], strlen(names[i])))
            return strlen(names[i]);
    return 0;
}

/* Quoted text, a character behind a backslash; a blank of a width ("_)") and a filling ("* ") show
   nothing. */
static struct piece text_piece(const char *s, size_t *step)
{
    if (*s == '"') {
        size_t size = strcspn(s + 1, "\"");
        *step = size + 1 + (s[1 + size] == '"');
        return (struct piece){PIECE_TEXT, s + 1, size};
    }
    size_t lead = *s == '\\' || *s == '_' || *s == '*';
    size_t size = s[lead] != '\0';
    while ((s[lead + size] & 0xC0) == 0x80)
        size++;
    *step = lead + size;
    return (struct piece){PIECE_TEXT, s + lead, *s == '_' || *s == '*' ? 0 : size};
}

static enum piece_kind sign_kind(const char *s)
{
    if (strchr("0#?", *s))
        return PIECE_DIGIT;
    if (strchr("eE", *s) && (s[1] == '+' || s[1] == '-'))
        return PIECE_POWER;
    if (strchr("yYmMdDhHsSgGeEaAbB", *s))
        return PIECE_LETTER;
    return *s == '.'   ? PIECE_POINT
           : *s == ',' ? PIECE_COMMA
           : *s == '%' ? PIECE_PERCENT
           : *s == ';' ? PIECE_NEXT
                       : PIECE_TEXT;
}

static struct piece next_piece(const char **at)
{
    const char *s = *at;
    size_t step = general_size(s);
    struct piece p = {PIECE_GENERAL, s, step};
    if (!*s)
        return (struct piece){PIECE_END, s, 0};
    if (!step && *s == '[') {
        step = strcspn(s, "]");
        step += s[step] == ']';
        p = bracket_piece(s, step);
    } else if (!step && sign_kind(s) == PIECE_TEXT) {
        p = text_piece(s, &step);
    } else if (!step) {
        step = 1 + (sign_kind(s) == PIECE_POWER);
        p = (struct piece){sign_kind(s), s, step};
    }
    *at = s + step;
    return p;
}

/* --- days and times --- */

/* In a Japanese Excel; 27 to 36 and 50 to 58 stand in no workbook (ECMA-376-1 18.8.30). */
static const struct {
    int id;
    const char *code;
} built_in[] = {
    {1, "0"},
    {2, "0.00"},
    {3, "#,##0"},
    {4, "#,##0.00"},
    {9, "0%"},
    {10, "0.00%"},
    {11, "0.00E+00"},
    {12, "# ?/?"},
    {13, "# ?\?/?\?"},
    {14, "yyyy/m/d"},
    {15, "d-mmm-yy"},
    {16, "d-mmm"},
    {17, "mmm-yy"},
    {18, "h:mm AM/PM"},
    {19, "h:mm:ss AM/PM"},
    {20, "h:mm"},
    {21, "h:mm:ss"},
    {22, "yyyy/m/d h:mm"},
    {27, "[$-411]ge.m.d"},
    {28, "[$-411]ggge\"年\"m\"月\"d\"日\""},
    {29, "[$-411]ggge\"年\"m\"月\"d\"日\""},
    {30, "m/d/yy"},
    {31, "yyyy\"年\"m\"月\"d\"日\""},
    {32, "h\"時\"mm\"分\""},
    {33, "h\"時\"mm\"分\"ss\"秒\""},
    {34, "yyyy\"年\"m\"月\""},
    {35, "m\"月\"d\"日\""},
    {36, "[$-411]ge.m.d"},
    {37, "#,##0;-#,##0"},
    {38, "#,##0;-#,##0"},
    {39, "#,##0.00;-#,##0.00"},
    {40, "#,##0.00;-#,##0.00"},
    {41, "#,##0;-#,##0"},
    {42, "\"¥\"#,##0;-\"¥\"#,##0"},
    {43, "#,##0.00;-#,##0.00"},
    {44, "\"¥\"#,##0.00;-\"¥\"#,##0.00"},
    {45, "mm:ss"},
    {46, "[h]:mm:ss"},
    {47, "mm:ss.0"},
    {48, "##0.0E+0"},
    {49, "@"},
    {50, "[$-411]ge.m.d"},
    {51, "[$-411]ggge\"年\"m\"月\"d\"日\""},
    {52, "yyyy\"年\"m\"月\""},
    {53, "m\"月\"d\"日\""},
    {54, "[$-411]ggge\"年\"m\"月\"d\"日\""},
    {55, "yyyy\"年\"m\"月\""},
    {56, "m\"月\"d\"日\""},
    {57, "[$-411]ge.m.d"},
    {58, "[$-411]ggge\"年\"m\"月\"d\"日\""},
};

const char *number_format_built_in(int id)
{
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        if (built_in[i].id == id)
            return built_in[i].code;
    return "General";
}

/* "m" is a month but where hours or seconds stand beside it; 'a' is a weekday or of AM/PM. */
struct number_format number_format_read(const char *code)
{
    struct number_format f = {.code = code};
    bool month = false;
    for (const char *at = code;;) {
        struct piece p = next_piece(&at);
        if (p.kind == PIECE_END || p.kind == PIECE_NEXT)
            break;
        if (p.kind == PIECE_TEXT && p.size == strlen("年") && !memcmp(p.text, "年", p.size))
            f.kanji = true;
        if (p.kind != PIECE_LETTER)
            continue;
        f.day |= strchr("yYdDgGeEbB", *p.text) != NULL;
        f.time |= strchr("hHsS", *p.text) != NULL;
        f.era |= strchr("gGeE", *p.text) != NULL;
        month |= strchr("mM", *p.text) != NULL;
    }
    f.day |= month && !f.time;
    return f;
}

enum { LAST_DAY = 2958465, SECONDS = 24 * 60 * 60 };

/* A day that the calendar does not know stays readable: 1900-02-29, 1900-01-00. */
static const char *print_day(
    struct arena *a, const struct number_format *f, long day, bool from_1904)
{
    struct date base = from_1904  ? (struct date){1904, 1, 1}
                       : day > 60 ? (struct date){1899, 12, 30}
                                  : (struct date){1899, 12, 31};
    if (!from_1904 && (day == 60 || day == 0))
        return day ? "1900-02-29" : "1900-01-00";
    struct date d = calendar_add_days(base, (int)day);
    if (f->era || f->kanji)
        return unicode_format_date(a, d, f->era);
    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

const char *number_format_print_day(struct arena *a, const struct number_format *f,
    const struct decimal *d, bool from_1904, bool *timed)
{
    *timed = false;
    if (decimal_compare(d, 0) < 0 || decimal_compare(d, LAST_DAY + 1L) >= 0)
        return decimal_print(a, d);
    long long seconds = llround(decimal_value(d) * SECONDS);
    long day = (long)(seconds / SECONDS);
    int minutes = (int)(seconds % SECONDS / 60);
    const char *time = arena_printf(a, "%02d:%02d", minutes / 60, minutes % 60);
    if (!f->day)
        return time;
    const char *text = print_day(a, f, day, from_1904);
    *timed = f->time && seconds % SECONDS;
    return *timed ? arena_printf(a, "%s %s", text, time) : text;
}

/* --- digits --- */

/* What one section of a code asks for. */
struct section {
    const char *code;
    int whole;  /* placeholders before the point */
    int places; /* and behind it */
    int percent;
    bool grouped;
    bool shows;      /* anything of the number at all */
    bool understood; /* no powers, fractions or thousands */
};

static struct section read_section(const char *code)
{
    struct section s = {.code = code, .understood = true};
    bool point = false, comma = false, digits = false;
    for (const char *at = code;;) {
        struct piece p = next_piece(&at);
        if (p.kind == PIECE_END || p.kind == PIECE_NEXT)
            break;
        if (p.kind == PIECE_POWER || p.kind == PIECE_LETTER ||
            (p.kind == PIECE_DIGIT && *p.text == '?'))
            s.understood = false;
        s.percent += p.kind == PIECE_PERCENT;
        digits |= p.kind == PIECE_DIGIT;
        s.shows |= p.kind == PIECE_DIGIT || p.kind == PIECE_GENERAL;
        if (p.kind == PIECE_DIGIT) {
            s.grouped |= comma && !point;
            s.whole += !point;
            s.places += point;
            comma = false;
        }
        comma |= p.kind == PIECE_COMMA && digits;
        point |= p.kind == PIECE_POINT;
    }
    s.understood &= !comma; /* a comma at the end: in thousands */
    return s;
}

static const char *skip_section(const char *code)
{
    struct piece p;
    do
        p = next_piece(&code);
    while (p.kind != PIECE_NEXT && p.kind != PIECE_END);
    return p.kind == PIECE_NEXT ? code : NULL;
}

/* "[<=9999999]": 1 it holds, 0 not, -1 the section has no condition. */
static int condition_holds(const char *code, const struct decimal *d)
{
    while (*code == '[' && !strchr("<>=", code[1]) && strchr(code, ']'))
        code = strchr(code, ']') + 1;
    if (*code != '[')
        return -1;
    bool less = code[1] == '<', more = code[1] == '>';
    bool differs = less && code[2] == '>';
    bool equal = code[1] == '=' || code[2] == '=';
    int order = decimal_compare(d, strtol(code + 1 + strspn(code + 1, "<>="), NULL, 10));
    if (differs)
        return order != 0;
    return (less && order < 0) || (more && order > 0) || (equal && order == 0);
}

/* The section for a number: by conditions; else the second is for what is below 0, the third for
   0. *signless: its section shows the sign itself. */
static const char *choose_section(const char *code, const struct decimal *d, bool *signless)
{
    const char *second = skip_section(code);
    const char *third = second ? skip_section(second) : NULL;
    int first_holds = condition_holds(code, d);
    *signless = false;
    if (first_holds < 0) {
        *signless = second && d->negative;
        return *signless ? second : third && !d->count ? third : code;
    }
    if (first_holds || !second)
        return code;
    return condition_holds(second, d) != 0 || !third ? second : third;
}

/* The digits of one placeholder: the first of them takes all that are left. */
static void add_digits(struct buf *out, const struct section *s, const struct decimal *d, int place,
    bool first, bool zero)
{
    int from = first && d->point - 1 > place ? d->point - 1 : place;
    for (int i = from; i >= place; i--) {
        bool shown = zero || i < d->point;
        if (shown)
            buf_addc(out, decimal_digit(d, i));
        if (shown && s->grouped && i > 0 && i % 3 == 0)
            buf_addc(out, ',');
    }
}

static void add_section(
    struct buf *out, struct arena *a, const struct section *s, const struct decimal *d)
{
    int place = s->whole;
    int end = d->point - d->count; /* the place of the last digit */
    for (const char *at = s->code;;) {
        struct piece p = next_piece(&at);
        switch (p.kind) {
        case PIECE_END:
        case PIECE_NEXT:
            return;
        case PIECE_DIGIT:
            place--;
            if (place >= 0)
                add_digits(out, s, d, place, place == s->whole - 1, *p.text == '0');
            else if (*p.text == '0' || place >= end)
                buf_addc(out, decimal_digit(d, place));
            break;
        case PIECE_POINT:
            buf_addc(out, '.');
            break;
        case PIECE_GENERAL:
            buf_adds(out, decimal_print(a, d));
            break;
        case PIECE_TEXT:
        case PIECE_PERCENT:
            if (p.size != 1 || *p.text != '@')
                buf_add(out, p.text, p.size);
            break;
        default:
            break;
        }
    }
}

const char *number_format_print(
    struct arena *a, const struct number_format *f, const struct decimal *d)
{
    bool signless;
    struct section s = read_section(choose_section(f->code, d, &signless));
    struct buf out = {0};
    struct decimal shown = *d;
    if (!s.understood || !s.shows)
        return decimal_print(a, d);
    shown.point += shown.count ? 2 * s.percent : 0;
    if (s.whole || s.places)
        decimal_round(&shown, s.places);
    if (shown.negative && shown.count && !signless)
        buf_addc(&out, '-');
    shown.negative = false;
    add_section(&out, a, &s, &shown);
    const char *text = arena_strndup(a, out.data ? out.data : "", out.size);
    buf_release(&out);
    return text;
}
