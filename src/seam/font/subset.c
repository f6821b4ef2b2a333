/* subset: the part of a face that a PDF embeds.

   HarfBuzz plans and writes it, from a face that shows only the tables which a font program in a
   PDF needs (ISO 32000-1, 9.9): without the character map planning is a hundred times faster.
   Hinting and layout tables are dropped, glyphs get new ids, .notdef is always the first. A
   TrueType face becomes a whole file; of a CFF face the bare table is taken, and what a PDF calls
   its glyphs are the CIDs of the table's charset (cff.c). */
#include "seam/font/font_internal.h"

#include <hb-subset.h>

static const hb_tag_t tag_cff = HB_TAG('C', 'F', 'F', ' ');

/* The tables that a font program in a PDF needs. Without the others (a character map of
   60,000 entries among them) planning a subset takes a tenth of a millisecond, not fifteen. */
static hb_blob_t *needed_table(hb_face_t *face, hb_tag_t tag, void *full)
{
    (void)face;
    switch (tag) {
    case HB_TAG('C', 'F', 'F', ' '):
    case HB_TAG('g', 'l', 'y', 'f'):
    case HB_TAG('h', 'e', 'a', 'd'):
    case HB_TAG('h', 'h', 'e', 'a'):
    case HB_TAG('h', 'm', 't', 'x'):
    case HB_TAG('l', 'o', 'c', 'a'):
    case HB_TAG('m', 'a', 'x', 'p'):
        return hb_face_reference_table(full, tag);
    default:
        return hb_blob_get_empty();
    }
}

static hb_subset_plan_t *plan_of(struct face *face, const uint32_t *glyphs, size_t count)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_set_t *set = hb_subset_input_glyph_set(input);
    hb_set_add(set, 0);
    for (size_t i = 0; i < count; i++)
        hb_set_add(set, glyphs[i]);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *slim = hb_face_create_for_tables(needed_table, face->hb, NULL);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(slim, input);
    hb_face_destroy(slim);
    hb_subset_input_destroy(input);
    return plan;
}

static bool read_ids(const hb_subset_plan_t *plan, const struct subset_glyphs *glyphs)
{
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    for (size_t i = 0; i < glyphs->count; i++) {
        glyphs->new_ids[i] = hb_map_get(map, glyphs->ids[i]);
        if (glyphs->new_ids[i] == HB_MAP_VALUE_INVALID)
            return false;
    }
    return true;
}

/* Replaces ids of glyphs by their CIDs, where the table has some. */
static void name_cids(const unsigned char *cff, size_t size, size_t total, uint32_t *ids, size_t n)
{
    uint32_t *cids = calloc(total, sizeof *cids);
    if (!cids)
        abort();
    if (cff_cids(cff, size, cids, total))
        for (size_t i = 0; i < n; i++)
            ids[i] = ids[i] < total ? cids[ids[i]] : 0;
    free(cids);
}

static bool write_subset(
    const struct face *face, hb_subset_plan_t *plan, uint32_t *ids, size_t count, struct buf *out)
{
    hb_face_t *subset = hb_subset_plan_execute_or_fail(plan);
    if (!subset)
        return false;
    unsigned size;
    hb_blob_t *blob =
        face->cff ? hb_face_reference_table(subset, tag_cff) : hb_face_reference_blob(subset);
    const char *data = hb_blob_get_data(blob, &size);
    if (face->cff)
        name_cids((const unsigned char *)data, size, hb_face_get_glyph_count(subset), ids, count);
    buf_add(out, data, size);
    hb_blob_destroy(blob);
    hb_face_destroy(subset);
    return size > 0;
}

bool fonts_subset(
    struct fonts *f, struct messages *e, int face, struct subset_glyphs glyphs, struct buf *out)
{
    struct face *it = face_need(f, e, face);
    if (!it)
        return false;
    hb_subset_plan_t *plan = plan_of(it, glyphs.ids, glyphs.count);
    bool good = plan && read_ids(plan, &glyphs) &&
                write_subset(it, plan, glyphs.new_ids, glyphs.count, out);
    hb_subset_plan_destroy(plan);
    if (!good)
        messages_error(e, ERR_OUTPUT, "no-subset", position_file(it->file),
            "no subset of the font '%s' can be made; reinstall the package '%s'",
            "フォント「%s」のサブセットを作れません。パッケージ「%s」を入れ直してください",
            it->name, it->package);
    return good;
}
