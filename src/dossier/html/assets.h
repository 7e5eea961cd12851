/* Files that are part of every page of the dashboard, compiled in. Private to src/dossier/html. */
#ifndef ACCORD_DOSSIER_HTML_ASSETS_H
#define ACCORD_DOSSIER_HTML_ASSETS_H

#include <stddef.h>

struct accord_html_asset {
    const char *bytes;
    size_t length;
};

extern const struct accord_html_asset accord_html_style;  /* style.css */
extern const struct accord_html_asset accord_html_start;  /* start.js: runs before the page is shown */
extern const struct accord_html_asset accord_html_script; /* script.js */
extern const struct accord_html_asset accord_html_chart;  /* Chart.js, with its notice */

#endif
