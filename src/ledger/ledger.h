/* A ledger at work: what is held of baseline and waivers, and how a finding is told of. */
#ifndef ACCORD_LEDGER_LEDGER_H
#define ACCORD_LEDGER_LEDGER_H

#include "accord/ledger.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdint.h>

enum {
    ACCORD_KNOWN_MAX = 4 * 1024 * 1024, /* findings of a baseline */
    ACCORD_WAIVERS_MAX = 100000,
    ACCORD_LEDGER_NONE = -1
};

/* One rule for one actor that the baseline has findings of. */
struct accord_ledger_pair {
    size_t actor; /* index, once it was looked at */
    bool looked_at;
    bool decided; /* by the rule itself: what is not found is not there */
    bool open;    /* a finding that the baseline does not know settles nothing, and may stand for one that it knows */
    enum accord_verdict_kind now;
};

/* One finding as a baseline holds it. */
struct accord_known {
    const char *actor;
    const char *rule;       /* id of its day */
    const char *message_id; /* NULL: the verdict itself */
    const char *fingerprint;
    enum accord_verdict_kind verdict;
};

struct accord_known_entry {
    struct accord_known known;
    int64_t pair; /* ACCORD_LEDGER_NONE: of a rule that the packs have not */
    int64_t next; /* the next entry with this fingerprint, or ACCORD_LEDGER_NONE */
    bool found;   /* in this run: its fingerprint, whatever the verdict */
};

/* A rule that the packs have not. */
struct accord_unknown_rule {
    const char *id;
    size_t findings;
};

struct accord_waiver_entry {
    struct accord_waiver waiver;
    int64_t next;         /* the next waiver for this actor, or ACCORD_LEDGER_NONE */
    int64_t next_of_same; /* the next for the same rule, actor and fingerprint, or ACCORD_LEDGER_NONE */
    size_t findings;      /* that it covers, or would, in this run */
    bool open;            /* a pair that it could cover came to an error */
};

struct accord_ledger {
    struct accord_ledger_options options;
    struct accord_arena arena;       /* texts of entries, and of what was kept */
    struct accord_text name;         /* what is looked up */
    struct accord_map rules;         /* ids and aliases: index into the packs */
    struct accord_map fingerprints;  /* an entry: those with the same one follow it */
    struct accord_map pairs_by_name; /* rule index and actor: pair */
    struct accord_map waived_actors; /* a waiver for the actor: the others follow it */
    struct accord_map waived;        /* rule, actor and fingerprint: the same */
    struct accord_known_entry *known;
    size_t known_count;
    size_t known_room;
    struct accord_date known_as_of; /* of the baseline */
    struct accord_ledger_pair *pairs;
    size_t pair_count;
    size_t pair_room;
    struct accord_waiver_entry *waivers; /* in the order of the file */
    size_t waiver_count;
    size_t waiver_room;
    struct accord_known *kept; /* findings of this run, for a baseline */
    size_t kept_count;
    size_t kept_room;
    bool failed; /* memory was short during the run */
    struct accord_ledger_counts counts;
    bool ended;                              /* the run; what follows is known then */
    const struct accord_known_entry **fixed; /* in the order of a baseline */
    size_t fixed_count;
    size_t fixed_room;
    struct accord_unknown_rule *unknown;
    size_t unknown_count;
    struct accord_waiver_note *notes;
    size_t note_count;
};

/* ---- ledger.c: filling it. NULL-terminated texts are copied ---- */

/* An empty one; accord_ledger_open reads files into it. Without packs it answers accord_ledger_find_waiver alone. */
enum accord_status accord_ledger_new(const struct accord_ledger_options *options, struct accord_ledger **ledger,
                                     struct accord_error *err) ACCORD_MUST_CHECK;

/* *added is false where the baseline holds the same fingerprint with the same verdict already. */
enum accord_status accord_ledger_add_known(struct accord_ledger *ledger, const struct accord_known *known, bool *added,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* *same: another waiver for the same rule, actor and fingerprint whose time overlaps with this one's: this one was not
 * added. NULL: it was. */
enum accord_status accord_ledger_add_waiver(struct accord_ledger *ledger, const struct accord_waiver *waiver,
                                            const struct accord_waiver **same,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

/* The order of a baseline: actor, rule, message id, fingerprint, verdict, bytewise but for the last. */
int accord_known_compare(const struct accord_known *a, const struct accord_known *b);

/* A copy that lives as long as the ledger. False where memory is short. */
bool accord_known_copy(struct accord_ledger *ledger, const struct accord_known *known, struct accord_known *copy);

/* Makes room for one more of `count` items. False where memory is short. */
bool accord_ledger_grow(void **items, size_t count, size_t *room, size_t size);

/* Whether the baseline is of a later day than the run. */
bool accord_ledger_is_ahead(const struct accord_ledger *ledger);

/* NULL: the baseline has no finding of it. */
struct accord_ledger_pair *accord_ledger_pair_of(struct accord_ledger *ledger, size_t rule, const char *actor);

/* Whether the baseline knows the fingerprint; with the same verdict. */
void accord_ledger_knows(const struct accord_ledger *ledger, const struct accord_known *known, bool *any, bool *same);

/* The first waiver for the same rule, actor and fingerprint. */
bool accord_ledger_first_of_same(struct accord_ledger *ledger, const struct accord_waiver *waiver, int64_t *first);

/* Index of the rule that has, or had, this id. */
bool accord_ledger_find_rule(const struct accord_ledger *ledger, const char *id, size_t *rule);

/* ---- stand.c: a run, verdict by verdict ---- */

enum accord_waiver_phase { ACCORD_WAIVER_AHEAD, ACCORD_WAIVER_IN_FORCE, ACCORD_WAIVER_LAPSED };

/* The one function that decides whether a waiver is in force. `as_of` is a full date. */
enum accord_waiver_phase accord_waiver_phase_on(const struct accord_waiver *waiver, struct accord_date as_of);

/* What a waiver may cover. */
struct accord_waived {
    const char *actor;
    const char *rule;          /* its id */
    const char *const *former; /* and those that it had */
    size_t former_count;
    const char *fingerprint;
};
/* The best waiver of the ledger that is in force for it; else the best of those that have lapsed. NULL: there is none. */
void accord_ledger_find_waiver(struct accord_ledger *ledger, const struct accord_waived *waived,
                               const struct accord_waiver **in_force, const struct accord_waiver **lapsed);

/* Whether the waiver is about this rule, by any id that it has or had. */
bool accord_waiver_names_rule(const struct accord_waiver *waiver, const struct accord_rule_facts *rule);

/* Before the results of a verdict: the pair was evaluated. */
void accord_ledger_look(struct accord_ledger *ledger, const struct accord_verdict *verdict);

/* One result of it, by its fingerprint: fills in everything but `fails`. `message_id` NULL: the verdict itself. */
void accord_ledger_stand(struct accord_ledger *ledger, const struct accord_verdict *verdict,
                         enum accord_verdict_kind kind, const char *message_id, const char *fingerprint,
                         struct accord_standing *standing);

/* Whether what is known and accepted keeps a finding that stands so from failing a run. */
bool accord_ledger_excuses(const struct accord_standing *standing);

/* ---- ending.c ---- */

/* What became of a finding of the baseline. OPEN: not found, and not known to be fixed; UNASKED: nothing was found out
 * about its pair. */
enum accord_known_fate { ACCORD_KNOWN_FOUND, ACCORD_KNOWN_FIXED, ACCORD_KNOWN_OPEN, ACCORD_KNOWN_UNASKED };
enum accord_known_fate accord_known_fate_of(const struct accord_ledger *ledger, const struct accord_known_entry *entry);

/* After the last verdict: finds what is fixed, and what is to be said of waivers. Once. */
enum accord_status accord_ledger_end(struct accord_ledger *ledger, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
