/* Records of a ledger's files: a few named texts, each with its place, from an object of JSON or a row of CSV. */
#ifndef ACCORD_LEDGER_RECORD_H
#define ACCORD_LEDGER_RECORD_H

#include "accord/date.h"
#include "accord/problems.h"
#include "base/memory.h"
#include "ingest/csv.h"
#include "ingest/json_door.h"

#include <stdbool.h>
#include <stddef.h>

enum { ACCORD_RECORD_FIELDS_MAX = 8, ACCORD_RECORD_TEXT_MAX = 4096 };

/* What a record may hold. */
struct accord_record_field {
    const char *name;
    bool required;
    bool prose; /* may hold control characters */
};
struct accord_record_fields {
    const struct accord_record_field *items;
    size_t count; /* at most ACCORD_RECORD_FIELDS_MAX */
};

/* One field each; NULL where nothing stands there, in CSV an empty cell. Valid until the next record. */
struct accord_record {
    struct accord_place place;
    const char *texts[ACCORD_RECORD_FIELDS_MAX];
    struct accord_place places[ACCORD_RECORD_FIELDS_MAX]; /* of the record itself where nothing stands there */
};

/* A file that is being read. */
struct accord_record_reading {
    const char *path;
    const struct accord_record_fields *fields;
    struct accord_problems *problems;
    struct accord_arena arena;             /* of the record at hand */
    size_t columns[ACCORD_CSV_FIELDS_MAX]; /* of CSV: the field of each; SIZE_MAX: none of them */
    size_t column_count;
    bool refused;              /* something was */
    enum accord_status status; /* memory */
    struct accord_error *err;
};

/* "FILE:LINE:COLUMN: TEXT"; a line of 0: the whole file. */
void accord_record_refuse(struct accord_record_reading *reading, struct accord_place place, const char *format, ...)
    ACCORD_PRINTF(3, 4);

/* False where it is refused: members or columns that no field is called, values that are no text or too long, control
 * characters, a required one that is missing. */
bool accord_record_of_json(struct accord_record_reading *reading, const struct accord_json_element *element,
                           struct accord_record *record);
bool accord_record_of_csv(struct accord_record_reading *reading, const struct accord_csv_record *row,
                          struct accord_record *record);
/* The first row of CSV, which names the columns. */
bool accord_record_take_header(struct accord_record_reading *reading, const struct accord_csv_record *row);

/* The field as a full date; as 32 hexadecimal digits. */
bool accord_record_date(struct accord_record_reading *reading, const struct accord_record *record, size_t field,
                        struct accord_date *date);
bool accord_record_fingerprint(struct accord_record_reading *reading, const struct accord_record *record, size_t field);

/* "an unknown NAME "x", expected one of ..." */
void accord_record_refuse_name(struct accord_record_reading *reading, struct accord_place place, const char *what,
                               const char *name);

/* Opens the file and reads it with `read`, which gets its descriptor. What cannot be opened is refused. The status:
 * BAD_DATA where anything was refused, whatever `read` returned otherwise. */
enum accord_status accord_record_read_file(struct accord_record_reading *reading,
                                           void (*read)(void *host, int descriptor), void *host);

#endif
