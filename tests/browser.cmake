# The dashboard in Chromium: a suite a file under browser/, on pages that are written once. Skipped, with the reason, where
# there is no Chromium, node or what npm installs; scripts/test.sh sees to it that there is.
#
# Pictures go to ACCORD_BROWSER_ARTEFACTS of the environment, else to the build folder.
find_program(ACCORD_NODE node nodejs)
set(browser_pages ${CMAKE_CURRENT_BINARY_DIR}/browser-pages)
add_test(NAME browser_pages COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/browser/pages.py $<TARGET_FILE:accord> $<TARGET_FILE:write_many>
                                    ${PROJECT_SOURCE_DIR} ${browser_pages})
set_tests_properties(browser_pages PROPERTIES FIXTURES_SETUP browser_pages TIMEOUT 120)
foreach(suite access filters hostile links plain views)
    add_test(NAME browser_${suite} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/browser/run.sh "${ACCORD_NODE}" ${suite} ${browser_pages}
                                           ${CMAKE_CURRENT_BINARY_DIR}/browser-pictures)
    set_tests_properties(browser_${suite} PROPERTIES FIXTURES_REQUIRED browser_pages SKIP_RETURN_CODE 77 TIMEOUT 600)
endforeach()
set_property(TEST browser_pages browser_access browser_filters browser_hostile browser_links browser_plain browser_views
             APPEND PROPERTY LABELS plain browser)
