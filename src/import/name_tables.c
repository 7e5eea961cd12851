/* The tables of codes and names, compiled in. */
#include "import/name_tables.h"

#include "name_tables.inc"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define TABLE(name)                                                                                                    \
    {                                                                                                                  \
#name ".csv", (const char *)name, sizeof name                                                                  \
    }

static const struct accord_name_table tables[] = {TABLE(un_names), TABLE(more_names)};

const struct accord_name_table *accord_name_tables(size_t *count)
{
    *count = COUNT(tables);
    return tables;
}
