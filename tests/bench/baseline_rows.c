/* The store's tables side by side, in the order of the actors. */
#include "baseline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { URI_LENGTH = 4096, RANK_SHIFT = 32, PROVISION_PREFIX = 6 };
enum table { ACTORS, MEMBERSHIPS, FOCAL_POINTS, REPORTS, ACTIONS, PLANS, TABLES };

#define IN_ORDER " WHERE _id >= ?1 ORDER BY _id"
static const char *const statements[TABLES] = {
    [ACTORS] = "SELECT _id FROM actors" IN_ORDER,
    [MEMBERSHIPS] = "SELECT _id, treaty, in_force, _hi_in_force, ended, _hi_ended FROM memberships" IN_ORDER,
    [FOCAL_POINTS] = "SELECT _id, role, institution, email, designated, _hi_designated, confirmed, _hi_confirmed, "
                     "ended, _hi_ended FROM focal_points" IN_ORDER,
    [REPORTS] = "SELECT _id, treaty, period, due_kind, state, due, _hi_due, submitted, _hi_submitted, about "
                "FROM reports" IN_ORDER,
    [ACTIONS] = "SELECT _id, provision, kind, status, date, _hi_date, \"from\", _hi_from, \"to\", _hi_to, "
                "counterparts, groups, mandate, flags, evidence_url FROM actions" IN_ORDER,
    [PLANS] = "SELECT _id, kind, adopted, _hi_adopted, expires, _hi_expires, flags FROM plans" IN_ORDER,
};

/* A statement that stands on a row. */
struct cursor {
    sqlite3_stmt *statement;
    int64_t rank; /* INT64_MAX: past the last one */
};

struct tables {
    sqlite3 *db;
    const struct days *days;
    int64_t end; /* the first rank that is not asked about */
    struct cursor cursors[TABLES];
};

static void step(struct cursor *cursor)
{
    bool there = sqlite3_step(cursor->statement) == SQLITE_ROW;
    cursor->rank = there ? sqlite3_column_int64(cursor->statement, 0) >> RANK_SHIFT : INT64_MAX;
}

/* Ranks of actors count from 1. */
static int stand(struct tables *tables, enum table table, size_t first)
{
    struct cursor *cursor = &tables->cursors[table];
    int code = sqlite3_prepare_v2(tables->db, statements[table], -1, &cursor->statement, NULL);
    if (code == SQLITE_OK) code = sqlite3_bind_int64(cursor->statement, 1, (int64_t)(first + 1) << RANK_SHIFT);
    if (code == SQLITE_OK) step(cursor);
    return code;
}

struct tables *tables_open(const char *path, const struct days *days, size_t first, size_t end)
{
    static const char settings[] = "PRAGMA query_only = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -2048; BEGIN";
    char uri[URI_LENGTH];
    struct tables *tables = calloc(1, sizeof *tables);
    if (tables == NULL) return NULL;
    tables->days = days;
    tables->end = (int64_t)end + 1;
    (void)snprintf(uri, sizeof uri, "file:%s?immutable=1", path);
    int code = sqlite3_open_v2(uri, &tables->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) code = sqlite3_exec(tables->db, settings, NULL, NULL, NULL);
    for (int i = 0; code == SQLITE_OK && i < TABLES; i++)
        code = stand(tables, (enum table)i, first);
    if (code == SQLITE_OK) return tables;
    (void)fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(tables->db));
    tables_close(tables);
    return NULL;
}

void tables_close(struct tables *tables)
{
    for (int i = 0; i < TABLES; i++)
        (void)sqlite3_finalize(tables->cursors[i].statement);
    (void)sqlite3_close(tables->db);
    free(tables);
}

/* ---- cells ---- */

static const char *text_at(sqlite3_stmt *row, int column)
{
    return (const char *)sqlite3_column_text(row, column);
}

static struct day day_at(sqlite3_stmt *row, int column)
{
    struct day day = {.known = false};
    if (sqlite3_column_type(row, column) == SQLITE_NULL) return day;
    day.known = true;
    day.date.first = sqlite3_column_int(row, column);
    day.date.last = sqlite3_column_int(row, column + 1);
    return day;
}

/* No word is empty, and most differ in the first byte. */
static bool is_word(const char *word, const char *text, size_t length)
{
    return word[0] == text[0] && strncmp(word, text, length) == 0 && word[length] == '\0';
}

/* The word's place in its table, which ends with NULL. */
static unsigned code_at(sqlite3_stmt *row, int column, const char *const *words)
{
    const char *text = text_at(row, column);
    if (text == NULL) return CODE_BLANK;
    for (unsigned i = 0; words[i] != NULL; i++)
        if (words[i][0] == text[0] && strcmp(words[i], text) == 0) return CODE_FIRST + i;
    return CODE_OTHER;
}

static unsigned item_bit(const char *item, size_t length, const char *const *words)
{
    for (unsigned i = 0; words[i] != NULL; i++)
        if (is_word(words[i], item, length)) return 2U << i;
    return 1;
}

static struct list list_at(sqlite3_stmt *row, int column, const char *const *words)
{
    const char *at = text_at(row, column);
    struct list list = {.known = at != NULL};
    while (at != NULL) {
        const char *end = strchr(at, '\x1f');
        list.items |= item_bit(at, end != NULL ? (size_t)(end - at) : strlen(at), words);
        at = end != NULL ? end + 1 : NULL;
    }
    return list;
}

static enum seen seen_of(const struct day *day, struct accord_date as_of)
{
    if (!day->known || day->date.first > as_of.first) return SEEN_ABSENT;
    return day->date.last <= as_of.first ? SEEN_YES : SEEN_UNDECIDED;
}

/* ---- rows ---- */

static const char *const treaties[] = {"cbd", "cms", NULL};

static enum match still(enum match begun, const struct day *ended, const struct days *days)
{
    return ended->known ? match_and(begun, before(days->as_of, ended->date)) : begun;
}

static void take_claim(sqlite3_stmt *row, const struct days *days, struct claim *claim)
{
    struct day in_force = day_at(row, 2), ended = day_at(row, 4);
    enum match begun = in_force.known ? not_after(in_force.date, days->as_of) : MATCH_NO;
    claim->treaty = code_at(row, 1, treaties);
    claim->valid = still(begun, &ended, days);
}

static void take_institution(sqlite3_stmt *row, int column, struct holder *holder)
{
    const char *text = text_at(row, column);
    size_t length = text == NULL ? 0 : (size_t)sqlite3_column_bytes(row, column);
    if (length >= sizeof holder->institution) abort();
    if (length > 0) memcpy(holder->institution, text, length);
    holder->institution[length] = '\0';
}

static void take_holder(sqlite3_stmt *row, const struct days *days, struct holder *holder)
{
    static const char *const roles[] = {"cbd-nfp", "cms-nfp", NULL};
    struct day designated = day_at(row, 4), ended = day_at(row, 8);
    enum match begun = designated.known ? not_after(designated.date, days->as_of) : MATCH_COARSE;
    holder->role = code_at(row, 1, roles);
    take_institution(row, 2, holder);
    holder->email = sqlite3_column_type(row, 3) != SQLITE_NULL;
    holder->confirmed = day_at(row, 6);
    if (begun == MATCH_COARSE && holder->confirmed.known && holder->confirmed.date.last <= days->as_of.first)
        begun = MATCH_YES;
    holder->valid = still(begun, &ended, days);
}

static void take_report(sqlite3_stmt *row, const struct days *days, struct report *report)
{
    static const char *const due_kinds[] = {"hard", NULL};
    static const char *const periods[] = {"cms-cop14", NULL};
    static const char *const states[] = {"draft", "returned", NULL};
    static const char *const topics[] = {"bench:11", NULL};
    report->treaty = code_at(row, 1, treaties);
    report->period = code_at(row, 2, periods);
    report->due_kind = code_at(row, 3, due_kinds);
    report->state = code_at(row, 4, states);
    report->due = day_at(row, 5);
    report->submitted = day_at(row, 7);
    report->seen = seen_of(&report->submitted, days->as_of);
    report->about = list_at(row, 9, topics);
}

static int provision_at(sqlite3_stmt *row, int column)
{
    const char *text = text_at(row, column);
    int number = 0;
    if (text == NULL) return 0;
    if (strncmp(text, "bench:", PROVISION_PREFIX) != 0) return -1;
    for (text += PROVISION_PREFIX; *text >= '0' && *text <= '9'; text++)
        number = 10 * number + (*text - '0');
    return *text == '\0' ? number : -1;
}

/* Dated since the effect, or an arrangement that ran at some time since. */
static enum match active(const struct act *act, const struct days *days)
{
    if (act->date.known)
        return match_and(not_after(days->effect, act->date.date), not_after(act->date.date, days->as_of));
    if (!act->from.known) return MATCH_MISSING;
    enum match match = not_after(act->from.date, days->as_of);
    return act->to.known ? match_and(match, before(days->effect, act->to.date)) : match;
}

static enum match there(const struct act *act, const struct days *days)
{
    enum match match = MATCH_NO;
    if (!act->date.known && !act->from.known) return MATCH_YES;
    if (act->date.known) match = not_after(act->date.date, days->as_of);
    if (act->from.known) match = match_or(match, not_after(act->from.date, days->as_of));
    return match;
}

static void take_act(sqlite3_stmt *row, const struct days *days, struct act *act)
{
    static const char *const kinds[] = {"dart", NULL};
    static const char *const statuses[] = {"done", "ongoing", "planned", "refused", NULL};
    static const char *const conventions[] = {"cbd", "cites", "ramsar", NULL};
    static const char *const groups[] = {"indigenous-peoples", "youth-groups", "local-communities", NULL};
    static const char *const mandates[] = {"cms-7.9", "cms-8.11", "cms-9.6", "cms-10.21", "cms-11.11", NULL};
    static const char *const flags[] = {
        "absent:indigenous-peoples", "absent:youth-groups", "absent:local-communities", "tool:none", "tool:dart", NULL};
    const char *url = text_at(row, 14);
    act->provision = provision_at(row, 1);
    act->kind = code_at(row, 2, kinds);
    act->status = code_at(row, 3, statuses);
    act->date = day_at(row, 4);
    act->from = day_at(row, 6);
    act->to = day_at(row, 8);
    act->counterparts = list_at(row, 10, conventions);
    act->groups = list_at(row, 11, groups);
    act->mandate = list_at(row, 12, mandates);
    act->flags = list_at(row, 13, flags);
    act->evidence = url != NULL;
    act->address = url != NULL && strncmp(url, "https://", 8) == 0;
    act->there = there(act, days);
    act->active = match_and(active(act, days), act->there);
}

static void take_plan(sqlite3_stmt *row, const struct days *days, struct plan *plan)
{
    static const char *const kinds[] = {"nbsap", "resource-mobilization", NULL};
    static const char *const flags[] = {"resource-mobilization", NULL};
    plan->kind = code_at(row, 1, kinds);
    plan->adopted = day_at(row, 2);
    plan->expires = day_at(row, 4);
    plan->flags = list_at(row, 6, flags);
    plan->there = plan->adopted.known ? not_after(plan->adopted.date, days->as_of) : MATCH_YES;
    plan->seen = seen_of(&plan->adopted, days->as_of);
}

/* ---- one Party ---- */

#define TAKE_ALL(table, function, rows, count)                                                                         \
    for (count = 0; tables->cursors[table].rank == rank; step(&tables->cursors[table])) {                              \
        if (count == ROWS_MAX) abort();                                                                                \
        function(tables->cursors[table].statement, tables->days, &rows[count++]);                                      \
    }

bool tables_next(struct tables *tables, struct party *party)
{
    int64_t rank = tables->cursors[ACTORS].rank;
    if (rank >= tables->end) return false;
    TAKE_ALL(MEMBERSHIPS, take_claim, party->claims, party->claim_count)
    TAKE_ALL(FOCAL_POINTS, take_holder, party->holders, party->holder_count)
    TAKE_ALL(REPORTS, take_report, party->reports, party->report_count)
    TAKE_ALL(ACTIONS, take_act, party->acts, party->act_count)
    TAKE_ALL(PLANS, take_plan, party->plans, party->plan_count)
    step(&tables->cursors[ACTORS]);
    return true;
}
