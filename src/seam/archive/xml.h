/* xml: XML that somebody else wrote, told element by element as it is read. Documents that declare
   a type (DOCTYPE), and so entities of their own, are refused. The only file that sees expat.
   Prefixes: xml_. */
#ifndef SEAM_ARCHIVE_XML_H
#define SEAM_ARCHIVE_XML_H

#include <stdbool.h>
#include <stddef.h>

enum xml_fault {
    XML_FINE,
    XML_BROKEN,   /* no XML, or cut short */
    XML_DECLARES, /* it declares a type */
    XML_TOO_DEEP, /* elements within elements, more than XML_MOST_DEPTH */
    XML_TOO_LONG, /* one mark-up of more than XML_MOST_MARKUP bytes */
    XML_STOPPED   /* a callback asked for no more */
};

enum { XML_MOST_DEPTH = 64, XML_MOST_MARKUP = 1 << 20 };

/* An element's name: the namespace's URI, "" for none, and what stands behind the prefix. Not
   ended by NUL: 'space' has space_size bytes. */
struct xml_name {
    const char *space;
    size_t space_size;
    const char *local;
};

/* Names and values with expat's spelling, for xml_attribute. */
struct xml_attributes {
    const char **pairs;
};

/* What is told. A callback that returns false ends the reading (XML_STOPPED). NULL: not told. */
struct xml_events {
    bool (*begin)(void *data, struct xml_name name, struct xml_attributes attributes);
    bool (*end)(void *data, struct xml_name name);
    bool (*text)(void *data, const char *text, size_t size);
};

struct xml;

/* A new reader of one document; events and data must last as long as it. */
struct xml *xml_new(const struct xml_events *events, void *data);
/* Reads a stretch of the document; false where it is done with: a fault, or it was stopped. */
bool xml_feed(struct xml *x, const char *bytes, size_t size);
/* Ends the document, frees the reader and says what was wrong with it. */
enum xml_fault xml_finish(struct xml *x);

/* Where the mark-up that a callback tells of begins in the document, and how many bytes it has; an
   element without content ("<c/>") ends behind itself, with 0 bytes. Within a callback alone. */
size_t xml_place(const struct xml *x);
size_t xml_size(const struct xml *x);

/* Looks an attribute up that has no prefix; NULL where there is none. */
const char *xml_attribute(struct xml_attributes attributes, const char *name);
/* Looks an attribute with a prefix up, of a namespace whose URI ends so. */
const char *xml_attribute_in(
    struct xml_attributes attributes, const char *space_end, const char *name);

/* "expat 2.5.0" for --version. */
const char *xml_library_version(void);

#endif
