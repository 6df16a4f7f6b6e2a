export async function main() {
  await new Promise(() => { setTimeout(() => { throw new Error('in a timer'); }, 1); });
}
