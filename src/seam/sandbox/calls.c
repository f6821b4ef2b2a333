/* Which system calls may be made: those that reading documents and drawing them takes once the
   libraries are loaded; every other one fails with EPERM. libseccomp is seen here alone. */
#include "seam/sandbox/sandbox_internal.h"

#include <errno.h>
#include <seccomp.h>
#include <unistd.h>

#define CALL(name) SCMP_SYS(name)

static const int allowed[] = {
    /* files that are open, or that Landlock lets be opened */
    CALL(read),
    CALL(write),
    CALL(readv),
    CALL(writev),
    CALL(pread64),
    CALL(pwrite64),
    CALL(lseek),
    CALL(close),
    CALL(openat),
    CALL(open),
    CALL(fstat),
    CALL(stat),
    CALL(lstat),
    CALL(newfstatat),
    CALL(statx),
    CALL(statfs),
    CALL(fstatfs),
    CALL(access),
    CALL(faccessat),
    CALL(faccessat2),
    CALL(readlink),
    CALL(readlinkat),
    CALL(getdents64),
    CALL(getcwd),
    CALL(dup),
    CALL(dup2),
    CALL(dup3),
    CALL(fcntl),
    CALL(ftruncate),
    CALL(fsync),
    CALL(fdatasync),
    CALL(fadvise64),
    CALL(poll),
    CALL(ppoll),
    CALL(pipe2),
    /* memory */
    CALL(brk),
    CALL(mmap),
    CALL(munmap),
    CALL(mremap),
    CALL(mprotect),
    CALL(madvise),
    /* itself */
    CALL(exit),
    CALL(exit_group),
    CALL(getpid),
    CALL(gettid),
    CALL(getppid),
    CALL(getuid),
    CALL(geteuid),
    CALL(getgid),
    CALL(getegid),
    CALL(rt_sigaction),
    CALL(rt_sigprocmask),
    CALL(rt_sigreturn),
    CALL(sigaltstack),
    CALL(restart_syscall),
    CALL(getrlimit),
    CALL(getrusage),
    CALL(sysinfo),
    CALL(uname),
    CALL(sched_getaffinity),
    CALL(sched_yield),
    CALL(futex),
    CALL(set_robust_list),
    CALL(rseq),
    CALL(getrandom),
    /* time */
    CALL(clock_gettime),
    CALL(clock_getres),
    CALL(gettimeofday),
    CALL(time),
    CALL(nanosleep),
    CALL(clock_nanosleep),
    CALL(times),
};

/* Those that are allowed with some arguments alone. */
static bool allow_some(scmp_filter_ctx f)
{
    const scmp_datum_t own = (scmp_datum_t)getpid();
    return /* abort() */ seccomp_rule_add(
               f, SCMP_ACT_ALLOW, CALL(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, own)) == 0 &&
           /* limits are read, not set */
           seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0)) == 0;
}

bool sandbox_limit_calls(void)
{
    scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool good = f && allow_some(f);
    for (size_t i = 0; good && i < sizeof allowed / sizeof *allowed; i++)
        good = seccomp_rule_add(f, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
    good = good && seccomp_load(f) == 0;
    if (f)
        seccomp_release(f);
    return good;
}
