# Sourced by cases of `accord diff`: two datasets, and runs of them.
#   old, the small dataset; new, where
#     AAA's focal point has ended, and its late report came in time
#     BBB's has not ended, and a late report is on record
#     CCC's sources agree that it is bound
cp -r "$small" old
cp -r "$small" new
sed -i 's/2016-03-01,$/2016-03-01,2019-01-31/; s/,2018-06-30$/,/' new/focal_points.csv
sed -i 's/2020-05-02/2020-03-01/; $a r-2,BBB,demo,2019,2020-03-31,2020-04-01' new/reports.csv
sed -i 's/^CCC,demo,s2,,/CCC,demo,s2,1999-05-01,/' new/memberships.csv

# run NAME OPTION...: the report NAME.json and a run in runs.db of the dataset and options; findings are expected.
run() {
    local name=$1
    shift
    check "$@" --format json="$name.json" --store runs.db --quiet || [ $? = 1 ]
}
