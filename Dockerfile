# pgscribe as a tool: docker build -t pgscribe . && docker run --rm -v "$PWD:/project" pgscribe generate
FROM debian:bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      g++ cmake ninja-build pkg-config dpkg-dev \
      libpg-query-dev nlohmann-json3-dev libpqxx-dev libpq-dev libcli11-dev libyaml-cpp-dev libkainjow-mustache-dev libsqlite3-dev \
 && rm -rf /var/lib/apt/lists/*
COPY . /source
WORKDIR /source
RUN cmake --preset package \
 && cmake --build --preset package \
 && cpack --config build/package/CPackConfig.cmake -B /packages

FROM debian:bookworm-slim
COPY --from=build /packages/pgscribe_*.deb /tmp/
RUN apt-get update \
 && apt-get install -y --no-install-recommends /tmp/pgscribe_*.deb \
 && rm -rf /var/lib/apt/lists/* /tmp/*.deb
WORKDIR /project
ENTRYPOINT ["pgscribe"]
CMD ["--help"]
