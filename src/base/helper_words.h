/* helper_words: the words of tsuzuri-pdf's answers, one and its value a line. */
#ifndef BASE_HELPER_WORDS_H
#define BASE_HELPER_WORDS_H

#define HELPER_PAGES "pages"         /* a number */
#define HELPER_ENCRYPTED "encrypted" /* 1, as the next six; not said: no */
#define HELPER_SIGNED "signed"
#define HELPER_XFA "xfa"
#define HELPER_XFA_ONLY "xfa-only"
#define HELPER_REBUILT "rebuilt"
#define HELPER_PORTFOLIO "portfolio"
#define HELPER_IMAGE "image"           /* it was an image: its format */
#define HELPER_CUT "cut"               /* a number of pages onto which long images were cut */
#define HELPER_FAULTS "faults"         /* a number */
#define HELPER_FAULT "fault"           /* the first one, in English */
#define HELPER_UNEMBEDDED "unembedded" /* a number of fonts */
#define HELPER_FONT "font"             /* the first one */
#define HELPER_FIELDS "fields"         /* a number of fields without a look */
#define HELPER_COVERED "covered"       /* a number of pages with an annotation on the label */
#define HELPER_UNLOOKED "unlooked"     /* a number of labels whose places are not told */
#define HELPER_REFUSED "refused"       /* why, a word */
#define HELPER_DETAIL "detail"         /* more, in English */
#define HELPER_PRINT "print"           /* a page's fingerprint; a line for each */
#define HELPER_DONE "done"             /* nothing was refused */

#define HELPER_PLACE "place" /* of a label: see main.c; one a labelled page */
#define HELPER_AT "at" /* what follows is of a place that was asked for, from 0; -1: of none */
#define HELPER_KNOWN "known"     /* all but the fingerprints is told */
#define HELPER_PICTURE "picture" /* 1: an image was written as a PDF */

/* What is wanted of a visit, added up. */
#define HELPER_WANT_FACTS 1
#define HELPER_WANT_TEXTS 2  /* of fields without a look */
#define HELPER_WANT_PRINTS 4 /* fingerprints of the pages */

/* The words of tsuzuri-look */
#define LOOK_INKED "inked"     /* a page: something is printed where the label stands */
#define LOOK_HIDDEN "hidden"   /* a page: the label cannot be seen, or not whole */
#define LOOK_CHANGED "changed" /* a page of the copy has another size */
#define LOOK_UNDRAWN "undrawn" /* a page can be drawn neither in the copy nor in the original */
/* Of packets: what follows is said of a document, counted from 0. */
#define HELPER_DOCUMENT "document"
#define HELPER_WRITING "writing" /* all documents are taken */
#define HELPER_JAVASCRIPT "javascript"
#define HELPER_LAUNCH "launch"
#define HELPER_FILES "files"
#define HELPER_OPEN_ACTION "open-action"
#define HELPER_UNPRINTED "unprinted" /* a number of annotations that do not print */

/* Of form fields, see form_fields.h. */
#define HELPER_FIELD "field"
#define HELPER_NAME "name"
#define HELPER_TEXT "text"

/* Arguments */
#define HELPER_FIRST "first"
#define HELPER_EVERY "every"
#define HELPER_KEEP "keep"     /* pages stay as large as they are */
#define HELPER_SHRINK "shrink" /* labelled pages make room */

#endif
