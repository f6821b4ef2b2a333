/* serve: the page on this computer: its server, and what a browser may ask it for.
   Prefixes: serve_. The API is told in tsuzuri-serve(1). */
#ifndef PROGRAM_TSUZURI_SERVE_SERVE_H
#define PROGRAM_TSUZURI_SERVE_SERVE_H

#include "tsuzuri.h"

/* What is served, and how it begins. */
struct serve_options {
    const struct tsuzuri_paths *paths;
    const char *place; /* a folder, or an answer file in one; NULL: the current folder */
    int port;          /* of 127.0.0.1; 0: any; another one where it is taken */
    bool quiet;        /* open no browser */
    bool japanese;     /* the language of what is printed */
};

#define SERVE_PORT 17320 /* asked for first, so that a bookmark goes on leading here */

/* Serves until it is ended (by the page, by a signal, or because no page is open any more); prints
   its address. Returns the exit code. */
int serve_run(const struct serve_options *options);

/* "libmicrohttpd 0.9.75" for --version. */
const char *serve_library_version(void);

#endif
