/* fontconfig: where a face is installed. The only room that sees fontconfig. */
#include "seam/font/fontconfig.h"

#include "base/arena.h"

#include <fontconfig/fontconfig.h>

static FcFontSet *list_faces(FcConfig *config, const char *postscript_name)
{
    FcPattern *wanted = FcPatternCreate();
    FcObjectSet *told = FcObjectSetBuild(FC_FILE, FC_INDEX, (char *)NULL);
    FcFontSet *set = NULL;
    if (wanted && told &&
        FcPatternAddString(wanted, FC_POSTSCRIPT_NAME, (const FcChar8 *)postscript_name) &&
        FcPatternAddBool(wanted, FC_SCALABLE, FcTrue))
        set = FcFontList(config, wanted, told);
    if (told)
        FcObjectSetDestroy(told);
    if (wanted)
        FcPatternDestroy(wanted);
    return set;
}

static void keep_first(struct arena *a, struct fontconfig_match *best, const FcPattern *face)
{
    FcChar8 *file;
    int index = 0;
    if (FcPatternGetString(face, FC_FILE, 0, &file) != FcResultMatch)
        return;
    FcPatternGetInteger(face, FC_INDEX, 0, &index);
    if (best->file && strcmp(best->file, (const char *)file) <= 0)
        return;
    best->file = arena_strdup(a, (const char *)file);
    best->index = index & 0xFFFF;
}

struct fontconfig_match fontconfig_find(struct arena *a, const char *postscript_name)
{
    struct fontconfig_match best = {0};
    FcConfig *config = FcInitLoadConfigAndFonts();
    if (!config)
        return best;
    FcFontSet *set = list_faces(config, postscript_name);
    for (int i = 0; set && i < set->nfont; i++)
        keep_first(a, &best, set->fonts[i]);
    if (set)
        FcFontSetDestroy(set);
    FcConfigDestroy(config);
    return best;
}
