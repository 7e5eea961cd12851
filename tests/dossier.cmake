# Suites of src/dossier. The dossier made by hand takes the place of the reader.
accord_suite(dossier_made unit/dossier/made_test.c unit/dossier/made.c)
accord_suite(dossier_designations unit/dossier/designations_test.c)
accord_suite(dossier_committee unit/dossier/committee_test.c unit/dossier/made.c)
target_compile_definitions(test_dossier_committee PRIVATE ACCORD_GOLDEN="${CMAKE_CURRENT_SOURCE_DIR}/unit/dossier/golden")
set_property(TEST dossier_committee APPEND PROPERTY LABELS golden)
