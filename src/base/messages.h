/* messages: what went wrong, as a list of messages with their places. Library code adds to the
   list and returns false or NULL; it never prints and never exits.
   Prefixes: messages_ the list, position_ a place in a file, ERR_. */
#ifndef BASE_MESSAGES_H
#define BASE_MESSAGES_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* A place in a file. line and column count from 1, the column in characters (code points);
   line 0: the file as a whole; file NULL: no place. Of a workbook they are a cell's row and column
   on a sheet. */
struct position {
    const char *file;
    int line;
    int column;
    const char *sheet; /* of a workbook, or NULL */
};

enum message_level { ERR_NOTE, ERR_WARNING, ERR_ERROR };

/* What kind of fault it is; the numbers are the exit codes of the command. */
enum message_class {
    ERR_NONE = 0,
    ERR_ANSWERS = 1, /* the answers do not pass or are incomplete */
    ERR_USAGE = 2,   /* wrong usage */
    ERR_INPUT = 3,   /* an input cannot be read or understood */
    ERR_OUTPUT = 4   /* the output cannot be written */
};

struct message {
    struct message *next;
    enum message_level level;
    enum message_class class;
    const char *code; /* stable name for machines, as 'unknown-key' */
    struct position at;
    const char
        *about; /* path of the answer that it is about, where 'at' does not say it; or NULL */
    const char *en;
    const char *ja;
};

struct messages {
    struct arena *arena; /* where messages live; not owned */
    struct message *first;
    struct message *last;
    int errors;
    int warnings;
};

/* Names a field of the options in a sentence. How it is called ("--allow-outside", a switch on a
   page) only the client knows, who spells it: the name stands between two control characters, which
   no file that is read can hold. */
#define OPTION_BEGIN '\x02'
#define OPTION_END '\x03'
#define OPTION(field) "\x02" field "\x03"

/* Empties a list; its messages will live in the arena. */
void messages_init(struct messages *e, struct arena *arena);

/* Adds an error. English text in lower case, no full stop, the subject in single quotes;
   both texts take the same arguments in the same order. (Seven parameters here and in
   messages_text: a message is its parts, and printf's attribute asks for a plain list.) */
void messages_error(struct messages *e, enum message_class class, const char *code,
    struct position at, const char *en, const char *ja, ...)
    __attribute__((format(printf, 5, 7), format(printf, 6, 7)));
void messages_warn(struct messages *e, const char *code, struct position at, const char *en,
    const char *ja, ...) __attribute__((format(printf, 4, 6), format(printf, 5, 6)));
void messages_note(struct messages *e, const char *code, struct position at, const char *en,
    const char *ja, ...) __attribute__((format(printf, 4, 6), format(printf, 5, 6)));

/* Adds a message whose two texts are ready (copied): for those whose parts differ between the
   languages by more than their order. */
void messages_text(struct messages *e, enum message_level level, enum message_class class,
    const char *code, struct position at, const char *en, const char *ja);

/* Says of the message that was added last which answer it is about, by its path (copied): of one
   that is missing, 'at' is what stands around it. */
void messages_about(struct messages *e, const char *path);

/* Moves all messages to the end of another list. */
void messages_take(struct messages *to, struct messages *from);

/* The exit code of the list: the highest class among its errors, ERR_NONE without any. */
enum message_class messages_worst(const struct messages *e);

/* Sorts by file (in order of first appearance), line, column; stable. A message that was added
   again with the same place, level, code and text goes. */
void messages_sort(struct messages *e);

struct position position_none(void);
struct position position_file(const char *file);

/* Writes the name of a workbook's cell, "C12"; of its row where column is 0: "12". */
enum { POSITION_CELL_ROOM = 24 };
const char *position_cell(struct position at, char out[POSITION_CELL_ROOM]);

#endif
