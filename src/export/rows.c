/* Rows of a dataset as files have them. */
#include "export/rows.h"

#include "base/error.h"
#include "ingest/cell_text.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { PIECE_BYTES = 256 * 1024 };

/* A table on its way. */
struct table_out {
    struct accord_exporting *exporting;
    struct accord_export_file *file;
    const struct accord_schema *schema;
    struct accord_table_form form;
    int number; /* in the store */
    int columns[ACCORD_COLUMNS_MAX];
    size_t column_count;
    bool used[ACCORD_COLUMNS_MAX]; /* some row has a value there */
    bool begun;                    /* a row is written */
    bool shared;                   /* rows of one actor stand elsewhere */
};

enum accord_status accord_export_flush(struct accord_export_file *file, bool all, struct accord_error *err)
{
    if (file->text.failed) return accord_error_memory(err);
    if (file->text.length < PIECE_BYTES && !all) return ACCORD_OK;
    for (size_t at = 0; at < file->text.length;) {
        ssize_t wrote = write(file->descriptor, file->text.bytes + at, file->text.length - at);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0)
            return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be written: %s", file->path, strerror(errno));
        at += (size_t)wrote;
    }
    accord_text_reset(&file->text);
    return ACCORD_OK;
}

/* ---- columns ---- */

static enum accord_status note_used(void *host, uint32_t rank, const struct accord_stored_row *row,
                                    struct accord_error *err)
{
    struct table_out *out = host;
    (void)rank;
    (void)err;
    for (size_t i = 0; i < out->schema->column_count; i++)
        if (row->cells[i].kind != ACCORD_CELL_MISSING) out->used[i] = true;
    return ACCORD_OK;
}

static bool is_declared(const struct accord_table_form *form, int column)
{
    for (size_t i = 0; i < form->declared_count; i++)
        if (form->declared[i] == column) return true;
    return false;
}

static bool is_dropped(const struct table_out *out, size_t column)
{
    return out->exporting->drop_persons && out->schema->columns[column].personal;
}

/* A file with all declared columns and no other cannot hold a value elsewhere: JSON, which has no header, may. */
static enum accord_status take_declared(struct table_out *out, struct accord_error *err)
{
    for (size_t i = 0; i < out->schema->column_count; i++) {
        if (!out->used[i] || is_declared(&out->form, (int)i)) continue;
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "table %s: a value in column %s, which its schema does not declare, expected the "
                                "column there, or another --as",
                                out->schema->name, out->schema->columns[i].name);
    }
    out->column_count = out->form.declared_count;
    memcpy(out->columns, out->form.declared, out->column_count * sizeof *out->columns);
    return ACCORD_OK;
}

/* Those that hold something, or must be there. */
static void take_used(struct table_out *out)
{
    for (size_t i = 0; i < out->schema->column_count; i++)
        if (out->used[i] || out->schema->columns[i].required) out->columns[out->column_count++] = (int)i;
    for (size_t i = 0; out->column_count == 0 && i < out->schema->column_count; i++)
        out->columns[i] = (int)i;
    if (out->column_count == 0) out->column_count = out->schema->column_count;
}

/* A value that must be there cannot be left out. */
static enum accord_status check_dropped(const struct table_out *out, struct accord_error *err)
{
    for (size_t i = 0; i < out->schema->column_count; i++) {
        bool needed = out->schema->columns[i].required;
        for (size_t key = 0; key < out->schema->key_count && !out->schema->key_blanks; key++)
            needed = needed || out->schema->key[key] == (int)i;
        if (!is_dropped(out, i) || !out->used[i] || !needed) continue;
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "table %s: column %s is of persons and may not be blank, expected no --drop-persons",
                                out->schema->name, out->schema->columns[i].name);
    }
    return ACCORD_OK;
}

static enum accord_status choose_columns(struct table_out *out, struct accord_error *err)
{
    enum accord_status status = accord_reader_scan(out->exporting->reader, out->number, note_used, out, err);
    if (status == ACCORD_OK) status = check_dropped(out, err);
    if (status != ACCORD_OK) return status;
    if (out->form.all_declared && out->exporting->layout == ACCORD_LAYOUT_CSV) return take_declared(out, err);
    for (size_t i = 0; i < out->schema->column_count; i++)
        if (is_dropped(out, i)) out->used[i] = false;
    take_used(out);
    return ACCORD_OK;
}

/* ---- one row ---- */

static enum accord_status cannot_hold(const struct table_out *out, const struct accord_stored_row *row,
                                      const struct accord_column *column, const char *why, struct accord_error *err)
{
    struct accord_text *key = &out->exporting->scratch;
    accord_text_reset(key);
    accord_schema_key(out->schema, row->cells, key);
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "table %s, row %s, column %s: %s, expected --as json, where every value can be written",
                            out->schema->name, accord_text_str(key), column->name, why);
}

static enum accord_status add_csv(struct table_out *out, const struct accord_stored_row *row, struct accord_error *err)
{
    static const struct accord_cell missing = {.kind = ACCORD_CELL_MISSING};
    struct accord_text *text = &out->file->text;
    for (size_t i = 0; i < out->column_count; i++) {
        const struct accord_column *column = &out->schema->columns[out->columns[i]];
        bool dropped = is_dropped(out, (size_t)out->columns[i]);
        if (i > 0) accord_text_add_char(text, ',');
        const char *why = accord_cell_write_csv(column, &out->form, dropped ? &missing : &row->cells[out->columns[i]],
                                                &out->exporting->scratch, text);
        if (why != NULL) return cannot_hold(out, row, column, why, err);
    }
    accord_text_add_char(text, '\n');
    return ACCORD_OK;
}

static void add_object(struct table_out *out, const struct accord_stored_row *row)
{
    struct accord_text *text = &out->file->text;
    const char *before = "{";
    for (size_t i = 0; i < out->schema->column_count; i++) {
        const struct accord_column *column = &out->schema->columns[i];
        if (row->cells[i].kind == ACCORD_CELL_MISSING || is_dropped(out, i)) continue;
        accord_text_addf(text, "%s\"%s\": ", before, column->name);
        accord_cell_write_json(column, &row->cells[i], text);
        before = ", ";
    }
    accord_text_add_str(text, before[0] == '{' ? "{}" : "}");
}

static enum accord_status add_element(struct table_out *out, const struct accord_stored_row *row,
                                      struct accord_error *err)
{
    (void)err;
    accord_text_add_str(&out->file->text, out->begun ? ",\n  " : "\n  ");
    add_object(out, row);
    return ACCORD_OK;
}

static enum accord_status add_line(struct table_out *out, const struct accord_stored_row *row, struct accord_error *err)
{
    (void)err;
    add_object(out, row);
    accord_text_add_char(&out->file->text, '\n');
    return ACCORD_OK;
}

/* ---- the table ---- */

static void begin_csv(struct table_out *out)
{
    for (size_t i = 0; i < out->column_count; i++)
        accord_text_addf(&out->file->text, "%s%s", i > 0 ? "," : "", out->schema->columns[out->columns[i]].name);
    accord_text_add_char(&out->file->text, '\n');
}

static void begin_array(struct table_out *out)
{
    accord_text_add_char(&out->file->text, '[');
}

static void end_array(struct table_out *out)
{
    accord_text_add_str(&out->file->text, "\n]\n");
}

/* Of a document: a member for each table that has rows there. */
static enum accord_status add_to_member(struct table_out *out, const struct accord_stored_row *row,
                                        struct accord_error *err)
{
    (void)err;
    if (out->begun)
        accord_text_add_str(&out->file->text, ",\n    ");
    else
        accord_text_addf(&out->file->text, "%s\n  \"%s\": [\n    ", out->file->begun ? "," : "", out->schema->name);
    out->file->begun = true;
    add_object(out, row);
    return ACCORD_OK;
}

static void end_member(struct table_out *out)
{
    if (out->begun) accord_text_add_str(&out->file->text, "\n  ]");
}

static void nothing(struct table_out *out)
{
    (void)out;
}

static const struct {
    void (*begin)(struct table_out *out);
    enum accord_status (*add)(struct table_out *out, const struct accord_stored_row *row, struct accord_error *err);
    void (*end)(struct table_out *out);
} layouts[] = {[ACCORD_LAYOUT_CSV] = {begin_csv, add_csv, nothing},
               [ACCORD_LAYOUT_JSON_ARRAY] = {begin_array, add_element, end_array},
               [ACCORD_LAYOUT_JSON_LINES] = {nothing, add_line, nothing},
               [ACCORD_LAYOUT_ACTORS] = {nothing, add_to_member, end_member}};

/* The first of the actors that see a row: there it stands. */
static uint32_t rank_of(const struct table_out *out, const struct accord_stored_row *row, uint32_t rank)
{
    const struct accord_schema *schema = out->schema;
    if (rank == 0 || schema->columns[schema->actor].kind != ACCORD_CELL_LIST) return rank;
    const char *item = NULL;
    size_t length = 0, at = 0;
    uint32_t first = rank;
    while (accord_list_next(&row->cells[schema->actor], &at, &item, &length)) {
        uint32_t other = accord_store_actor_rank(out->exporting->store, item, length);
        if (other != 0 && other < first) first = other;
    }
    return first;
}

static bool stands_here(const struct table_out *out, const struct accord_stored_row *row, uint32_t rank)
{
    const char *id = NULL;
    size_t length = 0;
    if (out->exporting->layout == ACCORD_LAYOUT_ACTORS &&
        accord_document_owner(out->schema, row->cells, &id, &length) == out->shared)
        return false;
    return rank_of(out, row, rank) == rank;
}

static enum accord_status add_rows(struct table_out *out, uint32_t rank, struct accord_error *err)
{
    struct accord_exporting *exporting = out->exporting;
    struct accord_stored_row *rows = NULL;
    size_t count = 0;
    accord_arena_reset(&exporting->arena);
    enum accord_status status =
        accord_reader_rows(exporting->reader, out->number, rank, &exporting->arena, &rows, &count, err);
    for (size_t i = 0; status == ACCORD_OK && i < count; i++) {
        if (!stands_here(out, &rows[i], rank)) continue;
        status = layouts[exporting->layout].add(out, &rows[i], err);
        out->begun = true;
        if (status == ACCORD_OK) status = accord_export_flush(out->file, false, err);
    }
    return status;
}

static struct table_out table_of(struct accord_exporting *exporting, size_t table, struct accord_export_file *file)
{
    struct table_out out = {.exporting = exporting,
                            .file = file,
                            .schema = accord_package_table(exporting->package, table),
                            .form = accord_package_table_form(exporting->package, table)};
    out.number = accord_store_table(exporting->store, out.schema->name, strlen(out.schema->name));
    assert(out.number >= 0);
    return out;
}

/* The rows that stand in one place, of the actors from one rank to another. */
static enum accord_status add_all(struct table_out *out, size_t first, size_t last, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    layouts[out->exporting->layout].begin(out);
    for (size_t rank = first; status == ACCORD_OK && rank <= last; rank++)
        status = add_rows(out, (uint32_t)rank, err);
    if (status == ACCORD_OK) layouts[out->exporting->layout].end(out);
    return status;
}

enum accord_status accord_export_table(struct accord_exporting *exporting, size_t table,
                                       struct accord_export_file *file, struct accord_error *err)
{
    struct table_out out = table_of(exporting, table, file);
    size_t last = out.schema->actor == ACCORD_NO_COLUMN ? 0 : accord_store_actor_count(exporting->store);
    enum accord_status status = choose_columns(&out, err);
    if (status == ACCORD_OK) status = add_all(&out, 0, last, err);
    return status == ACCORD_OK ? accord_export_flush(file, true, err) : status;
}

enum accord_status accord_export_check(struct accord_exporting *exporting, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < accord_package_table_count(exporting->package); i++) {
        struct table_out out = table_of(exporting, i, NULL);
        status = choose_columns(&out, err);
    }
    return status;
}

static bool is_linked(const struct accord_schema *schema)
{
    return schema->actor != ACCORD_NO_COLUMN && schema->columns[schema->actor].kind == ACCORD_CELL_LIST;
}

enum accord_status accord_export_document(struct accord_exporting *exporting, uint32_t rank,
                                          struct accord_export_file *file, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    accord_text_add_char(&file->text, '{');
    for (size_t i = 0; status == ACCORD_OK && i < accord_package_table_count(exporting->package); i++) {
        struct table_out out = table_of(exporting, i, file);
        size_t last = rank == 0 && is_linked(out.schema) ? accord_store_actor_count(exporting->store) : rank;
        out.shared = rank == 0;
        if (rank == 0 || out.schema->actor != ACCORD_NO_COLUMN) status = add_all(&out, rank, last, err);
    }
    accord_text_add_str(&file->text, file->begun ? "\n}\n" : "}\n");
    return status == ACCORD_OK ? accord_export_flush(file, true, err) : status;
}
