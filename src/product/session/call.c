/* A call: begun, ended, and what it has of the catalogue. */
#include "product/session/call.h"

#include "base/arena.h"
#include "base/file.h"
#include "seam/archive/xml.h"
#include "seam/archive/zip.h"
#include "seam/codec/csv.h"
#include "seam/codec/image.h"
#include "seam/codec/qrcode.h"
#include "seam/codec/sha256.h"
#include "seam/codec/zlib.h"
#include "seam/sandbox/sandbox.h"
#include "seam/spreadsheet/spreadsheet.h"
#include "seam/unicode/unicode.h"
#include "typeset/design/image_cache.h"
#include "typeset/pdf/pdf.h"

/* A form of the catalogue that the call uses until it is freed. */
struct used_form {
    struct used_form *next;
    struct loaded_form *loaded;
};

/* What no arena holds: kept from product to product. */
enum { BUFFERS = 6 };

/* --- begun and ended --- */

struct tsuzuri_call *tsuzuri_call_new(struct tsuzuri_catalogue *catalogue)
{
    struct tsuzuri_call *call = calloc(1, sizeof *call);
    if (!call)
        abort();
    catalogue_hold(catalogue);
    call->catalogue = catalogue;
    call->arena = arena_new();
    messages_init(&call->err, call->arena);
    return call;
}

static struct buf *const *buffers_of(struct tsuzuri_call *call, struct buf *list[BUFFERS])
{
    list[0] = &call->trace;
    list[1] = &call->text;
    list[2] = &call->report;
    list[3] = &call->explanations[0];
    list[4] = &call->explanations[1];
    list[5] = &call->pdf;
    return list;
}

static void let_go(struct tsuzuri_call *call)
{
    fonts_free(call->fonts);
    for (struct used_form *u = call->used; u; u = u->next)
        catalogue_release_form(call->catalogue, u->loaded);
    if (call->loaded_fonts)
        catalogue_release_fonts(call->catalogue, call->loaded_fonts);
}

void tsuzuri_call_free(struct tsuzuri_call *call)
{
    struct buf *list[BUFFERS];
    if (!call)
        return;
    let_go(call);
    for (size_t i = 0; i < BUFFERS; i++)
        buf_release(buffers_of(call, list)[i]);
    arena_free(call->arena);
    catalogue_release(call->catalogue);
    free(call);
}

void call_begin(struct tsuzuri_call *call)
{
    struct buf *list[BUFFERS];
    struct tsuzuri_call kept = {.catalogue = call->catalogue,
        .arena = call->arena,
        .trace = call->trace,
        .text = call->text,
        .pdf = call->pdf,
        .report = call->report,
        .explanations = {call->explanations[0], call->explanations[1]}};
    let_go(call);
    arena_clear(call->arena);
    *call = kept;
    messages_init(&call->err, call->arena);
    for (size_t i = 0; i < BUFFERS; i++)
        buf_clear(buffers_of(call, list)[i]);
}

enum tsuzuri_status call_end(struct tsuzuri_call *call)
{
    messages_sort(&call->err);
    call->message_count = 0;
    for (const struct message *m = call->err.first; m; m = m->next)
        call->message_count++;
    call->messages =
        arena_array(call->arena, call->message_count + 1, sizeof(const struct message *));
    size_t i = 0;
    for (const struct message *m = call->err.first; m; m = m->next)
        call->messages[i++] = m;
    return (enum tsuzuri_status)messages_worst(&call->err);
}

/* --- of the catalogue --- */

static void repeat_messages(struct tsuzuri_call *call, const struct messages *found)
{
    for (const struct message *m = found->first; m; m = m->next)
        messages_text(&call->err, m->level, m->class, m->code, m->at, m->en, m->ja);
}

/* What the call uses already stays as it is until the call ends. */
static struct loaded_form *lookup_used(const struct tsuzuri_call *call, const char *folder)
{
    for (const struct used_form *u = call->used; u; u = u->next)
        if (!strcmp(u->loaded->folder, folder))
            return u->loaded;
    return NULL;
}

const struct loaded_form *call_load(struct tsuzuri_call *call, const char *folder)
{
    struct loaded_form *l = lookup_used(call, folder);
    if (!l) {
        struct used_form *u = arena_alloc(call->arena, sizeof *u);
        l = catalogue_form(call->catalogue, folder);
        *u = (struct used_form){call->used, l};
        call->used = u;
        repeat_messages(call, &l->found);
    }
    return l->form ? l : NULL;
}

static void blame_form(struct tsuzuri_call *call, const char *id, const struct node *answers)
{
    const struct node *n = answers ? node_lookup(answers, "form") : NULL;
    messages_error(&call->err, n ? ERR_INPUT : ERR_USAGE, "no-form", n ? n->at : position_none(),
        "there is no form '%s' in '%s'; 'tsuzuri forms' lists them",
        "様式「%s」が「%s」にありません。「tsuzuri forms」で一覧が見られます", id,
        call->catalogue->forms);
}

const struct form *call_form(struct tsuzuri_call *call, const char *id, const struct node *answers)
{
    if (!call_words(call, "FORM", &id, 1))
        return NULL;
    const char *folder = catalogue_folder(call->catalogue, call->arena, id);
    if (!catalogue_has(call->catalogue, file_join(call->arena, folder, "form.yaml"))) {
        blame_form(call, id, answers);
        return NULL;
    }
    const struct loaded_form *l = call_load(call, folder);
    return l && l->good ? l->form : NULL;
}

static struct loaded_form *loaded_of(const struct tsuzuri_call *call, const struct form *form)
{
    const struct used_form *u = call->used;
    while (u->loaded->form != form)
        u = u->next;
    return u->loaded;
}

const struct numbering *call_numbering(struct tsuzuri_call *call, const struct form *form)
{
    const struct numbering *loaded = loaded_of(call, form)->numbering;
    return loaded ? loaded : numbering_load(call->arena, &call->err, form);
}

struct fonts *call_fonts(struct tsuzuri_call *call)
{
    if (!call->loaded_fonts)
        call->loaded_fonts = catalogue_fonts(call->catalogue, &call->err);
    if (call->loaded_fonts && !call->fonts)
        call->fonts = fonts_new(call->arena, call->loaded_fonts->library);
    return call->fonts;
}

struct design *call_design(struct tsuzuri_call *call, const struct form *form)
{
    if (!call_fonts(call))
        return NULL;
    const struct loaded_design *shared =
        catalogue_design(call->catalogue, loaded_of(call, form), call->loaded_fonts);
    repeat_messages(call, &shared->found);
    if (!shared->design)
        return NULL;
    struct design *own = arena_alloc(call->arena, sizeof *own);
    *own = *shared->design;
    own->arena = call->arena;
    own->fonts = call->fonts;
    own->album = image_cache_new(call->arena);
    return own;
}

pid_t call_fork(struct tsuzuri_call *call)
{
    if (call->fonts)
        fonts_lock(call->fonts);
    pid_t pid = catalogue_fork(call->catalogue);
    if (call->fonts)
        fonts_unlock(call->fonts);
    return pid;
}

/* --- what it says --- */

size_t tsuzuri_message_count(const struct tsuzuri_call *call)
{
    return call->message_count;
}

const char *call_spell(struct tsuzuri_call *call, const char *text)
{
    const char *(*spell)(const char *field) = call->catalogue->spell;
    struct buf out = {0};
    if (!text || !strchr(text, OPTION_BEGIN))
        return text;
    for (const char *at; (at = strchr(text, OPTION_BEGIN)); text = at) {
        size_t n = strcspn(at + 1, (char[]){OPTION_END, '\0'});
        const char *field = arena_strndup(call->arena, at + 1, n);
        buf_add(&out, text, (size_t)(at - text));
        buf_adds(&out, spell ? spell(field) : field);
        at += 1 + n;
        at += *at == OPTION_END;
    }
    buf_adds(&out, text);
    const char *spelt = arena_strndup(call->arena, out.data, out.size);
    buf_release(&out);
    return spelt;
}

static bool is_at(const struct inst *i, struct position at)
{
    return i->node && i->at.line == at.line && i->at.column == at.column && i->at.file && at.file &&
           !strcmp(i->at.file, at.file);
}

/* The innermost answer that stands at a place; NULL where none does. */
static const struct inst *answer_at(const struct inst *i, struct position at)
{
    const struct inst *found = is_at(i, at) ? i : NULL;
    for (size_t k = 0; k < i->count; k++) {
        const struct inst *inner = answer_at(i->children[k], at);
        if (inner)
            found = inner;
    }
    return found;
}

static const char *question_of(struct tsuzuri_call *call, const struct message *m)
{
    if (m->about || !call->checked || !m->at.line)
        return m->about;
    const struct inst *i = answer_at(call->checked, m->at);
    return i && i->parent ? inst_path(call->arena, i) : NULL;
}

void call_message(struct tsuzuri_call *call, const struct message *m, struct tsuzuri_message *out)
{
    *out = (struct tsuzuri_message){
        .level = (enum tsuzuri_level)m->level,
        .code = m->code,
        .file = call_spell(call, m->at.file),
        .line = m->at.line,
        .column = m->at.column,
        .sheet = m->at.sheet,
        .en = call_spell(call, m->en),
        .ja = call_spell(call, m->ja),
        .question = question_of(call, m),
    };
    if (m->at.sheet && m->at.line)
        out->cell = position_cell(m->at, arena_alloc(call->arena, POSITION_CELL_ROOM));
    out->source = source_line_find(call, m->at, &out->cells);
}

bool tsuzuri_message(struct tsuzuri_call *call, size_t i, struct tsuzuri_message *out)
{
    if (i >= call->message_count)
        return false;
    call_message(call, call->messages[i], out);
    return true;
}

int tsuzuri_page_count(const struct tsuzuri_call *call)
{
    return call->page_count;
}

const char *tsuzuri_trace(const struct tsuzuri_call *call)
{
    return call->has_trace ? call->trace.data : NULL;
}

const char *tsuzuri_pdf(const struct tsuzuri_call *call, size_t *size)
{
    *size = call->has_pdf ? call->pdf.size : 0;
    return call->has_pdf ? call->pdf.data : NULL;
}

static const char *text_in(const struct buf *b)
{
    return b->data ? b->data : "";
}

const char *tsuzuri_text(const struct tsuzuri_call *call)
{
    return text_in(&call->text);
}

const char *tsuzuri_explanation(const struct tsuzuri_call *call, bool japanese)
{
    return call->has_explanation ? text_in(&call->explanations[japanese]) : NULL;
}

const char *tsuzuri_report(const struct tsuzuri_call *call)
{
    return text_in(&call->report);
}

void tsuzuri_abandon(void)
{
    file_abandon();
}

const char *tsuzuri_version(void)
{
    return TSUZURI_VERSION;
}

const char *tsuzuri_library_versions(struct tsuzuri_call *call)
{
    struct buf room = {0};
    sandbox_describe(&room);
    const char *locks = arena_strndup(call->arena, room.data, room.size);
    buf_release(&room);
    return arena_printf(call->arena,
        "%s\n%s\nlibyaml %s\nICU %s\n%s\n%s\n%s\n%s\n%s\n%s\nlibqrencode %s\n%s\nsandbox: %s\n",
        pdf_library_version(), fonts_library_versions(), yaml_library_version(),
        unicode_library_version(), csv_library_version(), zlib_library_version(),
        archive_library_version(), xml_library_version(), spreadsheet_library_version(),
        image_library_version(), qrcode_library_version(), sha256_library_version(), locks);
}
