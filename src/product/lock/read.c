/* Reads a lock, and refuses one that is not as it was written. */
#include "base/arena.h"
#include "base/file.h"
#include "product/lock/lock_internal.h"
#include "seam/yaml/known_keys.h"

#include <string.h>

static const struct yaml_limits limits = {(size_t)64 << 20, 4000000, 8};

static const char *const names[] = {"tsuzuri-lock", "issued", "program", "form", "edition",
    "wording", "dated", "corrected", "packet", "content", "pages", "duplex", "forms-only",
    "no-cover", "fit-a4", "allow-outside", "only", "with", "set", "against", "mark", "red", "fonts",
    "supersedes", "sheets", "values", "seal", NULL};
static const char *const page_names[] = {"page", "document", "about", "file", "number", "label",
    "name", "items", "waits", "corrected", "fingerprint", NULL};
static const char *const font_names[] = {"name", "version", "checksum", NULL};
static const char *const earlier_names[] = {"lock", "seal", "corrected", NULL};

struct reader {
    struct arena *arena;
    struct messages *err;
    struct lock *lock;
    const struct node *top;
};

static bool damaged(struct reader *r, struct position at, const char *en, const char *ja)
{
    struct arena *a = r->arena;
    messages_text(r->err, ERR_ERROR, ERR_INPUT, "bad-lock", at,
        arena_printf(a, "this lock is damaged: %s; take back the one that was written", en),
        arena_printf(
            a, "この控えは壊れています（%s）。書き出されたときのものに戻してください", ja));
    return false;
}

static bool need_text(struct reader *r, const struct node *map, const char *key, const char **out)
{
    if (!known_text(r->err, map, key, out))
        return false;
    return *out || damaged(r, map->at, arena_printf(r->arena, "'%s' is missing", key),
                       arena_printf(r->arena, "「%s」がありません", key));
}

static bool need_print(struct reader *r, const struct node *map, const char *key, const char **out)
{
    if (!need_text(r, map, key, out))
        return false;
    return sha256_is(*out) ||
           damaged(r, node_lookup(map, key)->at,
               arena_printf(r->arena, "'%s' is no fingerprint (64 hexadecimal digits)", key),
               arena_printf(r->arena, "「%s」が指紋（16進数64桁）ではありません", key));
}

static bool need_number(struct reader *r, const struct node *map, const char *key, int *out)
{
    *out = 0;
    if (!known_range(r->err, map, key, 1, 10000000, out))
        return false;
    return *out || damaged(r, map->at, arena_printf(r->arena, "'%s' is missing", key),
                       arena_printf(r->arena, "「%s」がありません", key));
}

static bool read_texts(
    struct reader *r, const struct node *map, const char *key, struct lock_texts *out)
{
    const struct node *list = NULL;
    if (!known_kind(r->err, map, key, NODE_LIST, &list))
        return false;
    out->list = arena_array(r->arena, (list ? list->count : 0) + 1, sizeof *out->list);
    for (size_t i = 0; list && i < list->count; i++) {
        if (list->items[i]->kind != NODE_SCALAR)
            return damaged(r, list->items[i]->at, "a text is expected", "文字列ではありません");
        out->list[out->count++] = list->items[i]->text;
    }
    return true;
}

static bool read_values(struct reader *r, const char *key, struct lock_value **out, size_t *count)
{
    const struct node *map = NULL;
    if (!known_kind(r->err, r->top, key, NODE_MAP, &map))
        return false;
    *out = arena_array(r->arena, (map ? map->count : 0) + 1, sizeof **out);
    for (size_t i = 0; map && i < map->count; i++) {
        const struct node *value = map->pairs[i].value;
        if (value->kind != NODE_SCALAR)
            return damaged(r, value->at, "a text is expected", "文字列ではありません");
        (*out)[(*count)++] = (struct lock_value){map->pairs[i].key->text, value->text};
    }
    return true;
}

static bool read_page(struct reader *r, const struct node *n, struct lock_page *p)
{
    struct names known = {{page_names}};
    const struct lock_page *before = r->lock->count ? p - 1 : NULL;
    bool good =
        known_keys(r->err, n, &known, "a sheet of a lock", "控えの頁") &&
        need_number(r, n, "page", &p->page) && need_text(r, n, "document", &p->document) &&
        known_text(r->err, n, "about", &p->about) && known_text(r->err, n, "file", &p->file) &&
        need_number(r, n, "number", &p->number) && known_text(r->err, n, "label", &p->label) &&
        known_text(r->err, n, "name", &p->name) && read_texts(r, n, "items", &p->items) &&
        read_texts(r, n, "waits", &p->waits) && known_text(r->err, n, "corrected", &p->corrected) &&
        need_print(r, n, "fingerprint", &p->fingerprint);
    if (good && ((before && p->page <= before->page) || p->page > r->lock->pages))
        return damaged(
            r, node_lookup(n, "page")->at, "its sheets are not in order", "頁の順番が合いません");
    return good;
}

static bool read_pages(struct reader *r)
{
    const struct node *list = NULL;
    if (!known_kind(r->err, r->top, "sheets", NODE_LIST, &list))
        return false;
    if (!list || !list->count)
        return damaged(r, r->top->at, "'sheets' is missing", "「sheets」がありません");
    r->lock->list = arena_array(r->arena, list->count, sizeof *r->lock->list);
    for (size_t i = 0; i < list->count; i++, r->lock->count++)
        if (!read_page(r, list->items[i], &r->lock->list[i]))
            return false;
    return true;
}

static bool read_font(struct reader *r, const struct node *n, struct lock_font *f)
{
    struct names known = {{font_names}};
    return known_keys(r->err, n, &known, "a font of a lock", "控えの書体") &&
           need_text(r, n, "name", &f->name) && need_text(r, n, "version", &f->version) &&
           need_text(r, n, "checksum", &f->checksum);
}

static bool read_earlier(struct reader *r, const struct node *n, struct lock_earlier *x)
{
    struct names known = {{earlier_names}};
    return known_keys(r->err, n, &known, "an earlier lock", "前の控え") &&
           need_text(r, n, "lock", &x->name) && need_print(r, n, "seal", &x->seal) &&
           need_text(r, n, "corrected", &x->corrected);
}

static bool read_lists(struct reader *r)
{
    const struct node *fonts = NULL, *earlier = NULL;
    struct lock *l = r->lock;
    if (!known_kind(r->err, r->top, "fonts", NODE_LIST, &fonts) ||
        !known_kind(r->err, r->top, "supersedes", NODE_LIST, &earlier))
        return false;
    l->fonts = arena_array(r->arena, (fonts ? fonts->count : 0) + 1, sizeof *l->fonts);
    for (size_t i = 0; fonts && i < fonts->count; i++)
        if (!read_font(r, fonts->items[i], &l->fonts[l->font_count++]))
            return false;
    l->earlier = arena_array(r->arena, (earlier ? earlier->count : 0) + 1, sizeof *l->earlier);
    for (size_t i = 0; earlier && i < earlier->count; i++)
        if (!read_earlier(r, earlier->items[i], &l->earlier[l->earlier_count++]))
            return false;
    return true;
}

/* Its PDF lies beside it: no folder, no device elsewhere. */
static bool need_name(struct reader *r, const char *key, const char **out)
{
    if (!need_text(r, r->top, key, out))
        return false;
    bool name = **out && !strchr(*out, '/') && strcmp(*out, ".") != 0 && strcmp(*out, "..") != 0;
    return name || damaged(r, node_lookup(r->top, key)->at,
                       arena_printf(r->arena, "'%s' is no name of a file beside it", key),
                       arena_printf(r->arena, "「%s」が隣のファイルの名前ではありません", key));
}

static bool read_binding(struct reader *r, struct tsuzuri_binding *out)
{
    struct lock_flag flags[LOCK_BINDING_FLAGS];
    lock_binding_flags(out, flags);
    for (size_t i = 0; i < LOCK_BINDING_FLAGS; i++)
        if (!known_flag(r->err, r->top, flags[i].key, flags[i].holds))
            return false;
    return true;
}

static bool read_head(struct reader *r)
{
    struct lock *l = r->lock;
    struct names known = {{names}};
    return known_keys(r->err, r->top, &known, "a lock", "控え") &&
           known_flag(r->err, r->top, "issued", &l->issued) &&
           need_text(r, r->top, "program", &l->program) && need_text(r, r->top, "form", &l->form) &&
           known_text(r->err, r->top, "edition", &l->edition) &&
           need_print(r, r->top, "wording", &l->wording) &&
           known_text(r->err, r->top, "dated", &l->dated) &&
           known_text(r->err, r->top, "corrected", &l->corrected) &&
           need_name(r, "packet", &l->packet) && need_print(r, r->top, "content", &l->content) &&
           need_number(r, r->top, "pages", &l->pages) && read_binding(r, &l->binding) &&
           read_texts(r, r->top, "only", &l->only) && read_texts(r, r->top, "with", &l->with) &&
           read_values(r, "set", &l->settings, &l->setting_count) &&
           known_text(r->err, r->top, "against", &l->against) &&
           known_flag(r->err, r->top, "mark", &l->mark) &&
           known_flag(r->err, r->top, "red", &l->red) && need_print(r, r->top, "seal", &l->seal);
}

static bool check_version(struct reader *r)
{
    const struct node *n = node_lookup(r->top, "tsuzuri-lock");
    const char *text = node_text(n);
    if (text && !strcmp(text, "1"))
        return true;
    bool newer = text && *text && strspn(text, "0123456789") == strlen(text) && text[0] != '0';
    if (newer)
        messages_error(r->err, ERR_INPUT, "newer-lock", n->at,
            "this lock is of version %s, written by a newer tsuzuri; this one reads version 1: "
            "install the newer one",
            "この控えは版%sで、新しい tsuzuri が書いたものです。この tsuzuri が読めるのは版1です。"
            "新しいものを入れてください",
            text);
    else
        messages_error(r->err, ERR_INPUT, "no-lock", n ? n->at : r->top->at,
            "this is no lock: a lock begins with 'tsuzuri-lock: 1' (build writes it beside the "
            "packet)",
            "控えのファイルではありません。控えは「tsuzuri-lock: 1」で始まります（build "
            "がPDFの隣に書き出します）");
    return false;
}

/* Line ends may have been changed on the way. */
static void seal_of(const char *text, size_t n, char out[SHA256_TEXT + 1])
{
    struct sha256 *d = sha256_new();
    for (const char *end = text + n; text < end;) {
        const char *cr = memchr(text, '\r', (size_t)(end - text));
        const char *stop = cr ? cr : end;
        sha256_add(d, text, (size_t)(stop - text));
        text = stop + (cr != NULL);
    }
    sha256_end(d, out);
}

/* The seal stands on the last line. */
static bool check_seal(struct reader *r, const struct buf *text)
{
    static const char start[] = "\nseal: ";
    char seal[SHA256_TEXT + 1];
    const struct node *n = node_lookup(r->top, "seal");
    const char *at = NULL;
    for (const char *p = text->data; (p = strstr(p, start)); p++)
        at = p + 1;
    if (at)
        seal_of(text->data, (size_t)(at - text->data), seal);
    size_t rest = at ? strcspn(at, "\r\n") : 0;
    bool last = at && strspn(at + rest, "\r\n") == strlen(at + rest);
    return (last && !strcmp(seal, r->lock->seal)) ||
           damaged(r, n->at, "the seal does not fit the lines above it: something was changed",
               "seal が上の行と合いません。どこかが書き換えられています");
}

static void keep_places(struct reader *r)
{
    const struct pair *values = node_lookup_pair(r->top, "values");
    const struct pair *settings = node_lookup_pair(r->top, "set");
    r->lock->form_at = node_lookup(r->top, "form")->at;
    r->lock->values_at = values ? values->key->at : r->top->at;
    r->lock->settings_at = settings ? settings->key->at : r->top->at;
}

/* The packet is easily taken for its lock. */
static bool is_packet(struct reader *r, const struct buf *text)
{
    const char *file = r->lock->file;
    if (text->size < 5 || memcmp(text->data, "%PDF-", 5) != 0)
        return false;
    messages_error(r->err, ERR_INPUT, "no-lock", position_file(file),
        "'%s' is a PDF; name its lock, which build wrote beside it: '%s'",
        "「%s」はPDFです。build がその隣に書き出した控え「%s」を指定してください", file,
        lock_name(r->arena, file));
    return true;
}

static struct lock *read_whole(struct reader *r, const struct buf *text)
{
    struct messages *e = r->err;
    if (is_packet(r, text))
        return NULL;
    r->top = yaml_parse(r->arena, e, r->lock->file, text->data, text->size, &limits);
    if (!r->top)
        damaged(r, position_file(r->lock->file), "it cannot be read to its end (see there)",
            "最後まで読めません");
    if (!r->top || !check_version(r) || !read_head(r) || !read_lists(r) || !read_pages(r) ||
        !read_values(r, "values", &r->lock->values, &r->lock->value_count) || !check_seal(r, text))
        return NULL;
    keep_places(r);
    lock_count_pages(r->lock);
    return r->lock;
}

struct lock *lock_parse(
    struct arena *a, struct messages *e, const char *file, const char *bytes, size_t size)
{
    struct lock *l = arena_alloc(a, sizeof *l);
    struct reader r = {.arena = a, .err = e, .lock = l};
    struct buf text = {arena_strndup(a, bytes, size), size, size};
    l->file = arena_strdup(a, file);
    return read_whole(&r, &text);
}

struct lock *lock_read(struct arena *a, struct messages *e, const char *path)
{
    struct buf text = {0};
    buf_adds(&text, "");
    struct lock *found = file_read(e, position_file(path), path, limits.bytes, &text)
                             ? lock_parse(a, e, path, text.data, text.size)
                             : NULL;
    buf_release(&text);
    return found;
}
