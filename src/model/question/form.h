/* form: what is asked, as the files below forms/ say it (forms/README.md is the reference).
   Prefixes: field_ one thing asked, option_ one of a choice, form_ the whole. */
#ifndef MODEL_QUESTION_FORM_H
#define MODEL_QUESTION_FORM_H

#include "base/file_stamp.h"
#include "base/messages.h"
#include "seam/yaml/known_keys.h"
#include "seam/yaml/yaml.h"

#include <stdbool.h>

struct arena;
struct condition;

enum field_type {
    FIELD_TEXT,
    FIELD_LINES,
    FIELD_DATE,
    FIELD_YES_NO,
    FIELD_CHOICE,
    FIELD_LIST,
    FIELD_GROUP,
    FIELD_SECTION
};

struct option {
    const char *key;
    const char *label;
    const struct node *node; /* the option's own properties */
};

struct field {
    const char *key;   /* NULL for the entries of a list */
    const char *label; /* as printed; the key where the form has none */
    const char **also; /* further accepted spellings, ended by NULL; may be NULL */
    enum field_type type;
    bool is_file;  /* the entries of a list of attachments */
    bool gathered; /* nobody answers it: a list of every document that the attachments name, or a
                      group with the tally of the items around it */
    const struct field *parent;
    const struct node *node; /* for properties and the place in the form */

    const char *decides; /* says which form is printed: the value of blank forms, or NULL */
    bool governs;        /* 'required' was said, so an absent group asks for nothing more */
    bool always;         /* required: yes */
    const struct condition *required; /* or a condition; NULL: no */
    const struct condition *when;     /* asked for only then; NULL: always */
    const struct node *unasked; /* what is said of a value that stands there otherwise; NULL: the
                                   condition itself */
    const struct node *rules;   /* see rule.h; or NULL */
    const struct node *renew;   /* 'yes', or the fields of a group: not carried over to the next
                                   application; or NULL */

    const char *fallback; /* value where the answer file has none, or NULL */
    const char *same_as;  /* path of what counts where the answer file has nothing, or NULL */
    const struct condition *same_if; /* only then; NULL: always */
    const char *blank;               /* printed where there is no value; "" */
    bool era;                        /* dates print in the era calendar */
    bool half; /* full-width ASCII is printed half-width: numbers of telephones */

    struct option *options;
    size_t option_count;

    const struct field *of; /* entries of a list */
    int min, max;           /* of a list; max 0: no limit */

    const char *short_key;   /* of a group, or NULL */
    struct field **children; /* of groups and sections, sections themselves included */
    size_t child_count;
};

/* A file of a form that is given in memory; it takes the place of the one of that name. */
struct form_file {
    const char *path; /* as the form's folder and its files name it: "forms/ID/form.yaml" */
    const char *text;
    size_t size;
};

/* The files that a form is loaded from: some are given, the others are read. */
struct form_files {
    const struct form_file *given; /* NULL: none */
    size_t given_count;
    const char *const *roots; /* folders of forms: a file that is not where it is named below one
                                 of them is looked for at the same place below the others */
    size_t root_count;
    struct file_stamp *read; /* filled by form_load_from: those on disk that were looked for */
    size_t read_count;
};

struct form {
    struct arena *arena; /* not owned */
    const char *folder;
    const char *id;
    const char *title;
    const char *edition;        /* or NULL */
    const char *language;       /* that its users speak, as "ja"; or NULL */
    const char *base;           /* id of the form that this one is an edition of, or NULL */
    bool incomplete;            /* not all of its wording is known: it is not printed */
    const struct node *changes; /* of an edition: properties by path; or NULL */
    struct field *root;         /* a group of everything that is asked */
    const struct node **layouts;
    size_t layout_count;
    struct names properties;  /* what fields may carry beside the reserved names */
    struct names remarks;     /* likewise, but for no layout: notes to readers and programs */
    const struct node *guide; /* properties that tell what an item asks, in order; or NULL */
    const struct node *score;
    const struct node *info; /* title, author: texts with {paths}; date: a path; or NULL */
    const struct node *deviations;
    const struct node *plan; /* a list of what is due when (forms/README.md), or NULL */
    const struct node *applicant_node;
    const char **applicant; /* paths of values that an applicant is known by, ended by NULL; or
                               NULL */
    const struct node *registration; /* how it is filled from a register (numbering.h), or NULL */
};

/* Loads forms/ID from its folder. All faults are reported at once (ERR_INPUT, each at
   file:line:column of the form's files); NULL on failure. Lives in the arena. */
struct form *form_load(struct arena *a, struct messages *e, const char *folder);
/* The same, with files from memory among those on disk; tells which of these were looked for, also
   where it fails. */
struct form *form_load_from(
    struct arena *a, struct messages *e, const char *folder, struct form_files *files);
/* Tells whether a file is given, or stands on disk. */
bool form_file_exists(const struct form_files *files, const char *path);
/* Finds where a file of a form is: at its path, or at the same place below another of the roots;
   the path itself where it is nowhere. In the arena, or 'path'. */
const char *form_file_find(struct arena *a, const struct form_files *files, const char *path);

/* Lists the items (groups with a worth) whose wording an incomplete edition does not have, as
   "1-1-3, 1-1-4", in the arena. */
const char *form_unknown(struct arena *a, const struct form *form);

/* Finds a property of a field ('label', 'statement', …) as its node; NULL where it has none. */
const struct node *field_property(const struct field *f, const char *name);
/* Finds the child with a key, through sections; NULL where there is none. */
const struct field *field_child(const struct field *f, const char *key);
/* Finds the field under a path from f on, as "answers.1-1-3.name"; f itself under ""; NULL where
   there is none. */
const struct field *field_at(const struct field *f, const char *path);
/* Finds the field that stands for a group (its 'short'); else the field itself. */
const struct field *field_single(const struct field *f);
/* Makes the path from the top level, as "answers.1-1-3.name", in the arena; entries of a list give
   no part. */
const char *field_path(struct arena *a, const struct field *f);
/* Gives what a field adds to such titles: its label; NULL of a group that only gathers sections
   ("answers"), which helps nobody there. */
const char *field_own_title(const struct field *f);
/* Makes the printed labels from the top level on, for messages: "1-1-3 氏名"; in the arena. */
const char *field_title(struct arena *a, const struct field *f);

/* Internal to the form's own files, from here on: what reading one form carries along. */
struct form_reader {
    struct arena *arena;
    struct messages *err;
    struct form *form;
    struct form_files *files;
    const struct node *parts; /* merged, see form_load */
    struct names names;       /* reserved names and the form's properties */
    int depth;
    size_t count; /* of fields read */
    bool stopped; /* parts that nest too deeply were blamed: nothing more is read */
};
/* Reads a file of the form, given or on disk; NULL with errors (form_file.c). */
struct node *form_read_file(struct form_reader *r, const char *path);
/* How a field has to do with attachments. */
enum form_attachments { FORM_OTHER, FORM_FILES, FORM_GATHERED, FORM_TALLY };
/* Gives what each entry of a list is (attachment_field.c): as its 'of' says; of 'files' an
   attachment, with the form's own fields and wording; NULL where there is none, or with errors. Of
   a tally: the group itself. */
const struct node *form_entry_of(
    struct form_reader *r, const struct node *n, enum form_attachments kind);
/* Finds a part's list of fields (part.c); NULL with an error. */
const struct node *form_part(struct form_reader *r, const struct node *name);
/* Reads a field and all below it (read_field.c); NULL with errors. keyless: the entry of a list. */
struct field *form_read_field(
    struct form_reader *r, const struct node *n, struct field *parent, bool keyless);
/* Reads the fields of a group, of its parts first; false with errors. */
bool form_read_children(struct form_reader *r, const struct node *n, struct field *f);
/* Merges an edition's form.yaml with that of its base (edition.c); top itself where it has none;
   NULL with an error. */
struct node *form_merge_base(struct form_reader *r, struct node *top);
/* Gives a field's node as the edition changes it; n itself where it does not. */
const struct node *form_changed(
    struct form_reader *r, const struct node *n, const struct field *parent);
/* Checks that every change of the edition meets a field. */
bool form_check_changes(struct form_reader *r);
/* Checks a field that was read, and all below it (check.c): names that could be confused
   within a group, conditions, keys that do not go with the field's type. */
bool form_check(struct form_reader *r, const struct field *f);

#endif
