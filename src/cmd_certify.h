/* cmd_certify: what the files of the command share. */
#ifndef CMD_CERTIFY_H
#define CMD_CERTIFY_H

#include "command.h"

/* Count, rate and time left on one line of standard error; on a terminal only. */
struct meter {
    bool shown;
    bool japanese;
    long long began; /* milliseconds */
    long long last;
};

void meter_start(struct meter *m, bool japanese);
void meter_step(void *meter, size_t done, size_t total);
void meter_end(struct meter *m);

/* A JSON object a line for each record, on standard output. */
void print_records(struct tsuzuri *t, bool japanese);

#endif
