/* Reports on the fonts. */
#include "base/arena.h"
#include "base/file.h"
#include "product/session/call.h"
#include "seam/unicode/unicode.h"

#define MOST_TEXT (64u << 20)

struct report {
    struct tsuzuri_call *call;
    struct fonts *fonts;
    struct buf *out;
    bool ja;
};

/* --- what a face covers --- */

struct count {
    struct fonts *fonts;
    int face;
    size_t all, has;
};

static void count_one(uint32_t c, void *data)
{
    struct count *n = data;
    n->all++;
    n->has += fonts_has(n->fonts, n->face, c);
}

static void add_coverage(struct report *r, int face)
{
    static const char *const en[UNI_SETS] = {
        "kana", "Joyo kanji", "JIS level 1", "JIS level 2", "all kanji"};
    static const char *const ja[UNI_SETS] = {
        "かな", "常用漢字", "JIS第1水準", "JIS第2水準", "すべての漢字"};
    for (int set = 0; set < UNI_SETS; set++) {
        struct count n = {.fonts = r->fonts, .face = face};
        unicode_each((enum unicode_set)set, count_one, &n);
        buf_addf(r->out, "%s%s %zu/%zu", set ? (r->ja ? "、" : ", ") : "  ",
            r->ja ? ja[set] : en[set], n.has, n.all);
    }
    buf_addc(r->out, '\n');
}

static const char *rights_word(unsigned rights, bool ja)
{
    if (!(rights & 0xE))
        return ja ? "埋め込み可" : "may be embedded";
    return rights & 8 ? (ja ? "埋め込み可（編集可）" : "may be embedded, editable")
                      : (ja ? "埋め込み可（表示と印刷）" : "may be embedded for preview and print");
}

static void add_face(struct report *r, int face)
{
    const struct face_facts *facts = fonts_facts(r->fonts, face);
    buf_addf(r->out, "%s", fonts_face_name(r->fonts, face));
    if (!facts) {
        buf_addf(r->out,
            r->ja ? "  （使えません: apt install %s）\n" : "  (not usable: apt install %s)\n",
            fonts_face_package(r->fonts, face));
        return;
    }
    buf_addf(r->out, "  %s\n  %s (%s)\n  %s; fsType 0x%04X: %s; %s\n", facts->version, facts->file,
        facts->package, facts->licence, facts->rights, rights_word(facts->rights, r->ja),
        facts->cff ? "CFF" : "TrueType");
    buf_addf(r->out,
        r->ja ? "  文字 %zu、異体字の組 %zu\n" : "  %zu characters, %zu variation sequences\n",
        facts->characters, facts->sequences);
    add_coverage(r, face);
}

static void add_families(struct report *r)
{
    size_t families, faces;
    const char *const *names = fonts_family_names(r->fonts, &families);
    for (size_t i = 0; i < families; i++) {
        const int *chain = fonts_chain(r->fonts, (int)i, &faces);
        buf_addf(r->out, "%s:", names[i]);
        for (size_t k = 0; k < faces; k++)
            buf_addf(r->out, "%s %s", k ? " →" : "", fonts_face_name(r->fonts, chain[k]));
        buf_addc(r->out, '\n');
    }
}

/* --- what sets a text --- */

/* A place in a text, and what was told already. */
struct reading {
    const char *text;
    size_t size, at;
    int line, column;
};

static uint32_t next(struct reading *x)
{
    size_t length;
    uint32_t c = unicode_decode(x->text + x->at, x->size - x->at, &length);
    x->at += length;
    x->column++;
    return c;
}

static uint32_t peek(const struct reading *x)
{
    size_t length;
    return x->at < x->size ? unicode_decode(x->text + x->at, x->size - x->at, &length) : 0;
}

static bool is_told(struct report *r, uint32_t **told, size_t *count, uint32_t c, uint32_t selector)
{
    for (size_t i = 0; i < *count; i++)
        if ((*told)[2 * i] == c && (*told)[2 * i + 1] == selector)
            return true;
    *told = arena_grow(r->call->arena, *told, *count * 2, *count * 2 + 2, sizeof **told);
    (*told)[2 * *count] = c;
    (*told)[2 * (*count)++ + 1] = selector;
    return false;
}

static void add_character(struct report *r, const struct reading *x, const char *family, uint32_t c,
    uint32_t selector, const char *by)
{
    char bytes[8];
    size_t size = unicode_encode(c, bytes);
    if (selector)
        size += unicode_encode(selector, bytes + size);
    buf_addf(r->out, "%s  %d:%d  %.*s  U+%04X", family, x->line, x->column - 1, (int)size, bytes,
        (unsigned)c);
    if (selector)
        buf_addf(r->out, " U+%04X", (unsigned)selector);
    buf_addf(r->out, "  %s\n", by);
}

/* False where no face has a character. */
static bool tell_text(struct report *r, int family, struct reading x)
{
    size_t families, faces, told = 0;
    uint32_t *list = NULL;
    const char *name = fonts_family_names(r->fonts, &families)[family];
    int first = fonts_chain(r->fonts, family, &faces)[0];
    bool good = true;
    while (x.at < x.size) {
        uint32_t c = next(&x);
        uint32_t selector = unicode_is_selector(peek(&x)) ? next(&x) : 0;
        bool exact;
        if (c == '\n') {
            x.line++;
            x.column = 1;
        }
        if (c < ' ' || unicode_is_selector(c) || c == 0xFEFF)
            continue;
        int face = fonts_choose(r->fonts, &r->call->err, family, c, selector, &exact);
        if (face == -2)
            return false;
        if ((face == first && exact) || is_told(r, &list, &told, c, selector))
            continue;
        good = good && face >= 0;
        add_character(r, &x, name, c, selector,
            face < 0 ? (r->ja ? "どの書体にもありません" : "in no face")
            : exact  ? fonts_face_name(r->fonts, face)
                    : (r->ja ? "異体字なし（基本の字形）" : "no such variant (plain shape)"));
    }
    return good;
}

static void tell_file(struct report *r, const char *path)
{
    struct buf text = {0};
    size_t families;
    bool good = true;
    if (!file_read(&r->call->err, position_file(path), path, MOST_TEXT, &text))
        return;
    fonts_family_names(r->fonts, &families);
    for (size_t i = 0; i < families; i++) {
        struct reading x = {.text = text.data, .size = text.size, .line = 1, .column = 1};
        good &= tell_text(r, (int)i, x);
    }
    buf_release(&text);
    if (!good && !r->call->err.errors)
        messages_error(&r->call->err, ERR_ANSWERS, "no-glyph", position_file(path),
            "some characters are in no face; they are listed above",
            "どの書体にもない文字があります（一覧のとおり）");
}

enum tsuzuri_status tsuzuri_fonts(struct tsuzuri_call *call, const char *text_file, bool japanese)
{
    struct report r = {.call = call, .out = &call->report, .ja = japanese};
    call_begin(call);
    r.fonts = call_fonts(call);
    if (r.fonts && text_file) {
        tell_file(&r, text_file);
    } else if (r.fonts) {
        for (int i = 0; i < fonts_face_count(r.fonts); i++)
            add_face(&r, i);
        add_families(&r);
    }
    return call_end(call);
}
