/* The annex of focal points: designations by role. */
#include "base/error.h"
#include "base/memory.h"
#include "dossier/committee/committee.h"
#include "dossier/words.h"

#include <string.h>

enum { STATES = ACCORD_DESIGNATION_UNREPORTED + 1 };

struct accord_committee_role {
    char *name;
    size_t counts[STATES];
    size_t overdue;
    struct accord_text missing_names;
    struct accord_text overdue_names;
};

static void release(struct accord_committee_role *role)
{
    accord_free(role->name);
    accord_text_clear(&role->missing_names);
    accord_text_clear(&role->overdue_names);
}

void accord_committee_clear_roles(struct accord_committee *committee)
{
    for (size_t i = 0; i < committee->role_count; i++)
        release(&committee->roles[i]);
    accord_free(committee->roles);
    committee->roles = NULL;
    committee->role_count = 0;
}

/* By name; roles are few. NULL: no memory. */
static struct accord_committee_role *find_role(struct accord_committee *committee, const char *name)
{
    size_t at = 0;
    int order = 1;
    while (at < committee->role_count && (order = strcmp(committee->roles[at].name, name)) < 0)
        at++;
    if (at < committee->role_count && order == 0) return &committee->roles[at];
    struct accord_committee_role *roles =
        accord_realloc(committee->roles, committee->role_count + 1, sizeof *committee->roles);
    if (!roles) return NULL;
    committee->roles = roles;
    char *copy = accord_copy_text(name, strlen(name));
    if (!copy) return NULL;
    memmove(roles + at + 1, roles + at, (committee->role_count - at) * sizeof *roles);
    roles[at] = (struct accord_committee_role){.name = copy};
    accord_text_init(&roles[at].missing_names, ACCORD_SINK_MAX);
    accord_text_init(&roles[at].overdue_names, ACCORD_SINK_MAX);
    committee->role_count++;
    return &roles[at];
}

static void add_name(struct accord_text *names, const struct accord_committee *committee, size_t actor)
{
    if (names->length > 0) accord_text_add_str(names, ", ");
    accord_dossier_add_actor(names, accord_dossier_actor(committee->dossier, actor));
}

enum accord_status accord_committee_count_roles(struct accord_committee *committee,
                                                const struct accord_dossier_account *account, struct accord_error *err)
{
    for (size_t i = 0; account->actor != SIZE_MAX && i < account->designation_count; i++) {
        const struct accord_dossier_designation *designation = &account->designations[i];
        struct accord_committee_role *role = find_role(committee, designation->role ? designation->role : "");
        if (!role) return accord_error_memory(err);
        role->counts[designation->state]++;
        if (designation->state == ACCORD_DESIGNATION_MISSING) add_name(&role->missing_names, committee, account->actor);
        if (!designation->overdue) continue;
        role->overdue++;
        add_name(&role->overdue_names, committee, account->actor);
    }
    return ACCORD_OK;
}

static void write_names(struct accord_committee *committee, const struct accord_committee_role *role,
                        enum accord_phrase phrase, const struct accord_text *names)
{
    struct accord_paper *paper = &committee->paper;
    if (names->length == 0) return;
    accord_paper_add(paper, role->name);
    accord_paper_colon(paper);
    accord_paper_phrase(paper, phrase);
    accord_text_add_char(&paper->piece, ' ');
    accord_paper_add(paper, accord_text_str(names));
    paper->piece.failed = paper->piece.failed || names->failed;
    accord_paper_item(paper);
}

static void write_table(struct accord_committee *committee)
{
    static const enum accord_phrase heads[] = {ACCORD_PHRASE_COLUMN_ROLE,
                                               ACCORD_PHRASE_DESIGNATION_CURRENT,
                                               ACCORD_PHRASE_DESIGNATION_UNCERTAIN,
                                               ACCORD_PHRASE_DESIGNATION_LAPSED,
                                               ACCORD_PHRASE_DESIGNATION_AHEAD,
                                               ACCORD_PHRASE_DESIGNATION_MISSING,
                                               ACCORD_PHRASE_DESIGNATION_UNREPORTED,
                                               ACCORD_PHRASE_DESIGNATION_OVERDUE};
    struct accord_paper *paper = &committee->paper;
    accord_paper_table(paper, "lrrrrrrr");
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        accord_paper_phrase(paper, heads[i]);
        accord_paper_cell(paper);
    }
    for (size_t i = 0; i < committee->role_count; i++) {
        const struct accord_committee_role *role = &committee->roles[i];
        accord_paper_add(paper, role->name);
        accord_paper_cell(paper);
        for (size_t state = 0; state < STATES; state++) {
            accord_paper_number(paper, role->counts[state]);
            accord_paper_cell(paper);
        }
        accord_paper_number(paper, role->overdue);
        accord_paper_cell(paper);
    }
    accord_paper_table_end(paper);
}

void accord_committee_focal_points(struct accord_committee *committee)
{
    accord_committee_annex_heading(committee, ACCORD_ANNEX_FOCAL_POINTS, ACCORD_PHRASE_ANNEX_FOCAL_POINTS);
    if (committee->role_count == 0) {
        accord_paper_phrase(&committee->paper, ACCORD_PHRASE_NOTHING_HERE);
        accord_paper_text(&committee->paper);
        return;
    }
    accord_paper_phrase(&committee->paper, ACCORD_PHRASE_FOCAL_POINTS_LEGEND);
    accord_paper_text(&committee->paper);
    write_table(committee);
    for (size_t i = 0; i < committee->role_count; i++) {
        const struct accord_committee_role *role = &committee->roles[i];
        write_names(committee, role, ACCORD_PHRASE_FOCAL_POINTS_MISSING, &role->missing_names);
        write_names(committee, role, ACCORD_PHRASE_FOCAL_POINTS_OVERDUE, &role->overdue_names);
    }
}
