/* What a console shows. */
#include "workshop/show.h"

#include <string.h>

enum { GAP = 2, NARROW = 9, COLUMNS_MAX = 128, CELL_MAX = 64 * 1024 };

static const char cut_mark[] = "\xE2\x80\xA6";

/* ---- tables ---- */

/* How the columns of one table are laid out; a width of 0: left out. */
struct layout {
    size_t widths[COLUMNS_MAX];
    size_t count;
};

static size_t shown_width(const char *text)
{
    struct accord_text escaped;
    accord_text_init(&escaped, CELL_MAX);
    accord_page_escape(&escaped, text);
    size_t width = accord_text_width(accord_text_str(&escaped), escaped.length);
    accord_text_clear(&escaped);
    return width;
}

static size_t natural_width(const struct accord_show_table *table, size_t column)
{
    size_t widest = 0;
    for (size_t row = 0; row < table->row_count; row++) {
        const char *cell = table->cells[row * table->column_count + column];
        size_t width = cell == NULL ? 0 : shown_width(cell);
        if (width > widest) widest = width;
    }
    size_t name = shown_width(table->columns[column]);
    return widest == 0 ? 0 : widest > name ? widest : name;
}

static size_t total_width(const struct layout *layout)
{
    size_t total = 0;
    for (size_t i = 0; i < layout->count; i++)
        if (layout->widths[i] > 0) total += layout->widths[i] + (total > 0 ? GAP : 0);
    return total;
}

static struct layout natural_layout(const struct accord_show_table *table)
{
    struct layout layout = {.count = table->column_count < COLUMNS_MAX ? table->column_count : COLUMNS_MAX};
    for (size_t i = 0; i < layout.count; i++)
        layout.widths[i] = natural_width(table, i);
    return layout;
}

/* The widest column gives way, until everything fits or all are narrow. */
static void fit(struct layout *layout, size_t width)
{
    while (total_width(layout) > width) {
        size_t widest = 0;
        for (size_t i = 1; i < layout->count; i++)
            if (layout->widths[i] > layout->widths[widest]) widest = i;
        if (layout->widths[widest] <= NARROW) return;
        layout->widths[widest]--;
    }
}

/* Where narrow columns are still too many the last ones go. Returns how many. */
static size_t drop(struct layout *layout, size_t width)
{
    size_t dropped = 0;
    for (size_t i = layout->count; i-- > 1 && total_width(layout) > width;) {
        dropped += layout->widths[i] > 0;
        layout->widths[i] = 0;
    }
    return dropped;
}

/* As much of the text as fits, with a mark where it was cut. */
static void add_cell(struct accord_page *page, enum accord_style style, const char *text, size_t width)
{
    struct accord_text shown;
    accord_text_init(&shown, CELL_MAX);
    accord_page_escape(&shown, text);
    const char *bytes = accord_text_str(&shown);
    size_t length = shown.length;
    if (accord_text_width(bytes, length) > width) {
        uint32_t c;
        length = 0;
        for (size_t size; (size = accord_utf8_next(bytes + length, shown.length - length, &c)) > 0; length += size)
            if (accord_text_width(bytes, length + size) > width - 1) break;
        shown.length = length;
        shown.bytes[length] = '\0';
        accord_text_add_str(&shown, cut_mark);
    }
    (void)accord_page_cell(page, style, accord_text_str(&shown), width);
    accord_text_clear(&shown);
}

static void add_line(struct accord_page *page, const struct layout *layout, enum accord_style style,
                     const char *const *cells)
{
    size_t blank = 0; /* spaces owed: none stand at the end of a line */
    bool first = true;
    for (size_t i = 0; i < layout->count; i++) {
        if (layout->widths[i] == 0) continue;
        blank += first ? 0 : GAP;
        first = false;
        if (cells[i] == NULL || cells[i][0] == '\0') {
            blank += layout->widths[i];
            continue;
        }
        accord_page_spaces(page, blank);
        size_t width = shown_width(cells[i]);
        if (width > layout->widths[i]) width = layout->widths[i];
        add_cell(page, style, cells[i], width);
        blank = layout->widths[i] - width;
    }
    accord_text_add_char(page->text, '\n');
}

void accord_show_table(struct accord_page *page, const struct accord_show_table *table)
{
    struct layout layout = natural_layout(table);
    fit(&layout, page->width);
    size_t dropped = drop(&layout, page->width);
    add_line(page, &layout, ACCORD_STYLE_HEADING, table->columns);
    for (size_t row = 0; row < table->row_count; row++)
        add_line(page, &layout, ACCORD_STYLE_PLAIN, table->cells + row * table->column_count);
    if (dropped > 0) accord_text_addf(page->text, "(%zu more columns, which one row alone shows)\n", dropped);
}

/* One row that is too wide stands upright: a line a column. */
static void show_upright(struct accord_page *page, const struct accord_show_table *table)
{
    size_t widest = 0;
    for (size_t i = 0; i < table->column_count; i++)
        if (strlen(table->columns[i]) > widest) widest = strlen(table->columns[i]);
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->cells[i] == NULL) continue;
        size_t at = accord_page_cell(page, ACCORD_STYLE_HEADING, table->columns[i], widest + GAP);
        accord_page_wrap(page, ACCORD_STYLE_PLAIN, at, at, table->cells[i]);
    }
}

static bool too_wide(const struct accord_page *page, const struct accord_show_table *table)
{
    const struct layout layout = natural_layout(table);
    return total_width(&layout) > page->width;
}

/* ---- values ---- */

void accord_show_verdict(struct accord_page *page, const struct accord_verdict *verdict)
{
    size_t at = accord_page_verdict(page, verdict->verdict, 0);
    if (verdict->finding_count == 0) {
        at += accord_page_cell(page, ACCORD_STYLE_PLAIN, ": ", 0);
        accord_page_wrap(page, ACCORD_STYLE_PLAIN, at, 2, verdict->why);
        return;
    }
    accord_text_add_char(page->text, '\n');
    for (size_t i = 0; i < verdict->finding_count; i++) {
        const struct accord_finding *finding = &verdict->findings[i];
        accord_page_spaces(page, 2);
        at = 2 + accord_page_verdict(page, finding->verdict, 0);
        accord_text_addf(page->text, " (%s): ", finding->message_id);
        at += strlen(finding->message_id) + strlen(" (): ");
        accord_page_wrap(page, ACCORD_STYLE_PLAIN, at, 4, finding->message);
    }
}

static void show_rows(struct accord_page *page, const struct accord_console_value *value)
{
    const struct accord_show_table table = {value->columns, value->column_count, value->cells, value->row_count};
    if (value->row_total == 0) {
        accord_text_addf(page->text, "no rows of %s\n", value->table);
        return;
    }
    if (table.row_count == 1 && too_wide(page, &table))
        show_upright(page, &table);
    else
        accord_show_table(page, &table);
    accord_text_addf(page->text, "(%zu row%s of %s", value->row_total, value->row_total == 1 ? "" : "s", value->table);
    if (value->row_count < value->row_total) accord_text_addf(page->text, ", the first %zu", value->row_count);
    accord_text_add_str(page->text, ")\n");
}

void accord_show_value(struct accord_page *page, const struct accord_console_value *value)
{
    switch (value->kind) {
    case ACCORD_CONSOLE_TEXT:
        accord_page_wrap(page, ACCORD_STYLE_PLAIN, 0, 2, value->text);
        break;
    case ACCORD_CONSOLE_ROWS:
        show_rows(page, value);
        break;
    case ACCORD_CONSOLE_VERDICT:
        accord_show_verdict(page, value->verdict);
        break;
    }
}
