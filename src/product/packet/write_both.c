/* A packet and its lock take their places together. */
#include "product/packet/build.h"

#include "base/file.h"

/* Fills and keeps both files. */
static bool write_both(struct build *b, struct build_output *o, struct draft *packet,
    struct draft *beside, struct buf *text)
{
    struct tsuzuri *t = b->t;
    char content[DIGEST_TEXT + 1];
    if (!packet_write(o->packet, o->pages, &b->info, packet))
        return false;
    digest_file(draft_name(packet), content);
    o->lock->content = content;
    lock_write(o->lock, text);
    return draft_fill(&t->err, beside, text->data, text->size);
}

bool build_write(struct build *b, struct build_output *o)
{
    struct tsuzuri *t = b->t;
    struct buf text = {0};
    struct draft *packet = file_draft(&t->err, o->path, 0666);
    struct draft *beside = packet ? file_draft(&t->err, lock_name(t->arena, o->path), 0600) : NULL;
    bool good = beside && write_both(b, o, packet, beside, &text);
    buf_release(&text);
    if (good && file_keep(&t->err, packet))
        return file_keep(&t->err, beside);
    if (packet && !good)
        file_drop(packet);
    if (beside)
        file_drop(beside);
    return false;
}
