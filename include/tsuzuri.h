/* tsuzuri: prints official forms from an answer file. The public API; the command line is one
   client of it.

   A catalogue holds forms, designs and fonts: each is loaded when it is first used, shared by all
   calls, and loaded anew when one of its files changes. A call does one thing at a time with it
   (build, check, ...) and has what came of it: messages, texts, pages. What a call gives lasts
   until its next function that returns a status, or until it is freed.

   Threads: a call is used by one thread at a time; any number of calls use one catalogue at once.
   No function prints, exits, or reads the clock, the locale or the environment. Strings are UTF-8.
   Memory that cannot be had ends the process. */
#ifndef TSUZURI_H
#define TSUZURI_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct tsuzuri_catalogue;
struct tsuzuri_call;

/* How a call ended; the numbers are the exit codes of the command. */
enum tsuzuri_status {
    TSUZURI_DONE = 0,
    TSUZURI_INCOMPLETE = 1,  /* the answers do not pass or are incomplete */
    TSUZURI_USAGE = 2,       /* options that do not go together */
    TSUZURI_BAD_INPUT = 3,   /* an input cannot be read or understood */
    TSUZURI_CANNOT_WRITE = 4 /* the output cannot be written */
};

enum tsuzuri_level { TSUZURI_NOTE, TSUZURI_WARNING, TSUZURI_ERROR };

/* One message. Strings belong to the call. */
struct tsuzuri_message {
    enum tsuzuri_level level;
    const char *code;  /* stable name for machines, as "unknown-key" */
    const char *file;  /* NULL: no place */
    int line;          /* from 1; 0: the file as a whole */
    int column;        /* from 1, in characters (code points) */
    const char *sheet; /* of a workbook: line and column are a row and a column of it; or NULL */
    const char *cell;  /* of a workbook: "C12"; or NULL */
    const char *en;    /* lower case, no full stop */
    const char *ja;
    const char *question; /* of a check or preview: path of the answer that it is about; or NULL */
    const char *source;   /* the line of the file, or NULL */
    int cells;            /* terminal cells before the column in source */
};

/* A file by its path, or bytes that take the place of one. */
struct tsuzuri_source {
    const char *name;  /* path; of bytes: what messages call them, and where the files that they
                          name are looked for. NULL: there is none */
    const char *bytes; /* NULL: the file is read */
    size_t size;
};

/* One run of tsuzuri-pdf or tsuzuri-look that has ended. Strings last for the call. */
struct tsuzuri_run {
    const char *program;    /* its name, "tsuzuri-pdf" */
    const char *verb;       /* what was asked, "inspect" */
    const char *document;   /* path of what was read; NULL: a packet of many */
    const char *end;        /* "exit", "signal", "time", "answer" (limits), "start" (it failed) */
    int code;               /* of an exit or a signal; errno where it did not start */
    long long milliseconds; /* from its start to its end */
};

/* Who is told of each run, when it has ended. */
struct tsuzuri_watch {
    void (*ended)(void *context, const struct tsuzuri_run *run); /* NULL: nobody */
    void *context;
    int errors; /* 1 more than the descriptor that the programs' standard error goes to; 0: none */
};

/* Where a catalogue's files are. */
struct tsuzuri_paths {
    const char *forms;      /* folder of the forms, one folder each */
    const char *const *own; /* folders of further forms, which come before those of 'forms'; parts
                               that they share with these are found there */
    size_t own_count;
    const char *fonts;  /* the fonts' manifest, fonts.yaml */
    const char *worker; /* the program tsuzuri-pdf, which reads PDFs; NULL: none is read */
    const char *looker; /* the program tsuzuri-look, which draws their corners */
    const struct tsuzuri_source *files; /* files of forms from memory ("my-form/form.yaml"), each
                                           instead of the one of that name below 'forms' */
    size_t file_count;
    struct tsuzuri_watch watch; /* {0}: the two programs' runs are not watched */
    /* Spells a field of the options that a sentence names ("allow_outside", "folder") as the
       client's users know it; what it returns lasts. NULL: sentences call fields by their names. */
    const char *(*spell)(const char *field);
};

/* Makes a catalogue; paths and files are copied, nothing is read yet. Never NULL. */
struct tsuzuri_catalogue *tsuzuri_catalogue_new(const struct tsuzuri_paths *paths);
/* Lets go of a catalogue; it lives until its last call is freed. NULL is allowed. */
void tsuzuri_catalogue_free(struct tsuzuri_catalogue *catalogue);

/* Begins a call over a catalogue. Never NULL. */
struct tsuzuri_call *tsuzuri_call_new(struct tsuzuri_catalogue *catalogue);
/* Frees a call and all that it gave. NULL is allowed. */
void tsuzuri_call_free(struct tsuzuri_call *call);

/* A top-level answer given beside the file ("application", "new"). */
struct tsuzuri_setting {
    const char *key;
    const char *value;
    const char *file; /* the file that it was read from; NULL: a person typed it */
    int line;         /* there, from 1 */
};

/* How the sheets of a packet are bound. Its lock keeps this, and corrections are bound alike. */
struct tsuzuri_binding {
    bool duplex;        /* for printing on both sides: each document begins on a front side */
    bool forms_only;    /* neither the cover nor what is attached */
    bool no_cover;      /* leave out the list of documents */
    bool fit_a4;        /* attached pages of other sizes are scaled onto A4 */
    bool allow_outside; /* attached files may lie outside of the answer file's folder */
};

struct tsuzuri_build {
    struct tsuzuri_source answers; /* the answer file; none only with form */
    const char *form;   /* id of a form to print without an answer file (blank), or NULL */
    const char *output; /* path of the PDF, or NULL to write none */
    const char *folder; /* or a folder, made where it is missing: one PDF a document, ID.pdf */
    bool svg;           /* of folder: pictures instead, one SVG a page, 01-ID.svg */
    const struct tsuzuri_setting *settings;
    size_t setting_count;
    const char *const *only; /* ids of documents: print these and no others */
    size_t only_count;
    const char *const *with; /* print these, too */
    size_t with_count;
    bool blank; /* print empty forms, for the hand: only answers that decide which form it is count
                 */
    bool draft; /* print although values are missing, with 下書き across each page */
    bool grid;  /* overlay a millimetre grid and the names of blocks and fields */
    struct tsuzuri_binding binding;
    bool linearize;        /* for reading over a network */
    bool want_explanation; /* keep which face set what, see tsuzuri_explanation */
    bool want_pdf;         /* keep the PDF's bytes, see tsuzuri_pdf; not with folder */
    bool want_trace;       /* keep the page list as text, see tsuzuri_trace */
    bool has_epoch;        /* the PDF's dates: seconds since 1970, else the answer file's date */
    long long epoch;
    struct tsuzuri_source against; /* former answers, to show what changed: with mark or red */
    bool mark;                     /* a rule in the margin beside changed values */
    bool red;                      /* the former and the new value side by side, in red */
    bool force;                    /* replace a packet that was issued, see tsuzuri_issue */
};

/* Prints the forms that an answer file answers, with the documents attached to them, into one PDF:
   a cover that lists all, the forms, the attachments in the order of the items, each with its
   label. Blank forms, drafts and chosen documents (only, forms_only) are printed without them.
   Beside it (packet.pdf, packet.lock) stands a lock that says what is printed on which sheet; a
   draft, an empty form and a grid have none. On any status but TSUZURI_DONE no file is touched. A
   packet whose lock was issued is not replaced (TSUZURI_CANNOT_WRITE). Values that the form
   requires and that are missing: TSUZURI_INCOMPLETE, all of them listed at once. A verdict that
   would fail is only a warning. */
enum tsuzuri_status tsuzuri_build(struct tsuzuri_call *call, const struct tsuzuri_build *options);

/* Marks a lock as the one whose packet was signed and sent: from then on build and reprint do not
   replace either. The packet beside it must be the one that it tells of. */
enum tsuzuri_status tsuzuri_issue(struct tsuzuri_call *call, const char *lock);

struct tsuzuri_diff {
    struct tsuzuri_source answers; /* the answer file */
    struct tsuzuri_source since;   /* the lock; none: the newest one that was issued, see below */
    const struct tsuzuri_setting *settings; /* over those that the lock remembers */
    size_t setting_count;
    struct tsuzuri_source against; /* the former answers; none: those of the lock, in its folder */
    bool allow_outside;            /* as of build: a lock cannot allow it */
    bool json; /* how the text is written, see tsuzuri_text; the keys: tsuzuri-diff(1) */
    bool japanese;
};

/* What changed since a packet was printed, as a text: what is to be done at the pile of paper, and
   why. The answers may be incomplete. Without a lock's path the newest one of the form that was
   issued is taken, from the answer file's folder, else from the current one (a note names it). A
   lock that issued corrections superseded, and a packet that is gone or is another one, are
   warnings. Never TSUZURI_INCOMPLETE; see tsuzuri_changed_sheets. */
enum tsuzuri_status tsuzuri_diff(struct tsuzuri_call *call, const struct tsuzuri_diff *options);
/* Of the last diff or reprint: how many sheets do not stay as they are. */
int tsuzuri_changed_sheets(const struct tsuzuri_call *call);

struct tsuzuri_reprint {
    struct tsuzuri_source answers;
    struct tsuzuri_source since; /* the lock of what was signed and sent; none: as of diff */
    const struct tsuzuri_setting *settings; /* as of diff */
    size_t setting_count;
    struct tsuzuri_source against; /* as of diff */
    bool allow_outside;
    const char *output; /* path of the corrections; their lock takes its name from it */
    const char *date;   /* of the correction, as dates are written */
    bool mark;          /* a rule in the margin beside changed values */
    bool red;           /* the former and the new value side by side, in red */
    bool json, japanese;
    bool force; /* replace corrections that were issued */
    bool has_epoch;
    long long epoch;
};

/* Prints a replacement slip, and exactly the sheets that change, with the date in their corner; the
   new lock tells of the packet as it is once they are put in, and of the lock that it supersedes.
   Text as of diff. Where nothing changes nothing is written (a note says so). A lock that issued
   corrections superseded is refused (TSUZURI_BAD_INPUT). */
enum tsuzuri_status tsuzuri_reprint(
    struct tsuzuri_call *call, const struct tsuzuri_reprint *options);

struct tsuzuri_check {
    struct tsuzuri_source answers; /* the answer file */
    const struct tsuzuri_setting *settings;
    size_t setting_count;
    bool attachments;   /* open the attached documents as well */
    bool allow_outside; /* they may lie outside of the answer file's folder */
};

/* Checks answers without printing: every fault at once; attached files must be there.
   TSUZURI_INCOMPLETE where a value is missing, a rule is broken or the verdict is a failure;
   TSUZURI_BAD_INPUT where something cannot be read or bound: the rest is checked all the same. */
enum tsuzuri_status tsuzuri_check(struct tsuzuri_call *call, const struct tsuzuri_check *c);

/* What is previewed: one page, or all of them. */
struct tsuzuri_preview {
    struct tsuzuri_source answers;
    const struct tsuzuri_setting *settings;
    size_t setting_count;
    bool allow_outside;
    const char *document; /* id of a page's document; NULL: all pages */
    const char *about;    /* of a page: as tsuzuri_page tells it, or NULL */
    int number;           /* of a page: within its document, from 1 */
};

/* Checks answers as tsuzuri_check does (messages, verdict, status), and lays out the pages that
   they would print as they are, complete or not: see tsuzuri_page. A page that is asked for alone
   is exactly as it stands among all; where there is none of that name, none is laid out. The cover
   and what is attached are left out, and so is the work on other pages, with their faults. */
enum tsuzuri_status tsuzuri_preview(struct tsuzuri_call *call, const struct tsuzuri_preview *p);

enum tsuzuri_judgement {
    TSUZURI_PASSES, /* the points that are certain reach the pass mark */
    TSUZURI_OPEN,   /* the reviewer's points decide */
    TSUZURI_FAILS
};

/* The verdict of the last check. Strings belong to the call. */
struct tsuzuri_verdict {
    const char *form; /* id */
    const char *form_title;
    const char *application;       /* which application it is ("renewal"); NULL: not said */
    const char *application_label; /* as printed ("更新") */
    enum tsuzuri_judgement outcome;
    const char *says_en, *says_ja; /* the form's own words for it, or NULL */
    bool unread;                   /* some answers could not be read: it is not final */
    int required, required_met;
    int points, certain, possible, pass;
    size_t lack_count;   /* what makes it fail */
    size_t gain_count;   /* points that are still to be had, the cheapest first */
    size_t gains_needed; /* so many of them reach the pass mark; 0: reached, or out of reach */
    size_t sheet_count;  /* sheets filled once for each of several (upstream providers) */
    size_t fatal_count;  /* items that fail the whole where the reviewer gives 0 points */
};

/* One item of a verdict. */
struct tsuzuri_item {
    const char *key;   /* "7-1-1" */
    const char *title; /* what it says, as printed */
    const char *sheet; /* which of several sheets it stands on, or NULL */
    const char *file;  /* where it is answered; NULL: nowhere */
    int line, column;
    bool open;             /* of lacks: not answered, rather than denied */
    bool fatal;            /* it fails the whole at 0 points */
    int certain, possible; /* of gains: points that would be added */
    bool choice;           /* of gains: by choosing another option */
    int required, met;     /* of sheets */
};

/* False where there was no check, or the form has no score. */
bool tsuzuri_verdict(const struct tsuzuri_call *call, struct tsuzuri_verdict *out);
bool tsuzuri_lack(const struct tsuzuri_call *call, size_t i, struct tsuzuri_item *out);
bool tsuzuri_gain(const struct tsuzuri_call *call, size_t i, struct tsuzuri_item *out);
bool tsuzuri_sheet(const struct tsuzuri_call *call, size_t i, struct tsuzuri_item *out);
bool tsuzuri_fatal(const struct tsuzuri_call *call, size_t i, struct tsuzuri_item *out);
/* What one item still lacks. Strings belong to the call. */
struct tsuzuri_gap {
    const char *section;             /* that it stands in, as printed */
    const char *key;                 /* "1-1-3", or of what is no item its path */
    const char *title;               /* as printed: "1-1-3", "申請者" */
    const char *lacks_en, *lacks_ja; /* what is to be written: "check, name"; "" the item itself */
    const char *file;                /* where it stands; NULL: nowhere yet */
    int line;
};

/* After a check: what is still to be written, an item at a time, in the form's order: the messages
   of code "missing", gathered. */
bool tsuzuri_gap(const struct tsuzuri_call *call, size_t i, struct tsuzuri_gap *out);

/* Messages and verdict of the last check as JSON; the keys are in tsuzuri-check(1). */
const char *tsuzuri_check_json(struct tsuzuri_call *call);

/* The text that the last of the following calls made; "" where it failed. */
const char *tsuzuri_text(const struct tsuzuri_call *call);

/* JSON Schema (draft 2020-12) of a form's answer files, for editors. */
enum tsuzuri_status tsuzuri_schema(struct tsuzuri_call *call, const char *form);

/* A form as data: its sections, what it asks in full wording, kinds, choices, conditions as data
   and in words, what is handed in under which label, repeated groups, defaults. The text is JSON on
   one line, for pages that ask its questions; the keys are in tsuzuri-form(5). */
enum tsuzuri_status tsuzuri_questions(struct tsuzuri_call *call, const char *form);

/* What an answer file says, answer by answer: as typed and as printed, whether it is asked for and
   required as things stand, how many entries its lists have. The text is JSON on one line, with the
   messages of reading; the keys are in tsuzuri-answers(5). TSUZURI_BAD_INPUT where some of it
   cannot be read: the text tells the rest. Passwords are not in it. */
enum tsuzuri_status tsuzuri_answers(
    struct tsuzuri_call *call, const struct tsuzuri_source *answers);

/* Which language the users of a form speak ("ja"), by its id or by an answer file or lock that
   names it; NULL where nothing says so. Tells no messages; lasts until the call's next function. */
const char *tsuzuri_language(struct tsuzuri_call *call, const char *name);

/* Which forms, editions and documents there are; what changed from edition a to b. */
enum tsuzuri_status tsuzuri_forms(struct tsuzuri_call *call, bool japanese);
enum tsuzuri_status tsuzuri_forms_diff(
    struct tsuzuri_call *call, const char *a, const char *b, bool japanese);

/* Every fault of forms at once, beyond what loading them refuses: what is never asked, chosen or
   printed, what nothing uses, what does not fit. places: folders of forms, or with forms somewhere
   below them, or ids of forms. The text is a line that counts. TSUZURI_BAD_INPUT where a form has
   an error; warnings are TSUZURI_DONE. */
enum tsuzuri_status tsuzuri_lint(
    struct tsuzuri_call *call, const char *const *places, size_t count, bool japanese);

/* The dates that follow from an answer file: fees, reviews, the earliest date of reports. */
enum tsuzuri_status tsuzuri_plan(
    struct tsuzuri_call *call, const struct tsuzuri_source *answers, bool japanese);

struct tsuzuri_starter {
    const char *form;
    struct tsuzuri_source from;             /* last year's answers to carry over; or none */
    const struct tsuzuri_setting *settings; /* answers to begin with: application=renewal */
    size_t setting_count;
    bool japanese; /* keys are the printed labels; of answers that are carried over they stay */
    const char *output; /* path of a new file, or NULL: the text only */
};

/* A commented answer file to be filled in, in the form's order, with each question in full. Answers
   that are carried over stay as they are written, comments and all: what must be made anew each
   time (the form says 'renew') is left empty, what this application does not ask goes, and both are
   told as notes. Where the form has several applications and none is said, a warning asks for it. A
   file that is there is never replaced (TSUZURI_CANNOT_WRITE). */
enum tsuzuri_status tsuzuri_starter(
    struct tsuzuri_call *call, const struct tsuzuri_starter *options);

/* --- the answer file, edited --- */

enum tsuzuri_change_kind {
    TSUZURI_SET,    /* an answer becomes another one; without a value as TSUZURI_REMOVE */
    TSUZURI_REMOVE, /* an answer or the entry of a list goes */
    TSUZURI_INSERT, /* an entry comes to stand in a list, in front of the one with its number */
    TSUZURI_MOVE    /* an entry of a list gets another number */
};

/* One change of an answer file. */
struct tsuzuri_change {
    enum tsuzuri_change_kind kind;
    const char *path;  /* as tsuzuri_frame's question: "answers.1-1-3.name", "upstream.2.5-1-1";
                          entries of lists count from 1, one behind the last is a new one */
    const char *value; /* of SET and INSERT: as a person types it, several lines with '\n'; of a
                          list or a group also "[a, b]", "{key: value}" (JSON is that, too). NULL:
                          nothing, or of INSERT an empty entry */
    size_t to;         /* of MOVE: the new number, from 1 */
};

struct tsuzuri_edit {
    struct tsuzuri_source answers;
    const struct tsuzuri_change *changes; /* done in turn */
    size_t change_count;
};

/* Changes an answer file's text: see tsuzuri_text for the new bytes; no file is touched. Comments,
   order, quotes, line ends and all that is not changed stay as they are, byte for byte; each change
   is read again and compared with what was meant. New keys go in the form's order, in the language
   of the file's own keys. A value that does not go with what is asked is written all the same.
   TSUZURI_BAD_INPUT, and no text, where the file is broken, the form asks for nothing at a path, a
   value holds control characters, or a place cannot be changed safely (it is repeated by an alias):
   the message has the place and the cure. */
enum tsuzuri_status tsuzuri_edit(struct tsuzuri_call *call, const struct tsuzuri_edit *edit);

/* Writes an empty register for a form to a new file: its columns in order, what each wants, an
   example that is not printed. A path that ends with .xlsx is a workbook, whose lists and days are
   checked as they are typed; .csv is CSV. */
enum tsuzuri_status tsuzuri_new_register(
    struct tsuzuri_call *call, const char *form, const char *output);

/* Certificates and other sheets for the records of a register (workbook, CSV or YAML). */
struct tsuzuri_certify {
    struct tsuzuri_source registry;
    const char *sheet;  /* of a workbook, by its name; NULL: the first that is shown */
    bool hidden_rows;   /* of a workbook: hidden and filtered rows are records, too */
    const char *form;   /* id of the form: "anshin-isp/certificate" */
    const char *output; /* one PDF of all records; or */
    const char *folder; /* a folder, made where it is missing: one PDF a record; or neither */
    const char *assign; /* path of a new register with the numbers that were missing, or NULL */
    const struct tsuzuri_setting *settings; /* for every record, before its own values */
    size_t setting_count;
    const char *const *only; /* numbers of the records to print: "第0202号", "202", "202-207" */
    size_t only_count;       /* 0: all */
    const char *const
        *where; /* what a record must hold, each: "二次審査=合", "発行日<=2026-07-31" */
    size_t where_count;
    const char *sort; /* fields to sort by, with commas; '-' before one: the last first; or NULL */
    const char *reissue;      /* number of the one record that is printed again, or NULL */
    const char *reissue_date; /* that it bears then */
    int start;                /* the first place of a sheet of labels that is free; 0: the first */
    int shard, shards;        /* print part 'shard' (from 1) of so many; 0, 0: all */
    int jobs;                 /* processes that print single files; 0: 1 */
    bool strict;              /* one bad record: nothing is printed */
    bool has_epoch;
    long long epoch;
    /* Called as records are printed; NULL: never. */
    void (*progress)(void *data, size_t done, size_t total);
    /* Called once before anything is printed: how many of the register's records are printed for;
       NULL: never. */
    void (*chosen)(void *data, size_t chosen, size_t total);
    void *progress_data; /* of both */
};

/* What was issued is kept in a control file beside the output ("NAME.issued.csv"), but for forms
   that list all records and for parts of a register: the next print tells what is new, whose name
   has changed, and which files are left that no record has any more.

   Checks every record, then prints those without a fault. Records with faults: TSUZURI_INCOMPLETE
   (the others are printed all the same, unless strict). A single file that is there and identical
   is left alone. Forks where jobs is more than 1; waits for its children. */
enum tsuzuri_status tsuzuri_certify(
    struct tsuzuri_call *call, const struct tsuzuri_certify *options);

enum tsuzuri_outcome {
    TSUZURI_PRINTED,
    TSUZURI_UNCHANGED, /* its file was there and identical */
    TSUZURI_FAULTY,
    TSUZURI_HELD,      /* without a fault, but nothing was printed */
    TSUZURI_INELIGIBLE /* the form is not printed for such a record: who did not pass */
};

/* After a certify: the records that were asked for, in the order in which they are printed. */
struct tsuzuri_record {
    const char *number; /* or NULL */
    int line;           /* in the register */
    enum tsuzuri_outcome outcome;
    const char *output; /* its file, or NULL */
    size_t message_count;
};
size_t tsuzuri_record_count(const struct tsuzuri_call *call);
bool tsuzuri_record(const struct tsuzuri_call *call, size_t i, struct tsuzuri_record *out);
bool tsuzuri_record_message(
    struct tsuzuri_call *call, size_t record, size_t i, struct tsuzuri_message *out);

/* The records of the last certify as JSON, an object a line; the keys are in tsuzuri-certify(1).
   japanese: the language of 'text'. */
const char *tsuzuri_certify_json(struct tsuzuri_call *call, bool japanese);

struct tsuzuri_stamp {
    const char *input;  /* a PDF, or a JPEG, PNG or TIFF image */
    const char *output; /* path of the PDF; another file */
    const char *label;
    bool every_page;           /* then with 2/12; else on the first page */
    const char *password_file; /* its first line opens the input; NULL: none */
    bool shrink;               /* labelled pages become slightly smaller, towards the lower left */
};

/* Puts a label on the right shoulder of a document, and changes nothing else. What is odd about
   the document becomes warnings. On any status but TSUZURI_DONE no file is touched;
   TSUZURI_BAD_INPUT: refused, by name and reason. The document is read by another process under
   limits of time and memory, and the copy is read again before it takes its place. */
enum tsuzuri_status tsuzuri_stamp(struct tsuzuri_call *call, const struct tsuzuri_stamp *s);

struct tsuzuri_preflight {
    const char *const *files;
    size_t file_count;
    const char *password_file; /* or NULL */
};

/* Says of each document whether it can be stamped and what is odd about it, all at once. */
enum tsuzuri_status tsuzuri_preflight(struct tsuzuri_call *call, const struct tsuzuri_preflight *p);

/* After a build or a stamp: pages printed; the page list as text (stable from build to build), or
 * NULL. */
int tsuzuri_page_count(const struct tsuzuri_call *call);
const char *tsuzuri_trace(const struct tsuzuri_call *call);

/* The PDF of a build that asked for it, and its size in bytes; NULL where there is none. Without an
   output it is also the only thing that is made: no file, and no lock. */
const char *tsuzuri_pdf(const struct tsuzuri_call *call, size_t *size);

/* A page. Lengths are in 1/1000 pt, from its upper left corner. */
struct tsuzuri_page {
    const char *document; /* id; NULL: none */
    const char *title;    /* of the document */
    const char *about;    /* path of what it is printed for, of one of several, or of the value that
                             a continuation sheet continues; or NULL */
    int number;           /* within its document, from 1; 0: an empty back */
    const char *label;    /* as a person calls it, or NULL */
    int width, height;
    size_t frame_count;
};

enum tsuzuri_frame_kind {
    TSUZURI_FRAME_ITEM,     /* all that answers something asked */
    TSUZURI_FRAME_VALUE,    /* a value is printed here */
    TSUZURI_FRAME_WAITS,    /* waits for a hand on paper */
    TSUZURI_FRAME_ATTACHED, /* asks for documents */
    TSUZURI_FRAME_LINK,     /* leads to another page */
    TSUZURI_FRAME_CHANGED   /* a value that is another one than before */
};

/* A place on a page. What does not go with its kind is NULL. */
struct tsuzuri_frame {
    enum tsuzuri_frame_kind kind;
    const char *question; /* path of what is answered here, as "answers.1-1-3.name" */
    const char *value;    /* as it is printed */
    const char *waits;    /* whose signature or seal */
    const char *link;     /* name of the destination */
    int x, y, width, height;
};

/* The pages that a preview or a build laid out, attached ones left out. False where there is no
   such page, or frame. */
bool tsuzuri_page(const struct tsuzuri_call *call, size_t i, struct tsuzuri_page *out);
bool tsuzuri_frame(
    const struct tsuzuri_call *call, size_t page, size_t i, struct tsuzuri_frame *out);
/* A page as text, as tsuzuri_trace has it; NULL where there is none. */
const char *tsuzuri_page_trace(struct tsuzuri_call *call, size_t i);

/* A page of a preview as an <svg> element, one unit 1/1000 pt. What is printed is drawn as uses of
   outlines, which it does not hold and names "gFACE-GLYPH" ("g0-1204"); frames are rectangles
   without ink, of class item, value, waits, attached or link, with what they are of in data-path.
   NULL where there is no such page; also, with messages, where it cannot be drawn. */
const char *tsuzuri_page_svg(struct tsuzuri_call *call, size_t i);
/* Outlines of glyphs, by the names that pages use, as <path> elements in the order of faces and
   glyphs: the same as long as the fonts are the same, whichever page they are on. TSUZURI_USAGE
   where a name is none. */
enum tsuzuri_status tsuzuri_outlines(
    struct tsuzuri_call *call, const char *const *names, size_t count);
/* The pages of a preview as JSON, each with a fingerprint of all that is printed on it; with
   'drawn' its SVG as well. The keys are in tsuzuri-serve(1). */
const char *tsuzuri_pages_json(struct tsuzuri_call *call, bool drawn);

/* After a build that asked for it: one line for every character that was set by a further face of
   its family, with the page and the place on it; or NULL. */
const char *tsuzuri_explanation(const struct tsuzuri_call *call, bool japanese);

/* Tells of the fonts in a report (see tsuzuri_report): each face's coverage, licence and right to
   be embedded, and the order in which each family asks them. With a text file (UTF-8; an answer
   file is one): instead, which face of each family sets each character that its first face lacks.
   TSUZURI_INCOMPLETE where a character is in no face. */
enum tsuzuri_status tsuzuri_fonts(struct tsuzuri_call *call, const char *text_file, bool japanese);
const char *tsuzuri_report(const struct tsuzuri_call *call);

/* The call's messages, sorted by place. */
size_t tsuzuri_message_count(const struct tsuzuri_call *call);
bool tsuzuri_message(struct tsuzuri_call *call, size_t i, struct tsuzuri_message *out);

/* Removes the temporary file of a write under way. Async-signal-safe. */
void tsuzuri_abandon(void);

/* "0.1.0", and the libraries' versions, one a line; the last one tells how the two helper programs
   are locked in on this kernel ("sandbox: Landlock 7, seccomp"). */
const char *tsuzuri_version(void);
const char *tsuzuri_library_versions(struct tsuzuri_call *call);

#ifdef __cplusplus
}
#endif

#endif
