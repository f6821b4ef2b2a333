/* build: one answer file becomes one PDF. */
#include "product/packet/build.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/suggest.h"
#include "model/check/check.h"
#include "model/check/score.h"
#include "product/packet/split.h"
#include "typeset/page/fallback_report.h"
#include "typeset/page/trace.h"

#define MOST_PDF ((size_t)2 << 30)
#define DRAFT_MARK "下書き"

/* Neither the packet nor its lock takes an input's place. */
static bool takes_place_of(const struct build *b, const struct tsuzuri_source *input)
{
    const char *output = b->options->output;
    return output && input->name && !input->bytes &&
           (file_same(output, input->name) ||
               file_same(lock_name(b->call->arena, output), input->name));
}

static bool check_options(struct build *b)
{
    const struct tsuzuri_build *o = b->options;
    const char *en = NULL;
    const char *ja = NULL;
    if (!o->answers.name && !o->form) {
        en = "an answer file is needed (or, with " OPTION("blank") ", a form's name)";
        ja = "回答ファイルを指定してください（" OPTION("blank") " なら様式の名前でも可）";
    } else if (!o->answers.name && !o->blank) {
        en = "a form without an answer file prints only with " OPTION("blank");
        ja = "回答ファイルなしで印刷できるのは " OPTION("blank") " のときだけです";
    } else if (o->blank && o->draft) {
        en = OPTION("blank") " and " OPTION("draft") " do not go together";
        ja = OPTION("blank") " と " OPTION("draft") " は同時に指定できません";
    } else if ((o->mark || o->red) != (o->against.name != NULL)) {
        en = OPTION("against") " goes with " OPTION("mark") " or " OPTION(
            "red") ", and they with it";
        ja = OPTION("against") " は " OPTION("mark") " か " OPTION("red") " と一緒に指定します";
    } else if (o->against.name && o->blank) {
        en = OPTION("blank") " and " OPTION("against") " do not go together";
        ja = OPTION("blank") " と " OPTION("against") " は同時に指定できません";
    } else if ((o->output && !*o->output) || (o->folder && !*o->folder)) {
        en = "the PDF needs a name behind " OPTION("output") " or " OPTION("folder");
        ja = OPTION("output") " か " OPTION("folder") " の後ろに書き出し先の名前がありません";
    } else if (o->want_pdf && o->folder) {
        en = OPTION("want_pdf") " and " OPTION("folder") " do not go together";
        ja = OPTION("want_pdf") " と " OPTION("folder") " は同時に指定できません";
    } else if (o->output && o->folder) {
        en = OPTION("output") " and " OPTION("folder") " do not go together";
        ja = OPTION("output") " と " OPTION("folder") " は同時に指定できません";
    } else if (!o->output && !o->folder && !o->want_trace && !o->want_explanation && !o->want_pdf) {
        en = "say where the PDF goes: " OPTION("output") " FILE or " OPTION("folder") " FOLDER";
        ja = "PDFの書き出し先を " OPTION("output") " か " OPTION("folder") " で指定してください";
    } else if (takes_place_of(b, &o->answers) || takes_place_of(b, &o->against)) {
        en = "the PDF would replace the answer file; give it another name";
        ja = "PDFが回答ファイルを上書きしてしまいます。別の名前にしてください";
    }
    if (en)
        messages_text(&b->call->err, ERR_ERROR, ERR_USAGE, "usage", position_none(), en, ja);
    return !en;
}

static bool load_design(struct build *b, const char *id)
{
    struct tsuzuri_call *call = b->call;
    b->form = call_form(call, id, b->answers);
    b->design = b->form ? call_design(call, b->form) : NULL;
    return b->design;
}

/* Paper is printed only where every word of it is known. */
static bool check_edition(struct build *b)
{
    const struct form *f = b->form;
    if (!f->incomplete)
        return true;
    messages_error(&b->call->err, ERR_INPUT, "incomplete-edition", position_none(),
        "the edition '%s' cannot be printed: the wording of these items is not known: %s "
        "(of the others, only the question is)",
        "「%s」の版は印刷できません。次の項目の文言がわかっていません: %s"
        "（ほかの項目も、わかっているのは質問だけです）",
        f->id, form_unknown(b->call->arena, f));
    return false;
}

static void blame_document(struct build *b, const char *name, const char *const *all, size_t count)
{
    struct arena *a = b->call->arena;
    const char *near = suggest(name, all, count);
    const char *list = count ? all[0] : "";
    for (size_t i = 1; i < count; i++)
        list = arena_printf(a, "%s, %s", list, all[i]);
    if (near)
        messages_error(&b->call->err, ERR_USAGE, "no-document", position_none(),
            "the form has no document '%s'; did you mean '%s'?",
            "この様式に「%s」という文書はありません。「%s」の誤りではありませんか", name, near);
    else
        messages_error(&b->call->err, ERR_USAGE, "no-document", position_none(),
            "the form has no document '%s'; it has: %s",
            "この様式に「%s」という文書はありません。あるのは次のものです: %s", name, list);
}

/* A copy ended by NULL, or NULL where there are no names; unknown names are blamed. */
static bool read_names(
    struct build *b, const char *const *names, size_t count, const char *const **out)
{
    struct arena *a = b->call->arena;
    const char **copy = arena_array(a, count + 1, sizeof *copy);
    const char *all[64] = {0};
    struct names known = {{all}};
    size_t n = 0;
    bool good = true;
    for (const struct document *d = b->design->documents; d && n < 63; d = d->next)
        if (!d->is_continuation)
            all[n++] = d->id;
    for (size_t i = 0; i < count; i++) {
        copy[i] = names[i];
        if (names_have(&known, names[i]))
            continue;
        blame_document(b, names[i], all, n);
        good = false;
    }
    *out = count ? copy : NULL;
    return good;
}

static bool choose_documents(struct build *b)
{
    const struct tsuzuri_build *o = b->options;
    return call_words(b->call, OPTION("only"), o->only, o->only_count) &&
           call_words(b->call, OPTION("with"), o->with, o->with_count) &&
           read_names(b, o->only, o->only_count, &b->choice.only) &&
           read_names(b, o->with, o->with_count, &b->choice.with);
}

static bool load_answers(struct build *b, const char **id)
{
    const struct tsuzuri_build *o = b->options;
    *id = o->form;
    return call_answers(b->call, &o->answers, o->settings, o->setting_count, &b->answers, id);
}

/* Blank forms keep only the answers that decide which form it is. */
static struct node *deciding_answers(struct build *b)
{
    struct arena *a = b->call->arena;
    const struct field *root = b->form->root;
    struct node *some = node_make(a, NODE_MAP);
    for (size_t i = 0; i < root->child_count; i++) {
        const struct field *f = root->children[i];
        if (!f->decides)
            continue;
        struct pair *said = b->answers ? node_lookup_pair(b->answers, f->key) : NULL;
        if (!said && b->answers)
            said = node_lookup_pair(b->answers, f->label);
        node_put(a, some, f->key, said ? said->value : node_make_text(a, f->decides));
    }
    return some;
}

/* Sheets that are filled once for each of several have required items of their own. */
static void warn_of_sheets(struct build *b)
{
    struct verdict v;
    if (!verdict_reach(b->call->arena, b->form, b->root, &v))
        return;
    for (size_t i = 0; i < v.sheet_count; i++)
        if (v.sheets[i].met < v.sheets[i].required)
            messages_warn(&b->call->err, "verdict", v.sheets[i].entry->at,
                "would fail: %d of %d required items of this sheet are met",
                "このままでは不合格です。この回答書の必須項目は%d／%d項目しか満たしていません",
                v.sheets[i].met, v.sheets[i].required);
}

/* Where no points are had, each required item that is not met is named. */
static bool warn_of_lacks(struct build *b)
{
    struct arena *a = b->call->arena;
    struct verdict v;
    if (!verdict_reach(a, b->form, b->root, &v) || v.tally.points)
        return false;
    for (size_t i = 0; i < v.lack_count; i++) {
        const struct inst *item = v.lacks[i].item;
        const char *key = verdict_key(a, item);
        const char *title = inst_title(a, item);
        messages_warn(&b->call->err, "verdict", item->at, "the required item '%s' is not met (%s)",
            "必須項目「%s」を満たしていません（%s）", key,
            arena_printf(a, "%s: %s", title, verdict_title(b->form, item)));
    }
    return true;
}

static void warn_of_verdict(struct build *b)
{
    const struct position whole = position_file(b->root->at.file);
    struct tally t;
    if (warn_of_lacks(b))
        return;
    warn_of_sheets(b);
    if (!score_tally(b->call->arena, b->form, b->root, &t) || score_passes(&t))
        return;
    if (t.fatal)
        messages_warn(&b->call->err, "verdict", whole,
            "would fail: item %s earns no points, which fails the whole",
            "このままでは不合格です。%sが0点になります", t.fatal);
    if (t.required_met < t.required)
        messages_warn(&b->call->err, "verdict", whole,
            "would fail: %d of %d required items are met",
            "このままでは不合格です。必須項目は%d／%d項目しか満たしていません", t.required_met,
            t.required);
    if (t.undecided)
        return;
    if (t.possible < t.pass)
        messages_warn(&b->call->err, "verdict", whole,
            "would fail: at most %d points, %d are needed",
            "このままでは不合格です。最高でも%d点で、合格の%d点に届きません", t.possible, t.pass);
    else if (t.certain < t.pass)
        messages_warn(&b->call->err, "verdict", whole,
            "may fail: %d points are certain, %d possible; %d are needed",
            "合格が確実ではありません。確実な点は%d、最高%d、合格は%d点です", t.certain, t.possible,
            t.pass);
}

/* What check calls an error of the answers keeps nobody from printing them. */
static void warn_of_rules(struct build *b)
{
    struct messages found;
    messages_init(&found, b->call->arena);
    check_rules(b->call->arena, &found, b->root);
    for (const struct message *m = found.first; m; m = m->next)
        messages_text(&b->call->err, m->level == ERR_ERROR ? ERR_WARNING : m->level, ERR_NONE,
            m->code, m->at, m->en, m->ja);
}

/* Blank forms, drafts and chosen documents are printed without what is attached. */
static bool is_packet(const struct build *b)
{
    const struct tsuzuri_build *o = b->options;
    return o->answers.name && !o->blank && !o->draft && !o->only_count && !o->binding.forms_only &&
           !o->folder;
}

/* No document is left out silently. */
static void tell_left_out(struct build *b)
{
    struct attachments found = attachments_find(b->call->arena, b->root, ".");
    const struct position at = b->root->at;
    if (found.count && b->options->draft)
        messages_note(&b->call->err, "draft-alone", at,
            "a draft prints the forms alone: attached documents that are left out: %zu",
            "下書きには様式だけを印刷します。綴じていない添付書類が%zu件あります", found.count);
    else if (found.count && b->options->svg)
        messages_note(&b->call->err, "split-alone", at,
            OPTION("svg") " draws the forms alone: attached documents that are left out: %zu",
            OPTION("svg") " では様式だけを描きます。描いていない添付書類が%zu件あります",
            found.count);
    else if (found.count)
        messages_note(&b->call->err, "split-alone", at,
            OPTION("folder") " prints the forms alone: attached documents that are left out: "
                             "%zu; " OPTION("output") " binds "
                                                      "them",
            OPTION("folder") " では様式だけを印刷します。綴じていない添付書類が%"
                             "zu件あります。綴じるには " OPTION("output") " "
                                                                          "を使います",
            found.count);
}

static void check_attachments(struct build *b)
{
    struct tsuzuri_call *call = b->call;
    b->packet = (struct packet){.call = call,
        .options = b->options,
        .design = b->design,
        .root = b->root,
        .printed = true,
        .locked = b->locked,
        .no_cover = b->options->binding.no_cover || !is_packet(b)};
    if (is_packet(b))
        packet_prepare(&b->packet, true);
    else if (b->options->draft || b->options->folder)
        tell_left_out(b);
}

static void tell_missing(struct build *b)
{
    struct tsuzuri_call *call = b->call;
    if (!answer_complete(call->arena, &call->err, b->root))
        messages_note(&call->err, "draft", position_none(),
            OPTION("draft") " prints it as it is, marked as a draft",
            OPTION("draft") " を付けると、このままでも下書きとして印刷できます");
}

static bool bind_answers(struct build *b, bool final)
{
    struct tsuzuri_call *call = b->call;
    const struct node *answers = b->options->blank ? deciding_answers(b) : b->answers;
    int before = call->err.errors;
    b->root = call_bind(call->arena, &call->err, b->form, answers);
    if (final && call->err.errors == before)
        tell_missing(b);
    check_attachments(b);
    if (call->err.errors > before)
        return false;
    if (final) {
        warn_of_rules(b);
        warn_of_verdict(b);
    }
    return true;
}

/* Former answers from a file, bound to the same form; NULL with errors. */
static struct inst *read_former(struct build *b, const struct tsuzuri_source *source)
{
    struct tsuzuri_call *call = b->call;
    struct node *said;
    const char *id = NULL;
    int before = call->err.errors;
    if (!call_answers(call, source, NULL, 0, &said, &id))
        return NULL;
    if (strcmp(id, b->form->id) != 0) {
        messages_error(&call->err, ERR_INPUT, "other-form", said->at,
            "these answer another form: '%s', not '%s'",
            "別の様式への回答です（「%s」、今回は「%s」）", id, b->form->id);
        return NULL;
    }
    struct inst *former = call_bind(call->arena, &call->err, b->form, said);
    return call->err.errors == before ? former : NULL;
}

static bool read_changes(struct build *b)
{
    const struct tsuzuri_build *o = b->options;
    b->changes = (struct changes){.mark = o->mark, .red = o->red, .renewal = true};
    return !o->against.name || (b->changes.former = read_former(b, &o->against));
}

bool build_prepare(struct build *b, bool final)
{
    const char *id;
    return load_answers(b, &id) && load_design(b, id) && check_edition(b) && choose_documents(b) &&
           bind_answers(b, final) && read_changes(b);
}

bool build_lay_out(struct build *b, const struct changes *changes, struct pages *out)
{
    struct tsuzuri_call *call = b->call;
    *out = (struct pages){0};
    if (!layout_changed((struct typesetter){call->arena, &call->err, call->fonts}, b->design,
            b->root, &b->choice, changes && changes->former ? changes : NULL, out))
        return false;
    b->packet.info =
        layout_info((struct typesetter){call->arena, &call->err, call->fonts}, b->design, b->root);
    return packet_assemble(&b->packet, out);
}

static bool add_overlays(struct build *b)
{
    struct tsuzuri_call *call = b->call;
    if (b->options->draft &&
        !overlay_draft((struct typesetter){call->arena, &call->err, call->fonts}, b->design,
            DRAFT_MARK, &b->pages))
        return false;
    if (b->options->mark)
        overlay_marks(call->arena, &b->pages);
    return !b->options->grid ||
           overlay_grid(
               (struct typesetter){call->arena, &call->err, call->fonts}, b->design, &b->pages);
}

void build_info(struct build *b)
{
    b->info = (struct pdf_info){.title = b->form->title, .creator = "tsuzuri " TSUZURI_VERSION};
    struct layout_info said = b->packet.info;
    if (said.title)
        b->info.title = said.title;
    b->info.author = said.author;
    b->info.subject = said.subject;
    b->info.date = said.date;
    if (b->options->has_epoch)
        pdf_info_epoch(&b->info, b->options->epoch);
}

/* Drafts and empty forms are nothing to sign: they have no lock. */
static bool is_signed(const struct tsuzuri_build *o)
{
    return o->output && !o->draft && !o->blank && !o->grid;
}

static bool write_alone(struct build *b)
{
    struct tsuzuri_call *call = b->call;
    struct temporary *d = temporary_open(&call->err, b->options->output, 0666);
    if (!d)
        return false;
    if (packet_write(&b->packet, &b->pages, &b->info, d))
        return temporary_keep(&call->err, d);
    temporary_drop(d);
    return false;
}

static bool write_pdf(struct build *b, struct lock *lock)
{
    build_info(b);
    if (!lock)
        return write_alone(b);
    return build_write(b, &(struct build_output){b->options->output, &b->packet, &b->pages, lock});
}

static bool keep_bytes(struct build *b, const char *path)
{
    struct tsuzuri_call *call = b->call;
    call->has_pdf = file_read(&call->err, position_file(path), path, MOST_PDF, &call->pdf);
    return call->has_pdf;
}

/* Attached documents are bound by another process, which writes a file: it is read and goes. */
static bool keep_pdf(struct build *b)
{
    struct tsuzuri_call *call = b->call;
    if (b->options->output)
        return keep_bytes(b, b->options->output);
    struct temporary *d = temporary_open(&call->err, P_tmpdir "/tsuzuri.pdf", 0600);
    if (!d)
        return false;
    build_info(b);
    bool good =
        packet_write(&b->packet, &b->pages, &b->info, d) && keep_bytes(b, temporary_path(d));
    temporary_drop(d);
    return good;
}

static void keep_trace(struct build *b)
{
    buf_clear(&b->call->trace);
    trace_pages(&b->pages, b->call->fonts, &b->call->trace);
    b->call->has_trace = true;
}

static void keep_explanation(struct build *b)
{
    for (int japanese = 0; japanese < 2; japanese++) {
        struct buf *out = &b->call->explanations[japanese];
        buf_clear(out);
        fallback_report(b->call->fonts, &b->pages, japanese, out);
    }
    b->call->has_explanation = true;
}

static bool may_write(struct build *b)
{
    const struct tsuzuri_build *o = b->options;
    if (!build_may_name(&b->call->err, o->output))
        return false;
    return !o->output || o->force || lock_allows(b->call->arena, &b->call->err, o->output);
}

static bool split(struct build *b)
{
    build_info(b);
    return b->options->svg ? build_pictures(b, b->options->folder)
                           : build_split(b, b->options->folder);
}

static bool print(struct build *b)
{
    const struct tsuzuri_build *o = b->options;
    struct lock *lock = NULL;
    if ((o->output && !build_spares(b, o->output)) || !build_lay_out(b, &b->changes, &b->pages))
        return false;
    call_keep_pages(b->call, &b->pages, b->root);
    b->call->page_count = b->packet.page_count;
    if (b->locked && !(lock = build_lock(b, &b->pages, o->output)))
        return false;
    if (!add_overlays(b))
        return false;
    if (o->want_trace)
        keep_trace(b);
    if (o->want_explanation)
        keep_explanation(b);
    if (o->folder)
        return split(b);
    return (!o->output || write_pdf(b, lock)) && (!o->want_pdf || keep_pdf(b));
}

enum tsuzuri_status tsuzuri_build(struct tsuzuri_call *call, const struct tsuzuri_build *options)
{
    struct build b = {.call = call, .options = options, .locked = is_signed(options)};
    call->has_trace = call->has_explanation = false;
    call_begin(call);
    if (check_options(&b) && may_write(&b) && build_prepare(&b, !options->blank && !options->draft))
        print(&b);
    return call_end(call);
}
