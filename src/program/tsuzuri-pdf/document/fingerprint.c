/* Fingerprints of pages: SHA-256 over what is printed, not over how it is stored.

   After the idea of Merkle trees: an indirect object's hash stands for it wherever it is named, so
   that each is read once, and its number does not count. In it go a page's boxes and turn, its
   content as one text however it is cut and packed, its resources and its annotations with what
   they inherit as form fields. Images are taken as they are packed: they may be huge, and nobody
   packs them anew. Left out is what leads away from the page or tells of the file: parents, other
   pages, destinations, actions, dates, names, metadata; but below resources, glyphs and states any
   key counts, as somebody chose it. What is direct and what indirect counts, too. A circle is cut
   where it closes, what is nested too deeply at a fixed depth: by the order of the keys, which is
   always the same. Two pages with one fingerprint print the same; two that print the same may still
   differ. */
#include "program/tsuzuri-pdf/document/fingerprint.h"

#include "program/tsuzuri-pdf/document/content.h"
#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/document/object_map.h"
#include "program/tsuzuri-pdf/document/object_set.h"

#define DEEPEST 60

struct fingerprints {
    struct pdf_document *doc;
    struct object_set open;  /* indirect objects around the one under way: they close a circle */
    struct object_map known; /* indirect objects that were printed: places in 'hashes' */
    char (*hashes)[SHA256_TEXT + 1];
    size_t count;
    int depth;
};

/* names: the keys of o are names that somebody gave, none of PDF's own. */
static void hash_object(struct fingerprints *p, qpdf_oh o, bool names, struct sha256 *out);

static bool is_one_of(const char *key, const char *const *names)
{
    for (; *names; names++)
        if (!strcmp(key, *names))
            return true;
    return false;
}

/* They lead away from the page, or tell of the file rather than of what is printed. */
static bool is_beside(const char *key)
{
    static const char *const names[] = {"/Parent", "/P", "/StructParent", "/StructParents",
        "/Metadata", "/PieceInfo", "/LastModified", "/Length", "/Filter", "/DecodeParms", "/Dest",
        "/A", "/AA", "/Popup", "/Thumb", "/M", "/CreationDate", "/NM", "/OC", "/ID", NULL};
    return is_one_of(key, names);
}

/* Below it stand names of resources (ISO 32000-1, 7.8.3), of glyphs, or of states. */
static bool holds_names(const char *key)
{
    static const char *const holders[] = {"/XObject", "/Font", "/ExtGState", "/ColorSpace",
        "/Pattern", "/Shading", "/Properties", "/CharProcs", "/N", NULL};
    return is_one_of(key, holders);
}

static void hash_number(struct fingerprints *p, qpdf_oh o, struct sha256 *out)
{
    char text[64];
    snprintf(text, sizeof text, "%.6g", qpdf_oh_get_numeric_value(p->doc->q, o));
    sha256_adds(out, text);
}

static void hash_string(struct fingerprints *p, qpdf_oh o, struct sha256 *out)
{
    size_t size = 0;
    const char *text = qpdf_oh_get_binary_string_value(p->doc->q, o, &size);
    char length[32];
    snprintf(length, sizeof length, "(%zu", size);
    sha256_adds(out, length);
    sha256_add(out, text, size);
}

static void hash_array(struct fingerprints *p, qpdf_oh o, struct sha256 *out)
{
    int n = qpdf_oh_get_array_n_items(p->doc->q, o);
    sha256_adds(out, "[");
    for (int i = 0; i < n; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(p->doc->q, o, i);
        hash_object(p, item, false, out);
        qpdf_oh_release(p->doc->q, item);
    }
    sha256_adds(out, "]");
}

static bool is_something(struct pdf_document *d, qpdf_oh o)
{
    return !qpdf_oh_is_null(d->q, o);
}

/* What a form field shows may stand above it, in the field that it belongs to. */
static void hash_field(struct fingerprints *p, qpdf_oh o, struct sha256 *out)
{
    static const char *const names[] = {"/V", "/DA", "/Q", "/Ff", "/MaxLen"};
    qpdf_oh value;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (object_inherited(p->doc, o, names[i], is_something, &value)) {
            sha256_adds(out, names[i]);
            hash_object(p, value, false, out);
        }
}

static void hash_dict(struct fingerprints *p, qpdf_oh o, bool names, struct sha256 *out)
{
    struct object_keys keys = object_keys(p->doc, o);
    sha256_adds(out, "<<");
    for (size_t i = 0; i < keys.count; i++) {
        if (!names && is_beside(keys.names[i]))
            continue;
        qpdf_oh value = qpdf_oh_get_key(p->doc->q, o, keys.names[i]);
        sha256_adds(out, keys.names[i]);
        hash_object(p, value, !names && holds_names(keys.names[i]), out);
        qpdf_oh_release(p->doc->q, value);
    }
    object_keys_release(&keys);
    if (is_something(p->doc, object_key(p->doc, o, "/Parent")))
        hash_field(p, o, out);
    sha256_adds(out, ">>");
}

static bool is_image(struct fingerprints *p, qpdf_oh dict)
{
    qpdf_oh type = object_key(p->doc, dict, "/Subtype");
    return qpdf_oh_is_name(p->doc->q, type) && !strcmp(qpdf_oh_get_name(p->doc->q, type), "/Image");
}

/* What cannot be unpacked is taken as it is, with the name of its packing; so are images, which
   may be as large as they like then. */
static void hash_stream(struct fingerprints *p, qpdf_oh o, struct sha256 *out)
{
    unsigned char *data = NULL;
    size_t size = 0;
    QPDF_BOOL filtered = QPDF_FALSE;
    qpdf_oh dict = qpdf_oh_get_dict(p->doc->q, o);
    bool packed = is_image(p, dict);
    hash_dict(p, dict, false, out);
    if (qpdf_oh_get_stream_data(p->doc->q, o, packed ? qpdf_dl_none : qpdf_dl_generalized,
            packed ? NULL : &filtered, &data, &size) &
        QPDF_ERRORS)
        document_take_error(p->doc);
    if (!filtered) {
        hash_object(p, object_key(p->doc, dict, "/Filter"), false, out);
        hash_object(p, object_key(p->doc, dict, "/DecodeParms"), false, out);
    }
    sha256_add(out, data, size);
    free(data);
    qpdf_oh_release(p->doc->q, dict);
}

static bool is_page(struct fingerprints *p, qpdf_oh o)
{
    qpdf_oh type = object_key(p->doc, o, "/Type");
    return qpdf_oh_is_name(p->doc->q, type) &&
           !strncmp(qpdf_oh_get_name(p->doc->q, type), "/Page", 5);
}

static void hash_direct(struct fingerprints *p, qpdf_oh o, bool names, struct sha256 *out)
{
    qpdf_data q = p->doc->q;
    if (qpdf_oh_is_stream(q, o))
        hash_stream(p, o, out);
    else if (qpdf_oh_is_dictionary(q, o))
        hash_dict(p, o, names, out);
    else if (qpdf_oh_is_array(q, o))
        hash_array(p, o, out);
    else if (qpdf_oh_is_name(q, o))
        sha256_adds(out, qpdf_oh_get_name(q, o));
    else if (qpdf_oh_is_string(q, o))
        hash_string(p, o, out);
    else if (qpdf_oh_is_number(q, o))
        hash_number(p, o, out);
    else if (qpdf_oh_is_bool(q, o))
        sha256_adds(out, qpdf_oh_get_bool_value(q, o) ? "true" : "false");
    else
        sha256_adds(out, "null");
}

static void keep_digest(struct fingerprints *p, int id, struct sha256 *own)
{
    p->hashes = realloc(p->hashes, (p->count + 1) * sizeof *p->hashes);
    if (!p->hashes)
        abort();
    sha256_end(own, p->hashes[p->count]);
    object_map_put(&p->known, id, (int)p->count++);
}

/* Each indirect object once. */
static void hash_indirect(struct fingerprints *p, qpdf_oh o, bool names, struct sha256 *out)
{
    int id = qpdf_oh_get_object_id(p->doc->q, o);
    int place;
    if (!object_map_find(&p->known, id, &place)) {
        if (!object_set_add(p->doc, &p->open, o)) {
            sha256_adds(out, "circle");
            return;
        }
        struct sha256 *own = sha256_new();
        hash_direct(p, o, names, own);
        keep_digest(p, id, own);
        object_map_find(&p->known, id, &place);
    }
    sha256_adds(out, p->hashes[place]);
}

static void hash_object(struct fingerprints *p, qpdf_oh o, bool names, struct sha256 *out)
{
    if (++p->depth > DEEPEST)
        sha256_adds(out, "deep");
    else if (is_page(p, o))
        sha256_adds(out, "page");
    else if (qpdf_oh_is_indirect(p->doc->q, o))
        hash_indirect(p, o, names, out);
    else
        hash_direct(p, o, names, out);
    p->depth--;
}

static void hash_view(struct fingerprints *p, int page, struct sha256 *out)
{
    char text[128];
    struct view v = document_view(p->doc, page);
    snprintf(text, sizeof text, "%.3f %.3f %.3f %.3f %d %.4f", v.box.x0, v.box.y0, v.box.x1,
        v.box.y1, v.turn, v.unit);
    sha256_adds(out, text);
}

/* The streams of a page are one text, however it is cut. */
static void hash_content(struct fingerprints *p, qpdf_oh page, struct sha256 *out)
{
    struct page_content c = {0};
    page_content_read(p->doc, page, &c);
    if (c.decoded && !c.too_long)
        sha256_add(out, c.text.data, c.text.size);
    else
        hash_object(p, object_key(p->doc, page, "/Contents"), false, out);
    page_content_release(&c);
}

static bool always(struct pdf_document *d, qpdf_oh o)
{
    return object_is_dict(d, o);
}

struct fingerprints *fingerprints_new(struct pdf_document *d)
{
    struct fingerprints *p = calloc(1, sizeof *p);
    if (!p)
        abort();
    p->doc = d;
    return p;
}

void fingerprint_page(struct fingerprints *p, int page, char out[SHA256_TEXT + 1])
{
    qpdf_oh o = qpdf_get_page_n(p->doc->q, (size_t)page);
    qpdf_oh resources;
    struct sha256 *d = sha256_new();
    hash_view(p, page, d);
    hash_content(p, o, d);
    if (object_inherited(p->doc, o, "/Resources", always, &resources))
        hash_object(p, resources, false, d);
    hash_object(p, object_key(p->doc, o, "/Annots"), false, d);
    sha256_end(d, out);
}

void fingerprints_free(struct fingerprints *p)
{
    object_set_release(&p->open);
    object_map_release(&p->known);
    free(p->hashes);
    free(p);
}
