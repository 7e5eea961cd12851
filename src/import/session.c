/* One import from its options to its folder. */
#include "import/session.h"

#include "base/error.h"
#include "base/text.h"
#include "import/folder.h"
#include "import/meeting_names.h"
#include "import/package_rows.h"
#include "import/region_schemes.h"
#include "import/sources.h"
#include "ingest/source_file.h"
#include "store/sorter.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_TEXT_MAX = 16384 }; /* a folder's path and that of a file in it */

struct accord_import_session {
    struct accord_import_options options;
    struct accord_names *names;
    struct accord_mapping *mapping;
    struct accord_reconciliation *reconciliation;
    struct accord_gathering *gathering;
    struct accord_meeting_names *meetings;
    struct accord_fillers *fillers;
    struct accord_region_schemes *regions;
    const char *file;        /* that is read, or the folder of a data package */
    struct accord_text path; /* of a file in that folder */
    int descriptor;
    uint64_t bytes;                           /* of it; 0: not known */
    uint64_t rows;                            /* that were taken of files */
    const struct accord_import_source *named; /* whose rows --source names */
    bool mapped;
    bool dated; /* a source, by what --retrieved says */
};

/* ---- beginning and end ---- */

/* A code that is misspelt would let nobody in. */
static enum accord_status check_former(const struct accord_import_session *session, struct accord_error *err)
{
    size_t count = 0;
    const char *const *former = accord_mapping_former(session->mapping, &count);
    for (size_t i = 0; i < count; i++) {
        const struct accord_known_actor *actor = accord_names_actor(session->names, former[i]);
        if (actor == NULL || actor->kind != ACCORD_KNOWN_FORMER)
            return accord_error_set(err, ACCORD_BAD_DATA,
                                    "%s: \"%s\" at /former/%zu, expected the id of an actor that has ended, as YUG",
                                    session->options.mapping, former[i], i);
    }
    return ACCORD_OK;
}

static enum accord_status open_session(struct accord_import_session *session, struct accord_problems *problems,
                                       struct accord_error *err)
{
    const struct accord_import_options *options = &session->options;
    enum accord_status status = accord_names_new(&session->names, err);
    if (status == ACCORD_OK) status = accord_reconciliation_new(&session->reconciliation, err);
    if (status == ACCORD_OK)
        status = accord_gathering_new(session->names, session->reconciliation, options->temporary, ACCORD_SORTER_MEMORY,
                                      &session->gathering, err);
    if (status == ACCORD_OK) accord_gathering_watch(session->gathering, &options->watch);
    if (status == ACCORD_OK) status = accord_meeting_names_new(&session->meetings, err);
    if (status == ACCORD_OK) status = accord_fillers_new(&session->fillers, err);
    if (status == ACCORD_OK) status = accord_region_schemes_new(&session->regions, err);
    if (status == ACCORD_OK && options->aliases != NULL)
        status = accord_names_read_aliases(session->names, options->aliases, options->aliases, problems, err);
    if (status == ACCORD_OK && options->mapping != NULL)
        status = accord_mapping_open(options->mapping, options->mapping, problems, &session->mapping, err);
    if (status == ACCORD_OK && session->mapping != NULL) status = check_former(session, err);
    if (status == ACCORD_OK && session->mapping != NULL && options->source != NULL)
        status = accord_mapping_name_source(session->mapping, options->source, err);
    return status;
}

enum accord_status accord_import_session_new(const struct accord_import_options *options,
                                             struct accord_problems *problems, struct accord_import_session **session,
                                             struct accord_error *err)
{
    *session = NULL;
    struct accord_import_session *made = accord_alloc_zero(1, sizeof *made);
    if (made == NULL) return accord_error_memory(err);
    made->options = *options;
    accord_text_init(&made->path, PATH_TEXT_MAX);
    enum accord_status status = open_session(made, problems, err);
    if (status == ACCORD_OK)
        *session = made;
    else
        accord_import_session_free(made);
    return status;
}

void accord_import_session_free(struct accord_import_session *session)
{
    if (session == NULL) return;
    accord_text_clear(&session->path);
    accord_region_schemes_free(session->regions);
    accord_fillers_free(session->fillers);
    accord_meeting_names_free(session->meetings);
    accord_gathering_free(session->gathering);
    accord_reconciliation_free(session->reconciliation);
    accord_mapping_close(session->mapping);
    accord_names_free(session->names);
    accord_free(session);
}

const struct accord_reconciliation *accord_import_session_reconciliation(const struct accord_import_session *session)
{
    return session->reconciliation;
}

bool accord_import_session_mapped(const struct accord_import_session *session)
{
    return session->mapped;
}

bool accord_import_session_dated(const struct accord_import_session *session)
{
    return session->dated;
}

/* ---- rows ---- */

/* Actors of the data are known by their names from now on. */
static enum accord_status name_actor(struct accord_import_session *session, const struct accord_mapped_row *row,
                                     struct accord_error *err)
{
    int column = accord_schema_find(row->schema, "name", 4);
    const struct accord_cell *id = &row->cells[0], *name = &row->cells[column];
    if (strcmp(row->schema->name, "actors") != 0) return ACCORD_OK;
    char *id_text = accord_copy_text(id->as.text, id->length);
    char *name_text = name->kind == ACCORD_CELL_TEXT ? accord_copy_text(name->as.text, name->length) : NULL;
    bool copied = id_text != NULL && (name_text != NULL || name->kind != ACCORD_CELL_TEXT);
    enum accord_status status =
        copied ? accord_names_add_actor(session->names, id_text, name_text, err) : accord_error_memory(err);
    accord_free(name_text);
    accord_free(id_text);
    return status;
}

/* Meetings are known by their names from now on, as dates give them. */
static enum accord_status name_meeting(struct accord_import_session *session, const struct accord_mapped_row *row,
                                       struct accord_error *err)
{
    if (strcmp(row->schema->name, "meetings") != 0) return ACCORD_OK;
    return accord_meeting_names_add(session->meetings, row->cells, err);
}

/* Schemes that have an actor on several continents are told, at the row (file NULL: of an earlier import) that is the
 * first to say it. */
static enum accord_status note_region(struct accord_import_session *session, const struct accord_mapped_row *row,
                                      const char *file, struct accord_error *err)
{
    enum { REGION = 2, MESSAGE_MAX = 4096 };
    struct accord_text why;
    bool differs = false;
    if (strcmp(row->schema->name, "regions") != 0) return ACCORD_OK;
    accord_text_init(&why, MESSAGE_MAX);
    enum accord_status status = accord_region_schemes_add(session->regions, row->cells, &differs, &why, err);
    struct accord_place place =
        row->places[REGION].line > 0 ? row->places[REGION] : (struct accord_place){row->line, 0};
    if (status == ACCORD_OK && why.failed) status = accord_error_memory(err);
    if (status == ACCORD_OK && differs && file != NULL)
        status = accord_reconciliation_warn(session->reconciliation, file, place, accord_text_str(&why), err);
    accord_text_clear(&why);
    return status;
}

/* What later rows, and warnings, ask for. */
static enum accord_status note_row(struct accord_import_session *session, const struct accord_mapped_row *row,
                                   const char *file, struct accord_error *err)
{
    enum accord_status status = name_meeting(session, row, err);
    return status == ACCORD_OK ? note_region(session, row, file, err) : status;
}

static enum accord_status restore_row(void *host, const struct accord_mapped_row *row, const char *file,
                                      struct accord_error *err)
{
    struct accord_import_session *session = host;
    (void)file;
    enum accord_status status = name_actor(session, row, err);
    if (status == ACCORD_OK) status = note_row(session, row, NULL, err);
    return status == ACCORD_OK ? accord_gathering_restore(session->gathering, row->schema, row->cells, err) : status;
}

static enum accord_status read_package(struct accord_import_session *session, const char *folder,
                                       accord_package_row_function function, struct accord_package_traits *traits,
                                       struct accord_problems *problems, struct accord_error *err)
{
    enum accord_status status = accord_package_rows(folder, problems, function, session, traits, err);
    if (traits->illustrative) accord_gathering_mark_illustrative(session->gathering);
    return status;
}

enum accord_status accord_import_session_restore(struct accord_import_session *session, const char *folder,
                                                 struct accord_problems *problems, struct accord_error *err)
{
    struct accord_package_traits traits;
    return read_package(session, folder, restore_row, &traits, problems, err);
}

/* Readers are ahead by what they hold at a time. */
static void tell_bytes(const struct accord_import_session *session)
{
    off_t at = lseek(session->descriptor, 0, SEEK_CUR);
    const struct accord_import_watch *watch = &session->options.watch;
    if (at >= 0 && watch->tell != NULL) watch->tell(watch->host, ACCORD_IMPORT_READS, (uint64_t)at, session->bytes);
}

static enum accord_status take_row(void *host, const struct accord_mapped_row *row, enum accord_taken *taken,
                                   struct accord_error *err)
{
    struct accord_import_session *session = host;
    if (session->bytes > 0 && session->rows++ % ACCORD_IMPORT_TOLD_ROWS == 0) tell_bytes(session);
    *taken = ACCORD_TAKEN_LATER;
    enum accord_status status = accord_gathering_take(session->gathering, row, session->file, err);
    return status == ACCORD_OK ? note_row(session, row, session->file, err) : status;
}

/* Several folders have files of one name. NULL: out of memory. */
static const char *path_in_folder(struct accord_import_session *session, const char *file)
{
    size_t length = strlen(session->file);
    bool ends = length > 0 && session->file[length - 1] == '/';
    accord_text_reset(&session->path);
    accord_text_addf(&session->path, "%s%s%s", session->file, ends ? "" : "/", file);
    return session->path.failed ? NULL : accord_text_str(&session->path);
}

/* A row of a data package, without persons unless they are kept. */
static enum accord_status take_package_row(void *host, const struct accord_mapped_row *row, const char *name,
                                           struct accord_error *err)
{
    struct accord_import_session *session = host;
    const char *file = path_in_folder(session, name);
    if (file == NULL) return accord_error_memory(err);
    struct accord_cell cells[ACCORD_COLUMNS_MAX];
    struct accord_mapped_row taken_row = *row;
    memcpy(cells, row->cells, row->schema->column_count * sizeof *cells);
    for (size_t i = 0; i < row->schema->column_count; i++)
        if (row->schema->columns[i].personal && !session->options.keep_persons)
            cells[i] = (struct accord_cell){.kind = ACCORD_CELL_MISSING};
    taken_row.cells = cells;
    enum accord_status status = name_actor(session, row, err);
    if (status == ACCORD_OK) status = note_row(session, row, file, err);
    accord_reconciliation_begin(session->reconciliation);
    if (status == ACCORD_OK) status = accord_gathering_take(session->gathering, &taken_row, file, err);
    if (status == ACCORD_OK)
        status = accord_reconciliation_take(session->reconciliation, row->schema->name, ACCORD_TAKEN_LATER, err);
    if (status == ACCORD_OK) accord_reconciliation_end(session->reconciliation);
    return status;
}

/* ---- where rows come from ---- */

static enum accord_meeting_result find_meeting(void *host, const char *treaty, const struct accord_meeting_name *name,
                                               struct accord_date *days)
{
    const struct accord_import_session *session = host;
    return accord_meeting_names_find(session->meetings, treaty, name, days);
}

static bool has_actor(void *host, const char *id)
{
    const struct accord_import_session *session = host;
    return accord_gathering_has_actor(session->gathering, id);
}

/* A row of the table of sources, which no row of a file is. */
static enum accord_status add_source(struct accord_import_session *session, const struct accord_mapped_source *source,
                                     struct accord_error *err)
{
    const struct accord_schema *schema = accord_core_schema("sources");
    const char *retrieved = source->retrieved != NULL ? source->retrieved : session->options.retrieved;
    const char *const texts[] = {source->id, source->title, source->licence};
    struct accord_cell cells[sizeof texts / sizeof texts[0] + 1] = {{.kind = ACCORD_CELL_MISSING}};
    size_t last = sizeof texts / sizeof texts[0];
    const char *why = NULL;
    session->dated = session->dated || source->retrieved == NULL;
    for (size_t i = 0; i < last; i++)
        if (texts[i] != NULL)
            cells[i] = (struct accord_cell){
                .kind = ACCORD_CELL_TEXT, .length = (uint32_t)strlen(texts[i]), .as.text = texts[i]};
    if (retrieved != NULL && accord_date_parse(retrieved, strlen(retrieved), &cells[last].as.date, &why))
        cells[last].kind = ACCORD_CELL_DATE;
    return accord_gathering_restore(session->gathering, schema, cells, err);
}

static const char *source_id(const struct accord_import_session *session, const struct accord_import_source *source)
{
    return session->options.source != NULL ? session->options.source : source->name;
}

/* What --source names is one source. */
static enum accord_status check_kind(struct accord_import_session *session, const struct accord_import_source *source,
                                     struct accord_error *err)
{
    const struct accord_import_source *before = session->named;
    bool same = before == NULL || before == source || (before->needs_mapping && source->needs_mapping);
    session->named = source;
    if (session->options.source == NULL || same) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "%s: --source %s names the rows of another kind of file already, expected one kind",
                            session->file, session->options.source);
}

static enum accord_status add_sources(struct accord_import_session *session, const struct accord_import_source *source,
                                      struct accord_error *err)
{
    size_t count = 0;
    enum accord_status status = ACCORD_OK;
    if (!source->needs_mapping) {
        const struct accord_mapped_source own = {.id = source_id(session, source), .title = source->title};
        return add_source(session, &own, err);
    }
    const struct accord_mapped_source *sources = accord_mapping_sources(session->mapping, &count);
    for (size_t i = 0; status == ACCORD_OK && i < count; i++)
        status = add_source(session, &sources[i], err);
    return status;
}

/* Readers leave it out. */
static enum accord_status warn_of_mark(struct accord_import_session *session, const char *path, int descriptor,
                                       struct accord_error *err)
{
    if (!accord_import_begins_with_mark(descriptor)) return ACCORD_OK;
    return accord_reconciliation_warn(session->reconciliation, path, (struct accord_place){1, 1},
                                      "a byte-order mark before the text, expected none: left out", err);
}

static enum accord_status read_file(struct accord_import_session *session, const char *path, int descriptor,
                                    struct accord_problems *problems, struct accord_error *err)
{
    const struct accord_import_source *source = NULL;
    enum accord_status status = accord_import_source_find(descriptor, path, session->mapping != NULL, &source, err);
    if (status != ACCORD_OK) return status;
    const struct accord_import_host host = {
        .names = session->names,
        .reconciliation = session->reconciliation,
        .row = take_row,
        .meeting = find_meeting,
        .has_actor = has_actor,
        .host = session,
        .fillers = session->fillers,
        .mapping = session->mapping,
        .source = source_id(session, source),
        .keep_persons = session->options.keep_persons,
    };
    struct stat about;
    session->file = path;
    session->descriptor = descriptor;
    session->bytes = fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0;
    session->mapped = session->mapped || source->needs_mapping;
    status = check_kind(session, source, err);
    if (status == ACCORD_OK) status = add_sources(session, source, err);
    if (status == ACCORD_OK) status = warn_of_mark(session, path, descriptor, err);
    return status == ACCORD_OK ? source->reads(&host, descriptor, path, problems, err) : status;
}

/* What the folder declares to be complete is for whoever owns what is written to say again. */
static enum accord_status read_folder(struct accord_import_session *session, const char *folder,
                                      struct accord_problems *problems, struct accord_error *err)
{
    struct accord_package_traits traits;
    session->file = folder;
    enum accord_status status = read_package(session, folder, take_package_row, &traits, problems, err);
    if (status != ACCORD_OK || !traits.complete) return status;
    return accord_reconciliation_warn(session->reconciliation, folder, (struct accord_place){0, 0},
                                      "accord:complete is not taken over: say it of what is written, if it holds there",
                                      err);
}

enum accord_status accord_import_session_read(struct accord_import_session *session, const char *path,
                                              struct accord_problems *problems, struct accord_error *err)
{
    struct stat about;
    int descriptor = -1;
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) return read_folder(session, path, problems, err);
    struct accord_error why = {0};
    enum accord_status status = accord_source_open(path, &descriptor, &why);
    if (status != ACCORD_OK) return accord_error_set(err, status, "%s: %s", path, why.text);
    status = read_file(session, path, descriptor, problems, err);
    (void)close(descriptor);
    return status;
}

/* ---- the end ---- */

enum accord_status accord_import_session_settle(struct accord_import_session *session, struct accord_error *err)
{
    enum accord_status status = accord_fillers_report(session->fillers, session->reconciliation, err);
    return status == ACCORD_OK ? accord_gathering_settle(session->gathering, err) : status;
}

enum accord_status accord_import_session_write(struct accord_import_session *session,
                                               struct accord_import_folder *folder, struct accord_error *err)
{
    enum accord_status status = accord_gathering_finish(session->gathering, err);
    bool actors = accord_gathering_row_count(session->gathering, accord_core_schema("actors")) > 0;
    if (status == ACCORD_OK && !actors) /* which no dataset is without */
        status = accord_error_set(err, ACCORD_BAD_DATA, "no row was taken that names an actor: nothing is written");
    return status == ACCORD_OK ? accord_import_folder_write(folder, session->gathering, err) : status;
}
