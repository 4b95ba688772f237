# The server in an environment of its own: built in the first stage, run without a root user in the second.
FROM python:3.12-slim AS build
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /src
COPY . .
# Pins and hashes come from requirements.txt; only what the server needs is installed.
RUN uv build --quiet --wheel --require-hashes --build-constraints requirements.txt --out-dir dist . \
    && uv venv --quiet /opt/tagenka \
    && uv pip install --quiet --python /opt/tagenka/bin/python --no-cache --compile-bytecode \
        --constraints requirements.txt dist/*.whl

FROM python:3.12-slim
RUN useradd --system --no-create-home --uid 10001 tagenka
COPY --from=build /opt/tagenka /opt/tagenka
ENV PATH="/opt/tagenka/bin:$PATH" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER tagenka
WORKDIR /tmp
EXPOSE 8000
CMD ["tagenka", "serve"]
