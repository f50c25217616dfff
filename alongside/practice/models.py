"""Where the versions of practice models are kept. No personal data; rows are added and never changed."""

from django.conf import settings
from django.db import models

from alongside.kit.ids import uuid7


class ModelVersion(models.Model):
    """One version of one practice model, with the text it was published as."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    model = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    name = models.TextField()
    toml = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField()

    class Meta:
        db_table = "model_version"
        constraints = [
            models.UniqueConstraint(fields=["model", "version"], name="model_version_once"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="model_version_sha256_hex"
            ),
        ]
        indexes = [models.Index(fields=["model", "-published_at"], name="model_version_latest")]

    def __str__(self) -> str:
        return f"{self.model} {self.version}"
