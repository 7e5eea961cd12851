/* Workbooks of spreadsheets, one cell after another. What is text is written as text, never as a formula; a limit of
 * the format that is met is said in the sheet. The same calls give the same bytes. */
#ifndef ACCORD_DOSSIER_XLSX_WORKBOOK_H
#define ACCORD_DOSSIER_XLSX_WORKBOOK_H

#include "accord/date.h"
#include "language/language.h"
#include "report/summary.h"

enum {
    ACCORD_WORKBOOK_CELL_MAX = 32767, /* UTF-16 code units */
    ACCORD_WORKBOOK_ROWS_MAX = 1048576,
    ACCORD_WORKBOOK_COLUMNS_MAX = 16384,
    ACCORD_WORKBOOK_NAME_MAX = 31, /* of a sheet, in characters */
    ACCORD_WORKBOOK_NOTES_MAX = 4
};

/* How cells that say just this look, in columns that are coloured. The word is what tells; the colour helps. */
struct accord_workbook_colour {
    const char *word;
    uint32_t back; /* 0xRRGGBB */
    uint32_t letters;
};

enum accord_workbook_column { ACCORD_WORKBOOK_PLAIN, ACCORD_WORKBOOK_NUMBERS, ACCORD_WORKBOOK_COLOURED };

struct accord_workbook_options {
    const char *title;
    const char *author;
    const char *notes[ACCORD_WORKBOOK_NOTES_MAX]; /* above the head of every sheet; NULL past the last */
    struct accord_date day;                       /* of which it is: the day that it says to have been made on */
    const struct accord_language *language;
    size_t rows_max; /* of a sheet; 0: ACCORD_WORKBOOK_ROWS_MAX */
};

struct accord_workbook;

/* The texts of the options are needed as long as the workbook. ACCORD_NOT_WRITTEN unless `path` is that of a file, or
 * shall be: nothing else can hold a workbook. */
enum accord_status accord_workbook_open(const char *path, const struct accord_workbook_options *options,
                                        struct accord_workbook **workbook, struct accord_error *err) ACCORD_MUST_CHECK;

/* A sheet, then its heads, then rows of cells. What fails is kept until the workbook is finished. `colours` are those
 * of the sheet's coloured columns, needed as long as the workbook. */
void accord_workbook_sheet(struct accord_workbook *workbook, const char *name,
                           const struct accord_workbook_colour *colours, size_t colour_count);
void accord_workbook_head(struct accord_workbook *workbook, const char *heading, unsigned width,
                          enum accord_workbook_column column);
/* After the last head: so many columns at the left stay where they are when the sheet is moved. */
void accord_workbook_heads_end(struct accord_workbook *workbook, size_t columns_kept);

void accord_workbook_text(struct accord_workbook *workbook, const char *text); /* NULL: an empty cell */
void accord_workbook_label(struct accord_workbook *workbook, const char *text);
void accord_workbook_count(struct accord_workbook *workbook, size_t number);
void accord_workbook_percent(struct accord_workbook *workbook, bool known, struct accord_share share);
/* A full day from 1900 on is a date that spreadsheets reckon with; another one is text, NULL an empty cell. */
void accord_workbook_day(struct accord_workbook *workbook, const char *iso);
void accord_workbook_skip(struct accord_workbook *workbook);
void accord_workbook_row(struct accord_workbook *workbook); /* ends it */

/* What can be filtered and is coloured ends here; more rows may follow. */
void accord_workbook_table_end(struct accord_workbook *workbook);
/* Colours the first cell of the last `count` rows too: they say what the words mean. */
void accord_workbook_colour_rows(struct accord_workbook *workbook, size_t count);
void accord_workbook_sheet_end(struct accord_workbook *workbook);

/* Puts the file in its place; the status is that of the workbook's whole life. */
enum accord_status accord_workbook_finish(struct accord_workbook *workbook, struct accord_error *err) ACCORD_MUST_CHECK;
/* Releases; a workbook that was not finished leaves nothing behind. */
void accord_workbook_free(struct accord_workbook *workbook);

#endif
