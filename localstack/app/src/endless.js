// Spoils its process: the comparison makes a number of the text, in one step that nothing can interrupt and that takes
// minutes. What was written before is part of a commit that never comes.

export async function endless() {
  await storage.set("mark", "of a run that was ended");
  return { body: { less: "9".repeat(4_000_000) < 1n } };
}

export async function mark() {
  return { body: { mark: await storage.get("mark") } };
}
