#include "program/tsuzuri-pdf/form_fields.h"

#include "base/helper_words.h"
#include "program/tsuzuri-pdf/open.h"
#include "program/tsuzuri-pdf/reply.h"

#include <math.h>
#include <stdio.h>

static void say_text(const char *word, const char *text)
{
    printf("%s ", word);
    for (; *text; text++)
        if (*text == '\n')
            fputs("\\n", stdout);
        else if (*text == '\\')
            fputs("\\\\", stdout);
        else
            putchar(*text);
    putchar('\n');
}

static long thousandths(double n)
{
    return lround(n * 1000);
}

static void say(void *context, const struct qfield *f)
{
    (void)context;
    printf(WORKER_FIELD " %d %ld %ld %ld %ld %d %d %d %d %d %u\n", f->page, thousandths(f->width),
        thousandths(f->height), thousandths(f->border), thousandths(f->size), f->quadding, f->comb,
        f->multiline, f->list, f->serif, f->ink);
    say_text(WORKER_NAME, f->name);
    say_text(WORKER_TEXT, f->text);
}

static void count(void *context, const struct qfield *f)
{
    (void)f;
    ++*(int *)context;
}

int worker_count_fields(struct qdoc *d)
{
    int n = 0;
    qdoc_fields(d, count, &n);
    return n;
}

int worker_fields(const char *path, const char *password)
{
    const char *format;
    struct qdoc *d = worker_open(path, password, &format);
    if (qdoc_state(d) == QDOC_GOOD)
        qdoc_fields(d, say, NULL);
    return worker_state(d);
}
