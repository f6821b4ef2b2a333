/* object_map: numbers by object numbers. {0} at first.
   Prefixes: object_map_. */
#ifndef PROGRAM_TSUZURI_PDF_DOCUMENT_OBJECT_MAP_H
#define PROGRAM_TSUZURI_PDF_DOCUMENT_OBJECT_MAP_H

#include <stdbool.h>
#include <stddef.h>

struct object_map_slot {
    int key; /* 0: free */
    int value;
};

struct object_map {
    struct object_map_slot *slots; /* open addressing */
    size_t count;
    size_t room;
};

/* Finds the value of a key; false where there is none. */
bool object_map_find(const struct object_map *m, int key, int *value);
/* Sets the value of a key; a key that is not above 0 (a direct object's) is not kept. */
void object_map_put(struct object_map *m, int key, int value);
/* Frees the slots; empty behind it. */
void object_map_release(struct object_map *m);

#endif
