/* What is said of one actor, with the rows that it rests on. */
#include "base/error.h"
#include "dossier/reader/on_record.h"
#include "dossier/reader/reader.h"

#include <string.h>

/* The account at hand. */
struct telling {
    struct accord_dossier *dossier;
    accord_dossier_function function;
    void *host;
    struct accord_arena arena;
    struct accord_on_record record;
    struct accord_dossier_account account;
    struct accord_dossier_list verdicts;
    bool pending; /* an aggregate has an entry a rule: it is told when another begins */
    bool failed;  /* memory was short */
};

/* ---- evidence ---- */

static void take_cells(struct telling *telling, const struct accord_dossier_table *table,
                       const struct accord_evidence_row *read, const struct accord_on_record_row *stored,
                       struct accord_dossier_row *row)
{
    struct accord_dossier_cell *cells = accord_arena_zero(&telling->arena, read->column_count + 1, sizeof *cells);
    row->cells = cells;
    telling->failed = telling->failed || !cells;
    for (size_t i = 0; i < read->column_count && cells; i++) {
        size_t column = (size_t)read->columns[i];
        if (column >= table->column_count) continue;
        const char *value = read->values ? read->values[i] : stored ? stored->values[column] : NULL;
        cells[row->cell_count++] = (struct accord_dossier_cell){table->columns[column], value};
    }
}

/* Of an aggregate rows come with key and values; of an actor they are looked up in what is on record. */
static bool take_row(struct telling *telling, int number, const struct accord_evidence_row *read,
                     struct accord_dossier_row *row)
{
    const struct accord_dossier *dossier = telling->dossier;
    const struct accord_dossier_table *tables = dossier->tables.items;
    const struct accord_on_record_row *stored = NULL;
    if (number < 0 || (size_t)number >= dossier->tables.count) return false;
    if (!read->key) stored = accord_on_record_find(&telling->record, number, read->global, read->ordinal);
    if (!read->key && !stored) return false;
    row->key = read->key ? read->key : stored->key;
    if (stored) {
        row->file = stored->file;
        row->line = stored->line;
    }
    take_cells(telling, &tables[number], read, stored, row);
    return true;
}

static bool take_evidence(struct telling *telling, const struct accord_evidence *read,
                          struct accord_dossier_evidence *evidence)
{
    const struct accord_dossier *dossier = telling->dossier;
    const struct accord_dossier_table *tables = dossier->tables.items;
    bool known = read->table_number >= 0 && (size_t)read->table_number < dossier->tables.count;
    struct accord_dossier_row *rows = accord_arena_zero(&telling->arena, read->row_count + 1, sizeof *rows);
    telling->failed = telling->failed || !rows;
    if (!known && !read->table) return false;
    *evidence = (struct accord_dossier_evidence){.table = known ? tables[read->table_number].name : read->table,
                                                 .filter = read->filter,
                                                 .filter_count = read->filter_count,
                                                 .rows = rows,
                                                 .row_count = read->row_count};
    for (size_t i = 0; i < read->row_count && rows; i++)
        if (!take_row(telling, read->table_number, &read->rows[i], &rows[i])) return false;
    return true;
}

static const struct accord_dossier_evidence *take_all(struct telling *telling, const struct accord_evidence *read,
                                                      size_t count, bool *good)
{
    struct accord_dossier_evidence *all = accord_arena_zero(&telling->arena, count + 1, sizeof *all);
    telling->failed = telling->failed || !all;
    for (size_t i = 0; i < count && all && *good; i++)
        *good = take_evidence(telling, &read[i], &all[i]);
    return all;
}

/* ---- verdicts ---- */

static void take_finding(struct telling *telling, size_t rule, const struct accord_finding *read,
                         struct accord_dossier_finding *finding, bool *good)
{
    *finding = (struct accord_dossier_finding){.verdict = read->verdict,
                                               .message_id = read->message_id,
                                               .message = read->message,
                                               .arguments = read->arguments,
                                               .argument_count = read->argument_count,
                                               .fingerprint = read->fingerprint,
                                               .evidence_count = read->evidence_count};
    finding->evidence = take_all(telling, read->evidence, read->evidence_count, good);
    accord_dossier_stand(telling->dossier, telling->account.id, rule, &telling->arena, finding);
    finding->comments = accord_on_record_comments(&telling->record, read->fingerprint, &finding->comment_count);
}

static bool take_verdict(struct telling *telling, const struct accord_block_entry *entry, size_t rule)
{
    const struct accord_verdict *read = &entry->verdict;
    struct accord_dossier_verdict *verdict = accord_dossier_list_add(&telling->verdicts, sizeof *verdict);
    struct accord_dossier_finding *findings =
        accord_arena_zero(&telling->arena, read->finding_count + 1, sizeof *findings);
    bool good = true;
    telling->failed = telling->failed || !verdict || !findings;
    if (telling->failed) return true;
    *verdict = (struct accord_dossier_verdict){
        .rule = rule,
        .verdict = read->verdict,
        .gate = read->gate,
        .has_cause = read->has_cause,
        .cause_rule = read->has_cause ? accord_dossier_rule_of(telling->dossier, entry->cause_number) : SIZE_MAX,
        .cause = read->cause,
        .why = read->why,
        .trace = read->trace,
        .source = read->source,
        .findings = findings,
        .finding_count = read->finding_count,
        .evidence_count = read->evidence_count,
    };
    for (size_t i = 0; i < read->finding_count && good; i++)
        take_finding(telling, rule, &read->findings[i], &findings[i], &good);
    verdict->evidence = take_all(telling, read->evidence, read->evidence_count, &good);
    return good;
}

static enum accord_status take_verdicts(struct telling *telling, const struct accord_pass_entry *entry,
                                        struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < entry->verdicts && status == ACCORD_OK; i++) {
        struct accord_block_entry verdict;
        status = accord_dossier_pass_next(telling->dossier, entry, &verdict, err);
        if (status == ACCORD_OK) status = accord_dossier_pass_read(telling->dossier, entry, &verdict, err);
        if (status != ACCORD_OK) return status;
        size_t rule = accord_dossier_rule_of(telling->dossier, verdict.number);
        if (rule == SIZE_MAX || !take_verdict(telling, &verdict, rule))
            status = accord_dossier_damaged(telling->dossier, entry->run, err);
    }
    return status == ACCORD_OK && telling->failed ? accord_error_memory(err) : status;
}

/* ---- accounts ---- */

static enum accord_status tell(struct telling *telling, struct accord_error *err)
{
    struct accord_dossier_account *account = &telling->account;
    if (!telling->pending) return ACCORD_OK;
    telling->pending = false;
    account->verdicts = telling->verdicts.items;
    account->verdict_count = telling->verdicts.count;
    account->apart = accord_on_record_comments_apart(&telling->record, &telling->arena, &account->apart_count);
    account->designations = accord_dossier_designations(telling->dossier, account, &telling->record, &telling->arena,
                                                        &account->designation_count);
    if (!account->apart || !account->designations) return accord_error_memory(err);
    return telling->function(telling->host, account, err);
}

static enum accord_status begin(struct telling *telling, const struct accord_pass_entry *entry,
                                struct accord_error *err)
{
    const struct accord_dossier *dossier = telling->dossier;
    int64_t actor = -1;
    accord_arena_reset(&telling->arena);
    telling->verdicts.count = 0;
    telling->pending = true;
    const char *id = accord_arena_copy(&telling->arena, entry->id, strlen(entry->id));
    if (!id) return accord_error_memory(err);
    if (!entry->aggregate) (void)accord_map_get(&dossier->actor_by_id, id, strlen(id), &actor);
    telling->account = (struct accord_dossier_account){.id = id, .actor = actor < 0 ? SIZE_MAX : (size_t)actor};
    return accord_on_record_load(telling->dossier, entry, &telling->arena, &telling->record, err);
}

static enum accord_status take_entry(void *host, const struct accord_pass_entry *entry, struct accord_error *err)
{
    struct telling *telling = host;
    bool same = telling->pending && entry->aggregate && strcmp(telling->account.id, entry->id) == 0;
    struct accord_pass_entry own = *entry;
    enum accord_status status = same ? ACCORD_OK : tell(telling, err);
    if (status == ACCORD_OK && !same) status = begin(telling, entry, err);
    own.arena = &telling->arena; /* what is read lives as long as the account */
    if (status == ACCORD_OK) status = take_verdicts(telling, &own, err);
    return status == ACCORD_OK && (!entry->aggregate || entry->last) ? tell(telling, err) : status;
}

enum accord_status accord_dossier_each(struct accord_dossier *dossier, accord_dossier_function function, void *host,
                                       struct accord_error *err)
{
    struct telling telling = {.dossier = dossier, .function = function, .host = host};
    accord_arena_init(&telling.arena);
    const struct accord_pass pass = {.aggregates = true, .rows = true, .function = take_entry, .host = &telling};
    enum accord_status status = accord_dossier_pass_told(dossier, &pass, err);
    accord_arena_clear(&telling.arena);
    accord_free(telling.verdicts.items);
    return status;
}
