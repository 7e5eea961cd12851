/* Rolling up. */
#include "report/roll_up.h"

void accord_roll_up_add(struct accord_roll_up *pair, enum accord_verdict_kind verdict, bool has_cause)
{
    pair->worst = pair->seen ? accord_verdict_worse(pair->worst, verdict) : verdict;
    pair->seen = true;
    pair->caused = pair->caused || (has_cause && accord_verdict_meaning(verdict)->counted);
    pair->sure_gap = pair->sure_gap || (verdict == ACCORD_VERDICT_GAP && !has_cause);
}

bool accord_roll_up_is_open(const struct accord_roll_up *pair)
{
    switch (pair->worst) {
    case ACCORD_VERDICT_ERROR:
        return false;
    case ACCORD_VERDICT_GAP:
        return pair->caused && !pair->sure_gap;
    case ACCORD_VERDICT_REVIEW:
    case ACCORD_VERDICT_UNREPORTED:
    case ACCORD_VERDICT_PARTIAL:
    case ACCORD_VERDICT_MET:
    case ACCORD_VERDICT_NOT_DUE:
    case ACCORD_VERDICT_NOT_APPLICABLE:
    case ACCORD_VERDICT_COUNT:
        break;
    }
    return pair->caused;
}
