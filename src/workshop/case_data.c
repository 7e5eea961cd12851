/* The rows of a case as a Data Package. */
#include "workshop/case_data.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "engine/plain.h"
#include "ingest/schema.h"
#include "store/temporary.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DOCUMENT_MAX = 64 * 1024 * 1024 };

struct accord_case_room {
    struct accord_temporary *folder;
    const char *temporary; /* as it was given */
    struct accord_text text;
    const char *tables[ACCORD_TABLES_MAX]; /* of the case at hand, in the order of the descriptor */
    size_t table_count;
    size_t shared[ACCORD_TABLES_MAX]; /* rows that the file gives, which come first */
};

enum accord_status accord_case_room_open(const char *temporary, struct accord_case_room **room,
                                         struct accord_error *err)
{
    struct accord_case_room *made = accord_alloc_zero(1, sizeof *made);
    *room = NULL;
    if (made == NULL) return accord_error_memory(err);
    accord_text_init(&made->text, DOCUMENT_MAX);
    made->temporary = temporary;
    enum accord_status status = accord_temporary_new(temporary == NULL ? "/tmp" : temporary, &made->folder, err);
    if (status == ACCORD_OK)
        *room = made;
    else
        accord_case_room_close(made);
    return status;
}

void accord_case_room_close(struct accord_case_room *room)
{
    if (room == NULL) return;
    accord_temporary_remove(room->folder);
    accord_text_clear(&room->text);
    accord_free(room);
}

/* ---- documents ---- */

static enum accord_status write_document(struct accord_case_room *room, int number, struct accord_error *err)
{
    char path[ACCORD_TEMPORARY_FILE_MAX];
    const char *bytes = accord_text_str(&room->text);
    size_t left = room->text.length;
    if (room->text.failed) return accord_error_memory(err);
    accord_temporary_document(room->folder, number, path);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    bool failed = descriptor < 0;
    while (!failed && left > 0) {
        ssize_t written = write(descriptor, bytes, left);
        if (written < 0 && errno == EINTR) continue;
        failed = written < 0;
        bytes += failed ? 0 : written;
        left -= failed ? 0 : (size_t)written;
    }
    int reason = errno;
    if (descriptor >= 0) close(descriptor);
    if (!failed) return ACCORD_OK;
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be written: %s", path, strerror(reason));
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
    accord_text_reset(&room->text);
    const char *name = room->tables[table];
    add_rows(&room->text, accord_core_schema(name), accord_plain_get(accord_plain_get(file->schemas, name), "fields"),
             shared, accord_plain_get(one->given, name), reversed);
    return write_document(room, (int)table + 1, err);
}

static enum accord_status write_descriptor(struct accord_case_room *room, const struct accord_case_file *file,
                                           const struct accord_case *one, struct accord_error *err)
{
    struct accord_text *text = &room->text;
    accord_text_reset(text);
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
    return write_document(room, 0, err);
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
    char path[ACCORD_TEMPORARY_FILE_MAX];
    struct accord_dataset_options options = {.temporary = room->temporary};
    struct accord_problems *errors = NULL, *warnings = NULL;
    enum accord_status status = accord_problems_new(&errors, err);
    if (status == ACCORD_OK) status = accord_problems_new(&warnings, err);
    accord_temporary_document(room->folder, 0, path);
    if (status == ACCORD_OK) status = accord_dataset_open(path, &options, errors, warnings, dataset, err);
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
