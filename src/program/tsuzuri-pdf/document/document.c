#include "program/tsuzuri-pdf/document/handle.h"
#include "seam/codec/zlib.h"

#include <sys/stat.h>

#define MOST_REPAIRED ((size_t)256 << 20)

struct pdf_document *document_new(void)
{
    struct pdf_document *d = calloc(1, sizeof *d);
    if (!d)
        abort();
    d->q = qpdf_init();
    qpdf_silence_errors(d->q);
    qpdf_set_suppress_warnings(d->q, QPDF_TRUE);
    return d;
}

struct zlib *document_deflater(struct pdf_document *d)
{
    if (!d->flate)
        d->flate = zlib_new();
    return d->flate;
}

void document_free(struct pdf_document *d)
{
    if (!d)
        return;
    if (d->state == DOCUMENT_GOOD)
        qpdf_cleanup(&d->q);
    buf_release(&d->bytes);
    buf_release(&d->detail);
    buf_release(&d->first_fault);
    buf_release(&d->font);
    if (d->flate)
        zlib_free(d->flate);
    free(d);
}

enum document_state document_state(const struct pdf_document *d)
{
    return d->state;
}

const char *document_detail(const struct pdf_document *d)
{
    return d->detail.data ? d->detail.data : "";
}

int document_page_count(const struct pdf_document *d)
{
    return d->pages;
}

const char *document_library_version(void)
{
    return qpdf_get_qpdf_version();
}

void document_set_state(struct pdf_document *d, enum document_state state, const char *detail)
{
    d->state = state;
    buf_clear(&d->detail);
    buf_adds(&d->detail, detail);
}

bool document_take_error(struct pdf_document *d)
{
    bool had = qpdf_has_error(d->q);
    if (had)
        qpdf_get_error(d->q);
    return had;
}

static enum document_state state_of(enum qpdf_error_code_e code, const char *text)
{
    if (strstr(text, "bad_alloc"))
        return DOCUMENT_TOO_LARGE;
    if (code == qpdf_e_password)
        return DOCUMENT_NEEDS_PASSWORD;
    if (code == qpdf_e_unsupported || strstr(text, "encryption"))
        return DOCUMENT_UNSUPPORTED;
    return DOCUMENT_DAMAGED;
}

bool document_fail(struct pdf_document *d, enum document_state state)
{
    qpdf_error error = qpdf_get_error(d->q);
    if (!error) {
        document_set_state(d, state, "");
        return false;
    }
    const char *text = qpdf_get_error_message_detail(d->q, error);
    enum qpdf_error_code_e code = qpdf_get_error_code(d->q, error);
    bool disk = state == DOCUMENT_UNWRITABLE && code == qpdf_e_system && !strstr(text, "bad_alloc");
    document_set_state(d, disk ? state : state_of(code, text), text);
    return false;
}

/* libqpdf counts kids of any kind as pages. */
static bool all_are_pages(struct pdf_document *d)
{
    bool good = true;
    for (int i = 0; good && i < d->pages; i++) {
        qpdf_oh page = qpdf_get_page_n(d->q, (size_t)i);
        good = object_is_dict(d, page);
        qpdf_oh_release(d->q, page);
    }
    return good;
}

/* Without it libqpdf would write a trailer that lacks it. */
static void mend_trailer(struct pdf_document *d)
{
    qpdf_oh trailer = qpdf_get_trailer(d->q);
    if (object_is_dict(d, trailer) && !qpdf_oh_is_integer(d->q, object_key(d, trailer, "/Size")))
        qpdf_oh_replace_key(d->q, trailer, "/Size", qpdf_oh_new_integer(d->q, 1));
    qpdf_oh_release_all(d->q);
}

/* Some readers believe it. */
static bool counts_well(struct pdf_document *d)
{
    qpdf_oh tree = object_key(d, qpdf_get_root(d->q), "/Pages");
    return object_number(d, object_key(d, tree, "/Count"), -1) == d->pages;
}

static bool count_pages(struct pdf_document *d, bool repair)
{
    d->pages = qpdf_get_num_pages(d->q);
    bool bad =
        document_take_error(d) || d->pages <= 0 || !all_are_pages(d) || (repair && !counts_well(d));
    if (bad && repair && page_tree_rebuild(d))
        d->pages = qpdf_get_num_pages(d->q);
    qpdf_oh_release_all(d->q);
    if (d->pages > 0 && !document_take_error(d) && all_are_pages(d))
        return true;
    document_set_state(d, d->first_lost ? DOCUMENT_DAMAGED : DOCUMENT_NO_PAGES, "no pages");
    return false;
}

static bool load(struct pdf_document *d, const char *path, const char *password, bool repair)
{
    int result = d->bytes.data
                     ? qpdf_read_memory(d->q, "file", d->bytes.data, d->bytes.size, password)
                     : qpdf_read(d->q, path, password);
    if (result & (QPDF_ERRORS))
        return document_fail(d, DOCUMENT_DAMAGED);
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
static struct pdf_document *repair(
    struct pdf_document *failed, const char *path, const char *password)
{
    struct buf file = {0};
    if (!read_bytes(path, &file)) {
        buf_release(&file);
        return failed;
    }
    for (int n = 0;; n++) {
        struct pdf_document *d = document_new();
        if (!repair_bytes(&file, n, &d->bytes)) {
            document_free(d);
            break;
        }
        d->rebuilt = true;
        if (load(d, path, password, true)) {
            document_free(failed);
            failed = d;
            break;
        }
        document_free(d);
    }
    buf_release(&file);
    return failed;
}

static struct pdf_document *try(const char *path, const char *password)
{
    struct pdf_document *d = document_new();
    load(d, path, password, true);
    return d;
}

struct pdf_document *document_open(const char *path, const char *password)
{
    struct pdf_document *d = try(path, "");
    if (d->state == DOCUMENT_NEEDS_PASSWORD && *password) {
        document_free(d);
        d = try(path, password);
        if (d->state == DOCUMENT_NEEDS_PASSWORD)
            d->state = DOCUMENT_WRONG_PASSWORD;
    }
    if (d->state == DOCUMENT_DAMAGED || d->state == DOCUMENT_NO_PAGES)
        d = repair(d, path, password);
    return d;
}

struct pdf_document *document_open_strictly(const char *path)
{
    struct pdf_document *d = document_new();
    qpdf_set_attempt_recovery(d->q, QPDF_FALSE);
    load(d, path, "", false);
    return d;
}

struct pdf_document *document_open_bytes(const void *data, size_t size)
{
    struct pdf_document *d = document_new();
    buf_add(&d->bytes, data, size);
    load(d, "", "", false);
    return d;
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
