/* Text as Markdown shows it: what a renderer would take for markup or a browser for HTML is escaped. */
#ifndef ACCORD_REPORT_MARKDOWN_TEXT_H
#define ACCORD_REPORT_MARKDOWN_TEXT_H

#include "base/text.h"

/* On one line; a line break becomes a space. Fits a table's cell. Mentions (@name), references (#1) and addresses
 * (https://, www.) stay text where a service would make more of them. */
void accord_markdown_text(struct accord_text *text, const char *string);
/* Between backquotes; more of them where the string holds some. In a table only for what holds no "|". */
void accord_markdown_code(struct accord_text *text, const char *string);

#endif
