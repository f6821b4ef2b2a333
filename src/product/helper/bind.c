/* A packet is bound: the plan that a helper gets, and whom to blame where it ends early. */
#include "product/helper/bind.h"

#include "base/arena.h"
#include "base/helper_words.h"
#include "base/wire_record.h"
#include "product/helper/helper_internal.h"

#include <stdint.h>

static void plan_document(struct buf *out, struct arena *a, const struct bind_document *d)
{
    wire_put_text(out, helper_path(a, d->at.file));
    wire_put_text(out, d->at.password ? d->at.password : "");
    wire_put_text(out, d->pages);
    wire_put_text(out, d->title);
    wire_put_text(out, d->page_label);
    wire_put_text(out, d->destination);
    wire_put_number(out, d->label);
    wire_put_number(out, d->foot);
    wire_put_number(out, d->every);
    wire_put_number(out, d->shrink);
    wire_put_number(out, d->blank_after);
    wire_put_number(out, d->appearance);
    wire_put_number(out, d->appearance_count);
}

static void plan_packet(struct buf *out, struct arena *a, const struct bind *b)
{
    wire_put_number(out, b->own_pages);
    wire_put_text(out, b->group);
    wire_put_number(out, b->fit_a4);
    wire_put_number(out, b->linearize);
    wire_put_number(out, (long long)b->count);
    for (size_t i = 0; i < b->count; i++)
        plan_document(out, a, &b->documents[i]);
    wire_put_bytes(out, b->own->data, b->own->size);
}

static void expect_document(
    struct buf *out, const struct bind_document *d, const struct bind_facts *f, int first)
{
    int labelled = d->label < 0 ? 0 : d->every ? f->pages : 1;
    wire_put_number(out, first);
    wire_put_number(out, labelled);
    wire_put_text(out, d->destination);
}

static void expect_packet(struct buf *out, const struct bind *b, const struct bind_facts *facts)
{
    int pages = b->own_pages;
    for (size_t i = 0; i < b->count; i++)
        pages += facts[i].pages + b->documents[i].blank_after;
    wire_put_number(out, pages);
    wire_put_number(out, (long long)b->count);
    pages = b->own_pages;
    for (size_t i = 0; i < b->count; i++) {
        expect_document(out, &b->documents[i], &facts[i], pages);
        pages += facts[i].pages + b->documents[i].blank_after;
    }
}

/* A run of tsuzuri-pdf, and what it said. */
struct attempt {
    struct helper_call call;
    struct reply *parts; /* of each document */
    size_t count;        /* of those of which something was said */
};

static struct helper ask_of(const struct bind *b)
{
    struct helper k = {
        .programs = b->programs, .subject = {.place = b->place}, .size = b->own->size};
    k.documents = b->count < 3600 ? (unsigned)b->count : 3600;
    for (size_t i = 0; i < b->count; i++) {
        size_t size = helper_size(b->documents[i].at.file);
        k.size += size < SIZE_MAX / 2 - k.size ? size : 0;
    }
    return k;
}

/* What was said of each document; the count of those of which something was. */
static size_t split(struct arena *a, const struct reply *r, struct reply *parts, size_t most)
{
    static const char word[] = "\n" HELPER_DOCUMENT " ";
    size_t n = 0;
    const char *text = arena_printf(a, "\n%s", r->text);
    for (const char *at = strstr(text, word); at && n < most;) {
        const char *next = strstr(at + 1, word);
        const char *end = next ? next : at + strlen(at);
        parts[n++] = (struct reply){a, arena_printf(a, "%.*s\n", (int)(end - at - 1), at + 1)};
        at = next;
    }
    return n;
}

static struct bind_facts facts_of(const struct reply *r)
{
    return (struct bind_facts){
        .pages = reply_number(r, HELPER_PAGES),
        .javascript = reply_number(r, HELPER_JAVASCRIPT),
        .launch = reply_number(r, HELPER_LAUNCH),
        .files = reply_number(r, HELPER_FILES),
        .xfa = reply_number(r, HELPER_XFA),
        .open_action = reply_number(r, HELPER_OPEN_ACTION),
        .unprinted = reply_number(r, HELPER_UNPRINTED),
    };
}

static struct attempt attempt_packet(struct arena *a, const struct bind *b, const char *out)
{
    const char *argv[] = {NULL, "bind", helper_path(a, out), NULL};
    struct attempt t = {.call = {.ask = ask_of(b), .argv = argv}};
    t.parts = arena_array(a, b->count + 1, sizeof *t.parts);
    plan_packet(&t.call.input, a, b);
    helper_run_all(a, &t.call, 1);
    t.count = split(a, &t.call.reply, t.parts, b->count);
    return t;
}

static const struct reply *last_of(const struct attempt *t)
{
    return t->count ? &t->parts[t->count - 1] : &t->call.reply;
}

static bool is_done(const struct attempt *t)
{
    return t->call.end == PROCESS_EXITED && reply_value(last_of(t), HELPER_DONE);
}

/* All documents were taken, and then it did not end well. */
static bool failed_in_writing(const struct attempt *t)
{
    return !is_done(t) && reply_number(last_of(t), HELPER_WRITING);
}

/* The document that cannot be written alone either, or NULL. */
static const struct bind_document *find_unwritable(
    struct arena *a, const struct bind *b, const char *out)
{
    struct bind one = *b;
    one.count = 1;
    for (size_t i = 0; i < b->count; i++) {
        one.documents = &b->documents[i];
        struct attempt t = attempt_packet(a, &one, out);
        if (failed_in_writing(&t))
            return one.documents;
    }
    return NULL;
}

static bool blame_writing(
    struct arena *a, struct messages *e, const struct bind *b, const char *out, struct attempt *t)
{
    struct helper_call c = t->call;
    c.reply = *last_of(t);
    struct refusal r = helper_refusal(&c);
    if (c.end == PROCESS_EXITED && reply_value(&c.reply, HELPER_REFUSED))
        return refusal_tell(e, &r, &c.ask.subject);
    const struct bind_document *d = find_unwritable(a, b, out);
    if (d)
        c.ask.subject = attach_subject(&d->at);
    return refusal_tell(e, &r, &c.ask.subject);
}

/* The document that was read last is to blame. */
static bool blame_document(struct messages *e, const struct bind_document *d, struct attempt *t)
{
    struct helper_call c = t->call;
    c.reply = *last_of(t);
    struct refusal r = helper_refusal(&c);
    if (r.kind != REFUSAL_UNWRITABLE)
        c.ask.subject = attach_subject(&d->at);
    if (r.kind == REFUSAL_NO_SUCH_PAGE || r.kind == REFUSAL_BAD_PAGES) {
        r.detail = d->pages;
        r.number = reply_number(&c.reply, HELPER_PAGES);
    }
    return refusal_tell(e, &r, &c.ask.subject);
}

static bool blame_start(struct messages *e, const struct attempt *t)
{
    struct refusal r = helper_ended(&t->call);
    return refusal_tell(e, &r, &t->call.ask.subject);
}

static bool write_packet(struct arena *a, struct messages *e, const struct bind *b, const char *out,
    struct bind_facts *facts)
{
    struct attempt t = attempt_packet(a, b, out);
    if (t.call.end == PROCESS_UNSTARTED)
        return blame_start(e, &t);
    if (failed_in_writing(&t) || (!t.count && !is_done(&t)))
        return blame_writing(a, e, b, out, &t);
    if (!is_done(&t))
        return blame_document(e, &b->documents[t.count - 1], &t);
    for (size_t i = 0; i < b->count; i++)
        facts[i] = facts_of(&t.parts[i]);
    return true;
}

static bool verify_packet(struct arena *a, struct messages *e, const struct bind *b,
    const char *out, const struct bind_facts *facts)
{
    struct helper k = {
        .programs = b->programs, .subject = {.place = b->place}, .size = helper_size(out)};
    const char *argv[] = {NULL, "verify-packet", helper_path(a, out), NULL};
    struct helper_call c = {.ask = k, .argv = argv};
    expect_packet(&c.input, b, facts);
    helper_run_all(a, &c, 1);
    if (c.end == PROCESS_EXITED && reply_value(&c.reply, HELPER_DONE))
        return true;
    const struct refusal r = {.kind = REFUSAL_NOT_VERIFIED};
    return refusal_tell(e, &r, &c.ask.subject);
}

bool bind_write(struct arena *a, struct messages *e, const struct bind *b, const char *out,
    struct bind_facts *facts)
{
    bool good = true;
    for (size_t i = 0; i < b->count; i++)
        good &= attach_is_there(e, &b->documents[i].at);
    return good && write_packet(a, e, b, out, facts) && verify_packet(a, e, b, out, facts);
}
