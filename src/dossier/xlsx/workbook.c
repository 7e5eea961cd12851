/* Workbooks by libxlsxwriter, which is known here and in library.c alone. */
#define _XOPEN_SOURCE 700 /* mkstemp */
#include "dossier/xlsx/workbook.h"

#include "base/error.h"
#include "base/memory.h"
#include "dossier/words.h"
#include "dossier/xlsx/library.h"
#include "report/escape.h"
#include "report/sink.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    PAPER_A4 = 9,
    PAGE_WIDTH = 200, /* characters that can be read on one page across */
    LINE_HEIGHT = 15, /* points */
    HEAD_LINES = 3,
    LINES_MAX = 16, /* of a row: more are to be read in the cell itself */
    TITLE_SIZE = 14,
    ROOM_BESIDE = 1024 * 1024, /* for what a workbook has besides the rows of its sheets */
    FIRST_YEAR = 1900,
    DAY_SECONDS = 24 * 60 * 60,
    UTF16_SINGLE_LAST = 0xFFFF
};

enum look {
    LOOK_TITLE,
    LOOK_NOTE,
    LOOK_HEAD,
    LOOK_HEAD_NUMBER,
    LOOK_TEXT,
    LOOK_LABEL,
    LOOK_COUNT,
    LOOK_FACT,
    LOOK_PERCENT,
    LOOK_DAY,
    LOOKS
};

struct accord_workbook {
    struct accord_workbook_options options;
    struct accord_xlsx_library library;
    struct accord_sink sink;
    struct accord_text folder; /* of the file, where the library keeps what it needs meanwhile */
    struct accord_text cell;
    lxw_workbook *book;
    lxw_format *looks[LOOKS];
    struct accord_error error; /* the first */
    /* The sheet at hand: */
    lxw_worksheet *sheet;
    const struct accord_workbook_colour *colours;
    size_t colour_count;
    struct column {
        unsigned width;
        bool coloured;
    } * heads; /* of the columns */
    lxw_col_t columns;
    bool table;   /* its rows are under way */
    size_t lines; /* of the row at hand */
    lxw_row_t head;
    lxw_row_t row;
    lxw_col_t column;
    size_t left_out; /* rows */
};

static void fail(struct accord_workbook *workbook, enum accord_status status, const char *text)
{
    if (workbook->error.status == ACCORD_OK)
        (void)accord_error_set(&workbook->error, status, "%s: cannot be written: %s", workbook->sink.name, text);
}

static void check(struct accord_workbook *workbook, lxw_error error)
{
    if (error != LXW_NO_ERROR) fail(workbook, ACCORD_NOT_WRITTEN, workbook->library.lxw_strerror(error));
}

/* ---- opening ---- */

static void make_looks(struct accord_workbook *workbook)
{
    const struct accord_xlsx_library *library = &workbook->library;
    for (int i = 0; i < LOOKS; i++) {
        lxw_format *format = workbook->looks[i] = library->workbook_add_format(workbook->book);
        if (!format) {
            (void)accord_error_memory(&workbook->error);
            return;
        }
        bool head = i == LOOK_HEAD || i == LOOK_HEAD_NUMBER;
        library->format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        if (head || i == LOOK_TEXT) library->format_set_text_wrap(format);
        if (head || i == LOOK_TITLE || i == LOOK_NOTE || i == LOOK_LABEL) library->format_set_bold(format);
        if (head) library->format_set_bg_color(format, 0xE7EDF3);
        if (head) library->format_set_bottom(format, LXW_BORDER_THIN);
    }
    library->format_set_font_size(workbook->looks[LOOK_TITLE], TITLE_SIZE);
    library->format_set_align(workbook->looks[LOOK_HEAD_NUMBER], LXW_ALIGN_RIGHT);
    library->format_set_num_format(workbook->looks[LOOK_COUNT], "#,##0");
    library->format_set_num_format(workbook->looks[LOOK_FACT], "#,##0");
    library->format_set_align(workbook->looks[LOOK_FACT], LXW_ALIGN_LEFT);
    library->format_set_align(workbook->looks[LOOK_DAY], LXW_ALIGN_LEFT);
    library->format_set_num_format(workbook->looks[LOOK_PERCENT], "0%");
    library->format_set_num_format(workbook->looks[LOOK_DAY], "yyyy-mm-dd");
}

/* The library would put down the time of day where it is given none, and takes 0 for none. */
static void set_properties(struct accord_workbook *workbook)
{
    time_t made = (time_t)workbook->options.day.first * DAY_SECONDS;
    lxw_doc_properties properties = {
        .title = (char *)(uintptr_t)workbook->options.title,
        .author = (char *)(uintptr_t)workbook->options.author,
        .comments = (char *)(uintptr_t)workbook->options.notes[0],
        .created = made == 0 ? 1 : made,
    };
    check(workbook, workbook->library.workbook_set_properties(workbook->book, &properties));
}

static void note_folder(struct accord_workbook *workbook)
{
    const char *target = workbook->sink.target, *slash = strrchr(target, '/');
    if (!slash)
        accord_text_add_char(&workbook->folder, '.');
    else
        accord_text_add(&workbook->folder, target, slash == target ? 1 : (size_t)(slash - target));
    if (workbook->folder.failed) (void)accord_error_memory(&workbook->error);
}

/* The library writes to the sink's file, which the sink then puts in its place. */
static void open_book(struct accord_workbook *workbook)
{
    lxw_workbook_options options = {
        .constant_memory = LXW_TRUE,
        .tmpdir = workbook->folder.bytes,
    };
    workbook->book = workbook->library.workbook_new_opt(workbook->sink.temporary, &options);
    if (!workbook->book) {
        (void)accord_error_memory(&workbook->error);
        return;
    }
    make_looks(workbook);
    if (workbook->error.status == ACCORD_OK) set_properties(workbook);
}

static enum accord_status open_file(struct accord_workbook *workbook, const char *path, struct accord_error *err)
{
    accord_sink_open_file(&workbook->sink, path);
    if (workbook->sink.error.status != ACCORD_OK)
        return accord_error_set(err, workbook->sink.error.status, "%s", workbook->sink.error.text);
    if (!workbook->sink.target)
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "%s: cannot be written: a workbook has to be a file", path);
    note_folder(workbook);
    if (workbook->error.status == ACCORD_OK) open_book(workbook);
    if (workbook->error.status == ACCORD_OK) return ACCORD_OK;
    *err = workbook->error;
    return err->status;
}

enum accord_status accord_workbook_open(const char *path, const struct accord_workbook_options *options,
                                        struct accord_workbook **workbook, struct accord_error *err)
{
    struct accord_workbook *opened = accord_alloc_zero(1, sizeof *opened);
    *workbook = NULL;
    if (!opened) return accord_error_memory(err);
    opened->options = *options;
    if (opened->options.rows_max == 0) opened->options.rows_max = ACCORD_WORKBOOK_ROWS_MAX;
    accord_sink_init(&opened->sink);
    accord_text_init(&opened->folder, ACCORD_SINK_FULL);
    accord_text_init(&opened->cell, ACCORD_SINK_MAX);
    opened->heads = accord_alloc_zero(ACCORD_WORKBOOK_COLUMNS_MAX, sizeof *opened->heads);
    enum accord_status status = opened->heads ? ACCORD_OK : accord_error_memory(err);
    if (status == ACCORD_OK) status = accord_xlsx_library_open(&opened->library, err);
    if (status == ACCORD_OK) status = open_file(opened, path, err);
    if (status == ACCORD_OK)
        *workbook = opened;
    else
        accord_workbook_free(opened);
    return status;
}

/* ---- cells ---- */

static bool failed(const struct accord_workbook *workbook)
{
    return workbook->error.status != ACCORD_OK;
}

/* Spreadsheets read _x0041_ in a cell as the letter A: the underline is written so itself then. */
static void keep_underlines(struct accord_text *to, const char *text)
{
    static const char hexadecimal[] = "0123456789abcdefABCDEF";
    for (; *text; text++) {
        bool code = text[0] == '_' && text[1] == 'x' && strspn(text + 2, hexadecimal) >= 4 && text[6] == '_';
        accord_text_add_str(to, code ? "_x005F" : "");
        accord_text_add_char(to, *text);
    }
}

/* A text that is longer than a cell is cut, and ends with saying so. */
static void cut(struct accord_text *cell, const char *words)
{
    size_t most = ACCORD_WORKBOOK_CELL_MAX, units = 0, keep = 0, reserve = strlen(words) + 1;
    for (size_t at = 0; at < cell->length;) {
        uint32_t c = 0;
        size_t size = accord_utf8_next(cell->bytes + at, cell->length - at, &c);
        units += c > UTF16_SINGLE_LAST ? 2 : 1;
        at += size ? size : 1;
        if (units + reserve <= most) keep = at;
    }
    if (units <= most) return;
    accord_text_end_at(cell, cell->bytes + keep);
    accord_text_add_char(cell, ' ');
    accord_text_add_str(cell, words);
}

static const char *cell_text(struct accord_workbook *workbook, const char *text)
{
    struct accord_text escaped, *cell = &workbook->cell;
    accord_text_init(&escaped, ACCORD_SINK_MAX);
    accord_escape_line(&escaped, text);
    accord_text_reset(cell);
    keep_underlines(cell, accord_text_str(&escaped));
    cut(cell, accord_phrase(workbook->options.language, ACCORD_PHRASE_CELL_CUT));
    if (escaped.failed || cell->failed) (void)accord_error_memory(&workbook->error);
    accord_text_clear(&escaped);
    return accord_text_str(cell);
}

/* The last row that a sheet may hold is for saying how many more there are. */
static bool has_room(const struct accord_workbook *workbook)
{
    return workbook->row < workbook->options.rows_max - 1;
}

/* Spreadsheets do not all find out by themselves how high a row has to be. */
static void count_lines(struct accord_workbook *workbook, const char *text)
{
    size_t width = workbook->column < workbook->columns ? workbook->heads[workbook->column].width : 1;
    size_t lines = accord_text_width(text, strlen(text)) / (width > 1 ? width - 1 : 1) + 1;
    if (lines > workbook->lines) workbook->lines = lines > LINES_MAX ? LINES_MAX : lines;
}

static void write_text(struct accord_workbook *workbook, const char *text, enum look look)
{
    if (text && look == LOOK_TEXT) count_lines(workbook, text);
    if (text && *text && has_room(workbook) && !failed(workbook))
        check(workbook, workbook->library.worksheet_write_string(workbook->sheet, workbook->row, workbook->column,
                                                                 cell_text(workbook, text), workbook->looks[look]));
    workbook->column++;
}

static void write_number(struct accord_workbook *workbook, double number, enum look look)
{
    if (has_room(workbook) && !failed(workbook))
        check(workbook, workbook->library.worksheet_write_number(workbook->sheet, workbook->row, workbook->column,
                                                                 number, workbook->looks[look]));
    workbook->column++;
}

void accord_workbook_text(struct accord_workbook *workbook, const char *text)
{
    write_text(workbook, text, LOOK_TEXT);
}

void accord_workbook_label(struct accord_workbook *workbook, const char *text)
{
    write_text(workbook, text, LOOK_LABEL);
}

void accord_workbook_count(struct accord_workbook *workbook, size_t number)
{
    write_number(workbook, (double)number, workbook->table ? LOOK_COUNT : LOOK_FACT);
}

void accord_workbook_percent(struct accord_workbook *workbook, bool known, struct accord_share share)
{
    if (known)
        write_number(workbook, share.whole == 0 ? 0 : (double)share.part / (double)share.whole, LOOK_PERCENT);
    else
        accord_workbook_skip(workbook);
}

void accord_workbook_day(struct accord_workbook *workbook, const char *iso)
{
    struct accord_date day = {0, 0};
    lxw_datetime time = {0};
    bool is_day = accord_dossier_day(iso, &day) && day.first == day.last;
    if (is_day) accord_date_of_day(day.first, &time.year, &time.month, &time.day);
    if (!is_day || time.year < FIRST_YEAR) {
        accord_workbook_text(workbook, iso);
        return;
    }
    if (has_room(workbook) && !failed(workbook))
        check(workbook, workbook->library.worksheet_write_datetime(workbook->sheet, workbook->row, workbook->column,
                                                                   &time, workbook->looks[LOOK_DAY]));
    workbook->column++;
}

void accord_workbook_skip(struct accord_workbook *workbook)
{
    workbook->column++;
}

static void set_height(struct accord_workbook *workbook)
{
    if (workbook->lines > 1 && has_room(workbook) && !failed(workbook))
        check(workbook, workbook->library.worksheet_set_row(workbook->sheet, workbook->row,
                                                            (double)(workbook->lines * LINE_HEIGHT), NULL));
    workbook->lines = 0;
}

void accord_workbook_row(struct accord_workbook *workbook)
{
    set_height(workbook);
    if (has_room(workbook))
        workbook->row++;
    else
        workbook->left_out++;
    workbook->column = 0;
}

/* ---- sheets ---- */

static void write_notes(struct accord_workbook *workbook)
{
    write_text(workbook, workbook->options.title, LOOK_TITLE);
    accord_workbook_row(workbook);
    for (size_t i = 0; i < ACCORD_WORKBOOK_NOTES_MAX && workbook->options.notes[i]; i++) {
        write_text(workbook, workbook->options.notes[i], LOOK_NOTE);
        accord_workbook_row(workbook);
    }
}

void accord_workbook_sheet(struct accord_workbook *workbook, const char *name,
                           const struct accord_workbook_colour *colours, size_t colour_count)
{
    const struct accord_xlsx_library *library = &workbook->library;
    if (failed(workbook)) return;
    workbook->sheet = library->workbook_add_worksheet(workbook->book, name);
    if (!workbook->sheet) {
        fail(workbook, ACCORD_NOT_WRITTEN, "a sheet cannot be called so");
        return;
    }
    workbook->colours = colours;
    workbook->colour_count = colour_count;
    workbook->columns = 0;
    workbook->column = 0;
    workbook->row = 0;
    workbook->left_out = 0;
    library->worksheet_set_landscape(workbook->sheet);
    library->worksheet_set_paper(workbook->sheet, PAPER_A4);
    check(workbook, library->worksheet_set_footer(workbook->sheet, "&L&A&R&P / &N"));
    if (workbook->options.language->right_to_left) library->worksheet_right_to_left(workbook->sheet);
    write_notes(workbook);
    workbook->head = workbook->row;
    workbook->lines = HEAD_LINES;
}

void accord_workbook_head(struct accord_workbook *workbook, const char *heading, unsigned width,
                          enum accord_workbook_column column)
{
    if (workbook->columns >= ACCORD_WORKBOOK_COLUMNS_MAX) {
        fail(workbook, ACCORD_NOT_WRITTEN, "it would need more than the 16,384 columns that a sheet may have");
        return;
    }
    if (!failed(workbook))
        check(workbook, workbook->library.worksheet_set_column(workbook->sheet, workbook->columns, workbook->columns,
                                                               (double)width, NULL));
    workbook->heads[workbook->columns++] =
        (struct column){.width = width, .coloured = column == ACCORD_WORKBOOK_COLOURED};
    write_text(workbook, heading, column == ACCORD_WORKBOOK_NUMBERS ? LOOK_HEAD_NUMBER : LOOK_HEAD);
}

void accord_workbook_heads_end(struct accord_workbook *workbook, size_t columns_kept)
{
    unsigned width = 0;
    accord_workbook_row(workbook);
    workbook->table = true;
    for (lxw_col_t i = 0; i < workbook->columns; i++)
        width += workbook->heads[i].width;
    if (failed(workbook)) return;
    const struct accord_xlsx_library *library = &workbook->library;
    library->worksheet_freeze_panes(workbook->sheet, workbook->head + 1, (lxw_col_t)columns_kept);
    library->worksheet_fit_to_pages(workbook->sheet, (uint16_t)((width + PAGE_WIDTH - 1) / PAGE_WIDTH), 0);
    check(workbook, library->worksheet_repeat_rows(workbook->sheet, workbook->head, workbook->head));
    check(workbook, library->worksheet_repeat_columns(workbook->sheet, 0, (lxw_col_t)(columns_kept - 1)));
}

static void colour_range(struct accord_workbook *workbook, lxw_row_t first_row, lxw_row_t last_row, lxw_col_t first,
                         lxw_col_t last)
{
    struct accord_text quoted;
    accord_text_init(&quoted, ACCORD_SINK_FULL);
    for (size_t i = 0; i < workbook->colour_count && !failed(workbook); i++) {
        const struct accord_workbook_colour *colour = &workbook->colours[i];
        lxw_format *format = workbook->library.workbook_add_format(workbook->book);
        accord_text_reset(&quoted);
        accord_text_addf(&quoted, "\"%s\"", colour->word);
        if (!format || quoted.failed) {
            (void)accord_error_memory(&workbook->error);
            break;
        }
        workbook->library.format_set_bg_color(format, colour->back);
        workbook->library.format_set_font_color(format, colour->letters);
        lxw_conditional_format rule = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                       .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                       .value_string = quoted.bytes,
                                       .format = format};
        check(workbook, workbook->library.worksheet_conditional_format_range(workbook->sheet, first_row, first,
                                                                             last_row, last, &rule));
    }
    accord_text_clear(&quoted);
}

void accord_workbook_table_end(struct accord_workbook *workbook)
{
    lxw_row_t last = workbook->row - 1;
    workbook->table = false;
    if (failed(workbook) || workbook->columns == 0) return;
    check(workbook, workbook->library.worksheet_autofilter(workbook->sheet, workbook->head, 0, last,
                                                           (lxw_col_t)(workbook->columns - 1)));
    for (lxw_col_t first = 0, end; first < workbook->columns && last > workbook->head; first = end) {
        end = first;
        while (end < workbook->columns && workbook->heads[end].coloured)
            end++;
        if (end > first) colour_range(workbook, workbook->head + 1, last, first, (lxw_col_t)(end - 1));
        if (end == first) end++;
    }
}

void accord_workbook_colour_rows(struct accord_workbook *workbook, size_t count)
{
    if (count <= workbook->row) colour_range(workbook, workbook->row - (lxw_row_t)count, workbook->row - 1, 0, 0);
}

void accord_workbook_sheet_end(struct accord_workbook *workbook)
{
    if (workbook->left_out == 0 || failed(workbook)) return;
    const struct accord_argument arguments[] = {ACCORD_COUNT("most", workbook->options.rows_max),
                                                ACCORD_COUNT("rows", workbook->left_out)};
    struct accord_text words;
    accord_text_init(&words, ACCORD_SINK_FULL);
    accord_phrase_add(&words, workbook->options.language, ACCORD_PHRASE_ROWS_LEFT_OUT, arguments, 2);
    check(workbook, workbook->library.worksheet_write_string(workbook->sheet, workbook->row, 0, accord_text_str(&words),
                                                             workbook->looks[LOOK_NOTE]));
    accord_text_clear(&words);
}

/* ---- the end ---- */

/* The library does not ask whether what it keeps beside the file was written: a full disk would go unnoticed, and the
 * workbook lack its end. So its files of rows are asked, and room for as much again is made sure of, which is more than
 * it needs for one sheet at a time and the file itself. */
static void make_sure_of_rows(struct accord_workbook *workbook, off_t *length)
{
    struct lxw_worksheet *sheet;
    STAILQ_FOREACH(sheet, workbook->book->worksheets, list_pointers)
    {
        if (!sheet->optimize_tmpfile) continue;
        errno = 0;
        if (fflush(sheet->optimize_tmpfile) != 0 || ferror(sheet->optimize_tmpfile))
            fail(workbook, ACCORD_NOT_WRITTEN, strerror(errno ? errno : EIO));
        off_t end = ftello(sheet->optimize_tmpfile);
        *length += end > 0 ? end : 0;
    }
}

static void make_sure_of_room(struct accord_workbook *workbook, off_t length)
{
    struct accord_text name;
    accord_text_init(&name, ACCORD_SINK_FULL);
    accord_text_addf(&name, "%s/.accord-XXXXXX", accord_text_str(&workbook->folder));
    int descriptor = name.failed ? -1 : mkstemp(name.bytes);
    int error = descriptor < 0 ? errno : 0;
    if (descriptor >= 0) {
        (void)unlink(name.bytes);
        error = posix_fallocate(descriptor, 0, length + ROOM_BESIDE);
        (void)close(descriptor);
    }
    if (error != 0) fail(workbook, ACCORD_NOT_WRITTEN, strerror(error));
    accord_text_clear(&name);
}

/* Also where it failed: there is no other way to have it close its files. */
static void close_book(struct accord_workbook *workbook)
{
    off_t length = 0;
    if (!workbook->book) return;
    if (!failed(workbook)) make_sure_of_rows(workbook, &length);
    if (!failed(workbook)) make_sure_of_room(workbook, length);
    check(workbook, workbook->library.workbook_close(workbook->book));
    workbook->book = NULL;
}

enum accord_status accord_workbook_finish(struct accord_workbook *workbook, struct accord_error *err)
{
    close_book(workbook);
    if (!failed(workbook)) return accord_sink_finish(&workbook->sink, err);
    *err = workbook->error;
    return err->status;
}

void accord_workbook_free(struct accord_workbook *workbook)
{
    if (!workbook) return;
    close_book(workbook);
    accord_sink_clear(&workbook->sink);
    accord_xlsx_library_close(&workbook->library);
    accord_text_clear(&workbook->folder);
    accord_text_clear(&workbook->cell);
    accord_free(workbook->heads);
    accord_free(workbook);
}
