"""`python -m benchmarks [name …]`: run the named benchmarks, or all of them."""

import subprocess
import sys

ALL = ("arrays", "overhead", "rest", "backends", "months", "rfq", "tiers", "million")


def main() -> None:
    wanted = sys.argv[1:] or list(ALL)
    unknown = [name for name in wanted if name not in ALL]
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(ALL)}")
    for name in wanted:
        # A process each: what one loads must not weigh on the next.
        print(f"== {name}", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
        print(flush=True)


if __name__ == "__main__":
    main()
