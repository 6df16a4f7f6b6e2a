"""The same requests to two installations of the platform, and what their answers may differ in."""

import json
from typing import NamedTuple

# Names of a request, a run and a commit: there on both sides, and new each time.
ANEW = {"x-request-id", "x-alcove-execution-id", "x-ms-ccf-transaction-id"}

# Each server's own: of the connection, the moment, and how a body's end is known.
OF_THE_CONNECTION = {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"}

# What API Gateway and LocalStack add, and what stands before the name of some headers.
OF_THE_GATEWAY = ("x-amz-", "x-amzn-", "x-localstack")
REMAPPED = "x-amzn-remapped-"

JSON = ("content-type", "application/json")
TEXT = ("content-type", "text/plain; charset=utf-8")
BROKEN = {"metadata": {"scripts": {}}, "modules": [{"name": "a.js", "module": "function ("}]}


class Request(NamedTuple):
    method: str
    path: str
    body: bytes = b""
    headers: tuple = ()
    # Whose token goes with it; empty for nobody's.
    user: str = ""


def with_json(method, path, body, user=""):
    return Request(method, path, json.dumps(body).encode(), (JSON,), user)


CUSTOM = "/t/acme/api/custom"
ORDER = {"id": "o-1", "items": [{"sku": "saw", "quantity": 2, "price": 5}]}
REQUESTS = [
    Request("GET", "/health"),
    Request("GET", f"{CUSTOM}/greeting?name=J%C3%BCrgen%20%26%20Co"),
    Request("GET", "/t/globex/api/custom/greeting"),
    Request("POST", f"{CUSTOM}/greeting"),
    Request("GET", f"{CUSTOM}/none"),
    Request("GET", "/t/nobody/app/x"),
    Request("GET", "/nowhere"),
    # Scripts: what comes in, and what goes out.
    Request("POST", f"{CUSTOM}/mirror/caf%C3%A9%20x?a=1&a=2&b=", b"Gr\xc3\xbc\xc3\x9fe", (TEXT,)),
    with_json("POST", f"{CUSTOM}/mirror/json", {"ü": [1, None, "\U0001f98a"]}),
    Request("POST", f"{CUSTOM}/mirror/json", b'{"a":', (JSON,)),
    Request("POST", f"{CUSTOM}/mirror/tags", b"x", (TEXT, ("x-tag", "one"), ("x-tag", "two"))),
    Request("POST", f"{CUSTOM}/mirror/bytes", bytes(range(256)), (("content-type", "application/octet-stream"),)),
    Request("POST", f"{CUSTOM}/mirror/nothing"),
    Request("GET", f"{CUSTOM}/picture"),
    Request("GET", f"{CUSTOM}/throw"),
    # Endpoints.
    Request("POST", "/t/acme/app/mirror/bytes", bytes(range(256)) * 800, (("content-type", "image/png"),)),
    Request("POST", "/t/acme/app/mirror/bytes", b"caf\xe9", (TEXT,)),
    Request("POST", "/t/acme/app/mirror/bytes", "Grüße".encode(), (TEXT,)),
    Request("GET", "/t/acme/app/mirror/nothing"),
    Request("GET", "/t/acme/app/mirror/throw"),
    Request("GET", "/t/acme/app/stock/saw"),
    with_json("PUT", "/t/acme/app/stock/saw", {"quantity": 3}, "ann"),
    with_json("PUT", "/t/acme/app/stock/saw", {"quantity": 4}, "ann"),
    with_json("PUT", "/t/acme/app/stock/saw", {"quantity": -1}, "ann"),
    with_json("PUT", "/t/acme/app/stock/saw", {"quantity": 5}, "bob"),
    with_json("PUT", "/t/acme/app/stock/saw", {"quantity": 5}, "gil"),
    with_json("PUT", "/t/acme/app/stock/saw", {"quantity": 5}),
    Request("PUT", "/t/acme/app/stock/saw", b"no JSON", (JSON,), "ann"),
    Request("PUT", "/t/acme/app/stock/saw", b"{}", (JSON, ("authorization", "Bearer of.no.token"))),
    Request("GET", "/t/acme/app/stock/saw"),
    Request("DELETE", "/t/acme/app/stock/saw"),
    Request("GET", "/t/acme/app/none"),
    # Who may do what.
    with_json("POST", f"{CUSTOM}/orders", ORDER, "bob"),
    with_json("POST", f"{CUSTOM}/orders", {"id": "o-2", "items": []}, "bob"),
    with_json("POST", f"{CUSTOM}/orders", ORDER, "gil"),
    with_json("POST", f"{CUSTOM}/orders", ORDER),
    Request("GET", f"{CUSTOM}/sales-report", user="bob"),
    # The administration.
    Request("GET", "/admin/v1/openapi.json"),
    Request("GET", "/admin/v1/tenants"),
    Request("GET", "/admin/v1/tenants/acme/apps/none", user="ann"),
    with_json("POST", "/admin/v1/tenants/acme/apps/orders/deployments?check=true", BROKEN, "ann"),
]


def comparable(answer):
    """An answer without what may differ."""
    headers = []
    for name, value in answer.headers:
        name = name.removeprefix(REMAPPED)
        # Without a body the gateway names a type all the same.
        of_nothing = name == "content-type" and not answer.body
        if name not in OF_THE_CONNECTION and not name.startswith(OF_THE_GATEWAY) and not of_nothing:
            headers.append((name, "another each time" if name in ANEW else value))
    return answer.status, sorted(headers), answer.body


def differences(one, other):
    """Sends all requests to both, each side's tokens by user, and tells which answers are not the same."""
    found = []
    for request in REQUESTS:
        first, second = (comparable(ask(request, *side)) for side in (one, other))
        if first != second:
            found.append(f"{request.method} {request.path} {request.user}\n  {short(first)}\n  {short(second)}")
    return found


def ask(request, api, tokens):
    headers = [("accept", "*/*"), *request.headers]
    if request.user:
        headers.append(("authorization", f"Bearer {tokens[request.user]}"))
    return api.send(request.method, request.path, headers, request.body)


def short(told):
    status, headers, body = told
    return f"{status} {headers} {body[:200]!r}"
