/* The sheets of the workbook. Private to it. */
#ifndef ACCORD_DOSSIER_XLSX_XLSX_H
#define ACCORD_DOSSIER_XLSX_XLSX_H

#include "dossier/dossier.h"
#include "dossier/xlsx/workbook.h"

enum { ACCORD_XLSX_STATES = ACCORD_DESIGNATION_UNREPORTED + 1 };

struct accord_xlsx {
    struct accord_dossier *dossier;
    const struct accord_language *language;
    struct accord_workbook *book;
    size_t told;  /* the run */
    size_t since; /* SIZE_MAX: none */
    struct accord_text text;
    struct accord_workbook_colour verdicts[ACCORD_VERDICT_COUNT];
    struct accord_workbook_colour states[ACCORD_XLSX_STATES]; /* of designations */
};

/* Cells that several sheets have. */
void accord_xlsx_head(struct accord_xlsx *xlsx, enum accord_phrase heading, unsigned width);
void accord_xlsx_colour_head(struct accord_xlsx *xlsx, enum accord_phrase heading, unsigned width);
void accord_xlsx_phrase(struct accord_xlsx *xlsx, enum accord_phrase phrase);
void accord_xlsx_yes_or_no(struct accord_xlsx *xlsx, bool yes);
void accord_xlsx_text(struct accord_xlsx *xlsx); /* what was appended to `text`, which is empty again */
void accord_xlsx_verdict(struct accord_xlsx *xlsx, enum accord_verdict_kind verdict, bool open);
void accord_xlsx_sheet(struct accord_xlsx *xlsx, enum accord_phrase name);

/* Id, name, whether it is a Party, and region; of an aggregate (SIZE_MAX) the id alone. */
void accord_xlsx_actor_heads(struct accord_xlsx *xlsx);
void accord_xlsx_actor(struct accord_xlsx *xlsx, size_t actor, const char *id);

/* The numbers of pairs by verdict; coverage, score and bounds, and those of the earlier run. */
void accord_xlsx_tally_heads(struct accord_xlsx *xlsx);
void accord_xlsx_tally(struct accord_xlsx *xlsx, const struct accord_tally *now, const struct accord_tally *then);

void accord_xlsx_summary(struct accord_xlsx *xlsx);
enum accord_status accord_xlsx_findings(struct accord_xlsx *xlsx, struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_xlsx_register(struct accord_xlsx *xlsx, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
