#include "product/session/session.h"
#include "base/arena.h"
#include "base/file.h"
#include "seam/codec/csv.h"
#include "seam/codec/image.h"
#include "seam/codec/qrcode.h"
#include "seam/codec/sha256.h"
#include "seam/codec/zlib.h"
#include "seam/unicode/unicode.h"
#include "seam/yaml/yaml.h"
#include "typeset/pdf/pdf.h"

struct tsuzuri *tsuzuri_new(const struct tsuzuri_paths *paths)
{
    struct arena *a = arena_new();
    struct tsuzuri *t = arena_alloc(a, sizeof *t);
    t->arena = a;
    messages_init(&t->err, a);
    t->forms = arena_strdup(a, paths->forms);
    t->manifest = arena_strdup(a, paths->fonts);
    t->worker = arena_strdup(a, paths->worker ? paths->worker : "");
    t->looker = arena_strdup(a, paths->looker ? paths->looker : "");
    return t;
}

void tsuzuri_free(struct tsuzuri *t)
{
    if (!t)
        return;
    if (t->fonts)
        fonts_free(t->fonts);
    buf_release(&t->trace);
    buf_release(&t->text);
    buf_release(&t->report);
    buf_release(&t->explanations[0]);
    buf_release(&t->explanations[1]);
    arena_free(t->arena);
}

struct fonts *session_fonts(struct tsuzuri *t)
{
    if (!t->fonts)
        t->fonts = fonts_load(t->arena, &t->err, t->manifest);
    return t->fonts;
}

enum tsuzuri_status session_end(struct tsuzuri *t)
{
    messages_sort(&t->err);
    t->message_count = 0;
    for (const struct message *m = t->err.first; m; m = m->next)
        t->message_count++;
    t->messages = arena_array(t->arena, t->message_count + 1, sizeof(const struct message *));
    size_t i = 0;
    for (const struct message *m = t->err.first; m; m = m->next)
        t->messages[i++] = m;
    return (enum tsuzuri_status)messages_worst(&t->err);
}

size_t tsuzuri_message_count(const struct tsuzuri *t)
{
    return t->message_count;
}

void session_message(struct tsuzuri *t, const struct message *m, struct tsuzuri_message *out)
{
    *out = (struct tsuzuri_message){
        .level = (enum tsuzuri_level)m->level,
        .code = m->code,
        .file = m->at.file,
        .line = m->at.line,
        .column = m->at.column,
        .en = m->en,
        .ja = m->ja,
    };
    out->source = source_line_line(t, m->at, &out->cells);
}

bool tsuzuri_message(struct tsuzuri *t, size_t i, struct tsuzuri_message *out)
{
    if (i >= t->message_count)
        return false;
    session_message(t, t->messages[i], out);
    return true;
}

int tsuzuri_page_count(const struct tsuzuri *t)
{
    return t->page_count;
}

const char *tsuzuri_trace(const struct tsuzuri *t)
{
    return t->has_trace ? t->trace.data : NULL;
}

const char *tsuzuri_text(const struct tsuzuri *t)
{
    return t->text.data ? t->text.data : "";
}

const char *tsuzuri_explanation(const struct tsuzuri *t, bool japanese)
{
    const struct buf *b = &t->explanations[japanese];
    return t->has_explanation ? (b->data ? b->data : "") : NULL;
}

const char *tsuzuri_report(const struct tsuzuri *t)
{
    return t->report.data ? t->report.data : "";
}

void tsuzuri_abandon(void)
{
    file_abandon();
}

const char *tsuzuri_version(void)
{
    return TSUZURI_VERSION;
}

const char *tsuzuri_library_versions(struct tsuzuri *t)
{
    return arena_printf(t->arena, "%s\n%s\nlibyaml %s\nICU %s\n%s\n%s\n%s\nlibqrencode %s\n%s\n",
        pdf_library_version(), fonts_library_versions(), yaml_library_version(),
        unicode_library_version(), csv_library_version(), zlib_library_version(),
        image_library_version(), qrcode_library_version(), sha256_library_version());
}
