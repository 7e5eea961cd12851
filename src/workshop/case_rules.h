/* The rules that tests are about: read first, then loaded without opening anything. */
#ifndef ACCORD_WORKSHOP_CASE_RULES_H
#define ACCORD_WORKSHOP_CASE_RULES_H

#include "accord/problems.h"
#include "accord/run.h"

#include <stdbool.h>
#include <stddef.h>

struct accord_case_rules;

/* Reads the rules of the folders; `rest`, or NULL, is a further folder, whose rules are loaded with them only where
 * they need some of it. What cannot be read is told when they are loaded. */
enum accord_status accord_case_rules_read(const char *const *folders, size_t count, const char *rest,
                                          struct accord_case_rules **rules, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_case_rules_free(struct accord_case_rules *rules);

/* Files, of both ways together: how much there may be to load. */
size_t accord_case_rules_files(const struct accord_case_rules *rules);

/* Notes which of their files lie in, or are, one of the paths; then which of those that were loaded do, by index. */
enum accord_status accord_case_rules_note_asked(struct accord_case_rules *rules, const char *const *paths, size_t count,
                                                struct accord_error *err) ACCORD_MUST_CHECK;
bool accord_case_rules_asked(const struct accord_case_rules *rules, size_t file);

/* Loads them, once. Where neither way loads, the problems are those of the one that came nearer. *packs live as long as
 * the rules. */
enum accord_status accord_case_rules_load(struct accord_case_rules *rules, const struct accord_limits *limits,
                                          struct accord_problems *problems, struct accord_packs **packs,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

#endif
