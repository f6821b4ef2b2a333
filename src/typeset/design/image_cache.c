#include "typeset/design/image_cache.h"

#include "base/arena.h"
#include "base/file.h"
#include "seam/codec/image.h"

#define MOST_BYTES ((size_t)16 << 20)
#define MOST_PIXELS 25000000

struct entry {
    struct entry *next;
    const char *folder;
    const char *path;
    struct image *image; /* NULL: messages say why */
    struct err faults;
};

struct album {
    struct arena *arena;
    struct entry *first;
};

struct album *album_new(struct arena *a)
{
    struct album *b = arena_alloc(a, sizeof *b);
    b->arena = a;
    return b;
}

static const struct {
    const char *code;
    const char *en;
    const char *ja;
} refusals[] = {
    [PICTURE_OTHER] = {"no-picture", "'%s' is neither a PNG nor a JPEG; save it as one",
        "「%s」は PNG でも JPEG でもありません。どちらかで保存し直してください"},
    [PICTURE_BAD] = {"bad-picture",
        "the picture '%s' is damaged or of a kind that a PDF does not take; save it again",
        "画像「%s」は壊れているか、PDF に入れられない種類です。保存し直してください"},
    [PICTURE_TOO_LARGE] = {"too-large",
        "the picture '%s' has more than 25 million pixels; make it smaller",
        "画像「%s」は2500万画素を超えています。小さくしてください"},
};

/* FNV-1a */
static uint64_t fingerprint(const struct buf *file)
{
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = 0; i < file->size; i++)
        h = (h ^ (unsigned char)file->data[i]) * 0x100000001B3u;
    return h;
}

static const void *keep(struct arena *a, const struct buf *b)
{
    return b->size ? memcpy(arena_alloc(a, b->size), b->data, b->size) : NULL;
}

static struct image *image_of(struct arena *a, const struct buf *file, const struct picture *p)
{
    struct image *i = arena_alloc(a, sizeof *i);
    *i = (struct image){.width = p->width,
        .height = p->height,
        .components = p->components,
        .is_jpeg = p->is_jpeg,
        .inverted = p->inverted,
        .orientation = p->orientation,
        .data = keep(a, &p->data),
        .size = p->data.size,
        .alpha = keep(a, &p->alpha),
        .alpha_size = p->alpha.size,
        .fingerprint = fingerprint(file)};
    return i;
}

static void read_image(struct album *b, struct entry *n)
{
    struct buf file = {0};
    struct picture p = {.orientation = 1, .keeps_alpha = true, .most_pixels = MOST_PIXELS};
    if (file_read(&n->faults, mark_none(), n->path, MOST_BYTES, &file)) {
        enum picture_state state = picture_read_memory(&file, &p);
        if (state == PICTURE_GOOD)
            n->image = image_of(b->arena, &file, &p);
        else
            err_error(&n->faults, ERR_INPUT, refusals[state].code, mark_none(), refusals[state].en,
                refusals[state].ja, n->path);
    }
    picture_release(&p);
    buf_release(&file);
}

static struct entry *read_entry(struct album *b, const char *folder, const char *path)
{
    struct entry *n = arena_alloc(b->arena, sizeof *n);
    n->next = b->first;
    b->first = n;
    n->folder = folder ? arena_strdup(b->arena, folder) : NULL;
    n->path = arena_strdup(b->arena, path);
    err_init(&n->faults, b->arena);
    if (!folder || file_within(folder, path))
        read_image(b, n);
    else
        err_error(&n->faults, ERR_INPUT, "outside", mark_none(),
            "'%s' lies outside the folder '%s' of the file that names it; put it there",
            "「%s」は、それを指定したファイルのフォルダー「%"
            "s」の外にあります。その中に置いてください",
            path, folder);
    return n;
}

static bool is_same(const struct entry *n, const char *folder, const char *path)
{
    return !strcmp(n->path, path) && !n->folder == !folder &&
           (!folder || !strcmp(n->folder, folder));
}

const struct image *album_find(
    struct album *b, struct err *e, struct mark at, const char *folder, const char *path)
{
    const struct entry *n = b->first;
    while (n && !is_same(n, folder, path))
        n = n->next;
    if (!n)
        n = read_entry(b, folder, path);
    for (const struct msg *m = n->faults.first; m; m = m->next)
        err_text(e, m->level, m->class, m->code, at, m->en, m->ja);
    return n->image;
}
