/* A document of others: what is asked of it, and what is reported of it. */
#include "product/helper/helper_internal.h"

#include "base/arena.h"
#include "base/helper_words.h"

struct attach_facts attach_facts_of(const struct reply *r)
{
    return (struct attach_facts){
        .pages = reply_number(r, HELPER_PAGES),
        .encrypted = reply_number(r, HELPER_ENCRYPTED),
        .is_signed = reply_number(r, HELPER_SIGNED),
        .xfa = reply_number(r, HELPER_XFA),
        .xfa_only = reply_number(r, HELPER_XFA_ONLY),
        .portfolio = reply_number(r, HELPER_PORTFOLIO),
        .rebuilt = reply_number(r, HELPER_REBUILT),
        .cut = reply_number(r, HELPER_CUT),
        .image = reply_value(r, HELPER_IMAGE),
        .faults = reply_number(r, HELPER_FAULTS),
        .covered = reply_number(r, HELPER_COVERED),
        .fault = reply_text(r, HELPER_FAULT),
        .unembedded = reply_number(r, HELPER_UNEMBEDDED),
        .font = reply_text(r, HELPER_FONT),
        .fields = reply_number(r, HELPER_FIELDS),
        .unlooked = reply_number(r, HELPER_UNLOOKED),
        .places = r->text,
    };
}

struct refusal_subject attach_subject(const struct attach *at)
{
    return (struct refusal_subject){at->file, at->name, at->place};
}

static struct helper ask_of(const struct attach *at, const char *read)
{
    return (struct helper){
        .programs = at->programs, .subject = attach_subject(at), .size = helper_size(read)};
}

struct helper_call attach_call(const struct attach *at, const char **argv, const struct buf *input)
{
    struct helper_call c = {.ask = ask_of(at, argv[2]), .argv = argv};
    buf_adds(&c.input, at->password);
    buf_addc(&c.input, '\n');
    if (input)
        buf_add(&c.input, input->data, input->size);
    return c;
}

bool attach_ended(struct messages *e, const struct helper_call *c)
{
    struct refusal r = helper_ended(c);
    return refusal_tell(e, &r, &c->ask.subject);
}

bool attach_done(struct messages *e, const struct helper_call *c)
{
    struct refusal r = helper_refusal(c);
    return refusal_tell(e, &r, &c->ask.subject);
}

bool attach_is_there(struct messages *e, const struct attach *at)
{
    struct refusal r = helper_file(at->file);
    struct refusal_subject subject = attach_subject(at);
    return refusal_tell(e, &r, &subject);
}

bool attach_ask(struct arena *a, struct messages *e, const struct attach *at, const char **argv,
    const struct buf *input, struct reply *r)
{
    if (!attach_is_there(e, at))
        return false;
    struct helper_call c = attach_call(at, argv, input);
    helper_run_all(a, &c, 1);
    *r = c.reply;
    return attach_done(e, &c);
}

static bool run_well(struct arena *a, struct messages *e, const struct attach *at,
    const char **argv, const struct buf *labels, struct attach_facts *f)
{
    struct reply reply;
    if (!attach_ask(a, e, at, argv, labels, &reply))
        return false;
    *f = attach_facts_of(&reply);
    return true;
}

bool attach_stamp(struct arena *a, struct messages *e, const struct attach *at,
    const struct buf *labels, const char *out, struct attach_facts *f)
{
    const char *argv[] = {NULL, "stamp", helper_path(a, at->file), helper_path(a, out),
        at->every ? HELPER_EVERY : HELPER_FIRST, at->shrink ? HELPER_SHRINK : HELPER_KEEP, NULL};
    return run_well(a, e, at, argv, labels, f);
}

static const char *name_of(const struct attach *at)
{
    return at->name ? at->name : at->file;
}

static struct position place_of(const struct attach *at)
{
    struct refusal_subject subject = attach_subject(at);
    return refusal_place(&subject);
}

static void report_damage(struct messages *e, const struct attach *at, const struct attach_facts *f)
{
    if (f->rebuilt)
        messages_warn(e, "damaged", place_of(at),
            "'%s' was damaged and was put together again; compare its pages with the original",
            "「%s」は壊れていたため、読み取れる部分から組み直しました。元の文書と見比べてください",
            name_of(at));
    else if (f->faults)
        messages_warn(e, "damaged", place_of(at),
            "'%s': faults that were worked around: %d (first: %s); look at its pages",
            "「%s」には誤りが %d 件あり、補って読みました（最初: "
            "%s）。ページを確かめてください",
            name_of(at), f->faults, f->fault);
}

/* It is mended where it is named. */
static void report_entry_ink(
    struct messages *e, const struct attach *at, const struct attach_facts *f)
{
    messages_warn(e, "corner-print", place_of(at),
        "'%s': the label hides print in the corner of page %d; make room: {file: %s, room: shrink}",
        "「%s」の%dページで、隅の印字にラベルが重なります。「{file: %s, room: shrink}」で余白を空け"
        "られます",
        at->name, f->first_inked, at->name);
}

static void report_corner(
    struct messages *e, const struct attach *at, const struct attach_facts *f, bool rewritten)
{
    if (f->inked && at->name)
        report_entry_ink(e, at, f);
    else if (f->inked)
        messages_warn(e, "corner-print", place_of(at),
            rewritten ? "'%s': the label hides print in the corner of %d of its pages (first: page "
                        "%d); make room for it (room: shrink)"
                      : "'%s': a label would hide print in the corner of %d of its pages (first: "
                        "page %d); make room for it when it is stamped (room: shrink)",
            rewritten ? "「%s」の %d ページで、隅の印字にラベルが重なっています（最初は%dページ）。"
                        "room: shrink で余白を空けられます"
                      : "「%s」の %d ページで、隅の印字にラベルが重なります（最初は%dページ）。"
                        "ラベルを付けるときに room: shrink で余白を空けられます",
            name_of(at), f->inked, f->first_inked);
    if (f->unlooked)
        messages_note(e, "unlooked", place_of(at),
            "'%s': the corners of its last %d pages with a label were not looked at; see that no "
            "print is hidden there",
            "「%s」のラベルを付ける最後の %d "
            "ページの隅は調べていません。隠れた印字がないか確かめてください",
            name_of(at), f->unlooked);
    if (f->unseen)
        messages_warn(e, "unseen", place_of(at),
            "the corner of '%s' could not be looked at; see that its label shows",
            "「%"
            "s」の隅を描いて確かめることができませんでした。ラベルが見えることを確かめてください",
            name_of(at));
}

static void report_form(
    struct messages *e, const struct attach *at, const struct attach_facts *f, bool rewritten)
{
    if (f->xfa_only)
        messages_warn(e, "xfa", place_of(at),
            "'%s' is an XFA form whose pages only Adobe Reader makes; print it to a PDF there",
            "「%s」はXFAフォームで、内容は Adobe Reader でしか表示されません。そこからPDFに印刷"
            "してください",
            name_of(at));
    else if (f->xfa)
        messages_warn(e, "xfa", place_of(at),
            rewritten
                ? "'%s' has an XFA form, which is kept; what is stamped is what other viewers "
                  "show"
                : "'%s' has an XFA form; viewers that know XFA may show something else",
            rewritten ? "「%s」にはXFAフォームがあります（そのまま残します）。ラベルは、XFAを使わ"
                        "ない表示に付けました"
                      : "「%s」にはXFAフォームがあります。XFAに対応した閲覧ソフトでは別の内容が"
                        "表示されることがあります",
            name_of(at));
    if (f->is_signed)
        messages_warn(e, "signed", place_of(at),
            rewritten ? "'%s' is signed; the stamped copy's signature is no longer valid"
                      : "'%s' is signed; stamping breaks the signature",
            rewritten ? "「%s」には電子署名があります。ラベルを付けた写しでは署名が無効になります"
                      : "「%s」には電子署名があります。ラベルを付けると署名が無効になります",
            name_of(at));
}

/* Who wrote the password knows that it is encrypted, but the packet is not. */
static void report_encryption(struct messages *e, const struct attach *at, bool rewritten)
{
    if (at->name)
        messages_note(e, "encrypted", place_of(at),
            "'%s' is encrypted, the packet is not; keep it as safe",
            "「%"
            "s」は暗号化されていますが、綴じた文書では暗号化されません。取扱いに注意してください",
            at->name);
    else
        messages_note(e, "encrypted", place_of(at),
            rewritten ? "'%s' is encrypted; the copy is not" : "'%s' is encrypted, and opens",
            rewritten ? "「%s」は暗号化されていますが、写しは暗号化されません"
                      : "「%s」は暗号化されていますが、開けます",
            at->file);
}

void attach_report(
    struct messages *e, const struct attach *at, const struct attach_facts *f, bool rewritten)
{
    report_damage(e, at, f);
    if (f->portfolio)
        messages_warn(e, "portfolio", place_of(at),
            "'%s' is a PDF portfolio: its documents are files inside, which do not print; save "
            "them "
            "one by one in a viewer and attach those",
            "「%s」はPDFポートフォリオです。書類は中のファイルで、印刷されません。閲覧ソフトで一つ"
            "ずつ保存し、それを添付してください",
            name_of(at));
    if (f->cut)
        messages_note(e, "cut", place_of(at),
            "'%s' is long: it is cut over %d pages, 5 mm of each repeated on the next; look at "
            "them",
            "「%s」は縦に長いため、%d "
            "ページに分けます（切れ目の5 mmは両方のページに入ります）。確かめてください",
            name_of(at), f->cut);
    if (f->covered)
        messages_warn(e, "covered", place_of(at),
            "'%s': pages with an annotation or a form field where the label stands: %d; the label "
            "lies above it, so look at what it hides",
            "「%s」には、注釈かフォームの欄がラベルと重なるページが %d "
            "ページあります。ラベルを上に置いたので、隠れたものを確かめてください",
            name_of(at), f->covered);
    report_corner(e, at, f, rewritten);
    report_form(e, at, f, rewritten);
    if (f->encrypted)
        report_encryption(e, at, rewritten);
    if (f->unembedded && !rewritten)
        messages_warn(e, "unembedded", place_of(at),
            "'%s': fonts that are not embedded: %d (first: %s); it may look different when printed "
            "elsewhere: embed them",
            "「%s」には埋め込まれていないフォントが %d 個あります（最初: "
            "%s）。印刷する環境により字形が変わるため、埋め込んでください",
            name_of(at), f->unembedded, f->font);
}
