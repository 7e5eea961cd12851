/* The tables of codes and names, read into what is known. They are the program's own: what is wrong with them is a bug.
 */
#include "base/error.h"
#include "import/name_tables.h"
#include "import/names_parts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const kind_names[] = {
    [ACCORD_KNOWN_STATE] = "state",
    [ACCORD_KNOWN_REIO] = "reio",
    [ACCORD_KNOWN_FORMER] = "former",
    [ACCORD_KNOWN_AREA] = "area",
};

/* What a row says: a fact about the actor, a name of it, or both. */
struct saying {
    const char *name;
    unsigned forms; /* of a name */
    bool unsure;
    size_t fact; /* offset of the actor's text that the first such row is, or 0 */
};

static const struct saying sayings[] = {
    {"iso2", ACCORD_NAME_ISO2, false, offsetof(struct accord_known_actor, iso2)},
    {"iso3", ACCORD_NAME_ISO3, false, offsetof(struct accord_known_actor, iso3)},
    {"m49", ACCORD_NAME_M49, false, offsetof(struct accord_known_actor, m49)},
    {"code", ACCORD_NAME_ISO2 | ACCORD_NAME_ISO3, false, 0},
    {"en", ACCORD_NAME_WORDS, false, offsetof(struct accord_known_actor, name)},
    {"fr", ACCORD_NAME_WORDS, false, 0},
    {"es", ACCORD_NAME_WORDS, false, 0},
    {"ru", ACCORD_NAME_WORDS, false, 0},
    {"ar", ACCORD_NAME_WORDS, false, 0},
    {"zh", ACCORD_NAME_WORDS, false, 0},
    {"other", ACCORD_NAME_WORDS, false, 0},
    {"former", ACCORD_NAME_WORDS, false, 0},
    {"shared", ACCORD_NAME_WORDS, false, 0},
    {"unsure", ACCORD_NAME_ISO2, true, 0},
    {"ended", 0, false, offsetof(struct accord_known_actor, ended)},
    {"later", 0, false, offsetof(struct accord_known_actor, later)},
};

struct row {
    const char *actor;
    size_t actor_length;
    const char *says;
    size_t says_length;
    const char *text;
    size_t text_length;
};

/* The next line. A text with a comma stands in quotes; none has a quote in it. */
static struct row read_row(const char **at, const char *end)
{
    const char *line = *at, *feed = memchr(line, '\n', (size_t)(end - line));
    assert(feed != NULL);
    const char *first = memchr(line, ',', (size_t)(feed - line));
    assert(first != NULL);
    const char *second = memchr(first + 1, ',', (size_t)(feed - first - 1));
    assert(second != NULL);
    size_t quoted = second[1] == '"' ? 1 : 0;
    *at = feed + 1;
    return (struct row){line,
                        (size_t)(first - line),
                        first + 1,
                        (size_t)(second - first - 1),
                        second + 1 + quoted,
                        (size_t)(feed - second - 1) - 2 * quoted};
}

static const struct saying *saying_of(const struct row *row)
{
    for (size_t i = 0; i < COUNT(sayings); i++)
        if (accord_text_equal(sayings[i].name, strlen(sayings[i].name), row->says, row->says_length))
            return &sayings[i];
    return NULL;
}

/* The kind that the row says, if that is what it says. */
static bool says_kind(const struct row *row, enum accord_known_kind *kind)
{
    if (!accord_text_equal(row->says, row->says_length, "kind", strlen("kind"))) return false;
    size_t i = 0;
    while (!accord_text_equal(kind_names[i], strlen(kind_names[i]), row->text, row->text_length)) {
        i++;
        assert(i < COUNT(kind_names));
    }
    *kind = (enum accord_known_kind)i;
    return true;
}

/* The first row of a fact is the fact. */
static bool keep_fact(struct accord_names *names, struct accord_known_actor *actor, const struct saying *saying,
                      const struct row *row)
{
    if (saying->fact == 0) return true;
    const char **fact = (const char **)((char *)actor + saying->fact);
    if (*fact == NULL) *fact = accord_arena_copy(&names->arena, row->text, row->text_length);
    return *fact != NULL;
}

static enum accord_status load_row(struct accord_names *names, const struct row *row, struct accord_error *err)
{
    enum accord_known_kind kind;
    int64_t index = 0;
    bool known = accord_map_get(&names->ids, row->actor, row->actor_length, &index);
    if (says_kind(row, &kind)) {
        assert(!known);
        struct accord_known_actor *made = accord_names_new_actor(names, row->actor, row->actor_length);
        if (made == NULL) return accord_error_memory(err);
        made->kind = kind;
        return ACCORD_OK;
    }
    const struct saying *saying = saying_of(row);
    struct accord_known_actor *actor = known ? names->actors[index] : NULL;
    assert(actor != NULL && saying != NULL);
    if (!keep_fact(names, actor, saying, row)) return accord_error_memory(err);
    if (saying->forms == 0) return ACCORD_OK;
    struct accord_name_claim claim = {.actor = actor, .forms = saying->forms, .unsure = saying->unsure};
    bool taken = false;
    enum accord_status status = accord_names_claim(names, row->text, row->text_length, claim, &taken, err);
    assert(status != ACCORD_OK || taken);
    return status;
}

enum accord_status accord_names_load(struct accord_names *names, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    size_t count = 0;
    const struct accord_name_table *tables = accord_name_tables(&count);
    for (size_t i = 0; i < count; i++) {
        const char *at = tables[i].text, *end = at + tables[i].length;
        (void)read_row(&at, end); /* the header */
        while (status == ACCORD_OK && at < end) {
            struct row row = read_row(&at, end);
            status = load_row(names, &row, err);
        }
    }
    return status;
}
