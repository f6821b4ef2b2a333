/* helper_words: the words of tsuzuri-pdf's answers, one and its value a line. */
#ifndef BASE_HELPER_WORDS_H
#define BASE_HELPER_WORDS_H

#define WORKER_PAGES "pages"         /* a number */
#define WORKER_ENCRYPTED "encrypted" /* 1, as the next five; not said: no */
#define WORKER_SIGNED "signed"
#define WORKER_XFA "xfa"
#define WORKER_XFA_ONLY "xfa-only"
#define WORKER_REBUILT "rebuilt"
#define WORKER_IMAGE "image"           /* it was an image: its format */
#define WORKER_FAULTS "faults"         /* a number */
#define WORKER_FAULT "fault"           /* the first one, in English */
#define WORKER_UNEMBEDDED "unembedded" /* a number of fonts */
#define WORKER_FONT "font"             /* the first one */
#define WORKER_FIELDS "fields"         /* a number of fields without a look */
#define WORKER_COVERED "covered"       /* a number of pages with an annotation on the label */
#define WORKER_UNLOOKED "unlooked"     /* a number of labels whose places are not told */
#define WORKER_REFUSED "refused"       /* why, a word */
#define WORKER_DETAIL "detail"         /* more, in English */
#define WORKER_PRINT "print"           /* a page's fingerprint; a line for each */
#define WORKER_DONE "done"             /* nothing was refused */

#define WORKER_PLACE "place" /* of a label: see main.c; one a labelled page */

/* The words of tsuzuri-look */
#define LOOK_INKED "inked"     /* a page: something is printed where the label stands */
#define LOOK_HIDDEN "hidden"   /* a page: the label cannot be seen, or not whole */
#define LOOK_CHANGED "changed" /* a page of the copy has another size */
#define LOOK_UNDRAWN "undrawn" /* a page can be drawn neither in the copy nor in the original */
/* Of packets: what follows is said of a document, counted from 0. */
#define WORKER_DOCUMENT "document"
#define WORKER_WRITING "writing" /* all documents are taken */
#define WORKER_JAVASCRIPT "javascript"
#define WORKER_LAUNCH "launch"
#define WORKER_FILES "files"
#define WORKER_OPEN_ACTION "open-action"
#define WORKER_UNPRINTED "unprinted" /* a number of annotations that do not print */

/* Of form fields, see form_fields.h. */
#define WORKER_FIELD "field"
#define WORKER_NAME "name"
#define WORKER_TEXT "text"

/* Arguments */
#define WORKER_FIRST "first"
#define WORKER_EVERY "every"
#define WORKER_KEEP "keep"     /* pages stay as large as they are */
#define WORKER_SHRINK "shrink" /* labelled pages make room */

#endif
