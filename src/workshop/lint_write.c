/* Complaints as text for people and editors, and as JSON. */
#include "report/page.h"
#include "workshop/lint_parts.h"

#include <string.h>

static const char *severity(const struct accord_lint_complaint *complaint)
{
    return accord_lint_check_at(complaint->check)->error ? "error" : "warning";
}

/* The source line, tabs as they are, and a caret beneath its column. */
static void write_source(const struct accord_lint_complaint *complaint, struct accord_text *text)
{
    enum { SHOWN_MAX = 200 };
    size_t at = 0, length = complaint->source_length;
    struct accord_text line;
    if (complaint->source == NULL || complaint->column == 0 || length > SHOWN_MAX) return;
    accord_text_init(&line, SHOWN_MAX + 1);
    accord_text_add(&line, complaint->source, length);
    accord_text_add_str(text, "    ");
    accord_page_escape(text, accord_text_str(&line));
    accord_text_add_str(text, "\n    ");
    for (unsigned column = 1; column < complaint->column && at < length; column++) {
        uint32_t code;
        size_t step = accord_utf8_next(complaint->source + at, length - at, &code);
        if (step == 0) step = 1;
        size_t width = accord_text_width(complaint->source + at, step);
        for (size_t i = 0; i < width || (i == 0 && code == '\t'); i++)
            accord_text_add_char(text, code == '\t' ? '\t' : ' ');
        at += step;
    }
    accord_text_add_str(text, "^\n");
    accord_text_clear(&line);
}

void accord_lint_write_text(const struct accord_lint *lint, struct accord_text *text)
{
    for (size_t i = 0; i < accord_lint_count(lint); i++) {
        const struct accord_lint_complaint *complaint = accord_lint_at(lint, i);
        accord_page_escape(text, complaint->file);
        if (complaint->line > 0) accord_text_addf(text, ":%u", complaint->line);
        if (complaint->line > 0 && complaint->column > 0) accord_text_addf(text, ":%u", complaint->column);
        accord_text_addf(text, ": %s: ", severity(complaint));
        accord_page_escape(text, complaint->text);
        accord_text_addf(text, " [%s]\n", accord_lint_check_at(complaint->check)->id);
        write_source(complaint, text);
    }
}

static void add_member(struct accord_text *text, const char *name, const char *value)
{
    accord_text_addf(text, "\"%s\": ", name);
    accord_text_add_json(text, value, strlen(value));
}

void accord_lint_write_json(const struct accord_lint *lint, struct accord_text *text)
{
    size_t errors = 0;
    accord_text_add_str(text, "{\"complaints\": [");
    for (size_t i = 0; i < accord_lint_count(lint); i++) {
        const struct accord_lint_complaint *complaint = accord_lint_at(lint, i);
        errors += accord_lint_check_at(complaint->check)->error;
        accord_text_add_str(text, i > 0 ? ",\n  {" : "\n  {");
        add_member(text, "file", complaint->file);
        accord_text_addf(text, ", \"line\": %u, \"column\": %u, ", complaint->line, complaint->column);
        add_member(text, "severity", severity(complaint));
        accord_text_add_str(text, ", ");
        add_member(text, "check", accord_lint_check_at(complaint->check)->id);
        accord_text_add_str(text, ", ");
        add_member(text, "text", complaint->text);
        accord_text_add_char(text, '}');
    }
    accord_text_addf(text, "%s],\n \"files\": %zu, \"errors\": %zu, \"warnings\": %zu, \"loads\": %s,\n",
                     accord_lint_count(lint) > 0 ? "\n " : "", accord_lint_files(lint), errors,
                     accord_lint_count(lint) - errors, accord_lint_loads(lint) ? "true" : "false");
    accord_text_add_str(text, " \"unknown_tables\": [");
    for (size_t i = 0; accord_lint_unknown_table(lint, i) != NULL; i++) {
        const char *name = accord_lint_unknown_table(lint, i);
        if (i > 0) accord_text_add_str(text, ", ");
        accord_text_add_json(text, name, strlen(name));
    }
    accord_text_add_str(text, "]}\n");
}
