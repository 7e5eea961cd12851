/* A folder that a report is written to again holds the pages of the last one only. Private to src/dossier/html. */
#ifndef ACCORD_DOSSIER_HTML_EARLIER_PAGES_H
#define ACCORD_DOSSIER_HTML_EARLIER_PAGES_H

#include "accord/status.h"

#include <stddef.h>

/* What the head of a page of actors says of itself: it is page `page` of a report, from 1. */
enum { ACCORD_PAGE_MARK_ROOM = 64 };
const char *accord_html_page_mark(size_t page, char mark[ACCORD_PAGE_MARK_ROOM]);

/* Removes from the folder of the file `path` the pages that belong to a file of that name and come after the page
 * `pages` (0: all of them). Only regular files go, which are called as accord calls such a page and whose head has the
 * mark of just that page; a copy under another number, a link and whatever else has such a name stay.
 * ACCORD_NOT_WRITTEN where one cannot be removed, or the folder cannot be listed. */
enum accord_status accord_html_remove_earlier_pages(const char *path, size_t pages,
                                                    struct accord_error *err) ACCORD_MUST_CHECK;

#endif
