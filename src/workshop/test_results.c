/* Results of cases: kept, and written as text and TAP. JUnit has a file of its own. */
#include "workshop/test_results.h"

#include "base/error.h"
#include "report/escape.h"
#include "report/page.h"
#include "workshop/test_junit.h"

#include <string.h>

void accord_test_results_clear(struct accord_test_results *results)
{
    accord_arena_clear(&results->arena);
    accord_free(results->items);
    *results = (struct accord_test_results){.count = 0};
}

static bool keep(struct accord_test_results *results, const char **text)
{
    if (*text == NULL) return true;
    *text = accord_arena_copy(&results->arena, *text, strlen(*text));
    return *text != NULL;
}

enum accord_status accord_test_results_add(struct accord_test_results *results, const struct accord_test_result *result,
                                           bool is_case, struct accord_error *err)
{
    struct accord_test_result kept = *result;
    if (results->count == results->capacity) {
        size_t capacity = results->capacity == 0 ? 256 : results->capacity * 2;
        void *grown = accord_realloc(results->items, capacity, sizeof *results->items);
        if (grown == NULL) return accord_error_memory(err);
        results->items = grown;
        results->capacity = capacity;
    }
    if (!keep(results, &kept.group) || !keep(results, &kept.says) || !keep(results, &kept.file) ||
        !keep(results, &kept.todo) || !keep(results, &kept.text))
        return accord_error_memory(err);
    results->items[results->count++] = kept;
    results->kinds[kept.kind]++;
    results->cases += is_case;
    return ACCORD_OK;
}

/* ---- text ---- */

static void add_place(struct accord_text *text, const struct accord_test_result *result)
{
    accord_page_escape(text, result->file);
    if (result->line > 0) accord_text_addf(text, ":%u", result->line);
}

/* The lines of `lines`, escaped, each behind `indent`; a tab of Lua's traceback is one more step to the right. */
static void add_lines(struct accord_text *text, const char *lines, const char *indent)
{
    while (*lines != '\0') {
        accord_text_add_str(text, indent);
        for (; *lines == '\t'; lines++)
            accord_text_add_str(text, "  ");
        size_t length = strcspn(lines, "\n");
        char line[4096];
        do {
            size_t part = length < sizeof line - 1 ? length : sizeof line - 1;
            while (part < length && part > 0 && ((unsigned char)lines[part] & 0xc0) == 0x80)
                part--; /* at a character */
            memcpy(line, lines, part);
            line[part] = '\0';
            accord_page_escape(text, line);
            lines += part;
            length -= part;
        } while (length > 0);
        accord_text_add_char(text, '\n');
        if (*lines == '\n') lines++;
    }
}

static void write_text_result(const struct accord_test_result *result, struct accord_text *text)
{
    static const char *const names[] = {[ACCORD_TEST_PASSED] = "ok",
                                        [ACCORD_TEST_FAILED] = "not ok",
                                        [ACCORD_TEST_TODO] = "todo",
                                        [ACCORD_TEST_TODO_PASSED] = "not ok",
                                        [ACCORD_TEST_BROKEN] = "broken"};
    accord_text_addf(text, "%s: ", names[result->kind]);
    accord_page_escape(text, result->group);
    accord_text_add_str(text, ": ");
    accord_page_escape(text, result->says);
    accord_text_add_str(text, "\n  ");
    add_place(text, result);
    accord_text_add_char(text, '\n');
    if (result->kind == ACCORD_TEST_TODO_PASSED) accord_text_add_str(text, "  it passes although it is marked todo: ");
    if (result->kind == ACCORD_TEST_TODO) accord_text_add_str(text, "  fails as it says: ");
    if (result->todo != NULL) add_lines(text, result->todo, "");
    if (result->kind != ACCORD_TEST_TODO) add_lines(text, result->text, "  ");
    accord_text_add_char(text, '\n');
}

static void add_count(struct accord_text *text, size_t count, const char *name)
{
    char number[ACCORD_COUNT_TEXT_MAX];
    if (count > 0) accord_text_addf(text, ", %s %s", accord_count_format(count, number), name);
}

static void write_text(const struct accord_test_results *results, struct accord_text *text)
{
    char number[ACCORD_COUNT_TEXT_MAX];
    const size_t *kinds = results->kinds;
    size_t points = results->count - results->cases;
    for (size_t i = 0; i < results->count; i++)
        if (results->items[i].kind != ACCORD_TEST_PASSED) write_text_result(&results->items[i], text);
    accord_text_addf(text, "%s case%s", accord_count_format(results->cases, number), results->cases == 1 ? "" : "s");
    if (points > 0) accord_text_addf(text, " and the coverage of %zu file%s", points, points == 1 ? "" : "s");
    accord_text_addf(text, ": %s passed", accord_count_format(kinds[ACCORD_TEST_PASSED], number));
    add_count(text, kinds[ACCORD_TEST_FAILED], "failed");
    add_count(text, kinds[ACCORD_TEST_BROKEN], "broken");
    add_count(text, kinds[ACCORD_TEST_TODO], "todo");
    add_count(text, kinds[ACCORD_TEST_TODO_PASSED], "passed although marked todo");
    accord_text_add_char(text, '\n');
}

/* ---- TAP 13 ---- */

static void write_tap_result(const struct accord_test_result *result, size_t number, struct accord_text *text)
{
    bool good = result->kind == ACCORD_TEST_PASSED;
    accord_text_addf(text, "%s %zu - ", good ? "ok" : "not ok", number);
    accord_escape_tap(text, result->group);
    accord_text_add_str(text, ": ");
    accord_escape_tap(text, result->says);
    if (result->kind == ACCORD_TEST_TODO) {
        accord_text_add_str(text, " # TODO ");
        accord_escape_tap(text, result->todo);
    }
    accord_text_add_char(text, '\n');
    if (good) return;
    accord_text_add_str(text, "  ---\n  file: ");
    accord_text_add_json(text, result->file, strlen(result->file));
    accord_text_addf(text, "\n  line: %u\n  message: ", result->line);
    const char *message =
        result->kind == ACCORD_TEST_TODO_PASSED ? "it passes although it is marked todo" : result->text;
    accord_text_add_json(text, message, strlen(message));
    accord_text_add_str(text, "\n  ...\n");
}

static void write_tap(const struct accord_test_results *results, struct accord_text *text)
{
    accord_text_addf(text, "TAP version 13\n1..%zu\n", results->count);
    for (size_t i = 0; i < results->count; i++)
        write_tap_result(&results->items[i], i + 1, text);
}

const struct accord_test_format accord_test_formats[ACCORD_TEST_FORMATS] = {
    {"text", write_text}, {"tap", write_tap}, {"junit", accord_test_write_junit}};
