/* Documents that would fill the memory, in files without a name. */
#include "program/tsuzuri-pdf/document/temporary.h"

#include "base/buf.h"
#include "program/tsuzuri-pdf/document/open.h"
#include "program/tsuzuri-pdf/document/write.h"

#include <unistd.h>

int temporary_new(const char *beside)
{
    struct buf path = {0};
    buf_addf(&path, "%s.XXXXXX", beside);
    int fd = mkstemp(path.data);
    if (fd >= 0)
        unlink(path.data);
    buf_release(&path);
    return fd;
}

struct pdf_document *document_to_temporary(struct pdf_document *d, int fd)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    struct pdf_document *parked = document_write(d, path) ? document_open_strictly(path) : NULL;
    close(fd);
    if (parked && document_state(parked) == DOCUMENT_GOOD) {
        document_free(d);
        return parked;
    }
    document_free(parked);
    document_set_state(d, DOCUMENT_GOOD, "");
    return d;
}
