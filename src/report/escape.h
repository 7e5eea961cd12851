/* Data as a format may hold it, so that it stays data at the other end. */
#ifndef ACCORD_REPORT_ESCAPE_H
#define ACCORD_REPORT_ESCAPE_H

#include "base/text.h"

/* What a terminal or a page might obey (controls, and whatever changes the direction of text) is shown as \u001b and
 * the like in all of these; bytes that are not UTF-8 become U+FFFD. Appended to `text`. */

/* Text of an element or an attribute of XML 1.0; its line ends and tabs are kept. */
void accord_escape_xml(struct accord_text *text, const char *string);
/* A description or a reason of TAP, where `#` begins a directive. */
void accord_escape_tap(struct accord_text *text, const char *string);
/* The message of a GitHub workflow command, its line ends kept; and the value of one of its properties. */
void accord_escape_command(struct accord_text *text, const char *string);
void accord_escape_command_property(struct accord_text *text, const char *string);
/* Plain text on one line: line ends and tabs become blanks. */
void accord_escape_line(struct accord_text *text, const char *string);

#endif
