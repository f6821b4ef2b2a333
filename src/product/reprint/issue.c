/* tsuzuri_issue: marks a lock as the one whose packet was signed and sent. */
#include "base/arena.h"
#include "base/file.h"
#include "product/lock/lock.h"
#include "product/session/call.h"

#include <string.h>

static bool check_printed(struct tsuzuri_call *t, const struct lock *l)
{
    char content[SHA256_TEXT + 1];
    const char *path = file_join(t->arena, file_folder(t->arena, l->file), l->packet);
    bool there = sha256_file(path, content);
    if (there && !strcmp(content, l->content))
        return true;
    messages_error(&t->err, ERR_INPUT, there ? "other-packet" : "no-packet", position_file(path),
        there ? "'%s' is not the one that '%s' tells of; print both anew with build before they "
                "are signed"
              : "'%s' is not beside its lock '%s'; put it there",
        there ? "「%s」は、控え「%s」が記すものと違います。署名の前に、build "
                "で両方を作り直してください"
              : "「%s」が控え「%s」の隣にありません。同じフォルダーに置いてください",
        path, l->file);
    return false;
}

enum tsuzuri_status tsuzuri_issue(struct tsuzuri_call *t, const char *lock)
{
    call_begin(t);
    struct lock *l = lock_read(t->arena, &t->err, lock);
    if (!l || !check_printed(t, l))
        return call_end(t);
    if (l->issued) {
        messages_note(&t->err, "issued-before", position_file(lock), "'%s' was issued before",
            "「%s」はすでに提出済みになっています", lock);
        return call_end(t);
    }
    struct buf text = {0};
    l->issued = true;
    lock_write(l, &text);
    if (file_write(&t->err, lock, text.data, text.size, 0600))
        messages_note(&t->err, "issued-now", position_file(lock),
            "'%s' is marked as signed and sent: build and reprint keep it from now on",
            "「%s」を提出済みにしました。これからは build も reprint も置き換えません", l->packet);
    buf_release(&text);
    return call_end(t);
}
