/* Typing cells: one reader a kind, then the constraints, then the words for what does not fit. */
#include "ingest/values.h"

#include "ingest/formats.h"
#include "ingest/pattern.h"
#include "ingest/quote.h"

#include <assert.h>
#include <string.h>

/* One value on its way into a cell. */
struct typing {
    const struct accord_column *column;
    const char *text; /* as written: a CSV field, a JSON text without its quotes, or a JSON value as it stands */
    size_t length;
    const char *found; /* what to call it instead of quoting it, or NULL */
    bool json;
    struct accord_arena *arena;
    struct accord_cell *cell;
    struct accord_text *why;
};

static const char *const true_default[] = {"true", "True", "TRUE", "1"};
static const char *const false_default[] = {"false", "False", "FALSE", "0"};
static const int64_t exact_integer = INT64_C(1) << 53; /* beyond it JSON readers disagree */

/* Every cell is asked whether it is a missing value, and nearly always the first byte says no. */
static inline bool is_text(const char *wanted, const char *text, size_t length)
{
    if (length == 0 || wanted[0] != text[0]) return length == 0 && wanted[0] == '\0';
    return strlen(wanted) == length && memcmp(wanted, text, length) == 0;
}

static inline bool is_among(const char *const *texts, size_t count, const char *text, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (is_text(texts[i], text, length)) return true;
    return false;
}

bool accord_value_among(const char *const *texts, size_t count, const char *text, size_t length)
{
    return is_among(texts, count, text, length);
}

/* "FOUND in column NAME (reason), expected": the caller appends what. Returns false. */
static bool refuse(const struct typing *typing, const char *reason)
{
    if (typing->column->personal)
        accord_text_add_str(typing->why, "a value that is not shown");
    else if (typing->found != NULL)
        accord_text_add_str(typing->why, typing->found);
    else
        accord_quote(typing->why, typing->text, typing->length);
    accord_text_addf(typing->why, " in column %s", typing->column->name);
    if (reason != NULL) accord_text_addf(typing->why, " (%s)", reason);
    accord_text_add_str(typing->why, ", expected ");
    return false;
}

static bool refuse_for(const struct typing *typing, const char *reason, const char *expected)
{
    (void)refuse(typing, reason);
    accord_text_add_str(typing->why, expected);
    return false;
}

static bool no_memory(const struct typing *typing)
{
    typing->why->failed = true;
    return false;
}

/* ---- one reader a kind ---- */

static bool set_text(const struct typing *typing, enum accord_cell_kind kind, const char *text, size_t length)
{
    if (length > UINT32_MAX) return refuse_for(typing, NULL, "a text of less than 4 GiB");
    typing->cell->kind = (uint8_t)kind;
    typing->cell->length = (uint32_t)length;
    typing->cell->as.text = text;
    return true;
}

static bool read_text(const struct typing *typing)
{
    return set_text(typing, ACCORD_CELL_TEXT, typing->text, typing->length);
}

static bool is_sentinel_year(const char *text, size_t length)
{
    return length >= 4 && memcmp(text, "9999", 4) == 0 && (length == 4 || text[4] == '-');
}

static const char sentinel[] = "it is a sentinel, not a date";
static const char instead_of_sentinel[] = "no value, or the sentinel declared in missingValues";

/* -?(0|[1-9][0-9]*), at most 2^53 either way. */
static bool read_digits(const struct typing *typing, int64_t *integer, const char **reason)
{
    size_t at = typing->length > 0 && typing->text[0] == '-' ? 1 : 0;
    bool negative = at == 1;
    bool leading_zero = typing->length > at + 1 && typing->text[at] == '0';
    *integer = 0;
    *reason = NULL;
    if (at == typing->length) return false;
    for (; at < typing->length; at++) {
        char byte = typing->text[at];
        if (byte < '0' || byte > '9') return false;
        if (*integer <= exact_integer) *integer = *integer * 10 + (byte - '0');
    }
    if (leading_zero) *reason = "a leading zero would be lost";
    if (*integer > exact_integer) *reason = "it is beyond 2^53, where integers are no longer exact everywhere";
    if (negative) *integer = -*integer;
    return *reason == NULL;
}

static bool read_year(const struct typing *typing)
{
    static const char expected[] = "a year as YYYY";
    const char *reason = NULL;
    struct accord_date date;
    int year = 0, month = 0, day = 0;
    if (typing->length != 4) return refuse_for(typing, NULL, expected);
    if (is_sentinel_year(typing->text, typing->length)) return refuse_for(typing, sentinel, instead_of_sentinel);
    if (!accord_date_parse(typing->text, typing->length, &date, &reason)) return refuse_for(typing, NULL, expected);
    accord_date_of_day(date.first, &year, &month, &day);
    *typing->cell = (struct accord_cell){.kind = ACCORD_CELL_INTEGER, .as.integer = year};
    return true;
}

static bool read_integer(const struct typing *typing)
{
    if (typing->column->year) return read_year(typing);
    const char *reason = NULL;
    typing->cell->kind = ACCORD_CELL_INTEGER;
    return read_digits(typing, &typing->cell->as.integer, &reason) || refuse_for(typing, reason, "an integer");
}

static bool read_decimal(const struct typing *typing)
{
    struct accord_decimal number;
    const char *reason = NULL;
    bool good = typing->json ? accord_decimal_parse_json(typing->text, typing->length, &number, &reason)
                             : accord_decimal_parse(typing->text, typing->length, &number, &reason);
    if (!good) return refuse_for(typing, reason, "a number as 1234.5, of at most 18 digits");
    typing->cell->kind = ACCORD_CELL_DECIMAL;
    typing->cell->scale = number.scale;
    typing->cell->as.integer = number.coefficient;
    return true;
}

static bool read_boolean(const struct typing *typing)
{
    const struct accord_column *column = typing->column;
    const char *const *yes = column->true_values != NULL ? column->true_values : true_default;
    const char *const *no = column->false_values != NULL ? column->false_values : false_default;
    size_t yes_count = column->true_values != NULL ? column->true_count : 4;
    size_t no_count = column->false_values != NULL ? column->false_count : 4;
    bool is_true = accord_value_among(yes, yes_count, typing->text, typing->length);
    typing->cell->kind = ACCORD_CELL_BOOLEAN;
    typing->cell->as.integer = is_true ? 1 : 0;
    if (is_true || accord_value_among(no, no_count, typing->text, typing->length)) return true;
    (void)refuse(typing, NULL);
    accord_quote_list(typing->why, yes, yes_count);
    accord_text_add_str(typing->why, " for true or ");
    accord_quote_list(typing->why, no, no_count);
    accord_text_add_str(typing->why, " for false");
    return false;
}

static bool read_date(const struct typing *typing)
{
    static const char *const expected[] = {
        [ACCORD_DATE_PARTIAL] = "a date as YYYY, YYYY-MM or YYYY-MM-DD",
        [ACCORD_DATE_DAY] = "a date as YYYY-MM-DD",
        [ACCORD_DATE_MONTH] = "a month as YYYY-MM",
    };
    static const enum accord_precision wanted[] = {
        [ACCORD_DATE_DAY] = ACCORD_PRECISION_DAY, [ACCORD_DATE_MONTH] = ACCORD_PRECISION_MONTH};
    enum accord_date_form form = typing->column->date_form;
    const char *reason = NULL;
    struct accord_date date;
    if (is_sentinel_year(typing->text, typing->length)) return refuse_for(typing, sentinel, instead_of_sentinel);
    if (!accord_date_parse(typing->text, typing->length, &date, &reason))
        return refuse_for(typing, reason, expected[form]);
    if (form != ACCORD_DATE_PARTIAL && accord_date_precision(date) != wanted[form])
        return refuse_for(typing, NULL, expected[form]);
    typing->cell->kind = ACCORD_CELL_DATE;
    typing->cell->as.date = date;
    return true;
}

/* ---- lists ---- */

static const char *item_fault(const char *item, size_t length)
{
    if (length == 0) return "it has an empty item";
    if (memchr(item, ACCORD_LIST_SEPARATOR, length) != NULL) return "it holds the character U+001F";
    if (item[0] == ' ' || item[length - 1] == ' ') return "an item begins or ends with a space";
    return NULL;
}

static bool read_delimited(const struct typing *typing)
{
    char delimiter = typing->column->list_delimiter;
    char *items = accord_arena_copy(typing->arena, typing->text, typing->length);
    if (items == NULL) return no_memory(typing);
    for (size_t at = 0; at <= typing->length;) {
        char *end = memchr(items + at, delimiter, typing->length - at);
        size_t length = end != NULL ? (size_t)(end - items) - at : typing->length - at;
        const char *reason = item_fault(items + at, length);
        if (reason != NULL) {
            (void)refuse(typing, reason);
            accord_text_addf(typing->why, "items separated by \"%c\" alone", delimiter);
            return false;
        }
        if (end != NULL) *end = ACCORD_LIST_SEPARATOR;
        at += length + 1;
    }
    return set_text(typing, ACCORD_CELL_LIST, items, typing->length);
}

static size_t joined_length(const cJSON *array)
{
    size_t length = 0;
    for (const cJSON *item = array->child; item != NULL; item = item->next)
        length += cJSON_IsString(item) ? strlen(item->valuestring) + 1 : 0;
    return length;
}

/* An array of texts; an empty one is no value. */
static bool read_array(const struct typing *typing, const cJSON *array)
{
    static const char expected[] = "an array of texts, each with something in it";
    *typing->cell = (struct accord_cell){.kind = ACCORD_CELL_MISSING};
    if (array->child == NULL) return true;
    char *items = accord_arena_alloc(typing->arena, joined_length(array) + 1);
    if (items == NULL) return no_memory(typing);
    size_t at = 0;
    for (const cJSON *item = array->child; item != NULL; item = item->next) {
        if (!cJSON_IsString(item)) return refuse_for(typing, "an item is no text", expected);
        size_t length = strlen(item->valuestring);
        const char *reason = item_fault(item->valuestring, length);
        if (reason != NULL) return refuse_for(typing, reason, expected);
        memcpy(items + at, item->valuestring, length);
        at += length;
        items[at++] = ACCORD_LIST_SEPARATOR;
    }
    return set_text(typing, ACCORD_CELL_LIST, items, at - 1);
}

static bool read_list(const struct typing *typing)
{
    if (!typing->column->list_json) return read_delimited(typing);
    cJSON *array = NULL;
    struct accord_json_fault fault = {{1, 1}, NULL};
    enum accord_status status = accord_json_parse(typing->text, typing->length, fault.place, &array, &fault, NULL);
    bool good = false;
    if (status == ACCORD_NO_MEMORY)
        good = no_memory(typing);
    else if (status != ACCORD_OK || !cJSON_IsArray(array))
        good = refuse_for(typing, "it is no JSON array", "a JSON array of texts");
    else
        good = read_array(typing, array);
    cJSON_Delete(array);
    return good;
}

typedef bool (*read_function)(const struct typing *typing);

static const read_function readers[] = {
    [ACCORD_CELL_TEXT] = read_text,       [ACCORD_CELL_INTEGER] = read_integer, [ACCORD_CELL_DECIMAL] = read_decimal,
    [ACCORD_CELL_BOOLEAN] = read_boolean, [ACCORD_CELL_DATE] = read_date,       [ACCORD_CELL_LIST] = read_list,
};

/* ---- constraints ---- */

static struct accord_decimal decimal_of(const struct accord_cell *cell)
{
    return (struct accord_decimal){cell->as.integer, cell->scale};
}

/* Whether a is surely less than b. */
static bool less(const struct accord_cell *a, const struct accord_cell *b)
{
    if (a->kind == ACCORD_CELL_DATE) return accord_date_before(a->as.date, b->as.date) == ACCORD_YES;
    if (a->kind == ACCORD_CELL_DECIMAL) return accord_decimal_compare(decimal_of(a), decimal_of(b)) < 0;
    return a->as.integer < b->as.integer;
}

static void add_limit(struct accord_text *text, const struct accord_cell *limit)
{
    char written[ACCORD_DECIMAL_TEXT_MAX];
    if (limit->kind == ACCORD_CELL_DATE)
        accord_text_add_str(text, accord_date_format(limit->as.date, written));
    else if (limit->kind == ACCORD_CELL_DECIMAL)
        accord_text_add_str(text, accord_decimal_format(decimal_of(limit), written));
    else
        accord_text_add_int(text, limit->as.integer);
}

static bool check_limits(const struct typing *typing)
{
    const struct accord_column *column = typing->column;
    bool small = column->minimum.kind != ACCORD_CELL_MISSING && less(typing->cell, &column->minimum);
    bool large = column->maximum.kind != ACCORD_CELL_MISSING && less(&column->maximum, typing->cell);
    if (!small && !large) return true;
    (void)refuse(typing, NULL);
    accord_text_add_str(typing->why, small ? "at least " : "at most ");
    add_limit(typing->why, small ? &column->minimum : &column->maximum);
    return false;
}

/* Characters of a text, items of a list. */
static size_t measure(const struct accord_cell *cell)
{
    size_t count = cell->kind == ACCORD_CELL_LIST ? 1 : 0;
    for (size_t i = 0; i < cell->length; i++) {
        bool begins = ((unsigned char)cell->as.text[i] & 0xC0) != 0x80;
        bool separates = cell->as.text[i] == ACCORD_LIST_SEPARATOR;
        count += (cell->kind == ACCORD_CELL_LIST ? separates : begins) ? 1 : 0;
    }
    return count;
}

static bool check_length(const struct typing *typing)
{
    const struct accord_column *column = typing->column;
    if (column->length_minimum == 0 && column->length_maximum == 0) return true;
    size_t length = measure(typing->cell);
    bool small = length < column->length_minimum;
    bool large = column->length_maximum > 0 && length > column->length_maximum;
    if (!small && !large) return true;
    (void)refuse(typing, NULL);
    accord_text_addf(typing->why, "%s %u %s", small ? "at least" : "at most",
                     small ? column->length_minimum : column->length_maximum,
                     typing->cell->kind == ACCORD_CELL_LIST ? "items" : "characters");
    return false;
}

/* The number as allowed values write it. */
static bool is_allowed_number(const struct typing *typing)
{
    const struct accord_column *column = typing->column;
    struct accord_text canonical;
    accord_text_init(&canonical, ACCORD_DECIMAL_TEXT_MAX);
    add_limit(&canonical, typing->cell);
    bool good = canonical.failed ? no_memory(typing)
                                 : accord_value_among(column->allowed, column->allowed_count,
                                                      accord_text_str(&canonical), canonical.length);
    accord_text_clear(&canonical);
    return good;
}

static bool check_allowed(const struct typing *typing)
{
    const struct accord_column *column = typing->column;
    if (column->allowed == NULL) return true;
    bool number = column->kind == ACCORD_CELL_INTEGER || column->kind == ACCORD_CELL_DECIMAL;
    bool good = number ? is_allowed_number(typing)
                       : accord_value_among(column->allowed, column->allowed_count, typing->text, typing->length);
    if (good || typing->why->failed) return good;
    (void)refuse(typing, NULL);
    accord_text_add_str(typing->why, column->allowed_count > 1 ? "one of " : "");
    accord_quote_list(typing->why, column->allowed, column->allowed_count);
    return false;
}

static bool check_text(const struct typing *typing)
{
    const struct accord_column *column = typing->column;
    const struct accord_format *format = column->format != NULL ? accord_format_find(column->format) : NULL;
    if (format != NULL && !format->check(typing->text, typing->length))
        return refuse_for(typing, NULL, format->expected);
    if (column->pattern == NULL) return true;
    enum accord_match match = accord_pattern_match(column->pattern, typing->text, typing->length);
    if (match == ACCORD_MATCH_YES) return true;
    (void)refuse(typing, match == ACCORD_MATCH_UNDECIDED ? "the pattern needs too much work to decide" : NULL);
    accord_text_add_str(typing->why, "a match of the pattern ");
    accord_quote(typing->why, column->pattern_text, strlen(column->pattern_text));
    return false;
}

static bool check_required(const struct typing *typing)
{
    if (!typing->column->required) return true;
    accord_text_addf(typing->why, "no value in column %s, expected one, which is required", typing->column->name);
    return false;
}

static bool check_constraints(const struct typing *typing)
{
    switch ((enum accord_cell_kind)typing->cell->kind) {
    case ACCORD_CELL_MISSING:
        return check_required(typing);
    case ACCORD_CELL_TEXT:
        return check_allowed(typing) && check_length(typing) && check_text(typing);
    case ACCORD_CELL_LIST:
        return check_length(typing);
    case ACCORD_CELL_BOOLEAN:
        return true;
    case ACCORD_CELL_INTEGER:
    case ACCORD_CELL_DECIMAL:
    case ACCORD_CELL_DATE:
        break;
    }
    return check_allowed(typing) && check_limits(typing);
}

/* ---- the two doors ---- */

static bool is_missing(const struct accord_column *column, const char *text, size_t length, const char *const *missing,
                       size_t missing_count)
{
    if (column->missing != NULL) return is_among(column->missing, column->missing_count, text, length);
    return is_among(missing, missing_count, text, length);
}

bool accord_value_of_text(const struct accord_column *column, const struct accord_csv_field *field,
                          const char *const *missing, size_t missing_count, struct accord_arena *arena,
                          struct accord_cell *cell, struct accord_text *why)
{
    const struct typing typing = {column, field->text, field->length, NULL, false, arena, cell, why};
    *cell = (struct accord_cell){.kind = ACCORD_CELL_MISSING};
    if (is_missing(column, field->text, field->length, missing, missing_count)) return check_required(&typing);
    assert(column->kind != ACCORD_CELL_MISSING);
    return readers[column->kind](&typing) && check_constraints(&typing);
}

bool accord_value_of_limit(const struct accord_column *column, const char *text, size_t length,
                           struct accord_cell *cell, struct accord_text *why)
{
    assert(column->kind != ACCORD_CELL_MISSING && column->kind != ACCORD_CELL_LIST);
    const struct typing typing = {column, text, length, NULL, true, NULL, cell, why};
    *cell = (struct accord_cell){.kind = ACCORD_CELL_MISSING};
    return readers[column->kind](&typing);
}

/* What each kind is in JSON: the cJSON type, and its name for people. */
static const struct {
    int type;
    const char *expected;
} json_kinds[] = {
    [ACCORD_CELL_TEXT] = {cJSON_String, "a text in quotes"},
    [ACCORD_CELL_INTEGER] = {cJSON_Number, "an integer without quotes"},
    [ACCORD_CELL_DECIMAL] = {cJSON_Number, "a number without quotes"},
    [ACCORD_CELL_BOOLEAN] = {cJSON_True | cJSON_False, "true or false without quotes"},
    [ACCORD_CELL_DATE] = {cJSON_String, "a date in quotes"},
    [ACCORD_CELL_LIST] = {cJSON_Array, "an array of texts"},
};

static const char *name_of(const cJSON *value)
{
    if (cJSON_IsArray(value)) return "an array";
    return cJSON_IsObject(value) ? "an object" : NULL;
}

static bool read_json(struct typing *typing, const cJSON *value)
{
    enum accord_cell_kind kind = typing->column->kind;
    int type = value->type & 0xFF;
    bool year_in_quotes = typing->column->year && type == cJSON_String;
    if ((type & json_kinds[kind].type) == 0 && !year_in_quotes)
        return refuse_for(typing, NULL, json_kinds[kind].expected);
    if (kind == ACCORD_CELL_LIST) return read_array(typing, value);
    if (kind != ACCORD_CELL_BOOLEAN) return readers[kind](typing);
    *typing->cell = (struct accord_cell){.kind = ACCORD_CELL_BOOLEAN, .as.integer = type == cJSON_True};
    return true;
}

bool accord_value_of_json(const struct accord_column *column, const struct accord_json_member *member,
                          const char *const *missing, size_t missing_count, struct accord_arena *arena,
                          struct accord_cell *cell, struct accord_text *why)
{
    const cJSON *value = member->value;
    bool text = cJSON_IsString(value);
    struct typing typing = {.column = column,
                            .text = text ? value->valuestring : member->raw,
                            .length = text ? strlen(value->valuestring) : member->raw_length,
                            .found = name_of(value),
                            .json = true,
                            .arena = arena,
                            .cell = cell,
                            .why = why};
    *cell = (struct accord_cell){.kind = ACCORD_CELL_MISSING};
    if (cJSON_IsNull(value) || (text && is_missing(column, typing.text, typing.length, missing, missing_count)))
        return check_required(&typing);
    assert(column->kind != ACCORD_CELL_MISSING);
    return read_json(&typing, value) && check_constraints(&typing);
}
