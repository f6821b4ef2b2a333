/* rounds: answers that change are checked and one page is laid out, again and again in one
   catalogue; prints the time of a round and the memory after 100 and after all of them.
   usage: rounds [COUNT] */
#include "base/buf.h"
#include "tsuzuri.h"

#include <unistd.h>

#define ANSWERS "samples/renewal/answers.yaml"
#define SHEETS 18

static long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

/* Of the process, in KiB. */
static long resident(void)
{
    long all = 0, own = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &all, &own) != 2)
        abort();
    fclose(file);
    return own * (sysconf(_SC_PAGESIZE) / 1024);
}

static void read_answers(struct buf *out)
{
    char part[4096];
    FILE *file = fopen(ANSWERS, "rb");
    if (!file)
        abort();
    for (size_t n; (n = fread(part, 1, sizeof part, file));)
        buf_add(out, part, n);
    fclose(file);
}

static int compare(const void *a, const void *b)
{
    long long x = *(const long long *)a, y = *(const long long *)b;
    return (x > y) - (x < y);
}

/* The answers with another line each time, as at each key press. */
static long long play(struct tsuzuri_call *call, const struct buf *text, int round)
{
    struct buf answers = {0};
    buf_add(&answers, text->data, text->size);
    buf_addf(&answers, "remark-%d: x\n", round);
    const struct tsuzuri_preview p = {.answers = {ANSWERS, answers.data, answers.size},
        .document = "answer-sheet",
        .number = 1 + round % SHEETS};
    long long from = now();
    tsuzuri_preview(call, &p);
    long long took = now() - from;
    if (tsuzuri_page_count(call) != 1)
        abort();
    buf_release(&answers);
    return took;
}

int main(int argc, char **argv)
{
    const struct tsuzuri_paths paths = {.forms = "forms", .fonts = "fonts/fonts.yaml"};
    int count = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 10000;
    long long *times = calloc((size_t)count + 1, sizeof *times);
    struct tsuzuri_catalogue *catalogue = tsuzuri_catalogue_new(&paths);
    struct tsuzuri_call *call = tsuzuri_call_new(catalogue);
    struct buf text = {0};
    long after_100 = 0;
    read_answers(&text);
    for (int i = 0; times && i < count; i++) {
        times[i] = play(call, &text, i);
        if (i == 99)
            after_100 = resident();
    }
    long after = resident();
    double processor = (double)clock() / CLOCKS_PER_SEC * 1000 / count;
    qsort(times, (size_t)count, sizeof *times, compare);
    printf("rounds: %d, median %.2f ms, 95 %% within %.2f ms, processor %.2f ms each; memory %ld KiB "
           "after 100, %+ld KiB after all\n",
        count, (double)times[count / 2] / 1000, (double)times[count * 95 / 100] / 1000, processor,
        after_100,
        after - after_100);
    tsuzuri_call_free(call);
    tsuzuri_catalogue_free(catalogue);
    buf_release(&text);
    free(times);
    return after - after_100 > 1024;
}
