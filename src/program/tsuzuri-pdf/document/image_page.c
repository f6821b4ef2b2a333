/* A page that shows an image: its XObject as the file has it, and four operators. */
#include "program/tsuzuri-pdf/document/image_page.h"

#include "program/tsuzuri-pdf/document/image_place.h"
#include "program/tsuzuri-pdf/document/object.h"

static const char *const spaces[] = {NULL, "/DeviceGray", NULL, "/DeviceRGB", "/DeviceCMYK"};

static qpdf_oh image_of(struct pdf_document *d, const struct image_file *p)
{
    qpdf_oh s = qpdf_oh_new_stream(d->q);
    qpdf_oh filter = qpdf_oh_new_name(d->q, p->is_jpeg ? "/DCTDecode" : "/FlateDecode");
    qpdf_oh_replace_stream_data(
        d->q, s, (const unsigned char *)p->data.data, p->data.size, filter, qpdf_oh_new_null(d->q));
    qpdf_oh dict = qpdf_oh_get_dict(d->q, s);
    object_set_name(d, dict, "/Type", "/XObject");
    object_set_name(d, dict, "/Subtype", "/Image");
    object_set_int(d, dict, "/Width", p->width);
    object_set_int(d, dict, "/Height", p->height);
    object_set_int(d, dict, "/BitsPerComponent", p->bits);
    object_set_name(d, dict, "/ColorSpace", spaces[p->components]);
    if (p->inverted)
        qpdf_oh_replace_key(d->q, dict, "/Decode", qpdf_oh_parse(d->q, "[ 1 0 1 0 1 0 1 0 ]"));
    return s;
}

static qpdf_oh contents_of(struct pdf_document *d, const struct image_place *at)
{
    char text[512];
    const struct box *c = &at->clip;
    int n = snprintf(text, sizeof text, "q\n");
    if (c->there)
        n += snprintf(text + n, sizeof text - (size_t)n, "%.4f %.4f %.4f %.4f re W n\n", c->x0,
            c->y0, c->x1 - c->x0, c->y1 - c->y0);
    n +=
        snprintf(text + n, sizeof text - (size_t)n, "%.4f %.4f %.4f %.4f %.4f %.4f cm\n/Im Do\nQ\n",
            at->m.a, at->m.b, at->m.c, at->m.d, at->m.e, at->m.f);
    return object_stream(d, text, (size_t)n);
}

static void add_page(struct pdf_document *d, qpdf_oh image, struct image_place at)
{
    struct box box = {true, 0, 0, at.page_width, at.page_height};
    qpdf_oh page = qpdf_oh_new_dictionary(d->q);
    qpdf_oh resources = qpdf_oh_parse(d->q, "<< /XObject << >> >>");
    qpdf_oh_replace_key(d->q, object_key(d, resources, "/XObject"), "/Im", image);
    object_set_name(d, page, "/Type", "/Page");
    object_set_box(d, page, "/MediaBox", box);
    qpdf_oh_replace_key(d->q, page, "/Resources", resources);
    qpdf_oh_replace_key(d->q, page, "/Contents", contents_of(d, &at));
    page = qpdf_make_indirect_object(d->q, page);
    qpdf_add_page(d->q, d->q, page, QPDF_FALSE);
    d->pages++;
}

enum image_state image_page_add(struct pdf_document *d, const struct image_file *p)
{
    int count = image_page_count(p);
    if (count > IMAGE_MOST_STRIPS)
        return IMAGE_TOO_LARGE;
    if (count > 1)
        d->cut += count;
    qpdf_oh image = image_of(d, p);
    for (int i = 0; i < count; i++)
        add_page(d, image, image_place(p, i));
    qpdf_oh_release_all(d->q);
    return document_take_error(d) ? IMAGE_BAD : IMAGE_GOOD;
}
