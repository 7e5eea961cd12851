/* Meetings by name: by ids and by what titles count, and never by a guess. */
#include "import/meeting_names.h"

#include "base/memory.h"
#include "import/vocabulary.h"
#include "ingest/schema.h"
#include "unit/suite.h"

#include <stdio.h>
#include <string.h>

static struct accord_error err;

/* ---- titles ---- */

static const struct {
    const char *kind;
    const char *title;
    unsigned number; /* 0: the title gives none */
} titles[] = {
    {"cop", "CMS COP14", 14},
    {"cop", "CoP 18 (Geneva, 2019)", 18},
    {"cop", "COP-13", 13},
    {"cop", "Fourteenth meeting of the Conference of the Parties to CMS", 14},
    {"cop", "14th Meeting of the Conference of the Parties", 14},
    {"cop", "Twentieth ordinary meeting of the Conference of the Parties", 20},
    {"cop", "Second part of the fifteenth meeting of the Conference of the Parties", 15},
    {"cop", "Fifteenth meeting of the Conference of the Parties (COP 15)", 15},
    {"stc", "53rd meeting of the Standing Committee", 53},
    {"mop", "Eighth session of the Meeting of the Parties", 8},
    {"cop", "Meeting of the Conference of the Parties, 2019", 0},
    {"cop", "COP 2019", 0},
    {"cop", "Conference of the Parties", 0},
    {"cop", "Fourteenth meeting of the Parties (COP 15)", 0}, /* two numbers */
    {"cop", "Preparatory meeting for COP14", 0},
    {"cop", "First extraordinary meeting of the Conference of the Parties", 0},
    {"cop", "Pre-COP14 workshop", 0},
    {"cop", "Report of COP14", 0},
    {"cop", "The fourteenth great meeting", 0},
    {"mop", "CMS COP14", 0},
    {"cop", "", 0},
};

START_TEST(a_title_gives_a_number_or_none)
{
    unsigned number = 0;
    bool given = accord_number_of_meeting(titles[_i].kind, titles[_i].title, &number);
    ck_assert_msg(given == (titles[_i].number > 0), "%s: %u", titles[_i].title, number);
    if (given) ck_assert_uint_eq(number, titles[_i].number);
}
END_TEST

/* ---- rows ---- */

struct row {
    const char *id, *body, *kind, *from, *to, *title;
};

static const struct row rows[] = {
    {"cms-cop14", "cms-cop", "cop", "2024-02-12", "2024-02-17", NULL},
    {"cms-cop13~2", "cms-cop", "cop", "2020", NULL, NULL},
    {"cms-stc53", "cms-stc", "stc", "2022", NULL, NULL},
    {"cms-stc53~2", "cms-stc", "stc", "2023", NULL, NULL},
    {"m1", "cites-cop", "cop", "2019-08-17", "2019-08-28", "CITES CoP18"},
    {"cites-cop18", "cites-cop", "cop", "2019-08-17", "2019-08-28", NULL}, /* the same days: the same meeting */
    {"m2", "cbd", "cop", "2018-11-17", "2018-11-29", "Fourteenth meeting of the Conference of the Parties"},
    {"m3", "cbd-cop", "cop", "2016-12-04", NULL, "COP 13"},
    {"m4", "cbd-cop", "cop", "2016-12-05", NULL, "COP 13"},
    {"m5", "cbd-cop", NULL, "2014", NULL, "COP 12"},
};

static struct accord_cell text_cell(const char *text)
{
    if (text == NULL) return (struct accord_cell){.kind = ACCORD_CELL_MISSING};
    return (struct accord_cell){.kind = ACCORD_CELL_TEXT, .length = (uint32_t)strlen(text), .as.text = text};
}

static struct accord_cell date_cell(const char *text)
{
    struct accord_cell cell = {.kind = ACCORD_CELL_MISSING};
    const char *why = NULL;
    if (text == NULL) return cell;
    cell.kind = ACCORD_CELL_DATE;
    ck_assert(accord_date_parse(text, strlen(text), &cell.as.date, &why));
    return cell;
}

static enum accord_status add(struct accord_meeting_names *names, const struct row *row)
{
    const struct accord_schema *schema = accord_core_schema("meetings");
    struct accord_cell cells[ACCORD_COLUMNS_MAX] = {{.kind = ACCORD_CELL_MISSING}};
    const struct {
        const char *column;
        struct accord_cell cell;
    } filled[] = {{"id", text_cell(row->id)},     {"body", text_cell(row->body)}, {"kind", text_cell(row->kind)},
                  {"from", date_cell(row->from)}, {"to", date_cell(row->to)},     {"title", text_cell(row->title)}};
    for (size_t i = 0; i < sizeof filled / sizeof filled[0]; i++)
        cells[accord_schema_find(schema, filled[i].column, strlen(filled[i].column))] = filled[i].cell;
    return accord_meeting_names_add(names, cells, &err);
}

static const struct {
    const char *treaty, *kind;
    unsigned number;
    enum accord_meeting_result result;
    const char *from, *to;
} asked[] = {
    {"cms", "cop", 14, ACCORD_MEETING_FOUND, "2024-02-12", "2024-02-17"},
    {"cms", "cop", 13, ACCORD_MEETING_FOUND, "2020", "2020"},
    {"cms", "cop", 1, ACCORD_MEETING_UNKNOWN, NULL, NULL},
    {"cms", "stc", 53, ACCORD_MEETING_AMBIGUOUS, NULL, NULL},
    {"cites", "cop", 18, ACCORD_MEETING_FOUND, "2019-08-17", "2019-08-28"},
    {"cites", "cop", 14, ACCORD_MEETING_UNKNOWN, NULL, NULL},
    {"cbd", "cop", 14, ACCORD_MEETING_FOUND, "2018-11-17", "2018-11-29"},
    {"cbd", "cop", 13, ACCORD_MEETING_AMBIGUOUS, NULL, NULL},
    {"cbd", "cop", 12, ACCORD_MEETING_UNKNOWN, NULL, NULL}, /* of no kind */
};

START_TEST(a_meeting_is_found_by_its_id_or_its_title)
{
    struct accord_meeting_names *names = NULL;
    struct accord_meeting_name name = {.number = asked[_i].number};
    struct accord_date days = {0, 0};
    memcpy(name.kind, asked[_i].kind, strlen(asked[_i].kind) + 1);
    ck_assert_int_eq(accord_meeting_names_new(&names, &err), ACCORD_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_int_eq(add(names, &rows[i]), ACCORD_OK);
    ck_assert_int_eq(accord_meeting_names_find(names, asked[_i].treaty, &name, &days), asked[_i].result);
    if (asked[_i].from != NULL) {
        ck_assert_int_eq(days.first, date_cell(asked[_i].from).as.date.first);
        ck_assert_int_eq(days.last, date_cell(asked[_i].to).as.date.last);
    }
    accord_meeting_names_free(names);
}
END_TEST

START_TEST(names_have_a_maximum)
{
    struct accord_meeting_names *names = NULL;
    char id[32];
    struct row row = {id, "cms", NULL, "2020", NULL, NULL};
    ck_assert_int_eq(accord_meeting_names_new(&names, &err), ACCORD_OK);
    for (int i = 0; i <= ACCORD_MEETING_NAMES_MAX; i++) {
        (void)snprintf(id, sizeof id, "m-%d", i);
        ck_assert_int_eq(add(names, &row), i < ACCORD_MEETING_NAMES_MAX ? ACCORD_OK : ACCORD_BAD_DATA);
    }
    ck_assert_str_eq(err.text, "more than 100000 names of meetings");
    accord_meeting_names_free(names);
}
END_TEST

START_TEST(any_failed_allocation_is_survived)
{
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 1; status == ACCORD_NO_MEMORY; nth++) {
        struct accord_meeting_names *names = NULL;
        accord_alloc_fail_after(nth);
        status = accord_meeting_names_new(&names, &err);
        for (size_t i = 0; status == ACCORD_OK && i < sizeof rows / sizeof rows[0]; i++)
            status = add(names, &rows[i]);
        accord_alloc_fail_after(0);
        accord_meeting_names_free(names);
    }
    ck_assert_int_eq(status, ACCORD_OK);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/meeting_names");
    TCase *tcase = tcase_create("names");
    tcase_add_loop_test(tcase, a_title_gives_a_number_or_none, 0, COUNT_OF(titles));
    tcase_add_loop_test(tcase, a_meeting_is_found_by_its_id_or_its_title, 0, COUNT_OF(asked));
    tcase_add_test(tcase, names_have_a_maximum);
    tcase_add_test(tcase, any_failed_allocation_is_survived);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
