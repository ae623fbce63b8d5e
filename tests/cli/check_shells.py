#!/usr/bin/env python3
"""Has a real shell read `pgscribe completions SHELL` and complete with it; has the readers of manual pages read `pgscribe man`.
A program that is not installed is a skip (exit code 77), which ctest shows."""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77

# What is typed, and a word that has to be offered; and one that must not be.
CASES = [
    ("pgscribe gen", "generate", "migrate"),
    ("pgscribe generate --conf", "--config", "--entry"),
    ("pgscribe generate --diagnostics ", "sarif", "--config"),
    ("pgscribe generate --diagnostics sa", "sarif", "json"),
    ("pgscribe --v", "--version", "--config"),
    ("pgscribe migrate u", "up", "down"),
    ("pgscribe migrate up --dry", "--dry-run", "--format"),
    ("pgscribe migrate create --for", "--format", "--dry-run"),
    ("pgscribe migrate create --format go", "goose", "dbmate"),
    ("pgscribe help mig", "migrate", "generate"),
    ("pgscribe completions f", "fish", "bash"),
    ("pgscribe generate --config only", "only_here.yaml", "generate"),
    ("pgscribe generate --out only", "only_folder", "only_here.yaml"),
]


def offered_by_bash(script, typed):
    words = typed.split(" ")
    array = " ".join(f"'{word}'" for word in words)
    program = (f"source '{script}'\nCOMP_WORDS=({array})\nCOMP_CWORD={len(words) - 1}\n_pgscribe\n"
               "printf '%s\\n' \"${COMPREPLY[@]}\"")
    return subprocess.run(["bash", "--norc", "-u", "-c", program], check=True, capture_output=True, text=True).stdout.split("\n")


def offered_by_fish(script, typed):
    program = f"source '{script}'; complete -C '{typed}'"
    shown = subprocess.run(["fish", "--no-config", "-c", program], check=True, capture_output=True, text=True).stdout
    return [line.split("\t")[0] for line in shown.splitlines()]


def offered_by_zsh(script, typed):
    """zsh completes only at a terminal: in a shell within the shell, whose list of completions is taken where it is made, and whose line is
    read afterwards, for what is the only one."""
    program = f"""
zmodload zsh/zpty
zpty inner zsh -f -i
send() {{ zpty -w inner "$1" }}
send 'PS1=; autoload -Uz compinit; compinit -u -D; zstyle ":completion:*" list-grouped false'
send 'source {script}'
send 'compadd() {{
  if [[ ${{@[(I)-(O|A|D)]}} -gt 0 ]]; then builtin compadd "$@"; return; fi
  local -a __hits; builtin compadd -O __hits "$@"
  print -rl -- OFFERED:${{^__hits}} > /dev/fd/9
  builtin compadd "$@"
}}'
send 'exec 9>>{script}.offered'
send 'bindkey "^I" complete-word; finish() {{ print -r -- "$BUFFER" > {script}.end; exit }}; zle -N finish; bindkey "^X" finish'
zpty -w -n inner {typed!r}$'\\t\\x18'
while zpty -r inner line; do :; done
"""
    for ending in (".offered", ".end"):
        open(script + ending, "w").close()
    subprocess.run(["zsh", "-f", "-c", program], check=True, capture_output=True, text=True, timeout=60)
    with open(script + ".end") as end:
        line_after = end.read().split()
    with open(script + ".offered") as offered:
        return line_after[-1:] + [line.strip().removeprefix("OFFERED:") for line in offered]


def check_completions(pgscribe, shell):
    offered_by = {"bash": offered_by_bash, "fish": offered_by_fish, "zsh": offered_by_zsh}[shell]
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        script = os.path.join(folder, "_pgscribe_script")
        with open(script, "w") as file:
            file.write(subprocess.run([pgscribe, "completions", shell], check=True, capture_output=True, text=True).stdout)
        open("only_here.yaml", "w").close()
        os.mkdir("only_folder")
        for typed, wanted, unwanted in CASES:
            offered = offered_by(script, typed)
            offered = [word.rstrip("/") for word in offered]
            if wanted not in offered or unwanted in offered:
                problems.append(f"{shell}: `{typed}` offers {offered}: want {wanted}, not {unwanted}")
    return problems


def check_man(pgscribe, reader):
    page = subprocess.run([pgscribe, "man"], check=True, capture_output=True, text=True).stdout
    command = {"mandoc": ["mandoc", "-Tlint", "-Wall"], "groff": ["groff", "-ww", "-man", "-Tascii", "-P-cbou"]}[reader]
    told = subprocess.run(command, input=page, capture_output=True, text=True)
    problems = (told.stdout if reader == "mandoc" else told.stderr).splitlines()
    # It has none, so that it is the same whenever it is built.
    problems = [problem for problem in problems if "missing date" not in problem]
    if reader == "groff":
        text = told.stdout
        problems += [f"the page does not say {word}" for word in ("migrate create", "server-version", "EXIT STATUS") if word not in text]
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pgscribe", required=True)
    parser.add_argument("--with", dest="program", required=True, choices=["bash", "zsh", "fish", "groff", "mandoc"])
    arguments = parser.parse_args()
    if shutil.which(arguments.program) is None:
        print(f"{arguments.program} is not installed")
        return SKIPPED
    is_shell = arguments.program in ("bash", "zsh", "fish")
    problems = (check_completions if is_shell else check_man)(arguments.pgscribe, arguments.program)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
