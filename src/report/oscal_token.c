/* Tokens of OSCAL. */
#include "report/oscal_token.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool goes_on(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '.';
}

void accord_oscal_token(struct accord_text *text, const char *id)
{
    if (id[0] == '\0') accord_text_add_char(text, '_');
    for (const char *at = id; *at; at++) {
        if (is_letter(*at) || (at > id && goes_on(*at)))
            accord_text_add_char(text, *at);
        else if (*at == ':')
            accord_text_add_str(text, "__");
        else
            accord_text_addf(text, "_%02x", (unsigned)(unsigned char)*at);
    }
}
