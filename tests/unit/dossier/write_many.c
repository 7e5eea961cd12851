/* Writes the dashboard of a dossier of any size: write_many PATH ACTORS PROVISIONS RUNS FOLDER LANGUAGE [TEXT], for the
 * tests that read pages as a browser does. FOLDER: 1 where pages may stand beside the path. */
#include "dossier/writer.h"
#include "unit/dossier/many.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANGUAGES_MAX = 8, PATH_ROOM = 4096 };

/* "DIR/fr/page.html" for "DIR/page.html", but for the language that is asked for. */
static const char *path_in(char *other, const char *path, const struct accord_language *language, const char *asked)
{
    const char *slash = strrchr(path, '/');
    if (strcmp(language->code, asked) == 0)
        (void)snprintf(other, PATH_ROOM, "%s", path);
    else
        (void)snprintf(other, PATH_ROOM, "%.*s/%s%s", (int)(slash - path), path, language->code, slash);
    return other;
}

int main(int count, char **arguments)
{
    if (count < 7 || !strchr(arguments[1], '/')) return 2;
    struct accord_dossier *dossier = many_dossier(strtoul(arguments[2], NULL, 10), strtoul(arguments[3], NULL, 10),
                                                  strtoul(arguments[4], NULL, 10), count > 7 ? arguments[7] : "");
    const struct accord_language *languages[LANGUAGES_MAX];
    const char *paths[LANGUAGES_MAX];
    char rooms[LANGUAGES_MAX][PATH_ROOM];
    size_t n = 0;
    for (; n < LANGUAGES_MAX && accord_language_at(n); n++) {
        languages[n] = accord_language_at(n);
        paths[n] = path_in(rooms[n], arguments[1], languages[n], arguments[6]);
    }
    struct accord_dossier_output output = {.path = arguments[1],
                                           .beside = strcmp(arguments[5], "1") == 0,
                                           .language = accord_language_find(arguments[6]),
                                           .languages = languages,
                                           .paths = paths,
                                           .language_count = n};
    struct accord_error err = {0};
    enum accord_status status = accord_dossier_format_html.write(dossier, &output, &err);
    if (status != ACCORD_OK) (void)fprintf(stderr, "%s\n", err.text);
    accord_dossier_close(dossier);
    return accord_status_exit_code(status);
}
