/* From strings to markup: every text of data, and every phrase, passes through here. */
#include "base/text.h"
#include "dossier/html/html.h"
#include "report/emit.h"

#include <string.h>

void accord_html_raw(struct accord_html *html, const char *markup)
{
    accord_text_add_str(html->text, markup);
}

static const char *entity_of(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    }
    return NULL;
}

/* One character that is not plain ASCII, or one that stands for no character; its size. */
static size_t add_character(struct accord_text *text, const char *string, size_t length)
{
    uint32_t c = 0;
    size_t size = accord_utf8_next(string, length, &c);
    if (size == 0)
        accord_text_add_str(text, "\xEF\xBF\xBD");
    else if (c == '\n')
        accord_text_add_char(text, '\n');
    else if (accord_text_is_control(c))
        accord_text_addf(text, "\\u%04x", (unsigned)c);
    else
        accord_text_add(text, string, size);
    return size ? size : 1;
}

void accord_html_data(struct accord_html *html, const char *string)
{
    size_t length = string ? strlen(string) : 0;
    for (size_t at = 0; at < length;) {
        size_t plain = at;
        while (plain < length && string[plain] >= ' ' && string[plain] < 0x7f && !entity_of(string[plain]))
            plain++;
        accord_text_add(html->text, string + at, plain - at);
        at = plain;
        if (at == length) break;
        const char *entity = entity_of(string[at]);
        if (entity) accord_text_add_str(html->text, entity);
        at += entity ? 1 : add_character(html->text, string + at, length - at);
    }
}

void accord_html_id(struct accord_html *html, const char *id)
{
    static const char digits[] = "0123456789ABCDEF";
    static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-";
    for (const char *at = id; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if (strchr(safe, *at)) {
            accord_text_add_char(html->text, *at);
        } else {
            const char escaped[] = {'~', digits[byte >> 4], digits[byte & 15]};
            accord_text_add(html->text, escaped, sizeof escaped);
        }
    }
}

void accord_html_digits(struct accord_html *html, size_t number)
{
    char digits[ACCORD_DIGITS_MAX];
    accord_text_add(html->text, digits, (size_t)(accord_digits(digits, number) - digits));
}

void accord_html_scratch(struct accord_html *html)
{
    html->text->failed = html->text->failed || html->scratch.failed;
    accord_html_data(html, accord_text_str(&html->scratch));
    accord_text_reset(&html->scratch);
}

void accord_html_count(struct accord_html *html, size_t number)
{
    if (number < 1000) {
        accord_html_digits(html, number);
        return;
    }
    accord_language_add_number(&html->scratch, html->language, (int64_t)number);
    accord_html_scratch(html);
}

void accord_html_percent(struct accord_html *html, unsigned percent)
{
    accord_language_add_percent(&html->scratch, html->language, percent);
    accord_html_scratch(html);
}

void accord_html_phrase(struct accord_html *html, enum accord_phrase phrase)
{
    accord_html_data(html, accord_phrase(html->language, phrase));
}

void accord_html_phrase_with(struct accord_html *html, enum accord_phrase phrase,
                             const struct accord_argument *arguments, size_t count)
{
    accord_phrase_add(&html->scratch, html->language, phrase, arguments, count);
    accord_html_scratch(html);
}

void accord_html_value(struct accord_html *html, const struct accord_value *value)
{
    accord_language_add_value(&html->scratch, html->language, value, false);
    accord_html_scratch(html);
}

void accord_html_date(struct accord_html *html, const char *iso)
{
    struct accord_date date;
    const char *why = NULL;
    if (accord_date_parse(iso, strlen(iso), &date, &why)) {
        accord_language_add_date(&html->scratch, html->language, date);
        accord_html_scratch(html);
    } else {
        accord_html_data(html, iso);
    }
}

void accord_html_element(struct accord_html *html, const char *open, enum accord_phrase phrase)
{
    accord_html_raw(html, open);
    accord_html_phrase(html, phrase);
}

void accord_html_drain(struct accord_html *html)
{
    if (html->text == &html->sink.text) accord_sink_drain(&html->sink);
}
