/* Pages: escape, wrap, pad, colour. */
#include "report/page.h"

#include "report/emit.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LINE_MAX_BYTES = 16 * 1024 * 1024 };

static const char *const style_codes[] = {
    [ACCORD_STYLE_PLAIN] = NULL,
    [ACCORD_STYLE_HEADING] = "\x1b[1m",
    [ACCORD_STYLE_FAINT] = "\x1b[2m",
    [ACCORD_STYLE_LOUD] = "\x1b[1;33m",
};

static const char *const verdict_codes[ACCORD_VERDICT_COUNT] = {
    [ACCORD_VERDICT_ERROR] = "\x1b[1;31m", [ACCORD_VERDICT_GAP] = "\x1b[31m",
    [ACCORD_VERDICT_REVIEW] = "\x1b[35m",  [ACCORD_VERDICT_UNREPORTED] = "\x1b[36m",
    [ACCORD_VERDICT_PARTIAL] = "\x1b[33m", [ACCORD_VERDICT_MET] = "\x1b[32m",
};

void accord_page_init(struct accord_page *page, struct accord_text *text, unsigned width, bool color)
{
    *page = (struct accord_page){.text = text, .width = width, .color = color};
    accord_text_init(&page->line, LINE_MAX_BYTES);
}

void accord_page_clear(struct accord_page *page)
{
    accord_text_clear(&page->line);
}

void accord_page_escape(struct accord_text *text, const char *string)
{
    size_t length = strlen(string);
    for (size_t at = 0;;) {
        size_t printable = accord_text_printable(string + at, length - at);
        accord_text_add(text, string + at, printable);
        at += printable;
        if (at == length) return;
        uint32_t c = 0;
        size_t size = accord_utf8_next(string + at, length - at, &c);
        if (size == 0)
            accord_text_add_str(text, "\xEF\xBF\xBD");
        else if (accord_text_is_control(c))
            accord_text_addf(text, "\\u%04x", (unsigned)c);
        else
            accord_text_add(text, string + at, size);
        at += size ? size : 1;
    }
}

static void begin(struct accord_page *page, const char *code)
{
    if (page->color && code) accord_text_add_str(page->text, code);
}

static void end(struct accord_page *page, const char *code)
{
    if (page->color && code) accord_text_add_str(page->text, "\x1b[0m");
}

void accord_page_spaces(struct accord_page *page, size_t count)
{
    for (size_t i = 0; i < count; i++)
        accord_text_add_char(page->text, ' ');
}

/* As many bytes of `bytes` as fit in `columns`, at least one character. */
static size_t fitting(const char *bytes, size_t length, size_t columns)
{
    size_t at = 0;
    while (at < length) {
        uint32_t c = 0;
        size_t size = accord_utf8_next(bytes + at, length - at, &c);
        size_t width = accord_text_width(bytes + at, size);
        if (at > 0 && width > columns) break;
        columns -= width < columns ? width : columns;
        at += size;
    }
    return at;
}

/* Where the lines of one wrapped text stand. */
struct wrapping {
    size_t column;
    size_t indent;
    bool fresh; /* nothing of the text stands on this line yet */
};

static void break_line(struct accord_page *page, struct wrapping *wrapping)
{
    accord_text_add_char(page->text, '\n');
    accord_page_spaces(page, wrapping->indent);
    wrapping->column = wrapping->indent;
    wrapping->fresh = true;
}

static void add_word(struct accord_page *page, struct wrapping *wrapping, const char *word, size_t length)
{
    size_t width = accord_text_width(word, length);
    if (!wrapping->fresh && wrapping->column + 1 + width > page->width) {
        break_line(page, wrapping);
    } else if (!wrapping->fresh) {
        accord_text_add_char(page->text, ' ');
        wrapping->column++;
    }
    while (wrapping->column + width > page->width) {
        size_t room = page->width > wrapping->column ? page->width - wrapping->column : 1;
        size_t part = fitting(word, length, room);
        if (part == length) break;
        accord_text_add(page->text, word, part);
        width -= accord_text_width(word, part);
        word += part;
        length -= part;
        break_line(page, wrapping);
    }
    accord_text_add(page->text, word, length);
    wrapping->column += width;
    wrapping->fresh = false;
}

void accord_page_wrap(struct accord_page *page, enum accord_style style, size_t at, size_t indent, const char *string)
{
    struct wrapping wrapping = {
        .column = at, .indent = indent < page->width / 2 ? indent : page->width / 2, .fresh = true};
    accord_text_reset(&page->line);
    accord_page_escape(&page->line, string);
    page->text->failed = page->text->failed || page->line.failed;
    const char *word = accord_text_str(&page->line);
    begin(page, style_codes[style]);
    while (*word) {
        size_t length = strcspn(word, " ");
        if (length > 0) add_word(page, &wrapping, word, length);
        word += length;
        word += strspn(word, " ");
    }
    end(page, style_codes[style]);
    accord_text_add_char(page->text, '\n');
}

static size_t add_cell(struct accord_page *page, const char *code, const char *string, size_t columns)
{
    accord_text_reset(&page->line);
    accord_page_escape(&page->line, string);
    page->text->failed = page->text->failed || page->line.failed;
    const char *shown = accord_text_str(&page->line);
    size_t width = accord_text_width(shown, page->line.length);
    begin(page, code);
    accord_text_add(page->text, shown, page->line.length);
    end(page, code);
    if (width < columns) accord_page_spaces(page, columns - width);
    return width < columns ? columns : width;
}

size_t accord_page_cell(struct accord_page *page, enum accord_style style, const char *string, size_t columns)
{
    return add_cell(page, style_codes[style], string, columns);
}

size_t accord_page_verdict(struct accord_page *page, enum accord_verdict_kind verdict, size_t columns)
{
    return add_cell(page, verdict_codes[verdict], accord_verdict_meaning(verdict)->name, columns);
}

const char *accord_count_format(size_t number, char text[ACCORD_COUNT_TEXT_MAX])
{
    char digits[ACCORD_COUNT_TEXT_MAX];
    size_t length = (size_t)snprintf(digits, sizeof digits, "%zu", number);
    size_t to = 0;
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) text[to++] = ',';
        text[to++] = digits[i];
    }
    text[to] = '\0';
    return text;
}

void accord_page_number(struct accord_page *page, size_t number, size_t columns)
{
    char text[ACCORD_COUNT_TEXT_MAX];
    size_t length = strlen(accord_count_format(number, text));
    if (length < columns) accord_page_spaces(page, columns - length);
    accord_text_add(page->text, text, length);
}
