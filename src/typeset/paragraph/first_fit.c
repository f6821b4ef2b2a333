/* first_fit: lines filled one by one, for text that is not justified.

   The classic greedy way, with a choice at each line's end: of every level of break (JLREQ 3.1.7
   to 3.1.9, and those of words, phrases and links) the furthest that fits is known, and the
   cheapest is taken, where a level's cost stands against the emptiness that it leaves, squared. A
   link is broken where it fits on no line of its own; a word or a forbidden place only where
   nothing else keeps the line in its measure. Afterwards characters move to a last line of one
   or two, as long as the line before stays full enough. Widths are differences of sums, so a
   paragraph takes time in proportion to its length. Also here: what total_fit and justify ask
   of a line. */
#include "typeset/paragraph/paragraph_internal.h"

/* What a break costs against a line's emptiness, in percent of a wholly empty line. */
enum { POOR_COST = 1, PHRASE_COST = 26, LINK_COST = 30, LONG_LINK_COST = 2 };

static mpt start_space(const struct cluster *a)
{
    return a->class == CLASS_MIDDLE_DOT ? a->before : 0;
}

int64_t line_width(const struct galley *g, size_t first, size_t end)
{
    if (end <= first)
        return 0;
    const struct sums *s = g->sums;
    return s[end - 1].x + g->clusters[end - 1].body - s[first].x + start_space(&g->clusters[first]);
}

mpt line_tail(const struct galley *g, size_t end)
{
    return end ? g->clusters[end - 1].behind : 0;
}

int64_t line_shrinkable(const struct galley *g, size_t first, size_t end)
{
    return end > first ? g->sums[end - 1].shrink - g->sums[first].shrink : 0;
}

int64_t line_growable(const struct galley *g, size_t first, size_t end)
{
    return end > first ? g->sums[end - 1].grow - g->sums[first].grow : 0;
}

int64_t line_change(const struct galley *g, size_t first, size_t end, int64_t slack)
{
    mpt tail = line_tail(g, end);
    if (slack < 0)
        return slack;
    if (slack >= tail)
        return slack - tail;
    bool keep = slack * 2 >= tail && tail - slack <= line_shrinkable(g, first, end);
    return keep ? slack - tail : slack;
}

static size_t trimmed(const struct galley *g, size_t first, size_t end)
{
    return g->sums[end].trim > first ? g->sums[end].trim : first;
}

static bool fits(const struct galley *g, size_t first, size_t end, mpt room)
{
    return line_width(g, first, trimmed(g, first, end)) <= room;
}

static int64_t break_cost(
    const struct galley *g, size_t first, size_t end, mpt room, int64_t level_cost)
{
    int64_t empty = room - line_width(g, first, trimmed(g, first, end));
    int64_t percent = room > 0 ? empty * 100 / room : 0;
    return percent * percent / 100 + level_cost;
}

/* Would all up to the next ordinary break fit on a line of its own? */
static bool next_part_fits(const struct galley *g, size_t first, size_t end, mpt room)
{
    size_t k = first + 1;
    while (k < end && g->clusters[k].level < BREAK_PHRASE && fits(g, first, k, room))
        k++;
    return fits(g, first, k, room);
}

/* The best of the furthest breaks of each level that fit; 0 where there is none. */
static size_t best_break(
    const struct galley *g, size_t first, size_t end, const size_t fit[BREAK_LEVELS], mpt room)
{
    size_t ordinary = 0;
    for (int level = BREAK_PHRASE; level <= BREAK_GOOD; level++)
        ordinary = fit[level] > ordinary ? fit[level] : ordinary;
    bool split = fit[BREAK_LINK] > ordinary && !next_part_fits(g, ordinary, end, room);
    const int64_t costs[BREAK_LEVELS] = {[BREAK_LINK] = split ? LONG_LINK_COST : LINK_COST,
        [BREAK_PHRASE] = PHRASE_COST,
        [BREAK_POOR] = POOR_COST};
    size_t best = 0;
    int64_t least = INT64_MAX;
    for (int level = BREAK_GOOD; level >= BREAK_LINK; level--) {
        int64_t cost =
            fit[level] ? break_cost(g, first, fit[level], room, costs[level]) : INT64_MAX;
        if (cost < least) {
            least = cost;
            best = fit[level];
        }
    }
    if (best)
        return best;
    return fit[BREAK_LAST] ? fit[BREAK_LAST] : fit[BREAK_DIRE];
}

/* One cluster that is too wide, with the blanks behind it. */
static size_t forced_break(const struct galley *g, size_t first, size_t end)
{
    size_t k = first + 1;
    while (k < end && g->clusters[k].level == BREAK_NEVER)
        k++;
    return k;
}

size_t first_fit_next(const struct galley *g, size_t first, size_t end, mpt room)
{
    size_t fit[BREAK_LEVELS] = {0};
    for (size_t k = first + 1; k < end; k++) {
        if (!fits(g, first, k, room))
            break;
        fit[g->clusters[k].level] = k;
    }
    if (fits(g, first, end, room))
        return end;
    size_t best = best_break(g, first, end, fit, room);
    return best ? best : forced_break(g, first, end);
}

size_t line_shown(const struct galley *g, size_t first, size_t end, size_t most)
{
    size_t shown = 0;
    for (size_t k = first; k < end && shown < most; k++)
        shown += !g->clusters[k].blank && g->clusters[k].class != CLASS_CLOSING &&
                 g->clusters[k].class != CLASS_FULL_STOP && g->clusters[k].class != CLASS_COMMA;
    return shown;
}

/* Moves the last break of a paragraph back by one place, if the line before it stays as full as
   that percentage. */
static bool feed_last(
    const struct galley *g, struct line *before, struct line *last, int64_t percent)
{
    size_t k = last->first - 1;
    while (k > before->first && g->clusters[k].level < BREAK_POOR)
        k--;
    size_t end = trimmed(g, before->first, k);
    if (k <= before->first || line_width(g, before->first, end) * 100 < before->room * percent ||
        !fits(g, k, last->next, last->room))
        return false;
    before->next = last->first = k;
    before->end = end;
    return true;
}

/* A single character on the last line costs half of the line before, a few much less. */
static void feed_orphan(const struct galley *g, struct line *before, struct line *last)
{
    enum { HALF = 50, MOST = 88 };
    bool fed = true;
    while (fed && last->end > last->first) {
        size_t shown = line_shown(g, last->first, last->end, FEW_SHOWN);
        fed = shown < FEW_SHOWN && feed_last(g, before, last, shown < 2 ? HALF : MOST);
    }
}

size_t first_fit_paragraph(
    const struct galley *g, size_t first, size_t end, const mpt room[2], struct line *lines)
{
    size_t count = 0, k = first;
    do {
        struct line *line = &lines[count];
        *line = (struct line){.first = k, .room = room[count > 0]};
        line->next = first_fit_next(g, k, end, line->room);
        line->end = trimmed(g, k, line->next);
        line->last = line->next == end;
        k = line->next;
        count++;
    } while (k < end);
    if (count > 1)
        feed_orphan(g, &lines[count - 2], &lines[count - 1]);
    return count;
}
