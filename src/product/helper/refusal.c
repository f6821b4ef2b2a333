/* The sentences of refusals: one table, with the words of an answer file where they differ. */
#include "product/helper/refusal.h"

#include <string.h>

/* Each text takes the subject's name, the detail (or the name once more), and the number. Those of
   an answer file stand behind; NULL: they are the same. A packet has no name. */
static const struct sentence {
    const char *word; /* tsuzuri-pdf's, or NULL */
    enum message_class class;
    const char *code;
    const char *en, *ja;
    const char *entry_en, *entry_ja;
} sentences[REFUSAL_KINDS] = {
    [REFUSAL_MISSING] = {NULL, ERR_INPUT, "cannot-read", "there is no file '%s'; check its name",
        "「%s」がありません。名前を確かめてください", NULL, NULL},
    [REFUSAL_UNREADABLE] = {NULL, ERR_INPUT, "cannot-read",
        "'%s' cannot be read; name a file that you may read",
        "「%s」を読めません。読み取りのできるファイルを指定してください", NULL, NULL},
    [REFUSAL_EMPTY] = {NULL, ERR_INPUT, "empty-file",
        "'%s' is an empty file (0 bytes); export or copy it again",
        "「%s」は空のファイルです（0バイト）。書き出し直すか、コピーし直してください", NULL, NULL},
    [REFUSAL_NEEDS_PASSWORD] = {"needs-password", ERR_INPUT, "needs-password",
        "'%s' needs a password; give a password file, which has it in its first line",
        "「%s」を開くにはパスワードが要ります。パスワードを1行目に書いたファイルを指定してください",
        "'%s' needs a password; write it as {file: %s, password: …}",
        "「%s」を開くにはパスワードが要ります。「{file: %s, password: …}」と書いてください"},
    [REFUSAL_WRONG_PASSWORD] = {"wrong-password", ERR_INPUT, "wrong-password",
        "the password does not open '%s'; give the right one",
        "このパスワードでは「%s」を開けません。正しいパスワードを指定してください",
        "the password does not open '%s'; write the right one",
        "書かれているパスワードでは「%s」を開けません。正しいものを書いてください"},
    [REFUSAL_ENCRYPTION] = {"unsupported-encryption", ERR_INPUT, "unsupported-encryption",
        "'%s' uses an unsupported encryption (for a certificate, or unknown); save it without "
        "encryption",
        "「%s」の暗号化方式には対応していません（証明書による暗号化など）。暗号化を外して保存"
        "し直してください",
        NULL, NULL},
    [REFUSAL_DAMAGED] = {"damaged", ERR_INPUT, "damaged",
        "'%s' is damaged beyond repair; export or scan it again",
        "「%s」は壊れていて復元できません。書き出し直すか、スキャンし直してください", NULL, NULL},
    [REFUSAL_NO_PAGES] = {"no-pages", ERR_INPUT, "no-pages", "'%s' has zero pages; export it again",
        "「%s」には表示できるページがありません（0ページ）。書き出し直してください", NULL, NULL},
    [REFUSAL_TOO_LARGE] = {"too-large", ERR_INPUT, "too-large",
        "'%s' takes too much memory to read; print it to a simpler PDF",
        "「%s」は読み込みに大量のメモリーを使うため扱えません。単純なPDFに印刷し直してください",
        NULL, NULL},
    [REFUSAL_FORMAT] = {"unknown-format", ERR_INPUT, "unknown-format",
        "'%s' is not a PDF and not an image (JPEG, PNG, TIFF); convert it to PDF",
        "「%s」はPDFでも画像（JPEG、PNG、TIFF）でもありません。PDFに変換してください", NULL, NULL},
    [REFUSAL_TOO_SMALL] = {"too-small", ERR_INPUT, "too-small",
        "a page of '%s' is too small for a label that can be read; print it onto a larger sheet",
        "「%s」には、読める大きさのラベルが入らない小さなページがあります。大きな用紙に印刷し直して"
        "ください",
        NULL, NULL},
    [REFUSAL_IMAGE] = {"bad-image", ERR_INPUT, "bad-image",
        "the image '%s' is damaged or of an unknown kind; save it again",
        "画像「%s」は壊れているか、対応していない種類です。保存し直してください", NULL, NULL},
    [REFUSAL_UNWRITABLE] = {"unwritable", ERR_OUTPUT, "cannot-write",
        "the stamped copy of '%s' cannot be written: %s", "「%s」の写しを書き出せません: %s", NULL,
        NULL},
    [REFUSAL_NO_SUCH_PAGE] = {"no-such-page", ERR_INPUT, "no-such-page",
        "'%s' has no such page: 'pages' is %s, and it has %d; choose among these",
        "「%s」にそのページはありません。pages に %s とありますが、文書は %d ページです", NULL,
        NULL},
    [REFUSAL_BAD_PAGES] = {"bad-pages", ERR_INPUT, "bad-pages",
        "'%s': '%s' is no choice of pages; write it as 1-3,5",
        "「%s」の pages「%s」はページの指定になっていません。1-3,5 のように書いてください", NULL,
        NULL},
    [REFUSAL_OVERTIME] = {NULL, ERR_INPUT, "too-long",
        "reading '%s' took too long and was stopped; print it to a simpler PDF",
        "「%s」の読み込みに時間がかかりすぎるため中止しました。単純なPDFに印刷し直してください",
        NULL, NULL},
    [REFUSAL_CRASH] = {NULL, ERR_INPUT, "damaged",
        "'%s' is damaged: it made the reader crash; print it to a new PDF",
        "「%s」は壊れています（読み込み中に異常終了しました）。新しいPDFに印刷し直してください",
        NULL, NULL},
    [REFUSAL_NOT_VERIFIED] = {NULL, ERR_INPUT, "not-verified",
        "the stamped copy of '%s' does not read back well, so it was thrown away; print the file "
        "to a new PDF",
        "「%"
        "s」の写しを読み直したところ正しくなかったため、破棄しました。新しいPDFに印刷し直してくだ"
        "さい",
        NULL, NULL},
    [REFUSAL_LABEL_HIDDEN] = {NULL, ERR_INPUT, "label-hidden",
        "the copy of '%s' was thrown away: its label does not show on page %s; print the file to "
        "a new PDF",
        "「%s」の写しを破棄しました。%sページのラベルが見えません。新しいPDFに印刷し直してください",
        NULL, NULL},
    [REFUSAL_PAGE_CHANGED] = {NULL, ERR_INPUT, "page-changed",
        "the copy of '%s' was thrown away: its page %s is not as in the damaged original; print "
        "the file to a new PDF",
        "「%s」の写しを破棄しました。壊れた元の文書と%sページの大きさが違います。新しいPDFに印刷し"
        "直してください",
        NULL, NULL},
};

/* What is said of no document, but of a program or of the packet. Each text takes the detail and
   the number. */
static const struct sentence general[REFUSAL_KINDS] = {
    [REFUSAL_NOT_STARTED] = {NULL, ERR_INPUT, "no-worker",
        "the program '%s' that reads PDFs cannot be started (system error %d); install tsuzuri "
        "again",
        "PDFを読むプログラム「%s」を起動できません（システムエラー %d）。tsuzuri "
        "をインストールし直してください",
        NULL, NULL},
    [REFUSAL_SHORTAGE] = {NULL, ERR_INPUT, "busy",
        "%.0sthis computer has no more processes, open files or memory to give just now (system "
        "error %d); close other programs and try again",
        "%."
        "0sこのコンピューターには今、新しいプロセス、開けるファイル、メモリーのどれかが足りません（"
        "システムエラー %d）。ほかのプログラムを閉じて、もう一度試してください",
        NULL, NULL},
    [REFUSAL_NO_ROOM] = {NULL, ERR_OUTPUT, "cannot-write",
        "the packet cannot be written: files may not become so large here (ulimit -f, or memory "
        "that is full)",
        "提出書類一式を書き出せません。ここではそれほど大きなファイルを作れません（ulimit -f "
        "の制限か、メモリーの不足）",
        NULL, NULL},
};

static const struct sentence of_packets[REFUSAL_KINDS] = {
    [REFUSAL_UNWRITABLE] = {NULL, ERR_OUTPUT, "cannot-write", "the packet cannot be written: %s",
        "提出書類一式を書き出せません: %s", NULL, NULL},
    [REFUSAL_OVERTIME] = {NULL, ERR_INPUT, "too-long",
        "the packet could not be put together, though each of its documents can be written alone; "
        "bind fewer of them",
        "文書は1つずつなら書き出せますが、1つにまとめることができません。文書を減らしてください",
        NULL, NULL},
    [REFUSAL_CRASH] = {NULL, ERR_INPUT, "damaged",
        "the packet could not be put together, though each of its documents can be written alone; "
        "bind fewer of them",
        "文書は1つずつなら書き出せますが、1つにまとめることができません。文書を減らしてください",
        NULL, NULL},
    [REFUSAL_NOT_VERIFIED] = {NULL, ERR_INPUT, "not-verified",
        "the packet does not read back well, so it was thrown away; stamp its documents one by "
        "one, and print the one that cannot be stamped to a new PDF",
        "まとめた書類を読み直したところ正しくなかったため、破棄しました。文書を1つずつ tsuzuri "
        "stamp で確かめ、新しいPDFに印刷し直してください",
        NULL, NULL},
};

enum refusal_kind refusal_of_word(const char *word)
{
    for (int i = 0; word && i < REFUSAL_KINDS; i++)
        if (sentences[i].word && !strcmp(word, sentences[i].word))
            return (enum refusal_kind)i;
    return REFUSAL_CRASH;
}

const char *refusal_name(const struct refusal_subject *subject)
{
    return subject->name ? subject->name : subject->file;
}

struct position refusal_place(const struct refusal_subject *subject)
{
    return subject->place.file || !subject->file ? subject->place : position_file(subject->file);
}

/* Only what cannot be written has a place: the packet's. */
static void tell_of_packet(struct messages *e, const struct refusal *r, const struct sentence *s,
    const struct refusal_subject *subject)
{
    bool placed = s->class == ERR_OUTPUT && !subject->file;
    messages_error(e, s->class, s->code, placed ? subject->place : position_none(), s->en, s->ja,
        r->detail ? r->detail : "", r->number);
}

bool refusal_tell(
    struct messages *e, const struct refusal *r, const struct refusal_subject *subject)
{
    const struct sentence *s = &sentences[r->kind];
    const char *name = refusal_name(subject);
    if (r->kind == REFUSAL_NONE)
        return true;
    if (general[r->kind].code)
        tell_of_packet(e, r, &general[r->kind], subject);
    else if (!subject->file)
        tell_of_packet(
            e, r, &of_packets[of_packets[r->kind].code ? r->kind : REFUSAL_CRASH], subject);
    else
        messages_error(e, s->class, s->code, refusal_place(subject),
            subject->name && s->entry_en ? s->entry_en : s->en,
            subject->name && s->entry_ja ? s->entry_ja : s->ja, name, r->detail ? r->detail : name,
            r->number);
    return false;
}
