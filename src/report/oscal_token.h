/* Ids of ours as tokens of OSCAL, which begin with a letter or "_" and hold letters, digits, ".", "-" and "_" only. */
#ifndef ACCORD_REPORT_OSCAL_TOKEN_H
#define ACCORD_REPORT_OSCAL_TOKEN_H

#include "base/text.h"

/* Appends the token. Letters of ASCII stay, and digits, "-" and "." but at the beginning. A colon is "__", every other
 * byte "_" and two lower-case hexadecimal digits ("_" itself "_5f"); an empty id is "_". No two ids have one token, for
 * each can be read back: "cms-11.10:25" is "cms-11.10__25". */
void accord_oscal_token(struct accord_text *text, const char *id);

#endif
