#include "product/helper/helper.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/helper_words.h"
#include "seam/unicode/unicode.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#define MEMORY ((size_t)1 << 30)
#define CPU_SECONDS 8u
#define WALL_FACTOR 2u
#define BYTES_A_SECOND ((size_t)4 << 20) /* that are added for large files */

/* Names in a file may be in any encoding. */
static const char *printable(char *text)
{
    size_t n = strlen(text);
    for (size_t i = unicode_invalid(text, n) < n ? 0 : n; i < n; i++)
        if ((unsigned char)text[i] >= 0x80)
            text[i] = '?';
    return text;
}

/* The value of a word, or NULL. */
const char *reply_value(const struct reply *r, const char *word)
{
    size_t n = strlen(word);
    for (const char *line = r->text; line && *line; line = strchr(line, '\n'), line += line != NULL)
        if (!strncmp(line, word, n) && (line[n] == ' ' || line[n] == '\n')) {
            const char *value = line + n + (line[n] == ' ');
            return printable(arena_strndup(r->arena, value, strcspn(value, "\n")));
        }
    return NULL;
}

int reply_number(const struct reply *r, const char *word)
{
    const char *value = reply_value(r, word);
    return value ? (int)strtol(value, NULL, 10) : 0;
}

const char *reply_text(const struct reply *r, const char *word)
{
    const char *value = reply_value(r, word);
    return value ? value : "";
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
    {"too-small", "too-small",
        "a page of '%s' is too small for a label that can be read; print it onto a larger sheet",
        "「%s」には、読める大きさのラベルが入らない小さなページがあります。大きな用紙に印刷し直して"
        "ください"},
    {"bad-image", "bad-image", "the image '%s' is damaged or of an unknown kind; save it again",
        "画像「%s」は壊れているか、対応していない種類です。保存し直してください"},
};

static bool refuse(struct messages *e, const struct helper *k, const struct refusal *r)
{
    if (k->packet && !strcmp(r->word, "needs-password"))
        messages_error(e, ERR_INPUT, r->code, position_file(k->file),
            "'%s' needs a password; give it as the attachment's 'password'",
            "「%s」を開くにはパスワードが要ります。添付の password に書いてください", k->file);
    else
        messages_error(e, ERR_INPUT, r->code, position_file(k->file), r->en, r->ja, k->file);
    return false;
}

static bool blame_output(struct messages *e, const struct helper *k, const char *detail)
{
    if (k->packet)
        messages_error(e, ERR_OUTPUT, "cannot-write", position_none(),
            "the packet cannot be written: %s", "提出書類一式を書き出せません: %s", detail);
    else
        messages_error(e, ERR_OUTPUT, "cannot-write", position_file(k->file),
            "the stamped copy of '%s' cannot be written: %s", "「%s」の写しを書き出せません: %s",
            k->file, detail);
    return false;
}

static bool blame_worker(struct messages *e, const struct helper *k, int number)
{
    if (number == EFBIG || number == ENOSPC) {
        messages_error(e, ERR_OUTPUT, "cannot-write", position_none(),
            "the packet cannot be written: files may not become so large here (ulimit -f, or "
            "memory "
            "that is full)",
            "提出書類一式を書き出せません。ここではそれほど大きなファイルを作れません（ulimit -f "
            "の制限か、メモリーの不足）");
        return false;
    }
    messages_error(e, ERR_INPUT, "no-worker", position_none(),
        "the program '%s' that reads PDFs cannot be started (system error %d); install tsuzuri "
        "again",
        "PDFを読むプログラム「%s」を起動できません（システムエラー %d）。tsuzuri "
        "をインストールし直してください",
        k->programs->worker, number);
    return false;
}

bool helper_blame_end(struct messages *e, const struct helper *k, enum process_end end, int code)
{
    if (end == PROCESS_UNSTARTED)
        return blame_worker(e, k, code);
    if (end == PROCESS_OVERTIME)
        messages_error(e, ERR_INPUT, "too-long", position_file(k->file),
            "reading '%s' took too long and was stopped; print it to a simpler PDF",
            "「%s」の読み込みに時間がかかりすぎるため中止しました。単純なPDFに印刷し直して"
            "ください",
            k->file);
    else
        messages_error(e, ERR_INPUT, "damaged", position_file(k->file),
            "'%s' is damaged: it made the reader crash; print it to a new PDF",
            "「%s」は壊れています（読み込み中に異常終了しました）。新しいPDFに印刷し直してください",
            k->file);
    return false;
}

bool helper_judge(struct messages *e, const struct helper *k, const struct reply *r)
{
    const char *word = reply_value(r, HELPER_REFUSED);
    if (reply_value(r, HELPER_DONE))
        return true;
    for (size_t i = 0; word && i < sizeof refusals / sizeof *refusals; i++)
        if (!strcmp(word, refusals[i].word))
            return refuse(e, k, &refusals[i]);
    if (word && !strcmp(word, "unwritable"))
        return blame_output(e, k, reply_text(r, HELPER_DETAIL));
    return helper_blame_end(e, k, PROCESS_SIGNALLED, 0);
}

size_t helper_size(const char *file)
{
    struct stat st;
    return stat(file, &st) == 0 && st.st_size > 0 ? (size_t)st.st_size : 0;
}

static struct process_limits limits_for(size_t size, unsigned documents)
{
    unsigned more = size / BYTES_A_SECOND < 3600 ? (unsigned)(size / BYTES_A_SECOND) : 3600;
    struct process_limits l = {.cpu_seconds = CPU_SECONDS + more + documents};
    l.wall_seconds = l.cpu_seconds * WALL_FACTOR;
    l.memory = MEMORY + (size < MEMORY * 4 ? size * 3 : MEMORY * 12);
    return l;
}

static struct reply reply_of(struct arena *a, struct buf *out)
{
    struct reply r = {a, arena_strndup(a, out->data ? out->data : "", out->size)};
    buf_release(out);
    return r;
}

static const char *path_of(const struct helper *k)
{
    return k->looks ? k->programs->looker : k->programs->worker;
}

/* Tells who watches of a run that has ended. */
static void tell(const struct helper_call *c, long long milliseconds)
{
    static const char *const ends[] = {[PROCESS_EXITED] = "exit",
        [PROCESS_SIGNALLED] = "signal",
        [PROCESS_OVERTIME] = "time",
        [PROCESS_TALKATIVE] = "answer",
        [PROCESS_UNSTARTED] = "start"};
    const struct tsuzuri_watch *watch = &c->ask.programs->watch;
    struct tsuzuri_run run = {.program = file_base(c->argv[0]),
        .verb = c->ask.looks ? "look" : c->argv[1],
        .document = c->ask.file,
        .end = ends[c->end],
        .code = c->code,
        .milliseconds = milliseconds};
    if (watch->ended)
        watch->ended(watch->context, &run);
}

void helper_run_all(struct arena *a, struct helper_call *calls, size_t count)
{
    struct process_task *tasks = arena_array(a, count + 1, sizeof *tasks);
    for (size_t i = 0; i < count; i++) {
        calls[i].argv[0] = path_of(&calls[i].ask);
        tasks[i] = (struct process_task){.argv = calls[i].argv,
            .input = &calls[i].input,
            .limits = limits_for(calls[i].ask.size, calls[i].ask.documents),
            .errors = calls[i].ask.programs->watch.errors};
    }
    process_run_all(tasks, count);
    for (size_t i = 0; i < count; i++) {
        calls[i].reply = reply_of(a, &tasks[i].answer);
        calls[i].end = tasks[i].end;
        calls[i].code = tasks[i].code;
        tell(&calls[i], tasks[i].milliseconds);
        buf_release(&calls[i].input);
        if (calls[i].held)
            close(calls[i].held - 1);
    }
}

static bool refuse_empty(struct messages *e, const char *file)
{
    messages_error(e, ERR_INPUT, "empty-file", position_file(file),
        "'%s' is an empty file (0 bytes); export or copy it again",
        "「%s」は空のファイルです（0バイト）。書き出し直すか、コピーし直してください", file);
    return false;
}

/* A regular file that can be opened and has bytes. */
bool helper_file(struct messages *e, const char *file)
{
    struct stat st;
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool known = fd >= 0 && fstat(fd, &st) == 0;
    bool missing = fd < 0 && errno == ENOENT;
    if (fd >= 0)
        close(fd);
    if (known && S_ISREG(st.st_mode))
        return st.st_size > 0 || refuse_empty(e, file);
    if (missing)
        messages_error(e, ERR_INPUT, "cannot-read", position_file(file),
            "there is no file '%s'; check its name", "「%s」がありません。名前を確かめてください",
            file);
    else
        messages_error(e, ERR_INPUT, "cannot-read", position_file(file),
            "'%s' cannot be read; name a file that you may read",
            "「%s」を読めません。読み取りのできるファイルを指定してください", file);
    return false;
}

/* A path that no option or scheme can be taken for. */
const char *helper_path(struct arena *a, const char *path)
{
    return path[0] == '/' ? path : arena_printf(a, "./%s", path);
}
