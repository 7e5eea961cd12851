/* What fails a run, and what somebody should look at. */
#include "accord/report.h"

struct accord_fail_policy accord_fail_policy_default(void)
{
    struct accord_fail_policy policy = {.force = ACCORD_FORCE_REQUEST};
    policy.verdicts[ACCORD_VERDICT_GAP] = true;
    policy.verdicts[ACCORD_VERDICT_PARTIAL] = true;
    return policy;
}

bool accord_finding_fails(const struct accord_fail_policy *policy, enum accord_verdict_kind finding,
                          enum accord_force force)
{
    /* Forces are listed from the strongest. */
    return finding != ACCORD_VERDICT_ERROR && policy->verdicts[finding] && force <= policy->force;
}

bool accord_verdict_needs_look(enum accord_verdict_kind verdict)
{
    return accord_verdict_meaning(verdict)->counted && verdict != ACCORD_VERDICT_MET;
}
