/* What explaining is made of: the explanation at work, and what each format does with it. */
#ifndef ACCORD_WORKSHOP_EXPLAIN_PARTS_H
#define ACCORD_WORKSHOP_EXPLAIN_PARTS_H

#include "report/emit.h"
#include "report/format.h"
#include "report/page.h"
#include "workshop/explain.h"

/* How often a line was met, for loops: what is shown of it is bounded. */
struct accord_explain_visits {
    unsigned runs;
    unsigned outcomes;
};

struct accord_explanation {
    const struct accord_explain_request *request;
    struct accord_writer *writer; /* whose sink is written to */
    struct accord_page page;      /* of text */
    struct accord_text scratch;
    struct accord_emit emit; /* of JSON */
    struct accord_explained explained;
    struct accord_rule_facts rule;

    /* the pair as it runs */
    bool ran;
    bool watching; /* the events at hand are of the rule and actor asked for */
    int file;      /* of the line that what follows happens on, or ACCORD_NO_FILE */
    unsigned line;
    int shown_file;  /* that was named last */
    size_t happened; /* on that line, in this run of it */
    size_t left_out; /* runs of lines since one was shown, and events beyond what a line shows */
    size_t events_left_out;
    unsigned first_left_out;
    unsigned last_left_out;
    struct accord_explain_visits **visits; /* one a file, made when first needed: by line */
};

struct accord_explain_format {
    const char *name;
    void (*start)(struct accord_explanation *explanation, struct accord_text *text);
    void (*rule)(struct accord_explanation *explanation);
    void (*provision)(struct accord_explanation *explanation, size_t provision);
    void (*run)(struct accord_explanation *explanation);
    void (*gate)(struct accord_explanation *explanation, enum accord_gate gate);
    void (*line)(struct accord_explanation *explanation, const char *source, size_t length);
    /* A question, read, outcome, undecided or verdict. */
    enum accord_status (*event)(struct accord_explanation *explanation, const struct accord_event *event,
                                struct accord_error *err);
    void (*left_out)(struct accord_explanation *explanation);
    void (*decided)(struct accord_explanation *explanation, const struct accord_gate_event *gate);
    /* `results` are accord_result_count(verdict) lines, of which no more is known than what actors say of them. */
    enum accord_status (*verdict)(struct accord_explanation *explanation, const struct accord_verdict *verdict,
                                  const struct accord_result *results, struct accord_error *err);
    void (*finish)(struct accord_explanation *explanation);
};

extern const struct accord_explain_format accord_explain_text;
extern const struct accord_explain_format accord_explain_json;

/* Where a cell stands: *file is NULL for a table that the dataset lacks; a line of 0 for a cell that was left out. */
enum accord_status accord_explain_place(struct accord_explanation *explanation, int table, int64_t row, int column,
                                        const char **file, unsigned *line, unsigned *at,
                                        struct accord_error *err) ACCORD_MUST_CHECK;

/* Why a question that nothing matched is, or is not, answered by a complete record: "a declaration that covers it",
 * "acts at any time: ...". NULL where declarations say it one by one. */
const char *accord_explain_completeness(const struct accord_question_event *question);
const char *accord_explain_reach(enum accord_reach reach);
const char *accord_explain_asked(enum accord_asked_for asked);
const char *accord_explain_truth(enum accord_truth truth);

#endif
