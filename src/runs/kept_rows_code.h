/* How cells are coded, for both ways. Private to src/runs. */
#ifndef ACCORD_RUNS_KEPT_ROWS_CODE_H
#define ACCORD_RUNS_KEPT_ROWS_CODE_H

#include "runs/kept_rows.h"

/* A byte before each cell; numbers are wire's. A column's kind says whether its texts are lists. */
enum {
    KEPT_MISSING,
    KEPT_PERSONAL, /* there is something */
    KEPT_TEXT,     /* its length, and its bytes */
    KEPT_LIKE, /* how much the one before it in the column begins with, how much it ends with, and what is in between */
    KEPT_INTEGER,
    KEPT_FALSE,
    KEPT_TRUE,
    KEPT_DECIMAL, /* coefficient and scale */
    KEPT_DAY,
    KEPT_DATE,  /* its first day, and how many days after that the last is */
    KEPT_RECENT /* and the next ones: a text that the column had */
};

/* The text stays as long as it is recent. */
static inline void accord_kept_remember(struct accord_kept_recent *recent, const char *text, size_t length)
{
    recent->texts[recent->next].text = text;
    recent->texts[recent->next].length = length;
    recent->next = (recent->next + 1) % ACCORD_KEPT_RECENT;
    if (recent->count < ACCORD_KEPT_RECENT) recent->count++;
}

/* The one that was remembered last. */
static inline size_t accord_kept_last(const struct accord_kept_recent *recent)
{
    return (recent->next + ACCORD_KEPT_RECENT - 1) % ACCORD_KEPT_RECENT;
}

#endif
