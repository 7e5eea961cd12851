/* What most commands begin with: rule packs and a dataset, loaded, with what is wrong in them printed. */
#ifndef ACCORD_CLI_LOADING_H
#define ACCORD_CLI_LOADING_H

#include "accord/dataset.h"
#include "accord/problems.h"
#include "accord/run.h"
#include "cli/command.h"
#include "language/pack_catalogue.h"

/* Loads the packs of the folders, or the shipped rules where none is given, within the limits. Problems are printed on
 * standard error and the status is ACCORD_BAD_RULES. The caller closes *packs. */
enum accord_status accord_load_packs(const struct accord_names *folders, const struct accord_limits *limits,
                                     struct accord_packs **packs, struct accord_error *err) ACCORD_MUST_CHECK;

/* Reads the catalogues of their other languages; what is wrong in them is printed and told the same way. The caller
 * frees *catalogue. */
enum accord_status accord_load_catalogue(const struct accord_packs *packs, struct accord_pack_catalogue **catalogue,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* Opens the dataset; errors in it are printed on standard error and the status is ACCORD_BAD_DATA. Warnings are added
 * to `warnings`. The caller closes *dataset. */
enum accord_status accord_load_dataset(const char *path, struct accord_problems *warnings,
                                       struct accord_dataset **dataset, struct accord_error *err) ACCORD_MUST_CHECK;

/* The two halves of it: what accord_read_dataset comes to, with the errors that it adds, accord_tell_dataset tells. */
enum accord_status accord_read_dataset(const char *path, struct accord_problems *errors,
                                       struct accord_problems *warnings, struct accord_dataset **dataset,
                                       struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_tell_dataset(const char *path, const struct accord_problems *errors,
                                       enum accord_status status, struct accord_error *err) ACCORD_MUST_CHECK;

/* A folder whose own files have no more than 4 MiB: reading it takes no time that a person notices. */
bool accord_dataset_is_small(const char *path);

/* One line each on standard error, with paths as the reader can open them from here: `dataset` is the path that was
 * given for it, NULL where paths are whole already. */
void accord_print_problems(const struct accord_problems *problems, const char *dataset);

/* The value of --as-of: a full date. */
enum accord_status accord_take_day(const char *option, const char *value, struct accord_date *day,
                                   struct accord_error *err) ACCORD_MUST_CHECK;

#endif
