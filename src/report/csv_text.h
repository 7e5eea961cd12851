/* Text as a cell of CSV, for programs and for spreadsheets, which run what looks like a formula. */
#ifndef ACCORD_REPORT_CSV_TEXT_H
#define ACCORD_REPORT_CSV_TEXT_H

#include "base/text.h"

/* Quoted (RFC 4180), with controls and whatever changes the direction of text as \u001b and the like. Before one that
 * begins with = + - @, a tab or a carriage return stands an apostrophe, so that no spreadsheet evaluates it; blanks
 * before these count for nothing, since some drop them. NULL is "". */
void accord_csv_text(struct accord_text *text, const char *string);

#endif
