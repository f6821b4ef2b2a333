/* page_range: a choice of pages, as "1-3,5", read as people write it. */
#include "base/page_range.h"

#define MOST_PAGES 100000

struct choice {
    int *pages;
    int count;
    int room;
};

static bool add_page(struct choice *c, int page)
{
    if (c->count == MOST_PAGES)
        return false;
    if (c->count == c->room) {
        c->room = c->room ? c->room * 2 : 16;
        c->pages = realloc(c->pages, (size_t)c->room * sizeof *c->pages);
        if (!c->pages)
            abort();
    }
    c->pages[c->count++] = page;
    return true;
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " ");
}

static bool read_number(const char **text, int *n)
{
    const char *c = skip_blanks(*text);
    if (*c < '1' || *c > '9')
        return false;
    for (*n = 0; *c >= '0' && *c <= '9'; c++) {
        if (*n > 10000000)
            return false;
        *n = *n * 10 + (*c - '0');
    }
    *text = skip_blanks(c);
    return true;
}

static enum page_range read_part(struct choice *c, const char **text, int count)
{
    int first;
    int last;
    if (!read_number(text, &first))
        return PAGE_RANGE_BAD;
    last = first;
    if (**text == '-') {
        ++*text;
        if (!read_number(text, &last) || last < first)
            return PAGE_RANGE_BAD;
    }
    if (count && last > count)
        return PAGE_RANGE_BEYOND;
    for (int i = first; i <= last; i++)
        if (!add_page(c, i - 1))
            return PAGE_RANGE_BAD;
    return PAGE_RANGE_GOOD;
}

static enum page_range read_parts(struct choice *c, const char *text, int count)
{
    for (;;) {
        enum page_range result = read_part(c, &text, count);
        if (result != PAGE_RANGE_GOOD || !*text)
            return result;
        if (*text++ != ',')
            return PAGE_RANGE_BAD;
    }
}

static enum page_range take_all(struct choice *c, int count)
{
    for (int i = 0; i < count; i++)
        if (!add_page(c, i))
            return PAGE_RANGE_BAD;
    return PAGE_RANGE_GOOD;
}

enum page_range page_range_read(const char *text, int count, int **pages, int *chosen)
{
    struct choice c = {0};
    enum page_range result = text ? read_parts(&c, text, count) : take_all(&c, count);
    *pages = NULL;
    *chosen = 0;
    if (result == PAGE_RANGE_GOOD) {
        *pages = c.pages;
        *chosen = c.count;
    } else {
        free(c.pages);
    }
    return result;
}
