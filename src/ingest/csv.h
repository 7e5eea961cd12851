/* A strict CSV scanner: RFC 4180 and the declared dialect, with line and column of every cell. */
#ifndef ACCORD_INGEST_CSV_H
#define ACCORD_INGEST_CSV_H

#include "accord/status.h"
#include "base/cell.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    ACCORD_CSV_RECORD_MAX = 16 * 1024 * 1024, /* bytes of one record */
    ACCORD_CSV_FIELDS_MAX = 1024              /* of one record */
};

struct accord_csv_dialect {
    char delimiter;    /* ',' */
    char quote;        /* '"'; 0: nothing is quoted */
    bool double_quote; /* a quote inside quotes is written twice; the only escape there is */
    bool header;       /* the first record names the columns */
};

struct accord_csv_field {
    const char *text; /* without quotes, doubled quotes made single */
    size_t length;
    bool quoted;
    struct accord_place place;
};

struct accord_csv_record {
    const struct accord_csv_field *fields; /* valid until the next call */
    size_t count;
    uint32_t line;
};

enum accord_csv_result {
    ACCORD_CSV_RECORD,
    ACCORD_CSV_END,
    ACCORD_CSV_BROKEN,   /* this record is no CSV; `where` and `why` say it; the scanner has gone on to the next line */
    ACCORD_CSV_UNUSABLE, /* nothing after this can be trusted (quote never closed, record too large) */
    ACCORD_CSV_UNREADABLE /* read failed (ACCORD_BAD_DATA) or no memory: err is filled */
};

struct accord_csv;

/* Reads from a file descriptor that the caller opened and closes. */
enum accord_status accord_csv_open(int descriptor, const struct accord_csv_dialect *dialect, struct accord_csv **csv,
                                   struct accord_error *err) ACCORD_MUST_CHECK;
void accord_csv_close(struct accord_csv *csv);

/* The next record. `why` is static: "what was found, expected what". LF and CRLF end a record (a last one needs none);
 * a bare CR is broken, a blank line is a record with one empty field and therefore an error for the caller to report
 * unless the table has one column; a byte-order mark at the very beginning is skipped and counts no column, elsewhere
 * it is broken. Bytes are checked to be UTF-8 without NUL. After ACCORD_CSV_UNUSABLE and ACCORD_CSV_UNREADABLE comes
 * ACCORD_CSV_END. */
enum accord_csv_result accord_csv_next(struct accord_csv *csv, struct accord_csv_record *record,
                                       struct accord_place *where, const char **why, struct accord_error *err);

#endif
