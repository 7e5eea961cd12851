/* Names to actors: every code and name that is known, and what is refused rather than guessed. */
#include "import/names.h"

#include "base/memory.h"
#include "import/name_tables.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct accord_names *names;
static struct accord_error err;

static void begin(void)
{
    ck_assert_int_eq(accord_names_new(&names, &err), ACCORD_OK);
}

static void end(void)
{
    accord_names_free(names);
}

/* "KEN", "former YUG", "ambiguous COD COG", "unknown". */
static const char *found(const char *name, size_t length, unsigned forms)
{
    static const char *const words[] = {"", "former ", "ambiguous", "unknown"};
    static char text[256];
    struct accord_name_answer answer;
    ck_assert_int_eq(accord_names_find(names, name, length, forms, &answer, &err), ACCORD_OK);
    size_t at = (size_t)snprintf(text, sizeof text, "%s", words[answer.result]);
    for (size_t i = 0; i < answer.count; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%s", answer.result == ACCORD_NAME_AMBIGUOUS ? " " : "",
                               answer.actors[i]->id);
    return text;
}

struct name_case {
    const char *name;
    const char *expected;
};

static const struct name_case cases[] = {
    {"KE", "KEN"},
    {"ke", "KEN"},
    {"KEN", "KEN"},
    {"404", "KEN"},
    {"Kenya", "KEN"},
    {"the Republic of Kenya", "KEN"},
    {"la République du Kenya", "KEN"},
    {"la República de Kenya", "KEN"},
    {"Кения", "KEN"},
    {"كينيا", "KEN"},
    {"肯尼亚", "KEN"},
    {"Party: Kenya", "KEN"},
    {"Partie : Kenya", "KEN"},
    {"缔约方：肯尼亚", "KEN"},
    {"Signatory: Kenya", "unknown"},
    {"4", "AFG"},
    {"04", "AFG"},
    {"004", "AFG"},
    {"0004", "unknown"},
    {"0", "unknown"},
    {"000", "unknown"},
    {"cote d'ivoire", "CIV"},
    {"COTE D'IVOIRE", "CIV"},
    {"Côte d’Ivoire", "CIV"},
    {"Cote dIvoire", "CIV"},
    {"Ivory Coast", "CIV"},
    {"Turkey", "TUR"},
    {"TÜRKİYE", "TUR"},
    {"Turquie", "TUR"},
    {"Viet-Nam", "VNM"},
    {"VIETNAM", "VNM"},
    {"Timor Leste", "TLS"},
    {"St Kitts & Nevis", "KNA"},
    {"Saint Vincent and the Grenadines", "VCT"},
    {"Sao Tome and Principe", "STP"},
    {"Curacao", "CUW"},
    {"Bahamas, The", "BHS"},
    {"Gambia (the)", "GMB"},
    {"Korea, Republic of", "KOR"},
    {"Korea (the Republic of)", "KOR"},
    {"Korea, Rep.", "KOR"},
    {"South Korea", "KOR"},
    {"Korea, Democratic People's Republic of", "PRK"},
    {"Korea, Dem. People's Rep.", "PRK"},
    {"Korea", "ambiguous KOR PRK"},
    {"Corée", "ambiguous KOR PRK"},
    {"Корея", "ambiguous KOR PRK"},
    {"Congo", "ambiguous COD COG"},
    {"Congo (the)", "ambiguous COD COG"},
    {"el Congo", "ambiguous COD COG"},
    {"刚果", "ambiguous COD COG"},
    {"Congo (Brazzaville)", "COG"},
    {"Congo - Kinshasa", "COD"},
    {"Republic of the Congo", "COG"},
    {"Congo, Republic of the", "COG"},
    {"Congo (Democratic Republic of the)", "COD"},
    {"Congo, Dem. Rep.", "COD"},
    {"Democratic Republic of Congo", "COD"},
    {"Zaire", "COD"},
    {"ZAR", "COD"},
    {"Iran, Islamic Republic of", "IRN"},
    {"Islamic Republic of Iran", "IRN"},
    {"Tanzania, United Republic of", "TZA"},
    {"Venezuela (Bolivarian Republic of)", "VEN"},
    {"Moldova", "MDA"},
    {"Swaziland", "SWZ"},
    {"Cape Verde", "CPV"},
    {"The former Yugoslav Republic of Macedonia", "MKD"},
    {"Burma", "MMR"},
    {"Czech Republic", "CZE"},
    {"UK", "GBR"},
    {"Great Britain", "GBR"},
    {"USA", "USA"},
    {"US", "USA"},
    {"Republic of China", "unknown"},
    {"People's Republic of China", "CHN"},
    {"Guinea", "GIN"},
    {"Equatorial Guinea", "GNQ"},
    {"Dominica", "DMA"},
    {"Dominican Republic", "DOM"},
    {"Niger", "NER"},
    {"Nigeria", "NGA"},
    {"Macao (China)", "MAC"},
    {"Holy See *", "VAT"},
    {"Niue **", "NIU"},
    {"Virgin Islands", "ambiguous VGB VIR"},
    {"EU", "EU"},
    {"EUE", "EU"},
    {"EUR", "EU"},
    {"EEC", "EU"},
    {"European Union", "EU"},
    {"Union européenne", "EU"},
    {"Unión Europea", "EU"},
    {"Европейский союз", "EU"},
    {"الاتحاد الأوروبي", "EU"},
    {"欧洲联盟", "EU"},
    {"European Community", "EU"},
    {"EC", "ambiguous ECU EU"},
    {"YUG", "former YUG"},
    {"Yugoslavia", "former YUG"},
    {"890", "former YUG"},
    {"891", "ambiguous SCG YUG"},
    {"CSK", "former CSK"},
    {"Czechoslovakia", "former CSK"},
    {"CS", "ambiguous CSK SCG"},
    {"Serbia and Montenegro", "former SCG"},
    {"USSR", "former SUN"},
    {"Германская Демократическая Республика", "former DDR"},
    {"NA", "ambiguous NAM"},
    {"no", "ambiguous NOR"},
    {"NAM", "NAM"},
    {"Kosovo (Res.1244)", "unknown"},
    {"Kenia", "unknown"},
    {"Kenyah", "unknown"},
    {"XKX", "unknown"},
    {"", "unknown"},
    {" ", "unknown"},
    {"-", "unknown"},
    {"Nigeria Niger", "unknown"},
    {"ST", "STP"},
    {"Saint", "unknown"},
    {"&", "unknown"},
    {"AND", "AND"},
    {"DE", "DEU"},
    {"LA", "LAO"},
    {"U.S.A.", "USA"},
    {"U.K.", "GBR"},
    {"E.U.", "EU"},
    {"S.A.", "unknown"},
    {"K E N", "unknown"},
    {"4 0 4", "unknown"},
    {"N/A", "unknown"},
};

START_TEST(a_name_names_its_actor_or_is_refused)
{
    ck_assert_str_eq(found(cases[_i].name, strlen(cases[_i].name), ACCORD_NAME_ANY), cases[_i].expected);
}
END_TEST

struct form_case {
    const char *name;
    unsigned forms;
    const char *expected;
};

static const struct form_case form_cases[] = {
    {"NA", ACCORD_NAME_ISO2, "NAM"},
    {"NA", ACCORD_NAME_ISO2 | ACCORD_NAME_ISO3, "NAM"},
    {"NA", ACCORD_NAME_WORDS, "unknown"},
    {"EC", ACCORD_NAME_ISO2, "ECU"},
    {"EC", ACCORD_NAME_WORDS, "EU"},
    {"KEN", ACCORD_NAME_ISO2, "unknown"},
    {"KE", ACCORD_NAME_ISO3, "unknown"},
    {"404", ACCORD_NAME_M49, "KEN"},
    {"404", ACCORD_NAME_WORDS | ACCORD_NAME_ISO3, "unknown"},
    {"Kenya", ACCORD_NAME_ISO2 | ACCORD_NAME_ISO3 | ACCORD_NAME_M49, "unknown"},
    {"EUE", ACCORD_NAME_ISO3, "EU"},
};

START_TEST(only_the_forms_of_the_column_are_looked_for)
{
    const struct form_case *it = &form_cases[_i];
    ck_assert_str_eq(found(it->name, strlen(it->name), it->forms), it->expected);
}
END_TEST

/* Rows whose name another actor has too: no other may arise unseen. */
static const char *const shared[] = {
    "COG Congo",   "COG Congo (the)", "COG Congo (le)", "COG Congo (el)", "COG Конго",
    "COG الكونغو", "COG 刚果",        "COG CONGO",      "MAF St. Martin",
};

struct table_row {
    char actor[8];
    char says[16];
    char text[256];
};

static const char *read_line(const char *line, struct table_row *row)
{
    const char *feed = strchr(line, '\n');
    char whole[512];
    (void)snprintf(whole, sizeof whole, "%.*s", (int)(feed - line), line);
    char *first = strchr(whole, ','), *second = strchr(first + 1, ',');
    *first = *second = '\0';
    char *text = second + 1;
    if (*text == '"') {
        text++;
        text[strlen(text) - 1] = '\0';
    }
    (void)snprintf(row->actor, sizeof row->actor, "%.7s", whole);
    (void)snprintf(row->says, sizeof row->says, "%.15s", first + 1);
    (void)snprintf(row->text, sizeof row->text, "%.255s", text);
    return feed + 1;
}

static bool is_listed(const struct table_row *row)
{
    char key[300];
    (void)snprintf(key, sizeof key, "%s %s", row->actor, row->text);
    for (int i = 0; i < COUNT_OF(shared); i++)
        if (strcmp(shared[i], key) == 0) return true;
    return false;
}

/* A row's own form, so that "EC" of Ecuador and of the Union do not meet. */
static unsigned form_of(const char *says)
{
    static const struct {
        const char *says;
        unsigned form;
    } forms[] = {{"iso2", ACCORD_NAME_ISO2},
                 {"iso3", ACCORD_NAME_ISO3},
                 {"m49", ACCORD_NAME_M49},
                 {"code", ACCORD_NAME_ISO3},
                 {"kind", 0},
                 {"ended", 0},
                 {"later", 0},
                 {"shared", 0},
                 {"unsure", 0}};
    for (int i = 0; i < COUNT_OF(forms); i++)
        if (strcmp(forms[i].says, says) == 0) return forms[i].form;
    return ACCORD_NAME_WORDS;
}

START_TEST(every_code_and_name_of_the_tables_names_its_actor)
{
    static const char *const known_twice[] = {"891", "CS"};
    size_t count = 0, seen = 0;
    const struct accord_name_table *tables = accord_name_tables(&count);
    for (size_t i = 0; i < count; i++) {
        char *text = accord_copy_text(tables[i].text, tables[i].length);
        struct table_row row;
        for (const char *line = read_line(text, &row); *line != '\0';) {
            line = read_line(line, &row);
            unsigned form = form_of(row.says);
            bool twice = strcmp(row.text, known_twice[0]) == 0 || strcmp(row.text, known_twice[1]) == 0;
            if (form == 0 || twice) continue;
            const char *is = found(row.text, strlen(row.text), form);
            const char *id = strrchr(is, ' ') == NULL ? is : strrchr(is, ' ') + 1;
            bool sure = strncmp(is, "ambiguous", 9) != 0 && strcmp(id, row.actor) == 0;
            ck_assert_msg(sure != is_listed(&row), "%s %s: %s", row.actor, row.text, is);
            seen++;
        }
        accord_free(text);
    }
    ck_assert_uint_gt(seen, 3000);
}
END_TEST

START_TEST(the_states_are_those_of_the_united_nations_and_four_more)
{
    size_t kinds[5] = {0};
    for (size_t i = 0; i < accord_names_count(names); i++)
        kinds[accord_names_at(names, i)->kind]++;
    ck_assert_uint_eq(kinds[ACCORD_KNOWN_STATE], 193 + 4);
    ck_assert_uint_eq(kinds[ACCORD_KNOWN_REIO], 1);
    ck_assert_uint_eq(kinds[ACCORD_KNOWN_FORMER], 7);
    ck_assert_uint_eq(kinds[ACCORD_KNOWN_STATE] + kinds[ACCORD_KNOWN_AREA], 249 + 1);
}
END_TEST

START_TEST(facts_about_an_actor_are_known)
{
    const struct accord_known_actor *kenya = accord_names_actor(names, "KEN");
    ck_assert_str_eq(kenya->name, "Kenya");
    ck_assert_str_eq(kenya->iso2, "KE");
    ck_assert_str_eq(kenya->iso3, "KEN");
    ck_assert_str_eq(kenya->m49, "404");
    ck_assert_ptr_null(kenya->ended);
    const struct accord_known_actor *union_ = accord_names_actor(names, "EU");
    ck_assert_ptr_null(union_->iso3);
    ck_assert_str_eq(accord_names_actor(names, "AFG")->m49, "004");
    ck_assert_str_eq(accord_names_actor(names, "CIV")->name, "Côte d'Ivoire");
    ck_assert_ptr_null(accord_names_actor(names, "XXX"));
    /* who came after a former one is known too */
    for (size_t i = 0; i < accord_names_count(names); i++) {
        const struct accord_known_actor *actor = accord_names_at(names, i);
        ck_assert_ptr_nonnull(actor->name);
        ck_assert_int_eq(actor->kind == ACCORD_KNOWN_FORMER, actor->ended != NULL);
        for (const char *later = actor->later; later != NULL && *later != '\0';) {
            char id[8];
            (void)snprintf(id, sizeof id, "%.3s", later);
            ck_assert_msg(accord_names_actor(names, id) != NULL, "%s", id);
            later += later[3] == ' ' ? 4 : 3;
        }
    }
}
END_TEST

struct word_case {
    const char *name;
    unsigned forms;
    const char *why;
};

static const struct word_case explained[] = {
    {"Congo", ACCORD_NAME_ANY,
     "\"Congo\", a name of more than one actor, expected that of COD (Democratic Republic of the Congo) or COG "
     "(Congo)"},
    {"Yugoslavia", ACCORD_NAME_ANY,
     "\"Yugoslavia\" (YUG, which ended in 1992 (the Socialist Federal Republic) or on 2003-02-04 (the Federal "
     "Republic)), "
     "expected an actor of the dataset; there since: BIH HRV MKD MNE SRB SVN"},
    {"Macao", ACCORD_NAME_ANY,
     "\"Macao\" (MAC, an area on the list of codes), expected a State or a regional organization"},
    {"NA", ACCORD_NAME_ANY,
     "\"NA\", which may be NAM (Namibia) or a mark for no value, expected a name, or a column of codes"},
    {"Kenyah", ACCORD_NAME_ANY, "\"Kenyah\", a name of no known actor, expected KEN (Kenya)"},
    {"Nigera", ACCORD_NAME_ANY, "\"Nigera\", a name of no known actor, expected NER (Niger) or NGA (Nigeria)"},
    {"Iraqs", ACCORD_NAME_ANY,
     "\"Iraqs\", a name of no known actor, expected IRQ (Iraq) or IRN (Iran (Islamic Republic of))"},
    {"Bolivia, Plurinational", ACCORD_NAME_ANY,
     "\"Bolivia, Plurinational\", a name of no known actor, expected BOL "
     "(Bolivia (Plurinational State of))"},
    {"Kosovo (Res.1244)", ACCORD_NAME_ANY,
     "\"Kosovo (Res.1244)\", a name of no known actor, expected a code or name of one, or an alias for it"},
    {"999", ACCORD_NAME_ANY, "\"999\", a name of no known actor, expected a code or name of one, or an alias for it"},
    {"KEX", ACCORD_NAME_ISO3, "\"KEX\", a name of no known actor, expected KEN (Kenya) or MEX (Mexico)"},
};

START_TEST(a_refusal_says_what_was_found_and_what_is_near)
{
    const struct word_case *it = &explained[_i];
    struct accord_name_answer answer;
    struct accord_text why;
    accord_text_init(&why, 1024);
    ck_assert_int_eq(accord_names_find(names, it->name, strlen(it->name), it->forms, &answer, &err), ACCORD_OK);
    ck_assert(!accord_name_is_actor(&answer));
    ck_assert_int_eq(accord_names_suggest(names, it->name, strlen(it->name), it->forms, &answer, &err), ACCORD_OK);
    accord_names_explain(&answer, it->name, strlen(it->name), &why);
    ck_assert_str_eq(accord_text_str(&why), it->why);
    accord_text_clear(&why);
}
END_TEST

START_TEST(actors_of_the_dataset_are_known_when_they_are_added)
{
    ck_assert_str_eq(found("CMS Secretariat", 15, ACCORD_NAME_ANY), "unknown");
    ck_assert_int_eq(accord_names_add_actor(names, "cms-secretariat", "CMS Secretariat", &err), ACCORD_OK);
    ck_assert_int_eq(accord_names_add_actor(names, "blg", NULL, &err), ACCORD_OK);
    ck_assert_int_eq(accord_names_add_actor(names, "KEN", "Another name", &err), ACCORD_OK);
    ck_assert_str_eq(found("cms secretariat", 15, ACCORD_NAME_ANY), "cms-secretariat");
    ck_assert_str_eq(found("cms-secretariat", 15, ACCORD_NAME_ISO3), "cms-secretariat");
    ck_assert_str_eq(found("BLG", 3, ACCORD_NAME_ANY), "blg");
    ck_assert_str_eq(found("Another name", 12, ACCORD_NAME_ANY), "unknown");
    ck_assert_int_eq(accord_names_actor(names, "blg")->kind, ACCORD_KNOWN_OTHER);
}
END_TEST

START_TEST(any_failed_allocation_is_survived)
{
    enum accord_status status = ACCORD_NO_MEMORY;
    for (unsigned long nth = 1; status != ACCORD_OK; nth += 1 + nth / 2) {
        struct accord_names *other = NULL;
        accord_alloc_fail_after(nth);
        status = accord_names_new(&other, &err);
        accord_alloc_fail_after(0);
        ck_assert(status == ACCORD_OK || status == ACCORD_NO_MEMORY);
        ck_assert((other != NULL) == (status == ACCORD_OK));
        accord_names_free(other);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("import/names");
    TCase *known = tcase_create("known");
    tcase_add_unchecked_fixture(known, begin, end);
    tcase_add_loop_test(known, a_name_names_its_actor_or_is_refused, 0, COUNT_OF(cases));
    tcase_add_loop_test(known, only_the_forms_of_the_column_are_looked_for, 0, COUNT_OF(form_cases));
    tcase_add_test(known, every_code_and_name_of_the_tables_names_its_actor);
    tcase_add_test(known, the_states_are_those_of_the_united_nations_and_four_more);
    tcase_add_test(known, facts_about_an_actor_are_known);
    tcase_add_loop_test(known, a_refusal_says_what_was_found_and_what_is_near, 0, COUNT_OF(explained));
    suite_add_tcase(suite, known);
    TCase *added = tcase_create("added");
    tcase_add_checked_fixture(added, begin, end);
    tcase_add_test(added, actors_of_the_dataset_are_known_when_they_are_added);
    tcase_add_test(added, any_failed_allocation_is_survived);
    suite_add_tcase(suite, added);
    return run_suite(suite);
}
