/* Where a print may not go: onto what it is made from. */
#include "product/packet/build.h"

#include "base/file.h"

#include <string.h>

static bool ends_in_lock(const char *path)
{
    size_t n = strlen(path);
    return n >= 5 && !strcmp(path + n - 5, ".lock");
}

bool build_may_name(struct messages *e, const char *output)
{
    if (!output || !ends_in_lock(output))
        return true;
    messages_text(e, ERR_ERROR, ERR_USAGE, "usage", position_none(),
        "the PDF's name ends in .lock, as the names of locks do; give it one that ends in .pdf",
        "PDFの名前が、控えのように .lock で終わっています。.pdf で終わる名前にしてください");
    return false;
}

bool build_spares(struct build *b, const char *output)
{
    struct arena *a = b->call->arena;
    const char *answers = b->options->answers.name;
    struct attachments all = attachments_find(a, b->root, file_folder(a, answers ? answers : "."));
    for (size_t i = 0; i < all.count; i++) {
        const struct attachment *t = &all.list[i];
        if (!t->name || !(file_same(output, t->file) || file_same(lock_name(a, output), t->file)))
            continue;
        messages_error(&b->call->err, ERR_USAGE, "replaces-attachment", t->at,
            "the PDF would replace '%s', which is attached here; give it another name",
            "PDFが、ここに添付した「%s」を上書きしてしまいます。別の名前にしてください", t->name);
        return false;
    }
    return true;
}
