/* tsuzuri_preview: answers checked, and the pages that they would print as they are now. */
#include "base/arena.h"
#include "product/check/check.h"
#include "product/packet/build.h"
#include "typeset/layout/block.h"

enum tsuzuri_status tsuzuri_preview(struct tsuzuri_call *call, const struct tsuzuri_preview *p)
{
    const struct tsuzuri_check asked = {.answers = p->answers,
        .settings = p->settings,
        .setting_count = p->setting_count,
        .allow_outside = p->allow_outside};
    const struct layout_page page = {p->document, p->about, p->number};
    const struct layout_choice choice = {.page = p->document ? &page : NULL};
    struct pages pages = {0};
    call_begin(call);
    struct design *design = check_run(call, &asked) ? call_design(call, call->checked_form) : NULL;
    if (design && !call->checked_form->incomplete) {
        design->cache = set_cache_new(call->arena);
        layout_run((struct typesetter){call->arena, &call->err, call->fonts}, design, call->checked,
            &choice, &pages);
        call_keep_pages(call, &pages, call->checked);
    }
    return call_end(call);
}
