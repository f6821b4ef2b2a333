/* Labels' places drawn by tsuzuri-look: what stands there, and whether the label shows. */
#include "product/helper/helper_internal.h"

#include "base/arena.h"
#include "base/helper_words.h"

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
    buf_addc(out, '\n');
}

/* A file without a name, which goes when it is closed; children find it by its path. */
static int open_unnamed(struct arena *a, const char **path)
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

/* The page that an image becomes, without a label; -1 where it cannot be made. */
static int draw_image(struct arena *a, const struct attach *at, const char **path)
{
    struct messages silent; /* not looked at is said in any case */
    struct reply r;
    int fd = open_unnamed(a, path);
    const char *argv[] = {NULL, "picture", helper_path(a, at->file), *path, NULL};
    messages_init(&silent, a);
    if (fd < 0 || attach_ask(a, &silent, at, argv, NULL, &r))
        return fd;
    close(fd);
    return -1;
}

struct helper_call attach_corner_call(struct arena *a, const struct attach *at,
    const struct buf *labels, const char *out, const struct attach_facts *f)
{
    int image = -1;
    const char *before = at->shrink ? NOWHERE : helper_path(a, at->file);
    if (f->image && !at->shrink)
        image = draw_image(a, at, &before);
    if (f->image && image < 0)
        before = NOWHERE;
    const char **argv = arena_array(a, 4, sizeof *argv);
    struct helper_call c = {.argv = argv, .held = image + 1};
    argv[1] = before;
    argv[2] = out ? helper_path(a, out) : NOWHERE;
    c.ask = (struct helper){.programs = at->programs,
        .looks = true,
        .subject = attach_subject(at),
        .size = helper_size(at->file)};
    buf_adds(&c.input, at->password);
    buf_addc(&c.input, '\n');
    add_places(&c.input, f->places);
    buf_add(&c.input, labels->data, labels->size);
    return c;
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
