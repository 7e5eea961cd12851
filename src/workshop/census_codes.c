/* Codes and how many rows have each: one that is misspelt makes what it stands for look missing. */
#include "workshop/census_parts.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 64, SLIP_LENGTH_MIN = 4 };

struct accord_census_code *accord_census_code(struct accord_census_codes *codes, const char *name, size_t length)
{
    int64_t at = (int64_t)codes->count;
    bool added = false;
    if (accord_map_get(&codes->names, name, length, &at)) return &codes->items[at];
    if (codes->count == codes->capacity) {
        size_t capacity = 2 * codes->capacity + FIRST_CAPACITY;
        struct accord_census_code *items = accord_realloc(codes->items, capacity, sizeof *items);
        if (items == NULL) return NULL;
        codes->items = items;
        codes->capacity = capacity;
    }
    if (!accord_map_put(&codes->names, name, length, at, &added)) return NULL;
    codes->items[at] = (struct accord_census_code){.name = codes->names.entries[at].key};
    codes->count++;
    return &codes->items[at];
}

void accord_census_codes_clear(struct accord_census_codes *codes)
{
    accord_map_clear(&codes->names);
    accord_free(codes->items);
}

/* ---- slips ---- */

static bool is_separator(char byte)
{
    return byte != '\0' && strchr("-_. /:", byte) != NULL;
}

/* The next byte that is no separator, in lower case; '\0' at the end. */
static char next_folded(const char **at)
{
    while (is_separator(**at))
        (*at)++;
    if (**at == '\0') return '\0';
    return (char)tolower((unsigned char)*(*at)++);
}

static bool same_folded(const char *a, const char *b)
{
    char byte;
    do {
        byte = next_folded(&a);
        if (byte != next_folded(&b)) return false;
    } while (byte != '\0');
    return true;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* `longer` has one byte more, which stands at `at`. */
static bool is_one_more(const char *longer, const char *shorter, size_t at)
{
    return !is_digit(longer[at]) && strcmp(longer + at + 1, shorter + at) == 0;
}

bool accord_census_is_slip(const char *a, const char *b)
{
    size_t a_length = strlen(a), b_length = strlen(b), at = 0;
    if (a_length < SLIP_LENGTH_MIN || b_length < SLIP_LENGTH_MIN) return false;
    if (same_folded(a, b)) return true;
    while (a[at] == b[at])
        at++;
    if (a_length == b_length + 1) return is_one_more(a, b, at);
    if (b_length == a_length + 1) return is_one_more(b, a, at);
    if (a_length != b_length) return false;
    if (strcmp(a + at + 1, b + at + 1) == 0) return !is_digit(a[at]) && !is_digit(b[at]);
    return a[at] == b[at + 1] && a[at + 1] == b[at] && strcmp(a + at + 2, b + at + 2) == 0;
}

/* ---- settling ---- */

static int compare_codes(const void *a, const void *b)
{
    const struct accord_census_code *one = a, *other = b;
    return strcmp(one->name, other->name);
}

/* The one with fewer rows is the slip; of two with as many, the later. A code that is listed is none. */
static void note_pair(struct accord_census_code *a, struct accord_census_code *b)
{
    struct accord_census_code *slip = a->rows < b->rows ? a : b, *meant = slip == a ? b : a;
    if (slip->listed && !meant->listed) {
        struct accord_census_code *other = slip;
        slip = meant;
        meant = other;
    }
    if (!slip->listed && slip->near == NULL) slip->near = meant->name;
}

void accord_census_codes_settle(struct accord_census_codes *codes)
{
    size_t used = 0;
    for (size_t i = 0; i < codes->count; i++)
        if (codes->items[i].rows > 0) codes->items[used++] = codes->items[i];
    codes->count = used;
    if (used == 0) return;
    qsort(codes->items, used, sizeof *codes->items, compare_codes);
    if (used > ACCORD_CENSUS_CODES_MAX) return;
    for (size_t i = 0; i < used; i++)
        for (size_t j = i + 1; j < used; j++)
            if (accord_census_is_slip(codes->items[i].name, codes->items[j].name))
                note_pair(&codes->items[i], &codes->items[j]);
}
