/* Binds the packet of a plan: lines of a key and a value, those behind a 'document' its own. Says
   what bind_write says: 'document PAGES what-did-not-travel…', or 'CODE: message'. Where it names
   'fonts', a manifest, our own pages are made here: an empty one, and the looks of fields behind
   it. For tests. */
#include "product/helper/bind.h"
#include "base/arena.h"
#include "base/file.h"
#include "product/packet/field_appearance.h"
#include "typeset/pdf/pdf.h"

#define MOST_DOCUMENTS 4000
#define MOST_FILE ((size_t)1 << 30)

struct plan {
    struct arena *arena;
    struct messages err;
    struct helper_programs programs;
    struct bind bind;
    struct bind_document *documents;
    struct buf own;
    const char *out;
    const char *manifest;
};

static struct bind_document *last(struct plan *p)
{
    return &p->documents[p->bind.count ? p->bind.count - 1 : 0];
}

static void begin(struct plan *p, const char *value)
{
    p->bind.count += p->bind.count < MOST_DOCUMENTS;
    *last(p) = (struct bind_document){.at = {&p->programs, value, ""}, .label = -1};
    last(p)->title = last(p)->page_label = value;
}

static bool read_packet(struct plan *p, const char *key, const char *value)
{
    if (!strcmp(key, "worker"))
        p->programs.worker = value;
    else if (!strcmp(key, "own"))
        return file_read(&p->err, position_none(), value, MOST_FILE, &p->own);
    else if (!strcmp(key, "own_pages"))
        p->bind.own_pages = (int)strtol(value, NULL, 10);
    else if (!strcmp(key, "group"))
        p->bind.group = value;
    else if (!strcmp(key, "fit_a4"))
        p->bind.fit_a4 = true;
    else if (!strcmp(key, "linearize"))
        p->bind.linearize = true;
    else if (!strcmp(key, "out"))
        p->out = value;
    else if (!strcmp(key, "fonts"))
        p->manifest = value;
    else
        return false;
    return true;
}

static bool read_document(struct plan *p, const char *key, const char *value)
{
    struct bind_document *d = last(p);
    if (!strcmp(key, "document"))
        begin(p, value);
    else if (!strcmp(key, "password"))
        d->at.password = value;
    else if (!strcmp(key, "pages"))
        d->pages = value;
    else if (!strcmp(key, "title"))
        d->title = value;
    else if (!strcmp(key, "page_label"))
        d->page_label = value;
    else if (!strcmp(key, "destination"))
        d->destination = value;
    else if (!strcmp(key, "label"))
        d->label = (int)strtol(value, NULL, 10);
    else if (!strcmp(key, "every"))
        d->every = true;
    else if (!strcmp(key, "shrink"))
        d->shrink = true;
    else if (!strcmp(key, "blank_after"))
        d->blank_after = true;
    else
        return false;
    return true;
}

static bool read_line(struct plan *p, char *line)
{
    char *blank = strchr(line, ' ');
    const char *value = blank ? blank + 1 : "";
    if (blank)
        *blank = '\0';
    return !*line || read_packet(p, line, value) || read_document(p, line, value);
}

static bool read_plan(struct plan *p, const char *path)
{
    struct buf text = {0};
    if (!file_read(&p->err, position_none(), path, MOST_FILE, &text))
        return false;
    char *line = arena_strdup(p->arena, text.data);
    buf_release(&text);
    for (char *end; line && *line; line = end) {
        end = line + strcspn(line, "\n");
        if (*end)
            *end++ = '\0';
        if (!read_line(p, line))
            return false;
    }
    return p->out && (p->own.size || p->manifest);
}

/* The pages of a document's fields that have a text and no look. */
static bool make_appearances(struct plan *p, struct fonts *fonts, size_t i, struct pages *pages)
{
    struct bind_document *d = &p->documents[i];
    struct attach_job job = {.at = d->at, .texts = true, .found = &p->err};
    attach_visit_all(p->arena, &job, 1);
    d->texts = job.facts.texts;
    d->text_count = job.facts.text_count;
    return job.good && appearance_pages(p->arena, &p->err, fonts, d, 0, pages);
}

/* Our own pages where the plan has none. */
static bool make_own(struct plan *p)
{
    struct pages pages = {0};
    struct pdf_info info = {0};
    struct fonts *fonts = fonts_load(p->arena, &p->err, p->manifest);
    bool good = fonts;
    p->bind.own_pages = 1;
    page_add(p->arena, &pages, MPT_MM(210), MPT_MM(297));
    for (size_t i = 0; fonts && i < p->bind.count; i++)
        good &= make_appearances(p, fonts, i, &pages);
    good = good && pdf_write(&p->err, fonts, &pages, &info, &p->own);
    if (fonts)
        fonts_free(fonts);
    return good;
}

static void say(const struct plan *p, const struct bind_facts *f)
{
    for (size_t i = 0; !p->err.errors && i < p->bind.count; i++) {
        printf("document %d%s%s%s%s%s", f[i].pages, f[i].javascript ? " javascript" : "",
            f[i].launch ? " launch" : "", f[i].files ? " files" : "", f[i].xfa ? " xfa" : "",
            f[i].open_action ? " open-action" : "");
        if (f[i].unprinted)
            printf(" unprinted %d", f[i].unprinted);
        putchar('\n');
    }
    for (const struct message *m = p->err.first; m; m = m->next)
        printf("%s: %s / %s\n", m->code, m->en, m->ja);
}

/* bind_write wants a file that exists: it is made here, and goes where nothing came of it. */
static void bind_into_file(struct plan *p, struct bind_facts *facts)
{
    bool fresh = !file_exists(p->out);
    FILE *f = fopen(p->out, "ab");
    if (f)
        fclose(f);
    if (!bind_write(p->arena, &p->err, &p->bind, p->out, facts) && fresh)
        remove(p->out);
}

int main(int argc, char **argv)
{
    struct plan p = {.arena = arena_new()};
    struct bind_facts *facts = arena_array(p.arena, MOST_DOCUMENTS, sizeof *facts);
    p.documents = arena_array(p.arena, MOST_DOCUMENTS, sizeof *p.documents);
    messages_init(&p.err, p.arena);
    bool good = argc == 2 && read_plan(&p, argv[1]);
    if (good) {
        p.bind.programs = &p.programs;
        p.bind.own = &p.own;
        p.bind.documents = p.documents;
        if (!p.manifest || make_own(&p))
            bind_into_file(&p, facts);
    }
    say(&p, facts);
    int code = good ? (int)messages_worst(&p.err) : 2;
    buf_release(&p.own);
    arena_free(p.arena);
    return code;
}
