/* PDF objects by libqpdf's handles, asked without fear: what does not fit is null, 0 or none. */
#include "program/tsuzuri-pdf/document/object.h"

#include "seam/codec/zlib.h"

#define LEAST_PACKED 200
#define MOST_PARENTS 100

bool object_is_dict(struct pdf_document *d, qpdf_oh o)
{
    return qpdf_oh_is_dictionary(d->q, o);
}

bool object_is_number(struct pdf_document *d, qpdf_oh o)
{
    return qpdf_oh_is_number(d->q, o);
}

bool object_is_box(struct pdf_document *d, qpdf_oh o)
{
    if (!qpdf_oh_is_array(d->q, o) || qpdf_oh_get_array_n_items(d->q, o) < 4)
        return false;
    for (int i = 0; i < 4; i++)
        if (!object_is_number(d, qpdf_oh_get_array_item(d->q, o, i)))
            return false;
    return true;
}

struct box object_box(struct pdf_document *d, qpdf_oh o)
{
    double n[4];
    if (!object_is_box(d, o))
        return (struct box){0};
    for (int i = 0; i < 4; i++)
        n[i] = qpdf_oh_get_numeric_value(d->q, qpdf_oh_get_array_item(d->q, o, i));
    return box_of(n);
}

double object_number(struct pdf_document *d, qpdf_oh o, double otherwise)
{
    return object_is_number(d, o) ? qpdf_oh_get_numeric_value(d->q, o) : otherwise;
}

qpdf_oh object_key(struct pdf_document *d, qpdf_oh dict, const char *key)
{
    return object_is_dict(d, dict) ? qpdf_oh_get_key(d->q, dict, key) : qpdf_oh_new_null(d->q);
}

bool object_inherited(struct pdf_document *d, qpdf_oh page, const char *key,
    bool (*fits)(struct pdf_document *, qpdf_oh), qpdf_oh *out)
{
    for (int i = 0; i < MOST_PARENTS && object_is_dict(d, page); i++) {
        *out = object_key(d, page, key);
        if (fits(d, *out))
            return true;
        page = object_key(d, page, "/Parent");
    }
    return false;
}

bool object_can_copy(struct pdf_document *d, qpdf_oh dict)
{
    bool good = true;
    if (!object_is_dict(d, dict))
        return true;
    qpdf_oh_begin_dict_key_iter(d->q, dict);
    while (qpdf_oh_dict_more_keys(d->q))
        good = qpdf_oh_has_key(d->q, dict, qpdf_oh_dict_next_key(d->q)) && good;
    return good;
}

qpdf_oh object_copy_dict(struct pdf_document *d, qpdf_oh dict)
{
    qpdf_oh copy = qpdf_oh_new_dictionary(d->q);
    if (!object_is_dict(d, dict))
        return copy;
    qpdf_oh_begin_dict_key_iter(d->q, dict);
    while (qpdf_oh_dict_more_keys(d->q)) {
        const char *key = qpdf_oh_dict_next_key(d->q);
        qpdf_oh_replace_key(d->q, copy, key, qpdf_oh_get_key(d->q, dict, key));
    }
    return copy;
}

qpdf_oh object_stream(struct pdf_document *d, const void *data, size_t size)
{
    struct buf packed = {0};
    qpdf_oh null = qpdf_oh_new_null(d->q);
    qpdf_oh s = qpdf_oh_new_stream(d->q);
    if (size < LEAST_PACKED) {
        qpdf_oh_replace_stream_data(d->q, s, data, size, null, null);
        return s;
    }
    zlib_pack(document_deflater(d), data, size, &packed);
    qpdf_oh_replace_stream_data(d->q, s, (const unsigned char *)packed.data, packed.size,
        qpdf_oh_new_name(d->q, "/FlateDecode"), null);
    buf_release(&packed);
    return s;
}

struct object_keys object_keys(struct pdf_document *d, qpdf_oh dict)
{
    struct object_keys k = {0};
    size_t room = 0;
    if (!object_is_dict(d, dict))
        return k;
    qpdf_oh_begin_dict_key_iter(d->q, dict);
    while (qpdf_oh_dict_more_keys(d->q)) {
        const char *name = qpdf_oh_dict_next_key(d->q);
        if (k.count == room) {
            room = room ? room * 2 : 16;
            k.names = realloc(k.names, room * sizeof *k.names);
        }
        char *copy = malloc(strlen(name) + 1);
        if (!k.names || !copy)
            abort();
        memcpy(copy, name, strlen(name) + 1);
        k.names[k.count++] = copy;
    }
    return k;
}

void object_keys_release(struct object_keys *k)
{
    for (size_t i = 0; i < k->count; i++)
        free(k->names[i]);
    free(k->names);
    *k = (struct object_keys){0};
}

void object_set_name(struct pdf_document *d, qpdf_oh dict, const char *key, const char *name)
{
    qpdf_oh_replace_key(d->q, dict, key, qpdf_oh_new_name(d->q, name));
}

void object_set_int(struct pdf_document *d, qpdf_oh dict, const char *key, long long n)
{
    qpdf_oh_replace_key(d->q, dict, key, qpdf_oh_new_integer(d->q, n));
}

void object_set_box(struct pdf_document *d, qpdf_oh dict, const char *key, struct box box)
{
    double n[4] = {box.x0, box.y0, box.x1, box.y1};
    qpdf_oh array = qpdf_oh_new_array(d->q);
    for (int i = 0; i < 4; i++)
        qpdf_oh_append_item(d->q, array, qpdf_oh_new_real_from_double(d->q, n[i], 4));
    qpdf_oh_replace_key(d->q, dict, key, array);
}

void object_make_form(struct pdf_document *d, qpdf_oh stream, struct box box, qpdf_oh resources)
{
    qpdf_oh dict = qpdf_oh_get_dict(d->q, stream);
    qpdf_oh_replace_key(d->q, dict, "/Type", qpdf_oh_new_name(d->q, "/XObject"));
    qpdf_oh_replace_key(d->q, dict, "/Subtype", qpdf_oh_new_name(d->q, "/Form"));
    object_set_box(d, dict, "/BBox", box);
    if (resources)
        qpdf_oh_replace_key(d->q, dict, "/Resources", resources);
}
