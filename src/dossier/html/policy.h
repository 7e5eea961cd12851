/* The policy of the dashboard's pages: nothing runs or is loaded but what they hold. Private to src/dossier/html. */
#ifndef ACCORD_DOSSIER_HTML_POLICY_H
#define ACCORD_DOSSIER_HTML_POLICY_H

#include "dossier/html/html.h"

/* Appends the meta element for a page with that style sheet. */
void accord_html_policy(struct accord_html *html, const struct accord_text *style, bool with_chart);

#endif
