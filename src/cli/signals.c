/* Signal handlers. What they look at must be global: a handler is given nothing else. */
#include "cli/signals.h"

#include "accord/dataset.h"
#include "base/error.h"
#include "base/unfinished.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <time.h>

enum { TICK_NANOSECONDS = 2 * 1000 * 1000 };

static const struct accord_report *volatile watched_report;
static struct accord_run *volatile ticked_run;
static timer_t ticker;

static void stop(int number)
{
    const struct accord_report *report = watched_report;
    accord_dataset_remove_all();
    accord_unfinished_remove_all();
    if (report) accord_report_remove_temporary(report);
    (void)raise(number); /* SA_RESETHAND and SA_NODEFER: by default now, at once */
}

static void tick(int number)
{
    struct accord_run *run = ticked_run;
    int kept = errno;
    (void)number;
    if (run) accord_run_tick(run);
    errno = kept;
}

static void handle(int number, void (*handler)(int), unsigned flags)
{
    struct sigaction action = {.sa_handler = handler, .sa_flags = (int)flags};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(number, &action, NULL);
}

void accord_signals_install(void)
{
    static const int stopping[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    handle(SIGPIPE, SIG_IGN, 0);
    handle(SIGXFSZ, SIG_IGN, 0);
    for (size_t i = 0; i < sizeof stopping / sizeof stopping[0]; i++) {
        struct sigaction old;
        if (sigaction(stopping[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            handle(stopping[i], stop, SA_RESETHAND | SA_NODEFER);
    }
}

void accord_signals_watch_report(const struct accord_report *report)
{
    watched_report = report;
}

enum accord_status accord_tick_start(struct accord_run *run, struct accord_error *err)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    struct itimerspec every = {.it_interval = {.tv_nsec = TICK_NANOSECONDS}, .it_value = {.tv_nsec = TICK_NANOSECONDS}};
    handle(SIGALRM, tick, SA_RESTART);
    if (timer_create(CLOCK_MONOTONIC, &event, &ticker) != 0)
        return accord_error_set(err, ACCORD_NO_MEMORY, "the tick's timer: %s", strerror(errno));
    ticked_run = run;
    if (timer_settime(ticker, 0, &every, NULL) == 0) return ACCORD_OK;
    enum accord_status status = accord_error_set(err, ACCORD_NO_MEMORY, "the tick's timer: %s", strerror(errno));
    accord_tick_stop();
    return status;
}

void accord_tick_watch(struct accord_run *run)
{
    ticked_run = run;
}

void accord_tick_stop(void)
{
    (void)timer_delete(ticker);
    ticked_run = NULL;
}
