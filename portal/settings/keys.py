"""The portal's own keys at a login provider: read from a file, published by their public half."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc.jwk import ECKey, RSAKey

from portal.settings.telling import Unsafe

BLOCK = re.compile(r"-----BEGIN ([A-Z ]*PRIVATE KEY)-----.+?-----END \1-----", re.DOTALL)
SMALLEST_RSA = 2048


@dataclass(frozen=True)
class ClientKey:
    """One key: `kid` names it to the provider, `algorithm` is what it signs with."""

    key: RSAKey | ECKey = field(repr=False)
    kid: str
    algorithm: str

    def public(self) -> dict[str, Any]:
        """What everybody may know of it (RFC 7517)."""
        said = self.key.as_dict(private=False)
        return {**said, "kid": self.kid, "use": "sig", "alg": self.algorithm}


def client_keys(text: str, key_id: str = "") -> Sequence[ClientKey]:
    """The keys in a PEM file. The first one signs, all are published: so a key can be changed in peace.

    `key_id` names the first one; each other is named by its thumbprint (RFC 7638). Raises Unsafe.
    """
    blocks = [found[0] for found in BLOCK.finditer(text)]
    if not blocks:
        raise Unsafe("the private key file holds no private key in PEM")
    return [_client_key(block, key_id if number == 0 else "") for number, block in enumerate(blocks)]


def _client_key(block: str, key_id: str) -> ClientKey:
    try:
        known = load_pem_private_key(block.encode(), password=None)
    except (ValueError, TypeError) as fault:
        raise Unsafe(
            "the private key cannot be read: it must be PEM, without a password of its own"
        ) from fault
    if isinstance(known, RSAPrivateKey) and known.key_size >= SMALLEST_RSA:
        key: RSAKey | ECKey = RSAKey.import_key(block)
        return ClientKey(key, key_id or key.thumbprint(), "RS256")
    if isinstance(known, EllipticCurvePrivateKey) and isinstance(known.curve, SECP256R1):
        key = ECKey.import_key(block)
        return ClientKey(key, key_id or key.thumbprint(), "ES256")
    raise Unsafe(f"the private key must be RSA of at least {SMALLEST_RSA} bits, or EC on the curve P-256")
