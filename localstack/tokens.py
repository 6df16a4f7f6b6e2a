"""The issuer of the stack on this machine: a key that is made anew for each deployment, and tokens signed with it.

Usage: tokens.py FILE: makes the key, and prints the template's parameter for it.
"""

import json
import pathlib
import sys
import time

from joserfc import jwk, jwt

ISSUER = "https://issuer.local"
LIFETIME_SECONDS = 3600


def make(file):
    key = jwk.ECKey.generate_key("P-256", {"kid": "local", "alg": "ES256", "use": "sig"})
    pathlib.Path(file).write_text(json.dumps(key.as_dict(private=True)), encoding="utf-8")
    return [{"issuer": ISSUER, "jwks": {"keys": [key.as_dict(private=False)]}}]


class Issuer:
    def __init__(self, file):
        self.key = jwk.ECKey.import_key(json.loads(pathlib.Path(file).read_text(encoding="utf-8")))

    def token(self, user, **claims):
        """A token of a user; claims as the platform reads them: tenant, permissions, roles."""
        body = {
            "iss": ISSUER,
            "sub": user,
            "email": f"{user}@acme.example",
            "name": user.capitalize(),
            "exp": int(time.time()) + LIFETIME_SECONDS,
            **claims,
        }
        return jwt.encode({"alg": "ES256", "kid": "local"}, body, self.key)


if __name__ == "__main__":
    print(json.dumps(make(sys.argv[1])))
