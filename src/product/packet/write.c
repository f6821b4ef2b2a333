/* The packet as a file. */
#include "base/arena.h"
#include "base/file.h"
#include "base/page_range.h"
#include "product/helper/bind.h"
#include "product/packet/field_appearance.h"
#include "product/packet/packet.h"
#include "typeset/layout/label.h"

#define GROUP "添付書類"

struct binding {
    struct packet *packet;
    int own_pages;
    struct pages labels;
    const struct packet_document **sources; /* of 'documents' */
    struct bind_document *documents;
    size_t count;
};

/* --- labels --- */

static bool is_every(const struct packet_document *d)
{
    return d->attached->every && d->pages > 1;
}

/* Documents with one label, each on its first page only, share it. */
static int shared_label(const struct binding *b, const struct packet_document *d)
{
    for (size_t i = 0; i < b->count && !is_every(d); i++)
        if (b->sources[i]->label && !is_every(b->sources[i]) &&
            !strcmp(b->sources[i]->label, d->label))
            return b->documents[i].label;
    return -1;
}

static bool has_label(const struct packet_document *d)
{
    return d->label && (!d->chosen || d->attached->every || d->chosen[0] == 1);
}

static bool make_labels(struct binding *b, const struct packet_document *d, int *first)
{
    struct tsuzuri_call *call = b->packet->call;
    int count = is_every(d) ? d->pages : 0;
    int own = !count ? 1 : d->chosen ? d->chosen_count : count;
    struct messages found;
    bool good = true;
    *first = has_label(d) ? shared_label(b, d) : -1;
    if (!has_label(d) || *first >= 0)
        return true;
    *first = b->own_pages + b->labels.count;
    messages_init(&found, call->arena);
    for (int i = 1; good && i <= own; i++)
        good = label_page((struct typesetter){call->arena, &found, call->fonts}, d->label,
            d->chosen ? d->chosen[i - 1] : i, count, &b->labels);
    for (struct message *m = found.first; m; m = m->next)
        m->class = m->class == ERR_USAGE ? ERR_INPUT : m->class; /* it was typed into a file */
    packet_adopt(&call->err, &found, "", d->attached->at);
    return good;
}

/* --- the documents of others --- */

/* The pages of the file; of corrections those that are chosen. */
static const char *pages_of(struct binding *b, const struct packet_document *d)
{
    const char *text = "";
    int *pages = NULL;
    int count;
    if (!d->chosen)
        return d->attached->pages;
    page_range_read(d->attached->pages, d->facts.pages, &pages, &count);
    for (int i = 0; pages && i < d->chosen_count; i++)
        text = arena_printf(
            b->packet->call->arena, "%s%s%d", text, i ? "," : "", pages[d->chosen[i] - 1] + 1);
    free(pages);
    return text;
}

/* Values of form fields that no viewer has drawn yet. */
static bool make_appearances(
    struct binding *b, const struct packet_document *d, struct bind_document *document)
{
    struct tsuzuri_call *call = b->packet->call;
    struct messages found;
    if (!d->facts.text_count)
        return true;
    document->texts = d->facts.texts;
    document->text_count = d->facts.text_count;
    messages_init(&found, call->arena);
    bool good =
        appearance_pages(call->arena, &found, call->fonts, document, b->own_pages, &b->labels);
    packet_adopt(&call->err, &found, d->attached->file, d->attached->at);
    return good;
}

/* The page that goes into the footer of each of its pages. */
static bool make_foot(struct binding *b, const struct packet_document *d, int *page)
{
    struct tsuzuri_call *call = b->packet->call;
    struct messages found;
    *page = 0;
    if (!d->attached->foot)
        return true;
    *page = b->own_pages + b->labels.count;
    messages_init(&found, call->arena);
    bool good = foot_page(
        (struct typesetter){call->arena, &found, call->fonts}, d->attached->foot, &b->labels);
    packet_adopt(&call->err, &found, "", d->attached->at);
    return good;
}

static bool add_document(struct binding *b, const struct packet_document *d)
{
    int label, foot;
    if (!make_labels(b, d, &label) || !make_foot(b, d, &foot))
        return false;
    b->sources[b->count] = d;
    b->documents[b->count++] = (struct bind_document){.at = packet_attach(b->packet, d->attached),
        .pages = pages_of(b, d),
        .title = d->label ? arena_printf(b->packet->call->arena, "%s　%s", d->label, d->title)
                          : d->title,
        .page_label = d->page_label,
        .destination = d->link,
        .label = label,
        .foot = foot,
        .every = d->attached->every,
        .shrink = d->attached->shrink,
        .blank_after = d->blank};
    return make_appearances(b, d, &b->documents[b->count - 1]);
}

static bool collect(struct binding *b)
{
    struct packet *p = b->packet;
    bool good = true;
    b->documents = arena_array(p->call->arena, p->count + 1, sizeof *b->documents);
    b->sources = arena_array(p->call->arena, p->count + 1, sizeof(struct packet_document *));
    for (size_t i = 0; i < p->count; i++)
        if (p->documents[i].attached && p->documents[i].pages)
            good &= add_document(b, &p->documents[i]);
    return good;
}

/* Our own pages, those of labels and of fields' values behind them. */
static bool write_own(
    struct binding *b, const struct pages *pages, const struct pdf_info *info, struct buf *out)
{
    struct tsuzuri_call *call = b->packet->call;
    struct pdf *pdf = pdf_new(&call->err, call->fonts);
    pdf_add(pdf, pages);
    pdf_add(pdf, &b->labels);
    return pdf_finish(pdf, info, out);
}

/* --- what was left behind --- */

static const char *append(
    struct arena *a, const char *list, bool more, const char *join, const char *word)
{
    if (!more)
        return list;
    return list ? arena_printf(a, "%s%s%s", list, join, word) : word;
}

/* What was left behind of a document, in both languages; NULL: nothing. */
struct dropped {
    const char *en, *ja;
};

static struct dropped dropped_of(struct arena *a, const struct bind_facts *f)
{
    const struct {
        bool dropped;
        const char *en, *ja;
    } parts[] = {{f->javascript, "JavaScript", "JavaScript"},
        {f->launch, "actions that start programs", "プログラムを起動する動作"},
        {f->files, "files inside it", "中に添付されたファイル"},
        {f->xfa, "the XFA form", "XFAフォーム"},
        {f->open_action, "what happens when it is opened", "開いたときの動作"}};
    struct dropped d = {0};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        d.en = append(a, d.en, parts[i].dropped, ", ", parts[i].en);
        d.ja = append(a, d.ja, parts[i].dropped, "、", parts[i].ja);
    }
    return d;
}

/* How many of the documents from i on lost the same; 0 where one before it did. */
static size_t count_alike(const struct dropped *all, size_t count, size_t i)
{
    size_t alike = 0;
    for (size_t k = 0; k < count; k++) {
        if (!all[k].en || strcmp(all[k].en, all[i].en) != 0)
            continue;
        if (k < i)
            return 0;
        alike++;
    }
    return alike;
}

/* One note for all documents that lost the same, at the first of them. */
static void tell_dropped(const struct binding *b, const struct bind_facts *facts)
{
    struct tsuzuri_call *call = b->packet->call;
    struct arena *a = call->arena;
    struct dropped *all = arena_array(a, b->count + 1, sizeof *all);
    for (size_t i = 0; i < b->count; i++)
        all[i] = dropped_of(a, &facts[i]);
    for (size_t i = 0; i < b->count; i++) {
        size_t alike = all[i].en ? count_alike(all, b->count, i) : 0;
        const struct attachment *at = b->sources[i]->attached;
        const char *en = alike > 1 ? arena_printf(a, " and %zu more", alike - 1) : "";
        const char *ja = alike > 1 ? arena_printf(a, "ほか%zu件", alike - 1) : "";
        if (alike)
            messages_text(&call->err, ERR_NOTE, ERR_NONE, "left-behind", at->at,
                arena_printf(a, "'%s'%s: not taken into the packet: %s", at->name, en, all[i].en),
                arena_printf(a, "「%s」%sの次のものは綴じた文書に入れていません: %s", at->name, ja,
                    all[i].ja));
    }
}

static void tell_unprinted(
    struct tsuzuri_call *call, const struct packet_document *d, const struct bind_facts *f)
{
    if (f->unprinted)
        messages_note(&call->err, "not-printed", d->attached->at,
            "'%s': annotations and fields that are seen but do not print were left out: %d; to "
            "keep one, allow it to be printed in the program that made it",
            "「%s」の、表示だけで印刷されない注釈や欄 %d 個は綴じていません。残すには、作成した"
            "ソフトで印刷するように設定してください",
            d->attached->name, f->unprinted);
}

/* --- the whole --- */

static bool bind_all(struct binding *b, const struct buf *own, const struct temporary *d)
{
    struct packet *p = b->packet;
    struct tsuzuri_call *call = p->call;
    struct bind_facts *facts = arena_array(call->arena, b->count + 1, sizeof *facts);
    struct bind bind = {.programs = &call->catalogue->programs,
        .own = own,
        .own_pages = b->own_pages,
        .group = b->count ? GROUP : NULL,
        .documents = b->documents,
        .count = b->count,
        .fit_a4 = p->options->binding.fit_a4,
        .linearize = p->options->linearize,
        .place = position_file(p->options->output)};
    bool good = bind_write(call->arena, &call->err, &bind, temporary_path(d), facts);
    if (good)
        tell_dropped(b, facts);
    for (size_t i = 0; good && i < b->count; i++)
        tell_unprinted(call, b->sources[i], &facts[i]);
    return good;
}

bool packet_write(
    struct packet *p, const struct pages *pages, const struct pdf_info *info, struct temporary *out)
{
    struct binding b = {.packet = p, .own_pages = pages->count};
    struct tsuzuri_call *call = p->call;
    struct buf own = {0};
    if (!collect(&b))
        return false;
    bool good = write_own(&b, pages, info, &own);
    if (good)
        good = b.count || p->options->linearize
                   ? bind_all(&b, &own, out) && packet_is_steady(p)
                   : temporary_fill(&call->err, out, own.data, own.size);
    buf_release(&own);
    return good;
}
