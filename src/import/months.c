/* Names of months in English, French and Spanish: no name is one month here and another there. */
#include "import/months.h"

#include <string.h>
#include <utf8proc.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { NAME_MAX_CHARACTERS = 10, NAMES_MAX = 9, CHARACTER_PARTS = 4 };

static const char *const months[12][NAMES_MAX] = {
    {"january", "jan", "janvier", "janv", "enero", "ene"},
    {"february", "feb", "fevrier", "fevr", "fev", "febrero"},
    {"march", "mar", "mars", "marzo"},
    {"april", "apr", "avril", "avr", "abril", "abr"},
    {"may", "mai", "mayo"},
    {"june", "jun", "juin", "junio"},
    {"july", "jul", "juillet", "juil", "julio"},
    {"august", "aug", "aout", "agosto", "ago"},
    {"september", "sept", "sep", "septembre", "septiembre", "setiembre", "set"},
    {"october", "oct", "octobre", "octubre"},
    {"november", "nov", "novembre", "noviembre"},
    {"december", "dec", "decembre", "diciembre", "dic"},
};

/* The name in small letters without accents; false when it has any other character, or too many. */
static bool fold(const char *name, size_t length, char *folded)
{
    static const utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK;
    size_t count = 0;
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t character, parts[CHARACTER_PARTS];
        int boundary = 0;
        utf8proc_ssize_t step =
            utf8proc_iterate((const utf8proc_uint8_t *)name + at, (utf8proc_ssize_t)(length - at), &character);
        if (step <= 0) return false;
        utf8proc_ssize_t made = utf8proc_decompose_char(character, parts, CHARACTER_PARTS, options, &boundary);
        if (made < 0 || made > 1) return false;
        if (made == 1 && (count == NAME_MAX_CHARACTERS || parts[0] < 'a' || parts[0] > 'z')) return false;
        if (made == 1) folded[count++] = (char)parts[0];
        at += (size_t)step;
    }
    folded[count] = '\0';
    return count > 0;
}

int accord_month_of_name(const char *name, size_t length)
{
    char folded[NAME_MAX_CHARACTERS + 1];
    if (!fold(name, length, folded)) return 0;
    for (size_t month = 0; month < COUNT(months); month++)
        for (size_t i = 0; i < NAMES_MAX && months[month][i] != NULL; i++)
            if (strcmp(months[month][i], folded) == 0) return (int)month + 1;
    return 0;
}
