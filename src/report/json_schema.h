/* The JSON Schema of what the formats json and jsonl write. */
#ifndef ACCORD_REPORT_JSON_SCHEMA_H
#define ACCORD_REPORT_JSON_SCHEMA_H

#include "base/text.h"

#include <stdbool.h>

/* Of a report, or of one line of jsonl: draft 2020-12. Members that it does not name are allowed, for later versions
 * may have more; json.c and json_verdict.c write no other, which tests/report/schema.py holds them to. */
void accord_json_schema_write(struct accord_text *text, bool line);

#endif
