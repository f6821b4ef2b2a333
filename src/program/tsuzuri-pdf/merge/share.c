/* Sharing: objects that are the same are stored once, whichever documents they came from.

   Documents of one office carry the same fonts, logos and profiles again and again. Objects are
   visited bottom up, so that what two of them name is the same number already when they are
   compared; each is written as text (qpdf's unparse), hashed (FNV-1a), and looked up; hashes only
   find candidates, the texts decide, and for streams the raw data, which are read only where the
   texts and lengths are the same. Layers are not shared: they are told apart by what they are, not
   by what they say. Nor are objects in circles, and lists of plain numbers are not walked. Streams
   that came without a filter are packed on the way. */
#include "program/tsuzuri-pdf/merge/merge_internal.h"

#include "program/tsuzuri-pdf/document/object.h"
#include "seam/codec/zlib.h"

#define FIRST_ROOM 1024
#define MOST_DEPTH 500
#define LEAST_PACKED 200
#define MOST_PACKED (4 << 20)

struct share {
    unsigned long long key;  /* of the text */
    unsigned long long data; /* of the stream's data, once it is needed */
    bool hashed;
    bool stream;
    long long length;
    int object;
    int next; /* in the same slot, -1: none */
};

static unsigned long long hash(const void *data, size_t size, unsigned long long h)
{
    const unsigned char *c = data;
    for (size_t i = 0; i < size; i++)
        h = (h ^ c[i]) * 1099511628211ULL;
    return h;
}

#define START 14695981039346656037ULL

static unsigned char *raw_data(struct pdf_document *d, int object, size_t *size)
{
    unsigned char *data = NULL;
    qpdf_oh s = qpdf_get_object_by_id(d->q, object, 0);
    *size = 0;
    if (qpdf_oh_get_stream_data(d->q, s, qpdf_dl_none, NULL, &data, size) & (QPDF_ERRORS)) {
        document_take_error(d);
        free(data);
        return NULL;
    }
    return data;
}

static void hash_data(struct pdf_document *d, struct share *s)
{
    size_t size;
    if (s->hashed)
        return;
    unsigned char *data = raw_data(d, s->object, &size);
    s->data = data ? hash(data, size, START) : (unsigned long long)s->object;
    s->hashed = true;
    free(data);
}

static bool same_data(struct pdf_document *d, const struct share *a, const struct share *b)
{
    size_t m;
    size_t n;
    unsigned char *x = raw_data(d, a->object, &m);
    unsigned char *y = raw_data(d, b->object, &n);
    bool same = x && y && m == n && !memcmp(x, y, n);
    free(x);
    free(y);
    return same;
}

/* All that is written of an object but a stream's data. */
static void share_text(struct pdf_document *d, int object, struct buf *out)
{
    qpdf_oh o = qpdf_get_object_by_id(d->q, object, 0);
    if (qpdf_oh_is_stream(d->q, o)) {
        qpdf_oh dict = qpdf_oh_get_dict(d->q, o);
        qpdf_oh_remove_key(d->q, dict, "/Length"); /* it is found anew */
        buf_adds(out, qpdf_oh_unparse(d->q, dict));
    } else {
        buf_adds(out, qpdf_oh_unparse_resolved(d->q, o));
    }
}

static bool same_text(struct pdf_document *d, const char *text, int object)
{
    struct buf other = {0};
    share_text(d, object, &other);
    bool same = !strcmp(text, other.data);
    buf_release(&other);
    return same;
}

static void grow(struct shared *s)
{
    size_t count = s->slot_count ? s->slot_count * 2 : FIRST_ROOM;
    free(s->slots);
    s->slots = malloc(count * sizeof *s->slots);
    s->all = realloc(s->all, count * sizeof *s->all);
    if (!s->slots || !s->all)
        abort();
    s->slot_count = count;
    memset(s->slots, 0xff, count * sizeof *s->slots);
    for (size_t i = 0; i < s->count; i++) {
        int *slot = &s->slots[s->all[i].key & (count - 1)];
        s->all[i].next = *slot;
        *slot = (int)i;
    }
}

static bool same_hash(struct pdf_document *d, struct share *a, struct share *b)
{
    if (a->key != b->key || a->stream != b->stream || a->length != b->length)
        return false;
    if (!a->stream)
        return true;
    hash_data(d, a);
    hash_data(d, b);
    return a->data == b->data;
}

/* The object that is there already, or this one. */
static int find_or_add(struct merge *p, struct share *one, const char *text)
{
    struct shared *s = &p->shared;
    if (s->count == s->slot_count)
        grow(s);
    int *slot = &s->slots[one->key & (s->slot_count - 1)];
    for (int i = *slot; i >= 0; i = s->all[i].next) {
        struct share *other = &s->all[i];
        if (same_hash(p->d, other, one) && same_text(p->d, text, other->object) &&
            (!one->stream || same_data(p->d, other, one)))
            return other->object;
    }
    one->next = *slot;
    s->all[s->count] = *one;
    *slot = (int)s->count++;
    return one->object;
}

static void pack(struct pdf_document *d, int object, qpdf_oh stream, long long *length)
{
    size_t size;
    struct buf packed = {0};
    unsigned char *data = raw_data(d, object, &size);
    if (!data)
        return;
    zlib_pack(document_deflater(d), data, size, &packed);
    if (packed.size < size) {
        qpdf_oh_replace_stream_data(d->q, stream, (const unsigned char *)packed.data, packed.size,
            qpdf_oh_new_name(d->q, "/FlateDecode"), qpdf_oh_new_null(d->q));
        *length = (long long)packed.size;
    }
    buf_release(&packed);
    free(data);
}

static long long take_length(struct pdf_document *d, int object, qpdf_oh stream)
{
    qpdf_oh dict = qpdf_oh_get_dict(d->q, stream);
    long long length = (long long)object_number(d, object_key(d, dict, SANITISE_LENGTH), 0);
    qpdf_oh_remove_key(d->q, dict, SANITISE_LENGTH);
    if (length >= LEAST_PACKED && length <= MOST_PACKED && !qpdf_oh_has_key(d->q, dict, "/Filter"))
        pack(d, object, stream, &length);
    return length;
}

static int share_one(struct merge *p, int object, qpdf_oh o)
{
    struct pdf_document *d = p->d;
    struct buf text = {0};
    struct share one = {.object = object, .stream = qpdf_oh_is_stream(d->q, o)};
    if (one.stream)
        one.length = take_length(d, object, o);
    share_text(d, object, &text);
    one.key = hash(text.data, text.size, START);
    int found = find_or_add(p, &one, text.data);
    buf_release(&text);
    return found;
}

static bool has_parts(struct pdf_document *d, qpdf_oh o)
{
    return object_is_dict(d, o) || qpdf_oh_is_array(d->q, o) || qpdf_oh_is_stream(d->q, o);
}

static bool share_at(struct merge *p, qpdf_oh o, int depth, int *instead);

static void share_keys(struct merge *p, qpdf_oh dict, int depth)
{
    int instead;
    struct pdf_document *d = p->d;
    struct object_keys keys = object_keys(d, dict);
    for (size_t i = 0; i < keys.count; i++)
        if (!sanitise_is_plain(keys.names[i]) &&
            share_at(p, qpdf_oh_get_key(d->q, dict, keys.names[i]), depth + 1, &instead))
            qpdf_oh_replace_key(d->q, dict, keys.names[i], qpdf_get_object_by_id(d->q, instead, 0));
    object_keys_release(&keys);
}

static void share_items(struct merge *p, qpdf_oh array, int depth)
{
    int instead;
    struct pdf_document *d = p->d;
    int n = qpdf_oh_get_array_n_items(d->q, array);
    for (int i = 0; i < n; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(d->q, array, i);
        if (!has_parts(d, item))
            qpdf_oh_release(d->q, item);
        else if (share_at(p, item, depth + 1, &instead))
            qpdf_oh_set_array_item(d->q, array, i, qpdf_get_object_by_id(d->q, instead, 0));
    }
}

static void share_parts(struct merge *p, qpdf_oh o, int depth)
{
    if (qpdf_oh_is_array(p->d->q, o))
        share_items(p, o, depth);
    else if (qpdf_oh_is_stream(p->d->q, o))
        share_keys(p, qpdf_oh_get_dict(p->d->q, o), depth);
    else
        share_keys(p, o, depth);
}

/* True where another object is to be used instead. */
static bool share_at(struct merge *p, qpdf_oh o, int depth, int *instead)
{
    struct pdf_document *d = p->d;
    if (depth > MOST_DEPTH || !has_parts(d, o))
        return false;
    int id = qpdf_oh_get_object_id(d->q, o);
    if (object_map_find(&p->shared.known, id, instead))
        return *instead != id;
    object_map_put(&p->shared.known, id, id);
    share_parts(p, o, depth);
    /* Layers are told apart by what they are, not by what they say. */
    if (id <= 0 || qpdf_oh_is_name_and_equals(d->q, object_key(d, o, "/Type"), "/OCG"))
        return false;
    *instead = share_one(p, id, o);
    object_map_put(&p->shared.known, id, *instead);
    return *instead != id;
}

void share_object(struct merge *p, qpdf_oh o)
{
    if (has_parts(p->d, o))
        share_parts(p, o, 0);
}

void share_release(struct shared *s)
{
    object_map_release(&s->known);
    free(s->all);
    free(s->slots);
    *s = (struct shared){0};
}
