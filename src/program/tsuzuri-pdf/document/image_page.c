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

static qpdf_oh contents_of(struct pdf_document *d, struct matrix m)
{
    char text[256];
    int n = snprintf(text, sizeof text, "q\n%.4f %.4f %.4f %.4f %.4f %.4f cm\n/Im Do\nQ\n", m.a,
        m.b, m.c, m.d, m.e, m.f);
    return object_stream(d, text, (size_t)n);
}

bool image_page_add(struct pdf_document *d, const struct image_file *p)
{
    struct box box = {true, 0, 0, 0, 0};
    struct matrix m = image_place(p, &box.x1, &box.y1);
    qpdf_oh page = qpdf_oh_new_dictionary(d->q);
    qpdf_oh resources = qpdf_oh_parse(d->q, "<< /XObject << >> >>");
    qpdf_oh_replace_key(d->q, object_key(d, resources, "/XObject"), "/Im", image_of(d, p));
    object_set_name(d, page, "/Type", "/Page");
    object_set_box(d, page, "/MediaBox", box);
    qpdf_oh_replace_key(d->q, page, "/Resources", resources);
    qpdf_oh_replace_key(d->q, page, "/Contents", contents_of(d, m));
    page = qpdf_make_indirect_object(d->q, page);
    qpdf_add_page(d->q, d->q, page, QPDF_FALSE);
    d->pages++;
    qpdf_oh_release_all(d->q);
    return !document_take_error(d);
}
