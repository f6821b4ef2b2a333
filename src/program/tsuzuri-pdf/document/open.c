/* Opening: from files and from memory, in several ways where a file is damaged.

   libqpdf comes first, with its own recovery (it searches a file for objects where the
   cross-reference table is of no use). Where that ends without pages, the page tree is built anew
   (page_tree.c); where there is no catalog to be found, the file's end is made anew in several
   ways (repair.c), the first of which that gives pages wins. What was put together is marked
   (rebuilt), so that a person compares it with the original. Else the fault that came first is
   told. Passwords are tried behind the empty one: many encrypted files need none to be read. */
#include "program/tsuzuri-pdf/document/open.h"

#include "program/tsuzuri-pdf/document/file_bytes.h"
#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/document/page_tree.h"
#include "program/tsuzuri-pdf/document/repair.h"

#define MOST_REPAIRED ((size_t)256 << 20)

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

/* The first way of putting it together that gives pages; else the fault that came first. */
static struct pdf_document *repair(
    struct pdf_document *failed, const char *path, const char *password)
{
    struct buf file = {0};
    if (!file_bytes_read(path, MOST_REPAIRED, &file)) {
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
