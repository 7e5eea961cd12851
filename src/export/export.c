/* A dataset in a new folder. */
#include "accord/export.h"

#include "base/error.h"
#include "export/folder.h"
#include "store/dataset.h"

#include <string.h>

enum { NAME_ROOM = 80, DESCRIPTOR_MAX = 64 * 1024 * 1024, SCRATCH_MAX = 64 * 1024 * 1024 };

static const enum accord_layout layouts[] = {[ACCORD_SHAPE_CSV] = ACCORD_LAYOUT_CSV,
                                             [ACCORD_SHAPE_JSON] = ACCORD_LAYOUT_JSON_ARRAY,
                                             [ACCORD_SHAPE_JSON_LINES] = ACCORD_LAYOUT_JSON_LINES,
                                             [ACCORD_SHAPE_ACTORS] = ACCORD_LAYOUT_ACTORS};

static enum accord_status add_descriptor(const struct accord_exporting *exporting,
                                         const struct accord_export_folder *folder, struct accord_error *err)
{
    struct accord_export_file file;
    enum accord_status status = accord_export_file_begin(folder, "datapackage.json", &file, err);
    if (status == ACCORD_OK) status = accord_package_describe(exporting->package, exporting->layout, &file.text, err);
    if (status == ACCORD_OK) status = accord_export_file_end(folder, &file, err);
    accord_export_file_clear(&file);
    return status;
}

static enum accord_status add_table(struct accord_exporting *exporting, const struct accord_export_folder *folder,
                                    size_t table, struct accord_error *err)
{
    struct accord_text name;
    struct accord_export_file file = {.path = NULL};
    accord_text_init(&name, NAME_ROOM);
    accord_text_addf(&name, "%s.%s", accord_package_table(exporting->package, table)->name,
                     accord_layout_extension(exporting->layout));
    enum accord_status status = name.failed ? accord_error_memory(err) : ACCORD_OK;
    if (status == ACCORD_OK) status = accord_export_file_begin(folder, accord_text_str(&name), &file, err);
    if (status == ACCORD_OK) status = accord_export_table(exporting, table, &file, err);
    if (status == ACCORD_OK) status = accord_export_file_end(folder, &file, err);
    accord_export_file_clear(&file);
    accord_text_clear(&name);
    return status;
}

static enum accord_status add_document(struct accord_exporting *exporting, const struct accord_export_folder *folder,
                                       uint32_t rank, struct accord_error *err)
{
    struct accord_text name;
    struct accord_export_file file = {.path = NULL};
    const char *id = rank > 0 ? accord_store_actor_id(exporting->store, rank) : NULL;
    accord_text_init(&name, SCRATCH_MAX);
    if (id != NULL)
        accord_document_name(id, strlen(id), &name);
    else
        accord_document_shared_name(&name);
    enum accord_status status = name.failed ? accord_error_memory(err) : ACCORD_OK;
    if (status == ACCORD_OK) status = accord_export_file_begin(folder, accord_text_str(&name), &file, err);
    if (status == ACCORD_OK) status = accord_export_document(exporting, rank, &file, err);
    if (status == ACCORD_OK) status = accord_export_file_end(folder, &file, err);
    accord_export_file_clear(&file);
    accord_text_clear(&name);
    return status;
}

static enum accord_status add_documents(struct accord_exporting *exporting, struct accord_export_folder *folder,
                                        struct accord_error *err)
{
    enum accord_status status = accord_export_folder_of_actors(folder, err);
    if (status == ACCORD_OK && exporting->drop_persons) status = accord_export_check(exporting, err);
    for (size_t rank = 0; status == ACCORD_OK && rank <= accord_store_actor_count(exporting->store); rank++)
        status = add_document(exporting, folder, (uint32_t)rank, err);
    return status;
}

static enum accord_status add_tables(struct accord_exporting *exporting, struct accord_export_folder *folder,
                                     struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < accord_package_table_count(exporting->package); i++)
        status = add_table(exporting, folder, i, err);
    return status;
}

static enum accord_status fill(struct accord_exporting *exporting, struct accord_export_folder *folder,
                               struct accord_error *err)
{
    enum accord_status status = add_descriptor(exporting, folder, err);
    bool by_actor = exporting->layout == ACCORD_LAYOUT_ACTORS;
    if (status == ACCORD_OK) status = (by_actor ? add_documents : add_tables)(exporting, folder, err);
    return status == ACCORD_OK ? accord_export_folder_end(folder, err) : status;
}

enum accord_status accord_export_folder(struct accord_dataset *dataset, const char *path,
                                        const struct accord_export_options *options, struct accord_error *err)
{
    struct accord_exporting exporting = {.store = accord_dataset_store(dataset),
                                         .layout = layouts[options->shape],
                                         .drop_persons = options->drop_persons};
    struct accord_export_folder folder = {.path = NULL};
    accord_arena_init(&exporting.arena);
    accord_text_init(&exporting.scratch, SCRATCH_MAX);
    enum accord_status status = accord_dataset_description(dataset, &exporting.package, err);
    if (status == ACCORD_OK) status = accord_reader_open(exporting.store, &exporting.reader, err);
    if (status == ACCORD_OK) status = accord_export_folder_begin(&folder, path, err);
    if (status == ACCORD_OK) status = fill(&exporting, &folder, err);
    accord_export_folder_clear(&folder);
    accord_reader_close(exporting.reader);
    accord_text_clear(&exporting.scratch);
    accord_arena_clear(&exporting.arena);
    return status;
}
