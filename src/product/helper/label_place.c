/* Labels' places drawn by tsuzuri-look: what stands there, and whether the label shows. */
#include "product/helper/helper_internal.h"

#include "base/arena.h"
#include "base/helper_words.h"
#include "base/wire_record.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define NOWHERE "-"

/* What a line of an answer says: a word and a page, from 0; -1 where it is another word. */
static long page_of(const char *line, const char *word)
{
    size_t n = strlen(word);
    return !strncmp(line, word, n) && line[n] == ' ' ? strtol(line + n, NULL, 10) : -1;
}

static const char *next_line(const char *line)
{
    const char *end = strchr(line, '\n');
    return end ? end + 1 : line + strlen(line);
}

/* The first page of which the answer says a word, and of how many; 0: of none. */
static int count_pages(const struct reply *r, const char *word, int *first)
{
    int count = 0;
    for (const char *line = r->text; *line; line = next_line(line)) {
        long page = page_of(line, word);
        if (page >= 0 && count++ == 0)
            *first = (int)page + 1;
    }
    return count;
}

static void add_places(struct buf *out, const char *text)
{
    size_t n = strlen(HELPER_PLACE " ");
    for (const char *line = text; *line; line = next_line(line))
        if (!strncmp(line, HELPER_PLACE " ", n))
            buf_add(out, line + n, (size_t)(next_line(line) - line) - n);
    buf_adds(out, "");
}

int attach_unnamed(struct arena *a, const char **path)
{
    char *name = arena_printf(a, P_tmpdir "/tsuzuri.XXXXXX");
    int fd = mkstemp(name);
    if (fd >= 0) {
        unlink(name);
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    }
    *path = arena_printf(a, "/proc/%ld/fd/%d", (long)getpid(), fd);
    return fd;
}

struct helper_call attach_look_call(
    struct arena *a, const struct attach *at, const char *before, const char *after, size_t count)
{
    const char **argv = arena_array(a, 4, sizeof *argv);
    struct helper_call c = {.argv = argv};
    argv[1] = before ? helper_path(a, before) : NOWHERE;
    argv[2] = after ? helper_path(a, after) : NOWHERE;
    c.ask = (struct helper){.programs = at->programs,
        .looks = true,
        .subject = attach_subject(at),
        .size = helper_size(at->file)};
    wire_put_text(&c.input, at->password);
    wire_put_number(&c.input, (long long)count);
    return c;
}

void attach_look_at(struct helper_call *c, const struct attach_facts *f, const struct buf *labels)
{
    struct buf lines = {0};
    add_places(&lines, f->places);
    wire_put_text(&c->input, lines.data);
    wire_put_bytes(&c->input, labels->data, labels->size);
    buf_release(&lines);
}

static bool refuse_copy(
    const struct helper_call *c, struct messages *e, enum refusal_kind kind, int page)
{
    struct refusal r = {.kind = kind, .detail = arena_printf(c->reply.arena, "%d", page)};
    return refusal_tell(e, &r, &c->ask.subject);
}

bool attach_corner_seen(struct messages *e, const struct helper_call *c, struct attach_facts *f)
{
    int page;
    if (c->end == PROCESS_UNSTARTED)
        return attach_ended(e, c);
    f->inked = count_pages(&c->reply, LOOK_INKED, &f->first_inked);
    if (count_pages(&c->reply, LOOK_HIDDEN, &page))
        return refuse_copy(c, e, REFUSAL_LABEL_HIDDEN, page);
    if (count_pages(&c->reply, LOOK_CHANGED, &page))
        return refuse_copy(c, e, REFUSAL_PAGE_CHANGED, page);
    f->unseen = count_pages(&c->reply, LOOK_UNDRAWN, &page) || !reply_value(&c->reply, HELPER_DONE);
    return true;
}

/* --- a copy --- */

/* The pages that an image becomes, without a label; -1 where they cannot be made. */
static int draw_image(struct arena *a, const struct attach *at, const char **path)
{
    int fd = attach_unnamed(a, path);
    struct helper_call c = attach_visit_call(a, at, 0, *path);
    wire_put_number(&c.input, 0);
    if (fd >= 0)
        helper_run_all(a, &c, 1);
    else
        buf_release(&c.input);
    if (fd >= 0 && helper_refusal(&c).kind == REFUSAL_NONE)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

/* What its copy is compared with, or NULL; held: 1 more than a file that is open for it. */
static const char *original_of(
    struct arena *a, const struct attach *at, const struct attach_facts *f, int *held)
{
    const char *path = at->file;
    *held = 0;
    if (at->shrink)
        return NULL;
    if (f->image)
        *held = draw_image(a, at, &path) + 1;
    return f->image && !*held ? NULL : path;
}

bool attach_verify(struct arena *a, struct messages *e, const struct attach *at,
    const struct buf *labels, const char *out, struct attach_facts *f)
{
    const char *argv[] = {NULL, "verify", helper_path(a, out), arena_printf(a, "%d", f->pages),
        at->every ? HELPER_EVERY : HELPER_FIRST, NULL};
    int held;
    const char *before = original_of(a, at, f, &held);
    struct helper_call calls[] = {
        attach_call(at, argv, NULL), attach_look_call(a, at, before, out, 1)};
    const struct refusal unread = {.kind = REFUSAL_NOT_VERIFIED};
    calls[1].held = held;
    attach_look_at(&calls[1], f, labels);
    helper_run_all(a, calls, 2);
    if (!attach_ended(e, &calls[0]))
        return false;
    if (!reply_value(&calls[0].reply, HELPER_DONE))
        return refusal_tell(e, &unread, &calls[0].ask.subject);
    return attach_corner_seen(e, &calls[1], f);
}
