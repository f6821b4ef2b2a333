/* missing_file: what to say of a file that is not there. Internal to attachments. */
#ifndef MODEL_ATTACHMENT_MISSING_FILE_H
#define MODEL_ATTACHMENT_MISSING_FILE_H

#include "model/attachment/attachment.h"

/* An error at the file's name: with the file of the folder that may be meant, or that '/' stands
   between folders, or that several files are a list. */
void attachments_blame_missing(struct arena *a, struct messages *e, const struct attachment *t);

#endif
