/* A document in Markdown as committees number theirs: paragraphs count on through all sections. What is written is
 * valid CommonMark with tables of GFM, and reads well as it stands: lines are wrapped, tables aligned. */
#ifndef ACCORD_DOSSIER_COMMITTEE_PAPER_H
#define ACCORD_DOSSIER_COMMITTEE_PAPER_H

#include "language/language.h"
#include "report/sink.h"

enum { ACCORD_PAPER_WIDTH = 96, ACCORD_PAPER_COLUMNS_MAX = 16 };

/* Pieces of text gather in `piece`, marked up, until they end as a paragraph, an item, a cell and so on. */
struct accord_paper {
    struct accord_sink *sink;
    const struct accord_language *language;
    struct accord_text plain; /* a phrase, before it is escaped */
    struct accord_text piece;
    struct accord_text cells; /* of a table under way, each with a separator behind it */
    const char *columns;      /* of that table: one letter each, l or r for the side that it is aligned to */
    unsigned paragraph;       /* the number of the last one */
    bool list;                /* an item was written last */
};

void accord_paper_init(struct accord_paper *paper, struct accord_sink *sink, const struct accord_language *language);
void accord_paper_clear(struct accord_paper *paper);

/* ---- pieces ---- */

/* Data, or a phrase that is at hand as text: escaped. */
void accord_paper_add(struct accord_paper *paper, const char *string);
void accord_paper_strong(struct accord_paper *paper, const char *string); /* neither empty nor with blanks around it */
void accord_paper_code(struct accord_paper *paper, const char *string);   /* without blanks, not in a table */
void accord_paper_number(struct accord_paper *paper, size_t number);
/* An address as a link to itself, where it is one of the web; else as text. */
void accord_paper_link(struct accord_paper *paper, const char *url);
void accord_paper_colon(struct accord_paper *paper); /* as the language sets one, and a blank */
void accord_paper_phrase(struct accord_paper *paper, enum accord_phrase phrase);
void accord_paper_say(struct accord_paper *paper, enum accord_phrase phrase, const struct accord_argument *arguments,
                      size_t count);
/* What was appended to `paper->plain`: escaped, and `plain` is empty again. */
void accord_paper_take(struct accord_paper *paper);

/* ---- what pieces end as ---- */

void accord_paper_heading(struct accord_paper *paper, unsigned level);
void accord_paper_numbered(struct accord_paper *paper);
void accord_paper_item(struct accord_paper *paper);      /* of a list */
void accord_paper_item_more(struct accord_paper *paper); /* another paragraph of the last item, as a quotation */
void accord_paper_text(struct accord_paper *paper);      /* a paragraph without a number */
void accord_paper_quote(struct accord_paper *paper);

/* "lrr": begins a table, whose first row is its head. */
void accord_paper_table(struct accord_paper *paper, const char *columns);
void accord_paper_cell(struct accord_paper *paper);
void accord_paper_table_end(struct accord_paper *paper);

/* In capitals: "IV". */
enum { ACCORD_ROMAN_MAX = 16 };
const char *accord_roman(unsigned number, char text[ACCORD_ROMAN_MAX]);

#endif
