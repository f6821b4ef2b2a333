#include "program/tsuzuri-pdf/document/handle.h"
#include "seam/codec/zlib.h"

#include <sys/stat.h>

#define MOST_REPAIRED ((size_t)256 << 20)

struct qdoc *qdoc_new(void)
{
    struct qdoc *d = calloc(1, sizeof *d);
    if (!d)
        abort();
    d->q = qpdf_init();
    qpdf_silence_errors(d->q);
    qpdf_set_suppress_warnings(d->q, QPDF_TRUE);
    return d;
}

struct zlib *qdoc_flate(struct qdoc *d)
{
    if (!d->flate)
        d->flate = zlib_new();
    return d->flate;
}

void qdoc_free(struct qdoc *d)
{
    if (!d)
        return;
    if (d->state == QDOC_GOOD)
        qpdf_cleanup(&d->q);
    buf_release(&d->bytes);
    buf_release(&d->detail);
    buf_release(&d->first_fault);
    buf_release(&d->font);
    if (d->flate)
        zlib_free(d->flate);
    free(d);
}

enum qdoc_state qdoc_state(const struct qdoc *d)
{
    return d->state;
}

const char *qdoc_detail(const struct qdoc *d)
{
    return d->detail.data ? d->detail.data : "";
}

int qdoc_pages(const struct qdoc *d)
{
    return d->pages;
}

const char *qdoc_library_version(void)
{
    return qpdf_get_qpdf_version();
}

void qdoc_say(struct qdoc *d, enum qdoc_state state, const char *detail)
{
    d->state = state;
    buf_clear(&d->detail);
    buf_adds(&d->detail, detail);
}

bool qdoc_stumbled(struct qdoc *d)
{
    bool had = qpdf_has_error(d->q);
    if (had)
        qpdf_get_error(d->q);
    return had;
}

static enum qdoc_state state_of(enum qpdf_error_code_e code, const char *text)
{
    if (strstr(text, "bad_alloc"))
        return QDOC_TOO_LARGE;
    if (code == qpdf_e_password)
        return QDOC_NEEDS_PASSWORD;
    if (code == qpdf_e_unsupported || strstr(text, "encryption"))
        return QDOC_UNSUPPORTED;
    return QDOC_DAMAGED;
}

bool qdoc_fail(struct qdoc *d, enum qdoc_state state)
{
    qpdf_error error = qpdf_get_error(d->q);
    if (!error) {
        qdoc_say(d, state, "");
        return false;
    }
    const char *text = qpdf_get_error_message_detail(d->q, error);
    enum qpdf_error_code_e code = qpdf_get_error_code(d->q, error);
    bool disk = state == QDOC_UNWRITABLE && code == qpdf_e_system && !strstr(text, "bad_alloc");
    qdoc_say(d, disk ? state : state_of(code, text), text);
    return false;
}

/* libqpdf counts kids of any kind as pages. */
static bool all_are_pages(struct qdoc *d)
{
    bool good = true;
    for (int i = 0; good && i < d->pages; i++) {
        qpdf_oh page = qpdf_get_page_n(d->q, (size_t)i);
        good = oh_is_dict(d, page);
        qpdf_oh_release(d->q, page);
    }
    return good;
}

/* Without it libqpdf would write a trailer that lacks it. */
static void mend_trailer(struct qdoc *d)
{
    qpdf_oh trailer = qpdf_get_trailer(d->q);
    if (oh_is_dict(d, trailer) && !qpdf_oh_is_integer(d->q, oh_key(d, trailer, "/Size")))
        qpdf_oh_replace_key(d->q, trailer, "/Size", qpdf_oh_new_integer(d->q, 1));
    qpdf_oh_release_all(d->q);
}

/* Some readers believe it. */
static bool counts_well(struct qdoc *d)
{
    qpdf_oh tree = oh_key(d, qpdf_get_root(d->q), "/Pages");
    return oh_number(d, oh_key(d, tree, "/Count"), -1) == d->pages;
}

static bool count_pages(struct qdoc *d, bool repair)
{
    d->pages = qpdf_get_num_pages(d->q);
    bool bad =
        qdoc_stumbled(d) || d->pages <= 0 || !all_are_pages(d) || (repair && !counts_well(d));
    if (bad && repair && tree_rebuild(d))
        d->pages = qpdf_get_num_pages(d->q);
    qpdf_oh_release_all(d->q);
    if (d->pages > 0 && !qdoc_stumbled(d) && all_are_pages(d))
        return true;
    qdoc_say(d, d->first_lost ? QDOC_DAMAGED : QDOC_NO_PAGES, "no pages");
    return false;
}

static bool load(struct qdoc *d, const char *path, const char *password, bool repair)
{
    int result = d->bytes.data
                     ? qpdf_read_memory(d->q, "file", d->bytes.data, d->bytes.size, password)
                     : qpdf_read(d->q, path, password);
    if (result & (QPDF_ERRORS))
        return qdoc_fail(d, QDOC_DAMAGED);
    if (repair)
        mend_trailer(d);
    return count_pages(d, repair);
}

static bool read_bytes(const char *path, struct buf *out)
{
    char block[65536];
    size_t n;
    FILE *f = fopen(path, "rb");
    if (!f)
        return false;
    while ((n = fread(block, 1, sizeof block, f)) > 0 && out->size <= MOST_REPAIRED)
        buf_add(out, block, n);
    bool good = !ferror(f) && out->size && out->size <= MOST_REPAIRED;
    fclose(f);
    return good;
}

/* The first way of putting it together that gives pages; else the fault that came first. */
static struct qdoc *repair(struct qdoc *failed, const char *path, const char *password)
{
    struct buf file = {0};
    if (!read_bytes(path, &file)) {
        buf_release(&file);
        return failed;
    }
    for (int n = 0;; n++) {
        struct qdoc *d = qdoc_new();
        if (!repair_bytes(&file, n, &d->bytes)) {
            qdoc_free(d);
            break;
        }
        d->rebuilt = true;
        if (load(d, path, password, true)) {
            qdoc_free(failed);
            failed = d;
            break;
        }
        qdoc_free(d);
    }
    buf_release(&file);
    return failed;
}

static struct qdoc *try(const char *path, const char *password)
{
    struct qdoc *d = qdoc_new();
    load(d, path, password, true);
    return d;
}

struct qdoc *qdoc_open(const char *path, const char *password)
{
    struct qdoc *d = try(path, "");
    if (d->state == QDOC_NEEDS_PASSWORD && *password) {
        qdoc_free(d);
        d = try(path, password);
        if (d->state == QDOC_NEEDS_PASSWORD)
            d->state = QDOC_WRONG_PASSWORD;
    }
    if (d->state == QDOC_DAMAGED || d->state == QDOC_NO_PAGES)
        d = repair(d, path, password);
    return d;
}

struct qdoc *qdoc_open_strictly(const char *path)
{
    struct qdoc *d = qdoc_new();
    qpdf_set_attempt_recovery(d->q, QPDF_FALSE);
    load(d, path, "", false);
    return d;
}

struct qdoc *qdoc_open_bytes(const void *data, size_t size)
{
    struct qdoc *d = qdoc_new();
    buf_add(&d->bytes, data, size);
    load(d, "", "", false);
    return d;
}

bool qdoc_write(struct qdoc *d, const char *path)
{
    qpdf_init_write(d->q, path);
    if (qpdf_has_error(d->q))
        return qdoc_fail(d, QDOC_UNWRITABLE);
    qpdf_set_object_stream_mode(d->q, qpdf_o_preserve);
    qpdf_set_stream_data_mode(d->q, qpdf_s_preserve);
    qpdf_set_preserve_encryption(d->q, QPDF_FALSE);
    qpdf_set_deterministic_ID(d->q, QPDF_TRUE);
    if (qpdf_write(d->q) & (QPDF_ERRORS))
        return qdoc_fail(d, QDOC_UNWRITABLE);
    return qdoc_written(d, path);
}
