/* A packet and its lock take their places together. */
#include "product/packet/build.h"

#include "base/file.h"

/* Fills and keeps both files. */
static bool write_both(struct build *b, struct build_output *o, struct temporary *packet,
    struct temporary *beside, struct buf *text)
{
    struct tsuzuri_call *call = b->call;
    char content[SHA256_TEXT + 1];
    if (!packet_write(o->packet, o->pages, &b->info, packet))
        return false;
    o->lock->content = sha256_file(temporary_path(packet), content) ? content : NULL;
    if (!lock_is_whole(o->lock)) {
        messages_error(&call->err, ERR_OUTPUT, "no-content", position_file(o->path),
            "what was written to '%s' cannot be read again; nothing was replaced",
            "「%s」に書き込んだものを読み直せません。何も置き換えていません", o->path);
        return false;
    }
    lock_write(o->lock, text);
    return temporary_fill(&call->err, beside, text->data, text->size);
}

bool build_write(struct build *b, struct build_output *o)
{
    struct tsuzuri_call *call = b->call;
    struct buf text = {0};
    struct temporary *packet = temporary_open(&call->err, o->path, 0666);
    struct temporary *beside =
        packet ? temporary_open(&call->err, lock_name(call->arena, o->path), 0600) : NULL;
    bool good = beside && write_both(b, o, packet, beside, &text);
    buf_release(&text);
    if (good && temporary_keep(&call->err, packet))
        return temporary_keep(&call->err, beside);
    if (packet && !good)
        temporary_drop(packet);
    if (beside)
        temporary_drop(beside);
    return false;
}
