/* Registers and rules as loaded: what the public header tells, and what evaluation needs. */
#ifndef ACCORD_ENGINE_PACKS_H
#define ACCORD_ENGINE_PACKS_H

#include "accord/run.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/sha256.h"
#include "base/text.h"
#include "engine/files.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct accord_engine;
struct accord_position;

enum {
    ACCORD_INSTRUMENTS_MAX = 64,
    ACCORD_PROVISIONS_MAX = 4096,
    ACCORD_RULES_MAX = 4096,
    ACCORD_MESSAGES_MAX = 64, /* of a rule */
    ACCORD_ALIASES_MAX = 16,
    ACCORD_TAGS_MAX = 16,
    ACCORD_PARAMS_MAX = 64,    /* of a rule */
    ACCORD_UPVALUES_MAX = 256, /* that a rule's functions reach, through libs too */
    ACCORD_KINDS_MAX = 8
};

/* Whom a rule speaks to: the kinds of actors that it is paired with, and what being bound must say. */
struct accord_subject {
    const char *name;
    const char *kinds[ACCORD_KINDS_MAX]; /* NULL-terminated */
    bool asks_bound;                     /* of States and reios: a treaty binds no other kind */
    bool bound;                          /* what the claims must say */
};

const struct accord_subject *accord_subject_find(const char *name);
const struct accord_subject *accord_subject_at(size_t index); /* NULL past the end */
bool accord_subject_has_kind(const struct accord_subject *subject, const char *kind, size_t length);
/* Whether an actor of this kind must be bound, or must not be, to be spoken to. */
bool accord_subject_asks_bound(const struct accord_subject *subject, const char *kind, size_t length);

struct accord_instrument {
    const char *id;
    const char *name;
    const char *under;
    const char *version;
    const char *title;
    const char *citation;
    const char *url;
    const char *path;    /* of its file, with the folder as given */
    const char *comment; /* at the top of the file, or NULL */
    struct accord_reading reading;
    int32_t effect; /* first day */
    int32_t until;  /* exclusive; INT32_MAX: none */
    size_t first_provision;
    size_t provision_count;
};

struct accord_provision {
    const char *id; /* with the instrument's */
    size_t instrument;
    const char *verb;
    enum accord_force force;
    const char *addressees[ACCORD_ADDRESSEES_MAX]; /* names of subjects */
    size_t addressee_count;
    const char *summary;
    const char *context;
    const char *citation;
    struct accord_reading reading;
    bool qualified;
    int32_t effect;
    int32_t until;
};

struct accord_rule {
    const char *id;
    const char *oldest_id; /* what fingerprints are made of */
    const char *file;      /* below its folder */
    const char *path;      /* with the folder as given */
    const char *title;
    const struct accord_subject *subject;
    size_t provision;
    const char *provision_id; /* as the rule cites it, until it is resolved */
    struct accord_message messages[ACCORD_MESSAGES_MAX];
    size_t message_count;
    const char *aliases[ACCORD_ALIASES_MAX];
    size_t alias_count;
    const char *tags[ACCORD_TAGS_MAX];
    size_t tag_count;
    const struct accord_param *defaults; /* params as texts */
    size_t default_count;
    const char *comment;   /* at the top of the file, or NULL */
    const char *requires;  /* a rule's id, or NULL */
    size_t requires_index; /* SIZE_MAX: none */
    struct accord_reading reading;
    const char *over;   /* of an aggregate rule: "all" or "region:SCHEME"; NULL: a verdict for each actor */
    const char *scheme; /* of a rule over regions, or NULL */
    /* references in the Lua registry; LUA_NOREF: none */
    int check; /* or, of an aggregate rule, the next two */
    int collect;
    int conclude;
    int applies;
    int params;
    int run_params; /* of the run at hand: its overrides on `params`, or the same */
    int provision_table;
    int upvalues; /* a list: function, index, value, function, index, value, ... */
    int upvalue_count;
    size_t limit_errors; /* in this run */
};

struct accord_packs {
    struct accord_position *position; /* that says which file is loaded; or NULL */
    struct accord_engine *engine; /* owned */
    struct accord_arena arena;
    struct accord_pack_files files; /* with their texts: libs are made when they are asked for */
    struct accord_instrument *instruments;
    size_t instrument_count;
    struct accord_provision *provisions;
    size_t provision_count;
    struct accord_rule *rules; /* sorted by id */
    size_t rule_count;
    size_t *order;      /* rules so that what is required comes first */
    const bool *needed; /* a rule: its file is to be run when they are loaded; NULL: all */
    char sha256[ACCORD_SHA256_HEX];
};

#endif
