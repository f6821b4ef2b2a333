/* tsuzuri_edit: an answer file's text with some answers changed. */
#include "model/answer/edit.h"
#include "base/arena.h"
#include "base/file.h"
#include "product/session/call.h"

static const enum answer_change_kind kinds[] = {
    [TSUZURI_SET] = ANSWER_SET,
    [TSUZURI_REMOVE] = ANSWER_REMOVE,
    [TSUZURI_INSERT] = ANSWER_INSERT,
    [TSUZURI_MOVE] = ANSWER_MOVE,
};

static bool change_all(struct tsuzuri_call *call, const struct form *form, struct yaml_text *text,
    const struct tsuzuri_edit *edit)
{
    bool good = true;
    for (size_t i = 0; good && i < edit->change_count; i++) {
        const struct tsuzuri_change *c = &edit->changes[i];
        const struct answer_change change = {kinds[c->kind], c->path, c->value, c->to};
        good = answer_edit(call->arena, &call->err, form, text, &change);
    }
    return good;
}

enum tsuzuri_status tsuzuri_edit(struct tsuzuri_call *call, const struct tsuzuri_edit *edit)
{
    struct yaml_text text;
    call_begin(call);
    if (call_text(call, &edit->answers, &text)) {
        const char *id = answer_form_id(call->arena, &call->err, text.root);
        const struct form *form = id ? call_form(call, id, text.root) : NULL;
        if (form && change_all(call, form, &text, edit))
            buf_add(&call->text, text.text, text.size);
    }
    return call_end(call);
}
