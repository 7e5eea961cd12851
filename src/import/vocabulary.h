/* Words of other systems for treaties and for the roles of focal points. */
#ifndef ACCORD_IMPORT_VOCABULARY_H
#define ACCORD_IMPORT_VOCABULARY_H

#include "import/payload.h"

/* Treaties as InforMEA's interface names them, to their ids here. */
extern const struct accord_payload_words accord_treaty_words;

/* Roles as the CBD's index codes them ("RM-FP") and as InforMEA calls them ("Resource Mobilization NFP"), to roles here
 * ("cbd-rmfp"). */
extern const struct accord_payload_words accord_role_codes;
extern const struct accord_payload_words accord_role_names;

/* What makes somebody a focal point of a treaty, whatever the treaty, to what stands behind the treaty's id: "nfp". */
extern const struct accord_payload_words accord_contact_types;

/* Kinds of instruments by which a treaty binds; NULL: bound, without a word for the instrument ("party"). */
extern const struct accord_payload_words accord_instrument_words;

/* The period that the title of a report names: "Sixth National Report" is nr6, "... to CoP14" of the CMS cms-cop14, and
 * "Annual report 2019" 2019, "2015-2016" both. False where it names none; it is put into `period` otherwise. */
bool accord_period_of_title(const char *treaty, const char *title, struct accord_text *period);

/* Which of the meetings of its kind ("cop") the title says that it is: "CMS COP14", "14th meeting of the Conference of
 * the Parties". False where it does not say it, or of another one: "Preparatory meeting for COP14". */
bool accord_number_of_meeting(const char *kind, const char *title, unsigned *number);

#endif
