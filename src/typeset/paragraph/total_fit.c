/* total_fit: the breaks of a justified paragraph, all chosen together.

   After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), in its dynamic programming form:
   a node for every place where a line may begin, the cheapest way to each kept, forward from the
   first. A line costs the square of LINE_COST and its badness, by how much its spaces must change
   against JLREQ's limits; a break costs the square of its penalty (inside a phrase, a link, a
   word); a last line of one or two characters costs too. Ways that cost more than most paragraphs
   do are not followed; where none is left the limit is raised until the best is found. Left out
   of the paper: hyphens, flagged breaks, fitness classes, looseness. A line that cannot be filled
   within its limits is the worst, but allowed: it stays ragged (justify.c). */
#include "typeset/paragraph/paragraph_internal.h"

#include "base/arena.h"

#include <string.h>

/* Demerits are squares, as in TeX: of LINE_COST plus a line's badness, of a break's penalty. A
   badness of 100 is a line at the limits of its spaces. */
enum { LINE_COST = 10, WORST = 10000, POOR = 20, PHRASE = 50, LINK = 60, LAST = 300, ORPHAN = 75 };

/* Costs of whole paragraphs: what most stay below, and where looking for less is given up. */
enum { FIRST_MOST = 500, LINE_MOST = 400, MOST_FACTOR = 256 };

struct node {
    int64_t cost; /* of the best way to here */
    size_t from;  /* the line before begins there */
    bool reached;
};

struct fitting {
    const struct galley *g;
    size_t first, end; /* of the paragraph */
    const mpt *room;
    struct node *nodes; /* by cluster, from first to end */
    size_t half;        /* see half_full */
    int64_t most;       /* ways that cost more are not followed */
};

static int64_t square(int64_t n)
{
    return n * n;
}

static int64_t badness(int64_t change, int64_t limit)
{
    if (change == 0)
        return 0;
    if (limit <= 0)
        return WORST;
    int64_t percent = change > limit * 10 ? 1000 : change * 100 / limit;
    return square(percent) / 100;
}

static int64_t penalty(enum break_level level)
{
    static const int64_t penalties[BREAK_LEVELS] = {[BREAK_DIRE] = 2 * LAST,
        [BREAK_LAST] = LAST,
        [BREAK_LINK] = LINK,
        [BREAK_PHRASE] = PHRASE,
        [BREAK_POOR] = POOR};
    return square(penalties[level]);
}

/* Of a last line of one or two characters. */
static int64_t orphan_cost(const struct galley *g, size_t first, size_t end)
{
    size_t shown = line_shown(g, first, end, FEW_SHOWN);
    return square(ORPHAN * (int64_t)(FEW_SHOWN - (shown ? shown : 1)));
}

static mpt room_of(const struct fitting *f, size_t first)
{
    return f->room[first != f->first];
}

static size_t shown_end(const struct galley *g, size_t first, size_t end)
{
    return g->sums[end].trim > first ? g->sums[end].trim : first;
}

/* Badness of a line, -1 where it does not fit even at its narrowest. */
static int64_t line_badness(const struct fitting *f, size_t first, size_t end, bool last)
{
    int64_t slack = room_of(f, first) - line_width(f->g, first, end);
    if (last && slack >= 0)
        return 0;
    int64_t change = line_change(f->g, first, end, slack);
    if (change >= 0)
        return badness(change, line_growable(f->g, first, end));
    int64_t limit = line_shrinkable(f->g, first, end);
    return -change > limit ? -1 : badness(-change, limit);
}

static void relax(struct fitting *f, size_t from, size_t to, int64_t cost)
{
    struct node *n = &f->nodes[to - f->first];
    int64_t total = f->nodes[from - f->first].cost + cost;
    if (n->reached && n->cost <= total)
        return;
    *n = (struct node){.cost = total, .from = from, .reached = true};
}

static void try_line(struct fitting *f, size_t first, size_t next)
{
    bool last = next == f->end;
    size_t end = shown_end(f->g, first, next);
    int64_t bad = line_badness(f, first, end, last);
    if (bad < 0)
        return;
    int64_t cost = square(LINE_COST + bad);
    if (!last)
        cost += penalty(f->g->clusters[next].level);
    else if (first != f->first)
        cost += orphan_cost(f->g, first, end);
    relax(f, first, next, cost);
}

static bool is_too_wide(const struct fitting *f, size_t first, size_t next)
{
    size_t end = shown_end(f->g, first, next);
    return line_width(f->g, first, end) - line_shrinkable(f->g, first, end) > room_of(f, first);
}

/* Tries the lines that begin at first and end at or behind next; false where there is none. */
static bool try_lines(struct fitting *f, size_t first, size_t next)
{
    bool found = false;
    for (; next <= f->end && !is_too_wide(f, first, next); next++) {
        if (next < f->end && f->g->clusters[next].level < BREAK_LINK)
            continue;
        try_line(f, first, next);
        found = true;
    }
    return found;
}

/* Where the line that begins at first is half full: as first moves on, so does this. */
static size_t half_full(struct fitting *f, size_t first)
{
    if (f->half <= first)
        f->half = first + 1;
    while (f->half < f->end && line_width(f->g, first, f->half) < room_of(f, first) / 2)
        f->half++;
    return f->half;
}

/* Tries lines that are at least half full, then shorter ones, then the break of last resort. */
static void extend(struct fitting *f, size_t first)
{
    size_t half = half_full(f, first);
    if (f->nodes[first - f->first].cost > f->most)
        return;
    if (try_lines(f, first, half) || try_lines(f, first, first + 1))
        return;
    size_t next = first_fit_next(f->g, first, f->end, room_of(f, first));
    relax(f, first, next, next < f->end ? penalty(f->g->clusters[next].level) : 0);
}

static size_t collect(const struct fitting *f, struct line *lines)
{
    size_t count = 0;
    for (size_t k = f->end; k > f->first; k = f->nodes[k - f->first].from)
        count++;
    size_t i = count;
    for (size_t k = f->end; k > f->first;) {
        size_t from = f->nodes[k - f->first].from;
        lines[--i] = (struct line){.first = from,
            .end = shown_end(f->g, from, k),
            .next = k,
            .room = room_of(f, from),
            .last = k == f->end};
        k = from;
    }
    return count;
}

/* No cost is below 0, so what is found within 'most' is the best of all ways. */
static bool find_way(struct fitting *f, int64_t most)
{
    size_t count = f->end - f->first;
    memset(f->nodes, 0, (count + 1) * sizeof *f->nodes);
    f->half = 0;
    f->most = most;
    f->nodes[0].reached = true;
    for (size_t k = 0; k < count; k++)
        if (f->nodes[k].reached)
            extend(f, f->first + k);
    return f->nodes[count].reached && f->nodes[count].cost <= most;
}

size_t total_fit_paragraph(
    const struct galley *g, size_t first, size_t end, const mpt room[2], struct line *lines)
{
    if (first_fit_next(g, first, end, room[0]) == end)
        return first_fit_paragraph(g, first, end, room, lines);
    struct fitting f = {.g = g, .first = first, .end = end, .room = room};
    f.nodes = arena_array(g->scratch, end - first + 1, sizeof *f.nodes);
    int64_t usual =
        FIRST_MOST + LINE_MOST * (line_width(g, first, end) / (room[1] > 0 ? room[1] : 1));
    for (int64_t most = usual; !find_way(&f, most);)
        most = most < usual * MOST_FACTOR ? most * 16 : INT64_MAX;
    return collect(&f, lines);
}
