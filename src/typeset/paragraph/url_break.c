/* url_break: where an address, a mail address or verbatim text may be broken. */
#include "typeset/paragraph/paragraph_internal.h"

static bool is_graphic(const struct cluster *a)
{
    return a->size == 1 && a->base > 0x20 && a->base < 0x7F;
}

static bool ends_scheme(const struct galley *g, size_t k)
{
    return k >= 2 && g->clusters[k].base == '/' && g->clusters[k - 1].base == '/' &&
           g->clusters[k - 2].base == ':';
}

static bool starts_www(const struct galley *g, size_t k, size_t end)
{
    return end - k > 4 && g->clusters[k].base == 'w' && g->clusters[k + 1].base == 'w' &&
           g->clusters[k + 2].base == 'w' && g->clusters[k + 3].base == '.';
}

/* A run of ASCII signs that holds a scheme, begins with www., or has an @ inside. */
static bool is_link(const struct galley *g, size_t first, size_t end)
{
    if (starts_www(g, first, end))
        return true;
    for (size_t k = first + 1; k + 1 < end; k++)
        if (g->clusters[k].base == '@' || (k >= first + 2 && ends_scheme(g, k)))
            return true;
    return false;
}

static void mark(struct galley *g, size_t first, size_t end)
{
    bool link = is_link(g, first, end);
    for (size_t k = first; k < end; k++)
        g->clusters[k].link = link || g->spans[g->clusters[k].span].verbatim;
}

void link_mark(struct galley *g)
{
    for (size_t k = 0; k < g->count;) {
        size_t first = k;
        while (k < g->count && is_graphic(&g->clusters[k]))
            k++;
        if (k > first)
            mark(g, first, k);
        else
            k++;
    }
}

static bool breaks_behind(uint32_t c)
{
    return c == '/' || c == '?' || c == '&' || c == '=' || c == '.' || c == '_' || c == '@';
}

/* In front of a hyphen, not behind it: there it would look like a hyphenated word. */
enum break_level link_level(const struct galley *g, size_t k)
{
    uint32_t a = g->clusters[k - 1].base, b = g->clusters[k].base;
    bool extension = a == '.' && b >= '0' && b <= '9';
    if (b == '-')
        return breaks_behind(a) || a == '-' ? BREAK_LAST : BREAK_LINK;
    if (!breaks_behind(a) || breaks_behind(b) || extension || ends_scheme(g, k - 1))
        return BREAK_LAST;
    return BREAK_LINK;
}
