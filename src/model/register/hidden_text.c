/* Finds what a register's cells hide: characters that were lost on the way, that are not seen, or
   that were hardly meant, and errors of a spreadsheet in place of a value. */
#include "base/arena.h"
#include "model/answer/answer.h"
#include "model/register/register.h"

#include <string.h>

/* What is looked at: a value of a record, as its cell has it. */
struct cell_text {
    struct arena *arena;
    struct messages *err;
    const struct registry *registry;
    struct inst *inst;
};

/* --- errors of a spreadsheet --- */

static bool is_spreadsheet_error(const char *text)
{
    static const char *const errors[] = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!",
        "#NUM!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!",
        "#GETTING_DATA", "#BUSY!", "Err:502", "Err:504", "Err:508", "Err:522"};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (!strcmp(text, errors[i]))
            return true;
    return false;
}

/* As many signs as the column is wide. */
static bool is_too_narrow(const char *text)
{
    size_t n = strspn(text, "#");
    return n >= 3 && !text[n];
}

static bool blame_value(struct cell_text *c, const char *code, const char *en, const char *ja)
{
    const struct field *f = c->inst->field;
    messages_text(c->err, ERR_ERROR, ERR_ANSWERS, code, c->inst->at,
        arena_printf(c->arena, "'%s' (%s) is '%s', %s", f->key, f->label, c->inst->text, en),
        arena_printf(c->arena, "「%s」が「%s」となっています。%s", f->label, c->inst->text, ja));
    c->inst->bad = true;
    c->inst->text = NULL;
    return false;
}

static bool check_error(struct cell_text *c)
{
    if (is_spreadsheet_error(c->inst->text))
        return blame_value(c, "spreadsheet-error",
            "an error of the spreadsheet; correct the cell there and save it again",
            "表計算ソフトのエラーです。元の表を直して保存し直してください");
    if (is_too_narrow(c->inst->text))
        return blame_value(c, "spreadsheet-error",
            "which a spreadsheet shows where a column is too narrow; widen it and save again",
            "列の幅が足りないときの表示です。元の表で列を広げて保存し直してください");
    return true;
}

/* --- characters that were lost --- */

static bool has_wide(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return true;
    return false;
}

/* An address, or the rest of one, holds question marks of its own. */
static bool is_address(const char *text)
{
    return strstr(text, "://") || (!has_wide(text) && strpbrk(text, "/="));
}

static bool check_lost(struct cell_text *c)
{
    const char *text = c->inst->text;
    if (strstr(text, "\xEF\xBF\xBD"))
        return blame_value(c, "lost-character",
            "with a sign (U+FFFD) for a character that was lost; write the character again",
            "文字が失われた印（U+FFFD）があります。元の文字を書き直してください");
    if (c->registry->is_cp932 && strchr(text, '?') && !is_address(text))
        return blame_value(c, "lost-character",
            "probably with '?' for a character that Excel's CSV (CP932) cannot hold; save the "
            "workbook as 'CSV UTF-8'. A question mark that is meant is written in full width",
            "Excel の「CSV（コンマ区切り）」で保存できない文字が「?」になったようです。"
            "元の表を「CSV UTF-8」で保存し直してください。本当に疑問符なら全角の「？」で書きます");
    return true;
}

/* --- characters that are not seen, or hardly meant: they are told, and printed as they are --- */

static const struct {
    uint32_t first, last;
} unseen[] = {
    {0x00AD, 0x00AD},   /* soft hyphen */
    {0x034F, 0x034F},   /* combining grapheme joiner */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x115F, 0x1160},   /* Hangul fillers */
    {0x17B4, 0x17B5},   /* Khmer inherent vowels */
    {0x180B, 0x180F},   /* Mongolian selectors */
    {0x200B, 0x200F},   /* zero width space, joiners, directional marks */
    {0x2060, 0x2064},   /* word joiner, invisible operators */
    {0x206A, 0x206F},   /* deprecated format characters */
    {0x2800, 0x2800},   /* Braille blank */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xFFA0, 0xFFA0},   /* half-width Hangul filler */
    {0xFFF9, 0xFFFB},   /* interlinear annotation */
    {0xE0000, 0xE007F}, /* tags */
};

static bool is_unseen(uint32_t c)
{
    for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
        if (c >= unseen[i].first && c <= unseen[i].last)
            return true;
    return false;
}

static bool is_half_kana(uint32_t c)
{
    return c >= 0xFF61 && c <= 0xFF9F;
}

/* The place of a byte of the value. */
static struct position place_of(const struct inst *i, size_t offset)
{
    struct position at = i->at;
    for (size_t k = 0; i->exact && k < offset; k++)
        at.column += (i->text[k] & 0xC0) != 0x80;
    return at;
}

static void warn_unseen(struct cell_text *c, size_t offset, uint32_t one)
{
    const char *label = c->inst->field->label;
    messages_warn(c->err, "unseen-character", place_of(c->inst, offset),
        "'%s' has a character that is not seen (U+%04X) behind '%.*s'; remove it",
        "「%s」に目に見えない文字（U+%04X）が「%.*s」の後にあります。削除してください", label,
        (unsigned)one, (int)offset, c->inst->text);
}

static void warn_half_kana(struct cell_text *c, size_t offset)
{
    messages_warn(c->err, "half-width-kana", place_of(c->inst, offset),
        "'%s' is '%s': its half-width kana are printed as they are; write them in full width",
        "「%s」が「%s」となっています。半角カナはそのまま印刷します。全角で書いてください",
        c->inst->field->label, c->inst->text);
}

/* The first of each kind is told. */
static void warn_characters(struct cell_text *c)
{
    const char *text = c->inst->text;
    bool told_unseen = false, told_kana = false;
    for (size_t i = 0, size = strlen(text), length; i < size; i += length) {
        uint32_t one = unicode_decode(text + i, size - i, &length);
        if (is_unseen(one) && !told_unseen)
            warn_unseen(c, i, one);
        if (is_half_kana(one) && !told_kana)
            warn_half_kana(c, i);
        told_unseen |= is_unseen(one);
        told_kana |= is_half_kana(one);
    }
}

static void check_value(struct cell_text *c)
{
    if (check_error(c) && check_lost(c))
        warn_characters(c);
}

void register_check_text(
    struct arena *a, struct messages *e, const struct registry *r, struct inst *record)
{
    for (size_t i = 0; i < record->count; i++)
        register_check_text(a, e, r, record->children[i]);
    const struct node *n = record->node;
    struct cell_text c = {a, e, r, record};
    if (record->text && n && n->at.line && record->field->type == FIELD_TEXT)
        check_value(&c);
}
