/* A new folder that is there complete or not at all. Private to src/export. */
#ifndef ACCORD_EXPORT_FOLDER_H
#define ACCORD_EXPORT_FOLDER_H

#include "accord/status.h"
#include "export/rows.h"

/* Zeroed is none. */
struct accord_export_folder {
    const char *path;                     /* as it was given */
    char *made;                           /* beside it, until it is whole */
    struct accord_unfinished *unfinished; /* the same, for signals */
    bool many;                            /* files, which are brought to the disk together */
};

/* Makes the folder beside its place. ACCORD_BAD_USAGE when something stands there that is no empty folder. */
enum accord_status accord_export_folder_begin(struct accord_export_folder *folder, const char *path,
                                              struct accord_error *err) ACCORD_MUST_CHECK;

/* Makes the one folder that may be in it, that of actors' documents. */
enum accord_status accord_export_folder_of_actors(struct accord_export_folder *folder,
                                                  struct accord_error *err) ACCORD_MUST_CHECK;

/* Opens a new file of it. accord_export_file_end writes what is left, to the disk where files are
 * not many; accord_export_file_clear closes it,
 * whole or not. Zeroed is none. */
enum accord_status accord_export_file_begin(const struct accord_export_folder *folder, const char *name,
                                            struct accord_export_file *file,
                                            struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_export_file_end(const struct accord_export_folder *folder, struct accord_export_file *file,
                                          struct accord_error *err) ACCORD_MUST_CHECK;
void accord_export_file_clear(struct accord_export_file *file);

/* Moves it to its place, on the disk. */
enum accord_status accord_export_folder_end(struct accord_export_folder *folder,
                                            struct accord_error *err) ACCORD_MUST_CHECK;

/* Removes it with all its files, unless it is in its place. */
void accord_export_folder_clear(struct accord_export_folder *folder);

#endif
