/* The records that an account rests on, each numbered once, for a table at its end. Private to src/dossier. */
#ifndef ACCORD_DOSSIER_HTML_RECORDS_H
#define ACCORD_DOSSIER_HTML_RECORDS_H

#include "dossier/html.h"

struct accord_html_record {
    const char *table;
    const struct accord_dossier_row *row;
    size_t order;  /* as found */
    size_t number; /* from 1; equal for what is the same record */
};

struct accord_html_records {
    struct accord_html_record *items; /* by table, file, line, key */
    size_t count;
};

/* False where memory is short. Valid while the account is. */
bool accord_html_records_init(struct accord_html_records *records, const struct accord_dossier_account *account);
void accord_html_records_clear(struct accord_html_records *records);

/* "3, 7": the numbers of the records of that evidence, ascending. Whether there was one. */
bool accord_html_record_numbers(struct accord_html *html, const struct accord_html_records *records,
                                const struct accord_dossier_evidence *evidence, size_t count);

/* A table for each file of each table. */
void accord_html_record_tables(struct accord_html *html, const struct accord_html_records *records);

#endif
