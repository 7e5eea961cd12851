/* Rules that look at what paths leave out: which values are one, what lives on from row to row, what is only handed on.
 */
#ifndef ACCORD_TESTS_RULE_TRAPS_H
#define ACCORD_TESTS_RULE_TRAPS_H

struct rule_trap {
    const char *what;
    const char *body;   /* of check: `out` are findings, `rows` the actor's reports */
    const char *before; /* at the top of the file, or NULL */
    const char *more;   /* keys of the rule, or NULL */
};

/* Ends with what = NULL. */
extern const struct rule_trap rule_traps[];

#endif
