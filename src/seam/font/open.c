/* open: a face is opened when it is first asked for, or refused with the reason. */
#include "seam/font/font_internal.h"

#include "base/arena.h"
#include "base/file.h"
#include "seam/font/fontconfig.h"

#include <hb-ot.h>

static const hb_tag_t tag_glyf = HB_TAG('g', 'l', 'y', 'f');
static const hb_tag_t tag_cff = HB_TAG('C', 'F', 'F', ' ');
static const hb_tag_t tag_cff2 = HB_TAG('C', 'F', 'F', '2');

static bool refuse_file(
    struct font_library *f, struct face *face, const char *code, const char *en, const char *ja)
{
    return face_refuse(f, face, code,
        arena_printf(f->arena, "the font file '%s' %s; reinstall the package '%s'", face->file, en,
            face->package),
        arena_printf(f->arena, "フォントファイル「%s」%s。パッケージ「%s」を入れ直してください",
            face->file, ja, face->package));
}

static bool set_absent(struct font_library *f, struct face *face)
{
    face->code = "no-font";
    face->why_en = arena_printf(f->arena,
        "the font '%s' is not installed ('%s' does not exist); install the Debian package '%s' "
        "(apt install %s)",
        face->name, face->file, face->package, face->package);
    face->why_ja = arena_printf(f->arena,
        "フォント「%s」が見つかりません（「%s」がありません）。Debian "
        "のパッケージ「%s」を入れてください (apt install %s)",
        face->name, face->file, face->package, face->package);
    face->state = FACE_ABSENT;
    return false;
}

static bool has_table(const struct face *face, hb_tag_t tag)
{
    hb_blob_t *table = hb_face_reference_table(face->hb, tag);
    bool has = hb_blob_get_length(table) > 0;
    hb_blob_destroy(table);
    return has;
}

static bool check_outlines(struct font_library *f, struct face *face)
{
    bool glyphs = hb_face_get_glyph_count(face->hb) > 0;
    face->cff = !has_table(face, tag_glyf) && has_table(face, tag_cff);
    if (glyphs && (face->cff || has_table(face, tag_glyf)))
        return true;
    if (has_table(face, tag_cff2))
        return face_refuse(f, face, "cff-font",
            arena_printf(f->arena,
                "the font '%s' has CFF2 outlines (%s), which cannot be embedded; use a font with "
                "TrueType or CFF outlines",
                face->name, face->file),
            arena_printf(f->arena,
                "フォント「%s」（%s）は CFF2 アウトラインのため埋め込めません。TrueType か CFF "
                "のアウトラインのフォントを使ってください",
                face->name, face->file));
    return refuse_file(f, face, "bad-font", "has no outlines", "に字形がありません");
}

static void read_version(struct font_library *f, struct face *face)
{
    char text[128];
    unsigned room = sizeof text;
    hb_language_t english = hb_language_from_string("en", -1);
    hb_ot_name_get_utf8(face->hb, HB_OT_NAME_ID_VERSION_STRING, english, &room, text);
    face->version = arena_strdup(f->arena, room ? text : "");
}

static void read_checksum(struct face *face)
{
    hb_blob_t *head = hb_face_reference_table(face->hb, HB_TAG('h', 'e', 'a', 'd'));
    unsigned size;
    const unsigned char *b = (const unsigned char *)hb_blob_get_data(head, &size);
    if (size >= 12)
        face->checksum = (uint32_t)b[8] << 24 | (uint32_t)b[9] << 16 | (uint32_t)b[10] << 8 | b[11];
    hb_blob_destroy(head);
}

/* Maps the file; the kernel reads the pages that are touched. */
static bool map_face(struct font_library *f, struct face *face, unsigned index)
{
    face->blob = hb_blob_create_from_file_or_fail(face->file);
    if (!face->blob)
        return refuse_file(f, face, "bad-font", "cannot be read", "を読めません");
    if (hb_face_count(face->blob) <= index)
        return refuse_file(f, face, "bad-font", "is not a font", "はフォントではありません");
    face->hb = hb_face_create(face->blob, index);
    face->font = hb_font_create(face->hb);
    hb_font_make_immutable(face->font);
    face->upem = (int)hb_face_get_upem(face->hb);
    if (!check_outlines(f, face) || !face_inspect(f, face))
        return false;
    read_version(f, face);
    read_checksum(face);
    face->blank = face_blank(face);
    face->state = FACE_OPEN;
    return true;
}

static bool find_and_map(struct font_library *f, struct face *face)
{
    if (file_exists(face->file))
        return map_face(f, face, 0);
    struct fontconfig_match match = fontconfig_find(f->arena, face->name);
    if (!match.file)
        return set_absent(f, face);
    face->file = match.file;
    return map_face(f, face, (unsigned)match.index);
}

bool face_open(struct font_library *f, struct face *face)
{
    if (face->state == FACE_CLOSED) {
        pthread_mutex_lock(&f->lock);
        if (face->state == FACE_CLOSED)
            find_and_map(f, face);
        pthread_mutex_unlock(&f->lock);
    }
    return face->state == FACE_OPEN;
}

void face_report(struct fonts *f, int face, struct messages *e)
{
    const struct face *it = &f->library->faces[face];
    if (f->told[face] == e && e->errors)
        return;
    f->told[face] = e;
    messages_text(e, ERR_ERROR, ERR_INPUT, it->code, it->at, it->why_en, it->why_ja);
}
