/* What reports of stored runs tell: one run in full, and the runs before it as numbers. All of it is read from the
 * store: neither the dataset nor the rules are at hand. */
#ifndef ACCORD_DOSSIER_DOSSIER_H
#define ACCORD_DOSSIER_DOSSIER_H

#include "accord/date.h"
#include "accord/report.h"
#include "accord/run.h"
#include "accord/verdict.h"
#include "language/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct accord_dossier;

/* Borrowed until accord_dossier_close. NULL stands for what is left out. */
struct accord_dossier_options {
    const char *name;    /* "runs.db": its newest run; "runs.db#12", "runs.db#COP14" */
    const char *since;   /* number, name or tag of the earlier run that changes are told against; NULL: the newest run
                            of an earlier day */
    const char *scheme;  /* of regions; NULL: that under which most Parties have one */
    const char *waivers; /* path of a waivers file; NULL: none */
    unsigned confirm_within; /* months after which a designation is overdue for confirmation; 0: 24 */
};

/* ---- the run, and those before it ---- */

/* Every text is borrowed from the dossier until it is closed; NULL where the store does not tell. */
struct accord_dossier_run {
    int64_t id;
    const char *as_of;
    struct accord_date day;
    const char *name;
    const char *tags; /* separated by blanks */
    const char *dataset_sha256;
    const char *rules_sha256;
};

struct accord_dossier_facts {
    const char *store;   /* path as given */
    const char *version; /* of accord, that made the run */
    const char *dataset;
    const char *dataset_title;
    bool illustrative;
    const char *data_until; /* the last day that anything in the dataset tells of, not after the as-of date; ISO */
    const char *profile;
    const char *profile_sha256;
    const char *part;     /* "shard 2/4", "12 of 231 actors"; NULL: the run is whole */
    size_t actors_of;     /* that the dataset has */
    const char *scheme;   /* of regions, chosen; NULL: there is none */
    size_t more_warnings; /* about the dataset, that were counted and not kept */
};

/* A warning about the dataset: "focal_points.csv:12: ...". */
size_t accord_dossier_warning_count(const struct accord_dossier *dossier);
const char *accord_dossier_warning(const struct accord_dossier *dossier, size_t index);

/* Reads everything but what is said of single actors. ACCORD_BAD_USAGE: no such run, or it is of another schema;
 * ACCORD_BAD_DATA: the store is damaged, or the waivers are wrong, which `problems` then tells. */
enum accord_status accord_dossier_open(const struct accord_dossier_options *options, struct accord_problems *problems,
                                       struct accord_dossier **dossier, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_dossier_close(struct accord_dossier *dossier); /* NULL is closed */

const struct accord_dossier_facts *accord_dossier_facts(const struct accord_dossier *dossier);

/* The history: whole runs of the same dataset and profile, without those that left out rules which the run that is told
 * asked of the same packs, but for one that was chosen to compare with; of these of each day the newest, the days
 * ascending. The last is the run that is told (whole or not). */
size_t accord_dossier_run_count(const struct accord_dossier *dossier);
const struct accord_dossier_run *accord_dossier_run(const struct accord_dossier *dossier, size_t run);
/* Of the history the run that changes are told against; SIZE_MAX: there is none. */
size_t accord_dossier_since(const struct accord_dossier *dossier);

/* ---- the registers, and the rules ---- */

struct accord_dossier_instrument {
    const char *id;
    const char *name; /* "CMS Resolution 11.10 (Rev.COP13)" */
    const char *under;
    const char *version;
    const char *title;
    const char *citation;
    const char *url;
    const char *effect; /* ISO */
    const char *until;
    size_t first_provision;
    size_t provision_count;
};

struct accord_dossier_provision {
    const char *id;    /* "cms-11.10:26.a" */
    const char *label; /* what follows the colon */
    size_t instrument;
    const char *verb;
    enum accord_force force;
    const char *summary;
    const char *context; /* why no program can assess it; NULL: it is no context */
    bool qualified;
    const char *const *addressees; /* subjects: "party" */
    size_t addressee_count;
    const char *citation;
    const char *effect;
    const char *until;
    size_t rule_count; /* that were asked; 0 and no context: it is not covered, or its rules were left out */
};

struct accord_dossier_rule {
    const char *id;
    const char *title;
    const char *subject;
    const char *comment;       /* what the rule's file says of it */
    const char *over;          /* of an aggregate rule "all" or "region:SCHEME"; else NULL */
    const char *requires;      /* the id of a rule, or NULL */
    const char *const *former; /* former ids */
    size_t former_count;
    size_t provision;
};

/* Instruments by id, provisions in the order of their registers, rules by id: of all that there were, asked or not. */
size_t accord_dossier_instrument_count(const struct accord_dossier *dossier);
const struct accord_dossier_instrument *accord_dossier_instrument(const struct accord_dossier *dossier, size_t index);
size_t accord_dossier_provision_count(const struct accord_dossier *dossier);
const struct accord_dossier_provision *accord_dossier_provision(const struct accord_dossier *dossier, size_t index);
size_t accord_dossier_rule_count(const struct accord_dossier *dossier);
const struct accord_dossier_rule *accord_dossier_rule(const struct accord_dossier *dossier, size_t index);

/* What the packs' catalogue has in that language; else the English text, which is counted as missing. */
const char *accord_dossier_summary(const struct accord_dossier *dossier, const struct accord_language *language,
                                   size_t provision);
const char *accord_dossier_context(const struct accord_dossier *dossier, const struct accord_language *language,
                                   size_t provision);
const char *accord_dossier_rule_title(const struct accord_dossier *dossier, const struct accord_language *language,
                                      size_t rule);
const char *accord_dossier_instrument_name(const struct accord_dossier *dossier, const struct accord_language *language,
                                           size_t instrument);
const char *accord_dossier_instrument_title(const struct accord_dossier *dossier,
                                            const struct accord_language *language, size_t instrument);
/* Texts that had no translation into that language since the dossier was opened, each counted once. */
size_t accord_dossier_untranslated(const struct accord_dossier *dossier, const struct accord_language *language);

/* ---- actors ---- */

struct accord_dossier_region {
    const char *id; /* "Africa" */
    size_t actors;  /* Parties and others that have it */
};
/* Of the chosen scheme, by id. */
size_t accord_dossier_region_count(const struct accord_dossier *dossier);
const struct accord_dossier_region *accord_dossier_region(const struct accord_dossier *dossier, size_t index);
/* Every scheme of the dataset, by name; NULL past the last. */
const char *accord_dossier_scheme(const struct accord_dossier *dossier, size_t index);

struct accord_dossier_actor {
    const char *id;   /* "KEN" */
    const char *name; /* the id where no name is on record */
    const char *kind; /* "state", "reio", "secretariat", ...; "" where it is not on record */
    bool is_party;    /* a State or a reio that is surely bound by the treaty of one of the instruments on that day */
    size_t region;    /* of the chosen scheme; SIZE_MAX: none on record */
};
/* Those that were evaluated, by id. */
size_t accord_dossier_actor_count(const struct accord_dossier *dossier);
const struct accord_dossier_actor *accord_dossier_actor(const struct accord_dossier *dossier, size_t index);

/* ---- verdicts as numbers ---- */

/* The verdict on a provision for an actor after roll-up of its rules. */
struct accord_dossier_pair {
    bool there; /* false: no rule for such an actor was asked in that run, or the actor was not in it */
    bool open;  /* carries a cause that settles nothing: counts 0..1 */
    enum accord_verdict_kind verdict;
};
struct accord_dossier_pair accord_dossier_pair(const struct accord_dossier *dossier, size_t run, size_t actor,
                                               size_t provision);

/* Whether both runs asked the same rules of the provision, of those that the run that is told asked. Where they did
 * not, what differs between them is no change of any actor. */
bool accord_dossier_is_comparable(const struct accord_dossier *dossier, size_t run, size_t other, size_t provision);
/* Of every provision that rules were asked of. */
bool accord_dossier_is_comparable_throughout(const struct accord_dossier *dossier, size_t run, size_t other);

/* SIZE_MAX in a member: all. */
struct accord_dossier_choice {
    size_t instrument;
    size_t provision;
    size_t region;
    size_t actor;
    bool parties; /* only actors that are Parties (in the run that is told) */
};
extern const struct accord_dossier_choice accord_dossier_all;
/* Adds up the pairs of a run. */
struct accord_tally accord_dossier_tally(const struct accord_dossier *dossier, size_t run,
                                         struct accord_dossier_choice choice);

/* ---- findings as numbers, of the run that is told ---- */

struct accord_dossier_counts {
    size_t findings[ACCORD_VERDICT_COUNT];
    size_t errors;         /* verdicts */
    size_t waived;         /* findings under a waiver in force */
    size_t lapsed;         /* findings whose waiver has lapsed */
    size_t comments;       /* that Parties made on findings that stand */
    size_t comments_apart; /* on findings that stand no longer */
    /* Of the rules and actors that both runs asked, so that nothing is counted that one of them never looked for: */
    size_t appeared; /* findings that the earlier run did not have */
    size_t gone;     /* findings that the earlier run had */
};
const struct accord_dossier_counts *accord_dossier_counts(const struct accord_dossier *dossier);

/* ---- what is said of one actor, of the run that is told ---- */

struct accord_dossier_cell {
    const char *column;
    const char *value; /* NULL: missing */
};

struct accord_dossier_row {
    const char *key;
    const char *file; /* NULL where the store does not tell */
    unsigned line;
    const struct accord_dossier_cell *cells; /* that were read */
    size_t cell_count;
};

struct accord_dossier_evidence {
    const char *table;
    const struct accord_argument *filter;
    size_t filter_count;
    const struct accord_dossier_row *rows; /* none: what was asked for is not there */
    size_t row_count;
};

/* A Party's word on a finding. */
struct accord_dossier_comment {
    const char *on; /* ISO date; NULL: not told */
    const char *text;
    const char *by; /* an institution; NULL: not told */
    const char *url;
    const char *language; /* of the text; NULL: not told */
};

struct accord_dossier_finding {
    enum accord_verdict_kind verdict;
    const char *message_id;
    const char *message; /* in English, as it was stored */
    const struct accord_argument *arguments;
    size_t argument_count;
    const char *fingerprint;
    const struct accord_dossier_evidence *evidence;
    size_t evidence_count;
    const char *since; /* ISO: every run from that day on has the finding with this verdict; NULL: not known */
    bool appeared; /* the run that changes are told against asked the rule of the actor and has it not; false without
                      such a run */
    const struct accord_waiver *waiver; /* in force; or NULL */
    const struct accord_waiver *lapsed; /* would cover it, had its time not run out; or NULL */
    const struct accord_dossier_comment *comments;
    size_t comment_count;
};

struct accord_dossier_verdict {
    size_t rule;
    enum accord_verdict_kind verdict;
    enum accord_gate gate;
    bool has_cause;
    size_t cause_rule; /* SIZE_MAX: it was not asked for itself */
    enum accord_verdict_kind cause;
    const char *why; /* in English */
    const char *trace;
    const char *source;
    const struct accord_dossier_finding *findings;
    size_t finding_count;
    const struct accord_dossier_evidence *evidence; /* what was asked and read besides */
    size_t evidence_count;
};

enum accord_dossier_designation_state {
    ACCORD_DESIGNATION_CURRENT,
    ACCORD_DESIGNATION_UNCERTAIN, /* its dates leave open whether it is in force */
    ACCORD_DESIGNATION_LAPSED,
    ACCORD_DESIGNATION_AHEAD,
    ACCORD_DESIGNATION_MISSING,   /* a rule asked for it, and nobody is on record; absence is a gap */
    ACCORD_DESIGNATION_UNREPORTED /* the same, where the record is not complete */
};

struct accord_dossier_designation {
    const char *role;
    const char *institution; /* never a person */
    const char *designated;
    const char *confirmed;
    const char *ended;
    enum accord_dossier_designation_state state;
    bool overdue; /* CURRENT: confirmed, or else designated, surely longer ago than allowed */
    const char *file;
    unsigned line;
    const char *fingerprint; /* MISSING, UNREPORTED: of the finding */
};

struct accord_dossier_account {
    const char *id;                                /* of an aggregate "all" or "region:cms/Africa" */
    size_t actor;                                  /* SIZE_MAX: an aggregate */
    const struct accord_dossier_verdict *verdicts; /* by rule */
    size_t verdict_count;
    const struct accord_dossier_designation *designations; /* by role, then day */
    size_t designation_count;
    const struct accord_dossier_comment *apart; /* on findings that stand no longer */
    size_t apart_count;
};

/* Calls with each actor in order, then with each aggregate by id; what is given is valid during the call. May be called
 * more than once. */
typedef enum accord_status (*accord_dossier_function)(void *host, const struct accord_dossier_account *account,
                                                      struct accord_error *err);
enum accord_status accord_dossier_each(struct accord_dossier *dossier, accord_dossier_function function, void *host,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* Appends the message of a finding, and why a verdict is what it is, in that language; in English where there is no
 * translation, which is counted. */
void accord_dossier_add_message(const struct accord_dossier *dossier, const struct accord_language *language,
                                size_t rule, const struct accord_dossier_finding *finding, struct accord_text *text);
void accord_dossier_add_why(const struct accord_dossier *dossier, const struct accord_language *language,
                            const struct accord_dossier_verdict *verdict, struct accord_text *text);

#endif
