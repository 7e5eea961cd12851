/* Sinks and spools: files that are complete or absent, failures that are kept, pieces that come back in order. */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "base/memory.h"
#include "report/sink.h"
#include "report/spool.h"

#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/accord-sink-XXXXXX";
static int home = -1;

static void enter_folder(void)
{
    (void)memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ck_assert_int_eq(chdir(folder), 0);
}

static void leave_folder(void)
{
    DIR *entries = opendir(".");
    for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries))
        (void)unlink(entry->d_name);
    (void)closedir(entries);
    ck_assert_int_eq(fchdir(home), 0);
    (void)close(home);
    (void)rmdir(folder);
}

static size_t files_here(void)
{
    size_t count = 0;
    DIR *entries = opendir(".");
    for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    (void)closedir(entries);
    return count;
}

static void put(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    (void)fputs(content, file);
    (void)fclose(file);
}

static void holds(const char *path, const char *content)
{
    char found[256] = "";
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    size_t length = fread(found, 1, sizeof found - 1, file);
    found[length] = '\0';
    (void)fclose(file);
    ck_assert_str_eq(found, content);
}

START_TEST(a_file_is_absent_until_finished_and_complete_then)
{
    struct accord_sink sink;
    struct accord_error err = {0};
    accord_sink_init(&sink);
    accord_sink_open_file(&sink, "report.json");
    accord_text_add_str(&sink.text, "complete");
    ck_assert_int_ne(access("report.json", F_OK), 0);
    ck_assert_int_eq(accord_sink_finish(&sink, &err), ACCORD_OK);
    holds("report.json", "complete");
    ck_assert_uint_eq(files_here(), 1);
    accord_sink_clear(&sink);
}
END_TEST

START_TEST(an_unfinished_file_leaves_the_old_one_and_nothing_else)
{
    struct accord_sink sink;
    put("report.json", "old");
    accord_sink_init(&sink);
    accord_sink_open_file(&sink, "report.json");
    for (int i = 0; i < 100000; i++)
        accord_text_add_str(&sink.text, "half");
    accord_sink_drain(&sink);
    ck_assert_uint_eq(files_here(), 2);
    if (_i == 0)
        accord_sink_remove_temporary(&sink);
    else
        accord_sink_clear(&sink);
    ck_assert_uint_eq(files_here(), 1);
    holds("report.json", "old");
    accord_sink_clear(&sink);
}
END_TEST

static const struct {
    const char *before; /* NULL: no file */
    const char *text;
    size_t most;
    const char *after;
} appended[] = {
    {NULL, "one\ntwo\n", 100, "one\ntwo\n"},
    {"", "one\n", 100, "one\n"},
    {"old\n", "one\n", 100, "old\n\none\n"},
    {"old\n", "one\n", 9, "old\n\none\n"},
    {"old\n", "one\n", 8, "old\n"},
    {"old\n", "one\n", 2, "old\n"},
    {NULL, "one\ntwo, which is long\nthree, which is longer than all the others\n", 60,
     "one\n\n\nCut here, for this file may hold no more.\n"},
    {NULL, "one\ntwo, which is long\nthree, which is longer than all the others\n", 44, ""},
};

START_TEST(a_report_is_added_to_what_a_file_holds)
{
    struct accord_sink sink;
    struct accord_error err = {0};
    if (appended[_i].before) put("summary.md", appended[_i].before);
    accord_sink_init(&sink);
    accord_sink_open_append(&sink, "summary.md", appended[_i].most);
    accord_text_add_str(&sink.text, appended[_i].text);
    accord_sink_drain(&sink);
    holds("summary.md", appended[_i].before ? appended[_i].before : "");
    ck_assert_int_eq(accord_sink_finish(&sink, &err), ACCORD_OK);
    holds("summary.md", appended[_i].after);
    ck_assert_uint_eq(files_here(), 1);
    accord_sink_clear(&sink);
}
END_TEST

START_TEST(a_report_that_is_not_finished_adds_nothing)
{
    struct accord_sink sink;
    put("summary.md", "old\n");
    accord_sink_init(&sink);
    accord_sink_open_append(&sink, "summary.md", 1000);
    accord_text_add_str(&sink.text, "half");
    accord_sink_clear(&sink);
    holds("summary.md", "old\n");
}
END_TEST

START_TEST(a_report_that_cannot_be_added_is_told)
{
    struct accord_sink sink;
    struct accord_error err = {0};
    accord_sink_init(&sink);
    accord_sink_open_append(&sink, "/dev/full", 1000);
    accord_text_add_str(&sink.text, "one\n");
    ck_assert_int_eq(accord_sink_finish(&sink, &err), ACCORD_NOT_WRITTEN);
    ck_assert_str_eq(err.text, "/dev/full: cannot be written: No space left on device");
    accord_sink_clear(&sink);
    accord_sink_open_append(&sink, "no/summary.md", 1000);
    ck_assert_int_eq(accord_sink_finish(&sink, &err), ACCORD_NOT_WRITTEN);
    ck_assert_str_eq(err.text, "no/summary.md: cannot be written: No such file or directory");
    accord_sink_clear(&sink);
}
END_TEST

START_TEST(a_replaced_file_keeps_its_mode_and_its_links)
{
    struct accord_sink sink;
    struct accord_error err = {0};
    struct stat facts;
    put("real.json", "old");
    ck_assert_int_eq(chmod("real.json", 0640), 0);
    ck_assert_int_eq(symlink("real.json", "link.json"), 0);
    accord_sink_init(&sink);
    accord_sink_open_file(&sink, "link.json");
    accord_text_add_str(&sink.text, "new");
    ck_assert_int_eq(accord_sink_finish(&sink, &err), ACCORD_OK);
    holds("real.json", "new");
    ck_assert_int_eq(lstat("link.json", &facts), 0);
    ck_assert(S_ISLNK(facts.st_mode));
    ck_assert_int_eq(stat("real.json", &facts), 0);
    ck_assert_uint_eq(facts.st_mode & 07777, 0640);
    accord_sink_clear(&sink);
}
END_TEST

static const struct {
    const char *path;
    const char *text;
} unwritable[] = {
    {".", ".: cannot be written: Is a directory"},
    {"no/folder/report.json", "no/folder/report.json: cannot be written: No such file or directory"},
    {"plain/report.json", "plain/report.json: cannot be written: Not a directory"},
    {"/dev/full", "/dev/full: cannot be written: No space left on device"},
};

START_TEST(what_cannot_be_written_is_named_with_the_reason)
{
    struct accord_sink sink;
    struct accord_error err = {0};
    put("plain", "");
    accord_sink_init(&sink);
    accord_sink_open_file(&sink, unwritable[_i].path);
    accord_text_add_str(&sink.text, "x");
    ck_assert_int_eq(accord_sink_finish(&sink, &err), ACCORD_NOT_WRITTEN);
    ck_assert_int_eq(err.status, ACCORD_NOT_WRITTEN);
    ck_assert_str_eq(err.text, unwritable[_i].text);
    ck_assert(!sink.reader_gone);
    ck_assert_uint_eq(files_here(), 1);
    accord_sink_clear(&sink);
}
END_TEST

START_TEST(a_device_is_written_and_not_replaced)
{
    struct accord_sink sink;
    struct accord_error err = {0};
    struct stat facts;
    accord_sink_init(&sink);
    accord_sink_open_file(&sink, "/dev/null");
    accord_text_add_str(&sink.text, "x");
    ck_assert_int_eq(accord_sink_finish(&sink, &err), ACCORD_OK);
    ck_assert_int_eq(stat("/dev/null", &facts), 0);
    ck_assert(S_ISCHR(facts.st_mode));
    accord_sink_clear(&sink);
}
END_TEST

START_TEST(a_reader_that_has_gone_is_told_apart)
{
    struct accord_sink sink;
    struct accord_error err = {0};
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    (void)signal(SIGPIPE, SIG_IGN);
    (void)close(ends[0]);
    accord_sink_init(&sink);
    accord_sink_open_descriptor(&sink, ends[1]);
    accord_text_add_str(&sink.text, "x");
    ck_assert_int_eq(accord_sink_finish(&sink, &err), ACCORD_NOT_WRITTEN);
    ck_assert(sink.reader_gone);
    accord_sink_clear(&sink);
    (void)close(ends[1]);
}
END_TEST

START_TEST(a_closed_descriptor_is_an_error)
{
    struct accord_sink sink;
    struct accord_error err = {0};
    accord_sink_init(&sink);
    accord_sink_open_descriptor(&sink, 1000);
    accord_text_add_str(&sink.text, "x");
    ck_assert_int_eq(accord_sink_finish(&sink, &err), ACCORD_NOT_WRITTEN);
    ck_assert_ptr_nonnull(strstr(err.text, "Bad file descriptor"));
    accord_sink_clear(&sink);
}
END_TEST

static enum accord_status keep_piece(void *host, const char *bytes, size_t length, struct accord_error *err)
{
    (void)err;
    struct accord_text *text = host;
    accord_text_add(text, bytes, length);
    accord_text_add_char(text, '|');
    return ACCORD_OK;
}

START_TEST(pieces_come_back_head_by_head_in_the_order_of_adding)
{
    static const char *const expected[] = {"0|3|6||", "1|4|7|", "2|5|8|", ""};
    struct accord_spool spool;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_spool_open(&spool, ".", 4, &err), ACCORD_OK);
    ck_assert_uint_eq(files_here(), 0);
    for (size_t i = 0; i < 9; i++) {
        char digit = (char)('0' + i);
        ck_assert_int_eq(accord_spool_add(&spool, i % 3, &digit, 1, &err), ACCORD_OK);
    }
    ck_assert_int_eq(accord_spool_add(&spool, 0, "", 0, &err), ACCORD_OK);
    for (size_t head = 0; head < 4; head++) {
        struct accord_text text;
        accord_text_init(&text, 100);
        ck_assert_int_eq(accord_spool_read(&spool, head, keep_piece, &text, &err), ACCORD_OK);
        ck_assert_str_eq(accord_text_str(&text), expected[head]);
        accord_text_clear(&text);
    }
    accord_spool_close(&spool);
    accord_spool_close(&spool);
}
END_TEST

enum { HEADS = 3, PIECES = 400, LARGEST = 200 * 1000 };

/* The length of the piece, whose bytes are all the same: some are nothing, some more than a spool keeps in memory. */
static size_t length_of(size_t piece)
{
    return piece % 50 == 7 ? LARGEST - piece : piece * piece % 1777;
}

struct expecting {
    size_t piece;
    size_t seen;
};

static enum accord_status expect_piece(void *host, const char *bytes, size_t length, struct accord_error *err)
{
    (void)err;
    struct expecting *expecting = host;
    ck_assert_uint_eq(length, length_of(expecting->piece));
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)bytes[i] != expecting->piece % 251) ck_abort_msg("piece %zu, byte %zu", expecting->piece, i);
    expecting->piece += HEADS;
    expecting->seen++;
    return ACCORD_OK;
}

static void expect_pieces(struct accord_spool *spool, size_t count)
{
    struct accord_error err = {0};
    for (size_t head = 0; head < HEADS; head++) {
        struct expecting expecting = {.piece = head};
        ck_assert_int_eq(accord_spool_read(spool, head, expect_piece, &expecting, &err), ACCORD_OK);
        ck_assert_uint_eq(expecting.seen, (count + HEADS - 1 - head) / HEADS);
    }
}

/* Whether they are in memory, in the file, or on both sides; and also by whoever has a copy after it was flushed. */
START_TEST(pieces_of_any_length_come_back_at_any_time)
{
    static char bytes[LARGEST];
    struct accord_spool spool;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_spool_open(&spool, ".", HEADS, &err), ACCORD_OK);
    for (size_t i = 0; i < PIECES; i++) {
        memset(bytes, (int)(i % 251), length_of(i));
        ck_assert_int_eq(accord_spool_add(&spool, i % HEADS, bytes, length_of(i), &err), ACCORD_OK);
        if (i % 97 == 0) expect_pieces(&spool, i + 1);
    }
    ck_assert_int_eq(accord_spool_flush(&spool, &err), ACCORD_OK);
    struct accord_spool copy = spool;
    expect_pieces(&copy, PIECES);
    expect_pieces(&spool, PIECES);
    accord_spool_close(&spool);
}
END_TEST

START_TEST(a_spool_without_a_folder_says_so)
{
    struct accord_spool spool;
    struct accord_error err = {0};
    ck_assert_int_eq(accord_spool_open(&spool, "/nowhere", 1, &err), ACCORD_NOT_WRITTEN);
    ck_assert_ptr_nonnull(strstr(err.text, "/nowhere"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sink");
    TCase *tests = tcase_create("sink");
    tcase_add_checked_fixture(tests, enter_folder, leave_folder);
    tcase_add_test(tests, a_file_is_absent_until_finished_and_complete_then);
    tcase_add_loop_test(tests, an_unfinished_file_leaves_the_old_one_and_nothing_else, 0, 2);
    tcase_add_loop_test(tests, a_report_is_added_to_what_a_file_holds, 0, sizeof appended / sizeof appended[0]);
    tcase_add_test(tests, a_report_that_is_not_finished_adds_nothing);
    tcase_add_test(tests, a_report_that_cannot_be_added_is_told);
    tcase_add_test(tests, a_replaced_file_keeps_its_mode_and_its_links);
    tcase_add_loop_test(tests, what_cannot_be_written_is_named_with_the_reason, 0,
                        sizeof unwritable / sizeof unwritable[0]);
    tcase_add_test(tests, a_device_is_written_and_not_replaced);
    tcase_add_test(tests, a_reader_that_has_gone_is_told_apart);
    tcase_add_test(tests, a_closed_descriptor_is_an_error);
    tcase_add_test(tests, pieces_come_back_head_by_head_in_the_order_of_adding);
    tcase_add_test(tests, pieces_of_any_length_come_back_at_any_time);
    tcase_add_test(tests, a_spool_without_a_folder_says_so);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
