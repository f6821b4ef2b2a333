/* fontconfig: where a face is installed. The only room that sees fontconfig.
   Prefixes: fontconfig_. */
#ifndef SEAM_FONT_FONTCONFIG_H
#define SEAM_FONT_FONTCONFIG_H

#include <stddef.h>

struct arena;

struct fontconfig_match {
    const char *file;
    int index; /* of the face in a collection (.ttc) */
};

/* The installed scalable face with this PostScript name; file is NULL where there is none. Of
   several the first by file name. Slow (tens of milliseconds): for faces that are not where the
   manifest says. */
struct fontconfig_match fontconfig_find(struct arena *a, const char *postscript_name);

/* Leaves font files of more than 'most' bytes out of what this process looks up by fontconfig,
   where smaller ones have Japanese, too: who asks fontconfig for a face may read whole files, again
   and again. To be called before anyone does. */
void fontconfig_spare(size_t most);

/* Tells each folder that fontconfig looks for fonts in. */
void fontconfig_tell_folders(void (*tell)(void *context, const char *folder), void *context);

#endif
