/* Text of a dataset inside a message: quoted, cut, control characters escaped. */
#ifndef ACCORD_INGEST_QUOTE_H
#define ACCORD_INGEST_QUOTE_H

#include "base/text.h"

enum { ACCORD_QUOTE_CHARACTERS = 60 };

/* Appends at most ACCORD_QUOTE_CHARACTERS characters in double quotes, with three dots behind them where there were
 * more. Bytes that are not UTF-8 end the quote. */
void accord_quote(struct accord_text *text, const char *bytes, size_t length);

/* Appends the texts quoted, joined by commas; past eight of them how many more there are. */
void accord_quote_list(struct accord_text *text, const char *const *texts, size_t count);

#endif
