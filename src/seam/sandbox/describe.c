/* What this kernel has of the room, for who reports the versions. */
#include "seam/sandbox/sandbox_internal.h"

#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* For _GNU_SOURCE only in its header. */
long syscall(long number, ...);

static bool has_seccomp(void)
{
    const uint32_t action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0u, &action) == 0;
}

void sandbox_describe(struct buf *out)
{
    int version = landlock_version();
    bool calls = has_seccomp();
    if (version)
        buf_addf(out, "Landlock %d", version);
    if (calls)
        buf_addf(out, "%sseccomp", version ? ", " : "");
    if (!version || !calls)
        buf_adds(out, version || calls ? " alone" : "none");
}
