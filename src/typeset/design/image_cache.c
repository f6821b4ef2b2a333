/* image_cache: the pictures that a design shows, each read once. */
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
    struct messages faults;
};

struct image_cache {
    struct arena *arena;
    struct entry *first;
};

struct image_cache *image_cache_new(struct arena *a)
{
    struct image_cache *b = arena_alloc(a, sizeof *b);
    b->arena = a;
    return b;
}

static const struct {
    const char *code;
    const char *en;
    const char *ja;
} refusals[] = {
    [IMAGE_OTHER] = {"no-picture", "'%s' is neither a PNG nor a JPEG; save it as one",
        "「%s」は PNG でも JPEG でもありません。どちらかで保存し直してください"},
    [IMAGE_BAD] = {"bad-picture",
        "the picture '%s' is damaged or of a kind that a PDF does not take; save it again",
        "画像「%s」は壊れているか、PDF に入れられない種類です。保存し直してください"},
    [IMAGE_TOO_LARGE] = {"too-large",
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

static struct image *image_of(struct arena *a, const struct buf *file, const struct image_file *p)
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

static void read_image(struct image_cache *b, struct entry *n)
{
    struct buf file = {0};
    struct image_file p = {.orientation = 1, .keeps_alpha = true, .most_pixels = MOST_PIXELS};
    if (file_read(&n->faults, position_none(), n->path, MOST_BYTES, &file)) {
        enum image_state state = image_read_memory(&file, &p);
        if (state == IMAGE_GOOD)
            n->image = image_of(b->arena, &file, &p);
        else
            messages_error(&n->faults, ERR_INPUT, refusals[state].code, position_none(),
                refusals[state].en, refusals[state].ja, n->path);
    }
    image_release(&p);
    buf_release(&file);
}

static struct entry *read_entry(struct image_cache *b, const char *folder, const char *path)
{
    struct entry *n = arena_alloc(b->arena, sizeof *n);
    n->next = b->first;
    b->first = n;
    n->folder = folder ? arena_strdup(b->arena, folder) : NULL;
    n->path = arena_strdup(b->arena, path);
    messages_init(&n->faults, b->arena);
    if (!folder || file_within(folder, path))
        read_image(b, n);
    else
        messages_error(&n->faults, ERR_INPUT, "outside", position_none(),
            "'%s' lies outside the folder '%s' of the file that names it; put it there",
            "「%s」は、それを指定したファイルのフォルダー「%"
            "s」の外にあります。その中に置いてください",
            path, folder);
    return n;
}

static bool is_same_file(const struct entry *n, const char *folder, const char *path)
{
    return !strcmp(n->path, path) && !n->folder == !folder &&
           (!folder || !strcmp(n->folder, folder));
}

const struct image *image_cache_find(struct image_cache *b, struct messages *e, struct position at,
    const char *folder, const char *path)
{
    const struct entry *n = b->first;
    while (n && !is_same_file(n, folder, path))
        n = n->next;
    if (!n)
        n = read_entry(b, folder, path);
    for (const struct message *m = n->faults.first; m; m = m->next)
        messages_text(e, m->level, m->class, m->code, at, m->en, m->ja);
    return n->image;
}
