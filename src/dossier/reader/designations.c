/* Offices: who holds them by the rows, and which nobody holds by what the rules found. */
#include "dossier/reader/on_record.h"

#include <stdlib.h>
#include <string.h>

enum { CONFIRM_WITHIN = 24 };

static const char OFFICES[] = "focal_points";

struct offices {
    const struct accord_dossier *dossier;
    struct accord_arena *arena;
    struct accord_date day;
    struct accord_dossier_designation *list;
    size_t count;
};

/* ---- by the rows ---- */

static bool read_date(const char *text, struct accord_date *date)
{
    const char *why = NULL;
    return text && accord_date_parse(text, strlen(text), date, &why);
}

/* As the engine holds a row valid: from inclusive, to exclusive; a blank first day is held against nobody once the row
 * was confirmed. An end after the day is not known on it. */
static enum accord_dossier_designation_state state_on(const struct accord_dossier_designation *office,
                                                      struct accord_date day)
{
    struct accord_date designated, confirmed, ended;
    enum accord_truth over = read_date(office->ended, &ended) ? accord_date_not_after(ended, day) : ACCORD_NO;
    enum accord_truth begun =
        read_date(office->designated, &designated) ? accord_date_not_after(designated, day) : ACCORD_UNDECIDED;
    if (over == ACCORD_YES) return ACCORD_DESIGNATION_LAPSED;
    if (begun == ACCORD_NO) return ACCORD_DESIGNATION_AHEAD;
    if (begun == ACCORD_UNDECIDED && read_date(office->confirmed, &confirmed))
        begun = accord_date_not_after(confirmed, day);
    return begun == ACCORD_YES && over == ACCORD_NO ? ACCORD_DESIGNATION_CURRENT : ACCORD_DESIGNATION_UNCERTAIN;
}

static bool is_overdue(const struct offices *offices, const struct accord_dossier_designation *office)
{
    struct accord_date last, due;
    unsigned within = offices->dossier->options.confirm_within;
    if (office->state != ACCORD_DESIGNATION_CURRENT) return false;
    if (!read_date(office->confirmed, &last) && !read_date(office->designated, &last)) return false;
    if (!accord_date_add_months(last, (int)(within > 0 ? within : CONFIRM_WITHIN), &due)) return false;
    return accord_date_before(due, offices->day) == ACCORD_YES;
}

/* What lies after the day is not known on it. */
static const char *known_on(const char *text, struct accord_date day)
{
    struct accord_date date;
    return read_date(text, &date) && accord_date_before(day, date) != ACCORD_YES ? text : NULL;
}

static void take_row(struct offices *offices, int table, const struct accord_on_record_row *row)
{
    const struct accord_dossier *dossier = offices->dossier;
    const char *role = accord_on_record_value(dossier, table, row, "role");
    struct accord_dossier_designation *office = &offices->list[offices->count];
    if (!role) return;
    *office = (struct accord_dossier_designation){
        .role = role,
        .institution = accord_on_record_value(dossier, table, row, "institution"),
        .designated = accord_on_record_value(dossier, table, row, "designated"),
        .confirmed = known_on(accord_on_record_value(dossier, table, row, "confirmed"), offices->day),
        .ended = known_on(accord_on_record_value(dossier, table, row, "ended"), offices->day),
        .file = row->file,
        .line = row->line,
    };
    office->state = state_on(office, offices->day);
    office->overdue = is_overdue(offices, office);
    offices->count++;
}

/* ---- by the findings ---- */

static bool is_held(const struct offices *offices, const char *role)
{
    for (size_t i = 0; i < offices->count; i++) {
        const struct accord_dossier_designation *office = &offices->list[i];
        bool open = office->state != ACCORD_DESIGNATION_LAPSED && office->state != ACCORD_DESIGNATION_AHEAD;
        if (open && strcmp(office->role, role) == 0) return true;
    }
    return false;
}

/* One that is missing already may turn out to be surely so. */
static void take_absence(struct offices *offices, const char *role, const struct accord_dossier_finding *finding)
{
    enum accord_dossier_designation_state state =
        finding->verdict == ACCORD_VERDICT_GAP ? ACCORD_DESIGNATION_MISSING : ACCORD_DESIGNATION_UNREPORTED;
    for (size_t i = 0; i < offices->count; i++) {
        struct accord_dossier_designation *office = &offices->list[i];
        if (!office->fingerprint || strcmp(office->role, role) != 0) continue;
        if (state == ACCORD_DESIGNATION_MISSING && office->state != state) {
            office->state = state;
            office->fingerprint = finding->fingerprint;
        }
        return;
    }
    if (is_held(offices, role)) return;
    offices->list[offices->count++] =
        (struct accord_dossier_designation){.role = role, .state = state, .fingerprint = finding->fingerprint};
}

/* The role that an empty answer was asked for; NULL: it was no question for one role. */
static const char *absent_role(const struct accord_dossier_evidence *evidence)
{
    if (evidence->row_count > 0 || strcmp(evidence->table, OFFICES) != 0) return NULL;
    for (size_t i = 0; i < evidence->filter_count; i++)
        if (strcmp(evidence->filter[i].name, "role") == 0 && evidence->filter[i].value.kind == ACCORD_VALUE_TEXT)
            return evidence->filter[i].value.text;
    return NULL;
}

static size_t take_finding(struct offices *offices, const struct accord_dossier_finding *finding)
{
    bool tells = finding->verdict == ACCORD_VERDICT_GAP || finding->verdict == ACCORD_VERDICT_UNREPORTED;
    size_t found = 0;
    for (size_t i = 0; i < finding->evidence_count && tells; i++) {
        const char *role = absent_role(&finding->evidence[i]);
        found += role != NULL;
        if (role && offices->list) take_absence(offices, role, finding);
    }
    return found;
}

/* How many absences there are; they are taken where there is a list. */
static size_t take_findings(struct offices *offices, const struct accord_dossier_account *account)
{
    size_t found = 0;
    for (size_t i = 0; i < account->verdict_count; i++)
        for (size_t j = 0; j < account->verdicts[i].finding_count; j++)
            found += take_finding(offices, &account->verdicts[i].findings[j]);
    return found;
}

/* ---- all ---- */

static int compare_texts(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int compare(const void *a, const void *b)
{
    const struct accord_dossier_designation *x = a, *y = b;
    int order = strcmp(x->role, y->role);
    if (order == 0) order = compare_texts(x->designated, y->designated);
    if (order == 0) order = compare_texts(x->ended, y->ended);
    if (order == 0) order = (int)x->state - (int)y->state;
    return order != 0 ? order : compare_texts(x->institution, y->institution);
}

const struct accord_dossier_designation *accord_dossier_designations(const struct accord_dossier *dossier,
                                                                     const struct accord_dossier_account *account,
                                                                     const struct accord_on_record *record,
                                                                     struct accord_arena *arena, size_t *count)
{
    struct offices offices = {.dossier = dossier, .arena = arena};
    int table = accord_dossier_table_number(dossier, OFFICES);
    size_t rows = table < 0 ? 0 : record->own[table].count;
    offices.day = accord_dossier_run(dossier, accord_dossier_run_count(dossier) - 1)->day;
    size_t room = rows + take_findings(&offices, account) + 1;
    offices.list = accord_arena_zero(arena, room, sizeof *offices.list);
    *count = 0;
    if (!offices.list) return NULL;
    for (size_t i = 0; i < rows; i++)
        take_row(&offices, table, &record->own[table].rows[i]);
    (void)take_findings(&offices, account);
    qsort(offices.list, offices.count, sizeof *offices.list, compare);
    *count = offices.count;
    return offices.list;
}
