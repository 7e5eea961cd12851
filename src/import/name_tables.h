/* The tables of codes and names that the program brings along (README.md says where they come from). */
#ifndef ACCORD_IMPORT_NAME_TABLES_H
#define ACCORD_IMPORT_NAME_TABLES_H

#include <stddef.h>

struct accord_name_table {
    const char *file; /* "un_names.csv" */
    const char *text; /* lines `actor,says,text`, the first a header; not NUL-terminated */
    size_t length;
};

const struct accord_name_table *accord_name_tables(size_t *count);

#endif
