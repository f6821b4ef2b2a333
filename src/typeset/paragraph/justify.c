/* justify: where each cluster of a line stands.

   A justified line's slack is shared out in the order of JLREQ 3.8.2 to 3.8.4 (JIS X 4051, 4.19):
   growing, word spaces to half an em, gaps beside Latin to 3/8, then those to 1/2 and the gaps
   between Japanese characters to 1/4 together; shrinking, word spaces to 1/4, punctuation, gaps
   beside Latin to 1/8. Within a rank the gaps share by their limits and the rounding never adds
   up. Where all that does not fill the line (in front of a long word) it stays as it is: gaps
   beyond the limits read as blanks. Other alignments move the line as a whole, or spread its
   characters evenly (均等割付). */
#include "typeset/paragraph/paragraph_internal.h"

/* An amount that is given out in shares; the rounding never adds up. */
struct shares {
    int64_t amount, total; /* total of all weights */
    int64_t seen, given;
};

static mpt next_share(struct shares *s, int64_t weight)
{
    s->seen += weight;
    int64_t due = s->total ? s->amount * s->seen / s->total : 0;
    mpt share = (mpt)(due - s->given);
    s->given = due;
    return share;
}

/* Weight of the gap in front of an cluster when spaces of a rank change. */
typedef int64_t weigh(const struct cluster *a, int rank);

static int64_t weigh_growth(const struct cluster *a, int rank)
{
    return a->grow_rank == rank ? a->grow : 0;
}

/* What is left of a space's limit once mixed gaps were opened by half of theirs. */
static int64_t weigh_rest(const struct cluster *a, int rank)
{
    (void)rank;
    return a->grow_rank == RANK_JAPANESE ? a->grow
           : a->grow_rank == RANK_MIXED  ? a->grow - a->grow / 2
                                         : 0;
}

static int64_t weigh_half(const struct cluster *a, int rank)
{
    return a->grow_rank == rank ? a->grow / 2 : 0;
}

static int64_t weigh_shrinking(const struct cluster *a, int rank)
{
    return a->shrink_rank == rank ? a->shrink : 0;
}

static bool is_latin(const struct cluster *a)
{
    return a->face >= 0 && a->base < 0x2000;
}

/* Every gap but those inside a Latin word (TEL, e-mail) or a ligature. */
static int64_t weigh_all(const struct cluster *a, int rank)
{
    (void)rank;
    return (a->face < 0 || a->glyphs) && !(is_latin(a) && is_latin(a - 1));
}

static int64_t total_weight(const struct galley *g, const struct line *line, weigh *w, int rank)
{
    int64_t total = 0;
    for (size_t k = line->first + 1; k < line->end; k++)
        total += w(&g->clusters[k], rank);
    return total;
}

/* Adds to the gaps by weight what s says; x of each cluster moves on by what stands before it. */
static void share_out(
    const struct galley *g, const struct line *line, weigh *w, int rank, struct shares s, mpt *x)
{
    mpt moved = 0;
    for (size_t k = line->first + 1; k < line->end; k++) {
        moved += next_share(&s, w(&g->clusters[k], rank));
        x[k - line->first] += moved;
    }
}

static int64_t share_rank(
    const struct galley *g, const struct line *line, weigh *w, int rank, int64_t amount, mpt *x)
{
    int64_t total = total_weight(g, line, w, rank);
    int64_t given = amount < total ? amount : total;
    if (given <= 0)
        return amount;
    share_out(g, line, w, rank,
        (struct shares){.amount = w == weigh_shrinking ? -given : given, .total = total}, x);
    return amount - given;
}

static void widen(const struct galley *g, const struct line *line, int64_t amount, mpt *x)
{
    amount = share_rank(g, line, weigh_growth, RANK_WORD, amount, x);
    amount = share_rank(g, line, weigh_half, RANK_MIXED, amount, x);
    share_rank(g, line, weigh_rest, RANK_NONE, amount, x);
}

static void narrow(const struct galley *g, const struct line *line, int64_t amount, mpt *x)
{
    static const int order[] = {RANK_WORD, RANK_PUNCTUATION, RANK_MIXED};
    for (size_t i = 0; i < sizeof order / sizeof *order && amount > 0; i++)
        amount = share_rank(g, line, weigh_shrinking, order[i], amount, x);
}

static void place_naturally(const struct galley *g, const struct line *line, mpt *x)
{
    const struct cluster *first = &g->clusters[line->first];
    mpt start = line->indent + (first->class == CLASS_MIDDLE_DOT ? first->before : 0);
    for (size_t k = line->first; k < line->end; k++)
        x[k - line->first] = mpt_clamp(start + g->sums[k].x - g->sums[line->first].x);
}

static void shift(const struct line *line, mpt by, mpt *x)
{
    for (size_t k = line->first; k < line->end; k++)
        x[k - line->first] += by;
}

/* A line that its spaces cannot fill within their limits, in front of a long word or URL, stays
   as it is: ragged, not spread. */
static void justify(const struct galley *g, const struct line *line, int64_t slack, mpt *x)
{
    if (line->last && slack >= 0)
        return;
    int64_t change = line_change(g, line->first, line->end, slack);
    if (change < 0)
        narrow(g, line, -change, x);
    else if (change <= line_growable(g, line->first, line->end))
        widen(g, line, change, x);
}

static void distribute(const struct galley *g, const struct line *line, int64_t slack, mpt *x)
{
    int64_t gaps = total_weight(g, line, weigh_all, 0);
    if (gaps)
        share_out(g, line, weigh_all, 0, (struct shares){.amount = slack, .total = gaps}, x);
    else if (!is_latin(&g->clusters[line->first]))
        shift(line, (mpt)(slack / 2), x);
}

static void align_line(
    const struct galley *g, const struct line *line, enum line_align align, int64_t slack, mpt *x)
{
    if (align == LINE_JUSTIFY)
        justify(g, line, slack, x);
    else if (slack <= 0)
        return;
    else if (align == LINE_DISTRIBUTE)
        distribute(g, line, slack, x);
    else if (align == LINE_CENTER)
        shift(line, (mpt)(slack / 2), x);
    else if (align == LINE_END)
        shift(line, (mpt)slack, x);
}

static bool keeps_tail(enum line_align align)
{
    return align == LINE_START || align == LINE_JUSTIFY;
}

mpt place_line(const struct galley *g, const struct line *line, enum line_align align, mpt *x)
{
    if (line->end <= line->first)
        return line->indent;
    int64_t slack = line->room - line_width(g, line->first, line->end);
    place_naturally(g, line, x);
    align_line(g, line, align, slack, x);
    size_t last = line->end - 1;
    int64_t extent = (int64_t)x[last - line->first] + g->clusters[last].body;
    int64_t spare = (int64_t)line->indent + line->room - extent;
    if (keeps_tail(align) && spare > 0)
        extent += spare < g->clusters[last].behind ? spare : g->clusters[last].behind;
    return mpt_clamp(extent);
}
