/* Cells of CSV. */
#include "report/csv_text.h"

#include "report/page.h"

#include <string.h>

enum { PIECE_MAX = 1024 };

/* What is no quote needs no second one: the pieces between quotes are escaped as they are shown anywhere. */
static void add_pieces(struct accord_text *text, const char *string)
{
    while (*string) {
        char piece[PIECE_MAX];
        size_t length = strcspn(string, "\"");
        if (length == 0) {
            accord_text_add_str(text, "\"\"");
            string++;
            continue;
        }
        if (length >= sizeof piece) {
            length = sizeof piece - 1;
            while (length > 1 && ((unsigned char)string[length] & 0xC0) == 0x80)
                length--; /* not within a character */
        }
        memcpy(piece, string, length);
        piece[length] = '\0';
        accord_page_escape(text, piece);
        string += length;
    }
}

void accord_csv_text(struct accord_text *text, const char *string)
{
    accord_text_add_char(text, '"');
    if (string) {
        const char first = string[strspn(string, " ")];
        if (first != '\0' && strchr("=+-@\t\r", first)) accord_text_add_char(text, '\'');
        add_pieces(text, string);
    }
    accord_text_add_char(text, '"');
}
