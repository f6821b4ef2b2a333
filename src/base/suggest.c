/* suggest: the name that was probably meant: the nearest by the number of edits. */
#include "base/suggest.h"

#include <stdbool.h>
#include <stdint.h>

enum { LONGEST = 128 };

struct word {
    uint32_t chars[LONGEST];
    size_t count;
};

static bool is_trail(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Code points as numbers that are equal where the characters are. */
static bool split(const char *s, struct word *w)
{
    w->count = 0;
    while (*s) {
        if (w->count == LONGEST)
            return false;
        uint32_t c = (unsigned char)*s++;
        while (is_trail(*s))
            c = c << 8 | (unsigned char)*s++;
        w->chars[w->count++] = c;
    }
    return true;
}

static size_t min(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool swapped(const struct word *a, size_t i, const struct word *b, size_t j)
{
    return i > 1 && j > 1 && a->chars[i - 1] == b->chars[j - 2] &&
           a->chars[i - 2] == b->chars[j - 1];
}

/* Optimal string alignment: insertion, deletion, substitution and a swap of neighbours cost 1. */
static size_t distance(const struct word *a, const struct word *b)
{
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b->count; j++)
        last[j] = j;
    for (size_t i = 1; i <= a->count; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b->count; j++) {
            size_t change = last[j - 1] + (a->chars[i - 1] != b->chars[j - 1]);
            row[j] = min(change, min(last[j], row[j - 1]) + 1);
            if (swapped(a, i, b, j))
                row[j] = min(row[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[b->count];
}

static bool near_enough(size_t d, size_t longer)
{
    size_t most = longer / 3 ? longer / 3 : 1;
    return d <= most && (d < longer || longer == 0);
}

const char *suggest(const char *word, const char *const *candidates, size_t count)
{
    struct word w, c;
    const char *best = NULL;
    size_t best_distance = SIZE_MAX;
    if (!split(word, &w))
        return NULL;
    for (size_t i = 0; i < count; i++) {
        if (!split(candidates[i], &c))
            continue;
        size_t d = distance(&w, &c);
        if (d < best_distance && near_enough(d, w.count > c.count ? w.count : c.count)) {
            best = candidates[i];
            best_distance = d;
        }
    }
    return best;
}
