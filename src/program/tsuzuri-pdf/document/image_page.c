#include "program/tsuzuri-pdf/document/handle.h"
#include "seam/codec/image.h"

static const char *const spaces[] = {NULL, "/DeviceGray", NULL, "/DeviceRGB", "/DeviceCMYK"};

static qpdf_oh image_of(struct qdoc *d, const struct image_file *p)
{
    qpdf_oh s = qpdf_oh_new_stream(d->q);
    qpdf_oh filter = qpdf_oh_new_name(d->q, p->is_jpeg ? "/DCTDecode" : "/FlateDecode");
    qpdf_oh_replace_stream_data(
        d->q, s, (const unsigned char *)p->data.data, p->data.size, filter, qpdf_oh_new_null(d->q));
    qpdf_oh dict = qpdf_oh_get_dict(d->q, s);
    oh_set_name(d, dict, "/Type", "/XObject");
    oh_set_name(d, dict, "/Subtype", "/Image");
    oh_set_int(d, dict, "/Width", p->width);
    oh_set_int(d, dict, "/Height", p->height);
    oh_set_int(d, dict, "/BitsPerComponent", p->bits);
    oh_set_name(d, dict, "/ColorSpace", spaces[p->components]);
    if (p->inverted)
        qpdf_oh_replace_key(d->q, dict, "/Decode", qpdf_oh_parse(d->q, "[ 1 0 1 0 1 0 1 0 ]"));
    return s;
}

static qpdf_oh contents_of(struct qdoc *d, struct matrix m)
{
    char text[256];
    int n = snprintf(text, sizeof text, "q\n%.4f %.4f %.4f %.4f %.4f %.4f cm\n/Im Do\nQ\n", m.a,
        m.b, m.c, m.d, m.e, m.f);
    return oh_stream(d, text, (size_t)n);
}

bool qdoc_add_picture(struct qdoc *d, const struct image_file *p)
{
    struct box box = {true, 0, 0, 0, 0};
    struct matrix m = image_place(p, &box.x1, &box.y1);
    qpdf_oh page = qpdf_oh_new_dictionary(d->q);
    qpdf_oh resources = qpdf_oh_parse(d->q, "<< /XObject << >> >>");
    qpdf_oh_replace_key(d->q, oh_key(d, resources, "/XObject"), "/Im", image_of(d, p));
    oh_set_name(d, page, "/Type", "/Page");
    oh_set_box(d, page, "/MediaBox", box);
    qpdf_oh_replace_key(d->q, page, "/Resources", resources);
    qpdf_oh_replace_key(d->q, page, "/Contents", contents_of(d, m));
    page = qpdf_make_indirect_object(d->q, page);
    qpdf_add_page(d->q, d->q, page, QPDF_FALSE);
    d->pages++;
    qpdf_oh_release_all(d->q);
    return !qdoc_stumbled(d);
}

struct qdoc *qdoc_open_nothing(void)
{
    struct qdoc *d = qdoc_new();
    qpdf_empty_pdf(d->q);
    return d;
}
