/* The core tables: their columns, keys and meaning, as the README documents them. */
#include "ingest/schema.h"

#include "base/text.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BASIC(id, type) .name = (id), .kind = ACCORD_CELL_##type, .dated_by = ACCORD_NO_COLUMN
#define TEXT(id)                                                                                                       \
    {                                                                                                                  \
        BASIC(id, TEXT)                                                                                                \
    }
#define NEEDED(id)                                                                                                     \
    {                                                                                                                  \
        BASIC(id, TEXT), .required = true                                                                              \
    }
#define LIST(id)                                                                                                       \
    {                                                                                                                  \
        BASIC(id, LIST), .list_delimiter = ';'                                                                         \
    }
#define NEEDED_LIST(id)                                                                                                \
    {                                                                                                                  \
        BASIC(id, LIST), .list_delimiter = ';', .required = true                                                       \
    }
#define DATE(id)                                                                                                       \
    {                                                                                                                  \
        BASIC(id, DATE)                                                                                                \
    }
#define NEEDED_DATE(id)                                                                                                \
    {                                                                                                                  \
        BASIC(id, DATE), .required = true                                                                              \
    }
#define EVENT(id)                                                                                                      \
    {                                                                                                                  \
        BASIC(id, DATE), .event = true                                                                                 \
    }
#define AMOUNT(id)                                                                                                     \
    {                                                                                                                  \
        BASIC(id, DECIMAL)                                                                                             \
    }
#define PERSONAL(id)                                                                                                   \
    {                                                                                                                  \
        BASIC(id, TEXT), .personal = true                                                                              \
    }
#define ONE_OF(id, list)                                                                                               \
    {                                                                                                                  \
        BASIC(id, TEXT), .allowed = (list), .allowed_count = COUNT(list)                                               \
    }

static const char *const actor_kinds[] = {"state", "reio", "secretariat", "body", "agreement", "organization"};
static const char *const due_kinds[] = {"soft", "hard"};
static const char *const action_statuses[] = {"planned", "ongoing", "done", "refused"};
static const char *const capacities[] = {"delegate", "observer", "online"};

static const struct accord_column actors[] = {
    NEEDED("id"),
    {BASIC("kind", TEXT), .required = true, .allowed = actor_kinds, .allowed_count = COUNT(actor_kinds)},
    TEXT("name"), /* not required: no verdict rests on what an actor is called */
    TEXT("official_name"),
    {BASIC("iso2", TEXT), .length_minimum = 2, .length_maximum = 2},
    {BASIC("iso3", TEXT), .length_minimum = 3, .length_maximum = 3},
    {BASIC("m49", TEXT), .format = "m49"},
    LIST("former_names"),
};

static const struct accord_column memberships[] = {
    NEEDED("actor"),      NEEDED("treaty"), NEEDED("source"), DATE("signed"), DATE("deposited"),
    TEXT("deposit_kind"), DATE("in_force"), EVENT("ended"),   TEXT("note"),
};

static const struct accord_column regions[] = {
    NEEDED("actor"), NEEDED("scheme"), NEEDED("region"), DATE("from"), DATE("to"),
};

static const struct accord_column focal_points[] = {
    NEEDED("id"),      NEEDED("actor"),   NEEDED("role"),     TEXT("institution"), PERSONAL("person"),
    PERSONAL("email"), PERSONAL("phone"), DATE("designated"), EVENT("confirmed"),  EVENT("ended"),
};

enum { SUBMITTED = 7, PAID_ON = 9 }; /* columns by number, of reports and contributions */

static const struct accord_column reports[] = {
    NEEDED("id"),
    NEEDED("actor"),
    TEXT("instrument"),
    TEXT("treaty"),
    NEEDED("period"),
    DATE("due"),
    ONE_OF("due_kind", due_kinds),
    EVENT("submitted"),
    /* What a report says is on record when it is. */
    {.name = "version", .kind = ACCORD_CELL_TEXT, .dated_by = SUBMITTED},
    {.name = "state", .kind = ACCORD_CELL_TEXT, .dated_by = SUBMITTED},
    {.name = "about", .kind = ACCORD_CELL_LIST, .list_delimiter = ';', .dated_by = SUBMITTED},
    {.name = "url", .kind = ACCORD_CELL_TEXT, .dated_by = SUBMITTED},
};

static const struct accord_column actions[] = {
    NEEDED("id"),    NEEDED("actor"), TEXT("provision"),    TEXT("kind"),         ONE_OF("status", action_statuses),
    DATE("date"),    DATE("from"),    DATE("to"),           LIST("counterparts"), LIST("groups"),
    LIST("mandate"), LIST("flags"),   TEXT("evidence_url"), TEXT("description"),
};

static const struct accord_column plans[] = {
    NEEDED("id"),     NEEDED("actor"),    NEEDED("kind"),  TEXT("version"),
    EVENT("adopted"), EVENT("submitted"), DATE("expires"), LIST("flags"),
};

static const struct accord_column requests[] = {
    NEEDED("id"),         NEEDED("from"), NEEDED("to"),      NEEDED("kind"),
    NEEDED_DATE("asked"), DATE("due"),    EVENT("answered"), TEXT("subject"),
};

static const struct accord_column meetings[] = {
    NEEDED("id"), NEEDED("body"), TEXT("kind"), NEEDED_DATE("from"), DATE("to"), LIST("open_to"), TEXT("title"),
};

static const struct accord_column participation[] = {
    NEEDED("id"), NEEDED("meeting"), NEEDED("actor"), ONE_OF("capacity", capacities), TEXT("note"),
};

static const struct accord_column contributions[] = {
    NEEDED("id"),       NEEDED("actor"),
    NEEDED("fund"),     {BASIC("year", INTEGER), .required = true, .year = true},
    NEEDED("currency"), AMOUNT("assessed"),
    AMOUNT("pledged"),  {.name = "paid", .kind = ACCORD_CELL_DECIMAL, .dated_by = PAID_ON},
    DATE("due"),        EVENT("paid_on"),
};

static const struct accord_column partnerships[] = {
    NEEDED("id"), NEEDED_LIST("parties"), NEEDED("kind"), TEXT("name"), DATE("from"), DATE("to"), LIST("flags"),
};

static const struct accord_column comments[] = {
    NEEDED("id"),
    NEEDED("actor"),
    {BASIC("fingerprint", TEXT), .required = true, .format = "fingerprint"},
    {BASIC("on", DATE), .required = true, .event = true},
    NEEDED("text"),
    TEXT("by"), /* an institution: the word is the actor's, not a person's */
    TEXT("url"),
    {BASIC("language", TEXT), .format = "language"},
};

static const struct accord_column treaties[] = {NEEDED("id"), NEEDED("name"), TEXT("secretariat")};

static const struct accord_column sources[] = {NEEDED("id"), NEEDED("title"), TEXT("licence"), DATE("retrieved")};

#define TABLE(columns_) .name = #columns_, .columns = columns_, .column_count = COUNT(columns_), .core = true
#define ABOUT(clause) .about = (clause)
#define KEY_IS_ID .key = {0}, .key_count = 1
#define NEVER_VALID .valid_from = ACCORD_NO_COLUMN, .valid_to = ACCORD_NO_COLUMN
#define NEVER_CONFIRMED .confirmed = ACCORD_NO_COLUMN
#define NEVER_OCCURS .occurs = {ACCORD_NO_COLUMN, ACCORD_NO_COLUMN}
#define OCCURS(column) .occurs = {(column), ACCORD_NO_COLUMN}
#define TIMELESS NEVER_VALID, NEVER_CONFIRMED, NEVER_OCCURS
#define TO_ACTORS(column)                                                                                              \
    {                                                                                                                  \
        .columns = {(column)}, .count = 1, .table = "actors", .targets = { "id" }                                      \
    }

/* The numbers are columns of the arrays above; the unit tests say them by name. */
static const struct accord_schema schemas[] = {
    {TABLE(actors), ABOUT("a Party, another State, an organization, a secretariat or a body"), KEY_IS_ID, .actor = 0,
     TIMELESS},
    {TABLE(memberships), ABOUT("one source on when an actor signed, joined or left a treaty"),
     .key = {0, 1, 2, 3, 4, 6, 7}, .key_count = 7, .key_blanks = true, .foreign = {TO_ACTORS(0)}, .foreign_count = 1,
     .actor = 0, .valid_from = 6, .valid_to = 7, .blank_from_never = true, NEVER_CONFIRMED, NEVER_OCCURS},
    {TABLE(regions), ABOUT("an actor in a region of a scheme, from a day to another"), .key = {0, 1, 2, 3},
     .key_count = 4, .key_blanks = true, .foreign = {TO_ACTORS(0)}, .foreign_count = 1, .actor = 0, .valid_from = 3,
     .valid_to = 4, NEVER_CONFIRMED, NEVER_OCCURS},
    {TABLE(focal_points), ABOUT("a designation of somebody for a role, by an actor"), KEY_IS_ID,
     .foreign = {TO_ACTORS(1)}, .foreign_count = 1, .actor = 1, .valid_from = 7, .valid_to = 9, .confirmed = 8,
     NEVER_OCCURS},
    {TABLE(reports), ABOUT("a report that is due for a period, or was submitted"), KEY_IS_ID, .foreign = {TO_ACTORS(1)},
     .foreign_count = 1, .actor = 1, .owed = {3, 2, 4}, .owed_count = 3, TIMELESS},
    {TABLE(actions), ABOUT("what an actor did, does, plans or declined to do"), KEY_IS_ID, .foreign = {TO_ACTORS(1)},
     .foreign_count = 1, .actor = 1, NEVER_VALID, NEVER_CONFIRMED, .occurs = {5, 6}},
    {TABLE(plans), ABOUT("a strategy or action plan of an actor, in one version"), KEY_IS_ID, .foreign = {TO_ACTORS(1)},
     .foreign_count = 1, .actor = 1, NEVER_VALID, NEVER_CONFIRMED, OCCURS(4)},
    {TABLE(requests), ABOUT("what one asked of another, and when it was answered"), KEY_IS_ID,
     .foreign = {{.columns = {2}, .count = 1, .table = "actors", .targets = {"id"}, .except = "open"}},
     .foreign_count = 1, .actor = 2, .global_value = "open", NEVER_VALID, NEVER_CONFIRMED, OCCURS(4)},
    {TABLE(meetings), ABOUT("a meeting of a body"), KEY_IS_ID, .actor = ACCORD_NO_COLUMN, TIMELESS},
    {TABLE(participation), ABOUT("an actor at a meeting"), KEY_IS_ID,
     .foreign = {TO_ACTORS(2), {.columns = {1}, .count = 1, .table = "meetings", .targets = {"id"}}},
     .foreign_count = 2, .actor = 2, TIMELESS},
    {TABLE(contributions), ABOUT("what an actor was to pay into a fund for a year, and paid"), KEY_IS_ID,
     .foreign = {TO_ACTORS(1)}, .foreign_count = 1, .actor = 1, TIMELESS},
    {TABLE(partnerships), ABOUT("an agreement or programme of several actors"), KEY_IS_ID, .foreign = {TO_ACTORS(1)},
     .foreign_count = 1, .actor = 1, .valid_from = 4, .valid_to = 5, NEVER_CONFIRMED, NEVER_OCCURS},
    {TABLE(comments), ABOUT("what an actor has to say of a finding about it"), KEY_IS_ID, .foreign = {TO_ACTORS(1)},
     .foreign_count = 1, .actor = 1, NEVER_VALID, NEVER_CONFIRMED, OCCURS(3)},
    {TABLE(treaties), ABOUT("a treaty or other instrument that memberships name"), KEY_IS_ID, .actor = ACCORD_NO_COLUMN,
     TIMELESS},
    {TABLE(sources), ABOUT("where rows come from"), KEY_IS_ID, .actor = ACCORD_NO_COLUMN, TIMELESS},
};

static const struct accord_schema *const listed[] = {
    &schemas[0], &schemas[1], &schemas[2],  &schemas[3],  &schemas[4],  &schemas[5],  &schemas[6],  &schemas[7],
    &schemas[8], &schemas[9], &schemas[10], &schemas[11], &schemas[12], &schemas[13], &schemas[14],
};

int accord_schema_find(const struct accord_schema *schema, const char *name, size_t length)
{
    /* Every member of a JSON file is looked up: the first byte spares most comparisons. */
    for (size_t i = 0; length > 0 && i < schema->column_count; i++) {
        const char *own = schema->columns[i].name;
        if (own[0] == name[0] && accord_text_equal(own, strlen(own), name, length)) return (int)i;
    }
    return ACCORD_NO_COLUMN;
}

bool accord_foreign_key_is_plain(const struct accord_schema *schema, const struct accord_foreign_key *key)
{
    for (size_t i = 0; i < key->count; i++)
        if (schema->columns[key->columns[i]].kind == ACCORD_CELL_LIST) return false;
    return key->except == NULL;
}

const struct accord_schema *accord_core_schema(const char *name)
{
    for (size_t i = 0; i < COUNT(schemas); i++)
        if (strcmp(schemas[i].name, name) == 0) return &schemas[i];
    return NULL;
}

const struct accord_schema *const *accord_core_schemas(size_t *count)
{
    *count = COUNT(listed);
    return listed;
}
