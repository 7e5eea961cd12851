/* Mappings: how the rows of a CSV file, or the records of a JSON one, become rows of accord's tables. */
#ifndef ACCORD_IMPORT_MAPPING_H
#define ACCORD_IMPORT_MAPPING_H

#include "accord/problems.h"
#include "import/dates.h"
#include "import/names.h"
#include "ingest/csv.h"
#include "ingest/schema.h"

/* A mapping file is one JSON object:
 *
 *   {"accord:mapping": 1,
 *    "sources": [{"id": "cms-site", "title": "...", "licence": "...", "retrieved": "2014-05-01"}],
 *    "delimiter": ";",                   "," when left out; of CSV, which is UTF-8 and RFC 4180 otherwise
 *    "missing": ["9999-12-31"],          texts that are no value in any column; an empty cell never is one
 *    "unused": ["flag"],                 columns of the file that nothing is taken from; of JSON members, which
 *                                        import/map_csv.h says how to name
 *    "former": ["YUG"],                  actors that have ended and are wanted all the same
 *    "tables": [
 *      {"table": "memberships",
 *       "when": {"status": ["Party"]},   rows whose cells are among these; "unless": rows whose cells are not
 *       "columns": {
 *         "actor": {"from": "Country", "as": "actor"},
 *         "treaty": {"value": "cms"},
 *         "source": {"value": "cms-site"},
 *         "in_force": {"from": "EIF", "as": "date", "format": "DD/MM/YYYY"}}}]}
 *
 * A column of a table is taken
 *   "from"      a column of the file, or is a "value": a text in which {Name} stands for the cell of that column
 *               ("{{" and "}}" for braces);
 *   "as"        "text" (when left out), "actor" or "date";
 *   "values"    texts to texts, or to null for no value: closed, another text is refused;
 *   "missing"   more texts that are no value;
 *   "split"     what parts several values in one cell. In a list they are its items. Elsewhere the source row becomes
 *               as many rows: the first values of all such cells together, then the second; a single one stands in
 *               each, and other numbers are refused;
 *   "forms"     of an actor: some of "iso2", "iso3", "m49", "name"; all when left out;
 *   "fact"      of an actor: "id" (when left out), "name", "kind", "iso2", "iso3" or "m49", so that a table of actors
 *               can be made;
 *   "format"    of a date, as import/dates.h names it;
 *   "meetings"  of a date: "cms" lets "CoP14" be the days of the CMS's meeting of that name: of the dataset that is
 *               written to, of a data package or InforMEA's among the sources, or of rows further up.
 *
 * One source row may become rows of several tables, and of one table several times. */

enum {
    ACCORD_MAPPED_TABLES_MAX = 64,
    ACCORD_MAPPED_PIECES_MAX = 32,
    ACCORD_MAPPED_VALUES_MAX = 1000 /* of one column */
};

enum accord_mapped_as { ACCORD_MAPPED_TEXT, ACCORD_MAPPED_ACTOR, ACCORD_MAPPED_DATE };

enum accord_actor_fact {
    ACCORD_FACT_ID,
    ACCORD_FACT_NAME,
    ACCORD_FACT_KIND,
    ACCORD_FACT_ISO2,
    ACCORD_FACT_ISO3,
    ACCORD_FACT_M49
};

struct accord_mapped_piece {
    const char *text;
    bool column; /* the name of a column of the file, not a text */
};

struct accord_mapped_value {
    const char *found;
    const char *meant; /* NULL: no value */
};

struct accord_mapped_column {
    int column;                               /* of the table's schema */
    const struct accord_mapped_piece *pieces; /* one column: `from` */
    size_t piece_count;
    bool from; /* a cell of the file, and not a "value" */
    enum accord_mapped_as as;
    const struct accord_mapped_value *values;
    size_t value_count; /* 0: any */
    const char *const *missing;
    size_t missing_count;
    const char *split; /* NULL: one value a cell */
    unsigned forms;
    unsigned more_forms; /* of what is in none of those; 0: no more */
    enum accord_actor_fact fact;
    enum accord_date_format format;
    const char *meetings; /* NULL: none */
};

struct accord_mapped_test {
    const char *column; /* of the file */
    const char *const *texts;
    size_t text_count;
    bool unless;
};

struct accord_mapped_table {
    const struct accord_schema *schema;
    const struct accord_mapped_test *tests; /* all must hold */
    size_t test_count;
    const struct accord_mapped_column *columns;
    size_t column_count;
};

struct accord_mapped_source {
    const char *id;
    const char *title;
    const char *licence;   /* or NULL */
    const char *retrieved; /* or NULL; a date */
};

struct accord_mapping; /* owns what the functions below give */

/* Reads the file at `path`, which problems name as `file`: every unknown key with the nearest known one, every value
 * that is none, with pointer, line and column; then the status is ACCORD_BAD_DATA. */
enum accord_status accord_mapping_open(const char *path, const char *file, struct accord_problems *problems,
                                       struct accord_mapping **mapping, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_mapping_close(struct accord_mapping *mapping);

/* Gives the one source that the mapping lists another id (copied), in memberships too. ACCORD_BAD_USAGE where it lists
 * several, or takes the source of a membership from a column. */
enum accord_status accord_mapping_name_source(struct accord_mapping *mapping, const char *id,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

const struct accord_mapped_table *accord_mapping_tables(const struct accord_mapping *mapping, size_t *count);
const struct accord_mapped_source *accord_mapping_sources(const struct accord_mapping *mapping, size_t *count);
const char *const *accord_mapping_missing(const struct accord_mapping *mapping, size_t *count);
const char *const *accord_mapping_unused(const struct accord_mapping *mapping, size_t *count);
const char *const *accord_mapping_former(const struct accord_mapping *mapping, size_t *count);
bool accord_mapping_wants_former(const struct accord_mapping *mapping, const char *actor);
struct accord_csv_dialect accord_mapping_dialect(const struct accord_mapping *mapping);

#endif
