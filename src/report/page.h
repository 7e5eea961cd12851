/* Laying out text for a terminal: escaped, wrapped by display width, coloured when asked. */
#ifndef ACCORD_REPORT_PAGE_H
#define ACCORD_REPORT_PAGE_H

#include "accord/verdict.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* What every report of such a dataset says. */
#define ACCORD_ILLUSTRATIVE "ILLUSTRATIVE DATA: made up to show how this works, no record of anybody"

enum accord_style { ACCORD_STYLE_PLAIN, ACCORD_STYLE_HEADING, ACCORD_STYLE_FAINT, ACCORD_STYLE_LOUD };

struct accord_page {
    struct accord_text *text; /* what is written to */
    struct accord_text line;  /* for escaping; of its own maximum */
    unsigned width;
    bool color;
};

void accord_page_init(struct accord_page *page, struct accord_text *text, unsigned width, bool color);
void accord_page_clear(struct accord_page *page);

/* Data as it may be shown: controls and whatever changes the direction of text become \u001b and the like, bytes that
 * are not UTF-8 become U+FFFD. Appended to `text`. */
void accord_page_escape(struct accord_text *text, const char *string);

/* Words of `string`, escaped, wrapped at the page's width. The first line goes on at column `at` of the line at hand;
 * further ones are indented by `indent`. A word longer than a line is cut at a character. Ends the line. */
void accord_page_wrap(struct accord_page *page, enum accord_style style, size_t at, size_t indent, const char *string);

/* `string` escaped, padded with spaces to `columns` when it is shorter. Returns the columns written. */
size_t accord_page_cell(struct accord_page *page, enum accord_style style, const char *string, size_t columns);
size_t accord_page_verdict(struct accord_page *page, enum accord_verdict_kind verdict, size_t columns);

enum { ACCORD_COUNT_TEXT_MAX = 32 };
/* "1,234". Returns `text`. */
const char *accord_count_format(size_t number, char text[ACCORD_COUNT_TEXT_MAX]);

/* As accord_count_format, right-aligned in `columns`. */
void accord_page_number(struct accord_page *page, size_t number, size_t columns);
void accord_page_spaces(struct accord_page *page, size_t count);

#endif
