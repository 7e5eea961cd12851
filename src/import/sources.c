/* The table of kinds of sources, and which kind a file is of. */
#include "import/sources.h"

#include "base/error.h"
#include "base/memory.h"
#include "import/payload.h"
#include "import/payload_sources.h"
#include "import/session.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MESSAGE_MAX = 64 * 1024 };

/* ---- CSV ---- */

static bool detects_csv(const struct accord_glimpse *glimpse)
{
    return glimpse->kind == ACCORD_GLIMPSE_TEXT || glimpse->kind == ACCORD_GLIMPSE_EMPTY;
}

static struct accord_csv_import import_of(const struct accord_import_host *host)
{
    return (struct accord_csv_import){
        .mapping = host->mapping,
        .names = host->names,
        .reconciliation = host->reconciliation,
        .row = host->row,
        .meeting = host->meeting,
        .has_actor = host->has_actor,
        .host = host->host,
        .fillers = host->fillers,
        .keep_persons = host->keep_persons,
    };
}

static enum accord_status read_csv(const struct accord_import_host *host, int descriptor, const char *file,
                                   struct accord_problems *problems, struct accord_error *err)
{
    const struct accord_csv_import import = import_of(host);
    return accord_map_csv(&import, descriptor, file, problems, err);
}

/* ---- JSON ---- */

static bool detects_lines(const struct accord_glimpse *glimpse)
{
    return glimpse->kind == ACCORD_GLIMPSE_OBJECT;
}

static enum accord_status read_lines(const struct accord_import_host *host, int descriptor, const char *file,
                                     struct accord_problems *problems, struct accord_error *err)
{
    const struct accord_csv_import import = import_of(host);
    enum accord_status status = accord_import_skip_mark(descriptor, file, err);
    return status == ACCORD_OK ? accord_map_json(&import, descriptor, false, file, problems, err) : status;
}

static bool detects_array(const struct accord_glimpse *glimpse)
{
    return glimpse->kind == ACCORD_GLIMPSE_ARRAY;
}

static enum accord_status read_array(const struct accord_import_host *host, int descriptor, const char *file,
                                     struct accord_problems *problems, struct accord_error *err)
{
    const struct accord_csv_import import = import_of(host);
    enum accord_status status = accord_import_skip_mark(descriptor, file, err);
    return status == ACCORD_OK ? accord_map_json(&import, descriptor, true, file, problems, err) : status;
}

/* ---- the table ---- */

static const struct accord_import_source csv = {
    .name = "csv",
    .help = "a CSV file, with --mapping",
    .needs_mapping = true,
    .detects = detects_csv,
    .reads = read_csv,
};

static const struct accord_import_source lines = {
    .name = "jsonl",
    .help = "JSON Lines, with --mapping",
    .needs_mapping = true,
    .detects = detects_lines,
    .reads = read_lines,
};

static const struct accord_import_source array = {
    .name = "json",
    .help = "a JSON array of records, with --mapping",
    .needs_mapping = true,
    .detects = detects_array,
    .reads = read_array,
};

/* What has more members than another one comes before it. */
static const struct accord_import_source *const sources[] = {
    &accord_cbd_countries,
    &accord_cbd_focal_points,
    &accord_informea_contacts,
    &accord_informea_country_profiles,
    &accord_informea_decisions,
    &accord_informea_meetings,
    &accord_informea_national_plans,
    &accord_informea_country_reports,
    &accord_ors_respondents,
    &accord_ors_respondents_csv,
    &csv,
    &lines,
    &array,
};

const struct accord_import_source *accord_import_source_at(size_t index)
{
    return index < sizeof sources / sizeof sources[0] ? sources[index] : NULL;
}

static enum accord_status refuse(const struct accord_glimpse *glimpse, const char *file, struct accord_error *err)
{
    struct accord_text why;
    accord_text_init(&why, MESSAGE_MAX);
    if (accord_payload_is_empty(glimpse))
        accord_text_add_str(&why, "a list without a record, which does not say of what");
    else
        accord_glimpse_describe(glimpse, &why);
    accord_text_add_str(&why, ", expected ");
    for (size_t i = 0; accord_import_source_at(i) != NULL; i++)
        accord_text_addf(&why, "%s, ", accord_import_source_at(i)->help);
    accord_text_add_str(&why, "or a folder with datapackage.json");
    enum accord_status status = why.failed
                                    ? accord_error_memory(err)
                                    : accord_error_set(err, ACCORD_BAD_DATA, "%s: %s", file, accord_text_str(&why));
    accord_text_clear(&why);
    return status;
}

/* JSON without a mapping is more likely a payload of a kind that is not known than a file whose mapping was forgotten.
 */
static enum accord_status check_mapping(const struct accord_glimpse *glimpse, const struct accord_import_source *source,
                                        const char *file, bool mapping, struct accord_error *err)
{
    if (mapping || !source->needs_mapping) return ACCORD_OK;
    if (source != &csv) return refuse(glimpse, file, err);
    return accord_error_set(err, ACCORD_BAD_USAGE, "%s: %s is needed: which column is what?", file, source->help);
}

static enum accord_status look(const struct accord_glimpse *glimpse, const char *file, bool mapping,
                               const struct accord_import_source **source, struct accord_error *err)
{
    for (size_t i = 0; (*source = accord_import_source_at(i)) != NULL; i++)
        if ((*source)->detects(glimpse)) return check_mapping(glimpse, *source, file, mapping, err);
    return refuse(glimpse, file, err);
}

/* As much of the beginning as there is, up to `size`; -1 with errno. */
static ssize_t read_beginning(int descriptor, char *bytes, size_t size)
{
    size_t length = 0;
    while (length < size) {
        ssize_t got = read(descriptor, bytes + length, size - length);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return -1;
        if (got == 0) break;
        length += (size_t)got;
    }
    return lseek(descriptor, 0, SEEK_SET) < 0 ? -1 : (ssize_t)length;
}

static const char mark[] = "\xEF\xBB\xBF";

bool accord_import_begins_with_mark(int descriptor)
{
    char head[sizeof mark - 1];
    return pread(descriptor, head, sizeof head, 0) == (ssize_t)sizeof head && memcmp(head, mark, sizeof head) == 0;
}

enum accord_status accord_import_skip_mark(int descriptor, const char *file, struct accord_error *err)
{
    if (!accord_import_begins_with_mark(descriptor) || lseek(descriptor, sizeof mark - 1, SEEK_SET) >= 0)
        return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_DATA, "%s: cannot be read: %s", file, strerror(errno));
}

/* What the function says of the beginning of a regular file; `otherwise` of what can be no such glimpse. */
static bool ask_file(const char *path, bool (*function)(const struct accord_glimpse *glimpse), bool otherwise)
{
    struct stat about;
    bool file = stat(path, &about) == 0 && S_ISREG(about.st_mode);
    int descriptor = file ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    char *bytes = descriptor >= 0 ? accord_alloc(ACCORD_GLIMPSE_MAX) : NULL;
    ssize_t length = bytes == NULL ? -1 : read_beginning(descriptor, bytes, ACCORD_GLIMPSE_MAX);
    if (length >= 0) {
        struct accord_glimpse glimpse = accord_glimpse_of(bytes, (size_t)length, false);
        otherwise = function(&glimpse);
    }
    accord_free(bytes);
    if (descriptor >= 0) (void)close(descriptor);
    return otherwise;
}

static bool looks_like_dataset(const struct accord_glimpse *glimpse)
{
    return accord_glimpse_is_database(glimpse) || accord_glimpse_has(glimpse, "/resources");
}

bool accord_import_is_dataset(const char *path)
{
    return ask_file(path, looks_like_dataset, true);
}

static bool looks_like_meetings(const struct accord_glimpse *glimpse)
{
    for (size_t i = 0; accord_import_source_at(i) != NULL; i++)
        if (accord_import_source_at(i)->detects(glimpse)) return accord_import_source_at(i)->has_meetings;
    return false;
}

bool accord_import_has_meetings(const char *path)
{
    struct stat about;
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) return true;
    return ask_file(path, looks_like_meetings, false);
}

enum accord_status accord_import_source_find(int descriptor, const char *file, bool mapping,
                                             const struct accord_import_source **source, struct accord_error *err)
{
    char *bytes = accord_alloc(ACCORD_GLIMPSE_MAX);
    enum accord_status status = ACCORD_OK;
    if (bytes == NULL) return accord_error_memory(err);
    ssize_t length = read_beginning(descriptor, bytes, ACCORD_GLIMPSE_MAX);
    if (length < 0) {
        status = accord_error_set(err, ACCORD_BAD_DATA, "%s: cannot be read: %s", file, strerror(errno));
    } else {
        struct accord_glimpse glimpse = accord_glimpse_of(bytes, (size_t)length, (size_t)length < ACCORD_GLIMPSE_MAX);
        status = look(&glimpse, file, mapping, source, err);
    }
    accord_free(bytes);
    return status;
}
