/* The reconciliation of an import as text. */
#ifndef ACCORD_CLI_RECONCILIATION_H
#define ACCORD_CLI_RECONCILIATION_H

#include "import/reconcile.h"
#include "report/page.h"

/* Counts of rows, of tables, then what was refused, conflicts and warnings with their places, in the page's width. */
void accord_reconciliation_write_text(const struct accord_reconciliation *reconciliation, struct accord_page *page);

#endif
