/* The commands 'bind' and 'verify-packet': a plan on standard input becomes a packet. */
#include "program/tsuzuri-pdf/bind.h"

#include "base/helper_words.h"
#include "base/page_range.h"
#include "base/wire_record.h"
#include "program/tsuzuri-pdf/document/open.h"
#include "program/tsuzuri-pdf/document/stamp.h"
#include "program/tsuzuri-pdf/document/temporary.h"
#include "program/tsuzuri-pdf/merge/merge.h"
#include "program/tsuzuri-pdf/merge/verify.h"
#include "program/tsuzuri-pdf/open.h"
#include "program/tsuzuri-pdf/reply.h"
#include "seam/sandbox/sandbox.h"

#include <sys/resource.h>
#include <sys/stat.h>

/* A document of the plan. */
struct part {
    const char *file;
    const char *password;
    const char *pages;
    struct merge_part take;
    struct stat stat;
    int temporary; /* of an image: a file without a name, which it is held in; else -1 */
    struct pdf_document *opened;
};

struct plan {
    const char *out;
    int own_pages;
    const char *group;
    bool fit_a4;
    bool linearize;
    struct part *parts;
    size_t count;
    const char *own;
    size_t own_size;
    struct pdf_document *appearances; /* our own pages once more, or NULL */
};

static void read_part(struct wire_record *f, struct part *p)
{
    p->file = wire_take_text(f);
    p->password = wire_take_text(f);
    p->pages = wire_take_text(f);
    p->take.title = wire_take_text(f);
    p->take.page_label = wire_take_text(f);
    p->take.destination = wire_take_text(f);
    p->take.label = (int)wire_take_number(f);
    p->take.foot = (int)wire_take_number(f);
    p->take.every = wire_take_number(f);
    p->take.shrink = wire_take_number(f);
    p->take.blank_after = wire_take_number(f);
    p->take.appearance = (int)wire_take_number(f);
    p->take.appearance_count = (int)wire_take_number(f);
    f->bad |= !p->file || !p->password || !p->take.title || !p->take.page_label;
}

static bool read_plan(const struct buf *input, struct plan *p)
{
    struct wire_record f = {input->data, input->data + input->size, false};
    p->own_pages = (int)wire_take_number(&f);
    p->group = wire_take_text(&f);
    p->fit_a4 = wire_take_number(&f);
    p->linearize = wire_take_number(&f);
    p->count = (size_t)wire_take_number(&f);
    if (f.bad || p->count > input->size)
        return false;
    p->parts = calloc(p->count + 1, sizeof *p->parts);
    for (size_t i = 0; p->parts && i < p->count; i++)
        read_part(&f, &p->parts[i]);
    p->own = wire_take_bytes(&f, &p->own_size);
    return p->parts && !f.bad && p->own;
}

/* Every file stays open until the packet is written. */
static void allow_files(void)
{
    struct rlimit l;
    if (getrlimit(RLIMIT_NOFILE, &l) == 0) {
        l.rlim_cur = l.rlim_max;
        setrlimit(RLIMIT_NOFILE, &l);
    }
}

static bool same_file(const struct part *a, const struct part *b)
{
    return a->stat.st_ino && a->stat.st_dev == b->stat.st_dev && a->stat.st_ino == b->stat.st_ino &&
           !strcmp(a->password, b->password);
}

/* Many pictures are more than memory should hold until the packet is written. */
static struct pdf_document *open_file(const struct part *p)
{
    const char *format;
    struct pdf_document *d = open_any(p->file, p->password, &format);
    bool parked = format && document_state(d) == DOCUMENT_GOOD && p->temporary >= 0;
    return parked ? document_to_temporary(d, p->temporary) : d;
}

static struct pdf_document *open_part(struct plan *plan, size_t n)
{
    struct part *p = &plan->parts[n];
    for (size_t i = 0; i < n; i++)
        if (plan->parts[i].opened && same_file(&plan->parts[i], p))
            return p->opened = plan->parts[i].opened;
    return p->opened = open_file(p);
}

static bool is_needed_later(const struct plan *plan, size_t n)
{
    for (size_t i = n + 1; i < plan->count; i++)
        if (same_file(&plan->parts[i], &plan->parts[n]))
            return true;
    return false;
}

static void leave(struct merge *packet, struct plan *plan, size_t n)
{
    struct pdf_document *d = plan->parts[n].opened;
    if (is_needed_later(plan, n))
        return;
    for (size_t i = 0; i <= n; i++)
        if (plan->parts[i].opened == d)
            plan->parts[i].opened = NULL;
    merge_leave(packet, d);
}

static void say_dropped(const struct merge_dropped *d, int pages)
{
    printf(HELPER_PAGES " %d\n", pages);
    reply_put_flag(HELPER_JAVASCRIPT, d->javascript);
    reply_put_flag(HELPER_LAUNCH, d->launch);
    reply_put_flag(HELPER_FILES, d->files);
    reply_put_flag(HELPER_XFA, d->xfa);
    reply_put_flag(HELPER_OPEN_ACTION, d->open_action);
    printf(HELPER_UNPRINTED " %d\n", d->unprinted);
}

static int refuse_pages(enum page_range why, int count)
{
    puts(why == PAGE_RANGE_BEYOND ? HELPER_REFUSED " no-such-page" : HELPER_REFUSED " bad-pages");
    printf(HELPER_PAGES " %d\n", count);
    return 1;
}

/* 0, or the exit code. */
static int take_part(struct merge *packet, struct plan *plan, size_t n)
{
    int *pages;
    struct merge_dropped dropped;
    struct part *p = &plan->parts[n];
    struct pdf_document *d = open_part(plan, n);
    if (document_state(d) != DOCUMENT_GOOD)
        return reply_put_state(d);
    enum page_range range =
        page_range_read(p->pages, document_page_count(d), &pages, &p->take.count);
    if (range != PAGE_RANGE_GOOD)
        return refuse_pages(range, document_page_count(d));
    p->take.pages = pages;
    if (p->take.appearance_count && !plan->appearances)
        plan->appearances = document_open_bytes(plan->own, plan->own_size);
    p->take.appearances = plan->appearances;
    bool good = merge_add(packet, d, &p->take, LABEL_MARGIN, &dropped);
    free(pages);
    facts_settle(d);
    if (!good || document_state(d) != DOCUMENT_GOOD)
        return reply_put_state(d);
    say_dropped(&dropped, p->take.count);
    leave(packet, plan, n);
    return 0;
}

/* Where one file stands in several places, the first is opened. */
static bool is_first(const struct plan *plan, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (same_file(&plan->parts[i], &plan->parts[n]))
            return false;
    return true;
}

/* No file comes into being behind the door: those of images are there before. */
static void enter_room(struct plan *plan)
{
    struct sandbox *room = sandbox_new();
    sandbox_write(room, plan->out);
    for (size_t i = 0; i < plan->count; i++) {
        struct part *p = &plan->parts[i];
        char path[32];
        sandbox_read(room, p->file);
        p->temporary = open_is_image(p->file) && is_first(plan, i) ? temporary_new(plan->out) : -1;
        snprintf(path, sizeof path, "/proc/self/fd/%d", p->temporary);
        if (p->temporary >= 0)
            sandbox_write(room, path);
    }
    sandbox_enter(room);
}

int bind_run(const char *out, const struct buf *input)
{
    struct plan plan = {.out = out};
    if (!read_plan(input, &plan))
        return 2;
    allow_files();
    for (size_t i = 0; i < plan.count; i++)
        if (stat(plan.parts[i].file, &plan.parts[i].stat) != 0)
            plan.parts[i].stat = (struct stat){0};
    enter_room(&plan);
    struct pdf_document *own = document_open_bytes(plan.own, plan.own_size);
    if (document_state(own) != DOCUMENT_GOOD)
        return 2;
    struct merge *packet = merge_new(own, plan.own_pages, plan.group, plan.fit_a4);
    if (document_state(own) != DOCUMENT_GOOD)
        return 2;
    for (size_t i = 0; i < plan.count; i++) {
        printf(HELPER_DOCUMENT " %zu\n", i);
        fflush(stdout);
        int code = take_part(packet, &plan, i);
        if (code)
            return code;
    }
    puts(HELPER_WRITING " 1");
    fflush(stdout);
    merge_write(packet, out, plan.linearize);
    return reply_put_state(own);
}

/* Where the documents of a packet should be. */
struct expected {
    int *first;
    int *labelled;
    const char **names;
    int *found; /* pages that the names lead to */
    size_t count;
};

static bool read_expected(struct wire_record *f, size_t most, struct expected *x)
{
    x->count = (size_t)wire_take_number(f);
    if (f->bad || x->count > most)
        return false;
    x->first = calloc(x->count + 1, sizeof *x->first);
    x->labelled = calloc(x->count + 1, sizeof *x->labelled);
    x->found = calloc(x->count + 1, sizeof *x->found);
    x->names = calloc(x->count + 1, sizeof *x->names);
    if (!x->first || !x->labelled || !x->found || !x->names)
        abort();
    for (size_t i = 0; i < x->count; i++) {
        x->first[i] = (int)wire_take_number(f);
        x->labelled[i] = (int)wire_take_number(f);
        x->names[i] = wire_take_text(f);
    }
    return !f->bad;
}

static bool document_holds(struct pdf_document *d, const struct expected *x, size_t n)
{
    int first = x->first[n];
    for (int i = first; i < first + x->labelled[n]; i++)
        if (i < 0 || i >= document_page_count(d) || !stamp_is_there(d, i))
            return false;
    return !x->names[n] || x->found[n] == first;
}

static void release_expected(struct expected *x)
{
    free(x->first);
    free(x->labelled);
    free(x->found);
    free(x->names);
}

static bool packet_holds(struct pdf_document *d, const struct buf *input)
{
    struct expected x = {0};
    struct wire_record f = {input->data, input->data + input->size, false};
    bool good =
        wire_take_number(&f) == document_page_count(d) && read_expected(&f, input->size, &x);
    if (good)
        verify_destinations(d, x.names, x.found, x.count);
    for (size_t i = 0; good && i < x.count; i++)
        good = document_holds(d, &x, i);
    release_expected(&x);
    return good && verify_links(d);
}

int bind_verify(const char *path, const struct buf *input)
{
    struct sandbox *room = sandbox_new();
    sandbox_read(room, path);
    sandbox_enter(room);
    struct pdf_document *d = document_open_strictly(path);
    bool good = document_state(d) == DOCUMENT_GOOD && packet_holds(d, input);
    if (good)
        puts(HELPER_DONE);
    else
        reply_put_text(HELPER_DETAIL, document_detail(d));
    return good ? 0 : 1;
}
