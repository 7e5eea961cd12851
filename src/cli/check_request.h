/* What `accord check` was asked. */
#ifndef ACCORD_CLI_CHECK_REQUEST_H
#define ACCORD_CLI_CHECK_REQUEST_H

#include "accord/report.h"
#include "cli/bounds.h"
#include "cli/command.h"
#include "cli/config.h"
#include "cli/output.h"

#include <stdbool.h>
#include <stddef.h>

/* An option that was given and is about one format only. */
struct accord_format_need {
    const char *option;
    const char *format;
};

enum { ACCORD_FORMAT_NEEDS_MAX = 8 }; /* one an option of check_output.c */

/* Of `accord waive`. */
enum { ACCORD_WAIVE_TARGETS = 2 };
struct accord_waive_request {
    const char *targets[ACCORD_WAIVE_TARGETS]; /* a fingerprint; or a rule and an actor */
    size_t target_count;
    const char *reason;
    const char *who;
    struct accord_date until;
    bool until_given;
};

struct accord_check_request {
    struct accord_bounds bounds; /* first: its options' host */
    struct accord_config config; /* where what it was asked came from */
    const char *dataset;         /* NULL: the working folder */
    struct accord_names rules_folders;
    struct accord_names actors;
    struct accord_names rules; /* globs */
    struct accord_names instruments;
    struct accord_names tags;
    struct accord_names regions;
    const char *changed_since; /* a commit; NULL: whatever changed */
    struct accord_report_output *outputs;
    size_t output_count;
    size_t output_capacity;
    struct accord_format_need needs[ACCORD_FORMAT_NEEDS_MAX];
    size_t need_count;
    bool split; /* reports whose path names {actor} are one for each actor */
    struct accord_date as_of;
    bool as_of_given;
    struct accord_report_options report;
    struct accord_fail_policy fail; /* as flags or defaults say */
    const char *profile;            /* a name or a path; NULL: none */
    bool print_config;
    bool verify; /* a packed dataset */
    enum accord_color color;
    bool quiet;
    unsigned jobs;
    const char *baseline; /* NULL: none */
    const char *waivers;  /* NULL: none */
    bool strict_waivers;
    struct accord_waive_request waive;
    const char *store; /* of runs; NULL: none */
    bool no_cache;     /* nothing is taken from it */
    size_t shard;      /* from 1, of so many; 1 of 1: no shard */
    size_t shards;
    struct accord_names merged; /* of `accord merge`: stores, each with #ID behind it where one run is meant */
};

extern const struct accord_option accord_check_options[];
extern const struct accord_option accord_merge_options[];
extern const struct accord_option accord_baseline_options[];
extern const struct accord_option accord_waive_options[];

struct accord_check_request accord_check_request_default(void);
void accord_check_request_clear(struct accord_check_request *request);

/* One more report. */
enum accord_status accord_check_add_output(struct accord_check_request *request,
                                           const struct accord_report_output *output,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* After all options: which reports are one for each actor. ACCORD_BAD_USAGE where an option is about a report that was
 * not asked for, or --summary leaves nothing of one. */
enum accord_status accord_check_settle_outputs(struct accord_check_request *request,
                                               struct accord_error *err) ACCORD_MUST_CHECK;

/* Takers of options: of reports (check_output.c), and of what fails a run (check_fail.c). */
enum accord_status accord_check_take_format(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_split_by(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_csv_bom(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_only(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_group_by(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_junit_flavor(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_tap_version(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_sarif_profile(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_fail_on(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_fail_force(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_min_coverage(void *host, const char *value, struct accord_error *err);

enum accord_status accord_check_take_baseline(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_waivers(void *host, const char *value, struct accord_error *err);
enum accord_status accord_check_take_strict_waivers(void *host, const char *value, struct accord_error *err);

/* The words of some of them. */
const char *accord_check_only_word(size_t index);
const char *accord_check_group_word(size_t index);
const char *accord_check_split_word(size_t index);
const char *accord_check_junit_word(size_t index);
const char *accord_check_tap_word(size_t index);
const char *accord_check_sarif_word(size_t index);
const char *accord_check_fail_word(size_t index); /* verdicts that may fail a run, and none of them */
/* The profiles that come with the rules; NULL past the last. Others stand beside rules of somebody's own. */
const char *accord_shipped_profile(size_t index);

/* The operands of check and merge. */
enum accord_status accord_check_take_dataset(void *host, const char *value, struct accord_error *err);
enum accord_status accord_merge_take_run(void *host, const char *value, struct accord_error *err);

#endif
