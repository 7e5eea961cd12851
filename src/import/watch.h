/* How far a long import has come, for whoever wants to show it. */
#ifndef ACCORD_IMPORT_WATCH_H
#define ACCORD_IMPORT_WATCH_H

#include <stdint.h>

enum accord_import_stage {
    ACCORD_IMPORT_READS,   /* bytes of the source at hand; nothing is told of a data package */
    ACCORD_IMPORT_SETTLES, /* rows that are put beside each other */
    ACCORD_IMPORT_WRITES   /* rows */
};

/* Told now and then, of every so many rows. Zeroed: nobody is. */
struct accord_import_watch {
    void (*tell)(void *host, enum accord_import_stage stage, uint64_t done, uint64_t total);
    void *host;
};

enum { ACCORD_IMPORT_TOLD_ROWS = 1024 };

static inline void accord_import_tell(const struct accord_import_watch *watch, enum accord_import_stage stage,
                                      uint64_t done, uint64_t total)
{
    if (watch->tell != NULL && done % ACCORD_IMPORT_TOLD_ROWS == 0) watch->tell(watch->host, stage, done, total);
}

#endif
