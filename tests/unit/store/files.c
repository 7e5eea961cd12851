/* Datasets written for a test into a folder of its own, and opened. */
#include "unit/store/files.h"

#include "unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

char folder[FOLDER_MAX];

void make_folder(void)
{
    (void)snprintf(folder, sizeof(folder), "/tmp/accord-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

const char *path_in_folder(const char *name)
{
    static char path[128];

    (void)snprintf(path, sizeof(path), "%s/%s", folder, name);
    return path;
}

void write_files(const struct file *files)
{
    for (size_t i = 0; i < FILES_MAX && files[i].name != NULL; i++) {
        FILE *file = fopen(path_in_folder(files[i].name), "w");

        ck_assert_ptr_nonnull(file);
        ck_assert_int_ge(fputs(files[i].content, file), 0);
        ck_assert_int_eq(fclose(file), 0);
    }
}

void remove_files(const struct file *files)
{
    for (size_t i = 0; i < FILES_MAX && files[i].name != NULL; i++)
        ck_assert_int_eq(unlink(path_in_folder(files[i].name)), 0);
}

void remove_folder(void)
{
    ck_assert_int_eq(rmdir(folder), 0);
}

struct opened open_at(const char *path, const char *temporary)
{
    struct accord_dataset_options options = {.temporary = temporary};
    struct opened opened = {.dataset = NULL};

    ck_assert_int_eq(accord_problems_new(&opened.errors, NULL), ACCORD_OK);
    ck_assert_int_eq(accord_problems_new(&opened.warnings, NULL), ACCORD_OK);
    opened.status = accord_dataset_open(path, &options, opened.errors, opened.warnings, &opened.dataset, &opened.err);
    return opened;
}

struct opened open_files(const struct file *files)
{
    struct opened opened;

    write_files(files);
    opened = open_at(folder, NULL);
    remove_files(files);
    return opened;
}

void close_opened(struct opened *opened)
{
    accord_dataset_close(opened->dataset);
    accord_problems_free(opened->errors);
    accord_problems_free(opened->warnings);
}

void check_good(const struct opened *opened)
{
    const char *first = accord_problems_kept(opened->errors) == 0 ? "" : accord_problems_at(opened->errors, 0)->text;

    ck_assert_msg(opened->status == ACCORD_OK, "%s; %s", opened->err.text, first);
    ck_assert_uint_eq(accord_problems_count(opened->errors), 0);
}
