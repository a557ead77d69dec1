# The screens
FROM node:20-bookworm-slim AS screens
WORKDIR /house/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci
COPY frontend/ ./
RUN npm run build

# The Python packages, by hash
FROM python:3.11-slim-bookworm AS packages
RUN python -m venv /tools && /tools/bin/pip install --no-cache-dir uv==0.13.9
WORKDIR /house
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN /tools/bin/uv venv /house/.venv \
 && /tools/bin/uv pip sync --python /house/.venv --require-hashes --compile-bytecode requirements.lock
COPY app app
RUN /tools/bin/uv pip install --python /house/.venv --no-deps --editable . \
 && /house/.venv/bin/python -m compileall -q app

# What runs: no tools, not root
FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /data yingmen \
 && install --directory --owner=yingmen --group=yingmen --mode=0750 /data
WORKDIR /house
COPY --from=packages /house /house
COPY alembic.ini ./
COPY migrations migrations
COPY --from=screens /house/frontend/dist frontend/dist
ENV PATH=/house/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    YINGMEN_DATA_DIR=/data \
    YINGMEN_HOST=0.0.0.0 \
    YINGMEN_LOG_FORMAT=json
USER yingmen
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["yingmen", "healthy"]
# One container with its own PostgreSQL; compose.yaml shows the parts apart.
CMD ["yingmen", "run"]
