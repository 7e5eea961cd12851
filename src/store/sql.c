/* SQLite as the store uses it: opening, failing, the statements of a table, and stepping through its rows. */
#include "store/sql.h"

#include "base/error.h"
#include "base/text.h"
#include "store/record.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <string.h>

enum {
    STATEMENT_MAX = 64 * 1024,
    URI_MAX = 4096,
    WHAT_MAX = 512,
    FIRST_CELL = 1,
};

/* No journal: a store that was not filled to its end is thrown away. */
#define FILLING                                                                                                        \
    "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; "  \
    "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -2000"
static const char WRITER_SETTINGS[] = FILLING "; BEGIN";

/* The open transaction and the look at the schema: whatever follows needs no system call but reading. Little is kept of
 * pages: rows are read past SQLite's cache, and parts once. */
#define READING                                                                                                        \
    "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA cache_size = -256; "             \
    "BEGIN; SELECT count(*) FROM sqlite_schema"
static const char READER_SETTINGS[] = READING;
static const char GUARDED_SETTINGS[] = "PRAGMA cell_size_check = ON;" READING;

/* What a stranger's file can say: each is turned off, or as small as accord's own statements need it. */
static const int switches[][2] = {{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                  {SQLITE_DBCONFIG_ENABLE_VIEW, 0},    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                                  {SQLITE_DBCONFIG_DQS_DDL, 0},        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0}};
static const int limits[][2] = {{SQLITE_LIMIT_SQL_LENGTH, STATEMENT_MAX},
                                {SQLITE_LIMIT_COLUMN, 2 * ACCORD_COLUMNS_MAX + 4},
                                {SQLITE_LIMIT_EXPR_DEPTH, 20},
                                {SQLITE_LIMIT_COMPOUND_SELECT, 1},
                                {SQLITE_LIMIT_FUNCTION_ARG, 4},
                                {SQLITE_LIMIT_ATTACHED, 0},
                                {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100},
                                {SQLITE_LIMIT_VARIABLE_NUMBER, 4},
                                {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
                                {SQLITE_LIMIT_WORKER_THREADS, 0}};

enum accord_status accord_sql_damaged(const char *path, struct accord_error *err, const char *format, ...)
{
    char what[WHAT_MAX];
    va_list arguments;

    va_start(arguments, format);
    accord_text_format(what, sizeof(what), format, arguments);
    va_end(arguments);
    return accord_error_set(err, ACCORD_BAD_DATA,
                            "%s: %s, expected a dataset as accord import packed it: import the data again", path, what);
}

static bool is_guarded(sqlite3 *db)
{
    int on = 0;

    return db != NULL && sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, -1, &on) == SQLITE_OK && on == 1;
}

static enum accord_status failed_because(int reason, int code, const char *path, struct accord_error *err)
{
    int kind = code & 0xff;

    if (kind == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM) return accord_error_memory(err);
    if (kind == SQLITE_BUSY)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: another check keeps it locked", path);
    if (kind == SQLITE_FULL)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: no space is left for the store", path);
    if (kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN || kind == SQLITE_READONLY || kind == SQLITE_PERM)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: the store cannot be read or written: %s", path,
                                reason != 0 ? strerror(reason) : sqlite3_errstr(code));
    return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: the store is damaged: %s", path, sqlite3_errstr(code));
}

enum accord_status accord_sql_failed(sqlite3 *db, int code, const char *path, struct accord_error *err)
{
    int kind = code & 0xff;
    bool memory = kind == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM;

    /* Its own message where the failure is SQLite's, and not what was found in a row. */
    if (!memory && is_guarded(db))
        return accord_sql_damaged(path, err, "%s",
                                  sqlite3_extended_errcode(db) == code ? sqlite3_errmsg(db) : sqlite3_errstr(code));
    return failed_because(db == NULL ? 0 : sqlite3_system_errno(db), code, path, err);
}

enum accord_status accord_sql_commit(sqlite3 *db, const char *path, struct accord_error *err)
{
    int code;

    /* SQLite does not keep the reason of a write that fails here. */
    errno = 0;
    code = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
    return code == SQLITE_OK ? ACCORD_OK : failed_because(errno, code, path, err);
}

/* A library built without one of these cannot do what it would turn off. */
void accord_sql_distrust(sqlite3 *db)
{
    for (size_t i = 0; i < sizeof(switches) / sizeof(*switches); i++)
        (void)sqlite3_db_config(db, switches[i][0], switches[i][1], NULL);
}

static void set_guard(sqlite3 *db)
{
    accord_sql_distrust(db);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL); /* which is_guarded asks for */
    for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++)
        (void)sqlite3_limit(db, limits[i][0], limits[i][1]);
}

static enum accord_status open_with(const char *name, int flags, const char *path, const char *settings, sqlite3 **db,
                                    struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    int code = sqlite3_open_v2(name, db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);

    /* Also where it could not be opened: whose file it is tells how that is said. */
    if (settings == GUARDED_SETTINGS && *db != NULL) set_guard(*db);
    if (code == SQLITE_OK) code = sqlite3_extended_result_codes(*db, 1);
    if (code == SQLITE_OK) code = sqlite3_exec(*db, settings, NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        status = accord_sql_failed(*db, code, path, err);
        (void)sqlite3_close(*db);
        *db = NULL;
    }
    return status;
}

enum accord_status accord_sql_open_writer(const char *path, sqlite3 **db, struct accord_error *err)
{
    return open_with(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, path, WRITER_SETTINGS, db, err);
}

enum accord_status accord_sql_open_memory(const char *path, enum accord_sql_memory use, sqlite3 **db,
                                          struct accord_error *err)
{
    static const char *const settings[] = {
        [ACCORD_SQL_KEEPER] = "", [ACCORD_SQL_WRITER] = WRITER_SETTINGS, [ACCORD_SQL_READER] = READER_SETTINGS};
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI;
    struct accord_text uri;

    *db = NULL;
    accord_text_init(&uri, URI_MAX);
    accord_text_addf(&uri, "file:%s?vfs=memdb", path);
    enum accord_status status =
        uri.failed ? accord_error_memory(err) : open_with(accord_text_str(&uri), flags, path, settings[use], db, err);
    accord_text_clear(&uri);
    return status;
}

/* A complete file never changes again, and `immutable` spares every lock and every look for a journal. */
static void add_immutable(struct accord_text *uri, const char *path)
{
    accord_text_add_str(uri, "file:");
    for (const char *byte = path; *byte != '\0'; byte++)
        if (strchr("%?#", *byte) != NULL)
            accord_text_addf(uri, "%%%02X", (unsigned)(unsigned char)*byte);
        else
            accord_text_add_char(uri, *byte);
    accord_text_add_str(uri, "?immutable=1");
}

static enum accord_status attach(sqlite3 *db, const char *path, const char *source, struct accord_error *err)
{
    sqlite3_stmt *statement = NULL;
    struct accord_text uri;
    enum accord_status status = ACCORD_OK;
    int code;

    accord_text_init(&uri, URI_MAX);
    add_immutable(&uri, source);
    code = uri.failed ? SQLITE_NOMEM : sqlite3_prepare_v2(db, "ATTACH ? AS source", -1, &statement, NULL);
    if (code == SQLITE_OK) code = sqlite3_bind_text(statement, 1, accord_text_str(&uri), -1, SQLITE_STATIC);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    (void)sqlite3_finalize(statement);
    if (code == SQLITE_DONE) code = sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
    if (code != SQLITE_OK) status = accord_sql_failed(db, code, path, err);
    accord_text_clear(&uri);
    return status;
}

enum accord_status accord_sql_open_copier(const char *path, const char *source, sqlite3 **db, struct accord_error *err)
{
    enum accord_status status =
        open_with(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, path, FILLING, db, err);

    if (status != ACCORD_OK) return status;
    status = attach(*db, path, source, err);
    if (status == ACCORD_OK) return status;
    (void)sqlite3_close(*db);
    *db = NULL;
    return status;
}

static enum accord_status open_immutable(const char *path, const char *settings, sqlite3 **db, struct accord_error *err)
{
    struct accord_text uri;
    enum accord_status status;

    *db = NULL;
    accord_text_init(&uri, URI_MAX);
    add_immutable(&uri, path);
    status = uri.failed
                 ? accord_error_memory(err)
                 : open_with(accord_text_str(&uri), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, path, settings, db, err);
    accord_text_clear(&uri);
    return status;
}

enum accord_status accord_sql_open_reader(const char *path, sqlite3 **db, struct accord_error *err)
{
    return open_immutable(path, READER_SETTINGS, db, err);
}

enum accord_status accord_sql_open_guarded(const char *path, sqlite3 **db, struct accord_error *err)
{
    return open_immutable(path, GUARDED_SETTINGS, db, err);
}

/* `prefix` and `name` as one quoted identifier. */
static void add_name(struct accord_text *text, const char *prefix, const char *name)
{
    assert(accord_text_is_name(name, strlen(name)));
    accord_text_addf(text, "\"%s%s\"", prefix, name);
}

static const char *sql_type(enum accord_cell_kind kind)
{
    return kind == ACCORD_CELL_INTEGER || kind == ACCORD_CELL_BOOLEAN || kind == ACCORD_CELL_DATE ? " INTEGER"
                                                                                                  : " TEXT";
}

/* Every column with `before` in front, dates with both ends, and with its type when `typed`. */
static void add_columns(struct accord_text *text, const struct accord_schema *schema, const char *before, bool typed)
{
    for (size_t i = 0; i < schema->column_count; i++) {
        const struct accord_column *column = &schema->columns[i];

        accord_text_add_str(text, before);
        add_name(text, "", column->name);
        accord_text_add_str(text, typed ? sql_type(column->kind) : "");
        if (column->kind != ACCORD_CELL_DATE) continue;
        accord_text_add_str(text, before);
        add_name(text, "_hi_", column->name);
        accord_text_add_str(text, typed ? sql_type(column->kind) : "");
    }
}

int accord_sql_parameters(const struct accord_schema *schema)
{
    int count = 4;

    for (size_t i = 0; i < schema->column_count; i++)
        count += schema->columns[i].kind == ACCORD_CELL_DATE ? 2 : 1;
    return count;
}

static void write_create(struct accord_text *text, const struct accord_schema *schema)
{
    accord_text_add_str(text, "CREATE TABLE ");
    add_name(text, "", schema->name);
    accord_text_add_str(text, " (_id INTEGER PRIMARY KEY");
    add_columns(text, schema, ", ", true);
    /* Last, so that reading a row's cells does not pass over them. */
    accord_text_add_str(text, ", _file INTEGER, _line INTEGER, _places BLOB) STRICT");
}

/* In the order of the table, so that SQLite makes each value where the row is put together. */
static void write_insert(struct accord_text *text, const struct accord_schema *schema, int rows)
{
    int count = accord_sql_parameters(schema);

    accord_text_add_str(text, "INSERT INTO ");
    add_name(text, "", schema->name);
    accord_text_add_str(text, " (_id");
    add_columns(text, schema, ", ", false);
    accord_text_add_str(text, ", _file, _line, _places) VALUES ");
    for (int i = 0; i < rows; i++) {
        accord_text_add_str(text, i > 0 ? ", (?" : "(?");
        for (int j = 1; j < count; j++)
            accord_text_add_str(text, ", ?");
        accord_text_add_char(text, ')');
    }
}

static void write_select(struct accord_text *text, const struct accord_schema *schema)
{
    accord_text_add_str(text, "SELECT _id");
    add_columns(text, schema, ", ", false);
    accord_text_add_str(text, " FROM ");
    add_name(text, "", schema->name);
    accord_text_add_str(text, " WHERE _id >= ? ORDER BY _id");
}

static void write_around(struct accord_text *text, const char *before, const char *prefix,
                         const struct accord_schema *schema, const char *after)
{
    accord_text_add_str(text, before);
    add_name(text, prefix, schema->name);
    accord_text_add_str(text, after);
}

void accord_sql_write(struct accord_text *text, const struct accord_schema *schema, enum accord_sql_kind kind)
{
    switch (kind) {
    case ACCORD_SQL_CREATE:
        write_create(text, schema);
        break;
    case ACCORD_SQL_CREATE_SEEN:
        write_around(text, "CREATE TABLE ", "_seen_", schema, " (_id INTEGER PRIMARY KEY, target INTEGER) STRICT");
        break;
    case ACCORD_SQL_INSERT:
        write_insert(text, schema, 1);
        break;
    case ACCORD_SQL_INSERT_ROWS:
        write_insert(text, schema, ACCORD_SQL_ROWS);
        break;
    case ACCORD_SQL_INSERT_SEEN:
        write_around(text, "INSERT INTO ", "_seen_", schema, " (_id, target) VALUES (?, ?)");
        break;
    case ACCORD_SQL_COPY:
        write_around(text, "INSERT INTO main.", "", schema, " SELECT * FROM source.");
        add_name(text, "", schema->name);
        break;
    case ACCORD_SQL_COPY_SEEN:
        write_around(text, "INSERT INTO main.", "_seen_", schema, " SELECT * FROM source.");
        add_name(text, "_seen_", schema->name);
        break;
    case ACCORD_SQL_RANK:
        write_around(text, "UPDATE ", "", schema, " SET _id = ? WHERE _id = ?");
        break;
    case ACCORD_SQL_SELECT:
        write_select(text, schema);
        break;
    case ACCORD_SQL_PLACES:
        write_around(text, "SELECT _file, _line, _places FROM ", "", schema, " WHERE _id = ?");
        break;
    }
}

enum accord_status accord_sql_prepare(sqlite3 *db, const char *path, const struct accord_schema *schema,
                                      enum accord_sql_kind kind, sqlite3_stmt **statement, struct accord_error *err)
{
    struct accord_text text;
    enum accord_status status = ACCORD_OK;
    int code;

    *statement = NULL;
    accord_text_init(&text, STATEMENT_MAX);
    accord_sql_write(&text, schema, kind);
    if (text.failed) {
        status = accord_error_memory(err);
        goto out;
    }
    code = sqlite3_prepare_v3(db, text.bytes, (int)text.length + 1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
    if (code != SQLITE_OK) status = accord_sql_failed(db, code, path, err);
out:
    accord_text_clear(&text);
    return status;
}

enum accord_status accord_sql_run(sqlite3 *db, const char *path, const struct accord_schema *schema,
                                  enum accord_sql_kind kind, struct accord_error *err)
{
    sqlite3_stmt *statement;
    enum accord_status status = accord_sql_prepare(db, path, schema, kind, &statement, err);
    int code;

    if (status != ACCORD_OK) return status;
    code = sqlite3_step(statement);
    if (code != SQLITE_DONE) status = accord_sql_failed(db, code, path, err);
    (void)sqlite3_finalize(statement);
    return status;
}

static int bind_decimal(sqlite3_stmt *statement, int at, const struct accord_cell *cell)
{
    char digits[ACCORD_DECIMAL_TEXT_MAX];
    struct accord_decimal number = {.coefficient = cell->as.integer, .scale = cell->scale};

    return sqlite3_bind_text(statement, at, accord_decimal_format(number, digits), -1, SQLITE_TRANSIENT);
}

int accord_sql_bind(sqlite3_stmt *statement, int at, const struct accord_column *column, const struct accord_cell *cell,
                    int *code)
{
    int second = SQLITE_OK;

    *code = SQLITE_OK;
    assert(cell->kind == ACCORD_CELL_MISSING || cell->kind == column->kind);
    switch ((enum accord_cell_kind)cell->kind) {
    case ACCORD_CELL_MISSING:
        break;
    case ACCORD_CELL_TEXT:
    case ACCORD_CELL_LIST:
        /* SQLite takes a NULL pointer for a missing value, whatever its length. */
        *code =
            sqlite3_bind_text(statement, at, cell->length > 0 ? cell->as.text : "", (int)cell->length, SQLITE_STATIC);
        break;
    case ACCORD_CELL_DECIMAL:
        *code = bind_decimal(statement, at, cell);
        break;
    case ACCORD_CELL_INTEGER:
    case ACCORD_CELL_BOOLEAN:
        *code = sqlite3_bind_int64(statement, at, cell->as.integer);
        break;
    case ACCORD_CELL_DATE:
        *code = sqlite3_bind_int64(statement, at, cell->as.date.first);
        second = sqlite3_bind_int64(statement, at + 1, cell->as.date.last);
        break;
    }
    if (*code == SQLITE_OK) *code = second;
    return column->kind == ACCORD_CELL_DATE ? 2 : 1;
}

/* A connection without mutexes makes no difference between protected values and others: each is looked up once. */
static bool take_text(sqlite3_value *value, struct accord_cell *cell)
{
    cell->as.text = (const char *)sqlite3_value_text(value);
    cell->length = (uint32_t)sqlite3_value_bytes(value);
    return cell->as.text != NULL;
}

static bool take_decimal(sqlite3_value *value, struct accord_cell *cell)
{
    struct accord_decimal number;
    const char *why;

    if (!take_text(value, cell) || !accord_decimal_parse(cell->as.text, cell->length, &number, &why)) return false;
    cell->length = 0;
    cell->scale = number.scale;
    cell->as.integer = number.coefficient;
    return true;
}

static bool take_date(sqlite3_value *value, sqlite3_value *other, struct accord_cell *cell)
{
    int64_t first = sqlite3_value_int64(value);
    int64_t last = sqlite3_value_int64(other);

    if (sqlite3_value_type(other) != SQLITE_INTEGER) return false;
    if (first < ACCORD_DAY_FIRST || last > ACCORD_DAY_LAST || first > last) return false;
    cell->as.date.first = (int32_t)first;
    cell->as.date.last = (int32_t)last;
    return true;
}

static bool take_cell(sqlite3_stmt *statement, int at, enum accord_cell_kind kind, struct accord_cell *cell)
{
    bool textual = kind == ACCORD_CELL_TEXT || kind == ACCORD_CELL_LIST || kind == ACCORD_CELL_DECIMAL;
    sqlite3_value *value = sqlite3_column_value(statement, at);
    int type = sqlite3_value_type(value);

    *cell = (struct accord_cell){.kind = ACCORD_CELL_MISSING};
    if (type == SQLITE_NULL) return true;
    if (type != (textual ? SQLITE_TEXT : SQLITE_INTEGER)) return false;
    cell->kind = (uint8_t)kind;
    if (kind == ACCORD_CELL_DECIMAL) return take_decimal(value, cell);
    if (kind == ACCORD_CELL_DATE) return take_date(value, sqlite3_column_value(statement, at + 1), cell);
    if (textual) return take_text(value, cell);
    cell->as.integer = sqlite3_value_int64(value);
    if (kind == ACCORD_CELL_BOOLEAN) return cell->as.integer == 0 || cell->as.integer == 1;
    return cell->as.integer >= -ACCORD_RECORD_INTEGER_MAX && cell->as.integer <= ACCORD_RECORD_INTEGER_MAX;
}

bool accord_sql_cells(sqlite3_stmt *statement, const struct accord_schema *schema, struct accord_cell *cells)
{
    int at = FIRST_CELL;

    for (size_t i = 0; i < schema->column_count; i++) {
        if (!take_cell(statement, at, schema->columns[i].kind, &cells[i])) return false;
        at += schema->columns[i].kind == ACCORD_CELL_DATE ? 2 : 1;
    }
    return true;
}
