# Suites of src/runs.
foreach(suite block plan)
    accord_suite(runs_${suite} unit/runs/${suite}_test.c)
endforeach()
