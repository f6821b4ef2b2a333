/* Opens a workbook: its archive, the list of its sheets and where their parts lie. */
#include "model/workbook/workbook.h"

#include "base/arena.h"
#include "model/workbook/workbook_internal.h"

#include <string.h>

/* A sheet of 100,000 records has some 120 MB, one tenth of it packed; sheets of empty cells in
   many colours pack to a fiftieth. */
static const struct archive_limits limits = {
    .files = 10000, .bytes = (size_t)512 << 20, .ratio = 200, .free = (size_t)8 << 20};

struct book_reader {
    struct arena *arena;
    struct workbook *workbook;
    const struct xlsx_relations *relations;
};

static const char *part_of(const struct xlsx_relations *all, const char *id)
{
    for (size_t i = 0; id && i < all->count; i++) {
        const char *kind = strrchr(all->items[i].type, '/');
        if (!strcmp(all->items[i].id, id) && kind && !strcmp(kind, "/worksheet"))
            return all->items[i].part;
    }
    return NULL;
}

/* Sheets that are charts or dialogues have no cells. */
static void add_tab(struct book_reader *r, struct xml_attributes attributes)
{
    struct workbook *w = r->workbook;
    const char *name = xml_attribute(attributes, "name");
    const char *state = xml_attribute(attributes, "state");
    const char *part = part_of(r->relations, xml_attribute_in(attributes, "/relationships", "id"));
    if (!name || !part)
        return;
    w->tabs = arena_more(r->arena, w->tabs, w->count, sizeof *w->tabs);
    w->tabs[w->count++] = (struct xlsx_tab){
        arena_strdup(r->arena, name), part, state && strcmp(state, "visible") != 0};
}

static bool begin_book(void *data, struct xml_name name, struct xml_attributes attributes)
{
    struct book_reader *r = data;
    if (!xlsx_owns(name))
        return true;
    if (!strcmp(name.local, "sheet"))
        add_tab(r, attributes);
    if (!strcmp(name.local, "workbookPr")) {
        const char *flag = xml_attribute(attributes, "date1904");
        r->workbook->contents->from_1904 = flag && (!strcmp(flag, "1") || !strcmp(flag, "true"));
    }
    return true;
}

static bool blame_sheets(struct messages *e, const struct workbook *w)
{
    messages_error(e, ERR_INPUT, "no-sheet", position_file(w->file),
        "the workbook has no sheet of cells", "ブックに、セルのあるシートがありません");
    return false;
}

static bool read_book(struct arena *a, struct messages *e, struct workbook *w, const char *part)
{
    const struct xml_events events = {.begin = begin_book};
    struct xlsx_relations relations = {0};
    if (!xlsx_read_relations(a, e, w, part, &relations))
        return false;
    const struct xlsx_relation *strings = xlsx_find_relation(&relations, "sharedStrings");
    const struct xlsx_relation *styles = xlsx_find_relation(&relations, "styles");
    struct book_reader r = {a, w, &relations};
    w->has_macros = xlsx_find_relation(&relations, "vbaProject");
    w->contents->strings_part = strings ? strings->part : NULL;
    w->contents->styles_part = styles ? styles->part : NULL;
    return xlsx_read_part(e, w, part, false, &events, &r) && (w->count || blame_sheets(e, w)) &&
           xlsx_read_formats(a, e, w);
}

static bool read_package(struct arena *a, struct messages *e, struct workbook *w)
{
    struct xlsx_relations relations = {0};
    if (!xlsx_read_relations(a, e, w, "", &relations))
        return false;
    const struct xlsx_relation *book = xlsx_find_relation(&relations, "officeDocument");
    const char *dot = book ? strrchr(book->part, '.') : NULL;
    bool is_xml = dot && !strcmp(dot, ".xml");
    if (!is_xml || !strncmp(book->part, "word/", 5) || !strncmp(book->part, "ppt/", 4))
        return xlsx_blame_kind(e, w);
    return read_book(a, e, w, book->part);
}

static bool blame_archive(struct messages *e, const struct workbook *w, enum archive_fault fault)
{
    if (fault == ARCHIVE_TOO_LARGE)
        return xlsx_blame_size(e, w);
    messages_error(e, ERR_INPUT, "workbook-damaged", position_file(w->file),
        "the workbook is damaged, or was saved or copied only in part; open it in Excel and save "
        "it again",
        "ブックが壊れているか、途中までしか保存・コピーされていません。Excel で開いて保存し直して"
        "ください");
    return false;
}

struct workbook *xlsx_open(
    struct arena *a, struct messages *e, const char *file, const char *data, size_t size)
{
    struct workbook *w = arena_alloc(a, sizeof *w);
    enum archive_fault fault;
    *w = (struct workbook){
        .file = file, .data = data, .size = size, .contents = arena_alloc(a, sizeof *w->contents)};
    if (!xlsx_check_bytes(e, file, data, size))
        return NULL;
    w->contents->archive = archive_open(data, size, &limits, &fault);
    if (!w->contents->archive) {
        blame_archive(e, w, fault);
        return NULL;
    }
    if (read_package(a, e, w))
        return w;
    xlsx_close(w);
    return NULL;
}

void xlsx_close(struct workbook *w)
{
    if (!w)
        return;
    archive_close(w->contents->archive);
    w->contents->archive = NULL;
}
