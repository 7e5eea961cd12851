# Properties over the sample dataset with the project's rules, seeded and bounded.
foreach(suite export less_known packed same_bytes)
    accord_suite(property_${suite} property/${suite}_test.c property/sample.c)
endforeach()
accord_suite(property_diff property/diff_test.c unit/diff/made.c)
accord_suite(property_paths property/paths_test.c property/paths_world.c property/rule_traps.c property/rule_writer.c property/told.c property/sample.c)
accord_suite(property_score property/score_test.c)
accord_suite(property_stored_runs property/stored_runs_test.c property/on_record.c property/stored_world.c)
set_property(TEST property_export property_stored_runs APPEND PROPERTY LABELS long)
if(ACCORD_SANITIZE) # the plain build makes all thousand edits
    set_tests_properties(property_stored_runs PROPERTIES ENVIRONMENT ACCORD_EDITS=300)
    set_tests_properties(property_paths PROPERTIES ENVIRONMENT ACCORD_ROUNDS=8)
endif()
