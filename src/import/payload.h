/* Payloads: how the records that other systems' interfaces give become rows of accord's tables. */
#ifndef ACCORD_IMPORT_PAYLOAD_H
#define ACCORD_IMPORT_PAYLOAD_H

#include "import/map_parts.h"
#include "import/sources.h"
#include "ingest/json_door.h"

enum {
    ACCORD_PAYLOAD_FIELDS_MAX = 32,  /* of a record */
    ACCORD_PAYLOAD_WORDS_MAX = 4096, /* bytes of a message of `completes` */
    ACCORD_PAYLOAD_PATH_MAX = 4      /* names from a record to a value in it */
};

/* What a field of a record holds. An empty text is no value, as null is, and as a member that is not there. */
enum accord_payload_kind {
    ACCORD_PAYLOAD_TEXT,    /* a text or a number */
    ACCORD_PAYLOAD_FIRST,   /* a text, or the first one that is not empty of an array of them */
    ACCORD_PAYLOAD_LOCAL,   /* a text, or an array of {"language", "value"}: the English one, else the first */
    ACCORD_PAYLOAD_FILLED,  /* an array or text: "1" unless it is empty */
    ACCORD_PAYLOAD_OUTER,   /* a text or number of the object around all records */
    ACCORD_PAYLOAD_SOURCE,  /* the id of the source, which no file says */
    ACCORD_PAYLOAD_COMPUTED /* nothing that the record says by itself: see `completes` */
};

/* A word of the other system, in any case of ASCII letters, and accord's for it. */
struct accord_payload_word {
    const char *found;
    const char *meant; /* NULL: no value */
};

struct accord_payload_words {
    const struct accord_payload_word *words;
    size_t count;
    const char *expected; /* how messages call them: "a treaty" */
};

struct accord_payload_field {
    const char *path;     /* names parted by slashes; of a computed one what it is computed from */
    const char *required; /* why a record without a value is refused: "a country"; NULL: it is not */
    const struct accord_payload_words *words; /* closed; NULL: any text */
    enum accord_payload_kind kind;
    bool personal; /* looked at only where persons are kept */
};

/* A column of a table, and which field it is taken from. */
struct accord_payload_column {
    const char *column;
    unsigned field;
    enum accord_mapped_as as;
    enum accord_actor_fact fact;
    unsigned forms; /* of an actor */
    unsigned more_forms;
    bool several; /* a computed field that makes several rows */
};

struct accord_payload_table {
    const char *table;
    const struct accord_payload_column *columns;
    size_t column_count;
    unsigned filled; /* one more than the field without which a record makes no row; 0: it always makes one */
};

/* A country by what interfaces say that they have, and by what some of their records have all the same: its name. Not
 * in one go: "no" is a code where codes are to be, and may be no value among names. */
#define ACCORD_PAYLOAD_COUNTRY                                                                                         \
    .as = ACCORD_MAPPED_ACTOR, .forms = ACCORD_NAME_ISO2 | ACCORD_NAME_ISO3,                                           \
    .more_forms = ACCORD_NAME_M49 | ACCORD_NAME_WORDS

struct accord_payload_record;

struct accord_payload {
    const struct accord_payload_field *fields;
    size_t field_count;
    const struct accord_payload_table *tables;
    size_t table_count;
    unsigned treaty;      /* one more than the field with the treaty whose meetings dates may name; 0: none */
    const char *streamed; /* where the file is an object: its member with the array of records; NULL: as OData has it */
    const char *inner;    /* or (else NULL) the array is this member of that one, which is then read whole */
    const char *counted;  /* the member beside the array that counts all records there are, or NULL */
    /* Computes what is computed, and refuses what only this payload refuses. NULL: nothing. */
    enum accord_status (*completes)(struct accord_payload_record *record);
};

/* Reads the file, as `reads` of struct accord_import_source: JSON; or CSV with commas or
 * semicolons, whose header names fields by their paths, of which those that are required must be there. */
enum accord_status accord_payload_read_json(const struct accord_payload *payload, const struct accord_import_host *host,
                                            int descriptor, const char *file, struct accord_problems *problems,
                                            struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_payload_read_csv(const struct accord_payload *payload, const struct accord_import_host *host,
                                           int descriptor, const char *file, struct accord_problems *problems,
                                           struct accord_error *err) ACCORD_MUST_CHECK;

/* Whether the first records of a list have members of all these names. The list stands by itself, in a member "value"
 * (OData 3 and 4) or in "d" or "d/results" (OData 2). One without a record is of the entity (NULL: of none) that the
 * answer says it has. */
bool accord_payload_has(const struct accord_glimpse *glimpse, const char *entity, const char *const *names,
                        size_t count);

/* Whether it is such a list without a record, of whatever entity. */
bool accord_payload_is_empty(const struct accord_glimpse *glimpse);

/* Whether the first line of a CSV file has columns of all these names. */
bool accord_payload_heads(const struct accord_glimpse *glimpse, const char *const *names, size_t count);

/* ---- for `completes`; a failure other than a refusal is ACCORD_NO_MEMORY ---- */

/* One record while it is read. */
struct accord_payload_record {
    const struct accord_payload *payload;
    const struct accord_import_host *host;
    struct accord_map_run *run;
    struct accord_csv_field fields[ACCORD_PAYLOAD_FIELDS_MAX];
    bool refused[ACCORD_PAYLOAD_FIELDS_MAX]; /* not looked at again */
    const struct cJSON *value;               /* the record itself; NULL: of a CSV file */
    struct accord_place place;
    uint32_t line;
};

/* The array itself, or where OData 2 wraps it into an object, {"results": [...]}, the one in there. */
const struct cJSON *accord_payload_items(const struct cJSON *value);

/* The value of a field; "" where it has none. */
const char *accord_payload_text(const struct accord_payload_record *record, unsigned field);

/* Gives a computed field its value (copied) and the place of another one. */
enum accord_status accord_payload_set(struct accord_payload_record *record, unsigned field, const char *text,
                                      unsigned place_of) ACCORD_MUST_CHECK;

/* Adds a value to a computed field that makes several rows; one that it has already is left out. */
enum accord_status accord_payload_add(struct accord_payload_record *record, unsigned field, const char *text,
                                      unsigned place_of) ACCORD_MUST_CHECK;

/* The fields of a focal point: the record's id, and computed from it the ids and roles of its rows. */
struct accord_payload_holder {
    unsigned id;
    unsigned row_id;
    unsigned role;
};

/* Makes a row for the role, with the id `ID-ROLE`; none for one that the record has already. */
enum accord_status accord_payload_add_role(struct accord_payload_record *record,
                                           const struct accord_payload_holder *holder, const char *role,
                                           unsigned place_of) ACCORD_MUST_CHECK;

/* Gives the computed field `office` the text of the first of the two fields that has one. An e-mail address there is a
 * person's, and no institution: it is left out with a warning that does not show it. */
enum accord_status accord_payload_set_office(struct accord_payload_record *record, unsigned office, unsigned first,
                                             unsigned second) ACCORD_MUST_CHECK;

/* Refuses the record for what the field says, or (warn) lets it pass with a warning. */
enum accord_status accord_payload_refuse(struct accord_payload_record *record, unsigned field, const char *format, ...)
    ACCORD_PRINTF(3, 4) ACCORD_MUST_CHECK;
enum accord_status accord_payload_warn(struct accord_payload_record *record, unsigned field, const char *format, ...)
    ACCORD_PRINTF(3, 4) ACCORD_MUST_CHECK;

/* Refuses the record for a text that the field holds: "TEXT, expected EXPECTED". */
enum accord_status accord_payload_refuse_text(struct accord_payload_record *record, unsigned field, const char *text,
                                              const char *expected) ACCORD_MUST_CHECK;

/* Refuses the record for a text that is none of the words. */
enum accord_status accord_payload_refuse_word(struct accord_payload_record *record, unsigned field,
                                              const struct accord_payload_words *words) ACCORD_MUST_CHECK;

/* The word's meaning; false where the text is none of the words. */
bool accord_payload_translate(const struct accord_payload_words *words, const char *text, const char **meant);

/* ---- what the reading of files gives to a record ---- */

/* Makes the tables of the payload, with the columns of their schemas, those of the run. */
enum accord_status accord_payload_plan(const struct accord_payload *payload, struct accord_arena *arena,
                                       struct accord_map_run *run) ACCORD_MUST_CHECK;

/* Takes the fields of one JSON record: texts and places. `outer` is the object around all records, or NULL. */
enum accord_status accord_payload_fill(struct accord_payload_record *record, const struct accord_json_element *element,
                                       const struct cJSON *outer) ACCORD_MUST_CHECK;

/* Checks and maps the record, whose fields are filled; it is begun and ended here. */
enum accord_status accord_payload_take(struct accord_payload_record *record) ACCORD_MUST_CHECK;

#endif
