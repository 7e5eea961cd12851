/* Datasets in files again: the same tables in the shape that is asked for. */
#ifndef ACCORD_EXPORT_H
#define ACCORD_EXPORT_H

#include "accord/dataset.h"

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* What the files of a folder with datapackage.json are: one a table, or one an actor and one for all else. */
enum accord_shape { ACCORD_SHAPE_CSV, ACCORD_SHAPE_JSON, ACCORD_SHAPE_JSON_LINES, ACCORD_SHAPE_ACTORS };

struct accord_export_options {
    enum accord_shape shape;
    bool drop_persons; /* personal columns are left blank */
};

/* Writes the dataset, packed or not, to the new folder `path`: datapackage.json and the files of the shape, whose
 * rows are ordered by actor, then by key. The folder is there complete or not at all. ACCORD_BAD_USAGE when something
 * is there already (an empty folder is not something), or when the shape cannot hold a value: then which, and what to
 * do. Memory is the rows of an actor, or of a table without one. */
enum accord_status accord_export_folder(struct accord_dataset *dataset, const char *path,
                                        const struct accord_export_options *options,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
