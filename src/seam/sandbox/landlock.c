/* Which files may be opened: Landlock's rules, as far as this kernel knows them. Its newer rights
   are asked for by their numbers, since Debian 12's headers end at version 2. */
#include "seam/sandbox/sandbox_internal.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* For _GNU_SOURCE only in its header. */
long syscall(long number, ...);

#ifndef O_PATH
#define O_PATH 010000000
#endif

#define READ_FILE (1ull << 2)
#define READ_FOLDER (1ull << 3)
#define WRITE_FILE (1ull << 1)
#define CUT_FILE (1ull << 14) /* from version 3 on */

/* The kernel's own struct as it is today; older kernels take it where what they lack is 0. */
struct rule_set {
    uint64_t files;
    uint64_t net;    /* from version 4 on: bind and connect of TCP */
    uint64_t scopes; /* from version 6 on: abstract sockets, signals */
};

/* How many rights on files a version has. */
static uint64_t file_rights(int version)
{
    static const int bits[] = {0, 13, 14, 15, 15, 16};
    const int last = (int)(sizeof bits / sizeof *bits) - 1;
    return (1ull << bits[version < last ? version : last]) - 1;
}

int landlock_version(void)
{
    const void *nothing = NULL;
    long n = syscall(SYS_landlock_create_ruleset, nothing, 0, 1u /* of the interface */);
    return n > 0 ? (int)n : 0;
}

int landlock_begin(void)
{
    int version = landlock_version();
    if (!version)
        return -1;
    struct rule_set set = {
        .files = file_rights(version), .net = version >= 4 ? 3 : 0, .scopes = version >= 6 ? 3 : 0};
    size_t size = version >= 6   ? sizeof set
                  : version >= 4 ? 2 * sizeof(uint64_t)
                                 : sizeof(uint64_t);
    return (int)syscall(SYS_landlock_create_ruleset, &set, size, 0u);
}

void landlock_add(int rules, const char *path, bool writes)
{
    struct stat st;
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return;
    uint64_t rights = READ_FILE;
    if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
        rights |= READ_FOLDER;
    else if (writes)
        rights |= WRITE_FILE | (CUT_FILE & file_rights(landlock_version()));
    struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = fd};
    syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0u);
    close(fd);
}

bool landlock_end(int rules)
{
    bool good = syscall(SYS_landlock_restrict_self, rules, 0u) == 0;
    close(rules);
    return good;
}
