#include "program/tsuzuri-pdf/document/handle.h"

#include <unistd.h>

/* A file without a name: it goes when nobody has it open. */
static int open_unnamed(const char *beside)
{
    struct buf path = {0};
    buf_addf(&path, "%s.XXXXXX", beside);
    int fd = mkstemp(path.data);
    if (fd >= 0)
        unlink(path.data);
    buf_release(&path);
    return fd;
}

struct qdoc *qdoc_park(struct qdoc *d, const char *beside)
{
    char path[64];
    int fd = open_unnamed(beside);
    if (fd < 0)
        return d;
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct qdoc *parked = qdoc_write(d, path) ? qdoc_open_strictly(path) : NULL;
    close(fd);
    if (parked && parked->state == QDOC_GOOD) {
        qdoc_free(d);
        return parked;
    }
    qdoc_free(parked);
    qdoc_say(d, QDOC_GOOD, "");
    return d;
}
