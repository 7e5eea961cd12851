/* Files of the dashboard: their bytes are written as C when the build is configured. */
#include "dossier/html/assets.h"

#include "html_files.inc"

#define ASSET(file)                                                                                                    \
    {                                                                                                                  \
        (const char *)(file), sizeof(file)                                                                             \
    }

const struct accord_html_asset accord_html_style = ASSET(file_style);
const struct accord_html_asset accord_html_start = ASSET(file_start);
const struct accord_html_asset accord_html_script = ASSET(file_script);
const struct accord_html_asset accord_html_chart = ASSET(file_chart);
