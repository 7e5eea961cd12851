/* File names as the paths of URIs (RFC 3986). */
#ifndef ACCORD_REPORT_URI_H
#define ACCORD_REPORT_URI_H

#include "base/text.h"

#include <stdbool.h>

/* Every byte but letters, digits, `-._~` and `/` as %XX. A colon too: what stands before it would be a scheme. */
void accord_uri_path(struct accord_text *text, const char *path);
/* The same, for one segment: `/` is a byte as others are. */
void accord_uri_segment(struct accord_text *text, const char *segment);

/* Whether a path stays below where it is read from: neither absolute, nor with a segment "..". */
bool accord_uri_is_below(const char *path);

#endif
