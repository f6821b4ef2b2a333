/* galley: the steps in which spans become the clusters that lines are ranges of. */
#include "typeset/paragraph/paragraph_internal.h"

bool galley_set(struct galley *g)
{
    g->missing_family = -1;
    g->ok = true;
    if (!galley_itemise(g))
        return false;
    if (g->vertical)
        galley_turn(g);
    galley_shape(g);
    galley_break(g);
    galley_space(g);
    return true;
}
