/* Pictures of files. */
#include "base/arena.h"
#include "base/file.h"
#include "typeset/design/image_cache.h"
#include "typeset/layout/block.h"

#include <string.h>

/* Who names a picture, and below which folder it must lie (NULL: anywhere). */
struct named {
    struct position at;
    const char *base;
    const char *limit;
};

/* The value that the path of a picture is, or NULL where the form itself says it. */
static const struct inst *value_of(const struct block *b, const struct scope *s)
{
    const struct inl *i = b->text;
    if (!i || i->next || i->kind != INL_VALUE)
        return NULL;
    struct value v = path_value(i->path, strlen(i->path), s);
    const struct inst *inst = v.kind == VALUE_INST ? inst_single(v.inst) : NULL;
    return inst && inst->node ? inst : NULL;
}

static struct named named_by(struct lay *l, const struct block *b, const struct scope *s)
{
    const char *folder = l->design->folder;
    const struct inst *value = value_of(b, s);
    if (!value)
        return (struct named){b->at, folder, folder};
    if (!value->at.line) /* given on the command line: whoever typed it may name any file */
        return (struct named){value->at, ".", NULL};
    folder = file_folder(l->arena, value->at.file);
    return (struct named){value->at, folder, folder};
}

/* As large as the room allows. */
static void fit(const struct image *image, int64_t most_width, int64_t most_height, mpt *w, mpt *h)
{
    int width, height;
    image_size(image, &width, &height);
    if (most_width * height <= most_height * width)
        most_height = most_width * height / width;
    else
        most_width = most_height * width / height;
    *w = most_width ? (mpt)most_width : 1;
    *h = most_height ? (mpt)most_height : 1;
}

static mpt least(mpt a, mpt b)
{
    return a && a < b ? a : b;
}

void lay_image(
    struct lay *l, const struct block *b, const struct scope *s, mpt width, struct fragments *out)
{
    const char *name = lay_plain(l, b->text, s);
    if (!*name)
        return;
    struct box_shape box = {0};
    struct named n = named_by(l, b, s);
    const char *path = !strcmp(n.base, ".") ? name : file_join(l->arena, n.base, name);
    const struct image *image = image_cache_find(l->design->album, l->err, n.at, n.limit, path);
    if (!image)
        return;
    fit(image, least(b->width, width), b->height ? b->height : l->body_height, &box.w, &box.h);
    struct fragment *part = fragment_add(l->arena, out, b->at);
    part->height = b->height ? b->height : box.h;
    box.x = (width - box.w) / 2 * b->align;
    box.y = (part->height - box.h) / 2 * (mpt)b->valign;
    op_image(l->arena, &part->ops, image, box);
}
