/* The rows of a data package, for an import. */
#ifndef ACCORD_IMPORT_PACKAGE_ROWS_H
#define ACCORD_IMPORT_PACKAGE_ROWS_H

#include "import/gather.h"

/* What of a package is in none of its rows. */
struct accord_package_traits {
    bool illustrative;
    bool complete; /* it declares something to be complete */
};

typedef enum accord_status (*accord_package_row_function)(void *host, const struct accord_mapped_row *row,
                                                          const char *file, struct accord_error *err);

/* Gives all rows of the package in the folder, of core schemas: those of actors first. ACCORD_BAD_DATA, with what is
 * wrong in `problems`, where it cannot be read, or has tables or columns that no import can keep. */
enum accord_status accord_package_rows(const char *folder, struct accord_problems *problems,
                                       accord_package_row_function function, void *host,
                                       struct accord_package_traits *traits,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

#endif
