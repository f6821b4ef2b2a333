/* Lays the pages out as corrections show them: plain, with rules in the margin, or in red. */
#include "product/reprint/reprint_internal.h"

#include <string.h>

static bool agree(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

/* Both have the same pages, one by one. */
static bool same_pages(const struct pages *a, const struct pages *b)
{
    const struct page *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        if (x->number != y->number || !agree(x->document, y->document) ||
            !agree(x->about, y->about))
            return false;
    return !x && !y;
}

/* The pages as they are shown: plain, marked, or in red where that leaves every value where it is.
 */
bool reprint_show(struct tsuzuri_call *t, struct reprint *r)
{
    struct build *b = &r->diff.build;
    const struct tsuzuri_reprint *o = r->options;
    struct changes c = {.former = r->diff.former, .mark = o->mark, .red = o->red, .steady = true};
    r->shown = b->pages;
    if (!o->mark && !o->red)
        return true;
    if (b->options->against.name)
        return reprint_misused(t,
            "this packet shows changes already (" OPTION("against") "); " OPTION(
                "mark") " and " OPTION("red") " do not go on top",
            "この一式はすでに変更を示しています（" OPTION("against") "）。" OPTION(
                "mark") " や " OPTION("red") " は重ねられません");
    struct pages shown;
    if (!build_lay_out(b, &c, &shown))
        return false;
    if (o->red && !same_pages(&shown, &b->pages)) {
        messages_warn(&t->err, "red-too-long", position_none(),
            "the former values would need other sheets than the packet has; what changed is "
            "marked in the margin instead",
            "もとの値を並べると頁の割り付けが変わるため、朱書きの代わりに欄外の線で示しました");
        c = (struct changes){.former = r->diff.former, .mark = true};
        if (!build_lay_out(b, &c, &shown))
            return false;
    }
    if (c.mark)
        overlay_marks(t->arena, &shown);
    r->shown = shown;
    return true;
}
