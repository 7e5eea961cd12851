/* Evidence from JSON: the same row may be named by several questions, each with the cells that it read. */
#include "diff/evidence.h"

#include "diff/run_private.h"
#include "ingest/json_value.h"

#include <stdlib.h>
#include <string.h>

/* What is gathered of one verdict. */
struct gathering {
    struct accord_arena *arena;
    struct accord_diff_row *rows;
    size_t row_count;
    const char **tables;
    size_t table_count;
    const char *why;
};

static bool refuse(struct gathering *gathering, const char *why)
{
    gathering->why = why;
    return false;
}

/* ---- reading ---- */

static bool take_cells(struct gathering *gathering, const struct cJSON *cells, struct accord_diff_row *row)
{
    bool failed = false;
    struct accord_diff_cell *list = accord_arena_zero(gathering->arena, accord_json_size(cells) + 1, sizeof *list);
    if (!list) return false;
    for (const struct cJSON *cell = accord_json_first(cells); cell; cell = accord_json_following(cell)) {
        const struct cJSON *value = accord_json_get(cell, "value");
        const char *column = accord_json_text(accord_json_get(cell, "column"));
        if (!column || !(accord_json_text(value) || accord_json_is_null(value)))
            return refuse(gathering, "a cell of evidence without column or value, expected texts");
        list[row->cell_count].column = accord_diff_copy(gathering->arena, column, &failed);
        list[row->cell_count++].value = accord_diff_copy(gathering->arena, accord_json_text(value), &failed);
    }
    row->cells = list;
    return !failed;
}

static bool take_rows(struct gathering *gathering, const struct cJSON *entry, const char *table)
{
    const struct cJSON *rows = accord_json_get(entry, "rows");
    bool failed = false;
    if (!accord_json_is_array(rows)) return refuse(gathering, "evidence without rows, expected an array");
    for (const struct cJSON *row = accord_json_first(rows); row; row = accord_json_following(row)) {
        const char *key = accord_json_text(accord_json_get(row, "key"));
        const struct cJSON *cells = accord_json_get(row, "cells");
        if (!key || !accord_json_is_array(cells))
            return refuse(gathering, "a row of evidence without key or cells, expected a text and an array");
        struct accord_diff_row *taken = &gathering->rows[gathering->row_count++];
        *taken = (struct accord_diff_row){.table = table, .key = accord_diff_copy(gathering->arena, key, &failed)};
        if (!take_cells(gathering, cells, taken)) return false;
    }
    return !failed;
}

static bool take_list(struct gathering *gathering, const struct cJSON *list)
{
    bool failed = false;
    for (const struct cJSON *entry = accord_json_first(list); entry; entry = accord_json_following(entry)) {
        const char *name = accord_json_text(accord_json_get(entry, "table"));
        if (!name) return refuse(gathering, "evidence without a table, expected its name");
        const char *table = accord_diff_copy(gathering->arena, name, &failed);
        if (failed) return false;
        gathering->tables[gathering->table_count++] = table;
        if (!take_rows(gathering, entry, table)) return false;
    }
    return true;
}

/* ---- putting together ---- */

static int compare_rows(const void *a, const void *b)
{
    const struct accord_diff_row *x = a, *y = b;
    int order = strcmp(x->table, y->table);
    return order != 0 ? order : strcmp(x->key, y->key);
}

static int compare_cells(const void *a, const void *b)
{
    const struct accord_diff_cell *x = a, *y = b;
    return strcmp(x->column, y->column);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* One row from `count` that are the same: a cell that several questions read has one value. */
static bool join_rows(struct accord_arena *arena, const struct accord_diff_row *rows, size_t count,
                      struct accord_diff_row *joined)
{
    size_t cells = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        cells += rows[i].cell_count;
    struct accord_diff_cell *all = accord_arena_zero(arena, cells + 1, sizeof *all);
    if (!all) return false;
    for (size_t i = 0, at = 0; i < count; at += rows[i++].cell_count)
        if (rows[i].cell_count > 0) memcpy(all + at, rows[i].cells, rows[i].cell_count * sizeof *all);
    if (cells > 1) qsort(all, cells, sizeof *all, compare_cells);
    for (size_t i = 0; i < cells; i++)
        if (kept == 0 || strcmp(all[kept - 1].column, all[i].column) != 0) all[kept++] = all[i];
    *joined = (struct accord_diff_row){rows[0].table, rows[0].key, all, kept};
    return true;
}

static bool join(struct gathering *gathering, struct accord_diff_verdict *verdict)
{
    size_t kept = 0;
    if (gathering->row_count > 1) qsort(gathering->rows, gathering->row_count, sizeof *gathering->rows, compare_rows);
    for (size_t i = 0, same; i < gathering->row_count; i += same) {
        for (same = 1; i + same < gathering->row_count; same++)
            if (compare_rows(&gathering->rows[i], &gathering->rows[i + same]) != 0) break;
        struct accord_diff_row joined;
        if (!join_rows(gathering->arena, &gathering->rows[i], same, &joined)) return false;
        gathering->rows[kept++] = joined;
    }
    verdict->rows = gathering->rows;
    verdict->row_count = kept;
    kept = 0;
    if (gathering->table_count > 1)
        qsort(gathering->tables, gathering->table_count, sizeof *gathering->tables, compare_names);
    for (size_t i = 0; i < gathering->table_count; i++)
        if (kept == 0 || strcmp(gathering->tables[kept - 1], gathering->tables[i]) != 0)
            gathering->tables[kept++] = gathering->tables[i];
    verdict->tables = gathering->tables;
    verdict->table_count = kept;
    verdict->evidence_told = true;
    return true;
}

bool accord_diff_gather(const struct accord_diff_evidence *evidence, struct accord_arena *arena,
                        struct accord_diff_verdict *verdict, const char **why)
{
    struct gathering gathering = {.arena = arena};
    size_t entries = 0, rows = 0;
    *why = NULL;
    for (size_t i = 0; i < evidence->count; i++) {
        entries += accord_json_size(evidence->lists[i]);
        for (const struct cJSON *entry = accord_json_first(evidence->lists[i]); entry;
             entry = accord_json_following(entry))
            rows += accord_json_size(accord_json_get(entry, "rows"));
    }
    gathering.rows = accord_arena_zero(arena, rows + 1, sizeof *gathering.rows);
    gathering.tables = accord_arena_zero(arena, entries + 1, sizeof *gathering.tables);
    bool good = gathering.rows && gathering.tables;
    for (size_t i = 0; i < evidence->count && good; i++)
        good = take_list(&gathering, evidence->lists[i]);
    good = good && join(&gathering, verdict);
    *why = gathering.why;
    return good;
}
