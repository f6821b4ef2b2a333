/* The command 'visit': all that is asked of a document, told at one opening. */
#include "program/tsuzuri-pdf/visit.h"

#include "base/helper_words.h"
#include "base/page_range.h"
#include "base/wire_record.h"
#include "program/tsuzuri-pdf/document/fingerprint.h"
#include "program/tsuzuri-pdf/document/open.h"
#include "program/tsuzuri-pdf/document/stamp.h"
#include "program/tsuzuri-pdf/document/write.h"
#include "program/tsuzuri-pdf/form_fields.h"
#include "program/tsuzuri-pdf/open.h"
#include "program/tsuzuri-pdf/reply.h"
#include "seam/sandbox/sandbox.h"

#include <fcntl.h>

#define MOST_PLACES 100 /* that are looked at */
#define OPEN_FILE_PATH 32

static void answer_place(struct pdf_document *d, int page, struct pdf_document *labels, int label)
{
    struct corner_part p = stamp_place(d, page, labels, label, LABEL_MARGIN);
    printf(HELPER_PLACE " %d %.9f %.9f %.9f %.9f\n", page, p.x, p.y, p.width, p.height);
}

void visit_tell_places(
    struct pdf_document *d, struct pdf_document *labels, bool every, const char *chosen)
{
    int *pages = NULL;
    int count = 0;
    int last = document_page_count(labels) - 1;
    if (page_range_read(chosen, document_page_count(d), &pages, &count) != PAGE_RANGE_GOOD)
        return;
    if (!every && count > 1)
        count = 1;
    for (int i = 0; i < count && i < MOST_PLACES; i++)
        answer_place(d, pages[i], labels, i < last ? i : last);
    if (count > MOST_PLACES)
        printf(HELPER_UNLOOKED " %d\n", count - MOST_PLACES);
    free(pages);
}

static void tell_place(struct pdf_document *d, struct wire_record *f)
{
    size_t size = 0;
    bool every = wire_take_number(f);
    const char *chosen = wire_take_text(f);
    const char *bytes = wire_take_bytes(f, &size);
    struct pdf_document *labels = size ? document_open_bytes(bytes, size) : NULL;
    if (labels && document_state(labels) == DOCUMENT_GOOD)
        visit_tell_places(d, labels, every, chosen);
}

static void tell_facts(struct pdf_document *d, struct wire_record *f, long long wants)
{
    long long count = wire_take_number(f);
    for (long long i = 0; !f->bad && i < count; i++) {
        printf(HELPER_AT " %lld\n", i);
        tell_place(d, f);
    }
    puts(HELPER_AT " -1");
    if (wants & HELPER_WANT_FACTS) {
        struct document_facts facts = facts_read(d);
        facts_add_fonts(d, &facts);
        reply_put_facts(d, &facts);
        printf(HELPER_FIELDS " %d\n", form_fields_count(d));
    }
    if (wants & HELPER_WANT_TEXTS)
        form_fields_print(d);
}

/* What takes longest comes last: whoever stops it knows the facts. */
static void tell_fingerprints(struct pdf_document *d)
{
    char text[SHA256_TEXT + 1];
    puts(HELPER_KNOWN);
    fflush(stdout);
    struct fingerprints *prints = fingerprints_new(d);
    for (int i = 0; i < document_page_count(d); i++) {
        fingerprint_page(prints, i, text);
        printf(HELPER_PRINT " %s\n", text);
    }
    fingerprints_free(prints);
}

/* The picture's file is open before the room is: it may belong to another process, and be reached
   by nothing else. */
static void enter_room(const char *file, int picture, char path[static OPEN_FILE_PATH])
{
    struct sandbox *room = sandbox_new();
    sandbox_read(room, file);
    snprintf(path, OPEN_FILE_PATH, "/proc/self/fd/%d", picture);
    if (picture >= 0)
        sandbox_write(room, path);
    sandbox_enter(room);
}

int visit_run(const char *file, const char *picture, const struct buf *input)
{
    const char *format;
    char path[OPEN_FILE_PATH];
    struct wire_record f = {input->data, input->data + input->size, false};
    const char *password = wire_take_text(&f);
    long long wants = wire_take_number(&f);
    if (f.bad || !password)
        return 2;
    int drawn = strcmp(picture, "-") != 0 ? open(picture, O_RDWR | O_CLOEXEC) : -1;
    enter_room(file, drawn, path);
    struct pdf_document *d = open_any(file, password, &format);
    if (format)
        reply_put_text(HELPER_IMAGE, format);
    if (document_state(d) == DOCUMENT_GOOD)
        tell_facts(d, &f, wants);
    if (document_state(d) == DOCUMENT_GOOD && format && drawn >= 0)
        reply_put_flag(HELPER_PICTURE, document_write(d, path));
    if (document_state(d) == DOCUMENT_GOOD && wants & HELPER_WANT_PRINTS)
        tell_fingerprints(d);
    return reply_put_state(d);
}
