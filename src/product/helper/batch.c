/* Several processes at once: of many documents, or of one and its copy. */
#include "product/helper/helper_internal.h"

#include "base/arena.h"
#include "base/helper_words.h"

#include <string.h>

/* What is asked of jobs, and of which. */
struct round {
    struct helper_call *calls;
    struct attach_job **jobs;
    size_t count;
};

static struct round round_of(struct arena *a, size_t most)
{
    struct round r = {0};
    r.calls = arena_array(a, most + 1, sizeof *r.calls);
    r.jobs = arena_array(a, most + 1, sizeof *r.jobs);
    return r;
}

static void add_call(struct round *r, struct attach_job *job, struct helper_call call)
{
    r->jobs[r->count] = job;
    r->calls[r->count++] = call;
}

static const char **arguments(struct arena *a, const char *what, const struct attach *at)
{
    const char **argv = arena_array(a, 6, sizeof *argv);
    argv[1] = what;
    argv[2] = helper_path(a, at->file);
    if (strcmp(what, "inspect") != 0)
        return argv;
    argv[3] = at->every ? HELPER_EVERY : HELPER_FIRST;
    argv[4] = at->pages;
    return argv;
}

static struct round run_all(
    struct arena *a, const char *what, struct attach_job *jobs, size_t count)
{
    struct round r = round_of(a, count);
    for (size_t i = 0; i < count; i++) {
        struct attach_job *j = &jobs[i];
        j->good = attach_is_there(j->found, &j->at);
        if (j->good)
            add_call(&r, j, attach_call(&j->at, arguments(a, what, &j->at), j->labels));
    }
    helper_run_all(a, r.calls, r.count);
    return r;
}

static void look_at_corners(struct arena *a, struct attach_job *jobs, size_t count)
{
    struct round r = round_of(a, count);
    for (size_t i = 0; i < count; i++) {
        struct attach_job *j = &jobs[i];
        if (j->good && j->labels)
            add_call(&r, j, attach_corner_call(a, &j->at, j->labels, NULL, &j->facts));
    }
    helper_run_all(a, r.calls, r.count);
    for (size_t i = 0; i < r.count; i++)
        r.jobs[i]->good = attach_corner_seen(r.jobs[i]->found, &r.calls[i], &r.jobs[i]->facts);
}

void attach_inspect_all(struct arena *a, struct attach_job *jobs, size_t count)
{
    struct round r = run_all(a, "inspect", jobs, count);
    for (size_t i = 0; i < r.count; i++) {
        struct attach_job *j = r.jobs[i];
        j->good = attach_done(j->found, &r.calls[i]);
        if (j->good)
            j->facts = attach_facts_of(&r.calls[i].reply);
    }
    look_at_corners(a, jobs, count);
}

static int count_prints(const char *p)
{
    int n = 0;
    while ((p = strstr(p, HELPER_PRINT " "))) {
        n++;
        p++;
    }
    return n;
}

static void read_prints(struct arena *a, const char *text, struct attach_job *j)
{
    const size_t word = strlen(HELPER_PRINT " ");
    const char **list = arena_array(a, (size_t)count_prints(text) + 1, sizeof *list);
    for (const char *p = text; (p = strstr(p, HELPER_PRINT " ")); p += word)
        list[j->print_count++] = arena_strndup(a, p + word, strcspn(p + word, "\n"));
    j->prints = list;
}

void attach_fingerprint_all(struct arena *a, struct attach_job *jobs, size_t count)
{
    struct round r = run_all(a, "fingerprint", jobs, count);
    for (size_t i = 0; i < r.count; i++) {
        r.jobs[i]->good = attach_done(r.jobs[i]->found, &r.calls[i]);
        if (r.jobs[i]->good)
            read_prints(a, r.calls[i].reply.text, r.jobs[i]);
    }
}

/* --- a copy --- */

bool attach_verify(struct arena *a, struct messages *e, const struct attach *at,
    const struct buf *labels, const char *out, struct attach_facts *f)
{
    const char *argv[] = {NULL, "verify", helper_path(a, out), arena_printf(a, "%d", f->pages),
        at->every ? HELPER_EVERY : HELPER_FIRST, NULL};
    struct helper_call calls[] = {
        attach_call(at, argv, NULL), attach_corner_call(a, at, labels, out, f)};
    const struct refusal unread = {.kind = REFUSAL_NOT_VERIFIED};
    helper_run_all(a, calls, 2);
    if (!attach_ended(e, &calls[0]))
        return false;
    if (!reply_value(&calls[0].reply, HELPER_DONE))
        return refusal_tell(e, &unread, &calls[0].ask.subject);
    return attach_corner_seen(e, &calls[1], f);
}
