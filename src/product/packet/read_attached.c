/* What is attached to a packet, read before anything is printed. */
#include "product/packet/packet.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/page_range.h"
#include "seam/codec/sha256.h"
#include "typeset/layout/label.h"

struct attach packet_attach(const struct packet *p, const struct attachment *t)
{
    return (struct attach){.programs = &p->call->catalogue->programs,
        .file = t->file,
        .name = t->name,
        .place = t->at,
        .password = t->password,
        .shrink = t->shrink,
        .every = t->every,
        .pages = t->pages};
}

/* A PDF of the label, for looking at its place; empty where there is none to look at. */
static void make_label(struct packet *p, const struct attachment *t, struct buf *out)
{
    struct pages pages = {0};
    struct pdf_info info = {0};
    struct messages silent; /* a label that cannot be set is blamed where it is put on */
    struct fonts *fonts = t->label && !t->shrink ? call_fonts(p->call) : NULL;
    messages_init(&silent, p->call->arena);
    if (!fonts ||
        !label_page((struct typesetter){p->call->arena, &silent, fonts}, t->label, 1, 0, &pages) ||
        !pdf_write(&silent, fonts, &pages, &info, out))
        buf_clear(out);
}

void packet_adopt(struct messages *to, struct messages *from, const char *file, struct position at)
{
    for (struct message *m = from->first; m; m = m->next)
        if (!m->at.file || (file && !strcmp(m->at.file, file)))
            m->at = at;
    messages_take(to, from);
}

static bool count_pages(struct packet *p, size_t i)
{
    const struct attachment *t = &p->attached.list[i];
    int *pages = NULL;
    enum page_range result =
        page_range_read(t->pages, p->facts[i].pages, &pages, &p->page_counts[i]);
    free(pages);
    if (result == PAGE_RANGE_BEYOND)
        messages_error(&p->call->err, ERR_INPUT, "no-page", inst_child(t->entry, "pages")->at,
            "'%s' has %d pages; '%s' goes beyond them",
            "「%s」は%dページです。「%s」はそれを超えています", t->name, p->facts[i].pages,
            t->pages);
    if (result == PAGE_RANGE_BAD && !t->pages)
        messages_error(&p->call->err, ERR_INPUT, "too-many-pages", t->at,
            "'%s' has %d pages, more than can be bound; choose among them with 'pages', or divide "
            "it",
            "「%s」は%dページあり、綴じられる数を超えています。pages "
            "でページを選ぶか、分けてください",
            t->name, p->facts[i].pages);
    return result == PAGE_RANGE_GOOD;
}

/* A file under several labels is read once. */
static const char *known_content(const struct packet *p, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (p->contents[k] && !strcmp(p->attached.list[k].file, p->attached.list[i].file))
            return p->contents[k];
    return NULL;
}

static const char *hash_content(const struct packet *p, size_t i)
{
    char *text = arena_alloc(p->call->arena, SHA256_TEXT + 1);
    return sha256_file(p->attached.list[i].file, text) ? text : "";
}

const char *packet_content(const struct packet *p, const struct attachment *t)
{
    return p->contents[t - p->attached.list];
}

bool packet_is_steady(struct packet *p)
{
    for (size_t i = 0; i < p->attached.count; i++) {
        const struct attachment *t = &p->attached.list[i];
        if (!p->contents[i] || known_content(p, i) || !strcmp(p->contents[i], hash_content(p, i)))
            continue;
        messages_error(&p->call->err, ERR_INPUT, "changing-file", t->at,
            "'%s' changed while it was read; try again",
            "「%s」は、読んでいる間に変わりました。もう一度実行してください", t->name);
        return false;
    }
    return true;
}

static bool report(struct packet *p, size_t i, struct attach_job *job)
{
    p->facts[i] = job->facts;
    if (job->good)
        attach_report(job->found, &job->at, &p->facts[i], false);
    messages_take(&p->call->err, job->found);
    return job->good && count_pages(p, i);
}

struct inspection {
    struct attach_job *jobs;
    struct messages *found;
    struct buf *labels;
    size_t *which; /* of the attachments */
    size_t count;
};

static void add_job(struct packet *p, struct inspection *n, size_t i)
{
    const struct attachment *t = &p->attached.list[i];
    struct messages *found = &n->found[n->count];
    struct buf *label = &n->labels[n->count];
    p->contents[i] = known_content(p, i);
    if (!p->contents[i])
        p->contents[i] = hash_content(p, i);
    messages_init(found, p->call->arena);
    make_label(p, t, label);
    n->which[n->count] = i;
    n->jobs[n->count++] = (struct attach_job){.at = packet_attach(p, t),
        .labels = label->size ? label : NULL,
        .texts = p->printed,
        .fingerprints = p->locked,
        .found = found};
}

/* Those that are there: what each is, and what stands where its label goes. */
static bool inspect(struct packet *p)
{
    struct arena *a = p->call->arena;
    size_t room = p->attached.count + 1;
    struct inspection n = {arena_array(a, room, sizeof *n.jobs),
        arena_array(a, room, sizeof *n.found), arena_array(a, room, sizeof *n.labels),
        arena_array(a, room, sizeof *n.which), 0};
    bool good = true;
    for (size_t i = 0; i < p->attached.count; i++)
        if (p->attached.list[i].name && !p->attached.list[i].shut)
            add_job(p, &n, i);
    attach_visit_all(a, n.jobs, n.count);
    for (size_t k = 0; k < n.count; k++) {
        good &= report(p, n.which[k], &n.jobs[k]);
        buf_release(&n.labels[k]);
    }
    return good;
}

bool packet_prepare(struct packet *p, bool read)
{
    struct arena *a = p->call->arena;
    const char *answers = p->options->answers.name;
    p->attached = attachments_find(a, p->root, file_folder(a, answers ? answers : "."));
    p->facts = arena_array(a, p->attached.count + 1, sizeof *p->facts);
    p->page_counts = arena_array(a, p->attached.count + 1, sizeof *p->page_counts);
    p->contents = arena_array(a, p->attached.count + 1, sizeof *p->contents);
    for (size_t i = 0; i < p->attached.count; i++)
        source_line_hide(p->call, p->attached.list[i].password);
    bool good = attachments_check(
        a, &p->call->err, &p->attached, answers, p->options->binding.allow_outside);
    return (!read || inspect(p)) && good;
}
