/* freetype: name, embedding rights and metrics of a face. The only room that sees FreeType. */
#include "seam/font/font_internal.h"

#include "base/arena.h"

/* FreeType's own list of C functions names some that banned.h bans; its public headers need only
   these. */
#define FT_CONFIG_STANDARD_LIBRARY_H <limits.h>
#define FT_UINT_MAX UINT_MAX
#define FT_ULONG_MAX ULONG_MAX
typedef ptrdiff_t ft_ptrdiff_t;

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H

/* FreeType checks every character map when it opens a face, and reads whole tables: too much for
   a face of 46 MB. It is shown a sketch of the face instead: the small tables as they are, the
   beginnings of those that it only wants to see there (with two outlines at least), no glyph names
   (it would make a character map of them). */
struct sketch_table {
    const char *tag;
    unsigned most;
};

static const struct sketch_table sketch_tables[] = {{"head", 54}, {"hhea", 36}, {"maxp", 32},
    {"OS/2", 128}, {"name", 65535}, {"hmtx", 4}, {"loca", 64}, {"glyf", 2048}};

static void add_table(hb_face_t *sketch, hb_face_t *full, const struct sketch_table *t)
{
    hb_tag_t tag = hb_tag_from_string(t->tag, 4);
    hb_blob_t *table = hb_face_reference_table(full, tag);
    unsigned length = hb_blob_get_length(table);
    hb_blob_t *part = hb_blob_create_sub_blob(table, 0, length < t->most ? length : t->most);
    if (hb_blob_get_length(part))
        hb_face_builder_add_table(sketch, tag, part);
    hb_blob_destroy(part);
    hb_blob_destroy(table);
}

/* A CFF face is shown with two empty outlines: its own table would be read to its end. */
static void add_outlines(hb_face_t *sketch)
{
    static const char empty[64];
    hb_blob_t *blob =
        hb_blob_create_or_fail(empty, sizeof empty, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_builder_add_table(sketch, HB_TAG('g', 'l', 'y', 'f'), blob);
    hb_face_builder_add_table(sketch, HB_TAG('l', 'o', 'c', 'a'), blob);
    hb_blob_destroy(blob);
}

static hb_blob_t *sketch_of(const struct face *face)
{
    hb_face_t *sketch = hb_face_builder_create();
    for (size_t i = 0; i < sizeof sketch_tables / sizeof *sketch_tables; i++)
        add_table(sketch, face->hb, &sketch_tables[i]);
    if (face->cff)
        add_outlines(sketch);
    hb_blob_t *blob = hb_face_reference_blob(sketch);
    hb_face_destroy(sketch);
    return blob;
}

static bool check_rights(struct font_library *f, struct face *face, FT_Face ft)
{
    enum { USAGE = 0xE };
    FT_UShort rights = FT_Get_FSType_Flags(ft);
    face->rights = rights;
    if ((rights & USAGE) != FT_FSTYPE_RESTRICTED_LICENSE_EMBEDDING &&
        !(rights & (FT_FSTYPE_BITMAP_EMBEDDING_ONLY | FT_FSTYPE_NO_SUBSETTING)))
        return true;
    return face_refuse(f, face, "no-embedding",
        arena_printf(f->arena,
            "the font '%s' (%s) does not allow a subset of it to be embedded (fsType 0x%04X); use "
            "another font",
            face->name, face->file, rights),
        arena_printf(f->arena,
            "フォント「%s」（%s）はサブセットの埋め込みを許していません (fsType "
            "0x%04X)。別のフォントを使ってください",
            face->name, face->file, rights));
}

static bool check_name(struct font_library *f, struct face *face, FT_Face ft)
{
    const char *name = FT_Get_Postscript_Name(ft);
    if (name && !strcmp(name, face->name))
        return true;
    name = name ? name : "";
    return face_refuse(f, face, "wrong-font",
        arena_printf(f->arena,
            "the font file '%s' holds the font '%s', not '%s'; correct 'file' or 'name' in the "
            "manifest",
            face->file, name, face->name),
        arena_printf(f->arena,
            "フォントファイル「%s」の中身は「%s」で、「%s」ではありません。フォント一覧の file か "
            "name を直してください",
            face->file, name, face->name));
}

static void read_metrics(struct face *face, FT_Face ft)
{
    struct face_metrics *m = &face->metrics;
    const TT_OS2 *os2 = FT_Get_Sfnt_Table(ft, FT_SFNT_OS2);
    bool typographic = os2 && os2->version != 0xFFFF;
    m->ascent = face_milli(face, typographic ? os2->sTypoAscender : ft->ascender);
    m->descent = -face_milli(face, typographic ? os2->sTypoDescender : ft->descender);
    m->bbox[0] = face_milli(face, ft->bbox.xMin);
    m->bbox[1] = face_milli(face, ft->bbox.yMin);
    m->bbox[2] = face_milli(face, ft->bbox.xMax);
    m->bbox[3] = face_milli(face, ft->bbox.yMax);
    bool has_cap = typographic && os2->version >= 2 && os2->sCapHeight > 0;
    m->cap_height = has_cap ? face_milli(face, os2->sCapHeight) : 700;
    m->italic_angle = (int)hb_style_get_value(face->font, HB_STYLE_TAG_SLANT_ANGLE);
}

static bool inspect(struct font_library *f, struct face *face, FT_Face ft)
{
    if (!check_name(f, face, ft) || !check_rights(f, face, ft))
        return false;
    read_metrics(face, ft);
    return true;
}

static bool refuse_broken(struct font_library *f, struct face *face, int error)
{
    return face_refuse(f, face, "bad-font",
        arena_printf(f->arena,
            "the font file '%s' is broken (FreeType error 0x%02X); reinstall the package '%s'",
            face->file, (unsigned)error, face->package),
        arena_printf(f->arena,
            "フォントファイル「%s」が壊れています (FreeType error "
            "0x%02X)。パッケージ「%s」を入れ直してください",
            face->file, (unsigned)error, face->package));
}

bool face_inspect(struct font_library *f, struct face *face)
{
    FT_Library library;
    FT_Face ft;
    unsigned size;
    hb_blob_t *sketch = sketch_of(face);
    const char *data = hb_blob_get_data(sketch, &size);
    bool good = false;
    FT_Error error = FT_Init_FreeType(&library);
    if (!error) {
        error = FT_New_Memory_Face(library, (const FT_Byte *)data, (FT_Long)size, 0, &ft);
        if (!error)
            good = inspect(f, face, ft);
        FT_Done_FreeType(library);
    }
    hb_blob_destroy(sketch);
    return error ? refuse_broken(f, face, error) : good;
}

const char *fonts_library_versions(void)
{
#define TEXT(x) #x
#define DOTTED(a, b, c) TEXT(a) "." TEXT(b) "." TEXT(c)
    return "FreeType " DOTTED(
        FREETYPE_MAJOR, FREETYPE_MINOR, FREETYPE_PATCH) ", HarfBuzz " HB_VERSION_STRING;
#undef DOTTED
#undef TEXT
}
