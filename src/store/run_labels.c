/* Names and tags of stored runs. */
#include "store/run_labels.h"

#include "base/error.h"
#include "base/memory.h"
#include "store/run_file_private.h"

#include <string.h>

enum { NAMES_FIRST = 16 };

/* ---- what they may be ---- */

static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
static const char TAG_CHARACTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
static const char DIGITS[] = "0123456789";

static const char *name_fault(const char *text, size_t length)
{
    if (accord_utf8_check(text, length) != length) return "not UTF-8";
    if (strpbrk(text, "#=") != NULL) return "\"#\" or \"=\" in it";
    if (text[strspn(text, DIGITS)] == '\0') return "a number, as the ids of runs are";
    if (text[0] == ' ' || text[length - 1] == ' ') return "a blank at its end";
    for (const char *byte = text; *byte != '\0'; byte++)
        if ((unsigned char)*byte < 0x20 || *byte == 0x7F) return "a control character in it";
    return NULL;
}

const char *accord_run_label_fault(const char *text, bool is_name)
{
    size_t length = strlen(text);
    if (length == 0) return "empty";
    if (length > ACCORD_RUN_LABEL_MAX) return "longer than 64 bytes";
    if (is_name) return name_fault(text, length);
    if (strchr(LETTERS, text[0]) == NULL) return "no letter at its beginning";
    return text[strspn(text, TAG_CHARACTERS)] == '\0' ? NULL : "something but letters, digits, \".\", \"_\" and \"-\"";
}

/* ---- reading ---- */

enum accord_status accord_run_labels(struct accord_run_file *file, accord_run_label_function function, void *host,
                                     struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    if (file->schema < ACCORD_RUN_SCHEMA_LABELS) return ACCORD_OK;
    enum accord_status status = accord_run_file_prepare(
        file, "SELECT label, run, is_name FROM run_labels ORDER BY run, is_name DESC, label", &statement, err);
    while (status == ACCORD_OK && accord_run_file_next(file, statement, &status, err)) {
        const struct accord_run_label label = {.text = (const char *)sqlite3_column_text(statement, 0),
                                               .run = sqlite3_column_int64(statement, 1),
                                               .is_name = sqlite3_column_int(statement, 2) != 0};
        status = label.text == NULL ? accord_run_file_damaged(file, err) : function(host, &label, err);
    }
    (void)sqlite3_finalize(statement);
    return status;
}

/* The run of a label, 0 where none has it; with the others, by which a slip is told. */
struct search {
    const char *wanted;
    int64_t run;
    struct accord_arena arena;
    const char **names;
    size_t count;
    size_t capacity;
};

static enum accord_status compare(void *host, const struct accord_run_label *label, struct accord_error *err)
{
    struct search *search = host;
    if (strcmp(label->text, search->wanted) == 0) search->run = label->run;
    if (search->count == search->capacity) {
        size_t capacity = 2 * search->capacity + NAMES_FIRST;
        const char **names = accord_realloc(search->names, capacity, sizeof *names);
        if (names == NULL) return accord_error_memory(err);
        search->names = names;
        search->capacity = capacity;
    }
    search->names[search->count] = accord_arena_copy(&search->arena, label->text, strlen(label->text));
    return search->names[search->count++] != NULL ? ACCORD_OK : accord_error_memory(err);
}

enum accord_status accord_run_label_find(struct accord_run_file *file, const char *text, int64_t *run,
                                         struct accord_error *err)
{
    struct search search = {.wanted = text};
    accord_arena_init(&search.arena);
    enum accord_status status = accord_run_labels(file, compare, &search, err);
    *run = search.run;
    if (status == ACCORD_OK && search.run == 0) {
        const char *nearest = accord_text_nearest(text, search.names, search.count);
        status = accord_error_set(err, ACCORD_BAD_USAGE, "%s: no run has the name or tag \"%s\"%s%s%s", file->path,
                                  text, nearest != NULL ? "; did you mean \"" : "", nearest != NULL ? nearest : "",
                                  nearest != NULL ? "\"?" : "");
    }
    accord_free(search.names);
    accord_arena_clear(&search.arena);
    return status;
}

/* ---- changing ---- */

enum accord_status accord_run_file_begin(struct accord_run_file *file, struct accord_error *err)
{
    return accord_run_file_execute(file, "BEGIN IMMEDIATE", err);
}

enum accord_status accord_run_file_end(struct accord_run_file *file, bool keep, struct accord_error *err)
{
    enum accord_status status = keep ? accord_sql_commit(file->db, file->path, err) : ACCORD_OK;
    if (!keep || status != ACCORD_OK) (void)sqlite3_exec(file->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}

static int bind_label(sqlite3_stmt *statement, const struct accord_run_label *label)
{
    int code = sqlite3_bind_text(statement, 1, label->text, -1, SQLITE_STATIC);
    if (code == SQLITE_OK) code = sqlite3_bind_int64(statement, 2, label->run);
    return code;
}

/* Another run than the label's that has it, or 0. */
static enum accord_status find_other(struct accord_run_file *file, const struct accord_run_label *label, int64_t *other,
                                     struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum accord_status status = accord_run_file_prepare(
        file, "SELECT run FROM run_labels WHERE label = ?1 AND (run <> ?2 OR is_name <> ?3)", &statement, err);
    if (status != ACCORD_OK) return status;
    int code = bind_label(statement, label);
    if (code == SQLITE_OK) code = sqlite3_bind_int(statement, 3, label->is_name);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    *other = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    status = accord_run_file_done(file, code, err);
    (void)sqlite3_finalize(statement);
    return status;
}

static enum accord_status put(struct accord_run_file *file, const struct accord_run_label *label, const char *sql,
                              struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    enum accord_status status = accord_run_file_prepare(file, sql, &statement, err);
    if (status != ACCORD_OK) return status;
    return accord_run_file_finish(file, statement, bind_label(statement, label), NULL, err);
}

enum accord_status accord_run_label_give(struct accord_run_file *file, const struct accord_run_label *label,
                                         struct accord_error *err)
{
    int64_t other = 0;
    enum accord_status status = find_other(file, label, &other, err);
    if (status == ACCORD_OK && other != 0)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: run %lld has the name or tag \"%s\" already", file->path,
                                (long long)other, label->text);
    if (status == ACCORD_OK && label->is_name)
        status = put(file, label, "DELETE FROM run_labels WHERE is_name = 1 AND run = ?2 AND label <> ?1", err);
    if (status != ACCORD_OK) return status;
    return put(file, label,
               label->is_name ? "INSERT OR IGNORE INTO run_labels VALUES (?1, ?2, 1)"
                              : "INSERT OR IGNORE INTO run_labels VALUES (?1, ?2, 0)",
               err);
}

enum accord_status accord_run_label_take(struct accord_run_file *file, const char *text, struct accord_error *err)
{
    int64_t run = 0;
    enum accord_status status = accord_run_label_find(file, text, &run, err);
    const struct accord_run_label label = {.text = text, .run = run};
    return status == ACCORD_OK ? put(file, &label, "DELETE FROM run_labels WHERE label = ?1 AND run = ?2", err)
                               : status;
}
