/* Prints single files, by one process or several. Of n workers, each takes every n-th of the
   wanted records and tells what came of it through a pipe of its own: outcome, pages, messages.
   The parent reads the pipes in the register's order, so that neither the files nor the messages
   depend on the number of workers; what a worker is ahead waits in its pipe. A worker that cannot
   be started or ends early is an error of the whole; closing the pipes ends those that still work.
   With strict, all records are laid out once without being written, then again for their files. */
#include "base/arena.h"
#include "product/certify/certify_internal.h"

#include <errno.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_JOBS = 64, MOST_TEXT = 1 << 20 };

/* --- what a worker tells of a record --- */

static void pack_text(struct buf *b, const char *s)
{
    size_t n = s ? strlen(s) + 1 : 0;
    buf_add(b, &n, sizeof n);
    buf_add(b, s, n ? n - 1 : 0);
}

static void pack_message(struct buf *b, const struct message *m)
{
    int numbers[4] = {(int)m->level, (int)m->class, m->at.line, m->at.column};
    buf_add(b, numbers, sizeof numbers);
    pack_text(b, m->at.file);
    pack_text(b, m->at.sheet);
    pack_text(b, m->code);
    pack_text(b, m->en);
    pack_text(b, m->ja);
}

/* Messages that the parent does not have yet. */
static void pack_outcome(
    const struct issue *i, const struct message *from, int pages, struct buf *b)
{
    int numbers[3] = {(int)i->outcome, pages, 0};
    for (const struct message *m = from; m; m = m->next)
        numbers[2]++;
    buf_clear(b);
    buf_add(b, numbers, sizeof numbers);
    for (const struct message *m = from; m; m = m->next)
        pack_message(b, m);
}

static bool send_bytes(int fd, const struct buf *b)
{
    for (size_t at = 0; at < b->size;) {
        ssize_t n = write(fd, b->data + at, b->size - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += (size_t)n;
    }
    return true;
}

static bool receive_bytes(int fd, void *data, size_t size)
{
    for (size_t at = 0; at < size;) {
        ssize_t n = read(fd, (char *)data + at, size - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += (size_t)n;
    }
    return true;
}

static bool receive_text(struct arena *a, int fd, const char **out)
{
    size_t n;
    if (!receive_bytes(fd, &n, sizeof n) || n > MOST_TEXT)
        return false;
    *out = NULL;
    if (!n)
        return true;
    char *text = arena_alloc(a, n);
    *out = text;
    return receive_bytes(fd, text, n - 1);
}

static bool receive_message(struct arena *a, int fd, struct messages *e)
{
    int numbers[4];
    struct position at = position_none();
    const char *code, *en, *ja;
    if (!receive_bytes(fd, numbers, sizeof numbers) || !receive_text(a, fd, &at.file) ||
        !receive_text(a, fd, &at.sheet) || !receive_text(a, fd, &code) ||
        !receive_text(a, fd, &en) || !receive_text(a, fd, &ja))
        return false;
    at.line = numbers[2];
    at.column = numbers[3];
    messages_text(
        e, (enum message_level)numbers[0], (enum message_class)numbers[1], code, at, en, ja);
    return true;
}

static bool receive_outcome(struct certify *c, int fd, struct issue *i)
{
    int numbers[3];
    if (!receive_bytes(fd, numbers, sizeof numbers))
        return false;
    for (int k = 0; k < numbers[2]; k++)
        if (!receive_message(c->call->arena, fd, &i->entry->faults))
            return false;
    i->outcome = (enum tsuzuri_outcome)numbers[0];
    i->faulty = i->outcome == TSUZURI_FAULTY;
    c->call->page_count += numbers[1];
    return true;
}

/* --- the workers --- */

struct crew {
    struct certify *certify;
    struct issue **work; /* the wanted records that have no fault yet */
    size_t count;
    bool dry;
    int jobs;
    int pipes[MOST_JOBS];
    pid_t pids[MOST_JOBS];
};

static void print_share(const struct crew *crew, int job, int fd)
{
    struct certify *c = crew->certify;
    struct buf b = {0};
    for (size_t i = (size_t)job; i < crew->count; i += (size_t)crew->jobs) {
        struct issue *own = crew->work[i];
        const struct message *last = own->entry->faults.last;
        int pages = c->call->page_count;
        certify_print_single(c, own, crew->dry);
        const struct message *from = last ? last->next : own->entry->faults.first;
        pack_outcome(own, from, c->call->page_count - pages, &b);
        if (!send_bytes(fd, &b))
            _exit(1);
    }
    _exit(0);
}

static bool start_worker(struct crew *crew, int job)
{
    int ends[2];
    if (pipe(ends) != 0)
        return false;
    crew->pids[job] = call_fork(crew->certify->call);
    if (crew->pids[job] == 0) {
        close(ends[0]);
        for (int i = 0; i < job; i++)
            close(crew->pipes[i]);
        print_share(crew, job, ends[1]);
    }
    close(ends[1]);
    crew->pipes[job] = ends[0];
    if (crew->pids[job] < 0)
        close(ends[0]);
    return crew->pids[job] > 0;
}

static bool blame_workers(struct certify *c)
{
    messages_error(&c->call->err, ERR_OUTPUT, "no-worker", position_none(),
        "a process of " OPTION("jobs") " could not be started or died; print again with fewer jobs",
        OPTION(
            "jobs") " の作業プロセスを開始できないか、途中で終了しました。数を減らして印刷し直して"
                    "ください");
    return false;
}

/* Closing the pipes ends workers that still work. */
static void end_workers(struct crew *crew, int started)
{
    for (int i = 0; i < started; i++)
        close(crew->pipes[i]);
    for (int i = 0; i < started; i++)
        while (waitpid(crew->pids[i], NULL, 0) < 0 && errno == EINTR)
            continue;
}

static bool run_crew(struct crew *crew)
{
    int started = 0;
    while (started < crew->jobs && start_worker(crew, started))
        started++;
    bool good = started == crew->jobs;
    for (size_t i = 0; good && i < crew->count; i++) {
        good = receive_outcome(crew->certify, crew->pipes[i % (size_t)crew->jobs], crew->work[i]);
        if (!crew->dry)
            certify_step(crew->certify);
    }
    end_workers(crew, started);
    return good || blame_workers(crew->certify);
}

static bool run_alone(struct crew *crew)
{
    for (size_t i = 0; i < crew->count; i++) {
        certify_print_single(crew->certify, crew->work[i], crew->dry);
        if (!crew->dry)
            certify_step(crew->certify);
    }
    return true;
}

static bool run_jobs(struct certify *c, bool dry)
{
    struct crew crew = {.certify = c, .dry = dry, .jobs = c->options->jobs};
    crew.work = arena_array(c->call->arena, c->count + 1, sizeof(struct issue *));
    for (size_t i = 0; i < c->count; i++)
        if (c->issues[i].wanted && !c->issues[i].faulty)
            crew.work[crew.count++] = &c->issues[i];
    if (crew.jobs > MOST_JOBS)
        crew.jobs = MOST_JOBS;
    if ((size_t)crew.jobs > crew.count)
        crew.jobs = (int)crew.count;
    c->done = c->wanted - crew.count;
    return crew.jobs > 1 ? run_crew(&crew) : run_alone(&crew);
}

static bool make_folder(struct certify *c)
{
    struct stat st;
    const char *path = c->options->folder;
    if (mkdir(path, 0777) == 0 || (stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
        return true;
    messages_error(&c->call->err, ERR_OUTPUT, "no-folder", position_file(path),
        "the folder '%s' cannot be made; make it, or name another",
        "フォルダー「%s」を作れません。先に作るか、別のフォルダーを指定してください", path);
    return false;
}

bool certify_print_split(struct certify *c)
{
    bool strict = c->options->strict;
    if (strict && (!run_jobs(c, true) || certify_count_faulty(c)))
        return true;
    return make_folder(c) && run_jobs(c, false);
}
