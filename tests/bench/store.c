/* store keep DATASET FILE: reads a dataset and leaves a copy of its store in FILE. store open FILE: opens such a copy
 * and does nothing, which is what a check cannot do without. */
#include "accord/dataset.h"
#include "store/dataset.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

static int copy(const char *from, const char *to)
{
    char block[65536];
    size_t length;
    FILE *in = fopen(from, "rb"), *out = in == NULL ? NULL : fopen(to, "wb");
    int code = out == NULL;
    while (code == 0 && (length = fread(block, 1, sizeof block, in)) > 0)
        code = fwrite(block, 1, length, out) != length;
    if (in != NULL) (void)fclose(in);
    if (out != NULL && fclose(out) != 0) code = 1;
    if (code != 0) perror(to);
    return code;
}

static int keep(const char *path, const char *to)
{
    struct accord_error err = {0};
    struct accord_problems *errors = NULL, *warnings = NULL;
    struct accord_dataset *dataset = NULL;
    int code = 1;
    if (accord_problems_new(&errors, &err) == ACCORD_OK && accord_problems_new(&warnings, &err) == ACCORD_OK &&
        accord_dataset_open(path, NULL, errors, warnings, &dataset, &err) == ACCORD_OK)
        code = copy(accord_store_path(accord_dataset_store(dataset)), to);
    else
        (void)fprintf(stderr, "%s\n", err.text);
    accord_dataset_close(dataset);
    accord_problems_free(warnings);
    accord_problems_free(errors);
    return code;
}

static int look(const char *path)
{
    sqlite3 *db = NULL;
    int code = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);
    if (code == SQLITE_OK) code = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    if (code != SQLITE_OK) (void)fprintf(stderr, "%s: %s\n", path, sqlite3_errstr(code));
    (void)sqlite3_close(db);
    return code != SQLITE_OK;
}

int main(int count, char **arguments)
{
    if (count == 4 && strcmp(arguments[1], "keep") == 0) return keep(arguments[2], arguments[3]);
    if (count == 3 && strcmp(arguments[1], "open") == 0) return look(arguments[2]);
    (void)fprintf(stderr, "usage: store keep DATASET FILE | store open FILE\n");
    return 2;
}
