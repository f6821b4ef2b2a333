#include "packet.h"

#include "arena.h"
#include "file.h"
#include "label.h"
#include "page_range.h"

/* --- what is attached --- */

struct attach packet_attach(const struct packet *p, const struct attachment *t)
{
    return (struct attach){.worker = p->t->worker,
        .looker = p->t->looker,
        .file = t->file,
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
    struct err silent; /* a label that cannot be set is blamed where it is put on */
    struct fonts *fonts = t->label && !t->shrink ? session_fonts(p->t) : NULL;
    err_init(&silent, p->t->arena);
    if (!fonts || !label_page(p->t->arena, &silent, fonts, t->label, 1, 0, &pages) ||
        !pdf_write(&silent, fonts, &pages, &info, out))
        buf_clear(out);
}

void packet_adopt(struct err *to, struct err *from, const char *file, struct mark at)
{
    for (struct msg *m = from->first; m; m = m->next)
        if (!m->at.file || (file && !strcmp(m->at.file, file)))
            m->at = at;
    err_take(to, from);
}

/* Who wrote the password knows that it is encrypted, but the packet is not. */
static void tell_encrypted(struct packet *p, const struct attachment *t, struct attach_facts *f)
{
    if (f->encrypted)
        err_note(&p->t->err, "encrypted", t->at,
            "'%s' is encrypted, the packet is not; keep it as safe",
            "「%"
            "s」は暗号化されていますが、綴じた文書では暗号化されません。取扱いに注意してください",
            t->name);
    f->encrypted = false;
}

/* As attach_report says it, but with the words of the answer file. */
static void tell_corner(struct packet *p, const struct attachment *t, struct attach_facts *f)
{
    if (f->inked)
        err_warn(&p->t->err, "corner-print", t->at,
            "'%s': the label hides print in the corner of page %d; make room: {file: %s, room: "
            "shrink}",
            "「%s」の%dページで、隅の印字にラベルが重なります。「{file: %s, room: shrink}」で余白を"
            "空けられます",
            t->name, f->first_inked, t->name);
    f->inked = 0;
}

/* Behind 'password' in the answer file, not behind an option. */
static bool blame_password(struct packet *p, const struct attachment *t, const struct err *found)
{
    for (const struct msg *m = found->first; m; m = m->next) {
        if (!strcmp(m->code, "needs-password"))
            err_error(&p->t->err, ERR_INPUT, "needs-password", t->at,
                "'%s' needs a password; write it as {file: %s, password: …}",
                "「%s」を開くにはパスワードが要ります。「{file: %s, password: …}」と書いてください",
                t->name, t->name);
        else if (!strcmp(m->code, "wrong-password"))
            err_error(&p->t->err, ERR_INPUT, "wrong-password", t->at,
                "the password does not open '%s'; write the right one",
                "書かれているパスワードでは「%s」を開けません。正しいものを書いてください",
                t->name);
        else
            continue;
        return true;
    }
    return false;
}

static bool count_pages(struct packet *p, size_t i)
{
    const struct attachment *t = &p->attached.list[i];
    int *pages = NULL;
    enum page_range result =
        page_range_read(t->pages, p->facts[i].pages, &pages, &p->page_counts[i]);
    free(pages);
    if (result == PAGE_RANGE_BEYOND)
        err_error(&p->t->err, ERR_INPUT, "no-page", inst_child(t->entry, "pages")->at,
            "'%s' has %d pages; '%s' goes beyond them",
            "「%s」は%dページです。「%s」はそれを超えています", t->name, p->facts[i].pages,
            t->pages);
    return result == PAGE_RANGE_GOOD;
}

static bool report(struct packet *p, size_t i, struct attach_job *job)
{
    const struct attachment *t = &p->attached.list[i];
    p->facts[i] = job->facts;
    if (job->good) {
        tell_encrypted(p, t, &p->facts[i]);
        tell_corner(p, t, &p->facts[i]);
        attach_report(job->found, &job->at, &p->facts[i], false);
    } else if (blame_password(p, t, job->found)) {
        return false;
    }
    packet_adopt(&p->t->err, job->found, t->file, t->at);
    return job->good && count_pages(p, i);
}

struct inspection {
    struct attach_job *jobs;
    struct err *found;
    struct buf *labels;
    size_t *which; /* of the attachments */
    size_t count;
};

static void add_job(struct packet *p, struct inspection *n, size_t i)
{
    const struct attachment *t = &p->attached.list[i];
    struct err *found = &n->found[n->count];
    struct buf *label = &n->labels[n->count];
    err_init(found, p->t->arena);
    make_label(p, t, label);
    n->which[n->count] = i;
    n->jobs[n->count++] = (struct attach_job){
        .at = packet_attach(p, t), .labels = label->size ? label : NULL, .found = found};
}

/* Those that are there: what each is, and what stands where its label goes. */
static bool inspect(struct packet *p)
{
    struct arena *a = p->t->arena;
    size_t room = p->attached.count + 1;
    struct inspection n = {arena_array(a, room, sizeof *n.jobs),
        arena_array(a, room, sizeof *n.found), arena_array(a, room, sizeof *n.labels),
        arena_array(a, room, sizeof *n.which), 0};
    bool good = true;
    for (size_t i = 0; i < p->attached.count; i++)
        if (p->attached.list[i].name && file_exists(p->attached.list[i].file))
            add_job(p, &n, i);
    attach_inspect_all(a, n.jobs, n.count);
    for (size_t k = 0; k < n.count; k++) {
        good &= report(p, n.which[k], &n.jobs[k]);
        buf_release(&n.labels[k]);
    }
    return good;
}

bool packet_prepare(struct packet *p, bool read)
{
    struct arena *a = p->t->arena;
    const char *answers = p->options->answers;
    p->attached = attachments_find(a, p->root, file_folder(a, answers ? answers : "."));
    p->facts = arena_array(a, p->attached.count + 1, sizeof *p->facts);
    p->page_counts = arena_array(a, p->attached.count + 1, sizeof *p->page_counts);
    for (size_t i = 0; i < p->attached.count; i++)
        excerpt_hide(p->t, p->attached.list[i].password);
    bool good = attachments_check(a, &p->t->err, &p->attached, answers, p->options->allow_outside);
    return (!read || inspect(p)) && good;
}

/* --- the list of documents --- */

static struct packet_document *add_document(struct packet *p)
{
    struct packet_document *d = &p->documents[p->count++];
    d->number = (int)p->count;
    return d;
}

static void list_own(struct packet *p, const struct pages *pages)
{
    struct packet_document *d = NULL;
    for (struct page *page = pages->first; page; page = page->next) {
        if (!d || d->first->whole != page->whole) {
            d = add_document(p);
            d->title = page->title;
            d->entry = page->entry;
            d->first = page;
        }
        d->pages++;
    }
}

/* Labels and providers may be those of several documents: the PDF's page labels number them. */
static const char *page_label(struct packet *p, const struct packet_document *d)
{
    int same = 1;
    for (const struct packet_document *o = p->documents; o < d; o++)
        same += o->attached && d->label && o->label && !strcmp(o->label, d->label);
    if (!d->label)
        return arena_printf(p->t->arena, "添付%d", d->number);
    return same > 1 ? arena_printf(p->t->arena, "%s(%d)", d->label, same) : d->label;
}

static void list_attached(struct packet *p)
{
    for (size_t i = 0; i < p->attached.count; i++) {
        const struct attachment *t = &p->attached.list[i];
        struct packet_document *d = add_document(p);
        d->attached = t;
        d->title = t->title;
        d->entry = t->provider;
        d->label = t->label;
        d->facts = p->facts[i];
        d->pages = p->page_counts[i];
        d->page_label = page_label(p, d);
        d->link = d->pages ? arena_printf(p->t->arena, "document-%d", d->number) : NULL;
    }
}

static void list_documents(struct packet *p, const struct pages *pages)
{
    size_t room = (size_t)pages->count + p->attached.count + 1;
    p->documents = arena_array(p->t->arena, room, sizeof *p->documents);
    p->count = 0;
    list_own(p, pages);
    list_attached(p);
}

/* --- page numbers --- */

/* The last document needs no empty page. */
static bool needs_blank(const struct packet *p, size_t i)
{
    bool more = false;
    for (size_t k = i + 1; k < p->count; k++)
        more |= p->documents[k].pages > 0;
    return p->options->duplex && more && p->documents[i].pages % 2;
}

static void number_documents(struct packet *p)
{
    int next = p->cover_pages + 1;
    for (size_t i = 0; i < p->count; i++) {
        struct packet_document *d = &p->documents[i];
        d->blank = needs_blank(p, i);
        d->page = next;
        next += d->pages + d->blank;
    }
    p->page_count = next - 1;
}

/* An empty page behind another, of its size. */
static void insert_blank(struct packet *p, struct pages *pages, struct page *before)
{
    struct page *blank = arena_alloc(p->t->arena, sizeof *blank);
    *blank = (struct page){.next = before->next,
        .width = before->width,
        .height = before->height,
        .document = before->document,
        .whole = before->whole,
        .title = before->title,
        .entry = before->entry};
    before->next = blank;
    if (pages->last == before)
        pages->last = blank;
    pages->count++;
}

static void add_blanks(struct packet *p, struct pages *pages)
{
    for (size_t i = 0; i < p->count; i++) {
        struct page *last = p->documents[i].first;
        if (!last || !p->documents[i].blank)
            continue;
        while (last->next && last->next->whole == last->whole)
            last = last->next;
        insert_blank(p, pages, last);
    }
}

static void name_pages(struct packet *p, struct pages *pages, int number)
{
    if (p->no_cover)
        return;
    for (struct page *page = pages->first; page; page = page->next, number++)
        page->destination = arena_printf(p->t->arena, "page-%d", number);
    for (size_t i = 0; i < p->count; i++)
        if (p->documents[i].first)
            p->documents[i].link = p->documents[i].first->destination;
}

/* --- links --- */

static bool belongs_to(struct packet *p, const struct packet_document *d, const char *path)
{
    for (const struct attachment *t = d->attached; t; t = t->also)
        if (!strcmp(inst_path(p->t->arena, t->item), path))
            return true;
    return false;
}

static const char *link_of(struct packet *p, const char *path)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->documents[i].link && belongs_to(p, &p->documents[i], path))
            return p->documents[i].link;
    return NULL;
}

static bool asks_by_name(const struct pages *pages, const char *path)
{
    for (const struct page *page = pages->first; page; page = page->next)
        for (const struct frame *f = page->frames; f; f = f->next)
            if (f->kind == FRAME_ATTACHED && !strcmp(f->name, path))
                return true;
    return false;
}

/* From the sentence that asks for a document, or from the whole item, to the document. */
static void link_frame(
    struct packet *p, const struct pages *pages, struct page *page, const struct frame *f)
{
    bool item = f->kind == FRAME_ITEM && !asks_by_name(pages, f->name);
    const char *link = item || f->kind == FRAME_ATTACHED ? link_of(p, f->name) : NULL;
    if (!link)
        return;
    struct frame to = *f;
    to.kind = FRAME_LINK;
    to.name = link;
    page_frame(p->t->arena, page, to);
}

static void link_items(struct packet *p, struct pages *pages)
{
    for (struct page *page = pages->first; page; page = page->next) {
        const struct frame *last = page->last_frame;
        for (const struct frame *f = page->frames; f; f = f == last ? NULL : f->next)
            link_frame(p, pages, page, f);
    }
}

/* --- the whole --- */

static void put_first(struct pages *pages, const struct pages *cover)
{
    if (!cover->first)
        return;
    cover->last->next = pages->first;
    pages->first = cover->first;
    if (!pages->last)
        pages->last = cover->last;
    pages->count += cover->count;
}

/* The numbers on the cover count its own pages. */
static bool print_cover(struct packet *p, struct pages *pages, struct pages *cover)
{
    enum { MOST_TURNS = 8 };
    int before = 0;
    for (int turn = 0; turn < MOST_TURNS; turn++) {
        number_documents(p);
        name_pages(p, pages, p->cover_pages + 1);
        *cover = (struct pages){0};
        if (!packet_print_cover(p, pages, cover))
            return false;
        if (cover->first && p->options->duplex && cover->count % 2)
            insert_blank(p, cover, cover->last);
        while (turn && cover->first && cover->count < before)
            insert_blank(p, cover, cover->last);
        if (cover->count == p->cover_pages)
            return true;
        p->cover_pages = before = cover->count;
    }
    return true;
}

bool packet_assemble(struct packet *p, struct pages *pages)
{
    struct pages cover = {0};
    list_documents(p, pages);
    number_documents(p);
    add_blanks(p, pages);
    p->cover_pages = 1;
    if (!print_cover(p, pages, &cover))
        return false;
    link_items(p, pages);
    put_first(pages, &cover);
    return true;
}
