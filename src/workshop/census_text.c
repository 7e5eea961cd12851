/* A census for people: counts in columns, then what somebody should look at. */
#include "workshop/census_parts.h"

#include "report/page.h"

#include <string.h>

enum {
    DEFAULT_WIDTH = 80,
    NAME_COLUMNS = 44,
    NUMBER_COLUMNS = 12,
    DAY_COLUMNS = 12,
    WORDS_SHOWN = 4,   /* of a list of values in a declaration */
    LINES_SHOWN = 200, /* of a list of files, regions or codes; slips are all shown */
    CONFLICTS_SHOWN = 40,
    CLAIMS_SHOWN = 8, /* of a conflict */
    SENTENCE_MAX = 1024 * 1024
};

/* The text at work. */
struct sheet {
    const struct accord_census *census;
    const struct accord_census_layout *layout;
    struct accord_page page;
    struct accord_text sentence; /* the one at hand */
};

static void heading(struct sheet *sheet, const char *name, const char *columns)
{
    accord_text_add_char(sheet->page.text, '\n');
    accord_page_cell(&sheet->page, ACCORD_STYLE_HEADING, name, columns[0] != '\0' ? NAME_COLUMNS : 0);
    accord_page_cell(&sheet->page, ACCORD_STYLE_FAINT, columns, 0);
    accord_text_add_char(sheet->page.text, '\n');
}

static void name_cell(struct sheet *sheet, const char *name)
{
    accord_page_spaces(&sheet->page, 2);
    if (strlen(name) < NAME_COLUMNS - 2) {
        accord_page_cell(&sheet->page, ACCORD_STYLE_PLAIN, name, NAME_COLUMNS - 2);
        return;
    }
    accord_page_wrap(&sheet->page, ACCORD_STYLE_PLAIN, 2, 4, name); /* what belongs to it is on the next line */
    accord_page_spaces(&sheet->page, NAME_COLUMNS);
}

static void count_line(struct sheet *sheet, const char *name, size_t count)
{
    name_cell(sheet, name);
    accord_page_number(&sheet->page, count, NUMBER_COLUMNS);
    accord_text_add_char(sheet->page.text, '\n');
}

/* The sentence at hand as a paragraph, and the next one begins. */
static void end_sentence(struct sheet *sheet, enum accord_style style)
{
    accord_page_spaces(&sheet->page, 2);
    accord_page_wrap(&sheet->page, style, 2, 4, accord_text_str(&sheet->sentence));
    sheet->page.text->failed = sheet->page.text->failed || sheet->sentence.failed;
    accord_text_reset(&sheet->sentence);
}

static void add_more(struct sheet *sheet, size_t count, size_t shown)
{
    char number[ACCORD_COUNT_TEXT_MAX];
    if (count <= shown) return;
    accord_text_addf(&sheet->sentence, "and %s more", accord_count_format(count - shown, number));
    end_sentence(sheet, ACCORD_STYLE_FAINT);
}

/* ---- how much, and of when ---- */

static void write_head(struct sheet *sheet)
{
    const struct accord_census *census = sheet->census;
    char day[ACCORD_DATE_TEXT_MAX], rows[ACCORD_COUNT_TEXT_MAX];
    accord_text_addf(&sheet->sentence, "%s, as of %s: %s rows in %zu tables", accord_dataset_name(census->dataset),
                     accord_date_format(census->as_of, day), accord_count_format(census->rows, rows),
                     census->table_count);
    accord_page_wrap(&sheet->page, ACCORD_STYLE_HEADING, 0, 2, accord_text_str(&sheet->sentence));
    accord_text_reset(&sheet->sentence);
    if (accord_dataset_illustrative(census->dataset))
        accord_page_wrap(&sheet->page, ACCORD_STYLE_LOUD, 0, 0, "*** " ACCORD_ILLUSTRATIVE " ***");
    accord_text_addf(sheet->page.text, "sha256 %s\n", accord_dataset_sha256(census->dataset));
}

static void write_tables(struct sheet *sheet)
{
    char day[ACCORD_DATE_TEXT_MAX];
    heading(sheet, "Tables", "        rows  first day   last day");
    for (size_t i = 0; i < sheet->census->table_count; i++) {
        const struct accord_census_table *table = &sheet->census->tables[i];
        name_cell(sheet, table->schema->name);
        accord_page_number(&sheet->page, table->rows, NUMBER_COLUMNS);
        if (accord_census_has_days(&table->period)) {
            accord_page_spaces(&sheet->page, 2);
            accord_page_cell(&sheet->page, ACCORD_STYLE_PLAIN, accord_census_day(table->period.first, day),
                             DAY_COLUMNS);
            accord_text_add_str(sheet->page.text, accord_census_day(table->period.last, day));
        }
        accord_text_add_char(sheet->page.text, '\n');
    }
}

static void write_files(struct sheet *sheet)
{
    heading(sheet, "Files", "        rows");
    for (size_t i = 0; i < sheet->census->file_count && i < LINES_SHOWN; i++)
        count_line(sheet, sheet->census->files[i].name, sheet->census->files[i].rows);
    add_more(sheet, sheet->census->file_count, LINES_SHOWN);
}

/* ---- what is declared complete ---- */

static void add_where(struct sheet *sheet, const struct accord_schema *schema, const struct accord_complete *complete)
{
    for (size_t i = 0; i < complete->where_count; i++) {
        size_t count = complete->where_value_counts[i], shown = count <= WORDS_SHOWN ? count : WORDS_SHOWN;
        accord_text_addf(&sheet->sentence, "%s %s ", i > 0 ? ";" : " where",
                         schema->columns[complete->where_columns[i]].name);
        for (size_t at = 0; at < shown; at++)
            accord_text_addf(&sheet->sentence, "%s%s", at > 0 ? ", " : "", complete->where_values[i][at]);
        if (count > shown) accord_text_addf(&sheet->sentence, " and %zu more", count - shown);
    }
}

static void write_complete(struct sheet *sheet)
{
    char day[ACCORD_DATE_TEXT_MAX];
    size_t count = 0;
    heading(sheet, "Declared complete", "");
    for (size_t i = 0; i < sheet->census->table_count; i++) {
        const struct accord_schema *schema = sheet->census->tables[i].schema;
        for (size_t at = 0; at < schema->complete_count; at++, count++) {
            const struct accord_complete *complete = &schema->complete[at];
            accord_text_addf(&sheet->sentence, "%s since %s", schema->name, accord_census_day(complete->since, day));
            if (complete->until == INT32_MAX)
                accord_text_add_str(&sheet->sentence, ", maintained");
            else
                accord_text_addf(&sheet->sentence, " until %s", accord_census_day(complete->until, day));
            add_where(sheet, schema, complete);
            end_sentence(sheet, ACCORD_STYLE_PLAIN);
        }
    }
    if (count > 0) return;
    accord_text_add_str(&sheet->sentence, "nothing: what is not on record is unreported, never a gap");
    end_sentence(sheet, ACCORD_STYLE_PLAIN);
}

/* ---- of whom ---- */

static void write_actors(struct sheet *sheet)
{
    const struct accord_census *census = sheet->census;
    heading(sheet, "Actors", "");
    count_line(sheet, "all", accord_dataset_actor_count(census->dataset));
    for (size_t i = 0; i < census->kinds.count; i++)
        count_line(sheet, census->kinds.items[i].name, census->kinds.items[i].rows);
}

static void write_regions(struct sheet *sheet)
{
    const struct accord_census *census = sheet->census;
    char number[ACCORD_COUNT_TEXT_MAX];
    if (census->region_count == 0) return;
    heading(sheet, "Actors by region", "");
    for (size_t i = 0; i < census->region_count && i < LINES_SHOWN; i++) {
        const struct accord_census_region *region = &census->regions[i];
        name_cell(sheet, region->name);
        accord_page_number(&sheet->page, region->surely, NUMBER_COLUMNS);
        if (region->perhaps > 0)
            accord_text_addf(sheet->page.text, "  and %s perhaps", accord_count_format(region->perhaps, number));
        accord_text_add_char(sheet->page.text, '\n');
    }
    add_more(sheet, census->region_count, LINES_SHOWN);
}

/* ---- what is missing ---- */

static void write_missing(struct sheet *sheet)
{
    heading(sheet, "Missing values", "     missing     of rows");
    for (size_t i = 0; i < sheet->census->table_count; i++) {
        const struct accord_census_table *table = &sheet->census->tables[i];
        for (size_t at = 0; at < table->schema->column_count; at++) {
            if (table->columns[at].missing == 0) continue;
            accord_text_addf(&sheet->sentence, "%s.%s", table->schema->name, table->schema->columns[at].name);
            name_cell(sheet, accord_text_str(&sheet->sentence));
            accord_text_reset(&sheet->sentence);
            accord_page_number(&sheet->page, table->columns[at].missing, NUMBER_COLUMNS);
            accord_page_number(&sheet->page, table->rows, NUMBER_COLUMNS);
            accord_text_add_char(sheet->page.text, '\n');
        }
    }
}

/* ---- what somebody should look at ---- */

static void write_codes(struct sheet *sheet, const struct accord_census_codes *codes)
{
    size_t shown = 0;
    if (codes->count == 0) return;
    accord_text_addf(&sheet->sentence, "Codes: %s", codes->column);
    heading(sheet, accord_text_str(&sheet->sentence), "        rows");
    accord_text_reset(&sheet->sentence);
    for (size_t i = 0; i < codes->count; i++) {
        const struct accord_census_code *code = &codes->items[i];
        bool unlisted = codes->has_list && !code->listed;
        if (shown >= LINES_SHOWN && !code->near) continue;
        shown++;
        name_cell(sheet, code->name);
        accord_page_number(&sheet->page, code->rows, NUMBER_COLUMNS);
        if (unlisted) accord_text_addf(sheet->page.text, "  not in %s", codes->listed_in);
        accord_text_add_char(sheet->page.text, '\n');
        if (!code->near) continue;
        accord_text_addf(&sheet->sentence, "  ! may be a slip for %s", code->near);
        end_sentence(sheet, ACCORD_STYLE_LOUD);
    }
    add_more(sheet, codes->count, shown);
    if (codes->count <= ACCORD_CENSUS_CODES_MAX) return;
    accord_text_addf(&sheet->sentence, "more than %d: slips were not looked for", ACCORD_CENSUS_CODES_MAX);
    end_sentence(sheet, ACCORD_STYLE_LOUD);
}

static void add_claim(struct sheet *sheet, const struct accord_census_claim *claim)
{
    accord_text_add_str(&sheet->sentence, claim->value[0] != '\0' ? claim->value : "none");
    if (claim->by) accord_text_addf(&sheet->sentence, " (%s)", claim->by);
    accord_text_addf(&sheet->sentence, " %s%s:%u", sheet->layout->files, claim->file, claim->line);
}

static void write_conflict(struct sheet *sheet, const struct accord_census_conflict *conflict)
{
    size_t shown = conflict->claim_count < CLAIMS_SHOWN ? conflict->claim_count : CLAIMS_SHOWN;
    char number[ACCORD_COUNT_TEXT_MAX];
    accord_text_addf(&sheet->sentence, "%s %s %s, %s: ", conflict->table, conflict->actor, conflict->about,
                     conflict->column);
    for (size_t i = 0; i < shown; i++) {
        if (i > 0) accord_text_add_str(&sheet->sentence, "; ");
        add_claim(sheet, &conflict->claims[i]);
    }
    if (conflict->rows > shown)
        accord_text_addf(&sheet->sentence, "; and %s more", accord_count_format(conflict->rows - shown, number));
    end_sentence(sheet, ACCORD_STYLE_PLAIN);
}

static void write_conflicts(struct sheet *sheet)
{
    const struct accord_census *census = sheet->census;
    char number[ACCORD_COUNT_TEXT_MAX];
    size_t shown = census->conflict_kept < CONFLICTS_SHOWN ? census->conflict_kept : CONFLICTS_SHOWN;
    accord_text_addf(&sheet->sentence, "Conflicts: %s", accord_count_format(census->conflict_count, number));
    heading(sheet, accord_text_str(&sheet->sentence), "");
    accord_text_reset(&sheet->sentence);
    for (size_t i = 0; i < shown; i++)
        write_conflict(sheet, &census->conflicts[i]);
    add_more(sheet, census->conflict_count, shown);
}

static void write_warnings(struct sheet *sheet)
{
    const struct accord_problems *warnings = sheet->census->warnings;
    char number[ACCORD_COUNT_TEXT_MAX];
    size_t kept = accord_problems_kept(warnings);
    accord_text_addf(&sheet->sentence, "Warnings: %s", accord_count_format(accord_problems_count(warnings), number));
    heading(sheet, accord_text_str(&sheet->sentence), "");
    accord_text_reset(&sheet->sentence);
    for (size_t i = 0; i < kept; i++) {
        const struct accord_problem *warning = accord_problems_at(warnings, i);
        accord_text_addf(&sheet->sentence, "%s%s:%u:%u: %s", sheet->layout->files, warning->file, warning->line,
                         warning->column, warning->text);
        end_sentence(sheet, ACCORD_STYLE_PLAIN);
    }
    add_more(sheet, accord_problems_count(warnings), kept);
}

void accord_census_write_text(const struct accord_census *census, const struct accord_census_layout *layout,
                              struct accord_text *text)
{
    struct sheet sheet = {.census = census, .layout = layout};
    accord_page_init(&sheet.page, text, layout->width > 0 ? layout->width : DEFAULT_WIDTH, layout->color);
    accord_text_init(&sheet.sentence, SENTENCE_MAX);
    write_head(&sheet);
    write_tables(&sheet);
    write_files(&sheet);
    write_complete(&sheet);
    write_actors(&sheet);
    write_regions(&sheet);
    write_missing(&sheet);
    for (size_t i = 0; i < ACCORD_CENSUS_CODE_SETS; i++)
        write_codes(&sheet, &census->codes[i]);
    write_conflicts(&sheet);
    write_warnings(&sheet);
    accord_text_clear(&sheet.sentence);
    accord_page_clear(&sheet.page);
}
