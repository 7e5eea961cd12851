/* `accord init`: a repository of data to begin with. */
#include "workshop/repository.h"

#include "accord/report.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/places.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MESSAGE_MAX = 8 * 1024, PROJECT_MAX = 256 };

static const char unknown_project[] = "OWNER/accord";

struct request {
    const char *folder;
    char project[PROJECT_MAX]; /* "": not said */
    char version[PROJECT_MAX]; /* of it */
};

static enum accord_status take_folder(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    if (request->folder) return accord_error_set(err, ACCORD_BAD_USAGE, "unexpected argument \"%s\"", value);
    request->folder = value;
    return value[0] ? ACCORD_OK : accord_error_set(err, ACCORD_BAD_USAGE, "expected a folder, \".\" for this one");
}

/* The text up to `length`, where it fits and may be told to others. */
static bool take_word(const char *text, size_t length, char word[PROJECT_MAX])
{
    if (length >= PROJECT_MAX) return false;
    memcpy(word, text, length);
    word[length] = '\0';
    return accord_repository_word(word);
}

/* "owner/accord@v1" */
static enum accord_status take_accord(void *host, const char *value, struct accord_error *err)
{
    struct request *request = host;
    size_t length = strcspn(value, "@");
    bool good = take_word(value, length, request->project) && strchr(request->project, '/');
    if (value[length] == '@')
        good = good && take_word(value + length + 1, strlen(value + length + 1), request->version);
    if (good) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE, "--accord %s: expected OWNER/REPOSITORY or OWNER/REPOSITORY@VERSION",
                            value);
}

static const struct accord_option options[] = {
    {"accord", "REPOSITORY",
     "where accord is kept for the CI services that fetch it: OWNER/REPOSITORY or OWNER/REPOSITORY@VERSION; a place to "
     "be filled in when left out",
     false, take_accord},
    {.name = NULL},
};

/* The last part of the folder's path; of "." that of the working folder. */
static const char *name_of(const char *folder, char path[ACCORD_PATH_MAX])
{
    const char *whole = strcmp(folder, ".") == 0 ? getcwd(path, ACCORD_PATH_MAX) : folder;
    if (whole && whole != path && snprintf(path, ACCORD_PATH_MAX, "%s", folder) >= ACCORD_PATH_MAX) whole = NULL;
    if (!whole) return "";
    char *end = path + strlen(path);
    while (end > path && end[-1] == '/')
        *--end = '\0';
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int say_what_is_next(const struct request *request, const struct accord_scaffold *scaffold)
{
    struct accord_text text;
    accord_text_init(&text, MESSAGE_MAX);
    for (size_t i = 0; i < scaffold->count; i++)
        accord_text_addf(&text, "%s/%s\n", request->folder, scaffold->files[i].path);
    if (!request->project[0])
        accord_text_addf(&text,
                         "Next: put in the place of %s where accord is kept (.github, .gitlab-ci.yml,\n"
                         "      .pre-commit-config.yaml)\n",
                         unknown_project);
    accord_text_addf(&text, "Next: cd %s && accord check && accord test rules\n", request->folder);
    int code = accord_print(&text);
    accord_text_clear(&text);
    return code;
}

static int run(const struct accord_command *command, int count, char **arguments)
{
    struct request request = {.folder = NULL};
    struct accord_scaffold scaffold = {.count = 0};
    struct accord_error err = {0};
    char path[ACCORD_PATH_MAX];
    bool help = false;
    int code = 0;
    (void)snprintf(request.version, sizeof request.version, "v%s", accord_version());
    enum accord_status status = accord_options_parse(command, count, arguments, &request, &help, &err);
    if (help) return accord_command_print_help(command);
    if (status == ACCORD_OK && !request.folder)
        status = accord_error_set(&err, ACCORD_BAD_USAGE, "where? accord init DIR, \".\" for this folder");
    if (status == ACCORD_OK) {
        const struct accord_repository repository = {.name = name_of(request.folder, path),
                                                     .project = request.project[0] ? request.project : unknown_project,
                                                     .version = request.version,
                                                     .today = accord_places_today()};
        accord_scaffold_add_repository(&scaffold, &repository);
        status = accord_scaffold_write(&scaffold, request.folder, &err);
    }
    code = status == ACCORD_OK ? say_what_is_next(&request, &scaffold)
                               : accord_exit_code(accord_complain_of(&err, command->name));
    accord_scaffold_clear(&scaffold);
    return code;
}

static const struct accord_example examples[] = {
    {"accord init party-data --accord our-secretariat/accord@v0.1.0",
     "begins a repository of data whose changes are checked by CI"},
    {.line = NULL},
};

const struct accord_command accord_command_init = {
    .name = "init",
    .operand = "DIR",
    .help = "begins a repository of data: a dataset, a rule of your own, CI files",
    .about =
        "Writes a dataset of invented States, a rule with its cases, accord.json, and files for GitHub, GitLab and "
        "pre-commit, into a folder that is made where it is not there. `accord check` and `accord test rules` pass on "
        "it at once. No file is ever overwritten.",
    .options = options,
    .examples = examples,
    .take_operand = take_folder,
    .run = run,
};
