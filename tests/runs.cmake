# Suites of src/runs.
foreach(suite block conclusions kept_comments plan run_name since)
    accord_suite(runs_${suite} unit/runs/${suite}_test.c)
endforeach()
set_target_properties(test_runs_since PROPERTIES ACCORD_SHORT_ROWS ON) # of its table of runs
accord_suite(runs_kept_places unit/runs/kept_places_test.c unit/store/files.c unit/store/stored.c)
accord_suite(runs_kept_rows unit/runs/kept_rows_test.c unit/store/files.c)
accord_suite(runs_documents unit/runs/documents_test.c unit/store/files.c unit/store/stored.c)
