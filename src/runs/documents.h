/* What a stored run says of its rules and its dataset, as JSON documents (store/run_documents.h), so that a report can
 * be made where neither is at hand. The same run gives the same bytes. Members are null where nothing is said; dates
 * are ISO.
 *
 * "register": every instrument and rule that was loaded, whether or not it was asked.
 *   {"instruments": [{"id", "name", "under", "version", "title", "citation", "url", "effect", "until",
 *      "provisions": [{"id", "verb", "force", "summary", "context", "qualified", "addressees": [], "citation",
 * "effect", "until"}]}], "rules": [{"id", "title", "subject", "provision", "over", "requires", "comment", "messages":
 * [{"id", "text"}], "aliases": [], "tags": []}], "catalogues": {}} Instruments and rules by id, provisions in the order
 * of their register; "provision" and "requires" are ids. Catalogues are what accord_pack_catalogue_write writes.
 *
 * "dataset":
 *   {"name", "title", "illustrative", "data_until",
 *    "tables": [{"name", "columns": [{"name", "personal"}], "key": [names],
 *      "complete": [{"where": {column: [values]}, "since", "until"}],
 *      "rows_of_all": [{"key", "values": [one a column]}]}],
 *    "warnings": ["focal_points.csv:12:3: ..."], "more_warnings": count}
 *   Tables have the places by which evidence calls them; "rows_of_all", what everybody sees, those of the ordinals that
 *   are global. Values are texts as evidence shows them: of a personal column that something is on record.
 *   "data_until" is accord_dataset_last_day of the as-of date. "more_warnings" were counted and not kept. */
#ifndef ACCORD_RUNS_DOCUMENTS_H
#define ACCORD_RUNS_DOCUMENTS_H

#include "accord/problems.h"
#include "accord/run.h"
#include "language/pack_catalogue.h"
#include "runs/rows.h"
#include "store/run_file.h"

#define ACCORD_DOCUMENT_REGISTER "register"
#define ACCORD_DOCUMENT_DATASET "dataset"

/* What they are written of. */
struct accord_documents_subject {
    const struct accord_packs *packs;
    const struct accord_pack_catalogue *catalogue; /* NULL: none */
    struct accord_dataset *dataset;
    struct accord_date as_of;
    const struct accord_problems *warnings; /* of the dataset; NULL: none */
    struct accord_rows *rows;
};

/* Puts both with the run on its way in. */
enum accord_status accord_documents_stage(const struct accord_documents_subject *subject, struct accord_run_file *file,
                                          struct accord_error *err) ACCORD_MUST_CHECK;

#endif
