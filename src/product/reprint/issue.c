/* tsuzuri_issue: marks a lock as the one whose packet was signed and sent. */
#include "base/file.h"
#include "product/reprint/since.h"

static bool check_printed(struct tsuzuri_call *t, const struct lock *l)
{
    const char *path;
    enum since_packet found = since_packet(t->arena, l, &path);
    bool gone = found == SINCE_GONE;
    if (found == SINCE_SAME)
        return true;
    messages_error(&t->err, ERR_INPUT, gone ? "no-packet" : "other-packet", position_file(path),
        gone ? "'%s' is not beside its lock '%s'; put it there"
             : "'%s' is not the one that '%s' tells of; print both anew with build before they "
               "are signed",
        gone ? "「%s」が控え「%s」の隣にありません。同じフォルダーに置いてください"
             : "「%s」は、控え「%s」が記すものと違います。署名の前に、build "
               "で両方を作り直してください",
        path, l->file);
    return false;
}

/* What comes next, for a packet and for corrections of one. */
static void note_issued(struct tsuzuri_call *t, const struct lock *l)
{
    messages_note(&t->err, "issued-now", position_file(l->file),
        "'%s' is marked as signed and sent: build and reprint keep it from now on",
        "「%s」を提出済みにしました。これからは build も reprint も置き換えません", l->packet);
    if (l->earlier_count)
        messages_note(&t->err, "supersedes", position_file(l->file),
            "once its sheets are put in, this lock tells of the packet in place of '%s': the next "
            "corrections start from it",
            "差し替えた後の一式は、「%"
            "s」に代わってこの控えが記します。次の訂正はここから始まります",
            l->earlier[0].name);
    else
        messages_note(&t->err, "issued-next", position_file(l->file),
            "if corrections are asked for, change the answers: 'tsuzuri diff' tells which sheets "
            "change, 'tsuzuri reprint' prints them alone",
            "訂正を求められたら回答を直します。tsuzuri diff で変わる頁がわかり、tsuzuri reprint "
            "でその頁だけを印刷できます");
}

/* True where it was marked. */
static bool mark(struct tsuzuri_call *t, struct lock *l)
{
    struct buf text = {0};
    l->issued = true;
    lock_write(l, &text);
    bool good = file_write(&t->err, l->file, text.data, text.size, 0600);
    buf_release(&text);
    return good;
}

enum tsuzuri_status tsuzuri_issue(struct tsuzuri_call *call, const char *lock)
{
    call_begin(call);
    struct lock *l = lock_read(call->arena, &call->err, lock);
    if (!l || !check_printed(call, l))
        return call_end(call);
    if (l->issued)
        messages_note(&call->err, "issued-before", position_file(lock), "'%s' was issued before",
            "「%s」はすでに提出済みになっています", lock);
    else if (mark(call, l))
        note_issued(call, l);
    return call_end(call);
}
