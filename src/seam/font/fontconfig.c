/* fontconfig: where a face is installed. The only room that sees fontconfig. */
#include "seam/font/fontconfig.h"

#include "base/arena.h"
#include "base/buf.h"

#include <fontconfig/fontconfig.h>
#include <sys/stat.h>

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

/* --- what is left out --- */

static FcFontSet *list_japanese(FcConfig *config)
{
    FcPattern *wanted = FcPatternBuild(NULL, FC_LANG, FcTypeString, "ja", (char *)NULL);
    FcObjectSet *told = FcObjectSetBuild(FC_FILE, (char *)NULL);
    FcFontSet *set = wanted && told ? FcFontList(config, wanted, told) : NULL;
    if (told)
        FcObjectSetDestroy(told);
    if (wanted)
        FcPatternDestroy(wanted);
    return set;
}

/* Rules that reject the files over a size; how many there are of the others. */
static size_t reject_large(const FcFontSet *set, size_t most, struct buf *rules)
{
    size_t small = 0;
    for (int i = 0; set && i < set->nfont; i++) {
        FcChar8 *file;
        struct stat st;
        if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &file) != FcResultMatch ||
            stat((const char *)file, &st) != 0)
            continue;
        if (st.st_size <= (off_t)most)
            small++;
        else if (!strpbrk((const char *)file, "&<>*?[\\"))
            buf_addf(rules, "<glob>%s</glob>", (const char *)file);
    }
    return small;
}

static FcConfig *load_without(const struct buf *rules)
{
    struct buf text = {0};
    FcConfig *config = FcInitLoadConfig();
    buf_addf(&text,
        "<fontconfig><selectfont><rejectfont>%.*s</rejectfont></selectfont></fontconfig>",
        (int)rules->size, rules->data);
    if (config)
        FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)text.data, FcFalse);
    buf_release(&text);
    return config;
}

void fontconfig_spare(size_t most)
{
    struct buf rules = {0};
    FcConfig *config = FcInitLoadConfigAndFonts();
    FcFontSet *set = config ? list_japanese(config) : NULL;
    if (reject_large(set, most, &rules) && rules.size) {
        FcConfig *some = load_without(&rules);
        if (some && FcConfigBuildFonts(some))
            FcConfigSetCurrent(some);
        if (some)
            FcConfigDestroy(some);
    }
    buf_release(&rules);
    if (set)
        FcFontSetDestroy(set);
    if (config)
        FcConfigDestroy(config);
}

void fontconfig_tell_folders(void (*tell)(void *context, const char *folder), void *context)
{
    FcStrList *list = FcConfigGetFontDirs(NULL);
    const FcChar8 *folder;
    while (list && (folder = FcStrListNext(list)))
        tell(context, (const char *)folder);
    if (list)
        FcStrListDone(list);
}
