/* What to say of a file that is not there: which one may be meant. */
#include "model/attachment/missing_file.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/suggest.h"

#include <string.h>

/* Of a folder, what can be shown. */
static size_t read_names(struct arena *a, const char *folder, const char ***out)
{
    const char **names = file_list(a, folder);
    size_t count = 0;
    for (size_t i = 0; names[i]; i++)
        if (unicode_invalid(names[i], strlen(names[i])) == strlen(names[i]))
            names[count++] = names[i];
    *out = names;
    return count;
}

/* The same name but for case, width, and how its characters are composed: macOS takes voiced kana
   apart. */
static const char *twin_of(struct arena *a, const char *base, const char **names, size_t count)
{
    const char *folded = unicode_fold(a, base);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(unicode_fold(a, names[i]), folded))
            return names[i];
    return NULL;
}

static void blame_absent(
    struct messages *e, const struct attachment *t, const char *en, const char *ja)
{
    messages_error(e, ERR_INPUT, "no-attachment", t->at, en, ja, t->name);
}

static void blame_name(struct messages *e, const struct attachment *t, const char *twin)
{
    messages_error(e, ERR_INPUT, "no-attachment", t->at,
        "there is no file '%s', but '%s' is there: the names differ in blanks, case, width or how "
        "voiced kana are composed; rename the file, or copy its name",
        "「%s」がありません。「%s」ならあります（空白、大文字と小文字、全角と半角、濁点の表し方の"
        "どれかが違います）。ファイルの名前を変えるか、その名前を写してください",
        t->name, twin);
}

static void blame_near(struct messages *e, const struct attachment *t, const char *near)
{
    messages_error(e, ERR_INPUT, "no-attachment", t->at,
        "there is no file '%s'; did you mean '%s'? paths begin at the answer file's folder",
        "「%s」がありません。「%s」の誤りではありませんか。パスは回答ファイルのあるフォルダーから"
        "書きます",
        t->name, near);
}

static void blame_alone(struct messages *e, const struct attachment *t)
{
    if (strchr(t->name, '\\'))
        blame_absent(e, t,
            "there is no file '%s'; write '/' between folders, from the answer file's folder",
            "「%s」がありません。フォルダーは、回答ファイルのあるところから「/"
            "」で区切って書きます");
    else if (strchr(t->name, ',') || strstr(t->name, "、"))
        blame_absent(e, t,
            "there is no file '%s'; several files are written as [a.pdf, b.pdf], from the answer "
            "file's folder",
            "「%s」がありません。複数の書類は「[a.pdf, b.pdf]」のように書きます。パスは回答ファイル"
            "のあるフォルダーから書きます");
    else
        blame_absent(e, t, "there is no file '%s'; paths begin at the answer file's folder",
            "「%s」がありません。パスは回答ファイルのあるフォルダーから書きます");
}

void attachments_blame_missing(struct arena *a, struct messages *e, const struct attachment *t)
{
    const char **names;
    size_t count = read_names(a, file_folder(a, t->file), &names);
    const char *base = file_base(t->name);
    const char *twin = *base ? twin_of(a, base, names, count) : NULL;
    const char *near = twin ? NULL : suggest(base, names, count);
    if (twin)
        blame_name(e, t, twin);
    else if (near)
        blame_near(e, t, near);
    else
        blame_alone(e, t);
}
