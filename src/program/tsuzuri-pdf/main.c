/* tsuzuri-pdf: the program that reads other people's PDFs.

   A crash of libqpdf, a bomb or a loop ends a process without a packet in it. tsuzuri runs it
   under limits.

       tsuzuri-pdf visit FILE PICTURE          (see visit.h)
       tsuzuri-pdf stamp FILE OUT first|every keep|shrink
       tsuzuri-pdf verify OUT PAGES first|every
       tsuzuri-pdf bind OUT
       tsuzuri-pdf verify-packet OUT
       tsuzuri-pdf --serve                     (requests of these kinds, see base/server.h)

   Standard input is, for stamp, the password, a newline, and a PDF of the labels, whose last page
   serves for all pages behind it; for the others see visit.h and bind.h. Nothing is freed at the
   end: that takes time, and libqpdf may crash over it. The answer is lines of a word and a value on
   standard output (see helper_words.h); the last one is 'done' where all is well. */
#include "base/helper_words.h"
#include "base/server.h"
#include "program/tsuzuri-pdf/bind.h"
#include "program/tsuzuri-pdf/document/mend.h"
#include "program/tsuzuri-pdf/document/open.h"
#include "program/tsuzuri-pdf/document/stamp.h"
#include "program/tsuzuri-pdf/document/write.h"
#include "program/tsuzuri-pdf/merge/shrink.h"
#include "program/tsuzuri-pdf/open.h"
#include "program/tsuzuri-pdf/reply.h"
#include "program/tsuzuri-pdf/visit.h"
#include "seam/sandbox/sandbox.h"

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

static void stamp_pages(
    struct pdf_document *d, struct pdf_document *labels, bool every, bool shrink)
{
    int count = every ? document_page_count(d) : 1;
    int last = document_page_count(labels) - 1;
    for (int i = 0; i < count; i++)
        if ((shrink && !shrink_page(d, i)) ||
            !stamp_label(d, i, labels, i < last ? i : last, LABEL_MARGIN))
            return;
}

/* args: OUT, which pages, what with them. */
static void stamp_document(struct pdf_document *d, struct pdf_document *labels, char **args)
{
    bool every = !strcmp(args[1], HELPER_EVERY);
    visit_tell_places(d, labels, every, NULL);
    stamp_pages(d, labels, every, !strcmp(args[2], HELPER_SHRINK));
    if (document_state(d) != DOCUMENT_GOOD)
        return;
    document_mend(d);
    struct document_facts f = facts_read(d);
    if (document_write(d, args[0]))
        reply_put_facts(d, &f);
}

static int stamp(char **args, const struct input *in)
{
    const char *format;
    struct sandbox *room = sandbox_new();
    sandbox_read(room, args[0]);
    sandbox_write(room, args[1]);
    sandbox_enter(room);
    struct pdf_document *d = open_any(args[0], in->password, &format);
    struct pdf_document *labels = document_open_bytes(in->rest, in->rest_size);
    if (document_state(labels) != DOCUMENT_GOOD)
        return 2;
    if (format)
        reply_put_text(HELPER_IMAGE, format);
    if (document_state(d) == DOCUMENT_GOOD)
        stamp_document(d, labels, args + 1);
    return reply_put_state(d);
}

static bool is_well_stamped(struct pdf_document *d, long pages, bool every)
{
    if (document_page_count(d) != pages)
        return false;
    for (int i = 0; i < (every ? document_page_count(d) : 1); i++)
        if (!stamp_is_there(d, i))
            return false;
    return true;
}

static int verify(char **args)
{
    struct sandbox *room = sandbox_new();
    sandbox_read(room, args[0]);
    sandbox_enter(room);
    struct pdf_document *d = document_open_strictly(args[0]);
    long pages = strtol(args[1], NULL, 10);
    bool good = document_state(d) == DOCUMENT_GOOD &&
                is_well_stamped(d, pages, !strcmp(args[2], HELPER_EVERY));
    if (good)
        puts(HELPER_DONE);
    else
        reply_put_text(HELPER_DETAIL, document_detail(d));
    return good ? 0 : 1;
}

static int run_verb(int argc, char **argv, struct input *in)
{
    if (argc == 3 && !strcmp(argv[1], "bind"))
        return bind_run(argv[2], &in->all);
    if (argc == 3 && !strcmp(argv[1], "verify-packet"))
        return bind_verify(argv[2], &in->all);
    if (argc == 4 && !strcmp(argv[1], "visit"))
        return visit_run(argv[2], argv[3], &in->all);
    read_password(in);
    if (argc == 6 && !strcmp(argv[1], "stamp"))
        return stamp(argv + 2, in);
    if (argc == 5 && !strcmp(argv[1], "verify"))
        return verify(argv + 2);
    return 2;
}

/* One request, on standard input. */
static int run(int argc, char **argv)
{
    struct input in = {0};
    if (argc < 3)
        return 2;
    read_all(&in.all);
    return run_verb(argc, argv, &in);
}

int main(int argc, char **argv)
{
    if (argc == 2 && !strcmp(argv[1], "--version")) {
        printf("libqpdf %s\n", document_library_version());
        return 0;
    }
    if (argc == 2 && !strcmp(argv[1], SERVER_OPTION))
        server_run(run);
    int code = run(argc, argv);
    fflush(stdout);
    _Exit(code);
}
