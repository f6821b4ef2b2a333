/* Takes out of what hangs on a page all that does not print: actions, files, other pages. */
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include "program/tsuzuri-pdf/document/object.h"

#define MOST_DEPTH 400

/* Private data, other files, and ties to what stays behind. */
static const char *const dropped[] = {"/PieceInfo", "/AF", "/StructParent", "/StructParents",
    "/Metadata", "/OPI", "/Ref", "/LastModified", "/AA", "/JS"};

/* No object of a page's content, whatever points to it. */
static const char *const foreign[] = {"/Catalog", "/Page", "/Pages", "/Filespec", "/F",
    "/EmbeddedFile", "/Action", "/Annot", "/Outlines", "/StructTreeRoot", "/StructElem"};

static bool sanitise_at(struct source *s, qpdf_oh o, int depth);

static bool has_type(struct pdf_document *d, qpdf_oh o)
{
    bool stream = qpdf_oh_is_stream(d->q, o);
    qpdf_oh type = object_key(d, stream ? qpdf_oh_get_dict(d->q, o) : o, "/Type");
    if (!qpdf_oh_is_name(d->q, type))
        return false;
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (qpdf_oh_is_name_and_equals(d->q, type, foreign[i]))
            return true;
    return false;
}

static bool is_container(struct pdf_document *d, qpdf_oh o)
{
    return object_is_dict(d, o) || qpdf_oh_is_array(d->q, o) || qpdf_oh_is_stream(d->q, o);
}

bool sanitise_is_plain(const char *key)
{
    static const char *const plain[] = {"/W", "/W2", "/Widths", "/Differences", "/Length"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (!strcmp(key, plain[i]))
            return true;
    return false;
}

static bool sanitise_keys(struct source *s, qpdf_oh dict, int depth)
{
    bool good = true;
    struct pdf_document *d = s->d;
    struct object_keys keys = object_keys(d, dict);
    for (size_t i = 0; good && i < keys.count; i++) {
        if (sanitise_is_plain(keys.names[i]))
            continue;
        qpdf_oh value = qpdf_oh_get_key(d->q, dict, keys.names[i]);
        if (!is_container(d, value))
            continue;
        if (has_type(d, value))
            qpdf_oh_remove_key(d->q, dict, keys.names[i]);
        else
            good = sanitise_at(s, value, depth + 1);
    }
    object_keys_release(&keys);
    return good;
}

static bool sanitise_items(struct source *s, qpdf_oh array, int depth)
{
    bool good = true;
    struct pdf_document *d = s->d;
    int n = qpdf_oh_get_array_n_items(d->q, array);
    for (int i = 0; good && i < n; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(d->q, array, i);
        if (!is_container(d, item))
            qpdf_oh_release(d->q, item);
        else if (has_type(d, item))
            qpdf_oh_set_array_item(d->q, array, i, qpdf_oh_new_null(d->q));
        else
            good = sanitise_at(s, item, depth + 1);
    }
    return good;
}

static void drop_keys(struct pdf_document *d, qpdf_oh dict)
{
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        if (qpdf_oh_has_key(d->q, dict, dropped[i]))
            qpdf_oh_remove_key(d->q, dict, dropped[i]);
}

static bool sanitise_stream(struct source *s, qpdf_oh stream, int depth)
{
    static const char *const external[] = {"/F", "/FFilter", "/FDecodeParms"};
    struct pdf_document *d = s->d;
    qpdf_oh dict = qpdf_oh_get_dict(d->q, stream);
    double length = object_number(d, object_key(d, dict, "/Length"), 0);
    for (size_t i = 0; i < sizeof external / sizeof *external; i++)
        qpdf_oh_remove_key(d->q, dict, external[i]);
    drop_keys(d, dict);
    if (length > 0 && length < 2e9)
        object_set_int(d, dict, SANITISE_LENGTH, (long long)length);
    return sanitise_keys(s, dict, depth);
}

static bool sanitise_at(struct source *s, qpdf_oh o, int depth)
{
    int known;
    struct pdf_document *d = s->d;
    int id = qpdf_oh_get_object_id(d->q, o);
    if (object_map_find(&s->cleaned, id, &known))
        return true;
    if (depth > MOST_DEPTH)
        return false;
    object_map_put(&s->cleaned, id, 1);
    if (qpdf_oh_is_stream(d->q, o))
        return sanitise_stream(s, o, depth);
    if (qpdf_oh_is_array(d->q, o))
        return sanitise_items(s, o, depth);
    drop_keys(d, o);
    return sanitise_keys(s, o, depth);
}

bool sanitise_object(struct source *s, qpdf_oh o)
{
    return !is_container(s->d, o) || sanitise_at(s, o, 0);
}
