/* CSV files by mappings: the rows that are made, what is refused, and that every record is accounted for. */
#include "import/map_csv.h"

#include "base/map.h"
#include "base/memory.h"
#include "unit/import/file.h"
#include "unit/suite.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

static struct accord_problems *problems;
static struct accord_names *names;
static struct accord_error err;

/* Where the rows of a test go: written down, and known again by their table and all their cells, or by their key. */
struct sheet {
    struct accord_text rows;
    struct accord_map whole;
    struct accord_map keys;
    struct accord_reconciliation *reconciliation;
    bool keep_persons;
    bool has_yugoslavia;
};

static void begin(void)
{
    ck_assert_int_eq(accord_names_new(&names, &err), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
}

static void end(void)
{
    accord_problems_free(problems);
    accord_names_free(names);
}

static void open_sheet(struct sheet *sheet)
{
    *sheet = (struct sheet){.keep_persons = false};
    accord_text_init(&sheet->rows, 64 * 1024 * 1024);
    ck_assert_int_eq(accord_reconciliation_new(&sheet->reconciliation, &err), ACCORD_OK);
}

static void close_sheet(struct sheet *sheet)
{
    accord_text_clear(&sheet->rows);
    accord_map_clear(&sheet->whole);
    accord_map_clear(&sheet->keys);
    accord_reconciliation_free(sheet->reconciliation);
}

static void write_cell(const struct accord_cell *cell, struct accord_text *text)
{
    char date[ACCORD_DATE_TEXT_MAX];
    if (cell->kind == ACCORD_CELL_DATE) accord_text_add_str(text, accord_date_format(cell->as.date, date));
    if (cell->kind == ACCORD_CELL_INTEGER) accord_text_add_int(text, cell->as.integer);
    bool is_text = cell->kind == ACCORD_CELL_TEXT || cell->kind == ACCORD_CELL_LIST;
    for (uint32_t i = 0; is_text && i < cell->length; i++)
        accord_text_add_char(text, cell->as.text[i] == ACCORD_LIST_SEPARATOR ? '+' : cell->as.text[i]);
}

/* "table:line a|b|c": without the missing cells at the end. */
static void write_row(const struct accord_mapped_row *row, const int *columns, size_t count, struct accord_text *text)
{
    accord_text_add_str(text, row->schema->name);
    accord_text_add_char(text, ' ');
    size_t last = count;
    while (last > 0 && row->cells[columns == NULL ? (int)last - 1 : columns[last - 1]].kind == ACCORD_CELL_MISSING)
        last--;
    for (size_t i = 0; i < last; i++) {
        if (i > 0) accord_text_add_char(text, '|');
        write_cell(&row->cells[columns == NULL ? (int)i : columns[i]], text);
    }
}

static enum accord_status take_row(void *host, const struct accord_mapped_row *row, enum accord_taken *taken,
                                   struct accord_error *error)
{
    struct sheet *sheet = host;
    struct accord_text whole, key;
    bool is_new = false, new_key = false;
    (void)error;
    accord_text_init(&whole, 1024 * 1024);
    accord_text_init(&key, 1024 * 1024);
    write_row(row, NULL, row->schema->column_count, &whole);
    /* a claim of the same source about the same treaty is a rival when it says otherwise */
    bool claim = strcmp(row->schema->name, "memberships") == 0;
    write_row(row, row->schema->key, claim ? 3 : row->schema->key_count, &key);
    ck_assert(accord_map_put(&sheet->whole, whole.bytes, whole.length, 0, &is_new));
    ck_assert(accord_map_put(&sheet->keys, key.bytes, key.length, 0, &new_key));
    *taken = !is_new ? ACCORD_TAKEN_SAME : new_key ? ACCORD_TAKEN_NEW : ACCORD_TAKEN_RIVAL;
    accord_text_add(&sheet->rows, whole.bytes, whole.length);
    accord_text_addf(&sheet->rows, " @%u\n", row->line);
    accord_text_clear(&whole);
    accord_text_clear(&key);
    return ACCORD_OK;
}

static enum accord_meeting_result find_meeting(void *host, const char *treaty, const struct accord_meeting_name *name,
                                               struct accord_date *days)
{
    const char *why = NULL;
    (void)host;
    bool known = strcmp(treaty, "cms") == 0 && strcmp(name->kind, "cop") == 0 && name->number == 14;
    if (known) ck_assert(accord_date_parse("2024-02", 7, days, &why));
    return known ? ACCORD_MEETING_FOUND : ACCORD_MEETING_UNKNOWN;
}

static bool has_actor(void *host, const char *id)
{
    return ((struct sheet *)host)->has_yugoslavia && strcmp(id, "YUG") == 0;
}

static enum accord_status import(struct sheet *sheet, const char *mapping_path, const char *path, const char *file)
{
    struct accord_mapping *mapping = NULL;
    enum accord_status status = accord_mapping_open(mapping_path, "m.json", problems, &mapping, &err);
    if (status == ACCORD_BAD_DATA) ck_abort_msg("%s", accord_problems_at(problems, 0)->text);
    if (status != ACCORD_OK) return status;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    ck_assert_int_ge(descriptor, 0);
    struct accord_csv_import how = {.mapping = mapping,
                                    .names = names,
                                    .reconciliation = sheet->reconciliation,
                                    .row = take_row,
                                    .meeting = find_meeting,
                                    .has_actor = has_actor,
                                    .host = sheet,
                                    .keep_persons = sheet->keep_persons};
    status = accord_map_csv(&how, descriptor, file, problems, &err);
    (void)close(descriptor);
    accord_mapping_close(mapping);
    return status;
}

/* Imports a text by a mapping, and writes down rows, counts, and what was refused and warned of. */
static enum accord_status import_text(struct sheet *sheet, const char *mapping, const char *csv)
{
    char mapping_path[FILE_PATH_MAX], path[FILE_PATH_MAX];
    write_test_file(mapping_path, mapping);
    write_test_file(path, csv);
    enum accord_status status = import(sheet, mapping_path, path, "f.csv");
    (void)unlink(mapping_path);
    (void)unlink(path);
    return status;
}

static void write_problems(const struct accord_problems *list, char mark, struct accord_text *text)
{
    for (size_t i = 0; i < accord_problems_kept(list); i++) {
        const struct accord_problem *problem = accord_problems_at(list, i);
        accord_text_addf(text, "%c %u:%u %s\n", mark, problem->line, problem->column, problem->text);
    }
}

#define HEAD "{\"accord:mapping\": 1, \"sources\": [{\"id\": \"s\", \"title\": \"S\"}], "
#define CLAIM "\"treaty\": {\"value\": \"cms\"}, \"source\": {\"value\": \"s\"}"
#define ACTOR "\"actor\": {\"from\": \"A\", \"as\": \"actor\"}"
#define CLAIMS(spec) HEAD "\"tables\": [{\"table\": \"memberships\", \"columns\": {" ACTOR ", " CLAIM spec "}}]}"
#define IN_FORCE CLAIMS(", \"in_force\": {\"from\": \"E\", \"as\": \"date\"}")

struct import_case {
    const char *mapping;
    const char *csv;
    const char *expected;
};

static const struct import_case cases[] = {
    {IN_FORCE, "A,E\nKenya,1999-05-01\nUGA,2000\n",
     "memberships KEN|cms|s||||1999-05-01 @2\nmemberships UGA|cms|s||||2000 @3\n2=2+0+0\n"},
    {IN_FORCE,
     "\xEF\xBB\xBF"
     "A,E\r\nKenya,\r\n",
     "memberships KEN|cms|s @2\n1=1+0+0\n"},
    {IN_FORCE, "A,E\nKenya,1999\nKEN,1999\n",
     "memberships KEN|cms|s||||1999 @2\nmemberships KEN|cms|s||||1999 @3\n2=1+1+0\n"},
    {IN_FORCE, "A,E\nKenya,1999\nKEN,2000\n",
     "memberships KEN|cms|s||||1999 @2\nmemberships KEN|cms|s||||2000 @3\n2=2(1)+0+0\n"},
    {IN_FORCE, "A,E\nCongo,1999\nKEN,03/04/2019\n,1999\nYugoslavia,1999\nMacao,x\n",
     "0 rows\n5=0+0+5\n"
     "x 2:1 column \"A\": \"Congo\", a name of more than one actor, expected that of COD (Democratic Republic of the "
     "Congo) "
     "or COG (Congo)\n"
     "x 3:5 column \"E\": \"03/04/2019\" (a date whose order is not declared), expected the format of the column in "
     "the "
     "mapping, DD/MM/YYYY or MM/DD/YYYY\n"
     "x 4:1 column \"A\": no value in column actor, expected one, which is required\n"
     "x 5:1 column \"A\": \"Yugoslavia\" (YUG, which ended in 1992 (the Socialist Federal Republic) or on 2003-02-04 "
     "(the "
     "Federal Republic)), expected an actor of the dataset; there since: BIH HRV MKD MNE SRB SVN\n"
     "x 6:1 column \"A\": \"Macao\" (MAC, an area on the list of codes), expected a State or a regional organization\n"
     "x 6:7 column \"E\": \"x\", expected a date as YYYY, YYYY-MM or YYYY-MM-DD\n"},
    /* records that are no rows */
    {IN_FORCE, "A,E\nKEN\nKEN,1999,x\n\nK\"N,1\nUGA,2001\n",
     "memberships UGA|cms|s||||2001 @6\n5=1+0+4\n"
     "x 2:1 a row of 1 cell, expected 2\n"
     "x 3:10 a row of 3 cells, expected 2\n"
     "x 4:1 a blank line, expected a row of 2 cells\n"
     "x 5:2 a quote inside an unquoted cell, expected the whole cell in quotes or no quote\n"},
    /* missing values, of the mapping and of a column; value maps */
    {HEAD "\"missing\": [\"-\"], \"tables\": [{\"table\": \"memberships\", \"columns\": {" ACTOR ", " CLAIM
          ", \"in_force\": {\"from\": \"E\", \"as\": \"date\", \"missing\": [\"9999-12-31\"]}, "
          "\"deposit_kind\": {\"from\": \"K\", \"values\": {\"rtf\": \"ratification\", \"?\": null}}}}]}",
     "A,E,K\nKEN,-,rtf\nUGA,9999-12-31,?\nTCD,1999,-\nMLI,1999,acs\n",
     "memberships KEN|cms|s|||ratification @2\nmemberships UGA|cms|s @3\nmemberships TCD|cms|s||||1999 @4\n4=3+0+1\n"
     "x 5:10 column \"K\": \"acs\", expected one of \"rtf\", \"?\"\n"},
    /* which table takes a row */
    {HEAD "\"unused\": [\"Y\"], \"tables\": [{\"table\": \"memberships\", \"when\": {\"S\": [\"Party\", \"P\"]}, "
          "\"unless\": "
          "{\"Y\": \"\"}, \"columns\": {" ACTOR ", " CLAIM "}}, {\"table\": \"regions\", \"when\": {\"S\": \"R\"}, "
          "\"columns\": {" ACTOR ", \"scheme\": {\"value\": \"x\"}, \"region\": {\"value\": \"{S}-{Y}\"}}}]}",
     "A,S,Y\nKEN,Party,1\nUGA,P,2\nMLI,Party,\nTCD,R,3\nCOD,R,\nFRA,party,1\n",
     "memberships KEN|cms|s @2\nmemberships UGA|cms|s @3\nregions TCD|x|R-3 @5\n6=3+0+3\n"
     "x 4:1 a row that no table of the mapping takes, expected one that a table does\n"
     "x 6:1 no value in column region, expected one, which is required\n"
     "x 7:1 a row that no table of the mapping takes, expected one that a table does\n"},
    /* a row is taken whole or not at all */
    {HEAD "\"tables\": [{\"table\": \"regions\", \"columns\": {" ACTOR
          ", \"scheme\": {\"value\": \"x\"}, \"region\": {\"from\": \"R\"}}}, {\"table\": \"memberships\", "
          "\"columns\": {" ACTOR ", " CLAIM ", \"in_force\": {\"from\": \"E\", \"as\": \"date\"}}}]}",
     "A,R,E\nKEN,Africa,2019-02-30\nUGA,Africa,2019\n",
     "regions UGA|x|Africa @3\nmemberships UGA|cms|s||||2019 @3\n2=1+0+1\n"
     "x 2:12 column \"E\": \"2019-02-30\" (February has 28 days in that year), expected a date as YYYY, YYYY-MM or "
     "YYYY-MM-DD\n"},
    /* several values in a cell make several rows */
    {CLAIMS(", \"deposited\": {\"from\": \"D\", \"as\": \"date\", \"split\": \"|\"}, \"in_force\": {\"from\": \"E\", "
            "\"as\": \"date\", \"split\": \"|\"}"),
     "A,D,E\nKEN,1999|2001,2000|2002\nUGA,1999 | 2001,2002\nTCD,1999|2001,1999|2001|2003\nMLI,1999|,\nFRA,1999|x,y\n",
     "memberships KEN|cms|s||1999||2000 @2\nmemberships KEN|cms|s||2001||2002 @2\n"
     "memberships UGA|cms|s||1999||2002 @3\nmemberships UGA|cms|s||2001||2002 @3\n"
     "memberships MLI|cms|s||1999 @5\nmemberships MLI|cms|s @5\n5=3(3)+0+2\n"
     "x 4:15 column \"E\": 3 values in one cell, expected one, or 2 as in another cell of the row\n"
     "x 6:12 column \"E\": \"y\", expected a date as YYYY, YYYY-MM or YYYY-MM-DD\n"
     "x 6:5 column \"D\": \"x\", expected a date as YYYY, YYYY-MM or YYYY-MM-DD\n"
     "w 3:17 UGA cms: in force 2002 with a deposit of 1999, expected 1999-04-01 to 2000-03-01: the first day of the "
     "third "
     "month after the deposit, or 1983-11-01 for the first Parties (Article XVIII)\n"},
    /* lists, joined as the tables' own are */
    {HEAD
     "\"tables\": [{\"table\": \"partnerships\", \"columns\": {\"id\": {\"value\": \"p-{N}\"}, \"kind\": {\"value\": "
     "\"mou\"}, \"parties\": {\"from\": \"A\", \"as\": \"actor\", \"split\": \", \"}}}]}",
     "A,N\n\"Kenya, Uganda, EU\",1\n\"Kenya, Atlantis\",2\nKenya,3\n",
     "partnerships p-1|KEN+UGA+EU|mou @2\npartnerships p-3|KEN|mou @4\n3=2+0+1\n"
     "x 3:1 column \"A\": \"Atlantis\", a name of no known actor, expected a code or name of one, or an alias for "
     "it\n"},
    {HEAD "\"tables\": [{\"table\": \"plans\", \"columns\": {\"id\": {\"from\": \"N\"}, \"kind\": {\"value\": "
          "\"nbsap\"}, " ACTOR
          ", \"flags\": {\"from\": \"F\", \"split\": \"/\", \"values\": {\"m\": \"marine\", \"f\": \"forest\"}}}}]}",
     "A,N,F\nKEN,1,m/f\nKEN,2,\nKEN,3,m/x\n",
     "plans 1|KEN|nbsap|||||marine+forest @2\nplans 2|KEN|nbsap @3\n3=2+0+1\n"
     "x 4:7 column \"F\": \"x\", expected one of \"m\", \"f\"\n"},
    {HEAD "\"tables\": [{\"table\": \"plans\", \"columns\": {\"id\": {\"from\": \"N\"}, \"kind\": {\"value\": "
          "\"nbsap\"}, " ACTOR ", \"flags\": {\"from\": \"F\", \"split\": \"/\"}}}]}",
     "A,N,F\nKEN,1,a;b/c\n", "0 rows\n1=0+0+1\nx 2:7 column \"F\": \"a;b\", expected an item without ;\n"},
    /* meetings, formats, forms and facts */
    {CLAIMS(", \"in_force\": {\"from\": \"E\", \"as\": \"date\", \"meetings\": \"cms\", \"format\": \"MM/DD/YYYY\"}"),
     "A,E\nKEN,CoP14\nUGA,CoP15\nTCD,03/04/2019\n",
     "memberships KEN|cms|s||||2024-02 @2\nmemberships TCD|cms|s||||2019-03-04 @4\n3=2+0+1\n"
     "x 3:5 column \"E\": \"CoP15\" (a meeting that is not on record), expected a date, or the name of a meeting that "
     "is\n"},
    {HEAD
     "\"tables\": [{\"table\": \"actors\", \"columns\": {\"id\": {\"from\": \"A\", \"as\": \"actor\", \"forms\": "
     "[\"iso2\"]}, \"kind\": {\"from\": \"A\", \"as\": \"actor\", \"fact\": \"kind\"}, \"name\": {\"from\": \"A\", "
     "\"as\": \"actor\", \"fact\": \"name\"}, \"iso2\": {\"from\": \"A\", \"as\": \"actor\", \"fact\": \"iso2\"}, "
     "\"iso3\": {\"from\": \"A\", \"as\": \"actor\", \"fact\": \"iso3\"}, \"m49\": {\"from\": \"A\", \"as\": "
     "\"actor\", \"fact\": \"m49\"}}}]}",
     "A\nKE\neu\n", "actors KEN|state|Kenya||KE|KEN|404 @2\nactors EU|reio|European Union||EU @3\n2=2+0+0\n"},
    /* former actors that are wanted */
    {HEAD "\"former\": [\"CSK\"], \"tables\": [{\"table\": \"memberships\", \"columns\": {" ACTOR ", " CLAIM "}}]}",
     "A\nCzechoslovakia\n", "memberships CSK|cms|s @2\n1=1+0+0\n"},
    /* the dialect */
    {HEAD "\"delimiter\": \";\", \"tables\": [{\"table\": \"memberships\", \"columns\": {" ACTOR ", " CLAIM
          ", \"note\": {\"from\": \"N\"}}}]}",
     "A;N\n\"Korea, Republic of\";a,b\n", "memberships KOR|cms|s||||||a,b @2\n1=1+0+0\n"},
    /* the whole file is useless */
    {IN_FORCE, "A,e\n",
     "0 rows\n0=0+0+0\np 1:0 no column \"E\", expected it as the mapping says; there is \"e\"\n"
     "p 1:3 a column that no table takes, expected it among those that the mapping calls unused\n"},
    {IN_FORCE, "A,E,A\n", "0 rows\n0=0+0+0\np 1:5 a column name again, expected each name once\n"},
    {IN_FORCE, "A,E,\n", "0 rows\n0=0+0+0\np 1:5 an empty column name, expected a name for each column\n"},
    {IN_FORCE, "A,\"E\nKEN,1999\n",
     "0 rows\n0=0+0+0\np 1:3 a quote that is never closed, expected the closing quote before the end of the file\n"},
    {IN_FORCE, "A,E\"x\nKEN,1999\n",
     "0 rows\n0=0+0+0\np 1:4 a quote inside an unquoted cell, expected the whole cell in quotes or no quote\n"},
    {IN_FORCE, "", "0 rows\n0=0+0+0\np 1:0 an empty file, expected a line of column names\n"},
    {IN_FORCE, "A,E\nKEN,1999\nUGA,\"2000\nTCD,1\n",
     "memberships KEN|cms|s||||1999 @2\n1=1+0+0\n"
     "p 3:5 a quote that is never closed, expected the closing quote before the end of the file\n"},
};

START_TEST(rows_are_made_refused_and_accounted_for)
{
    struct sheet sheet;
    struct accord_text text;
    const struct import_case *it = &cases[_i];
    open_sheet(&sheet);
    accord_text_init(&text, 1024 * 1024);
    enum accord_status status = import_text(&sheet, it->mapping, it->csv);
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(sheet.reconciliation);
    accord_text_add_str(&text, sheet.rows.length > 0 ? accord_text_str(&sheet.rows) : "0 rows\n");
    accord_text_addf(&text, "%zu=%zu", totals.read, totals.mapped);
    if (totals.conflicting > 0) accord_text_addf(&text, "(%zu)", totals.conflicting);
    accord_text_addf(&text, "+%zu+%zu\n", totals.merged, totals.refused);
    write_problems(accord_reconciliation_refusals(sheet.reconciliation), 'x', &text);
    write_problems(accord_reconciliation_warnings(sheet.reconciliation), 'w', &text);
    write_problems(problems, 'p', &text);
    ck_assert_str_eq(accord_text_str(&text), it->expected);
    ck_assert_int_eq(status, accord_problems_count(problems) == 0 ? ACCORD_OK : ACCORD_BAD_DATA);
    accord_text_clear(&text);
    close_sheet(&sheet);
}
END_TEST

START_TEST(persons_are_left_out_unless_they_are_kept)
{
    static const char mapping[] =
        HEAD "\"tables\": [{\"table\": \"focal_points\", \"columns\": {\"id\": {\"value\": \"fp-{N}\"}, \"role\": "
             "{\"value\": \"cms-nfp\"}, " ACTOR ", \"person\": {\"from\": \"P\"}, \"email\": {\"from\": \"M\"}}}]}";
    static const char csv[] = "A,N,P,M\nKEN,1,Somebody,x@example.org\n";
    for (int keep = 0; keep < 2; keep++) {
        struct sheet sheet;
        open_sheet(&sheet);
        sheet.keep_persons = keep == 1;
        ck_assert_int_eq(import_text(&sheet, mapping, csv), ACCORD_OK);
        ck_assert_str_eq(accord_text_str(&sheet.rows),
                         keep == 1 ? "focal_points fp-1|KEN|cms-nfp||Somebody|x@example.org @2\n"
                                   : "focal_points fp-1|KEN|cms-nfp @2\n");
        close_sheet(&sheet);
    }
}
END_TEST

START_TEST(what_is_said_of_a_person_is_not_shown_in_a_refusal)
{
    static const char mapping[] =
        HEAD "\"tables\": [{\"table\": \"focal_points\", \"columns\": {\"id\": {\"value\": \"fp-{N}\"}, \"role\": "
             "{\"value\": \"cms-nfp\"}, " ACTOR ", \"person\": {\"from\": \"P\", \"values\": {\"x\": \"X\"}}}}]}";
    struct sheet sheet;
    open_sheet(&sheet);
    sheet.keep_persons = true;
    ck_assert_int_eq(import_text(&sheet, mapping, "A,N,P\nKEN,1,Somebody\n"), ACCORD_OK);
    ck_assert_str_eq(accord_problems_at(accord_reconciliation_refusals(sheet.reconciliation), 0)->text,
                     "column \"P\": a value that is not shown, expected one of the mapping's");
    close_sheet(&sheet);
}
END_TEST

START_TEST(a_file_that_cannot_be_read_is_a_problem)
{
    struct sheet sheet;
    char path[FILE_PATH_MAX];
    open_sheet(&sheet);
    write_test_file(path, IN_FORCE);
    ck_assert_int_eq(import(&sheet, path, "/tmp", "f.csv"), ACCORD_BAD_DATA);
    ck_assert_uint_eq(accord_problems_count(problems), 1);
    ck_assert_ptr_nonnull(strstr(accord_problems_at(problems, 0)->text, "expected a readable one"));
    (void)unlink(path);
    close_sheet(&sheet);
}
END_TEST

START_TEST(a_former_actor_of_the_dataset_is_taken)
{
    struct sheet sheet;
    open_sheet(&sheet);
    sheet.has_yugoslavia = true;
    ck_assert_int_eq(import_text(&sheet, CLAIMS(""), "A\nYugoslavia\nCzechoslovakia\n"), ACCORD_OK);
    ck_assert_str_eq(accord_text_str(&sheet.rows), "memberships YUG|cms|s @2\n");
    ck_assert_uint_eq(accord_reconciliation_totals(sheet.reconciliation).refused, 1);
    close_sheet(&sheet);
}
END_TEST

START_TEST(too_many_values_in_a_cell_are_refused)
{
    struct sheet sheet;
    struct accord_text csv;
    open_sheet(&sheet);
    accord_text_init(&csv, 1024 * 1024);
    for (int more = 0; more < 2; more++) {
        accord_text_add_str(&csv, more == 0 ? "A,E\nKEN,1" : "\nKEN,1");
        for (int i = 1; i < ACCORD_MAPPED_SPLIT_MAX + more; i++)
            accord_text_addf(&csv, "|%d", i);
    }
    ck_assert_int_eq(import_text(&sheet, CLAIMS(", \"note\": {\"from\": \"E\", \"split\": \"|\"}"), csv.bytes),
                     ACCORD_OK);
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(sheet.reconciliation);
    ck_assert_uint_eq(totals.mapped, 1);
    ck_assert_uint_eq(totals.refused, 1);
    ck_assert_str_eq(accord_problems_at(accord_reconciliation_refusals(sheet.reconciliation), 0)->text,
                     "column \"E\": 1001 values in one cell, expected at most 1000");
    accord_text_clear(&csv);
    close_sheet(&sheet);
}
END_TEST

/* A row of an actor and a cell of so many values, all different. */
static void add_many(struct accord_text *csv, const char *actor, int count, const char *separator)
{
    accord_text_addf(csv, "%s,\"", actor);
    for (int i = 0; i < count; i++)
        accord_text_addf(csv, "%sx%d", i == 0 ? "" : separator, i);
    accord_text_add_str(csv, "\"\n");
}

START_TEST(a_record_is_refused_for_so_many_reasons_and_no_more)
{
    struct sheet sheet;
    struct accord_text csv;
    open_sheet(&sheet);
    accord_text_init(&csv, 1024 * 1024);
    accord_text_add_str(&csv, "A,E\n");
    add_many(&csv, "KEN", ACCORD_MAPPED_REASONS_MAX + 1, "|");
    ck_assert_int_eq(
        import_text(&sheet, CLAIMS(", \"in_force\": {\"from\": \"E\", \"as\": \"date\", \"split\": \"|\"}"), csv.bytes),
        ACCORD_OK);
    ck_assert_uint_eq(accord_reconciliation_totals(sheet.reconciliation).refused, 1);
    ck_assert_uint_eq(accord_problems_count(accord_reconciliation_refusals(sheet.reconciliation)),
                      ACCORD_MAPPED_REASONS_MAX);
    accord_text_clear(&csv);
    close_sheet(&sheet);
}
END_TEST

#define FLAGGED                                                                                                        \
    HEAD "\"tables\": [{\"table\": \"plans\", \"columns\": {\"id\": {\"from\": \"A\"}, \"kind\": {\"value\": "         \
         "\"k\"}, " ACTOR ", \"flags\": {\"from\": \"E\", \"split\": \", \"}}}]}"

START_TEST(a_list_has_so_many_items_and_no_more)
{
    struct sheet sheet;
    struct accord_text csv;
    open_sheet(&sheet);
    accord_text_init(&csv, 1024 * 1024);
    accord_text_add_str(&csv, "A,E\n");
    add_many(&csv, "KEN", ACCORD_MAPPED_SPLIT_MAX, ", ");
    add_many(&csv, "UGA", ACCORD_MAPPED_SPLIT_MAX + 1, ", ");
    ck_assert_int_eq(import_text(&sheet, FLAGGED, csv.bytes), ACCORD_OK);
    ck_assert_uint_eq(accord_reconciliation_totals(sheet.reconciliation).mapped, 1);
    ck_assert_str_eq(accord_problems_at(accord_reconciliation_refusals(sheet.reconciliation), 0)->text,
                     "column \"E\": 1001 values in one cell, expected at most 1000");
    accord_text_clear(&csv);
    close_sheet(&sheet);
}
END_TEST

START_TEST(a_text_of_cells_is_no_longer_than_a_record)
{
    struct sheet sheet;
    struct accord_text csv;
    open_sheet(&sheet);
    accord_text_init(&csv, 32 * 1024 * 1024);
    accord_text_add_str(&csv, "A,E\nKEN,");
    memset(accord_text_extend(&csv, 9 * 1024 * 1024), 'x', 9 * 1024 * 1024);
    accord_text_add_str(&csv, "\nUGA,x\n");
    ck_assert_int_eq(import_text(&sheet, CLAIMS(", \"note\": {\"value\": \"{E}{E}\"}"), csv.bytes), ACCORD_OK);
    ck_assert_str_eq(accord_text_str(&sheet.rows), "memberships UGA|cms|s||||||xx @3\n");
    ck_assert_str_eq(accord_problems_at(accord_reconciliation_refusals(sheet.reconciliation), 0)->text,
                     "a value of more than 16 MiB, expected a shorter one");
    accord_text_clear(&csv);
    close_sheet(&sheet);
}
END_TEST

/* A header cell can be long too: a reason shows its beginning. */
START_TEST(a_long_column_name_does_not_hide_the_reason)
{
    enum { LENGTH = 20000 };
    struct sheet sheet;
    struct accord_text csv, mapping;
    open_sheet(&sheet);
    accord_text_init(&csv, 1024 * 1024);
    accord_text_init(&mapping, 1024 * 1024);
    accord_text_add_str(&mapping,
                        HEAD "\"tables\": [{\"table\": \"memberships\", \"columns\": {\"actor\": {\"from\": \"");
    memset(accord_text_extend(&mapping, LENGTH), 'n', LENGTH);
    accord_text_add_str(&mapping, "\", \"as\": \"actor\"}, " CLAIM "}}]}");
    memset(accord_text_extend(&csv, LENGTH), 'n', LENGTH);
    accord_text_add_str(&csv, "\nAtlantis\n");
    ck_assert_int_eq(import_text(&sheet, mapping.bytes, csv.bytes), ACCORD_OK);
    ck_assert_str_eq(
        accord_problems_at(accord_reconciliation_refusals(sheet.reconciliation), 0)->text,
        "column \"nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn\"...: \"Atlantis\", a name of "
        "no known actor, expected a code or name of one, or an alias for it");
    accord_text_clear(&csv);
    accord_text_clear(&mapping);
    close_sheet(&sheet);
}
END_TEST

static enum accord_status take_nothing(void *host, const struct accord_mapped_row *row, enum accord_taken *taken,
                                       struct accord_error *error)
{
    (void)host;
    (void)row;
    (void)error;
    *taken = ACCORD_TAKEN_NEW;
    return ACCORD_OK;
}

START_TEST(any_failed_allocation_is_survived)
{
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 1; status != ACCORD_OK; nth++) {
        struct sheet sheet;
        char path[FILE_PATH_MAX], csv[FILE_PATH_MAX];
        open_sheet(&sheet);
        write_test_file(path, CLAIMS(", \"in_force\": {\"from\": \"E\", \"as\": \"date\", \"split\": \"|\"}, \"note\": "
                                     "{\"value\": \"{E}\"}"));
        write_test_file(csv, "A,E\nKenya,1999|2000\nAtlantis,x\n");
        struct accord_mapping *mapping = NULL;
        int descriptor = open(csv, O_RDONLY | O_CLOEXEC);
        accord_alloc_fail_after(nth);
        status = accord_mapping_open(path, "m.json", problems, &mapping, &err);
        if (status == ACCORD_OK) {
            struct accord_csv_import how = {
                .mapping = mapping, .names = names, .reconciliation = sheet.reconciliation, .row = take_nothing};
            status = accord_map_csv(&how, descriptor, "f.csv", problems, &err);
        }
        accord_alloc_fail_after(0);
        ck_assert_msg(status == ACCORD_OK || status == ACCORD_NO_MEMORY, "%d", status);
        (void)close(descriptor);
        (void)unlink(path);
        (void)unlink(csv);
        accord_mapping_close(mapping);
        close_sheet(&sheet);
    }
}
END_TEST

/* ---- the fixtures: every row of the facts goes in ---- */

struct fixture {
    const char *mapping;
    const char *file;
    size_t read;
    size_t refused;
    size_t rivals;
    size_t warnings;
    const char *problems; /* that are among those kept */
};

static const struct fixture fixtures[] = {
    {"treaties.json", "treaties/aewa.csv", 83, 0, 14, 0, ""},
    {"treaties.json", "treaties/bern.csv", 51, 0, 0, 0, ""},
    {"treaties.json", "treaties/cbd.csv", 197, 0, 0, 28,
     "signed 1192-06-12, expected no earlier than the adoption of the treaty on 1992-05-22"},
    {"treaties.json", "treaties/cites.csv", 184, 0, 0, 4,
     "SVK cites: in force 1993-01-01, expected no earlier than the deposit on 1993-03-02"},
    {"treaties.json", "treaties/cms.csv", 132, 0, 2, 79, ""},
    {"treaties.json", "treaties/icrw.csv", 98, 0, 12, 0, ""},
    {"treaties.json", "treaties/itpgrfa.csv", 154, 0, 0, 0, ""},
    {"treaties.json", "treaties/ramsar.csv", 173, 0, 0, 6, "SVN ramsar: in force"},
    {"treaties.json", "treaties/unccd.csv", 195, 0, 0, 0, ""},
    {"treaties.json", "treaties/whc.csv", 194, 0, 0, 0, ""},
    {"cms_page.json", "cms_page.csv", 93, 2, 3, 0, ""},
};

static void import_fixture(struct sheet *sheet, const struct fixture *fixture)
{
    char mapping[512], path[512];
    (void)snprintf(mapping, sizeof mapping, "%s/import/%s", ACCORD_FIXTURES, fixture->mapping);
    (void)snprintf(path, sizeof path, "%s/import/%s", ACCORD_FIXTURES, fixture->file);
    ck_assert_int_eq(import(sheet, mapping, path, fixture->file), ACCORD_OK);
}

START_TEST(every_row_of_the_fixtures_is_accounted_for)
{
    struct sheet sheet;
    struct accord_text text;
    const struct fixture *fixture = &fixtures[_i];
    open_sheet(&sheet);
    accord_text_init(&text, 1024 * 1024);
    import_fixture(&sheet, fixture);
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(sheet.reconciliation);
    const struct accord_problems *warnings = accord_reconciliation_warnings(sheet.reconciliation);
    write_problems(accord_reconciliation_refusals(sheet.reconciliation), 'x', &text);
    write_problems(warnings, 'w', &text);
    ck_assert_uint_eq(totals.read, fixture->read);
    ck_assert_uint_eq(totals.refused, fixture->refused);
    ck_assert_uint_eq(totals.conflicting, fixture->rivals);
    ck_assert_uint_eq(accord_problems_count(warnings), fixture->warnings);
    ck_assert_msg(strstr(accord_text_str(&text), fixture->problems) != NULL, "%s", accord_text_str(&text));
    accord_text_clear(&text);
    close_sheet(&sheet);
}
END_TEST

START_TEST(the_page_is_refused_where_it_names_no_actor)
{
    struct sheet sheet;
    struct accord_text text;
    open_sheet(&sheet);
    accord_text_init(&text, 1024 * 1024);
    import_fixture(&sheet, &fixtures[COUNT_OF(fixtures) - 1]);
    write_problems(accord_reconciliation_refusals(sheet.reconciliation), 'x', &text);
    ck_assert_str_eq(
        accord_text_str(&text),
        "x 56:79 column \"country_as_printed\": \"Kosovo (Res.1244)\", a name of no known actor, expected a code "
        "or name of one, or an alias for it\n"
        "x 68:79 column \"country_as_printed\": \"Macao (China)\" (MAC, an area on the list of codes), expected "
        "a State or a regional organization\n");
    accord_text_clear(&text);
    close_sheet(&sheet);
}
END_TEST

/* Actor, treaty, source and four dates: the columns that both sides have. */
static void add_claim(struct accord_map *claims, const char *const *cells)
{
    struct accord_text text;
    bool added = false;
    accord_text_init(&text, 4096);
    for (int i = 0; i < 7; i++)
        accord_text_addf(&text, "%s|", cells[i]);
    ck_assert(accord_map_put(claims, text.bytes, text.length, 0, &added));
    accord_text_clear(&text);
}

/* The claims of `rows`, as take_row wrote them: "memberships A|T|S|SIGNED|DEPOSITED|KIND|IN_FORCE|ENDED|NOTE @LINE". */
static void add_imported_claims(struct accord_map *claims, const char *rows)
{
    static const char head[] = "memberships ";
    char line[1024];
    for (const char *at = rows; *at != '\0'; at = strchr(at, '\n') + 1) {
        char *cells[9], *rest = NULL;
        size_t count = 0;
        (void)snprintf(line, sizeof line, "%.*s", (int)(strchr(at, '\n') - at), at);
        if (strncmp(line, head, sizeof head - 1) != 0) continue;
        *strrchr(line, ' ') = '\0';
        for (rest = line + sizeof head - 1; rest != NULL; count++) {
            char *bar = strchr(rest, '|');
            cells[count] = rest;
            if (bar != NULL) *bar = '\0';
            rest = bar == NULL ? NULL : bar + 1;
        }
        while (count < sizeof cells / sizeof cells[0])
            cells[count++] = strchr(line, '\0'); /* cells at the end that were left out */
        const char *const claim[] = {cells[0], cells[1], cells[2], cells[3], cells[4], cells[6], cells[7]};
        add_claim(claims, claim);
    }
}

static void add_fixture_claims(struct accord_map *claims)
{
    static const struct accord_csv_dialect dialect = {',', '"', true, true};
    struct accord_csv *csv = NULL;
    struct accord_csv_record record;
    struct accord_place where;
    const char *why = NULL;
    int descriptor = open(ACCORD_FIXTURES "/parties/memberships.csv", O_RDONLY | O_CLOEXEC);
    ck_assert_int_eq(accord_csv_open(descriptor, &dialect, &csv, &err), ACCORD_OK);
    ck_assert_int_eq(accord_csv_next(csv, &record, &where, &why, &err), ACCORD_CSV_RECORD);
    while (accord_csv_next(csv, &record, &where, &why, &err) == ACCORD_CSV_RECORD) {
        char texts[7][64];
        const char *cells[7];
        for (size_t i = 0; i < 7; i++) {
            (void)snprintf(texts[i], sizeof texts[i], "%.*s", (int)record.fields[i].length, record.fields[i].text);
            cells[i] = texts[i];
        }
        add_claim(claims, cells);
    }
    accord_csv_close(csv);
    (void)close(descriptor);
}

static size_t count_missing(const struct accord_map *from, const struct accord_map *in, struct accord_text *which)
{
    size_t missing = 0;
    int64_t value = 0;
    for (size_t i = 0; i < from->count; i++) {
        if (accord_map_get(in, from->entries[i].key, from->entries[i].length, &value)) continue;
        accord_text_addf(which, "%s\n", from->entries[i].key);
        missing++;
    }
    return missing;
}

/* fixtures/parties was made from the same facts by another program: the claims agree, but for the year that it left
 * out. */
START_TEST(the_claims_are_those_of_the_dataset_of_parties)
{
    struct sheet sheet;
    struct accord_map imported, expected;
    struct accord_text which;
    open_sheet(&sheet);
    accord_map_init(&imported);
    accord_map_init(&expected);
    accord_text_init(&which, 1024 * 1024);
    for (int i = 0; i < COUNT_OF(fixtures) - 1; i++)
        import_fixture(&sheet, &fixtures[i]);
    add_imported_claims(&imported, accord_text_str(&sheet.rows));
    add_fixture_claims(&expected);
    ck_assert_uint_eq(expected.count, 3692);
    ck_assert_uint_eq(count_missing(&imported, &expected, &which), 1);
    ck_assert_uint_eq(count_missing(&expected, &imported, &which), 1);
    ck_assert_str_eq(accord_text_str(&which), "GIN|cbd|ecolex|1192-06-12|1993-05-07|1993-12-29||\n"
                                              "GIN|cbd|ecolex||1993-05-07|1993-12-29||\n");
    accord_text_clear(&which);
    accord_map_clear(&expected);
    accord_map_clear(&imported);
    close_sheet(&sheet);
}
END_TEST

/* Once more: all of it is there, and every row is merged. */
START_TEST(importing_again_merges)
{
    struct sheet sheet;
    open_sheet(&sheet);
    import_fixture(&sheet, &fixtures[2]);
    import_fixture(&sheet, &fixtures[2]);
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(sheet.reconciliation);
    ck_assert_uint_eq(totals.mapped, 197);
    ck_assert_uint_eq(totals.merged, 197);
    ck_assert_uint_eq(totals.conflicting, 0);
    close_sheet(&sheet);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/map_csv");
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, begin, end);
    tcase_add_loop_test(rows, rows_are_made_refused_and_accounted_for, 0, COUNT_OF(cases));
    tcase_add_test(rows, persons_are_left_out_unless_they_are_kept);
    tcase_add_test(rows, what_is_said_of_a_person_is_not_shown_in_a_refusal);
    tcase_add_test(rows, a_file_that_cannot_be_read_is_a_problem);
    tcase_add_test(rows, a_former_actor_of_the_dataset_is_taken);
    tcase_add_test(rows, too_many_values_in_a_cell_are_refused);
    tcase_add_test(rows, a_record_is_refused_for_so_many_reasons_and_no_more);
    tcase_add_test(rows, a_list_has_so_many_items_and_no_more);
    tcase_add_test(rows, a_text_of_cells_is_no_longer_than_a_record);
    tcase_add_test(rows, a_long_column_name_does_not_hide_the_reason);
    tcase_add_test(rows, any_failed_allocation_is_survived);
    tcase_add_loop_test(rows, every_row_of_the_fixtures_is_accounted_for, 0, COUNT_OF(fixtures));
    tcase_add_test(rows, the_page_is_refused_where_it_names_no_actor);
    tcase_add_test(rows, the_claims_are_those_of_the_dataset_of_parties);
    tcase_add_test(rows, importing_again_merges);
    suite_add_tcase(suite, rows);
    return run_suite(suite);
}
