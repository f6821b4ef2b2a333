/* Whole files into memory, up to a limit. */
#include "program/tsuzuri-pdf/document/file_bytes.h"

#include "base/buf.h"

bool file_bytes_read(const char *path, size_t most, struct buf *out)
{
    char block[65536];
    size_t n;
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    while ((n = fread(block, 1, sizeof block, f)) > 0 && out->size <= most)
        buf_add(out, block, n);
    bool good = !ferror(f) && out->size && out->size <= most;
    fclose(f);
    return good;
}
