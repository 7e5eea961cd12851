/* What the committee's document and the workbook say alike: scores, changes, names and places in words. */
#ifndef ACCORD_DOSSIER_WORDS_H
#define ACCORD_DOSSIER_WORDS_H

#include "dossier/dossier.h"

/* The verdicts as tables list them: what is counted in a score, from best to worst known, then the rest. */
extern const enum accord_verdict_kind accord_dossier_order[ACCORD_VERDICT_COUNT];
/* The first of them, which are counted. */
enum { ACCORD_DOSSIER_COUNTED = 6 };

/* An ISO date; false where it is none, or NULL. */
bool accord_dossier_day(const char *iso, struct accord_date *day);

/* The run that is told: the last of the history. */
size_t accord_dossier_told(const struct accord_dossier *dossier);
struct accord_tally accord_dossier_tally_instrument(const struct accord_dossier *dossier, size_t run,
                                                    size_t instrument);
struct accord_tally accord_dossier_tally_provision(const struct accord_dossier *dossier, size_t run, size_t provision);
struct accord_tally accord_dossier_tally_actor(const struct accord_dossier *dossier, size_t run, size_t actor);
/* Whether there are rules of the provision, none of which the run asked: it is not assessed, and yet no paragraph that
 * nothing covers. */
bool accord_dossier_is_left_out(const struct accord_dossier *dossier, size_t provision);
/* Warnings about the dataset, with those that were not kept. */
size_t accord_dossier_warnings_in_all(const struct accord_dossier *dossier);
/* Pairs of whatever verdict. */
size_t accord_dossier_pairs(const struct accord_tally *tally);

/* "76 % (26 to 93)"; "none" where there is nothing to score. Coverage is to stand beside it. */
void accord_dossier_add_score(struct accord_text *text, const struct accord_language *language,
                              const struct accord_tally *tally);
/* "met +3, gap -2": how the numbers of pairs differ, with a minus sign of its own; "none" where they do not. */
void accord_dossier_add_change(struct accord_text *text, const struct accord_language *language,
                               const struct accord_tally *now, const struct accord_tally *then);
/* "Parties, secretariats": whom it speaks to. */
void accord_dossier_add_addressees(struct accord_text *text, const struct accord_language *language,
                                   const struct accord_dossier_provision *provision);
/* "Kenya (KEN)"; the id alone where there is no name. */
void accord_dossier_add_actor(struct accord_text *text, const struct accord_dossier_actor *actor);
/* "3 of 31 December 2020 (COP14)": number, day, name and tags. */
void accord_dossier_add_run(struct accord_text *text, const struct accord_language *language,
                            const struct accord_dossier_run *run);
/* "shard 2/4", "12 of 231 actors": what part of the dataset the run is. Nothing of a whole run. */
void accord_dossier_add_part(struct accord_text *text, const struct accord_language *language,
                             const struct accord_dossier_facts *facts);
/* Appends a phrase whose argument {part} tells that. */
void accord_dossier_say_part(struct accord_text *text, const struct accord_language *language,
                             const struct accord_dossier_facts *facts, enum accord_phrase phrase);
/* The instrument's name in that language; its id where it has none. */
const char *accord_dossier_call_instrument(const struct accord_dossier *dossier, const struct accord_language *language,
                                           size_t instrument);
/* "reports.csv:12, reports.csv:13 and 3 more": the records that a finding rests on, each once as far as they follow one
 * another; at most `most` of them. Of one whose place is not known its table and key. Nothing where it rests on none.
 */
void accord_dossier_add_places(struct accord_text *text, const struct accord_language *language,
                               const struct accord_dossier_finding *finding, size_t most);
/* "plans, reports": tables that had no row for any question. */
void accord_dossier_add_absent(struct accord_text *text, const struct accord_dossier_finding *finding);
/* "Ministry of the Environment, 2 November 2020"; what of it is told. */
void accord_dossier_add_by(struct accord_text *text, const struct accord_language *language,
                           const struct accord_dossier_comment *comment);

#endif
