/* E-mail addresses, URIs, UUIDs, M49 codes, fingerprints and codes of languages: the shape only, nothing is looked up.
 */
#include "ingest/formats.h"

#include <string.h>

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_hex(char byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
}

/* Labels of letters, digits and hyphens, at least two of them; letters beyond ASCII count as letters. */
static bool is_domain(const char *text, size_t length)
{
    size_t label = 0, labels = 1;
    for (size_t i = 0; i < length; i++) {
        bool dot = text[i] == '.';
        bool hyphen_at_end = text[i] == '-' && (label == 0 || i + 1 == length || text[i + 1] == '.');
        bool letter = is_letter(text[i]) || is_digit(text[i]) || text[i] == '-' || (unsigned char)text[i] >= 0x80;
        if ((dot && label == 0) || (!dot && !letter) || hyphen_at_end) return false;
        label = dot ? 0 : label + 1;
        labels += dot ? 1 : 0;
    }
    return label > 0 && labels > 1;
}

static bool is_email(const char *text, size_t length)
{
    const char *at = memchr(text, '@', length);
    if (at == NULL || at == text || at - text > 64) return false;
    size_t local = (size_t)(at - text);
    for (size_t i = 0; i < local; i++)
        if ((unsigned char)text[i] <= ' ' || memchr("()<>[]:;,\\\"\x7f", text[i], 12) != NULL) return false;
    if (text[0] == '.' || text[local - 1] == '.') return false;
    return is_domain(at + 1, length - local - 1);
}

/* scheme ":" and at least one character that RFC 3986 allows, percent signs only in escapes. */
static bool is_uri(const char *text, size_t length)
{
    const char *colon = memchr(text, ':', length);
    if (colon == NULL || !is_letter(text[0])) return false;
    size_t scheme = (size_t)(colon - text);
    for (size_t i = 0; i < scheme; i++)
        if (!is_letter(text[i]) && !is_digit(text[i]) && strchr("+-.", text[i]) == NULL) return false;
    for (size_t i = scheme + 1; i < length; i++) {
        char byte = text[i];
        if (byte == '%' && (i + 2 >= length || !is_hex(text[i + 1]) || !is_hex(text[i + 2]))) return false;
        if (byte <= ' ' || byte == 0x7f || strchr("\"<>\\^`{|}", byte) != NULL) return false;
    }
    return length > scheme + 1;
}

static bool is_uuid(const char *text, size_t length)
{
    static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (length != sizeof shape - 1) return false;
    for (size_t i = 0; i < length; i++)
        if (shape[i] == 'x' ? !is_hex(text[i]) : text[i] != '-') return false;
    return true;
}

static bool is_m49(const char *text, size_t length)
{
    return length == 3 && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]);
}

/* As reports write it, and in no other way: what differs in case alone would never be found. */
static bool is_fingerprint(const char *text, size_t length)
{
    enum { DIGITS = 32 };
    for (size_t i = 0; i < length; i++)
        if (!is_digit(text[i]) && (text[i] < 'a' || text[i] > 'f')) return false;
    return length == DIGITS;
}

/* A tag of BCP 47, as far as its shape goes: a code of two or three small letters, then subtags. */
static bool is_language(const char *text, size_t length)
{
    enum { SUBTAG_MAX = 8 };
    size_t subtag = 0, subtags = 0;
    for (size_t i = 0; i <= length; i++) {
        if (i == length || text[i] == '-') {
            if (subtag == 0 || (subtags == 0 ? subtag < 2 || subtag > 3 : subtag > SUBTAG_MAX)) return false;
            subtags++;
            subtag = 0;
        } else {
            bool first = subtags == 0;
            if (first ? text[i] < 'a' || text[i] > 'z' : !is_letter(text[i]) && !is_digit(text[i])) return false;
            subtag++;
        }
    }
    return true;
}

static const struct accord_format formats[] = {
    {"email", "an e-mail address", is_email, NULL},
    {"uri", "a URI with its scheme", is_uri, NULL},
    {"uuid", "a UUID", is_uuid, NULL},
    {"m49", "an M49 code of three digits", is_m49, "[0-9]{3}"},
    {"fingerprint", "the fingerprint of a finding: 32 digits of 0-9 and a-f", is_fingerprint, "[0-9a-f]{32}"},
    {"language", "a code of a language, as \"fr\" or \"zh-Hant\"", is_language, "[a-z]{2,3}(-[A-Za-z0-9]{1,8})*"},
};

const struct accord_format *accord_format_find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (strcmp(formats[i].name, name) == 0) return &formats[i];
    return NULL;
}
