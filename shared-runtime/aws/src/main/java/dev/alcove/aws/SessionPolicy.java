package dev.alcove.aws;

import dev.alcove.domain.TenantId;

/**
 * What the session of a tenant's run may do; the role that it is of may do it for all tenants. No
 * Scan, since that names no keys; no bus, no queue, no schedules, no registry. Events go through
 * the tenant's partition of the outbox, where items can only be added.
 */
final class SessionPolicy {
  private SessionPolicy() {}

  /**
   * The policy as JSON. Nothing in it needs escaping: settings and ids have no quotes.
   *
   * @param strict its role tells the account and the partition of AWS
   */
  static String of(TenantId tenant, AwsSettings settings, StrictSettings strict) {
    String[] role = strict.role().split(":", 6);
    String partition = role[1];
    String tables =
        "arn:" + partition + ":dynamodb:" + settings.region() + ":" + role[4] + ":table";
    return """
    {"Version":"2012-10-17","Statement":[\
    {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:BatchGetItem","dynamodb:BatchWriteItem","dynamodb:Query",\
    "dynamodb:PutItem","dynamodb:UpdateItem","dynamodb:DeleteItem","dynamodb:ConditionCheckItem"],\
    "Resource":"%1$s/%2$s","Condition":{\
    "ForAllValues:StringLike":{"dynamodb:LeadingKeys":["%3$s*"]},\
    "Null":{"dynamodb:LeadingKeys":"false"}}},\
    {"Effect":"Allow","Action":"dynamodb:PutItem","Resource":"%1$s/%4$s","Condition":{\
    "ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["%5$s"]},\
    "Null":{"dynamodb:LeadingKeys":"false"}}},\
    {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:%6$s:s3:::%7$s/code/%8$s/*"}]}\
    """
        .formatted(
            tables,
            settings.dataTable(),
            Partitions.prefix(tenant),
            settings.outboxTable(),
            OutboxRows.partition(tenant),
            partition,
            settings.codeBucket(),
            tenant);
  }
}
