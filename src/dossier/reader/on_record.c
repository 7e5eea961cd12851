/* Rows as they were stored with a run. */
#include "dossier/reader/on_record.h"

#include "base/error.h"
#include "runs/kept_comments.h"

#include <string.h>

/* ---- comments ---- */

static void find_comments(const struct accord_dossier *dossier, struct accord_kept_comments *where)
{
    int table = accord_dossier_table_number(dossier, ACCORD_COMMENTS_TABLE);
    accord_kept_comments_none(where, accord_dossier_run(dossier, accord_dossier_run_count(dossier) - 1)->day);
    if (table < 0) return;
    const struct accord_dossier_table *facts = (const struct accord_dossier_table *)dossier->tables.items + table;
    accord_kept_comments_in(where, table);
    for (size_t i = 0; i < facts->column_count; i++)
        accord_kept_comments_column(where, facts->columns[i]);
}

static bool take_comments(struct accord_on_record *record, const struct accord_pass_entry *entry,
                          struct accord_arena *arena)
{
    struct accord_kept_comments where;
    find_comments(record->dossier, &where);
    const struct accord_kept_table none = {.count = 0};
    const struct accord_kept_table *rows = entry->kept && where.table >= 0 ? &entry->kept->tables[where.table] : &none;
    struct accord_comment *list = accord_arena_zero(arena, rows->count + 1, sizeof *list);
    record->comments = accord_arena_zero(arena, rows->count + 1, sizeof *record->comments);
    record->commented = accord_arena_zero(arena, rows->count + 1, sizeof *record->commented);
    record->given = accord_arena_zero(arena, rows->count + 1, sizeof *record->given);
    if (!list || !record->comments || !record->commented || !record->given) return false;
    record->comment_count = accord_kept_comments_pick(&where, entry->id, rows, NULL, list);
    for (size_t i = 0; i < record->comment_count; i++) {
        char *on = accord_arena_alloc(arena, ACCORD_DATE_TEXT_MAX);
        if (!on) return false;
        record->comments[i] = (struct accord_dossier_comment){.on = accord_date_format(list[i].on, on),
                                                              .text = list[i].text,
                                                              .by = list[i].by,
                                                              .url = list[i].url,
                                                              .language = list[i].language};
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
    return take_comments(record, entry, arena) ? ACCORD_OK : accord_error_memory(err);
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
