/* encoding: a file that is no UTF-8, or holds characters that cannot be seen, is refused with the
   reason. */
#include "seam/unicode/unicode.h"
#include "seam/yaml/yaml.h"
#include "seam/yaml/yaml_internal.h"

struct position yaml_place(const struct source *s, size_t offset)
{
    struct position m = {.file = s->file, .line = 1, .column = 1};
    for (size_t i = 0; i < offset && i < s->size; i++) {
        unsigned char c = (unsigned char)s->text[i];
        if (c == '\n') {
            m.line++;
            m.column = 1;
        } else if ((c & 0xC0) != 0x80) {
            m.column++;
        }
    }
    return m;
}

const char *yaml_line(const struct source *s, int line, size_t *size)
{
    const char *p = s->text, *end = s->text + s->size;
    while (line > 1 && p < end) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        p = newline ? newline + 1 : end;
        line--;
    }
    const char *newline = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
    *size = (size_t)((newline ? newline : end) - p);
    if (*size && p[*size - 1] == '\r')
        --*size;
    return p;
}

static bool begins(const struct source *s, const char *bytes, size_t n)
{
    return s->size >= n && memcmp(s->text, bytes, n) == 0;
}

/* By its byte order mark, or by the zero byte of a first ASCII character. */
static bool is_utf16(const struct source *s)
{
    return begins(s, "\xFF\xFE", 2) || begins(s, "\xFE\xFF", 2) ||
           (s->size >= 2 && !s->text[0] != !s->text[1]);
}

/* What is often given for a text: a PDF, and what Word and Excel save. */
static bool is_document(const struct source *s)
{
    return begins(s, "%PDF-", 5) || begins(s, "PK\3\4", 4) || begins(s, "\xD0\xCF\x11\xE0", 4);
}

static void refuse_document(struct messages *e, const struct source *s)
{
    messages_error(e, ERR_INPUT, "not-a-text", position_file(yaml_place(s, 0).file),
        "this is a PDF or an Office document; a text file (YAML) is needed",
        "これはPDFかOfficeの文書です。テキスト（YAML）のファイルを指定してください");
}

static void refuse_utf16(struct messages *e, const struct source *s)
{
    messages_error(e, ERR_INPUT, "not-utf8", yaml_place(s, 0),
        "the file is saved as UTF-16; save it as UTF-8",
        "このファイルは UTF-16 で保存されています。UTF-8 で保存し直してください");
}

/* Valid characters of several bytes in front of the fault: a damaged UTF-8 file, not another
   encoding. */
static bool has_utf8(const struct source *s, size_t before)
{
    for (size_t i = 0; i < before; i++)
        if ((unsigned char)s->text[i] >= 0x80)
            return true;
    return false;
}

static void refuse_bytes(struct messages *e, const struct source *s, size_t offset)
{
    struct position at = yaml_place(s, offset);
    if (!has_utf8(s, offset) && unicode_is_cp932(s->text, s->size))
        messages_error(e, ERR_INPUT, "not-utf8", at,
            "the file is saved as Shift_JIS (CP932); save it as UTF-8",
            "このファイルは Shift_JIS(CP932)で保存されています。UTF-8 で保存し直してください");
    else
        messages_error(e, ERR_INPUT, "not-utf8", at,
            "the byte 0x%02X is not valid UTF-8; save the file as UTF-8",
            "バイト 0x%02X は UTF-8 として正しくありません。ファイルを UTF-8 "
            "で保存し直してください",
            (unsigned char)s->text[offset]);
}

bool yaml_forbids(unsigned long c)
{
    if (c < 0x20)
        return c != '\t' && c != '\n';
    if (c < 0x7F)
        return false;
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
        return true; /* what they show is another order than what is printed */
    return c <= 0x9F || (c >= 0xFDD0 && c <= 0xFDEF) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
           (c & 0xFFFE) == 0xFFFE;
}

static void refuse_character(struct messages *e, const struct source *s, size_t offset, unsigned c)
{
    struct position at = yaml_place(s, offset);
    if (c == '\r')
        messages_error(e, ERR_INPUT, "control-character", at,
            "a line ends with a lone carriage return; save the file with LF or CRLF line ends",
            "改行が CR だけになっています。改行を LF か CRLF にして保存し直してください");
    else
        messages_error(e, ERR_INPUT, "control-character", at,
            "the invisible character U+%04X is not allowed; remove it",
            "目に見えない文字 U+%04X は使えません。削除してください", c);
}

/* Offset of the first forbidden character, or the size. CR is fine in front of LF. */
static size_t find_forbidden(const struct source *s, uint32_t *c)
{
    size_t length;
    for (size_t i = 0; i < s->size; i += length) {
        *c = unicode_decode(s->text + i, s->size - i, &length);
        bool crlf = *c == '\r' && i + 1 < s->size && s->text[i + 1] == '\n';
        if (!crlf && yaml_forbids(*c))
            return i;
    }
    return s->size;
}

static bool check_characters(struct messages *e, const struct source *s)
{
    uint32_t c = 0;
    size_t offset = find_forbidden(s, &c);
    if (offset == s->size)
        return true;
    refuse_character(e, s, offset, c);
    return false;
}

bool yaml_check_text(struct messages *e, struct source *s)
{
    if (is_document(s)) {
        refuse_document(e, s);
        return false;
    }
    if (is_utf16(s)) {
        refuse_utf16(e, s);
        return false;
    }
    if (begins(s, "\xEF\xBB\xBF", 3)) {
        s->text += 3;
        s->size -= 3;
    }
    size_t offset = unicode_invalid(s->text, s->size);
    if (offset < s->size) {
        refuse_bytes(e, s, offset);
        return false;
    }
    return check_characters(e, s);
}
