/* A small pack and a small dataset written by a test, run as the program would, and everything that came out as text.
 */
#ifndef ACCORD_TESTS_PROBE_H
#define ACCORD_TESTS_PROBE_H

#include "accord/observe.h"

#include <stdbool.h>

enum { PROBE_PATH_MAX = 512, PROBE_TABLES_MAX = 16 };

struct probe {
    char folder[PROBE_PATH_MAX];
    char rules[PROBE_PATH_MAX];
    char data[PROBE_PATH_MAX];
    struct accord_limits limits;
    const struct accord_params *params; /* of the runs */
    size_t params_count;
    bool ticked; /* with a timer that calls accord_run_tick every 2 ms */
    const struct accord_observer *observer; /* of the run, or NULL */
    struct {
        const char *name;
        const char *complete;
    } tables[PROBE_TABLES_MAX];
    size_t table_count;
};

/* A folder of its own under /tmp, with the default limits. */
void probe_open(struct probe *probe);
void probe_close(struct probe *probe);

/* Writes a file below the probe's folder ("rules/t/a.lua", "data/x.csv") with the folders that it needs. */
void probe_file(const struct probe *probe, const char *path, const char *text);
void probe_copy(const struct probe *probe, const char *path, const char *from);

/* The register "t" under cms with provisions p (urges) and q (urges, qualified), in effect since 2020-01-01. */
void probe_register(const struct probe *probe);
/* A rule "t/NAME" on t:p for parties, with the message "m" and the body of its check; `more` are further keys. */
void probe_rule(const struct probe *probe, const char *name, const char *body, const char *more);

/* A table as a JSON array, with its accord:complete (JSON) or NULL. Both texts are borrowed until the last run. */
void probe_table(struct probe *probe, const char *name, const char *rows, const char *complete);
/* Two Parties to CMS, KEN and TZA, and USA, which is none. */
void probe_actors(struct probe *probe);

/* Loads and runs; a text that the caller frees: one line a verdict,
 * "KEN t/a gap check: why", below it indented lines for cause, findings and evidence; or a line a problem. */
char *probe_run(struct probe *probe, const char *as_of);

/* The same with its status, for tests that let allocations fail: *text is NULL unless it is ACCORD_OK. */
enum accord_status probe_try(struct probe *probe, const char *as_of, char **text);

/* The lines of one actor and rule in the text of a run, in a static buffer; "" when there are none. */
const char *probe_verdict(const char *text, const char *actor, const char *rule);

#endif
