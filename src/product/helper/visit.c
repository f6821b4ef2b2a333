/* Documents are visited: one request for each file, with all its places, and one look at what is
   printed in them; many at the same time. */
#include "product/helper/helper_internal.h"

#include "base/arena.h"
#include "base/helper_words.h"
#include "base/string_index.h"
#include "base/wire_record.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_AT_ONCE 64 /* documents between two looks: of each, a file is open */

/* A file with a password, and all that is wanted of it. */
struct visit {
    struct attach_job **jobs;
    size_t count;
    struct helper_call call;
    int picture; /* -1: there is none */
    const char *picture_path;
    struct helper_call look;
    bool looked;
};

/* --- what is said of a document --- */

/* What stands behind the line 'at place', up to the next such line. */
static struct reply part_of(const struct reply *r, long place)
{
    const char *line = arena_printf(r->arena, "\n" HELPER_AT " %ld\n", place);
    const char *all = arena_printf(r->arena, "\n%s", r->text);
    const char *from = strstr(all, line);
    if (!from)
        return (struct reply){r->arena, ""};
    from += strlen(line);
    const char *next = !strncmp(from, HELPER_AT " ", 3) ? from : strstr(from, "\n" HELPER_AT " ");
    size_t size = next ? (size_t)(next - from) + (next > from) : strlen(from);
    return (struct reply){r->arena, arena_strndup(r->arena, from, size)};
}

/* Without the fingerprints, which are many lines. */
static struct reply facts_part(const struct reply *r)
{
    const char *known = strstr(r->text, "\n" HELPER_KNOWN "\n");
    return known ? (struct reply){r->arena,
                       arena_strndup(r->arena, r->text, (size_t)(known - r->text) + 1)}
                 : *r;
}

static int count_prints(const char *p)
{
    int n = 0;
    while ((p = strstr(p, "\n" HELPER_PRINT " "))) {
        n++;
        p++;
    }
    return n;
}

static void read_prints(const struct reply *r, struct attach_facts *f)
{
    const size_t word = strlen("\n" HELPER_PRINT " ");
    const char **list = arena_array(r->arena, (size_t)count_prints(r->text) + 1, sizeof *list);
    f->print_count = 0;
    for (const char *p = r->text; (p = strstr(p, "\n" HELPER_PRINT " ")); p += word)
        list[f->print_count++] = arena_strndup(r->arena, p + word, strcspn(p + word, "\n"));
    f->prints = list;
}

static bool ended_well(const struct helper_call *c)
{
    return c->end == PROCESS_EXITED && reply_value(&c->reply, HELPER_DONE);
}

/* --- one request --- */

static void put_place(struct buf *out, const struct attach_job *j)
{
    wire_put_number(out, j->at.every);
    wire_put_text(out, j->at.pages);
    wire_put_bytes(out, j->labels ? j->labels->data : "", j->labels ? j->labels->size : 0);
}

struct helper_call attach_visit_call(
    struct arena *a, const struct attach *at, int wants, const char *picture)
{
    const char **argv = arena_array(a, 5, sizeof *argv);
    argv[1] = "visit";
    argv[2] = helper_path(a, at->file);
    argv[3] = picture ? picture : "-";
    struct helper_call c = {.argv = argv};
    c.ask = (struct helper){
        .programs = at->programs, .subject = attach_subject(at), .size = helper_size(at->file)};
    wire_put_text(&c.input, at->password);
    wire_put_number(&c.input, wants);
    return c;
}

static void prepare(struct arena *a, struct visit *v)
{
    int wants = HELPER_WANT_FACTS;
    bool labelled = false;
    for (size_t i = 0; i < v->count; i++) {
        const struct attach_job *j = v->jobs[i];
        wants |= (j->texts ? HELPER_WANT_TEXTS : 0) | (j->fingerprints ? HELPER_WANT_PRINTS : 0);
        labelled |= j->labels && !j->at.shrink;
    }
    v->picture = labelled ? attach_unnamed(a, &v->picture_path) : -1;
    v->call =
        attach_visit_call(a, &v->jobs[0]->at, wants, v->picture >= 0 ? v->picture_path : NULL);
    wire_put_number(&v->call.input, (long long)v->count);
    for (size_t i = 0; i < v->count; i++)
        put_place(&v->call.input, v->jobs[i]);
}

static void run(struct arena *a, struct helper_call **calls, size_t count)
{
    struct helper_call *list = arena_array(a, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = *calls[i];
    helper_run_all(a, list, count);
    for (size_t i = 0; i < count; i++)
        *calls[i] = list[i];
}

/* --- what came of it --- */

static void read_job(const struct visit *v, size_t n, const struct reply *facts)
{
    struct attach_job *j = v->jobs[n];
    struct reply place = part_of(facts, (long)n);
    j->facts = attach_facts_of(facts);
    j->facts.places = place.text;
    j->facts.unlooked = reply_number(&place, HELPER_UNLOOKED);
    if (j->texts)
        j->facts.texts = attach_read_texts(facts, &j->facts.text_count);
    if (j->fingerprints && ended_well(&v->call))
        read_prints(&v->call.reply, &j->facts);
}

/* Who stopped it while it made fingerprints has the facts. */
static void read_visit(struct visit *v)
{
    bool known = ended_well(&v->call) || strstr(v->call.reply.text, "\n" HELPER_KNOWN "\n");
    struct reply facts = facts_part(&v->call.reply);
    for (size_t i = 0; i < v->count; i++) {
        struct attach_job *j = v->jobs[i];
        v->call.ask.subject = attach_subject(&j->at);
        j->good = known || attach_done(j->found, &v->call);
        if (j->good)
            read_job(v, i, &facts);
    }
}

/* Fingerprints that were stopped get the time and the memory of a request of their own. */
static void take_fingerprints(struct arena *a, struct visit *visits, size_t count)
{
    struct helper_call **calls = arena_array(a, count + 1, sizeof *calls);
    struct visit **whose = arena_array(a, count + 1, sizeof *whose);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        struct visit *v = &visits[i];
        if (v->call.end == PROCESS_EXITED || !v->jobs[0]->good)
            continue;
        v->call = attach_visit_call(a, &v->jobs[0]->at, HELPER_WANT_PRINTS, NULL);
        wire_put_number(&v->call.input, 0);
        whose[n] = v;
        calls[n++] = &v->call;
    }
    run(a, calls, n);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < whose[i]->count; k++)
            if (whose[i]->jobs[k]->fingerprints && ended_well(&whose[i]->call))
                read_prints(&whose[i]->call.reply, &whose[i]->jobs[k]->facts);
}

/* --- looks --- */

static bool is_looked_at(const struct attach_job *j)
{
    return j->good && j->labels && !j->at.shrink;
}

static void prepare_look(struct arena *a, struct visit *v)
{
    const struct attach_job *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < v->count; i++)
        if (is_looked_at(v->jobs[i]) && !count++)
            first = v->jobs[i];
    v->looked = first;
    if (!first)
        return;
    const char *before = first->at.file;
    if (first->facts.image)
        before = reply_number(&v->call.reply, HELPER_PICTURE) ? v->picture_path : NULL;
    v->look = attach_look_call(a, &first->at, before, NULL, count);
    for (size_t i = 0; i < v->count; i++)
        if (is_looked_at(v->jobs[i]))
            attach_look_at(&v->look, &v->jobs[i]->facts, v->jobs[i]->labels);
}

static void read_look(struct visit *v)
{
    long place = 0;
    for (size_t i = 0; i < v->count; i++) {
        struct attach_job *j = v->jobs[i];
        if (!is_looked_at(j))
            continue;
        struct helper_call c = v->look;
        c.ask.subject = attach_subject(&j->at);
        c.reply = part_of(&v->look.reply, place++);
        j->good = attach_corner_seen(j->found, &c, &j->facts);
    }
}

static void look_at_all(struct arena *a, struct visit *visits, size_t count)
{
    struct helper_call **calls = arena_array(a, count + 1, sizeof *calls);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        prepare_look(a, &visits[i]);
        if (visits[i].looked)
            calls[n++] = &visits[i].look;
    }
    run(a, calls, n);
    for (size_t i = 0; i < count; i++) {
        if (visits[i].looked)
            read_look(&visits[i]);
        if (visits[i].picture >= 0)
            close(visits[i].picture);
    }
}

/* --- all of them --- */

static void visit_some(struct arena *a, struct visit *visits, size_t count)
{
    struct helper_call **calls = arena_array(a, count + 1, sizeof *calls);
    for (size_t i = 0; i < count; i++) {
        prepare(a, &visits[i]);
        calls[i] = &visits[i].call;
    }
    run(a, calls, count);
    for (size_t i = 0; i < count; i++)
        read_visit(&visits[i]);
    look_at_all(a, visits, count);
    take_fingerprints(a, visits, count);
}

static const char *key_of(struct arena *a, const struct attach *at)
{
    struct stat st;
    if (stat(at->file, &st) != 0)
        return arena_printf(a, "%s\n%s", at->file, at->password);
    return arena_printf(a, "%llu %llu\n%s", (unsigned long long)st.st_dev,
        (unsigned long long)st.st_ino, at->password);
}

void attach_visit_all(struct arena *a, struct attach_job *jobs, size_t count)
{
    struct string_index known = {.arena = a};
    struct visit *visits = arena_array(a, count + 1, sizeof *visits);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        struct attach_job *j = &jobs[i];
        j->good = attach_is_there(j->found, &j->at);
        if (!j->good)
            continue;
        struct visit *v = &visits[string_index_add(&known, key_of(a, &j->at), n)];
        n += !v->count;
        v->jobs = arena_more(a, v->jobs, v->count, sizeof *v->jobs);
        v->jobs[v->count++] = j;
    }
    for (size_t i = 0; i < n; i += MOST_AT_ONCE)
        visit_some(a, visits + i, n - i < MOST_AT_ONCE ? n - i : MOST_AT_ONCE);
}

bool attach_inspect(
    struct arena *a, struct messages *e, const struct attach *at, struct attach_facts *f)
{
    struct attach_job job = {.at = *at, .found = e};
    attach_visit_all(a, &job, 1);
    *f = job.facts;
    return job.good;
}
