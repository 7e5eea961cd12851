/* The line of a rule that a message is about, for people to see. No Lua. */
#ifndef ACCORD_ENGINE_QUOTE_H
#define ACCORD_ENGINE_QUOTE_H

#include "engine/packs.h"

/* Of a failure of the rule: the text, without indentation and cut where it is long, of the line that "FILE:LINE:"
 * names: at the beginning of `why`, or else first in `trace` (may be NULL). A copy in the arena; NULL where neither
 * names a line of the packs, or memory is short: nothing but the quotation is lost. */
const char *accord_quote_line(const struct accord_packs *packs, size_t rule, const char *why, const char *trace,
                              struct accord_arena *arena);

#endif
