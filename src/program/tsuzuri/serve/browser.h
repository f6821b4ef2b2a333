/* browser: the browser of this computer, shown the start page.
   Prefixes: browser_.

   An address on a command line can be read by every user of the computer (ps). So the browser is
   given a file that only its owner can read, and which leads on to the address. */
#ifndef PROGRAM_TSUZURI_SERVE_BROWSER_H
#define PROGRAM_TSUZURI_SERVE_BROWSER_H

#include <stdbool.h>

struct browser {
    char folder[80]; /* of the file, 0700; "" where there is none */
    char file[100];
};

/* Writes the file and starts the browser (xdg-open; in WSL that of Windows), without waiting for
   it. False where there is none, or no display. */
bool browser_open(struct browser *b, const char *address);
/* Removes the file. */
void browser_forget(struct browser *b);

#endif
