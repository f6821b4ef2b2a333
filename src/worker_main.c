/* tsuzuri-pdf: the program that reads other people's PDFs, so that a crash of libqpdf, a bomb or a
   loop ends a process without a packet in it. tsuzuri runs it under limits.

       tsuzuri-pdf inspect FILE
       tsuzuri-pdf stamp FILE OUT first|every
       tsuzuri-pdf verify OUT PAGES first|every

   Standard input is the password, a newline, and, to stamp with, a PDF of the labels, whose last
   page serves for all pages behind it. Nothing is freed at the end: that takes time, and libqpdf
   may crash over it. The answer is lines of a word and a value on standard
   output (see worker_words.h); the last one is 'done' where all is well. */
#include "worker_words.h"

#include "buf.h"
#include "qdoc.h"
#include "worker_open.h"

#define MARGIN (5 * 72 / 25.4)
#define MOST_TEXT 300

struct input {
    struct buf all;
    char *password;
    const char *rest;
    size_t rest_size;
};

static void read_input(struct input *in)
{
    char block[4096];
    size_t n;
    buf_adds(&in->all, "");
    while ((n = fread(block, 1, sizeof block, stdin)) > 0)
        buf_add(&in->all, block, n);
    char *end = memchr(in->all.data, '\n', in->all.size);
    in->password = in->all.data;
    in->rest = end ? end + 1 : in->all.data + in->all.size;
    in->rest_size = in->all.size - (size_t)(in->rest - in->all.data);
    if (end)
        *end = '\0';
}

/* A value stays on its line, and is short. */
static void answer_text(const char *word, const char *text)
{
    struct buf line = {0};
    for (size_t i = 0; text && text[i] && i < MOST_TEXT; i++)
        buf_addc(&line, (unsigned char)text[i] < ' ' || text[i] == 0x7F ? ' ' : text[i]);
    printf("%s %s\n", word, line.data ? line.data : "");
    buf_release(&line);
}

static void answer_flag(const char *word, bool holds)
{
    if (holds)
        printf("%s 1\n", word);
}

static void answer_facts(const struct qdoc *d, const struct qdoc_facts *f)
{
    printf(WORKER_PAGES " %d\n", qdoc_pages(d));
    answer_flag(WORKER_ENCRYPTED, f->encrypted);
    answer_flag(WORKER_SIGNED, f->is_signed);
    answer_flag(WORKER_XFA, f->xfa);
    answer_flag(WORKER_XFA_ONLY, f->xfa_only);
    answer_flag(WORKER_REBUILT, f->rebuilt);
    printf(WORKER_COVERED " %d\n" WORKER_FAULTS " %d\n", f->covered, f->faults);
    if (f->first_fault)
        answer_text(WORKER_FAULT, f->first_fault);
    printf(WORKER_UNEMBEDDED " %d\n", f->unembedded);
    if (f->unembedded_name)
        answer_text(WORKER_FONT, f->unembedded_name);
}

static int answer_state(struct qdoc *d)
{
    static const char *const states[] = {
        [QDOC_GOOD] = WORKER_DONE,
        [QDOC_NEEDS_PASSWORD] = "needs-password",
        [QDOC_WRONG_PASSWORD] = "wrong-password",
        [QDOC_UNSUPPORTED] = "unsupported-encryption",
        [QDOC_DAMAGED] = "damaged",
        [QDOC_NO_PAGES] = "no-pages",
        [QDOC_TOO_LARGE] = "too-large",
        [QDOC_UNKNOWN] = "unknown-format",
        [QDOC_BAD_IMAGE] = "bad-image",
        [QDOC_UNWRITABLE] = "unwritable",
    };
    enum qdoc_state state = qdoc_state(d);
    if (state == QDOC_GOOD)
        puts(WORKER_DONE);
    else
        printf(WORKER_REFUSED " %s\n", states[state]);
    if (state != QDOC_GOOD)
        answer_text(WORKER_DETAIL, qdoc_detail(d));
    return state == QDOC_GOOD ? 0 : 1;
}

static int inspect(const char *path, const char *password)
{
    const char *format;
    struct qdoc *d = worker_open(path, password, &format);
    if (format)
        answer_text(WORKER_IMAGE, format);
    if (qdoc_state(d) == QDOC_GOOD) {
        struct qdoc_facts f = qdoc_facts(d);
        qdoc_ask_fonts(d, &f);
        answer_facts(d, &f);
    }
    return answer_state(d);
}

static void stamp_pages(struct qdoc *d, struct qdoc *labels, bool every)
{
    int count = every ? qdoc_pages(d) : 1;
    int last = qdoc_pages(labels) - 1;
    for (int i = 0; i < count; i++)
        if (!qdoc_stamp(d, i, labels, i < last ? i : last, MARGIN))
            return;
}

static void stamp_document(struct qdoc *d, struct qdoc *labels, const char *out, bool every)
{
    stamp_pages(d, labels, every);
    if (qdoc_state(d) != QDOC_GOOD)
        return;
    qdoc_mend(d);
    struct qdoc_facts f = qdoc_facts(d);
    if (qdoc_write(d, out))
        answer_facts(d, &f);
}

static int stamp(char **args, const struct input *in)
{
    const char *format;
    struct qdoc *d = worker_open(args[0], in->password, &format);
    struct qdoc *labels = qdoc_open_bytes(in->rest, in->rest_size);
    if (qdoc_state(labels) != QDOC_GOOD)
        return 2;
    if (qdoc_state(d) == QDOC_GOOD)
        stamp_document(d, labels, args[1], !strcmp(args[2], WORKER_EVERY));
    return answer_state(d);
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
        answer_text(WORKER_DETAIL, qdoc_detail(d));
    return good ? 0 : 1;
}

static int run(int argc, char **argv, const struct input *in)
{
    if (argc == 3 && !strcmp(argv[1], "inspect"))
        return inspect(argv[2], in->password);
    if (argc == 5 && !strcmp(argv[1], "stamp"))
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
    read_input(&in);
    int code = run(argc, argv, &in);
    fflush(stdout);
    _Exit(code);
}
