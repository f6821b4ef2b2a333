/* An answer file, read for one request. */
#include "base/arena.h"
#include "program/tsuzuri/serve/server.h"

static void take(struct opened *o)
{
    sha256_of(o->bytes.size ? o->bytes.data : "", o->bytes.size, o->fingerprint);
    o->source.bytes = o->bytes.size ? o->bytes.data : "";
    o->source.size = o->bytes.size;
}

bool opened_read(struct server *s, const char *id, struct opened *o, struct reply *r)
{
    *o = (struct opened){.file = folder_find(&s->folder, r->arena, id)};
    if (!o->file || !folder_read(&s->folder, o->file->name, &o->bytes)) {
        reply_error(r, 404, "no-answers",
            "this answer file is not there any more, or cannot be read",
            "この回答ファイルは、なくなったか、読み取れません");
        return false;
    }
    o->source.name = folder_path(&s->folder, r->arena, o->file->name);
    take(o);
    return true;
}

void opened_release(struct opened *o)
{
    buf_release(&o->bytes);
}

void opened_take(struct opened *o, const struct buf *bytes)
{
    buf_clear(&o->bytes);
    buf_add(&o->bytes, bytes->size ? bytes->data : "", bytes->size);
    take(o);
}
