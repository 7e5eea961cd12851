/* Escaping for Markdown. */
#include "report/markdown_text.h"

#include "report/page.h"

#include <string.h>

enum { LINE_MAX_BYTES = 16 * 1024 * 1024 };

/* What services look for in the text itself, past its markup: mentions, which send mail, references and addresses. An
 * empty comment in between is seen by nobody. Returns the length of what is to be cut there; 0: nothing. */
static size_t tempting(const char *at, const char *end)
{
    static const struct {
        const char *text;
        size_t cut; /* after so many bytes */
    } words[] = {{"@", 1}, {"#", 1}, {"://", 1}, {"www.", 3}, {"WWW.", 3}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i].text);
        if ((size_t)(end - at) >= length && memcmp(at, words[i].text, length) == 0) return words[i].cut;
    }
    return 0;
}

static void add_escaped(struct accord_text *text, char byte)
{
    if (strchr("\\`*_~[]<>|&#", byte)) accord_text_add_char(text, '\\');
    accord_text_add_char(text, byte);
}

void accord_markdown_text(struct accord_text *text, const char *string)
{
    struct accord_text shown;
    accord_text_init(&shown, LINE_MAX_BYTES);
    for (const char *end; *string; string = *end ? end + 1 : end) {
        end = string + strcspn(string, "\n");
        for (const char *at = string; at < end;) {
            size_t cut = tempting(at, end);
            for (size_t i = 0; i < (cut ? cut : 1); i++)
                add_escaped(&shown, *at++);
            if (cut) accord_text_add_str(&shown, "<!-- -->");
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
