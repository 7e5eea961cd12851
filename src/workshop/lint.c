/* Lint: files in, complaints out. */
#include "workshop/lint.h"

#include "base/error.h"
#include "ingest/package.h"
#include "store/dataset.h"
#include "workshop/case_find.h"
#include "workshop/lint_parts.h"

#include <stdlib.h>
#include <string.h>

enum { COMPLAINTS_MAX = 100000, NAMES_MAX = 256 };

static const struct accord_lint_check checks[] = {
#define ACCORD_LINT_CHECK_ROW(name, id, error, meaning) {id, error, meaning},
    ACCORD_LINT_CHECKS(ACCORD_LINT_CHECK_ROW)
#undef ACCORD_LINT_CHECK_ROW
};

_Static_assert((int)ACCORD_LINT_CHECK_COUNT <= (int)ACCORD_LINT_CHECKS_MAX, "more checks than options have room for");

const struct accord_lint_check *accord_lint_check_at(size_t index)
{
    return index < ACCORD_LINT_CHECK_COUNT ? &checks[index] : NULL;
}

/* ---- memory ---- */

void *accord_lint_zero(struct accord_lint *lint, size_t count, size_t size)
{
    void *block = accord_arena_zero(&lint->arena, count, size);
    if (block == NULL) lint->out_of_memory = true;
    return block;
}

static const char *accord_lint_copy(struct accord_lint *lint, const struct accord_text *text)
{
    const char *copy = text->failed ? NULL : accord_arena_copy(&lint->arena, accord_text_str(text), text->length);
    if (copy == NULL) lint->out_of_memory = true;
    return copy == NULL ? "" : copy;
}

/* ---- complaints ---- */

/* The line without its end, for the reader; NULL where the file has no such line. */
static const char *source_line(const struct accord_lint_file *file, unsigned line, size_t *length)
{
    const char *at = file->pack->source, *end = at + file->pack->length;
    for (unsigned i = 1; i < line && at < end; at++)
        if (*at == '\n') i++;
    size_t rest = (size_t)(end - at);
    const char *stop = memchr(at, '\n', rest);
    *length = stop == NULL ? rest : (size_t)(stop - at);
    while (*length > 0 && at[*length - 1] == '\r')
        --*length;
    return line == 0 || rest == 0 || accord_utf8_check(at, *length) != *length ? NULL : at;
}

static bool make_room(struct accord_lint *lint)
{
    size_t room = lint->complaint_room == 0 ? 64 : 2 * lint->complaint_room;
    if (lint->complaint_count < lint->complaint_room) return true;
    if (lint->complaint_count >= COMPLAINTS_MAX) return false;
    struct accord_lint_complaint *grown = accord_lint_zero(lint, room, sizeof *grown);
    if (grown == NULL) return false;
    if (lint->complaint_count > 0) memcpy(grown, lint->complaints, lint->complaint_count * sizeof *grown);
    lint->complaints = grown;
    lint->complaint_room = room;
    return true;
}

void accord_lint_complain(struct accord_lint *lint, const struct accord_lint_file *file,
                          enum accord_lint_check_id check, const struct accord_lua_place *place, const char *format,
                          ...)
{
    char text[ACCORD_ERROR_TEXT_MAX];
    struct accord_lint_complaint complaint = {.check = check, .file = file->path};
    complaint.line = place == NULL ? 0 : place->line;
    complaint.column = place == NULL ? 0 : place->column;
    if (!file->wanted || lint->options->off[check]) return;
    if (accord_lint_silenced(lint, file, check, complaint.line) || !make_room(lint)) return;
    va_list arguments;
    va_start(arguments, format);
    accord_text_format(text, sizeof text, format, arguments);
    va_end(arguments);
    complaint.text = accord_arena_copy(&lint->arena, text, strlen(text));
    complaint.source = source_line(file, complaint.line, &complaint.source_length);
    if (complaint.text == NULL)
        lint->out_of_memory = true;
    else
        lint->complaints[lint->complaint_count++] = complaint;
}

/* ---- what was meant ---- */

const char *accord_lint_near(struct accord_lint *lint, const char *wanted, const char *const *names, size_t count)
{
    struct accord_text text;
    const char *nearest = accord_text_nearest(wanted, names, count);
    if (nearest == NULL) return "";
    accord_text_init(&text, 256);
    accord_text_addf(&text, ": did you mean '%s'?", nearest);
    const char *copy = accord_lint_copy(lint, &text);
    accord_text_clear(&text);
    return copy;
}

const char *accord_lint_near_column(struct accord_lint *lint, const char *wanted, const struct accord_schema *schema)
{
    const char *names[ACCORD_COLUMNS_MAX];
    for (size_t i = 0; i < schema->column_count; i++)
        names[i] = schema->columns[i].name;
    return accord_lint_near(lint, wanted, names, schema->column_count);
}

const char *accord_lint_near_owned(struct accord_lint *lint, const char *wanted, enum accord_owner owner)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    while (count < NAMES_MAX && accord_environment_name(owner, count) != NULL)
        names[count] = accord_environment_name(owner, count), count++;
    return accord_lint_near(lint, wanted, names, count);
}

bool accord_lint_owns(enum accord_owner owner, const char *name)
{
    for (size_t i = 0; accord_environment_name(owner, i) != NULL; i++)
        if (strcmp(accord_environment_name(owner, i), name) == 0) return true;
    return false;
}

/* ---- walking ---- */

void accord_lint_walk_list(struct accord_lint_walk *walk, struct accord_lua_node *list, accord_lint_visit visit)
{
    for (; list != NULL; list = list->next) {
        struct accord_lua_node *function = walk->function;
        visit(walk, list);
        if (list->kind == ACCORD_LUA_FUNCTION_NODE) walk->function = list;
        accord_lint_walk_list(walk, list->left, visit);
        accord_lint_walk_list(walk, list->middle, visit);
        accord_lint_walk_list(walk, list->right, visit);
        walk->function = function;
    }
}

void accord_lint_walk_file(struct accord_lint *lint, struct accord_lint_file *file, void *host, accord_lint_visit visit)
{
    struct accord_lint_walk walk = {lint, file, file->chunk->main, host};
    accord_lint_walk_list(&walk, file->chunk->main->right, visit);
}

/* ---- files ---- */

bool accord_lint_wants(const struct accord_lint *lint, const char *path)
{
    const struct accord_lint_options *options = lint->options;
    bool wanted = options->only_count == 0;
    for (size_t i = 0; i < options->only_count; i++)
        wanted = wanted || accord_case_lies_in(path, options->only[i]);
    return wanted;
}

/* What a file returns, where that is a constructor. */
static struct accord_lua_node *returned_table(const struct accord_lua_chunk *chunk)
{
    struct accord_lua_node *last = chunk->main->right;
    while (last != NULL && last->next != NULL)
        last = last->next;
    if (last == NULL || last->kind != ACCORD_LUA_RETURN_NODE || last->right == NULL || last->right->next != NULL)
        return NULL;
    struct accord_lua_node *value = accord_lua_bare(last->right);
    if (value->kind == ACCORD_LUA_NAME_NODE && value->symbol != NULL && value->symbol->assigned == 0)
        value = accord_lua_bare(value->symbol->value);
    return value != NULL && value->kind == ACCORD_LUA_TABLE_NODE ? value : NULL;
}

/* A field's constructor, also where a local holds it. */
static struct accord_lua_node *table_field(const struct accord_lua_node *table, const char *name)
{
    struct accord_lua_node *value = accord_lua_bare(accord_lua_field(table, name));
    if (value != NULL && value->kind == ACCORD_LUA_NAME_NODE && value->symbol != NULL && value->symbol->assigned == 0)
        value = accord_lua_bare(value->symbol->value);
    return value != NULL && value->kind == ACCORD_LUA_TABLE_NODE ? value : NULL;
}

static enum accord_status parse_file(struct accord_lint *lint, struct accord_lint_file *file, struct accord_error *err)
{
    struct accord_lua_fault fault;
    struct accord_text path;
    accord_text_init(&path, 8192);
    accord_text_addf(&path, "%s/%s", file->pack->folder, file->pack->path);
    file->path = accord_lint_copy(lint, &path);
    accord_text_clear(&path);
    file->wanted = accord_lint_wants(lint, file->path);
    enum accord_status status =
        accord_lua_parse(file->pack->source, file->pack->length, &lint->arena, &file->chunk, &fault, err);
    if (status != ACCORD_OK) return status;
    if (file->chunk == NULL) {
        accord_lint_complain(lint, file, ACCORD_LINT_LOAD, &fault.place, "%s", fault.what);
        return ACCORD_OK;
    }
    file->table = returned_table(file->chunk);
    file->messages = table_field(file->table, "messages");
    file->params = table_field(file->table, "params");
    accord_lint_take_ignores(lint, file);
    return ACCORD_OK;
}

static enum accord_status find_files(struct accord_lint *lint, struct accord_problems *problems,
                                     struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < lint->options->folder_count; i++)
        status = accord_pack_files_find(lint->options->folders[i], &lint->arena, &lint->pack_files, problems, err);
    if (status != ACCORD_OK) return status;
    lint->files = accord_lint_zero(lint, lint->pack_files.count + 1, sizeof *lint->files);
    if (lint->files == NULL) return accord_error_memory(err);
    for (size_t i = 0; status == ACCORD_OK && i < lint->pack_files.count; i++) {
        lint->files[i].pack = &lint->pack_files.files[i];
        lint->file_count++;
        status = parse_file(lint, &lint->files[i], err);
    }
    return status;
}

static void look_at_file(struct accord_lint *lint, struct accord_lint_file *file)
{
    accord_lint_look_at_names(lint, file);
    accord_lint_look_at_tables(lint, file);
    accord_lint_look_at_comparisons(lint, file);
    accord_lint_look_at_returns(lint, file);
    if (file->pack->role != ACCORD_FILE_RULE) return;
    accord_lint_look_at_messages(lint, file);
    accord_lint_look_at_params(lint, file);
}

/* ---- what the loader says ---- */

/* Whether something else is said of that line, or the text before it is no Lua. */
static bool said_already(const struct accord_lint *lint, const char *path, unsigned line)
{
    for (size_t i = 0; i < lint->complaint_count; i++) {
        const struct accord_lint_complaint *complaint = &lint->complaints[i];
        if (strcmp(complaint->file, path) != 0 || !checks[complaint->check].error) continue;
        if (complaint->line == line || complaint->check == ACCORD_LINT_LOAD) return true;
    }
    return false;
}

static void take_problems(struct accord_lint *lint, const struct accord_problems *problems)
{
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        struct accord_lua_place place = {problem->line, problem->column, 0};
        struct accord_lint_file whole = {.path = problem->file, .wanted = true}, *file = &whole;
        struct accord_pack_file nothing = {.source = ""};
        whole.pack = &nothing;
        for (size_t f = 0; f < lint->file_count; f++)
            if (strcmp(lint->files[f].path, problem->file) == 0) file = &lint->files[f];
        if (said_already(lint, problem->file, problem->line)) continue;
        bool wanted = file->wanted;
        file->wanted = true; /* without it nothing can be said of the others */
        accord_lint_complain(lint, file, ACCORD_LINT_LOAD, &place, "%s", problem->text);
        file->wanted = wanted;
        if (file == &whole && lint->complaint_count > 0) {
            struct accord_lint_complaint *last = &lint->complaints[lint->complaint_count - 1];
            last->file = accord_arena_copy(&lint->arena, problem->file, strlen(problem->file));
            if (last->file == NULL) lint->out_of_memory = true, last->file = "";
        }
    }
}

static enum accord_status load_packs(struct accord_lint *lint, struct accord_error *err)
{
    const struct accord_lint_options *options = lint->options;
    struct accord_limits limits = accord_limits_default();
    struct accord_problems *problems = NULL;
    enum accord_status status = accord_problems_new(&problems, err);
    if (status != ACCORD_OK) return status;
    if (options->load)
        status = options->load(options->host, options->folders, options->folder_count, problems, &lint->packs, err);
    else
        status = accord_packs_open(options->folders, options->folder_count, &limits, problems, &lint->packs, err);
    if (status == ACCORD_BAD_RULES && accord_problems_count(problems) > 0) {
        take_problems(lint, problems);
        status = ACCORD_OK;
    }
    accord_problems_free(problems);
    return status;
}

/* ---- the whole ---- */

static int compare_complaints(const void *a, const void *b)
{
    const struct accord_lint_complaint *x = a, *y = b;
    int order = strcmp(x->file, y->file);
    if (order != 0) return order;
    if (x->line != y->line) return x->line < y->line ? -1 : 1;
    if (x->column != y->column) return x->column < y->column ? -1 : 1;
    if (x->check != y->check) return x->check < y->check ? -1 : 1;
    return strcmp(x->text, y->text);
}

static int compare_texts(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static void put_in_order(struct accord_lint *lint)
{
    size_t kept = 0;
    if (lint->complaint_count > 1)
        qsort(lint->complaints, lint->complaint_count, sizeof *lint->complaints, compare_complaints);
    for (size_t i = 0; i < lint->complaint_count; i++)
        if (i == 0 || compare_complaints(&lint->complaints[i], &lint->complaints[kept - 1]) != 0)
            lint->complaints[kept++] = lint->complaints[i];
    lint->complaint_count = kept;
    if (lint->unknown_table_count > 1)
        qsort(lint->unknown_tables, lint->unknown_table_count, sizeof *lint->unknown_tables, compare_texts);
}

/* Of a folder the descriptor is enough: no data is read. */
static enum accord_status open_dataset(struct accord_lint *lint, struct accord_problems *problems, size_t *tables,
                                       struct accord_error *err)
{
    const char *path = lint->options->dataset;
    struct accord_problems *warnings = NULL;
    enum accord_status status;
    if (accord_dataset_is_packed(path)) {
        status = accord_problems_new(&warnings, err);
        if (status == ACCORD_OK) status = accord_dataset_open(path, NULL, problems, warnings, &lint->packed, err);
        accord_problems_free(warnings);
        if (status == ACCORD_OK) *tables = accord_store_table_count(accord_dataset_store(lint->packed));
        return status;
    }
    status = accord_package_open(path, problems, &lint->package, err);
    if (status == ACCORD_OK && accord_problems_count(problems) > 0) status = ACCORD_BAD_DATA;
    if (status == ACCORD_OK) *tables = accord_package_table_count(lint->package);
    return status;
}

static const struct accord_schema *dataset_table(const struct accord_lint *lint, size_t index)
{
    if (lint->package != NULL) return accord_package_table(lint->package, index);
    return accord_store_schema(accord_dataset_store_of(lint->packed), (int)index);
}

/* The core tables, and those of the dataset in place of the core's of the same name. */
static enum accord_status find_schemas(struct accord_lint *lint, struct accord_problems *problems,
                                       struct accord_error *err)
{
    size_t core_count, own = 0;
    const struct accord_schema *const *core = accord_core_schemas(&core_count);
    enum accord_status status = ACCORD_OK;
    if (lint->options->dataset != NULL) status = open_dataset(lint, problems, &own, err);
    if (status != ACCORD_OK) return status;
    lint->schemas = accord_lint_zero(lint, own + core_count, sizeof *lint->schemas);
    if (lint->schemas == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < own; i++)
        lint->schemas[lint->schema_count++] = dataset_table(lint, i);
    for (size_t i = 0; i < core_count; i++)
        if (accord_lint_schema(lint, core[i]->name) == NULL) lint->schemas[lint->schema_count++] = core[i];
    return ACCORD_OK;
}

static enum accord_status look_at_all(struct accord_lint *lint, struct accord_error *err)
{
    struct accord_problems *found = NULL; /* the loader finds the same again */
    enum accord_status status = accord_problems_new(&found, err);
    if (status == ACCORD_OK) status = find_files(lint, found, err);
    accord_problems_free(found);
    if (status != ACCORD_OK) return status;
    for (size_t i = 0; i < lint->file_count && !lint->out_of_memory; i++)
        if (lint->files[i].chunk != NULL) accord_lint_find_types(lint, &lint->files[i]);
    for (size_t i = 0; i < lint->file_count && !lint->out_of_memory; i++)
        if (lint->files[i].chunk != NULL) look_at_file(lint, &lint->files[i]);
    status = load_packs(lint, err);
    if (status == ACCORD_OK && lint->packs != NULL) accord_lint_look_at_packs(lint);
    if (status == ACCORD_OK && lint->packs != NULL) status = accord_lint_look_at_catalogues(lint, err);
    accord_lint_complain_of_ignores(lint);
    return status == ACCORD_OK && lint->out_of_memory ? accord_error_memory(err) : status;
}

enum accord_status accord_lint_run(const struct accord_lint_options *options, struct accord_problems *problems,
                                   struct accord_lint **made, struct accord_error *err)
{
    struct accord_lint *lint = accord_alloc_zero(1, sizeof *lint);
    *made = NULL;
    if (lint == NULL) return accord_error_memory(err);
    lint->options = options;
    accord_arena_init(&lint->arena);
    enum accord_status status = find_schemas(lint, problems, err);
    if (status == ACCORD_OK) status = look_at_all(lint, err);
    if (status == ACCORD_OK)
        put_in_order(lint);
    else
        accord_lint_free(lint);
    if (status == ACCORD_OK) *made = lint;
    return status;
}

void accord_lint_free(struct accord_lint *lint)
{
    if (lint == NULL) return;
    accord_pack_catalogue_free(lint->catalogue);
    accord_packs_close(lint->packs);
    accord_package_close(lint->package);
    accord_dataset_close(lint->packed);
    accord_pack_files_clear(&lint->pack_files);
    accord_arena_clear(&lint->arena);
    accord_free(lint);
}

size_t accord_lint_count(const struct accord_lint *lint)
{
    return lint->complaint_count;
}

const struct accord_lint_complaint *accord_lint_at(const struct accord_lint *lint, size_t index)
{
    return &lint->complaints[index];
}

size_t accord_lint_files(const struct accord_lint *lint)
{
    size_t count = lint->catalogue_count;
    for (size_t i = 0; i < lint->file_count; i++)
        count += lint->files[i].wanted;
    return count;
}

bool accord_lint_loads(const struct accord_lint *lint)
{
    return lint->packs != NULL;
}

const char *accord_lint_unknown_table(const struct accord_lint *lint, size_t index)
{
    return index < lint->unknown_table_count ? lint->unknown_tables[index] : NULL;
}
