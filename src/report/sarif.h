/* SARIF 2.1.0 at work, for the files that share it: sarif.c, sarif_tool.c, sarif_result.c, sarif_notice.c. */
#ifndef ACCORD_REPORT_SARIF_H
#define ACCORD_REPORT_SARIF_H

#include "base/uuid.h"
#include "report/anchor.h"
#include "report/emit.h"
#include "report/format.h"
#include "report/spool.h"

#include <stdbool.h>
#include <stddef.h>

/* Levels of results that are failures, the worst first. */
enum accord_sarif_level { ACCORD_SARIF_ERROR, ACCORD_SARIF_WARNING, ACCORD_SARIF_NOTE, ACCORD_SARIF_LEVELS };

struct accord_sarif {
    struct accord_writer *writer;
    struct accord_emit emit;    /* of the document */
    struct accord_text scratch; /* a string in the making */
    struct accord_text shown;   /* the same, on its way */
    struct accord_text piece;   /* what is put together before it goes anywhere: a result, a line of a comment */
    struct accord_text comment; /* what an actor has to say, before it is part of a string */
    bool failed;                /* a string had no room */
    struct accord_uuid run;     /* names the run: ids of results are made in its space */

    /* The profile for GitHub, which sorts what it keeps by level: */
    bool github;
    struct accord_spool spool;
    size_t written;      /* bytes of results, */
    size_t results;      /* and how many of them */
    size_t cut;          /* failures that had no room */
    size_t not_failures; /* results that fail the run by its own policy, and are none: unreported, review */
};

/* ---- strings (sarif.c) ---- */

/* Appends data to the string in the making as a message of SARIF shows it as it is: braces are doubled, brackets that
 * would make a link are escaped, and so is what a terminal or a reader's eye would obey. */
void accord_sarif_say(struct accord_sarif *sarif, const char *data);
/* The same for a message in Markdown, in which data is no markup. */
void accord_sarif_say_markdown(struct accord_sarif *sarif, const char *data);
/* Writes the string made so far as member `name`, and begins the next. */
void accord_sarif_said(struct accord_sarif *sarif, struct accord_emit *emit, const char *name);
/* {"text": ...} of the string made so far, as member `name`. */
void accord_sarif_said_message(struct accord_sarif *sarif, struct accord_emit *emit, const char *name);

/* ---- places (sarif_result.c) ---- */

/* {"uri", "uriBaseId"} of a file of the dataset, or of one under a folder of rules, as member artifactLocation. */
void accord_sarif_write_data_file(struct accord_sarif *sarif, struct accord_emit *emit, const char *file);
void accord_sarif_write_rule_file(struct accord_sarif *sarif, struct accord_emit *emit, const char *file);

/* Member physicalLocation of a waiver, whose file is below the working folder. */
void accord_sarif_write_waiver_place(struct accord_sarif *sarif, struct accord_emit *emit,
                                     const struct accord_waiver *waiver);

/* ---- parts of a run ---- */

/* The level of a failure on a provision of that force. */
enum accord_sarif_level accord_sarif_force_level(enum accord_force force);
const char *accord_sarif_level_name(enum accord_sarif_level level);

/* Members tool, and taxonomies. */
void accord_sarif_write_tool(struct accord_sarif *sarif);
void accord_sarif_write_taxonomies(struct accord_sarif *sarif);

/* One result as an object. `ordinal` tells it from others of its verdict that have the same fingerprint, from 1. */
enum accord_status accord_sarif_write_result(struct accord_sarif *sarif, struct accord_emit *emit,
                                             const struct accord_result *result, size_t ordinal,
                                             struct accord_error *err) ACCORD_MUST_CHECK;
/* What SARIF calls it. NULL: an error, which is no result. */
const char *accord_sarif_kind(const struct accord_result *result);
/* Of a result whose kind is "fail". */
enum accord_sarif_level accord_sarif_level_of(const struct accord_sarif *sarif, const struct accord_result *result);

/* What may be said of a run beside its results. */
#define ACCORD_SARIF_NOTICES(X)                                                                                        \
    X(RULE_ERROR, "rule-error", "error", "A rule failed or hit a limit for one actor: that verdict is an error.")      \
    X(DATA_WARNING, "data-warning", "warning", "Something in the dataset is odd, and no error.")                       \
    X(ILLUSTRATIVE, "illustrative-data", "note", "The dataset is made up: it is no record of anybody.")                \
    X(NOT_CONCLUDED, "not-concluded", "note", "An aggregate rule had not seen all actors, and was not concluded.")     \
    X(WAIVER, "waiver", "note", "A waiver that has lapsed, has not begun, covers nothing or lapses soon.")             \
    X(COMMENT, "comment", "note", "An actor's comment on what this run has no finding of.")                            \
    X(UNKNOWN_RULE, "unknown-rule", "warning", "The baseline has findings of a rule that is not among those loaded.")  \
    X(LEFT_OUT, "left-out", "warning", "Something that the run found is not among the results.")

enum accord_sarif_notice {
#define ACCORD_SARIF_NOTICE_ENUM(id, ...) ACCORD_SARIF_##id,
    ACCORD_SARIF_NOTICES(ACCORD_SARIF_NOTICE_ENUM)
#undef ACCORD_SARIF_NOTICE_ENUM
        ACCORD_SARIF_NOTICE_COUNT
};

/* Their descriptors, as member notifications. */
void accord_sarif_write_notices(struct accord_sarif *sarif);
/* Member invocations, with all that is to be said. */
void accord_sarif_write_invocation(struct accord_sarif *sarif, const struct accord_summary *summary);

#endif
