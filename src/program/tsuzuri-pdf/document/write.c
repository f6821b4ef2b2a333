/* Writing; libqpdf takes a write that the disk refused in part for a good one, and says nothing. */
#include "program/tsuzuri-pdf/document/write.h"

#include "program/tsuzuri-pdf/document/handle.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#define END "%%EOF\n"
#define TRIED 65536

static bool ends_well(int fd)
{
    char tail[sizeof END - 1];
    return lseek(fd, -(off_t)sizeof tail, SEEK_END) >= 0 &&
           read(fd, tail, sizeof tail) == (ssize_t)sizeof tail && !memcmp(tail, END, sizeof tail);
}

/* What keeps the file from growing; 0: nothing does any more. */
static int obstacle(int fd)
{
    static const char nothing[TRIED];
    for (size_t done = 0; done < TRIED;) {
        ssize_t n = write(fd, nothing, TRIED - done);
        if (n <= 0)
            return n < 0 ? errno : ENOSPC;
        done += (size_t)n;
    }
    return 0;
}

bool document_check_written(struct pdf_document *d, const char *path)
{
    int fd = open(path, O_RDWR | O_CLOEXEC);
    bool good = fd >= 0 && ends_well(fd);
    int number = good || fd < 0 ? 0 : obstacle(fd);
    if (fd >= 0)
        close(fd);
    if (!good)
        document_set_state(
            d, DOCUMENT_UNWRITABLE, number ? strerror(number) : "it was written in part only");
    return good;
}

bool document_write(struct pdf_document *d, const char *path)
{
    qpdf_init_write(d->q, path);
    if (qpdf_has_error(d->q))
        return document_fail(d, DOCUMENT_UNWRITABLE);
    qpdf_set_object_stream_mode(d->q, qpdf_o_preserve);
    qpdf_set_stream_data_mode(d->q, qpdf_s_preserve);
    qpdf_set_preserve_encryption(d->q, QPDF_FALSE);
    qpdf_set_deterministic_ID(d->q, QPDF_TRUE);
    if (qpdf_write(d->q) & (QPDF_ERRORS))
        return document_fail(d, DOCUMENT_UNWRITABLE);
    return document_check_written(d, path);
}
