/* build_split: each document of a form as a file of its own. Internal to build. */
#ifndef BUILD_SPLIT_H
#define BUILD_SPLIT_H

#include "design.h"
#include "pdf.h"

struct tsuzuri;

/* Writes folder/ID.pdf for each document that was printed, with its continuation sheets; all of
   them or none. The folder is made where it is missing. */
bool build_split(struct tsuzuri *t, const struct design *d, const struct pages *pages,
    const struct pdf_info *info, const char *folder);

#endif
