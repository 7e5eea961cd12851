/* The pages of a database file, by the file format that SQLite documents and keeps, read through the connection's own
 * file: whoever only goes through tables in order does without statements, which take three times as long. Private to
 * src/store. */
#ifndef ACCORD_STORE_PAGES_H
#define ACCORD_STORE_PAGES_H

#include <sqlite3.h>
#include <stdint.h>

/* `bytes` of accord_pages_read has so many more, so that a number of up to nine bytes can be read where a page ends. */
enum { ACCORD_PAGE_SLACK = 16 };

struct accord_pages {
    sqlite3_file *file; /* borrowed from the connection */
    uint32_t size;      /* of a page, in bytes */
    uint32_t usable;    /* of these, those that hold anything */
    uint32_t count;     /* pages count from 1 */
};

/* Of a file that nobody writes to as long as the connection is open. What these return are codes of SQLite's:
 * SQLITE_OK, SQLITE_CORRUPT, or why it cannot be read. */
int accord_pages_open(sqlite3 *db, struct accord_pages *pages);

/* Reads a page into `bytes`, which has pages->size and ACCORD_PAGE_SLACK; the slack is zero. */
int accord_pages_read(const struct accord_pages *pages, uint32_t number, unsigned char *bytes);

/* The page where the table of that name, in two parts, begins. */
int accord_pages_find(sqlite3 *db, const char *prefix, const char *name, uint32_t *root);

/* Numbers as the file has them: the high byte first. */
static inline uint32_t accord_page_number_2(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 8 | bytes[1];
}

static inline uint32_t accord_page_number_4(const unsigned char *bytes)
{
    return accord_page_number_2(bytes) << 16 | accord_page_number_2(bytes + 2);
}

/* As accord_page_number, of any length. */
const unsigned char *accord_page_long_number(const unsigned char *bytes, uint64_t *number);

/* A number of one to nine bytes; returns what stands behind it. */
static inline const unsigned char *accord_page_number(const unsigned char *bytes, uint64_t *number)
{
    uint64_t long_number; /* of its own, so that *number can stay in a register */

    *number = bytes[0];
    if (bytes[0] < 0x80) return bytes + 1;
    *number = (uint64_t)(bytes[0] & 0x7f) << 7 | bytes[1];
    if (bytes[1] < 0x80) return bytes + 2;
    bytes = accord_page_long_number(bytes, &long_number);
    *number = long_number;
    return bytes;
}

#endif
