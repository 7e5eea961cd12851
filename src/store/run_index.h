/* Verdicts of stored runs as rows, for SQL: what the views (run_schema.c) show. */
#ifndef ACCORD_STORE_RUN_INDEX_H
#define ACCORD_STORE_RUN_INDEX_H

#include "store/run_file.h"

/* What is indexed once, whatever runs it is in: a block by its id, or what a run concluded, by the run's id below 0. */
struct accord_run_index;

struct accord_indexed_verdict {
    int64_t at; /* of the actor in its piece, from 0 */
    int64_t rule;
    int64_t verdict;
    bool has_cause;
};

struct accord_indexed_finding {
    int64_t at;
    int64_t rule;
    int64_t place; /* among the findings of the verdict, from 0 */
    int64_t verdict;
    const char *fingerprint;
    const char *message_id;
    const char *message;
};

/* Of a file that is open to be changed. */
enum accord_status accord_run_index_open(struct accord_run_file *file, struct accord_run_index **index,
                                         struct accord_error *err) ACCORD_MUST_CHECK;
void accord_run_index_close(struct accord_run_index *index); /* NULL is closed */

/* What the number of a verdict means. */
enum accord_status accord_run_index_add_word(struct accord_run_index *index, int64_t verdict, const char *word,
                                             struct accord_error *err) ACCORD_MUST_CHECK;

/* The ids of runs that are indexed, ascending. A store of an earlier accord has none that are. */
typedef enum accord_status (*accord_run_id_function)(void *host, int64_t run, struct accord_error *err);
enum accord_status accord_run_indexed(struct accord_run_file *file, accord_run_id_function function, void *host,
                                      struct accord_error *err) ACCORD_MUST_CHECK;
/* The first run after that one that is not indexed; 0: there is none. */
enum accord_status accord_run_index_next(struct accord_run_index *index, int64_t after, int64_t *run,
                                         struct accord_error *err) ACCORD_MUST_CHECK;

/* ---- between accord_run_file_begin and _end (run_labels.h) ---- */

/* A piece of the run that is not indexed yet; 0: there is none, and the run counts as indexed from now on. It may have
 * been taken out meanwhile: then it has none. */
enum accord_status accord_run_index_piece(struct accord_run_index *index, int64_t run, int64_t *piece,
                                          struct accord_error *err) ACCORD_MUST_CHECK;
/* What is added from now on is of that piece. */
enum accord_status accord_run_index_begin(struct accord_run_index *index, int64_t piece,
                                          struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_run_index_add_actor(struct accord_run_index *index, int64_t at, const char *id,
                                              struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_run_index_add_verdict(struct accord_run_index *index,
                                                const struct accord_indexed_verdict *verdict,
                                                struct accord_error *err) ACCORD_MUST_CHECK;
enum accord_status accord_run_index_add_finding(struct accord_run_index *index,
                                                const struct accord_indexed_finding *finding,
                                                struct accord_error *err) ACCORD_MUST_CHECK;

#endif
