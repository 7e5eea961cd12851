/* The folder that an import writes, which is there complete or not at all. */
#ifndef ACCORD_IMPORT_FOLDER_H
#define ACCORD_IMPORT_FOLDER_H

#include "accord/status.h"

#include <stdbool.h>

struct accord_gathering;

/* Its files are datapackage.json, with "accord:import": 1, and one NAME.csv a core table. */
struct accord_import_folder;

/* Looks at what is at the path: nothing, an empty folder, or one that an import wrote. ACCORD_BAD_USAGE for all else,
 * also for one with files that no import wrote, since the whole folder is replaced. A new folder is made beside it at
 * once, empty: ACCORD_NOT_WRITTEN where that cannot be, before anything is read. */
enum accord_status accord_import_folder_open(const char *path, struct accord_import_folder **folder,
                                             struct accord_error *err) ACCORD_MUST_CHECK;
/* One that is never put in its place: for what is packed into the file `path`, beside which it stands. */
enum accord_status accord_import_folder_beside(const char *path, struct accord_import_folder **folder,
                                               struct accord_error *err) ACCORD_MUST_CHECK;
/* Removes what was not put in its place. NULL is accepted. */
void accord_import_folder_close(struct accord_import_folder *folder);

/* Whether an import wrote it before. */
bool accord_import_folder_was_there(const struct accord_import_folder *folder);

/* Writes what was gathered into the new folder, whose path accord_import_folder_new gives. Of a folder that was there
 * everything that its descriptor says stays, save the list of resources, to which new ones are added. */
enum accord_status accord_import_folder_write(struct accord_import_folder *folder, struct accord_gathering *gathering,
                                              struct accord_error *err) ACCORD_MUST_CHECK;
const char *accord_import_folder_new(const struct accord_import_folder *folder);

/* Puts it in its place, in one step where the system can. */
enum accord_status accord_import_folder_commit(struct accord_import_folder *folder,
                                               struct accord_error *err) ACCORD_MUST_CHECK;

#endif
