/* Pictures: one object each, however many pages show it. */
#include "base/arena.h"
#include "typeset/pdf/pdf_internal.h"

static const char *const spaces[] = {NULL, "DeviceGray", NULL, "DeviceRGB", "DeviceCMYK"};

static HPDF_Dict add_object(struct pdf *p, const struct image *i, const void *data, size_t size)
{
    HPDF_Dict dict = pdf_packed_stream(p, data, size, i->is_jpeg && data == i->data);
    HPDF_Dict_AddName(dict, "Type", "XObject");
    HPDF_Dict_AddName(dict, "Subtype", "Image");
    HPDF_Dict_AddNumber(dict, "Width", i->width);
    HPDF_Dict_AddNumber(dict, "Height", i->height);
    HPDF_Dict_AddNumber(dict, "BitsPerComponent", 8);
    return dict;
}

static HPDF_Dict embed(struct pdf *p, const struct image *i)
{
    static const int inverted[] = {1, 0, 1, 0, 1, 0, 1, 0};
    HPDF_Dict dict = add_object(p, i, i->data, i->size);
    HPDF_Dict_AddName(dict, "ColorSpace", spaces[i->components]);
    if (i->inverted)
        HPDF_Dict_Add(dict, "Decode", pdf_numbers(p, inverted, 8));
    if (i->alpha) {
        HPDF_Dict mask = add_object(p, i, i->alpha, i->alpha_size);
        HPDF_Dict_AddName(mask, "ColorSpace", spaces[1]);
        HPDF_Dict_Add(dict, "SMask", mask);
    }
    return dict;
}

static size_t find(const struct pdf *p, const struct image *i)
{
    size_t k = 0;
    while (k < p->image_count &&
           (p->images[k].fingerprint != i->fingerprint || p->images[k].size != i->size))
        k++;
    return k;
}

size_t pdf_image(struct pdf *p, const struct image *image)
{
    enum { FIRST_IMAGES = 8 };
    size_t k = find(p, image);
    if (k == p->image_room) {
        size_t room = k ? k * 2 : FIRST_IMAGES;
        p->images = arena_grow(p->arena, p->images, k, room, sizeof *p->images);
        p->image_room = room;
    }
    if (k == p->image_count) {
        p->images[k] = (struct pdf_image){image->fingerprint, image->size, embed(p, image), 0};
        p->image_count++;
    }
    p->images[k].page = p->kept.count;
    return k;
}

void pdf_add_images(struct pdf *p, HPDF_Dict resources)
{
    char name[32];
    HPDF_Dict all = NULL;
    for (size_t k = 0; k < p->image_count; k++) {
        if (p->images[k].page != p->kept.count)
            continue;
        if (!all) {
            all = HPDF_Dict_New(p->mmgr);
            HPDF_Dict_Add(resources, "XObject", all);
        }
        snprintf(name, sizeof name, "I%zu", k);
        HPDF_Dict_Add(all, name, p->images[k].dict);
    }
}
