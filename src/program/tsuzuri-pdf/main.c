/* tsuzuri-pdf: the program that reads other people's PDFs, so that a crash of libqpdf, a bomb or a
   loop ends a process without a packet in it. tsuzuri runs it under limits.

       tsuzuri-pdf inspect FILE first|every [PAGES]
                                               (labels: where they would stand, to be told)
       tsuzuri-pdf fields FILE
       tsuzuri-pdf picture FILE OUT            (the pages that an image becomes)
       tsuzuri-pdf fingerprint FILE
       tsuzuri-pdf stamp FILE OUT first|every keep|shrink
       tsuzuri-pdf verify OUT PAGES first|every
       tsuzuri-pdf bind OUT
       tsuzuri-pdf verify-packet OUT

   Standard input is the password, a newline, and, to stamp with, a PDF of the labels, whose last
   page serves for all pages behind it; for packets see bind.h. Nothing is freed at the end:
   that takes time, and libqpdf may crash over it. The answer is lines of a word and a value on
   standard output (see helper_words.h); the last one is 'done' where all is well. */
#include "base/buf.h"
#include "base/helper_words.h"
#include "base/page_range.h"
#include "program/tsuzuri-pdf/bind.h"
#include "program/tsuzuri-pdf/form_fields.h"
#include "program/tsuzuri-pdf/open.h"
#include "program/tsuzuri-pdf/reply.h"

#define MOST_PLACES 100 /* that are looked at */

struct input {
    struct buf all;
    char *password;
    const char *rest;
    size_t rest_size;
};

static void read_all(struct buf *all)
{
    char block[4096];
    size_t n;
    buf_adds(all, "");
    while ((n = fread(block, 1, sizeof block, stdin)) > 0)
        buf_add(all, block, n);
}

static void read_password(struct input *in)
{
    char *end = memchr(in->all.data, '\n', in->all.size);
    in->password = in->all.data;
    in->rest = end ? end + 1 : in->all.data + in->all.size;
    in->rest_size = in->all.size - (size_t)(in->rest - in->all.data);
    if (end)
        *end = '\0';
}

static void answer_place(struct qdoc *d, int page, struct qdoc *labels, int label)
{
    struct corner_part p = qdoc_place(d, page, labels, label, WORKER_MARGIN);
    printf(WORKER_PLACE " %d %.9f %.9f %.9f %.9f\n", page, p.x, p.y, p.width, p.height);
}

/* Of the chosen pages, see page_range.h; a choice that is none has no places. */
static void answer_places(struct qdoc *d, struct qdoc *labels, bool every, const char *chosen)
{
    int *pages = NULL;
    int count = 0;
    int last = qdoc_pages(labels) - 1;
    if (page_range_read(chosen, qdoc_pages(d), &pages, &count) != PAGE_RANGE_GOOD)
        return;
    if (!every && count > 1)
        count = 1;
    for (int i = 0; i < count && i < MOST_PLACES; i++)
        answer_place(d, pages[i], labels, i < last ? i : last);
    if (count > MOST_PLACES)
        printf(WORKER_UNLOOKED " %d\n", count - MOST_PLACES);
    free(pages);
}

/* args: FILE, which pages have a label, of which. */
static int inspect(char **args, const struct input *in)
{
    const char *format;
    struct qdoc *d = worker_open(args[0], in->password, &format);
    struct qdoc *labels = in->rest_size ? qdoc_open_bytes(in->rest, in->rest_size) : NULL;
    if (format)
        worker_text(WORKER_IMAGE, format);
    if (qdoc_state(d) == QDOC_GOOD) {
        if (labels && qdoc_state(labels) == QDOC_GOOD)
            answer_places(d, labels, !strcmp(args[1], WORKER_EVERY), args[2]);
        struct qdoc_facts f = qdoc_facts(d);
        qdoc_ask_fonts(d, &f);
        worker_facts(d, &f);
        printf(WORKER_FIELDS " %d\n", worker_count_fields(d));
    }
    return worker_state(d);
}

static void stamp_pages(struct qdoc *d, struct qdoc *labels, bool every, bool shrink)
{
    int count = every ? qdoc_pages(d) : 1;
    int last = qdoc_pages(labels) - 1;
    for (int i = 0; i < count; i++)
        if ((shrink && !qdoc_make_room(d, i)) ||
            !qdoc_stamp(d, i, labels, i < last ? i : last, WORKER_MARGIN))
            return;
}

/* args: OUT, which pages, what with them. */
static void stamp_document(struct qdoc *d, struct qdoc *labels, char **args)
{
    bool every = !strcmp(args[1], WORKER_EVERY);
    answer_places(d, labels, every, NULL);
    stamp_pages(d, labels, every, !strcmp(args[2], WORKER_SHRINK));
    if (qdoc_state(d) != QDOC_GOOD)
        return;
    qdoc_mend(d);
    struct qdoc_facts f = qdoc_facts(d);
    if (qdoc_write(d, args[0]))
        worker_facts(d, &f);
}

static int stamp(char **args, const struct input *in)
{
    const char *format;
    struct qdoc *d = worker_open(args[0], in->password, &format);
    struct qdoc *labels = qdoc_open_bytes(in->rest, in->rest_size);
    if (qdoc_state(labels) != QDOC_GOOD)
        return 2;
    if (format)
        worker_text(WORKER_IMAGE, format);
    if (qdoc_state(d) == QDOC_GOOD)
        stamp_document(d, labels, args + 1);
    return worker_state(d);
}

static bool is_well_stamped(struct qdoc *d, long pages, bool every)
{
    if (qdoc_pages(d) != pages)
        return false;
    for (int i = 0; i < (every ? qdoc_pages(d) : 1); i++)
        if (!qdoc_is_stamped(d, i))
            return false;
    return true;
}

static int verify(char **args)
{
    struct qdoc *d = qdoc_open_strictly(args[0]);
    long pages = strtol(args[1], NULL, 10);
    bool good =
        qdoc_state(d) == QDOC_GOOD && is_well_stamped(d, pages, !strcmp(args[2], WORKER_EVERY));
    if (good)
        puts(WORKER_DONE);
    else
        worker_text(WORKER_DETAIL, qdoc_detail(d));
    return good ? 0 : 1;
}

static int fingerprint(const char *path, const char *password)
{
    const char *format;
    struct qdoc *d = worker_open(path, password, &format);
    if (qdoc_state(d) != QDOC_GOOD)
        return worker_state(d);
    char text[SHA256_TEXT + 1];
    struct qprints *prints = qdoc_prints_new(d);
    for (int i = 0; i < qdoc_pages(d); i++) {
        qdoc_print(prints, i, text);
        printf(WORKER_PRINT " %s\n", text);
    }
    qdoc_prints_free(prints);
    return worker_state(d);
}

static int picture(char **args)
{
    const char *format;
    struct qdoc *d = worker_open(args[0], "", &format);
    if (qdoc_state(d) == QDOC_GOOD)
        qdoc_write(d, args[1]);
    return worker_state(d);
}

static int run(int argc, char **argv, struct input *in)
{
    if (argc == 3 && !strcmp(argv[1], "bind"))
        return worker_bind(argv[2], &in->all);
    if (argc == 3 && !strcmp(argv[1], "verify-packet"))
        return worker_verify_packet(argv[2], &in->all);
    read_password(in);
    if ((argc == 4 || argc == 5) && !strcmp(argv[1], "inspect"))
        return inspect(argv + 2, in);
    if (argc == 3 && !strcmp(argv[1], "fields"))
        return worker_fields(argv[2], in->password);
    if (argc == 3 && !strcmp(argv[1], "fingerprint"))
        return fingerprint(argv[2], in->password);
    if (argc == 4 && !strcmp(argv[1], "picture"))
        return picture(argv + 2);
    if (argc == 6 && !strcmp(argv[1], "stamp"))
        return stamp(argv + 2, in);
    if (argc == 5 && !strcmp(argv[1], "verify"))
        return verify(argv + 2);
    return 2;
}

int main(int argc, char **argv)
{
    struct input in = {0};
    if (argc == 2 && !strcmp(argv[1], "--version")) {
        printf("libqpdf %s\n", qdoc_library_version());
        return 0;
    }
    if (argc < 3)
        return 2;
    read_all(&in.all);
    int code = run(argc, argv, &in);
    fflush(stdout);
    _Exit(code);
}
