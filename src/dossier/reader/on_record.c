/* Rows as they were stored with a run. */
#include "dossier/reader/on_record.h"

#include "base/error.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char COMMENTS[] = "comments";

/* ---- comments ---- */

/* A comment with the finding that it is on. */
struct commented {
    struct accord_dossier_comment comment;
    const char *fingerprint;
    const char *key;
};

static int compare_comments(const void *a, const void *b)
{
    const struct commented *x = a, *y = b;
    int order = strcmp(x->fingerprint, y->fingerprint);
    if (order == 0) order = strcmp(x->comment.on ? x->comment.on : "", y->comment.on ? y->comment.on : "");
    return order != 0 ? order : strcmp(x->key, y->key);
}

/* One that was made after the day is not there on it. */
static bool is_there(const struct accord_dossier *dossier, const char *on)
{
    const struct accord_dossier_run *told = accord_dossier_run(dossier, accord_dossier_run_count(dossier) - 1);
    struct accord_date date;
    const char *why = NULL;
    return !on || !accord_date_parse(on, strlen(on), &date, &why) ||
           accord_date_not_after(date, told->day) != ACCORD_NO;
}

static size_t list_comments(const struct accord_dossier *dossier, int table, const struct accord_on_record *record,
                            struct commented *list)
{
    size_t count = 0;
    for (size_t i = 0; i < record->own[table].count; i++) {
        const struct accord_on_record_row *row = &record->own[table].rows[i];
        const struct accord_dossier_comment comment = {.on = accord_on_record_value(dossier, table, row, "on"),
                                                       .text = accord_on_record_value(dossier, table, row, "text"),
                                                       .by = accord_on_record_value(dossier, table, row, "by"),
                                                       .url = accord_on_record_value(dossier, table, row, "url"),
                                                       .language =
                                                           accord_on_record_value(dossier, table, row, "language")};
        const char *fingerprint = accord_on_record_value(dossier, table, row, "fingerprint");
        if (!fingerprint || !comment.text || !is_there(dossier, comment.on)) continue;
        list[count++] = (struct commented){comment, fingerprint, row->key};
    }
    qsort(list, count, sizeof *list, compare_comments);
    return count;
}

static bool take_comments(struct accord_on_record *record, struct accord_arena *arena)
{
    int table = accord_dossier_table_number(record->dossier, COMMENTS);
    size_t rows = table < 0 ? 0 : record->own[table].count;
    struct commented *list = accord_arena_zero(arena, rows + 1, sizeof *list);
    record->comments = accord_arena_zero(arena, rows + 1, sizeof *record->comments);
    record->commented = accord_arena_zero(arena, rows + 1, sizeof *record->commented);
    record->given = accord_arena_zero(arena, rows + 1, sizeof *record->given);
    if (!list || !record->comments || !record->commented || !record->given) return false;
    if (rows > 0) record->comment_count = list_comments(record->dossier, table, record, list);
    for (size_t i = 0; i < record->comment_count; i++) {
        record->comments[i] = list[i].comment;
        record->commented[i] = list[i].fingerprint;
    }
    return true;
}

const struct accord_dossier_comment *accord_on_record_comments(struct accord_on_record *record, const char *fingerprint,
                                                               size_t *count)
{
    size_t first = 0;
    while (first < record->comment_count && strcmp(record->commented[first], fingerprint) != 0)
        first++;
    for (*count = 0; first + *count < record->comment_count; (*count)++) {
        if (strcmp(record->commented[first + *count], fingerprint) != 0) break;
        record->given[first + *count] = true;
    }
    return record->comments + first;
}

const struct accord_dossier_comment *accord_on_record_comments_apart(struct accord_on_record *record,
                                                                     struct accord_arena *arena, size_t *count)
{
    struct accord_dossier_comment *apart = accord_arena_zero(arena, record->comment_count + 1, sizeof *apart);
    *count = 0;
    for (size_t i = 0; i < record->comment_count && apart; i++)
        if (!record->given[i]) apart[(*count)++] = record->comments[i];
    return apart;
}

/* ---- rows ---- */

/* Rows and the names of their columns are told apart from one another. */
static bool are_tables(const struct accord_dossier *dossier, const struct accord_kept_reader *kept)
{
    const struct accord_dossier_table *tables = dossier->tables.items;
    if (kept->table_count != dossier->tables.count) return false;
    for (size_t i = 0; i < kept->table_count; i++)
        if (kept->schemas[i].column_count != tables[i].column_count) return false;
    return true;
}

/* The places of the run that has the actor. */
static const struct accord_kept_places *places_of(const struct accord_dossier *dossier, int64_t run)
{
    size_t shard = 0;
    while (dossier->told.runs[shard].record.id != run)
        shard++;
    return &dossier->places[shard];
}

static bool take_rows(struct accord_on_record *record, const struct accord_pass_entry *entry, size_t table,
                      struct accord_arena *arena)
{
    const struct accord_kept_places *places = places_of(record->dossier, entry->run);
    const struct accord_kept_table *kept = &entry->kept->tables[table];
    struct accord_on_record_row *rows = accord_arena_zero(arena, kept->count + 1, sizeof *rows);
    if (!rows) return false;
    for (size_t i = 0; i < kept->count; i++) {
        rows[i] = (struct accord_on_record_row){.key = kept->rows[i].key, .values = kept->rows[i].values};
        (void)accord_kept_places_find(places, entry->id, (int)table, (uint32_t)i, &rows[i].file, &rows[i].line);
    }
    record->own[table].rows = rows;
    record->own[table].count = kept->count;
    return true;
}

enum accord_status accord_on_record_load(struct accord_dossier *dossier, const struct accord_pass_entry *entry,
                                         struct accord_arena *arena, struct accord_on_record *record,
                                         struct accord_error *err)
{
    const struct accord_kept_reader *kept = entry->kept;
    *record = (struct accord_on_record){.dossier = dossier};
    if (kept && !are_tables(dossier, kept)) return accord_dossier_damaged(dossier, entry->run, err);
    for (size_t i = 0; kept && i < kept->table_count; i++)
        if (!take_rows(record, entry, i, arena)) return accord_error_memory(err);
    return take_comments(record, arena) ? ACCORD_OK : accord_error_memory(err);
}

/* ---- asking ---- */

const struct accord_on_record_row *accord_on_record_find(const struct accord_on_record *record, int table, bool global,
                                                         uint32_t ordinal)
{
    const struct accord_dossier_table *facts =
        (const struct accord_dossier_table *)record->dossier->tables.items + table;
    if (global) return ordinal < facts->row_count ? &facts->rows_of_all[ordinal] : NULL;
    return ordinal < record->own[table].count ? &record->own[table].rows[ordinal] : NULL;
}

const char *accord_on_record_value(const struct accord_dossier *dossier, int table,
                                   const struct accord_on_record_row *row, const char *column)
{
    const struct accord_dossier_table *facts = (const struct accord_dossier_table *)dossier->tables.items + table;
    for (size_t i = 0; i < facts->column_count; i++)
        if (strcmp(facts->columns[i], column) == 0) return row->values[i];
    return NULL;
}
