#!/usr/bin/env python3
"""Instructions per operation of every contender, counted by callgrind: user space of the client only, exact, and
independent of what else the machine does. The difference of two runs leaves out connecting and preparing."""
import argparse
import re
import subprocess
import sys

# Operations of the two runs by scenario; `read` always reads the whole table.
RUNS = {"key": (500, 2500), "read": None, "copy": (2000, 10000), "batch": (1000, 4000), "pool": (1000, 20000),
        "clients": (2000, 12000)}
ROWS_READ = 200_000


def instructions(program: str, conninfo: str, contender: str, scenario: str, operations: int) -> int:
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "--conninfo", conninfo,
               "--run", contender, str(operations), scenario]
    output = subprocess.run(command, capture_output=True, text=True)
    found = re.findall(r"Collected : (\d+)", output.stderr)
    if output.returncode != 0 or not found:
        sys.exit(f"{contender}: {output.stderr}")
    return int(found[-1])


def per_operation(program: str, conninfo: str, contender: str, scenario: str) -> float:
    if RUNS[scenario] is None:
        return instructions(program, conninfo, contender, scenario, ROWS_READ) / ROWS_READ
    few, many = RUNS[scenario]
    counted = [instructions(program, conninfo, contender, scenario, operations) for operations in (few, many)]
    return (counted[1] - counted[0]) / (many - few)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="pgscribe_benchmark_runtime")
    parser.add_argument("scenarios", nargs="*", help=f"of {', '.join(RUNS)}; default: all")
    options = parser.parse_args()
    with subprocess.Popen([options.program, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        conninfo = server.stdout.readline().strip()
        listed = subprocess.run([options.program, "--conninfo", conninfo, "--list"], capture_output=True, text=True, check=True)
        base: dict[str, float] = {}
        for line in listed.stdout.splitlines():
            scenario, contender = line.split("\t")
            if options.scenarios and scenario not in options.scenarios:
                continue
            count = per_operation(options.program, conninfo, contender, scenario)
            print(f"{scenario:6} {contender:34} {count:12.0f} Ir {count / base.setdefault(scenario, count):8.3f} x", flush=True)
        server.stdin.close()


main()
