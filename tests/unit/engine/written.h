/* Rows and filters written as short texts, so that tables of cases read like the data that they are about. */
#ifndef ACCORD_TESTS_WRITTEN_H
#define ACCORD_TESTS_WRITTEN_H

#include "engine/filter.h"

enum { WRITTEN_ROOM = 2048 };

/* What a text was read into; lives as long as the cells and filters made of it. */
struct written {
    char text[WRITTEN_ROOM];
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    struct accord_cell values[64];
    size_t value_count;
    struct accord_filter filter;
};

struct accord_date written_date(const char *text);
int32_t written_day(const char *text);

/* "role=cms-nfp designated=2019 groups=a;b": columns that are not named are missing. */
const struct accord_cell *written_row(struct written *written, const struct accord_schema *schema, const char *row);

/* "role=cms-nfp|cbd-nfp ended=present confirmed=absent due=during(2020..2021) active=during(2020-02-22..)" */
const struct accord_filter *written_filter(struct written *written, const struct accord_schema *schema,
                                           const char *filter);

#endif
