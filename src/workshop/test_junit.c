/* Results of cases as JUnit XML. */
#include "workshop/test_junit.h"

#include "report/escape.h"

#include <string.h>

static void add_attribute(struct accord_text *text, const char *name, const char *value)
{
    accord_text_addf(text, " %s=\"", name);
    accord_escape_xml(text, value);
    accord_text_add_char(text, '"');
}

static void add_outcome(struct accord_text *text, const char *element, const char *type, const char *message,
                        const struct accord_test_result *result)
{
    accord_text_addf(text, "\n      <%s", element);
    if (type != NULL) add_attribute(text, "type", type);
    add_attribute(text, "message", message);
    accord_text_add_char(text, '>');
    accord_escape_xml(text, result->file);
    accord_text_addf(text, ":%u&#10;", result->line);
    accord_escape_xml(text, result->text);
    accord_text_addf(text, "</%s>\n    ", element);
}

static void add_case(struct accord_text *text, const struct accord_test_result *result)
{
    accord_text_add_str(text, "    <testcase");
    add_attribute(text, "name", result->says);
    add_attribute(text, "classname", result->group);
    accord_text_add_str(text, " time=\"0\">");
    switch (result->kind) {
    case ACCORD_TEST_FAILED:
        add_outcome(text, "failure", "failed", "the outcome is not what the case expects", result);
        break;
    case ACCORD_TEST_TODO_PASSED:
        add_outcome(text, "failure", "todo", "it passes although it is marked todo", result);
        break;
    case ACCORD_TEST_BROKEN:
        add_outcome(text, "error", "broken", "the case cannot be run", result);
        break;
    case ACCORD_TEST_TODO:
        accord_text_add_str(text, "\n      <skipped");
        add_attribute(text, "message", result->todo);
        accord_text_add_str(text, "/>\n    ");
        break;
    case ACCORD_TEST_PASSED:
    case ACCORD_TEST_KINDS:
        break;
    }
    accord_text_add_str(text, "</testcase>\n");
}

static void add_suite(struct accord_text *text, const struct accord_test_result *results, size_t count, size_t number)
{
    size_t kinds[ACCORD_TEST_KINDS] = {0};
    for (size_t i = 0; i < count; i++)
        kinds[results[i].kind]++;
    accord_text_addf(text, "  <testsuite id=\"%zu\" package=\"accord\"", number);
    add_attribute(text, "name", results[0].group);
    accord_text_addf(text,
                     " timestamp=\"1970-01-01T00:00:00\" hostname=\"localhost\" tests=\"%zu\" failures=\"%zu\""
                     " errors=\"%zu\" skipped=\"%zu\" time=\"0\">\n    <properties/>\n",
                     count, kinds[ACCORD_TEST_FAILED] + kinds[ACCORD_TEST_TODO_PASSED], kinds[ACCORD_TEST_BROKEN],
                     kinds[ACCORD_TEST_TODO]);
    for (size_t i = 0; i < count; i++)
        add_case(text, &results[i]);
    accord_text_add_str(text, "    <system-out/>\n    <system-err/>\n  </testsuite>\n");
}

void accord_test_write_junit(const struct accord_test_results *results, struct accord_text *text)
{
    size_t number = 0;
    accord_text_add_str(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (size_t i = 0, next; i < results->count; i = next) {
        next = i + 1;
        while (next < results->count && strcmp(results->items[next].group, results->items[i].group) == 0)
            next++;
        add_suite(text, &results->items[i], next - i, number++);
    }
    accord_text_add_str(text, "</testsuites>\n");
}
