/* What a check is told of before: a baseline and waivers. */
#include "base/error.h"
#include "cli/check_private.h"
#include "cli/exit_code.h"
#include "cli/loading.h"

#include <stdio.h>

static enum accord_status take_path(const char *option, const char *value, const char **path, struct accord_error *err)
{
    *path = value;
    return value[0] ? ACCORD_OK : accord_error_set(err, ACCORD_BAD_USAGE, "--%s needs a path", option);
}

enum accord_status accord_check_take_baseline(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return take_path("baseline", value, &request->baseline, err);
}

enum accord_status accord_check_take_waivers(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    return take_path("waivers", value, &request->waivers, err);
}

enum accord_status accord_check_take_strict_waivers(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    (void)value;
    (void)err;
    request->strict_waivers = true;
    return ACCORD_OK;
}

enum accord_status accord_check_settle_ledger(const struct accord_check_request *request, struct accord_error *err)
{
    if (request->strict_waivers && !request->waivers)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--strict-waivers is about --waivers, which was not given");
    return ACCORD_OK;
}

static enum accord_status tell_problems(const struct accord_check_request *request,
                                        const struct accord_problems *problems, struct accord_error *err)
{
    const size_t count = accord_problems_count(problems);
    const char *what = !request->waivers   ? "the baseline"
                       : request->baseline ? "the baseline and the waivers"
                                           : "the waivers";
    accord_print_problems(problems, NULL);
    return accord_error_set(err, ACCORD_BAD_DATA, "%zu error%s in %s", count, count == 1 ? "" : "s", what);
}

enum accord_status accord_check_open_ledger(struct accord_check *check, struct accord_error *err)
{
    const struct accord_check_request *request = &check->request;
    const struct accord_ledger_options options = {.packs = check->packs,
                                                  .dataset = check->dataset,
                                                  .as_of = request->as_of,
                                                  .rules = check->selection.rules,
                                                  .actors = check->selection.actors,
                                                  .not_concluded = check->selection.not_concluded,
                                                  .baseline = request->baseline,
                                                  .waivers = request->waivers,
                                                  .keeps_findings = check->keeps_findings};
    struct accord_problems *problems = NULL;
    if (!request->baseline && !request->waivers && !check->keeps_findings) return ACCORD_OK;
    enum accord_status status = accord_problems_new(&problems, err);
    if (status == ACCORD_OK) status = accord_ledger_open(&options, problems, &check->ledger, err);
    if (status == ACCORD_BAD_DATA) status = tell_problems(request, problems, err);
    accord_problems_free(problems);
    return status;
}

unsigned accord_check_stale_waivers(const struct accord_check *check)
{
    struct accord_ledger_counts counts;
    char text[ACCORD_ERROR_TEXT_MAX];
    if (!check->request.strict_waivers) return 0;
    accord_ledger_count(check->ledger, &counts);
    if (counts.stale_waivers == 0) return 0;
    (void)snprintf(text, sizeof text, "%s: %zu waiver%s lapsed or cover%s nothing", check->request.waivers,
                   counts.stale_waivers, counts.stale_waivers == 1 ? " has" : "s have",
                   counts.stale_waivers == 1 ? "s" : "");
    accord_complain(text);
    return accord_exit_bit(ACCORD_EXIT_STALE_WAIVERS);
}
