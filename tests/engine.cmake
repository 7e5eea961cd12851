# Suites of src/engine.
accord_suite(cases unit/engine/test_cases.c unit/engine/case_files.c)
target_link_libraries(test_cases PRIVATE m)
accord_suite(datasets unit/engine/test_datasets.c)

# Suites one a header; rows and filters are written as texts.
foreach(header filter claims)
    accord_suite(engine_${header} unit/engine/${header}_test.c unit/engine/written.c)
endforeach()
accord_suite(engine_bytecode unit/engine/bytecode_test.c)
accord_suite(engine_keeps_nothing unit/engine/keeps_nothing_test.c)
accord_suite(engine_reads unit/engine/reads_test.c)
accord_suite(engine_code unit/engine/code_test.c)
accord_suite(engine_day_set unit/engine/day_set_test.c)
accord_suite(engine_paths unit/engine/paths_test.c)
accord_suite(engine_known_filters unit/engine/known_filters_test.c)
accord_suite(engine_source_scan unit/engine/source_scan_test.c)
accord_suite(engine_frame unit/engine/frame_test.c)

# Rules and data written by the test, run as the program would.
foreach(suite aggregate console evidence gates memory observe pack_facts packs profile plain rows sandbox)
    accord_suite(engine_${suite} unit/engine/${suite}_test.c unit/engine/probe.c)
endforeach()
accord_suite(engine_path_walk unit/engine/path_walk_test.c unit/engine/probe.c property/told.c)
