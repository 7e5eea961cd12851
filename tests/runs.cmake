# Suites of src/runs.
foreach(suite block conclusions plan run_name since)
    accord_suite(runs_${suite} unit/runs/${suite}_test.c)
endforeach()
