/* The CSV scanner: cells and places, every fault with its place and words, and a slow reference beside it. */
#include "ingest/csv.h"

#include "base/memory.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct accord_csv_dialect standard = {',', '"', true, true};

/* A temporary file that holds the bytes, ready to be read. */
static FILE *file_of(const char *bytes, size_t length)
{
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
    ck_assert_int_eq(fflush(file), 0);
    ck_assert_int_eq((int)lseek(fileno(file), 0, SEEK_SET), 0);
    return file;
}

/* Everything the scanner says about a text, written down: one line a record. Cells as [line:column text], quoted ones
 * with a q. */
static void transcribe(const char *bytes, size_t length, const struct accord_csv_dialect *dialect,
                       struct accord_text *out)
{
    FILE *file = file_of(bytes, length);
    struct accord_error err = {0};
    struct accord_csv *csv = NULL;
    ck_assert_int_eq(accord_csv_open(fileno(file), dialect, &csv, &err), ACCORD_OK);
    for (;;) {
        struct accord_csv_record record;
        struct accord_place where;
        const char *why = NULL;
        enum accord_csv_result result = accord_csv_next(csv, &record, &where, &why, &err);
        if (result == ACCORD_CSV_END) break;
        ck_assert_int_ne(result, ACCORD_CSV_UNREADABLE);
        if (result != ACCORD_CSV_RECORD) {
            accord_text_addf(out, "%s %u:%u %s\n", result == ACCORD_CSV_BROKEN ? "broken" : "unusable", where.line,
                             where.column, why);
            continue;
        }
        accord_text_addf(out, "%u:", record.line);
        for (size_t i = 0; i < record.count; i++) {
            const struct accord_csv_field *field = &record.fields[i];
            accord_text_addf(out, " [%u:%u%s ", field->place.line, field->place.column, field->quoted ? "q" : "");
            accord_text_add(out, field->text, field->length);
            accord_text_add_char(out, ']');
        }
        accord_text_add_char(out, '\n');
    }
    accord_csv_close(csv);
    fclose(file);
}

struct scan_case {
    const char *name;
    const char *bytes;
    size_t length; /* 0: that of the string */
    struct accord_csv_dialect dialect;
    const char *expected;
};

#define STANDARD                                                                                                       \
    {                                                                                                                  \
        ',', '"', true, true                                                                                           \
    }
#define NOT_CLOSED "a quote that is never closed, expected the closing quote before the end of the file"
#define QUOTE_INSIDE "a quote inside an unquoted cell, expected the whole cell in quotes or no quote"
#define TEXT_AFTER "text after a closing quote, expected the delimiter or the end of the line"
#define LONE_RETURN "a carriage return alone, expected LF or CRLF at the end of a line"
#define MARK_INSIDE "a byte-order mark inside the text, expected one at the beginning of the file or none"
#define NOT_UTF8 "a byte that is not UTF-8, expected UTF-8 text"
#define NUL_BYTE "a NUL byte, expected UTF-8 text"

static const struct scan_case scan_cases[] = {
    {"nothing", "", 0, STANDARD, ""},
    {"only a mark", "\xEF\xBB\xBF", 0, STANDARD, ""},
    {"one record", "a,bc,d\n", 0, STANDARD, "1: [1:1 a] [1:3 bc] [1:6 d]\n"},
    {"last line without an end", "a\nb", 0, STANDARD, "1: [1:1 a]\n2: [2:1 b]\n"},
    {"carriage returns and feeds", "a,b\r\nc,d\r\n", 0, STANDARD, "1: [1:1 a] [1:3 b]\n2: [2:1 c] [2:3 d]\n"},
    {"both line ends in one file", "a\r\nb\nc", 0, STANDARD, "1: [1:1 a]\n2: [2:1 b]\n3: [3:1 c]\n"},
    {"empty cells", ",,\n", 0, STANDARD, "1: [1:1 ] [1:2 ] [1:3 ]\n"},
    {"a delimiter at the very end", "a,", 0, STANDARD, "1: [1:1 a] [1:3 ]\n"},
    {"a blank line is one empty cell", "a\n\nb\n", 0, STANDARD, "1: [1:1 a]\n2: [2:1 ]\n3: [3:1 b]\n"},
    {"spaces are kept", " a , b \n", 0, STANDARD, "1: [1:1  a ] [1:5  b ]\n"},
    {"the mark counts no column",
     "\xEF\xBB\xBF"
     "a,b\n",
     0, STANDARD, "1: [1:1 a] [1:3 b]\n"},
    {"a mark before a quote", "\xEF\xBB\xBF\"a\"\n", 0, STANDARD, "1: [1:1q a]\n"},
    {"columns are characters", "é€😀,x\n", 0, STANDARD, "1: [1:1 é€😀] [1:5 x]\n"},
    {"quoted", "\"a\",\"b,c\"\n", 0, STANDARD, "1: [1:1q a] [1:5q b,c]\n"},
    {"quoted and empty", "\"\",\"\"", 0, STANDARD, "1: [1:1q ] [1:4q ]\n"},
    {"quoted before CRLF", "\"a\"\r\n\"b\"\r\n", 0, STANDARD, "1: [1:1q a]\n2: [2:1q b]\n"},
    {"doubled quotes", "\"a\"\"b\"\"\",\"\"\"\"\n", 0, STANDARD, "1: [1:1q a\"b\"] [1:10q \"]\n"},
    {"lines inside quotes", "\"a\né\n\",b\nc\n", 0, STANDARD, "1: [1:1q a\né\n] [3:3 b]\n4: [4:1 c]\n"},
    {"CRLF inside quotes is kept", "\"a\r\nb\",c", 0, STANDARD, "1: [1:1q a\r\nb] [2:4 c]\n"},
    {"semicolons", "a;b,c\n", 0, {';', '"', true, true}, "1: [1:1 a] [1:3 b,c]\n"},
    {"tabs", "a\t\"b\"\n", 0, {'\t', '"', true, true}, "1: [1:1 a] [1:3q b]\n"},
    {"another quote", "'a,\"',b\n", 0, {',', '\'', true, true}, "1: [1:1q a,\"] [1:7 b]\n"},
    {"no quote at all", "\"a\",b\n", 0, {',', 0, false, true}, "1: [1:1 \"a\"] [1:5 b]\n"},

    {"a quote inside", "a\"b,c\nd,e\n", 0, STANDARD, "broken 1:2 " QUOTE_INSIDE "\n2: [2:1 d] [2:3 e]\n"},
    {"a quote after a space", "x, \"a\"\nb\n", 0, STANDARD, "broken 1:4 " QUOTE_INSIDE "\n2: [2:1 b]\n"},
    {"text after quotes", "x,\"a\"b\nc\n", 0, STANDARD, "broken 1:6 " TEXT_AFTER "\n2: [2:1 c]\n"},
    {"text after quotes of several lines", "\"a\nb\" c\nd\n", 0, STANDARD, "broken 2:3 " TEXT_AFTER "\n3: [3:1 d]\n"},
    {"a return alone after quotes", "\"a\"\rb\nc\n", 0, STANDARD, "broken 1:4 " TEXT_AFTER "\n2: [2:1 c]\n"},
    {"a doubled quote where none is",
     "\"a\"\"b\"\nc",
     0,
     {',', '"', false, true},
     "broken 1:4 " TEXT_AFTER "\n2: [2:1 c]\n"},
    {"a quote never closed", "a,b\nc,\"d\ne,f\n", 0, STANDARD, "1: [1:1 a] [1:3 b]\nunusable 2:3 " NOT_CLOSED "\n"},
    {"a quote at the very end", "a,\"", 0, STANDARD, "unusable 1:3 " NOT_CLOSED "\n"},
    {"never closed after a fault inside", "\"\xff\nb", 0, STANDARD, "unusable 1:1 " NOT_CLOSED "\n"},
    {"returns alone", "a\rb\nc", 0, STANDARD, "broken 1:2 " LONE_RETURN "\n2: [2:1 c]\n"},
    {"a return at the very end", "a\r", 0, STANDARD, "broken 1:2 " LONE_RETURN "\n"},
    {"a mark later on",
     "a\n\xEF\xBB\xBF"
     "b\nc",
     0, STANDARD, "1: [1:1 a]\nbroken 2:1 " MARK_INSIDE "\n3: [3:1 c]\n"},
    {"a byte that is no UTF-8",
     "é,a\xff"
     "b\nc\n",
     0, STANDARD, "broken 1:4 " NOT_UTF8 "\n2: [2:1 c]\n"},
    {"a surrogate", "\xed\xa0\x80\nc", 0, STANDARD, "broken 1:1 " NOT_UTF8 "\n2: [2:1 c]\n"},
    {"an overlong slash", "a,\xc0\xaf\n", 0, STANDARD, "broken 1:3 " NOT_UTF8 "\n"},
    {"a character cut off by the end", "a,\xe2\x82", 0, STANDARD, "broken 1:3 " NOT_UTF8 "\n"},
    {"a NUL", "a,b\0c\nd\n", 8, STANDARD, "broken 1:4 " NUL_BYTE "\n2: [2:1 d]\n"},
    {"a NUL inside quotes", "\"a\n\0\"\nd", 7, STANDARD, "broken 2:1 " NUL_BYTE "\n3: [3:1 d]\n"},
};

START_TEST(every_cell_has_its_text_and_place_and_every_fault_its_words)
{
    const struct scan_case *c = &scan_cases[_i];
    struct accord_text said;
    accord_text_init(&said, 1 << 20);
    transcribe(c->bytes, c->length > 0 ? c->length : strlen(c->bytes), &c->dialect, &said);
    ck_assert_msg(strcmp(accord_text_str(&said), c->expected) == 0, "%s: got %s", c->name, accord_text_str(&said));
    accord_text_clear(&said);
}
END_TEST

/* ---- the slow reference: one character at a time over the whole text, written for plainness ---- */

struct slow {
    const char *bytes;
    size_t length;
    size_t at;
    unsigned line;
    unsigned column;
};

static bool slow_is(const struct slow *slow, size_t ahead, char byte)
{
    return slow->at + ahead < slow->length && slow->bytes[slow->at + ahead] == byte;
}

static bool slow_line_end(const struct slow *slow)
{
    return slow_is(slow, 0, '\n') || (slow_is(slow, 0, '\r') && slow_is(slow, 1, '\n'));
}

static void slow_step(struct slow *slow, struct accord_text *cell)
{
    do {
        accord_text_add_char(cell, slow->bytes[slow->at]);
        slow->at++;
    } while (slow->at < slow->length && ((unsigned char)slow->bytes[slow->at] & 0xC0) == 0x80);
    slow->column++;
    if (slow->bytes[slow->at - 1] != '\n') return;
    slow->line++;
    slow->column = 1;
}

/* NULL, or the fault. */
static const char *slow_cell(struct slow *slow, struct accord_text *cell, bool *quoted)
{
    *quoted = slow_is(slow, 0, '"');
    if (!*quoted) {
        while (slow->at < slow->length && !slow_is(slow, 0, ',') && !slow_line_end(slow)) {
            if (slow_is(slow, 0, '"')) return QUOTE_INSIDE;
            if (slow_is(slow, 0, '\r')) return LONE_RETURN;
            slow_step(slow, cell);
        }
        return NULL;
    }
    struct slow opened = *slow;
    struct accord_text dropped;
    accord_text_init(&dropped, 8);
    slow_step(slow, &dropped);
    accord_text_clear(&dropped);
    for (;;) {
        if (slow->at == slow->length) {
            *slow = opened;
            return NOT_CLOSED;
        }
        if (slow_is(slow, 0, '"')) {
            slow->at++, slow->column++;
            if (!slow_is(slow, 0, '"')) break;
        }
        slow_step(slow, cell);
    }
    if (slow->at == slow->length || slow_is(slow, 0, ',') || slow_line_end(slow)) return NULL;
    return TEXT_AFTER;
}

/* One record, or the fault in it; false when nothing after it can be read. */
static bool slow_record(struct slow *slow, struct accord_text *out)
{
    unsigned line = slow->line;
    struct accord_text cells;
    struct accord_text cell;
    accord_text_init(&cells, 1 << 24);
    accord_text_init(&cell, 1 << 24);
    const char *fault = NULL;
    for (;;) {
        unsigned cell_line = slow->line, cell_column = slow->column;
        bool quoted = false;
        accord_text_reset(&cell);
        fault = slow_cell(slow, &cell, &quoted);
        if (fault != NULL) break;
        accord_text_addf(&cells, " [%u:%u%s ", cell_line, cell_column, quoted ? "q" : "");
        accord_text_add(&cells, accord_text_str(&cell), cell.length);
        accord_text_add_char(&cells, ']');
        if (!slow_is(slow, 0, ',')) break;
        slow->at++, slow->column++;
    }
    bool usable = fault == NULL || !accord_str_equal(fault, NOT_CLOSED);
    if (fault != NULL) {
        accord_text_addf(out, "%s %u:%u %s\n", usable ? "broken" : "unusable", slow->line, slow->column, fault);
        while (slow->at < slow->length && !slow_is(slow, 0, '\n'))
            slow->at++;
    } else {
        accord_text_addf(out, "%u:", line);
        accord_text_add(out, accord_text_str(&cells), cells.length);
        accord_text_add_char(out, '\n');
        if (slow_is(slow, 0, '\r')) slow->at++;
    }
    slow->at++, slow->line++, slow->column = 1;
    accord_text_clear(&cells);
    accord_text_clear(&cell);
    return usable;
}

static void slow_transcribe(const char *bytes, size_t length, struct accord_text *out)
{
    struct slow slow = {bytes, length, 0, 1, 1};
    while (slow.at < slow.length && slow_record(&slow, out))
        continue;
}

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16 & 0x7fff;
}

/* Texts made of what matters to a scanner; the record's end is likely enough that most records are whole. */
static size_t make_text(unsigned *seed, size_t pieces, char *bytes)
{
    static const char *const alphabet[] = {"a", "b c", ",", ",", "\n", "\n", "\r\n", "\"", "\"\"", "\"x\"", "é", "😀"};
    static const char *const cells[] = {"a,", "\"b\"\"\",", "\"c\r\nd\",", "é\n", "\"\"\n", ",,1\r\n", "longer text,"};
    bool wild = next_random(seed) % 2 == 0;
    size_t length = 0;
    for (size_t i = 0; i < pieces; i++) {
        const char *piece = wild ? alphabet[next_random(seed) % 12] : cells[next_random(seed) % 7];
        if (wild && next_random(seed) % 50 == 0) piece = "\r";
        memcpy(bytes + length, piece, strlen(piece));
        length += strlen(piece);
    }
    return length;
}

static void compare_with_reference(const char *bytes, size_t length, unsigned seed)
{
    struct accord_text fast;
    struct accord_text slow;
    accord_text_init(&fast, 1 << 26);
    accord_text_init(&slow, 1 << 26);
    transcribe(bytes, length, &standard, &fast);
    slow_transcribe(bytes, length, &slow);
    ck_assert_msg(!fast.failed && !slow.failed, "the transcripts are whole");
    if (strcmp(accord_text_str(&fast), accord_text_str(&slow)) != 0)
        ck_abort_msg("seed %u: %.500s\nscanner: %.500s\nreference: %.500s", seed, bytes, accord_text_str(&fast),
                     accord_text_str(&slow));
    accord_text_clear(&fast);
    accord_text_clear(&slow);
}

START_TEST(the_scanner_says_what_a_slow_reference_says)
{
    static char bytes[16 * 32];
    for (unsigned round = 0; round < 100; round++) {
        unsigned seed = (unsigned)_i * 100 + round;
        unsigned state = seed;
        size_t length = make_text(&state, next_random(&state) % 30, bytes);
        compare_with_reference(bytes, length, seed);
    }
}
END_TEST

START_TEST(the_buffer_may_end_anywhere)
{
    enum { PIECES = 80000 };
    char *bytes = malloc(PIECES * 16);
    ck_assert_ptr_nonnull(bytes);
    size_t length = 0;
    for (unsigned seed = (unsigned)_i * 1000; length < 300 * 1024; seed++) {
        unsigned state = seed | 1;
        size_t made = make_text(&state, 200, bytes + length);
        char *closed = bytes + length;
        for (size_t i = 0; i < made; i++)
            if (closed[i] == '"') closed[i] = '\'';
        length += made;
        memcpy(bytes + length, "\n\"quoted \"\" é\n cell\",x\n", 24);
        length += 24;
    }
    compare_with_reference(bytes, length, (unsigned)_i);
    free(bytes);
}
END_TEST

/* A text of `count` bytes between `before` and `after`. */
static char *long_text(const char *before, size_t count, const char *after, size_t *length)
{
    size_t first = strlen(before), last = strlen(after);
    char *bytes = malloc(first + count + last + 1);
    ck_assert_ptr_nonnull(bytes);
    memcpy(bytes, before, first);
    memset(bytes + first, 'x', count);
    memcpy(bytes + first + count, after, last + 1);
    *length = first + count + last;
    return bytes;
}

static const struct {
    const char *before;
    size_t count;
    const char *expected;
} long_cases[] = {
    {"a\n", ACCORD_CSV_RECORD_MAX - 1, NULL},
    {"a\n", ACCORD_CSV_RECORD_MAX + 1,
     "1: [1:1 a]\nunusable 2:1 a record of more than 16 MiB, expected a shorter one\n"},
    {"a\nb,\"", ACCORD_CSV_RECORD_MAX + 1,
     "1: [1:1 a]\nunusable 2:3 a record of more than 16 MiB, expected a shorter one\n"},
};

START_TEST(a_record_has_a_stated_maximum)
{
    size_t length = 0;
    char *bytes = long_text(long_cases[_i].before, long_cases[_i].count, "\n", &length);
    struct accord_text said;
    accord_text_init(&said, 1 << 26);
    transcribe(bytes, length, &standard, &said);
    if (long_cases[_i].expected != NULL)
        ck_assert_str_eq(accord_text_str(&said), long_cases[_i].expected);
    else
        ck_assert_uint_gt(said.length, long_cases[_i].count);
    accord_text_clear(&said);
    free(bytes);
}
END_TEST

START_TEST(a_record_of_1024_cells_is_read_and_one_of_1025_is_not)
{
    static char bytes[2200];
    memset(bytes, ',', ACCORD_CSV_FIELDS_MAX - 1);
    bytes[ACCORD_CSV_FIELDS_MAX - 1] = '\n';
    memset(bytes + ACCORD_CSV_FIELDS_MAX, ',', ACCORD_CSV_FIELDS_MAX);
    strcpy(bytes + 2 * ACCORD_CSV_FIELDS_MAX, "\na\n");
    struct accord_text said;
    accord_text_init(&said, 1 << 20);
    transcribe(bytes, strlen(bytes), &standard, &said);
    const char *second = strchr(accord_text_str(&said), '\n') + 1;
    ck_assert_str_eq(second, "broken 2:1025 a record of more than 1024 cells, expected at most 1024\n3: [3:1 a]\n");
    accord_text_clear(&said);
}
END_TEST

START_TEST(a_failed_read_is_told)
{
    struct accord_error err = {0};
    struct accord_csv *csv = NULL;
    struct accord_csv_record record;
    struct accord_place where;
    const char *why = NULL;
    ck_assert_int_eq(accord_csv_open(-1, &standard, &csv, &err), ACCORD_OK);
    ck_assert_int_eq(accord_csv_next(csv, &record, &where, &why, &err), ACCORD_CSV_UNREADABLE);
    ck_assert_int_eq(err.status, ACCORD_BAD_DATA);
    ck_assert_ptr_nonnull(strstr(err.text, "cannot be read"));
    ck_assert_int_eq(accord_csv_next(csv, &record, &where, &why, &err), ACCORD_CSV_END);
    accord_csv_close(csv);
}
END_TEST

START_TEST(failed_allocations_are_told)
{
    size_t length = 0;
    char *bytes = long_text("", 600 * 1024, "\n", &length);
    FILE *file = file_of(bytes, length);
    struct accord_error err = {0};
    enum accord_csv_result result = ACCORD_CSV_UNREADABLE;
    unsigned long nth = 1;
    for (; result == ACCORD_CSV_UNREADABLE; nth++) {
        ck_assert_int_eq((int)lseek(fileno(file), 0, SEEK_SET), 0);
        struct accord_csv *csv = NULL;
        struct accord_csv_record record;
        struct accord_place where;
        const char *why = NULL;
        accord_alloc_fail_after(nth);
        enum accord_status status = accord_csv_open(fileno(file), &standard, &csv, &err);
        if (status == ACCORD_OK) result = accord_csv_next(csv, &record, &where, &why, &err);
        accord_alloc_fail_after(0);
        if (result == ACCORD_CSV_UNREADABLE) ck_assert_int_eq(err.status, ACCORD_NO_MEMORY);
        accord_csv_close(csv);
    }
    ck_assert_int_eq(result, ACCORD_CSV_RECORD);
    ck_assert_uint_gt(nth, 4);
    fclose(file);
    free(bytes);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv");
    TCase *tests = tcase_create("csv");
    tcase_set_timeout(tests, 120);
    tcase_add_loop_test(tests, every_cell_has_its_text_and_place_and_every_fault_its_words, 0,
                        sizeof scan_cases / sizeof scan_cases[0]);
    tcase_add_loop_test(tests, the_scanner_says_what_a_slow_reference_says, 0, 40);
    tcase_add_loop_test(tests, the_buffer_may_end_anywhere, 0, 4);
    tcase_add_loop_test(tests, a_record_has_a_stated_maximum, 0, sizeof long_cases / sizeof long_cases[0]);
    tcase_add_test(tests, a_record_of_1024_cells_is_read_and_one_of_1025_is_not);
    tcase_add_test(tests, a_failed_read_is_told);
    tcase_add_test(tests, failed_allocations_are_told);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
