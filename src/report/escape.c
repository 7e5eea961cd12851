/* Escapes: a table for each format of the bytes that mean something in it. */
#include "report/escape.h"

#include "report/emit.h"

#include <string.h>

static const char replacement_character[] = "\xEF\xBF\xBD";

struct escape {
    char byte;
    const char *instead;
};

struct escapes {
    const struct escape *bytes; /* NULL instead: no more */
    const char *backslash;      /* how the format writes one */
};

static const struct escape xml_bytes[] = {
    {'&', "&amp;"},   {'<', "&lt;"},   {'>', "&gt;"},  {'"', "&quot;"},
    {'\'', "&apos;"}, {'\n', "&#10;"}, {'\t', "&#9;"}, {'\0', NULL},
};
static const struct escape tap_bytes[] = {{'#', "\\#"}, {'\\', "\\\\"}, {'\0', NULL}};
static const struct escape command_bytes[] = {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}, {'\0', NULL}};
static const struct escape property_bytes[] = {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"},
                                               {':', "%3A"}, {',', "%2C"},  {'\0', NULL}};
static const struct escape line_bytes[] = {{'\r', " "}, {'\n', " "}, {'\t', " "}, {'\0', NULL}};

static const char *instead_of(const struct escape *bytes, char byte)
{
    while (bytes->instead && bytes->byte != byte)
        bytes++;
    return bytes->instead;
}

/* XML 1.0 cannot hold these, however they are written. */
static bool is_no_character(uint32_t c)
{
    return c == 0xFFFE || c == 0xFFFF;
}

static void escape(struct accord_text *text, const char *string, const struct escapes *escapes)
{
    size_t length = strlen(string);
    for (size_t at = 0; at < length;) {
        uint32_t c = 0;
        size_t size = accord_utf8_next(string + at, length - at, &c);
        const char *instead = instead_of(escapes->bytes, string[at]);
        if (instead)
            accord_text_add_str(text, instead);
        else if (size == 0 || is_no_character(c))
            accord_text_add_str(text, replacement_character);
        else if (accord_text_is_control(c))
            accord_text_addf(text, "%su%04x", escapes->backslash, (unsigned)c);
        else
            accord_text_add(text, string + at, size);
        at += size ? size : 1;
    }
}

void accord_escape_xml(struct accord_text *text, const char *string)
{
    escape(text, string, &(struct escapes){xml_bytes, "\\"});
}

void accord_escape_tap(struct accord_text *text, const char *string)
{
    escape(text, string, &(struct escapes){tap_bytes, "\\\\"});
}

void accord_escape_command(struct accord_text *text, const char *string)
{
    escape(text, string, &(struct escapes){command_bytes, "\\"});
}

void accord_escape_command_property(struct accord_text *text, const char *string)
{
    escape(text, string, &(struct escapes){property_bytes, "\\"});
}

void accord_escape_line(struct accord_text *text, const char *string)
{
    escape(text, string, &(struct escapes){line_bytes, "\\"});
}
