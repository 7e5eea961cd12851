# Sourced by cases about comments: gives the small dataset some.
#   AAA on its late report, twice, the second later in the year; on BBB's gap; on a finding that nobody has
#   BBB on its gap
cat >small/comments.csv <<'CSV'
id,actor,fingerprint,on,text,by,url,language
c-1,AAA,e40f0f5a8f3dc450f3a3782229997ea1,2020-06-01,The report was late by a day.,Ministry of A,https://example.org/a,en
c-2,AAA,e40f0f5a8f3dc450f3a3782229997ea1,2020-09-15,The next one will be in time.,Ministry of A,,en
c-3,AAA,6c4936fbee4f74aabe999448129dd23b,2020-06-01,This gap is not ours.,,,
c-4,BBB,6c4936fbee4f74aabe999448129dd23b,2020-07,Nous cherchons.,,,fr
c-5,AAA,ffffffffffffffffffffffffffffffff,2020-06-01,It was so once.,,,
CSV
sed -i 's/{"name": "reports"/{"name": "comments", "path": "comments.csv"}, &/' small/datapackage.json
