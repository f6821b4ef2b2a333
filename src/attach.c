#include "attach.h"

#include "arena.h"
#include "child.h"
#include "uni.h"
#include "worker_words.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#define MEMORY ((size_t)1 << 30)
#define CPU_SECONDS 8u
#define WALL_FACTOR 2u
#define BYTES_A_SECOND ((size_t)4 << 20) /* that are added for large files */

struct answer {
    struct arena *arena;
    const char *text;
};

/* Names in a file may be in any encoding. */
static const char *printable(char *text)
{
    size_t n = strlen(text);
    for (size_t i = uni_invalid(text, n) < n ? 0 : n; i < n; i++)
        if ((unsigned char)text[i] >= 0x80)
            text[i] = '?';
    return text;
}

/* The value of a word, or NULL. */
static const char *answer_value(const struct answer *a, const char *word)
{
    size_t n = strlen(word);
    for (const char *line = a->text; line && *line; line = strchr(line, '\n'), line += line != NULL)
        if (!strncmp(line, word, n) && (line[n] == ' ' || line[n] == '\n')) {
            const char *value = line + n + (line[n] == ' ');
            return printable(arena_strndup(a->arena, value, strcspn(value, "\n")));
        }
    return NULL;
}

static int answer_number(const struct answer *a, const char *word)
{
    const char *value = answer_value(a, word);
    return value ? (int)strtol(value, NULL, 10) : 0;
}

static const char *answer_text(const struct answer *a, const char *word)
{
    const char *value = answer_value(a, word);
    return value ? value : "";
}

static struct attach_facts facts_of(const struct answer *a)
{
    return (struct attach_facts){
        .pages = answer_number(a, WORKER_PAGES),
        .encrypted = answer_number(a, WORKER_ENCRYPTED),
        .is_signed = answer_number(a, WORKER_SIGNED),
        .xfa = answer_number(a, WORKER_XFA),
        .xfa_only = answer_number(a, WORKER_XFA_ONLY),
        .rebuilt = answer_number(a, WORKER_REBUILT),
        .image = answer_value(a, WORKER_IMAGE),
        .faults = answer_number(a, WORKER_FAULTS),
        .fault = answer_text(a, WORKER_FAULT),
        .unembedded = answer_number(a, WORKER_UNEMBEDDED),
        .font = answer_text(a, WORKER_FONT),
    };
}

static const struct refusal {
    const char *word;
    const char *code;
    const char *en;
    const char *ja;
} refusals[] = {
    {"needs-password", "needs-password",
        "'%s' needs a password; give it in a file with --password-file",
        "「%s」を開くにはパスワードが要ります。--password-file でパスワードを書いたファイルを"
        "指定してください"},
    {"wrong-password", "wrong-password", "the password does not open '%s'; give the right one",
        "このパスワードでは「%s」を開けません。正しいパスワードを指定してください"},
    {"unsupported-encryption", "unsupported-encryption",
        "'%s' uses an unsupported encryption (for a certificate, or unknown); save it without "
        "encryption",
        "「%s」の暗号化方式には対応していません（証明書による暗号化など）。暗号化を外して保存"
        "し直してください"},
    {"damaged", "damaged", "'%s' is damaged beyond repair; export or scan it again",
        "「%s」は壊れていて復元できません。書き出し直すか、スキャンし直してください"},
    {"no-pages", "no-pages", "'%s' has zero pages; export it again",
        "「%s」には表示できるページがありません（0ページ）。書き出し直してください"},
    {"too-large", "too-large", "'%s' takes too much memory to read; print it to a simpler PDF",
        "「%s」は読み込みに大量のメモリーを使うため扱えません。単純なPDFに印刷し直してください"},
    {"unknown-format", "unknown-format",
        "'%s' is not a PDF and not an image (JPEG, PNG, TIFF); convert it to PDF",
        "「%s」はPDFでも画像（JPEG、PNG、TIFF）でもありません。PDFに変換してください"},
    {"bad-image", "bad-image", "the image '%s' is damaged or of an unknown kind; save it again",
        "画像「%s」は壊れているか、対応していない種類です。保存し直してください"},
};

static bool refuse(struct err *e, const struct attach *at, const struct refusal *r)
{
    err_error(e, ERR_INPUT, r->code, mark_file(at->file), r->en, r->ja, at->file);
    return false;
}

static bool blame_output(struct err *e, const struct attach *at, const char *detail)
{
    err_error(e, ERR_OUTPUT, "cannot-write", mark_file(at->file),
        "the stamped copy of '%s' cannot be written: %s", "「%s」の写しを書き出せません: %s",
        at->file, detail);
    return false;
}

static bool blame_worker(struct err *e, const struct attach *at, int number)
{
    err_error(e, ERR_INPUT, "no-worker", mark_none(),
        "the program '%s' that reads PDFs cannot be started (system error %d); install tsuzuri "
        "again",
        "PDFを読むプログラム「%s」を起動できません（システムエラー %d）。tsuzuri "
        "をインストールし直してください",
        at->worker, number);
    return false;
}

static bool blame_end(struct err *e, const struct attach *at, enum child_end end, int code)
{
    if (end == CHILD_UNSTARTED)
        return blame_worker(e, at, code);
    if (end == CHILD_OVERTIME)
        err_error(e, ERR_INPUT, "too-long", mark_file(at->file),
            "reading '%s' took too long and was stopped; print it to a simpler PDF",
            "「%s」の読み込みに時間がかかりすぎるため中止しました。単純なPDFに印刷し直して"
            "ください",
            at->file);
    else
        err_error(e, ERR_INPUT, "damaged", mark_file(at->file),
            "'%s' is damaged: it made the reader crash; print it to a new PDF",
            "「%s」は壊れています（読み込み中に異常終了しました）。新しいPDFに印刷し直してください",
            at->file);
    return false;
}

static bool judge(struct err *e, const struct attach *at, const struct answer *a)
{
    const char *word = answer_value(a, WORKER_REFUSED);
    if (answer_value(a, WORKER_DONE))
        return true;
    for (size_t i = 0; word && i < sizeof refusals / sizeof *refusals; i++)
        if (!strcmp(word, refusals[i].word))
            return refuse(e, at, &refusals[i]);
    if (word && !strcmp(word, "unwritable"))
        return blame_output(e, at, answer_text(a, WORKER_DETAIL));
    return blame_end(e, at, CHILD_SIGNALLED, 0);
}

/* Larger files may take longer. */
static struct child_limits limits_for(const char *file)
{
    struct stat st;
    size_t size = stat(file, &st) == 0 && st.st_size > 0 ? (size_t)st.st_size : 0;
    unsigned more = size / BYTES_A_SECOND < 3600 ? (unsigned)(size / BYTES_A_SECOND) : 3600;
    struct child_limits l = {.cpu_seconds = CPU_SECONDS + more};
    l.wall_seconds = l.cpu_seconds * WALL_FACTOR;
    l.memory = MEMORY + (size < MEMORY * 4 ? size * 3 : MEMORY * 12);
    return l;
}

/* argv[0] is filled in. */
static bool ask(struct arena *a, struct err *e, const struct attach *at, const char **argv,
    const struct buf *labels, struct answer *answer)
{
    struct buf input = {0};
    struct buf out = {0};
    struct child_limits limits = limits_for(argv[2]);
    int code;
    argv[0] = at->worker;
    buf_adds(&input, at->password);
    buf_addc(&input, '\n');
    if (labels)
        buf_add(&input, labels->data, labels->size);
    enum child_end end = child_run(argv, &input, &limits, &out, &code);
    buf_release(&input);
    *answer = (struct answer){a, arena_strndup(a, out.data ? out.data : "", out.size)};
    buf_release(&out);
    return end == CHILD_EXITED || blame_end(e, at, end, code);
}

static bool refuse_empty(struct err *e, const struct attach *at)
{
    err_error(e, ERR_INPUT, "empty-file", mark_file(at->file),
        "'%s' is an empty file (0 bytes); export or copy it again",
        "「%s」は空のファイルです（0バイト）。書き出し直すか、コピーし直してください", at->file);
    return false;
}

/* A regular file that can be opened and has bytes. */
static bool check_file(struct err *e, const struct attach *at)
{
    struct stat st;
    int fd = open(at->file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool known = fd >= 0 && fstat(fd, &st) == 0;
    bool missing = fd < 0 && errno == ENOENT;
    if (fd >= 0)
        close(fd);
    if (known && S_ISREG(st.st_mode))
        return st.st_size > 0 || refuse_empty(e, at);
    if (missing)
        err_error(e, ERR_INPUT, "cannot-read", mark_file(at->file),
            "there is no file '%s'; check its name", "「%s」がありません。名前を確かめてください",
            at->file);
    else
        err_error(e, ERR_INPUT, "cannot-read", mark_file(at->file),
            "'%s' cannot be read; name a file that you may read",
            "「%s」を読めません。読み取りのできるファイルを指定してください", at->file);
    return false;
}

/* A path that no option or scheme can be taken for. */
static const char *plain_path(struct arena *a, const char *path)
{
    return path[0] == '/' ? path : arena_printf(a, "./%s", path);
}

bool attach_inspect(struct arena *a, struct err *e, const struct attach *at, struct attach_facts *f)
{
    const char *argv[] = {NULL, "inspect", plain_path(a, at->file), NULL};
    struct answer answer;
    if (!check_file(e, at) || !ask(a, e, at, argv, NULL, &answer) || !judge(e, at, &answer))
        return false;
    *f = facts_of(&answer);
    return true;
}

bool attach_stamp(struct arena *a, struct err *e, const struct attach *at, const struct buf *labels,
    const char *out, bool every, struct attach_facts *f)
{
    const char *argv[] = {NULL, "stamp", plain_path(a, at->file), plain_path(a, out),
        every ? WORKER_EVERY : WORKER_FIRST, NULL};
    struct answer answer;
    if (!check_file(e, at) || !ask(a, e, at, argv, labels, &answer) || !judge(e, at, &answer))
        return false;
    *f = facts_of(&answer);
    return true;
}

bool attach_verify(
    struct arena *a, struct err *e, const struct attach *at, const char *out, bool every, int pages)
{
    const char *argv[] = {NULL, "verify", plain_path(a, out), arena_printf(a, "%d", pages),
        every ? WORKER_EVERY : WORKER_FIRST, NULL};
    struct answer answer;
    if (!ask(a, e, at, argv, NULL, &answer))
        return false;
    if (answer_value(&answer, WORKER_DONE))
        return true;
    err_error(e, ERR_INPUT, "not-verified", mark_file(at->file),
        "the stamped copy of '%s' does not read back well, so it was thrown away; print the file "
        "to a new PDF",
        "「%s」の写しを読み直したところ正しくなかったため、破棄しました。新しいPDFに印刷し直して"
        "ください",
        at->file);
    return false;
}

static void report_damage(struct err *e, const struct attach *at, const struct attach_facts *f)
{
    if (f->rebuilt)
        err_warn(e, "damaged", mark_file(at->file),
            "'%s' was damaged and was put together again; compare its pages with the original",
            "「%s」は壊れていたため、読み取れる部分から組み直しました。元の文書と見比べてください",
            at->file);
    else if (f->faults)
        err_warn(e, "damaged", mark_file(at->file),
            "'%s': faults that were worked around: %d (first: %s); look at its pages",
            "「%s」には誤りが %d 件あり、補って読みました（最初: "
            "%s）。ページを確かめてください",
            at->file, f->faults, f->fault);
}

static void report_form(
    struct err *e, const struct attach *at, const struct attach_facts *f, bool rewritten)
{
    if (f->xfa_only)
        err_warn(e, "xfa", mark_file(at->file),
            "'%s' is an XFA form whose pages only Adobe Reader makes; print it to a PDF there",
            "「%s」はXFAフォームで、内容は Adobe Reader でしか表示されません。そこからPDFに印刷"
            "してください",
            at->file);
    else if (f->xfa)
        err_warn(e, "xfa", mark_file(at->file),
            rewritten
                ? "'%s' has an XFA form, which is kept; what is stamped is what other viewers "
                  "show"
                : "'%s' has an XFA form; viewers that know XFA may show something else",
            rewritten ? "「%s」にはXFAフォームがあります（そのまま残します）。ラベルは、XFAを使わ"
                        "ない表示に付けました"
                      : "「%s」にはXFAフォームがあります。XFAに対応した閲覧ソフトでは別の内容が"
                        "表示されることがあります",
            at->file);
    if (f->is_signed)
        err_warn(e, "signed", mark_file(at->file),
            rewritten ? "'%s' is signed; the stamped copy's signature is no longer valid"
                      : "'%s' is signed; stamping breaks the signature",
            rewritten ? "「%s」には電子署名があります。ラベルを付けた写しでは署名が無効になります"
                      : "「%s」には電子署名があります。ラベルを付けると署名が無効になります",
            at->file);
}

void attach_report(
    struct err *e, const struct attach *at, const struct attach_facts *f, bool rewritten)
{
    report_damage(e, at, f);
    report_form(e, at, f, rewritten);
    if (f->encrypted)
        err_note(e, "encrypted", mark_file(at->file),
            rewritten ? "'%s' is encrypted; the copy is not" : "'%s' is encrypted, and opens",
            rewritten ? "「%s」は暗号化されていますが、写しは暗号化されません"
                      : "「%s」は暗号化されていますが、開けます",
            at->file);
    if (f->unembedded && !rewritten)
        err_warn(e, "unembedded", mark_file(at->file),
            "'%s': fonts that are not embedded: %d (first: %s); it may look different when printed "
            "elsewhere: embed them",
            "「%s」には埋め込まれていないフォントが %d 個あります（最初: "
            "%s）。印刷する環境により字形が変わるため、埋め込んでください",
            at->file, f->unembedded, f->font);
}
