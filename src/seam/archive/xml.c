/* Feeds XML to expat and hands on what it finds, within limits of depth and of one mark-up. */
#include "seam/archive/xml.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#define SEPARATOR '\n' /* between a namespace and a name: no URI holds it */

struct xml {
    XML_Parser parser;
    const struct xml_events *events;
    void *data;
    size_t fed;
    int depth;
    enum xml_fault fault;
};

static void stop(struct xml *x, enum xml_fault fault)
{
    if (x->fault == XML_FINE)
        x->fault = fault;
    XML_StopParser(x->parser, XML_FALSE);
}

static struct xml_name name_of(const char *spelt)
{
    const char *separator = strchr(spelt, SEPARATOR);
    if (!separator)
        return (struct xml_name){"", 0, spelt};
    return (struct xml_name){spelt, (size_t)(separator - spelt), separator + 1};
}

static void begin(void *data, const char *name, const char **attributes)
{
    struct xml *x = data;
    if (x->fault != XML_FINE)
        return;
    if (++x->depth > XML_MOST_DEPTH)
        stop(x, XML_TOO_DEEP);
    else if (x->events->begin &&
             !x->events->begin(x->data, name_of(name), (struct xml_attributes){attributes}))
        stop(x, XML_STOPPED);
}

static void end(void *data, const char *name)
{
    struct xml *x = data;
    x->depth--;
    if (x->fault == XML_FINE && x->events->end && !x->events->end(x->data, name_of(name)))
        stop(x, XML_STOPPED);
}

static void text(void *data, const char *s, int size)
{
    struct xml *x = data;
    if (x->fault == XML_FINE && x->events->text && !x->events->text(x->data, s, (size_t)size))
        stop(x, XML_STOPPED);
}

static void declare(void *data, const char *name, const char *system, const char *public, int has)
{
    (void)name;
    (void)system;
    (void)public;
    (void)has;
    stop(data, XML_DECLARES);
}

struct xml *xml_new(const struct xml_events *events, void *data)
{
    struct xml *x = calloc(1, sizeof *x);
    XML_Parser parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!x || !parser)
        abort();
    *x = (struct xml){.parser = parser, .events = events, .data = data};
    XML_SetUserData(parser, x);
    XML_SetElementHandler(parser, begin, end);
    XML_SetCharacterDataHandler(parser, text);
    XML_SetStartDoctypeDeclHandler(parser, declare);
    return x;
}

/* expat reads what is left of a mark-up again with every stretch: a long one costs its square. */
static bool check_markup(struct xml *x)
{
    XML_Index at = XML_GetCurrentByteIndex(x->parser);
    if (at < 0 || x->fed - (size_t)at <= XML_MOST_MARKUP)
        return true;
    x->fault = XML_TOO_LONG;
    return false;
}

bool xml_feed(struct xml *x, const char *bytes, size_t size)
{
    if (x->fault != XML_FINE)
        return false;
    x->fed += size;
    if (XML_Parse(x->parser, bytes, (int)size, XML_FALSE) != XML_STATUS_ERROR)
        return check_markup(x);
    if (x->fault == XML_FINE)
        x->fault = XML_BROKEN;
    return false;
}

enum xml_fault xml_finish(struct xml *x)
{
    if (x->fault == XML_FINE && XML_Parse(x->parser, "", 0, XML_TRUE) == XML_STATUS_ERROR &&
        x->fault == XML_FINE)
        x->fault = XML_BROKEN;
    enum xml_fault fault = x->fault;
    XML_ParserFree(x->parser);
    free(x);
    return fault;
}

size_t xml_place(const struct xml *x)
{
    return (size_t)XML_GetCurrentByteIndex(x->parser);
}

size_t xml_size(const struct xml *x)
{
    return (size_t)XML_GetCurrentByteCount(x->parser);
}

const char *xml_attribute(struct xml_attributes attributes, const char *name)
{
    for (const char **p = attributes.pairs; *p; p += 2)
        if (!strcmp(*p, name))
            return p[1];
    return NULL;
}

const char *xml_attribute_in(
    struct xml_attributes attributes, const char *space_end, const char *name)
{
    size_t size = strlen(space_end);
    for (const char **p = attributes.pairs; *p; p += 2) {
        struct xml_name own = name_of(*p);
        if (own.space_size >= size && !strcmp(own.local, name) &&
            !memcmp(own.space + own.space_size - size, space_end, size))
            return p[1];
    }
    return NULL;
}

const char *xml_library_version(void)
{
#define TEXT_OF(n) #n
#define VERSION_OF(a, b, c) "expat " TEXT_OF(a) "." TEXT_OF(b) "." TEXT_OF(c)
    return VERSION_OF(XML_MAJOR_VERSION, XML_MINOR_VERSION, XML_MICRO_VERSION);
}
