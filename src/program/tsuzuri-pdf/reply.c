#include "program/tsuzuri-pdf/reply.h"

#include "base/buf.h"
#include "base/helper_words.h"

#define MOST_TEXT 300

/* A value stays on its line, and is short. */
void worker_text(const char *word, const char *text)
{
    struct buf line = {0};
    for (size_t i = 0; text && text[i] && i < MOST_TEXT; i++)
        buf_addc(&line, (unsigned char)text[i] < ' ' || text[i] == 0x7F ? ' ' : text[i]);
    printf("%s %s\n", word, line.data ? line.data : "");
    buf_release(&line);
}

void worker_flag(const char *word, bool holds)
{
    if (holds)
        printf("%s 1\n", word);
}

void worker_facts(const struct qdoc *d, const struct qdoc_facts *f)
{
    printf(WORKER_PAGES " %d\n", qdoc_pages(d));
    worker_flag(WORKER_ENCRYPTED, f->encrypted);
    worker_flag(WORKER_SIGNED, f->is_signed);
    worker_flag(WORKER_XFA, f->xfa);
    worker_flag(WORKER_XFA_ONLY, f->xfa_only);
    worker_flag(WORKER_REBUILT, f->rebuilt);
    printf(WORKER_COVERED " %d\n" WORKER_FAULTS " %d\n", f->covered, f->faults);
    if (f->first_fault)
        worker_text(WORKER_FAULT, f->first_fault);
    printf(WORKER_UNEMBEDDED " %d\n", f->unembedded);
    if (f->unembedded_name)
        worker_text(WORKER_FONT, f->unembedded_name);
}

int worker_state(struct qdoc *d)
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
        [QDOC_TOO_SMALL] = "too-small",
        [QDOC_UNWRITABLE] = "unwritable",
    };
    enum qdoc_state state = qdoc_state(d);
    if (state == QDOC_GOOD)
        puts(WORKER_DONE);
    else
        printf(WORKER_REFUSED " %s\n", states[state]);
    if (state != QDOC_GOOD)
        worker_text(WORKER_DETAIL, qdoc_detail(d));
    return state == QDOC_GOOD ? 0 : 1;
}
