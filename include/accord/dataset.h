/* A dataset: a Frictionless Data Package, read, checked and kept in a private store, or packed into one file. */
#ifndef ACCORD_DATASET_H
#define ACCORD_DATASET_H

#include "accord/date.h"
#include "accord/problems.h"
#include "accord/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

struct accord_dataset;

struct accord_dataset_options {
    const char *temporary; /* folder for the store's private folder; NULL: /tmp. The environment is not read */
};

/* Reads and checks the dataset at `path` (a folder with datapackage.json, of files or of documents per actor). On ACCORD_BAD_DATA all errors that were
 * found are in `errors`; on success oddities that are no errors (duplicate designations, ...) are in `warnings`. Both
 * lists are the caller's; they must be empty. The dataset is closed by the caller.
 *
 * A file packed by accord_dataset_pack, told by its content, is opened as it is and only ever read: its data was
 * checked when it was packed, and what is read of it is checked when it is. What is wrong with it is in `err`, then
 * and later: ACCORD_BAD_DATA. Until the dataset is closed the file must stay as it is and where it is: another in its
 * place is not read instead. */
enum accord_status accord_dataset_open(const char *path, const struct accord_dataset_options *options,
                                       struct accord_problems *errors, struct accord_problems *warnings,
                                       struct accord_dataset **dataset, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_dataset_close(struct accord_dataset *dataset);

/* Writes the dataset, which is not packed itself, to `path` as one file, with the warnings of its opening. The file is
 * there complete or not at all; only another packed dataset is replaced (ACCORD_BAD_USAGE otherwise). */
enum accord_status accord_dataset_pack(struct accord_dataset *dataset, const struct accord_problems *warnings,
                                       const char *path, struct accord_error *err) ACCORD_MUST_CHECK;

/* To be asked before a dataset is read that is to be packed: refuses a `path` that accord_dataset_pack would refuse
 * whatever the dataset holds, and one where no file can be made (ACCORD_NOT_WRITTEN). Nothing stays behind. */
enum accord_status accord_dataset_check_place(const char *path, struct accord_error *err) ACCORD_MUST_CHECK;

/* Writes a packed dataset (ACCORD_BAD_USAGE otherwise) to `path` as it is, under the same conditions. What
 * accord_dataset_verify would not take is ACCORD_NOT_WRITTEN. */
enum accord_status accord_dataset_copy(struct accord_dataset *dataset, const char *path,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

/* Of a packed dataset (ACCORD_BAD_USAGE otherwise): looks at every page of its file, reads every row as each actor sees
 * it, and compares it with digests that were made when the data was read. On ACCORD_BAD_DATA what differs is in
 * `errors`. accord_dataset_pack does it too, before the file is in its place. */
enum accord_status accord_dataset_verify(struct accord_dataset *dataset, struct accord_problems *errors,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* Removes the temporary files of every dataset that is open in the process. Async-signal-safe: for the program's signal
 * handler. */
void accord_dataset_remove_all(void);

/* Whether `path` names a file that the dataset was read from, so that nobody writes over it. False for what does not
 * exist. */
bool accord_dataset_reads(const struct accord_dataset *dataset, const char *path);

const char *accord_dataset_name(const struct accord_dataset *dataset);
bool accord_dataset_illustrative(const struct accord_dataset *dataset);
const char *
accord_dataset_sha256(const struct accord_dataset *dataset); /* of its canonical, sorted content; 64 digits */
/* Tables with declarations of completeness, one after the other by name: the one after `after` (NULL: the first), NULL
 * past the last. `sha256` gets 64 digits, of what is declared, whatever the order. */
enum { ACCORD_DATASET_HEX = 65 };
enum accord_status accord_dataset_complete_after(const struct accord_dataset *dataset, const char *after,
                                                 const char **table, char sha256[ACCORD_DATASET_HEX],
                                                 struct accord_error *err) ACCORD_MUST_CHECK;
size_t accord_dataset_actor_count(const struct accord_dataset *dataset);
const char *accord_dataset_actor_id(const struct accord_dataset *dataset, size_t index); /* bytewise order, from 0 */
bool accord_dataset_find_actor(const struct accord_dataset *dataset, const char *id, size_t *index);

/* Where an evidence row and its cells stand: *file is relative to the dataset and borrowed from it. `columns` and
 * `places_line`, `places_column` have `count` entries; 0 and 0 for a cell that was left out. */
enum accord_status accord_dataset_places(struct accord_dataset *dataset, int table, int64_t row, const int *columns,
                                         size_t count, const char **file, unsigned *line, unsigned *places_line,
                                         unsigned *places_column, struct accord_error *err) ACCORD_MUST_CHECK;
/* A table's column by number, as the evidence gives it. */
const char *accord_dataset_column(const struct accord_dataset *dataset, int table, int column);
/* Where an absence can be pointed at: the actor's own row, and in it the cell of its id (both NULL: not asked; 0 and 0:
 * unknown). */
enum accord_status accord_dataset_actor_place(struct accord_dataset *dataset, size_t actor, const char **file,
                                              unsigned *line, unsigned *id_line, unsigned *id_column,
                                              struct accord_error *err) ACCORD_MUST_CHECK;
/* The actor's name, or its id where it has none (or the name cannot be read). Valid until the next call of this
 * function or of accord_dataset_actor_place. Cheapest when actors ascend. */
const char *accord_dataset_actor_name(struct accord_dataset *dataset, size_t actor);

/* ---- right of reply ---- */

/* What an actor has to say of a finding about it: a row of the table `comments`. */
struct accord_comment {
    const char *id;
    size_t actor;            /* whose word it is, as accord_dataset_actor_id counts */
    const char *fingerprint; /* of the finding: 32 digits */
    struct accord_date on;
    const char *text;
    const char *by;       /* an institution; NULL: not said */
    const char *url;      /* as written; NULL: none */
    const char *language; /* of the text, "fr"; NULL: not said */
    const char *file;     /* of the dataset, and the line in it; NULL: not told, of a stored run alone */
    unsigned line;
};

struct accord_comment_list {
    const struct accord_comment *items; /* by actor, fingerprint, day and id */
    size_t count;                       /* at most ACCORD_COMMENTS_MAX */
    void *memory;                       /* that it lives in */
};

enum { ACCORD_COMMENTS_MAX = 1000000 };

/* All of them but those that surely were made after the day; none where the dataset has no such table. Of more than
 * ACCORD_COMMENTS_MAX ACCORD_BAD_DATA. `list` is the caller's to clear, also where this fails; files are borrowed from
 * the dataset. */
enum accord_status accord_dataset_comments(struct accord_dataset *dataset, struct accord_date as_of,
                                           struct accord_comment_list *list,
                                           struct accord_error *err) ACCORD_MUST_CHECK;
void accord_comment_list_clear(struct accord_comment_list *list);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
