/* The documentation of rules: a Markdown page a rule, one an instrument, and an index, from metadata alone. */
#ifndef ACCORD_WORKSHOP_DOCS_H
#define ACCORD_WORKSHOP_DOCS_H

#include "accord/run.h"
#include "base/text.h"

/* What each page begins with: whoever finds it knows that the page may be replaced. */
extern const char accord_docs_mark[];

/* Takes one page; the path is relative to the folder of the documentation: "index.md", "cms-11.10.md",
 * "cms-11.10/no-cms-focal-point.md". */
typedef enum accord_status (*accord_docs_function)(void *host, const char *path, const struct accord_text *page,
                                                   struct accord_error *err);

/* Gives every page, in a fixed order. */
enum accord_status accord_docs_pages(const struct accord_packs *packs, accord_docs_function function, void *host,
                                     struct accord_error *err) ACCORD_MUST_CHECK;

/* Writes every page below the folder, which is made where it is not there, and removes pages of rules and instruments
 * that are gone. A folder with a file that is no such page is refused, before anything is written. Each page is
 * complete or not there. */
enum accord_status accord_docs_write(const struct accord_packs *packs, const char *folder,
                                     struct accord_error *err) ACCORD_MUST_CHECK;

#endif
