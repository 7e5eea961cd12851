/* Clock, environment, terminal and the program's own place. */
#include "cli/places.h"

#include "base/error.h"
#include "base/memory.h"
#include "report/page.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SECONDS_A_DAY = 24 * 60 * 60, WIDTH_MAX = 100 };

struct accord_date accord_places_today(void)
{
    int32_t day = (int32_t)(time(NULL) / SECONDS_A_DAY);
    return (struct accord_date){day, day};
}

enum { GITHUB_STEP_SUMMARY, NO_COLOR, TMPDIR, VARIABLE_COUNT };

static const struct accord_variable variables[VARIABLE_COUNT] = {
    [GITHUB_STEP_SUMMARY] = {"GITHUB_STEP_SUMMARY",
                             "with --format github: the file to which a summary in Markdown is added, as a job sets it"},
    [NO_COLOR] = {"NO_COLOR", "where it is not empty, no colours unless --color asks for them"},
    [TMPDIR] = {"TMPDIR", "the folder of temporary files; /tmp where it is empty"},
};

const struct accord_variable *accord_places_variable(size_t index)
{
    return index < VARIABLE_COUNT ? &variables[index] : NULL;
}

const char *accord_places_environment(const char *name)
{
    const char *value = getenv(name);
    return value && value[0] ? value : NULL;
}

extern char **environ; /* POSIX has it in no header */

const char *accord_places_environment_at(size_t index)
{
    return environ ? environ[index] : NULL;
}

const char *accord_places_job_summary(void)
{
    return accord_places_environment(variables[GITHUB_STEP_SUMMARY].name);
}

const char *accord_places_temporary(void)
{
    return accord_places_environment(variables[TMPDIR].name);
}

bool accord_places_color(void)
{
    return accord_places_environment(variables[NO_COLOR].name) == NULL;
}

unsigned accord_places_width(void)
{
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
    return size.ws_col < WIDTH_MAX ? size.ws_col : WIDTH_MAX;
}

/* The folder that the program file stands in; empty when the system does not tell. */
static void own_folder(char folder[ACCORD_PATH_MAX])
{
    ssize_t length = readlink("/proc/self/exe", folder, ACCORD_PATH_MAX - 1);
    folder[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash) *slash = '\0';
}

static bool stands_under(const char *folder, const char *root)
{
    size_t length = strlen(root);
    return strncmp(folder, root, length) == 0 && (folder[length] == '/' || folder[length] == '\0');
}

enum accord_status accord_places_rules(char folder[ACCORD_PATH_MAX], struct accord_error *err)
{
    char own[ACCORD_PATH_MAX];
    own_folder(own);
    if (stands_under(own, ACCORD_BUILD_DIR)) {
        (void)snprintf(folder, ACCORD_PATH_MAX, "%s", ACCORD_SOURCE_RULES_DIR);
        return ACCORD_OK;
    }
    int length = snprintf(folder, ACCORD_PATH_MAX, "%s/%s", own, ACCORD_RELATIVE_RULES_DIR);
    if (length < ACCORD_PATH_MAX && access(folder, R_OK | X_OK) == 0) return ACCORD_OK;
    (void)snprintf(folder, ACCORD_PATH_MAX, "%s", ACCORD_RULES_DIR);
    if (access(folder, R_OK | X_OK) == 0) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "the installed rules are not found in %s; name a folder with --rules", ACCORD_RULES_DIR);
}

bool accord_rules_folders_name(const char **names, size_t count, const char *installed)
{
    bool named = false;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], ACCORD_INSTALLED_RULES) != 0) continue;
        names[i] = installed;
        named = true;
    }
    return named;
}

enum accord_status accord_rules_folders_find(struct accord_rules_folders *folders, const char *const *names,
                                             size_t count, struct accord_error *err)
{
    static const char *const standard[] = {ACCORD_INSTALLED_RULES};
    if (count == 0) names = standard;
    folders->count = count > 0 ? count : 1;
    folders->items = accord_alloc_zero(folders->count, sizeof *folders->items);
    if (!folders->items) return accord_error_memory(err);
    for (size_t i = 0; i < folders->count; i++) {
        bool installed = strcmp(names[i], ACCORD_INSTALLED_RULES) == 0;
        enum accord_status status = installed ? accord_places_rules(folders->installed, err) : ACCORD_OK;
        if (status != ACCORD_OK) return status;
        folders->items[i] = installed ? folders->installed : names[i];
    }
    return ACCORD_OK;
}

void accord_rules_folders_clear(struct accord_rules_folders *folders)
{
    accord_free(folders->items);
    folders->items = NULL;
    folders->count = 0;
}

bool accord_places_same_file(const char *a, const char *b)
{
    struct stat one, other;
    if (strcmp(a, b) == 0) return true;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

bool accord_places_is_of_store(const char *path, const char *store)
{
    static const char *const suffixes[] = {"", "-journal", "-wal", "-shm"};
    char name[ACCORD_PATH_MAX];
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        int length = snprintf(name, sizeof name, "%s%s", store, suffixes[i]);
        if (length >= 0 && (size_t)length < sizeof name && accord_places_same_file(path, name)) return true;
    }
    return false;
}

bool accord_places_prefix(const char *folder, char prefix[ACCORD_PATH_MAX])
{
    char here[ACCORD_PATH_MAX];
    if (folder[0] == '/' && getcwd(here, sizeof here) && stands_under(folder, here)) {
        folder += strlen(here);
        folder += strspn(folder, "/");
    }
    while (folder[0] == '.' && (folder[1] == '/' || folder[1] == '\0')) {
        folder += 1;
        folder += strspn(folder, "/");
    }
    size_t length = strlen(folder);
    int written = snprintf(prefix, ACCORD_PATH_MAX, "%s%s", folder, length > 0 && folder[length - 1] != '/' ? "/" : "");
    return written < ACCORD_PATH_MAX;
}

void accord_place_write(struct accord_text *line, const struct accord_problem *problem)
{
    accord_page_escape(line, problem->file);
    if (problem->line > 0) accord_text_addf(line, ":%u", problem->line);
    if (problem->line > 0 && problem->column > 0) accord_text_addf(line, ":%u", problem->column);
    accord_text_add_str(line, ": ");
    accord_page_escape(line, problem->text);
}
