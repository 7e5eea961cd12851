/* The parts of the committee's document. Private to it. */
#ifndef ACCORD_DOSSIER_COMMITTEE_COMMITTEE_H
#define ACCORD_DOSSIER_COMMITTEE_COMMITTEE_H

#include "dossier/committee/paper.h"
#include "dossier/dossier.h"

/* Annexes, in their order; each is there even where it is empty, so that a number says the same in every document. */
enum accord_committee_annex {
    ACCORD_ANNEX_PARAGRAPHS = 1,
    ACCORD_ANNEX_GAPS,
    ACCORD_ANNEX_PARTIES,
    ACCORD_ANNEX_OTHERS,
    ACCORD_ANNEX_FOCAL_POINTS,
    ACCORD_ANNEX_SOURCES
};

struct accord_committee_role;

struct accord_committee {
    struct accord_dossier *dossier;
    const struct accord_language *language;
    struct accord_paper paper;
    size_t told;  /* the run */
    size_t since; /* SIZE_MAX: none */
    /* Gathered while the accounts pass: */
    struct accord_committee_role *roles; /* by name */
    size_t role_count;
    struct accord_committee_failure {
        size_t errors;
        char *why; /* of the first */
    } * failures;  /* one a rule */
    bool parties;  /* the pass at hand is about Parties, else about all others */
    size_t left_out;
};

/* The summary tables, and how findings stand. */
void accord_committee_summary(struct accord_committee *committee);
void accord_committee_by_paragraph(struct accord_committee *committee);
void accord_committee_findings(struct accord_committee *committee);

void accord_committee_annex_heading(struct accord_committee *committee, enum accord_committee_annex annex,
                                    enum accord_phrase title);
void accord_committee_paragraphs(struct accord_committee *committee);
void accord_committee_gaps(struct accord_committee *committee);
void accord_committee_sources(struct accord_committee *committee);

/* The annex of Parties, and that of all others; both together meet every account once. */
enum accord_status accord_committee_accounts(struct accord_committee *committee, bool parties,
                                             struct accord_error *err) ACCORD_MUST_CHECK;

/* Counts the designations of an account, and then tells of all. */
enum accord_status accord_committee_count_roles(struct accord_committee *committee,
                                                const struct accord_dossier_account *account,
                                                struct accord_error *err) ACCORD_MUST_CHECK;
void accord_committee_focal_points(struct accord_committee *committee);
void accord_committee_clear_roles(struct accord_committee *committee);

#endif
