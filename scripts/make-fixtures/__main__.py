"""Makes and checks the datasets under fixtures/: python3 scripts/make-fixtures parties FOLDER | sample | names FILE | --check."""

import argparse
import pathlib
import sys

sys.dont_write_bytecode = True

from check import check_all  # noqa: E402
from names import make_names  # noqa: E402
from parties import make_parties  # noqa: E402
from sample import make_sample  # noqa: E402


def main():
    parser = argparse.ArgumentParser(prog="make-fixtures", description="Make and check the datasets under fixtures/.")
    parser.add_argument("--check", action="store_true", help="check both datasets; print bound and unknown per treaty")
    commands = parser.add_subparsers(dest="command")
    parties = commands.add_parser("parties", help="rebuild fixtures/parties from a folder of raw facts")
    parties.add_argument("folder", type=pathlib.Path)
    commands.add_parser("sample", help="rebuild fixtures/sample from fixtures/parties")
    names = commands.add_parser("names", help="rebuild src/import/un_names.csv from a table of country codes")
    names.add_argument("file", type=pathlib.Path)
    options = parser.parse_args()
    if options.command == "parties":
        make_parties(options.folder)
    elif options.command == "sample":
        make_sample()
    elif options.command == "names":
        make_names(options.file)
    elif not options.check:
        parser.error("say parties FOLDER, sample, names FILE or --check")
    return check_all() if options.check else 0


sys.exit(main())
