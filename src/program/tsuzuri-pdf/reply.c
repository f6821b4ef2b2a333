/* What is answered on standard output: lines of a word and a value (helper_words.h). */
#include "program/tsuzuri-pdf/reply.h"

#include "base/buf.h"
#include "base/helper_words.h"

#define MOST_TEXT 300

/* A value stays on its line, and is short. */
void reply_put_text(const char *word, const char *text)
{
    struct buf line = {0};
    for (size_t i = 0; text && text[i] && i < MOST_TEXT; i++)
        buf_addc(&line, (unsigned char)text[i] < ' ' || text[i] == 0x7F ? ' ' : text[i]);
    printf("%s %s\n", word, line.data ? line.data : "");
    buf_release(&line);
}

void reply_put_flag(const char *word, bool holds)
{
    if (holds)
        printf("%s 1\n", word);
}

void reply_put_facts(const struct pdf_document *d, const struct document_facts *f)
{
    printf(HELPER_PAGES " %d\n", document_page_count(d));
    reply_put_flag(HELPER_ENCRYPTED, f->encrypted);
    reply_put_flag(HELPER_SIGNED, f->is_signed);
    reply_put_flag(HELPER_XFA, f->xfa);
    reply_put_flag(HELPER_XFA_ONLY, f->xfa_only);
    reply_put_flag(HELPER_REBUILT, f->rebuilt);
    reply_put_flag(HELPER_PORTFOLIO, f->portfolio);
    printf(HELPER_CUT " %d\n", f->cut);
    printf(HELPER_COVERED " %d\n" HELPER_FAULTS " %d\n", f->covered, f->faults);
    if (f->first_fault)
        reply_put_text(HELPER_FAULT, f->first_fault);
    printf(HELPER_UNEMBEDDED " %d\n", f->unembedded);
    if (f->unembedded_name)
        reply_put_text(HELPER_FONT, f->unembedded_name);
}

int reply_put_state(struct pdf_document *d)
{
    static const char *const states[] = {
        [DOCUMENT_GOOD] = HELPER_DONE,
        [DOCUMENT_NEEDS_PASSWORD] = "needs-password",
        [DOCUMENT_WRONG_PASSWORD] = "wrong-password",
        [DOCUMENT_UNSUPPORTED] = "unsupported-encryption",
        [DOCUMENT_DAMAGED] = "damaged",
        [DOCUMENT_NO_PAGES] = "no-pages",
        [DOCUMENT_TOO_LARGE] = "too-large",
        [DOCUMENT_UNKNOWN] = "unknown-format",
        [DOCUMENT_BAD_IMAGE] = "bad-image",
        [DOCUMENT_TOO_SMALL] = "too-small",
        [DOCUMENT_UNWRITABLE] = "unwritable",
    };
    facts_settle(d);
    enum document_state state = document_state(d);
    if (state == DOCUMENT_GOOD)
        puts(HELPER_DONE);
    else
        printf(HELPER_REFUSED " %s\n", states[state]);
    if (state != DOCUMENT_GOOD)
        reply_put_text(HELPER_DETAIL, document_detail(d));
    return state == DOCUMENT_GOOD ? 0 : 1;
}
