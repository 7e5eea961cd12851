/* A small dataset of every kind of column, packed, and everything that can be read of one. */
#include "unit/store/packed.h"

#include "base/memory.h"
#include "base/text.h"
#include "store/dataset.h"
#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { EVERYTHING_MAX = 1024 * 1024 };

#define MEETINGS RESOURCE("meetings", "m.csv")
#define ACTORS RESOURCE("actors", "a.csv")
#define ROLES "{\"since\": \"2015\", \"where\": {\"role\": [\"cms-nfp\", \"cbd-pfp\"]}}"
#define POINTS COMPLETE("focal_points", "f.csv", ROLES ", {\"since\": \"2010\", \"until\": \"2012\"}")
#define PARTNERSHIPS RESOURCE("partnerships", "p.csv")
#define CONTRIBUTIONS "{\"name\": \"contributions\", \"path\": \"c.jsonl\", \"format\": \"jsonl\"}"
/* clang-format off: JSON is read by lines */
#define OWN                                                                                                            \
    "{\"name\": \"own\", \"path\": \"o.csv\", \"schema\": {\"fields\": ["                                              \
    "{\"name\": \"who\", \"type\": \"string\"}, "                                                                      \
    "{\"name\": \"flag\", \"type\": \"boolean\"}, "                                                                    \
    "{\"name\": \"from\", \"type\": \"date\", \"accord:event\": true}, "                                               \
    "{\"name\": \"to\", \"type\": \"date\"}, "                                                                         \
    "{\"name\": \"note\", \"type\": \"string\", \"accord:dated_by\": \"from\"}], "                                     \
    "\"accord:actor\": \"who\", \"accord:valid\": {\"from\": \"from\", \"to\": \"to\"}}}"
/* clang-format on */

/* Two designations for one role are a warning. */
const struct file packed_files[FILES_MAX] = {
    {"datapackage.json", DESCRIPTOR(", \"accord:illustrative\": true",
                                    MEETINGS ", " ACTORS ", " POINTS ", " PARTNERSHIPS ", " CONTRIBUTIONS ", " OWN)},
    {"a.csv", "id,kind,name,former_names\nKEN,state,Kenya,\nAFG,state,,\"Afghanistan;Kaboul, \xc3\xa0 pr\xc3\xa9"
              "sent\"\nzwe,state,\"Zimbabwe,\n\"\"\","
              "Rhodesia\n"},
    {"m.csv", "id,body,kind,from\nm-1,cop,cop,2014\nm-2,cop,,2017-08\n"},
    {"f.csv", "id,actor,role,email,designated,confirmed\nf-2,KEN,cms-nfp,,2011,2012-02-01\n"
              "f-1,KEN,cms-nfp,a@b.org,2010-05,\nf-3,AFG,cbd-pfp,,,\n"},
    {"p.csv", "id,parties,kind,from\np-1,AFG;KEN,joint,2016\np-2,zwe,other,\n"},
    {"c.jsonl", "{\"id\": \"c\", \"actor\": \"AFG\", \"fund\": \"x\", \"year\": 2020, \"currency\": \"USD\", \"paid\": "
                "1.50}\n"},
    {"o.csv",
     "who,flag,from,to,note\nKEN,true,2017-08-24,2018-08-24,\nKEN,,,,\"\"\n,false,2017-08-24,2018-08-24,all\n"},
};

void packed_write(const char *path, const struct packed_bytes *bytes)
{
    FILE *file = fopen(path, "wb");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes->bytes, 1, bytes->length, file), bytes->length);
    ck_assert_int_eq(fclose(file), 0);
}

struct packed_bytes packed_read(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct packed_bytes bytes;
    struct stat facts;

    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(stat(path, &facts), 0);
    bytes.length = (size_t)facts.st_size;
    bytes.bytes = malloc(bytes.length + 1);
    ck_assert_ptr_nonnull(bytes.bytes);
    ck_assert_uint_eq(fread(bytes.bytes, 1, bytes.length + 1, file), bytes.length);
    ck_assert_int_eq(fclose(file), 0);
    return bytes;
}

struct packed_bytes packed_make(const char *path)
{
    struct opened plain;

    write_files(packed_files);
    plain = open_at(folder, NULL);
    check_good(&plain);
    ck_assert_msg(accord_dataset_pack(plain.dataset, plain.warnings, path, &plain.err) == ACCORD_OK, "%s",
                  plain.err.text);
    close_opened(&plain);
    remove_files(packed_files);
    return packed_read(path);
}

/* What is read, and where it goes. */
struct reading {
    struct accord_dataset *dataset;
    struct accord_reader *reader;
    struct accord_text *text; /* or NULL */
    int table;
    struct accord_error *err;
};

static void add_cells(const struct reading *reading, const struct accord_stored_row *row)
{
    const struct accord_schema *schema = accord_store_schema(accord_dataset_store(reading->dataset), reading->table);

    if (reading->text == NULL) return;
    for (size_t i = 0; i < schema->column_count; i++) {
        accord_text_addf(reading->text, "%s(%d)=", schema->columns[i].name, (int)row->cells[i].kind);
        accord_cell_text(&row->cells[i], reading->text);
        accord_text_add_char(reading->text, ' ');
    }
    accord_schema_key(schema, row->cells, reading->text);
    accord_text_add_char(reading->text, '\n');
}

static enum accord_status add_place(const struct reading *reading, int64_t row)
{
    const struct accord_schema *schema = accord_store_schema(accord_dataset_store(reading->dataset), reading->table);
    int columns[ACCORD_COLUMNS_MAX];
    unsigned lines[ACCORD_COLUMNS_MAX];
    unsigned at[ACCORD_COLUMNS_MAX];
    const char *file = NULL;
    unsigned line = 0;
    enum accord_status status;

    for (size_t i = 0; i < schema->column_count; i++)
        columns[i] = (int)i;
    status = accord_dataset_places(reading->dataset, reading->table, row, columns, schema->column_count, &file, &line,
                                   lines, at, reading->err);
    if (status != ACCORD_OK || reading->text == NULL) return status;
    accord_text_addf(reading->text, "%s:%u", file, line);
    for (size_t i = 0; i < schema->column_count; i++)
        accord_text_addf(reading->text, " %u:%u", lines[i], at[i]);
    return status;
}

static enum accord_status take_row(void *host, uint32_t rank, const struct accord_stored_row *row,
                                   struct accord_error *err)
{
    const struct reading *reading = host;

    (void)err;
    if (reading->text != NULL) accord_text_addf(reading->text, "%u ", (unsigned)rank);
    add_cells(reading, row);
    return ACCORD_OK;
}

static enum accord_status read_rank(const struct reading *reading, uint32_t rank, struct accord_arena *arena)
{
    struct accord_stored_row *rows;
    size_t count;
    enum accord_status status =
        accord_reader_rows(reading->reader, reading->table, rank, arena, &rows, &count, reading->err);

    for (size_t i = 0; status == ACCORD_OK && i < count; i++) {
        add_cells(reading, &rows[i]);
        status = add_place(reading, rows[i].id);
    }
    return status;
}

static enum accord_status read_table(const struct reading *reading)
{
    struct accord_store *store = accord_dataset_store(reading->dataset);
    struct reading copy = *reading;
    struct accord_arena arena;
    enum accord_status status = ACCORD_OK;

    accord_arena_init(&arena);
    for (uint32_t rank = 0; status == ACCORD_OK && rank <= accord_store_actor_count(store); rank++)
        status = read_rank(reading, rank, &arena);
    if (status == ACCORD_OK)
        status = accord_reader_scan(reading->reader, reading->table, take_row, &copy, reading->err);
    accord_arena_clear(&arena);
    return status;
}

static void add_digest(struct accord_text *text, const unsigned char *digest)
{
    for (size_t i = 0; text != NULL && i < ACCORD_DATASET_DIGEST; i++)
        accord_text_addf(text, "%02x", digest[i]);
    if (text != NULL) accord_text_add_char(text, '\n');
}

static enum accord_status read_actor(const struct reading *reading, size_t actor)
{
    unsigned char digest[ACCORD_DATASET_DIGEST];
    const char *file = NULL;
    unsigned line = 0;
    enum accord_status status = accord_dataset_actor_digest(reading->dataset, actor, digest, reading->err);

    if (status == ACCORD_OK)
        status = accord_dataset_actor_place(reading->dataset, actor, &file, &line, NULL, NULL, reading->err);
    if (status != ACCORD_OK || reading->text == NULL) return status;
    add_digest(reading->text, digest);
    accord_text_addf(reading->text, "%s %s:%u ", accord_dataset_actor_id(reading->dataset, actor), file, line);
    accord_text_addf(reading->text, "%s\n", accord_dataset_actor_name(reading->dataset, actor));
    return status;
}

static enum accord_status read_facts(struct accord_dataset *dataset, struct accord_text *text, struct accord_error *err)
{
    static const int32_t untils[] = {INT32_MIN, 16071, 16072, 17000, 17532, INT32_MAX};
    const char *title;
    enum accord_status status = accord_dataset_title(dataset, &title, err);

    if (status == ACCORD_OK && text != NULL) accord_text_addf(text, "%s\n", title == NULL ? "no title" : title);
    for (size_t i = 0; status == ACCORD_OK && i < sizeof(untils) / sizeof(*untils); i++) {
        int32_t day = 0;
        bool found;

        status = accord_dataset_last_day(dataset, untils[i], &found, &day, err);
        if (text != NULL) accord_text_addf(text, "%d:%d ", found, found ? (int)day : 0);
    }
    return status;
}

enum accord_status packed_read_all(struct accord_dataset *dataset, struct accord_text *text, struct accord_error *err)
{
    struct reading reading = {.dataset = dataset, .text = text, .err = err};
    struct accord_store *store = accord_dataset_store(dataset);
    enum accord_status status = accord_reader_open(store, &reading.reader, err);
    int tables = (int)accord_store_table_count(store);

    for (; status == ACCORD_OK && reading.table < tables; reading.table++) {
        unsigned char digest[ACCORD_DATASET_DIGEST];

        accord_dataset_table_digest(dataset, reading.table, digest);
        add_digest(text, digest);
        status = read_table(&reading);
    }
    for (size_t i = 0; status == ACCORD_OK && i < accord_dataset_actor_count(dataset); i++)
        status = read_actor(&reading, i);
    if (status == ACCORD_OK) status = read_facts(dataset, text, err);
    accord_reader_close(reading.reader);
    return status;
}

char *packed_everything(const struct opened *opened)
{
    struct accord_text text;
    struct accord_error err = {.text = ""};
    unsigned char digest[ACCORD_DATASET_DIGEST];

    accord_text_init(&text, EVERYTHING_MAX);
    accord_text_addf(&text, "%s %d %s %zu\n", accord_dataset_name(opened->dataset),
                     accord_dataset_illustrative(opened->dataset), accord_dataset_sha256(opened->dataset),
                     accord_problems_count(opened->warnings));
    accord_dataset_world_digest(opened->dataset, digest);
    add_digest(&text, digest);
    for (size_t i = 0; i < accord_problems_kept(opened->warnings); i++) {
        const struct accord_problem *warning = accord_problems_at(opened->warnings, i);

        accord_text_addf(&text, "%s:%u:%u: %s\n", warning->file, warning->line, warning->column, warning->text);
    }
    ck_assert_msg(packed_read_all(opened->dataset, &text, &err) == ACCORD_OK, "%s", err.text);
    ck_assert(!text.failed);
    return text.bytes;
}
