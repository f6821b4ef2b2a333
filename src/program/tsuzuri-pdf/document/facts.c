/* What is special about a document: signatures, forms, faults, fonts that are not embedded. */
#include "program/tsuzuri-pdf/document/facts.h"

#include "program/tsuzuri-pdf/document/object.h"
#include "program/tsuzuri-pdf/document/object_set.h"

#define MOST_DEPTH 40

static bool is_signature(struct pdf_document *d, qpdf_oh field, bool inherited)
{
    qpdf_oh type = object_key(d, field, "/FT");
    bool sig =
        qpdf_oh_is_name(d->q, type) ? qpdf_oh_is_name_and_equals(d->q, type, "/Sig") : inherited;
    return sig && object_is_dict(d, object_key(d, field, "/V"));
}

static bool any_signature(
    struct pdf_document *d, qpdf_oh fields, bool inherited, struct object_set *seen, int depth)
{
    int n = qpdf_oh_is_array(d->q, fields) ? qpdf_oh_get_array_n_items(d->q, fields) : 0;
    for (int i = 0; i < n && depth < MOST_DEPTH; i++) {
        qpdf_oh f = qpdf_oh_get_array_item(d->q, fields, i);
        if (!object_is_dict(d, f) || !object_set_add(d, seen, f))
            continue;
        bool sig = qpdf_oh_is_name_and_equals(d->q, object_key(d, f, "/FT"), "/Sig") || inherited;
        if (is_signature(d, f, inherited) ||
            any_signature(d, object_key(d, f, "/Kids"), sig, seen, depth + 1))
            return true;
    }
    return false;
}

static bool is_signed(struct pdf_document *d, qpdf_oh catalog, qpdf_oh form)
{
    struct object_set seen = {0};
    bool found = object_is_dict(d, object_key(d, object_key(d, catalog, "/Perms"), "/DocMDP")) ||
                 any_signature(d, object_key(d, form, "/Fields"), false, &seen, 0);
    object_set_release(&seen);
    return found;
}

/* To libqpdf memory that it does not get is a fault of the document like others: it goes on
   without the object, and what is printed would depend on a limit. */
void facts_settle(struct pdf_document *d)
{
    while (qpdf_more_warnings(d->q)) {
        const char *text = qpdf_get_error_message_detail(d->q, qpdf_next_warning(d->q));
        if (document_lacks_memory(text))
            document_set_state(d, DOCUMENT_TOO_LARGE, text);
        if (d->faults++ == 0)
            buf_adds(&d->first_fault, text);
    }
}

struct document_facts facts_read(struct pdf_document *d)
{
    struct document_facts f = {.rebuilt = d->rebuilt};
    qpdf_oh catalog = qpdf_get_root(d->q);
    qpdf_oh form = object_key(d, catalog, "/AcroForm");
    qpdf_oh rendering = object_key(d, catalog, "/NeedsRendering");
    f.encrypted = qpdf_is_encrypted(d->q);
    f.is_signed = is_signed(d, catalog, form);
    f.xfa = !qpdf_oh_is_null(d->q, object_key(d, form, "/XFA"));
    f.xfa_only =
        f.xfa && qpdf_oh_is_bool(d->q, rendering) && qpdf_oh_get_bool_value(d->q, rendering);
    f.portfolio = object_is_dict(d, object_key(d, catalog, "/Collection"));
    qpdf_oh_release_all(d->q);
    document_take_error(d);
    facts_settle(d);
    f.covered = d->covered;
    f.cut = d->cut;
    f.faults = d->faults;
    f.first_fault = d->first_fault.data;
    return f;
}

/* --- fonts --- */

struct fonts {
    struct pdf_document *d;
    struct document_facts *facts;
    struct object_set seen;
};

static bool is_embedded(struct pdf_document *d, qpdf_oh font)
{
    static const char *const files[] = {"/FontFile", "/FontFile2", "/FontFile3"};
    if (qpdf_oh_is_name_and_equals(d->q, object_key(d, font, "/Subtype"), "/Type3"))
        return true;
    qpdf_oh below = object_key(d, font, "/DescendantFonts");
    if (qpdf_oh_is_array(d->q, below) && qpdf_oh_get_array_n_items(d->q, below) > 0)
        font = qpdf_oh_get_array_item(d->q, below, 0);
    qpdf_oh descriptor = object_key(d, font, "/FontDescriptor");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (qpdf_oh_is_stream(d->q, object_key(d, descriptor, files[i])))
            return true;
    return false;
}

static void look_at_font(struct fonts *f, qpdf_oh font)
{
    struct pdf_document *d = f->d;
    if (!object_is_dict(d, font) || !object_set_add(d, &f->seen, font) || is_embedded(d, font))
        return;
    qpdf_oh name = object_key(d, font, "/BaseFont");
    if (f->facts->unembedded++ == 0 && qpdf_oh_is_name(d->q, name))
        buf_adds(&d->font, qpdf_oh_get_name(d->q, name) + 1);
}

/* The values of a dictionary in an array: only one dictionary can be walked at a time. */
static qpdf_oh values_of(struct pdf_document *d, qpdf_oh dict)
{
    qpdf_oh list = qpdf_oh_new_array(d->q);
    if (!object_is_dict(d, dict))
        return list;
    qpdf_oh_begin_dict_key_iter(d->q, dict);
    while (qpdf_oh_dict_more_keys(d->q))
        qpdf_oh_append_item(d->q, list, qpdf_oh_get_key(d->q, dict, qpdf_oh_dict_next_key(d->q)));
    return list;
}

static void look_at_resources(struct fonts *f, qpdf_oh resources, int depth)
{
    struct pdf_document *d = f->d;
    qpdf_oh list = values_of(d, object_key(d, resources, "/Font"));
    int n = qpdf_oh_get_array_n_items(d->q, list);
    for (int i = 0; i < n; i++)
        look_at_font(f, qpdf_oh_get_array_item(d->q, list, i));
    list = values_of(d, object_key(d, resources, "/XObject"));
    n = qpdf_oh_get_array_n_items(d->q, list);
    for (int i = 0; i < n && depth < MOST_DEPTH; i++) {
        qpdf_oh x = qpdf_oh_get_array_item(d->q, list, i);
        if (qpdf_oh_is_stream(d->q, x) && object_set_add(d, &f->seen, x))
            look_at_resources(f, object_key(d, qpdf_oh_get_dict(d->q, x), "/Resources"), depth + 1);
    }
}

void facts_add_fonts(struct pdf_document *d, struct document_facts *facts)
{
    struct fonts f = {.d = d, .facts = facts};
    for (int i = 0; i < d->pages; i++) {
        qpdf_oh resources;
        qpdf_oh page = qpdf_get_page_n(d->q, (size_t)i);
        if (object_inherited(d, page, "/Resources", object_is_dict, &resources))
            look_at_resources(&f, resources, 0);
        qpdf_oh_release_all(d->q);
    }
    object_set_release(&f.seen);
    document_take_error(d);
    facts_settle(d);
    facts->faults = d->faults;
    facts->first_fault = d->first_fault.data;
    facts->unembedded_name = d->font.data;
}
