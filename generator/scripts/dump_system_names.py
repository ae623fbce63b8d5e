#!/usr/bin/env python3
"""Writes generator/src/codegen/system_macros.inc and system_globals.inc: names that the headers of the C and C++ libraries take.

    dump_system_names.py [CLANG] [GCC]      (clang++-14 and g++ without arguments)

Macros come from both compilers with their extensions on (so `linux` is one). Globals are what the headers declare outside of every
namespace: functions, variables, types, constants. Names that start with an underscore are nobody else's to use and left out.
"""

import re
import subprocess
import sys
import textwrap
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "src" / "codegen"
#The C++ library, POSIX, and what of Linux and BSD a server's program meets.
HEADERS = """
bits/stdc++.h aio.h arpa/inet.h assert.h byteswap.h complex.h cpio.h ctype.h dirent.h dlfcn.h endian.h err.h errno.h execinfo.h fcntl.h
fenv.h float.h fmtmsg.h fnmatch.h ftw.h getopt.h glob.h grp.h iconv.h ifaddrs.h inttypes.h iso646.h langinfo.h libgen.h limits.h locale.h
malloc.h math.h monetary.h mqueue.h net/if.h netdb.h netinet/in.h netinet/tcp.h nl_types.h poll.h pthread.h pwd.h regex.h sched.h search.h
semaphore.h setjmp.h signal.h spawn.h stdarg.h stdint.h stdio.h stdlib.h string.h strings.h sys/epoll.h sys/eventfd.h sys/file.h
sys/inotify.h sys/ioctl.h sys/ipc.h sys/mman.h sys/mount.h sys/msg.h sys/param.h sys/prctl.h sys/random.h sys/resource.h sys/select.h
sys/sem.h sys/sendfile.h sys/shm.h sys/signalfd.h sys/socket.h sys/stat.h sys/statvfs.h sys/syscall.h sys/sysinfo.h sys/sysmacros.h
sys/time.h sys/timerfd.h sys/times.h sys/types.h sys/uio.h sys/un.h sys/user.h sys/utsname.h sys/wait.h syslog.h tar.h termios.h tgmath.h
time.h ucontext.h ulimit.h unistd.h utime.h utmpx.h wchar.h wctype.h wordexp.h
""".split()
SOURCE = "".join(f"#include <{header}>\n" for header in HEADERS)

#A line of clang's tree: how deep it stands (two characters a level), what it is, and the name behind its places.
NODE = re.compile(r"^((?:[|` ][ -])*)(\w+)Decl 0x\w+ (.*)$")
NAME = re.compile(r"(?:^|[ :])(\w+)(?: definition)?(?: '.*)?$")


def run(compiler, *options):
    command = [compiler, "-std=gnu++20", "-x", "c++", "-w", *options, "-"]
    return subprocess.run(command, input=SOURCE, text=True, capture_output=True, check=True).stdout


def macros(compiler):
    return {re.split(r"[ (]", line, maxsplit=2)[1] for line in run(compiler, "-dM", "-E").splitlines()}


def globals_of(compiler):
    names = set()
    scopes = [""]  # the kinds of the declarations around the line
    for line in run(compiler, "-fsyntax-only", "-Xclang", "-ast-dump").splitlines():
        match = NODE.match(line)
        if not match:
            continue
        depth, kind, rest = len(match.group(1)) // 2, match.group(2), match.group(3)
        scopes[depth:] = [kind]
        owner = depth - 1 if kind == "EnumConstant" else depth
        is_global = all(scope in ("TranslationUnit", "LinkageSpec") for scope in scopes[:owner])
        if is_global and kind in ("Function", "Var", "CXXRecord", "Typedef", "Enum", "EnumConstant", "Using"):
            name = NAME.search(rest.split(" '")[0])
            if name:
                names.add(name.group(1))
    return names


def write(file, names):
    # Anonymous types and allocation operators end in words that are no names.
    words = {"struct", "union", "enum", "class", "new", "delete"}
    names = sorted(name for name in names if not name.startswith("_") and name not in words)
    text = f"// {len(names)} names. Written by generator/scripts/dump_system_names.py, never by hand.\n"
    text += "\n".join(textwrap.wrap(" ".join(f'"{name}",' for name in names), 118, break_long_words=False)) + "\n"
    (FOLDER / file).write_text(text)


def main():
    clang, gcc = (sys.argv[1:] + ["clang++-14", "g++"][len(sys.argv) - 1:])[:2]
    write("system_macros.inc", macros(clang) | macros(gcc))
    write("system_globals.inc", globals_of(clang))


if __name__ == "__main__":
    main()
