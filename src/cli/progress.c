/* The progress line. */
#include "cli/progress.h"

#include <stdio.h>
#include <time.h>

static const int64_t second = 1000 * 1000 * 1000;

static int64_t now(void)
{
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * second + time.tv_nsec;
}

void accord_progress_start(struct accord_progress *progress, bool wanted, size_t total, const char *unit)
{
    *progress = (struct accord_progress){.wanted = wanted && total > 0, .total = total, .unit = unit};
    if (progress->wanted) progress->next = now() + second;
}

void accord_progress_turn(struct accord_progress *progress, size_t total, const char *unit)
{
    accord_progress_clear(progress);
    progress->total = total;
    progress->unit = unit;
}

void accord_progress_say(struct accord_progress *progress, const char *words)
{
    bool shown = progress->shown;
    accord_progress_turn(progress, 0, NULL);
    if (!progress->wanted || (!shown && now() < progress->next)) return;
    (void)fputs(words, stderr);
    progress->shown = true;
}

void accord_progress_tell(struct accord_progress *progress, size_t done)
{
    if (!progress->wanted || progress->total == 0 || now() < progress->next) return;
    (void)fprintf(stderr, "\r%zu of %zu %s, %zu %%", done, progress->total, progress->unit,
                  done * 100 / progress->total);
    progress->shown = true;
    progress->next = now() + second / 10;
}

void accord_progress_clear(struct accord_progress *progress)
{
    if (progress->shown) (void)fputs("\r\x1b[K", stderr);
    progress->shown = false;
}
