/* What known names are kept in: private to the files that fill them, find in them and suggest from them. */
#ifndef ACCORD_IMPORT_NAMES_PARTS_H
#define ACCORD_IMPORT_NAMES_PARTS_H

#include "base/map.h"
#include "base/memory.h"
#include "import/fold.h"
#include "import/names.h"

#include <stdint.h>

enum { ACCORD_NO_CLAIM = -1 };

/* That a folded name names an actor. */
struct accord_name_claim {
    const struct accord_known_actor *actor;
    unsigned forms;
    bool unsure;  /* as often a mark for no value, where names are expected */
    bool alias;   /* the user's: goes before the tables' */
    int64_t next; /* of the same folded name, or ACCORD_NO_CLAIM */
};

struct accord_names {
    struct accord_arena arena;
    struct accord_known_actor **actors; /* in the arena */
    size_t actor_count;
    size_t actor_capacity;
    struct accord_map ids;    /* to indexes of actors */
    struct accord_map folded; /* words, bags and "#" with an M49 number, to the first claim */
    struct accord_name_claim *claims;
    size_t claim_count;
    size_t claim_capacity;
    struct accord_folded scratch;
};

/* A new actor of that id, all else empty; NULL when memory is short. The id must be new. */
struct accord_known_actor *accord_names_new_actor(struct accord_names *names, const char *id, size_t length);

/* Notes that the name names the claim's actor. Without a letter or digit, or too long: *taken is false. */
enum accord_status accord_names_claim(struct accord_names *names, const char *name, size_t length,
                                      struct accord_name_claim claim, bool *taken,
                                      struct accord_error *err) ACCORD_MUST_CHECK;

/* Fills the names from the tables that the program brings along. */
enum accord_status accord_names_load(struct accord_names *names, struct accord_error *err) ACCORD_MUST_CHECK;

/* Puts the name as it is looked up into names->scratch: without a label, or as an M49 number. False: no name. */
bool accord_names_fold(struct accord_names *names, const char *name, size_t length);

/* Adds the actor in its place by id, once. False when there is no room for another one. */
bool accord_answer_add(struct accord_name_answer *answer, const struct accord_known_actor *actor);

#endif
