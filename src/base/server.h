/* server: a helper program that is started once and serves many requests, each in a forked child
   of its own under limits; a child that crashes, hangs or eats memory costs its request alone.

   Both ends of one socket. The client (server_) starts the program at its first request, with the
   socket as its standard input; each request carries its input, its answer's pipe and a socket of
   its own, over which the child's end is told, and whose shutting kills the child. So several
   threads may ask at once, and so may forked copies of the client. The program (server_run) ends
   when the last of its clients has gone, however that ended, and its children end with it.
   Prefixes: server_. */
#ifndef BASE_SERVER_H
#define BASE_SERVER_H

#include "base/process.h"

#include <sys/types.h>

struct server;

/* Makes a client of the program at a path (copied); nothing is started yet. Never NULL. */
struct server *server_new(const char *program);
/* Ends the program and waits for it; NULL: nothing. No request may be under way. */
void server_free(struct server *s);

/* Hands a request to the program, which is started where it does not run. input and answer: the
   child's ends, which stay the caller's. Returns the socket over which the child is told of and
   killed; -1 where the program cannot be had, or does not take it. One that has died is started
   anew, a few times. */
int server_ask(struct server *s, const struct process_task *t, int input, int answer);

/* The argument with which a program becomes a server. */
#define SERVER_OPTION "--serve"

/* Serves requests on standard input until there is no client any more; in the program. run: does
   what the arguments of a request say (argv[0] is the program) on standard input and output, in a
   child, and returns its exit code. Does not return. */
_Noreturn void server_run(int (*run)(int argc, char **argv));

#endif
