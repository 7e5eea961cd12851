/* The list of what is wrong in a dataset: the first ones kept, all of them counted. */
#include "accord/problems.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

enum { TEXT_MAX = ACCORD_ERROR_TEXT_MAX };

struct accord_problems {
    struct accord_arena texts;
    struct accord_problem kept[ACCORD_PROBLEMS_KEPT];
    size_t kept_count;
    size_t count;
};

enum accord_status accord_problems_new(struct accord_problems **problems, struct accord_error *err)
{
    *problems = accord_alloc_zero(1, sizeof **problems);
    return *problems == NULL ? accord_error_memory(err) : ACCORD_OK;
}

void accord_problems_free(struct accord_problems *problems)
{
    if (problems == NULL) return;
    accord_arena_clear(&problems->texts);
    accord_free(problems);
}

size_t accord_problems_count(const struct accord_problems *problems)
{
    return problems->count;
}

size_t accord_problems_kept(const struct accord_problems *problems)
{
    return problems->kept_count;
}

const struct accord_problem *accord_problems_at(const struct accord_problems *problems, size_t index)
{
    assert(index < problems->kept_count);
    return &problems->kept[index];
}

enum accord_status accord_problems_add(struct accord_problems *problems, const char *file, unsigned line,
                                       unsigned column, struct accord_error *err, const char *format, ...)
{
    problems->count++;
    /* A list that once could not keep one keeps none after it, so that the kept ones stay the first. */
    if (problems->kept_count < problems->count - 1 || problems->kept_count == ACCORD_PROBLEMS_KEPT) return ACCORD_OK;
    char text[TEXT_MAX];
    va_list arguments;
    va_start(arguments, format);
    accord_text_format(text, sizeof text, format, arguments);
    va_end(arguments);
    struct accord_problem problem = {.line = line, .column = column};
    problem.file = accord_arena_copy(&problems->texts, file, strlen(file));
    problem.text = accord_arena_copy(&problems->texts, text, strlen(text));
    if (problem.file == NULL || problem.text == NULL) return accord_error_memory(err);
    problems->kept[problems->kept_count++] = problem;
    return ACCORD_OK;
}

void accord_problems_add_more(struct accord_problems *problems, size_t count)
{
    problems->count += count;
}

enum accord_status accord_problems_quote(struct accord_problems *problems, const char *source, size_t length,
                                         struct accord_error *err)
{
    if (problems->kept_count < problems->count || problems->count == 0) return ACCORD_OK;
    struct accord_problem *problem = &problems->kept[problems->kept_count - 1];
    const char *line = accord_text_line(source, &length, problem->line);
    if (length == 0) return ACCORD_OK;
    problem->source = accord_arena_copy(&problems->texts, line, length);
    return problem->source == NULL ? accord_error_memory(err) : ACCORD_OK;
}

enum accord_status accord_problems_quote_line(struct accord_problems *problems, const char *line,
                                              struct accord_error *err)
{
    if (problems->kept_count < problems->count || problems->count == 0) return ACCORD_OK;
    struct accord_problem *problem = &problems->kept[problems->kept_count - 1];
    problem->source = accord_arena_copy(&problems->texts, line, strlen(line));
    return problem->source == NULL ? accord_error_memory(err) : ACCORD_OK;
}
