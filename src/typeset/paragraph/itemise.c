/* itemise: spans become one text and its clusters. */
#include "base/arena.h"
#include "typeset/paragraph/paragraph_internal.h"

enum { MAX_TEXT = 1 << 28, MAX_SIZE = 1 << 26 };

static const char OBJECT[] = "一";
enum { OBJECT_SIZE = sizeof OBJECT - 1 };

static size_t span_size(const struct span *s)
{
    return s->text ? s->size : OBJECT_SIZE;
}

static bool measure_text(struct galley *g)
{
    for (size_t i = 0; i < g->span_count; i++) {
        if (span_size(&g->spans[i]) > MAX_TEXT - g->size) {
            messages_error(g->e, ERR_INPUT, "text-too-long", g->spans[i].at,
                "the paragraph is longer than %d bytes; split it",
                "段落が%dバイトを超えています。分割してください", (int)MAX_TEXT);
            return false;
        }
        g->size += span_size(&g->spans[i]);
    }
    return true;
}

static void join_text(struct galley *g)
{
    char *text = arena_alloc(g->arena, g->size + 1);
    size_t at = 0;
    for (size_t i = 0; i < g->span_count; i++) {
        const struct span *s = &g->spans[i];
        if (span_size(s))
            memcpy(text + at, s->text ? s->text : OBJECT, span_size(s));
        at += span_size(s);
    }
    g->text = text;
    g->shaping = arena_strndup(g->scratch, text, g->size);
    for (char *tab = g->shaping; (tab = memchr(tab, '\t', g->size - (size_t)(tab - g->shaping)));)
        *tab = ' ';
}

static void find_breaks(struct galley *g)
{
    g->flags = arena_alloc(g->scratch, g->size + 1);
    const char *text = break_text(g->scratch, g->shaping, g->size);
    unicode_breaks(text, g->size, g->strictness, g->flags);
    if (g->phrases)
        unicode_phrases(text, g->size, g->flags);
}

static bool is_blank(const struct span *s, uint32_t c)
{
    return char_is_blank(c) && !(c == 0x3000 && s->mark == SPAN_UNDERLINED);
}

static void init_text_atom(struct cluster *a, const struct span *s, uint32_t c, size_t length)
{
    a->base = c;
    a->class = (uint8_t)class_of(c);
    a->em = s->look.size < MAX_SIZE ? s->look.size : MAX_SIZE;
    a->newline = char_is_newline(c);
    a->blank = a->newline || (is_blank(s, c) && a->size == length);
    a->western = c < U'⺀' && a->class == CLASS_WESTERN && unicode_is_western(c);
}

static void init_object_atom(struct cluster *a, const struct span *s)
{
    a->base = 0;
    a->class = CLASS_NONE;
    a->em = s->object->width;
    a->body = s->object->width;
}

static size_t grapheme_end(const struct galley *g, size_t at, size_t end)
{
    do
        at++;
    while (at < end && !(g->flags[at] & UNI_GRAPHEME));
    return at;
}

static void add_atoms(struct galley *g, size_t span, size_t at)
{
    const struct span *s = &g->spans[span];
    size_t end = at + span_size(s);
    while (at < end) {
        struct cluster *a = &g->clusters[g->count++];
        size_t next = s->text ? grapheme_end(g, at, end) : end;
        *a = (struct cluster){
            .at = (uint32_t)at, .size = (uint32_t)(next - at), .span = (uint32_t)span, .face = -1};
        size_t length;
        uint32_t c = unicode_decode(g->text + at, end - at, &length);
        if (s->text)
            init_text_atom(a, s, c, length);
        else
            init_object_atom(a, s);
        at = next;
    }
}

static size_t count_graphemes(const struct galley *g)
{
    size_t n = g->span_count;
    for (size_t i = 0; i < g->size; i++)
        n += (g->flags[i] & UNI_GRAPHEME) != 0;
    return n;
}

bool galley_itemise(struct galley *g)
{
    if (!measure_text(g))
        return false;
    join_text(g);
    find_breaks(g);
    g->clusters = arena_array(g->scratch, count_graphemes(g), sizeof *g->clusters);
    size_t at = 0;
    for (size_t i = 0; i < g->span_count; i++) {
        add_atoms(g, i, at);
        at += span_size(&g->spans[i]);
    }
    face_choose(g);
    return true;
}
