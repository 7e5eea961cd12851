/* Pieces of text put aside in a temporary file under numbered heads, read back head by head. */
#ifndef ACCORD_REPORT_SPOOL_H
#define ACCORD_REPORT_SPOOL_H

#include "accord/status.h"
#include "base/text.h"

#include <stddef.h>
#include <stdint.h>

/* The file has no name, so nothing is left behind. Memory is two numbers a head, for pieces are chained in the file,
 * and what was not written yet: some 64 KiB. */
struct accord_spool {
    int descriptor;
    const char *folder; /* of the file, for messages */
    size_t heads;
    uint64_t *first; /* of each head; 0: none */
    uint64_t *last;
    uint64_t end;
    uint64_t written;           /* up to here, */
    struct accord_text pending; /* and this behind it */
};

/* `folder` NULL: /tmp; it must outlive the spool. */
enum accord_status accord_spool_open(struct accord_spool *spool, const char *folder, size_t heads,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
void accord_spool_close(struct accord_spool *spool); /* zeroed by accord_spool_init or open, or closed: does nothing */
void accord_spool_init(struct accord_spool *spool);

enum accord_status accord_spool_add(struct accord_spool *spool, size_t head, const char *bytes, size_t length,
                                    struct accord_error *err) ACCORD_MUST_CHECK;

/* Writes all of it: then a copy of the struct, with a descriptor of its own, can be read in a process forked from here.
 */
enum accord_status accord_spool_flush(struct accord_spool *spool, struct accord_error *err) ACCORD_MUST_CHECK;

/* Called for each piece of a head in the order of adding; the bytes are valid during the call. */
typedef enum accord_status (*accord_spool_function)(void *host, const char *bytes, size_t length,
                                                    struct accord_error *err);
enum accord_status accord_spool_read(struct accord_spool *spool, size_t head, accord_spool_function function,
                                     void *host, struct accord_error *err) ACCORD_MUST_CHECK;

#endif
