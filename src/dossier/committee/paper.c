/* Markdown that is laid out as it stands. */
#include "dossier/committee/paper.h"

#include "report/markdown_text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    CELL_WIDTH_MAX = 52,    /* wider cells stand out of their column, */
    CELL_WIDTH_NARROW = 26, /* as these do where the table would else not fit a page */
    TABLE_WIDTH = 100,
    GLUED_MAX = 40,
    INDENT_MAX = 8,
    PIECE_MAX = 16 * 1024 * 1024,
    SEPARATOR = '\x1f' /* no data holds one: controls are escaped */
};

void accord_paper_init(struct accord_paper *paper, struct accord_sink *sink, const struct accord_language *language)
{
    *paper = (struct accord_paper){.sink = sink, .language = language};
    accord_text_init(&paper->plain, PIECE_MAX);
    accord_text_init(&paper->piece, PIECE_MAX);
    accord_text_init(&paper->cells, ACCORD_SINK_MAX);
}

void accord_paper_clear(struct accord_paper *paper)
{
    accord_text_clear(&paper->plain);
    accord_text_clear(&paper->piece);
    accord_text_clear(&paper->cells);
}

/* ---- pieces ---- */

void accord_paper_add(struct accord_paper *paper, const char *string)
{
    accord_markdown_text(&paper->piece, string);
}

void accord_paper_strong(struct accord_paper *paper, const char *string)
{
    accord_text_add_str(&paper->piece, "**");
    accord_markdown_text(&paper->piece, string);
    accord_text_add_str(&paper->piece, "**");
}

void accord_paper_code(struct accord_paper *paper, const char *string)
{
    accord_markdown_code(&paper->piece, string);
}

void accord_paper_number(struct accord_paper *paper, size_t number)
{
    accord_language_add_number(&paper->plain, paper->language, (int64_t)number);
    accord_paper_take(paper);
}

static bool is_link(const char *url)
{
    static const char *const schemes[] = {"https://", "http://"};
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
        if (strncmp(url, schemes[i], strlen(schemes[i])) == 0) {
            for (const char *at = url; *at; at++)
                if (*at <= ' ' || strchr("<>\"|\\^`{}", *at) || *at == 0x7F) return false; /* no ASCII is below ' ' */
            return true;
        }
    return false;
}

void accord_paper_link(struct accord_paper *paper, const char *url)
{
    if (!is_link(url)) {
        accord_paper_add(paper, url);
        return;
    }
    accord_text_addf(&paper->piece, "<%s>", url);
}

void accord_paper_colon(struct accord_paper *paper)
{
    accord_paper_phrase(paper, ACCORD_PHRASE_LABEL_COLON);
    accord_text_add_char(&paper->piece, ' ');
}

void accord_paper_phrase(struct accord_paper *paper, enum accord_phrase phrase)
{
    accord_paper_add(paper, accord_phrase(paper->language, phrase));
}

void accord_paper_say(struct accord_paper *paper, enum accord_phrase phrase, const struct accord_argument *arguments,
                      size_t count)
{
    accord_phrase_add(&paper->plain, paper->language, phrase, arguments, count);
    accord_paper_take(paper);
}

void accord_paper_take(struct accord_paper *paper)
{
    accord_paper_add(paper, accord_text_str(&paper->plain));
    paper->piece.failed = paper->piece.failed || paper->plain.failed;
    accord_text_reset(&paper->plain);
}

/* ---- lines ---- */

/* Where in a word that begins a line a backslash keeps it text: what is no list, rule, heading or table. SIZE_MAX:
 * nowhere. */
static size_t tempting_at(const char *word)
{
    size_t digits = strspn(word, "0123456789");
    if (word[0] != '\0' && strchr("-+=:", word[0])) return 0;
    return digits > 0 && word[digits] != '\0' && strchr(".)", word[digits]) ? digits : SIZE_MAX;
}

/* A comment that keeps services from a mention is part of its word. */
static size_t one_word(const char *at)
{
    static const char open[] = "<!--", close[] = " -->";
    size_t length = strcspn(at, " ");
    while (length >= sizeof open - 1 && memcmp(at + length - (sizeof open - 1), open, sizeof open - 1) == 0 &&
           strncmp(at + length, close, sizeof close - 1) == 0) {
        length += sizeof close - 1;
        length += strcspn(at + length, " ");
    }
    return length;
}

/* The next word, with those behind it that would need a backslash where they begin a line: "to 88)." */
static size_t word_length(const char *at)
{
    size_t length = one_word(at);
    while (at[length] == ' ' && tempting_at(at + length + 1) != SIZE_MAX) {
        size_t longer = length + 1 + one_word(at + length + 1);
        if (longer > GLUED_MAX) break;
        length = longer;
    }
    return length;
}

static void add_word(struct accord_text *text, const char *word, size_t length, bool first)
{
    size_t at = first ? tempting_at(word) : SIZE_MAX;
    if (at == SIZE_MAX) {
        accord_text_add(text, word, length);
        return;
    }
    accord_text_add(text, word, at);
    accord_text_add_char(text, '\\');
    accord_text_add(text, word + at, length - at);
}

/* The piece in lines, the first behind `first`, the others behind `others`. */
static void add_lines(struct accord_paper *paper, const char *first, const char *others)
{
    struct accord_text *text = &paper->sink->text;
    const char *at = accord_text_str(&paper->piece);
    size_t column = accord_text_width(first, strlen(first)), begin = column;
    accord_text_add_str(text, first);
    for (at += strspn(at, " "); *at; at += strspn(at, " ")) {
        size_t length = word_length(at), width = accord_text_width(at, length);
        if (column > begin && column + 1 + width > ACCORD_PAPER_WIDTH) {
            accord_text_add_char(text, '\n');
            accord_text_add_str(text, others);
            begin = column = accord_text_width(others, strlen(others));
        } else if (column > begin) {
            accord_text_add_char(text, ' ');
            column++;
        }
        add_word(text, at, length, column == begin);
        column += width;
        at += length;
    }
    accord_text_add_char(text, '\n');
    text->failed = text->failed || paper->piece.failed;
    accord_text_reset(&paper->piece);
    accord_sink_drain(paper->sink);
}

/* Whatever is no item of the same list has an empty line before it. */
static void begin_block(struct accord_paper *paper)
{
    if (paper->list) accord_text_add_char(&paper->sink->text, '\n');
    paper->list = false;
}

static void end_block(struct accord_paper *paper)
{
    accord_text_add_char(&paper->sink->text, '\n');
}

void accord_paper_heading(struct accord_paper *paper, unsigned level)
{
    struct accord_text *text = &paper->sink->text;
    begin_block(paper);
    for (unsigned i = 0; i < level; i++)
        accord_text_add_char(text, '#');
    accord_text_add_char(text, ' ');
    accord_text_add_str(text, accord_text_str(&paper->piece)); /* never wrapped */
    accord_text_add_char(text, '\n');
    text->failed = text->failed || paper->piece.failed;
    accord_text_reset(&paper->piece);
    end_block(paper);
}

void accord_paper_numbered(struct accord_paper *paper)
{
    char first[INDENT_MAX + 8], others[INDENT_MAX + 8];
    begin_block(paper);
    int width = snprintf(first, sizeof first, "%u. ", ++paper->paragraph % 1000000);
    while (width < 4)
        first[width++] = ' ';
    first[width] = '\0';
    memset(others, ' ', (size_t)width);
    others[width] = '\0';
    add_lines(paper, first, others);
    end_block(paper);
}

void accord_paper_item(struct accord_paper *paper)
{
    add_lines(paper, "- ", "  ");
    paper->list = true;
}

void accord_paper_item_more(struct accord_paper *paper)
{
    begin_block(paper);
    add_lines(paper, "  > ", "  > ");
    end_block(paper);
}

void accord_paper_text(struct accord_paper *paper)
{
    begin_block(paper);
    add_lines(paper, "", "");
    end_block(paper);
}

void accord_paper_quote(struct accord_paper *paper)
{
    begin_block(paper);
    add_lines(paper, "> ", "> ");
    end_block(paper);
}

/* ---- tables ---- */

void accord_paper_table(struct accord_paper *paper, const char *columns)
{
    assert(strlen(columns) <= ACCORD_PAPER_COLUMNS_MAX);
    begin_block(paper);
    paper->columns = columns;
    accord_text_reset(&paper->cells);
}

void accord_paper_cell(struct accord_paper *paper)
{
    accord_text_add(&paper->cells, accord_text_str(&paper->piece), paper->piece.length);
    accord_text_add_char(&paper->cells, SEPARATOR);
    paper->cells.failed = paper->cells.failed || paper->piece.failed;
    accord_text_reset(&paper->piece);
}

/* The width of the table. */
static size_t measure(const struct accord_paper *paper, size_t *widths, size_t most)
{
    size_t column = 0, count = strlen(paper->columns), sum = 1;
    for (size_t i = 0; i < count; i++)
        widths[i] = 3; /* as the line of dashes must have */
    for (const char *at = accord_text_str(&paper->cells); *at; column = (column + 1) % count) {
        size_t length = strcspn(at, (const char[]){SEPARATOR, '\0'}), width = accord_text_width(at, length);
        if (width > most) width = most;
        if (width > widths[column]) widths[column] = width;
        at += length + 1;
    }
    for (size_t i = 0; i < count; i++)
        sum += widths[i] + 3;
    return sum;
}

static void add_many(struct accord_text *text, char byte, size_t count)
{
    for (size_t i = 0; i < count; i++)
        accord_text_add_char(text, byte);
}

static const char *add_row(const struct accord_paper *paper, const size_t *widths, const char *at)
{
    struct accord_text *text = &paper->sink->text;
    for (size_t column = 0; paper->columns[column]; column++) {
        size_t length = strcspn(at, (const char[]){SEPARATOR, '\0'}), width = accord_text_width(at, length);
        size_t blanks = widths[column] > width ? widths[column] - width : 0;
        bool right = paper->columns[column] == 'r';
        accord_text_add_str(text, column == 0 ? "| " : " | ");
        if (right) add_many(text, ' ', blanks);
        accord_text_add(text, at, length);
        if (!right) add_many(text, ' ', blanks);
        at += length + 1;
    }
    accord_text_add_str(text, " |\n");
    return at;
}

static void add_dashes(const struct accord_paper *paper, const size_t *widths)
{
    struct accord_text *text = &paper->sink->text;
    for (size_t column = 0; paper->columns[column]; column++) {
        bool right = paper->columns[column] == 'r';
        accord_text_add_str(text, column == 0 ? "| " : " | ");
        add_many(text, '-', widths[column] - (right ? 1 : 0));
        if (right) accord_text_add_char(text, ':');
    }
    accord_text_add_str(text, " |\n");
}

void accord_paper_table_end(struct accord_paper *paper)
{
    size_t widths[ACCORD_PAPER_COLUMNS_MAX];
    const char *at = accord_text_str(&paper->cells);
    if (measure(paper, widths, CELL_WIDTH_MAX) > TABLE_WIDTH) (void)measure(paper, widths, CELL_WIDTH_NARROW);
    for (bool head = true; *at; head = false) {
        at = add_row(paper, widths, at);
        if (head) add_dashes(paper, widths);
        accord_sink_drain(paper->sink);
    }
    paper->sink->text.failed = paper->sink->text.failed || paper->cells.failed;
    end_block(paper);
}

const char *accord_roman(unsigned number, char text[ACCORD_ROMAN_MAX])
{
    static const struct {
        unsigned value;
        const char *letters;
    } signs[] = {{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
    size_t length = 0;
    assert(number > 0 && number < 40);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        for (; number >= signs[i].value; number -= signs[i].value)
            for (const char *letter = signs[i].letters; *letter; letter++)
                text[length++] = *letter;
    text[length] = '\0';
    return text;
}
