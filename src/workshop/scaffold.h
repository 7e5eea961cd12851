/* Scaffolds: a rule with its test, or an instrument, that load and say by themselves what is to be written next. */
#ifndef ACCORD_WORKSHOP_SCAFFOLD_H
#define ACCORD_WORKSHOP_SCAFFOLD_H

#include "accord/date.h"
#include "accord/run.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_SCAFFOLD_FILES_MAX = 20, ACCORD_SCAFFOLD_PATH_MAX = 512 };

struct accord_scaffold_file {
    char path[ACCORD_SCAFFOLD_PATH_MAX]; /* below the folder of the rules */
    struct accord_text text;
    bool shared; /* one that is there already is left as it is */
};

struct accord_scaffold {
    struct accord_scaffold_file files[ACCORD_SCAFFOLD_FILES_MAX];
    size_t count;
};

/* What a new rule is about. The texts are borrowed. */
struct accord_scaffold_rule {
    const char *instrument;
    const char *under;     /* the treaty */
    const char *name;      /* what is wrong: "no-act-on-record" */
    const char *provision; /* with the instrument: "cms-11.10:25" */
    const char *summary;   /* of the provision */
    const char *subject;
    struct accord_date as_of; /* a day on which the provision has effect */
    struct accord_date today;
};

/* Why a name cannot be used, or NULL: of a rule a-z, 0-9 and '-', of an instrument '.' too, and no file that the loader
 * takes for something else. */
const char *accord_scaffold_refuse_rule(const char *name);
const char *accord_scaffold_refuse_instrument(const char *id);

/* Zeroed is empty. Files are added; `clear` releases them. */
void accord_scaffold_add_rule(struct accord_scaffold *scaffold, const struct accord_scaffold_rule *rule);
void accord_scaffold_add_register(struct accord_scaffold *scaffold, const char *id, const char *under,
                                  struct accord_date today);
void accord_scaffold_add_editor(struct accord_scaffold *scaffold); /* .luarc.json and the definitions */
void accord_scaffold_clear(struct accord_scaffold *scaffold);

/* Writes the files below the folder, which is made where it is not there. Where one of them stands already nothing is
 * written; a shared one is then left out. */
enum accord_status accord_scaffold_write(const struct accord_scaffold *scaffold, const char *folder,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

#endif
