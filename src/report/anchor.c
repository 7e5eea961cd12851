/* Anchors: an absence has no row of its own, and still needs a place that a reviewer can open. */
#include "report/anchor.h"

#include "base/text.h"

#include <string.h>

static unsigned characters(const char *text)
{
    size_t length = text ? strlen(text) : 0, at = 0;
    unsigned count = 0;
    while (at < length) {
        uint32_t c = 0;
        size_t size = accord_utf8_next(text + at, length - at, &c);
        at += size ? size : 1;
        count++;
    }
    return count > 0 ? count : 1;
}

static void point_at(struct accord_anchor *anchor, unsigned line, unsigned column, unsigned width)
{
    anchor->line = anchor->end_line = line > 0 ? line : 1;
    anchor->column = column > 0 ? column : 1;
    anchor->end_column = anchor->column + (column > 0 ? width : 1);
}

static bool is_asked(const struct accord_evidence *evidence, const char *column)
{
    for (size_t i = 0; i < evidence->filter_count; i++)
        if (strcmp(evidence->filter[i].name, column) == 0) return true;
    return false;
}

/* Of the cells that were read and have a place, the last that holds a value and no filter asked for: schemas put what
 * names a row first and what became of it last. Else the first with a place; column_count: none. */
static size_t telling_cell(const struct accord_writer *writer, const struct accord_evidence *evidence,
                           const struct accord_evidence_row *row)
{
    size_t first = row->column_count;
    for (size_t i = row->column_count; i-- > 0;) {
        if (writer->places.lines[i] == 0) continue;
        first = i;
        const char *column = accord_dataset_column(writer->subject->dataset, evidence->table_number, row->columns[i]);
        if (row->values[i] && !is_asked(evidence, column)) return i;
    }
    return first;
}

static enum accord_status point_at_row(struct accord_writer *writer, const struct accord_evidence *evidence,
                                       struct accord_anchor *anchor, struct accord_error *err)
{
    const struct accord_evidence_row *row = &evidence->rows[0];
    unsigned line = 0;
    enum accord_status status = accord_writer_places(writer, evidence, row, &anchor->file, &line, err);
    if (status != ACCORD_OK) return status;
    size_t cell = telling_cell(writer, evidence, row);
    if (cell < row->column_count)
        point_at(anchor, writer->places.lines[cell], writer->places.columns[cell], characters(row->values[cell]));
    else
        point_at(anchor, line, 0, 0);
    return ACCORD_OK;
}

static enum accord_status point_at_actor(struct accord_writer *writer, const struct accord_verdict *verdict,
                                         struct accord_anchor *anchor, struct accord_error *err)
{
    unsigned line = 0, id_line = 0, id_column = 0;
    enum accord_status status = accord_dataset_actor_place(writer->subject->dataset, verdict->actor, &anchor->file,
                                                           &line, &id_line, &id_column, err);
    if (status == ACCORD_OK)
        point_at(anchor, id_line > 0 ? id_line : line, id_line > 0 ? id_column : 0, characters(verdict->actor_id));
    return status;
}

static enum accord_status point_at_actors(struct accord_writer *writer, struct accord_anchor *anchor,
                                          struct accord_error *err)
{
    unsigned line = 0;
    point_at(anchor, 1, 0, 0);
    return accord_dataset_actor_place(writer->subject->dataset, 0, &anchor->file, &line, NULL, NULL, err);
}

static void point_at_rule(const struct accord_writer *writer, const struct accord_verdict *verdict,
                          struct accord_anchor *anchor)
{
    struct accord_rule_facts rule;
    accord_packs_rule(writer->subject->packs, verdict->rule, &rule);
    *anchor = (struct accord_anchor){.prefix = "", .file = rule.path ? rule.path : rule.file, .in_rule = true};
    point_at(anchor, 1, 0, 0);
}

enum accord_status accord_writer_anchor(struct accord_writer *writer, const struct accord_result *result,
                                        struct accord_anchor *anchor, struct accord_error *err)
{
    const char *prefix = writer->subject->prefix;
    *anchor = (struct accord_anchor){.prefix = prefix ? prefix : ""};
    for (size_t i = 0; i < result->evidence_count; i++)
        if (result->evidence[i].row_count > 0) return point_at_row(writer, &result->evidence[i], anchor, err);
    if (result->verdict->actor != SIZE_MAX) return point_at_actor(writer, result->verdict, anchor, err);
    if (accord_dataset_actor_count(writer->subject->dataset) > 0) return point_at_actors(writer, anchor, err);
    point_at_rule(writer, result->verdict, anchor);
    return ACCORD_OK;
}
