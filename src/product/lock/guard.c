/* Keeps what was signed and sent from being replaced. */
#include "base/arena.h"
#include "base/file.h"
#include "product/lock/lock.h"

static bool refuse_issued(struct messages *e, const char *output, const char *lock, bool known)
{
    if (known)
        messages_error(e, ERR_OUTPUT, "issued", position_file(lock),
            "'%s' was signed and sent: '%s' says so; print to another name, or use 'tsuzuri "
            "reprint' for corrections (" OPTION("force") " replaces both)",
            "「%s」は署名して提出したものです（控え「%s」による）。別の名前で印刷するか、訂正なら "
            "tsuzuri reprint を使います（" OPTION("force") " なら置き換えます）",
            output, lock);
    else
        messages_error(e, ERR_OUTPUT, "issued", position_file(lock),
            "'%s' may have been signed and sent: its lock '%s' cannot be read; print to another "
            "name (" OPTION("force") " replaces both)",
            "「%s」は提出したものかもしれませんが、控え「%s」が読めません。別の名前で印刷してくださ"
            "い（" OPTION("force") " なら置き換えます）",
            output, lock);
    return false;
}

bool lock_allows(struct arena *a, struct messages *e, const char *output)
{
    const char *name = lock_name(a, output);
    struct messages found;
    messages_init(&found, a);
    if (!file_exists(name))
        return true;
    const struct lock *l = lock_read(a, &found, name);
    return (l && !l->issued) || refuse_issued(e, output, name, l);
}
