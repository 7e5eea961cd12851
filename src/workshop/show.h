/* What a console shows: values, rows as a table as wide as the page, verdicts with their messages. */
#ifndef ACCORD_WORKSHOP_SHOW_H
#define ACCORD_WORKSHOP_SHOW_H

#include "accord/console.h"
#include "report/page.h"

void accord_show_value(struct accord_page *page, const struct accord_console_value *value);
void accord_show_verdict(struct accord_page *page, const struct accord_verdict *verdict);

/* A table of texts (NULL: blank), row by row under the names of its columns; columns without any text are left out, and
 * wide ones are cut to the page. */
struct accord_show_table {
    const char *const *columns;
    size_t column_count;
    const char *const *cells;
    size_t row_count;
};
void accord_show_table(struct accord_page *page, const struct accord_show_table *table);

#endif
