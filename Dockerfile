FROM python:3.11-slim AS build
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.txt

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 engage
COPY --from=build /venv /venv
WORKDIR /app
COPY . .
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=config.settings.production \
    VAR_DIR=/data BIND=0.0.0.0:8000
RUN mkdir /data && chown engage /data
USER engage
VOLUME /data
EXPOSE 8000
CMD ["sh", "-c", "python manage.py collectstatic --no-input --verbosity 0 && exec gunicorn"]
