/* Packed datasets: what is packed is what is read, the file is left alone, and what is not accord's is refused. */
#include "base/memory.h"
#include "base/text.h"
#include "store/dataset_private.h"
#include "unit/store/files.h"
#include "unit/store/packed.h"
#include "unit/suite.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *packed_path(void)
{
    static char path[64];

    (void)snprintf(path, sizeof(path), "%s/packed.db", folder);
    return path;
}

/* ---- the same ---- */

START_TEST(what_is_packed_is_what_is_read)
{
    struct opened plain;
    struct opened packed;
    char *expected;
    char *got;

    write_files(packed_files);
    plain = open_at(folder, NULL);
    check_good(&plain);
    ck_assert_int_eq(accord_dataset_pack(plain.dataset, plain.warnings, packed_path(), NULL), ACCORD_OK);
    expected = packed_everything(&plain);
    remove_files(packed_files);
    packed = open_at(packed_path(), "/nowhere");
    check_good(&packed);
    got = packed_everything(&packed);
    ck_assert_str_eq(expected, got);
    ck_assert_uint_gt(strlen(expected), 2000);
    ck_assert_uint_eq(accord_problems_count(packed.warnings), 1);
    accord_free(expected);
    accord_free(got);
    close_opened(&plain);
    close_opened(&packed);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

/* What other programs may do to a packed dataset without changing what it says. */
static const struct {
    int reserved; /* bytes of each page */
    const char *sql;
} layouts[] = {
    {0, "VACUUM"},
    {0, "PRAGMA page_size = 512; VACUUM"},
    {0, "PRAGMA page_size = 65536; VACUUM"},
    {0, "PRAGMA page_size = 512; PRAGMA auto_vacuum = FULL; VACUUM"},
    {0, "PRAGMA page_size = 512; PRAGMA auto_vacuum = INCREMENTAL; VACUUM; DELETE FROM _accord WHERE part = 99"},
    {32, "PRAGMA page_size = 512; VACUUM"},
    {255, "PRAGMA page_size = 1024; VACUUM"},
    {0, "PRAGMA page_size = 512; VACUUM; UPDATE focal_points SET role = role || printf('%.*c', 5000, 'x'); UPDATE "
        "focal_points SET role = substr(role, 1, length(role) - 5000)"},
    {0, "CREATE TEMP TABLE kept AS SELECT * FROM focal_points; DELETE FROM focal_points WHERE id = 'f-2'; UPDATE "
        "actors SET name = name; INSERT INTO focal_points SELECT * FROM kept WHERE id = 'f-2'"},
    {0, "PRAGMA schema_version = 77"},
};

START_TEST(what_is_packed_is_read_however_it_is_laid_out)
{
    struct packed_bytes made = packed_make(packed_path());
    struct opened packed = open_at(packed_path(), NULL);
    char *expected = packed_everything(&packed), *got;
    int reserved = layouts[_i].reserved;
    sqlite3 *db;

    close_opened(&packed);
    ck_assert_int_eq(sqlite3_open(packed_path(), &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, layouts[_i].sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    free(made.bytes);
    made = packed_read(packed_path());
    ck_assert_int_eq(made.bytes[20], reserved);
    packed = open_at(packed_path(), NULL);
    check_good(&packed);
    got = packed_everything(&packed);
    ck_assert_str_eq(expected, got);
    close_opened(&packed);
    accord_free(expected);
    accord_free(got);
    free(made.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

START_TEST(more_warnings_than_are_kept_are_counted)
{
    struct opened plain;
    struct opened packed;

    write_files(packed_files);
    plain = open_at(folder, NULL);
    check_good(&plain);
    for (unsigned i = 0; i < 300; i++)
        ck_assert_int_eq(accord_problems_add(plain.warnings, "x.csv", i, 1, NULL, "number %u", i), ACCORD_OK);
    ck_assert_int_eq(accord_dataset_pack(plain.dataset, plain.warnings, packed_path(), NULL), ACCORD_OK);
    remove_files(packed_files);
    packed = open_at(packed_path(), NULL);
    check_good(&packed);
    ck_assert_uint_eq(accord_problems_count(packed.warnings), 301);
    ck_assert_uint_eq(accord_problems_kept(packed.warnings), ACCORD_PROBLEMS_KEPT);
    ck_assert_str_eq(accord_problems_at(packed.warnings, 199)->text, "number 198");
    close_opened(&plain);
    close_opened(&packed);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

static size_t files_in_folder(void)
{
    DIR *opened = opendir(folder);
    size_t count = 0;

    for (const struct dirent *entry; (entry = readdir(opened)) != NULL;)
        count += entry->d_name[0] == '.' && strlen(entry->d_name) < 3 ? 0U : 1U;
    ck_assert_int_eq(closedir(opened), 0);
    return count;
}

START_TEST(reading_changes_no_byte_and_leaves_nothing_beside)
{
    struct packed_bytes before = packed_make(packed_path());
    struct packed_bytes after;
    struct opened packed = open_at(packed_path(), NULL);

    ck_assert_int_eq(chmod(packed_path(), 0400), 0);
    check_good(&packed);
    accord_free(packed_everything(&packed));
    ck_assert_uint_eq(files_in_folder(), 1);
    ck_assert(accord_dataset_reads(packed.dataset, packed_path()));
    ck_assert(!accord_dataset_reads(packed.dataset, folder));
    close_opened(&packed);
    after = packed_read(packed_path());
    ck_assert_uint_eq(before.length, after.length);
    ck_assert_mem_eq(before.bytes, after.bytes, before.length);
    ck_assert_uint_eq(files_in_folder(), 1);
    free(before.bytes);
    free(after.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

/* ---- where it goes ---- */

static enum accord_status pack_to(const char *path, struct accord_error *err)
{
    struct opened plain;
    enum accord_status status;

    write_files(packed_files);
    plain = open_at(folder, NULL);
    check_good(&plain);
    status = accord_dataset_pack(plain.dataset, plain.warnings, path, err);
    close_opened(&plain);
    remove_files(packed_files);
    return status;
}

/* Before anything is read, and then too. */
static void check_refused(const char *path, enum accord_status status, const char *said)
{
    struct accord_error err;

    ck_assert_int_eq(accord_dataset_check_place(path, &err), status);
    ck_assert_msg(strstr(err.text, said) != NULL, "%s", err.text);
    ck_assert_int_eq(pack_to(path, &err), status);
    ck_assert_msg(strstr(err.text, said) != NULL, "%s", err.text);
}

START_TEST(a_place_that_is_looked_at_stays_as_it_is)
{
    struct accord_error err;
    struct packed_bytes before, after;

    ck_assert_msg(accord_dataset_check_place(packed_path(), &err) == ACCORD_OK, "%s", err.text);
    ck_assert_uint_eq(files_in_folder(), 0);
    ck_assert_msg(pack_to(packed_path(), &err) == ACCORD_OK, "%s", err.text);
    before = packed_read(packed_path());
    ck_assert_msg(accord_dataset_check_place(packed_path(), &err) == ACCORD_OK, "%s", err.text);
    after = packed_read(packed_path());
    ck_assert_uint_eq(files_in_folder(), 1);
    ck_assert_uint_eq(before.length, after.length);
    ck_assert_mem_eq(before.bytes, after.bytes, before.length);
    free(before.bytes);
    free(after.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

START_TEST(a_packed_dataset_may_be_replaced_and_keeps_its_mode)
{
    struct accord_error err;
    struct stat facts;
    char link[64];

    (void)snprintf(link, sizeof(link), "%s", path_in_folder("link.db"));
    ck_assert_msg(pack_to(packed_path(), &err) == ACCORD_OK, "%s", err.text);
    ck_assert_int_eq(chmod(packed_path(), 0600), 0);
    ck_assert_int_eq(symlink(packed_path(), link), 0);
    ck_assert_msg(pack_to(link, &err) == ACCORD_OK, "%s", err.text);
    ck_assert_int_eq(lstat(link, &facts), 0);
    ck_assert(S_ISLNK(facts.st_mode));
    ck_assert_int_eq(stat(packed_path(), &facts), 0);
    ck_assert_int_eq((int)(facts.st_mode & 0777), 0600);
    ck_assert_int_eq(unlink(link), 0);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

START_TEST(a_link_that_leads_nowhere_is_left_alone)
{
    struct stat facts;

    ck_assert_int_eq(symlink("nowhere", packed_path()), 0);
    check_refused(packed_path(), ACCORD_BAD_USAGE, "packed.db: a link that leads nowhere, expected a new path");
    ck_assert_int_eq(lstat(packed_path(), &facts), 0);
    ck_assert(S_ISLNK(facts.st_mode));
    ck_assert_int_eq(unlink(packed_path()), 0);
    ck_assert_uint_eq(files_in_folder(), 0);
}
END_TEST

START_TEST(nothing_else_is_replaced)
{
    static const char *const contents[] = {"", "work of somebody's", "SQLite format 3"};
    FILE *file = fopen(packed_path(), "w");
    struct packed_bytes after;

    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(fputs(contents[_i], file), 0);
    ck_assert_int_eq(fclose(file), 0);
    check_refused(packed_path(), ACCORD_BAD_USAGE, "packed.db: there is something else than a packed dataset");
    after = packed_read(packed_path());
    ck_assert_uint_eq(after.length, strlen(contents[_i]));
    free(after.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
    ck_assert_uint_eq(files_in_folder(), 0);
}
END_TEST

START_TEST(a_file_of_the_dataset_is_not_written_over)
{
    static const char *const names[] = {"datapackage.json", "a.csv"};
    struct accord_error err;
    char path[64];

    (void)snprintf(path, sizeof(path), "%s/%s", folder, names[_i]);
    ck_assert_int_eq(pack_to(path, &err), ACCORD_BAD_USAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "a file of the dataset, expected another path"));
}
END_TEST

START_TEST(a_place_that_cannot_be_written_is_named)
{
    check_refused("/nowhere/packed.db", ACCORD_NOT_WRITTEN, "/nowhere/packed.db: cannot be written: ");
    check_refused(folder, ACCORD_BAD_USAGE, "there is something else than a packed dataset");
}
END_TEST

START_TEST(a_full_disk_leaves_no_file)
{
    struct rlimit limit;
    struct opened plain;
    enum accord_status status;

    write_files(packed_files);
    plain = open_at(folder, NULL);
    check_good(&plain);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = (rlim_t)_i;
    ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    status = accord_dataset_pack(plain.dataset, plain.warnings, packed_path(), &plain.err);
    limit.rlim_cur = limit.rlim_max;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    ck_assert_int_eq(status, ACCORD_NOT_WRITTEN);
    ck_assert_ptr_nonnull(strstr(plain.err.text, "packed.db: "));
    close_opened(&plain);
    remove_files(packed_files);
    ck_assert_uint_eq(files_in_folder(), 0);
}
END_TEST

START_TEST(a_packed_dataset_is_not_packed_again)
{
    struct packed_bytes made = packed_make(packed_path());
    struct opened packed = open_at(packed_path(), NULL);

    check_good(&packed);
    ck_assert_int_eq(accord_dataset_pack(packed.dataset, packed.warnings, path_in_folder("b.db"), &packed.err),
                     ACCORD_BAD_USAGE);
    ck_assert_ptr_nonnull(strstr(packed.err.text, "is packed already"));
    close_opened(&packed);
    free(made.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

START_TEST(a_failed_allocation_is_a_status_and_leaves_no_file)
{
    unsigned long nth = 0;
    enum accord_status status;
    struct opened plain;

    write_files(packed_files);
    plain = open_at(folder, NULL);
    check_good(&plain);
    do {
        ck_assert(nth == 0 || access(packed_path(), F_OK) != 0);
        accord_alloc_fail_after(++nth);
        status = accord_dataset_pack(plain.dataset, plain.warnings, packed_path(), NULL);
        accord_alloc_fail_after(0);
        ck_assert_msg(status == ACCORD_OK || status == ACCORD_NO_MEMORY, "allocation %lu: %d", nth, (int)status);
    } while (status != ACCORD_OK);
    ck_assert_uint_gt(nth, 10);
    close_opened(&plain);
    remove_files(packed_files);
    nth = 0;
    do {
        struct opened packed;

        accord_alloc_fail_after(0);
        ck_assert_int_eq(accord_problems_new(&packed.errors, NULL), ACCORD_OK);
        ck_assert_int_eq(accord_problems_new(&packed.warnings, NULL), ACCORD_OK);
        accord_alloc_fail_after(++nth);
        status = accord_dataset_open(packed_path(), NULL, packed.errors, packed.warnings, &packed.dataset, NULL);
        accord_alloc_fail_after(0);
        ck_assert_msg(status == ACCORD_OK || status == ACCORD_NO_MEMORY, "allocation %lu: %d", nth, (int)status);
        close_opened(&packed);
    } while (status != ACCORD_OK);
    ck_assert_uint_gt(nth, 10);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

/* ---- what is refused ---- */

/* Done to a packed dataset: then it cannot be opened, or what is asked of it cannot be read. */
static const struct {
    const char *sql;
    bool opens;
    const char *said;
} changes[] = {
    {"PRAGMA application_id = 7", false, "an SQLite database of another program (application id 0x00000007), expected"},
    {"PRAGMA user_version = 0", false, "packed in form 0, by an earlier version of accord, expected form 3: import"},
    {"PRAGMA user_version = 4", false, "packed in form 4, by a later version of accord, expected form 3: import"},
    {"PRAGMA journal_mode = WAL", false,
     "a database that keeps a write-ahead log, expected a dataset as accord import"},
    {"CREATE VIEW v AS SELECT 1", false, "a database with the view v, which accord does not make"},
    {"CREATE INDEX i ON actors (name)", false, "a database with the index i, which accord does not make"},
    {"CREATE TABLE t (a)", false, "a database with the table t, which accord does not make"},
    {"CREATE TRIGGER r AFTER INSERT ON actors BEGIN SELECT 1; END", false, "the trigger r, which accord does not make"},
    {"CREATE VIRTUAL TABLE v USING fts5(a)", false, "a database with the table v"},
    {"DROP TABLE meetings", false, "a database without the table meetings"},
    {"DROP TABLE _seen_partnerships", false, "a database without the table partnerships"},
    {"DROP TABLE meetings; CREATE TABLE meetings (_id INTEGER PRIMARY KEY)", false,
     "a table meetings that was made in"},
    {"DROP TABLE meetings; CREATE VIEW meetings AS SELECT 1", false, "the view meetings, which accord does not make"},
    {"DROP TABLE _accord", false, "a database without the table _accord, expected"},
    {"DROP TABLE _accord; CREATE VIEW _accord AS SELECT 1 AS part, x'00' AS content", false,
     "a database without the table _accord, expected"},
    {"DROP TABLE _accord; CREATE VIRTUAL TABLE _accord USING fts5(part, content)", false,
     "a database without the table _accord, expected"},
    {"DELETE FROM _accord WHERE part = 1", false, "a database without its part 1"},
    {"DELETE FROM _accord WHERE part = 2", false, "a database without its part 2"},
    {"DELETE FROM _accord WHERE part = 5", false, "a database without its part 5"},
    {"UPDATE _accord SET content = x'' WHERE part = 1", false, "a part that cannot be read (what the dataset is)"},
    {"UPDATE _accord SET content = x'ff' WHERE part = 2", false, "a part that cannot be read (the tables)"},
    {"UPDATE _accord SET content = CAST(content || x'00' AS BLOB) WHERE part = 3", false, "(the names of files)"},
    {"UPDATE _accord SET content = x'05' WHERE part = 4", false, "(the warnings)"},
    {"UPDATE _accord SET content = x'0500' WHERE part = 4", false, "(the warnings)"},
    {"UPDATE _accord SET content = x'4100420043004400' WHERE part = 5", false, "(the actors' ids)"},
    {"UPDATE _accord SET content = x'4b0041005a00' WHERE part = 5", false, "(the actors' ids)"},
    {"UPDATE _accord SET content = x'410041005a00' WHERE part = 5", false, "(the actors' ids)"},
    {"UPDATE _accord SET content = x'00410042' WHERE part = 5", false, "(the actors' ids)"},
    {"UPDATE _accord SET content = x'4100ff005a00' WHERE part = 5", false, "(the actors' ids)"},
    {"DELETE FROM _accord WHERE part = 6", true, "a database without its part 6"},
    {"UPDATE _accord SET content = x'00' WHERE part = 6", true, "(the actors' digests)"},
    {"DELETE FROM _accord WHERE part = 8", true, "a database without its part 8"},
    {"UPDATE _accord SET content = x'80' WHERE part = 8", true, "(the days that rows tell of)"},
    {"UPDATE focal_points SET _file = 7", true, "a row of a file number 7"},
    {"UPDATE focal_points SET _file = -1", true, "a row of a file number -1"},
    {"UPDATE focal_points SET _places = x'ff'", true, "malformed"},
    {"UPDATE actors SET id = 'KEM' WHERE id = 'KEN'", true, "a row of actors that accord does not write"},
    {"UPDATE actors SET kind = NULL", true, "a row of actors that accord does not write"},
    {"DELETE FROM actors WHERE id = 'KEN'", true, "an actor with 0 rows of its own"},
    {"INSERT INTO actors SELECT _id + 1, id, kind, name, official_name, iso2, iso3, m49, former_names, _file, _line, "
     "_places FROM actors WHERE id = 'KEN'",
     true, "an actor with 2 rows of its own"},
    {"UPDATE focal_points SET _id = _id + (1 << 32) WHERE actor = 'AFG'", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET _id = (9 << 32) + 1 WHERE id = 'f-1'", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET _id = _id & 4294967295 WHERE id = 'f-1'", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE actors SET _id = _id & 4294967295 WHERE id = 'KEN'", true, "a row of actors that accord does not write"},
    {"UPDATE focal_points SET role = CAST(x'63ff' AS TEXT)", true, "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET role = 'more than eight' || CAST(x'ff' AS TEXT)", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET role = CAST(x'c3' AS TEXT) || 'more than eight'", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET role = 'more than eight' || char(0) || 'more than eight'", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET role = char(233) || 'seven' || char(0)", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET role = CAST(x'630064' AS TEXT)", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET designated = 20000, _hi_designated = 19999", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET designated = 20000, _hi_designated = NULL", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET designated = 1, _hi_designated = 2932532", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET designated = -719163, _hi_designated = 0", true,
     "a row of focal_points that accord does not write"},
    {"UPDATE focal_points SET designated = NULL", true, "a row of focal_points that accord does not write"},
    {"UPDATE contributions SET paid = '1e5'", true, "a row of contributions that accord does not write"},
    {"UPDATE contributions SET year = 1000000000000000000", true, "a row of contributions that accord does not write"},
    {"UPDATE own SET flag = 2", true, "a row of own that accord does not write"},
    {"UPDATE _seen_partnerships SET _id = (3 << 32) + 1 WHERE _id = (SELECT min(_id) FROM _seen_partnerships)", true,
     "a row of partnerships that accord does not write"},
    {"UPDATE partnerships SET _id = _id + (1 << 32); UPDATE _seen_partnerships SET target = target + (1 << 32)", true,
     "a row of partnerships that accord does not write"},
    {"UPDATE _seen_partnerships SET _id = 1 WHERE _id = (SELECT min(_id) FROM _seen_partnerships)", true,
     "a row of partnerships that accord does not write"},
    {"DELETE FROM partnerships WHERE id = 'p-2'", true, "malformed"},
    {"UPDATE _seen_partnerships SET target = 0 WHERE _id = (SELECT min(_id) FROM _seen_partnerships)", true,
     "malformed"},
};

START_TEST(what_is_not_as_accord_packed_it_is_refused)
{
    struct packed_bytes made = packed_make(packed_path());
    struct opened packed;
    struct accord_error err = {.text = ""};
    sqlite3 *db;

    free(made.bytes);
    ck_assert_int_eq(sqlite3_open(packed_path(), &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, changes[_i].sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", changes[_i].sql,
                  sqlite3_errmsg(db));
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    packed = open_at(packed_path(), NULL);
    ck_assert_msg((packed.status == ACCORD_OK) == changes[_i].opens, "%s: %s", changes[_i].sql, packed.err.text);
    if (packed.status == ACCORD_OK) packed.status = packed_read_all(packed.dataset, NULL, &packed.err);
    ck_assert_msg(packed.status == ACCORD_BAD_DATA, "%s: %d", changes[_i].sql, (int)packed.status);
    ck_assert_msg(strstr(packed.err.text, changes[_i].said) != NULL, "%s: %s", changes[_i].sql, packed.err.text);
    ck_assert_ptr_nonnull(strstr(packed.err.text, "/packed.db: "));
    ck_assert_str_eq(err.text, "");
    close_opened(&packed);
    ck_assert_int_eq(unlink(packed_path()), 0);
    ck_assert_uint_eq(files_in_folder(), 0);
}
END_TEST

/* UTF-16, low byte first or high, and what is no encoding of SQLite's. */
START_TEST(texts_that_would_have_to_be_converted_are_refused)
{
    static const unsigned char encodings[] = {2, 3, 0, 5};
    enum { AT_ENCODING = 59 };
    struct packed_bytes made = packed_make(packed_path());

    for (size_t i = 0; i < COUNT_OF(encodings); i++) {
        struct opened packed;

        made.bytes[AT_ENCODING] = encodings[i];
        packed_write(packed_path(), &made);
        packed = open_at(packed_path(), NULL);
        ck_assert_int_eq(packed.status, ACCORD_BAD_DATA);
        ck_assert_msg(strstr(packed.err.text, "a database with texts in encoding ") != NULL, "%s", packed.err.text);
        close_opened(&packed);
    }
    free(made.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

START_TEST(a_row_that_is_not_found_again_is_damage)
{
    struct packed_bytes made = packed_make(packed_path());
    struct opened packed = open_at(packed_path(), NULL);
    const char *file;
    unsigned line;

    check_good(&packed);
    ck_assert_int_eq(accord_dataset_places(packed.dataset, 0, 1, NULL, 0, &file, &line, NULL, NULL, &packed.err),
                     ACCORD_BAD_DATA);
    ck_assert_ptr_nonnull(strstr(packed.err.text, "a row of actors that is not found again"));
    close_opened(&packed);
    free(made.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

/* What no reader can tell from what was packed: only packing looks for it. */
static const struct {
    const char *sql;
    const char *said; /* NULL: all is well */
} silent[] = {
    {"SELECT 1", NULL},
    {"UPDATE focal_points SET role = 'cms-nfP' WHERE id = 'f-1'", "rows of KEN that are not those of its digest"},
    {"DELETE FROM focal_points WHERE id = 'f-3'", "rows of AFG that are not those of its digest"},
    {"UPDATE meetings SET body = 'mop'", "rows of all that are not those of its digest"},
    {"DELETE FROM _seen_partnerships WHERE _id >> 32 = 2", "rows of KEN that are not those of its digest"},
    {"UPDATE contributions SET paid = '1.6'", "rows of AFG that are not those of its digest"},
    {"DELETE FROM partnerships WHERE id = 'p-2'; DELETE FROM _seen_partnerships WHERE _id >> 32 = 3",
     "rows of zwe that are not those of its digest"},
    {"UPDATE own SET note = NULL", "rows of all that are not those of its digest"},
    {"DELETE FROM focal_points WHERE id = 'f-3'; UPDATE actors SET kind = NULL WHERE id = 'KEN'",
     "rows of AFG that are not those of its digest"},
    {"DELETE FROM focal_points WHERE id = 'f-3'; UPDATE actors SET kind = NULL WHERE id = 'KEN'",
     "a row of actors that accord does not write"},
    {"DELETE FROM _accord WHERE part = 6", "a database without its part 6"},
    {"DELETE FROM _accord WHERE part = 7", "a database without its part 7"},
    {"UPDATE _accord SET content = x'7b7d' WHERE part = 7", "a part that cannot be read (the descriptor)"},
    {"UPDATE _accord SET content = CAST(replace(content, '\"meetings\"', '\"meeting\"') AS BLOB) WHERE part = 7",
     "a part that cannot be read (the descriptor)"},
    {"UPDATE _accord SET content = CAST(replace(content, 'note', 'nota') AS BLOB) WHERE part = 7",
     "a part that cannot be read (the descriptor)"},
    {"DELETE FROM _accord WHERE part = 8", "a database without its part 8"},
    {"UPDATE _accord SET content = x'00' WHERE part = 8", "rows that tell of other days than it says"},
    {"UPDATE _accord SET content = x'' WHERE part = 8", "rows that tell of other days than it says"},
};

START_TEST(verifying_finds_what_no_reader_can)
{
    struct packed_bytes made = packed_make(packed_path());
    struct accord_problems *errors;
    struct opened packed;
    bool found = false;
    sqlite3 *db;

    ck_assert_int_eq(sqlite3_open(packed_path(), &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, silent[_i].sql, NULL, NULL, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    packed = open_at(packed_path(), NULL);
    check_good(&packed);
    ck_assert_int_eq(accord_problems_new(&errors, &packed.err), ACCORD_OK);
    packed.status = accord_dataset_verify(packed.dataset, errors, &packed.err);
    ck_assert_int_eq(packed.status, silent[_i].said == NULL ? ACCORD_OK : ACCORD_BAD_DATA);
    for (size_t i = 0; i < accord_problems_kept(errors); i++)
        found = found || strstr(accord_problems_at(errors, i)->text, silent[_i].said) != NULL;
    ck_assert(found == (silent[_i].said != NULL));
    accord_problems_free(errors);
    close_opened(&packed);
    free(made.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

/* Where a table's rows are, when they fit on one page: the page's cells are listed after its header of 8 bytes. */
static size_t first_page_of(const char *table)
{
    enum { PAGE_BYTES = 8192 };
    sqlite3 *db;
    sqlite3_stmt *statement;
    size_t page;

    ck_assert_int_eq(sqlite3_open_v2(packed_path(), &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_prepare_v2(db, "SELECT rootpage FROM sqlite_schema WHERE name = ?", -1, &statement, NULL),
                     SQLITE_OK);
    ck_assert_int_eq(sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC), SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    page = (size_t)sqlite3_column_int64(statement, 0);
    ck_assert_int_eq(sqlite3_finalize(statement), SQLITE_OK);
    ck_assert_int_eq(sqlite3_close(db), SQLITE_OK);
    return (page - 1) * PAGE_BYTES;
}

START_TEST(rows_that_do_not_ascend_are_refused)
{
    enum { FIRST_CELL = 8 };
    struct packed_bytes made = packed_make(packed_path());
    unsigned char *cells = made.bytes + first_page_of("meetings") + FIRST_CELL;
    struct opened packed;

    for (size_t i = 0; i < 2; i++) {
        unsigned char byte = cells[i];

        cells[i] = cells[i + 2];
        cells[i + 2] = byte;
    }
    packed_write(packed_path(), &made);
    packed = open_at(packed_path(), NULL);
    check_good(&packed);
    ck_assert_int_eq(packed_read_all(packed.dataset, NULL, &packed.err), ACCORD_BAD_DATA);
    ck_assert_ptr_nonnull(strstr(packed.err.text, "malformed"));
    close_opened(&packed);
    free(made.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

START_TEST(another_file_in_its_place_is_refused)
{
    struct packed_bytes made = packed_make(packed_path());
    struct opened packed = open_at(packed_path(), NULL);
    struct accord_reader *reader;
    struct accord_error err;
    unsigned char digest[ACCORD_DATASET_DIGEST];

    check_good(&packed);
    packed_write(path_in_folder("other.db"), &made);
    ck_assert_int_eq(rename(path_in_folder("other.db"), packed_path()), 0);
    ck_assert_int_eq(accord_reader_open(accord_dataset_store(packed.dataset), &reader, &err), ACCORD_BAD_DATA);
    ck_assert_ptr_nonnull(strstr(err.text, "/packed.db: replaced or changed while it was read, expected"));
    ck_assert_int_eq(accord_dataset_actor_digest(packed.dataset, 0, digest, &err), ACCORD_BAD_DATA);
    close_opened(&packed);
    free(made.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

START_TEST(the_file_written_over_is_refused)
{
    struct packed_bytes made = packed_make(packed_path());
    struct opened packed = open_at(packed_path(), NULL);
    struct timespec times[2];
    struct stat facts;
    struct accord_reader *reader;
    struct accord_error err;

    check_good(&packed);
    ck_assert_int_eq(stat(packed_path(), &facts), 0);
    times[0] = times[1] = facts.st_mtim;
    times[1].tv_nsec = facts.st_mtim.tv_nsec == 0 ? 1 : facts.st_mtim.tv_nsec - 1;
    ck_assert_int_eq(utimensat(AT_FDCWD, packed_path(), times, 0), 0);
    ck_assert_int_eq(accord_reader_open(accord_dataset_store(packed.dataset), &reader, &err), ACCORD_BAD_DATA);
    ck_assert_ptr_nonnull(strstr(err.text, "/packed.db: replaced or changed while it was read, expected"));
    close_opened(&packed);
    free(made.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

/* ---- damage ---- */

/* Opened and read to the end, whatever is in it. */
static enum accord_status try_to_read(void)
{
    struct opened packed = open_at(packed_path(), NULL);
    enum accord_status status = packed.status;

    ck_assert_msg(status == ACCORD_OK || status == ACCORD_BAD_DATA, "%d: %s", (int)status, packed.err.text);
    if (status == ACCORD_OK) status = packed_read_all(packed.dataset, NULL, &packed.err);
    ck_assert_msg(status == ACCORD_OK || status == ACCORD_BAD_DATA, "%d: %s", (int)status, packed.err.text);
    close_opened(&packed);
    return status;
}

START_TEST(a_file_of_another_length_is_refused)
{
    struct packed_bytes made = packed_make(packed_path());

    for (size_t length = 0; length < made.length; length += length < 120 ? 1 : 1021) {
        struct packed_bytes cut = {.bytes = made.bytes, .length = length};

        packed_write(packed_path(), &cut);
        ck_assert_msg(try_to_read() == ACCORD_BAD_DATA, "%zu bytes", length);
    }
    made.bytes = realloc(made.bytes, made.length + 1);
    ck_assert_ptr_nonnull(made.bytes);
    made.bytes[made.length++] = '\0';
    packed_write(packed_path(), &made);
    ck_assert_int_eq(try_to_read(), ACCORD_BAD_DATA);
    free(made.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

/* One bit of a byte that is not zero, or of the header, at a time: deterministic, and everywhere in the file. */
START_TEST(a_flipped_bit_is_refused_or_read)
{
    enum { FLIPS = 1200, HEADER = 100 };
    struct packed_bytes made = packed_make(packed_path());
    uint32_t seed = 4;
    size_t refused = 0;

    for (size_t i = 0; i < FLIPS; i++) {
        size_t at = i < HEADER ? i : 0;
        unsigned char bit;

        while (i >= HEADER && made.bytes[at] == 0) {
            seed = seed * 1664525U + 1013904223U;
            at = seed % made.length;
        }
        bit = (unsigned char)(1U << (seed >> 24) % 8);
        made.bytes[at] ^= bit;
        packed_write(packed_path(), &made);
        refused += try_to_read() == ACCORD_BAD_DATA ? 1U : 0U;
        made.bytes[at] ^= bit;
        seed = seed * 1664525U + 1013904223U;
    }
    ck_assert_uint_gt(refused, FLIPS / 4);
    ck_assert_uint_lt(refused, FLIPS);
    free(made.bytes);
    ck_assert_int_eq(unlink(packed_path()), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pack");
    TCase *tests = tcase_create("pack");

    tcase_set_timeout(tests, 240);
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, what_is_packed_is_what_is_read);
    tcase_add_loop_test(tests, what_is_packed_is_read_however_it_is_laid_out, 0, COUNT_OF(layouts));
    tcase_add_test(tests, more_warnings_than_are_kept_are_counted);
    tcase_add_test(tests, reading_changes_no_byte_and_leaves_nothing_beside);
    tcase_add_test(tests, a_place_that_is_looked_at_stays_as_it_is);
    tcase_add_test(tests, a_packed_dataset_may_be_replaced_and_keeps_its_mode);
    tcase_add_test(tests, a_link_that_leads_nowhere_is_left_alone);
    tcase_add_loop_test(tests, nothing_else_is_replaced, 0, 3);
    tcase_add_loop_test(tests, a_file_of_the_dataset_is_not_written_over, 0, 2);
    tcase_add_test(tests, a_place_that_cannot_be_written_is_named);
    tcase_add_loop_test(tests, a_full_disk_leaves_no_file, 8192, 8193);
    tcase_add_loop_test(tests, a_full_disk_leaves_no_file, 40960, 40961);
    tcase_add_test(tests, a_packed_dataset_is_not_packed_again);
    tcase_add_test(tests, a_failed_allocation_is_a_status_and_leaves_no_file);
    tcase_add_loop_test(tests, what_is_not_as_accord_packed_it_is_refused, 0, COUNT_OF(changes));
    tcase_add_loop_test(tests, verifying_finds_what_no_reader_can, 0, COUNT_OF(silent));
    tcase_add_test(tests, texts_that_would_have_to_be_converted_are_refused);
    tcase_add_test(tests, a_row_that_is_not_found_again_is_damage);
    tcase_add_test(tests, rows_that_do_not_ascend_are_refused);
    tcase_add_test(tests, another_file_in_its_place_is_refused);
    tcase_add_test(tests, the_file_written_over_is_refused);
    tcase_add_test(tests, a_file_of_another_length_is_refused);
    tcase_add_test(tests, a_flipped_bit_is_refused_or_read);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
