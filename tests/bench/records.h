/* Chance that is the same everywhere, and CSV records. */
#ifndef ACCORD_BENCH_RECORDS_H
#define ACCORD_BENCH_RECORDS_H

#include "accord/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* splitmix64; seeded anew for each Party, so that a small dataset is the beginning of a large one. */
struct bench_chance {
    uint64_t state;
};
uint64_t bench_draw(struct bench_chance *chance, uint64_t below);
bool bench_percent(struct bench_chance *chance, unsigned percent);
/* A day in [first, last]. */
int32_t bench_day(struct bench_chance *chance, int32_t first, int32_t last);

/* One record at a time; cells hold no commas, quotes or line ends. */
struct bench_file {
    FILE *file;
    bool begun; /* the record has a cell already */
};
bool bench_file_open(struct bench_file *file, const char *folder, const char *name, const char *header);
bool bench_file_close(struct bench_file *file);

__attribute__((format(printf, 2, 3))) void bench_cell(struct bench_file *file, const char *format, ...);
void bench_blank(struct bench_file *file);
/* The day, or in some cases only its month or year. */
void bench_date(struct bench_file *file, struct bench_chance *chance, int32_t day);
/* Some of the items joined by semicolons: `percent` of a hundred times each, at least one. */
void bench_list(struct bench_file *file, struct bench_chance *chance, const char *const *items, size_t count,
                unsigned percent);
void bench_record_end(struct bench_file *file);

#endif
