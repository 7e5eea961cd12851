/* OSCAL assessment results at work, for the files that share it: oscal.c, oscal_items.c. */
#ifndef ACCORD_REPORT_OSCAL_H
#define ACCORD_REPORT_OSCAL_H

#include "accord/ledger.h"
#include "base/sha256.h"
#include "base/uuid.h"
#include "report/emit.h"
#include "report/format.h"
#include "report/spool.h"

#include <stdbool.h>
#include <stddef.h>

/* Lists of a result, each put aside until the others are known. */
enum accord_oscal_list { ACCORD_OSCAL_OBSERVATIONS, ACCORD_OSCAL_FINDINGS, ACCORD_OSCAL_RISKS, ACCORD_OSCAL_LISTS };

struct accord_oscal {
    struct accord_writer *writer;
    struct accord_emit emit;    /* of the document */
    struct accord_text scratch; /* a string in the making */
    struct accord_text piece;   /* an item of a list in the making */
    struct accord_text comment; /* what an actor has to say, before it is part of a string */
    struct accord_spool spool;
    size_t *actors; /* that are the subject of something, each once: */
    size_t actor_count;
    size_t actor_room;
    size_t sorted;               /* the first of them ascend */
    struct accord_sha256 digest; /* of the ids of all observations, so that another content is another document */
    bool failed;                 /* a string had no room */
};

/* ---- strings (oscal.c): appended to the one in the making ---- */

/* Data as text of OSCAL's markup, which is Markdown on one line; and as a plain string. */
void accord_oscal_say(struct accord_oscal *oscal, const char *data);
void accord_oscal_show(struct accord_oscal *oscal, const char *data);
/* Writes the string made so far as a member, without blanks at its ends ("-" where nothing is left), and begins the
 * next. */
void accord_oscal_said(struct accord_oscal *oscal, struct accord_emit *emit, const char *name);

/* An object of props: a name of accord's own, with a plain string. */
void accord_oscal_prop(struct accord_oscal *oscal, struct accord_emit *emit, const char *name, const char *value);
void accord_oscal_count_prop(struct accord_oscal *oscal, struct accord_emit *emit, const char *name, size_t count);

/* Member `name`: midnight of the day, UTC. */
void accord_oscal_midnight(struct accord_oscal *oscal, struct accord_emit *emit, const char *name,
                           struct accord_date day);

/* Member `name`: the UUID of version 5 in accord's own space that these parts name. */
void accord_oscal_uuid(struct accord_emit *emit, const char *name, const char *const *parts, size_t count);

/* The actor is the subject of something: it is to be a party of the metadata. */
void accord_oscal_need_party(struct accord_oscal *oscal, size_t actor);

/* ---- items (oscal_items.c) ---- */

/* What a result gives: an observation; a finding where the record shows it done or not; a risk where it is waived.
 * Which of its verdict's results with this fingerprint it is says `ordinal`. */
enum accord_status accord_oscal_add_result(struct accord_oscal *oscal, const struct accord_result *result,
                                           size_t ordinal, struct accord_error *err) ACCORD_MUST_CHECK;
/* What was found before and is not any more: an observation that is history. */
enum accord_status accord_oscal_add_fixed(struct accord_oscal *oscal, const struct accord_fixed_finding *fixed,
                                          size_t ordinal, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
