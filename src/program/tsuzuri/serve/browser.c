/* Starting a browser without telling other users the address. */
#include "program/tsuzuri/serve/browser.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* --- the file --- */

static bool write_file(const struct browser *b, const char *address)
{
    int fd = open(b->file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
    if (!file)
        return false;
    fprintf(file,
        "<!doctype html><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
        "<title>tsuzuri</title><meta http-equiv=\"refresh\" content=\"0;url=%s\">\n",
        address);
    return fclose(file) == 0;
}

/* In memory, where the session has a place for it. */
static bool make_folder(struct browser *b)
{
    const char *place = getenv("XDG_RUNTIME_DIR");
    if (!place || *place != '/' || strlen(place) > 40 || access(place, W_OK) != 0)
        place = P_tmpdir;
    snprintf(b->folder, sizeof b->folder, "%s/tsuzuri-XXXXXX", place);
    if (mkdtemp(b->folder)) {
        snprintf(b->file, sizeof b->file, "%s/start.html", b->folder);
        return true;
    }
    *b->folder = '\0';
    return false;
}

void browser_forget(struct browser *b)
{
    if (!*b->folder)
        return;
    unlink(b->file);
    rmdir(b->folder);
    *b->folder = '\0';
}

/* --- the browser --- */

static bool is_wsl(void)
{
    char text[256] = "";
    FILE *file = fopen("/proc/sys/kernel/osrelease", "r");
    if (file && !fgets(text, sizeof text, file))
        *text = '\0';
    if (file)
        fclose(file);
    return strstr(text, "microsoft") || strstr(text, "WSL");
}

/* What opens a file in the browser; NULL: there is nothing. */
static const char *opener(void)
{
    if (is_wsl())
        return "wslview";
    return getenv("DISPLAY") || getenv("WAYLAND_DISPLAY") ? "xdg-open" : NULL;
}

static bool start(const char *program, const char *file)
{
    char *const words[] = {(char *)(uintptr_t)program, (char *)(uintptr_t)file, NULL};
    posix_spawn_file_actions_t actions;
    pid_t child;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int failed = posix_spawnp(&child, program, &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    return !failed;
}

bool browser_open(struct browser *b, const char *address)
{
    const char *program = opener();
    *b->folder = '\0';
    if (!program || !make_folder(b))
        return false;
    if (write_file(b, address) && start(program, b->file))
        return true;
    browser_forget(b);
    return false;
}
