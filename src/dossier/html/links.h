/* Links from one language of a report to the same page in another. Private to src/dossier/html. */
#ifndef ACCORD_DOSSIER_HTML_LINKS_H
#define ACCORD_DOSSIER_HTML_LINKS_H

#include "dossier/html/html.h"

/* How the file at `to` is reached from the file at `from`, both as given: "../fr/index.html", percent-encoded. */
void accord_html_add_relative(struct accord_text *text, const char *from, const char *to);

/* Bytes of a path, or of a name, before the end that pages of actors do not share: of "index" in "index.html". */
size_t accord_html_stem(const char *path);
/* What such a page has in its place: "-003.html". */
enum { ACCORD_PAGE_END_ROOM = 32 };
const char *accord_html_page_end(size_t page, char end[ACCORD_PAGE_END_ROOM]);

/* The path of the index itself (0), or of a page beside it. */
void accord_html_add_page_path(struct accord_text *text, const char *path, size_t page);
/* Where the page at hand is in the end. */
void accord_html_page_path(const struct accord_html *html, struct accord_text *path);

/* A link from the page at hand to another of the same report: 0 is the index. */
void accord_html_page_address(struct accord_html *html, size_t page);

/* An element OPEN for each other language that is written in the same run; in a list where `list`. */
void accord_html_language_links(struct accord_html *html, const char *open, bool list);

#endif
