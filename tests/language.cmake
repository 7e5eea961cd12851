# Suites of src/language.
foreach(suite catalogues language pattern)
    accord_suite(language_${suite} unit/language/${suite}_test.c)
endforeach()
