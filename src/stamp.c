/* stamp: a label on one document; preflight: what is wrong with documents. */
#include "arena.h"
#include "attach.h"
#include "file.h"
#include "label.h"
#include "pdf.h"
#include "tsuzuri_internal.h"

#define MOST_PASSWORD 4096

/* The first line of a file. */
static bool read_password(struct tsuzuri *t, const char *path, const char **out)
{
    struct buf text = {0};
    *out = "";
    if (!path)
        return true;
    if (!file_read(&t->err, mark_file(path), path, MOST_PASSWORD, &text))
        return false;
    if (text.size)
        *out = arena_strndup(t->arena, text.data, strcspn(text.data, "\r\n"));
    buf_release(&text);
    return true;
}

/* One page for the first page, or one for each. */
static bool make_labels(
    struct tsuzuri *t, const struct tsuzuri_stamp *s, int count, struct buf *out)
{
    struct pages pages = {0};
    struct pdf_info info = {.creator = "tsuzuri " TSUZURI_VERSION};
    struct fonts *fonts = session_fonts(t);
    for (int i = 1; fonts && i <= (count ? count : 1); i++)
        if (!label_page(t->arena, &t->err, fonts, s->label, i, count, &pages))
            return false;
    return fonts && pdf_write(&t->err, fonts, &pages, &info, out);
}

static bool count_pages(
    struct tsuzuri *t, const struct tsuzuri_stamp *s, const struct attach *at, int *count)
{
    struct attach_facts f;
    *count = 0;
    if (!s->every_page)
        return true;
    if (!attach_inspect(t->arena, &t->err, at, &f))
        return false;
    *count = f.pages > 1 ? f.pages : 0;
    return true;
}

static bool write_copy(struct tsuzuri *t, const struct tsuzuri_stamp *s, const struct attach *at,
    const struct buf *labels)
{
    struct attach_facts f;
    struct draft *d = file_draft(&t->err, s->output, 0666);
    if (!d)
        return false;
    const char *name = draft_name(d);
    if (!attach_stamp(t->arena, &t->err, at, labels, name, s->every_page, &f) ||
        !attach_verify(t->arena, &t->err, at, name, s->every_page, f.pages)) {
        file_drop(d);
        return false;
    }
    t->page_count = f.pages;
    attach_report(&t->err, at, &f, true);
    return file_keep(&t->err, d);
}

static bool check_options(struct tsuzuri *t, const struct tsuzuri_stamp *s)
{
    if (s->input && s->output && s->label)
        return true;
    err_text(&t->err, ERR_ERROR, ERR_USAGE, "usage", mark_none(),
        "name a document, a label and an output", "文書、ラベル、書き出し先を指定してください");
    return false;
}

enum tsuzuri_status tsuzuri_stamp(struct tsuzuri *t, const struct tsuzuri_stamp *s)
{
    struct attach at = {.worker = t->worker, .file = s->input};
    struct buf labels = {0};
    int count;
    err_init(&t->err, t->arena);
    if (check_options(t, s) && read_password(t, s->password_file, &at.password) &&
        count_pages(t, s, &at, &count) && make_labels(t, s, count, &labels))
        write_copy(t, s, &at, &labels);
    buf_release(&labels);
    return session_end(t);
}

enum tsuzuri_status tsuzuri_preflight(struct tsuzuri *t, const struct tsuzuri_preflight *p)
{
    struct attach at = {.worker = t->worker};
    err_init(&t->err, t->arena);
    t->page_count = 0;
    if (!read_password(t, p->password_file, &at.password))
        return session_end(t);
    for (size_t i = 0; i < p->file_count; i++) {
        struct attach_facts f;
        at.file = p->files[i];
        if (!attach_inspect(t->arena, &t->err, &at, &f))
            continue;
        t->page_count += f.pages;
        attach_report(&t->err, &at, &f, false);
    }
    return session_end(t);
}
