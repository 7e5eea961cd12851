/* The rows of a case as a Data Package. */
#include "workshop/case_data.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "engine/plain.h"
#include "ingest/schema.h"
#include "ingest/source_file.h"
#include "store/dataset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOCUMENT_MAX = 64 * 1024 * 1024, NAME_ROOM = 32 };

struct accord_case_room {
    struct accord_text texts[ACCORD_TABLES_MAX + 1]; /* the descriptor, then a table each */
    char names[ACCORD_TABLES_MAX + 1][NAME_ROOM];
    struct accord_memory_file items[ACCORD_TABLES_MAX + 1];
    struct accord_memory_files files;
    const char *tables[ACCORD_TABLES_MAX]; /* of the case at hand, in the order of the descriptor */
    size_t table_count;
    size_t shared[ACCORD_TABLES_MAX]; /* rows that the file gives, which come first */
};

enum accord_status accord_case_room_open(struct accord_case_room **room, struct accord_error *err)
{
    struct accord_case_room *made = accord_alloc_zero(1, sizeof *made);
    *room = made;
    if (made == NULL) return accord_error_memory(err);
    for (size_t i = 0; i <= ACCORD_TABLES_MAX; i++) {
        accord_text_init(&made->texts[i], DOCUMENT_MAX);
        (void)snprintf(made->names[i], NAME_ROOM, "%02zu.json", i);
    }
    return ACCORD_OK;
}

void accord_case_room_close(struct accord_case_room *room)
{
    if (room == NULL) return;
    for (size_t i = 0; i <= ACCORD_TABLES_MAX; i++)
        accord_text_clear(&room->texts[i]);
    accord_free(room);
}

/* ---- documents ---- */

static struct accord_text *begin_document(struct accord_case_room *room, size_t number)
{
    accord_text_reset(&room->texts[number]);
    return &room->texts[number];
}

static enum accord_status end_document(struct accord_case_room *room, size_t number, struct accord_error *err)
{
    const struct accord_text *text = &room->texts[number];
    if (text->failed) return accord_error_memory(err);
    room->items[number] = (struct accord_memory_file){
        .name = room->names[number], .bytes = accord_text_str(text), .length = text->length};
    return ACCORD_OK;
}

/* Amounts are texts in a test file, so that no digit is lost, and numbers in JSON. */
static bool is_number(const struct accord_schema *core, const struct accord_plain *fields, const char *column)
{
    int at = core == NULL ? ACCORD_NO_COLUMN : accord_schema_find(core, column, strlen(column));
    if (at != ACCORD_NO_COLUMN) return core->columns[at].kind == ACCORD_CELL_DECIMAL;
    for (size_t i = 0; fields != NULL && i < fields->count; i++) {
        const char *name = accord_plain_get_text(&fields->items[i], "name");
        const char *type = accord_plain_get_text(&fields->items[i], "type");
        if (name != NULL && strcmp(name, column) == 0) return type != NULL && strcmp(type, "number") == 0;
    }
    return false;
}

static void add_cell(struct accord_text *text, const struct accord_plain *value, bool number)
{
    struct accord_decimal amount;
    char digits[ACCORD_DECIMAL_TEXT_MAX];
    const char *why;
    if (number && value->kind == ACCORD_PLAIN_TEXT &&
        accord_decimal_parse(value->text, strlen(value->text), &amount, &why))
        accord_text_add_str(text, accord_decimal_format(amount, digits));
    else
        accord_plain_write(text, value);
}

/* The rows of a table: those of the file, then those of the case, a line each; backwards when reversed. */
static void add_rows(struct accord_text *text, const struct accord_schema *core, const struct accord_plain *fields,
                     const struct accord_plain *first, const struct accord_plain *second, bool reversed)
{
    size_t before = first == NULL ? 0 : first->count, all = before + (second == NULL ? 0 : second->count);
    accord_text_add_str(text, "[\n");
    for (size_t i = 0; i < all; i++) {
        size_t at = reversed ? all - 1 - i : i;
        const struct accord_plain *row = at < before ? &first->items[at] : &second->items[at - before];
        accord_text_add_char(text, '{');
        for (size_t j = 0; j < row->count; j++) {
            if (j > 0) accord_text_add_char(text, ',');
            accord_text_add_json(text, row->names[j], strlen(row->names[j]));
            accord_text_add_char(text, ':');
            add_cell(text, &row->items[j], is_number(core, fields, row->names[j]));
        }
        accord_text_add_str(text, i + 1 < all ? "},\n" : "}\n");
    }
    accord_text_add_str(text, "]\n");
}

/* The declarations of the file, then those of the case. */
static void add_declarations(struct accord_text *text, const struct accord_plain *first,
                             const struct accord_plain *second)
{
    const struct accord_plain *const lists[] = {first, second};
    const char *comma = "";
    accord_text_add_str(text, ",\"accord:complete\":[");
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; lists[i] != NULL && j < lists[i]->count; j++, comma = ",") {
            accord_text_add_str(text, comma);
            accord_plain_write(text, &lists[i]->items[j]);
        }
    accord_text_add_char(text, ']');
}

/* What the file says of the table, unless the case does without it. */
static const struct accord_plain *shared_of(const struct accord_plain *tables, const struct accord_case *one,
                                            const char *table)
{
    return accord_case_is_without(one, table) ? NULL : accord_plain_get(tables, table);
}

static enum accord_status write_table(struct accord_case_room *room, const struct accord_case_file *file,
                                      const struct accord_case *one, size_t table, bool reversed,
                                      struct accord_error *err)
{
    const struct accord_plain *shared = shared_of(file->given, one, room->tables[table]);
    room->shared[table] = shared == NULL ? 0 : shared->count;
    const char *name = room->tables[table];
    add_rows(begin_document(room, table + 1), accord_core_schema(name),
             accord_plain_get(accord_plain_get(file->schemas, name), "fields"), shared,
             accord_plain_get(one->given, name), reversed);
    return end_document(room, table + 1, err);
}

static enum accord_status write_descriptor(struct accord_case_room *room, const struct accord_case_file *file,
                                           const struct accord_case *one, struct accord_error *err)
{
    struct accord_text *text = begin_document(room, 0);
    accord_text_add_str(text, "{\"name\":\"case\",\"resources\":[");
    for (size_t i = 0; i < room->table_count; i++) {
        const char *name = room->tables[i];
        const struct accord_plain *shared = shared_of(file->complete, one, name);
        const struct accord_plain *own = accord_plain_get(one->complete, name);
        const struct accord_plain *schema = accord_plain_get(file->schemas, name);
        accord_text_addf(text, "%s\n{\"name\":", i > 0 ? "," : "");
        accord_text_add_json(text, name, strlen(name));
        accord_text_addf(text, ",\"path\":\"%02zu.json\"", i + 1);
        if (schema != NULL) accord_text_add_str(text, ",\"schema\":");
        if (schema != NULL) accord_plain_write(text, schema);
        if (shared != NULL || own != NULL) add_declarations(text, shared, own);
        accord_text_add_char(text, '}');
    }
    accord_text_add_str(text, "]}\n");
    return end_document(room, 0, err);
}

/* ---- tables ---- */

/* Past the maximum they are counted only. */
static void add_tables(struct accord_case_room *room, const struct accord_plain *tables, const struct accord_case *one)
{
    for (size_t i = 0; tables != NULL && i < tables->count; i++) {
        bool known = one != NULL && accord_case_is_without(one, tables->names[i]);
        size_t kept = room->table_count < ACCORD_TABLES_MAX ? room->table_count : ACCORD_TABLES_MAX;
        for (size_t j = 0; j < kept && !known; j++)
            known = strcmp(room->tables[j], tables->names[i]) == 0;
        if (known) continue;
        if (room->table_count < ACCORD_TABLES_MAX) room->tables[room->table_count] = tables->names[i];
        room->table_count++;
    }
}

static void list_tables(struct accord_case_room *room, const struct accord_case_file *file,
                        const struct accord_case *one, bool reversed)
{
    room->table_count = 0;
    add_tables(room, file->given, one);
    add_tables(room, file->complete, one);
    add_tables(room, file->schemas, NULL);
    add_tables(room, one->given, NULL);
    add_tables(room, one->complete, NULL);
    if (room->table_count > ACCORD_TABLES_MAX) return;
    for (size_t i = 0; reversed && i < room->table_count / 2; i++) {
        const char *other = room->tables[i];
        room->tables[i] = room->tables[room->table_count - 1 - i];
        room->tables[room->table_count - 1 - i] = other;
    }
}

/* ---- what is wrong with the data ---- */

/* The problems in the words of the test file: documents are tables there, and lines are rows. */
static void say_problems(const struct accord_case_room *room, const struct accord_problems *problems,
                         struct accord_text *broken)
{
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        const char *slash = strrchr(problem->file, '/');
        long number = strtol(slash == NULL ? problem->file : slash + 1, NULL, 10);
        if (number < 1 || (size_t)number > room->table_count) {
            accord_text_addf(broken, "schemas or complete: %s\n", problem->text);
            continue;
        }
        size_t table = (size_t)number - 1, row = problem->line > 1 ? problem->line - 1 : 1;
        bool own = row > room->shared[table];
        accord_text_addf(broken, "row %zu of %s%s: %s\n", own ? row - room->shared[table] : row, room->tables[table],
                         own ? "" : " of the file", problem->text);
    }
}

static enum accord_status open_dataset(struct accord_case_room *room, struct accord_dataset **dataset,
                                       struct accord_text *broken, struct accord_error *err)
{
    struct accord_problems *errors = NULL, *warnings = NULL;
    enum accord_status status = accord_problems_new(&errors, err);
    if (status == ACCORD_OK) status = accord_problems_new(&warnings, err);
    room->files = (struct accord_memory_files){room->items, room->table_count + 1};
    if (status == ACCORD_OK) status = accord_dataset_open_memory(&room->files, errors, warnings, dataset, err);
    if (status == ACCORD_BAD_DATA) say_problems(room, errors, broken);
    accord_problems_free(errors);
    accord_problems_free(warnings);
    return status;
}

enum accord_status accord_case_room_dataset(struct accord_case_room *room, const struct accord_case_file *file,
                                            const struct accord_case *one, bool reversed,
                                            struct accord_dataset **dataset, struct accord_text *broken,
                                            struct accord_error *err)
{
    *dataset = NULL;
    list_tables(room, file, one, reversed);
    if (room->table_count > ACCORD_TABLES_MAX) {
        accord_text_addf(broken, "given, complete and schemas name more than %d tables\n", (int)ACCORD_TABLES_MAX);
        return accord_error_set(err, ACCORD_BAD_DATA, "more than %d tables", (int)ACCORD_TABLES_MAX);
    }
    enum accord_status status = write_descriptor(room, file, one, err);
    for (size_t i = 0; status == ACCORD_OK && i < room->table_count; i++)
        status = write_table(room, file, one, i, reversed, err);
    return status == ACCORD_OK ? open_dataset(room, dataset, broken, err) : status;
}
