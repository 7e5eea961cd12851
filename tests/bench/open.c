/* open FILE: opens a packed dataset and does nothing, which is what a check cannot do without. */
#include <sqlite3.h>
#include <stdio.h>

int main(int count, char **arguments)
{
    sqlite3 *db = NULL;
    if (count != 2) {
        (void)fprintf(stderr, "usage: open FILE\n");
        return 2;
    }
    int code = sqlite3_open_v2(arguments[1], &db, SQLITE_OPEN_READONLY, NULL);
    if (code == SQLITE_OK) code = sqlite3_exec(db, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
    if (code != SQLITE_OK) (void)fprintf(stderr, "%s: %s\n", arguments[1], sqlite3_errstr(code));
    (void)sqlite3_close(db);
    return code != SQLITE_OK;
}
