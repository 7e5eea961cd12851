/* A verdict as a JSON object of schema 1: shared by json and jsonl. */
#ifndef ACCORD_REPORT_JSON_VERDICT_H
#define ACCORD_REPORT_JSON_VERDICT_H

#include "report/emit.h"
#include "report/format.h"

/* Of all that json and jsonl write. Raised where a member is renamed, taken away or comes to mean another thing. */
enum { ACCORD_JSON_SCHEMA = 1 };

/* Arguments of a message or terms of a filter, as one object. */
void accord_emit_arguments(struct accord_emit *emit, const struct accord_argument *arguments, size_t count);

/* Appends the object to the writer's sink through `emit`, draining it on the way. `results` NULL: nothing is known of
 * how its findings stand. */
enum accord_status accord_emit_verdict(struct accord_emit *emit, struct accord_writer *writer,
                                       const struct accord_verdict *verdict, const struct accord_result *results,
                                       struct accord_error *err) ACCORD_MUST_CHECK;

#endif
