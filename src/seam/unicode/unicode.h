/* unicode: what Unicode knows. The only room that sees ICU.
   Prefixes: unicode_, UNI_. */
#ifndef SEAM_UNICODE_UNICODE_H
#define SEAM_UNICODE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* The code point at s (n bytes are left, n > 0) and its length in bytes; an invalid byte
   gives U+FFFD and length 1. */
uint32_t unicode_decode(const char *s, size_t n, size_t *length);

/* Lists the code points of a text as "U+9089 U+E0102"; "" for no text. */
const char *unicode_list(struct arena *a, const char *text, size_t size);
/* Writes up to 4 bytes; returns how many. */
size_t unicode_encode(uint32_t c, char out[4]);

/* Offset of the first byte that is not valid UTF-8, or n. */
size_t unicode_invalid(const char *s, size_t n);
/* True where the bytes decode as CP932 (Shift_JIS as Windows writes it) without a fault. */
bool unicode_is_cp932(const char *s, size_t n);
/* CP932 as UTF-8 in the arena; false where a byte is none. */
bool unicode_from_cp932(struct arena *a, const char *s, size_t n, char **out, size_t *size);

enum unicode_break_flags {
    UNI_BREAK = 1,    /* a line may end before this byte */
    UNI_HARD = 2,     /* a line must end before this byte (behind a newline) */
    UNI_GRAPHEME = 4, /* a grapheme begins at this byte */
    UNI_PHRASE = 8,   /* a phrase begins at this byte (unicode_phrases) */
};

enum unicode_strictness { UNI_LOOSE, UNI_NORMAL, UNI_STRICT };

/* Fills flags[0..n]: for every byte offset of the text, and its end, what stands before it.
   Japanese rules (ICU's ja with lb=). ICU's answer as it is: corrections are line's. The start
   of the text is no break, its end is one and no grapheme; an empty text has no flags. */
void unicode_breaks(const char *s, size_t n, enum unicode_strictness lb, uint8_t *flags);
/* Adds UNI_PHRASE to the flags of unicode_breaks: where a line ends without cutting a word and its
   particles apart (ICU's lw=phrase, lb=strict). */
void unicode_phrases(const char *s, size_t n, uint8_t *flags);
/* ICU's iterators are opened once a thread and kept; this closes those of the calling thread,
   for leak checkers. They open again when they are needed. */
void unicode_cleanup(void);

/* Cells that a code point takes on a terminal: 0 (combining), 1 or 2. */
int unicode_cells(uint32_t c);
/* Sums them up over a text. */
int unicode_text_cells(const char *text, size_t size);
/* A variation selector, U+FE00 to FE0F or U+E0100 to E01EF. */
bool unicode_is_selector(uint32_t c);
/* Letters, digits and marks of scripts that are set like Latin (Latin, Greek, Cyrillic). */
bool unicode_is_western(uint32_t c);
/* True for characters of scripts that put no blank between words: wide, full-width and half-width
   ones but for Hangul (CSS Text Level 3, 4.1.3). */
bool unicode_is_spaceless(uint32_t c);
/* Stands upright in vertical lines (UAX #50: U, Tu, Tr); else it is turned with its line. */
bool unicode_is_upright(uint32_t c);
/* Composes pairs of a character and a mark behind it (か U+3099 as が), as NFC does, but leaves
   compatibility ideographs alone, which have glyphs of their own. s itself where there is none. */
const char *unicode_compose(struct arena *a, const char *s);
/* NFKC with white space removed and case folded: the form in which labels, choices and yes/no
   words are compared. */
char *unicode_fold(struct arena *a, const char *s);

/* Sets of characters, as ICU knows them: hiragana and katakana; the kanji of Japanese in the CLDR
   (Joyo); the kanji of JIS X 0208's levels 1 and 2; all unified ideographs. Ascending in code
   point or JIS order. */
enum unicode_set { UNI_KANA, UNI_JOYO, UNI_JIS_1, UNI_JIS_2, UNI_KANJI, UNI_SETS };
void unicode_each(enum unicode_set set, void (*each)(uint32_t c, void *data), void *data);

/* A day of the Gregorian calendar. */
struct date {
    int year, month, day;
};

/* Reads 2026-11-21, 2026/11/21, 2026.11.21, 2026年11月21日, 令和8年11月21日, 令和元年5月1日,
   R8.11.21 and their full-width spellings; white space does not count. False where it is none,
   or no day of the calendar, or outside its era: 昭和64年1月8日 is none, Heisei had begun. Days
   of Meiji before 1873 are refused, for they are of the lunar calendar. */
bool unicode_parse_date(const char *s, struct date *d);
/* Prints in the era calendar (令和8年11月21日, 令和元年5月1日) or the Western one
   (2026年11月21日), in the arena. Days before Meiji 6 (1873) always print Western. */
char *unicode_format_date(struct arena *a, struct date d, bool era);

/* "72.1" for --version. */
const char *unicode_library_version(void);

#endif
