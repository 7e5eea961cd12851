/* Rows beside each other: which are one, which are rivals, and that their order changes nothing. */
#include "import/gather.h"

#include "import/gather_parts.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

static struct accord_names *names;
static struct accord_error err;
static size_t memory; /* of rows */

static void begin_in_memory(void)
{
    memory = ACCORD_SORTER_MEMORY;
    ck_assert_int_eq(accord_names_new(&names, &err), ACCORD_OK);
}

static void begin_in_a_file(void)
{
    begin_in_memory();
    memory = 1;
}

static void end(void)
{
    accord_names_free(names);
}

START_TEST(columns_are_those_that_their_numbers_say)
{
    static const struct {
        const char *table;
        const char *column;
        int number;
    } columns[] = {
        {"memberships", "source", ACCORD_CLAIM_SOURCE},
        {"memberships", "signed", ACCORD_CLAIM_SIGNED},
        {"memberships", "deposited", ACCORD_CLAIM_DEPOSITED},
        {"memberships", "in_force", ACCORD_CLAIM_IN_FORCE},
        {"memberships", "ended", ACCORD_CLAIM_ENDED},
        {"regions", "region", ACCORD_REGION_NAME},
        {"regions", "from", ACCORD_REGION_FROM},
        {"regions", "to", ACCORD_REGION_TO},
    };
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        ck_assert_int_eq(
            accord_schema_find(accord_core_schema(columns[i].table), columns[i].column, strlen(columns[i].column)),
            columns[i].number);
}
END_TEST

/* ---- rows as texts: "table a|b|c" ---- */

enum { ROWS_MAX = 8, TEXT_MAX = 256 };

/* Types the row's cells, whose texts are in `buffer`. */
static const struct accord_schema *read_row(const char *row, char buffer[TEXT_MAX], struct accord_cell *cells)
{
    ck_assert_uint_lt(strlen(row), TEXT_MAX);
    memcpy(buffer, row, strlen(row) + 1);
    char *at = strchr(buffer, ' ');
    *at++ = '\0';
    const struct accord_schema *schema = accord_core_schema(buffer);
    for (size_t i = 0; i < schema->column_count; i++) {
        size_t length = at == NULL ? 0 : strcspn(at, "|");
        const char *why = NULL;
        cells[i] = (struct accord_cell){.kind = ACCORD_CELL_MISSING};
        if (length > 0 && schema->columns[i].kind == ACCORD_CELL_DATE) {
            cells[i].kind = ACCORD_CELL_DATE;
            ck_assert(accord_date_parse(at, length, &cells[i].as.date, &why));
        } else if (length > 0) {
            cells[i] = (struct accord_cell){
                .kind = (uint8_t)schema->columns[i].kind, .length = (uint32_t)length, .as.text = at};
        }
        if (at != NULL) at = at[length] == '|' ? at + length + 1 : NULL;
    }
    return schema;
}

struct gathered {
    struct accord_reconciliation *reconciliation;
    struct accord_gathering *gathering;
};

static void take_one(struct gathered *gathered, const char *row, uint32_t line, bool alone)
{
    char buffer[TEXT_MAX];
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    struct accord_place places[ACCORD_COLUMNS_MAX] = {{0, 0}};
    const struct accord_mapped_row mapped = {read_row(row, buffer, cells), cells, places, line, alone};
    ck_assert_int_eq(accord_gathering_take(gathered->gathering, &mapped, "f.csv", &err), ACCORD_OK);
    ck_assert_int_eq(
        accord_reconciliation_take(gathered->reconciliation, mapped.schema->name, ACCORD_TAKEN_LATER, &err), ACCORD_OK);
}

static void take(struct gathered *gathered, const char *row, uint32_t line)
{
    accord_reconciliation_begin(gathered->reconciliation);
    take_one(gathered, row, line, line % 2 == 0); /* which makes no difference */
    accord_reconciliation_end(gathered->reconciliation);
}

static void begin_gathering(struct gathered *gathered)
{
    ck_assert_int_eq(accord_reconciliation_new(&gathered->reconciliation, &err), ACCORD_OK);
    ck_assert_int_eq(accord_gathering_new(names, gathered->reconciliation, NULL, memory, &gathered->gathering, &err),
                     ACCORD_OK);
}

static void gather(struct gathered *gathered, const char *const *rows, const size_t *order, size_t count)
{
    begin_gathering(gathered);
    for (size_t i = 0; i < count; i++)
        take(gathered, rows[order[i]], (uint32_t)i + 2);
}

static void release(struct gathered *gathered)
{
    accord_gathering_free(gathered->gathering);
    accord_reconciliation_free(gathered->reconciliation);
}

static enum accord_status add_bytes(void *host, const char *bytes, size_t length, struct accord_error *error)
{
    struct accord_text *text = host;
    (void)error;
    accord_text_add(text, bytes, length);
    return ACCORD_OK;
}

/* All tables, or all but actors, as CSV. */
static void write_tables(struct gathered *gathered, bool actors, struct accord_text *text)
{
    const struct accord_schema *schema = NULL;
    ck_assert_int_eq(accord_gathering_settle(gathered->gathering, &err), ACCORD_OK);
    ck_assert_int_eq(accord_gathering_finish(gathered->gathering, &err), ACCORD_OK);
    for (size_t i = 0; (schema = accord_gathering_table(gathered->gathering, i)) != NULL; i++) {
        size_t before = text->length;
        ck_assert_int_eq(accord_gathering_write(gathered->gathering, schema, add_bytes, text, &err), ACCORD_OK);
        if (strcmp(schema->name, "actors") == 0 && !actors) accord_text_end_at(text, text->bytes + before);
    }
}

static void write_all(struct gathered *gathered, struct accord_text *text)
{
    write_tables(gathered, false, text);
}

/* Rows by what became of them. */
static void check_taken(const struct gathered *gathered, const size_t expected[3])
{
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(gathered->reconciliation);
    for (size_t kind = 0; kind < 3; kind++) {
        size_t rows = 0;
        for (size_t i = 0; i < accord_reconciliation_table_count(gathered->reconciliation); i++)
            rows += accord_reconciliation_table(gathered->reconciliation, i).rows[kind];
        ck_assert_uint_eq(rows, expected[kind]);
    }
    ck_assert_uint_eq(totals.mapped, expected[ACCORD_TAKEN_NEW] + expected[ACCORD_TAKEN_RIVAL]);
    ck_assert_uint_eq(totals.merged, expected[ACCORD_TAKEN_SAME]);
    ck_assert_uint_eq(totals.conflicting, expected[ACCORD_TAKEN_RIVAL]);
}

struct rows_case {
    const char *rows[ROWS_MAX];
    size_t taken[3]; /* new, same, rival: in the order that is written */
    const char *csv;
};

static const struct rows_case cases[] = {
    /* one claim of two sources, as far as dates are known */
    {{"memberships KEN|cms|a|||x|1999-05", "memberships KEN|cms|b||||1999-05-01"},
     {2, 0, 0},
     "actor,treaty,source,deposit_kind,in_force\nKEN,cms,a,x,1999-05\nKEN,cms,b,,1999-05-01\n"},
    {{"memberships KEN|cms|a||||1999-05", "memberships KEN|cms|b||||1999-06"},
     {1, 0, 1},
     "actor,treaty,source,in_force\nKEN,cms,a,1999-05\nKEN,cms,b,1999-06\n"},
    /* another treaty, another actor: no rivals */
    {{"memberships KEN|cms|a||||1999", "memberships KEN|cbd|a||||2000", "memberships UGA|cms|a||||2001"},
     {3, 0, 0},
     "actor,treaty,source,in_force\nKEN,cbd,a,2000\nKEN,cms,a,1999\nUGA,cms,a,2001\n"},
    /* two spells of one source: no rivals unless they overlap; a source with one of them agrees */
    {{"memberships KEN|cms|a||||1990|1995", "memberships KEN|cms|a||||2000", "memberships KEN|cms|b||||2000"},
     {3, 0, 0},
     "actor,treaty,source,in_force,ended\nKEN,cms,a,1990,1995\nKEN,cms,a,2000,\nKEN,cms,b,2000,\n"},
    {{"memberships KEN|cms|a||||1990|1995", "memberships KEN|cms|a||||1994"},
     {1, 0, 1},
     "actor,treaty,source,in_force,ended\nKEN,cms,a,1990,1995\nKEN,cms,a,1994,\n"},
    {{"memberships KEN|cms|a||||1990|1995", "memberships KEN|cms|a||||1995-06"},
     {2, 0, 0},
     "actor,treaty,source,in_force,ended\nKEN,cms,a,1990,1995\nKEN,cms,a,1995-06,\n"},
    /* one key: what is missing is filled, of two the later in order stays */
    {{"memberships KEN|cms|a||||1999", "memberships KEN|cms|a|||x|1999"},
     {2, 0, 0},
     "actor,treaty,source,deposit_kind,in_force\nKEN,cms,a,x,1999\n"},
    {{"memberships KEN|cms|a||||1999||n", "memberships KEN|cms|a||||1999||m", "memberships KEN|cms|a||||1999"},
     {1, 2, 0},
     "actor,treaty,source,in_force,note\nKEN,cms,a,1999,n\n"},
    /* regions at the same time, and after one another */
    {{"regions ISR|cms|Asia|1983|2014", "regions ISR|cms|Europe|2014"},
     {2, 0, 0},
     "actor,scheme,region,from,to\nISR,cms,Asia,1983,2014\nISR,cms,Europe,2014,\n"},
    {{"regions ISR|cms|Asia|1983", "regions ISR|cms|Europe|2014", "regions ISR|m49|Asia|1983"},
     {2, 0, 1},
     "actor,scheme,region,from\nISR,cms,Asia,1983\nISR,cms,Europe,2014\nISR,m49,Asia,1983\n"},
    /* ids */
    {{"plans p|KEN|x|2", "plans p|KEN|x|1", "plans p|KEN|x|2", "plans p|KEN|x", "plans q|KEN|x|1"},
     {2, 1, 2},
     "id,actor,kind,version\np,KEN,x,\np~2,KEN,x,1\np~3,KEN,x,2\nq,KEN,x,1\n"},
    /* persons */
    {{"focal_points f|KEN|r||P", "focal_points f|KEN|r", "focal_points f|KEN|r||Q", "focal_points f|KEN|r|I"},
     {1, 1, 2},
     "id,actor,role,institution,person\nf,KEN,r,,P\nf~2,KEN,r,,Q\nf~3,KEN,r,I,\n"},
    /* what RFC 4180 quotes, and lists */
    {{"plans p|KEN|a,b|\"|||2030|x\x1fy", "plans q|KEN|a\nb"},
     {2, 0, 0},
     "id,actor,kind,version,expires,flags\np,KEN,\"a,b\",\"\"\"\",2030,x;y\nq,KEN,\"a\nb\",,,\n"},
};

static size_t count_rows(const struct rows_case *c)
{
    size_t count = 0;
    while (count < ROWS_MAX && c->rows[count] != NULL)
        count++;
    return count;
}

START_TEST(rows_are_one_or_rivals_or_neither)
{
    const struct rows_case *c = &cases[_i];
    static const size_t order[ROWS_MAX] = {0, 1, 2, 3, 4, 5, 6, 7};
    struct gathered gathered;
    struct accord_text text;
    accord_text_init(&text, 64 * 1024);
    gather(&gathered, c->rows, order, count_rows(c));
    write_all(&gathered, &text);
    check_taken(&gathered, c->taken);
    ck_assert_str_eq(accord_text_str(&text), c->csv);
    accord_text_clear(&text);
    release(&gathered);
}
END_TEST

/* The next order of the numbers, in their lexicographic order; false past the last. */
static bool next_order(size_t *order, size_t count)
{
    size_t i = count - 1;
    while (i > 0 && order[i - 1] >= order[i])
        i--;
    if (i == 0) return false;
    size_t j = count - 1;
    while (order[j] <= order[i - 1])
        j--;
    size_t kept = order[i - 1];
    order[i - 1] = order[j];
    order[j] = kept;
    for (size_t low = i, high = count - 1; low < high; low++, high--) {
        kept = order[low];
        order[low] = order[high];
        order[high] = kept;
    }
    return true;
}

START_TEST(no_order_of_the_rows_changes_what_is_written)
{
    const struct rows_case *c = &cases[_i];
    size_t order[ROWS_MAX] = {0, 1, 2, 3, 4, 5, 6, 7};
    do {
        struct gathered gathered;
        struct accord_text text;
        accord_text_init(&text, 64 * 1024);
        gather(&gathered, c->rows, order, count_rows(c));
        write_all(&gathered, &text);
        ck_assert_str_eq(accord_text_str(&text), c->csv);
        accord_text_clear(&text);
        release(&gathered);
    } while (next_order(order, count_rows(c)));
}
END_TEST

START_TEST(of_an_actor_what_is_known_goes_before_what_is_said)
{
    static const char *const rows[] = {"actors KEN|body|Kenia", "actors KEN|state|Kenya||KE", "actors X|body|A",
                                       "actors X|body|B"};
    size_t order[] = {0, 1, 2, 3};
    do {
        struct gathered gathered;
        struct accord_text text;
        accord_text_init(&text, 64 * 1024);
        gather(&gathered, rows, order, 4);
        write_tables(&gathered, true, &text);
        ck_assert_str_eq(accord_text_str(&text), "id,kind,name,iso2\nKEN,state,Kenya,KE\nX,body,B,\n");
        ck_assert_uint_eq(accord_problems_count(accord_reconciliation_conflicts(gathered.reconciliation)), 2);
        accord_text_clear(&text);
        release(&gathered);
    } while (next_order(order, 4));
}
END_TEST

START_TEST(actors_that_rows_name_are_added_as_they_are_known)
{
    static const char *const rows[] = {"requests r|KEN|open|k|2020-01-01", "partnerships p|UGA\037EU|k",
                                       "requests s|open|KEN|k|2020-01-01"};
    static const size_t order[] = {0, 1, 2};
    struct gathered gathered;
    struct accord_text text;
    accord_text_init(&text, 64 * 1024);
    gather(&gathered, rows, order, 3);
    write_tables(&gathered, true, &text);
    const char *end_of_actors = strstr(accord_text_str(&text), "id,from,to");
    ck_assert_ptr_nonnull(end_of_actors);
    accord_text_end_at(&text, text.bytes + (end_of_actors - text.bytes));
    ck_assert_str_eq(accord_text_str(&text), "id,kind,name,iso2,iso3,m49\nEU,reio,European Union,EU,,\n"
                                             "KEN,state,Kenya,KE,KEN,404\nUGA,state,Uganda,UG,UGA,800\n");
    accord_text_clear(&text);
    release(&gathered);
}
END_TEST

START_TEST(an_actor_that_nobody_knows_is_none)
{
    static const char *const rows[] = {"plans p|XYZ|k"};
    static const size_t order[] = {0};
    struct gathered gathered;
    gather(&gathered, rows, order, 1);
    ck_assert_int_eq(accord_gathering_settle(gathered.gathering, &err), ACCORD_OK);
    ck_assert_int_eq(accord_gathering_finish(gathered.gathering, &err), ACCORD_BAD_DATA);
    ck_assert_str_eq(err.text, "a row names the actor XYZ, of which no id is known");
    release(&gathered);
}
END_TEST

START_TEST(rivals_have_a_maximum)
{
    struct gathered gathered;
    gather(&gathered, NULL, NULL, 0);
    char row[TEXT_MAX];
    for (int i = 0; i < ACCORD_GATHER_RIVALS_MAX + _i; i++) {
        (void)snprintf(row, sizeof row, "plans p|KEN|k|%d", i);
        take(&gathered, row, (uint32_t)i + 2);
    }
    enum accord_status status = accord_gathering_settle(gathered.gathering, &err);
    ck_assert_int_eq(status, _i == 0 ? ACCORD_OK : ACCORD_BAD_DATA);
    if (_i > 0) ck_assert_str_eq(err.text, "plans: more than 1000 rows that are rivals of each other");
    release(&gathered);
}
END_TEST

/* Rows of many ids, each second one a rival of the one before it. */
START_TEST(the_first_conflicts_are_kept_in_the_order_of_their_rows)
{
    enum { IDS = 3 * ACCORD_PROBLEMS_KEPT };
    struct gathered gathered;
    char row[TEXT_MAX], expected[TEXT_MAX];
    gather(&gathered, NULL, NULL, 0);
    for (int i = 0; i < 2 * IDS; i++) { /* ids fall, lines rise */
        (void)snprintf(row, sizeof row, "plans p%04d|KEN|k|%d", IDS - i / 2, i % 2);
        take(&gathered, row, (uint32_t)i + 2);
    }
    ck_assert_int_eq(accord_gathering_settle(gathered.gathering, &err), ACCORD_OK);
    const struct accord_problems *conflicts = accord_reconciliation_conflicts(gathered.reconciliation);
    ck_assert_uint_eq(accord_problems_count(conflicts), IDS);
    ck_assert_uint_eq(accord_problems_kept(conflicts), ACCORD_PROBLEMS_KEPT);
    for (unsigned i = 0; i < ACCORD_PROBLEMS_KEPT; i++) {
        const struct accord_problem *conflict = accord_problems_at(conflicts, i);
        (void)snprintf(expected, sizeof expected,
                       "plans p%04u: version \"1\", not \"0\" as another row of this id says", IDS - i);
        ck_assert_str_eq(conflict->text, expected);
        ck_assert_str_eq(conflict->file, "f.csv");
        ck_assert_uint_eq(conflict->line, 2 * i + 3);
    }
    release(&gathered);
}
END_TEST

START_TEST(a_row_of_the_source_is_what_most_of_its_rows_are)
{
    static const char *const records[][3] = {
        {"plans p|KEN|k|1", "plans q|KEN|k|1", NULL},              /* new */
        {"plans q|KEN|k|1", "plans p|KEN|k|1", NULL},              /* the same */
        {"plans q|KEN|k|1", "plans r|KEN|k|1", "plans p|KEN|k|1"}, /* new */
        {"plans p|KEN|k|2", "plans q|KEN|k|1", "plans s|KEN|k|1"}, /* a rival */
        {"plans p|KEN|k|2", NULL, NULL},                           /* the same */
    };
    struct gathered gathered;
    begin_gathering(&gathered);
    for (size_t i = 0; i < COUNT_OF(records); i++) {
        accord_reconciliation_begin(gathered.reconciliation);
        for (size_t j = 0; j < 3 && records[i][j] != NULL; j++)
            take_one(&gathered, records[i][j], (uint32_t)i + 2, records[i][1] == NULL);
        accord_reconciliation_end(gathered.reconciliation);
    }
    ck_assert_int_eq(accord_gathering_settle(gathered.gathering, &err), ACCORD_OK);
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(gathered.reconciliation);
    ck_assert_uint_eq(totals.read, 5);
    ck_assert_uint_eq(totals.mapped, 3);
    ck_assert_uint_eq(totals.merged, 2);
    ck_assert_uint_eq(totals.conflicting, 1);
    release(&gathered);
}
END_TEST

static void add_tests(Suite *suite, const char *name, SFun begin)
{
    TCase *tcase = tcase_create(name);
    tcase_add_checked_fixture(tcase, begin, end);
    tcase_add_test(tcase, columns_are_those_that_their_numbers_say);
    tcase_add_loop_test(tcase, rows_are_one_or_rivals_or_neither, 0, COUNT_OF(cases));
    tcase_add_loop_test(tcase, no_order_of_the_rows_changes_what_is_written, 0, COUNT_OF(cases));
    tcase_add_test(tcase, of_an_actor_what_is_known_goes_before_what_is_said);
    tcase_add_test(tcase, actors_that_rows_name_are_added_as_they_are_known);
    tcase_add_test(tcase, an_actor_that_nobody_knows_is_none);
    tcase_add_loop_test(tcase, rivals_have_a_maximum, 0, 2);
    tcase_add_test(tcase, the_first_conflicts_are_kept_in_the_order_of_their_rows);
    tcase_add_test(tcase, a_row_of_the_source_is_what_most_of_its_rows_are);
    suite_add_tcase(suite, tcase);
}

int main(void)
{
    Suite *suite = suite_create("import/gather");
    add_tests(suite, "in memory", begin_in_memory);
    add_tests(suite, "in a file", begin_in_a_file);
    return run_suite(suite);
}
