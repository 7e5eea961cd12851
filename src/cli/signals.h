/* Signals: temporary files go when the program is stopped, and the tick that watches a rule. */
#ifndef ACCORD_CLI_SIGNALS_H
#define ACCORD_CLI_SIGNALS_H

#include "accord/report.h"
#include "accord/run.h"
#include "accord/status.h"

/* SIGPIPE, and SIGXFSZ of a limit on the size of files, become failed writes. SIGINT, SIGTERM and SIGHUP (unless
 * ignored from outside) remove the temporary files of every dataset and of the report at hand, and folders that are not
 * finished, then do what they do by default. */
void accord_signals_install(void);

/* The report whose temporary files are to be removed; NULL: none. */
void accord_signals_watch_report(const struct accord_report *report);

/* Calls accord_run_tick every 2 ms until stopped. The run may be NULL, and another be ticked from then on. */
enum accord_status accord_tick_start(struct accord_run *run, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_tick_watch(struct accord_run *run);
void accord_tick_stop(void);

#endif
