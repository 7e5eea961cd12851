# Suites of src/dossier. The dossier made by hand takes the place of the reader.
accord_suite(dossier_made unit/dossier/made_test.c unit/dossier/made.c)
accord_suite(dossier_designations unit/dossier/designations_test.c)
accord_suite(dossier_committee unit/dossier/committee_test.c unit/dossier/made.c)
target_compile_definitions(test_dossier_committee PRIVATE ACCORD_GOLDEN="${CMAKE_CURRENT_SOURCE_DIR}/unit/dossier/golden")
set_property(TEST dossier_committee APPEND PROPERTY LABELS golden)

# The dashboard, of a dossier of any size, read as a browser does.
accord_suite(dossier_html_markup unit/dossier/html_markup_test.c unit/dossier/many.c)
accord_suite(dossier_html_links unit/dossier/html_links_test.c unit/dossier/many.c)
accord_suite(dossier_html_records unit/dossier/html_records_test.c unit/dossier/many.c)
add_executable(write_many unit/dossier/write_many.c unit/dossier/many.c)
target_include_directories(write_many PRIVATE ${PROJECT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(write_many PRIVATE accord_flags accord_static accord_lua accord_sqlite accord_pcre2 PkgConfig::CJSON)
add_test(NAME dossier_html_pages COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/dossier/pages.py $<TARGET_FILE:write_many>)
accord_suite(dossier_xlsx unit/dossier/xlsx_test.c unit/dossier/made.c)
accord_suite(dossier_reader unit/dossier/reader_test.c)
