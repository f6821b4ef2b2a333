/* stamp: a label on one document; preflight: what is wrong with documents. */
#include "base/arena.h"
#include "base/file.h"
#include "product/helper/document.h"
#include "product/session/session.h"
#include "typeset/layout/label.h"
#include "typeset/pdf/pdf.h"

#include <sys/stat.h>

#define MOST_PASSWORD 4096
#define SAMPLE "1-1-1"

/* The first line of a file. */
static bool read_password(struct tsuzuri *t, const char *path, const char **out)
{
    struct buf text = {0};
    *out = "";
    if (!path)
        return true;
    if (!file_read(&t->err, position_file(path), path, MOST_PASSWORD, &text))
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
    if (!attach_inspect(t->arena, &t->err, at, NULL, &f))
        return false;
    *count = f.pages > 1 ? f.pages : 0;
    return true;
}

static bool write_copy(struct tsuzuri *t, const struct tsuzuri_stamp *s, const struct attach *at,
    const struct buf *labels)
{
    struct attach_facts f;
    struct temporary *d = temporary_open(&t->err, s->output, 0666);
    if (!d)
        return false;
    const char *name = temporary_path(d);
    if (!attach_stamp(t->arena, &t->err, at, labels, name, s->every_page, &f) ||
        !attach_verify(t->arena, &t->err, at, labels, name, s->every_page, &f)) {
        temporary_drop(d);
        return false;
    }
    t->page_count = f.pages;
    attach_report(&t->err, at, &f, true);
    return temporary_keep(&t->err, d);
}

/* What is already there must not be lost when the copy is not what was wanted. */
static bool is_same_file(const char *a, const char *b)
{
    struct stat one;
    struct stat other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

static bool check_options(struct tsuzuri *t, const struct tsuzuri_stamp *s)
{
    if (!s->input || !s->output || !s->label) {
        messages_text(&t->err, ERR_ERROR, ERR_USAGE, "usage", position_none(),
            "name a document, a label and an output", "文書、ラベル、書き出し先を指定してください");
        return false;
    }
    if (!is_same_file(s->input, s->output))
        return true;
    messages_error(&t->err, ERR_USAGE, "own-input", position_none(),
        "'%s' would be replaced by its copy; name another file after -o",
        "「%s」自身に上書きすることになります。-o に別の名前を指定してください", s->input);
    return false;
}

enum tsuzuri_status tsuzuri_stamp(struct tsuzuri *t, const struct tsuzuri_stamp *s)
{
    struct attach at = {
        .worker = t->worker, .looker = t->looker, .file = s->input, .shrink = s->shrink};
    struct buf labels = {0};
    int count;
    messages_init(&t->err, t->arena);
    if (check_options(t, s) && read_password(t, s->password_file, &at.password) &&
        count_pages(t, s, &at, &count) && make_labels(t, s, count, &labels))
        write_copy(t, s, &at, &labels);
    buf_release(&labels);
    return session_end(t);
}

/* The label that corners are looked at with. */
static bool make_sample(struct tsuzuri *t, struct buf *labels)
{
    struct tsuzuri_stamp s = {.label = SAMPLE};
    return make_labels(t, &s, 0, labels);
}

/* Each file's messages stand together, in the files' order. */
static void preflight_all(
    struct tsuzuri *t, const struct tsuzuri_preflight *p, const char *password, struct buf *labels)
{
    struct attach_job *jobs = arena_array(t->arena, p->file_count + 1, sizeof *jobs);
    struct messages *found = arena_array(t->arena, p->file_count + 1, sizeof *found);
    for (size_t i = 0; i < p->file_count; i++) {
        messages_init(&found[i], t->arena);
        jobs[i].at = (struct attach){
            .worker = t->worker, .looker = t->looker, .file = p->files[i], .password = password};
        jobs[i].labels = labels;
        jobs[i].found = &found[i];
    }
    attach_inspect_all(t->arena, jobs, p->file_count);
    for (size_t i = 0; i < p->file_count; i++) {
        t->page_count += jobs[i].facts.pages;
        if (jobs[i].good)
            attach_report(&found[i], &jobs[i].at, &jobs[i].facts, false);
        messages_take(&t->err, &found[i]);
    }
}

enum tsuzuri_status tsuzuri_preflight(struct tsuzuri *t, const struct tsuzuri_preflight *p)
{
    const char *password;
    struct buf labels = {0};
    messages_init(&t->err, t->arena);
    t->page_count = 0;
    if (read_password(t, p->password_file, &password) && make_sample(t, &labels))
        preflight_all(t, p, password, &labels);
    buf_release(&labels);
    return session_end(t);
}
