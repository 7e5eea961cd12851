/* The dossier made by hand tells the same numbers in all its ways, as the real one does. */
#include "unit/dossier/made.h"
#include "unit/suite.h"

static enum accord_status count(void *host, const struct accord_dossier_account *account, struct accord_error *err)
{
    struct accord_dossier_counts *counts = host;
    (void)err;
    for (size_t i = 0; i < account->verdict_count; i++) {
        const struct accord_dossier_verdict *verdict = &account->verdicts[i];
        counts->errors += verdict->verdict == ACCORD_VERDICT_ERROR;
        for (size_t j = 0; j < verdict->finding_count; j++) {
            counts->findings[verdict->findings[j].verdict]++;
            counts->waived += verdict->findings[j].waiver != NULL;
            counts->lapsed += verdict->findings[j].lapsed != NULL;
            counts->comments += verdict->findings[j].comment_count;
            counts->appeared += verdict->findings[j].appeared;
        }
    }
    counts->comments_apart += account->apart_count;
    return ACCORD_OK;
}

START_TEST(counts_are_those_of_the_accounts)
{
    struct made dossier;
    struct accord_dossier_counts counted = {.gone = 1};
    struct accord_error err = {0};
    made_dossier(&dossier);
    ck_assert_int_eq(accord_dossier_each(&dossier.told, count, &counted, &err), ACCORD_OK);
    ck_assert_mem_eq(&counted, accord_dossier_counts(&dossier.told), sizeof counted);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("made dossier");
    TCase *tcase = tcase_create("made dossier");
    tcase_add_test(tcase, counts_are_those_of_the_accounts);
    suite_add_tcase(suite, tcase);
    return run_suite(suite);
}
