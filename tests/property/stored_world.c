/* The world: tables and rules as functions of small numbers. */
#include "property/stored_world.h"

#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

uint32_t world_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525U + 1013904223U;
    return (*seed >> 8) % below;
}

/* ---- data ---- */

enum { SEEN = 34 }; /* actors from this one on are never hidden */
enum { ACTORS, MEMBERSHIPS, REGIONS, FOCAL_POINTS, REPORTS, MEETINGS, PARTNERSHIPS };

static const struct {
    const char *name;
    const char *header;
    unsigned rows;
} tables[WORLD_TABLES] = {
    [ACTORS] = {"actors", "id,kind,name", WORLD_ACTORS},
    [MEMBERSHIPS] = {"memberships", "actor,treaty,source,in_force,ended", WORLD_ACTORS},
    [REGIONS] = {"regions", "actor,scheme,region,from", WORLD_ACTORS},
    [FOCAL_POINTS] = {"focal_points", "id,actor,role,institution,person,designated,ended", 80},
    [REPORTS] = {"reports", "id,actor,treaty,period,due,submitted", 80},
    [MEETINGS] = {"meetings", "id,body,kind,from,to", 4},
    [PARTNERSHIPS] = {"partnerships", "id,parties,kind,from,to", 10},
};

static const char *const years[] = {"", "2015", "2016-03", "2018-06-30", "2019-01-01", "2020", "2021-11"};

static const char *year(unsigned variant)
{
    return years[variant % 7];
}

static bool has_actor(const struct world *world, unsigned actor)
{
    return world->rows[ACTORS][actor % WORLD_ACTORS] > 0;
}

/* The row's line; nothing where the actors it speaks of are not there. */
static void write_row(const struct world *world, FILE *file, int table, unsigned row)
{
    unsigned variant = world->rows[table][row], actor = row % WORLD_ACTORS;
    unsigned other = (7 * row + variant) % WORLD_ACTORS;
    if (world->hidden && actor < SEEN && (table == FOCAL_POINTS || table == REPORTS)) return;
    if (variant == 0 || (table < MEETINGS && !has_actor(world, actor))) return;
    switch (table) {
    case ACTORS:
        fprintf(file, "A%02u,state,Land %u\n", row, variant % 3);
        break;
    case MEMBERSHIPS:
        fprintf(file, "A%02u,world,s%u,%s,%s\n", actor, variant % 2, variant % 5 == 0 ? "2019" : "2001-05-01",
                variant % 11 == 0 ? "2019-06-30" : "");
        break;
    case REGIONS:
        fprintf(file, "A%02u,w,%s,%s\n", actor, variant % 3 == 0 ? "North" : "South", variant % 7 == 0 ? "2020" : "");
        break;
    case FOCAL_POINTS:
        fprintf(file, "f%02u,A%02u,%s,Ministry %u,Somebody,%s,%s\n", row, actor, variant % 3 == 0 ? "deputy" : "nfp",
                variant % 4, year(variant / 3), variant % 4 == 0 ? year(variant) : "");
        break;
    case REPORTS:
        fprintf(file, "r%02u,A%02u,world,%u,%s,%s\n", row, actor, 2000 + row, year(1 + variant % 6), year(variant / 5));
        break;
    case MEETINGS:
        fprintf(file, "m%u,cop,%s,%s,\n", row, variant % 2 == 0 ? "cop" : "standing", year(1 + variant % 6));
        break;
    case PARTNERSHIPS:
        if (has_actor(world, actor) && has_actor(world, other) && actor != other)
            fprintf(file, "p%u,A%02u;A%02u,pact,%s,%s\n", row, actor, other, year(variant), "");
        break;
    default:
        break;
    }
}

static FILE *open_file(const char *folder, const char *name)
{
    char path[2 * WORLD_PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    ck_assert_msg(file != NULL, "%s", path);
    return file;
}

void world_write_data(const struct world *world, const char *folder)
{
    static const char *const complete[] = {"", "\"since\": \"2015\"",
                                           "\"where\": {\"role\": [\"nfp\"]}, \"since\": \"2017\""};
    FILE *package = open_file(folder, "datapackage.json");
    fprintf(package, "{\"name\": \"world\", \"accord:illustrative\": true, \"resources\": [");
    for (int i = 0; i < WORLD_TABLES; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s.csv", tables[i].name);
        FILE *file = open_file(folder, name);
        fprintf(file, "%s\n", tables[i].header);
        for (unsigned row = 0; row < tables[i].rows; row++)
            write_row(world, file, i, (row + world->first_line) % tables[i].rows);
        fclose(file);
        fprintf(package, "%s{\"name\": \"%s\", \"path\": \"%s\"", i == 0 ? "" : ", ", tables[i].name, name);
        if (i == FOCAL_POINTS && world->complete > 0)
            fprintf(package, ", \"accord:complete\": [{%s}]", complete[world->complete]);
        fprintf(package, "}");
    }
    fprintf(package, "]}\n");
    fclose(package);
}

/* ---- rules ---- */

#define PARTY_RULE(id, provision, more)                                                                                \
    "return { id = '" id "', provision = 'world:" provision "', subject = 'party', title = 'x',\n" more "}\n"

/* Each text has one number in it, the variant. */
static const struct {
    const char *path;
    const char *text;
} files[WORLD_FILES] = {
    {"lib/since.lua", "local since = {}\nfunction since.year() return %u %% 5 + 2015 end\nreturn since\n"},
    {"world/instrument.lua",
     "local force = %u %% 3\n"
     "local function p(id) return { id = id, verb = force == 0 and 'requests' or 'invites', addressees = { 'party', "
     "'stakeholder' },"
     " summary = 'x', citation = 'x', qualified = force == 2 } end\n"
     "return { api = 1, id = 'world', under = 'world', version = '1', name = 'x', title = 'x', citation = 'x',"
     " effect = force == 1 and '2018-01-01' or '2001-01-01',"
     " provisions = { p '1', p '2', p '3', p '4', p '5' } }\n"},
    {"world/focal_point.lua",
     PARTY_RULE("world/focal-point", "1",
                "messages = { none = 'none %u', lapsed = 'ended on {ended}' },\n"
                "check = function(party) local role = { role = 'nfp' } local now = party:focal_points(role)\n"
                "if #now > 0 then return met(now) end\n"
                "local last = party:history('focal_points', role):latest 'ended'\n"
                "if last then return absent('lapsed', 'focal_points', role, { ended = last.ended }, last) end\n"
                "return absent('none', 'focal_points', role) end")},
    {"world/report_late.lua",
     PARTY_RULE("world/report-late", "2",
                "messages = { late = '{period} came on {submitted}', none = 'none' }, requires = 'world/focal-point',\n"
                "check = function(party) local reports = party:history('reports', {}) local late = %u %% 2 == 0\n"
                "if #reports == 0 then return absent('none', 'reports', {}) end\n"
                "local out = findings() out:each(reports, function(report)\n"
                "if late and report.submitted > report.due then\n"
                "return partial('late', { period = report.period, submitted = report.submitted }, report) end\n"
                "return met(report) end) return out end")},
    {"world/report_rests.lua",
     PARTY_RULE("world/report-rests", "2",
                "messages = { few = 'few %u' }, requires = 'world/report-late',\n"
                "check = function(party) local reports = party:history('reports', {})\n"
                "if #reports > 1 then return met(reports) end return review('few', nil, reports) end")},
    {"world/elsewhere.lua", PARTY_RULE("world/elsewhere", "3",
                                       "messages = { many = '{count} others', few = 'few' },\n"
                                       "check = function(party) local count = world:count('reports', {}) + %u %% 3\n"
                                       "if count > 40 then return review('many', { count = count }) end\n"
                                       "return unreported 'few' end")},
    {"world/meeting.lua",
     PARTY_RULE("world/meeting", "3",
                "messages = { none = 'none %u', held = 'held' },\n"
                "check = function(party) local held = world:meetings { kind = 'cop' }\n"
                "if #held == 0 then return unreported 'none' end return gap('held', nil, held[#held]) end")},
    {"world/partner.lua",
     "local since = lib 'since'\n" PARTY_RULE(
         "world/partner", "4",
         "messages = { none = 'none since {year}' }, params = { least = 1 },\n"
         "check = function(party, params) local year = since.year() + %u %% 2\n"
         "local pacts = party:partnerships {} if #pacts >= params.least then return met(pacts) end\n"
         "return unreported('none', { year = year + params.least }) end")},
    {"world/broken.lua",
     PARTY_RULE("world/broken", "4",
                "messages = { m = 'm' }, check = function(party) local points = party:history('focal_points', {})\n"
                "if #points > 1 + %u %% 2 then error 'boom' end return review 'm' end")},
    {"world/heavy.lua", /* of everybody, so that many hit the limit */
     "return { id = 'world/heavy', provision = 'world:5', subject = 'stakeholder', title = 'x', messages = { m = 'm' "
     "},\n"
     "check = function(actor) if actor.id >= 'A34' then return review 'm' end\n"
     "local n = #actor:history('reports', {}) + #actor:history('focal_points', {})\n"
     "local sum, steps = 0, n * (%u %% 4) * 2500 for i = 1, steps do sum = sum + i end return review 'm' end }\n"},
    {"world/on_heavy.lua",
     "return { id = 'world/on-heavy', provision = 'world:5', subject = 'stakeholder', title = 'x',\n"
     "messages = { m = 'm %u' }, requires = 'world/heavy', check = function() return review 'm' end }\n"},
    {"world/all.lua",
     PARTY_RULE("world/all", "1",
                "over = 'all', messages = { some = '{count} of {of}' },\n"
                "collect = function(party) return #party:focal_points {} + %u %% 2 end,\n"
                "conclude = function(collected) local count = 0\n"
                "for _, item in ipairs(collected) do if item.value > 1 then count = count + 1 end end\n"
                "return review('some', { count = count, of = #collected }, collected[#collected]) end")},
    {"world/region.lua",
     PARTY_RULE("world/region", "1",
                "over = 'region:w', messages = { some = 'some %u' },\n"
                "collect = function(party) if party:shows('reports', {}) then return true end end,\n"
                "conclude = function(collected) if #collected > 2 then return met(collected) end\n"
                "return review('some', nil, collected) end")},
};

void world_write_rules(const struct world *world, const char *folder)
{
    char path[2 * WORLD_PATH_MAX];
    snprintf(path, sizeof path, "%s/lib", folder);
    (void)mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/world", folder);
    (void)mkdir(path, 0700);
    for (int i = 0; i < WORLD_FILES; i++) {
        char number[16];
        const char *at = strstr(files[i].text, "%u");
        FILE *file = open_file(folder, files[i].path);
        snprintf(number, sizeof number, "%u", world->files[i]);
        ck_assert_ptr_nonnull(at);
        fprintf(file, "%.*s%s", (int)(at - files[i].text), files[i].text, number);
        for (at += 2; *at != '\0'; at++)
            if (strncmp(at, "%%", 2) != 0) fputc(*at, file);
        fclose(file);
    }
}

/* ---- edits ---- */

const char *world_day(const struct world *world)
{
    static const char *const days[] = {"2020-12-31", "2019-03-01"};
    return days[world->day % 2];
}

static void edit_row(struct world *world, uint32_t *seed)
{
    static const int often[] = {FOCAL_POINTS, REPORTS, FOCAL_POINTS, REPORTS,  MEMBERSHIPS, REGIONS,
                                PARTNERSHIPS, REPORTS, FOCAL_POINTS, MEETINGS, ACTORS};
    int table = often[world_random(seed, sizeof often / sizeof often[0])];
    unsigned row = world_random(seed, tables[table].rows);
    unsigned gone = table == ACTORS ? 3 : 4;
    world->rows[table][row] = world_random(seed, gone) == 0 ? 0 : 1 + world_random(seed, 100);
}

void world_init(struct world *world, uint32_t *seed)
{
    memset(world, 0, sizeof *world);
    for (int i = 0; i < WORLD_TABLES; i++)
        for (unsigned row = 0; row < tables[i].rows; row++)
            world->rows[i][row] = world_random(seed, 5) == 0 ? 0 : 1 + world_random(seed, 100);
}

enum world_edit world_edit(struct world *world, uint32_t *seed)
{
    uint32_t kind = world_random(seed, 100);
    if (kind < 55) {
        edit_row(world, seed);
        return WORLD_DATA;
    }
    if (kind < 60) {
        world->first_line = world_random(seed, 60);
        return WORLD_DATA;
    }
    if (kind < 63) {
        world->complete = world_random(seed, 3);
        world->hidden = world_random(seed, 2) == 0 && !world->hidden;
        return WORLD_DATA;
    }
    if (kind < 83) {
        world->files[world_random(seed, WORLD_FILES)] = world_random(seed, 12);
        return WORLD_RULES;
    }
    if (kind < 88)
        world->params = world_random(seed, 3);
    else if (kind < 92)
        world->day = world_random(seed, 2);
    else if (kind < 96)
        world->selection = world_random(seed, 4) == 0 ? 1 + world_random(seed, 1000) : 0;
    return WORLD_QUESTION;
}
