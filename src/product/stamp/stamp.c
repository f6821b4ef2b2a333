/* stamp: a label on one document; preflight: what is wrong with documents. */
#include "base/arena.h"
#include "base/file.h"
#include "product/helper/document.h"
#include "product/session/call.h"
#include "typeset/layout/label.h"
#include "typeset/pdf/pdf.h"

#include <sys/stat.h>

#define MOST_PASSWORD 4096
#define SAMPLE "1-1-1"

/* The first line of a file. */
static bool read_password(struct tsuzuri_call *call, const char *path, const char **out)
{
    struct buf text = {0};
    *out = "";
    if (!path)
        return true;
    if (!file_read(&call->err, position_file(path), path, MOST_PASSWORD, &text))
        return false;
    if (text.size)
        *out = arena_strndup(call->arena, text.data, strcspn(text.data, "\r\n"));
    buf_release(&text);
    return true;
}

/* One page for the first page, or one for each. */
static bool make_labels(
    struct tsuzuri_call *call, const struct tsuzuri_stamp *s, int count, struct buf *out)
{
    struct pages pages = {0};
    struct pdf_info info = {.creator = "tsuzuri " TSUZURI_VERSION};
    struct fonts *fonts = call_fonts(call);
    for (int i = 1; fonts && i <= (count ? count : 1); i++)
        if (!label_page(
                (struct typesetter){call->arena, &call->err, fonts}, s->label, i, count, &pages))
            return false;
    return fonts && pdf_write(&call->err, fonts, &pages, &info, out);
}

static bool count_pages(
    struct tsuzuri_call *call, const struct tsuzuri_stamp *s, const struct attach *at, int *count)
{
    struct attach_facts f;
    *count = 0;
    if (!s->every_page)
        return true;
    if (!attach_inspect(call->arena, &call->err, at, &f))
        return false;
    *count = f.pages > 1 ? f.pages : 0;
    return true;
}

static bool write_copy(struct tsuzuri_call *call, const struct tsuzuri_stamp *s,
    const struct attach *at, const struct buf *labels)
{
    struct attach_facts f;
    struct temporary *d = temporary_open(&call->err, s->output, 0666);
    if (!d)
        return false;
    const char *name = temporary_path(d);
    if (!attach_stamp(call->arena, &call->err, at, labels, name, &f) ||
        !attach_verify(call->arena, &call->err, at, labels, name, &f)) {
        temporary_drop(d);
        return false;
    }
    call->page_count = f.pages;
    attach_report(&call->err, at, &f, true);
    return temporary_keep(&call->err, d);
}

/* What is already there must not be lost when the copy is not what was wanted. */
static bool is_same_file(const char *a, const char *b)
{
    struct stat one;
    struct stat other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

static bool check_options(struct tsuzuri_call *call, const struct tsuzuri_stamp *s)
{
    if (!s->input || !s->output || !s->label) {
        messages_text(&call->err, ERR_ERROR, ERR_USAGE, "usage", position_none(),
            "name a document, a label and an output", "文書、ラベル、書き出し先を指定してください");
        return false;
    }
    if (!is_same_file(s->input, s->output))
        return true;
    messages_error(&call->err, ERR_USAGE, "own-input", position_none(),
        "'%s' would be replaced by its copy; name another file after " OPTION("output"),
        "「%s」自身に上書きすることになります。" OPTION("output") " に別の名前を指定してください",
        s->input);
    return false;
}

enum tsuzuri_status tsuzuri_stamp(struct tsuzuri_call *call, const struct tsuzuri_stamp *s)
{
    struct attach at = {.programs = &call->catalogue->programs,
        .file = s->input,
        .shrink = s->shrink,
        .every = s->every_page};
    struct buf labels = {0};
    int count;
    call_begin(call);
    if (check_options(call, s) && read_password(call, s->password_file, &at.password) &&
        count_pages(call, s, &at, &count) && make_labels(call, s, count, &labels))
        write_copy(call, s, &at, &labels);
    buf_release(&labels);
    return call_end(call);
}

/* The label that corners are looked at with. */
static bool make_sample(struct tsuzuri_call *call, struct buf *labels)
{
    struct tsuzuri_stamp s = {.label = SAMPLE};
    return make_labels(call, &s, 0, labels);
}

/* Each file's messages stand together, in the files' order. */
static void preflight_all(struct tsuzuri_call *call, const struct tsuzuri_preflight *p,
    const char *password, struct buf *labels)
{
    struct attach_job *jobs = arena_array(call->arena, p->file_count + 1, sizeof *jobs);
    struct messages *found = arena_array(call->arena, p->file_count + 1, sizeof *found);
    for (size_t i = 0; i < p->file_count; i++) {
        messages_init(&found[i], call->arena);
        jobs[i].at = (struct attach){
            .programs = &call->catalogue->programs, .file = p->files[i], .password = password};
        jobs[i].labels = labels;
        jobs[i].found = &found[i];
    }
    attach_visit_all(call->arena, jobs, p->file_count);
    for (size_t i = 0; i < p->file_count; i++) {
        call->page_count += jobs[i].facts.pages;
        if (jobs[i].good)
            attach_report(&found[i], &jobs[i].at, &jobs[i].facts, false);
        messages_take(&call->err, &found[i]);
    }
}

enum tsuzuri_status tsuzuri_preflight(struct tsuzuri_call *call, const struct tsuzuri_preflight *p)
{
    const char *password;
    struct buf labels = {0};
    call_begin(call);
    call->page_count = 0;
    if (read_password(call, p->password_file, &password) && make_sample(call, &labels))
        preflight_all(call, p, password, &labels);
    buf_release(&labels);
    return call_end(call);
}
