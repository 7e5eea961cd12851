/* Names to actors: codes and names of States and the European Union, of today and of the past. */
#ifndef ACCORD_IMPORT_NAMES_H
#define ACCORD_IMPORT_NAMES_H

#include "accord/problems.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* What an actor's name may be written as. A name is looked for in the forms that its column has: "NA" is Namibia in a
 * column of ISO 3166 codes, and may be no value in a column of names. */
enum accord_name_form {
    ACCORD_NAME_ISO2 = 1,
    ACCORD_NAME_ISO3 = 2,
    ACCORD_NAME_M49 = 4, /* with or without leading zeros */
    ACCORD_NAME_WORDS = 8,
    ACCORD_NAME_ANY = 15
};

enum accord_known_kind {
    ACCORD_KNOWN_STATE,
    ACCORD_KNOWN_REIO,
    ACCORD_KNOWN_FORMER, /* a State that has ended */
    ACCORD_KNOWN_AREA,   /* on the list of codes, and no actor */
    ACCORD_KNOWN_OTHER   /* of the dataset: a secretariat, a body, ... */
};

/* Borrowed from the names. NULL where there is none. */
struct accord_known_actor {
    const char *id; /* ISO 3166-1 alpha-3, a withdrawn one of a former State, "EU", or the dataset's own */
    const char *name;
    const char *iso2;
    const char *iso3;
    const char *m49;   /* three digits */
    const char *ended; /* of a former one: "on 1992-12-31" */
    const char *later; /* of a former one: ids of the actors on its territory since, parted by blanks */
    enum accord_known_kind kind;
};

enum accord_name_result {
    ACCORD_NAME_FOUND,     /* one actor, which may be of kind AREA */
    ACCORD_NAME_FORMER,    /* one actor, which has ended: never one of those that came after it */
    ACCORD_NAME_AMBIGUOUS, /* several, or one that it does not surely name */
    ACCORD_NAME_UNKNOWN
};

enum { ACCORD_NAME_CANDIDATES = 8 };

struct accord_name_answer {
    enum accord_name_result result;
    const struct accord_known_actor *actors[ACCORD_NAME_CANDIDATES]; /* by id; suggested ones the nearest first */
    size_t count; /* 1 when FOUND or FORMER; of an UNKNOWN one 0 until accord_names_suggest */
};

struct accord_names;

/* With the tables that the program brings along. */
enum accord_status accord_names_new(struct accord_names **names, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_names_free(struct accord_names *names);

/* An actor of the dataset, known by its id and its name (or NULL) from now on. One that is known already is left as it
 * is. */
enum accord_status accord_names_add_actor(struct accord_names *names, const char *id, const char *name,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* Another name for the actor with that id. It may say which of several a shared name means; ACCORD_BAD_DATA with
 * "found, expected" when no actor has the id, or the name is known for another one. */
enum accord_status accord_names_add_alias(struct accord_names *names, const char *name, size_t length, const char *id,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

/* Adds the aliases of a CSV file with the header `name,actor`. What is wrong with it is in `problems`, as `file` names
 * it, and the status is ACCORD_BAD_DATA. */
enum accord_status accord_names_read_aliases(struct accord_names *names, const char *path, const char *file,
                                             struct accord_problems *problems,
                                             struct accord_error *err) ACCORD_MUST_CHECK;

/* Whom the name names, in one of the forms. A label before a colon ("Party: Kenya") is left out; several words are
 * never a code ("S.A.", "4 0 4"). */
enum accord_status accord_names_find(struct accord_names *names, const char *name, size_t length, unsigned forms,
                                     struct accord_name_answer *answer, struct accord_error *err) ACCORD_MUST_CHECK;

/* Adds the nearest known actors to the answer for an unknown name: those whose names are few slips away, then those
 * with whose name it begins, or that begin with it; the same ones in every run. Looks at every name: for those that are
 * reported only. */
enum accord_status accord_names_suggest(struct accord_names *names, const char *name, size_t length, unsigned forms,
                                        struct accord_name_answer *answer, struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether the answer is one State or regional organization of today, or an actor of the dataset. If not,
 * accord_names_explain appends "what was found, expected what". */
bool accord_name_is_actor(const struct accord_name_answer *answer);
void accord_names_explain(const struct accord_name_answer *answer, const char *name, size_t length,
                          struct accord_text *why);

/* The actor with that id, or NULL. */
const struct accord_known_actor *accord_names_actor(const struct accord_names *names, const char *id);

/* All of them, in order of the tables, then as added. */
size_t accord_names_count(const struct accord_names *names);
const struct accord_known_actor *accord_names_at(const struct accord_names *names, size_t index);

#endif
