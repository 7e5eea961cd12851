/* The pages of a database file, by the file format that SQLite documents, read through the connection's own file. */
#include "store/pages.h"

#include <string.h>

/* What the first bytes of the file say. */
enum {
    HEADER_BYTES = 100,
    AT_PAGE_SIZE = 16,
    AT_RESERVED = 20,
    PAGE_BYTES_MIN = 512,
    PAGE_BYTES_MAX = 65536, /* written as 1 */
    USABLE_BYTES_MIN = 480
};

/* Programs lock a database by bytes from here on: SQLite uses no page that has them. */
static const int64_t LOCK_BYTE = INT64_C(0x40000000);

/* The last of nine bytes holds eight bits, all others seven. */
enum { LONG_BYTES = 9, LOW_SEVEN = 0x7f };

static int take_header(const unsigned char *header, struct accord_pages *pages)
{
    pages->size = accord_page_number_2(header + AT_PAGE_SIZE);
    if (pages->size == 1) pages->size = PAGE_BYTES_MAX;
    if (pages->size < PAGE_BYTES_MIN || (pages->size & (pages->size - 1)) != 0) return SQLITE_CORRUPT;
    pages->usable = pages->size - header[AT_RESERVED];
    return pages->usable < USABLE_BYTES_MIN ? SQLITE_CORRUPT : SQLITE_OK;
}

static int read_at(sqlite3_file *file, void *bytes, uint32_t length, int64_t offset)
{
    int code = file->pMethods->xRead(file, bytes, (int)length, offset);

    return code == SQLITE_IOERR_SHORT_READ ? SQLITE_CORRUPT : code;
}

int accord_pages_open(sqlite3 *db, struct accord_pages *pages)
{
    unsigned char header[HEADER_BYTES];
    sqlite3_int64 length = 0;
    int code;

    *pages = (struct accord_pages){.file = NULL};
    code = sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &pages->file);
    if (code == SQLITE_OK && (pages->file == NULL || pages->file->pMethods == NULL)) code = SQLITE_CANTOPEN;
    if (code == SQLITE_OK) code = pages->file->pMethods->xFileSize(pages->file, &length);
    if (code == SQLITE_OK) code = read_at(pages->file, header, sizeof(header), 0);
    if (code == SQLITE_OK) code = take_header(header, pages);
    if (code == SQLITE_OK) pages->count = (uint32_t)(length / pages->size);
    return code;
}

int accord_pages_read(const struct accord_pages *pages, uint32_t number, unsigned char *bytes)
{
    const int64_t offset = ((int64_t)number - 1) * pages->size;

    if (number == 0 || number > pages->count || offset == LOCK_BYTE) return SQLITE_CORRUPT;
    memset(bytes + pages->size, 0, ACCORD_PAGE_SLACK);
    return read_at(pages->file, bytes, pages->size, offset);
}

int accord_pages_find(sqlite3 *db, const char *prefix, const char *name, uint32_t *root)
{
    static const char question[] = "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?1 || ?2";
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, question, sizeof(question), &statement, NULL);

    *root = 0;
    if (code == SQLITE_OK) code = sqlite3_bind_text(statement, 1, prefix, -1, SQLITE_STATIC);
    if (code == SQLITE_OK) code = sqlite3_bind_text(statement, 2, name, -1, SQLITE_STATIC);
    if (code == SQLITE_OK) code = sqlite3_step(statement);
    if (code == SQLITE_ROW) *root = (uint32_t)sqlite3_column_int64(statement, 0);
    (void)sqlite3_finalize(statement);
    if (code == SQLITE_ROW) return SQLITE_OK;
    return code == SQLITE_DONE ? SQLITE_CORRUPT : code;
}

const unsigned char *accord_page_long_number(const unsigned char *bytes, uint64_t *number)
{
    *number = 0;
    for (int i = 0; i < LONG_BYTES - 1; i++) {
        *number = *number << 7 | (bytes[i] & LOW_SEVEN);
        if (bytes[i] <= LOW_SEVEN) return bytes + i + 1;
    }
    *number = *number << 8 | bytes[LONG_BYTES - 1];
    return bytes + LONG_BYTES;
}
