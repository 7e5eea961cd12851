/* Runs listed: read from the store, written as text and as JSON. */
#include "cli/runs_list.h"

#include "accord/report.h"
#include "base/error.h"
#include "report/emit.h"
#include "report/page.h"
#include "store/run_index.h"
#include "store/run_labels.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { WIDTH = 80, GAP = 2, DAY_COLUMNS = 10, DIGEST_COLUMNS = 12, FIRST = 16, FACTS_MAX = 64 * 1024, CELL_MAX = 64 };

/* ---- reading ---- */

/* Room for one more. */
static bool grow(void **items, size_t *capacity, size_t count, size_t size)
{
    if (count < *capacity) return true;
    size_t wanted = 2 * *capacity + FIRST;
    void *grown = accord_realloc(*items, wanted, size);
    if (!grown) return false;
    *items = grown;
    *capacity = wanted;
    return true;
}

/* Borrowed texts become the list's own. */
static bool keep_texts(struct accord_arena *arena, struct accord_run_record *record)
{
    const char **const texts[] = {&record->as_of,          &record->version,      &record->dataset,
                                  &record->dataset_sha256, &record->rules_sha256, &record->profile,
                                  &record->profile_sha256};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (!*texts[i]) continue;
        *texts[i] = accord_arena_copy(arena, *texts[i], strlen(*texts[i]));
        if (!*texts[i]) return false;
    }
    return true;
}

static enum accord_status take_run(void *host, const struct accord_run_record *record, struct accord_error *err)
{
    struct accord_runs_list *list = host;
    void *runs = list->runs;
    if (!grow(&runs, &list->capacity, list->count, sizeof *list->runs)) return accord_error_memory(err);
    list->runs = runs;
    list->runs[list->count] = (struct accord_listed_run){.record = *record};
    return keep_texts(&list->arena, &list->runs[list->count++].record) ? ACCORD_OK : accord_error_memory(err);
}

static void put_oldest_first(struct accord_runs_list *list)
{
    for (size_t i = 0; i < list->count / 2; i++) {
        struct accord_listed_run run = list->runs[i];
        list->runs[i] = list->runs[list->count - 1 - i];
        list->runs[list->count - 1 - i] = run;
    }
}

struct accord_listed_run *accord_runs_list_find(const struct accord_runs_list *list, int64_t id)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->runs[middle].record.id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < list->count && list->runs[low].record.id == id ? &list->runs[low] : NULL;
}

static enum accord_status take_label(void *host, const struct accord_run_label *label, struct accord_error *err)
{
    struct accord_runs_list *list = host;
    struct accord_listed_run *run = accord_runs_list_find(list, label->run);
    if (!run) return ACCORD_OK; /* of a run that came after the list was read */
    const char *text = accord_arena_copy(&list->arena, label->text, strlen(label->text));
    void *tags = run->tags;
    if (!text) return accord_error_memory(err);
    if (label->is_name) {
        run->name = text;
        return ACCORD_OK;
    }
    if (!grow(&tags, &run->tag_capacity, run->tag_count, sizeof *run->tags)) return accord_error_memory(err);
    run->tags = tags;
    run->tags[run->tag_count++] = text;
    return ACCORD_OK;
}

static enum accord_status take_indexed(void *host, int64_t id, struct accord_error *err)
{
    struct accord_listed_run *run = accord_runs_list_find(host, id);
    (void)err;
    if (run) run->indexed = true;
    return ACCORD_OK;
}

enum accord_status accord_runs_list_read(struct accord_runs_list *list, struct accord_run_file *file,
                                         struct accord_error *err)
{
    accord_arena_init(&list->arena);
    enum accord_status status = accord_run_file_runs(file, NULL, INT64_MAX, take_run, list, err);
    put_oldest_first(list);
    if (status == ACCORD_OK) status = accord_run_labels(file, take_label, list, err);
    return status == ACCORD_OK ? accord_run_indexed(file, take_indexed, list, err) : status;
}

void accord_runs_list_clear(struct accord_runs_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        accord_free(list->runs[i].tags);
    accord_free(list->runs);
    accord_arena_clear(&list->arena);
}

/* ---- text ---- */

/* What sets the run apart from others of the same dataset. */
static void add_facts(const struct accord_listed_run *run, struct accord_text *text)
{
    const struct accord_run_record *record = &run->record;
    accord_text_add_str(text, record->dataset);
    if (record->profile) accord_text_addf(text, "; profile %s", record->profile);
    if (record->shards > 1)
        accord_text_addf(text, "; shard %lld/%lld", (long long)record->shard, (long long)record->shards);
    if (run->name) accord_text_addf(text, "; named %s", run->name);
    for (size_t i = 0; i < run->tag_count; i++)
        accord_text_addf(text, "%s%s", i == 0 ? "; tagged " : ", ", run->tags[i]);
}

static const char *actors_of(const struct accord_listed_run *run, char cell[CELL_MAX])
{
    const struct accord_run_record *record = &run->record;
    if (record->actors == record->actors_of)
        (void)snprintf(cell, CELL_MAX, "%lld", (long long)record->actors);
    else
        (void)snprintf(cell, CELL_MAX, "%lld of %lld", (long long)record->actors, (long long)record->actors_of);
    return cell;
}

static const char *id_of(const struct accord_listed_run *run, char cell[CELL_MAX])
{
    (void)snprintf(cell, CELL_MAX, "%lld", (long long)run->record.id);
    return cell;
}

struct columns {
    size_t id;
    size_t actors;
};

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static struct columns measure(const struct accord_runs_list *list)
{
    struct columns columns = {strlen("run"), strlen("actors")};
    char cell[CELL_MAX];
    for (size_t i = 0; i < list->count; i++) {
        columns.id = larger(columns.id, strlen(id_of(&list->runs[i], cell)));
        columns.actors = larger(columns.actors, strlen(actors_of(&list->runs[i], cell)));
    }
    return columns;
}

/* A line of the table; `facts` is wrapped in its own column. */
static void write_line(struct accord_page *page, enum accord_style style, const struct columns *columns,
                       const char *const cells[4], const char *facts)
{
    const size_t widths[] = {columns->id, DAY_COLUMNS, columns->actors, DIGEST_COLUMNS};
    size_t at = 0;
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        at += accord_page_cell(page, style, cells[i], widths[i]) + GAP;
        accord_page_spaces(page, GAP);
    }
    accord_page_wrap(page, style, at, at, facts);
}

static void write_run(struct accord_page *page, const struct columns *columns, const struct accord_listed_run *run)
{
    char id[CELL_MAX], actors[CELL_MAX], digest[DIGEST_COLUMNS + 1];
    struct accord_text facts;
    accord_text_init(&facts, FACTS_MAX);
    add_facts(run, &facts);
    (void)snprintf(digest, sizeof digest, "%s", run->record.rules_sha256);
    const char *const cells[] = {id_of(run, id), run->record.as_of, actors_of(run, actors), digest};
    write_line(page, ACCORD_STYLE_PLAIN, columns, cells, accord_text_str(&facts));
    accord_text_clear(&facts);
}

static const char *plural(int64_t count)
{
    return count == 1 ? "" : "s";
}

static void add_unindexed(const struct accord_runs_list *list, struct accord_text *text)
{
    long long unindexed = 0;
    for (size_t i = 0; i < list->count; i++)
        unindexed += !list->runs[i].goes && !list->runs[i].indexed;
    if (unindexed > 0 && !list->prunes)
        accord_text_addf(text, "\n%lld run%s not in the views for SQL; --index adds %s\n", unindexed,
                         unindexed == 1 ? " is" : "s are", unindexed == 1 ? "it" : "them");
}

/* Where runs are taken out, those. */
static void write_text(const struct accord_runs_list *list, struct accord_text *text)
{
    static const char *const heads[] = {"run", "as of", "actors", "rules"};
    const struct columns columns = measure(list);
    const long long runs = list->pruned.runs, blocks = list->pruned.blocks;
    struct accord_page page;
    size_t written = 0;
    accord_page_init(&page, text, WIDTH, false);
    for (size_t i = 0; i < list->count; i++) {
        if (list->runs[i].goes != list->prunes) continue;
        if (written++ == 0) write_line(&page, ACCORD_STYLE_PLAIN, &columns, heads, "dataset");
        write_run(&page, &columns, &list->runs[i]);
    }
    accord_page_clear(&page);
    if (list->prunes)
        accord_text_addf(text, "%s%lld run%s %s, with %lld block%s that no other has; %lld %s\n", written ? "\n" : "",
                         runs, plural(runs),
                         list->dry   ? "would go"
                         : runs == 1 ? "is taken out"
                                     : "are taken out",
                         blocks, plural(blocks), (long long)list->count - runs,
                         (long long)list->count - runs == 1 ? "stays" : "stay");
    else if (written == 0)
        accord_text_add_str(text, "no run is stored\n");
    add_unindexed(list, text);
}

/* ---- JSON ---- */

static void emit_number(struct accord_emit *emit, const char *name, int64_t number)
{
    accord_emit_key(emit, name);
    accord_emit_integer(emit, number);
}

static void emit_run(struct accord_emit *emit, const struct accord_listed_run *run)
{
    const struct accord_run_record *record = &run->record;
    accord_emit_open(emit, '{');
    emit_number(emit, "id", record->id);
    accord_emit_member(emit, "name", run->name);
    accord_emit_key(emit, "tags");
    accord_emit_open_flat(emit, '[');
    for (size_t i = 0; i < run->tag_count; i++)
        accord_emit_text(emit, run->tags[i]);
    accord_emit_close(emit, ']');
    accord_emit_member(emit, "as_of", record->as_of);
    accord_emit_member(emit, "version", record->version);
    accord_emit_member(emit, "dataset", record->dataset);
    accord_emit_member(emit, "dataset_sha256", record->dataset_sha256);
    accord_emit_member(emit, "rules_sha256", record->rules_sha256);
    accord_emit_member(emit, "profile", record->profile);
    emit_number(emit, "shard", record->shard);
    emit_number(emit, "shards", record->shards);
    emit_number(emit, "actors", record->actors);
    emit_number(emit, "actors_of", record->actors_of);
    accord_emit_key(emit, "indexed");
    accord_emit_boolean(emit, run->indexed);
    accord_emit_close(emit, '}');
}

static void emit_runs(struct accord_emit *emit, const char *name, const struct accord_runs_list *list, bool goes)
{
    accord_emit_key(emit, name);
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < list->count; i++)
        if (list->runs[i].goes == goes) emit_run(emit, &list->runs[i]);
    accord_emit_close(emit, ']');
}

static void write_json(const struct accord_runs_list *list, struct accord_text *text)
{
    struct accord_emit emit;
    accord_emit_init(&emit, text, true);
    accord_emit_open(&emit, '{');
    accord_emit_key(&emit, "accord");
    accord_emit_open_flat(&emit, '{');
    accord_emit_member(&emit, "version", accord_version());
    accord_emit_key(&emit, "schema");
    accord_emit_count(&emit, 1);
    accord_emit_close(&emit, '}');
    emit_runs(&emit, "runs", list, false);
    if (list->prunes) {
        emit_runs(&emit, "pruned", list, true);
        emit_number(&emit, "pruned_blocks", list->pruned.blocks);
        accord_emit_key(&emit, "dry_run");
        accord_emit_boolean(&emit, list->dry);
    }
    accord_emit_close(&emit, '}');
    accord_text_add_char(text, '\n');
}

/* ---- formats ---- */

static const struct {
    const char *name;
    void (*write)(const struct accord_runs_list *list, struct accord_text *text);
} formats[] = {{"text", write_text}, {"json", write_json}};

const char *accord_runs_list_format(size_t index)
{
    return index < sizeof formats / sizeof formats[0] ? formats[index].name : NULL;
}

void accord_runs_list_write(const struct accord_runs_list *list, size_t format, struct accord_text *text)
{
    formats[format].write(list, text);
}
