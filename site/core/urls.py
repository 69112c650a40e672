from django.urls import path, re_path

from core import seo as views
from core.brand import brand
from core.health import healthz, readyz
from core.media import picture_file
from core.outputs.views import oembed, openapi

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("media/<path:path>", picture_file, name="picture_file"),
    path("brand.<slug:version>.css", brand, name="brand"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", views.sitemap_part, name="sitemap_part"),
    path("oembed", oembed, name="oembed"),
    path("openapi.json", openapi, name="openapi"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    # Before Wagtail's own pattern, which stays the one that addresses are made with.
    re_path(r"^documents/(\d+)/([^/]+)$", views.serve_document),
]
