/* Loading rule packs and datasets for commands. */
#include "cli/loading.h"

#include "base/error.h"
#include "cli/places.h"
#include "report/page.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { LINE_MAX_BYTES = 64 * 1024, SMALL_MAX = 4 * 1024 * 1024 };

/* The folder that a dataset's files are named from: its own, or that of its descriptor. */
static void add_folder(struct accord_text *line, const char *dataset)
{
    struct stat about;
    size_t length = strlen(dataset);
    if (stat(dataset, &about) != 0 || !S_ISDIR(about.st_mode))
        while (length > 0 && dataset[length - 1] != '/')
            length--;
    while (length > 1 && dataset[length - 1] == '/')
        length--;
    if (length == 0 || strcmp(dataset, ".") == 0) return;
    accord_text_add(line, dataset, length);
    accord_text_add_char(line, '/');
}

void accord_print_problems(const struct accord_problems *problems, const char *dataset)
{
    struct accord_text line;
    accord_text_init(&line, LINE_MAX_BYTES);
    for (size_t i = 0; i < accord_problems_kept(problems); i++) {
        const struct accord_problem *problem = accord_problems_at(problems, i);
        accord_text_reset(&line);
        bool whole = dataset == NULL || problem->file[0] == '/' || strcmp(problem->file, dataset) == 0;
        if (!whole) add_folder(&line, dataset);
        accord_place_write(&line, problem);
        if (problem->source) {
            accord_text_add_str(&line, "\n    | ");
            accord_page_escape(&line, problem->source);
        }
        (void)fprintf(stderr, "%s\n", accord_text_str(&line));
    }
    accord_text_clear(&line);
    size_t more = accord_problems_count(problems) - accord_problems_kept(problems);
    if (more > 0) (void)fprintf(stderr, "... and %zu more\n", more);
}

enum accord_status accord_load_packs(const struct accord_names *folders, const struct accord_limits *limits,
                                     struct accord_packs **packs, struct accord_error *err)
{
    struct accord_rules_folders found = {.count = 0};
    struct accord_problems *problems = NULL;
    *packs = NULL;
    enum accord_status status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK) status = accord_rules_folders_find(&found, folders->items, folders->count, err);
    if (status == ACCORD_OK) status = accord_packs_open(found.items, found.count, limits, problems, packs, err);
    accord_rules_folders_clear(&found);
    if (status == ACCORD_BAD_RULES && accord_problems_count(problems) > 0) {
        accord_print_problems(problems, NULL);
        (void)accord_error_set(err, ACCORD_BAD_RULES, "the rules do not load: %zu problem%s",
                               accord_problems_count(problems), accord_problems_count(problems) == 1 ? "" : "s");
    }
    accord_problems_free(problems);
    return status;
}

enum accord_status accord_load_catalogue(const struct accord_packs *packs, struct accord_pack_catalogue **catalogue,
                                         struct accord_error *err)
{
    struct accord_problems *problems = NULL;
    *catalogue = NULL;
    enum accord_status status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK) status = accord_pack_catalogue_read(packs, problems, catalogue, err);
    size_t count = status == ACCORD_OK ? accord_problems_count(problems) : 0;
    if (count > 0) {
        accord_print_problems(problems, NULL);
        accord_pack_catalogue_free(*catalogue);
        *catalogue = NULL;
        status = accord_error_set(err, ACCORD_BAD_RULES, "the catalogues of the rules do not load: %zu problem%s",
                                  count, count == 1 ? "" : "s");
    }
    accord_problems_free(problems);
    return status;
}

enum accord_status accord_read_dataset(const char *path, struct accord_problems *errors,
                                       struct accord_problems *warnings, struct accord_dataset **dataset,
                                       struct accord_error *err)
{
    struct accord_dataset_options options = {.temporary = accord_places_temporary()};
    return accord_dataset_open(path, &options, errors, warnings, dataset, err);
}

enum accord_status accord_tell_dataset(const char *path, const struct accord_problems *errors,
                                       enum accord_status status, struct accord_error *err)
{
    size_t count = errors ? accord_problems_count(errors) : 0;
    if (status != ACCORD_BAD_DATA || count == 0) return status;
    accord_print_problems(errors, path);
    return accord_error_set(err, ACCORD_BAD_DATA, "%s: %zu error%s in the data", path, count, count == 1 ? "" : "s");
}

enum accord_status accord_load_dataset(const char *path, struct accord_problems *warnings,
                                       struct accord_dataset **dataset, struct accord_error *err)
{
    struct accord_problems *errors = NULL;
    *dataset = NULL;
    enum accord_status status = accord_problems_new(&errors, err);
    if (status == ACCORD_OK) status = accord_read_dataset(path, errors, warnings, dataset, err);
    status = accord_tell_dataset(path, errors, status, err);
    accord_problems_free(errors);
    return status;
}

bool accord_dataset_is_small(const char *path)
{
    off_t bytes = 0;
    DIR *folder = opendir(path);
    if (!folder) return false;
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        struct stat about;
        if (fstatat(dirfd(folder), entry->d_name, &about, 0) == 0 && S_ISREG(about.st_mode)) bytes += about.st_size;
    }
    (void)closedir(folder);
    return bytes <= SMALL_MAX;
}

enum accord_status accord_take_day(const char *option, const char *value, struct accord_date *day,
                                   struct accord_error *err)
{
    const char *why = NULL;
    if (!accord_date_parse(value, strlen(value), day, &why))
        return accord_error_set(err, ACCORD_BAD_USAGE, "--%s %s: %s, expected a day such as 2020-12-31", option, value,
                                why);
    if (day->first == day->last) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE, "--%s %s: a full date is needed, such as 2020-12-31", option, value);
}
