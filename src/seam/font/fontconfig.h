/* fontconfig: where a face is installed. The only room that sees fontconfig.
   Prefixes: fontconfig_. */
#ifndef SEAM_FONT_FONTCONFIG_H
#define SEAM_FONT_FONTCONFIG_H

struct arena;

struct fontconfig_match {
    const char *file;
    int index; /* of the face in a collection (.ttc) */
};

/* The installed scalable face with this PostScript name; file is NULL where there is none. Of
   several the first by file name. Slow (tens of milliseconds): for faces that are not where the
   manifest says. */
struct fontconfig_match fontconfig_find(struct arena *a, const char *postscript_name);

#endif
