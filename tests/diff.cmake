# Suites of src/diff.
foreach(suite cause compare overview run write)
    accord_suite(diff_${suite} unit/diff/${suite}_test.c unit/diff/made.c)
endforeach()
