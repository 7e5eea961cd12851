/* Values that the JSON door has read, for those who know nothing of cJSON. */
#ifndef ACCORD_INGEST_JSON_VALUE_H
#define ACCORD_INGEST_JSON_VALUE_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct cJSON; /* borrowed from whoever read it */

/* The member of that name; NULL where the object has none, or the value is NULL or no object. */
const struct cJSON *accord_json_get(const struct cJSON *object, const char *name);

bool accord_json_is_object(const struct cJSON *value); /* false for NULL, as the next ones */
bool accord_json_is_array(const struct cJSON *value);
bool accord_json_is_null(const struct cJSON *value);

/* The text; NULL for what is none. */
const char *accord_json_text(const struct cJSON *value);
/* Whether it is a whole number from 0 to 2^53. */
bool accord_json_count(const struct cJSON *value, size_t *count);
bool accord_json_true(const struct cJSON *value);

/* The members or elements in order; NULL past the last, and for what has none. */
const struct cJSON *accord_json_first(const struct cJSON *container);
const struct cJSON *accord_json_following(const struct cJSON *value);
/* The name of a member; NULL for an element. */
const char *accord_json_name(const struct cJSON *value);
size_t accord_json_size(const struct cJSON *container); /* members or elements */

/* Releases what accord_json_parse gave; NULL is nothing. */
void accord_json_free(struct cJSON *value);

/* Appends the value as JSON on one line, its members by name, so that equal values are equal texts. */
void accord_json_write(const struct cJSON *value, struct accord_text *text);

#endif
