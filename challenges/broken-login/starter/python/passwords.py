import hashlib
import hmac
import os

from config import config


def hash_password(password: str) -> str:
    """Stored as scrypt$cost$salt$key, salt and key in hex."""
    salt = os.urandom(16)
    key = derive(password, salt, config.password_cost)
    return f"scrypt${config.password_cost}${salt.hex()}${key.hex()}"


def verify_password(password: str, hashed: str) -> bool:
    scheme, _, rest = hashed.partition("$")
    if scheme != "scrypt":
        return False
    cost, salt, key = rest.split("$")
    return hmac.compare_digest(derive(password, bytes.fromhex(salt), int(cost)), bytes.fromhex(key))


def derive(password: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=cost, r=8, p=1, dklen=32)
