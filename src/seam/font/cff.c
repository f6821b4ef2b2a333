/* cff: as much of a CFF table (Adobe Technical Note 5176) as says which CID each glyph has. */
#include "seam/font/font_internal.h"

/* As much of CFF (Adobe Technical Note 5176) as says which CID a glyph has. */
struct reader {
    const unsigned char *data;
    size_t size;
    size_t at;
    bool bad;
};

static uint32_t take_bytes(struct reader *r, size_t bytes)
{
    uint32_t v = 0;
    if (r->bad || bytes > r->size - r->at) {
        r->bad = true;
        return 0;
    }
    for (; bytes > 0; bytes--)
        v = v << 8 | r->data[r->at++];
    return v;
}

static void move_to(struct reader *r, size_t at)
{
    r->bad = r->bad || at > r->size;
    r->at = r->bad ? r->size : at;
}

/* Steps over an INDEX; *first and *length say where its first entry is. */
static void skip_index(struct reader *r, size_t *first, size_t *length)
{
    uint32_t count = take_bytes(r, 2);
    *first = *length = 0;
    if (!count)
        return;
    uint32_t width = take_bytes(r, 1);
    if (width < 1 || width > 4) {
        r->bad = true;
        return;
    }
    size_t offsets = r->at;
    size_t base = offsets + ((size_t)count + 1) * width - 1;
    uint32_t begin = take_bytes(r, width), end = take_bytes(r, width);
    move_to(r, offsets + (size_t)count * width);
    uint32_t last = take_bytes(r, width);
    *first = base + begin;
    *length = end >= begin ? end - begin : 0;
    move_to(r, base + last);
}

static int32_t take_number(struct reader *r, uint32_t lead)
{
    if (lead == 28)
        return (int16_t)take_bytes(r, 2);
    if (lead == 29)
        return (int32_t)take_bytes(r, 4);
    if (lead == 30) {
        while (!r->bad && (take_bytes(r, 1) & 0xF) != 0xF)
            ;
        return 0;
    }
    if (lead <= 246)
        return (int32_t)lead - 139;
    int32_t low = (int32_t)take_bytes(r, 1);
    return lead <= 250 ? ((int32_t)lead - 247) * 256 + low + 108
                       : -((int32_t)lead - 251) * 256 - low - 108;
}

/* Where the charset is: operator 15 of the top DICT; *has_cids where it has ROS (12 30). */
static size_t find_charset(struct reader *r, size_t end, bool *has_cids)
{
    enum { ESCAPE = 12, CHARSET = 15, LAST_OPERATOR = 21, ROS = 30 };
    size_t charset = 0;
    int32_t operand = 0;
    *has_cids = false;
    while (!r->bad && r->at < end) {
        uint32_t lead = take_bytes(r, 1);
        if (lead == ESCAPE)
            *has_cids = take_bytes(r, 1) == ROS || *has_cids;
        else if (lead == CHARSET)
            charset = operand > 0 ? (size_t)operand : 0;
        else if (lead > LAST_OPERATOR)
            operand = take_number(r, lead);
    }
    return charset;
}

static void read_charset(struct reader *r, uint32_t *cids, size_t count)
{
    uint32_t format = take_bytes(r, 1);
    r->bad = r->bad || format > 2;
    cids[0] = 0;
    for (size_t glyph = 1; glyph < count && !r->bad;) {
        uint32_t first = take_bytes(r, 2);
        uint32_t left = format ? take_bytes(r, format) : 0;
        for (uint32_t i = 0; i <= left && glyph < count; i++)
            cids[glyph++] = first + i;
    }
}

bool cff_cids(const unsigned char *cff, size_t size, uint32_t *cids, size_t count)
{
    struct reader r = {.data = cff, .size = size};
    size_t first, length;
    bool has_cids;
    move_to(&r, 2);
    move_to(&r, take_bytes(&r, 1));
    skip_index(&r, &first, &length); /* names */
    skip_index(&r, &first, &length); /* top DICTs */
    move_to(&r, first);
    size_t charset = find_charset(&r, first + length, &has_cids);
    if (!has_cids || !charset || !count)
        return false;
    move_to(&r, charset);
    read_charset(&r, cids, count);
    return !r.bad;
}
