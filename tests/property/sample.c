/* The sample dataset in memory. */
#include "property/sample.h"

#include "accord/report.h"
#include "base/memory.h"
#include "base/text.h"

#include <check.h>
#include <cjson/cJSON.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIXTURE ACCORD_FIXTURES "/sample"

enum { FILE_MAX = 32 * 1024 * 1024 };

/* What tables hold: shared between copies, kept until the process ends. */
static struct accord_arena texts;

uint32_t sample_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(*seed >> 8) * below) >> 24);
}

/* ---- reading ---- */

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s cannot be opened", path);
    char *text = malloc(FILE_MAX);
    size_t length = fread(text, 1, FILE_MAX - 1, file);
    fclose(file);
    text[length] = '\0';
    return realloc(text, length + 1);
}

/* Cuts one record of the fixtures' CSV (quotes, no line ends inside) into cells in place. Returns what is behind it. */
static char *cut_record(char *at, char delimiter, const char **cells, size_t *count)
{
    *count = 0;
    for (;;) {
        ck_assert_uint_lt(*count, SAMPLE_CELLS_MAX);
        bool quoted = *at == '"';
        char *to = quoted ? ++at : at;
        cells[(*count)++] = to;
        while (quoted ? *at != '"' || at[1] == '"' : *at != delimiter && *at != '\r' && *at != '\n' && *at != '\0') {
            if (quoted && *at == '"') at++;
            *to++ = *at++;
        }
        if (quoted) at++;
        char end = *at;
        if (end == '\r') at++;
        if (*at != '\0') at++;
        *to = '\0';
        if (end != delimiter) return at;
    }
}

static struct sample_table *add_table(struct sample *sample, const char *name)
{
    struct sample_table *table = sample_table(sample, name);
    if (table != NULL) return table;
    ck_assert_uint_lt(sample->table_count, SAMPLE_TABLES);
    table = &sample->tables[sample->table_count++];
    memset(table, 0, sizeof *table);
    snprintf(table->name, sizeof table->name, "%s", name);
    table->schema = accord_core_schema(name);
    ck_assert_ptr_nonnull(table->schema);
    return table;
}

static void read_csv(struct sample *sample, const char *name, const char *file, char delimiter)
{
    char path[SAMPLE_PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", FIXTURE, file);
    struct sample_table *table = add_table(sample, name);
    char *text = read_file(path);
    char *at =
        cut_record(accord_arena_copy(&texts, text, strlen(text)), delimiter, table->columns, &table->column_count);
    while (*at != '\0') {
        size_t count;
        const char **cells = accord_arena_zero(&texts, SAMPLE_CELLS_MAX, sizeof *cells);
        at = cut_record(at, delimiter, cells, &count);
        ck_assert_uint_eq(count, table->column_count);
        ck_assert_uint_lt(table->row_count, SAMPLE_ROWS_MAX);
        table->rows[table->row_count++] = cells;
    }
    free(text);
}

static bool is_csv(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, ".csv") == 0;
}

static void read_resource(struct sample *sample, const cJSON *resource)
{
    const char *name = cJSON_GetObjectItemCaseSensitive(resource, "name")->valuestring;
    const cJSON *path = cJSON_GetObjectItemCaseSensitive(resource, "path"), *one;
    const cJSON *dialect = cJSON_GetObjectItemCaseSensitive(resource, "dialect");
    const cJSON *delimiter = dialect == NULL ? NULL : cJSON_GetObjectItemCaseSensitive(dialect, "delimiter");
    char separator = delimiter == NULL ? ',' : delimiter->valuestring[0];
    if (cJSON_IsString(path) && is_csv(path->valuestring)) read_csv(sample, name, path->valuestring, separator);
    cJSON_ArrayForEach(one, path)
    {
        read_csv(sample, name, one->valuestring, separator);
    }
}

static bool actor_kept(const struct sample_table *actors, const char *id)
{
    for (size_t i = 0; i < actors->row_count; i++)
        if (strcmp(actors->rows[i][0], id) == 0) return true;
    return false;
}

static bool row_kept(const struct sample_table *actors, const struct sample_table *table, const char *const *row)
{
    int column = table->schema->actor;
    if (column == ACCORD_NO_COLUMN || table == actors) return true;
    int at = sample_column(table, table->schema->columns[column].name);
    char cell[1024], *rest = cell;
    snprintf(cell, sizeof cell, "%s", row[at]);
    while (rest != NULL) {
        char *id = rest;
        rest = strchr(rest, ';');
        if (rest != NULL) *rest++ = '\0';
        if (!actor_kept(actors, id)) return false;
    }
    return true;
}

/* Actors that are no states stay: requests and meetings name them. */
static void thin_out(struct sample *sample, size_t stride)
{
    struct sample_table *actors = sample_table(sample, "actors");
    size_t kept = 0;
    for (size_t i = 0, states = 0; i < actors->row_count; i++) {
        bool state = strcmp(actors->rows[i][1], "state") == 0;
        if (!state || states++ % stride == 0) actors->rows[kept++] = actors->rows[i];
    }
    actors->row_count = kept;
    for (size_t i = 0; i < sample->table_count; i++) {
        struct sample_table *table = &sample->tables[i];
        kept = 0;
        for (size_t j = 0; j < table->row_count; j++)
            if (row_kept(actors, table, table->rows[j])) table->rows[kept++] = table->rows[j];
        table->row_count = kept;
    }
}

static cJSON *read_package(void)
{
    char *text = read_file(FIXTURE "/datapackage.json");
    cJSON *package = cJSON_Parse(text);
    ck_assert_ptr_nonnull(package);
    free(text);
    return package;
}

void sample_read(struct sample *sample, size_t stride)
{
    cJSON *package = read_package(), *resource;
    sample->table_count = 0;
    cJSON_ArrayForEach(resource, cJSON_GetObjectItemCaseSensitive(package, "resources"))
    {
        read_resource(sample, resource);
    }
    cJSON_Delete(package);
    if (stride > 1) thin_out(sample, stride);
}

struct sample_table *sample_table(struct sample *sample, const char *name)
{
    for (size_t i = 0; i < sample->table_count; i++)
        if (strcmp(sample->tables[i].name, name) == 0) return &sample->tables[i];
    return NULL;
}

int sample_column(const struct sample_table *table, const char *name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (strcmp(table->columns[i], name) == 0) return (int)i;
    return -1;
}

const char **sample_own_row(struct sample_table *table, size_t index)
{
    const char **copy = accord_arena_zero(&texts, SAMPLE_CELLS_MAX, sizeof *copy);
    memcpy(copy, table->rows[index], table->column_count * sizeof *copy);
    table->rows[index] = copy;
    return copy;
}

void sample_remove_row(struct sample_table *table, size_t index)
{
    table->rows[index] = table->rows[--table->row_count];
}

void sample_shuffle(struct sample *sample, uint32_t *seed)
{
    for (size_t i = 0; i < sample->table_count; i++) {
        struct sample_table *table = &sample->tables[i];
        for (size_t j = table->row_count; j > 1; j--) {
            size_t other = sample_random(seed, (uint32_t)j);
            const char **row = table->rows[j - 1];
            table->rows[j - 1] = table->rows[other];
            table->rows[other] = row;
        }
    }
}

/* ---- writing ---- */

static void add_csv_cell(struct accord_text *text, const char *cell)
{
    if (strpbrk(cell, ",\"\n\r") == NULL) {
        accord_text_add_str(text, cell);
        return;
    }
    accord_text_add_char(text, '"');
    for (; *cell != '\0'; cell++) {
        if (*cell == '"') accord_text_add_char(text, '"');
        accord_text_add_char(text, *cell);
    }
    accord_text_add_char(text, '"');
}

static void add_csv_record(struct accord_text *text, const char *const *cells, size_t count, const char *end)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0) accord_text_add_char(text, ',');
        add_csv_cell(text, cells[i]);
    }
    accord_text_add_str(text, end);
}

static void add_json_cell(struct accord_text *text, const struct sample_table *table, size_t column, const char *cell)
{
    int number = accord_schema_find(table->schema, table->columns[column], strlen(table->columns[column]));
    enum accord_cell_kind kind = table->schema->columns[number].kind;
    if (kind == ACCORD_CELL_INTEGER || kind == ACCORD_CELL_DECIMAL) {
        accord_text_add_str(text, cell);
    } else if (kind != ACCORD_CELL_LIST) {
        accord_text_add_json(text, cell, strlen(cell));
    } else {
        for (const char *item = cell; item != NULL;) {
            size_t length = strcspn(item, ";");
            accord_text_add_char(text, item == cell ? '[' : ',');
            accord_text_add_json(text, item, length);
            item = item[length] == '\0' ? NULL : item + length + 1;
        }
        accord_text_add_char(text, ']');
    }
}

/* Members from the last column to the first: their order means nothing. */
static void add_json_object(struct accord_text *text, const struct sample_table *table, const char *const *cells)
{
    bool any = false;
    accord_text_add_char(text, '{');
    for (size_t i = table->column_count; i-- > 0;) {
        if (cells[i][0] == '\0') continue;
        if (any) accord_text_add_char(text, ',');
        any = true;
        accord_text_add_json(text, table->columns[i], strlen(table->columns[i]));
        accord_text_add_char(text, ':');
        add_json_cell(text, table, i, cells[i]);
    }
    accord_text_add_char(text, '}');
}

static void write_text(const char *folder, const char *name, const char *text)
{
    char path[SAMPLE_PATH_MAX * 2];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    ck_assert_msg(file != NULL, "%s cannot be written", path);
    fputs(text, file);
    fclose(file);
}

static void add_rows(struct accord_text *text, const struct sample_table *table, enum sample_shape shape, size_t first,
                     size_t last)
{
    bool json = shape == SAMPLE_JSON || shape == SAMPLE_JSON_LINES;
    const char *end = shape == SAMPLE_CSV_CRLF ? "\r\n" : "\n";
    if (!json) add_csv_record(text, table->columns, table->column_count, end);
    if (shape == SAMPLE_JSON) accord_text_add_char(text, '[');
    for (size_t i = first; i < last; i++) {
        if (shape == SAMPLE_JSON && i > first) accord_text_add_char(text, ',');
        if (json)
            add_json_object(text, table, table->rows[i]);
        else
            add_csv_record(text, table->rows[i], table->column_count, end);
        if (shape == SAMPLE_JSON_LINES) accord_text_add_char(text, '\n');
    }
    if (shape == SAMPLE_JSON) accord_text_add_char(text, ']');
}

/* Writes the table's files and says their paths in the resource. */
static void write_table(const struct sample_table *table, const char *folder, enum sample_shape shape, cJSON *resource)
{
    static const char *const ends[] = {[SAMPLE_CSV] = "csv",
                                       [SAMPLE_CSV_CRLF] = "csv",
                                       [SAMPLE_CSV_TWO_FILES] = "csv",
                                       [SAMPLE_JSON] = "json",
                                       [SAMPLE_JSON_LINES] = "jsonl"};
    size_t middle = shape == SAMPLE_CSV_TWO_FILES ? table->row_count / 3 : 0;
    cJSON_DeleteItemFromObjectCaseSensitive(resource, "dialect");
    cJSON_DeleteItemFromObjectCaseSensitive(resource, "path");
    cJSON *paths = cJSON_AddArrayToObject(resource, "path");
    for (int part = 0; part < (middle > 0 ? 2 : 1); part++) {
        char name[128];
        struct accord_text text;
        snprintf(name, sizeof name, "%s-%d.%s", table->name, part, ends[shape]);
        accord_text_init(&text, FILE_MAX);
        /* The second part comes first. */
        add_rows(&text, table, shape, part == 0 ? middle : 0, part == 0 ? table->row_count : middle);
        ck_assert(!text.failed);
        write_text(folder, name, accord_text_str(&text));
        accord_text_clear(&text);
        cJSON_AddItemToArray(paths, cJSON_CreateString(name));
    }
}

/* A file that is no table here; of JSON Lines those to actors that were kept, or to all. */
static void copy_file(const struct sample_table *actors, const char *folder, const char *name)
{
    char from[SAMPLE_PATH_MAX];
    struct accord_text kept;
    snprintf(from, sizeof from, "%s/%s", FIXTURE, name);
    char *text = read_file(from);
    bool lines = strstr(name, ".jsonl") != NULL;
    accord_text_init(&kept, FILE_MAX);
    for (const char *line = text; lines && *line != '\0';) {
        size_t length = strcspn(line, "\n") + 1;
        cJSON *request = cJSON_ParseWithLength(line, length);
        const char *to = cJSON_GetObjectItemCaseSensitive(request, "to")->valuestring;
        if (strcmp(to, "open") == 0 || actor_kept(actors, to)) accord_text_add(&kept, line, length);
        cJSON_Delete(request);
        line += length;
    }
    write_text(folder, name, lines ? accord_text_str(&kept) : text);
    accord_text_clear(&kept);
    free(text);
}

void sample_write(const struct sample *sample, const char *folder, enum sample_shape shape, bool declared)
{
    cJSON *package = read_package(), *resource;
    const struct sample_table *actors = NULL;
    for (size_t i = 0; i < sample->table_count; i++)
        if (strcmp(sample->tables[i].name, "actors") == 0) actors = &sample->tables[i];
    cJSON_ArrayForEach(resource, cJSON_GetObjectItemCaseSensitive(package, "resources"))
    {
        const char *name = cJSON_GetObjectItemCaseSensitive(resource, "name")->valuestring;
        const cJSON *path = cJSON_GetObjectItemCaseSensitive(resource, "path");
        bool known = false;
        if (!declared) cJSON_DeleteItemFromObjectCaseSensitive(resource, "accord:complete");
        for (size_t i = 0; i < sample->table_count && !known; i++) {
            known = strcmp(sample->tables[i].name, name) == 0;
            enum sample_shape own = shape == SAMPLE_MIXED ? (enum sample_shape)(i % SAMPLE_MIXED) : shape;
            if (known) write_table(&sample->tables[i], folder, own, resource);
        }
        if (!known) copy_file(actors, folder, path->valuestring);
    }
    char *text = cJSON_Print(package);
    write_text(folder, "datapackage.json", text);
    free(text);
    cJSON_Delete(package);
}

/* ---- runs ---- */

struct accord_packs *sample_packs(void)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_limits limits = accord_limits_default();
    struct accord_problems *problems;
    struct accord_packs *packs;
    const char *folders[] = {ACCORD_RULES};
    ck_assert_int_eq(accord_problems_new(&problems, &err), ACCORD_OK);
    ck_assert_int_eq(accord_packs_open(folders, 1, &limits, problems, &packs, &err), ACCORD_OK);
    accord_problems_free(problems);
    return packs;
}

static struct accord_dataset *open_dataset(const char *folder, struct accord_problems *warnings)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *errors;
    struct accord_dataset *dataset;
    struct accord_dataset_options options = {NULL};
    ck_assert_int_eq(accord_problems_new(&errors, &err), ACCORD_OK);
    enum accord_status status = accord_dataset_open(folder, &options, errors, warnings, &dataset, &err);
    if (accord_problems_kept(errors) > 0) {
        const struct accord_problem *first = accord_problems_at(errors, 0);
        ck_abort_msg("%s:%u:%u: %s", first->file, first->line, first->column, first->text);
    }
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    accord_problems_free(errors);
    return dataset;
}

static void run(struct accord_packs *packs, struct accord_dataset *dataset, const char *as_of, enum accord_carry carry,
                accord_verdict_function function, void *host)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_run_options options = {.actor_count = SIZE_MAX, .carry = carry};
    struct accord_run *made;
    const char *why;
    ck_assert(accord_date_parse(as_of, strlen(as_of), &options.as_of, &why));
    ck_assert_int_eq(accord_run_new(packs, dataset, &options, &made, &err), ACCORD_OK);
    enum accord_status status = accord_run_evaluate(made, function, host, &err);
    ck_assert_msg(status == ACCORD_OK, "%s", err.text);
    accord_run_free(made);
}

static enum accord_status take_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct sample_outcome *outcome = host;
    (void)err;
    ck_assert_msg(verdict->verdict != ACCORD_VERDICT_ERROR, "%s", verdict->why);
    if (verdict->actor == SIZE_MAX) return ACCORD_OK; /* an aggregate is in no pair */
    outcome->verdicts[verdict->actor * outcome->rules + verdict->rule] =
        (struct sample_verdict){true, verdict->verdict, verdict->gate};
    return ACCORD_OK;
}

struct sample_outcome *sample_run(struct accord_packs *packs, const char *folder, const char *as_of)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *warnings;
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    struct accord_dataset *dataset = open_dataset(folder, warnings);
    size_t actors = accord_dataset_actor_count(dataset), rules = accord_packs_rule_count(packs);
    struct sample_outcome *outcome = calloc(1, sizeof *outcome + actors * rules * sizeof outcome->verdicts[0]);
    outcome->actors = actors;
    outcome->rules = rules;
    run(packs, dataset, as_of, ACCORD_CARRY_ALL, take_verdict, outcome);
    accord_dataset_close(dataset);
    accord_problems_free(warnings);
    return outcome;
}

/* ---- what verdicts carry ---- */

struct written {
    struct accord_text text;
    enum accord_carry shown; /* of which verdicts texts are written */
    bool only;               /* and others carry none */
};

static enum accord_status write_verdict(void *host, const struct accord_verdict *verdict, struct accord_error *err)
{
    struct written *written = host;
    struct accord_text *text = &written->text;
    bool whole = verdict->actor == SIZE_MAX || accord_carries(written->shown, verdict->verdict);
    (void)err;
    accord_text_addf(text, "%s %zu %d %d %d %d", verdict->actor_id, verdict->rule, (int)verdict->verdict,
                     (int)verdict->gate, (int)verdict->has_cause, (int)verdict->cause);
    accord_text_addf(text, " %s %zu", whole ? verdict->why : "", whole ? verdict->evidence_count : 0);
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const struct accord_finding *finding = &verdict->findings[i];
        accord_text_addf(text, " %d", (int)finding->verdict);
        if (whole)
            accord_text_addf(text, " %s %s %zu", finding->fingerprint, finding->message, finding->evidence_count);
    }
    accord_text_add_char(text, '\n');
    ck_assert(whole || !written->only || (verdict->why == NULL && verdict->evidence_count == 0));
    return ACCORD_OK;
}

char *sample_verdicts(struct accord_packs *packs, const char *folder, const char *as_of, enum accord_carry carry,
                      enum accord_carry shown)
{
    enum { WRITTEN_MAX = 256 * 1024 * 1024 };
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *warnings;
    struct written written = {.shown = shown, .only = carry == shown};
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    struct accord_dataset *dataset = open_dataset(folder, warnings);
    accord_text_init(&written.text, WRITTEN_MAX);
    run(packs, dataset, as_of, carry, write_verdict, &written);
    accord_dataset_close(dataset);
    accord_problems_free(warnings);
    ck_assert(!written.text.failed);
    return written.text.bytes;
}

/* ---- reports ---- */

/* What says where something stands goes: the values of "file", "line", "column" and "at". */
static void strip_places(char *text)
{
    static const char *const names[] = {"\"file\": ", "\"line\": ", "\"column\": ", "\"at\": "};
    char *to = text;
    for (const char *at = text; *at != '\0';) {
        size_t skipped = 0;
        for (size_t i = 0; i < sizeof names / sizeof names[0] && skipped == 0; i++)
            if (strncmp(at, names[i], strlen(names[i])) == 0) skipped = strlen(names[i]);
        if (skipped == 0 || (strncmp(at, "\"column\": \"", 11) == 0)) {
            *to++ = *at++;
            continue;
        }
        at += skipped;
        if (*at == '"')
            at += strcspn(at + 1, "\"") + 2;
        else if (*at == '{' || *at == '[')
            at += strcspn(at, "}]") + 1;
        else
            at += strcspn(at, ",}\n");
    }
    *to = '\0';
}

char *sample_report_with_places(struct accord_packs *packs, const char *folder, const char *as_of)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_report *report;
    struct accord_problems *warnings;
    char path[SAMPLE_PATH_MAX];
    const char *why;
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    struct accord_dataset *dataset = open_dataset(folder, warnings);
    struct accord_report_subject subject = {
        .dataset = dataset, .packs = packs, .warnings = warnings, .fail = accord_fail_policy_default()};
    struct accord_report_options options = {.width = 80};
    struct accord_report_output output = {.path = path};
    snprintf(path, sizeof path, "%s.out", folder);
    ck_assert(accord_report_format_find("json", &output.format));
    ck_assert(accord_date_parse(as_of, strlen(as_of), &subject.as_of, &why));
    ck_assert_int_eq(accord_report_new(&subject, &options, &output, 1, &report, &err), ACCORD_OK);
    ck_assert_int_eq(accord_report_start(report, &err), ACCORD_OK);
    run(packs, dataset, as_of, ACCORD_CARRY_ALL, accord_report_verdict, report);
    ck_assert_int_eq(accord_report_finish(report, &err), ACCORD_OK);
    accord_report_free(report);
    accord_dataset_close(dataset);
    accord_problems_free(warnings);
    char *text = read_file(path);
    ck_assert_int_eq(unlink(path), 0);
    return text;
}

char *sample_report(struct accord_packs *packs, const char *folder, const char *as_of)
{
    char *text = sample_report_with_places(packs, folder, as_of);
    strip_places(text);
    return text;
}

struct accord_dataset *sample_open(const char *folder)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *warnings;
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    struct accord_dataset *dataset = open_dataset(folder, warnings);
    accord_problems_free(warnings);
    return dataset;
}

void sample_pack(const char *folder, const char *path)
{
    struct accord_error err = {ACCORD_OK, ""};
    struct accord_problems *warnings;
    ck_assert_int_eq(accord_problems_new(&warnings, &err), ACCORD_OK);
    struct accord_dataset *dataset = open_dataset(folder, warnings);
    ck_assert_msg(accord_dataset_pack(dataset, warnings, path, &err) == ACCORD_OK, "%s", err.text);
    accord_dataset_close(dataset);
    accord_problems_free(warnings);
}

/* ---- folders ---- */

void sample_folder(char *folder)
{
    snprintf(folder, SAMPLE_PATH_MAX, "/tmp/accord-sample-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

void sample_folder_remove(const char *folder)
{
    DIR *opened = opendir(folder);
    if (opened == NULL) return;
    for (const struct dirent *entry; (entry = readdir(opened)) != NULL;) {
        char full[SAMPLE_PATH_MAX * 2];
        if (entry->d_name[0] == '.') continue;
        snprintf(full, sizeof full, "%s/%s", folder, entry->d_name);
        unlink(full);
    }
    closedir(opened);
    rmdir(folder);
}
