#include "qdoc_flatten.h"

#define MOST_CHAIN 100

static bool is_a(struct qdoc *d, qpdf_oh action, const char *const *types)
{
    for (; *types; types++)
        if (qpdf_oh_is_name_and_equals(d->q, oh_key(d, action, "/S"), *types))
            return true;
    return false;
}

static void note_one(struct qdoc *d, qpdf_oh action, struct qflattened *out)
{
    static const char *const scripts[] = {"/JavaScript", "/Rendition", NULL};
    static const char *const launches[] = {
        "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", NULL};
    if (is_a(d, action, scripts) && !qpdf_oh_is_null(d->q, oh_key(d, action, "/JS")))
        out->javascript = true;
    if (is_a(d, action, launches))
        out->launch = true;
}

static void note_chain(struct qdoc *d, qpdf_oh action, struct qflattened *out)
{
    for (int i = 0; i < MOST_CHAIN && oh_is_dict(d, action); i++) {
        note_one(d, action, out);
        qpdf_oh next = oh_key(d, action, "/Next");
        bool several = qpdf_oh_is_array(d->q, next);
        int n = several ? qpdf_oh_get_array_n_items(d->q, next) : 0;
        for (int k = 0; k < n && k < MOST_CHAIN; k++)
            note_one(d, qpdf_oh_get_array_item(d->q, next, k), out);
        action = next;
    }
}

static void note_files(struct qdoc *d, qpdf_oh a, struct qflattened *out)
{
    static const char *const media[] = {
        "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", NULL};
    for (size_t i = 0; media[i]; i++)
        out->files |= annotation_is(d, a, media[i]);
}

void action_note(struct qdoc *d, qpdf_oh dict, struct qflattened *out)
{
    qpdf_oh more = oh_key(d, dict, "/AA");
    note_chain(d, oh_key(d, dict, "/A"), out);
    note_files(d, dict, out);
    if (!oh_is_dict(d, more))
        return;
    qpdf_oh list = qpdf_oh_new_array(d->q);
    qpdf_oh_begin_dict_key_iter(d->q, more);
    while (qpdf_oh_dict_more_keys(d->q))
        qpdf_oh_append_item(d->q, list, qpdf_oh_get_key(d->q, more, qpdf_oh_dict_next_key(d->q)));
    int n = qpdf_oh_get_array_n_items(d->q, list);
    for (int i = 0; i < n; i++)
        note_chain(d, qpdf_oh_get_array_item(d->q, list, i), out);
}

qpdf_oh action_strip(struct qdoc *d, qpdf_oh a)
{
    static const char *const gone[] = {
        "/AA", "/Popup", "/Parent", "/IRT", "/P", "/StructParent", "/AF", "/OC", NULL};
    static const char *const harmless[] = {"/GoTo", "/URI", "/Named", "/Thread", NULL};
    qpdf_oh copy = oh_copy_dict(d, a);
    qpdf_oh action = oh_key(d, a, "/A");
    for (size_t i = 0; gone[i]; i++)
        qpdf_oh_remove_key(d->q, copy, gone[i]);
    qpdf_oh_remove_key(d->q, copy, "/A");
    if (is_a(d, action, harmless)) {
        qpdf_oh alone = oh_copy_dict(d, action);
        qpdf_oh_remove_key(d->q, alone, "/Next");
        qpdf_oh_replace_key(d->q, copy, "/A", alone);
    }
    return qpdf_make_indirect_object(d->q, copy);
}
