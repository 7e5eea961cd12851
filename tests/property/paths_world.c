/* Invented actors that are much alike. */
#include "property/paths_world.h"

#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { KINDS = 16, PATH_MAX_ = 1024, MEETINGS = 5, OPEN_REQUESTS = 3 };

const char *const paths_dates[PATHS_DATES] = {"2018-06-30", "2019",       "2015",       "2019-03-01", "2018-01-01",
                                              "2020-12-31", "2020",       "2017-06",    "2019-01-01", "2018-12-31",
                                              "2021-05",    "2022-01-01", "2019-02-28", "2018"};

const struct paths_table paths_tables[PATHS_TABLES] = {
    {.name = "focal_points",
     .dates = {"designated", "confirmed", "ended"},
     .texts = {"role", "institution"},
     .personal = "email",
     .owner = "actor",
     .values = {"nfp", "deputy", "sa", "Ministry 1", "none"}},
    {.name = "reports",
     .dates = {"due", "submitted"},
     .texts = {"period", "treaty", "state", "version", "due_kind"},
     .lists = {"about"},
     .truth = "checked",
     .owner = "actor",
     .values = {"2018", "2019", "w", "v", "final", "draft", "1", "x", "soft", "none"}},
    {.name = "actions",
     .dates = {"date", "from", "to"},
     .texts = {"provision", "kind", "status", "description"},
     .lists = {"counterparts", "flags"},
     .owner = "actor",
     .values = {"w:1", "k1", "k2", "done", "planned", "x", "y", "none"}},
    {.name = "plans",
     .dates = {"adopted", "submitted", "expires"},
     .texts = {"kind", "version"},
     .lists = {"flags"},
     .owner = "actor",
     .values = {"strategy", "action", "1", "2", "x", "none"}},
    {.name = "requests",
     .dates = {"asked", "due", "answered"},
     .texts = {"kind", "from", "subject"},
     .owner = "actor",
     .values = {"data", "visit", "sec", "birds", "none"}},
    {.name = "contributions",
     .dates = {"due", "paid_on"},
     .texts = {"fund", "currency"},
     .amount = "assessed",
     .number = "year",
     .owner = "actor",
     .values = {"core", "extra", "EUR", "USD", "none"}},
    {.name = "partnerships",
     .dates = {"from", "to"},
     .texts = {"kind", "name"},
     .lists = {"parties", "flags"},
     .owner = "actor",
     .values = {"pact", "mou", "x", "none", "A000"}},
    {.name = "meetings",
     .dates = {"from", "to"},
     .texts = {"body", "kind", "title"},
     .lists = {"open_to"},
     .owner = "world",
     .values = {"cop", "sc", "all", "none"}},
    {.name = "requests",
     .dates = {"asked", "due", "answered"},
     .texts = {"kind", "subject"},
     .owner = "world",
     .values = {"data", "visit", "birds", "none"}},
};

uint32_t paths_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (*seed >> 8) % below;
}

/* Throws that are the same for all of a kind, but for one. */
struct dice {
    uint32_t seed;
    uint32_t own;
    unsigned thrown;
    unsigned other; /* the throw that differs; 0: none */
};

static uint32_t throw(struct dice * dice, uint32_t below)
{
    uint32_t value = paths_random(&dice->seed, below);
    return ++dice->thrown == dice->other ? (value + 1) % below : value;
}

static const char *one_of(struct dice *dice, const char *const *values, uint32_t count)
{
    return values[throw(dice, count)];
}

static const char *date(struct dice *dice)
{
    return one_of(dice, paths_dates, PATHS_DATES);
}

/* Blank in one of three. */
static const char *may_be_date(struct dice *dice)
{
    const char *given = date(dice);
    return throw(dice, 3) == 0 ? "" : given;
}

/* One of many words, which goes by no kind. */
static unsigned word(struct dice *dice)
{
    return paths_random(&dice->own, 90);
}

#define ONE_OF(dice, ...)                                                                                              \
    one_of(dice, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

struct files {
    FILE *of[10];
    unsigned id; /* given so far */
};

enum {
    ACTORS,
    MEMBERSHIPS,
    FOCAL_POINTS,
    REPORTS,
    ACTIONS,
    PLANS,
    REQUESTS,
    CONTRIBUTIONS,
    PARTNERSHIPS,
    MEETINGS_FILE
};

static const struct {
    const char *name;
    const char *header;
} tables[] = {
    [ACTORS] = {"actors", "id,kind,name,official_name,former_names"},
    [MEMBERSHIPS] = {"memberships", "actor,treaty,source,in_force,ended"},
    [FOCAL_POINTS] = {"focal_points", "id,actor,role,institution,email,designated,confirmed,ended"},
    [REPORTS] = {"reports", "id,actor,treaty,period,due,due_kind,submitted,version,state,about,checked"},
    [ACTIONS] = {"actions", "id,actor,provision,kind,status,date,from,to,counterparts,flags,description"},
    [PLANS] = {"plans", "id,actor,kind,version,adopted,submitted,expires,flags"},
    [REQUESTS] = {"requests", "id,from,to,kind,asked,due,answered,subject"},
    [CONTRIBUTIONS] = {"contributions", "id,actor,fund,year,currency,assessed,paid,due,paid_on"},
    [PARTNERSHIPS] = {"partnerships", "id,parties,kind,name,from,to,flags"},
    [MEETINGS_FILE] = {"meetings", "id,body,kind,from,to,open_to,title"},
};

/* ---- rows of one actor ---- */

static void write_actor(struct files *files, struct dice *dice, const char *actor)
{
    fprintf(files->of[ACTORS], "%s,state,Land %u,%s,%s\n", actor, word(dice), ONE_OF(dice, "", "Republic", "Kingdom"),
            ONE_OF(dice, "", "Old", "Old;Older"));
    fprintf(files->of[MEMBERSHIPS], "%s,w,s0,%s,%s\n", actor, ONE_OF(dice, "2001-05-01", "2001-05-01", "2019"),
            throw(dice, 9) == 0 ? date(dice) : "");
    if (throw(dice, 3) == 0) fprintf(files->of[MEMBERSHIPS], "%s,v,s1,%s,\n", actor, date(dice));
    if (throw(dice, 6) == 0) fprintf(files->of[MEMBERSHIPS], "%s,w,s1,%s,\n", actor, date(dice));
}

static void write_focal_point(struct files *files, struct dice *dice, const char *actor)
{
    fprintf(files->of[FOCAL_POINTS], "f%u,%s,%s,%s,%s,", files->id, actor, ONE_OF(dice, "nfp", "nfp", "deputy", "sa"),
            ONE_OF(dice, "", "Ministry 1", "Ministry 2"), ONE_OF(dice, "", "a@b.example"));
    fprintf(files->of[FOCAL_POINTS], "%s,", may_be_date(dice));
    fprintf(files->of[FOCAL_POINTS], "%s,", throw(dice, 3) == 0 ? date(dice) : "");
    fprintf(files->of[FOCAL_POINTS], "%s\n", throw(dice, 3) == 0 ? date(dice) : "");
}

static void write_report(struct files *files, struct dice *dice, const char *actor)
{
    fprintf(files->of[REPORTS], "r%u,%s,%s,%s,", files->id, actor, ONE_OF(dice, "w", "v"),
            ONE_OF(dice, "2017", "2018", "2019", "2018-06"));
    fprintf(files->of[REPORTS], "%s,%s,", may_be_date(dice), ONE_OF(dice, "", "soft", "hard"));
    fprintf(files->of[REPORTS], "%s,", may_be_date(dice));
    if (throw(dice, 4) > 0) fprintf(files->of[REPORTS], "edition %u", word(dice));
    fprintf(files->of[REPORTS], ",%s,%s,%s\n", ONE_OF(dice, "", "final", "draft"), ONE_OF(dice, "", "x", "x;y"),
            ONE_OF(dice, "", "true", "false"));
}

static void write_action(struct files *files, struct dice *dice, const char *actor)
{
    bool act = throw(dice, 2) == 0;
    fprintf(files->of[ACTIONS], "a%u,%s,%s,%s,%s,", files->id, actor, ONE_OF(dice, "w:1", "w:2", ""),
            ONE_OF(dice, "k1", "k2"), ONE_OF(dice, "done", "planned", "ongoing"));
    fprintf(files->of[ACTIONS], "%s,", act ? may_be_date(dice) : "");
    fprintf(files->of[ACTIONS], "%s,%s,", act ? "" : may_be_date(dice),
            act ? "" : ONE_OF(dice, "", "2023", "2022-02-01"));
    fprintf(files->of[ACTIONS], "%s,%s,%s", ONE_OF(dice, "", "A000", "A000;A001"), ONE_OF(dice, "", "x", "x;y"),
            ONE_OF(dice, "", "some words", " more "));
    fprintf(files->of[ACTIONS], throw(dice, 2) == 0 ? " %u\n" : "\n", word(dice));
}

static void write_plan(struct files *files, struct dice *dice, const char *actor)
{
    fprintf(files->of[PLANS], "l%u,%s,%s,%s,", files->id, actor, ONE_OF(dice, "strategy", "action"),
            ONE_OF(dice, "1", "2"));
    fprintf(files->of[PLANS], "%s,", may_be_date(dice));
    fprintf(files->of[PLANS], "%s,", may_be_date(dice));
    fprintf(files->of[PLANS], "%s,%s\n", may_be_date(dice), ONE_OF(dice, "", "x", "x;y"));
}

static void write_request(struct files *files, struct dice *dice, const char *actor)
{
    fprintf(files->of[REQUESTS], "q%u,sec,%s,%s,%s,", files->id, actor, ONE_OF(dice, "data", "visit"), date(dice));
    fprintf(files->of[REQUESTS], "%s,", may_be_date(dice));
    fprintf(files->of[REQUESTS], "%s,%s\n", may_be_date(dice), ONE_OF(dice, "", "birds"));
}

static void write_contribution(struct files *files, struct dice *dice, const char *actor)
{
    fprintf(files->of[CONTRIBUTIONS], "c%u,%s,%s,%s,%s,%s,%s,", files->id, actor, ONE_OF(dice, "core", "extra"),
            ONE_OF(dice, "2018", "2019"), ONE_OF(dice, "EUR", "USD"), ONE_OF(dice, "100", "100.00", "20"),
            ONE_OF(dice, "", "100", "20.5"));
    fprintf(files->of[CONTRIBUTIONS], "%s,", may_be_date(dice));
    fprintf(files->of[CONTRIBUTIONS], "%s\n", may_be_date(dice));
}

static void write_partnership(struct files *files, struct dice *dice, const char *actor)
{
    bool two = strcmp(actor, "A000") != 0 && throw(dice, 2) == 0;
    fprintf(files->of[PARTNERSHIPS], "p%u,%s%s,%s,%s,", files->id, actor, two ? ";A000" : "",
            ONE_OF(dice, "pact", "mou"), ONE_OF(dice, "", "Waters"));
    fprintf(files->of[PARTNERSHIPS], "%s,%s,%s\n", may_be_date(dice), ONE_OF(dice, "", "", "2023", "2022-02-01"),
            ONE_OF(dice, "", "x"));
}

typedef void (*write_row)(struct files *files, struct dice *dice, const char *actor);

static void write_rows(struct files *files, struct dice *dice, const char *actor, write_row write, uint32_t most)
{
    uint32_t count = throw(dice, most + 1);
    if (throw(dice, 20) == 0) count += 12; /* some have many */
    for (uint32_t i = 0; i < count; i++, files->id++)
        write(files, dice, actor);
}

static void write_all_of(struct files *files, struct dice *dice, const char *actor)
{
    write_actor(files, dice, actor);
    write_rows(files, dice, actor, write_focal_point, 2);
    write_rows(files, dice, actor, write_report, 3);
    write_rows(files, dice, actor, write_action, 3);
    write_rows(files, dice, actor, write_plan, 2);
    write_rows(files, dice, actor, write_request, 2);
    write_rows(files, dice, actor, write_contribution, 2);
    write_rows(files, dice, actor, write_partnership, 1);
}

/* ---- the dataset ---- */

static void write_world(struct files *files, struct dice *dice)
{
    for (unsigned i = 0; i < MEETINGS; i++)
        fprintf(files->of[MEETINGS_FILE], "m%u,%s,%s,%s,,%s,%s\n", i, ONE_OF(dice, "cop", "sc"),
                ONE_OF(dice, "", "ordinary"), date(dice), ONE_OF(dice, "", "all"), ONE_OF(dice, "", "First"));
    for (unsigned i = 0; i < OPEN_REQUESTS; i++, files->id++)
        write_request(files, dice, "open");
}

static void open_files(const char *folder, struct files *files)
{
    char path[PATH_MAX_];
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        snprintf(path, sizeof path, "%s/%s.csv", folder, tables[i].name);
        files->of[i] = fopen(path, "w");
        ck_assert_msg(files->of[i] != NULL, "%s", path);
        fprintf(files->of[i], "%s\n", tables[i].header);
    }
}

/* Complete for some values, and for some actors. */
static void add_declaration(FILE *package, size_t table, unsigned actor_count)
{
    if (table == FOCAL_POINTS)
        fprintf(package, ", \"accord:complete\": [{\"where\": {\"role\": [\"nfp\", \"none\"]}, \"since\": \"2015\"}]");
    if (table == REPORTS || table == REQUESTS || table == MEETINGS_FILE)
        fprintf(package, ", \"accord:complete\": [{\"since\": \"2010\", \"until\": \"2019-06-30\"}]");
    if (table != PLANS) return;
    fprintf(package, ", \"accord:complete\": [{\"since\": \"2010\", \"where\": {\"actor\": [\"A000\"");
    for (unsigned i = 2; i < actor_count; i += 2)
        fprintf(package, ", \"A%03u\"", i);
    fprintf(package, "]}}]");
}

static void write_package(const char *folder, unsigned actor_count)
{
    char path[PATH_MAX_];
    snprintf(path, sizeof path, "%s/datapackage.json", folder);
    FILE *package = fopen(path, "w");
    ck_assert_msg(package != NULL, "%s", path);
    fprintf(package, "{\"name\": \"alike\", \"resources\": [");
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        fprintf(package, "%s{\"name\": \"%s\", \"path\": \"%s.csv\"", i == 0 ? "" : ", ", tables[i].name,
                tables[i].name);
        if (i == REPORTS)
            fprintf(package, ", \"schema\": {\"fieldsMatch\": \"superset\", \"fields\": [{\"name\": \"checked\", "
                             "\"type\": \"boolean\"}]}");
        add_declaration(package, i, actor_count);
        fprintf(package, "}");
    }
    fprintf(package, "]}\n");
    fclose(package);
}

void paths_world_write(const char *folder, uint32_t seed, unsigned actor_count)
{
    struct files files = {.id = 0};
    struct dice world = {.seed = seed};
    open_files(folder, &files);
    write_world(&files, &world);
    for (unsigned i = 0; i < actor_count; i++) {
        char actor[16];
        uint32_t kind = paths_random(&seed, KINDS), own = paths_random(&seed, 1 << 20);
        bool alone = paths_random(&seed, 10) == 0;
        struct dice dice = {
            .seed = alone ? own : 7919 * (kind + 1), .own = own, .other = own % 3 == 0 ? 0 : 1 + own % 90};
        snprintf(actor, sizeof actor, "A%03u", i);
        write_all_of(&files, &dice, actor);
    }
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        fclose(files.of[i]);
    write_package(folder, actor_count);
}
