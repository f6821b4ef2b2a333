/* The longest common subsequence of two sequences.

   By a table of lengths (Wagner and Fischer, "The String-to-String Correction Problem", 1974): a
   cell holds how much the rows from here on and the columns from here on have in common, and is
   filled from the ends backwards; a walk from the front then takes every pair that is alike, else
   goes where more is left. What both begin and end with is cut off first, as diff does: of two
   prints, or two lists, that is nearly all. The table takes rows times columns cells of what is
   left; above MOST_CELLS nothing of it is paired, which is a right answer, only not the longest. */
#include "base/common_sequence.h"

#include "base/arena.h"

#define MOST_CELLS ((size_t)1 << 24)

/* What is left of both between what they begin and end with. */
struct middle {
    const struct common_sequence *of;
    size_t from;          /* rows and columns before it */
    size_t rows, columns; /* of it */
};

static bool is_same(const struct middle *m, size_t i, size_t j)
{
    return m->of->same(m->from + i, m->from + j, m->of->data);
}

static void pair(const struct middle *m, size_t i, size_t j)
{
    m->of->pair(m->from + i, m->from + j, m->of->data);
}

static int *fill_table(struct arena *a, const struct middle *m)
{
    size_t width = m->columns + 1;
    int *table = arena_array(a, (m->rows + 1) * width, sizeof *table);
    for (size_t i = m->rows; i-- > 0;)
        for (size_t j = m->columns; j-- > 0;) {
            int *cell = &table[i * width + j];
            int down = cell[width], right = cell[1];
            if (is_same(m, i, j))
                *cell = cell[width + 1] + 1;
            else
                *cell = down > right ? down : right;
        }
    return table;
}

static void walk_table(const struct middle *m, const int *table)
{
    size_t width = m->columns + 1, i = 0, j = 0;
    while (i < m->rows && j < m->columns) {
        const int *cell = &table[i * width + j];
        if (is_same(m, i, j))
            pair(m, i++, j++);
        else if (cell[width] >= cell[1])
            i++;
        else
            j++;
    }
}

void common_sequence_find(struct arena *a, const struct common_sequence *s)
{
    struct middle m = {s, 0, s->rows, s->columns};
    size_t end = 0;
    while (m.rows && m.columns && is_same(&m, 0, 0)) {
        pair(&m, 0, 0);
        m.from++;
        m.rows--;
        m.columns--;
    }
    while (m.rows && m.columns && is_same(&m, m.rows - 1, m.columns - 1)) {
        end++;
        m.rows--;
        m.columns--;
    }
    if (m.rows && m.columns && m.columns <= MOST_CELLS / m.rows)
        walk_table(&m, fill_table(a, &m));
    for (size_t k = 0; k < end; k++)
        pair(&m, m.rows + k, m.columns + k);
}
