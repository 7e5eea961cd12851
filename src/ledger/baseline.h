/* The file of a baseline. */
#ifndef ACCORD_LEDGER_BASELINE_H
#define ACCORD_LEDGER_BASELINE_H

#include "ledger/ledger.h"

/* Reads the file that the options name into the ledger. What is wrong is added to `problems`: ACCORD_BAD_DATA. */
enum accord_status accord_baseline_read(struct accord_ledger *ledger, struct accord_problems *problems,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

#endif
