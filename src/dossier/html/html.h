/* What the views of the dashboard share. Private to src/dossier/html.
 *
 * The page is static: tables and lists that need no script. Classes of one letter are verdicts (accord_html_letter);
 * ids are "provision/ID", "party/ID", "rule/ID", a fingerprint, and the names of views. script.js adds to it. */
#ifndef ACCORD_DOSSIER_HTML_HTML_H
#define ACCORD_DOSSIER_HTML_HTML_H

#include "base/map.h"
#include "base/text.h"
#include "dossier/dossier.h"
#include "dossier/html/records.h"
#include "dossier/writer.h"
#include "report/sink.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    ACCORD_HTML_ACTORS_MAX = 1000, /* in one file; with more the report is a folder of pages */
    ACCORD_HTML_PAGE_ACTORS = 250, /* of such a page */
    ACCORD_HTML_GATHERED_MAX = 64 * 1024 * 1024
};

/* Questions to tables that no row answered, each kept once a file. */
struct accord_html_absences {
    struct accord_map numbers;
    struct accord_text items; /* of the list */
    struct accord_text key;   /* scratch */
};

/* One output in the making. */
struct accord_html {
    struct accord_dossier *dossier;
    const struct accord_dossier_output *output;
    const struct accord_language *language;
    const struct accord_dossier_facts *facts;
    size_t run;   /* of the history, that is told */
    size_t since; /* that changes are told against; SIZE_MAX: none */

    struct accord_sink sink;  /* of the file at hand */
    struct accord_text *text; /* what is written to: the sink's, or one of those that are gathered */
    struct accord_text scratch;
    bool paged;         /* into pages of actors, and an index */
    size_t page;        /* of actors, from 1; 0: the index, or the only file */
    size_t first_actor; /* of the file at hand */
    size_t actor_count;

    struct accord_text aggregates;   /* gathered while the accounts pass: sections, */
    struct accord_text designations; /* rows of the register, */
    struct accord_text errors;       /* of rule errors, */
    struct accord_text apart;        /* of comments on findings that stand no longer */
    struct accord_html_absences absences;
    struct accord_html_records records;
    struct accord_map fingerprints; /* that are ids in the file */
};

/* ---- markup.c: the only way from strings to markup ---- */

void accord_html_raw(struct accord_html *html, const char *markup); /* of this program's own */
/* Escaped, for elements and quoted attributes. NULL, which is what no store tells, is nothing. */
void accord_html_data(struct accord_html *html, const char *string);
/* As much of an id as is safe without quotes, in a URL too; two ids never become one. */
void accord_html_id(struct accord_html *html, const char *id);
void accord_html_digits(struct accord_html *html, size_t number); /* for attributes */
void accord_html_count(struct accord_html *html, size_t number);  /* for people */
void accord_html_percent(struct accord_html *html, unsigned percent);
void accord_html_phrase(struct accord_html *html, enum accord_phrase phrase);
/* Writes what was put together in the scratch text, which is empty then. */
void accord_html_scratch(struct accord_html *html);
void accord_html_phrase_with(struct accord_html *html, enum accord_phrase phrase,
                             const struct accord_argument *arguments, size_t count);
void accord_html_value(struct accord_html *html, const struct accord_value *value);
void accord_html_date(struct accord_html *html, const char *iso); /* in the language; as it is where it is no date */
/* <OPEN>the phrase */
void accord_html_element(struct accord_html *html, const char *open, enum accord_phrase phrase);
void accord_html_drain(struct accord_html *html);

/* ---- parts.c: small things that every view shows ---- */

/* "g": the class of a verdict. */
const char *accord_html_letter(enum accord_verdict_kind verdict);
/* "not_due" as it is called in addresses of filters is accord_verdict_meaning's name. */
void accord_html_verdict(struct accord_html *html, const char *element, enum accord_verdict_kind verdict);
/* A bar of what is asked for and due, by verdict, with its counts as a list. */
void accord_html_bar(struct accord_html *html, const struct accord_tally *tally);
void accord_html_counts(struct accord_html *html, const struct accord_tally *tally);
/* "69 % (40 % to 85 %)" and "34 of 52 assessable", or that there is nothing to score; never one without the other. */
void accord_html_score(struct accord_html *html, const struct accord_tally *tally);
/* A scale from 0 to 100 with the bounds and the score. */
void accord_html_bounds(struct accord_html *html, const struct accord_tally *tally);
/* Cells of a score, its bounds and its coverage, for rows of scores. */
void accord_html_score_cells(struct accord_html *html, const struct accord_tally *tally);
/* The numbers of a score for the script: "69,40,85,34,52"; nothing where there is nothing to score. */
void accord_html_score_numbers(struct accord_html *html, const struct accord_tally *tally);

/* Links. */
void accord_html_provision_link(struct accord_html *html, size_t provision, bool whole); /* label: the whole id */
void accord_html_provision_address(struct accord_html *html, size_t provision);
void accord_html_party_link(struct accord_html *html, size_t actor);

/* Opens a view: a section with a heading of level 2. Closed by "</section>". */
void accord_html_view(struct accord_html *html, const char *id, enum accord_phrase title, enum accord_phrase lead);

struct accord_tally accord_html_tally_of(const struct accord_html *html, struct accord_dossier_choice choice);

/* ---- the frame, and the views; one file each ---- */

void accord_html_begin(struct accord_html *html);
void accord_html_end(struct accord_html *html);

void accord_html_overview(struct accord_html *html);
void accord_html_changes(struct accord_html *html);
void accord_html_provisions(struct accord_html *html);
void accord_html_matrix(struct accord_html *html);
void accord_html_tiles(struct accord_html *html);
void accord_html_trend(struct accord_html *html);
void accord_html_history(struct accord_html *html, size_t actor);
/* A section of one actor or aggregate, with what it adds to the gathered texts. */
enum accord_status accord_html_account(struct accord_html *html, const struct accord_dossier_account *account,
                                       struct accord_error *err) ACCORD_MUST_CHECK;
void accord_html_register(struct accord_html *html);
void accord_html_register_rows(struct accord_html *html, const struct accord_dossier_account *account);
void accord_html_notes(struct accord_html *html);
void accord_html_pages(struct accord_html *html);
void accord_html_comments(struct accord_html *html, const struct accord_dossier_comment *comments, size_t count);

/* ---- absences.c ---- */

void accord_html_absences_init(struct accord_html_absences *absences);
void accord_html_absences_clear(struct accord_html_absences *absences);
/* The number in the list of the questions among these that have no rows; 0: there are none. */
size_t accord_html_absence(struct accord_html *html, const struct accord_dossier_evidence *evidence, size_t count);
void accord_html_absence_list(struct accord_html *html);

#endif
