/* Schemas as bytes: what is written is read, and what ingest would not have made is not. */
#include "store/schema_wire.h"

#include "base/memory.h"
#include "unit/store/made.h"
#include "unit/suite.h"

#include <string.h>

enum { BYTES_MAX = 64 * 1024 };

static const char *const roles[] = {"cms-nfp", "cbd-pfp"};
static struct accord_complete declared[] = {
    {.since = -5, .until = INT32_MAX},
    {.since = 10,
     .until = 20,
     .where_columns = {1},
     .where_values = {roles},
     .where_value_counts = {2},
     .where_count = 1},
};

/* A table of somebody's own that says all that one can. */
static const struct accord_column own_columns[] = {
    {.name = "who", .kind = ACCORD_CELL_LIST, .dated_by = ACCORD_NO_COLUMN},
    {.name = "role", .kind = ACCORD_CELL_TEXT, .dated_by = 2},
    {.name = "from", .kind = ACCORD_CELL_DATE, .event = true, .dated_by = ACCORD_NO_COLUMN},
    {.name = "to", .kind = ACCORD_CELL_DATE, .dated_by = ACCORD_NO_COLUMN},
    {.name = "person", .kind = ACCORD_CELL_TEXT, .personal = true, .dated_by = ACCORD_NO_COLUMN},
};
static const struct accord_schema own = {.name = "own",
                                         .columns = own_columns,
                                         .column_count = 5,
                                         .key = {1, 2},
                                         .key_count = 2,
                                         .actor = 0,
                                         .global_value = "open",
                                         .valid_from = 2,
                                         .valid_to = 3,
                                         .confirmed = 3,
                                         .occurs = {2, ACCORD_NO_COLUMN},
                                         .owed = {1},
                                         .owed_count = 1,
                                         .complete = declared,
                                         .complete_count = 2};

static void write(const struct accord_schema *schema, struct accord_text *text)
{
    accord_text_init(text, BYTES_MAX);
    accord_schema_wire_add(text, schema);
    ck_assert(!text->failed);
}

/* Whether what is written of it is read again, to the same bytes. */
static bool comes_back(const struct accord_schema *schema)
{
    struct accord_text text;
    struct accord_text again;
    struct accord_arena arena;
    struct accord_schema taken;
    struct accord_wire wire;
    bool good;

    accord_arena_init(&arena);
    write(schema, &text);
    wire = accord_wire_of(accord_text_str(&text), text.length);
    ck_assert(accord_schema_wire_take(&wire, &arena, &taken));
    good = accord_wire_done(&wire);
    if (good) {
        write(&taken, &again);
        ck_assert_uint_eq(text.length, again.length);
        ck_assert_mem_eq(text.bytes, again.bytes, text.length);
        for (size_t i = 0; schema->core && i < schema->column_count; i++)
            ck_assert_int_eq(taken.columns[i].required, schema->columns[i].required);
        accord_text_clear(&again);
    }
    accord_text_clear(&text);
    accord_arena_clear(&arena);
    return good;
}

START_TEST(every_core_table_comes_back)
{
    size_t count;
    const struct accord_schema *const *core = accord_core_schemas(&count);

    for (size_t i = 0; i < count; i++)
        ck_assert_msg(comes_back(core[i]), "%s", core[i]->name);
}
END_TEST

START_TEST(a_table_of_ones_own_comes_back)
{
    ck_assert(comes_back(&own));
}
END_TEST

/* Each a fault of its own in that table. */
static void break_kind(struct accord_schema *schema, struct accord_column *columns)
{
    (void)schema;
    columns[1].kind = (enum accord_cell_kind)(ACCORD_CELL_LIST + 1);
}
static void break_missing(struct accord_schema *schema, struct accord_column *columns)
{
    (void)schema;
    columns[1].kind = ACCORD_CELL_MISSING;
}
static void break_event(struct accord_schema *schema, struct accord_column *columns)
{
    (void)schema;
    columns[4].event = true;
}
static void break_dated_by(struct accord_schema *schema, struct accord_column *columns)
{
    (void)schema;
    columns[1].dated_by = 3;
}
static void break_dated_by_none(struct accord_schema *schema, struct accord_column *columns)
{
    (void)schema;
    columns[1].dated_by = 5;
}
static void break_name(struct accord_schema *schema, struct accord_column *columns)
{
    (void)schema;
    columns[1].name = "_id";
}
static void break_twice(struct accord_schema *schema, struct accord_column *columns)
{
    (void)schema;
    columns[1].name = "who";
}
static void break_no_column(struct accord_schema *schema, struct accord_column *columns)
{
    (void)columns;
    schema->column_count = 0;
    schema->key_count = 0;
    schema->owed_count = 0;
    schema->actor = schema->valid_from = schema->valid_to = schema->confirmed = ACCORD_NO_COLUMN;
    schema->occurs[0] = ACCORD_NO_COLUMN;
    schema->complete_count = 0;
}
static void break_table_name(struct accord_schema *schema, struct accord_column *columns)
{
    (void)columns;
    schema->name = "Own";
}
static void break_key(struct accord_schema *schema, struct accord_column *columns)
{
    (void)columns;
    schema->key[1] = 5;
}
static void break_key_below(struct accord_schema *schema, struct accord_column *columns)
{
    (void)columns;
    schema->key[1] = ACCORD_NO_COLUMN;
}
static void break_actor(struct accord_schema *schema, struct accord_column *columns)
{
    (void)columns;
    schema->actor = 2;
}
static void break_valid(struct accord_schema *schema, struct accord_column *columns)
{
    (void)columns;
    schema->valid_from = 1;
}
static void break_confirmed(struct accord_schema *schema, struct accord_column *columns)
{
    (void)columns;
    schema->confirmed = 0;
}
static void break_occurs(struct accord_schema *schema, struct accord_column *columns)
{
    (void)columns;
    schema->occurs[1] = 4;
}
static void break_owed(struct accord_schema *schema, struct accord_column *columns)
{
    (void)columns;
    schema->owed[0] = -2;
}
static void break_core(struct accord_schema *schema, struct accord_column *columns)
{
    (void)columns;
    schema->core = true;
}
static void break_core_name(struct accord_schema *schema, struct accord_column *columns)
{
    (void)columns;
    schema->name = "plans";
}
static void break_until(struct accord_schema *schema, struct accord_column *columns)
{
    static struct accord_complete complete = {.since = 2, .until = 1};

    (void)columns;
    schema->complete = &complete;
    schema->complete_count = 1;
}
static void break_where(struct accord_schema *schema, struct accord_column *columns)
{
    static struct accord_complete complete = {.since = 2,
                                              .until = 3,
                                              .where_columns = {5},
                                              .where_values = {roles},
                                              .where_value_counts = {1},
                                              .where_count = 1};

    (void)columns;
    schema->complete = &complete;
    schema->complete_count = 1;
}
static void break_where_values(struct accord_schema *schema, struct accord_column *columns)
{
    static struct accord_complete complete = {
        .since = 2, .until = 3, .where_columns = {1}, .where_values = {roles}, .where_count = 1};

    (void)columns;
    schema->complete = &complete;
    schema->complete_count = 1;
}

static void (*const faults[])(struct accord_schema *, struct accord_column *) = {
    break_kind,  break_missing,   break_event,       break_dated_by, break_dated_by_none, break_name,
    break_twice, break_no_column, break_table_name,  break_key,      break_key_below,     break_actor,
    break_valid, break_confirmed, break_occurs,      break_owed,     break_core,          break_core_name,
    break_until, break_where,     break_where_values};

START_TEST(what_ingest_would_not_have_made_is_refused)
{
    struct accord_column columns[5];
    struct accord_schema schema = own;

    memcpy(columns, own_columns, sizeof(columns));
    schema.columns = columns;
    faults[_i](&schema, columns);
    ck_assert(!comes_back(&schema));
}
END_TEST

/* A column more is a dataset's right; another core column, kind or meaning is none. */
START_TEST(a_core_table_is_this_programs_own)
{
    const struct accord_schema *core = accord_core_schema("focal_points");
    struct accord_column columns[ACCORD_COLUMNS_MAX];
    struct accord_schema schema = *core;

    memcpy(columns, core->columns, core->column_count * sizeof(*columns));
    columns[core->column_count] =
        (struct accord_column){.name = "more", .kind = ACCORD_CELL_LIST, .dated_by = ACCORD_NO_COLUMN};
    schema.columns = columns;
    schema.column_count++;
    ck_assert(comes_back(&schema));
    schema.valid_to = schema.valid_from;
    ck_assert(!comes_back(&schema));
    schema.valid_to = core->valid_to;
    columns[2].name = "roll";
    ck_assert(!comes_back(&schema));
    columns[2].name = "role";
    columns[2].kind = ACCORD_CELL_LIST;
    ck_assert(!comes_back(&schema));
    columns[2].kind = ACCORD_CELL_TEXT;
    columns[5].personal = false; /* an address that rules would read */
    ck_assert(!comes_back(&schema));
    columns[5].personal = true;
    ck_assert(comes_back(&schema));
    schema.core = false;
    ck_assert(!comes_back(&schema));
}
END_TEST

START_TEST(a_core_column_keeps_the_event_that_dates_it)
{
    const struct accord_schema *core = accord_core_schema("contributions");
    struct accord_column columns[ACCORD_COLUMNS_MAX];
    struct accord_schema schema = *core;
    int paid = accord_schema_find(core, "paid", 4);
    int fund = accord_schema_find(core, "fund", 4);

    memcpy(columns, core->columns, core->column_count * sizeof(*columns));
    schema.columns = columns;
    columns[fund].dated_by = columns[paid].dated_by; /* a dataset may date what the core table does not */
    ck_assert(comes_back(&schema));
    columns[paid].dated_by = ACCORD_NO_COLUMN; /* paid before it was */
    ck_assert(!comes_back(&schema));
}
END_TEST

START_TEST(cut_or_flipped_bytes_are_refused_or_read)
{
    struct accord_text text;
    struct accord_schema taken;

    write(&own, &text);
    for (size_t length = 0; length < text.length; length++) {
        struct accord_wire wire = accord_wire_of(text.bytes, length);
        struct accord_arena arena;

        accord_arena_init(&arena);
        ck_assert(accord_schema_wire_take(&wire, &arena, &taken));
        ck_assert(wire.failed);
        accord_arena_clear(&arena);
    }
    for (size_t i = 0; i < 8 * text.length; i++) {
        struct accord_wire wire = accord_wire_of(text.bytes, text.length);
        struct accord_arena arena;

        accord_arena_init(&arena);
        text.bytes[i / 8] = (char)(text.bytes[i / 8] ^ (1 << i % 8));
        ck_assert(accord_schema_wire_take(&wire, &arena, &taken));
        text.bytes[i / 8] = (char)(text.bytes[i / 8] ^ (1 << i % 8));
        accord_arena_clear(&arena);
    }
    accord_text_clear(&text);
}
END_TEST

START_TEST(a_failed_allocation_is_told)
{
    struct accord_text text;
    struct accord_schema taken;
    bool good = false;

    write(accord_core_schema("plans"), &text);
    for (unsigned long nth = 1; !good; nth++) {
        struct accord_wire wire = accord_wire_of(text.bytes, text.length);
        struct accord_arena arena;

        accord_arena_init(&arena);
        accord_alloc_fail_after(nth);
        good = accord_schema_wire_take(&wire, &arena, &taken);
        accord_alloc_fail_after(0);
        ck_assert(good || nth < 100);
        ck_assert(!good || nth > 1);
        accord_arena_clear(&arena);
    }
    accord_text_clear(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("schema_wire");
    TCase *tests = tcase_create("schema_wire");

    tcase_add_test(tests, every_core_table_comes_back);
    tcase_add_test(tests, a_table_of_ones_own_comes_back);
    tcase_add_loop_test(tests, what_ingest_would_not_have_made_is_refused, 0, COUNT_OF(faults));
    tcase_add_test(tests, a_core_table_is_this_programs_own);
    tcase_add_test(tests, a_core_column_keeps_the_event_that_dates_it);
    tcase_add_test(tests, cut_or_flipped_bytes_are_refused_or_read);
    tcase_add_test(tests, a_failed_allocation_is_told);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
