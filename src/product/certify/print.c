/* Prints records: each is laid out in an arena of its own, which goes when it is drawn. */
#include "base/arena.h"
#include "base/file.h"
#include "product/certify/certify_internal.h"
#include "typeset/layout/layout.h"

#include <sys/stat.h>

void certify_step(struct certify *c)
{
    c->done++;
    if (c->options->progress)
        c->options->progress(c->options->progress_data, c->done, c->wanted);
}

static bool lay_out(
    struct certify *c, struct messages *e, struct inst *root, struct arena *a, struct pages *pages)
{
    return layout_run((struct typesetter){a, e, c->call->fonts}, c->design, root, NULL, pages);
}

static bool lay_out_record(struct certify *c, struct issue *i, struct arena *a, struct pages *pages)
{
    if (!i->faulty && !lay_out(c, &i->entry->faults, i->inst, a, pages)) {
        i->faulty = true;
        i->outcome = TSUZURI_FAULTY;
    }
    return !i->faulty;
}

/* of NULL: of the whole. */
static struct pdf_info info_of(struct certify *c, struct arena *a, struct inst *of, bool single)
{
    struct pdf_info info = {.title = c->form->title, .creator = "tsuzuri " TSUZURI_VERSION};
    struct layout_info said =
        layout_info((struct typesetter){a, &c->call->err, c->call->fonts}, c->design, of);
    if (single && said.title)
        info.title = said.title;
    info.author = said.author;
    info.subject = said.subject;
    info.date = said.date;
    if (c->options->has_epoch)
        pdf_info_epoch(&info, c->options->epoch);
    return info;
}

/* --- all records in one file --- */

static struct inst *add_records(struct certify *c, struct pdf *pdf)
{
    struct inst *first = NULL;
    for (size_t i = 0; i < c->count; i++) {
        struct issue *own = &c->issues[i];
        if (!own->wanted)
            continue;
        struct pages pages = {0};
        if (lay_out_record(c, own, c->scratch, &pages)) {
            pdf_add(pdf, &pages);
            c->call->page_count += pages.count;
            first = first ? first : own->inst;
        }
        arena_clear(c->scratch);
        certify_step(c);
    }
    return first;
}

static void mark_printed(struct certify *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->issues[i].wanted && !c->issues[i].faulty)
            c->issues[i].outcome = TSUZURI_PRINTED;
}

static bool write_out(struct certify *c, struct pdf *pdf, struct inst *of, bool single)
{
    struct buf out = {0};
    struct pdf_info info = info_of(c, c->call->arena, of, single);
    bool good = pdf_finish(pdf, &info, &out) &&
                file_write(&c->call->err, c->options->output, out.data, out.size, 0666);
    buf_release(&out);
    if (good)
        mark_printed(c);
    return good;
}

bool certify_print_one(struct certify *c)
{
    struct pdf *pdf = pdf_new(&c->call->err, c->call->fonts);
    struct inst *first = add_records(c, pdf);
    bool held = c->options->strict && certify_count_faulty(c);
    if (first && !held)
        return write_out(c, pdf, first, false);
    pdf_abandon(pdf);
    return true;
}

/* --- a sheet that lists them all --- */

static struct inst *list_of(struct certify *c)
{
    struct inst *root = certify_bind_common(c);
    struct inst *list = root ? inst_child(root, c->numbering->list) : NULL;
    if (!list)
        return NULL;
    struct inst **entries = arena_array(c->call->arena, c->count + 1, sizeof(struct inst *));
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++)
        if (c->issues[i].wanted && !c->issues[i].faulty)
            entries[count++] = c->issues[i].inst;
    inst_fill_list(c->call->arena, list, entries, count);
    return root;
}

bool certify_print_list(struct certify *c)
{
    struct inst *root = list_of(c);
    struct messages *e = &c->call->err;
    struct pages pages = {0};
    struct arena *a = arena_new();
    struct pdf *pdf = pdf_new(e, c->call->fonts);
    bool good = root && answer_complete_record(a, e, root, NULL) && lay_out(c, e, root, a, &pages);
    if (good)
        pdf_add(pdf, &pages);
    c->call->page_count = pages.count;
    arena_free(a);
    if (good)
        return write_out(c, pdf, root, true);
    pdf_abandon(pdf);
    return false;
}

/* --- a file of its own --- */

static bool is_unchanged(const char *path, const struct buf *now)
{
    struct stat st;
    struct buf old = {0};
    struct arena *a = arena_new();
    struct messages silent;
    messages_init(&silent, a);
    bool same = lstat(path, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size == now->size &&
                file_read(&silent, position_none(), path, now->size, &old) &&
                old.size == now->size && !memcmp(old.data, now->data, now->size);
    buf_release(&old);
    arena_free(a);
    return same;
}

static bool is_link(struct messages *e, const char *path)
{
    struct stat st;
    if (lstat(path, &st) != 0 || !S_ISLNK(st.st_mode))
        return false;
    messages_error(e, ERR_OUTPUT, "is-link", position_file(path),
        "'%s' is a link and could lead out of the folder; remove it",
        "「%s」はリンクです。フォルダーの外に書き出すおそれがあるため、削除してください", path);
    return true;
}

static enum tsuzuri_outcome put_file(struct messages *e, const char *path, const struct buf *out)
{
    if (is_unchanged(path, out))
        return TSUZURI_UNCHANGED;
    if (is_link(e, path) || !file_write_soon(e, path, out->data, out->size, 0666))
        return TSUZURI_FAULTY;
    return TSUZURI_PRINTED;
}

static void write_single(struct certify *c, struct issue *i, struct arena *a, struct pages *pages)
{
    struct messages *e = &i->entry->faults;
    struct buf out = {0};
    struct pdf_info info = info_of(c, a, i->inst, true);
    i->outcome = pdf_write(e, c->call->fonts, pages, &info, &out) ? put_file(e, i->output, &out)
                                                                  : TSUZURI_FAULTY;
    i->faulty = i->outcome == TSUZURI_FAULTY;
    buf_release(&out);
}

void certify_print_single(struct certify *c, struct issue *i, bool dry)
{
    struct pages pages = {0};
    if (lay_out_record(c, i, c->scratch, &pages) && !dry) {
        write_single(c, i, c->scratch, &pages);
        c->call->page_count += pages.count;
    }
    arena_clear(c->scratch);
}
