/* Profiles: which rules are asked, with which params, and what fails a run, in a file of their own. */
#ifndef ACCORD_PROFILE_H
#define ACCORD_PROFILE_H

#include "accord/problems.h"
#include "accord/report.h"
#include "accord/run.h"
#include "accord/status.h"

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

struct accord_profile;

/* Everything borrowed from the profile. */
struct accord_profile_facts {
    const char *id;
    const char *title;
    const char *path;                   /* as given */
    const char *sha256;                 /* over the text of the file */
    const bool *rules;                  /* one a rule of the packs: whether it is selected */
    const struct accord_params *params; /* for accord_run_options */
    size_t params_count;
    const char *const *params_text;         /* of the same: JSON on one line */
    const enum accord_fail_choice *choices; /* one a rule of the packs */
    bool sets_verdicts;
    bool sets_force;
    bool sets_min_coverage;
    struct accord_fail_policy fail; /* of which only what it sets means something, and `rules`, which is `choices` */
};

/* Reads the Lua file for these packs, which must outlive the profile:
 *
 *     return {
 *       api = 1, id = "ci", title = "...",
 *       select = { { instrument = "cms-11.10", force = { "request", "encourage" } }, { rule = "cbd-rmfp/no-*" } },
 *       omit = { { tag = "data-quality" } },
 *       params = { ["cms-11.10/counterparts"] = { conventions = { "cbd" } } },
 *       fail = { on = { "gap" }, force = "request", min_coverage = 50, raise = { ... }, lower = { ... } },
 *     }
 *
 * A selector takes the rules that fit all its keys (rule, a glob; instrument; provision; subject; force; tag), each a
 * text or a list of which one must fit; a list of selectors takes the rules that fit any of them. Without `select` all
 * rules are taken. Findings of raised rules fail whatever the force, those of lowered ones never; lower comes after
 * raise. Whatever names nothing is a problem, as are unknown keys: they are added to `problems` as file:line, and the
 * status is ACCORD_BAD_RULES. Free with accord_profile_close. */
enum accord_status accord_profile_open(struct accord_packs *packs, const char *path, struct accord_problems *problems,
                                       struct accord_profile **profile, struct accord_error *err) ACCORD_MUST_CHECK;
void accord_profile_close(struct accord_profile *profile);

void accord_profile_facts(const struct accord_profile *profile, struct accord_profile_facts *facts);

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
