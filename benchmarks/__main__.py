"""`python -m benchmarks [NAME]`: every benchmark, or one."""

import sys

from benchmarks import pages, people_import

BENCHMARKS = {"pages": pages.main, "people_import": people_import.main}


def main() -> int:
    """Run the benchmarks named on the command line, all without a name."""
    names = sys.argv[1:2] or list(BENCHMARKS)
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    for name in names:
        BENCHMARKS[name](sys.argv[2:])
    return 0


if __name__ == "__main__":
    sys.exit(main())
