/* The server of the page: begun, run until it is ended, taken down. */
#include "program/tsuzuri/serve/serve.h"

#include "base/arena.h"
#include "base/file.h"
#include "program/tsuzuri/serve/browser.h"
#include "program/tsuzuri/serve/guard.h"
#include "program/tsuzuri/serve/server.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_BODY ((size_t)4 << 20) /* an answer file of last year */
#define MOST_IDLE 1800              /* seconds without a request: no page is open any more */
#define TURN 1000                   /* milliseconds at most between two looks at the clock */

static int stop_pipe[2] = {-1, -1}; /* a signal's handler can reach nothing else */

static void on_signal(int number)
{
    char byte = (char)number;
    int kept = errno;
    if (write(stop_pipe[1], &byte, 1) < 0)
        _exit(128 + number);
    errno = kept;
}

static bool watch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    if (pipe(stop_pipe) != 0)
        return false;
    for (int i = 0; i < 2; i++) {
        fcntl(stop_pipe[i], F_SETFD, FD_CLOEXEC);
        fcntl(stop_pipe[i], F_SETFL, O_NONBLOCK);
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaction(numbers[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    return true;
}

/* --- requests --- */

static const char *status_words(int status)
{
    if (status == 400)
        return "the request is not as a browser makes it / 要求の形式が正しくありません";
    if (status == 403)
        return "open the page by the address that tsuzuri serve printed; it is good once, in one "
               "browser / tsuzuri serve が表示したアドレスから開いてください（アドレスは一度だけ、"
               "一つのブラウザーで使えます）";
    if (status == 405)
        return "this cannot be done here / この操作はできません";
    return "requests that change something are of the page itself / 変更できるのはこのページから"
           "だけです";
}

static bool admit(void *context, const struct http_request *q, struct http_answer *out)
{
    const struct server *s = context;
    int status = guard_judge(&s->key, http_port(s->http), q);
    if (!status)
        return true;
    const char *words = status_words(status);
    *out = (struct http_answer){.status = status,
        .type = "text/plain; charset=utf-8",
        .body = words,
        .size = strlen(words)};
    return false;
}

/* The answer's body is the reply's, which is kept until the next one. */
static void answer(void *context, const struct http_request *q, struct http_answer *out)
{
    struct server *s = context;
    arena_clear(s->reply.arena);
    buf_clear(&s->reply.body);
    s->reply.answer = (struct http_answer){0};
    route_request(s, q, &s->reply);
    *out = s->reply.answer;
    s->asked = true;
}

/* --- its place --- */

/* A folder, or an answer file in one. */
static bool open_place(struct server *s, const char *place)
{
    struct stat st;
    const char *path = place ? place : ".";
    char *real = NULL;
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode)) {
        real = realpath(path, NULL);
        if (!real)
            return false;
        s->given = arena_strdup(s->arena, file_base(real));
        path = file_folder(s->arena, real);
    }
    free(real);
    return folder_open(&s->folder, path, s->key.cookie);
}

/* --- from the beginning to the end --- */

static int complain(const struct server *s, const char *en, const char *ja, int code)
{
    fprintf(stderr, "tsuzuri serve: %s: %s\n", s->options->japanese ? ja : en, strerror(errno));
    return code;
}

static void tell(const struct server *s, const char *address)
{
    printf(s->options->japanese ? "このアドレスをブラウザーで開きます: %s\n"
                                  "終えるには、ページの「終了」を押すか、ここで Ctrl-C を押します\n"
                                : "the page is at %s\n"
                                  "it ends by its button, or by Ctrl-C here\n",
        address);
    fflush(stdout);
}

static long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

/* Until the page ends it, a signal comes, or nobody asks any more. */
static void run(struct server *s)
{
    char byte;
    long long last = now();
    while (!s->ended && read(stop_pipe[0], &byte, 1) <= 0 && now() - last < MOST_IDLE) {
        http_run(s->http, TURN, stop_pipe[0]);
        if (s->asked)
            last = now();
        s->asked = false;
        waitpid(-1, NULL, WNOHANG);
    }
    http_run(s->http, 0, stop_pipe[0]); /* the last answer goes out */
}

static int listen_and_run(struct server *s)
{
    char address[128];
    struct browser browser = {0};
    const struct http_service service = {.context = s,
        .admit = admit,
        .answer = answer,
        .headers = guard_headers,
        .most_body = MOST_BODY};
    s->http = http_open(s->options->port, &service);
    if (!s->http || !key_draw(&s->key, http_port(s->http)))
        return complain(s, "cannot listen on 127.0.0.1", "127.0.0.1 で待ち受けできません", 4);
    if (!open_place(s, s->options->place))
        return complain(s, "cannot open the folder", "フォルダーを開けません", 3);
    folder_sweep(&s->folder);
    snprintf(
        address, sizeof address, "http://127.0.0.1:%d/?key=%s", http_port(s->http), s->key.start);
    if (!s->options->quiet)
        browser_open(&browser, address);
    tell(s, address);
    memset(address, 0, sizeof address);
    run(s);
    browser_forget(&browser);
    return 0;
}

int serve_run(const struct serve_options *options)
{
    struct server s = {.options = options, .folder.fd = -1};
    if (!watch_signals())
        return 4;
    s.arena = arena_new();
    s.reply.arena = arena_new();
    s.catalogue = tsuzuri_catalogue_new(options->paths);
    int code = listen_and_run(&s);
    http_close(s.http);
    tsuzuri_catalogue_free(s.catalogue);
    history_free_all(s.histories);
    folder_release(&s.folder);
    buf_release(&s.reply.body);
    arena_free(s.reply.arena);
    arena_free(s.arena);
    return code;
}

const char *serve_library_version(void)
{
    return http_library_version();
}
