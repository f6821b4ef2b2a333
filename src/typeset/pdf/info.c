/* info: information, viewer preferences, page labels and the /ID of a document. */
#include "typeset/pdf/pdf_internal.h"

#include "base/arena.h"

#include <hpdf_encrypt.h>

enum { ID_BYTES = 16 };

static void add_info(struct pdf *p, const char *key, const char *text)
{
    if (text)
        HPDF_Dict_Add(p->doc->info, key, pdf_text(p, text));
}

static void add_dates(struct pdf *p, const struct pdf_info *info)
{
    const struct date *d = &info->date;
    if (!d->year)
        return;
    char *date = arena_printf(p->arena, "D:%04d%02d%02d%02d%02d%02dZ", d->year, d->month, d->day,
        info->hour, info->minute, info->second);
    pdf_add_ascii(p, p->doc->info, "CreationDate", date);
    pdf_add_ascii(p, p->doc->info, "ModDate", date);
}

void pdf_write_info(struct pdf *p, const struct pdf_info *info)
{
    HPDF_Dict preferences = HPDF_Dict_New(p->mmgr);
    add_info(p, "Title", info->title);
    add_info(p, "Author", info->author);
    add_info(p, "Subject", info->subject);
    add_info(p, "Creator", info->creator);
    add_info(p, "Producer", "tsuzuri, libharu " HPDF_VERSION_TEXT);
    add_dates(p, info);
    HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
    HPDF_Dict_Add(p->doc->catalog, "ViewerPreferences", preferences);
    pdf_add_ascii(p, p->doc->catalog, "Lang", "ja");
}

/* A page's label: a prefix, and a number where it ends in one. */
struct label {
    const char *text;
    size_t prefix;
    int number; /* 0: none */
};

static struct label split_label(const char *text)
{
    enum { MOST_DIGITS = 8 };
    struct label l = {.text = text ? text : ""};
    size_t end = strlen(l.text);
    l.prefix = end;
    while (l.prefix && l.text[l.prefix - 1] >= '0' && l.text[l.prefix - 1] <= '9')
        l.prefix--;
    while (l.text[l.prefix] == '0' || end - l.prefix > MOST_DIGITS)
        l.prefix++;
    for (size_t i = l.prefix; i < end; i++)
        l.number = l.number * 10 + (l.text[i] - '0');
    return l;
}

/* The same prefix and the next number: no new range. */
static bool follows(const struct label *a, const struct label *b)
{
    return a->prefix == b->prefix && !memcmp(a->text, b->text, a->prefix) &&
           (a->number ? b->number == a->number + 1 : !b->number);
}

static HPDF_Dict label_dict(struct pdf *p, const struct label *l)
{
    HPDF_Dict d = HPDF_Dict_New(p->mmgr);
    if (l->prefix)
        HPDF_Dict_Add(d, "P", pdf_text(p, arena_strndup(p->arena, l->text, l->prefix)));
    if (!l->number)
        return d;
    HPDF_Dict_AddName(d, "S", "D");
    HPDF_Dict_AddNumber(d, "St", l->number);
    return d;
}

static bool has_labels(const struct pages *pages)
{
    for (const struct page *page = pages->first; page; page = page->next)
        if (page->label)
            return true;
    return false;
}

void pdf_write_labels(struct pdf *p, const struct pages *pages)
{
    if (!has_labels(pages))
        return;
    HPDF_Array numbers = HPDF_Array_New(p->mmgr);
    HPDF_Dict tree = HPDF_Dict_New(p->mmgr);
    struct label last = {0};
    int i = 0;
    for (const struct page *page = pages->first; page; page = page->next, i++) {
        struct label l = split_label(page->label);
        if (i == 0 || !follows(&last, &l)) {
            HPDF_Array_AddNumber(numbers, i);
            HPDF_Array_Add(numbers, label_dict(p, &l));
        }
        last = l;
    }
    HPDF_Dict_Add(tree, "Nums", numbers);
    HPDF_Dict_Add(p->doc->catalog, "PageLabels", tree);
}

void pdf_reserve_id(struct pdf *p)
{
    HPDF_BYTE zeros[ID_BYTES] = {0};
    HPDF_Array id = HPDF_Array_New(p->mmgr);
    HPDF_Array_Add(id, HPDF_Binary_New(p->mmgr, zeros, ID_BYTES));
    HPDF_Array_Add(id, HPDF_Binary_New(p->mmgr, zeros, ID_BYTES));
    HPDF_Dict_Add(p->doc->trailer, "ID", id);
}

/* The trailer stands at the end: the last /ID is the one. */
static char *find_id(char *data, size_t size)
{
    for (size_t at = size - 3; at > 0; at--)
        if (!memcmp(data + at, "/ID", 3))
            return data + at;
    return NULL;
}

void pdf_stamp_id(char *data, size_t size)
{
    HPDF_MD5_CTX md5;
    HPDF_BYTE digest[ID_BYTES];
    struct buf hex = {0};
    char *id = find_id(data, size);
    HPDF_MD5Init(&md5);
    HPDF_MD5Update(&md5, (const HPDF_BYTE *)data, (HPDF_UINT32)size);
    HPDF_MD5Final(digest, &md5);
    out_hex(&hex, digest, ID_BYTES);
    for (int i = 0; i < 2; i++) {
        id = id ? strchr(id, '<') : NULL;
        if (id)
            memcpy(++id, hex.data, hex.size);
    }
    buf_release(&hex);
}
