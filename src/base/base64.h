/* Base64 (RFC 4648), with padding. */
#ifndef ACCORD_BASE_BASE64_H
#define ACCORD_BASE_BASE64_H

#include "base/text.h"

/* Appends the bytes as Base64. */
void accord_base64_add(struct accord_text *text, const unsigned char *bytes, size_t length);

#endif
