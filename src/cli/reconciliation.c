/* The reconciliation of an import as text: first how much, then what and where. */
#include "cli/reconciliation.h"

#include <string.h>

enum { INDENT = 2, TABLE_COLUMNS = 20, NUMBER_COLUMNS = 10, MESSAGE_MAX = 64 * 1024 };

static void write_counts(const struct accord_reconciliation_totals *totals, struct accord_page *page)
{
    char read[ACCORD_COUNT_TEXT_MAX], mapped[ACCORD_COUNT_TEXT_MAX], merged[ACCORD_COUNT_TEXT_MAX],
        refused[ACCORD_COUNT_TEXT_MAX], conflicting[ACCORD_COUNT_TEXT_MAX];
    struct accord_text line;
    accord_text_init(&line, MESSAGE_MAX);
    accord_text_addf(&line, "%s row%s read: %s mapped (%s conflicting), %s merged, %s refused",
                     accord_count_format(totals->read, read), totals->read == 1 ? "" : "s",
                     accord_count_format(totals->mapped, mapped), accord_count_format(totals->conflicting, conflicting),
                     accord_count_format(totals->merged, merged), accord_count_format(totals->refused, refused));
    page->text->failed = page->text->failed || line.failed;
    accord_page_wrap(page, ACCORD_STYLE_HEADING, 0, INDENT, accord_text_str(&line));
    accord_text_clear(&line);
}

static void write_tables(const struct accord_reconciliation *reconciliation, struct accord_page *page)
{
    static const char head[] = "                             new      same     rival\n";
    size_t count = accord_reconciliation_table_count(reconciliation);
    if (count > 0) accord_text_add_str(page->text, head);
    for (size_t i = 0; i < count; i++) {
        struct accord_table_totals table = accord_reconciliation_table(reconciliation, i);
        accord_page_spaces(page, INDENT);
        (void)accord_page_cell(page, ACCORD_STYLE_PLAIN, table.table, TABLE_COLUMNS);
        for (size_t kind = 0; kind < sizeof table.rows / sizeof table.rows[0]; kind++)
            accord_page_number(page, table.rows[kind], NUMBER_COLUMNS);
        accord_text_add_char(page->text, '\n');
    }
}

static void write_problem(const struct accord_problem *problem, struct accord_page *page)
{
    struct accord_text line;
    accord_text_init(&line, MESSAGE_MAX);
    accord_text_add_str(&line, problem->file);
    if (problem->line > 0) accord_text_addf(&line, ":%u", problem->line);
    if (problem->column > 0) accord_text_addf(&line, ":%u", problem->column);
    accord_text_addf(&line, ": %s", problem->text);
    page->text->failed = page->text->failed || line.failed;
    accord_page_spaces(page, INDENT);
    accord_page_wrap(page, ACCORD_STYLE_PLAIN, INDENT, (size_t)2 * INDENT, accord_text_str(&line));
    accord_text_clear(&line);
}

static void write_problems(const char *heading, const struct accord_problems *problems, struct accord_page *page)
{
    char number[ACCORD_COUNT_TEXT_MAX];
    size_t count = accord_problems_count(problems), kept = accord_problems_kept(problems);
    if (count == 0) return;
    accord_text_addf(page->text, "\n%s: %s\n", heading, accord_count_format(count, number));
    for (size_t i = 0; i < kept; i++)
        write_problem(accord_problems_at(problems, i), page);
    if (count > kept) accord_text_addf(page->text, "  and %s more\n", accord_count_format(count - kept, number));
}

void accord_reconciliation_write_text(const struct accord_reconciliation *reconciliation, struct accord_page *page)
{
    struct accord_reconciliation_totals totals = accord_reconciliation_totals(reconciliation);
    write_counts(&totals, page);
    write_tables(reconciliation, page);
    write_problems("why rows were refused", accord_reconciliation_refusals(reconciliation), page);
    write_problems("conflicts", accord_reconciliation_conflicts(reconciliation), page);
    write_problems("warnings", accord_reconciliation_warnings(reconciliation), page);
}
