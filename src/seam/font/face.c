/* face: what ends the use of a face: a fault that every asker is told, and its release. */
#include "base/arena.h"
#include "seam/font/font_internal.h"

bool face_refuse(
    struct font_library *f, struct face *face, const char *code, const char *en, const char *ja)
{
    face->code = code;
    face->why_en = arena_strdup(f->arena, en);
    face->why_ja = arena_strdup(f->arena, ja);
    face_close(face);
    face->state = FACE_BAD;
    return false;
}

void face_close(struct face *face)
{
    hb_font_destroy(face->font);
    hb_face_destroy(face->hb);
    hb_blob_destroy(face->blob);
    face->font = NULL;
    face->hb = NULL;
    face->blob = NULL;
}
