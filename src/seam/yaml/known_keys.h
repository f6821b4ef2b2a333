/* known_keys: maps whose keys are known beforehand; others are blamed with a did-you-mean.
   Prefixes: known_, names_. */
#ifndef SEAM_YAML_KNOWN_KEYS_H
#define SEAM_YAML_KNOWN_KEYS_H

#include "base/messages.h"
#include "seam/yaml/yaml.h"

/* A set of names: up to three lists, each ended by NULL (or NULL itself). */
struct names {
    const char *const *lists[3];
};

bool names_have(const struct names *n, const char *name);

/* Blames every key of a map that is in no list (ERR_INPUT, 'unknown-key'). what names the map
   in messages, in English and Japanese: "a field", "項目". A node that is no map is blamed, too. */
bool known_keys(struct messages *e, const struct node *map, const struct names *names,
    const char *en, const char *ja);

/* Blames one name at a place: unknown, with the nearest of the names. */
void known_blame(struct messages *e, struct position at, const char *word,
    const struct names *names, const char *en, const char *ja);

/* Typed reading of a map's values; the value stays untouched where the key is missing, and a
   wrong type is blamed ('wrong-type', false). */
bool known_text(struct messages *e, const struct node *map, const char *key, const char **out);
bool known_flag(struct messages *e, const struct node *map, const char *key, bool *out);
bool known_int(struct messages *e, const struct node *map, const char *key, int *out);
/* A whole number that is neither below least nor above most ('wrong-type' likewise). */
bool known_range(
    struct messages *e, const struct node *map, const char *key, int least, int most, int *out);
/* NULL where the key is missing. */
bool known_kind(struct messages *e, const struct node *map, const char *key, enum node_kind kind,
    const struct node **out);

/* Blames a node: expected (in both languages, by example). */
void known_wrong_type(struct messages *e, const struct node *n, const char *en, const char *ja);

#endif
