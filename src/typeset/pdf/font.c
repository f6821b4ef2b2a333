/* font: a Type 0 font with its subset, widths, encoding and map to Unicode (ISO 32000-1, 9.7). */
#include "typeset/pdf/pdf_internal.h"

#include "base/arena.h"

enum { DEFAULT_WIDTH = 1000, BLOCK = 100 };

HPDF_Dict pdf_font_dict(struct pdf *p, int face)
{
    struct pdf_font *font = &p->faces[face];
    if (!font->dict)
        font->dict = pdf_dict(p);
    return font->dict;
}

/* The glyphs of a face, ascending, each once. */
struct glyph_set {
    uint32_t *old;
    uint32_t *new;
    size_t count;
};

static int compare_ids(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Codes without ink show the face's blank; there are none where it has none. */
static void fill_blanks(struct pdf *p, int face, struct cids *cids)
{
    uint32_t blank;
    if (!fonts_blank(p->fonts, face, &blank))
        return;
    for (size_t i = 1; i < cids->count; i++)
        if (cids->items[i].glyph == CID_BLANK)
            cids->items[i].glyph = blank;
}

static struct glyph_set glyphs_of(struct pdf *p, const struct cids *cids)
{
    struct glyph_set set = {.old = arena_array(p->arena, cids->count, sizeof(uint32_t)),
        .new = arena_array(p->arena, cids->count, sizeof(uint32_t))};
    for (size_t i = 1; i < cids->count; i++)
        set.old[i - 1] = cids->items[i].glyph;
    qsort(set.old, cids->count - 1, sizeof *set.old, compare_ids);
    for (size_t i = 0; i + 1 < cids->count; i++)
        if (!set.count || set.old[set.count - 1] != set.old[i])
            set.old[set.count++] = set.old[i];
    return set;
}

static uint32_t new_id(const struct glyph_set *set, uint32_t old)
{
    const uint32_t *at = bsearch(&old, set->old, set->count, sizeof *set->old, compare_ids);
    return at ? set->new[at - set->old] : 0;
}

/* ABCDEF+Name: the letters come from the glyphs, so that two subsets have two names. */
static char *subset_name(struct pdf *p, const char *name, const struct glyph_set *set)
{
    char tag[7] = {0};
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = 0; i < set->count; i++)
        h = (h ^ set->old[i]) * 0x100000001B3u;
    for (size_t i = 0; i < 6; i++, h /= 26)
        tag[i] = (char)('A' + h % 26);
    return arena_printf(p->arena, "%s+%s", tag, name);
}

static HPDF_Dict gid_map(struct pdf *p, const struct cids *cids, const struct glyph_set *set)
{
    struct buf b = {0};
    buf_add(&b, "\0\0", 2);
    for (size_t i = 1; i < cids->count; i++) {
        uint32_t id = new_id(set, cids->items[i].glyph);
        char two[2] = {(char)(id >> 8), (char)(id & 0xFF)};
        buf_add(&b, two, 2);
    }
    HPDF_Dict map = pdf_stream(p, b.data, b.size);
    buf_release(&b);
    return map;
}

/* W: "c [w w w]" for each stretch of codes that are not an em wide. */
static HPDF_Array widths(struct pdf *p, const struct cids *cids)
{
    HPDF_Array w = HPDF_Array_New(p->mmgr);
    HPDF_Array stretch = NULL;
    for (size_t i = 1; i < cids->count; i++) {
        if (cids->items[i].width == DEFAULT_WIDTH) {
            stretch = NULL;
            continue;
        }
        if (!stretch) {
            stretch = HPDF_Array_New(p->mmgr);
            HPDF_Array_AddNumber(w, (HPDF_INT32)i);
            HPDF_Array_Add(w, stretch);
        }
        HPDF_Array_AddNumber(stretch, cids->items[i].width);
    }
    return w;
}

/* The same by CID of a CFF table, each alone. */
static HPDF_Array cff_widths(struct pdf *p, const struct cids *cids, const struct glyph_set *set)
{
    HPDF_Array w = HPDF_Array_New(p->mmgr);
    for (size_t i = 1; i < cids->count; i++) {
        uint32_t cid = new_id(set, cids->items[i].glyph);
        if (cids->items[i].width == DEFAULT_WIDTH)
            continue;
        HPDF_Array_AddNumber(w, (HPDF_INT32)cid);
        HPDF_Array one = HPDF_Array_New(p->mmgr);
        HPDF_Array_AddNumber(one, cids->items[i].width);
        HPDF_Array_Add(w, one);
    }
    return w;
}

static void add_mapping(struct buf *b, size_t code, const struct cid *c)
{
    struct buf text = {0};
    out_utf16be(&text, c->text, c->size);
    buf_addc(b, '<');
    out_hex16(b, (unsigned)code);
    buf_adds(b, "><");
    out_hex(b, text.data, text.size);
    buf_adds(b, ">\n");
    buf_release(&text);
}

static void add_mappings(struct buf *b, const struct cids *cids)
{
    for (size_t i = 1; i < cids->count; i += BLOCK) {
        size_t end = i + BLOCK < cids->count ? i + BLOCK : cids->count;
        out_int(b, (int64_t)(end - i));
        buf_adds(b, " beginbfchar\n");
        for (size_t k = i; k < end; k++)
            add_mapping(b, k, &cids->items[k]);
        buf_adds(b, "endbfchar\n");
    }
}

static HPDF_Dict to_unicode(struct pdf *p, const struct cids *cids)
{
    struct buf b = {0};
    buf_adds(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                 "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                 "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                 "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    add_mappings(&b, cids);
    buf_adds(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    HPDF_Dict map = pdf_stream(p, b.data, b.size);
    buf_release(&b);
    return map;
}

static HPDF_Dict font_file(struct pdf *p, int face, const struct glyph_set *set)
{
    struct buf b = {0};
    HPDF_Dict file = NULL;
    if (fonts_subset(
            p->fonts, p->err, face, (struct subset_glyphs){set->old, set->count, set->new}, &b)) {
        file = pdf_stream(p, b.data, b.size);
        if (fonts_is_cff(p->fonts, face))
            HPDF_Dict_AddName(file, "Subtype", "CIDFontType0C");
        else
            HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)b.size);
    }
    buf_release(&b);
    return file;
}

static HPDF_Dict descriptor(
    struct pdf *p, const char *name, const struct face_metrics *m, HPDF_Dict file, bool cff)
{
    enum { SYMBOLIC = 4, ITALIC = 64, STEM = 80 };
    HPDF_Dict d = pdf_dict(p);
    HPDF_Dict_AddName(d, "Type", "FontDescriptor");
    HPDF_Dict_AddName(d, "FontName", name);
    HPDF_Dict_AddNumber(d, "Flags", m->italic_angle ? SYMBOLIC | ITALIC : SYMBOLIC);
    HPDF_Dict_Add(d, "FontBBox", pdf_numbers(p, m->bbox, 4));
    HPDF_Dict_AddNumber(d, "ItalicAngle", m->italic_angle);
    HPDF_Dict_AddNumber(d, "Ascent", m->ascent);
    HPDF_Dict_AddNumber(d, "Descent", -m->descent);
    HPDF_Dict_AddNumber(d, "CapHeight", m->cap_height);
    HPDF_Dict_AddNumber(d, "StemV", STEM);
    HPDF_Dict_Add(d, cff ? "FontFile3" : "FontFile2", file);
    return d;
}

static HPDF_Dict system_info(struct pdf *p)
{
    HPDF_Dict info = HPDF_Dict_New(p->mmgr);
    pdf_add_ascii(p, info, "Registry", "Adobe");
    pdf_add_ascii(p, info, "Ordering", "Identity");
    HPDF_Dict_AddNumber(info, "Supplement", 0);
    return info;
}

static HPDF_Dict descendant(struct pdf *p, const char *name, HPDF_Dict describes,
    const struct cids *cids, const struct glyph_set *set, bool cff)
{
    HPDF_Dict d = pdf_dict(p);
    HPDF_Dict_AddName(d, "Type", "Font");
    HPDF_Dict_AddName(d, "Subtype", cff ? "CIDFontType0" : "CIDFontType2");
    HPDF_Dict_AddName(d, "BaseFont", name);
    HPDF_Dict_Add(d, "CIDSystemInfo", system_info(p));
    HPDF_Dict_Add(d, "FontDescriptor", describes);
    HPDF_Dict_AddNumber(d, "DW", DEFAULT_WIDTH);
    HPDF_Dict_Add(d, "W", cff ? cff_widths(p, cids, set) : widths(p, cids));
    if (!cff)
        HPDF_Dict_Add(d, "CIDToGIDMap", gid_map(p, cids, set));
    return d;
}

/* Which CID of the CFF table each code shows; the codes of a TrueType face are CIDs themselves. */
static HPDF_Dict cff_encoding(
    struct pdf *p, const char *name, const struct cids *cids, const struct glyph_set *set)
{
    struct buf b = {0};
    buf_addf(&b,
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> def\n"
        "/CMapName /%s def\n/CMapType 1 def\n"
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
        name);
    for (size_t i = 1; i < cids->count; i++) {
        if (i % BLOCK == 1)
            buf_addf(&b, "%zu begincidchar\n",
                cids->count - i < BLOCK ? cids->count - i : (size_t)BLOCK);
        buf_addc(&b, '<');
        out_hex16(&b, (unsigned)i);
        buf_addf(&b, "> %u\n", (unsigned)new_id(set, cids->items[i].glyph));
        if (i % BLOCK == 0 || i + 1 == cids->count)
            buf_adds(&b, "endcidchar\n");
    }
    buf_adds(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    HPDF_Dict map = pdf_stream(p, b.data, b.size);
    HPDF_Dict_AddName(map, "Type", "CMap");
    HPDF_Dict_AddName(map, "CMapName", name);
    HPDF_Dict_Add(map, "CIDSystemInfo", system_info(p));
    buf_release(&b);
    return map;
}

static void add_encoding(struct pdf *p, HPDF_Dict d, const char *name, const struct cids *cids,
    const struct glyph_set *set, bool cff)
{
    if (cff)
        HPDF_Dict_Add(
            d, "Encoding", cff_encoding(p, arena_printf(p->arena, "%s-H", name), cids, set));
    else
        HPDF_Dict_AddName(d, "Encoding", "Identity-H");
}

static bool write_font(struct pdf *p, int face)
{
    HPDF_Dict d = p->faces[face].dict;
    struct cids *cids = &p->faces[face].cids;
    const struct face_metrics *m = fonts_metrics(p->fonts, p->err, face);
    if (!m)
        return false;
    fill_blanks(p, face, cids);
    struct glyph_set set = glyphs_of(p, cids);
    HPDF_Dict file = font_file(p, face, &set);
    if (!file)
        return false;
    const char *name = subset_name(p, fonts_face_name(p->fonts, face), &set);
    HPDF_Array descendants = HPDF_Array_New(p->mmgr);
    bool cff = fonts_is_cff(p->fonts, face);
    HPDF_Array_Add(
        descendants, descendant(p, name, descriptor(p, name, m, file, cff), cids, &set, cff));
    HPDF_Dict_AddName(d, "Type", "Font");
    HPDF_Dict_AddName(d, "Subtype", "Type0");
    HPDF_Dict_AddName(d, "BaseFont", name);
    add_encoding(p, d, name, cids, &set, cff);
    HPDF_Dict_Add(d, "DescendantFonts", descendants);
    HPDF_Dict_Add(d, "ToUnicode", to_unicode(p, cids));
    return true;
}

bool pdf_write_fonts(struct pdf *p)
{
    int count = fonts_face_count(p->fonts);
    for (int face = 0; face < count; face++)
        if (p->faces[face].dict && !write_font(p, face))
            return false;
    return true;
}
