/* Escaping for Markdown. */
#include "report/markdown_text.h"

#include "report/page.h"

#include <string.h>

enum { LINE_MAX_BYTES = 1024 * 1024 };

void accord_markdown_text(struct accord_text *text, const char *string)
{
    struct accord_text shown;
    accord_text_init(&shown, LINE_MAX_BYTES);
    for (const char *end; *string; string = *end ? end + 1 : end) {
        end = string + strcspn(string, "\n");
        for (const char *at = string; at < end; at++) {
            if (strchr("\\`*_~[]<>|&#", *at)) accord_text_add_char(&shown, '\\');
            accord_text_add_char(&shown, *at);
        }
        if (*end) accord_text_add_char(&shown, ' ');
    }
    text->failed = text->failed || shown.failed;
    accord_page_escape(text, accord_text_str(&shown));
    accord_text_clear(&shown);
}

void accord_markdown_code(struct accord_text *text, const char *string)
{
    size_t longest = 0, run = 0;
    for (const char *at = string; *at; at++) {
        run = *at == '`' ? run + 1 : 0;
        if (run > longest) longest = run;
    }
    for (size_t i = 0; i <= longest; i++)
        accord_text_add_char(text, '`');
    if (longest > 0) accord_text_add_char(text, ' ');
    accord_page_escape(text, string);
    if (longest > 0) accord_text_add_char(text, ' ');
    for (size_t i = 0; i <= longest; i++)
        accord_text_add_char(text, '`');
}
