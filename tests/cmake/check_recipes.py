#!/usr/bin/env python3
"""Checks of the recipes for vcpkg, Conan, Docker and Compose what can be checked without them: that they are well formed and say the same of pgscribe
as its CMakeLists.txt and scripts/dependencies.sh do."""
import ast
import json
import os
import re
import sys

INSTRUCTIONS = {"FROM", "RUN", "COPY", "WORKDIR", "ENV", "EXPOSE", "USER", "ENTRYPOINT", "CMD"}
# Needed to make packages, or for tests only.
ONLY_HERE = {"ccache", "postgresql"}


def read(*parts):
    with open(os.path.join(*parts)) as file:
        return file.read()


def options_of(text):
    return set(re.findall(r"\bPGSCRIBE_[A-Z_]+", text))


def vcpkg(root, version):
    manifest = json.loads(read(root, "packaging/vcpkg/vcpkg.json"))
    if manifest["name"] != "pgscribe" or manifest["version"] != version:
        yield f"vcpkg.json is of {manifest['name']} {manifest['version']}, the project of {version}"
    port = read(root, "packaging/vcpkg/portfile.cmake")
    for feature in re.findall(r"FEATURES (\w+)", port):
        if feature not in manifest["features"]:
            yield f"portfile.cmake has the feature {feature}, vcpkg.json does not"
    if port.count("(") != port.count(")"):
        yield "portfile.cmake has parentheses that do not close"


def conan(root, version):
    recipe = read(root, "packaging/conan/conanfile.py")
    classes = [node for node in ast.parse(recipe).body if isinstance(node, ast.ClassDef)]
    methods = {node.name for node in classes[0].body if isinstance(node, ast.FunctionDef)}
    for method in ("set_version", "export_sources", "requirements", "generate", "build", "package", "package_info"):
        if method not in methods:
            yield f"conanfile.py has no {method}"
    pattern = re.search(r'search\(r"(.+?)", lists\)', recipe).group(1)
    found = re.search(pattern, read(root, "CMakeLists.txt"))
    if found is None or found.group(1) != version:
        yield "conanfile.py does not find the version in CMakeLists.txt"
    for name in re.findall(r'"([^"*]+?)(?:/\*)?"', re.search(r"for pattern in \((.*?)\)", recipe).group(1)):
        if not os.path.exists(os.path.join(root, name)):
            yield f"conanfile.py exports {name}, which is not there"


def docker(root, _version):
    for name in ("Dockerfile", "examples/media_service/Dockerfile"):
        for problem in dockerfile(root, name):
            yield f"{name}: {problem}"


def dockerfile(root, name):
    text = read(root, name).replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    stages = re.findall(r"^FROM \S+ AS (\w+)$", text, re.MULTILINE)
    for line in lines:
        if line.split()[0] not in INSTRUCTIONS:
            yield f"an unknown instruction: {line}"
    for stage in re.findall(r"--from=(\w+)", text):
        if stage not in stages:
            yield f"it copies from {stage}, which is no stage"
    needed = set(re.search(r"build_packages=\((.*?)\)", read(root, "scripts/dependencies.sh"), re.DOTALL).group(1).split()) - ONLY_HERE
    if missing := needed - set(text.split()):
        yield f"it does not install {sorted(missing)}"
    presets = {preset["name"] for preset in json.loads(read(root, "CMakePresets.json"))["configurePresets"]}
    for preset in re.findall(r"--preset (\w+)", text):
        if preset not in presets:
            yield f"it uses the preset {preset}, which is not there"
    if not lines[-1].startswith("CMD") or not any(line.startswith("ENTRYPOINT") for line in lines):
        yield "it does not end in what it runs"
    for source in re.findall(r"^COPY (?!--from)(\S+) ", text, re.MULTILINE):
        if not os.path.exists(os.path.join(root, source)):
            yield f"it copies {source}, which is not there"


def compose(root, _version):
    """That compose.yaml says what the service's configuration asks for, and names files that are there."""
    try:
        import yaml
    except ImportError:
        print("compose.yaml is not looked at: python3-yaml is not installed")
        return
    folder = os.path.join(root, "examples/media_service")
    document = yaml.safe_load(read(folder, "compose.yaml"))
    services = document["services"]
    profiles = {profile for service in services.values() for profile in service.get("profiles", [])}
    if profiles != {"app", "monitoring", "backup"}:
        yield f"compose.yaml has the profiles {sorted(profiles)}"
    if "healthcheck" not in services["postgres"]:
        yield "compose.yaml does not check the health of the server"
    asked = set(re.findall(r"\$\{(POSTGRES_[A-Z]+)", read(folder, "config.yaml")))
    for name in ("app", "backup"):
        if missing := asked - set(services[name]["environment"]):
            yield f"compose.yaml does not give {sorted(missing)} to {name}"
    for name, service in services.items():
        for other in service.get("depends_on", {}):
            if other not in services:
                yield f"compose.yaml: {name} depends on {other}, which is no service"
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            known = os.path.exists(os.path.join(folder, source)) if source.startswith(".") else source in document["volumes"]
            if not known:
                yield f"compose.yaml: {name} mounts {source}, which is not there"


def main():
    root = sys.argv[1]
    lists = read(root, "CMakeLists.txt")
    version = re.search(r"project\(pgscribe VERSION ([0-9.]+)", lists).group(1)
    problems = [problem for check in (vcpkg, conan, docker, compose) for problem in check(root, version)]
    cmake_files = [lists] + [read(root, "cmake", name) for name in os.listdir(os.path.join(root, "cmake"))]
    known = {option for text in cmake_files for option in options_of(text)}
    for name in ("packaging/vcpkg/portfile.cmake", "packaging/conan/conanfile.py", "CMakePresets.json"):
        for option in sorted(options_of(read(root, name)) - known):
            problems.append(f"{name} sets {option}, which CMake does not know")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
