/* The CSV scanner: one buffer, table-driven inner loops, quotes undone in place. */
#include "ingest/csv.h"

#include "base/error.h"
#include "base/memory.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_FIRST = 256 * 1024, BYTE_ORDER_MARK = 0xFEFF };

/* What a byte means to the scanner; everything else is PLAIN and run over. */
enum byte_class { PLAIN, DELIMITER, QUOTE, RETURN, FEED, HIGH, NUL, END, FAILED, UNUSABLE };

/* All offsets count from the record that is being read, so that the buffer can move below them. A byte NUL stands after
 * the last byte read: the inner loop needs no other end. */
struct accord_csv {
    int descriptor;
    struct accord_csv_dialect dialect;
    char *buffer;
    size_t capacity;  /* without the final NUL */
    size_t record;    /* where the record begins in the buffer */
    size_t available; /* bytes read, from the record on */
    size_t at;        /* the next byte to look at */
    size_t line_at;   /* where the current line begins */
    size_t tails;     /* bytes of the line that continue a character: no columns */
    uint32_t line;
    bool begun;
    bool file_ended;
    bool finished;
    struct accord_error *err; /* of the call that is under way */
    const char *why;          /* the first fault of the record, or NULL */
    struct accord_place where;
    const char *unusable; /* why nothing after this can be trusted, or NULL */
    struct accord_place unusable_at;
    size_t count;
    size_t starts[ACCORD_CSV_FIELDS_MAX];
    struct accord_csv_field fields[ACCORD_CSV_FIELDS_MAX];
    unsigned char plain_class[256];
    unsigned char quoted_class[256];
};

static void fill_classes(struct accord_csv *csv)
{
    for (size_t byte = 0x80; byte < 256; byte++)
        csv->plain_class[byte] = csv->quoted_class[byte] = HIGH;
    csv->plain_class[0] = csv->quoted_class[0] = NUL;
    csv->plain_class['\r'] = RETURN;
    csv->plain_class['\n'] = csv->quoted_class['\n'] = FEED;
    csv->plain_class[(unsigned char)csv->dialect.delimiter] = DELIMITER;
    if (csv->dialect.quote == 0) return;
    csv->plain_class[(unsigned char)csv->dialect.quote] = QUOTE;
    csv->quoted_class[(unsigned char)csv->dialect.quote] = QUOTE;
}

enum accord_status accord_csv_open(int descriptor, const struct accord_csv_dialect *dialect, struct accord_csv **csv,
                                   struct accord_error *err)
{
    *csv = NULL;
    struct accord_csv *opened = accord_alloc_zero(1, sizeof *opened);
    if (opened == NULL) return accord_error_memory(err);
    opened->buffer = accord_alloc(BUFFER_FIRST + 1);
    if (opened->buffer == NULL) {
        accord_free(opened);
        return accord_error_memory(err);
    }
    opened->buffer[0] = '\0';
    opened->capacity = BUFFER_FIRST;
    opened->descriptor = descriptor;
    opened->dialect = *dialect;
    opened->line = 1;
    fill_classes(opened);
    *csv = opened;
    return ACCORD_OK;
}

void accord_csv_close(struct accord_csv *csv)
{
    if (csv == NULL) return;
    accord_free(csv->buffer);
    accord_free(csv);
}

/* Makes room behind what is available: moves the record to the front, or else doubles the buffer. */
static enum byte_class make_room(struct accord_csv *csv)
{
    if (csv->record > 0) {
        memmove(csv->buffer, csv->buffer + csv->record, csv->available);
        csv->record = 0;
        return PLAIN;
    }
    if (csv->available < csv->capacity) return PLAIN;
    if (csv->capacity >= ACCORD_CSV_RECORD_MAX) return UNUSABLE;
    char *grown = accord_realloc(csv->buffer, csv->capacity * 2 + 1, 1);
    if (grown == NULL) {
        (void)accord_error_memory(csv->err);
        return FAILED;
    }
    csv->buffer = grown;
    csv->capacity *= 2;
    return PLAIN;
}

/* Reads more bytes: PLAIN when there are some, END at the end of the file, FAILED or UNUSABLE (no room). */
static enum byte_class read_more(struct accord_csv *csv)
{
    if (csv->file_ended) return END;
    enum byte_class room = make_room(csv);
    if (room != PLAIN) return room;
    ssize_t got;
    do {
        got = read(csv->descriptor, csv->buffer + csv->available, csv->capacity - csv->available);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        (void)accord_error_set(csv->err, ACCORD_BAD_DATA, "a file that cannot be read (%s), expected a readable one",
                               strerror(errno));
        return FAILED;
    }
    csv->available += (size_t)got;
    csv->buffer[csv->record + csv->available] = '\0';
    csv->file_ended = got == 0;
    return got == 0 ? END : PLAIN;
}

static struct accord_place place_at(const struct accord_csv *csv, size_t at)
{
    return (struct accord_place){csv->line, (uint32_t)(at - csv->line_at - csv->tails + 1)};
}

/* Keeps the first fault of the record. */
static void note_fault(struct accord_csv *csv, struct accord_place where, const char *why)
{
    if (csv->why != NULL) return;
    csv->where = where;
    csv->why = why;
}

/* Steps over one character beyond ASCII. PLAIN, or what reading more ended with. */
static enum byte_class step_character(struct accord_csv *csv)
{
    while (csv->available - csv->at < 4) {
        enum byte_class more = read_more(csv);
        if (more == END) break;
        if (more != PLAIN) return more;
    }
    uint32_t code_point = 0;
    size_t length = accord_utf8_next(csv->buffer + csv->record + csv->at, csv->available - csv->at, &code_point);
    if (length == 0) {
        note_fault(csv, place_at(csv, csv->at), "a byte that is not UTF-8, expected UTF-8 text");
        length = 1;
    } else if (code_point == BYTE_ORDER_MARK) {
        note_fault(csv, place_at(csv, csv->at),
                   "a byte-order mark inside the text, expected one at the beginning of the file or none");
    }
    csv->at += length;
    csv->tails += length - 1;
    return PLAIN;
}

/* Runs over plain bytes. */
static inline enum byte_class run(struct accord_csv *csv, const unsigned char *classes)
{
    const char *begin = csv->buffer + csv->record;
    const char *byte = begin + csv->at;
    while (classes[(unsigned char)*byte] == PLAIN)
        byte++;
    csv->at = (size_t)(byte - begin);
    return (enum byte_class)classes[(unsigned char)*byte];
}

/* Steps over a character or a NUL, or reads on; PLAIN, or what reading more ended with. */
static enum byte_class step(struct accord_csv *csv, enum byte_class found)
{
    if (found == HIGH) return step_character(csv);
    if (csv->at == csv->available) return read_more(csv);
    note_fault(csv, place_at(csv, csv->at), "a NUL byte, expected UTF-8 text");
    csv->at++;
    return PLAIN;
}

/* Runs over plain bytes and characters to the next byte that means something. */
static inline enum byte_class next_special(struct accord_csv *csv, const unsigned char *classes)
{
    for (;;) {
        enum byte_class found = run(csv, classes);
        if (found != HIGH && found != NUL) return found;
        found = step(csv, found);
        if (found != PLAIN) return found;
    }
}

/* The class of the byte at `at + ahead` in plain text. */
static enum byte_class peek(struct accord_csv *csv, size_t ahead)
{
    while (csv->at + ahead >= csv->available) {
        enum byte_class more = read_more(csv);
        if (more != PLAIN) return more;
    }
    return (enum byte_class)csv->plain_class[(unsigned char)csv->buffer[csv->record + csv->at + ahead]];
}

static void begin_line(struct accord_csv *csv)
{
    if (csv->line < UINT32_MAX) csv->line++;
    csv->line_at = csv->at;
    csv->tails = 0;
}

static void add_field(struct accord_csv *csv, size_t start, size_t length, bool quoted, struct accord_place place)
{
    if (csv->count == ACCORD_CSV_FIELDS_MAX) {
        note_fault(csv, place, "a record of more than 1024 cells, expected at most 1024");
        return;
    }
    csv->starts[csv->count] = start;
    csv->fields[csv->count] = (struct accord_csv_field){NULL, length, quoted, place};
    csv->count++;
}

/* After a fault that leaves open what is quoted: to the next line. Nothing of the record is kept. */
static enum byte_class skip_line(struct accord_csv *csv)
{
    for (;;) {
        char *begin = csv->buffer + csv->record;
        char *feed = memchr(begin + csv->at, '\n', csv->available - csv->at);
        if (feed != NULL) {
            csv->at = (size_t)(feed - begin);
            return FEED;
        }
        csv->record += csv->available;
        csv->available = csv->at = csv->line_at = csv->tails = 0;
        enum byte_class more = read_more(csv);
        if (more != PLAIN) return more;
    }
}

/* A cell without quotes. Returns what ends it: DELIMITER, FEED (CR LF too) or END, or a failure. */
static enum byte_class read_plain(struct accord_csv *csv)
{
    size_t start = csv->at;
    struct accord_place place = place_at(csv, start);
    for (;;) {
        enum byte_class found = next_special(csv, csv->plain_class);
        if (found == QUOTE) {
            note_fault(csv, place_at(csv, csv->at),
                       "a quote inside an unquoted cell, expected the whole cell in quotes or no quote");
            return skip_line(csv);
        }
        if (found != RETURN) {
            add_field(csv, start, csv->at - start, false, place);
            return found;
        }
        enum byte_class after = peek(csv, 1);
        if (after == FAILED || after == UNUSABLE) return after;
        if (after == FEED) {
            add_field(csv, start, csv->at - start, false, place);
            csv->at++;
            return FEED;
        }
        note_fault(csv, place_at(csv, csv->at), "a carriage return alone, expected LF or CRLF at the end of a line");
        return skip_line(csv);
    }
}

/* Moves the text [*from, until) down to *write: it stands behind doubled quotes that were made single. */
static void keep_text(struct accord_csv *csv, size_t *write, size_t from, size_t until)
{
    char *begin = csv->buffer + csv->record;
    if (*write != from) memmove(begin + *write, begin + from, until - from);
    *write += until - from;
}

/* The inside of a quoted cell up to behind its closing quote: QUOTE, or a failure. `*length` is that of its text. */
static enum byte_class read_inside(struct accord_csv *csv, size_t *length)
{
    size_t start = csv->at, write = start, from = start;
    for (;;) {
        enum byte_class found = next_special(csv, csv->quoted_class);
        if (found == FEED) {
            csv->at++;
            begin_line(csv);
            continue;
        }
        if (found != QUOTE) return found;
        enum byte_class after = csv->dialect.double_quote ? peek(csv, 1) : PLAIN;
        if (after == FAILED || after == UNUSABLE) return after;
        bool doubled = after == QUOTE;
        keep_text(csv, &write, from, csv->at + (doubled ? 1 : 0));
        csv->at += doubled ? 2 : 1;
        from = csv->at;
        if (!doubled) break;
    }
    *length = write - start;
    return QUOTE;
}

static const char too_large[] = "a record of more than 16 MiB, expected a shorter one";

/* The file, or the room for a record, ended inside quotes: the place to look at is where they were opened. */
static enum byte_class not_closed(struct accord_csv *csv, enum byte_class ended, struct accord_place opened)
{
    if (ended == FAILED) return FAILED;
    csv->unusable = ended == END ? "a quote that is never closed, expected the closing quote before the end of the file"
                                 : too_large;
    csv->unusable_at = opened;
    return UNUSABLE;
}

/* A cell in quotes. Returns as read_plain does. */
static enum byte_class read_quoted(struct accord_csv *csv)
{
    struct accord_place opened = place_at(csv, csv->at);
    csv->at++;
    size_t start = csv->at, length = 0;
    enum byte_class inside = read_inside(csv, &length);
    if (inside != QUOTE) return not_closed(csv, inside, opened);
    add_field(csv, start, length, true, opened);

    enum byte_class after = peek(csv, 0);
    if (after == RETURN && peek(csv, 1) == FEED) {
        csv->at++;
        return FEED;
    }
    if (after == DELIMITER || after == FEED || after == END || after == FAILED || after == UNUSABLE) return after;
    note_fault(csv, place_at(csv, csv->at),
               "text after a closing quote, expected the delimiter or the end of the line");
    return skip_line(csv);
}

/* Skips a byte-order mark at the very beginning. */
static enum byte_class begin_file(struct accord_csv *csv)
{
    csv->begun = true;
    while (csv->available < 3) {
        enum byte_class more = read_more(csv);
        if (more == END) return PLAIN;
        if (more != PLAIN) return more;
    }
    if (memcmp(csv->buffer, "\xEF\xBB\xBF", 3) == 0) {
        csv->record = 3;
        csv->available -= 3;
    }
    return PLAIN;
}

/* All cells of one record: FEED or END behind it, or a failure. */
static enum byte_class read_record(struct accord_csv *csv)
{
    enum byte_class found = csv->begun ? PLAIN : begin_file(csv);
    if (found != PLAIN) return found;
    if (peek(csv, 0) == END) {
        csv->finished = true;
        return END;
    }
    for (;;) {
        found = peek(csv, 0);
        if (found == FAILED || found == UNUSABLE) return found;
        found = found == QUOTE ? read_quoted(csv) : read_plain(csv);
        if (found != DELIMITER) return found;
        csv->at++;
    }
}

/* Drops the record that was read before this one. */
static void drop_record(struct accord_csv *csv)
{
    csv->record += csv->at;
    csv->available -= csv->at;
    csv->at = csv->line_at = csv->tails = 0;
    csv->count = 0;
    csv->why = NULL;
}

static enum accord_csv_result fail(struct accord_csv *csv, enum byte_class how, uint32_t line,
                                   struct accord_place *where, const char **why)
{
    csv->finished = true;
    if (how == FAILED) return ACCORD_CSV_UNREADABLE;
    *why = csv->unusable != NULL ? csv->unusable : too_large;
    *where = csv->unusable != NULL ? csv->unusable_at : (struct accord_place){line, 1};
    return ACCORD_CSV_UNUSABLE;
}

enum accord_csv_result accord_csv_next(struct accord_csv *csv, struct accord_csv_record *record,
                                       struct accord_place *where, const char **why, struct accord_error *err)
{
    if (csv->finished) return ACCORD_CSV_END;
    csv->err = err;
    drop_record(csv);
    uint32_t line = csv->line;
    enum byte_class found = read_record(csv);
    if (found == FAILED || found == UNUSABLE) return fail(csv, found, line, where, why);
    if (csv->finished) return ACCORD_CSV_END;

    assert(found == FEED || found == END);
    if (found == FEED) {
        csv->at++;
        begin_line(csv);
    }
    if (csv->why != NULL) {
        *where = csv->where;
        *why = csv->why;
        return ACCORD_CSV_BROKEN;
    }
    for (size_t i = 0; i < csv->count; i++)
        csv->fields[i].text = csv->buffer + csv->record + csv->starts[i];
    *record = (struct accord_csv_record){csv->fields, csv->count, line};
    return ACCORD_CSV_RECORD;
}
