/* The records that verdicts rest on: many are read for several actors, so that each stands once in a file, numbered,
 * and is referred to. Private to src/dossier/html. */
#ifndef ACCORD_DOSSIER_HTML_RECORDS_H
#define ACCORD_DOSSIER_HTML_RECORDS_H

#include "base/map.h"
#include "base/memory.h"
#include "dossier/dossier.h"

struct accord_html;
struct accord_html_record;

struct accord_html_records {
    struct accord_arena arena;
    struct accord_map numbers; /* by table, place and key */
    struct accord_html_record *items;
    size_t count;
    size_t room;
};

void accord_html_records_init(struct accord_html_records *records);
void accord_html_records_clear(struct accord_html_records *records);

/* "3, 7": the numbers of the records of that evidence, ascending; new ones are kept, with every cell that is read of
 * them. Whether there was one. */
bool accord_html_record_numbers(struct accord_html *html, const struct accord_dossier_evidence *evidence, size_t count);

/* A table for each file of each table, of all records so far, by number. */
void accord_html_record_list(struct accord_html *html);

#endif
