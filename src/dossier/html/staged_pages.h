/* Pages of a report that is not complete yet: they stand in a hidden folder beside the index until all are written, so
 * that a report that is broken off leaves the pages that were there. Private to src/dossier/html. */
#ifndef ACCORD_DOSSIER_HTML_STAGED_PAGES_H
#define ACCORD_DOSSIER_HTML_STAGED_PAGES_H

#include "accord/status.h"
#include "base/text.h"

#include <stddef.h>

/* Zeroed has none. */
struct accord_html_staged {
    char *folder;
    struct accord_unfinished *unfinished; /* the same, for signals */
    size_t pages;                         /* that were begun in it: 1 to this */
};

/* Makes the folder, beside the file `index`. */
enum accord_status accord_html_stage(struct accord_html_staged *staged, const char *index,
                                     struct accord_error *err) ACCORD_MUST_CHECK;
/* Appends where the page is to be written, one more than was begun before. */
void accord_html_stage_page(struct accord_html_staged *staged, size_t page, struct accord_text *path);
/* Puts all of them in their places. */
enum accord_status accord_html_stage_end(struct accord_html_staged *staged, const char *index,
                                         struct accord_error *err) ACCORD_MUST_CHECK;
/* Removes the folder with what is left in it. */
void accord_html_stage_clear(struct accord_html_staged *staged);

#endif
