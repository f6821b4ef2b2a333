/* kanji_numeral: numbers as vertical papers write them. */
#ifndef TYPESET_LAYOUT_KANJI_NUMERAL_H
#define TYPESET_LAYOUT_KANJI_NUMERAL_H

#include <stdbool.h>

struct arena;

/* Writes a text's digits, of both widths, as kanji, in the arena. counted: numbers of one or two
   digits are written as they are read (三十一日), as in dates; else, and where they are longer,
   each digit stands for itself (第〇二三四号, 二〇二六年). A hyphen between digits is one of full
   width (九－八－七). */
const char *kanji_numerals(struct arena *a, const char *text, bool counted);

/* Gives a text's digits alone, each in full width, in the arena: ２３１０００１ of 231-0001, as the
   frames of a postal code take them. */
const char *full_width_digits(struct arena *a, const char *text);

#endif
