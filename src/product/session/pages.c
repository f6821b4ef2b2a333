/* The pages that a call laid out, as the API shows them. */
#include "product/session/call.h"

#include "base/arena.h"
#include "typeset/page/trace.h"

void call_keep_pages(struct tsuzuri_call *call, const struct pages *pages, struct inst *root)
{
    size_t i = 0;
    call->laid_out =
        arena_array(call->arena, (size_t)pages->count + 1, sizeof(const struct page *));
    for (const struct page *p = pages->first; p; p = p->next)
        call->laid_out[i++] = p;
    call->laid_out_count = i;
    call->answered = root;
    call->page_count = (int)i;
}

static bool is_shown(const struct frame *f)
{
    return f->kind != FRAME_NAME;
}

bool tsuzuri_page(const struct tsuzuri_call *call, size_t i, struct tsuzuri_page *out)
{
    if (i >= call->laid_out_count)
        return false;
    const struct page *p = call->laid_out[i];
    *out = (struct tsuzuri_page){.document = p->document,
        .title = p->title,
        .about = p->about,
        .number = p->number,
        .label = p->label,
        .width = p->width,
        .height = p->height};
    for (const struct frame *f = p->frames; f; f = f->next)
        out->frame_count += is_shown(f);
    return true;
}

static enum tsuzuri_frame_kind kind_of(const struct frame *f)
{
    switch (f->kind) {
    case FRAME_ITEM:
        return TSUZURI_FRAME_ITEM;
    case FRAME_WAITS:
        return TSUZURI_FRAME_WAITS;
    case FRAME_ATTACHED:
        return TSUZURI_FRAME_ATTACHED;
    case FRAME_LINK:
        return TSUZURI_FRAME_LINK;
    case FRAME_CHANGED:
        return TSUZURI_FRAME_CHANGED;
    default:
        return TSUZURI_FRAME_VALUE;
    }
}

static struct tsuzuri_frame frame_of(const struct tsuzuri_call *call, const struct frame *f)
{
    struct tsuzuri_frame out = {
        .kind = kind_of(f), .x = f->x, .y = f->y, .width = f->w, .height = f->h};
    if (f->kind == FRAME_WAITS)
        out.waits = f->name;
    else if (f->kind == FRAME_LINK)
        out.link = f->name;
    else if (f->kind != FRAME_CHANGED)
        out.question = f->name;
    const struct inst *value =
        f->kind == FRAME_VALUE && call->answered ? inst_at(call->answered, f->name) : NULL;
    out.value = value ? inst_print(value) : NULL;
    return out;
}

bool tsuzuri_frame(
    const struct tsuzuri_call *call, size_t page, size_t i, struct tsuzuri_frame *out)
{
    if (page >= call->laid_out_count)
        return false;
    for (const struct frame *f = call->laid_out[page]->frames; f; f = f->next)
        if (is_shown(f) && !i--) {
            *out = frame_of(call, f);
            return true;
        }
    return false;
}

const char *tsuzuri_page_trace(struct tsuzuri_call *call, size_t i)
{
    struct buf out = {0};
    if (i >= call->laid_out_count)
        return NULL;
    trace_page(call->laid_out[i], call->fonts, &out);
    const char *text = arena_strndup(call->arena, out.data, out.size);
    buf_release(&out);
    return text;
}
