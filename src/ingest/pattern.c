/* Patterns by PCRE2: UTF-8, the whole value, and a limit on the work so that no pattern can stall a run. */
#include "ingest/pattern.h"

#include "base/error.h"
#include "base/memory.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <string.h>

enum { MATCH_LIMIT = 100000, DEPTH_LIMIT = 1000, HEAP_LIMIT_KIB = 4096 };

struct accord_pattern {
    pcre2_general_context *general;
    pcre2_match_context *context;
    pcre2_match_data *match;
    pcre2_code *code;
};

static void *allocate(size_t size, void *host)
{
    (void)host;
    return accord_alloc(size);
}

static void release(void *block, void *host)
{
    (void)host;
    accord_free(block);
}

void accord_pattern_free(struct accord_pattern *pattern)
{
    if (pattern == NULL) return;
    pcre2_match_data_free(pattern->match);
    pcre2_match_context_free(pattern->context);
    pcre2_code_free(pattern->code);
    pcre2_general_context_free(pattern->general);
    accord_free(pattern);
}

/* The contexts; NULL in one of them when memory is short. */
static void make_contexts(struct accord_pattern *pattern)
{
    pattern->general = pcre2_general_context_create(allocate, release, NULL);
    if (pattern->general == NULL) return;
    pattern->context = pcre2_match_context_create(pattern->general);
    pattern->match = pcre2_match_data_create(1, pattern->general);
    if (pattern->context == NULL) return;
    (void)pcre2_set_match_limit(pattern->context, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(pattern->context, DEPTH_LIMIT);
    (void)pcre2_set_heap_limit(pattern->context, HEAP_LIMIT_KIB);
}

static enum accord_status compile(struct accord_pattern *pattern, const char *text, struct accord_error *err)
{
    pcre2_compile_context *context = pcre2_compile_context_create(pattern->general);
    if (context == NULL) return accord_error_memory(err);
    int code = 0;
    PCRE2_SIZE at = 0;
    pattern->code =
        pcre2_compile((PCRE2_SPTR)text, strlen(text),
                      PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NEVER_BACKSLASH_C, &code, &at, context);
    pcre2_compile_context_free(context);
    if (pattern->code != NULL) return ACCORD_OK;
    PCRE2_UCHAR message[128];
    if (code == PCRE2_ERROR_NOMEMORY || code == PCRE2_ERROR_HEAP_FAILED) return accord_error_memory(err);
    (void)pcre2_get_error_message(code, message, sizeof message);
    return accord_error_set(err, ACCORD_BAD_DATA, "%s at its character %zu", (const char *)message, at);
}

enum accord_status accord_pattern_new(const char *text, struct accord_pattern **pattern, struct accord_error *err)
{
    *pattern = NULL;
    struct accord_pattern *made = accord_alloc_zero(1, sizeof *made);
    if (made == NULL) return accord_error_memory(err);
    make_contexts(made);
    enum accord_status status =
        made->context == NULL || made->match == NULL ? accord_error_memory(err) : compile(made, text, err);
    if (status == ACCORD_OK)
        *pattern = made;
    else
        accord_pattern_free(made);
    return status;
}

enum accord_match accord_pattern_match(const struct accord_pattern *pattern, const char *value, size_t length)
{
    int matched = pcre2_match(pattern->code, (PCRE2_SPTR)value, length, 0, 0, pattern->match, pattern->context);
    if (matched >= 0) return ACCORD_MATCH_YES;
    return matched == PCRE2_ERROR_NOMATCH ? ACCORD_MATCH_NO : ACCORD_MATCH_UNDECIDED;
}
