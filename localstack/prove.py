"""Drives the stack from one end to the other, with the shop of the examples. Ends with 1 when something is not as told.

Usage: prove.py ENDPOINT KEY, where the key is that of tokens.py
"""

import sys
import time
import traceback

from tokens import Issuer
from world import Stack, bundle, kill_processes, until

SHOP = "examples/shop/tenants/acme"
ALL = ["ScriptCreate", "ScriptRead", "ScriptUpdate", "ScriptDelete", "ScriptExecute"]
ORDER = {"items": [{"sku": "hammer", "quantity": 2, "price": 5}]}


class Proof:
    def __init__(self, endpoint, key):
        self.stack = Stack(endpoint)
        self.api = self.stack.api
        issuer = Issuer(key)
        self.operator = issuer.token("operator", roles=["operator"])
        rights = [*ALL, "orders.place", "reports.view", "stock.write"]
        self.ann = issuer.token("ann", tenant="acme", permissions=rights)
        self.gil = issuer.token("gil", tenant="globex", permissions=rights)

    def expect(self, status, method, path, body=None, token=None):
        answer = self.api.call(method, path, body, token)
        assert answer.status == status, f"{method} {path}: {answer.status} {answer.body[:500]}, not {status}"
        return answer

    def deploy(self, tenant, app, what, token):
        return self.expect(201, "POST", f"/admin/v1/tenants/{tenant}/apps/{app}/deployments", what, token).json()

    def report(self, tenant="acme"):
        token = self.ann if tenant == "acme" else self.gil
        return self.expect(200, "GET", f"/t/{tenant}/api/custom/sales-report", token=token).json()

    def settled(self, **wanted):
        """Waits for the numbers, and then for duplicates, which must not come."""
        until(f"the report has {wanted}", lambda: wanted.items() <= self.report().items())
        until("the queue of runs is empty", self.nothing_queued)
        assert wanted.items() <= self.report().items(), f"something took effect twice: {self.report()}"

    def nothing_queued(self):
        counts = self.stack.aws("sqs").get_queue_attributes(
            QueueUrl=self.stack.outputs["RunQueue"], AttributeNames=["All"]
        )["Attributes"]
        return all(counts[name] == "0" for name in counts if name.startswith("ApproximateNumberOfMessages"))

    def two_tenants_are_made(self):
        """Only by an operator; both get the same app, and acme one more."""
        for tenant, name in (("acme", "Acme Tools"), ("globex", "Globex")):
            self.expect(403, "POST", "/admin/v1/tenants", {"id": tenant, "name": name}, self.ann)
            self.expect(201, "POST", "/admin/v1/tenants", {"id": tenant, "name": name}, self.operator)
        self.expect(401, "GET", "/admin/v1/tenants")
        for tenant, token in (("acme", self.ann), ("globex", self.gil)):
            self.deploy(tenant, "main", bundle(f"{SHOP}/main"), token)
            self.deploy(tenant, "orders", bundle(f"{SHOP}/orders"), token)

    def a_call_answers(self):
        answer = self.expect(200, "GET", "/t/acme/api/custom/greeting?name=Ada")
        assert answer.json() == {"message": "Hello Ada, this is Acme Tools."}, answer.body
        self.expect(404, "GET", "/t/nobody/app/x")

    def a_tenant_keeps_its_own(self):
        """One tenant's keys, and another's app that looks for the same key."""
        self.expect(404, "GET", "/t/acme/app/stock/hammer")
        self.expect(200, "PUT", "/t/acme/app/stock/hammer", {"quantity": 10}, self.ann)
        assert self.expect(200, "GET", "/t/acme/app/stock/hammer").json() == {"quantity": 10}
        self.expect(404, "GET", "/t/globex/app/stock/hammer")
        self.expect(403, "PUT", "/t/acme/app/stock/hammer", {"quantity": 0}, self.gil)
        self.expect(404, "GET", "/admin/v1/tenants/acme/apps", token=self.gil)

    def an_event_takes_effect_once(self):
        """One that a commit published, and one of the company's, sent twice."""
        self.expect(201, "POST", "/t/acme/api/custom/orders", {"id": "o-1", **ORDER}, self.ann)
        self.settled(orders=1, revenue=10)
        for _ in range(2):
            self.stack.publish("acme", "order.created", "from-erp-1", {"id": "e-1", "total": 7})
        self.settled(orders=2, revenue=17)
        assert self.report("globex")["orders"] == 0

    def a_tick_runs_a_job_once(self):
        """By the input of the schedule that was made: LocalStack fires none."""
        (schedule,) = self.stack.schedules("acme")
        tick = {**schedule, "time": "2026-11-21T08:00:00Z"}
        for _ in range(2):
            self.stack.invoke("TriggerFunction", tick)
        self.settled(summaries=1)

    def a_crash_after_the_commit_loses_nothing(self):
        """Nothing relays the outbox while everything that could is gone; then the sweeper does, and then the stream."""
        self.stack.relay_by_stream(False)
        self.expect(201, "POST", "/t/acme/api/custom/orders", {"id": "o-2", **ORDER}, self.ann)
        assert kill_processes("http") > 0
        self.stack.invoke("TriggerFunction", {"v": 1, "sweep": True})
        until("the outbox is empty", lambda: not self.stack.outbox("acme"))
        self.settled(orders=3, revenue=27)
        self.stack.relay_by_stream(True)
        self.expect(201, "POST", "/t/acme/api/custom/orders", {"id": "o-3", **ORDER}, self.ann)
        self.settled(orders=4, revenue=37)

    def a_deployment_is_there_at_once(self):
        """The very next request sees it, and so it does after the rollback."""
        changed = bundle(f"{SHOP}/orders")
        for module in changed["modules"]:
            module["module"] = module["module"].replace("Hello ", "Good day ")
        for text in ("Good day", "Hello"):
            if text == "Hello":
                self.expect(201, "POST", "/admin/v1/tenants/acme/apps/orders/rollback", {}, self.ann)
            else:
                self.deploy("acme", "orders", changed, self.ann)
            answer = self.expect(200, "GET", "/t/acme/api/custom/greeting?name=Ada").json()
            assert answer == {"message": f"{text} Ada, this is Acme Tools."}, answer
        broken = {**changed, "modules": [{"name": "greeting.js", "module": "function ("}]}
        self.expect(400, "POST", "/admin/v1/tenants/acme/apps/orders/deployments", broken, self.ann)
        assert len(self.stack.schedules("acme")) == 1

    def the_company_calls_a_script(self):
        answer = self.stack.invoke(
            "InvokeFunction", {"tenant": "acme", "hook": "order.validate", "input": {"id": 7, **ORDER}}
        )
        assert answer["outcome"] == "OK" and answer["output"] == {"valid": True, "errors": []}, answer
        job = {"tenant": "acme", "script": "import-orders", "input": {"orders": [{"id": "i-1", "total": 3}]}}
        assert "execution" in self.stack.invoke("InvokeFunction", {**job, "async": True})
        self.settled(orders=5, revenue=40)

    def runs_are_told(self):
        """What ran by itself has left its records."""
        runs = self.expect(200, "GET", "/admin/v1/tenants/acme/runs", token=self.ann).json()["runs"]
        assert {run["outcome"] for run in runs} == {"OK"}, runs


STEPS = [
    Proof.two_tenants_are_made,
    Proof.a_call_answers,
    Proof.a_tenant_keeps_its_own,
    Proof.an_event_takes_effect_once,
    Proof.a_tick_runs_a_job_once,
    Proof.a_crash_after_the_commit_loses_nothing,
    Proof.a_deployment_is_there_at_once,
    Proof.the_company_calls_a_script,
    Proof.runs_are_told,
]


def main(endpoint, key):
    proof = Proof(endpoint, key)
    for step in STEPS:
        start = time.monotonic()
        try:
            step(proof)
        except Exception:
            traceback.print_exc()
            print(f"localstack: FAILED  {step.__name__.replace('_', ' ')}")
            return 1
        print(f"localstack: {time.monotonic() - start:5.1f} s  {step.__name__.replace('_', ' ')}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
