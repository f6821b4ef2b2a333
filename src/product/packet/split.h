/* split: each document of a form, or each page, as a file of its own. Internal to build. */
#ifndef PRODUCT_PACKET_SPLIT_H
#define PRODUCT_PACKET_SPLIT_H

#include <stdbool.h>

struct build;

/* Writes folder/ID.pdf for each document that was printed, with its continuation sheets; all of
   them or none. The folder is made where it is missing; a file that is attached is
   not replaced. */
bool build_split(struct build *b, const char *folder);
/* Writes folder/NN-ID.svg for each page, in the same way; a picture holds all that it needs. */
bool build_pictures(struct build *b, const char *folder);

#endif
