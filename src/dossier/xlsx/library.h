/* libxlsxwriter, opened when a workbook is written and not before: it brings libcrypto, and both together would take as
 * long at every start of the program as all the rest of it. */
#ifndef ACCORD_DOSSIER_XLSX_LIBRARY_H
#define ACCORD_DOSSIER_XLSX_LIBRARY_H

#include "accord/status.h"

#include <xlsxwriter.h>

/* What is called of it. */
#define ACCORD_XLSX_FUNCTIONS(X)                                                                                       \
    X(workbook_new_opt)                                                                                                \
    X(workbook_add_worksheet)                                                                                          \
    X(workbook_add_format)                                                                                             \
    X(workbook_set_properties)                                                                                         \
    X(workbook_close)                                                                                                  \
    X(worksheet_write_string)                                                                                          \
    X(worksheet_write_number)                                                                                          \
    X(worksheet_write_datetime)                                                                                        \
    X(worksheet_set_column)                                                                                            \
    X(worksheet_set_row)                                                                                               \
    X(worksheet_freeze_panes)                                                                                          \
    X(worksheet_autofilter)                                                                                            \
    X(worksheet_conditional_format_range)                                                                              \
    X(worksheet_set_landscape)                                                                                         \
    X(worksheet_set_paper)                                                                                             \
    X(worksheet_fit_to_pages)                                                                                          \
    X(worksheet_repeat_columns)                                                                                        \
    X(worksheet_repeat_rows)                                                                                           \
    X(worksheet_set_footer)                                                                                            \
    X(worksheet_right_to_left)                                                                                         \
    X(format_set_bold)                                                                                                 \
    X(format_set_font_color)                                                                                           \
    X(format_set_font_size)                                                                                            \
    X(format_set_bg_color)                                                                                             \
    X(format_set_bottom)                                                                                               \
    X(format_set_num_format)                                                                                           \
    X(format_set_text_wrap)                                                                                            \
    X(format_set_align)                                                                                                \
    X(lxw_strerror)

struct accord_xlsx_library {
    void *opened;
#define ACCORD_XLSX_MEMBER(name) __typeof__(&(name)) name;
    ACCORD_XLSX_FUNCTIONS(ACCORD_XLSX_MEMBER)
#undef ACCORD_XLSX_MEMBER
};

/* ACCORD_NOT_WRITTEN where the library is not installed, or lacks something. */
enum accord_status accord_xlsx_library_open(struct accord_xlsx_library *library,
                                            struct accord_error *err) ACCORD_MUST_CHECK;
void accord_xlsx_library_close(struct accord_xlsx_library *library);

#endif
