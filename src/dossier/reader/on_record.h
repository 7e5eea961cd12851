/* What is on record of an actor of the run that is told: its rows, as they were stored. Private to its folder. */
#ifndef ACCORD_DOSSIER_READER_ON_RECORD_H
#define ACCORD_DOSSIER_READER_ON_RECORD_H

#include "dossier/reader/reader.h"

/* The rows of one table, in the order in which evidence counts them. */
struct accord_on_record_rows {
    struct accord_on_record_row *rows;
    size_t count;
};

/* Everything lives in the arena that it was loaded into. */
struct accord_on_record {
    const struct accord_dossier *dossier;
    struct accord_on_record_rows own[ACCORD_TABLES_MAX];
    struct accord_dossier_comment *comments; /* by fingerprint, then day */
    const char **commented;                  /* the fingerprints, one a comment */
    bool *given;                             /* whether a finding has it, one a comment */
    size_t comment_count;
};

/* Of an aggregate nothing is on record. */
enum accord_status accord_on_record_load(struct accord_dossier *dossier, const struct accord_pass_entry *entry,
                                         struct accord_arena *arena, struct accord_on_record *record,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* A row that evidence names; NULL: there is none. `global`: among those that every actor sees. */
const struct accord_on_record_row *accord_on_record_find(const struct accord_on_record *record, int table, bool global,
                                                         uint32_t ordinal);
/* The table's number; -1: the dataset has none of that name. */
int accord_dossier_table_number(const struct accord_dossier *dossier, const char *name);
/* A value by the name of its column; NULL: missing, or there is no such column. */
const char *accord_on_record_value(const struct accord_dossier *dossier, int table,
                                   const struct accord_on_record_row *row, const char *column);

/* The comments on a finding, which they are given to; and those that no finding has, once all were asked for. */
const struct accord_dossier_comment *accord_on_record_comments(struct accord_on_record *record, const char *fingerprint,
                                                               size_t *count);
const struct accord_dossier_comment *accord_on_record_comments_apart(struct accord_on_record *record,
                                                                     struct accord_arena *arena, size_t *count);

/* Who holds which office, by the rows and, for those that nobody holds, by the findings. NULL: memory was short. */
const struct accord_dossier_designation *accord_dossier_designations(const struct accord_dossier *dossier,
                                                                     const struct accord_dossier_account *account,
                                                                     const struct accord_on_record *record,
                                                                     struct accord_arena *arena, size_t *count);

#endif
