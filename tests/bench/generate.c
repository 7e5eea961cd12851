/* generate COUNT FOLDER: a data package of so many invented Parties, the same bytes every time. */
#include "records.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { PARTIES_MAX = 999999, PATH_LENGTH = 4096 };

/* Days since 1970-01-01. */
enum { Y1985 = 5479, Y2005 = 12784, Y2016 = 16801, Y2018 = 17532, Y2026 = 20454 };

enum table { ACTORS, MEMBERSHIPS, FOCAL_POINTS, REPORTS, ACTIONS, PLANS, TABLES };

static const struct {
    const char *name;
    const char *header;
} tables[TABLES] = {
    [ACTORS] = {"actors", "id,kind,name,official_name"},
    [MEMBERSHIPS] = {"memberships", "actor,treaty,source,signed,deposited,in_force,ended"},
    [FOCAL_POINTS] = {"focal_points", "id,actor,role,institution,person,email,phone,designated,confirmed,ended"},
    [REPORTS] = {"reports", "id,actor,instrument,treaty,period,due,due_kind,submitted,version,state,about,url"},
    [ACTIONS] = {"actions", "id,actor,provision,kind,status,date,from,to,counterparts,groups,mandate,flags,"
                            "evidence_url,description"},
    [PLANS] = {"plans", "id,actor,kind,version,adopted,submitted,expires,flags"},
};

static const char package[] =
    "{\n"
    "  \"name\": \"bench\",\n"
    "  \"title\": \"Invented Parties, to measure with\",\n"
    "  \"accord:illustrative\": true,\n"
    "  \"resources\": [\n"
    "    {\"name\": \"actors\", \"path\": \"actors.csv\"},\n"
    "    {\"name\": \"memberships\", \"path\": \"memberships.csv\"},\n"
    "    {\"name\": \"focal_points\", \"path\": \"focal_points.csv\", \"accord:complete\": [\n"
    "      {\"where\": {\"role\": [\"cms-nfp\"]}, \"since\": \"2015\"},\n"
    "      {\"where\": {\"role\": [\"cbd-nfp\"]}, \"since\": \"2024-06-30\", \"until\": \"2024-06-30\"}]},\n"
    "    {\"name\": \"reports\", \"path\": \"reports.csv\", \"accord:complete\": [\n"
    "      {\"where\": {\"treaty\": [\"cms\"]}, \"since\": \"2015\"}]},\n"
    "    {\"name\": \"actions\", \"path\": \"actions.csv\", \"accord:complete\": [\n"
    "      {\"where\": {\"provision\": [\"bench:11\", \"bench:12\"]}, \"since\": \"2018\"}]},\n"
    "    {\"name\": \"plans\", \"path\": \"plans.csv\", \"accord:complete\": [\n"
    "      {\"where\": {\"kind\": [\"nbsap\"]}, \"since\": \"2005\"}]}\n"
    "  ]\n"
    "}\n";

struct party {
    struct bench_chance chance;
    char id[16];
    struct bench_file *files;
};

static const char *one_of(struct party *party, const char *const *choices, size_t count)
{
    return choices[bench_draw(&party->chance, count)];
}

static void maybe_date(struct party *party, struct bench_file *file, unsigned percent, int32_t day)
{
    if (bench_percent(&party->chance, percent))
        bench_date(file, &party->chance, day);
    else
        bench_blank(file);
}

static void write_actor(struct party *party, unsigned number)
{
    struct bench_file *file = &party->files[ACTORS];
    bench_cell(file, "%s", party->id);
    bench_cell(file, bench_percent(&party->chance, 2) ? "reio" : "state");
    bench_cell(file, "Party %u", number);
    bench_cell(file, "The Invented Republic of Party %u", number);
    bench_record_end(file);
}

/* One row a source. A row without in_force makes no claim of being bound. */
static void write_membership(struct party *party, const char *treaty, const char *source, int32_t day, bool in_force,
                             bool ended)
{
    struct bench_file *file = &party->files[MEMBERSHIPS];
    bench_cell(file, "%s", party->id);
    bench_cell(file, "%s", treaty);
    bench_cell(file, "%s", source);
    bench_blank(file);
    maybe_date(party, file, 50, day - 400);
    if (in_force)
        bench_date(file, &party->chance, day);
    else
        bench_blank(file);
    if (ended)
        bench_date(file, &party->chance, bench_day(&party->chance, Y2018, Y2026));
    else
        bench_blank(file);
    bench_record_end(file);
}

static void write_memberships(struct party *party)
{
    uint64_t cms = bench_draw(&party->chance, 100), cbd = bench_draw(&party->chance, 100);
    int32_t day = bench_day(&party->chance, Y1985, Y2016);
    if (cms < 98) write_membership(party, "cms", "source-a", day, true, cms >= 96);
    if (cms < 98) write_membership(party, "cms", "source-b", day, cms < 94, cms >= 96);
    day = bench_day(&party->chance, Y1985, Y2016);
    if (cbd < 94) write_membership(party, "cbd", "source-a", day, true, false);
    if (cbd < 3) write_membership(party, "cbd", "source-b", day, false, false);
}

static void write_focal_point(struct party *party, unsigned number)
{
    static const char *const roles[] = {"cms-nfp", "cms-nfp", "cms-nfp", "cbd-nfp", "cbd-nfp", "cbd-rmfp", "cites-ma"};
    struct bench_file *file = &party->files[FOCAL_POINTS];
    int32_t day = bench_day(&party->chance, Y2005, Y2026);
    bench_cell(file, "fp-%s-%u", party->id, number);
    bench_cell(file, "%s", party->id);
    bench_cell(file, "%s", one_of(party, roles, COUNT(roles)));
    if (bench_percent(&party->chance, 90))
        bench_cell(file, "Ministry %u", (unsigned)bench_draw(&party->chance, 4));
    else
        bench_blank(file);
    bench_blank(file);
    if (bench_percent(&party->chance, 70))
        bench_cell(file, "%s@example.org", party->id);
    else
        bench_blank(file);
    bench_blank(file);
    maybe_date(party, file, 96, day);
    maybe_date(party, file, 40, bench_day(&party->chance, day, Y2026));
    maybe_date(party, file, 20, bench_day(&party->chance, day + 400, Y2026 + 800));
    bench_record_end(file);
}

static const struct {
    const char *treaty;
    const char *period;
    const char *due_kind;
    int32_t due;
} cycles[] = {
    {"cms", "cms-cop12", "hard", 17281}, {"cms", "cms-cop13", "hard", 18125}, {"cms", "cms-cop14", "hard", 19473},
    {"cms", "cms-cop15", "soft", 20354}, {"cbd", "cbd-nr6", "hard", 17896},   {"cbd", "cbd-nr7", "hard", 20512},
};

static void write_submitted(struct party *party, struct bench_file *file, int32_t due)
{
    uint64_t how = bench_draw(&party->chance, 100);
    bool ahead = due > Y2026 - 200;
    if (how < (ahead ? 80U : 15U))
        bench_blank(file);
    else if (how < 75)
        bench_date(file, &party->chance, bench_day(&party->chance, due - 200, due));
    else
        bench_date(file, &party->chance, bench_day(&party->chance, due, due + 900));
}

static void write_report(struct party *party, unsigned number, size_t cycle)
{
    static const char *const states[] = {"submitted", "submitted", "accepted", "returned", "draft"};
    static const char *const topics[] = {"bench:8", "bench:11", "bench:12"};
    struct bench_file *file = &party->files[REPORTS];
    bench_cell(file, "rep-%s-%u", party->id, number);
    bench_cell(file, "%s", party->id);
    bench_blank(file);
    bench_cell(file, "%s", bench_percent(&party->chance, 98) ? cycles[cycle].treaty : "");
    bench_cell(file, "%s", cycles[cycle].period);
    maybe_date(party, file, 98, cycles[cycle].due);
    bench_cell(file, "%s", bench_percent(&party->chance, 97) ? cycles[cycle].due_kind : "");
    write_submitted(party, file, cycles[cycle].due);
    bench_cell(file, "%u", 1 + (unsigned)bench_draw(&party->chance, 3));
    bench_cell(file, "%s", bench_percent(&party->chance, 90) ? one_of(party, states, COUNT(states)) : "");
    if (bench_percent(&party->chance, 70))
        bench_list(file, &party->chance, topics, COUNT(topics), 30);
    else
        bench_blank(file);
    bench_cell(file, "https://example.org/reports/%s/%u", party->id, number);
    bench_record_end(file);
}

/* The act's day, or the arrangement's first and last, or nothing. */
static void write_time(struct party *party, struct bench_file *file)
{
    uint64_t how = bench_draw(&party->chance, 100);
    int32_t day = bench_day(&party->chance, Y2016, Y2026);
    if (how < 60)
        bench_date(file, &party->chance, day);
    else
        bench_blank(file);
    if (how >= 60 && how < 95) {
        bench_date(file, &party->chance, day);
        maybe_date(party, file, 60, day + 400 + bench_day(&party->chance, 0, 1000));
    } else {
        bench_blank(file);
        bench_blank(file);
    }
}

static void maybe_list(struct party *party, struct bench_file *file, unsigned percent, const char *const *items,
                       size_t count)
{
    if (bench_percent(&party->chance, percent))
        bench_list(file, &party->chance, items, count, 35);
    else
        bench_blank(file);
}

static void write_action(struct party *party, unsigned number)
{
    static const char *const kinds[] = {"engagement",       "working-group", "joint-mechanism",
                                        "shared-reporting", "consideration", "dart"};
    static const char *const statuses[] = {"done",    "done",    "done",    "done",    "ongoing", "ongoing",
                                           "ongoing", "planned", "planned", "planned", "refused", ""};
    static const char *const counterparts[] = {"cbd", "cites", "cms", "ramsar", "whc"};
    static const char *const groups[] = {"indigenous-peoples", "local-communities", "youth-groups"};
    static const char *const mandates[] = {"cms-10.21", "cms-11.10", "cms-12.8", "cms-7.9"};
    static const char *const flags[] = {"absent:youth-groups", "by:other", "tool:dart", "tool:none"};
    struct bench_file *file = &party->files[ACTIONS];
    bench_cell(file, "act-%s-%02u", party->id, number);
    bench_cell(file, "%s", party->id);
    if (bench_percent(&party->chance, 97))
        bench_cell(file, "bench:%u", 11 + (unsigned)bench_draw(&party->chance, 7));
    else
        bench_blank(file);
    bench_cell(file, "%s", bench_percent(&party->chance, 97) ? one_of(party, kinds, COUNT(kinds)) : "");
    bench_cell(file, "%s", one_of(party, statuses, COUNT(statuses)));
    write_time(party, file);
    maybe_list(party, file, 50, counterparts, COUNT(counterparts));
    maybe_list(party, file, 40, groups, COUNT(groups));
    maybe_list(party, file, 50, mandates, COUNT(mandates));
    maybe_list(party, file, 60, flags, COUNT(flags));
    if (bench_percent(&party->chance, 60))
        bench_cell(file, "https://example.org/acts/%s/%u", party->id, number);
    else
        bench_cell(file, "%s", bench_percent(&party->chance, 20) ? "on file at the ministry" : "");
    bench_cell(file, "activity %u of %s with others at home and abroad", number, party->id);
    bench_record_end(file);
}

static void write_plan(struct party *party, unsigned number)
{
    static const char *const flags[] = {"migratory-species", "resource-mobilization", "synergies"};
    struct bench_file *file = &party->files[PLANS];
    int32_t day = bench_day(&party->chance, Y2005, Y2026);
    bench_cell(file, "plan-%s-%u", party->id, number);
    bench_cell(file, "%s", party->id);
    bench_cell(file, bench_percent(&party->chance, 80) ? "nbsap" : "resource-mobilization");
    bench_cell(file, "%u", 1 + (unsigned)bench_draw(&party->chance, 3));
    maybe_date(party, file, 93, day);
    maybe_date(party, file, 80, day + 30);
    maybe_date(party, file, 90, day + 1800 + bench_day(&party->chance, 0, 2600));
    maybe_list(party, file, 60, flags, COUNT(flags));
    bench_record_end(file);
}

/* One more or one less than `usual`, now and then. */
static unsigned about(struct party *party, unsigned usual)
{
    return usual - 1 + (unsigned)bench_draw(&party->chance, 3);
}

static void write_party(unsigned number, struct bench_file *files)
{
    struct party party = {.chance = {number * UINT64_C(0x2545f4914f6cdd1d)}, .files = files};
    unsigned count;
    (void)snprintf(party.id, sizeof party.id, "p%06u", number);
    write_actor(&party, number);
    write_memberships(&party);
    count = about(&party, 3);
    for (unsigned i = 1; i <= count; i++)
        write_focal_point(&party, i);
    count = about(&party, 4);
    size_t first = (size_t)bench_draw(&party.chance, COUNT(cycles));
    for (unsigned i = 1; i <= count; i++)
        write_report(&party, i, (first + i) % COUNT(cycles));
    count = about(&party, 8);
    for (unsigned i = 1; i <= count; i++)
        write_action(&party, i);
    count = about(&party, 1);
    for (unsigned i = 1; i <= count; i++)
        write_plan(&party, i);
}

static bool write_package(const char *folder)
{
    char path[PATH_LENGTH];
    int length = snprintf(path, sizeof path, "%s/datapackage.json", folder);
    FILE *file = length > 0 && length < PATH_LENGTH ? fopen(path, "w") : NULL;
    if (file == NULL) return false;
    bool good = fputs(package, file) != EOF;
    return fclose(file) == 0 && good;
}

static bool generate(unsigned count, const char *folder)
{
    struct bench_file files[TABLES];
    bool good = (mkdir(folder, 0777) == 0 || errno == EEXIST) && write_package(folder);
    memset(files, 0, sizeof files);
    for (int i = 0; good && i < TABLES; i++)
        good = bench_file_open(&files[i], folder, tables[i].name, tables[i].header);
    for (unsigned i = 1; good && i <= count; i++)
        write_party(i, files);
    for (int i = 0; i < TABLES; i++)
        if (files[i].file != NULL && !bench_file_close(&files[i])) good = false;
    return good;
}

int main(int count, char **arguments)
{
    char *end = NULL;
    long parties = count == 3 ? strtol(arguments[1], &end, 10) : 0;
    if (parties < 1 || parties > PARTIES_MAX || *end != '\0') {
        (void)fprintf(stderr, "usage: generate COUNT FOLDER\n");
        return 2;
    }
    if (generate((unsigned)parties, arguments[2])) return 0;
    perror(arguments[2]);
    return 1;
}
