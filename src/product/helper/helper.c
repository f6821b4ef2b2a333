/* Runs of helpers under limits that grow with what they read, and what they answered. */
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

static struct refusal refusal_of_start(const struct helper_call *c)
{
    if (c->code == EFBIG || c->code == ENOSPC)
        return (struct refusal){.kind = REFUSAL_NO_ROOM};
    if (c->code == EMFILE || c->code == ENFILE || c->code == EAGAIN || c->code == ENOMEM)
        return (struct refusal){.kind = REFUSAL_SHORTAGE, .number = c->code};
    return (struct refusal){REFUSAL_NOT_STARTED, c->ask.programs->worker, c->code};
}

struct refusal helper_ended(const struct helper_call *c)
{
    if (c->end == PROCESS_EXITED)
        return (struct refusal){.kind = REFUSAL_NONE};
    if (c->end == PROCESS_UNSTARTED)
        return refusal_of_start(c);
    return (struct refusal){.kind = c->end == PROCESS_OVERTIME ? REFUSAL_OVERTIME : REFUSAL_CRASH};
}

struct refusal helper_refusal(const struct helper_call *c)
{
    struct refusal r = helper_ended(c);
    if (r.kind != REFUSAL_NONE || reply_value(&c->reply, HELPER_DONE))
        return r;
    r.kind = refusal_of_word(reply_value(&c->reply, HELPER_REFUSED));
    if (r.kind == REFUSAL_UNWRITABLE)
        r.detail = reply_text(&c->reply, HELPER_DETAIL);
    return r;
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

static struct server *server_of(const struct helper *k)
{
    return k->looks ? k->programs->looking : k->programs->reading;
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
        .document = c->ask.subject.file,
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
            .through = server_of(&calls[i].ask),
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

struct refusal helper_file(const char *file)
{
    struct stat st;
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool known = fd >= 0 && fstat(fd, &st) == 0;
    bool missing = fd < 0 && errno == ENOENT;
    if (fd >= 0)
        close(fd);
    if (known && S_ISREG(st.st_mode))
        return (struct refusal){.kind = st.st_size > 0 ? REFUSAL_NONE : REFUSAL_EMPTY};
    return (struct refusal){.kind = missing ? REFUSAL_MISSING : REFUSAL_UNREADABLE};
}

/* A path that no option or scheme can be taken for. */
const char *helper_path(struct arena *a, const char *path)
{
    return path[0] == '/' ? path : arena_printf(a, "./%s", path);
}
