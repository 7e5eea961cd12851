/* Documents of stored runs: bytes that a run refers to by a short name, kept once however many runs have the same. */
#ifndef ACCORD_STORE_RUN_DOCUMENTS_H
#define ACCORD_STORE_RUN_DOCUMENTS_H

#include "base/memory.h"
#include "store/run_file.h"

/* Puts the document with the run that is appended next (run_file.h); one of the same name takes its place. */
enum accord_status accord_run_document_stage(struct accord_run_file *file, const char *name,
                                             struct accord_bytes content, struct accord_error *err) ACCORD_MUST_CHECK;

/* The document of that name that the run refers to, with a NUL after it, in the arena. Not found where the run has
 * none, as those of an earlier accord. ACCORD_NOT_WRITTEN, as with everything else of a store: what is there is not
 * what was stored (its SHA-256 differs), or the run was taken out. */
enum accord_status accord_run_document(struct accord_run_file *file, int64_t run, const char *name,
                                       struct accord_arena *arena, bool *found, struct accord_bytes *content,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

#endif
