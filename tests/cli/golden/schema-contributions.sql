CREATE TABLE "contributions" (
    "id" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "fund" TEXT NOT NULL,
    "year" INTEGER NOT NULL CHECK ("year" BETWEEN 1 AND 9998),
    "currency" TEXT NOT NULL,
    "assessed" NUMERIC,
    "pledged" NUMERIC,
    "paid" NUMERIC,
    "due" TEXT,
    "paid_on" TEXT,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("actor") REFERENCES "actors" ("id")
);
