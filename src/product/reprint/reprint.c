/* tsuzuri_issue, tsuzuri_diff, tsuzuri_reprint: what becomes of a packet once it was signed. */
#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "product/reprint/diff.h"
#include "product/reprint/replacement_slip.h"

#include <string.h>

/* --- issue --- */

static bool check_packet(struct tsuzuri *t, const struct lock *l)
{
    char content[SHA256_TEXT + 1];
    const char *path = file_join(t->arena, file_folder(t->arena, l->file), l->packet);
    bool there = sha256_file(path, content);
    if (there && !strcmp(content, l->content))
        return true;
    messages_error(&t->err, ERR_INPUT, there ? "other-packet" : "no-packet", position_file(path),
        there ? "'%s' is not the one that '%s' tells of; print both anew with build before they "
                "are signed"
              : "'%s' is not beside its lock '%s'; put it there",
        there ? "「%s」は、控え「%s」が記すものと違います。署名の前に、build "
                "で両方を作り直してください"
              : "「%s」が控え「%s」の隣にありません。同じフォルダーに置いてください",
        path, l->file);
    return false;
}

enum tsuzuri_status tsuzuri_issue(struct tsuzuri *t, const char *lock)
{
    messages_init(&t->err, t->arena);
    struct lock *l = lock_read(t->arena, &t->err, lock);
    if (!l || !check_packet(t, l))
        return session_end(t);
    if (l->issued) {
        messages_note(&t->err, "issued-before", position_file(lock), "'%s' was issued before",
            "「%s」はすでに提出済みになっています", lock);
        return session_end(t);
    }
    struct buf text = {0};
    l->issued = true;
    lock_write(l, &text);
    if (file_write(&t->err, lock, text.data, text.size, 0600))
        messages_note(&t->err, "issued-now", position_file(lock),
            "'%s' is marked as signed and sent: build and reprint keep it from now on",
            "「%s」を提出済みにしました。これからは build も reprint も置き換えません", l->packet);
    buf_release(&text);
    return session_end(t);
}

/* --- diff --- */

static void write_json(struct diff *d, const char *name, const int *places)
{
    struct tsuzuri *t = d->build.t;
    struct json j = {.out = &t->text};
    json_open(&j, NULL, '{');
    json_int(&j, name, 1);
    diff_json(d, t->arena, places, &j);
    json_close(&j, '}');
}

enum tsuzuri_status tsuzuri_diff(struct tsuzuri *t, const struct tsuzuri_diff *options)
{
    struct diff d;
    struct diff_input in = {options->answers, options->since, false};
    messages_init(&t->err, t->arena);
    buf_clear(&t->text);
    t->changed_sheets = 0;
    if (diff_run(t, &in, &d)) {
        t->changed_sheets = (int)diff_changed(&d);
        if (options->json)
            write_json(&d, "tsuzuri-diff", NULL);
        else
            diff_text(&d, t->arena, options->japanese, &t->text);
    }
    enum tsuzuri_status status = session_end(t);
    return status == TSUZURI_INCOMPLETE ? TSUZURI_BAD_INPUT : status;
}

int tsuzuri_changed_sheets(const struct tsuzuri *t)
{
    return t->changed_sheets;
}

/* --- reprint --- */

struct reprint {
    const struct tsuzuri_reprint *options;
    struct diff diff;
    struct date date;
    const char *iso;    /* of the correction */
    struct pages shown; /* all pages of now, as they are printed: in red, perhaps */
    struct pages slip;
    struct pages out;     /* the corrections, but for what is attached */
    struct packet packet; /* and that */
    int count;            /* pages of both */
    int *places;          /* where each sheet of the difference stands among them; 0: nowhere */
};

static bool is_usage(struct tsuzuri *t, const char *en, const char *ja)
{
    messages_text(&t->err, ERR_ERROR, ERR_USAGE, "usage", position_none(), en, ja);
    return false;
}

static bool check_options(struct tsuzuri *t, struct reprint *r)
{
    const struct tsuzuri_reprint *o = r->options;
    if (!o->answers || !o->since || !o->output || !*o->output)
        return is_usage(t, "answers, a lock (--since) and an output (-o) are needed",
            "回答ファイル、控え（--since）、書き出し先（-o）を指定してください");
    const char *lock = lock_name(t->arena, o->output);
    if (file_same(o->output, o->answers) || file_same(o->output, o->since) ||
        file_same(lock, o->since) || file_same(lock, o->answers))
        return is_usage(t,
            "the corrections would replace what they are made from; give them another name",
            "もとのファイルを上書きしてしまいます。別の名前にしてください");
    if (!o->date || !unicode_parse_date(o->date, &r->date))
        return is_usage(t, "the date of the correction is written as 2026-12-01 (--date)",
            "訂正の日は 2026-12-01 のように書きます（--date）");
    r->iso = arena_printf(t->arena, "%04d-%02d-%02d", r->date.year, r->date.month, r->date.day);
    return build_may_name(&t->err, o->output) &&
           (o->force || lock_allows(t->arena, &t->err, o->output));
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

/* Both have the same pages, one by one. */
static bool same_pages(const struct pages *a, const struct pages *b)
{
    const struct page *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        if (x->number != y->number || !same_text(x->document, y->document) ||
            !same_text(x->about, y->about))
            return false;
    return !x && !y;
}

/* The pages as they are shown: plain, marked, or in red where that leaves every value where it is.
 */
static bool show_changes(struct tsuzuri *t, struct reprint *r)
{
    struct build *b = &r->diff.build;
    const struct tsuzuri_reprint *o = r->options;
    struct changes c = {.former = r->diff.former, .mark = o->mark, .red = o->red, .steady = true};
    r->shown = b->pages;
    if (!o->mark && !o->red)
        return true;
    if (b->options->against)
        return is_usage(t,
            "this packet shows changes already (--against); --mark and --red do not go on top",
            "この一式はすでに変更を示しています（--against）。--mark や --red は重ねられません");
    struct pages shown;
    if (!build_lay_out(b, &c, &shown))
        return false;
    if (o->red && !same_pages(&shown, &b->pages)) {
        messages_warn(&t->err, "red-too-long", position_none(),
            "the former values would need other sheets than the packet has; what changed is "
            "marked in the margin instead",
            "もとの値を並べると頁の割り付けが変わるため、朱書きの代わりに欄外の線で示しました");
        c = (struct changes){.former = r->diff.former, .mark = true};
        if (!build_lay_out(b, &c, &shown))
            return false;
    }
    if (c.mark)
        overlay_marks(t->arena, &shown);
    r->shown = shown;
    return true;
}

/* --- the corrections' pages --- */

static const struct page *page_at(const struct pages *pages, int index)
{
    const struct page *p = pages->first;
    while (p && index--)
        p = p->next;
    return p;
}

/* Without its links: they lead to pages that are not here. */
static struct page *copy_page(struct tsuzuri *t, struct reprint *r, const struct page *from)
{
    struct page *p = page_add(t->arena, &r->out, from->width, from->height);
    *p = *from;
    p->next = NULL;
    p->frames = p->last_frame = NULL;
    p->destination = NULL;
    r->count++;
    return p;
}

static void even_out(struct tsuzuri *t, struct reprint *r)
{
    const struct page *last = r->out.last;
    if (!r->diff.now->duplex || r->count % 2 == 0)
        return;
    page_add(t->arena, &r->out, last->width, last->height);
    r->count++;
}

/* One more page of an attached document. */
static void choose_page(struct tsuzuri *t, struct reprint *r, const struct lock_page *of)
{
    struct packet_document *d = &r->packet.documents[of->part - 1];
    d->chosen = arena_more(t->arena, d->chosen, (size_t)d->chosen_count, sizeof *d->chosen);
    d->chosen[d->chosen_count++] = of->number;
    r->count++;
}

static void add_attached(struct tsuzuri *t, struct reprint *r, const struct diff_sheet *s)
{
    choose_page(t, r, s->now.front);
    if (s->now.back) {
        choose_page(t, r, s->now.back);
    } else if (r->diff.now->duplex) {
        r->packet.documents[s->now.front->part - 1].blank = true;
        r->count++;
    }
}

static bool add_page(struct tsuzuri *t, struct reprint *r, const struct lock_page *of)
{
    const char *text =
        arena_printf(t->arena, "訂正 %s", unicode_format_date(t->arena, r->date, true));
    struct page *p = copy_page(t, r, page_at(&r->shown, of->page - 1));
    return overlay_corner(t->arena, &t->err, r->diff.build.design, t->fonts, text, p);
}

static struct lock_page *own(struct reprint *r, const struct lock_page *p)
{
    return &r->diff.now->list[p - r->diff.now->list];
}

static bool add_sheet(struct tsuzuri *t, struct reprint *r, size_t i)
{
    const struct diff_sheet *s = &r->diff.sheets[i];
    const struct lock_page *old[] = {s->old.front, s->old.back};
    const struct lock_page *now[] = {s->now.front, s->now.back};
    for (size_t k = 0; k < 2; k++)
        if (now[k])
            own(r, now[k])->corrected = s->action != DIFF_KEEP ? r->iso
                                        : old[k]               ? old[k]->corrected
                                                               : NULL;
    if (!now[0] || s->action == DIFF_KEEP)
        return true;
    r->places[i] = r->count + 1;
    if (now[0]->part) {
        add_attached(t, r, s);
        return true;
    }
    bool good = add_page(t, r, now[0]) && (!now[1] || add_page(t, r, now[1]));
    even_out(t, r);
    return good;
}

/* The documents of the packet, none of their pages chosen yet. */
static void copy_packet(struct tsuzuri *t, struct reprint *r)
{
    const struct packet *p = &r->diff.build.packet;
    r->packet = *p;
    r->packet.documents =
        arena_grow(t->arena, p->documents, p->count, p->count + 1, sizeof *p->documents);
    for (size_t i = 0; i < p->count; i++) {
        r->packet.documents[i].blank = false;
        r->packet.documents[i].link = NULL;
    }
}

/* Those without a chosen page are not bound. */
static void drop_documents(struct reprint *r)
{
    for (size_t i = 0; i < r->packet.count; i++)
        if (!r->packet.documents[i].chosen)
            r->packet.documents[i].pages = 0;
}

static bool gather(struct tsuzuri *t, struct reprint *r)
{
    bool good = true;
    copy_packet(t, r);
    r->places = arena_array(t->arena, r->diff.count + 1, sizeof *r->places);
    for (const struct page *p = r->slip.first; p; p = p->next)
        copy_page(t, r, p);
    even_out(t, r);
    for (size_t i = 0; good && i < r->diff.count; i++)
        good = add_sheet(t, r, i);
    drop_documents(r);
    return good;
}

/* The new lock tells of the whole packet once the corrections are put in, and of the locks that
   it supersedes. */
static void chain(struct tsuzuri *t, struct reprint *r)
{
    struct lock *now = r->diff.now;
    const struct lock *old = r->diff.old;
    now->packet = file_base(r->options->output);
    now->corrected = r->iso;
    now->earlier = arena_array(t->arena, old->earlier_count + 1, sizeof *now->earlier);
    now->earlier[now->earlier_count++] =
        (struct lock_earlier){file_base(old->file), old->seal, r->iso};
    for (size_t i = 0; i < old->earlier_count; i++)
        now->earlier[now->earlier_count++] = old->earlier[i];
}

static bool write_out(struct tsuzuri *t, struct reprint *r)
{
    struct build *b = &r->diff.build;
    b->info.title = arena_printf(t->arena, "差替え　%s", b->info.title);
    chain(t, r);
    r->diff.options.output = r->options->output;
    return build_write(
        b, &(struct build_output){r->options->output, &r->packet, &r->out, r->diff.now});
}

static void note_nothing(struct tsuzuri *t, const struct reprint *r)
{
    messages_note(&t->err, "nothing-changed", position_file(r->options->since),
        "no sheet changes: there is nothing to replace, and nothing was written",
        "差し替える頁はありません。何も書き出していません");
}

static bool print(struct tsuzuri *t, struct reprint *r)
{
    const struct tsuzuri_reprint *o = r->options;
    r->diff.options.has_epoch = o->has_epoch;
    r->diff.options.epoch = o->epoch;
    if (!build_spares(&r->diff.build, o->output))
        return false;
    build_info(&r->diff.build);
    struct slip slip = {&r->diff, unicode_format_date(t->arena, r->date, true)};
    if (!slip_print(&slip, &r->slip) || !show_changes(t, r) || !gather(t, r))
        return false;
    t->page_count = r->count;
    return write_out(t, r);
}

static void warn_not_issued(struct tsuzuri *t, const struct reprint *r)
{
    if (!r->diff.old->issued)
        messages_warn(&t->err, "not-issued", position_file(r->options->since),
            "this lock was not issued; where it was signed and sent, say so: tsuzuri issue %s",
            "この控えは提出済みになっていません。署名して提出したものなら tsuzuri issue %s "
            "としてください",
            r->options->since);
}

enum tsuzuri_status tsuzuri_reprint(struct tsuzuri *t, const struct tsuzuri_reprint *options)
{
    struct reprint r = {.options = options};
    struct diff_input in = {options->answers, options->since, true};
    messages_init(&t->err, t->arena);
    buf_clear(&t->text);
    t->changed_sheets = t->page_count = 0;
    if (!check_options(t, &r) || !diff_run(t, &in, &r.diff))
        return session_end(t);
    warn_not_issued(t, &r);
    t->changed_sheets = (int)diff_changed(&r.diff);
    if (!t->changed_sheets)
        note_nothing(t, &r);
    else if (!print(t, &r))
        return session_end(t);
    if (options->json)
        write_json(&r.diff, "tsuzuri-reprint", r.places);
    else
        diff_text(&r.diff, t->arena, options->japanese, &t->text);
    return session_end(t);
}
