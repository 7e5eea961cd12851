/* The documents of a run, written. */
#include "runs/documents.h"

#include "base/error.h"
#include "engine/evidence.h"
#include "report/emit.h"
#include "store/dataset.h"
#include "store/run_documents.h"

enum { DOCUMENT_MAX = 512 * 1024 * 1024 };

/* ---- members ---- */

static void member_day(struct accord_emit *emit, const char *name, struct accord_date day, bool there)
{
    char text[ACCORD_DATE_TEXT_MAX];
    accord_emit_member(emit, name, there ? accord_date_format(day, text) : NULL);
}

static void member_flag(struct accord_emit *emit, const char *name, bool flag)
{
    accord_emit_key(emit, name);
    accord_emit_boolean(emit, flag);
}

static void member_texts(struct accord_emit *emit, const char *name, const char *const *texts, size_t count)
{
    accord_emit_key(emit, name);
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < count; i++)
        accord_emit_text(emit, texts[i]);
    accord_emit_close(emit, ']');
}

static void open_member(struct accord_emit *emit, const char *name, char bracket)
{
    accord_emit_key(emit, name);
    accord_emit_open(emit, bracket);
}

/* ---- the register ---- */

static void write_provision(struct accord_emit *emit, const struct accord_packs *packs, size_t index)
{
    struct accord_provision_facts facts;
    accord_packs_provision(packs, index, &facts);
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "id", facts.id);
    accord_emit_member(emit, "verb", facts.verb);
    accord_emit_member(emit, "force", accord_force_name(facts.force));
    accord_emit_member(emit, "summary", facts.summary);
    accord_emit_member(emit, "context", facts.context);
    member_flag(emit, "qualified", facts.qualified);
    member_texts(emit, "addressees", facts.addressees, facts.addressee_count);
    accord_emit_member(emit, "citation", facts.citation);
    member_day(emit, "effect", facts.effect, true);
    member_day(emit, "until", facts.until, facts.has_until);
    accord_emit_close(emit, '}');
}

static void write_instrument(struct accord_emit *emit, const struct accord_packs *packs, size_t index)
{
    struct accord_instrument_facts facts;
    accord_packs_instrument(packs, index, &facts);
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "id", facts.id);
    accord_emit_member(emit, "name", facts.name);
    accord_emit_member(emit, "under", facts.under);
    accord_emit_member(emit, "version", facts.version);
    accord_emit_member(emit, "title", facts.title);
    accord_emit_member(emit, "citation", facts.citation);
    accord_emit_member(emit, "url", facts.url);
    member_day(emit, "effect", facts.effect, true);
    member_day(emit, "until", facts.until, facts.has_until);
    open_member(emit, "provisions", '[');
    for (size_t i = 0; i < facts.provision_count; i++)
        write_provision(emit, packs, facts.first_provision + i);
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
}

static const char *rule_id(const struct accord_packs *packs, size_t rule)
{
    struct accord_rule_facts facts;
    if (rule == SIZE_MAX) return NULL;
    accord_packs_rule(packs, rule, &facts);
    return facts.id;
}

static void write_rule(struct accord_emit *emit, const struct accord_packs *packs, size_t index)
{
    struct accord_rule_facts facts;
    struct accord_provision_facts provision;
    accord_packs_rule(packs, index, &facts);
    accord_packs_provision(packs, facts.provision, &provision);
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "id", facts.id);
    accord_emit_member(emit, "title", facts.title);
    accord_emit_member(emit, "subject", facts.subject);
    accord_emit_member(emit, "provision", provision.id);
    accord_emit_member(emit, "over", facts.over);
    accord_emit_member(emit, "requires", rule_id(packs, facts.requires));
    accord_emit_member(emit, "comment", facts.comment);
    open_member(emit, "messages", '[');
    for (size_t i = 0; i < facts.message_count; i++) {
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "id", facts.messages[i].id);
        accord_emit_member(emit, "text", facts.messages[i].text);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    member_texts(emit, "aliases", facts.aliases, facts.alias_count);
    member_texts(emit, "tags", facts.tags, facts.tag_count);
    accord_emit_close(emit, '}');
}

static enum accord_status write_catalogues(const struct accord_pack_catalogue *catalogue, struct accord_emit *emit,
                                           struct accord_error *err)
{
    struct accord_text text;
    accord_text_init(&text, DOCUMENT_MAX);
    if (catalogue) accord_pack_catalogue_write(catalogue, &text);
    accord_emit_key(emit, "catalogues");
    accord_emit_json(emit, catalogue ? accord_text_str(&text) : "{}");
    bool failed = text.failed;
    accord_text_clear(&text);
    return failed ? accord_error_memory(err) : ACCORD_OK;
}

static enum accord_status write_register(const struct accord_documents_subject *subject, struct accord_emit *emit,
                                         struct accord_error *err)
{
    const struct accord_packs *packs = subject->packs;
    open_member(emit, "instruments", '[');
    for (size_t i = 0; i < accord_packs_instrument_count(packs); i++)
        write_instrument(emit, packs, i);
    accord_emit_close(emit, ']');
    open_member(emit, "rules", '[');
    for (size_t i = 0; i < accord_packs_rule_count(packs); i++)
        write_rule(emit, packs, i);
    accord_emit_close(emit, ']');
    return write_catalogues(subject->catalogue, emit, err);
}

/* ---- the dataset ---- */

static void write_columns(struct accord_emit *emit, const struct accord_schema *schema)
{
    open_member(emit, "columns", '[');
    for (size_t i = 0; i < schema->column_count; i++) {
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "name", schema->columns[i].name);
        member_flag(emit, "personal", schema->columns[i].personal);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    open_member(emit, "key", '[');
    for (size_t i = 0; i < schema->key_count; i++)
        accord_emit_text(emit, schema->columns[schema->key[i]].name);
    accord_emit_close(emit, ']');
}

static void write_complete(struct accord_emit *emit, const struct accord_schema *schema)
{
    open_member(emit, "complete", '[');
    for (size_t i = 0; i < schema->complete_count; i++) {
        const struct accord_complete *complete = &schema->complete[i];
        accord_emit_open(emit, '{');
        open_member(emit, "where", '{');
        for (size_t j = 0; j < complete->where_count; j++)
            member_texts(emit, schema->columns[complete->where_columns[j]].name, complete->where_values[j],
                         complete->where_value_counts[j]);
        accord_emit_close(emit, '}');
        member_day(emit, "since", (struct accord_date){complete->since, complete->since}, true);
        member_day(emit, "until", (struct accord_date){complete->until, complete->until}, complete->until != INT32_MAX);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

static bool write_row(struct accord_emit *emit, const struct accord_schema *schema, const struct accord_cell *cells,
                      struct accord_arena *arena)
{
    const char *value, *key = accord_evidence_key(arena, schema, cells);
    bool good = key != NULL;
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "key", key);
    open_member(emit, "values", '[');
    for (size_t i = 0; i < schema->column_count && good; i++) {
        good = accord_evidence_value(arena, schema, cells, i, &value);
        accord_emit_text(emit, value);
    }
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
    return good;
}

static enum accord_status write_rows(const struct accord_documents_subject *subject, struct accord_emit *emit,
                                     int table, struct accord_error *err)
{
    const struct accord_schema *schema = accord_store_schema(subject->rows->store, table);
    const struct accord_row_list *list = accord_rows_list(subject->rows, table, true);
    const struct accord_error *why = &subject->rows->err;
    struct accord_arena arena;
    bool good = true;
    if (!list) return accord_error_set(err, why->status, "%s", why->text);
    accord_arena_init(&arena);
    open_member(emit, "rows_of_all", '[');
    for (size_t i = 0; i < list->count && good; i++) {
        good = write_row(emit, schema, list->rows[i].cells, &arena);
        accord_arena_reset(&arena);
    }
    accord_emit_close(emit, ']');
    accord_arena_clear(&arena);
    return good ? ACCORD_OK : accord_error_memory(err);
}

static enum accord_status write_tables(const struct accord_documents_subject *subject, struct accord_emit *emit,
                                       struct accord_error *err)
{
    const struct accord_store *store = subject->rows->store;
    enum accord_status status = ACCORD_OK;
    open_member(emit, "tables", '[');
    for (int i = 0; i < (int)accord_store_table_count(store) && status == ACCORD_OK; i++) {
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "name", accord_store_schema(store, i)->name);
        write_columns(emit, accord_store_schema(store, i));
        write_complete(emit, accord_store_schema(store, i));
        status = write_rows(subject, emit, i, err);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    return status;
}

enum { WARNING_MAX = 64 * 1024 };

static void write_warnings(struct accord_emit *emit, const struct accord_problems *warnings)
{
    size_t kept = warnings ? accord_problems_kept(warnings) : 0;
    struct accord_text text;
    accord_text_init(&text, WARNING_MAX);
    open_member(emit, "warnings", '[');
    for (size_t i = 0; i < kept; i++) {
        const struct accord_problem *warning = accord_problems_at(warnings, i);
        accord_text_reset(&text);
        accord_text_add_str(&text, warning->file);
        if (warning->line > 0) accord_text_addf(&text, ":%u", warning->line);
        if (warning->column > 0) accord_text_addf(&text, ":%u", warning->column);
        accord_text_addf(&text, ": %s", warning->text);
        accord_emit_text(emit, accord_text_str(&text));
        emit->text->failed = emit->text->failed || text.failed;
    }
    accord_emit_close(emit, ']');
    accord_text_clear(&text);
    accord_emit_count_member(emit, "more_warnings", warnings ? accord_problems_count(warnings) - kept : 0);
}

static enum accord_status write_dataset(const struct accord_documents_subject *subject, struct accord_emit *emit,
                                        struct accord_error *err)
{
    const char *title = NULL;
    int32_t day = 0;
    bool found = false;
    enum accord_status status = accord_dataset_title(subject->dataset, &title, err);
    if (status == ACCORD_OK)
        status = accord_dataset_last_day(subject->dataset, subject->as_of.first, &found, &day, err);
    if (status != ACCORD_OK) return status;
    accord_emit_member(emit, "name", accord_dataset_name(subject->dataset));
    accord_emit_member(emit, "title", title);
    member_flag(emit, "illustrative", accord_dataset_illustrative(subject->dataset));
    member_day(emit, "data_until", (struct accord_date){day, day}, found);
    status = write_tables(subject, emit, err);
    write_warnings(emit, subject->warnings);
    return status;
}

/* ---- both ---- */

static const struct {
    const char *name;
    enum accord_status (*write)(const struct accord_documents_subject *subject, struct accord_emit *emit,
                                struct accord_error *err);
} documents[] = {
    {ACCORD_DOCUMENT_REGISTER, write_register},
    {ACCORD_DOCUMENT_DATASET, write_dataset},
};

enum accord_status accord_documents_stage(const struct accord_documents_subject *subject, struct accord_run_file *file,
                                          struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    struct accord_emit emit;
    struct accord_text text;
    accord_text_init(&text, DOCUMENT_MAX);
    for (size_t i = 0; i < sizeof documents / sizeof documents[0] && status == ACCORD_OK; i++) {
        accord_text_reset(&text);
        accord_emit_init(&emit, &text, false);
        accord_emit_open(&emit, '{');
        status = documents[i].write(subject, &emit, err);
        accord_emit_close(&emit, '}');
        if (status == ACCORD_OK && text.failed) status = accord_error_memory(err);
        const struct accord_bytes content = {accord_text_str(&text), text.length};
        if (status == ACCORD_OK) status = accord_run_document_stage(file, documents[i].name, content, err);
    }
    accord_text_clear(&text);
    return status;
}
