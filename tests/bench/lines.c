/* The time of para_set over the length of its text: linear, so that a thousand characters cost the
   same in each row. usage: lines TEXT */
#include "base/arena.h"
#include "typeset/paragraph/paragraph.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { FIRST = 16000, ROWS = 4, ROUNDS = 5, MOST_BYTES = 1 << 20 };

struct bench {
    struct arena *arena;
    struct messages err;
    struct fonts *fonts;
    char *seed;
    size_t seed_size;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* One paragraph of so many characters, the seed again and again. */
static struct span text_of(struct bench *b, size_t characters)
{
    char *text = arena_alloc(b->arena, characters * 4);
    size_t at = 0, from = 0, length;
    for (size_t i = 0; i < characters; i++, from += length) {
        if (from >= b->seed_size)
            from = 0;
        unicode_decode(b->seed + from, b->seed_size - from, &length);
        memcpy(text + at, b->seed[from] == '\n' ? " " : b->seed + from, length);
        at += length;
    }
    return (struct span){.text = text, .size = at, .look = {.size = MPT_PT(10)}};
}

static double best_ms(struct bench *b, const struct para *p)
{
    double best = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        struct set_text set;
        double began = now_ms();
        para_set((struct typesetter){b->arena, &b->err, b->fonts}, p, MPT_PT(400), &set, NULL);
        double took = now_ms() - began;
        best = took < best ? took : best;
    }
    return best;
}

static void print_row(struct bench *b, size_t characters)
{
    struct span s = text_of(b, characters);
    struct para p = {.spans = &s, .count = 1, .strictness = UNI_STRICT, .leading = MPT_PT(16)};
    double start = best_ms(b, &p);
    p.align = LINE_JUSTIFY;
    double justified = best_ms(b, &p);
    p.phrases = true;
    double phrases = best_ms(b, &p);
    double thousands = (double)characters / 1000;
    printf("%8zu characters  %6.2f ms  justified %6.2f ms  with phrases %6.2f ms"
           "   (%.2f %.2f %.2f ms a thousand)\n",
        characters, start, justified, phrases, start / thousands, justified / thousands,
        phrases / thousands);
}

int main(int argc, char **argv)
{
    struct bench b = {.arena = arena_new()};
    messages_init(&b.err, b.arena);
    b.fonts = fonts_load(b.arena, &b.err, "fonts/fonts.yaml");
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!b.fonts || !file) {
        fputs("usage: lines TEXT, from the root of the sources\n", stderr);
        return 2;
    }
    b.seed = arena_alloc(b.arena, MOST_BYTES);
    b.seed_size = fread(b.seed, 1, MOST_BYTES, file);
    fclose(file);
    for (size_t row = 0; row < ROWS; row++)
        print_row(&b, (size_t)FIRST << row);
    fonts_free(b.fonts);
    arena_free(b.arena);
    unicode_cleanup();
    return 0;
}
