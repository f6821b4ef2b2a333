/* The parts of a workbook's package: each read as XML within limits, and what they refer to. */
#include "base/arena.h"
#include "model/workbook/workbook_internal.h"

#include <string.h>
#include <strings.h>

/* --- faults --- */

bool xlsx_blame_part(struct messages *e, const struct workbook *w, const char *part)
{
    messages_error(e, ERR_INPUT, "workbook-damaged", position_file(w->file),
        "the workbook is damaged: its part '%s' cannot be understood; open it in Excel and save it "
        "again",
        "ブックが壊れています（「%s」を解釈できません）。Excel で開いて保存し直してください", part);
    return false;
}

bool xlsx_blame_size(struct messages *e, const struct workbook *w)
{
    messages_error(e, ERR_INPUT, "too-large", position_file(w->file),
        "the workbook is larger than a register can be; delete what is not needed, or split it",
        "ブックが大きすぎます。要らない行・列・シートを削除するか、ファイルを分けてください");
    return false;
}

static bool blame_password(struct messages *e, const struct workbook *w)
{
    messages_error(e, ERR_INPUT, "workbook-encrypted", position_file(w->file),
        "the workbook's parts are protected by a password; save it without one",
        "ブックがパスワードで保護されています。パスワードを外して保存してください");
    return false;
}

static bool blame_archive(
    struct messages *e, const struct workbook *w, const char *part, enum archive_fault fault)
{
    if (fault == ARCHIVE_TOO_LARGE)
        return xlsx_blame_size(e, w);
    if (fault == ARCHIVE_ENCRYPTED)
        return blame_password(e, w);
    return xlsx_blame_part(e, w, part);
}

/* --- one part --- */

static bool feed(void *data, const char *bytes, size_t size)
{
    return xml_feed(data, bytes, size);
}

/* A callback that stops has added its own error. */
bool xlsx_read_part(struct messages *e, const struct workbook *w, const char *part, bool optional,
    const struct xml_events *events, void *data)
{
    int errors = e->errors;
    struct xml *x = xml_new(events, data);
    enum archive_fault fault = archive_read(w->contents->archive, part, feed, x);
    if (fault == ARCHIVE_ABSENT && optional) {
        xml_finish(x);
        return true;
    }
    enum xml_fault broken = xml_finish(x);
    if (e->errors > errors)
        return false;
    if (fault != ARCHIVE_GOOD && fault != ARCHIVE_STOPPED)
        return blame_archive(e, w, part, fault);
    return broken == XML_FINE || xlsx_blame_part(e, w, part);
}

bool xlsx_owns(struct xml_name name)
{
    static const char *const spaces[] = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main"};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (name.space_size == strlen(spaces[i]) && !memcmp(name.space, spaces[i], name.space_size))
            return true;
    return false;
}

/* --- relations --- */

struct relation_reader {
    struct arena *arena;
    const char *folder; /* of the part, "xl/" */
    struct xlsx_relations *out;
};

/* Takes "../" and "./" away: a path from the root of the package, without a '/' before it. */
static const char *resolve(struct arena *a, const char *folder, const char *target)
{
    char *path = arena_printf(a, "%s%s", *target == '/' ? "" : folder, target);
    char *out = arena_alloc(a, strlen(path) + 1);
    size_t used = 0;
    for (const char *s = path; *s;) {
        size_t size = strcspn(s, "/\\");
        bool up = size == 2 && !strncmp(s, "..", 2);
        while (up && used && out[--used] != '/')
            continue;
        if (size && !up && (size != 1 || *s != '.')) {
            if (used)
                out[used++] = '/';
            memcpy(out + used, s, size);
            used += size;
        }
        s += size + (s[size] != '\0');
    }
    return out;
}

static bool begin_relation(void *data, struct xml_name name, struct xml_attributes attributes)
{
    struct relation_reader *r = data;
    const char *id = xml_attribute(attributes, "Id");
    const char *type = xml_attribute(attributes, "Type");
    const char *target = xml_attribute(attributes, "Target");
    if (strcmp(name.local, "Relationship") != 0 || !id || !type || !target)
        return true;
    struct xlsx_relations *all = r->out;
    all->items = arena_more(r->arena, all->items, all->count, sizeof *all->items);
    all->items[all->count++] = (struct xlsx_relation){arena_strdup(r->arena, id),
        arena_strdup(r->arena, type), resolve(r->arena, r->folder, target)};
    return true;
}

/* "xl/workbook.xml" has them in "xl/_rels/workbook.xml.rels". */
bool xlsx_read_relations(struct arena *a, struct messages *e, const struct workbook *w,
    const char *part, struct xlsx_relations *out)
{
    const struct xml_events events = {.begin = begin_relation};
    const char *slash = strrchr(part, '/');
    const char *base = slash ? slash + 1 : part;
    const char *folder = arena_strndup(a, part, (size_t)(base - part));
    *out = (struct xlsx_relations){0};
    struct relation_reader r = {a, folder, out};
    const char *own = arena_printf(a, "%s_rels/%s.rels", folder, base);
    return xlsx_read_part(e, w, own, true, &events, &r);
}

const struct xlsx_relation *xlsx_find_relation(const struct xlsx_relations *all, const char *kind)
{
    for (size_t i = 0; i < all->count; i++) {
        const char *slash = strrchr(all->items[i].type, '/');
        if (slash && !strcmp(slash + 1, kind))
            return &all->items[i];
    }
    return NULL;
}
