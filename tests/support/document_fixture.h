/* document_fixture: small PDFs from the texts of their objects, as the rooms of tsuzuri-pdf open
   them. Include it behind the headers under test. */
#ifndef DOCUMENT_FIXTURE_H
#define DOCUMENT_FIXTURE_H

#include "base/buf.h"
#include "program/tsuzuri-pdf/document/facts.h"
#include "program/tsuzuri-pdf/document/handle.h"
#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/document/open.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#define CATALOG "<< /Type /Catalog /Pages 2 0 R >>"
#define PAGES(kids, count)                                                                         \
    "<< /Type /Pages /Kids [" kids "] /Count " #count " /MediaBox [0 0 200 300] >>"
#define PAGE(more) "<< /Type /Page /Parent 2 0 R " more " >>"
#define STREAM(dict, data) "<< " dict " /Length 99999 >>\nstream\n" data "\nendstream"

/* The objects' numbers count from 1; NULL ends them. Object 1 is the catalog, 2 its page tree. The
   length of a stream is filled in. */
static inline void add_object(struct buf *out, const char *text)
{
    const char *length = strstr(text, "/Length 99999");
    const char *data = strstr(text, "stream\n");
    const char *end = data ? strstr(data, "\nendstream") : NULL;
    if (!length || !end) {
        buf_adds(out, text);
        return;
    }
    buf_add(out, text, (size_t)(length - text));
    buf_addf(out, "/Length %d%s", (int)(end - data - 7), length + strlen("/Length 99999"));
}

static inline struct buf pdf_text(const char *const *objects)
{
    struct buf out = {0};
    size_t offsets[300];
    int count = 0;
    buf_adds(&out, "%PDF-1.7\n");
    for (; objects[count]; count++) {
        assert_true(count < 299);
        offsets[count] = out.size;
        buf_addf(&out, "%d 0 obj\n", count + 1);
        add_object(&out, objects[count]);
        buf_adds(&out, "\nendobj\n");
    }
    size_t xref = out.size;
    buf_addf(&out, "xref\n0 %d\n0000000000 65535 f \n", count + 1);
    for (int i = 0; i < count; i++)
        buf_addf(&out, "%010zu 00000 n \n", offsets[i]);
    buf_addf(
        &out, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", count + 1, xref);
    return out;
}

/* Damaged documents are left to the end of the process, since libqpdf may crash when it takes them
   down (document.c): no leak of ours. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:document_open\n";
}

/* Opens bytes as a file that others made: it may be put together again. */
static inline struct pdf_document *open_file(const void *data, size_t size)
{
    char path[] = "/tmp/tsuzuri-document-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    close(fd);
    struct pdf_document *d = document_open(path, "");
    unlink(path);
    return d;
}

static inline struct pdf_document *open_objects(const char *const *objects)
{
    struct buf file = pdf_text(objects);
    struct pdf_document *d = open_file(file.data, file.size);
    buf_release(&file);
    return d;
}

#define OPEN(...) open_objects((const char *const[]){__VA_ARGS__, NULL})

/* What a page's content says, its streams one after the other. */
static inline struct buf content_text(struct pdf_document *d, int page)
{
    struct buf out = {0};
    unsigned char *data = NULL;
    size_t size = 0;
    qpdf_oh p = qpdf_get_page_n(d->q, (size_t)page);
    buf_adds(&out, "");
    assert_false(qpdf_oh_get_page_content_data(d->q, p, &data, &size) & QPDF_ERRORS);
    buf_add(&out, data ? (const char *)data : "", data ? size : 0);
    buf_addc(&out, '\0');
    free(data);
    return out;
}

static inline int array_length(struct pdf_document *d, qpdf_oh array)
{
    return qpdf_oh_is_array(d->q, array) ? qpdf_oh_get_array_n_items(d->q, array) : 0;
}

static inline int annotation_total(struct pdf_document *d, int page)
{
    return array_length(d, object_key(d, qpdf_get_page_n(d->q, (size_t)page), "/Annots"));
}

#endif
