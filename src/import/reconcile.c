/* Counting what becomes of rows, so that none can be lost. */
#include "import/reconcile.h"

#include "base/error.h"
#include "base/memory.h"
#include "ingest/schema.h"

#include <assert.h>
#include <string.h>

enum { TAKEN_KINDS = ACCORD_TAKEN_LATER };

struct table {
    char *name;
    size_t rows[TAKEN_KINDS];
    size_t of_row[TAKEN_KINDS + 1]; /* of the row that is open */
};

struct accord_reconciliation {
    struct accord_reconciliation_totals totals;
    struct table tables[ACCORD_TABLES_MAX]; /* by name */
    size_t table_count;
    struct accord_problems *refusals;
    struct accord_problems *conflicts;
    struct accord_problems *warnings;
    size_t later; /* rows of the source of which it is to be told what became of them */
    bool open;
    bool refused; /* the row that is open */
};

enum accord_status accord_reconciliation_new(struct accord_reconciliation **reconciliation, struct accord_error *err)
{
    *reconciliation = NULL;
    struct accord_reconciliation *made = accord_alloc_zero(1, sizeof *made);
    if (made == NULL) return accord_error_memory(err);
    enum accord_status status = accord_problems_new(&made->refusals, err);
    if (status == ACCORD_OK) status = accord_problems_new(&made->conflicts, err);
    if (status == ACCORD_OK) status = accord_problems_new(&made->warnings, err);
    if (status == ACCORD_OK)
        *reconciliation = made;
    else
        accord_reconciliation_free(made);
    return status;
}

void accord_reconciliation_free(struct accord_reconciliation *reconciliation)
{
    if (reconciliation == NULL) return;
    for (size_t i = 0; i < reconciliation->table_count; i++)
        accord_free(reconciliation->tables[i].name);
    accord_problems_free(reconciliation->refusals);
    accord_problems_free(reconciliation->conflicts);
    accord_problems_free(reconciliation->warnings);
    accord_free(reconciliation);
}

/* ---- one row ---- */

void accord_reconciliation_begin(struct accord_reconciliation *reconciliation)
{
    assert(!reconciliation->open);
    reconciliation->open = true;
    reconciliation->refused = false;
    for (size_t i = 0; i < reconciliation->table_count; i++)
        memset(reconciliation->tables[i].of_row, 0, sizeof reconciliation->tables[i].of_row);
}

/* The table of that name, put in its place if it is new; NULL when memory is short. */
static struct table *find_table(struct accord_reconciliation *reconciliation, const char *name)
{
    struct table *tables = reconciliation->tables;
    size_t at = 0;
    while (at < reconciliation->table_count && strcmp(tables[at].name, name) < 0)
        at++;
    if (at < reconciliation->table_count && strcmp(tables[at].name, name) == 0) return &tables[at];
    assert(reconciliation->table_count < ACCORD_TABLES_MAX);
    char *copy = accord_copy_text(name, strlen(name));
    if (copy == NULL) return NULL;
    memmove(&tables[at + 1], &tables[at], (reconciliation->table_count - at) * sizeof tables[0]);
    tables[at] = (struct table){.name = copy};
    reconciliation->table_count++;
    return &tables[at];
}

enum accord_status accord_reconciliation_take(struct accord_reconciliation *reconciliation, const char *table,
                                              enum accord_taken taken, struct accord_error *err)
{
    assert(reconciliation->open);
    struct table *found = find_table(reconciliation, table);
    if (found == NULL) return accord_error_memory(err);
    found->of_row[taken]++;
    return ACCORD_OK;
}

uint64_t accord_reconciliation_number(const struct accord_reconciliation *reconciliation)
{
    assert(reconciliation->open);
    return reconciliation->totals.read;
}

enum accord_status accord_reconciliation_refuse(struct accord_reconciliation *reconciliation, const char *file,
                                                struct accord_place place, const char *text, struct accord_error *err)
{
    assert(reconciliation->open);
    reconciliation->refused = true;
    return accord_problems_add(reconciliation->refusals, file, place.line, place.column, err, "%s", text);
}

bool accord_reconciliation_refuses(const struct accord_reconciliation *reconciliation)
{
    assert(reconciliation->open);
    return reconciliation->refused;
}

static void count_row(struct accord_reconciliation *reconciliation, enum accord_taken taken)
{
    struct accord_reconciliation_totals *totals = &reconciliation->totals;
    if (taken == ACCORD_TAKEN_SAME)
        totals->merged++;
    else
        totals->mapped++;
    if (taken == ACCORD_TAKEN_RIVAL) totals->conflicting++;
    assert(totals->read == totals->mapped + totals->merged + totals->refused + reconciliation->later);
    assert(totals->conflicting <= totals->mapped);
}

void accord_reconciliation_end(struct accord_reconciliation *reconciliation)
{
    size_t of_row[TAKEN_KINDS + 1] = {0};
    assert(reconciliation->open);
    reconciliation->open = false;
    reconciliation->totals.read++;
    if (reconciliation->refused) {
        reconciliation->totals.refused++;
        return;
    }
    for (size_t i = 0; i < reconciliation->table_count; i++) {
        struct table *table = &reconciliation->tables[i];
        for (size_t kind = 0; kind <= TAKEN_KINDS; kind++)
            of_row[kind] += table->of_row[kind];
        for (size_t kind = 0; kind < TAKEN_KINDS; kind++)
            table->rows[kind] += table->of_row[kind];
    }
    bool rival = of_row[ACCORD_TAKEN_RIVAL] > 0, changes = rival || of_row[ACCORD_TAKEN_NEW] > 0;
    bool later = of_row[ACCORD_TAKEN_LATER] > 0, same = of_row[ACCORD_TAKEN_SAME] > 0;
    assert(later ? !changes && !same : changes || same); /* nothing is dropped in silence */
    if (later)
        reconciliation->later++;
    else
        count_row(reconciliation, rival ? ACCORD_TAKEN_RIVAL : changes ? ACCORD_TAKEN_NEW : ACCORD_TAKEN_SAME);
}

void accord_reconciliation_settle(struct accord_reconciliation *reconciliation, const char *table,
                                  enum accord_taken taken)
{
    size_t at = 0;
    assert(!reconciliation->open && taken < ACCORD_TAKEN_LATER);
    while (strcmp(reconciliation->tables[at].name, table) != 0)
        at++; /* it is there since a row of it was taken */
    reconciliation->tables[at].rows[taken]++;
}

void accord_reconciliation_settle_row(struct accord_reconciliation *reconciliation, enum accord_taken taken)
{
    assert(!reconciliation->open && reconciliation->later > 0 && taken < ACCORD_TAKEN_LATER);
    reconciliation->later--;
    count_row(reconciliation, taken);
}

enum accord_status accord_reconciliation_conflict(struct accord_reconciliation *reconciliation, const char *file,
                                                  struct accord_place place, const char *text, struct accord_error *err)
{
    return accord_problems_add(reconciliation->conflicts, file, place.line, place.column, err, "%s", text);
}

void accord_reconciliation_more_conflicts(struct accord_reconciliation *reconciliation, size_t count)
{
    accord_problems_add_more(reconciliation->conflicts, count);
}

enum accord_status accord_reconciliation_warn(struct accord_reconciliation *reconciliation, const char *file,
                                              struct accord_place place, const char *text, struct accord_error *err)
{
    return accord_problems_add(reconciliation->warnings, file, place.line, place.column, err, "%s", text);
}

/* ---- what was counted ---- */

struct accord_reconciliation_totals accord_reconciliation_totals(const struct accord_reconciliation *reconciliation)
{
    assert(!reconciliation->open && reconciliation->later == 0);
    return reconciliation->totals;
}

size_t accord_reconciliation_table_count(const struct accord_reconciliation *reconciliation)
{
    return reconciliation->table_count;
}

struct accord_table_totals accord_reconciliation_table(const struct accord_reconciliation *reconciliation, size_t index)
{
    assert(index < reconciliation->table_count);
    const struct table *table = &reconciliation->tables[index];
    struct accord_table_totals totals = {.table = table->name};
    memcpy(totals.rows, table->rows, sizeof totals.rows);
    return totals;
}

const struct accord_problems *accord_reconciliation_refusals(const struct accord_reconciliation *reconciliation)
{
    return reconciliation->refusals;
}

const struct accord_problems *accord_reconciliation_conflicts(const struct accord_reconciliation *reconciliation)
{
    return reconciliation->conflicts;
}

const struct accord_problems *accord_reconciliation_warnings(const struct accord_reconciliation *reconciliation)
{
    return reconciliation->warnings;
}

/* ---- JSON ---- */

static void write_member(struct accord_text *text, const char *name, size_t number)
{
    accord_text_addf(text, "\"%s\": %zu", name, number);
}

static void write_problem(struct accord_text *text, const struct accord_problem *problem)
{
    accord_text_add_str(text, "{\"file\": ");
    accord_text_add_json(text, problem->file, strlen(problem->file));
    if (problem->line > 0) accord_text_addf(text, ", \"line\": %u", problem->line);
    if (problem->column > 0) accord_text_addf(text, ", \"column\": %u", problem->column);
    accord_text_add_str(text, ", \"text\": ");
    accord_text_add_json(text, problem->text, strlen(problem->text));
    accord_text_add_char(text, '}');
}

static void write_problems(struct accord_text *text, const char *name, const struct accord_problems *problems)
{
    accord_text_addf(text, ", \"%s\": {\"count\": %zu, \"kept\": [", name, accord_problems_count(problems));
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        if (i > 0) accord_text_add_str(text, ", ");
        write_problem(text, accord_problems_at(problems, i));
    }
    accord_text_add_str(text, "]}");
}

static void write_table(struct accord_text *text, const struct accord_table_totals *totals)
{
    static const char *const names[] = {
        [ACCORD_TAKEN_NEW] = "new", [ACCORD_TAKEN_SAME] = "same", [ACCORD_TAKEN_RIVAL] = "rival"};
    accord_text_add_str(text, "{\"table\": ");
    accord_text_add_json(text, totals->table, strlen(totals->table));
    for (size_t kind = 0; kind < TAKEN_KINDS; kind++) {
        accord_text_add_str(text, ", ");
        write_member(text, names[kind], totals->rows[kind]);
    }
    accord_text_add_char(text, '}');
}

void accord_reconciliation_write_json(const struct accord_reconciliation *reconciliation, struct accord_text *text)
{
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(reconciliation);
    const struct {
        const char *name;
        size_t number;
    } counts[] = {{"read", totals.read},
                  {"mapped", totals.mapped},
                  {"merged", totals.merged},
                  {"conflicting", totals.conflicting},
                  {"refused", totals.refused}};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        accord_text_add_str(text, i == 0 ? "{" : ", ");
        write_member(text, counts[i].name, counts[i].number);
    }
    accord_text_add_str(text, ", \"tables\": [");
    for (size_t i = 0; i < reconciliation->table_count; i++) {
        struct accord_table_totals table = accord_reconciliation_table(reconciliation, i);
        if (i > 0) accord_text_add_str(text, ", ");
        write_table(text, &table);
    }
    accord_text_add_char(text, ']');
    write_problems(text, "refusals", reconciliation->refusals);
    write_problems(text, "conflicts", reconciliation->conflicts);
    write_problems(text, "warnings", reconciliation->warnings);
    accord_text_add_str(text, "}\n");
}
