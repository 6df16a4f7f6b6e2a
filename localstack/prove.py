"""Drives the stack from one end to the other, with the shop of the examples. Ends with 1 when something is not as told.

Usage: prove.py ENDPOINT KEY, where the key is that of tokens.py
"""

import sys
import time
import traceback

from comparison import differences
from laptop import Laptop, alcove
from tokens import Issuer
from world import Stack, bundle, kill_processes, processes, until

WORLD = "examples/shop"
SHOP = f"{WORLD}/tenants/acme"
ALL = ["ScriptCreate", "ScriptRead", "ScriptUpdate", "ScriptDelete", "ScriptExecute"]
ORDER = {"items": [{"sku": "hammer", "quantity": 2, "price": 5}]}


class Proof:
    def __init__(self, endpoint, key):
        self.stack = Stack(endpoint)
        self.api = self.stack.api
        self.issuer = issuer = Issuer(key)
        self.operator = issuer.token("operator", roles=["operator"])
        rights = [*ALL, "orders.place", "reports.view", "stock.write"]
        self.ann = issuer.token("ann", tenant="acme", permissions=rights)
        self.bob = issuer.token("bob", tenant="acme", permissions=["orders.place"])
        self.gil = issuer.token("gil", tenant="globex", permissions=rights)
        # What a command needs to find the stack.
        self.there = ["--url", self.api.base, "--token", self.operator]

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
        # In this order: events become runs.
        until("the queues are empty", lambda: self.stack.is_empty("EventsQueue") and self.stack.is_empty("RunQueue"))
        assert wanted.items() <= self.report().items(), f"something took effect twice: {self.report()}"

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

    def a_crash_before_the_delete_repeats_nothing(self):
        """An item that was published and is in the outbox still: the stream and the sweeper hand it on again."""
        self.stack.relay_by_stream(False)
        self.expect(201, "POST", "/t/acme/api/custom/orders", {"id": "o-4", **ORDER}, self.ann)
        (item,) = self.stack.outbox("acme")
        for _ in range(2):
            self.stack.relay(item)
        assert not self.stack.outbox("acme")
        self.stack.aws("dynamodb").put_item(TableName=self.stack.outputs["OutboxTable"], Item=item)
        self.stack.invoke("TriggerFunction", {"v": 1, "sweep": True})
        until("the outbox is empty", lambda: not self.stack.outbox("acme"))
        self.settled(orders=5, revenue=47)
        self.stack.relay_by_stream(True)

    def a_poison_message_is_kept_and_holds_up_nobody(self):
        """One that is no event goes to the dead letters, one that is no run is hidden; what is behind them is done."""
        sqs = self.stack.aws("sqs")
        events, runs, dead = (self.stack.queue(name) for name in ("EventsQueue", "RunQueue", "EventsDeadQueue"))
        before = sqs.get_queue_attributes(QueueUrl=events, AttributeNames=["VisibilityTimeout"])["Attributes"]
        # It is tried ten times, six minutes apart; here a second is enough.
        sqs.set_queue_attributes(QueueUrl=events, Attributes={"VisibilityTimeout": "1"})
        poison = "neither an event nor a run"
        for queue in (events, runs):
            sqs.send_message(QueueUrl=queue, MessageBody=poison)
        self.stack.publish("acme", "order.created", "from-erp-2", {"id": "e-2", "total": 7})
        until("the event has its effect", lambda: self.report()["orders"] == 6)
        until("the dead letters have the message", lambda: poison in self.stack.messages("EventsDeadQueue"))
        assert poison in self.stack.messages("RunQueue")
        sqs.set_queue_attributes(QueueUrl=events, Attributes=before)
        for queue in (runs, dead):
            sqs.purge_queue(QueueUrl=queue)
        self.settled(orders=6, revenue=54)

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
        self.settled(orders=7, revenue=57)

    def runs_are_told(self):
        """What ran by itself has left its records."""
        runs = self.expect(200, "GET", "/admin/v1/tenants/acme/runs", token=self.ann).json()["runs"]
        assert {run["outcome"] for run in runs} == {"OK"}, runs


    def the_command_works_as_the_docs_tell(self):
        """docs/deploy.md, its fourth step."""
        alcove("tenant", "create", "initech", "--name", "Initech", *self.there)
        ian = self.issuer.token("ian", tenant="initech", permissions=ALL)
        target = ["--app", "orders", "--tenant", "initech", "--url", self.api.base, "--token", ian]
        alcove("deploy", f"{SHOP}/orders", *target)
        answer = self.expect(200, "GET", "/t/initech/api/custom/greeting?name=Ada")
        assert answer.json() == {"message": "Hello Ada, this is Initech."}, answer.body

    def the_answers_are_those_of_a_laptop(self):
        """Byte for byte, but for what comparison.py names; and the same bundle is the same version."""
        with Laptop(WORLD) as laptop:
            deploy = ["deploy", "localstack/app", "--app", "mirror", "--tenant", "acme"]
            mine, theirs = (alcove(*deploy, *where)["version"] for where in (laptop.here, self.there))
            assert mine == theirs, (mine, theirs)
            ours = {"ann": self.ann, "bob": self.bob, "gil": self.gil}
            others = {
                name: laptop.token(tenant, f"{name}@{tenant}.example")
                for name, tenant in (("ann", "acme"), ("bob", "acme"), ("gil", "globex"))
            }
            found = differences((laptop.api, others), (self.api, ours))
            assert not found, "\n".join(["the laptop, and below it the stack:", *found])

    def a_spoilt_process_is_replaced(self):
        """A script that nothing can stop: the gateway answers, nothing is written, and the next call is right."""
        stock = self.expect(200, "GET", "/t/acme/app/stock/hammer")
        self.expect(200, "GET", "/t/acme/api/custom/mark")
        before = processes("http")
        answer = self.expect(502, "POST", "/t/acme/api/custom/endless")
        assert answer.json() == {"message": "Internal server error"}, answer.body
        assert self.expect(200, "GET", "/t/acme/app/stock/hammer").body == stock.body
        assert self.expect(200, "GET", "/t/acme/api/custom/mark").json() == {"mark": None}
        after = processes("http")
        assert len(before - after) == 1 and after - before, (before, after)

    def a_tenant_moves_there_and_back(self):
        """As docs/moving-a-tenant.md tells; what arrives is what left, and goes on where it was."""
        with Laptop(WORLD) as laptop:
            ann = laptop.token("acme", "ann@acme.example")
            laptop.api.call("PUT", "/t/acme/app/stock/saw", {"quantity": 3}, ann)
            laptop.api.call("POST", "/t/acme/api/custom/orders", {"id": "o-1", **ORDER}, ann)
            report = "/t/acme/api/custom/sales-report"
            until("the order is counted", lambda: laptop.api.call("GET", report, token=ann).json()["orders"] == 1)
            alcove("tenant", "pause", "acme", *laptop.here)
            file, left = laptop.export("acme", "left", laptop.here)
            alcove("import", file, "--as", "moved", "--plan", "standard", *self.there)
            file, moved = laptop.export("moved", "moved", self.there)
            assert moved == left, (moved, left)
            alcove("import", file, "--as", "back", "--plan", "unmetered", *laptop.here)
            _, back = laptop.export("back", "back", laptop.here)
            assert back == left, (back, left)
            for tenant, where, api in (("moved", self.there, self.api), ("back", laptop.here, laptop.api)):
                assert api.call("GET", f"/t/{tenant}/app/stock/saw").status == 503
                alcove("tenant", "resume", tenant, *where)
                assert api.call("GET", f"/t/{tenant}/app/stock/saw").json() == {"quantity": 3}
        assert len(self.stack.schedules("moved")) == 1


STEPS = [
    Proof.two_tenants_are_made,
    Proof.a_call_answers,
    Proof.a_tenant_keeps_its_own,
    Proof.an_event_takes_effect_once,
    Proof.a_tick_runs_a_job_once,
    Proof.a_crash_after_the_commit_loses_nothing,
    Proof.a_crash_before_the_delete_repeats_nothing,
    Proof.a_poison_message_is_kept_and_holds_up_nobody,
    Proof.a_deployment_is_there_at_once,
    Proof.the_company_calls_a_script,
    Proof.runs_are_told,
    Proof.the_command_works_as_the_docs_tell,
    Proof.the_answers_are_those_of_a_laptop,
    Proof.a_spoilt_process_is_replaced,
    Proof.a_tenant_moves_there_and_back,
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
