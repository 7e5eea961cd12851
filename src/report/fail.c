/* What fails a run, and what somebody should look at. */
#include "accord/report.h"

struct accord_fail_policy accord_fail_policy_default(void)
{
    struct accord_fail_policy policy = {.force = ACCORD_FORCE_REQUEST};
    policy.verdicts[ACCORD_VERDICT_GAP] = true;
    policy.verdicts[ACCORD_VERDICT_PARTIAL] = true;
    return policy;
}

bool accord_finding_fails(const struct accord_fail_policy *policy, size_t rule, enum accord_force force,
                          enum accord_verdict_kind finding)
{
    if (finding == ACCORD_VERDICT_ERROR || !policy->verdicts[finding]) return false;
    switch (policy->rules ? policy->rules[rule] : ACCORD_FAIL_BY_FORCE) {
    case ACCORD_FAIL_ALWAYS:
        return true;
    case ACCORD_FAIL_NEVER:
        return false;
    case ACCORD_FAIL_BY_FORCE:
        break;
    }
    return force <= policy->force; /* forces are listed from the strongest */
}
