// What a team would write for itself: the tenant from DynamoDB, its code from S3, each call in a context of its own.
// For the benchmark only; it has no limits, no authentication and no isolation worth the name.
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import vm from 'node:vm';

const env = process.env;
const dynamo = new DynamoDBClient({ region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL_DYNAMODB });
const s3 = new S3Client({ region: env.AWS_REGION, endpoint: env.AWS_ENDPOINT_URL, forcePathStyle: true });
const scripts = new Map();

async function script(tenant, version) {
  const known = scripts.get(version);
  if (known !== undefined) return known;
  const object = await s3.send(new GetObjectCommand({
    Bucket: env.ALCOVE_CODE_BUCKET, Key: `code/${tenant}/${version}/version.json`,
  }));
  const { modules } = JSON.parse(await object.Body.transformToString());
  const source = modules.map((module) => module.source.replace(/^export /gm, '')).join('\n');
  const made = new vm.Script(`${source}\nhello`, { filename: 'work.js' });
  scripts.set(version, made);
  return made;
}

export async function handler(event) {
  const began = performance.now();
  const [, , tenant] = event.path.split('/');
  const { Item } = await dynamo.send(new GetItemCommand({
    TableName: env.ALCOVE_REGISTRY_TABLE, ConsistentRead: true,
    Key: { pk: { S: `REG#${tenant}` }, sk: { S: 'LIVE' } },
  }));
  const { apps } = JSON.parse(Buffer.from(Item.item.B).toString());
  const hello = (await script(tenant, apps.main.version)).runInContext(vm.createContext({}), { timeout: 5000 });
  const response = hello({ path: event.path });
  console.log(JSON.stringify({ tenant, path: event.path, wall_ms: performance.now() - began }));
  return {
    statusCode: response.statusCode ?? 200,
    multiValueHeaders: { 'content-type': ['application/json'] },
    body: JSON.stringify(response.body),
    isBase64Encoded: false,
  };
}
