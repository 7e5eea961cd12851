/* Meetings by the names that dates give them: "CoP14" of the CMS, whatever id the meeting's row has. */
#ifndef ACCORD_IMPORT_MEETING_NAMES_H
#define ACCORD_IMPORT_MEETING_NAMES_H

#include "accord/status.h"
#include "base/cell.h"
#include "import/dates.h"

enum { ACCORD_MEETING_NAMES_MAX = 100 * 1000 };

struct accord_meeting_names;

enum accord_status accord_meeting_names_new(struct accord_meeting_names **names,
                                            struct accord_error *err) ACCORD_MUST_CHECK;
void accord_meeting_names_free(struct accord_meeting_names *names);

/* A row of the core table of meetings. It is known by its id, "cms-cop14" (with what ids of rival rows end in taken
 * off), and where its title counts it among the meetings of its kind ("CMS COP14", "Fourteenth meeting of the
 * Conference of the Parties") by its treaty, kind and number too. ACCORD_BAD_DATA past the maximum. */
enum accord_status accord_meeting_names_add(struct accord_meeting_names *names, const struct accord_cell *cells,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

/* The days from the first to the last of the treaty's meeting of that name. Rows that give it other days make it
 * ambiguous. */
enum accord_meeting_result accord_meeting_names_find(const struct accord_meeting_names *names, const char *treaty,
                                                     const struct accord_meeting_name *name, struct accord_date *days);

#endif
