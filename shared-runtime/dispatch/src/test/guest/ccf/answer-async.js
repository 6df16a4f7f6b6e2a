/* {"kind": "endpoint"} */
export async function main() {
  await undefined;
  return { body: 'later' };
}
